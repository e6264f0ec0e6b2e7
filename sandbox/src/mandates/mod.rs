//! UPI Autopay: mandates, the notices before their debits, and the debits.
//!
//! [`api`] and [`debits`] serve the gateway's operations, [`control`] what a payer does in the UPI app; both change
//! states through [`life`] only. The rules of the rail that the sandbox enforces are listed in `docs/sandbox.md`.

use std::ops::Range;

pub(crate) mod api;
pub(crate) mod audit;
pub(crate) mod control;
pub(crate) mod debits;
pub(crate) mod life;
pub(crate) mod page;
pub(crate) mod rows;
pub(crate) mod tell;

mod cycle;
mod terms;
#[cfg(test)]
mod tests;

/// How a debit's payment was started; see [`crate::rows::PaymentRow::way`].
pub(crate) const WAY: &str = "MANDATE";

/// Peak hours in minutes of the Indian day: 10:00 to 13:00 and 17:00 to 21:30.
pub(crate) const PEAKS: &[Range<i64>] = &[600..780, 1_020..1_290];
