//! What happens by itself when time passes, in the order in which it was due: windows close, orders expire,
//! refunds arrive, payouts are made. Run before every request and after every move of the clock.

use rusqlite::OptionalExtension;
use rust_decimal::Decimal;

use crate::clock::Moment;
use crate::fault::Outcome;
use crate::gateway::{payment_links, qr_codes, refunds};
use crate::ledger::Desk;
use crate::mandates::life;
use crate::rows::{OrderRow, PaymentRow, RefundRow};
use crate::states::{OrderEvent, PaymentEvent, RefundEvent};
use crate::values::Wish;
use crate::{notice, settle};

/// What to do with the thing of an id when its time has come.
pub(crate) type Act = fn(&Desk<'_>, &str) -> Outcome<()>;

/// The first thing due of a kind: when, and its id.
pub(crate) type First = fn(&Desk<'_>) -> Outcome<Option<(Moment, String)>>;

/// Everything that time brings about. At the same instant the upper row comes first: a refund arrives before the
/// settlement that counts it, a mandate that is over is not resumed.
const DUE: &[(First, Act)] = &[
    (next_refund, finish_refund),
    (next_lapse, lapse),
    (next_expiry, expire),
    (qr_codes::next_expiry, qr_codes::expire),
    (payment_links::next_expiry, payment_links::expire),
    (life::next_lapse, life::lapse),
    (life::next_notice_lapse, life::lapse_notice),
    (life::next_completion, life::complete),
    (life::next_resume, life::resume),
    (settle::next_due, settle::pay_out),
];

/// Lets everything happen that was due by `desk.now`.
pub(crate) fn catch_up(desk: &Desk<'_>) -> Outcome<()> {
    while let Some((at, act, id)) = next(desk)? {
        if at > desk.now {
            break;
        }
        act(&Desk { db: desk.db, config: desk.config, url: desk.url, faults: desk.faults, now: at }, &id)?;
    }
    Ok(())
}

fn next(desk: &Desk<'_>) -> Outcome<Option<(Moment, Act, String)>> {
    let mut soonest: Option<(Moment, Act, String)> = None;
    for (first, act) in DUE {
        if let Some((at, id)) = first(desk)?
            && soonest.as_ref().is_none_or(|(before, _, _)| at < *before)
        {
            soonest = Some((at, *act, id));
        }
    }
    Ok(soonest)
}

/// The first row of a query that gives a time and an id.
pub(crate) fn first(desk: &Desk<'_>, query: &str) -> Outcome<Option<(Moment, String)>> {
    Ok(desk.db.prepare_cached(query)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn next_refund(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    first(desk, "SELECT due, refund_id FROM refunds WHERE status = 'CREATED' ORDER BY due, rowid LIMIT 1")
}

fn next_lapse(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    first(
        desk,
        "SELECT closes, transaction_id FROM payments
         WHERE status IN ('CREATED', 'PENDING_WITH_BANK', 'AUTHORIZED') AND closes IS NOT NULL ORDER BY closes, rowid LIMIT 1",
    )
}

fn next_expiry(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    first(
        desk,
        "SELECT expires, order_id FROM orders
         WHERE status IN ('CREATED', 'CHECKOUT_RENDERED', 'ATTEMPTED') ORDER BY expires, rowid LIMIT 1",
    )
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
    let fails = refunds::fate(refund.remarks.as_deref()) == Some(Wish::Decline);
    refunds::decide(desk, &mut refund, if fails { RefundEvent::Reject } else { RefundEvent::Credit })
}

/// The sum of a payment's refunds that did not fail.
pub(crate) fn given_back(desk: &Desk<'_>, transaction_id: &str) -> Outcome<Decimal> {
    let refunds = RefundRow::all(desk.db, "transaction_id = ?1 AND status <> 'FAILED'", [transaction_id])?;
    Ok(refunds.iter().map(|refund| refund.amount).sum())
}
