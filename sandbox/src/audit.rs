//! The audit: was anybody charged twice, did a merchant never learn of a payment, was more given back than paid?
//!
//! It reads the journal (what was answered) and the history (what happened), not the present states: those could
//! not show a second charge even if there had been one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::books::Books;
use crate::fault::Outcome;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::notice::{DELIVERED, DROPPED, HELD};
use crate::rows::RefundRow;
use crate::store::Rupees;
use crate::{audit_calls, corrections, mandates};

/// The audit of everything since the start or the last reset.
pub(crate) fn report(desk: &Desk<'_>) -> Outcome<Json> {
    let mut findings = Vec::new();
    let doubles = grouped(
        desk,
        "SELECT order_id, count(*) - 1 FROM history
         WHERE kind = 'payment' AND event = 'Succeed' GROUP BY order_id HAVING count(*) > 1",
    )?;
    for (order_id, extra) in &doubles {
        findings.push(finding("double_charge", order_id, &format!("The order was charged {} times.", extra + 1)));
    }
    // The sandbox refuses a key that it has, unless it was told to take it again.
    let keys = grouped(
        desk,
        "SELECT merchant_order_id, count(*) - 1 FROM orders GROUP BY merchant, merchant_order_id HAVING count(*) > 1
         UNION ALL
         SELECT request_id, count(*) - 1 FROM refunds GROUP BY merchant, request_id HAVING count(*) > 1",
    )?;
    for (key, extra) in &keys {
        findings.push(finding("repeated_key", key, &format!("{} orders or refunds have this key.", extra + 1)));
    }
    // Told means: the answer of a status call said so and left whole; of a link's payments, also a look at the link since.
    // The set of what was told is made once: after a day of calls a search for each order takes minutes.
    let lost = grouped(
        desk,
        "WITH told AS MATERIALIZED (
           SELECT order_id, max(at) AS at FROM journal
           WHERE told_paid AND code = 0 AND answered IN ('whole', 'changed') AND order_id IS NOT NULL GROUP BY order_id)
         SELECT order_id, 1 FROM history paid
         WHERE kind = 'order' AND event = 'Pay' AND order_id NOT IN (SELECT order_id FROM told) AND NOT EXISTS (
           SELECT 1 FROM origins o JOIN told ON told.order_id = o.id WHERE o.order_id = paid.order_id AND told.at >= paid.at)
         GROUP BY order_id",
    )?;
    for (order_id, _) in &lost {
        findings.push(finding("lost_result", order_id, "The order is paid, and no status call has told the merchant."));
    }
    let undelivered = grouped(
        desk,
        &format!(
            "SELECT order_id, count(*) FROM notices WHERE state NOT IN ('{DELIVERED}', '{HELD}', '{DROPPED}') AND NOT EXISTS (
               SELECT 1 FROM deliveries d WHERE d.notice = notices.id AND d.outcome = '{DELIVERED}')
             GROUP BY order_id"
        ),
    )?;
    for (order_id, count) in &undelivered {
        let text = format!("{count} notices have not reached the merchant.");
        findings.push(finding("undelivered_notification", order_id, &text));
    }
    let refunds = RefundRow::all(desk.db, "status <> 'FAILED'", [])?;
    let above = above_payment(desk, &refunds)?;
    for transaction_id in &above {
        findings.push(finding("refund_above_payment", transaction_id, "More was given back than was paid."));
    }
    let books = Books::read(desk)?;
    if books.imbalance() != Decimal::ZERO {
        let text = format!("Payments and refunds differ from payouts by {} rupees.", fixed(books.imbalance(), 4));
        findings.push(finding("books_unbalanced", "books", &text));
    }
    let overpaid = overpaid(desk)?;
    for id in &overpaid {
        findings.push(finding("overpaid", id, "More was paid than the QR code or payment link allows."));
    }
    let mut checks = audit_calls::checks(desk, &mut findings)?;
    for (key, kind, text, query) in mandates::audit::CHECKS {
        let ids = mandates::audit::found(desk, query)?;
        findings.extend(ids.iter().map(|id| finding(kind, id, text)));
        checks.push((*key, Json::from(i64::try_from(ids.len()).unwrap_or(i64::MAX))));
    }
    let total = |rows: &[(String, i64)]| rows.iter().map(|(_, count)| count).sum::<i64>();
    let mut figures = vec![
        ("orders", count(desk, "SELECT count(*) FROM orders")?.into()),
        ("paid_orders", count(desk, "SELECT count(*) FROM orders WHERE status = 'PAID'")?.into()),
        ("double_charges", total(&doubles).into()),
        ("repeated_keys", total(&keys).into()),
        ("lost_results", total(&lost).into()),
        ("undelivered_notifications", total(&undelivered).into()),
        ("held_notifications", count(desk, "SELECT count(*) FROM notices WHERE state = 'HELD'")?.into()),
        ("dropped_notifications", count(desk, "SELECT count(*) FROM notices WHERE state = 'DROPPED'")?.into()),
        ("refunds_above_payment", i64::try_from(above.len()).unwrap_or(i64::MAX).into()),
        ("refunds", i64::try_from(refunds.len()).unwrap_or(i64::MAX).into()),
        ("refunded", fixed(books.refunded, 2).into()),
        ("settled", fixed(books.settled, 2).into()),
        ("overpaid", i64::try_from(overpaid.len()).unwrap_or(i64::MAX).into()),
        ("books", books.shown()),
    ];
    figures.extend(checks);
    figures.push(("findings", Json::List(findings)));
    Ok(Json::Object(figures.into_iter().map(|(key, figure)| (key.to_string(), figure)).collect()))
}

