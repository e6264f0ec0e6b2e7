//! Payouts against the merchant's own books: what was settled, what is missing, what differs. Pure and exact.
//!
//! A row of a payout belongs to the expected transaction whose ids it names, and to no other: a row without an id is
//! reported as unidentified, never paired by its amount or date. The gateway's documented rows carry no id of the
//! payment, so whether rows can be paired at all depends on what the gateway sends.
//!
//! Every rupee of a payout is in exactly one finding, so the findings prove the totals: for each payout, and over all of
//! them, the effects of the findings and the rounding add up to what was settled. Where the gateway's totals do not fit
//! their parts, the gap is a finding of its own.
//!
//! ```
//! use enkash::model::{ExpectedTransaction, ReconcileOptions, SettlementPayout, SettlementTransaction};
//! use enkash::{Money, reconcile::Reconciler};
//! let mut books = Reconciler::new(ReconcileOptions::new());
//! books.expect(ExpectedTransaction::new(Money::parse("13.84")?).transaction_id("EK1"))?;
//! let row = SettlementTransaction::new()
//!     .transaction_id("EK1")
//!     .transaction_type("SALE")
//!     .sale_amount(Money::parse("13.84")?)
//!     .charges(Money::parse("0.1176")?)
//!     .tax_amount(Money::parse("0.0212")?);
//! let payout = SettlementPayout::new("SP1")
//!     .total_sale_amount(Money::parse("13.84")?)
//!     .total_charges(Money::parse("0.1176")?)
//!     .total_gst(Money::parse("0.0212")?)
//!     .total_settlement_amount(Money::parse("13.70")?)
//!     .settlement_transactions(vec![row]);
//! let found = books.payout(&payout);
//! assert!(found.proof.balanced);
//! assert_eq!(found.findings[0].kind, "MATCHED");
//! assert_eq!(found.proof.rounding, Money::parse("-0.0012")?);
//! assert_eq!(books.finish().totals.missing, 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod book;
mod ledger;
mod shared;

use std::collections::HashSet;

use crate::Error;
use crate::field::{Field, Path};
use crate::model::{
    ExpectedKind, ExpectedTransaction, Finding, FindingKind, PayoutReconciliation, Reconcile, ReconcileOptions,
    Reconciliation, ReconciliationTotals, SettlementPayout,
};
use crate::scalar::Money;

use book::Book;
use ledger::Ledger;

pub use shared::SharedReconciler;

/// Reconciles lists: all payouts, all expected transactions, all findings at once.
pub fn reconcile(request: Reconcile) -> Result<Reconciliation, Error> {
    request.options.check(&Path::Field(&Path::Root, "options"))?;
    let mut reconciler = Reconciler::new(request.options.unwrap_or_default());
    for (index, expected) in request.expected.into_iter().enumerate() {
        reconciler.expect_at(expected, &Path::Index(&Path::Field(&Path::Root, "expected"), index))?;
    }
    let (mut findings, mut proofs) = (Vec::new(), Vec::new());
    for payout in &request.payouts {
        let known = reconciler.payouts.contains(payout.settlement_payout_id.as_str());
        let result = reconciler.payout(payout);
        findings.extend(result.findings);
        proofs.extend((!known).then_some(result.proof));
    }
    let rest = reconciler.finish();
    findings.extend(rest.findings);
    Ok(Reconciliation::new(rest.totals).findings(findings).proofs(proofs))
}

/// Reconciles as payouts come in. First everything that is expected, then the payouts one by one, then the rest.
///
/// It keeps the expected transactions, the ids of rows and payouts, and unexpected payments; not the payouts.
#[derive(Debug)]
pub struct Reconciler {
    options: ReconcileOptions,
    book: Book,
    payouts: HashSet<Box<str>>,
    rows: HashSet<Box<str>>,
    totals: ReconciliationTotals,
}

impl Reconciler {
    /// Empty books.
    pub fn new(options: ReconcileOptions) -> Self {
        Reconciler {
            options,
            book: Book::default(),
            payouts: HashSet::new(),
            rows: HashSet::new(),
            totals: no_totals(),
        }
    }

    /// Adds a transaction that should be in one of the payouts. Refused if it is incomplete, if the same one is
    /// expected already, or once a payout was given.
    pub fn expect(&mut self, expected: ExpectedTransaction) -> Result<(), Error> {
        self.expect_at(expected, &Path::Root)
    }

