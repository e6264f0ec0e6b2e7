//! Days of India as text: `YYYY-MM-DD`.
//!
//! A debit date has no time of day and must not slip by a day when a machine stands in another zone, so it never
//! becomes an instant except here, with India's offset.

use time::{Date, Month};

use crate::field::{Invalid, Path};
use crate::scalar::Timestamp;

/// Milliseconds of an hour.
pub(crate) const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;
/// India is five and a half hours ahead of UTC.
const IST: i64 = 5 * HOUR + HOUR / 2;
/// The Julian day of 1970-01-01.
const EPOCH: i64 = 2_440_588;
/// Years of four digits that leave room for a few days more or less in every language's date type.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=9998;

/// The rule for fields that hold a day.
pub(crate) fn day(text: &str, path: &Path<'_>) -> Result<(), Invalid> {
    read(text, path).map(drop)
}

/// Reads a day, or says what is wrong with it.
pub(crate) fn read(text: &str, path: &Path<'_>) -> Result<Date, Invalid> {
    parse(text).ok_or_else(|| path.invalid("is not a day; pass one like 2026-04-22, in the years 1000 to 9998"))
}

/// Reads `YYYY-MM-DD`.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    from_digits(text.get(..4)?, text.get(5..7)?, text.get(8..)?)
}

/// A date of three groups of digits.
pub(crate) fn from_digits(year: &str, month: &str, day: &str) -> Option<Date> {
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u16>().ok())?;
    let month = Month::try_from(u8::try_from(number(month)?).ok()?).ok()?;
    let date = Date::from_calendar_date(i32::from(number(year)?), month, u8::try_from(number(day)?).ok()?).ok()?;
    YEARS.contains(&date.year()).then_some(date)
}

/// The text of a day.
pub(crate) fn text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// The first moment of a day in India, moved by some milliseconds.
pub(crate) fn instant(date: Date, offset: i64) -> Timestamp {
    let millis = (i64::from(date.to_julian_day()) - EPOCH) * DAY - IST + offset;
    Timestamp::from_millis(millis).expect("days are of the years 1000 to 9999, offsets of a few days")
}

/// The day of an instant in India; `None` outside the years that [`parse`] reads.
pub(crate) fn of(instant: Timestamp) -> Option<Date> {
    let day = (instant.millis() + IST).div_euclid(DAY) + EPOCH;
    let date = Date::from_julian_day(i32::try_from(day).ok()?).ok()?;
    YEARS.contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for good in ["2024-02-29", "2026-12-31", "1000-01-01", "9998-12-31"] {
            assert_eq!(parse(good).map(text).as_deref(), Some(good));
        }
        let bad = ["", "2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026/01/01", "2026-01-0é", "+026-01-01"];
        for bad in bad.iter().chain(&["9999-01-01", "0999-01-01", "2026-01-01T00:00"]) {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_day_begins_at_half_past_six_in_the_evening_utc() {
        let date = parse("2026-04-22").expect("a day");
        assert_eq!(Some(instant(date, 0)), Timestamp::parse("2026-04-21T18:30:00Z"));
        assert_eq!(Some(instant(date, 10 * HOUR)), Timestamp::parse("2026-04-22T10:00:00+05:30"));
        for (time, expected) in [
            ("2026-04-21T18:29:59.999Z", "2026-04-21"),
            ("2026-04-21T18:30:00Z", "2026-04-22"),
            ("2026-04-22T18:29:59Z", "2026-04-22"),
            ("1969-12-31T18:29:59Z", "1969-12-31"),
        ] {
            let day = of(Timestamp::parse(time).expect("a time")).map(text);
            assert_eq!(day.as_deref(), Some(expected), "{time}");
        }
        assert_eq!(of(Timestamp::parse("0500-01-01T00:00:00Z").expect("a time")), None);
    }
}
