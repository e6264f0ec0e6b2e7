//! What was expected, what the gateway settled, and what differs.

use enkash_macros::{model, open_enum};

use super::settlement::{SettlementPayout, SettlementTransactionType};
use crate::field::{Invalid, Path};
use crate::rules;
use crate::scalar::Money;

/// What a merchant expects to find in a payout.
#[open_enum(closed)]
pub enum ExpectedKind {
    /// A payment.
    Sale,
    /// A refund.
    Refund,
    /// A payment that the customer's bank took back.
    Chargeback,
}

/// A transaction of the merchant's own books. It is found by its ids alone, so it needs at least one.
#[model(request)]
#[check(check_expected)]
pub struct ExpectedTransaction {
    /// Rupees, more than 0, two decimals at most; for a refund or chargeback too.
    #[field(check = rules::payable)]
    pub amount: Money,
    /// What it is; a sale if left out.
    pub kind: Option<ExpectedKind>,
    /// The gateway's transaction id (`EK...`).
    #[field(check = rules::id)]
    pub transaction_id: Option<String>,
    /// The merchant's own reference of the order.
    #[field(check = rules::id)]
    pub merchant_order_id: Option<String>,
    /// The gateway's order id (`ORD...`).
    #[field(check = rules::id)]
    pub order_id: Option<String>,
    /// The recipient, for a share that is settled to a split account: only that recipient's payouts are searched.
    #[field(check = rules::id)]
    pub split_account_id: Option<String>,
    /// Charges without tax that were agreed on, in rupees; not compared if left out.
    #[field(check = not_below_zero)]
    pub charges: Option<Money>,
    /// Tax on the charges, in rupees; not compared if left out.
    #[field(check = not_below_zero)]
    pub tax: Option<Money>,
    /// Anything the merchant wants to find again in the finding, such as a refund's request id.
    pub reference: Option<String>,
}

fn check_expected(expected: &ExpectedTransaction, path: &Path<'_>) -> Result<(), Invalid> {
    if [&expected.transaction_id, &expected.merchant_order_id, &expected.order_id].iter().all(|id| id.is_none()) {
        return Err(Path::Field(path, "transaction_id")
            .invalid("is missing, and so are merchant_order_id and order_id; pass at least one of them"));
    }
    Ok(())
}

fn not_below_zero(amount: &Money, path: &Path<'_>) -> Result<(), Invalid> {
    if *amount < Money::ZERO {
        return Err(path.invalid("is below zero; pass the amount without a sign"));
    }
    Ok(())
}

/// What became of a row of a payout, of an amount of a payout, or of an expected transaction.
#[open_enum(closed)]
pub enum FindingKind {
    /// The row is what was expected.
    Matched,
    /// Expected, and in none of the payouts.
    Missing,
    /// Settled before: the same row, the same transaction or the same payout once more.
    Repeated,
    /// The expected transaction with another amount.
    AmountDiffers,
    /// The expected transaction and amount with other charges or tax.
    ChargeDiffers,
    /// An amount moved between this payout and an earlier or later one.
    CarriedForward,
    /// A refund taken off that the merchant did not list.
    Refund,
    /// A chargeback taken off that the merchant did not list.
    Chargeback,
    /// Another amount taken off or added: adjustments, wallet, charges of instant settlements and splits.
    Adjustment,
    /// A payment with ids of which none was expected.
    Unexpected,
    /// A row without an id, with ids that contradict each other, of an unknown type, or a payout without rows.
    Unidentified,
    /// A total of the payout is not what its parts add up to.
    PayoutTotalDiffers,
}

/// One result of a reconciliation.
#[model(request)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// What it adds to the payout's settled amount, in rupees, exact; below zero where it takes off, zero where the payout
    /// does not contain it. The effects of all findings of a payout and its rounding add up to what was settled.
    pub effect: Money,
    /// The payout.
    pub payout_id: Option<String>,
    /// The payout's row (`STG...`).
    pub row_id: Option<String>,
    /// What the row is, or the expected transaction would be.
    pub transaction_type: Option<SettlementTransactionType>,
    /// The gateway's transaction id.
    pub transaction_id: Option<String>,
    /// The merchant's own reference of the order.
    pub merchant_order_id: Option<String>,
    /// The merchant's `reference` of the expected transaction.
    pub reference: Option<String>,
    /// Which amount of the payout it is about, where it is not about a row: `adjustment_amount`, for example.
    pub field: Option<String>,
    /// Rupees that were expected.
    pub expected_amount: Option<Money>,
    /// Rupees that were found.
    pub found_amount: Option<Money>,
    /// Found less expected, in rupees: of the amounts, or of the charges where those differ.
    pub difference: Option<Money>,
    /// Charges that were expected, with tax where tax was, in rupees.
    pub expected_charges: Option<Money>,
    /// Charges that were found, with tax where tax was expected, in rupees.
    pub found_charges: Option<Money>,
    /// Why, in a sentence, where the kind does not say it all.
    pub note: Option<String>,
}

