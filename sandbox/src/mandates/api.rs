//! `mandates.create`, `mandates.get`, `mandates.update`, `mandates.revoke`.

use super::rows::MandateRow;
use super::{life, tell, terms};
use crate::fault::{CONFLICT, Fault, NOT_FOUND, Outcome, invalid, refuse};
use crate::gateway::{Call, Reply};
use crate::ids;
use crate::json::Json;
use crate::ledger::Desk;
use crate::states::{Mandate, MandateEvent};

/// How long a payer may think about a change when the request does not say: a day, the sandbox's choice.
const CHANGE_SECONDS: i64 = 86_400;

/// Asks a payer for a mandate.
pub(crate) fn create(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let terms = terms::read(desk, body)?;
    let text = |keys: &[&str]| body.text(keys).unwrap_or_default().to_string();
    let flag = |keys: &[&str]| body.at(keys) == Some(&Json::Bool(true));
    let reference_id = text(&["referenceId"]);
    if by_reference(desk, &call.merchant, &reference_id)?.is_some() {
        return Err(refuse(
            CONFLICT,
            "A mandate with this referenceId already exists; use a new one for a new mandate.",
        ));
    }
    let account = text(&["payer", "account"]);
    let hidden = account.len().saturating_sub(4);
    let mut mandate = MandateRow {
        mandate_id: ids::mandate(desk.db)?,
        merchant: call.merchant.clone(),
        reference_id,
        umn: None,
        status: Mandate::Pending,
        amount: terms.amount,
        amount_rule: text(&["amountRule"]),
        payer_name: text(&["payer", "name"]),
        payer_vpa: text(&["payer", "vpa"]),
        payer_account: format!("{}{}", "X".repeat(hidden), &account[hidden..]),
        account_validation: flag(&["payer", "accountValidation"]),
        name: text(&["mandateName"]),
        block_fund: flag(&["blockFund"]),
        period: text(&["recurrence", "period"]),
        rule: text(&["recurrence", "rule"]),
        value: terms.value,
        starts: terms.starts,
        ends: terms.ends,
        url: body.text(&["upiReferenceUrl"]).map(str::to_string),
        description: body.text(&["description"]).map(str::to_string),
        created: desk.now,
        modified: desk.now,
        decide_by: terms.decide_by,
        approved: None,
        paused: None,
        resumes: None,
        new_amount: None,
        new_ends: None,
        new_description: None,
        next_debit: None,
    };
    mandate.save(desk.db)?;
    life::react(desk, &mut mandate)?;
    Ok(reply(tell::shown(desk, &mandate)))
}

/// A mandate by the merchant's reference.
pub(crate) fn get(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let mandate = by_reference(desk, &call.merchant, call.id)?.ok_or_else(not_found)?;
    Ok(reply(tell::shown(desk, &mandate)))
}

/// Asks the payer for another amount or another end.
pub(crate) fn update(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let mut mandate = named(desk, call)?;
    mandate.new_amount = terms::amount(body)?;
    mandate.new_ends = match body.at(&["validity", "endAt"]) {
        Some(_) => Some(terms::time(body, &["validity", "endAt"])?),
        None => None,
    };
    if mandate.new_amount.is_none() && mandate.new_ends.is_none() {
        return Err(invalid("Give amount or validity.endAt; nothing else of a mandate can change."));
    }
    if let Some(ends) = mandate.new_ends {
        terms::last_day(desk, mandate.starts, ends)?;
    }
    mandate.decide_by = match body.get("expiry") {
        Some(_) => terms::window(desk, terms::time(body, &["expiry"])?)?,
        None => desk.now.plus_seconds(CHANGE_SECONDS),
    };
    mandate.new_description = body.text(&["description"]).map(str::to_string);
    life::advance(desk, &mut mandate, MandateEvent::Change)?;
    life::react(desk, &mut mandate)?;
    Ok(reply(tell::shown(desk, &mandate)))
}

/// Ends a mandate for the merchant.
pub(crate) fn revoke(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let mut mandate = named(desk, call)?;
    life::revoke(desk, &mut mandate)?;
    Ok(reply(tell::shown(desk, &mandate)))
}

/// The caller's mandate that a body names by the gateway's id, the merchant's reference, or both.
pub(crate) fn named(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<MandateRow> {
    let mandate_id = call.body.text(&["mandateId"]);
    // Revoke spells it with an underscore, the other calls do not.
    let reference_id = call.body.text(&["referenceId"]).or(call.body.text(&["reference_id"]));
    let found = match (mandate_id, reference_id) {
        (Some(id), _) => MandateRow::by_id(desk.db, id)?.filter(|mandate| mandate.merchant == call.merchant),
        (None, Some(reference)) => by_reference(desk, &call.merchant, reference)?,
        (None, None) => return Err(invalid("The key mandateId or referenceId is required.")),
    };
    let mandate = found.ok_or_else(not_found)?;
    if reference_id.is_some_and(|reference| reference != mandate.reference_id) {
        return Err(refuse(CONFLICT, "The keys mandateId and referenceId name two different mandates."));
    }
    Ok(mandate)
}

/// The refusal for a mandate that does not exist.
pub(crate) fn not_found() -> Fault {
    refuse(NOT_FOUND, "Mandate not found.")
}

/// An answer in the standard envelope that is about no order.
pub(crate) fn reply(payload: Json) -> Reply {
    Reply { payload, flat: false, order_id: None, told_paid: false }
}

fn by_reference(desk: &Desk<'_>, merchant: &str, reference_id: &str) -> Outcome<Option<MandateRow>> {
    Ok(MandateRow::find(desk.db, "merchant = ?1 AND reference_id = ?2", [merchant, reference_id])?)
}
