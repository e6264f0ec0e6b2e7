//! `payments.submit` and `payments.get`.

use rust_decimal::Decimal;

use super::{Call, Reply, cards, orders, splits};
use crate::fault::{Fault, IMPOSSIBLE, NOT_FOUND, Outcome, invalid, refuse};
use crate::ids;
use crate::json::Json;
use crate::ledger::Desk;
use crate::rows::{OrderRow, PaymentRow};
use crate::rules::{self, apply};
use crate::states::{Machine, Payment, PaymentEvent};
use crate::{corrections, schedule};

/// What the payer of a test value does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Pays.
    Approve,
    /// Refuses.
    Decline,
    /// Leaves it undecided.
    Wait,
}

impl Wish {
    /// The sandbox's own test values; any other UPI id is a payer who does not react.
    pub(crate) fn of_vpa(vpa: &str) -> Option<Wish> {
        match vpa {
            "success@sandbox" => Some(Wish::Approve),
            "failure@sandbox" => Some(Wish::Decline),
            "pending@sandbox" => Some(Wish::Wait),
            _ => None,
        }
    }

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
    let detail = call.body.get("paymentDetail").ok_or_else(|| invalid("The key paymentDetail is required."))?;
    let mode = detail.text(&["paymentMode"]).unwrap_or_default();
    let body = &call.body;
    apply(body, &["paymentDetail", "vpa"], rules::vpa, "a UPI id such as name@bank")?;
    apply(body, &["paymentDetail", "accountNumber"], rules::account, "9 to 36 letters and digits")?;
    apply(body, &["paymentDetail", "ifsc"], rules::ifsc, "an IFSC such as KKBK0000432")?;
    apply(body, &["paymentDetail", "bankCode"], rules::reference, "a code without spaces")?;
    desk.accepts_payment(&order)?;

    let mut payment = new(desk, &order, ids::transaction(desk.db)?, mode, "COLLECT");
    let wish = match mode {
        "UPI" => {
            let vpa = need(detail, "vpa", mode)?;
            offered(&order, mode, None)?;
            same_account(&order, detail)?;
            payment.vpa = Some(vpa.to_string());
            payment.closes = Some(desk.now.plus_seconds(desk.config.upi_seconds));
            Wish::of_vpa(vpa).unwrap_or(Wish::Wait)
        }
        "NET_BANKING" | "WALLET" => {
            let code = need(detail, "bankCode", mode)?;
            offered(&order, mode, Some(code))?;
            redirected(desk, &mut payment, code)
        }
        "PAY_LATER" => {
            let code = detail.text(&["bankCode"]).or(detail.text(&["bnplPaymentOptionId"]));
            let code = code.ok_or_else(|| {
                invalid(
                    "The key paymentDetail.bankCode or paymentDetail.bnplPaymentOptionId is required for PAY_LATER.",
                )
            })?;
            offered(&order, mode, None)?;
            redirected(desk, &mut payment, code)
        }
        _ => {
            let card = cards::read(desk, detail, mode)?;
            offered(&order, mode, Some(card.scheme))?;
            payment.way = "CARD".to_string();
            payment.card_scheme = Some(card.scheme.to_string());
            payment.masked_card = Some(card.masked);
            payment.card_holder = detail.text(&["cardHolderName"]).map(str::to_string);
            payment.closes = Some(desk.now.plus_seconds(desk.config.redirect_seconds));
            card.wish
        }
    };
    let shares = match body.get("splitSettlement") {
        Some(split) => splits::read(desk, &call.merchant, payment.amount, split)?,
        None => Vec::new(),
    };
    payment.insert(desk.db)?;
    splits::store(desk, &payment.transaction_id, &shares)?;
    let (event, message) = wish.event();
    desk.decide(&mut order, &mut payment, event, message)?;
    let mut pairs: Vec<(String, Json)> = vec![
        ("transactionId".into(), payment.transaction_id.as_str().into()),
        ("transactionStatus".into(), payment.status.word().into()),
        ("orderId".into(), order.order_id.as_str().into()),
        ("resultCode".into(), 0.into()),
        ("resultMessage".into(), message.into()),
    ];
    if wish == Wish::Wait && mode != "UPI" {
        let page = format!("{}/v1/pay/{}?transactionId={}", desk.url, order.order_id, payment.transaction_id);
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
    let request = Json::parse(order.request.as_bytes()).unwrap_or(Json::Null);
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

/// Third-party validation: an order bound to an account is paid from that account only.
fn same_account(order: &OrderRow, detail: &Json) -> Outcome<()> {
    let request = Json::parse(order.request.as_bytes()).unwrap_or(Json::Null);
    let differs = ["accountNumber", "ifsc"].into_iter().any(|key| {
        match (request.text(&["paymentDetail", key]), detail.text(&[key])) {
            (Some(bound), Some(given)) => bound != given,
            _ => false,
        }
    });
    if differs {
        return Err(refuse(IMPOSSIBLE, "The order is bound to another bank account."));
    }
    Ok(())
}

fn redirected(desk: &Desk<'_>, payment: &mut PaymentRow, code: &str) -> Wish {
    payment.way = "REDIRECT".to_string();
    payment.bank_code = Some(code.to_string());
    payment.bank_name = Some("Sandbox Bank".to_string());
    payment.closes = Some(desk.now.plus_seconds(desk.config.redirect_seconds));
    Wish::Wait
}

/// A key that a mode cannot do without.
pub(crate) fn need<'a>(detail: &'a Json, key: &str, mode: &str) -> Outcome<&'a str> {
    detail.text(&[key]).ok_or_else(|| invalid(format!("The key paymentDetail.{key} is required for {mode}.")))
}

/// What is left of a payment after its refunds and chargebacks.
pub(crate) fn left(desk: &Desk<'_>, payment: &PaymentRow) -> Outcome<Decimal> {
    let gone = schedule::given_back(desk, &payment.transaction_id)?
        + corrections::charged_back(desk, &payment.transaction_id)?;
    Ok(payment.amount - gone)
}
