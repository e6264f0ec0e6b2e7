//! Settlement payouts: what the gateway pays the merchant.

use enkash_macros::{model, open_enum};

use super::page::{page_of, search_request};
use crate::scalar::{Money, Secret, Timestamp};

/// State of a payout.
#[open_enum]
pub enum PayoutStatus {
    /// Started.
    Init,
    /// Paid to the merchant's bank.
    Success,
}

/// Bank rail of a payout.
#[open_enum]
pub enum PayoutMode {
    /// Immediate payment service.
    Imps,
}

/// Kind of settlement.
#[open_enum]
pub enum SettlementType {
    /// The ordinary one.
    Normal,
}

/// State of a transaction within a settlement.
#[open_enum]
pub enum SettlementStatus {
    /// Not settled yet.
    Pending,
    /// Settled.
    Settled,
}

/// What a row of a settlement is. Only `SALE` is documented, the other words are inferred.
#[open_enum]
pub enum SettlementTransactionType {
    /// A payment.
    Sale,
    /// A refund.
    Refund,
    /// A payment that the customer's bank took back.
    Chargeback,
    /// Another amount, taken off or added.
    Adjustment,
}

/// Who bears the charges.
#[open_enum]
pub enum MdrMode {
    /// The customer, as a convenience fee.
    Convenience,
    /// The merchant.
    Normal,
}

search_request! {
    /// Request of `settlements.search`: a page and optional filters. The gateway has more filters than its documentation shows.
    pub struct SearchSettlements {
        /// The gateway's id of the merchant.
        pub merchant_detail_id: Option<String>,
        /// One payout.
        pub settlement_payout_id: Option<String>,
        /// Several payouts.
        pub settlement_payout_ids: Vec<String>,
        /// Sales of at least this, in rupees.
        pub total_sale_amount_from: Option<Money>,
        /// Sales of at most this, in rupees.
        pub total_sale_amount_to: Option<Money>,
        /// Refunds of at least this, in rupees.
        pub total_refund_amount_from: Option<Money>,
        /// Refunds of at most this, in rupees.
        pub total_refund_amount_to: Option<Money>,
        /// Charges of at least this, in rupees.
        pub total_charges_from: Option<Money>,
        /// Charges of at most this, in rupees.
        pub total_charges_to: Option<Money>,
        /// GST of at least this, in rupees.
        pub total_gst_from: Option<Money>,
        /// GST of at most this, in rupees.
        pub total_gst_to: Option<Money>,
        /// Settled amount of at least this, in rupees.
        pub total_settlement_amount_from: Option<Money>,
        /// Settled amount of at most this, in rupees.
        pub total_settlement_amount_to: Option<Money>,
    }
}

/// The recipient of a split payout.
#[model(answer)]
pub struct SplitAccountSummary {
    /// Id of the split account.
    pub split_account_detail_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Label.
    pub label: Option<String>,
    /// Bank account; closed.
    pub account_number: Option<Secret>,
    /// IFSC.
    pub ifsc: Option<String>,
}

