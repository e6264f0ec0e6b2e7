//! One-time passwords: `payments.validate_otp` and `payments.resend_otp`, for a card whose bank asks for one on the
//! merchant's page. The transaction's id is the capability.

use rusqlite::OptionalExtension;

use super::{Call, Reply, checkout, orders, payments};
use crate::fault::{CONFLICT, IMPOSSIBLE, Outcome, invalid, refuse};
use crate::ids;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::rows::PaymentRow;
use crate::states::{Machine, Payment, PaymentEvent};
use crate::values::{self, Meaning, OtpWish, Place};

/// The table of payments that asked for an OTP.
pub(crate) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS otps (
    transaction_id TEXT PRIMARY KEY REFERENCES payments, reference TEXT NOT NULL, wrong INTEGER NOT NULL,
    sent INTEGER NOT NULL);
";

/// Wrong OTPs that fail a payment.
const TRIES: i64 = 3;
/// How often an OTP is sent, the first time included.
const SENT: i64 = 3;

/// An OTP was sent for the first time.
pub(crate) fn begin(desk: &Desk<'_>, transaction_id: &str) -> Outcome<()> {
    desk.db
        .prepare_cached("INSERT INTO otps VALUES (?1, ?2, 0, 1)")?
        .execute([transaction_id, &ids::bank_reference(desk.db)?])?;
    Ok(())
}

/// What the customer typed.
pub(crate) fn validate(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let typed = call.body.text(&["otp"]).unwrap_or_default();
    if !(4..=8).contains(&typed.len()) || !typed.chars().all(|c| c.is_ascii_digit()) {
        return Err(invalid("The key otp must be 4 to 8 digits."));
    }
    let (mut payment, reference, wrong, _) = waiting(desk, call.body.text(&["ekPayId"]).unwrap_or_default())?;
    let mut order = orders::by_capability(desk, &payment.order_id)?;
    let verdict = match values::find(Place::Otp, typed).map(|row| row.meaning) {
        Some(Meaning::Otp(OtpWish::Pay)) => Some((PaymentEvent::Succeed, "Completed.")),
        Some(Meaning::Otp(OtpWish::Authorize)) => {
            Some((PaymentEvent::Authorize, "Authorised; the bank has not paid yet."))
        }
        Some(Meaning::Otp(OtpWish::Decline)) => Some((PaymentEvent::Fail, "The payer's bank declined the payment.")),
        _ if wrong + 1 >= TRIES => Some((PaymentEvent::Fail, "Too many wrong OTPs.")),
        _ => None,
    };
    if let Some((event, message)) = verdict {
        desk.decide(&mut order, &mut payment, event, message)?;
    } else {
        payment.message = format!("The OTP is wrong; {} more can be tried.", TRIES - wrong - 1);
        desk.db
            .prepare_cached("UPDATE otps SET wrong = wrong + 1 WHERE transaction_id = ?1")?
            .execute([&payment.transaction_id])?;
    }
    // The documentation has a string for every key here.
    let payload = Json::object([
        ("uniqueTransactionId", order.merchant_order_id.as_str().into()),
        ("publicIdentifierKey", checkout::public_key(&order.merchant).into()),
        ("transactionId", payment.transaction_id.as_str().into()),
        ("amount", fixed(payment.amount, 2).into()),
        ("currency", "INR".into()),
        ("otpReferenceNumber", reference.into()),
        ("txnMessage", payment.message.as_str().into()),
        ("txnStatus", payment.status.word().into()),
        ("txnDate", desk.date(desk.now)),
        ("orderId", order.order_id.as_str().into()),
    ]);
    Ok(Reply::about(&order.order_id, payload))
}

/// Sends the OTP again; the answer is plain text.
pub(crate) fn resend(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let (payment, _, _, sent) = waiting(desk, call.id)?;
    if sent >= SENT {
        return Err(refuse(IMPOSSIBLE, "The OTP was sent three times; no more are sent for this payment."));
    }
    desk.db
        .prepare_cached("UPDATE otps SET sent = sent + 1 WHERE transaction_id = ?1")?
        .execute([&payment.transaction_id])?;
    Ok(Reply { flat: true, ..Reply::about(&payment.order_id, "The OTP was sent again.".into()) })
}

/// A payment that waits for an OTP: reference, wrong ones so far, how often it was sent.
fn waiting(desk: &Desk<'_>, transaction_id: &str) -> Outcome<(PaymentRow, String, i64, i64)> {
    let payment = PaymentRow::by_id(desk.db, transaction_id)?.ok_or_else(payments::not_found)?;
    let asked: Option<(String, i64, i64)> = desk
        .db
        .prepare_cached("SELECT reference, wrong, sent FROM otps WHERE transaction_id = ?1")?
        .query_row([transaction_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match asked {
        Some((reference, wrong, sent)) if payment.status == Payment::PendingWithBank => {
            Ok((payment, reference, wrong, sent))
        }
        Some(_) => {
            let status = payment.status.word();
            Err(refuse(CONFLICT, format!("The transaction is {status}; it waits for no OTP any more.")))
        }
        None => Err(refuse(CONFLICT, "The transaction never asked for an OTP.")),
    }
}
