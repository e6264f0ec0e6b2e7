//! Settlement, T+1: at each midnight in India the day's payments and refunds of a merchant become one payout to the
//! merchant and one to each recipient of a split.
//!
//! settled = sales - charges - GST - refunds - chargebacks + adjustment + carried forward, rounded to the paisa.
//! The adjustment gives back refunds that failed after they were taken off, takes off what the previous payout could
//! not, and holds what the gateway added or took off for reasons of its own. A payout never goes below zero: what is missing is carried forward to the next one of the same receiver.
//!
//! A share belongs to its recipient: the merchant's sales are what is left of a payment, so that the sales of all
//! payouts together are the payments. Charges and GST are the merchant's.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::OptionalExtension;
use rust_decimal::Decimal;

use crate::clock::Moment;
use crate::corrections;
use crate::fault::Outcome;
use crate::gateway::splits;
use crate::ids;
use crate::ledger::Desk;
use crate::money::{charges, gst, to_paisa};
use crate::schedule::given_back;
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
                WHERE payout_id IS NOT NULL AND returned_in IS NULL AND status = 'FAILED'
               UNION ALL
               SELECT created, merchant FROM corrections WHERE payout_id IS NULL)
             ORDER BY at, merchant LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(oldest.map(|(at, merchant)| (at.next_midnight(), merchant)))
}

/// A payment, or a refund of one.
struct Item {
    id: String,
    transaction_id: String,
    amount: Decimal,
}

/// A payout that is being worked out.
#[derive(Default)]
struct Draft {
    sale: Decimal,
    charges: Decimal,
    gst: Decimal,
    refund: Decimal,
    chargebacks: Decimal,
    returned: Decimal,
    corrected: Decimal,
    rows: Vec<Line>,
}

/// One payment in a payout.
struct Line {
    transaction_id: String,
    paid: Decimal,
    sale: Decimal,
    charges: Decimal,
    gst: Decimal,
}

/// Pays out what a merchant and its recipients are owed for the time before `desk.now`, a midnight.
pub(crate) fn pay_out(desk: &Desk<'_>, merchant: &str) -> Outcome<()> {
    let sales = items(
        desk,
        "SELECT transaction_id, transaction_id, amount FROM payments
         WHERE merchant = ?1 AND paid_at < ?2 AND payout_id IS NULL ORDER BY paid_at, rowid",
        merchant,
    )?;
    let refunds = items(
        desk,
        "SELECT refund_id, transaction_id, amount FROM refunds
         WHERE merchant = ?1 AND created < ?2 AND payout_id IS NULL AND status <> 'FAILED' ORDER BY created, rowid",
        merchant,
    )?;
    let returned = items(
        desk,
        "SELECT refund_id, transaction_id, amount FROM refunds
         WHERE merchant = ?1 AND modified <= ?2 AND payout_id IS NOT NULL AND returned_in IS NULL AND status = 'FAILED'
         ORDER BY modified, rowid",
        merchant,
    )?;

    let mut own = Draft { refund: total(&refunds), returned: total(&returned), ..Draft::default() };
    let mut others: BTreeMap<String, Draft> = BTreeMap::new();
    for sale in &sales {
        let charge = charges(sale.amount);
        own.add(Line {
            transaction_id: sale.id.clone(),
            paid: sale.amount,
            sale: sale.amount,
            charges: charge,
            gst: gst(charge),
        });
    }
    let new: BTreeSet<&str> = sales.iter().map(|sale| sale.id.as_str()).collect();
    let touched: BTreeSet<&str> =
        sales.iter().chain(&refunds).chain(&returned).map(|item| item.transaction_id.as_str()).collect();
    for transaction_id in touched {
        share_out(desk, transaction_id, new.contains(transaction_id), &mut own, &mut others)?;
    }
    // Where rounding down lets the recipients of several shares lose a paisa more than this day's refunds, or get one
    // more back, the difference is the merchant's.
    if own.refund < Decimal::ZERO {
        own.returned -= std::mem::take(&mut own.refund);
    }
    if own.returned < Decimal::ZERO {
        own.refund -= std::mem::take(&mut own.returned);
    }

    let payout_id = ids::payout(desk.db)?;
    (own.chargebacks, own.corrected) = corrections::take(desk, merchant, &payout_id)?;
    store(desk, merchant, &payout_id, None, &own)?;
    for (account_id, draft) in &others {
        store(desk, merchant, &ids::payout(desk.db)?, Some(account_id), draft)?;
    }
    for sale in &sales {
        mark(desk, "UPDATE payments SET payout_id = ?1 WHERE transaction_id = ?2", &payout_id, &sale.id)?;
    }
    for refund in &refunds {
        mark(desk, "UPDATE refunds SET payout_id = ?1 WHERE refund_id = ?2", &payout_id, &refund.id)?;
    }
    for refund in &returned {
        mark(desk, "UPDATE refunds SET returned_in = ?1 WHERE refund_id = ?2", &payout_id, &refund.id)?;
    }
    Ok(())
}

