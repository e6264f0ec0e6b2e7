//! Orders that a QR code or a payment link made: each payment of one is an order with a single attempt, so that what is
//! under way can be counted and nothing is paid twice by coming back to an old order.

use rusqlite::OptionalExtension;
use rust_decimal::Decimal;

use super::{orders, payment_links, payments, qr_codes};
use crate::clock::Moment;
use crate::fault::{Outcome, invalid};
use crate::ids;
use crate::json::Json;
use crate::ledger::Desk;
use crate::rows::{OrderRow, PaymentRow};
use crate::states::{OrderEvent, PaymentEvent, step};

/// The table of where orders come from.
pub(crate) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS origins (
    order_id TEXT PRIMARY KEY REFERENCES orders, kind TEXT NOT NULL, id TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS orders_of_origin ON origins (kind, id);
";

/// What can make an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A QR code.
    QrCode,
    /// A payment link.
    PaymentLink,
}

impl Kind {
    const ALL: [Kind; 2] = [Kind::QrCode, Kind::PaymentLink];

    /// Its word in the store.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::QrCode => "QR_CODE",
            Kind::PaymentLink => "PAYMENT_LINK",
        }
    }
}

/// The order and payment that begin when somebody pays a code or link.
pub(crate) fn begin(
    desk: &Desk<'_>,
    (kind, id): (Kind, &str),
    merchant: &str,
    amount: Decimal,
    request: &Json,
) -> Outcome<(OrderRow, PaymentRow)> {
    let (prefix, way) = match kind {
        Kind::QrCode => ("QR", "QR"),
        Kind::PaymentLink => ("LINK", "LINK"),
    };
    let order_id = orders::insert(desk, merchant, &ids::own_order(desk.db, prefix)?, amount, request)?;
    desk.db.prepare_cached("INSERT INTO origins VALUES (?1, ?2, ?3)")?.execute([&order_id, kind.word(), id])?;
    let order = orders::by_capability(desk, &order_id)?;
    let mut payment = payments::new(desk, &order, ids::transaction(desk.db)?, "UPI", way);
    payment.closes = Some(desk.now.plus_seconds(desk.config.upi_seconds));
    payment.insert(desk.db)?;
    Ok((order, payment))
}

/// The code or link behind an order.
pub(crate) fn of(desk: &Desk<'_>, order_id: &str) -> Outcome<Option<(Kind, String)>> {
    let found: Option<(String, String)> = desk
        .db
        .prepare_cached("SELECT kind, id FROM origins WHERE order_id = ?1")?
        .query_row([order_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.and_then(|(word, id)| Some((Kind::ALL.into_iter().find(|kind| kind.word() == word)?, id))))
}

/// The payments of a code or link, oldest first.
pub(crate) fn payments(desk: &Desk<'_>, kind: Kind, id: &str) -> Outcome<Vec<PaymentRow>> {
    let condition = "order_id IN (SELECT order_id FROM origins WHERE kind = ?1 AND id = ?2)";
    Ok(PaymentRow::all(desk.db, condition, [kind.word(), id])?)
}

/// A payment came to an end: its code or link hears of it, and after a failure its order takes no other attempt.
/// Payments of ordinary orders pass by.
pub(crate) fn ended(desk: &Desk<'_>, payment: &PaymentRow) -> Outcome<()> {
    let Some((kind, id)) = of(desk, &payment.order_id)? else { return Ok(()) };
    let others = PaymentRow::all(desk.db, "order_id = ?1", [&payment.order_id])?;
    if !others.iter().any(|one| one.status.is_open() || one.status.was_paid()) {
        give_up(desk, &payment.order_id)?;
    }
    match kind {
        Kind::QrCode => qr_codes::ended(desk, &id, payment),
        Kind::PaymentLink => payment_links::ended(desk, &id, payment),
    }
}

fn give_up(desk: &Desk<'_>, order_id: &str) -> Outcome<()> {
    let mut order = orders::by_capability(desk, order_id)?;
    if step(order.status, OrderEvent::Expire).is_some() {
        desk.move_order(&mut order, OrderEvent::Expire)?;
    }
    Ok(())
}

/// Gives up what is under way when a code or link takes no more payments.
pub(crate) fn close(desk: &Desk<'_>, kind: Kind, id: &str, message: &str) -> Outcome<()> {
    for payment in payments(desk, kind, id)? {
        if payment.status.is_open() {
            desk.close_open_payments(&payment.order_id, PaymentEvent::Cancel, message)?;
        }
        give_up(desk, &payment.order_id)?;
    }
    Ok(())
}

/// What of a code or link is being paid at the moment.
pub(crate) fn under_way(payments: &[PaymentRow]) -> Decimal {
    payments.iter().filter(|payment| payment.status.is_open()).map(|payment| payment.amount).sum()
}

/// What of a code or link is paid.
pub(crate) fn paid(payments: &[PaymentRow]) -> Decimal {
    payments.iter().filter(|payment| payment.status.was_paid()).map(|payment| payment.amount).sum()
}

/// The time in a request's key, which must lie ahead.
pub(crate) fn deadline(desk: &Desk<'_>, body: &Json, key: &str) -> Outcome<Option<Moment>> {
    let Some(text) = body.text(&[key]) else { return Ok(None) };
    let at = Moment::parse_any(text)
        .ok_or_else(|| invalid(format!("The key {key} must be a time such as 2026-11-24T10:00:00+05:30.")))?;
    if at <= desk.now {
        return Err(invalid(format!("The key {key} must be a time that has not passed.")));
    }
    Ok(Some(at))
}
