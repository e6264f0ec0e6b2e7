//! One payout, rupee by rupee: every amount goes into a finding, and the findings into the proof.

use crate::model::{
    ExpectedKind, ExpectedTransaction, Finding, FindingKind, PayoutProof, PayoutReconciliation, ReconcileOptions,
    SettlementPayout, SettlementTransaction, SettlementTransactionType,
};
use crate::scalar::Money;

use super::book::{self, Answer, Book};

pub(super) struct Ledger<'a> {
    payout: &'a SettlementPayout,
    proof: PayoutProof,
    findings: Vec<Finding>,
    /// Sum of the rows' effects, each rounded to the paisa.
    rounded: Money,
    /// Adjustments that stand in rows.
    row_adjustments: Money,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(payout: &'a SettlementPayout) -> Self {
        let zero = Money::ZERO;
        let proof = PayoutProof {
            payout_id: payout.settlement_payout_id.clone(),
            rows: 0,
            sale: zero,
            charges: zero,
            gst: zero,
            refunds: zero,
            chargebacks: zero,
            adjustments: zero,
            carried_forward: zero,
            rounding: zero,
            settled: zero,
            difference: zero,
            balanced: true,
        };
        Ledger { payout, proof, findings: Vec::new(), rounded: zero, row_adjustments: zero }
    }

    /// The payout was taken before.
    pub(super) fn repeated_payout(&mut self) {
        self.find(FindingKind::Repeated, Money::ZERO, |finding| {
            finding.note = Some("the payout was given before; this time it counts for nothing".into());
        });
    }

    /// Takes a row; `again` if its own id was seen before.
    pub(super) fn row(
        &mut self,
        row: &SettlementTransaction,
        again: bool,
        book: &mut Book,
        options: &ReconcileOptions,
    ) {
        self.proof.rows += 1;
        let stated = row.sale_amount.or(row.txn_amount);
        let amount = stated.unwrap_or_default();
        let (charges, tax) = (row.charges.unwrap_or_default(), row.tax_amount.unwrap_or_default());
        let taken = Money::ZERO - absolute(amount);
        let (gross, kind) = match &row.transaction_type {
            Some(SettlementTransactionType::Sale) => (amount, Some(ExpectedKind::Sale)),
            Some(SettlementTransactionType::Refund) => (taken, Some(ExpectedKind::Refund)),
            Some(SettlementTransactionType::Chargeback) => (taken, Some(ExpectedKind::Chargeback)),
            Some(SettlementTransactionType::Adjustment) => (row.settlement_amount.unwrap_or(amount), None),
            Some(SettlementTransactionType::Unknown(_)) | None => return self.row_of_unknown_type(row),
        };
        let adjusts = kind.is_none();
        let (charges, tax) = if adjusts { Default::default() } else { (charges, tax) };
        let effect = gross - charges - tax;
        self.rounded = self.rounded + effect.round_to_paisa();
        self.proof.charges = self.proof.charges + charges;
        self.proof.gst = self.proof.gst + tax;
        let part = match kind {
            Some(ExpectedKind::Sale) => &mut self.proof.sale,
            Some(ExpectedKind::Refund) => &mut self.proof.refunds,
            Some(ExpectedKind::Chargeback) => &mut self.proof.chargebacks,
            None => &mut self.proof.adjustments,
        };
        *part = *part + if kind == Some(ExpectedKind::Sale) || adjusts { gross } else { absolute(gross) };

        let mut finding = Finding::new(FindingKind::Adjustment, effect);
        finding.found_amount = if adjusts { Some(gross) } else { stated.map(absolute) };
        match kind {
            None => self.row_adjustments = self.row_adjustments + gross,
            Some(kind) => self.judge(&mut finding, kind, row, again, book, options),
        }
        if let Some(settled) =
            row.settlement_amount.filter(|settled| !adjusts && !near(absolute(*settled), absolute(effect)))
        {
            let parts = format!("the row settles {settled} although its parts make {effect}");
            finding.note = Some(finding.note.map_or(parts.clone(), |note| format!("{note}; {parts}")));
        }
        self.push_row(finding, row);
    }

    /// What kind of finding a sale, refund or chargeback is.
    fn judge(
        &self,
        finding: &mut Finding,
        kind: ExpectedKind,
        row: &SettlementTransaction,
        again: bool,
        book: &mut Book,
        options: &ReconcileOptions,
    ) {
        if again {
            finding.kind = FindingKind::Repeated;
            finding.note = Some("a row with this id was settled before".into());
            return;
        }
        let unlisted = match kind {
            ExpectedKind::Sale => FindingKind::Unexpected,
            ExpectedKind::Refund => FindingKind::Refund,
            ExpectedKind::Chargeback => FindingKind::Chargeback,
        };
        let ids = book::ids_of_row(row);
        if ids.iter().all(Option::is_none) {
            let sale = kind == ExpectedKind::Sale;
            finding.kind = if sale { FindingKind::Unidentified } else { unlisted };
            finding.note = Some("the row names no transaction and no order".into());
            return;
        }
        let split_account =
            self.payout.split_account.as_ref().and_then(|account| account.split_account_detail_id.as_deref());
        let amount = finding.found_amount.unwrap_or_default();
        match book.settle(kind, split_account, ids, amount) {
            Answer::Expected(expected, others) => {
                compare(finding, expected, row, options);
                if others > 0 {
                    finding.note = Some(format!("{} refunds with the same ids and amount were expected", others + 1));
                }
            }
            Answer::Settled => {
                finding.kind = FindingKind::Repeated;
                finding.note = Some("the transaction was settled before".into());
            }
            Answer::Unknown => finding.kind = unlisted,
            Answer::Ambiguous(several) => {
                finding.kind = FindingKind::Unidentified;
                finding.note = Some(format!("{several} expected transactions fit its ids"));
            }
        }
    }

    /// Its amount cannot be booked: nobody knows on which side. The totals will show what it did.
    fn row_of_unknown_type(&mut self, row: &SettlementTransaction) {
        let mut finding = Finding::new(FindingKind::Unidentified, Money::ZERO);
        finding.found_amount = row.settlement_amount.or(row.sale_amount).or(row.txn_amount);
        finding.note = Some("the row's type is not known, so its amount counts for nothing".into());
        self.push_row(finding, row);
    }

    fn push_row(&mut self, mut finding: Finding, row: &SettlementTransaction) {
        finding.payout_id = Some(self.proof.payout_id.clone());
        finding.row_id = row.settlement_transaction_id.clone();
        finding.transaction_type = row.transaction_type.clone();
        finding.transaction_id = row.transaction_id.clone().or(finding.transaction_id);
        finding.merchant_order_id = row.unique_transaction_id.clone().or(finding.merchant_order_id);
        self.findings.push(finding);
    }

    /// Books the amounts that belong to no row and proves the total.
    pub(super) fn close(&mut self) {
        let payout = self.payout;
        if payout.settlement_transactions.is_empty() {
            self.payout_without_rows();
        }
        let half_a_paisa = Money::from(rust_decimal::Decimal::new(5, 3));
        // Charges are written with four decimals; sums of them may differ behind the paisa.
        for (field, stated, parts, sign, play) in [
            ("total_sale_amount", payout.total_sale_amount, self.proof.sale, 1, Money::ZERO),
            ("total_charges", payout.total_charges, self.proof.charges, -1, half_a_paisa),
            ("total_gst", payout.total_gst, self.proof.gst, -1, half_a_paisa),
        ] {
            let stated = stated.unwrap_or(parts);
            if absolute(stated - parts) > play {
                self.differs(field, parts, stated, signed(sign, stated - parts));
            }
        }
        for (field, kind, stated) in [
            ("total_refund_amount", FindingKind::Refund, payout.total_refund_amount),
            ("refund_chargeback_amount", FindingKind::Chargeback, payout.refund_chargeback_amount),
        ] {
            let refund = kind == FindingKind::Refund;
            let part = if refund { self.proof.refunds } else { self.proof.chargebacks };
            let stated = stated.unwrap_or(part);
            if stated < part {
                self.differs(field, part, stated, part - stated);
            } else if stated > part {
                self.amount(kind, field, stated - part, Money::ZERO - (stated - part));
                let part = if refund { &mut self.proof.refunds } else { &mut self.proof.chargebacks };
                *part = stated;
            }
        }
        let adjustment = payout.adjustment_amount.map(|stated| stated - self.row_adjustments);
        for (field, stated, sign) in [
            ("adjustment_amount", adjustment, 1),
            ("wallet_fund_adjustment", payout.wallet_fund_adjustment, 1),
            ("instant_settlement_charges", payout.instant_settlement_charges, -1),
            ("instant_settlement_gst", payout.instant_settlement_gst, -1),
            ("split_transaction_charges", payout.split_transaction_charges, -1),
            ("split_transaction_gst", payout.split_transaction_gst, -1),
        ] {
            if let Some(amount) = stated.filter(|amount| *amount != Money::ZERO) {
                self.amount(FindingKind::Adjustment, field, amount, signed(sign, amount));
                self.proof.adjustments = self.proof.adjustments + signed(sign, amount);
            }
        }
        if let Some(amount) = payout.carry_forward_amount.filter(|amount| *amount != Money::ZERO) {
            self.amount(FindingKind::CarriedForward, "carry_forward_amount", amount, amount);
            self.proof.carried_forward = amount;
        }
        self.prove();
    }

    /// A row of a search has no transactions: its sales are known as a sum only.
    fn payout_without_rows(&mut self) {
        let payout = self.payout;
        let amounts = [payout.total_sale_amount, payout.total_charges, payout.total_gst].map(Option::unwrap_or_default);
        if amounts == [Money::ZERO; 3] {
            return;
        }
        let [sale, charges, gst] = amounts;
        (self.proof.sale, self.proof.charges, self.proof.gst) = (sale, charges, gst);
        self.rounded = self.rounded + (sale - charges - gst).round_to_paisa();
        self.find(FindingKind::Unidentified, sale - charges - gst, |finding| {
            finding.field = Some("settlement_transactions".into());
            finding.found_amount = Some(sale);
            finding.note = Some("the payout came without its transactions; read it with settlements.get".into());
        });
    }

    /// The settled amount is the sum of the effects, rounded to the paisa: once, or row by row.
    fn prove(&mut self) {
        let effects: Money = self.findings.iter().map(|finding| finding.effect).sum();
        let of_rows: Money =
            self.findings.iter().filter(|finding| finding.field.is_none()).map(|finding| finding.effect).sum();
        let no_rows = self.payout.settlement_transactions.is_empty();
        let row_by_row = if no_rows { effects.round_to_paisa() } else { effects - of_rows + self.rounded };
        let settled = self.payout.total_settlement_amount.unwrap_or_default();
        let fits = near(settled, effects) || settled == row_by_row || near(settled, self.stated_sum());
        if self.payout.total_settlement_amount.is_some() && fits {
            self.proof.rounding = settled - effects;
        } else {
            let right = effects.round_to_paisa();
            self.proof.rounding = right - effects;
            if settled != right || self.payout.total_settlement_amount.is_none() {
                self.differs("total_settlement_amount", right, settled, settled - right);
            }
        }
        self.proof.settled = settled;
    }

    /// The payout's own totals, added up with the same signs.
    fn stated_sum(&self) -> Money {
        let (payout, proof) = (self.payout, &self.proof);
        payout.total_sale_amount.unwrap_or(proof.sale)
            - payout.total_charges.unwrap_or(proof.charges)
            - payout.total_gst.unwrap_or(proof.gst)
            - payout.total_refund_amount.unwrap_or(proof.refunds)
            - payout.refund_chargeback_amount.unwrap_or(proof.chargebacks)
            + proof.adjustments
            + proof.carried_forward
    }

    fn differs(&mut self, field: &str, expected: Money, found: Money, effect: Money) {
        self.proof.balanced = false;
        self.proof.difference = self.proof.difference + effect;
        self.find(FindingKind::PayoutTotalDiffers, effect, |finding| {
            finding.field = Some(field.into());
            finding.expected_amount = Some(expected);
            finding.found_amount = Some(found);
            finding.difference = Some(found - expected);
        });
    }

    fn amount(&mut self, kind: FindingKind, field: &str, amount: Money, effect: Money) {
        self.find(kind, effect, |finding| {
            finding.field = Some(field.into());
            finding.found_amount = Some(amount);
        });
    }

    fn find(&mut self, kind: FindingKind, effect: Money, tell: impl FnOnce(&mut Finding)) {
        let mut finding = Finding::new(kind, effect).payout_id(self.proof.payout_id.as_str());
        tell(&mut finding);
        self.findings.push(finding);
    }

    pub(super) fn into_result(self) -> PayoutReconciliation {
        PayoutReconciliation::new(self.proof).findings(self.findings)
    }
}