impl Draft {
    fn add(&mut self, line: Line) {
        self.sale += line.sale;
        self.charges += line.charges;
        self.gst += line.gst;
        self.rows.push(line);
    }
}

/// Moves the shares of a payment from the merchant's payout to the recipients', as far as they have not been paid yet:
/// the whole share of a new payment, and what refunds have changed since.
fn share_out(
    desk: &Desk<'_>,
    transaction_id: &str,
    is_new: bool,
    own: &mut Draft,
    others: &mut BTreeMap<String, Draft>,
) -> Outcome<()> {
    let shares = splits::of(desk, transaction_id)?;
    if shares.is_empty() {
        return Ok(());
    }
    let paid = desk
        .db
        .prepare_cached("SELECT amount FROM payments WHERE transaction_id = ?1")?
        .query_row([transaction_id], |row| row.get::<_, Rupees>(0))?
        .0;
    let back = given_back(desk, transaction_id)?;
    for share in shares {
        let worth = share.worth(paid, back);
        let other = others.entry(share.account_id.clone()).or_default();
        let before = if is_new { share.amount } else { share.settled };
        if is_new {
            other.add(Line {
                transaction_id: transaction_id.to_string(),
                paid,
                sale: share.amount,
                charges: Decimal::ZERO,
                gst: Decimal::ZERO,
            });
            own.sale -= share.amount;
            if let Some(line) = own.rows.iter_mut().find(|line| line.transaction_id == transaction_id) {
                line.sale -= share.amount;
            }
        }
        if worth < before {
            other.refund += before - worth;
            own.refund -= before - worth;
        } else {
            other.returned += worth - before;
            own.returned -= worth - before;
        }
        desk.db
            .prepare_cached("UPDATE shares SET settled = ?3 WHERE transaction_id = ?1 AND account_id = ?2")?
            .execute(rusqlite::params![transaction_id, share.account_id, Rupees(worth)])?;
    }
    Ok(())
}

/// Stores a payout and transfers it.
fn store(desk: &Desk<'_>, merchant: &str, payout_id: &str, account_id: Option<&str>, draft: &Draft) -> Outcome<()> {
    let db = desk.db;
    let owed_before = db
        .prepare_cached(
            "SELECT carry FROM payouts WHERE merchant = ?1 AND split_account IS ?2 ORDER BY rowid DESC LIMIT 1",
        )?
        .query_row(rusqlite::params![merchant, account_id], |row| row.get::<_, Rupees>(0))
        .optional()?
        .map_or(Decimal::ZERO, |carry| carry.0);
    let adjustment = draft.returned + draft.corrected - owed_before;
    let exact = draft.sale - draft.charges - draft.gst - draft.refund - draft.chargebacks + adjustment;
    let net = to_paisa(exact);
    let (settled, carry) = if net < Decimal::ZERO { (Decimal::ZERO, -net) } else { (net, Decimal::ZERO) };
    db.prepare_cached(
        "INSERT INTO payouts (payout_id, merchant, split_account, sale, charges, gst, refund, chargeback,
         adjustment, carry, rounding, settled, status, utr, transfer_id, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(rusqlite::params![
        payout_id,
        merchant,
        account_id,
        Rupees(draft.sale),
        Rupees(draft.charges),
        Rupees(draft.gst),
        Rupees(draft.refund),
        Rupees(draft.chargebacks),
        Rupees(adjustment),
        Rupees(carry),
        Rupees(exact - net),
        Rupees(settled),
        Settlement::Init,
        ids::utr(db)?,
        ids::transfer(db)?,
        desk.now,
    ])?;
    for line in &draft.rows {
        db.prepare_cached(
            "INSERT INTO payout_rows (row_id, payout_id, transaction_id, paid, sale, charges, gst, settled, created)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(rusqlite::params![
            ids::settlement_transaction(db)?,
            payout_id,
            line.transaction_id,
            Rupees(line.paid),
            Rupees(line.sale),
            Rupees(line.charges),
            Rupees(line.gst),
            Rupees(to_paisa(line.sale - line.charges - line.gst)),
            desk.now,
        ])?;
    }
    desk.move_payout(payout_id, Settlement::Init, SettlementEvent::Transfer)
}

fn items(desk: &Desk<'_>, query: &str, merchant: &str) -> Outcome<Vec<Item>> {
    let mut statement = desk.db.prepare_cached(query)?;
    let rows = statement.query_map(rusqlite::params![merchant, desk.now], |row| {
        Ok(Item { id: row.get(0)?, transaction_id: row.get(1)?, amount: row.get::<_, Rupees>(2)?.0 })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn mark(desk: &Desk<'_>, query: &str, payout_id: &str, id: &str) -> Outcome<()> {
    desk.db.prepare_cached(query)?.execute([payout_id, id])?;
    Ok(())
}

fn total(items: &[Item]) -> Decimal {
    items.iter().map(|item| item.amount).sum()
}
