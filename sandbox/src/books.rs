//! The books: every rupee that came in is with the customer again, paid out, a charge, or waiting. They are counted
//! from payments and refunds on one side and from payouts on the other, so that a payment settled twice, a share lost
//! or a refund forgotten makes a difference.
//!
//! paid - refunded - charged back + corrected = settled + charges + GST + rounding + waiting - owed
//!
//! `waiting` goes into the next payouts; `owed` is what receivers could not cover yet; `rounding` is what the payouts
//! lost or won by being whole paise.

use rust_decimal::Decimal;

use crate::fault::Outcome;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::store::Rupees;

/// Sums over the whole store.
pub(crate) struct Books {
    /// All successful payments.
    pub paid: Decimal,
    /// All refunds that did not fail.
    pub refunded: Decimal,
    /// All that customers' banks took back.
    pub charged_back: Decimal,
    /// What the gateway added, less what it took off, for reasons of its own.
    pub corrected: Decimal,
    /// All that was paid out, to the merchant and to recipients of splits.
    pub settled: Decimal,
    /// Charges and GST taken off.
    pub charged: Decimal,
    /// Rounding of the payouts to whole paise.
    rounding: Decimal,
    /// Payments and refunds that no payout has counted yet.
    pub waiting: Decimal,
    /// What the latest payouts carried forward.
    pub owed: Decimal,
}

impl Books {
    /// Adds everything up.
    pub(crate) fn read(desk: &Desk<'_>) -> Outcome<Books> {
        let sum = |query: &str| sum(desk, query);
        Ok(Books {
            paid: sum("SELECT amount FROM payments WHERE paid_at IS NOT NULL")?,
            refunded: sum("SELECT amount FROM refunds WHERE status <> 'FAILED'")?,
            charged_back: sum("SELECT amount FROM corrections WHERE transaction_id IS NOT NULL")?,
            corrected: sum("SELECT amount FROM corrections WHERE transaction_id IS NULL")?,
            settled: sum("SELECT settled FROM payouts")?,
            charged: sum("SELECT charges FROM payouts")? + sum("SELECT gst FROM payouts")?,
            rounding: sum("SELECT rounding FROM payouts")?,
            waiting: sum("SELECT amount FROM payments WHERE paid_at IS NOT NULL AND payout_id IS NULL")?
                - sum("SELECT amount FROM corrections WHERE transaction_id IS NOT NULL AND payout_id IS NULL")?
                + sum("SELECT amount FROM corrections WHERE transaction_id IS NULL AND payout_id IS NULL")?
                - sum("SELECT amount FROM refunds WHERE status <> 'FAILED' AND payout_id IS NULL")?
                + sum("SELECT amount FROM refunds
                       WHERE status = 'FAILED' AND payout_id IS NOT NULL AND returned_in IS NULL")?,
            owed: sum("SELECT carry FROM payouts p WHERE rowid = (
                         SELECT max(rowid) FROM payouts q
                         WHERE q.merchant = p.merchant AND q.split_account IS p.split_account)")?,
        })
    }

    /// What is missing (or too much, where negative); zero in sound books.
    pub(crate) fn imbalance(&self) -> Decimal {
        let came_in = self.paid - self.refunded - self.charged_back + self.corrected;
        came_in - (self.settled + self.charged + self.rounding + self.waiting - self.owed)
    }

    /// The sums as the audit shows them.
    pub(crate) fn shown(&self) -> Json {
        let places = |amount: Decimal, places| Json::from(fixed(amount, places));
        Json::object([
            ("paid", places(self.paid, 2)),
            ("refunded", places(self.refunded, 2)),
            ("charged_back", places(self.charged_back, 2)),
            ("corrected", places(self.corrected, 2)),
            ("settled", places(self.settled, 2)),
            ("charges_and_gst", places(self.charged, 4)),
            ("rounding", places(self.rounding, 4)),
            ("waiting", places(self.waiting, 2)),
            ("owed", places(self.owed, 2)),
            ("imbalance", places(self.imbalance(), 4)),
        ])
    }
}

fn sum(desk: &Desk<'_>, query: &str) -> Outcome<Decimal> {
    let mut statement = desk.db.prepare_cached(query)?;
    let amounts = statement.query_map([], |row| row.get::<_, Rupees>(0))?;
    amounts.map(|amount| Ok(amount?.0)).sum()
}
