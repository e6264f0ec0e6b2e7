//! The cycles of a mandate as a list, and whether a day is one of their days.

use super::cycles::{Cycle, Found, Schedule};
use crate::Error;
use crate::field::{Field, Path};
use crate::model::{
    CheckDebitDate, DebitCycle, DebitDateCheck, DebitDates, ListDebitDates, MandateSchedule, MandateTimes,
};
use crate::upi::day::{self, HOUR};

/// How many cycles are listed where nothing else is asked for.
const COUNT: i64 = 12;

/// Lists the cycles in which a mandate may be debited, each with the days that are possible and the one to use.
///
/// Errors: `Validation` with the field that cannot be right.
pub fn debit_dates(request: ListDebitDates) -> Result<DebitDates, Error> {
    request.check(&Path::Root)?;
    let schedule = Schedule::read(&request.schedule, &Path::Field(&Path::Root, "schedule"))?;
    let count = request.count.unwrap_or(COUNT);
    if !(1..=500).contains(&count) {
        return Err(Path::Field(&Path::Root, "count").invalid("is out of range; pass 1 to 500").into());
    }
    let starting = match &request.starting {
        Some(text) => day::read(text, &Path::Field(&Path::Root, "starting"))?.max(schedule.start),
        None => schedule.start,
    };
    let mut answer = DebitDates::new(schedule.as_presented, false);
    for index in schedule.index_of(starting).. {
        match schedule.cycle(index, starting) {
            Found::Over => break,
            Found::NoDay => {}
            Found::Cycle(_) if i64::try_from(answer.cycles.len()) == Ok(count) => {
                answer.more = true;
                break;
            }
            Found::Cycle(cycle) => answer.cycles.push(given(&cycle)),
        }
    }
    Ok(answer)
}

/// Makes a schedule of a mandate's times: the days they fall on in India.
///
/// Errors: `Validation` with the field that cannot be right.
pub fn schedule(request: MandateTimes) -> Result<MandateSchedule, Error> {
    request.check(&Path::Root)?;
    let field = |name| Path::Field(&Path::Root, name);
    let day = |time, name| {
        day::of(time).ok_or_else(|| field(name).invalid("is outside the years 1000 to 9998; pass a time of this age"))
    };
    let (start, end) = (day(request.starts_at, "starts_at")?, day(request.ends_at, "ends_at")?);
    if end < start {
        return Err(field("ends_at").invalid("is on a day before starts_at; pass that day or a later one").into());
    }
    let schedule = MandateSchedule::new(request.recurrence, day::text(start), day::text(end));
    if request.paused_from.is_none() && request.paused_until.is_none() {
        return Ok(schedule);
    }
    let from = request.paused_from.map_or(Ok(start), |time| day(time, "paused_from"))?;
    let until = request.paused_until.map_or(Ok(end), |time| day(time, "paused_until"))?;
    if until < from {
        return Err(field("paused_until").invalid("is on a day before the pause begins; pass a later one").into());
    }
    Ok(schedule.pause_start(day::text(from)).pause_end(day::text(until)))
}

fn given(cycle: &Cycle) -> DebitCycle {
    DebitCycle::new(
        i64::from(cycle.index) + 1,
        day::text(cycle.first),
        day::text(cycle.last),
        day::text(cycle.earliest),
        day::text(cycle.latest),
        day::text(cycle.chosen),
        cycle.first < cycle.last && cycle.chosen == cycle.last,
        day::instant(cycle.chosen, -24 * HOUR),
    )
}

/// Tells whether a mandate may be debited on a day, as far as its dates go.
///
/// Errors: `Validation` with the field that cannot be right. A day that does not fit is an answer, not an error.
pub fn check_date(request: CheckDebitDate) -> Result<DebitDateCheck, Error> {
    request.check(&Path::Root)?;
    let schedule = Schedule::read(&request.schedule, &Path::Field(&Path::Root, "schedule"))?;
    let date = day::read(&request.debit_date, &Path::Field(&Path::Root, "debit_date"))?;
    let refused = |reason: String| Ok(DebitDateCheck::new(false).reason(reason));
    if date < schedule.start || date > schedule.end {
        return refused(format!(
            "The day is outside the validity, {} to {}.",
            day::text(schedule.start),
            day::text(schedule.end)
        ));
    }
    if schedule.is_paused(date) {
        return refused("The mandate is paused on that day.".into());
    }
    match schedule.cycle(schedule.index_of(date), schedule.start) {
        Found::NoDay | Found::Over => refused("No day of that cycle is left for a debit.".into()),
        Found::Cycle(cycle) if date < cycle.earliest || date > cycle.latest => {
            let (earliest, latest) = (day::text(cycle.earliest), day::text(cycle.latest));
            refused(if earliest == latest {
                format!("In that cycle a debit may run on {earliest} only.")
            } else {
                format!("In that cycle a debit may run from {earliest} to {latest}.")
            })
        }
        Found::Cycle(cycle) => Ok(DebitDateCheck::new(true).cycle(given(&cycle))),
    }
}
