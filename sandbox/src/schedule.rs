//! What happens by itself when time passes, in the order in which it was due: windows close, orders expire,
//! refunds arrive, payouts are made. Run before every request and after every move of the clock.

use rusqlite::OptionalExtension;
use rust_decimal::Decimal;

use crate::clock::Moment;
use crate::fault::Outcome;
use crate::ledger::Desk;
use crate::rows::{OrderRow, PaymentRow, RefundRow};
use crate::states::{OrderEvent, PaymentEvent, RefundEvent};
use crate::{notice, settle};

/// Remark on a refund that makes it fail when it is due.
pub(crate) const FAILING_REFUND: &str = "failure@sandbox";

enum Due {
    Lapse(String),
    Expire(String),
    Refund(String),
    Settle(String),
}

/// Lets everything happen that was due by `desk.now`.
pub(crate) fn catch_up(desk: &Desk<'_>) -> Outcome<()> {
    while let Some((at, due)) = next(desk)? {
        if at > desk.now {
            break;
        }
        let then = Desk { db: desk.db, config: desk.config, url: desk.url, now: at };
        match due {
            Due::Lapse(id) => lapse(&then, &id)?,
            Due::Expire(id) => expire(&then, &id)?,
            Due::Refund(id) => finish_refund(&then, &id)?,
            Due::Settle(merchant) => settle::pay_out(&then, &merchant)?,
        }
    }
    Ok(())
}

/// The first thing due. At the same instant a refund arrives before the settlement that counts it.
fn next(desk: &Desk<'_>) -> Outcome<Option<(Moment, Due)>> {
    let candidates = [
        first(desk, "SELECT due, refund_id FROM refunds WHERE status = 'CREATED' ORDER BY due, rowid LIMIT 1")?
            .map(|(at, id)| (at, Due::Refund(id))),
        first(
            desk,
            "SELECT closes, transaction_id FROM payments
             WHERE status IN ('CREATED', 'PENDING_WITH_BANK') AND closes IS NOT NULL ORDER BY closes, rowid LIMIT 1",
        )?
        .map(|(at, id)| (at, Due::Lapse(id))),
        first(
            desk,
            "SELECT expires, order_id FROM orders
             WHERE status IN ('CREATED', 'CHECKOUT_RENDERED', 'ATTEMPTED') ORDER BY expires, rowid LIMIT 1",
        )?
        .map(|(at, id)| (at, Due::Expire(id))),
        settle::next_due(desk)?.map(|(at, merchant)| (at, Due::Settle(merchant))),
    ];
    // min_by_key keeps the first of equals.
    Ok(candidates.into_iter().flatten().min_by_key(|(at, _)| *at))
}

fn first(desk: &Desk<'_>, query: &str) -> Outcome<Option<(Moment, String)>> {
    Ok(desk.db.prepare_cached(query)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn lapse(desk: &Desk<'_>, transaction_id: &str) -> Outcome<()> {
    let Some(mut payment) = PaymentRow::by_id(desk.db, transaction_id)? else { return Ok(()) };
    desk.move_payment(&mut payment, PaymentEvent::Lapse, "The payer did not answer in time.")?;
    if let Some(order) = OrderRow::by_id(desk.db, &payment.order_id)? {
        notice::enqueue(desk, &order, &payment)?;
    }
    Ok(())
}

fn expire(desk: &Desk<'_>, order_id: &str) -> Outcome<()> {
    let Some(mut order) = OrderRow::by_id(desk.db, order_id)? else { return Ok(()) };
    desk.move_order(&mut order, OrderEvent::Expire)?;
    for mut payment in PaymentRow::all(desk.db, "order_id = ?1", [order_id])? {
        if payment.status.is_open() {
            desk.move_payment(&mut payment, PaymentEvent::Lapse, "The order has expired.")?;
            notice::enqueue(desk, &order, &payment)?;
        }
    }
    Ok(())
}

fn finish_refund(desk: &Desk<'_>, refund_id: &str) -> Outcome<()> {
    let Some(mut refund) = RefundRow::all(desk.db, "refund_id = ?1", [refund_id])?.pop() else { return Ok(()) };
    if refund.remarks.as_deref() != Some(FAILING_REFUND) {
        return desk.move_refund(&mut refund, RefundEvent::Credit, "The refund was credited.");
    }
    desk.move_refund(&mut refund, RefundEvent::Reject, "The customer's bank refused the refund.")?;
    let Some(mut payment) = PaymentRow::by_id(desk.db, &refund.transaction_id)? else { return Ok(()) };
    let event = if given_back(desk, &refund.transaction_id)? == Decimal::ZERO {
        PaymentEvent::ReturnAll
    } else {
        PaymentEvent::ReturnPart
    };
    let message = payment.message.clone();
    desk.move_payment(&mut payment, event, &message)
}

/// The sum of a payment's refunds that did not fail.
pub(crate) fn given_back(desk: &Desk<'_>, transaction_id: &str) -> Outcome<Decimal> {
    let refunds = RefundRow::all(desk.db, "transaction_id = ?1 AND status <> 'FAILED'", [transaction_id])?;
    Ok(refunds.iter().map(|refund| refund.amount).sum())
}
