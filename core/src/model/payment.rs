//! Payments: the charge, its transaction, the notification.

use enkash_macros::{model, open_enum};

use super::order::{Currency, OrderStatus};
use super::split::SplitSettlement;
use crate::field::{Invalid, Path};
use crate::rules;
use crate::scalar::{Money, Secret, Timestamp};
use crate::wire::CardData;

/// How a payment is made.
#[open_enum]
pub enum PaymentMode {
    /// Net banking; needs `bank_code`.
    NetBanking,
    /// UPI; needs `vpa`.
    Upi,
    /// Credit card.
    CreditCard,
    /// Debit card.
    DebitCard,
    /// Prepaid card.
    PrepaidCard,
    /// Pay later; needs `bank_code` or `bnpl_payment_option_id`.
    PayLater,
    /// Wallet; needs `bank_code` with the wallet's code.
    Wallet,
    /// Corporate card.
    CorporateCard,
}

/// Card network.
#[open_enum]
pub enum CardScheme {
    /// Mastercard
    #[wire("MASTERCARD")]
    Mastercard,
    /// Visa
    Visa,
    /// RuPay
    #[wire("RUPAY")]
    Rupay,
    /// Diners Club
    Diners,
    /// American Express
    Amex,
    /// Maestro
    Maestro,
    /// Discover
    Discover,
}

/// State of a transaction.
#[open_enum]
pub enum TransactionStatus {
    /// It exists, nothing was paid.
    Created,
    /// Authorised (after an OTP).
    Authorized,
    /// With the bank: pending, whatever the payment mode. Keep asking.
    PendingWithBank,
    /// Paid.
    Success,
    /// Failed.
    Failed,
    /// Cancelled.
    Cancelled,
    /// Paid, and part of it was given back.
    PartiallyRefunded,
    /// Paid, and all of it was given back.
    Refunded,
}

/// State of a UPI payment, as its status call says it.
#[open_enum]
pub enum UpiTransactionStatus {
    /// Paid.
    Success,
    /// Failed.
    Failed,
    /// Not decided yet.
    Process,
}

/// The instrument of `payments.submit`. Which fields are needed follows from `payment_mode`.
#[model(request)]
#[check(check_instrument)]
pub struct PaymentDetail {
    /// How to pay.
    pub payment_mode: PaymentMode,
    /// Name on the card.
    pub card_holder_name: Option<String>,
    /// Card number, 12 to 19 digits; never shown, logged or kept.
    #[field(write = CardData, check = rules::card_number)]
    pub card_number: Option<Secret>,
    /// Card verification value, 3 or 4 digits; never shown, logged or kept.
    #[field(write = CardData, check = rules::cvv)]
    pub cvv: Option<Secret>,
    /// Expiry as `MM/YY`; never shown, logged or kept.
    #[field(write = CardData, check = rules::expiry)]
    pub expiry: Option<Secret>,
    /// Code of the bank, wallet or pay-later provider.
    pub bank_code: Option<String>,
    /// The pay-later option.
    pub bnpl_payment_option_id: Option<String>,
    /// The payer's UPI id.
    #[field(check = rules::vpa)]
    pub vpa: Option<String>,
    /// The one account that may pay (UPI third-party validation), 9 to 36 letters or digits.
    #[field(check = rules::account_number)]
    pub account_number: Option<Secret>,
    /// IFSC of that account.
    #[field(check = rules::ifsc)]
    pub ifsc: Option<String>,
}

impl PaymentDetail {
    /// A UPI collect request to this UPI id.
    pub fn upi(vpa: impl Into<String>) -> Self {
        Self::new(PaymentMode::Upi).vpa(vpa)
    }
    /// Net banking with this bank.
    pub fn net_banking(bank_code: impl Into<String>) -> Self {
        Self::new(PaymentMode::NetBanking).bank_code(bank_code)
    }
    /// This wallet.
    pub fn wallet(wallet_code: impl Into<String>) -> Self {
        Self::new(PaymentMode::Wallet).bank_code(wallet_code)
    }
}

fn check_instrument(detail: &PaymentDetail, path: &Path<'_>) -> Result<(), Invalid> {
    let given = Given {
        card: [&detail.card_number, &detail.expiry, &detail.cvv].map(Option::is_some),
        bank_code: detail.bank_code.is_some(),
        pay_later: ("bnpl_payment_option_id", detail.bank_code.is_some() || detail.bnpl_payment_option_id.is_some()),
        vpa: detail.vpa.is_some(),
    };
    given.suffices(&detail.payment_mode, path)
}

