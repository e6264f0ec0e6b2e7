//! What a merchant can offer: payment modes, pay-later providers.
//!
//! Both calls are in the gateway's documentation by name only; the shapes are inferred from the order detail of the
//! hosted checkout, and every key stays reachable in `extra`.

use enkash_macros::model;

use super::payment::{CardScheme, PaymentMode};
use crate::scalar::Money;

/// A bank or a wallet with the code that `bank_code` takes.
#[model(answer)]
pub struct PaymentProvider {
    /// The code to pass as `bank_code`.
    pub code: Option<String>,
    /// Name to show.
    pub name: Option<String>,
    /// Address of its logo.
    pub image: Option<String>,
    /// Kind of account at a bank (net banking).
    pub net_banking_account_type: Option<String>,
}

/// Answer of `merchant.payment_modes`. Inferred from the order detail of the checkout.
#[model(answer)]
pub struct PaymentModes {
    /// The modes that are switched on for the merchant.
    pub payment_modes: Vec<PaymentMode>,
    /// Banks for net banking.
    pub net_banking_list: Vec<PaymentProvider>,
    /// Wallets.
    pub wallet_list: Vec<PaymentProvider>,
    /// Schemes of credit cards; an empty list means no restriction.
    pub credit_card_schemes: Vec<CardScheme>,
    /// Schemes of debit cards.
    pub debit_card_schemes: Vec<CardScheme>,
    /// Schemes of prepaid cards.
    pub prepaid_card_schemes: Vec<CardScheme>,
    /// Schemes of corporate cards.
    pub corporate_card_schemes: Vec<CardScheme>,
    /// Pay-later providers.
    pub pay_later_list: Vec<PaymentProvider>,
}

/// A pay-later option of an order. Inferred: the page is public by name only.
#[model(answer)]
pub struct BnplMethod {
    /// What `payments.submit` takes as `bnpl_payment_option_id`.
    #[field(alias = "id")]
    pub bnpl_payment_option_id: Option<String>,
    /// Code of the provider.
    #[field(alias = "code")]
    pub bank_code: Option<String>,
    /// Name to show.
    pub name: Option<String>,
    /// Months of the instalment plan.
    pub tenure_months: Option<i64>,
    /// One instalment in rupees.
    pub instalment_amount: Option<Money>,
}

/// Answer of `orders.bnpl_methods`.
#[model(answer)]
pub struct BnplMethods {
    /// The options, possibly none.
    pub data: Vec<BnplMethod>,
}
