//! What a split comes to in rupees.

use enkash_macros::model;

use super::split::SplitSettlement;
use crate::rules;
use crate::scalar::Money;

/// Request of `split_accounts.shares`.
#[model(request)]
pub struct SplitAmount {
    /// The payment in rupees, two decimals at most.
    #[field(check = rules::payable)]
    pub amount: Money,
    /// How it is divided.
    pub split_settlement: SplitSettlement,
}

/// What one recipient gets.
#[model(request)]
pub struct ShareAmount {
    /// The recipient's account.
    pub split_account_id: String,
    /// Rupees, to the paisa.
    pub amount: Money,
    /// The share's label.
    pub label: Option<String>,
}

/// Answer of `split_accounts.shares`: the shares and the remainder add up to the payment.
#[model(request)]
pub struct SplitAmounts {
    /// What stays with the merchant, in rupees: what was not given away, and what rounding left over.
    pub remainder: Money,
    /// One amount per share, in the same order.
    pub shares: Vec<ShareAmount>,
}
