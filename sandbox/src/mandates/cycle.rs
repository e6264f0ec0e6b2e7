//! When a mandate may be debited: its cycles, and the days its rule allows in each.
//!
//! The gateway documents the words and not the calendar; this is the sandbox's reading of the rail's rules. A week runs
//! from Monday to Sunday, a fortnight from the 1st to the 15th or from the 16th to the end of the month, and the longer
//! periods are whole months counted from the month in which the mandate begins. The day of a rule lies in the first
//! month of the cycle; where that month is too short it is its last day.

use time::{Date, Duration, Month};

/// How often a mandate is debited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    /// Once in its whole validity.
    OneTime,
    /// Whenever the merchant announces it.
    AsPresented,
    /// Once a day.
    Daily,
    /// Once a week.
    Weekly,
    /// Twice a month.
    Fortnightly,
    /// Once in this many months.
    Months(i32),
}

impl Period {
    /// The period behind a word of the wire.
    pub(crate) fn from_word(word: &str) -> Option<Period> {
        Some(match word {
            "ONETIME" => Period::OneTime,
            "ASPRESENTED" => Period::AsPresented,
            "DAILY" => Period::Daily,
            "WEEKLY" => Period::Weekly,
            "FORTNIGHTLY" => Period::Fortnightly,
            "MONTHLY" => Period::Months(1),
            "BIMONTHLY" => Period::Months(2),
            "QUARTERLY" => Period::Months(3),
            "HALFYEARLY" => Period::Months(6),
            "YEARLY" => Period::Months(12),
            _ => return None,
        })
    }

    /// The highest day its rule can name; `None` where the rule says nothing.
    pub(crate) fn last_value(self) -> Option<i64> {
        match self {
            Period::OneTime | Period::AsPresented | Period::Daily => None,
            Period::Weekly => Some(7),
            Period::Fortnightly => Some(16),
            Period::Months(_) => Some(31),
        }
    }
}

/// How the day of a recurrence is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// On that day.
    On,
    /// On that day or earlier in the cycle.
    Before,
    /// On that day or later in the cycle.
    After,
}

impl Rule {
    /// The rule behind a word of the wire.
    pub(crate) fn from_word(word: &str) -> Option<Rule> {
        match word {
            "ON" => Some(Rule::On),
            "BEFORE" => Some(Rule::Before),
            "AFTER" => Some(Rule::After),
            _ => None,
        }
    }
}

/// Period, rule and first day: all it takes to know the cycles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rhythm {
    /// How often.
    pub period: Period,
    /// How `value` is read.
    pub rule: Rule,
    /// The day of the rule.
    pub value: i64,
    /// The first day of the mandate.
    pub start: Date,
}

impl Rhythm {
    /// The first day of the cycle a day lies in; `None` where cycles have no dates.
    pub(crate) fn cycle(&self, day: Date) -> Option<Date> {
        match self.period {
            Period::OneTime | Period::AsPresented => None,
            Period::Daily => Some(day),
            Period::Weekly => day.checked_sub(Duration::days(i64::from(day.weekday().number_days_from_monday()))),
            Period::Fortnightly => day.replace_day(if day.day() < 16 { 1 } else { 16 }).ok(),
            Period::Months(length) => {
                let start = months(self.start);
                first_of(start + (months(day) - start).div_euclid(length) * length)
            }
        }
    }

    /// Whether the rule allows a debit on a day.
    pub(crate) fn allows(&self, day: Date) -> bool {
        let Some(first) = self.cycle(day) else { return true };
        let Some(target) = self.target(first) else { return true };
        match self.rule {
            Rule::On => day == target,
            Rule::Before => day <= target,
            Rule::After => day >= target,
        }
    }

    /// The day the rule names in the cycle that begins with `first`; `None` where the rule says nothing.
    fn target(&self, first: Date) -> Option<Date> {
        let highest = self.period.last_value()?;
        let offset = self.value.clamp(1, highest) - 1;
        let last = match self.period {
            Period::Fortnightly if first.day() == 1 => first.replace_day(15).ok()?,
            Period::Weekly => first.checked_add(Duration::days(6))?,
            _ => first.replace_day(first.month().length(first.year())).ok()?,
        };
        Some(first.checked_add(Duration::days(offset))?.min(last))
    }
}