/// One transaction within a payout. All amounts in rupees; charges come with four decimals.
#[model(answer)]
pub struct SettlementTransaction {
    /// The gateway's id of the row (`STG...`).
    pub settlement_transaction_id: Option<String>,
    /// Numeric id (2024 documentation).
    pub id: Option<i64>,
    /// The gateway's id of the payment or refund (`EK...`). Inferred: no documented row names its payment.
    #[field(alias = "ekPayId")]
    pub transaction_id: Option<String>,
    /// The merchant's own reference of the order. Inferred, as above.
    #[field(alias = "merchantOrderId")]
    pub unique_transaction_id: Option<String>,
    /// The gateway's id of the order (`ORD...`). Inferred, as above.
    pub order_id: Option<String>,
    /// Kind of row.
    pub transaction_type: Option<SettlementTransactionType>,
    /// State.
    pub settlement_status: Option<SettlementStatus>,
    /// Order value.
    pub sale_amount: Option<Money>,
    /// What the customer paid.
    pub txn_amount: Option<Money>,
    /// Charges without tax.
    pub charges: Option<Money>,
    /// Tax on the charges.
    pub tax_amount: Option<Money>,
    /// What remains for the merchant.
    pub settlement_amount: Option<Money>,
    /// Who bears the charges.
    pub merchant_mdr_mode: Option<MdrMode>,
    /// The gateway's remark.
    pub remarks: Option<String>,
    /// When it was created.
    pub created_on: Option<Timestamp>,
    /// When it last changed.
    pub modified_on: Option<Timestamp>,
    /// When it was approved.
    pub approved_on: Option<Timestamp>,
    /// Acquirer's percentage.
    pub acquirer_amount_rate: Option<Money>,
    /// Acquirer's flat rate.
    pub acquirer_flat_amount_rate: Option<Money>,
    /// Acquirer's net amount.
    pub acquirer_net_amount: Option<Money>,
    /// Acquirer's tax.
    pub acquirer_gst_amount: Option<Money>,
    /// The merchant's discount rate.
    pub merchant_mdr: Option<Money>,
    /// The merchant's flat rate.
    pub merchant_flat_mdr: Option<Money>,
    /// Platform fee in percent.
    pub merchant_percentage_platform_fee: Option<Money>,
    /// Platform fee, flat.
    pub merchant_flat_platform_fee: Option<Money>,
    /// Convenience fee in percent.
    pub merchant_percentage_convenience_fee: Option<Money>,
    /// Convenience fee, flat.
    pub merchant_flat_convenience_fee: Option<Money>,
    /// Net profit.
    pub net_profit: Option<Money>,
    /// Tax on the profit.
    pub profit_gst: Option<Money>,
}

/// A payout. Settled amount = sales - charges - GST - refunds and adjustments, rounded to the paisa.
#[model(answer)]
pub struct SettlementPayout {
    /// The gateway's id (`SP...`).
    pub settlement_payout_id: String,
    /// State.
    pub payout_status: Option<PayoutStatus>,
    /// Sales in rupees.
    pub total_sale_amount: Option<Money>,
    /// Charges in rupees, four decimals.
    pub total_charges: Option<Money>,
    /// Tax on the charges in rupees, four decimals.
    pub total_gst: Option<Money>,
    /// Refunds in rupees.
    pub total_refund_amount: Option<Money>,
    /// What is paid out, in rupees.
    pub total_settlement_amount: Option<Money>,
    /// Refunds and chargebacks taken off, in rupees.
    pub refund_chargeback_amount: Option<Money>,
    /// Carried forward from earlier payouts, in rupees.
    pub carry_forward_amount: Option<Money>,
    /// Other adjustments, in rupees.
    pub adjustment_amount: Option<Money>,
    /// Charges of an instant settlement, in rupees.
    pub instant_settlement_charges: Option<Money>,
    /// Tax on them, in rupees.
    pub instant_settlement_gst: Option<Money>,
    /// Moved to or from the merchant's wallet, in rupees.
    pub wallet_fund_adjustment: Option<Money>,
    /// Charges of split transactions, in rupees.
    pub split_transaction_charges: Option<Money>,
    /// Tax on them, in rupees.
    pub split_transaction_gst: Option<Money>,
    /// Bank rail.
    pub payout_mode: Option<PayoutMode>,
    /// The bank's reference of the transfer (UTR).
    pub utr: Option<String>,
    /// When it was paid.
    pub payout_date: Option<Timestamp>,
    /// The gateway's remark.
    pub remarks: Option<String>,
    /// Remark on the payout.
    pub payout_remarks: Option<String>,
    /// The bank's reason.
    pub transfer_response_reason: Option<String>,
    /// The gateway's id of the transfer.
    pub transfer_id: Option<String>,
    /// When it was created.
    pub created_on: Option<Timestamp>,
    /// When it last changed.
    pub modified_on: Option<Timestamp>,
    /// Its transactions; only `settlements.get` has them.
    #[field(alias = "settlementTransactionResponses")]
    pub settlement_transactions: Vec<SettlementTransaction>,
    /// Name of the merchant; only in a search.
    pub merchant_name: Option<String>,
    /// How many transactions; only in a search.
    pub transactions_count: Option<i64>,
    /// Kind of settlement; only in a search.
    pub settlement_type: Option<SettlementType>,
    /// The recipient of a split payout.
    pub split_account: Option<SplitAccountSummary>,
}

page_of! {
    /// One page of `settlements.search`, the payouts without their transactions.
    pub struct SettlementPage of SettlementPayout
}
