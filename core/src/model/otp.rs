//! One-time passwords of card payments that the bank checks on the merchant's page.

use enkash_macros::model;

use super::order::Currency;
use super::payment::TransactionStatus;
use crate::rules;
use crate::scalar::{Money, Secret, Timestamp};

/// Request of `payments.validate_otp`.
#[model(request)]
pub struct ValidateOtp {
    /// The transaction that waits for the OTP.
    #[field(wire = "ekPayId", check = rules::id)]
    pub transaction_id: String,
    /// What the customer typed; never shown, logged or kept.
    #[field(check = rules::otp)]
    pub otp: Secret,
    /// Integrity value; its algorithm is not published.
    pub check_sum: Option<String>,
}

/// Answer of `payments.validate_otp`.
#[model(answer)]
pub struct OtpValidation {
    /// The gateway's id of the transaction.
    pub transaction_id: Option<String>,
    /// State after the OTP.
    #[field(wire = "txnStatus")]
    pub status: Option<TransactionStatus>,
    /// Text of the outcome.
    #[field(wire = "txnMessage", alias = "txnMsg")]
    pub txn_msg: Option<String>,
    /// When it was decided.
    pub txn_date: Option<Timestamp>,
    /// Rupees.
    pub amount: Option<Money>,
    /// Currency.
    pub currency: Option<Currency>,
    /// The gateway's id of the order.
    pub order_id: Option<String>,
    /// The merchant's own reference of the order.
    pub unique_transaction_id: Option<String>,
    /// The merchant's public key of the gateway.
    pub public_identifier_key: Option<String>,
    /// The bank's reference of the OTP.
    pub otp_reference_number: Option<String>,
}

/// Answer of `payments.resend_otp`.
#[model(answer)]
pub struct OtpResent {
    /// The gateway's sentence, in plain text.
    pub message: Option<String>,
}
