//! `Retry-After`: when a gateway, or a proxy before it, wants to be asked again. Pure.
//!
//! It comes in seconds or as an HTTP date (RFC 9110 10.2.3). A date is compared with the `Date` of the same answer, because
//! this machine's clock may be wrong; without one, with this clock. More than an hour counts as an hour: nobody knows the
//! gateway's day, and no call waits that long anyway. What is neither seconds nor a date counts as not given.

use std::time::{Duration, SystemTime};

/// The longest pause that is believed.
pub const LONGEST: Duration = Duration::from_secs(3600);

/// Reads the header; `date` is the answer's `Date`.
pub fn retry_after(header: &str, date: Option<&str>, now: SystemTime) -> Option<Duration> {
    let header = header.trim();
    let pause = if !header.is_empty() && header.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than a number holds are more than an hour as well.
        header.parse().map_or(LONGEST, Duration::from_secs)
    } else {
        let until = httpdate::parse_http_date(header).ok()?;
        let said = date.and_then(|date| httpdate::parse_http_date(date.trim()).ok()).unwrap_or(now);
        until.duration_since(said).unwrap_or(Duration::ZERO)
    };
    Some(pause.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DATE: &str = "Wed, 21 Oct 2026 07:28:00 GMT";

    fn seconds(header: &str, date: Option<&str>) -> Option<u64> {
        // A clock that is a year behind.
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_761_031_680);
        retry_after(header, date, now).map(|pause| pause.as_secs())
    }

    #[test]
    fn seconds_are_bounded() {
        assert_eq!(seconds("5", None), Some(5));
        assert_eq!(seconds(" 0 ", None), Some(0));
        assert_eq!(seconds("86400", None), Some(3600));
        assert_eq!(seconds("99999999999999999999999999", None), Some(3600));
    }

    #[test]
    fn dates_in_their_three_forms_are_compared_with_the_date_of_the_answer() {
        for later in ["Wed, 21 Oct 2026 07:28:07 GMT", "Wednesday, 21-Oct-26 07:28:07 GMT", "Wed Oct 21 07:28:07 2026"]
        {
            assert_eq!(seconds(later, Some(DATE)), Some(7), "{later}");
        }
        assert_eq!(seconds(DATE, Some("Wed, 21 Oct 2026 07:29:00 GMT")), Some(0), "it has passed");
        assert_eq!(seconds("Fri, 31 Dec 9999 23:59:59 GMT", Some(DATE)), Some(3600));
    }

    #[test]
    fn without_a_date_this_clock_counts() {
        assert_eq!(seconds("Tue, 21 Oct 2025 07:28:30 GMT", None), Some(30));
        assert_eq!(seconds("Tue, 21 Oct 2025 07:28:30 GMT", Some("yesterday")), Some(30));
    }

    #[test]
    fn anything_else_is_not_given() {
        for odd in ["", "-1", "1.5", "soon", "5 seconds", "Wed, 32 Oct 2026 07:28:00 GMT", "+5", "٥"] {
            assert_eq!(seconds(odd, Some(DATE)), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn no_header_asks_for_more_than_an_hour(header in ".*", date in proptest::option::of(".*")) {
            let pause = retry_after(&header, date.as_deref(), SystemTime::now());
            prop_assert!(pause.is_none_or(|pause| pause <= LONGEST));
        }
    }
}