/// The row is this expected transaction: do the amounts agree, and the charges where some were agreed on?
fn compare(
    finding: &mut Finding,
    expected: &ExpectedTransaction,
    row: &SettlementTransaction,
    options: &ReconcileOptions,
) {
    finding.expected_amount = Some(expected.amount);
    finding.transaction_id = expected.transaction_id.clone();
    finding.merchant_order_id = expected.merchant_order_id.clone();
    finding.reference = expected.reference.clone();
    let agreed: Vec<_> = [(expected.charges, row.charges), (expected.tax, row.tax_amount)]
        .into_iter()
        .filter_map(|(agreed, found)| agreed.map(|agreed| (agreed, found.unwrap_or_default())))
        .collect();
    if !agreed.is_empty() {
        finding.expected_charges = Some(agreed.iter().map(|(agreed, _)| *agreed).sum());
        finding.found_charges = Some(agreed.iter().map(|(_, found)| *found).sum());
    }
    let tolerance = options.charge_tolerance.unwrap_or_default();
    let found = finding.found_amount.unwrap_or_default();
    if finding.found_amount != Some(expected.amount) {
        finding.kind = FindingKind::AmountDiffers;
        finding.difference = Some(found - expected.amount);
    } else if agreed.iter().any(|(agreed, found)| absolute(*found - *agreed) > tolerance) {
        finding.kind = FindingKind::ChargeDiffers;
        finding.difference = Some(agreed.iter().map(|(agreed, found)| *found - *agreed).sum());
    } else {
        finding.kind = FindingKind::Matched;
    }
}

/// Whether two amounts are the same to the paisa, whichever way halves are rounded.
fn near(one: Money, other: Money) -> bool {
    absolute(one - other) <= Money::from(rust_decimal::Decimal::new(5, 3))
}

fn absolute(amount: Money) -> Money {
    Money::from(amount.decimal().abs())
}

fn signed(sign: i64, amount: Money) -> Money {
    if sign < 0 { Money::ZERO - amount } else { amount }
}
