//! `orders.search` and `payments.search`. The documentation has them by name only; paths and filters are those of the SDK.

use rust_decimal::Decimal;

use super::{Call, Reply, orders};
use crate::clock::Moment;
use crate::fault::{Outcome, invalid};
use crate::json::Json;
use crate::ledger::Desk;
use crate::money;
use crate::paging::{Page, Sort};
use crate::rows::{OrderRow, PaymentRow};
use crate::states::Machine;

const ORDERS: &[Sort<OrderRow>] = &[
    ("createdOn", |one, other| one.created.cmp(&other.created)),
    ("created", |one, other| one.created.cmp(&other.created)),
    ("amount", |one, other| one.amount.cmp(&other.amount)),
    ("orderId", |one, other| one.order_id.cmp(&other.order_id)),
    ("merchantOrderId", |one, other| one.merchant_order_id.cmp(&other.merchant_order_id)),
];

const PAYMENTS: &[Sort<PaymentRow>] = &[
    ("createdOn", |one, other| one.created.cmp(&other.created)),
    ("created", |one, other| one.created.cmp(&other.created)),
    ("amount", |one, other| one.amount.cmp(&other.amount)),
    ("transactionId", |one, other| one.transaction_id.cmp(&other.transaction_id)),
];

/// Filters that both searches have: a time and an amount within bounds.
struct Bounds {
    times: [Option<Moment>; 2],
    amounts: [Option<Decimal>; 2],
}

impl Bounds {
    fn read(body: &Json) -> Outcome<Bounds> {
        let time = |key: &str| match body.text(&[key]) {
            None => Ok(None),
            Some(text) => Moment::parse_any(text)
                .map(Some)
                .ok_or_else(|| invalid(format!("The key {key} must be a time such as 2026-11-24T10:00:00+05:30."))),
        };
        let amount = |key: &str| match body.get(key) {
            None => Ok(None),
            Some(value) => {
                money::read(value).map(Some).ok_or_else(|| invalid(format!("The key {key} must be a decimal number.")))
            }
        };
        Ok(Bounds {
            times: [time("fromDate")?, time("toDate")?],
            amounts: [amount("amountFrom")?, amount("amountTo")?],
        })
    }

    fn hold(&self, created: Moment, amount: Decimal) -> bool {
        let [from, to] = self.times;
        let [least, most] = self.amounts;
        from.is_none_or(|from| created >= from)
            && to.is_none_or(|to| created <= to)
            && least.is_none_or(|least| amount >= least)
            && most.is_none_or(|most| amount <= most)
    }
}

/// The merchant's orders that fit all filters.
pub(crate) fn orders(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let page = Page::read(&call.query, ORDERS)?;
    let bounds = Bounds::read(&call.body)?;
    let wanted = |key: &str, value: &str| call.body.text(&[key]).is_none_or(|wanted| wanted == value);
    let mut found = OrderRow::all(desk.db, "merchant = ?1", [&call.merchant])?;
    found.retain(|order| {
        bounds.hold(order.created, order.amount)
            && wanted("orderStatus", order.status.word())
            && wanted("merchantOrderId", &order.merchant_order_id)
    });
    let payload = page.of(found, |order| &order.order_id, |order| orders::full(desk, order))?;
    Ok(Reply::payload(payload))
}

/// The merchant's payments that fit all filters.
pub(crate) fn payments(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let page = Page::read(&call.query, PAYMENTS)?;
    let bounds = Bounds::read(&call.body)?;
    let wanted = |key: &str, value: &str| call.body.text(&[key]).is_none_or(|wanted| wanted == value);
    let mut found = PaymentRow::all(desk.db, "merchant = ?1", [&call.merchant])?;
    found.retain(|payment| {
        bounds.hold(payment.created, payment.amount)
            && wanted("status", payment.status.word())
            && wanted("paymentMode", &payment.mode)
            && wanted("orderId", &payment.order_id)
    });
    let payload = page.of(
        found,
        |payment| &payment.transaction_id,
        |payment| orders::transaction(desk, &orders::by_capability(desk, &payment.order_id)?, payment),
    )?;
    Ok(Reply::payload(payload))
}
