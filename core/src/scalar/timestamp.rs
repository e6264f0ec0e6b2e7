//! Instants, in the four spellings the gateway uses.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use crate::field::{Field, Invalid, Language, Path};
use crate::schema::FieldType;
use crate::wire;

/// An instant to the millisecond. Text without a zone is Asia/Kolkata, which has had one offset since 1945.
///
/// Answers keep the gateway's own text of each time in the record's `extra`, under the gateway's key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    millis: i64,
}

/// What fits into every language's date type in any zone: the years 1 to 9999, less a day at both ends.
const RANGE: std::ops::RangeInclusive<i64> = -62_135_510_400_000..=253_402_214_399_999;

impl Timestamp {
    /// Milliseconds since 1970-01-01 UTC; `None` outside the years 1 to 9999.
    pub fn from_millis(millis: i64) -> Option<Self> {
        RANGE.contains(&millis).then_some(Timestamp { millis })
    }
    /// Milliseconds since 1970-01-01 UTC.
    pub fn millis(self) -> i64 {
        self.millis
    }
    /// Reads ISO 8601 with an offset, or `yyyy-MM-dd HH:mm:ss`, `yyyy-MM-ddTHH:mm:ss` and `yyyy-MM-dd` in IST.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let instant = match OffsetDateTime::parse(text, &Rfc3339) {
            Ok(instant) => instant,
            Err(_) => local(text)?.assume_offset(ist()),
        };
        Self::from_millis(i64::try_from(instant.unix_timestamp_nanos() / 1_000_000).ok()?)
    }
    /// The instant as the standard library's type.
    pub fn system_time(self) -> SystemTime {
        let magnitude = Duration::from_millis(self.millis.unsigned_abs());
        if self.millis < 0 { SystemTime::UNIX_EPOCH - magnitude } else { SystemTime::UNIX_EPOCH + magnitude }
    }
    fn in_ist(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.millis) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
            .to_offset(ist())
    }
}

impl From<SystemTime> for Timestamp {
    /// Instants outside the years 1 to 9999 become the nearest end of that range.
    fn from(time: SystemTime) -> Self {
        let millis = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |millis| -millis),
        };
        Timestamp { millis: millis.clamp(*RANGE.start(), *RANGE.end()) }
    }
}

fn ist() -> UtcOffset {
    UtcOffset::from_hms(5, 30, 0).unwrap_or(UtcOffset::UTC)
}

/// `yyyy-MM-dd` with an optional time of day after a space or `T`, without a zone.
fn local(text: &str) -> Option<PrimitiveDateTime> {
    let (date, clock) = text.split_once([' ', 'T']).unwrap_or((text, "00:00:00"));
    let mut parts = date.splitn(3, '-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let millis = number(format!("{fraction:0<3}").get(..3)?)?;
    let mut parts = clock.splitn(3, ':').map(number);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    let byte = |n: u32| u8::try_from(n).ok();
    let clock = Time::from_hms_milli(byte(hour)?, byte(minute)?, byte(second)?, u16::try_from(millis).ok()?).ok()?;
    Some(PrimitiveDateTime::new(date, clock))
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// ISO 8601 with the offset `+05:30`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_ist().format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}
impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Field for Timestamp {
    const TYPE: FieldType = FieldType::Timestamp;
    const KEEP_TEXT: bool = true;
    /// ISO 8601, local text, epoch seconds or epoch milliseconds, as text or number.
    fn read(raw: &RawValue) -> Option<Self> {
        let text = wire::text(raw)?;
        match text.trim().parse::<i64>() {
            Ok(seconds) if seconds.unsigned_abs() < 100_000_000_000 => Self::from_millis(seconds.checked_mul(1000)?),
            Ok(millis) => Self::from_millis(millis),
            Err(_) => Self::parse(&text),
        }
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        language.time(self)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        language.take_time(value, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(json: &str) -> Option<i64> {
        Timestamp::read(&RawValue::from_string(json.to_owned()).expect("JSON")).map(Timestamp::millis)
    }

    #[test]
    fn every_spelling_is_the_same_instant() {
        let expected = Some(1_787_584_562_000);
        for json in [
            "\"2026-08-24 20:46:02\"",
            "\"2026-08-24T20:46:02\"",
            "\"2026-08-24T15:16:02Z\"",
            "\"2026-08-24T20:46:02.000+05:30\"",
            "1787584562",
            "1787584562000",
            "\"1787584562000\"",
        ] {
            assert_eq!(read(json), expected, "{json}");
        }
        assert_eq!(read("\"2026-08-24\""), Some(1_787_509_800_000));
    }

    #[test]
    fn text_that_is_no_time_is_none() {
        for json in ["\"\"", "\"soon\"", "\"2026-13-01 00:00:00\"", "\"2026-02-30\"", "{}", "[]", "true"] {
            assert_eq!(read(json), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn text_survives(millis in RANGE) {
            let time = Timestamp::from_millis(millis).expect("in range");
            prop_assert_eq!(Timestamp::parse(&time.to_string()), Some(time));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = Timestamp::parse(&text);
        }
    }
}