/// How a payout's parts make its settled amount: settled = sale - charges - gst - refunds - chargebacks + adjustments +
/// carried_forward + differences + rounding. The first three are documented, the signs of the others are inferred.
/// All amounts in rupees.
#[model(request)]
pub struct PayoutProof {
    /// The payout.
    pub payout_id: String,
    /// How many rows it has.
    pub rows: i64,
    /// Sales.
    pub sale: Money,
    /// Charges, four decimals.
    pub charges: Money,
    /// Tax on the charges, four decimals.
    pub gst: Money,
    /// Refunds.
    pub refunds: Money,
    /// Chargebacks: the gateway's "refund and chargeback amount".
    pub chargebacks: Money,
    /// Adjustments, with their sign: adjustment and wallet less charges and tax of instant settlements and splits.
    pub adjustments: Money,
    /// Carried forward, with its sign.
    pub carried_forward: Money,
    /// What rounding to the paisa added or took off.
    pub rounding: Money,
    /// What was settled.
    pub settled: Money,
    /// What is settled and not explained by the parts, or the other way round: below zero if too little was settled.
    pub difference: Money,
    /// Whether every total is what its parts add up to.
    pub balanced: bool,
}

/// The findings of one payout.
#[model(request)]
pub struct PayoutReconciliation {
    /// How the parts make the settled amount.
    pub proof: PayoutProof,
    /// One finding per row, and one per amount that belongs to no row.
    pub findings: Vec<Finding>,
}

/// Totals over all payouts. Amounts in rupees, with the meaning they have in `PayoutProof`.
#[model(request)]
pub struct ReconciliationTotals {
    /// Payouts, each counted once.
    pub payouts: i64,
    /// Their rows.
    pub rows: i64,
    /// Expected transactions: matched, amount differs, charge differs and missing together.
    pub expected: i64,
    /// Findings of kind `MATCHED`.
    pub matched: i64,
    /// Findings of kind `MISSING`.
    pub missing: i64,
    /// Findings of kind `REPEATED`.
    pub repeated: i64,
    /// Findings of kind `AMOUNT_DIFFERS`.
    pub amount_differs: i64,
    /// Findings of kind `CHARGE_DIFFERS`.
    pub charge_differs: i64,
    /// Findings of kind `UNEXPECTED`.
    pub unexpected: i64,
    /// Findings of kind `UNIDENTIFIED`.
    pub unidentified: i64,
    /// Findings of kind `PAYOUT_TOTAL_DIFFERS`.
    pub payout_total_differs: i64,
    /// Sales.
    pub sale: Money,
    /// Charges.
    pub charges: Money,
    /// Tax on the charges.
    pub gst: Money,
    /// Refunds.
    pub refunds: Money,
    /// Chargebacks.
    pub chargebacks: Money,
    /// Adjustments, with their sign.
    pub adjustments: Money,
    /// Carried forward, with its sign.
    pub carried_forward: Money,
    /// Rounding to the paisa.
    pub rounding: Money,
    /// What was settled.
    pub settled: Money,
    /// Sum of the effects of all findings; settled = effects + rounding.
    pub effects: Money,
    /// Expected sales in no payout, less the refunds and chargebacks in none.
    pub missing_amount: Money,
    /// Sum of the payouts' differences.
    pub difference: Money,
    /// Whether every payout is balanced.
    pub balanced: bool,
}

/// Result of `settlements.reconcile`.
#[model(request)]
pub struct Reconciliation {
    /// Totals over everything.
    pub totals: ReconciliationTotals,
    /// All findings: payout by payout, then what is missing. Of a `Reconciler` only what is missing, because the others
    /// were handed out with their payouts.
    pub findings: Vec<Finding>,
    /// One proof per payout; none of a `Reconciler`, likewise.
    pub proofs: Vec<PayoutProof>,
}

/// Settings of a reconciliation.
#[model(request)]
pub struct ReconcileOptions {
    /// Rupees by which charges or tax may differ before they are found; zero if left out. The gateway writes four
    /// decimals, so a merchant who computes in paise sets 0.01.
    #[field(check = not_below_zero)]
    pub charge_tolerance: Option<Money>,
}

/// Request of `settlements.reconcile`.
#[model(request)]
pub struct Reconcile {
    /// Payouts with their transactions, as `settlements.get` answers them.
    pub payouts: Vec<SettlementPayout>,
    /// What the merchant expects to find in them.
    pub expected: Vec<ExpectedTransaction>,
    /// Settings.
    pub options: Option<ReconcileOptions>,
}