pub(crate) fn finding(kind: &str, id: &str, text: &str) -> Json {
    Json::object([("kind", kind.into()), ("id", id.into()), ("text", text.into())])
}

/// Payments whose refunds and chargebacks add up to more than was paid.
fn above_payment(desk: &Desk<'_>, refunds: &[RefundRow]) -> Outcome<Vec<String>> {
    let paid = sums(desk, "SELECT transaction_id, amount FROM payments WHERE paid_at IS NOT NULL")?;
    let mut given: BTreeMap<&str, Decimal> = BTreeMap::new();
    for refund in refunds {
        *given.entry(&refund.transaction_id).or_default() += refund.amount;
    }
    for (transaction_id, sum) in &mut given {
        *sum += corrections::charged_back(desk, transaction_id)?;
    }
    let over = |(id, sum): &(&str, Decimal)| *sum > paid.get(*id).copied().unwrap_or_default();
    Ok(given.into_iter().filter(over).map(|(id, _)| id.to_string()).collect())
}

/// QR codes for one payment that were paid more often, and links that were paid with more than they asked for.
fn overpaid(desk: &Desk<'_>) -> Outcome<Vec<String>> {
    let payments = "origins o JOIN payments p ON p.order_id = o.order_id AND p.paid_at IS NOT NULL";
    let codes = grouped(
        desk,
        &format!(
            "SELECT q.qr_code_id, count(*) FROM qr_codes q JOIN {payments}
             WHERE o.id = q.qr_code_id AND NOT q.many GROUP BY q.qr_code_id HAVING count(*) > 1"
        ),
    )?;
    let asked = sums(desk, "SELECT link_id, amount FROM payment_links")?;
    let mut paid: BTreeMap<String, Decimal> = BTreeMap::new();
    let mut statement = desk.db.prepare_cached(&format!("SELECT o.id, p.amount FROM {payments}"))?;
    for row in statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Rupees>(1)?.0)))? {
        let (id, amount) = row?;
        *paid.entry(id).or_default() += amount;
    }
    let over = |(id, sum): &(String, Decimal)| asked.get(id).is_some_and(|asked| sum > asked);
    Ok(codes.into_iter().map(|(id, _)| id).chain(paid.into_iter().filter(over).map(|(id, _)| id)).collect())
}

fn sums(desk: &Desk<'_>, query: &str) -> Outcome<BTreeMap<String, Decimal>> {
    let mut statement = desk.db.prepare_cached(query)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, Rupees>(1)?.0)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn grouped(desk: &Desk<'_>, query: &str) -> Outcome<Vec<(String, i64)>> {
    let mut statement = desk.db.prepare_cached(query)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn count(desk: &Desk<'_>, query: &str) -> Outcome<i64> {
    Ok(desk.db.prepare_cached(query)?.query_row([], |row| row.get(0))?)
}