/// What a request says about the instrument: a payment mode cannot do without the fields it is made of.
pub(super) struct Given {
    /// `card_number`, `expiry` and `cvv`.
    pub(super) card: [bool; 3],
    pub(super) bank_code: bool,
    /// What pay later is told by, under the name of the field to ask for.
    pub(super) pay_later: (&'static str, bool),
    pub(super) vpa: bool,
}

impl Given {
    pub(super) fn suffices(&self, mode: &PaymentMode, path: &Path<'_>) -> Result<(), Invalid> {
        use PaymentMode::{
            CorporateCard, CreditCard, DebitCard, NetBanking, PayLater, PrepaidCard, Unknown, Upi, Wallet,
        };
        let need = |(name, given): (&'static str, bool)| {
            let problem =
                || Path::Field(path, name).invalid(format!("is required when payment_mode is {mode}; pass it"));
            if given { Ok(()) } else { Err(problem()) }
        };
        match mode {
            CreditCard | DebitCard | PrepaidCard | CorporateCard => {
                ["card_number", "expiry", "cvv"].into_iter().zip(self.card).try_for_each(need)
            }
            NetBanking | Wallet => need(("bank_code", self.bank_code)),
            PayLater => need(self.pay_later),
            Upi => need(("vpa", self.vpa)),
            Unknown(_) => Ok(()),
        }
    }
}

/// Request of `payments.submit`.
#[model(request)]
pub struct SubmitPayment {
    /// The gateway's id of the order to pay.
    #[field(check = rules::id)]
    pub order_id: String,
    /// The instrument.
    pub payment_detail: PaymentDetail,
    /// How the payment is divided among recipients.
    pub split_settlement: Option<SplitSettlement>,
}

/// Answer of `payments.submit`. The documentation does not list its fields; these are inferred from the browser call.
#[model(answer)]
pub struct SubmittedPayment {
    /// The transaction; follow it with `payments.get`.
    pub transaction_id: Option<String>,
    /// State right after the submission.
    #[field(alias = "status")]
    pub transaction_status: Option<TransactionStatus>,
    /// The bank's page to send the customer to, where the mode needs one.
    pub redirection_url: Option<String>,
    /// Code of the outcome; 156 and 158 mean that the input was refused and may be corrected.
    pub result_code: Option<i64>,
    /// Text of the outcome.
    pub result_message: Option<String>,
    /// Whether RuPay's own OTP is asked for: then `payments.validate_otp`.
    pub rupay: Option<bool>,
    /// Whether an OTP page is to be shown; without `rupay` it is the page of `redirection_url`.
    pub render_otp_page: Option<bool>,
    /// The gateway's id of the order.
    pub order_id: Option<String>,
}

/// Declares a record that ends in the fields every account of a payment has.
macro_rules! payment_record {
    ($(#[$meta:meta])* pub struct $name:ident { $($own:tt)* }) => {
        #[model(answer)]
        $(#[$meta])*
        pub struct $name {
            $($own)*
            /// The gateway's id of the order.
            pub order_id: Option<String>,
            /// State of the order.
            pub order_status: Option<OrderStatus>,
            /// The merchant's own reference of the order.
            pub unique_transaction_id: Option<String>,
            /// Order value in rupees.
            pub amount: Option<Money>,
            /// What the customer pays in rupees: order value, surcharge and its tax.
            pub final_amount: Option<Money>,
            /// Rupees that moved.
            pub transaction_amount: Option<Money>,
            /// Fee added for the customer, in rupees.
            pub surcharge: Option<Money>,
            /// Tax on that fee; the gateway's browser code reads it as a rate in percent.
            pub surcharge_gst: Option<Money>,
            /// The merchant's cost in rupees.
            pub mdr: Option<Money>,
            /// Tax on that cost in rupees.
            pub mdr_gst: Option<Money>,
            /// Currency.
            pub currency: Option<Currency>,
            /// How it was paid.
            pub payment_mode: Option<PaymentMode>,
            /// Code of the bank or wallet.
            pub bank_code: Option<String>,
            /// Name of the bank.
            pub bank_name: Option<String>,
            /// Card network.
            pub card_scheme: Option<CardScheme>,
            /// Card number with all but a few digits masked.
            pub masked_card_number: Option<String>,
            /// Name on the card.
            pub card_holder_name: Option<String>,
            /// The gateway's token of a saved card; charges need it, so it stays closed.
            pub payment_token: Option<Secret>,
            /// The bank's reference; for UPI the RRN.
            pub bank_transaction_id: Option<String>,
            /// Text of the outcome.
            #[field(alias = "txnMessage", alias = "transactionMessage")]
            pub txn_msg: Option<String>,
            /// When it was paid or failed.
            pub txn_date: Option<Timestamp>,
        }
    };
}

payment_record! {
    /// One payment attempt, as the gateway's status call tells it: this is the truth about a payment.
    pub struct Transaction {
        /// The gateway's id (`EK...`).
        pub transaction_id: String,
        /// State.
        #[field(alias = "transactionStatus")]
        pub status: Option<TransactionStatus>,
        /// When it was created.
        pub created: Option<Timestamp>,
        /// When it last changed.
        pub last_modified: Option<Timestamp>,
    }
}

payment_record! {
    /// What a payment notification claims. Anybody can post one: confirm it with `webhooks.confirm`.
    pub struct PaymentNotice {
        /// The gateway's id of the transaction.
        pub transaction_id: Option<String>,
        /// State, as `transactionStatus`.
        pub status: Option<TransactionStatus>,
        /// State of the transaction.
        pub transaction_status: Option<TransactionStatus>,
        /// Integrity value of the gateway; its algorithm is not published.
        pub checksum: Option<String>,
    }
}

payment_record! {
    /// What a notification about a mandate's debit claims. Anybody can post one: confirm it with `webhooks.confirm`.
    pub struct MandateDebitNotice {
        /// The gateway's id of the transaction.
        pub transaction_id: Option<String>,
        /// State, as `transactionStatus`.
        pub status: Option<TransactionStatus>,
        /// State of the transaction.
        pub transaction_status: Option<TransactionStatus>,
        /// Integrity value of the gateway; its algorithm is not published.
        pub checksum: Option<String>,
        /// The gateway's id of the mandate; not documented for this notification, read where it is there.
        pub mandate_id: Option<String>,
        /// The merchant's reference of the mandate; not documented for this notification.
        #[field(alias = "reference_id")]
        pub reference_id: Option<String>,
        /// UPI mandate number; not documented for this notification.
        pub umn: Option<String>,
    }
}

/// Answer of `payments.upi_status`.
#[model(answer)]
pub struct UpiStatus {
    /// State; anything but `SUCCESS` and `FAILED` is not decided yet.
    pub status: UpiTransactionStatus,
    /// Text of the outcome.
    pub transaction_message: Option<String>,
    /// The gateway's id of the order.
    pub order_id: Option<String>,
}
