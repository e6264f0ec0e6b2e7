//! UPI without credentials: `orders.upi_qr`, `orders.upi_intent_links`, `payments.upi_status`. The order's or the
//! transaction's id is the capability.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use enkash::model::DrawQr;
use rust_decimal::Decimal;

use super::{Call, Reply, orders, payments};
use crate::fault::{Outcome, refuse};
use crate::ids;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::rows::{OrderRow, PaymentRow};
use crate::states::Payment;

/// The payee of every UPI text: the sandbox's own.
pub(crate) const PAYEE: &str = "examplestore@sandbox";
const PAYEE_NAME: &str = "Example%20Store";

/// Opens a transaction to be paid by scanning; while one is open it is given again.
pub(crate) fn qr(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let order = orders::by_capability(desk, call.id)?;
    desk.accepts_payment(&order)?;
    payments::offered(&order, "UPI", None)?;
    let open = PaymentRow::all(
        desk.db,
        "order_id = ?1 AND way = 'QR' AND status IN ('CREATED', 'PENDING_WITH_BANK')",
        [&order.order_id],
    )?;
    let transaction_id = match open.into_iter().next() {
        Some(payment) => payment.transaction_id,
        None => {
            let mut payment = payments::new(desk, &order, ids::transaction(desk.db)?, "UPI", "QR");
            payment.closes = Some(desk.now.plus_seconds(desk.config.upi_seconds));
            payment.insert(desk.db)?;
            payment.transaction_id
        }
    };
    let text = link("upi", &order, &transaction_id);
    let image = png(&text).ok_or_else(|| refuse(500, "The QR code could not be drawn."))?;
    let payload = Json::object([
        ("qrCode", STANDARD.encode(image).into()),
        ("qrUrl", text.into()),
        ("ekPayId", transaction_id.into()),
    ]);
    Ok(Reply::about(&order.order_id, payload))
}

/// Links that open a UPI app. Nothing is created until a payer follows one.
pub(crate) fn intent_links(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let order = orders::by_capability(desk, call.id)?;
    desk.accepts_payment(&order)?;
    payments::offered(&order, "UPI", None)?;
    let to = |scheme: &str| Json::from(link(scheme, &order, &order.intent_id));
    let payload = Json::object([
        ("transactionId", order.intent_id.as_str().into()),
        ("gpay", to("tez://upi")),
        ("phonepe", to("phonepe")),
        ("paytm", to("paytmmp")),
        ("upi", to("upi")),
    ]);
    Ok(Reply::about(&order.order_id, payload))
}

/// The state of a UPI payment in three words.
pub(crate) fn status(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let (order_id, word, message) = match PaymentRow::by_id(desk.db, call.id)? {
        Some(payment) => (payment.order_id, word(payment.status), payment.message),
        None => {
            // An intent link nobody has followed yet.
            let order = OrderRow::find(desk.db, "intent_id = ?1", [call.id])?.ok_or_else(payments::not_found)?;
            let open = order.status.is_open();
            let message = if open { "Waiting for the payer." } else { "The order takes no payment any more." };
            (order.order_id, if open { "PROCESS" } else { "FAILED" }, message.to_string())
        }
    };
    let paid = word == "SUCCESS";
    let payload = Json::object([
        ("status", word.into()),
        ("transactionMessage", message.into()),
        ("orderId", order_id.as_str().into()),
    ]);
    Ok(Reply::about(&order_id, payload).telling(paid))
}

fn word(status: Payment) -> &'static str {
    match status {
        Payment::Success | Payment::PartiallyRefunded | Payment::Refunded => "SUCCESS",
        Payment::Failed | Payment::Cancelled => "FAILED",
        Payment::Created | Payment::PendingWithBank | Payment::Authorized => "PROCESS",
    }
}

/// The UPI text: payee, exact amount, currency, reference.
fn link(scheme: &str, order: &OrderRow, transaction_id: &str) -> String {
    let start = if scheme.contains("://") { format!("{scheme}/pay") } else { format!("{scheme}://pay") };
    format!(
        "{start}?pa={PAYEE}&pn={PAYEE_NAME}&am={}&cu=INR&tr={transaction_id}&tn=Order%20{}",
        fixed(order.amount, 2),
        order.merchant_order_id
    )
}

/// The UPI text of a QR code: with an amount only where the payer cannot choose it.
pub(crate) fn code_link(amount: Option<Decimal>, qr_code_id: &str) -> String {
    let amount = amount.map(|amount| format!("&am={}", fixed(amount, 2))).unwrap_or_default();
    format!("upi://pay?pa={PAYEE}&pn={PAYEE_NAME}{amount}&cu=INR&tr={qr_code_id}")
}

/// What a payer's UPI app reads out of a text: the reference, and the amount's text if there is one.
pub(crate) fn read_link(text: &str) -> Option<(String, Option<String>)> {
    let (start, query) = text.split_once('?')?;
    if !start.contains("://") {
        return None;
    }
    let values = |key: &str| -> Vec<String> {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(name, _)| *name == key).map(|(_, value)| value.to_string()).collect()
    };
    let value = |key: &str| <[String; 1]>::try_from(values(key)).ok().map(|[value]| value);
    if value("pa")?.replace("%40", "@") != PAYEE || value("cu")? != "INR" || values("am").len() > 1 {
        return None;
    }
    Some((value("tr")?, value("am")))
}

/// The order and payment an app is about to pay; an intent becomes a payment here.
pub(crate) fn scanned(desk: &Desk<'_>, transaction_id: &str) -> Outcome<(OrderRow, PaymentRow)> {
    if let Some(payment) = PaymentRow::by_id(desk.db, transaction_id)? {
        return Ok((orders::by_capability(desk, &payment.order_id)?, payment));
    }
    let order = OrderRow::find(desk.db, "intent_id = ?1", [transaction_id])?.ok_or_else(payments::not_found)?;
    desk.accepts_payment(&order)?;
    let mut payment = payments::new(desk, &order, transaction_id.to_string(), "UPI", "INTENT");
    payment.closes = Some(desk.now.plus_seconds(desk.config.upi_seconds));
    payment.insert(desk.db)?;
    Ok((order, payment))
}

/// A PNG of the text as a QR code.
pub(crate) fn png(text: &str) -> Option<Vec<u8>> {
    enkash::upi::image::png(DrawQr::new(text)).ok().map(|image| image.png.0)
}
