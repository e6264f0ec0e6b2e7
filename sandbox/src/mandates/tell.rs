//! How a mandate is told: in answers, in the notice of its changes, and in the notice of a debit.

use super::rows::{DebitRow, MandateRow};
use crate::clock::Moment;
use crate::fault::Outcome;
use crate::gateway::upi::PAYEE;
use crate::json::Json;
use crate::ledger::Desk;
use crate::notice::{self, Kind};
use crate::rows::{OrderRow, PaymentRow};
use crate::states::Mandate;

/// Merchant category of the sandbox's payee: general merchandise.
const CATEGORY: &str = "5399";

/// The object of the gateway's mandate notice; `get` and the other calls answer with the same. Times are epoch seconds.
pub(crate) fn shown(desk: &Desk<'_>, mandate: &MandateRow) -> Json {
    let seconds = |at: Moment| Json::from(at.0.div_euclid(1000));
    let message = (mandate.status == Mandate::UpdatePending)
        .then(|| Json::from("The payer has been asked to approve the change; until then the old terms hold."));
    let pause = mandate
        .paused
        .map(|from| Json::object([("start_at", seconds(from)), ("end_at", mandate.resumes.map(seconds).into())]));
    Json::object([
        ("umn", mandate.umn.clone().into()),
        ("referenceId", mandate.reference_id.as_str().into()),
        ("mandateId", mandate.mandate_id.as_str().into()),
        ("amount", desk.amount(mandate.amount, 0)),
        ("amountRule", mandate.amount_rule.as_str().into()),
        ("currency", "INR".into()),
        ("payee", Json::object([("vpa", PAYEE.into()), ("name", "Example Store".into()), ("mcc", CATEGORY.into())])),
        (
            "payer",
            Json::object([
                ("name", mandate.payer_name.as_str().into()),
                ("vpa", mandate.payer_vpa.as_str().into()),
                ("account", mandate.payer_account.as_str().into()),
                ("accountValidation", mandate.account_validation.into()),
            ]),
        ),
        ("name", mandate.name.as_str().into()),
        ("expireAt", seconds(mandate.decide_by)),
        ("blockFund", mandate.block_fund.into()),
        ("revokeableByPayer", true.into()),
        (
            "recurrence",
            Json::object([
                ("period", mandate.period.as_str().into()),
                ("rule", mandate.rule.as_str().into()),
                ("value", mandate.value.into()),
            ]),
        ),
        ("validity", Json::object([("startAt", seconds(mandate.starts)), ("endAt", seconds(mandate.ends))])),
        ("pausePeriod", pause.into()),
        ("upiReferenceUrl", mandate.url.clone().into()),
        ("description", mandate.description.clone().into()),
        ("status", mandate.status.told().into()),
        ("message", message.into()),
    ])
}

/// Tells the merchant of a mandate's new state, if there is an address.
pub(crate) fn mandate(desk: &Desk<'_>, mandate: &MandateRow) -> Outcome<()> {
    let Some(url) = notice::address(desk, &mandate.merchant)? else { return Ok(()) };
    let ids = (mandate.mandate_id.as_str(), mandate.status.told());
    notice::queue(desk, Kind::Mandate, &url, ids, &shown(desk, mandate))
}

/// Tells the merchant of the outcome of a debit: the payment notice, and which mandate it was.
pub(crate) fn debit(desk: &Desk<'_>, order: &OrderRow, payment: &PaymentRow) -> Outcome<()> {
    let Some(url) = notice::address(desk, &order.merchant)? else { return Ok(()) };
    let mut body = notice::body(desk, order, payment);
    if let Json::Object(pairs) = &mut body
        && let Some(debit) = DebitRow::all(desk.db, "order_id = ?1", [&order.order_id])?.pop()
        && let Some(mandate) = MandateRow::by_id(desk.db, &debit.mandate_id)?
    {
        pairs.push(("mandateId".into(), mandate.mandate_id.into()));
        pairs.push(("referenceId".into(), mandate.reference_id.into()));
        pairs.push(("umn".into(), mandate.umn.into()));
    }
    let ids = (order.order_id.as_str(), payment.transaction_id.as_str());
    notice::queue(desk, Kind::MandateDebit, &url, ids, &body)
}
