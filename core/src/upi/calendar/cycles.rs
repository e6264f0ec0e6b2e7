//! Cycles by number: where one begins and ends, and on which of its days a debit may run. Nothing is counted through,
//! so the thousandth cycle costs what the first does.

use time::util::days_in_month;
use time::{Date, Month};

use crate::field::{Invalid, Path};
use crate::model::{MandateSchedule, Recurrence, RecurrencePeriod, RecurrenceRule};
use crate::upi::day;

/// How a day is meant.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    On,
    Before,
    After,
}

/// How cycles are cut.
#[derive(Clone, Copy)]
enum Cadence {
    /// One cycle: the validity.
    Whole,
    Days,
    Weeks(Rule, u8),
    Halves(Rule, u8),
    /// Cycles of so many months.
    Months(i32, Rule, u8),
}

/// A mandate's schedule, read and checked.
pub(super) struct Schedule {
    cadence: Cadence,
    pub(super) as_presented: bool,
    pub(super) start: Date,
    pub(super) end: Date,
    pause: Option<(Date, Date)>,
}

/// What a number stands for.
pub(super) enum Found {
    /// A cycle with at least one possible day.
    Cycle(Cycle),
    /// A cycle without a possible day.
    NoDay,
    /// Nothing: the validity is over.
    Over,
}

/// The days of a cycle before validity and pause are looked at.
struct Bounds {
    first: Date,
    last: Date,
    rule: Rule,
    /// The agreed day.
    due: Date,
    /// The last day `AFTER` reaches.
    reach: Date,
}

/// A cycle: its own days, and those on which a debit may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cycle {
    /// Counted from 0.
    pub(super) index: u32,
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) earliest: Date,
    pub(super) latest: Date,
    /// The day to use.
    pub(super) chosen: Date,
}

/// The rule for recurrences that are sent: the day fits the period. Words outside the lists are the gateway's business.
pub(crate) fn check_recurrence(recurrence: &Recurrence, path: &Path<'_>) -> Result<(), Invalid> {
    match known_period(&recurrence.period, path).map(|period| longest_value(&period)) {
        Ok(Some(longest)) => checked_value(recurrence.value, longest, path).map(drop),
        Ok(None) | Err(_) => Ok(()),
    }
}

/// The rule for links, which may leave rule and day open: what they give must be known and fit.
pub(crate) fn check_pattern(
    period: &RecurrencePeriod,
    rule: Option<&RecurrenceRule>,
    value: Option<i64>,
    path: &Path<'_>,
) -> Result<(), Invalid> {
    let longest = longest_value(&known_period(period, path)?);
    if let Some(rule) = rule {
        known_rule(rule, path)?;
    }
    value.map_or(Ok(()), |value| checked_value(value, longest.unwrap_or(31), path).map(drop))
}

/// The period, whatever its case and separators: look-alikes of the gateway write `as_presented` and `bimonthly`.
fn known_period(period: &RecurrencePeriod, path: &Path<'_>) -> Result<RecurrencePeriod, Invalid> {
    let plain: String = period.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    match RecurrencePeriod::from(plain.to_ascii_uppercase().as_str()) {
        RecurrencePeriod::Unknown(_) => Err(Path::Field(path, "period").invalid(
            "is not one of ONETIME, DAILY, WEEKLY, FORTNIGHTLY, MONTHLY, BIMONTHLY, QUARTERLY, HALFYEARLY, YEARLY, ASPRESENTED",
        )),
        known => Ok(known),
    }
}

fn known_rule(rule: &RecurrenceRule, path: &Path<'_>) -> Result<Rule, Invalid> {
    match RecurrenceRule::from(rule.as_str().to_ascii_uppercase().as_str()) {
        RecurrenceRule::On => Ok(Rule::On),
        RecurrenceRule::Before => Ok(Rule::Before),
        RecurrenceRule::After => Ok(Rule::After),
        RecurrenceRule::Unknown(_) => Err(Path::Field(path, "rule").invalid("is not one of ON, BEFORE, AFTER")),
    }
}

