//! The one virtual clock: token and order expiry, UPI windows, settlement and the courier's back-off all read it.
//!
//! Its state (a shift, or the instant it stands at) lives in the store like everything else. It runs with the
//! machine's time unless it was started stopped, which is what reproducible tests want; either way
//! `POST /_sandbox/clock` moves it forward.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::Connection;
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, UtcOffset};

use crate::store::{meta, set_meta};

/// India's offset in seconds; the country has one zone and no daylight saving time.
const IST_SECONDS: i64 = 19_800;
const DAY_MS: i64 = 86_400_000;

/// An instant in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

impl Moment {
    /// What the clock does not reach.
    pub const NEVER: Moment = Moment(i64::MAX);

    /// The machine's time.
    pub fn real() -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    /// Reads ISO 8601 with an offset.
    pub fn parse(text: &str) -> Option<Moment> {
        let parsed = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(parsed.unix_timestamp_nanos() / 1_000_000).ok().map(Moment)
    }

    /// Reads what the gateway prints, `yyyy-MM-dd HH:mm:ss` in IST, or a bare date, or ISO 8601.
    pub fn parse_any(text: &str) -> Option<Moment> {
        let padded = match text.len() {
            10 => format!("{text}T00:00:00+05:30"),
            19 => format!("{}+05:30", text.replacen(' ', "T", 1)),
            _ => text.to_string(),
        };
        Moment::parse(&padded)
    }

    /// Later by some seconds.
    pub fn plus_seconds(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// The next midnight in India, strictly later than this instant.
    pub fn next_midnight(self) -> Moment {
        let shift = IST_SECONDS * 1000;
        Moment(((self.0 + shift).div_euclid(DAY_MS) + 1) * DAY_MS - shift)
    }

    /// The day it is in India.
    pub(crate) fn day(self) -> Date {
        self.in_india().date()
    }

    /// Minutes since midnight in India.
    pub(crate) fn minute_of_day(self) -> i64 {
        (self.0 + IST_SECONDS * 1000).rem_euclid(DAY_MS) / 60_000
    }

    /// `yyyy-MM-dd HH:mm:ss` in IST, the gateway's form.
    pub fn text(self) -> String {
        let at = self.in_india();
        format!(
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
            at.year(),
            u8::from(at.month()),
            at.day(),
            at.hour(),
            at.minute(),
            at.second()
        )
    }

    /// ISO 8601 with India's offset.
    pub fn iso(self) -> String {
        format!("{}+05:30", self.text().replacen(' ', "T", 1))
    }

    /// Month and two-digit year, to compare with a card's `MM/YY`.
    pub fn year_and_month(self) -> (i32, u8) {
        let at = self.in_india();
        (at.year(), u8::from(at.month()))
    }

    fn in_india(self) -> OffsetDateTime {
        // Out of range only beyond the year 9999; the clock route refuses to go there.
        let offset = UtcOffset::from_whole_seconds(19_800).unwrap_or(UtcOffset::UTC);
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
            .to_offset(offset)
    }
}

/// How the clock starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockStart {
    /// Shows the machine's time and runs with it.
    Running,
    /// Shows the machine's time of the start and stands still.
    Stopped,
    /// Shows this instant and stands still.
    At(Moment),
}

const SHIFT: &str = "clock_shift_ms";
const STANDS_AT: &str = "clock_stands_at_ms";

/// Sets the clock to its start.
pub(crate) fn start(db: &Connection, how: ClockStart) -> rusqlite::Result<()> {
    set_meta(db, SHIFT, "0")?;
    match how {
        ClockStart::Running => set_meta(db, STANDS_AT, ""),
        ClockStart::Stopped => set_meta(db, STANDS_AT, &Moment::real().0.to_string()),
        ClockStart::At(moment) => set_meta(db, STANDS_AT, &moment.0.to_string()),
    }
}

/// What the clock shows.
pub(crate) fn now(db: &Connection) -> rusqlite::Result<Moment> {
    if let Some(stands) = number(db, STANDS_AT)? {
        return Ok(Moment(stands));
    }
    Ok(Moment(Moment::real().0 + number(db, SHIFT)?.unwrap_or(0)))
}

/// Whether the clock runs with the machine's time.
pub(crate) fn runs(db: &Connection) -> rusqlite::Result<bool> {
    Ok(number(db, STANDS_AT)?.is_none())
}

/// Moves the clock; the caller made sure that it goes forward.
pub(crate) fn move_to(db: &Connection, to: Moment) -> rusqlite::Result<()> {
    if number(db, STANDS_AT)?.is_some() {
        return set_meta(db, STANDS_AT, &to.0.to_string());
    }
    set_meta(db, SHIFT, &(to.0 - Moment::real().0).to_string())
}

fn number(db: &Connection, key: &str) -> rusqlite::Result<Option<i64>> {
    Ok(meta(db, key)?.and_then(|text| text.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_printed_in_india() {
        let at = Moment::parse("2026-11-23T18:29:59Z").expect("valid");
        assert_eq!(at.text(), "2026-11-23 23:59:59");
        assert_eq!(at.iso(), "2026-11-23T23:59:59+05:30");
        assert_eq!(at.next_midnight().text(), "2026-11-24 00:00:00");
        assert_eq!(at.next_midnight().next_midnight().text(), "2026-11-25 00:00:00");
        assert_eq!(Moment::parse_any("2026-11-23 23:59:59"), Some(at));
        assert_eq!(Moment::parse_any("2026-11-24"), Some(at.next_midnight()));
        assert_eq!(Moment::parse_any("tomorrow"), None);
        assert_eq!(at.day().to_string(), "2026-11-23");
        assert_eq!(at.minute_of_day(), 23 * 60 + 59);
    }
}
