//! Orders, their UPI QR and UPI links.

use enkash_macros::{model, open_enum};

use super::payment::Transaction;
use crate::rules;
use crate::scalar::{Money, Secret, TextMap, Timestamp};
use crate::wire::{AmountObject, NullWhenTrue};

/// State of an order.
#[open_enum]
pub enum OrderStatus {
    /// It exists and can be paid.
    Created,
    /// The customer was sent to the hosted checkout.
    CheckoutRendered,
    /// At least one payment attempt; its outcome stands on the transaction.
    Attempted,
    /// Paid. An order is paid at most once.
    Paid,
    /// Cancelled by the customer.
    Cancelled,
    /// Its time ran out.
    Expired,
    /// Waiting for the customer's bank (2024 documentation).
    PaymentConfirmationPending,
}

/// Currency; the gateway takes rupees only.
#[open_enum]
pub enum Currency {
    /// Indian rupee.
    Inr,
}

/// A postal address.
#[model]
pub struct Address {
    /// Street and house.
    pub street_name: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State.
    pub state: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// PIN code.
    pub zipcode: Option<String>,
}

/// The payer.
#[model]
pub struct CustomerInfo {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// E-mail address.
    #[field(check = rules::email)]
    pub email: Option<String>,
    /// Mobile number: ten digits, the first one 6 to 9.
    #[field(check = rules::mobile)]
    pub phone_number: Option<String>,
    /// Postal address.
    pub address: Option<Address>,
}

/// The one bank account that may pay (third-party validation, UPI).
#[model]
pub struct TpvAccount {
    /// Account number, 9 to 36 letters or digits.
    #[field(check = rules::account_number)]
    pub account_number: Option<Secret>,
    /// IFSC of the branch, such as `KKBK0000432`.
    #[field(check = rules::ifsc)]
    pub ifsc: Option<String>,
}

/// What the checkout offers for an order; a mode that is absent is not offered once any mode is named.
#[model]
pub struct RestrictedPaymentOptions {
    /// Bank codes for net banking.
    #[field(wire = "NETBANKING", alias = "NET_BANKING")]
    pub net_banking: Vec<String>,
    /// Card schemes for credit cards, such as `VISA`.
    #[field(wire = "CREDIT_CARD")]
    pub credit_card: Vec<String>,
    /// Card schemes for debit cards.
    #[field(wire = "DEBIT_CARD")]
    pub debit_card: Vec<String>,
    /// Card schemes for prepaid cards.
    #[field(wire = "PREPAID_CARD")]
    pub prepaid_card: Vec<String>,
    /// Card schemes for corporate cards.
    #[field(wire = "CORPORATE_CARD")]
    pub corporate_card: Vec<String>,
    /// Wallet codes.
    #[field(wire = "WALLET")]
    pub wallet: Vec<String>,
    /// True offers UPI.
    #[field(wire = "UPI", write = NullWhenTrue, check = rules::must_be_true)]
    pub upi: Option<bool>,
}

/// Request of `orders.create`.
#[model(request)]
pub struct CreateOrder {
    /// The merchant's own reference, unique per merchant: letters and digits only.
    #[field(wire = "orderId", check = rules::merchant_order_id)]
    pub merchant_order_id: String,
    /// Rupees, at least 0.01, two decimals at most.
    #[field(write = AmountObject, check = rules::payable)]
    pub amount: Money,
    /// The payer.
    pub customer_info: Option<CustomerInfo>,
    /// Where the browser comes back to after the checkout.
    #[field(check = rules::url)]
    pub return_url: Option<String>,
    /// Where the gateway sends payment notifications.
    #[field(check = rules::url)]
    pub notify_url: Option<String>,
    /// Free key-value pairs that come back with the order.
    pub custom_parameters: TextMap,
    /// Shown to the customer.
    pub description: Option<String>,
    /// The one account that may pay (UPI third-party validation).
    pub payment_detail: Option<TpvAccount>,
    /// What the checkout may offer; absent offers everything the merchant has.
    pub restricted_payment_options: Option<RestrictedPaymentOptions>,
}

/// Answer of `orders.create`.
#[model(answer)]
pub struct CreatedOrder {
    /// The gateway's id of the order (`ORD...`), used by every later call.
    pub order_id: String,
    /// Hosted checkout page to send the customer to.
    pub redirection_url: Option<String>,
}

/// An order as the gateway holds it.
#[model(answer)]
pub struct Order {
    /// The gateway's id.
    pub order_id: String,
    /// The merchant's own reference.
    #[field(alias = "uniqueTransactionId")]
    pub merchant_order_id: Option<String>,
    /// State.
    #[field(alias = "status")]
    pub order_status: Option<OrderStatus>,
    /// Order value in rupees.
    pub amount: Option<Money>,
    /// Currency.
    pub currency: Option<Currency>,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When it last changed.
    pub last_modified: Option<Timestamp>,
    /// When it was placed.
    pub order_date: Option<Timestamp>,
    /// All payment attempts; at most one is successful.
    pub transactions: Vec<Transaction>,
    /// The payer.
    pub customer_info: Option<CustomerInfo>,
    /// Where the browser comes back to.
    pub return_url: Option<String>,
    /// Where notifications go.
    pub notify_url: Option<String>,
    /// The free pairs given at creation.
    pub custom_parameters: TextMap,
    /// The text given at creation.
    pub description: Option<String>,
    /// The gateway's remark.
    pub order_message: Option<String>,
    /// Name of the merchant.
    pub merchant_name: Option<String>,
    /// The merchant's public key of the gateway.
    pub merchant_identifier_key: Option<String>,
    /// The one account that may pay.
    pub payment_detail: Option<TpvAccount>,
}

/// Answer of `orders.upi_qr`: a QR code to be paid once.
#[model(answer)]
pub struct UpiQr {
    /// PNG image, base64 without a prefix.
    pub qr_code: Option<String>,
    /// The `upi://pay` text in the image.
    pub qr_url: Option<String>,
    /// The transaction this call opened; follow it with `payments.upi_status`.
    #[field(wire = "ekPayId")]
    pub transaction_id: String,
}

/// Answer of `orders.upi_intent_links`: links that open a UPI app; any of them may be missing.
#[model(answer)]
pub struct UpiIntentLinks {
    /// The transaction to follow with `payments.upi_status`.
    pub transaction_id: Option<String>,
    /// Google Pay.
    pub gpay: Option<String>,
    /// PhonePe.
    pub phonepe: Option<String>,
    /// Paytm.
    pub paytm: Option<String>,
    /// Any UPI app.
    pub upi: Option<String>,
}
