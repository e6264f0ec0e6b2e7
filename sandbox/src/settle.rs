//! Settlement, T+1: at each midnight in India the day's payments and refunds of a merchant become one payout.
//!
//! settled = sales - charges - GST - refunds + adjustment + carried forward, rounded to the paisa.
//! The adjustment gives back refunds that failed after they were taken off, and takes off what the previous payout
//! could not. A payout never goes below zero: what is missing is carried forward to the next one.

use rusqlite::OptionalExtension;
use rust_decimal::Decimal;

use crate::clock::Moment;
use crate::fault::Outcome;
use crate::ids;
use crate::ledger::Desk;
use crate::money::{charges, gst, to_paisa};
use crate::states::{Settlement, SettlementEvent};
use crate::store::Rupees;

/// The merchant whose settlement is due first, and when.
pub(crate) fn next_due(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    let oldest: Option<(Moment, String)> = desk
        .db
        .prepare_cached(
            "SELECT at, merchant FROM (
               SELECT paid_at AS at, merchant FROM payments WHERE paid_at IS NOT NULL AND payout_id IS NULL
               UNION ALL
               SELECT created, merchant FROM refunds WHERE payout_id IS NULL AND status <> 'FAILED'
               UNION ALL
               SELECT modified, merchant FROM refunds
                WHERE payout_id IS NOT NULL AND returned_in IS NULL AND status = 'FAILED')
             ORDER BY at, merchant LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(oldest.map(|(at, merchant)| (at.next_midnight(), merchant)))
}

/// Pays out what a merchant is owed for the time before `desk.now`, a midnight.
pub(crate) fn pay_out(desk: &Desk<'_>, merchant: &str) -> Outcome<()> {
    let db = desk.db;
    let payout_id = ids::payout(db)?;
    let sales = amounts(
        desk,
        "SELECT transaction_id, amount FROM payments
         WHERE merchant = ?1 AND paid_at < ?2 AND payout_id IS NULL ORDER BY paid_at, rowid",
        merchant,
    )?;
    let refunds = amounts(
        desk,
        "SELECT refund_id, amount FROM refunds
         WHERE merchant = ?1 AND created < ?2 AND payout_id IS NULL AND status <> 'FAILED' ORDER BY created, rowid",
        merchant,
    )?;
    let returned = amounts(
        desk,
        "SELECT refund_id, amount FROM refunds
         WHERE merchant = ?1 AND modified < ?2 AND payout_id IS NOT NULL AND returned_in IS NULL AND status = 'FAILED'
         ORDER BY modified, rowid",
        merchant,
    )?;
    let owed_before = db
        .prepare_cached("SELECT carry FROM payouts WHERE merchant = ?1 ORDER BY rowid DESC LIMIT 1")?
        .query_row([merchant], |row| row.get::<_, Rupees>(0))
        .optional()?
        .map_or(Decimal::ZERO, |carry| carry.0);

    let sale: Decimal = total(&sales);
    let charge: Decimal = sales.iter().map(|(_, amount)| charges(*amount)).sum();
    let tax: Decimal = sales.iter().map(|(_, amount)| gst(charges(*amount))).sum();
    let refund = total(&refunds);
    let adjustment = total(&returned) - owed_before;
    let net = to_paisa(sale - charge - tax - refund + adjustment);
    let (settled, carry) = if net < Decimal::ZERO { (Decimal::ZERO, -net) } else { (net, Decimal::ZERO) };

    db.prepare_cached(
        "INSERT INTO payouts (payout_id, merchant, sale, charges, gst, refund, adjustment, carry, settled, status,
         utr, transfer_id, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(rusqlite::params![
        payout_id,
        merchant,
        Rupees(sale),
        Rupees(charge),
        Rupees(tax),
        Rupees(refund),
        Rupees(adjustment),
        Rupees(carry),
        Rupees(settled),
        Settlement::Init,
        ids::utr(db)?,
        ids::transfer(db)?,
        desk.now,
    ])?;
    for (transaction_id, amount) in &sales {
        let charge = charges(*amount);
        db.prepare_cached(
            "INSERT INTO payout_rows (row_id, payout_id, transaction_id, sale, charges, gst, settled, created)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(rusqlite::params![
            ids::settlement_transaction(db)?,
            payout_id,
            transaction_id,
            Rupees(*amount),
            Rupees(charge),
            Rupees(gst(charge)),
            Rupees(to_paisa(*amount - charge - gst(charge))),
            desk.now,
        ])?;
        mark(desk, "UPDATE payments SET payout_id = ?1 WHERE transaction_id = ?2", &payout_id, transaction_id)?;
    }
    for (refund_id, _) in &refunds {
        mark(desk, "UPDATE refunds SET payout_id = ?1 WHERE refund_id = ?2", &payout_id, refund_id)?;
    }
    for (refund_id, _) in &returned {
        mark(desk, "UPDATE refunds SET returned_in = ?1 WHERE refund_id = ?2", &payout_id, refund_id)?;
    }
    desk.move_payout(&payout_id, Settlement::Init, SettlementEvent::Transfer)
}

fn amounts(desk: &Desk<'_>, query: &str, merchant: &str) -> Outcome<Vec<(String, Decimal)>> {
    let mut statement = desk.db.prepare_cached(query)?;
    let rows = statement
        .query_map(rusqlite::params![merchant, desk.now], |row| Ok((row.get(0)?, row.get::<_, Rupees>(1)?.0)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn mark(desk: &Desk<'_>, query: &str, payout_id: &str, id: &str) -> Outcome<()> {
    desk.db.prepare_cached(query)?.execute([payout_id, id])?;
    Ok(())
}

fn total(rows: &[(String, Decimal)]) -> Decimal {
    rows.iter().map(|(_, amount)| amount).sum()
}
