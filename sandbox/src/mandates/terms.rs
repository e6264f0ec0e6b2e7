//! What a mandate may be: the checks of a create and an update request beyond their keys and types.

use rust_decimal::Decimal;
use time::Duration;

use super::cycle::{Period, Rule};
use crate::clock::Moment;
use crate::fault::{Outcome, invalid};
use crate::json::Json;
use crate::ledger::Desk;
use crate::money;
use crate::rules::{self, apply};

/// The payer has at least this long to approve, and at most the other: the rail's limits.
const SHORTEST_WINDOW: i64 = 60;
const LONGEST_WINDOW: i64 = 45 * 86_400;
/// The longest validity; the sandbox's choice, banks differ.
const MOST_YEARS: i64 = 30;

/// The checked terms of a new mandate that are not simply copied.
pub(crate) struct Terms {
    /// Whole rupees.
    pub amount: Decimal,
    /// Until when the payer may approve.
    pub decide_by: Moment,
    /// First day.
    pub starts: Moment,
    /// Last day.
    pub ends: Moment,
    /// Day of the rule.
    pub value: i64,
}

/// Checks a create request.
pub(crate) fn read(desk: &Desk<'_>, body: &Json) -> Outcome<Terms> {
    apply(body, &["referenceId"], rules::reference, "1 to 100 printable characters without spaces")?;
    apply(body, &["payer", "vpa"], rules::vpa, "a UPI id such as name@bank")?;
    apply(body, &["payer", "account"], rules::account, "9 to 36 letters and digits")?;
    apply(body, &["upiReferenceUrl"], rules::url, "an http or https address")?;
    for keys in [&["mandateName"] as &[&str], &["payer", "name"]] {
        apply(body, keys, |text| !text.trim().is_empty(), "a text that is not empty")?;
    }
    if body.text(&["currency"]) != Some("INR") {
        return Err(invalid("The key currency must be INR."));
    }
    if !matches!(body.text(&["amountRule"]), Some("EXACT" | "MAX")) {
        return Err(invalid("The key amountRule must be EXACT or MAX."));
    }
    let value = recurrence(body)?;
    let starts = time(body, &["validity", "startAt"])?;
    let ends = time(body, &["validity", "endAt"])?;
    if starts.day() < desk.now.day() {
        return Err(invalid("The key validity.startAt must not lie before today."));
    }
    last_day(desk, starts, ends)?;
    let decide_by = window(desk, time(body, &["expiry"])?)?;
    if decide_by > ends.next_midnight() {
        return Err(invalid("The key expiry must not lie after the end of the validity."));
    }
    Ok(Terms { amount: amount(body)?.ok_or_else(|| required("amount"))?, decide_by, starts, ends, value })
}

/// Period, rule and value fit together; the value.
fn recurrence(body: &Json) -> Outcome<i64> {
    let word = |key: &str| body.text(&["recurrence", key]).unwrap_or_default();
    let period = Period::from_word(word("period")).ok_or_else(|| {
        invalid(
            "The key recurrence.period must be one of ONETIME, DAILY, WEEKLY, FORTNIGHTLY, MONTHLY, BIMONTHLY, \
             QUARTERLY, HALFYEARLY, YEARLY, ASPRESENTED.",
        )
    })?;
    if Rule::from_word(word("rule")).is_none() {
        return Err(invalid("The key recurrence.rule must be one of ON, BEFORE, AFTER."));
    }
    let value = match body.at(&["recurrence", "value"]) {
        Some(Json::Number(text)) => text.parse::<i64>().ok(),
        _ => None,
    };
    let value = value.ok_or_else(|| invalid("The key recurrence.value must be a whole number."))?;
    match period.last_value() {
        Some(last) if !(1..=last).contains(&value) => {
            return Err(invalid(format!("The key recurrence.value must be 1 to {last} for this period.")));
        }
        _ => {}
    }
    if body.get("blockFund") == Some(&Json::Bool(true)) && period != Period::OneTime {
        return Err(invalid("The key blockFund may be true for ONETIME only; a recurring mandate blocks nothing."));
    }
    Ok(value)
}

/// The amount in whole rupees, if it is there.
pub(crate) fn amount(body: &Json) -> Outcome<Option<Decimal>> {
    let Some(value) = body.get("amount") else { return Ok(None) };
    let whole = match value {
        Json::Number(_) => money::payable(value).ok().filter(|amount| amount.fract().is_zero()),
        _ => None,
    };
    whole.map(Some).ok_or_else(|| invalid("The key amount must be a whole number of rupees, 1 to 1000000000."))
}

/// Checks the end of a validity that begins at `starts`.
pub(crate) fn last_day(desk: &Desk<'_>, starts: Moment, ends: Moment) -> Outcome<()> {
    if ends < starts {
        return Err(invalid("The key validity.endAt must not lie before the start of the validity."));
    }
    if ends.day() < desk.now.day() {
        return Err(invalid("The key validity.endAt must not lie before today."));
    }
    if ends.day() - starts.day() > Duration::days(MOST_YEARS * 366) {
        return Err(invalid(format!("A mandate is valid for {MOST_YEARS} years at most.")));
    }
    Ok(())
}

/// Checks until when the payer may approve.
pub(crate) fn window(desk: &Desk<'_>, decide_by: Moment) -> Outcome<Moment> {
    let allowed = desk.now.plus_seconds(SHORTEST_WINDOW)..=desk.now.plus_seconds(LONGEST_WINDOW);
    if !allowed.contains(&decide_by) {
        return Err(invalid("The key expiry must lie one minute to 45 days ahead."));
    }
    Ok(decide_by)
}

/// The time at a path of keys.
pub(crate) fn time(body: &Json, keys: &[&str]) -> Outcome<Moment> {
    let text = body.text(keys).ok_or_else(|| required(&keys.join(".")))?;
    Moment::parse_any(text)
        .ok_or_else(|| invalid(format!("The key {} must be a time such as 2026-11-24T10:00:00+05:30.", keys.join("."))))
}

fn required(key: &str) -> crate::fault::Fault {
    invalid(format!("The key {key} is required."))
}
