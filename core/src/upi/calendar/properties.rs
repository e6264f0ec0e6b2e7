//! What holds for every mandate, and a second reading of the rules, day by day, to compare with.

use proptest::prelude::*;
use time::Date;
use time::util::days_in_month;

use super::fixtures::schedule;
use super::{check_date, debit_dates};
use crate::model::{CheckDebitDate, DebitCycle, DebitDates, ListDebitDates, MandateSchedule};
use crate::upi::day;

#[derive(Debug, Clone)]
struct Case {
    period: usize,
    rule: &'static str,
    value: u8,
    start: Date,
    end: Date,
    pause: Option<(Date, Date)>,
}

const PERIODS: [(&str, u8, i32); 9] = [
    ("DAILY", 1, 0),
    ("ASPRESENTED", 1, 0),
    ("WEEKLY", 7, 0),
    ("FORTNIGHTLY", 16, 0),
    ("MONTHLY", 31, 1),
    ("BIMONTHLY", 31, 2),
    ("QUARTERLY", 31, 3),
    ("HALFYEARLY", 31, 6),
    ("YEARLY", 31, 12),
];

fn date(julian: i32) -> Date {
    Date::from_julian_day(julian).expect("a day of this age")
}

prop_compose! {
    fn cases()(
        period in 0..PERIODS.len(),
        rule in prop::sample::select(vec!["ON", "BEFORE", "AFTER"]),
        value in 0u8..31,
        start in 2_451_545i32..2_470_000,
        length in 0i32..450,
        pause in proptest::option::of((0i32..450, 0i32..60)),
    ) -> Case {
        let pause = pause.map(|(from, days)| (date(start + from), date(start + from + days)));
        Case { period, rule, value: value % PERIODS[period].1 + 1, start: date(start), end: date(start + length), pause }
    }
}

impl Case {
    fn schedule(&self) -> MandateSchedule {
        let (start, end) = (day::text(self.start), day::text(self.end));
        let mut schedule = schedule(PERIODS[self.period].0, self.rule, i64::from(self.value), &start, &end);
        schedule.pause_start = self.pause.map(|(from, _)| day::text(from));
        schedule.pause_end = self.pause.map(|(_, to)| day::text(to));
        schedule
    }
    fn list(&self, starting: Option<&str>, count: i64) -> DebitDates {
        let mut request = ListDebitDates::new(self.schedule()).count(count);
        request.starting = starting.map(str::to_owned);
        debit_dates(request).expect("a good schedule")
    }
    /// Whether a debit may run on a day: the rules read for one day, without cycles.
    fn allows(&self, day: Date) -> bool {
        if day < self.start || day > self.end || self.pause.is_some_and(|(from, to)| from <= day && day <= to) {
            return false;
        }
        let (period, _, months) = PERIODS[self.period];
        let month_length = days_in_month(day.month(), day.year());
        let (at, length) = match period {
            "DAILY" | "ASPRESENTED" => return true,
            "WEEKLY" => (day.weekday().number_from_monday(), 7),
            "FORTNIGHTLY" if day.day() < 16 => (day.day(), 15),
            "FORTNIGHTLY" => (day.day() - 15, month_length - 15),
            _ => (day.day(), month_length),
        };
        let month = |day: Date| day.year() * 12 + i32::from(u8::from(day.month()));
        if months > 0 && (month(day) - month(self.start)) % months != 0 {
            return false;
        }
        let due = self.value.min(length);
        match self.rule {
            "ON" => at == due,
            "BEFORE" => at <= due,
            _ => at >= due,
        }
    }
    fn is_paused(&self, text: &str) -> bool {
        let day = day::parse(text).expect("a day");
        self.pause.is_some_and(|(from, to)| from <= day && day <= to)
    }
}

fn borders(cycle: &DebitCycle) -> [&str; 5] {
    [&cycle.starts, &cycle.earliest, &cycle.debit_date, &cycle.latest, &cycle.ends]
}

proptest! {
    #[test]
    fn cycles_are_in_order_and_inside(case in cases()) {
        let answer = case.list(None, 500);
        prop_assert!(!answer.more);
        for cycle in &answer.cycles {
            prop_assert!(borders(cycle).is_sorted(), "{:?}", cycle);
            prop_assert!(day::text(case.start) <= cycle.earliest && cycle.latest <= day::text(case.end));
            for day in [&cycle.earliest, &cycle.debit_date, &cycle.latest] {
                prop_assert!(!case.is_paused(day));
            }
            // A day of the year is at most 24 hours after its notice is due.
            let begins = day::instant(day::parse(&cycle.debit_date).expect("a day"), 0);
            prop_assert_eq!(begins.millis() - cycle.notice_by.millis(), 24 * day::HOUR);
        }
        for pair in answer.cycles.windows(2) {
            prop_assert!(pair[0].number < pair[1].number);
            prop_assert!(pair[0].ends < pair[1].starts);
        }
    }

    #[test]
    fn each_day_reads_the_same_both_ways(case in cases()) {
        let mut day = date(case.start.to_julian_day() - 3);
        let mut counted = std::collections::BTreeMap::new();
        while day <= date(case.end.to_julian_day() + 3) {
            let answer = check_date(CheckDebitDate::new(case.schedule(), day::text(day))).expect("a good question");
            prop_assert_eq!(answer.allowed, case.allows(day), "{}", day);
            if let Some(cycle) = answer.cycle {
                counted.entry(cycle.number).or_insert(cycle);
            }
            day = day.next_day().expect("a day of this age");
        }
        // The list has exactly the cycles that have such a day, each once.
        let listed = case.list(None, 500).cycles;
        prop_assert_eq!(listed, counted.into_values().collect::<Vec<_>>());
    }

    #[test]
    fn a_list_goes_on_where_it_stopped(case in cases(), count in 1i64..6) {
        let all = case.list(None, 500).cycles;
        let (mut found, mut starting) = (Vec::new(), None);
        loop {
            let page = case.list(starting.as_deref(), count);
            let last = page.cycles.last().map(|cycle| cycle.ends.clone());
            found.extend(page.cycles);
            let Some(last) = last.filter(|_| page.more) else { break };
            let last = day::parse(&last).expect("a day");
            starting = Some(day::text(last.next_day().expect("a day of this age")));
        }
        prop_assert_eq!(found, all);
    }

    #[test]
    fn any_text_is_a_schedule_or_refused(words in prop::array::uniform4("\\PC{0,12}"), value in any::<i64>(), count in any::<i64>()) {
        let [period, rule, start, end] = &words;
        for (period, start, end) in [(period.as_str(), start.as_str(), end.as_str()), ("DAILY", "1000-01-01", "9998-12-31")] {
            let request = ListDebitDates::new(schedule(period, rule, value, start, end)).count(count).starting("9998-12-30");
            let _ = debit_dates(request);
        }
        let edge = schedule("YEARLY", "AFTER", 31, "9998-12-31", "9998-12-31");
        prop_assert_eq!(debit_dates(ListDebitDates::new(edge)).expect("the last year").cycles.len(), 1);
    }
}
