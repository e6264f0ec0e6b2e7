//! `payments.submit` and `payments.get`.

use rust_decimal::Decimal;

use super::{Call, Reply, charge, instruments, orders, splits};
use crate::fault::{Fault, IMPOSSIBLE, NOT_FOUND, Outcome, refuse};
use crate::json::Json;
use crate::ledger::Desk;
use crate::rows::{OrderRow, PaymentRow};
use crate::states::{Machine, Payment, PaymentEvent};
use crate::values::CardWish;
pub(crate) use crate::values::Wish;
use crate::{corrections, schedule};

impl Wish {
    /// The event and its text.
    pub(crate) fn event(self) -> (PaymentEvent, &'static str) {
        match self {
            Wish::Approve => (PaymentEvent::Succeed, "Completed."),
            Wish::Decline => (PaymentEvent::Fail, "The payer's bank declined the payment."),
            Wish::Wait => (PaymentEvent::SendToBank, "Waiting for the payer."),
        }
    }
}

/// Pays an order with an instrument.
pub(crate) fn submit(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let given = call.body.text(&["orderId"]).unwrap_or_default();
    let mut order = OrderRow::by_id(desk.db, given)?.filter(|order| order.merchant == call.merchant);
    if order.is_none() {
        // Which of the two ids the gateway means is not documented.
        order = OrderRow::find(desk.db, "merchant = ?1 AND merchant_order_id = ?2", [&call.merchant, given])?;
    }
    let mut order = order.ok_or_else(orders::not_found)?;
    let body = &call.body;
    let mut prepared = instruments::prepare(desk, &order, body, desk.config.cards_in_base64)?;
    if let CardWish::Correct(code) = prepared.wish {
        return Err(refuse(code, charge::CORRECT));
    }
    let shares = match body.get("splitSettlement") {
        Some(split) => splits::read(desk, &call.merchant, prepared.payment.amount, split)?,
        None => Vec::new(),
    };
    prepared.store(desk)?;
    splits::store(desk, &prepared.payment.transaction_id, &shares)?;
    prepared.ask(desk, &mut order)?;
    let payment = &prepared.payment;
    let mut pairs: Vec<(String, Json)> = vec![
        ("transactionId".into(), payment.transaction_id.as_str().into()),
        ("transactionStatus".into(), payment.status.word().into()),
        ("orderId".into(), order.order_id.as_str().into()),
        ("resultCode".into(), 0.into()),
        ("resultMessage".into(), payment.message.as_str().into()),
    ];
    if prepared.wish == CardWish::Otp {
        pairs.push(("rupay".into(), true.into()));
        pairs.push(("renderOtpPage".into(), true.into()));
    }
    if let Some(page) = prepared.page(desk) {
        pairs.push(("redirectionUrl".into(), page.into()));
    }
    Ok(Reply::about(&order.order_id, Json::Object(pairs)))
}

/// A payment by its id.
pub(crate) fn get(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let payment = own(desk, call)?;
    let order = orders::by_capability(desk, &payment.order_id)?;
    let payload = orders::transaction(desk, &order, &payment)?;
    Ok(Reply::about(&order.order_id, payload).telling(payment.status.was_paid()))
}

/// The caller's own payment with the id in the path.
pub(crate) fn own(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<PaymentRow> {
    PaymentRow::by_id(desk.db, call.id)?.filter(|payment| payment.merchant == call.merchant).ok_or_else(not_found)
}

/// The refusal for a payment that does not exist.
pub(crate) fn not_found() -> Fault {
    refuse(NOT_FOUND, "Transaction not found.")
}

/// A payment nobody has acted on yet.
pub(crate) fn new(desk: &Desk<'_>, order: &OrderRow, transaction_id: String, mode: &str, way: &str) -> PaymentRow {
    PaymentRow {
        transaction_id,
        order_id: order.order_id.clone(),
        merchant: order.merchant.clone(),
        amount: order.amount,
        mode: mode.to_string(),
        way: way.to_string(),
        status: Payment::Created,
        message: "Waiting for the payer.".to_string(),
        created: desk.now,
        modified: desk.now,
        closes: None,
        paid_at: None,
        vpa: None,
        bank_code: None,
        bank_name: None,
        card_scheme: None,
        masked_card: None,
        card_holder: None,
        bank_reference: None,
    }
}

/// Refuses a mode, bank or card scheme the order does not offer.
pub(crate) fn offered(order: &OrderRow, mode: &str, choice: Option<&str>) -> Outcome<()> {
    let request = order.asked();
    let Some(Json::Object(limits)) = request.get("restrictedPaymentOptions") else { return Ok(()) };
    if limits.is_empty() {
        return Ok(());
    }
    // UPI stands there with null, so presence of the key counts and not its value.
    let spelled = |key: &str| key == mode || (mode == "NET_BANKING" && key == "NETBANKING");
    let Some((_, allowed)) = limits.iter().find(|(key, _)| spelled(key)) else {
        return Err(refuse(IMPOSSIBLE, "This order does not offer the payment mode."));
    };
    let listed = allowed.items().is_empty()
        || choice.is_none_or(|choice| allowed.items().iter().any(|item| *item == Json::Text(choice.to_string())));
    match listed {
        true => Ok(()),
        false if mode.ends_with("_CARD") => Err(refuse(IMPOSSIBLE, "Card scheme type is invalid.")),
        false => Err(refuse(IMPOSSIBLE, "This order does not offer the bank or wallet.")),
    }
}

/// What is left of a payment after its refunds and chargebacks.
pub(crate) fn left(desk: &Desk<'_>, payment: &PaymentRow) -> Outcome<Decimal> {
    let gone = schedule::given_back(desk, &payment.transaction_id)?
        + corrections::charged_back(desk, &payment.transaction_id)?;
    Ok(payment.amount - gone)
}
