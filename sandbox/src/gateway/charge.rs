//! The browser's charge and its ends: `payments.charge`, `payments.expire`, `payments.cancel`, `orders.cancel`. Their
//! answers are bare, as the gateway's own browser code reads them, unless the settings say otherwise; a refusal comes in
//! the envelope.

use super::instruments::{self, Prepared};
use super::{Call, Reply, checkout, orders, payments};
use crate::config::ChargeAnswer;
use crate::fault::{CONFLICT, IMPOSSIBLE, Outcome, invalid, refuse};
use crate::json::Json;
use crate::ledger::Desk;
use crate::money;
use crate::notice;
use crate::rows::{OrderRow, PaymentRow};
use crate::states::{Machine, Order, OrderEvent, Payment, PaymentEvent};
use crate::values::CardWish;

/// Charges an instrument on the customer's device.
pub(crate) fn process(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let mut order = orders::by_capability(desk, body.text(&["transactionId"]).unwrap_or_default())?;
    checkout::same_key(&order, body.text(&["publicIdentifierKey"]), "publicIdentifierKey")?;
    if body.text(&["uniqueTransactionId"]) != Some(order.merchant_order_id.as_str()) {
        return Err(invalid("The key uniqueTransactionId must be the order's."));
    }
    // The sandbox has no surcharges, so a customer must not be charged one.
    if body.get("surcharge").is_some_and(|value| money::read(value).is_none_or(|amount| !amount.is_zero())) {
        return Err(refuse(IMPOSSIBLE, "The order has no surcharge; the key surcharge must be 0.00."));
    }
    let mut prepared = instruments::prepare(desk, &order, body, true)?;
    prepared.store(desk)?;
    prepared.ask(desk, &mut order)?;
    Ok(answer(desk, &order, outcome(desk, &prepared)))
}

/// One of the six forms of the answer.
fn outcome(desk: &Desk<'_>, prepared: &Prepared) -> Json {
    let Prepared { payment, wish } = prepared;
    let code = if let CardWish::Correct(code) = wish { *code } else { 0 };
    let message = match code {
        0 => payment.message.as_str(),
        _ => CORRECT,
    };
    let mut pairs: Vec<(&str, Json)> = vec![
        ("transactionId", payment.transaction_id.as_str().into()),
        ("transactionStatus", payment.status.word().into()),
        ("resultCode", code.into()),
        ("resultMessage", message.into()),
    ];
    match (payment.status, wish) {
        (Payment::Success, _) => pairs.push(("dauth", true.into())),
        (Payment::Failed, _) => pairs.push(("error", true.into())),
        (_, CardWish::Frame) => {
            pairs.push(("iframe", "LYRA".into()));
            pairs.push(("transactionUuid", format!("sandbox-{}", payment.transaction_id).into()));
        }
        (_, CardWish::Otp) => {
            pairs.push(("rupay", true.into()));
            pairs.push(("renderOtpPage", true.into()));
        }
        _ => {
            if let Some(page) = prepared.page(desk) {
                pairs.push(("redirectionUrl", page.into()));
            }
        }
    }
    Json::Object(pairs.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
}

/// What a customer is told whose input has to be corrected.
pub(crate) const CORRECT: &str = "The bank does not accept the card's data; correct it and try again.";

/// Ends an attempt whose time is over.
pub(crate) fn expire(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    end(desk, call, PaymentEvent::Lapse, Payment::Failed, "The payer did not answer in time.")
}

/// Ends an attempt the customer gave up.
pub(crate) fn cancel(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    end(desk, call, PaymentEvent::Cancel, Payment::Cancelled, "The customer cancelled.")
}

fn end(desk: &Desk<'_>, call: &Call<'_>, on: PaymentEvent, ended: Payment, message: &str) -> Outcome<Reply> {
    let id = call.body.text(&["transactionId"]).unwrap_or_default();
    let mut payment = PaymentRow::by_id(desk.db, id)?.ok_or_else(payments::not_found)?;
    let order = orders::by_capability(desk, &payment.order_id)?;
    // The same call again finds its work done.
    if payment.status != ended {
        let message = call.body.text(&["remark"]).filter(|remark| !remark.is_empty()).unwrap_or(message);
        desk.move_payment(&mut payment, on, message)?;
        notice::enqueue(desk, &order, &payment)?;
    }
    Ok(answer(desk, &order, ended_answer(&order, Some(&payment))))
}

/// Cancels an order on the customer's behalf, with what is open on it.
pub(crate) fn cancel_order(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let mut order = orders::by_capability(desk, call.body.text(&["transactionId"]).unwrap_or_default())?;
    let last = match order.status {
        Order::Cancelled => None,
        Order::Paid => return Err(refuse(CONFLICT, "The order is already paid; refund it instead.")),
        _ => {
            desk.move_order(&mut order, OrderEvent::Cancel)?;
            cancel_payments(desk, &order)?
        }
    };
    Ok(answer(desk, &order, ended_answer(&order, last.as_ref())))
}

/// Closes what is open and tells the merchant of each; the last one is handed back.
pub(crate) fn cancel_payments(desk: &Desk<'_>, order: &OrderRow) -> Outcome<Option<PaymentRow>> {
    let mut last = None;
    for mut payment in PaymentRow::all(desk.db, "order_id = ?1", [&order.order_id])? {
        if payment.status.is_open() {
            desk.move_payment(&mut payment, PaymentEvent::Cancel, "The customer cancelled.")?;
            notice::enqueue(desk, order, &payment)?;
            last = Some(payment);
        }
    }
    Ok(last)
}

fn ended_answer(order: &OrderRow, payment: Option<&PaymentRow>) -> Json {
    Json::object([
        ("transactionId", payment.map_or(order.order_id.as_str(), |payment| payment.transaction_id.as_str()).into()),
        ("transactionStatus", payment.map(|payment| payment.status.word()).into()),
        ("orderStatus", order.status.word().into()),
    ])
}

fn answer(desk: &Desk<'_>, order: &OrderRow, payload: Json) -> Reply {
    Reply { flat: desk.config.charge_answer == ChargeAnswer::Bare, ..Reply::about(&order.order_id, payload) }
}
