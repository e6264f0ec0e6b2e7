//! Times of day: when the payer must be told, and when a debit may run. All in India.

use crate::Error;
use crate::field::{Field, Path};
use crate::model::{DebitWindowQuery, DebitWindows, MandateCategory, NoticeQuery, NoticeWindow, TimeWindow};
use crate::scalar::Timestamp;
use crate::upi::day::{self, HOUR};

/// What a notice must be ahead of the debit.
const AHEAD: i64 = 24 * HOUR;
/// How early a notice usually is.
const USUAL: i64 = 48 * HOUR;
const DAY: i64 = 24 * HOUR;
/// What is not peak, from midnight in India: peak is 10:00 to 13:00 and 17:00 to 21:30.
const OFF_PEAK: [(i64, i64); 3] = [(0, 10 * HOUR), (13 * HOUR, 17 * HOUR), (21 * HOUR + HOUR / 2, DAY)];
/// One attempt and three retries.
const ATTEMPTS: i64 = 4;

/// Tells when the payer must be told of a debit.
///
/// Errors: `Validation` on `debit_date`.
pub fn notice_window(request: NoticeQuery) -> Result<NoticeWindow, Error> {
    request.check(&Path::Root)?;
    let date = day::read(&request.debit_date, &Path::Field(&Path::Root, "debit_date"))?;
    let exempt = match request.category.unwrap_or(MandateCategory::Other) {
        MandateCategory::Fastag | MandateCategory::Ncmc => true,
        MandateCategory::Other
        | MandateCategory::MutualFund
        | MandateCategory::InsurancePremium
        | MandateCategory::CreditCardBill => false,
    };
    if exempt || request.with_registration == Some(true) {
        return Ok(NoticeWindow::new(false));
    }
    let at = |offset| day::instant(date, offset);
    Ok(NoticeWindow::new(true).opens(at(-USUAL)).closes(at(-AHEAD)).too_late(at(DAY - AHEAD)))
}

/// Tells when attempts of a debit may start on a day: outside peak hours, and at least 24 hours after the notice.
///
/// Errors: `Validation` on `debit_date`.
pub fn debit_windows(request: DebitWindowQuery) -> Result<DebitWindows, Error> {
    request.check(&Path::Root)?;
    let date = day::read(&request.debit_date, &Path::Field(&Path::Root, "debit_date"))?;
    let earliest = request.notified_at.map(|told| told.millis().saturating_add(AHEAD));
    let mut answer = DebitWindows::new(ATTEMPTS);
    for (opens, closes) in OFF_PEAK {
        let (opens, closes) = (day::instant(date, opens), day::instant(date, closes));
        let opens = earliest.map_or(opens.millis(), |earliest| earliest.max(opens.millis()));
        if let Some(opens) = Timestamp::from_millis(opens).filter(|opens| *opens < closes) {
            answer.windows.push(TimeWindow::new(opens, closes));
        }
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `22T10:00` is ten in the morning of 22 April 2026 in India.
    fn time(text: &str) -> Timestamp {
        Timestamp::parse(&format!("2026-04-{text}:00+05:30")).expect("a time")
    }

    fn windows(notified_at: Option<&str>) -> Vec<(Timestamp, Timestamp)> {
        let mut query = DebitWindowQuery::new("2026-04-22");
        query.notified_at = notified_at.map(time);
        let answer = debit_windows(query).expect("a day");
        answer.windows.into_iter().map(|window| (window.opens, window.closes)).collect()
    }

    #[test]
    fn peak_hours_are_left_out() {
        let day = [("22T00:00", "22T10:00"), ("22T13:00", "22T17:00"), ("22T21:30", "23T00:00")]
            .map(|(a, b)| (time(a), time(b)));
        assert_eq!(windows(None), day);
        assert_eq!(windows(Some("21T00:00")), day);
        assert_eq!(windows(Some("20T09:00")), day);
    }

    #[test]
    fn a_late_notice_takes_away_the_first_hours() {
        let last = (time("22T21:30"), time("23T00:00"));
        assert_eq!(
            windows(Some("21T09:59")),
            [(time("22T09:59"), time("22T10:00")), (time("22T13:00"), time("22T17:00")), last]
        );
        assert_eq!(windows(Some("21T10:00")), [(time("22T13:00"), time("22T17:00")), last]);
        assert_eq!(windows(Some("21T15:30")), [(time("22T15:30"), time("22T17:00")), last]);
        assert_eq!(windows(Some("21T17:00")), [last]);
        assert_eq!(windows(Some("21T23:59")), [(time("22T23:59"), time("23T00:00"))]);
        assert_eq!(windows(Some("22T00:00")), []);
    }

    #[test]
    fn notices_are_due_a_day_ahead() {
        let window = notice_window(NoticeQuery::new("2026-04-22")).expect("a day");
        assert!(window.required);
        assert_eq!((window.opens, window.closes), (Some(time("20T00:00")), Some(time("21T00:00"))));
        assert_eq!(window.too_late, Some(time("22T00:00")));
    }

    #[test]
    fn some_debits_need_no_notice() {
        for query in [
            NoticeQuery::new("2026-04-22").category(MandateCategory::Fastag),
            NoticeQuery::new("2026-04-22").category(MandateCategory::Ncmc),
            NoticeQuery::new("2026-04-22").with_registration(true),
        ] {
            assert_eq!(notice_window(query).expect("a day"), NoticeWindow::new(false));
        }
        let insurance = NoticeQuery::new("2026-04-22").category(MandateCategory::InsurancePremium);
        assert!(notice_window(insurance).expect("a day").required);
        let error = notice_window(NoticeQuery::new("22-04-2026")).expect_err("no day");
        assert_eq!(error.info().field.as_deref(), Some("debit_date"));
    }
}
