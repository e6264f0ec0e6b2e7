//! Debit dates worked out by hand with a wall calendar. 22 April 2026 is a Wednesday; 2024, 2028, 2096 and 2104 are leap
//! years, 2100 is not.

use super::{check_date, debit_dates};
use crate::model::{CheckDebitDate, DebitDates, ListDebitDates, MandateSchedule, MandateTimes, Recurrence};
use crate::scalar::Timestamp;

pub(super) fn schedule(period: &str, rule: &str, value: i64, start: &str, end: &str) -> MandateSchedule {
    MandateSchedule::new(Recurrence::new(period, rule, value), start, end)
}

fn list(schedule: MandateSchedule) -> DebitDates {
    debit_dates(ListDebitDates::new(schedule)).expect("a good schedule")
}

/// Number, first and last possible day, chosen day of each cycle.
fn days(answer: &DebitDates) -> Vec<String> {
    let cycles = answer.cycles.iter();
    cycles.map(|it| format!("{} {} {} {}", it.number, it.earliest, it.latest, it.debit_date)).collect()
}

/// Period, rule, day, validity, then the cycles: a single day, or first, last and chosen day.
type Row = (&'static str, &'static str, i64, &'static str, &'static str, &'static [&'static str]);

const ROWS: &[Row] = &[
    // Month ends, with a leap day.
    (
        "MONTHLY",
        "ON",
        31,
        "2024-01-15",
        "2024-06-30",
        &["1 2024-01-31", "2 2024-02-29", "3 2024-03-31", "4 2024-04-30", "5 2024-05-31", "6 2024-06-30"],
    ),
    ("MONTHLY", "ON", 30, "2023-01-31", "2023-04-29", &["2 2023-02-28", "3 2023-03-30"]),
    // The day before the first day of validity, and after the last, is no debit.
    ("MONTHLY", "ON", 5, "2026-01-10", "2026-04-04", &["2 2026-02-05", "3 2026-03-05"]),
    ("MONTHLY", "ON", 5, "2026-01-05", "2026-02-05", &["1 2026-01-05", "2 2026-02-05"]),
    (
        "MONTHLY",
        "BEFORE",
        10,
        "2026-01-05",
        "2026-03-31",
        &[
            "1 2026-01-05 2026-01-10 2026-01-10",
            "2 2026-02-01 2026-02-10 2026-02-10",
            "3 2026-03-01 2026-03-10 2026-03-10",
        ],
    ),
    // The last day of a cycle is not chosen where another is left.
    (
        "MONTHLY",
        "BEFORE",
        31,
        "2026-01-01",
        "2026-02-28",
        &["1 2026-01-01 2026-01-31 2026-01-30", "2 2026-02-01 2026-02-28 2026-02-27"],
    ),
    ("MONTHLY", "BEFORE", 31, "2026-01-31", "2026-01-31", &["1 2026-01-31"]),
    (
        "MONTHLY",
        "AFTER",
        25,
        "2026-01-28",
        "2026-03-01",
        &["1 2026-01-28 2026-01-31 2026-01-28", "2 2026-02-25 2026-02-28 2026-02-25"],
    ),
    ("MONTHLY", "AFTER", 31, "2026-04-01", "2026-04-30", &["1 2026-04-30"]),
    // Weeks are Monday to Sunday.
    ("WEEKLY", "ON", 1, "2026-04-22", "2026-05-11", &["2 2026-04-27", "3 2026-05-04", "4 2026-05-11"]),
    ("WEEKLY", "ON", 3, "2026-04-22", "2026-04-29", &["1 2026-04-22", "2 2026-04-29"]),
    (
        "WEEKLY",
        "BEFORE",
        5,
        "2026-04-22",
        "2026-05-03",
        &["1 2026-04-22 2026-04-24 2026-04-24", "2 2026-04-27 2026-05-01 2026-05-01"],
    ),
    ("WEEKLY", "AFTER", 6, "2026-04-22", "2026-05-02", &["1 2026-04-25 2026-04-26 2026-04-25", "2 2026-05-02"]),
    ("WEEKLY", "BEFORE", 7, "2026-04-20", "2026-04-26", &["1 2026-04-20 2026-04-26 2026-04-25"]),
    // Fortnights are the halves of a month.
    (
        "FORTNIGHTLY",
        "ON",
        16,
        "2026-02-01",
        "2026-03-31",
        &["1 2026-02-15", "2 2026-02-28", "3 2026-03-15", "4 2026-03-31"],
    ),
    ("FORTNIGHTLY", "ON", 1, "2026-02-02", "2026-03-16", &["2 2026-02-16", "3 2026-03-01", "4 2026-03-16"]),
    ("FORTNIGHTLY", "ON", 15, "2024-02-01", "2024-02-29", &["1 2024-02-15", "2 2024-02-29"]),
    (
        "FORTNIGHTLY",
        "BEFORE",
        3,
        "2026-02-17",
        "2026-03-10",
        &["1 2026-02-17 2026-02-18 2026-02-18", "2 2026-03-01 2026-03-03 2026-03-03"],
    ),
    (
        "FORTNIGHTLY",
        "AFTER",
        14,
        "2026-04-01",
        "2026-04-30",
        &["1 2026-04-14 2026-04-15 2026-04-14", "2 2026-04-29 2026-04-30 2026-04-29"],
    ),
    // Longer cycles count from the month the validity starts in.
    ("BIMONTHLY", "ON", 30, "2025-12-01", "2026-05-31", &["1 2025-12-30", "2 2026-02-28", "3 2026-04-30"]),
    (
        "QUARTERLY",
        "ON",
        10,
        "2026-02-15",
        "2027-02-28",
        &["2 2026-05-10", "3 2026-08-10", "4 2026-11-10", "5 2027-02-10"],
    ),
    (
        "QUARTERLY",
        "AFTER",
        20,
        "2026-02-15",
        "2026-05-25",
        &["1 2026-02-20 2026-02-28 2026-02-20", "2 2026-05-20 2026-05-25 2026-05-20"],
    ),
    (
        "QUARTERLY",
        "BEFORE",
        2,
        "2026-02-01",
        "2026-05-31",
        &["1 2026-02-01 2026-02-02 2026-02-02", "2 2026-05-01 2026-05-02 2026-05-02"],
    ),
    ("HALFYEARLY", "ON", 31, "2025-08-31", "2026-08-31", &["1 2025-08-31", "2 2026-02-28", "3 2026-08-31"]),
    (
        "YEARLY",
        "ON",
        29,
        "2024-02-29",
        "2028-02-29",
        &["1 2024-02-29", "2 2025-02-28", "3 2026-02-28", "4 2027-02-28", "5 2028-02-29"],
    ),
    (
        "YEARLY",
        "ON",
        31,
        "2098-02-01",
        "2104-03-01",
        &[
            "1 2098-02-28",
            "2 2099-02-28",
            "3 2100-02-28",
            "4 2101-02-28",
            "5 2102-02-28",
            "6 2103-02-28",
            "7 2104-02-29",
        ],
    ),
    // Without a day of their own.
    ("DAILY", "ON", 1, "2024-02-28", "2024-03-01", &["1 2024-02-28", "2 2024-02-29", "3 2024-03-01"]),
    ("ONETIME", "ON", 1, "2026-04-22", "2026-04-30", &["1 2026-04-22 2026-04-30 2026-04-22"]),
    ("ASPRESENTED", "ON", 1, "2026-04-22", "2026-04-30", &["1 2026-04-22 2026-04-30 2026-04-22"]),
    // Other spellings of the same words.
    ("as_presented", "on", 1, "2026-04-22", "2026-04-22", &["1 2026-04-22"]),
    ("monthly", "before", 2, "2026-04-01", "2026-04-30", &["1 2026-04-01 2026-04-02 2026-04-02"]),
];