fn months(day: Date) -> i32 {
    day.year() * 12 + i32::from(u8::from(day.month())) - 1
}

fn first_of(months: i32) -> Option<Date> {
    let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
    Date::from_calendar_date(months.div_euclid(12), Month::try_from(month).ok()?, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Moment;

    fn day(text: &str) -> Date {
        Moment::parse_any(text).expect("a day").day()
    }

    fn rhythm(period: &str, rule: &str, value: i64) -> Rhythm {
        Rhythm {
            period: Period::from_word(period).expect("a period"),
            rule: Rule::from_word(rule).expect("a rule"),
            value,
            start: day("2026-11-23"),
        }
    }

    /// Written from the rules' text with a calendar at hand: 2026-11-23 is a Monday, 2028 is a leap year.
    #[test]
    fn days_and_cycles() {
        type Row = (&'static str, &'static str, i64, &'static str, bool, Option<&'static str>);
        let table: &[Row] = &[
            ("DAILY", "ON", 9, "2026-11-25", true, Some("2026-11-25")),
            ("ONETIME", "ON", 1, "2026-11-25", true, None),
            ("ASPRESENTED", "BEFORE", 1, "2026-11-25", true, None),
            ("WEEKLY", "ON", 1, "2026-11-30", true, Some("2026-11-30")),
            ("WEEKLY", "ON", 7, "2026-11-29", true, Some("2026-11-23")),
            ("WEEKLY", "ON", 7, "2026-11-28", false, Some("2026-11-23")),
            ("WEEKLY", "BEFORE", 3, "2026-11-25", true, Some("2026-11-23")),
            ("WEEKLY", "BEFORE", 3, "2026-11-26", false, Some("2026-11-23")),
            ("WEEKLY", "AFTER", 3, "2026-11-24", false, Some("2026-11-23")),
            ("WEEKLY", "AFTER", 3, "2026-11-29", true, Some("2026-11-23")),
            ("FORTNIGHTLY", "ON", 16, "2026-12-15", true, Some("2026-12-01")),
            ("FORTNIGHTLY", "ON", 16, "2026-12-31", true, Some("2026-12-16")),
            ("FORTNIGHTLY", "ON", 1, "2026-12-16", true, Some("2026-12-16")),
            ("FORTNIGHTLY", "AFTER", 2, "2026-12-16", false, Some("2026-12-16")),
            ("MONTHLY", "ON", 31, "2026-11-30", true, Some("2026-11-01")),
            ("MONTHLY", "ON", 31, "2027-02-28", true, Some("2027-02-01")),
            ("MONTHLY", "ON", 31, "2028-02-28", false, Some("2028-02-01")),
            ("MONTHLY", "ON", 31, "2028-02-29", true, Some("2028-02-01")),
            ("MONTHLY", "BEFORE", 5, "2026-12-05", true, Some("2026-12-01")),
            ("MONTHLY", "BEFORE", 5, "2026-12-06", false, Some("2026-12-01")),
            ("MONTHLY", "AFTER", 5, "2026-12-31", true, Some("2026-12-01")),
            ("BIMONTHLY", "ON", 5, "2027-01-05", true, Some("2027-01-01")),
            ("BIMONTHLY", "ON", 5, "2026-12-05", false, Some("2026-11-01")),
            ("QUARTERLY", "AFTER", 5, "2027-01-31", true, Some("2026-11-01")),
            ("QUARTERLY", "AFTER", 5, "2027-02-04", false, Some("2027-02-01")),
            ("HALFYEARLY", "ON", 31, "2027-05-31", true, Some("2027-05-01")),
            ("YEARLY", "BEFORE", 30, "2027-10-31", false, Some("2026-11-01")),
            ("YEARLY", "BEFORE", 30, "2027-11-30", true, Some("2027-11-01")),
        ];
        for (period, rule, value, on, allowed, first) in table {
            let rhythm = rhythm(period, rule, *value);
            assert_eq!(rhythm.allows(day(on)), *allowed, "{period} {rule} {value} {on}");
            assert_eq!(rhythm.cycle(day(on)), first.map(day), "{period} {on}");
        }
    }
}