    fn expect_at(&mut self, expected: ExpectedTransaction, path: &Path<'_>) -> Result<(), Error> {
        expected.check(path)?;
        if self.totals.payouts > 0 {
            return Err(path.invalid("comes after the first payout; say what is expected before").into());
        }
        self.book.add(expected, path)?;
        self.totals.expected += 1;
        Ok(())
    }

    /// Takes a payout with its transactions; answers one finding per row and per amount without a row, and how they make
    /// the settled amount. A payout that comes again is one finding of kind `REPEATED` and counts for nothing.
    pub fn payout(&mut self, payout: &SettlementPayout) -> PayoutReconciliation {
        let mut ledger = Ledger::new(payout);
        if !self.payouts.insert(payout.settlement_payout_id.as_str().into()) {
            ledger.repeated_payout();
        } else {
            for row in &payout.settlement_transactions {
                let again = row.settlement_transaction_id.as_deref().is_some_and(|id| !self.rows.insert(id.into()));
                ledger.row(row, again, &mut self.book, &self.options);
            }
            ledger.close();
            self.totals.payouts += 1;
        }
        let result = ledger.into_result();
        self.add(&result);
        result
    }

    /// What is left: a finding for each expected transaction in no payout, and the totals over everything.
    pub fn finish(mut self) -> Reconciliation {
        let missing: Vec<_> = self.book.missing().map(missing).collect();
        for expected in self.book.missing() {
            let owed = match expected.kind.unwrap_or(ExpectedKind::Sale) {
                ExpectedKind::Sale => expected.amount,
                ExpectedKind::Refund | ExpectedKind::Chargeback => Money::ZERO - expected.amount,
            };
            self.totals.missing_amount = self.totals.missing_amount + owed;
        }
        self.count(&missing);
        Reconciliation::new(self.totals).findings(missing)
    }

    fn add(&mut self, result: &PayoutReconciliation) {
        self.count(&result.findings);
        let (totals, proof) = (&mut self.totals, &result.proof);
        totals.rows += proof.rows;
        totals.balanced &= proof.balanced;
        for (total, amount) in [
            (&mut totals.sale, proof.sale),
            (&mut totals.charges, proof.charges),
            (&mut totals.gst, proof.gst),
            (&mut totals.refunds, proof.refunds),
            (&mut totals.chargebacks, proof.chargebacks),
            (&mut totals.adjustments, proof.adjustments),
            (&mut totals.carried_forward, proof.carried_forward),
            (&mut totals.rounding, proof.rounding),
            (&mut totals.settled, proof.settled),
            (&mut totals.difference, proof.difference),
        ] {
            *total = *total + amount;
        }
    }

    fn count(&mut self, findings: &[Finding]) {
        let totals = &mut self.totals;
        for finding in findings {
            totals.effects = totals.effects + finding.effect;
            let count = match finding.kind {
                FindingKind::Matched => &mut totals.matched,
                FindingKind::Missing => &mut totals.missing,
                FindingKind::Repeated => &mut totals.repeated,
                FindingKind::AmountDiffers => &mut totals.amount_differs,
                FindingKind::ChargeDiffers => &mut totals.charge_differs,
                FindingKind::Unexpected => &mut totals.unexpected,
                FindingKind::Unidentified => &mut totals.unidentified,
                FindingKind::PayoutTotalDiffers => &mut totals.payout_total_differs,
                // Their amounts are totals already.
                FindingKind::CarriedForward
                | FindingKind::Refund
                | FindingKind::Chargeback
                | FindingKind::Adjustment => continue,
            };
            *count += 1;
        }
    }
}

fn missing(expected: &ExpectedTransaction) -> Finding {
    let mut finding = Finding::new(FindingKind::Missing, Money::ZERO).expected_amount(expected.amount);
    finding.transaction_type = Some(book::row_type(expected.kind));
    finding.transaction_id = expected.transaction_id.clone();
    finding.merchant_order_id = expected.merchant_order_id.clone();
    finding.reference = expected.reference.clone();
    finding
}

fn no_totals() -> ReconciliationTotals {
    let zero = Money::ZERO;
    ReconciliationTotals {
        payouts: 0,
        rows: 0,
        expected: 0,
        matched: 0,
        missing: 0,
        repeated: 0,
        amount_differs: 0,
        charge_differs: 0,
        unexpected: 0,
        unidentified: 0,
        payout_total_differs: 0,
        sale: zero,
        charges: zero,
        gst: zero,
        refunds: zero,
        chargebacks: zero,
        adjustments: zero,
        carried_forward: zero,
        rounding: zero,
        settled: zero,
        effects: zero,
        missing_amount: zero,
        difference: zero,
        balanced: true,
    }
}