#[test]
fn dates_of_every_period_and_rule() {
    for (period, rule, value, start, end, expected) in ROWS {
        let answer = list(schedule(period, rule, *value, start, end));
        let whole = |row: &&str| match row.split(' ').collect::<Vec<_>>()[..] {
            [number, day] => format!("{number} {day} {day} {day}"),
            _ => (*row).to_string(),
        };
        let expected: Vec<_> = expected.iter().map(whole).collect();
        assert_eq!(days(&answer), expected, "{period} {rule} {value} {start} {end}");
        assert!(!answer.more);
        assert_eq!(answer.any_day, period.to_lowercase().starts_with("as"));
    }
}

#[test]
fn a_cycle_knows_its_borders_and_its_notice() {
    let answer = list(schedule("WEEKLY", "ON", 7, "2026-04-22", "2026-04-30"));
    let [cycle] = &answer.cycles[..] else { panic!("one cycle: {answer:?}") };
    assert_eq!((cycle.starts.as_str(), cycle.ends.as_str()), ("2026-04-20", "2026-04-26"));
    assert!(cycle.on_last_day);
    assert_eq!(Some(cycle.notice_by), Timestamp::parse("2026-04-25T00:00:00+05:30"));
    let answer = list(schedule("QUARTERLY", "ON", 10, "2026-02-01", "2026-04-30"));
    assert_eq!((answer.cycles[0].starts.as_str(), answer.cycles[0].ends.as_str()), ("2026-02-01", "2026-04-30"));
    assert!(!answer.cycles[0].on_last_day);
    assert!(!list(schedule("DAILY", "ON", 1, "2026-04-22", "2026-04-22")).cycles[0].on_last_day);
}

