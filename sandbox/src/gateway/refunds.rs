//! `refunds.create` and `refunds.get`.

use rusqlite::OptionalExtension;
use rust_decimal::Decimal;

use super::{Call, Reply, orders, payments};
use crate::fault::{CONFLICT, IMPOSSIBLE, NOT_FOUND, Outcome, invalid, refuse};
use crate::ids;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::money;
use crate::rows::{PaymentRow, RefundRow};
use crate::rules::{self, apply};
use crate::states::{Machine, PaymentEvent, Refund};
use crate::store::Rupees;

/// Gives a payment back, in part or in full.
pub(crate) fn create(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let value = body.get("amount").ok_or_else(|| invalid("The key amount is required."))?;
    let amount = money::payable(value).map_err(|problem| invalid(format!("The key amount {problem}.")))?;
    apply(body, &["requestId"], rules::reference, "1 to 100 printable characters without spaces")?;
    let request_id = body.text(&["requestId"]).unwrap_or_default();
    let mut payment = payments::own(desk, call)?;
    if find(desk, &call.merchant, request_id)?.is_some() {
        return Err(refuse(CONFLICT, "A refund with this requestId already exists."));
    }
    if !payment.status.was_paid() {
        return Err(refuse(
            IMPOSSIBLE,
            format!("Only a paid transaction can be refunded; this one is {}.", payment.status.word()),
        ));
    }
    let left = payments::left(desk, &payment)?;
    if amount > left {
        return Err(refuse(
            IMPOSSIBLE,
            format!("The refund is larger than what is left of the payment: {} rupees are left.", fixed(left, 2)),
        ));
    }
    let refund_id = ids::transaction(desk.db)?;
    desk.db
        .prepare_cached(
            "INSERT INTO refunds (refund_id, transaction_id, merchant, request_id, amount, remarks, status, message,
             created, modified, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'The refund was accepted.', ?8, ?8, ?9)",
        )?
        .execute(rusqlite::params![
            refund_id,
            payment.transaction_id,
            call.merchant,
            request_id,
            Rupees(amount),
            body.text(&["remarks"]),
            Refund::Created,
            desk.now,
            desk.now.plus_seconds(desk.config.refund_seconds),
        ])?;
    let event = if left - amount == Decimal::ZERO { PaymentEvent::RefundAll } else { PaymentEvent::RefundPart };
    let message = payment.message.clone();
    desk.move_payment(&mut payment, event, &message)?;
    show(desk, &call.merchant, request_id)
}

/// A refund by the merchant's request id.
pub(crate) fn get(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    show(desk, &call.merchant, call.id)
}

fn find(desk: &Desk<'_>, merchant: &str, request_id: &str) -> Outcome<Option<String>> {
    Ok(desk
        .db
        .prepare_cached("SELECT refund_id FROM refunds WHERE merchant = ?1 AND request_id = ?2")?
        .query_row([merchant, request_id], |row| row.get(0))
        .optional()?)
}

fn show(desk: &Desk<'_>, merchant: &str, request_id: &str) -> Outcome<Reply> {
    let not_found = || refuse(NOT_FOUND, "Refund not found.");
    let refund_id = find(desk, merchant, request_id)?.ok_or_else(not_found)?;
    let refund = RefundRow::all(desk.db, "refund_id = ?1", [&refund_id])?.pop().ok_or_else(not_found)?;
    let payment = PaymentRow::by_id(desk.db, &refund.transaction_id)?.ok_or_else(payments::not_found)?;
    let order = orders::by_capability(desk, &payment.order_id)?;
    let payload = Json::object([
        ("amount", desk.amount(refund.amount, 2)),
        ("paymentMode", payment.mode.as_str().into()),
        ("bankCode", payment.bank_code.into()),
        ("bankName", payment.bank_name.into()),
        ("currency", "INR".into()),
        ("status", refund.status.word().into()),
        ("transactionId", refund.refund_id.as_str().into()),
        ("requestId", request_id.into()),
        ("txnMsg", refund.message.as_str().into()),
        ("txnDate", refund.modified.text().into()),
        ("uniqueTransactionId", order.merchant_order_id.as_str().into()),
        ("bankTransactionId", payment.bank_reference.into()),
    ]);
    Ok(Reply::about(&order.order_id, payload))
}