/// The greatest day a period takes; none where the day says nothing.
fn longest_value(period: &RecurrencePeriod) -> Option<i64> {
    match period {
        RecurrencePeriod::OneTime | RecurrencePeriod::Daily | RecurrencePeriod::AsPresented => None,
        RecurrencePeriod::Weekly => Some(7),
        RecurrencePeriod::Fortnightly => Some(16),
        RecurrencePeriod::Monthly
        | RecurrencePeriod::Bimonthly
        | RecurrencePeriod::Quarterly
        | RecurrencePeriod::HalfYearly
        | RecurrencePeriod::Yearly
        | RecurrencePeriod::Unknown(_) => Some(31),
    }
}

fn checked_value(value: i64, longest: i64, path: &Path<'_>) -> Result<u8, Invalid> {
    let problem = || Path::Field(path, "value").invalid(format!("is out of range; pass 1 to {longest}"));
    if (1..=longest).contains(&value) { u8::try_from(value).map_err(|_| problem()) } else { Err(problem()) }
}

impl Schedule {
    pub(super) fn read(schedule: &MandateSchedule, path: &Path<'_>) -> Result<Self, Invalid> {
        let field = |name| Path::Field(path, name);
        let recurrence = field("recurrence");
        let period = known_period(&schedule.recurrence.period, &recurrence)?;
        let cadence = match longest_value(&period) {
            None if period == RecurrencePeriod::Daily => Cadence::Days,
            None => Cadence::Whole,
            Some(longest) => {
                let rule = known_rule(&schedule.recurrence.rule, &recurrence)?;
                let value = checked_value(schedule.recurrence.value, longest, &recurrence)?;
                match period {
                    RecurrencePeriod::Weekly => Cadence::Weeks(rule, value),
                    RecurrencePeriod::Fortnightly => Cadence::Halves(rule, value),
                    RecurrencePeriod::Bimonthly => Cadence::Months(2, rule, value),
                    RecurrencePeriod::Quarterly => Cadence::Months(3, rule, value),
                    RecurrencePeriod::HalfYearly => Cadence::Months(6, rule, value),
                    RecurrencePeriod::Yearly => Cadence::Months(12, rule, value),
                    _ => Cadence::Months(1, rule, value),
                }
            }
        };
        let start = day::read(&schedule.validity_start, &field("validity_start"))?;
        let end = day::read(&schedule.validity_end, &field("validity_end"))?;
        if end < start {
            return Err(field("validity_end").invalid("is before validity_start; pass that day or a later one"));
        }
        let pause = match (&schedule.pause_start, &schedule.pause_end) {
            (None, None) => None,
            (Some(_), None) => {
                return Err(field("pause_end").invalid("is required with pause_start; pass both or none"));
            }
            (None, Some(_)) => {
                return Err(field("pause_start").invalid("is required with pause_end; pass both or none"));
            }
            (Some(from), Some(to)) => {
                let from = day::read(from, &field("pause_start"))?;
                let to = day::read(to, &field("pause_end"))?;
                if to < from {
                    return Err(field("pause_end").invalid("is before pause_start; pass that day or a later one"));
                }
                if period == RecurrencePeriod::OneTime {
                    return Err(
                        field("pause_start").invalid("does not go with ONETIME; such mandates cannot be paused")
                    );
                }
                Some((from, to))
            }
        };
        Ok(Schedule { cadence, as_presented: period == RecurrencePeriod::AsPresented, start, end, pause })
    }

    /// The number of the cycle a day of the validity is in.
    pub(super) fn index_of(&self, date: Date) -> u32 {
        let days = |from: Date| date.to_julian_day() - from.to_julian_day();
        let months = month_number(date) - month_number(self.start);
        let index = match self.cadence {
            Cadence::Whole => 0,
            Cadence::Days => days(self.start),
            Cadence::Weeks(..) => days(monday(self.start)) / 7,
            Cadence::Halves(..) => months * 2 + second_half(date) - second_half(self.start),
            Cadence::Months(every, ..) => months / every,
        };
        u32::try_from(index).unwrap_or(0)
    }