#[test]
fn no_debit_while_paused() {
    let paused = |period: &str, rule: &str, value, from: &str, to: &str| {
        let schedule = schedule(period, rule, value, "2026-02-01", "2026-03-31").pause_start(from).pause_end(to);
        days(&list(schedule))
    };
    assert_eq!(paused("MONTHLY", "ON", 10, "2026-02-10", "2026-02-10"), ["2 2026-03-10 2026-03-10 2026-03-10"]);
    assert_eq!(paused("MONTHLY", "BEFORE", 10, "2026-02-08", "2026-02-20")[0], "1 2026-02-01 2026-02-07 2026-02-07");
    assert_eq!(paused("MONTHLY", "AFTER", 10, "2026-02-08", "2026-02-20")[0], "1 2026-02-21 2026-02-28 2026-02-21");
    assert_eq!(paused("MONTHLY", "BEFORE", 31, "2026-02-27", "2026-02-27")[0], "1 2026-02-01 2026-02-28 2026-02-28");
    assert_eq!(paused("MONTHLY", "ON", 1, "2026-01-01", "2026-12-31"), [""; 0]);
    let daily = paused("DAILY", "ON", 1, "2026-02-03", "2026-02-04");
    assert_eq!(daily[1..3], ["2 2026-02-02 2026-02-02 2026-02-02", "5 2026-02-05 2026-02-05 2026-02-05"]);
}

#[test]
fn a_list_starts_and_ends_where_asked() {
    let monthly = schedule("MONTHLY", "BEFORE", 10, "2026-01-01", "2036-12-31");
    let from = debit_dates(ListDebitDates::new(monthly.clone()).starting("2026-02-07").count(2)).expect("a list");
    assert_eq!(days(&from), ["2 2026-02-07 2026-02-10 2026-02-10", "3 2026-03-01 2026-03-10 2026-03-10"]);
    assert!(from.more);
    let from = debit_dates(ListDebitDates::new(monthly.clone()).starting("2026-02-11").count(1)).expect("a list");
    assert_eq!(days(&from), ["3 2026-03-01 2026-03-10 2026-03-10"]);
    assert_eq!(debit_dates(ListDebitDates::new(monthly.clone())).expect("a list").cycles.len(), 12);
    let before = debit_dates(ListDebitDates::new(monthly.clone()).starting("2020-01-01").count(1)).expect("a list");
    assert_eq!(before.cycles[0].number, 1);
    let after = debit_dates(ListDebitDates::new(monthly).starting("2037-01-01")).expect("a list");
    assert_eq!((after.cycles.len(), after.more), (0, false));
}

#[test]
fn a_day_is_allowed_or_told_why_not() {
    let check = |day: &str| {
        let schedule = schedule("MONTHLY", "BEFORE", 10, "2026-01-05", "2026-12-31");
        let schedule = schedule.pause_start("2026-06-03").pause_end("2026-06-30");
        let answer = check_date(CheckDebitDate::new(schedule, day)).expect("a good question");
        assert_eq!(answer.allowed, answer.cycle.is_some());
        answer.reason.unwrap_or_else(|| format!("cycle {}", answer.cycle.expect("allowed").number))
    };
    assert_eq!(check("2026-01-05"), "cycle 1");
    assert_eq!(check("2026-02-10"), "cycle 2");
    assert_eq!(check("2026-02-11"), "In that cycle a debit may run from 2026-02-01 to 2026-02-10.");
    assert_eq!(check("2026-01-04"), "The day is outside the validity, 2026-01-05 to 2026-12-31.");
    assert_eq!(check("2027-01-01"), "The day is outside the validity, 2026-01-05 to 2026-12-31.");
    assert_eq!(check("2026-06-03"), "The mandate is paused on that day.");
    assert_eq!(check("2026-06-02"), "cycle 6");
    let quarterly = schedule("QUARTERLY", "ON", 10, "2026-02-15", "2026-12-31");
    let answer = check_date(CheckDebitDate::new(quarterly.clone(), "2026-03-10")).expect("a good question");
    assert_eq!(answer.reason.as_deref(), Some("No day of that cycle is left for a debit."));
    let answer = check_date(CheckDebitDate::new(quarterly, "2026-06-10")).expect("a good question");
    assert_eq!(answer.reason.as_deref(), Some("In that cycle a debit may run on 2026-05-10 only."));
}

