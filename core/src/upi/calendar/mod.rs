//! The mandate calendar: when a UPI Autopay mandate may be debited, when the payer must be told, when a debit may run,
//! up to which amount no UPI PIN is needed.
//!
//! Sources: the Reserve Bank's e-mandate framework (24 hours' notice, limits without PIN, FASTag and NCMC exempt since
//! 22 August 2024) and NPCI's operating rules (one successful debit per cycle, one attempt and three retries, outside
//! 10:00 to 13:00 and 17:00 to 21:30 IST since 1 August 2025), as payment providers print them. The rules `BEFORE` and
//! `AFTER` include the day itself (Adyen's reference says so in words).
//!
//! Inferred, because no source that could be read says it:
//! - weeks run Monday to Sunday, fortnights 1st to 15th and 16th to the last of the month; day 16 of a first half is the
//!   15th;
//! - cycles of several months begin with the month the validity starts in, and the day, `BEFORE` and `AFTER` are meant
//!   inside the first month of a cycle: the narrow reading, which is inside the wide one;
//! - a day that the month does not have is its last day;
//! - a cycle whose days all lie outside the validity or inside a pause has no debit.

mod cycles;
mod dates;
mod rules;
mod windows;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod properties;

pub(crate) use cycles::{check_pattern, check_recurrence};
pub use dates::{check_date, debit_dates, schedule};
pub use rules::{check_amount, pin_limit};
pub use windows::{debit_windows, notice_window};