    /// A cycle with its days that are inside the validity, not paused, and not before `from`.
    pub(super) fn cycle(&self, index: u32, from: Date) -> Found {
        let Some(Bounds { first, last, rule, due, reach }) = self.bounds(index).filter(|it| it.first <= self.end)
        else {
            return Found::Over;
        };
        let (earliest, latest) = match rule {
            Rule::On => (due, due),
            Rule::Before => (first, due),
            Rule::After => (due, reach),
        };
        let (mut earliest, mut latest) = (earliest.max(self.start).max(from), latest.min(self.end));
        if let Some((pause_start, pause_end)) = self.pause {
            if self.is_paused(earliest) {
                earliest = pause_end.next_day().unwrap_or(Date::MAX);
            }
            if self.is_paused(latest) {
                latest = pause_start.previous_day().unwrap_or(Date::MIN);
            }
        }
        if earliest > latest {
            return Found::NoDay;
        }
        let chosen = match rule {
            Rule::On | Rule::After => earliest,
            Rule::Before => latest
                .previous_day()
                .filter(|day| latest == last && *day >= earliest && !self.is_paused(*day))
                .unwrap_or(latest),
        };
        Found::Cycle(Cycle { index, first, last, earliest, latest, chosen })
    }

    pub(super) fn is_paused(&self, date: Date) -> bool {
        self.pause.is_some_and(|(from, to)| (from..=to).contains(&date))
    }

    /// The days of a cycle as the rules cut it; `None` where the calendar ends.
    fn bounds(&self, index: u32) -> Option<Bounds> {
        let index = i32::try_from(index).ok()?;
        let later = |from: Date, days: i32| Date::from_julian_day(from.to_julian_day().checked_add(days)?).ok();
        let any_day = |first, last| Bounds { first, last, rule: Rule::After, due: first, reach: last };
        match self.cadence {
            Cadence::Whole => (index == 0).then(|| any_day(self.start, self.end)),
            Cadence::Days => later(self.start, index).map(|day| any_day(day, day)),
            Cadence::Weeks(rule, value) => {
                let first = later(monday(self.start), index.checked_mul(7)?)?;
                let last = later(first, 6)?;
                Some(Bounds { first, last, rule, due: later(first, i32::from(value) - 1)?, reach: last })
            }
            Cadence::Halves(rule, value) => {
                let half = month_number(self.start) * 2 + second_half(self.start);
                let half = half.checked_add(index)?;
                let (first, last) = month(half.div_euclid(2))?;
                let (first, last) = if half.rem_euclid(2) == 0 {
                    (first, first.replace_day(15).ok()?)
                } else {
                    (first.replace_day(16).ok()?, last)
                };
                Some(Bounds { first, last, rule, due: later(first, i32::from(value) - 1)?.min(last), reach: last })
            }
            Cadence::Months(every, rule, value) => {
                let number = month_number(self.start).checked_add(index.checked_mul(every)?)?;
                let (first, reach) = month(number)?;
                let (_, last) = month(number.checked_add(every - 1)?)?;
                Some(Bounds { first, last, rule, due: first.replace_day(value.min(reach.day())).ok()?, reach })
            }
        }
    }
}

fn monday(date: Date) -> Date {
    let back = i32::from(date.weekday().number_days_from_monday());
    Date::from_julian_day(date.to_julian_day() - back).unwrap_or(date)
}

fn second_half(date: Date) -> i32 {
    i32::from(date.day() > 15)
}

/// Months since the year 0.
fn month_number(date: Date) -> i32 {
    date.year() * 12 + i32::from(u8::from(date.month())) - 1
}

/// First and last day of a month.
fn month(number: i32) -> Option<(Date, Date)> {
    let year = number.div_euclid(12);
    let month = Month::try_from(u8::try_from(number.rem_euclid(12) + 1).ok()?).ok()?;
    let first = Date::from_calendar_date(year, month, 1).ok()?;
    Some((first, first.replace_day(days_in_month(month, year)).ok()?))
}