#[test]
fn times_of_the_gateway_become_days_of_india() {
    let time = |text| Timestamp::parse(text).expect("a time");
    let times = |start, end| MandateTimes::new(Recurrence::new("MONTHLY", "ON", 5), time(start), time(end));
    let made = |times: MandateTimes| super::schedule(times).expect("good times");
    let expected = schedule("MONTHLY", "ON", 5, "2026-04-22", "2027-04-21");
    assert_eq!(made(times("2026-04-21T18:30:00Z", "2027-04-21T18:29:59Z")), expected);
    assert_eq!(made(times("2026-04-22 00:00:00", "2027-04-21 00:00:00")), expected);
    let year = || times("2026-04-22 00:00:00", "2027-04-21 00:00:00");
    let paused = |from: &str, until: &str| expected.clone().pause_start(from).pause_end(until);
    let (from, until) = (time("2026-06-01 12:00:00"), time("2026-06-30 12:00:00"));
    assert_eq!(made(year().paused_from(from).paused_until(until)), paused("2026-06-01", "2026-06-30"));
    assert_eq!(made(year().paused_from(from)), paused("2026-06-01", "2027-04-21"));
    assert_eq!(made(year().paused_until(until)), paused("2026-04-22", "2026-06-30"));
    for (times, field) in [
        (times("2026-04-22 00:00:00", "2026-04-21 23:59:59"), "ends_at"),
        (times("0500-04-22 00:00:00", "2026-04-21 23:59:59"), "starts_at"),
        (year().paused_from(until).paused_until(from), "paused_until"),
    ] {
        assert_eq!(super::schedule(times).expect_err(field).info().field.as_deref(), Some(field));
    }
}

#[test]
fn schedules_that_cannot_be_right_are_refused() {
    let good = || schedule("MONTHLY", "ON", 1, "2026-01-01", "2026-12-31");
    let table = [
        (schedule("HOURLY", "ON", 1, "2026-01-01", "2026-12-31"), "schedule.recurrence.period"),
        (schedule("MONTHLY", "NEAR", 1, "2026-01-01", "2026-12-31"), "schedule.recurrence.rule"),
        (schedule("WEEKLY", "ON", 8, "2026-01-01", "2026-12-31"), "schedule.recurrence.value"),
        (schedule("FORTNIGHTLY", "ON", 17, "2026-01-01", "2026-12-31"), "schedule.recurrence.value"),
        (schedule("YEARLY", "ON", 32, "2026-01-01", "2026-12-31"), "schedule.recurrence.value"),
        (schedule("MONTHLY", "ON", 0, "2026-01-01", "2026-12-31"), "schedule.recurrence.value"),
        (schedule("MONTHLY", "ON", 1, "2026-02-30", "2026-12-31"), "schedule.validity_start"),
        (schedule("MONTHLY", "ON", 1, "2026-01-01", "2025-12-31"), "schedule.validity_end"),
        (good().pause_start("2026-01-01"), "schedule.pause_end"),
        (good().pause_end("2026-01-01"), "schedule.pause_start"),
        (good().pause_start("2026-01-02").pause_end("2026-01-01"), "schedule.pause_end"),
        (
            schedule("ONETIME", "ON", 1, "2026-01-01", "2026-12-31").pause_start("2026-01-02").pause_end("2026-01-03"),
            "schedule.pause_start",
        ),
    ];
    for (schedule, field) in table {
        let error = debit_dates(ListDebitDates::new(schedule.clone())).expect_err(field);
        assert_eq!(error.info().field.as_deref(), Some(field), "{error}");
        let error = check_date(CheckDebitDate::new(schedule, "2026-01-01")).expect_err(field);
        assert_eq!(error.info().field.as_deref(), Some(field), "{error}");
    }
    for (request, field) in [
        (ListDebitDates::new(good()).count(0), "count"),
        (ListDebitDates::new(good()).count(501), "count"),
        (ListDebitDates::new(good()).starting("tomorrow"), "starting"),
    ] {
        assert_eq!(debit_dates(request).expect_err(field).info().field.as_deref(), Some(field));
    }
}
