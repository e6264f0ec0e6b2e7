//! `refunds.create` and `refunds.get`.

use rust_decimal::Decimal;

use super::{Call, Reply, orders, origins, payments};
use crate::clock::Moment;
use crate::fault::{CONFLICT, Fault, IMPOSSIBLE, NOT_FOUND, Outcome, invalid, refuse};
use crate::ids;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::rows::{OrderRow, PaymentRow, RefundRow};
use crate::rules::{self, apply};
use crate::states::{Machine, PaymentEvent, Refund, RefundEvent};
use crate::store::Rupees;
use crate::values::{Meaning, Place, Wish};
use crate::{money, notice, schedule, values};

/// Gives a payment back, in part or in full.
pub(crate) fn create(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let value = body.get("amount").ok_or_else(|| invalid("The key amount is required."))?;
    let amount = money::payable(value).map_err(|problem| invalid(format!("The key amount {problem}.")))?;
    apply(body, &["requestId"], rules::reference, "1 to 100 printable characters without spaces")?;
    let request_id = body.text(&["requestId"]).unwrap_or_default();
    let mut payment = payments::own(desk, call)?;
    if !desk.config.keys_taken_twice && find(desk, &call.merchant, request_id)?.is_some() {
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
    let due = match fate(body.text(&["remarks"])) {
        Some(Wish::Wait) => Moment::NEVER,
        _ => desk.now.plus_seconds(desk.config.refund_seconds),
    };
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
            due,
        ])?;
    let event = if left - amount == Decimal::ZERO { PaymentEvent::RefundAll } else { PaymentEvent::RefundPart };
    let message = payment.message.clone();
    desk.move_payment(&mut payment, event, &message)?;
    show(desk, &call.merchant, request_id)
}

/// What the customer's bank does about a refund with this remark.
pub(crate) fn fate(remarks: Option<&str>) -> Option<Wish> {
    match values::find(Place::RefundRemark, remarks?)?.meaning {
        Meaning::Refund(wish) => Some(wish),
        _ => None,
    }
}

/// A refund by the merchant's request id.
pub(crate) fn get(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    show(desk, &call.merchant, call.id)
}

/// The refund with a merchant's request id.
pub(crate) fn find(desk: &Desk<'_>, merchant: &str, request_id: &str) -> Outcome<Option<RefundRow>> {
    Ok(RefundRow::all(desk.db, "merchant = ?1 AND request_id = ?2", [merchant, request_id])?.pop())
}

/// The refusal for a refund that does not exist.
pub(crate) fn not_found() -> Fault {
    refuse(NOT_FOUND, "Refund not found.")
}

fn show(desk: &Desk<'_>, merchant: &str, request_id: &str) -> Outcome<Reply> {
    let refund = find(desk, merchant, request_id)?.ok_or_else(not_found)?;
    let (order, pairs) = fields(desk, &refund)?;
    Ok(Reply::about(&order.order_id, Json::Object(pairs)))
}

/// What the status call and the notice hold of a refund, and the order it belongs to.
fn fields(desk: &Desk<'_>, refund: &RefundRow) -> Outcome<(OrderRow, Vec<(String, Json)>)> {
    let payment = PaymentRow::by_id(desk.db, &refund.transaction_id)?.ok_or_else(payments::not_found)?;
    let order = orders::by_capability(desk, &payment.order_id)?;
    let pairs: [(&str, Json); 12] = [
        ("amount", desk.amount(refund.amount, 2)),
        ("paymentMode", payment.mode.as_str().into()),
        ("bankCode", payment.bank_code.into()),
        ("bankName", payment.bank_name.into()),
        ("currency", "INR".into()),
        ("status", refund.status.word().into()),
        ("transactionId", refund.refund_id.as_str().into()),
        ("requestId", refund.request_id.as_str().into()),
        ("txnMsg", refund.message.as_str().into()),
        ("txnDate", desk.date(refund.modified)),
        ("uniqueTransactionId", order.merchant_order_id.as_str().into()),
        ("bankTransactionId", payment.bank_reference.into()),
    ];
    Ok((order, pairs.into_iter().map(|(key, value)| (key.to_string(), value)).collect()))
}

/// The bank decides on a refund; the merchant is notified. The body of the gateway's own notice is not published: this
/// one is the status call's answer and `orderId`.
pub(crate) fn decide(desk: &Desk<'_>, refund: &mut RefundRow, on: RefundEvent) -> Outcome<()> {
    match on {
        RefundEvent::Credit => desk.move_refund(refund, on, "The refund was credited.")?,
        RefundEvent::Reject => {
            desk.move_refund(refund, on, "The customer's bank refused the refund.")?;
            take_back(desk, &refund.transaction_id)?;
        }
    }
    let (order, mut pairs) = fields(desk, refund)?;
    let url = match &order.notify_url {
        // A link's orders have no address of their own.
        None if origins::of(desk, &order.order_id)?.is_some() => notice::address(desk, &order.merchant)?,
        url => url.clone(),
    };
    let Some(url) = url else { return Ok(()) };
    pairs.push(("orderId".into(), order.order_id.as_str().into()));
    let ids = (order.order_id.as_str(), refund.refund_id.as_str());
    notice::queue(desk, notice::Kind::Refund, &url, ids, &Json::Object(pairs))
}

/// The payment's state after a refund of it failed.
fn take_back(desk: &Desk<'_>, transaction_id: &str) -> Outcome<()> {
    let Some(mut payment) = PaymentRow::by_id(desk.db, transaction_id)? else { return Ok(()) };
    let none_left = schedule::given_back(desk, transaction_id)? == Decimal::ZERO;
    let event = if none_left { PaymentEvent::ReturnAll } else { PaymentEvent::ReturnPart };
    let message = payment.message.clone();
    desk.move_payment(&mut payment, event, &message)
}
