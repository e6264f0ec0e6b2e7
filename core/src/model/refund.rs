//! Refunds.

use enkash_macros::model;

use super::order::Currency;
use super::payment::{PaymentMode, TransactionStatus};
use crate::rules;
use crate::scalar::{Money, Timestamp};

/// Request of `refunds.create`.
#[model(request)]
pub struct CreateRefund {
    /// Rupees to give back, at least 0.01, two decimals at most; the sum of all refunds stays within the payment.
    #[field(check = rules::payable)]
    pub amount: Money,
    /// The merchant's own unique id of this refund, unique over all payments: a lost refund is looked up by it alone. Store it
    /// before the call; repeat only with the same one.
    #[field(check = rules::id)]
    pub request_id: String,
    /// Reason.
    pub remarks: Option<String>,
}

/// A refund as the gateway holds it.
#[model(answer)]
pub struct Refund {
    /// The gateway's id; whether of the refund or of the payment is not documented.
    pub transaction_id: Option<String>,
    /// Rupees given back.
    pub amount: Option<Money>,
    /// State; starts at `CREATED`.
    pub status: Option<TransactionStatus>,
    /// The merchant's id of the refund.
    pub request_id: Option<String>,
    /// How the payment was made.
    pub payment_mode: Option<PaymentMode>,
    /// Code of the bank.
    pub bank_code: Option<String>,
    /// Name of the bank.
    pub bank_name: Option<String>,
    /// Currency.
    pub currency: Option<Currency>,
    /// Text of the outcome.
    pub txn_msg: Option<String>,
    /// When it was made.
    pub txn_date: Option<Timestamp>,
    /// The merchant's own reference of the order.
    pub unique_transaction_id: Option<String>,
    /// The bank's reference.
    pub bank_transaction_id: Option<String>,
}
