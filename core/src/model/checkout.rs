//! What the customer's client reads and sends around a charge: the calls of the gateway's own browser code, keyed by the
//! order id.

use enkash_macros::{model, open_enum};

use super::merchant::PaymentProvider;
use super::order::{Address, Currency, OrderStatus};
use super::payment::{CardScheme, PaymentMode, TransactionStatus};
use crate::rules;
use crate::scalar::{Money, Secret, TextMap};

/// The merchant as the checkout shows it.
#[model(answer)]
pub struct MerchantInfo {
    /// Name.
    pub merchant_name: Option<String>,
    /// Address of the logo.
    pub checkout_logo: Option<String>,
    /// Colours.
    pub checkout_color_scheme: Option<String>,
    /// Whether links to UPI apps are hidden.
    pub hide_app_intent_links: Option<bool>,
    /// Whether a UPI id may be typed.
    pub upi_vpa_enabled: Option<bool>,
}

/// Answer of `orders.details`: what may be paid and how. The payer's saved cards are left out.
#[model(answer)]
#[complete(leave_cards_out)]
pub struct CheckoutOrder {
    /// The id that the later calls take; seen equal to the order id.
    pub transaction_id: Option<String>,
    /// The merchant's own reference.
    pub unique_transaction_id: Option<String>,
    /// The merchant's public key, needed to charge.
    pub public_identifier_key: Option<String>,
    /// Order value in rupees.
    pub amount: Option<Money>,
    /// Rupees to pay.
    pub total_amount: Option<Money>,
    /// Name of the payer.
    pub name: Option<String>,
    /// Mobile number of the payer.
    pub phone: Option<String>,
    /// Whether the payer's contact is known already.
    pub skip_contact_info: Option<bool>,
    /// Whether another attempt is allowed.
    pub payment_attempt_left: Option<bool>,
    /// How long a UPI payment may take, in minutes; 5 if absent.
    pub upi_collect_timeout: Option<i64>,
    /// The merchant.
    pub merchant_info: Option<MerchantInfo>,
    /// UPI is offered.
    pub upi: Option<bool>,
    /// A UPI QR code is offered.
    pub upi_qr_code_enabled: Option<bool>,
    /// Credit cards are offered.
    pub credit_card: Option<bool>,
    /// Debit cards are offered.
    pub debit_card: Option<bool>,
    /// Prepaid cards are offered.
    pub prepaid_card: Option<bool>,
    /// Corporate cards are offered.
    pub corporate_card: Option<bool>,
    /// Net banking is offered.
    pub net_banking: Option<bool>,
    /// Wallets are offered.
    pub wallet: Option<bool>,
    /// Banks.
    pub net_banking_list: Vec<PaymentProvider>,
    /// Banks to show first.
    pub top_net_banking_list: Vec<PaymentProvider>,
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
    /// All schemes.
    pub card_schemes_supported: Vec<CardScheme>,
    /// Fees in rupees under keys such as `SC_CC_VISA`: surcharge (`SC`), convenience fee (`CF`), platform fee (`PF`, not the
    /// payer's); then the mode; then `DEFAULT`, a bank, a wallet or a scheme.
    pub surcharges: TextMap,
    /// Tax on the fees: a rate in percent, such as 18.
    pub surcharge_gst: Option<Money>,
}

fn leave_cards_out(order: &mut CheckoutOrder) {
    order.extra.drop_key("savedCards");
}

/// Request of `orders.update_customer`.
#[model(request)]
pub struct UpdateCheckoutCustomer {
    /// E-mail address.
    #[field(check = rules::email)]
    pub customer_email: Option<String>,
    /// Mobile number: ten digits, the first one 6 to 9.
    #[field(check = rules::mobile)]
    pub customer_mobile: String,
    /// `public_identifier_key` of the order's details.
    #[field(wire = "merchantAccessKey", check = rules::filled)]
    pub public_identifier_key: String,
}

/// Answer of `orders.update_customer`.
#[model(answer)]
pub struct CheckoutCustomer {
    /// Mobile number.
    #[field(alias = "phoneNumber")]
    pub customer_mobile: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Postal address.
    pub address: Option<Address>,
    /// Company at the gateway.
    pub company_id: Option<String>,
    /// Whether a second factor is asked for.
    pub authenticator_enabled: Option<bool>,
    /// The gateway's sentence, where it answers with one.
    pub message: Option<String>,
}

/// Request of `cards.bin_details`.
#[model(request)]
pub struct BinQuery {
    /// The first ten digits of the card, twelve at most, because they travel in the address; never shown, logged or kept.
    #[field(query, check = rules::bin)]
    pub bin: Secret,
    /// `transaction_id` of the order's details.
    #[field(query, check = rules::id)]
    pub transaction_id: String,
}

/// Kind of a card.
#[open_enum]
pub enum CardType {
    /// Pay with `CREDIT_CARD`.
    Credit,
    /// Pay with `DEBIT_CARD`.
    Debit,
    /// Pay with `PREPAID_CARD`.
    Prepaid,
    /// Pay with `CORPORATE_CARD`.
    Corporate,
}

/// Answer of `cards.bin_details`.
#[model(answer)]
pub struct BinDetails {
    /// Card network.
    pub card_scheme_type: Option<CardScheme>,
    /// Kind of the card: which payment mode to use.
    pub card_type: Option<CardType>,
    /// Code of the acquirer.
    pub pg_code: Option<String>,
    /// The issuing bank.
    pub bank_name: Option<String>,
    /// The bank's legal name.
    pub bank_entity_name: Option<String>,
}

/// Request of `payments.bind_upi_app`: which app the link of `orders.upi_intent_links` will open.
#[model(request)]
#[fixed("paymentMode", "UPI")]
pub struct BindUpiApp {
    /// `transaction_id` of the links.
    #[field(check = rules::id)]
    pub transaction_id: String,
    /// The app: `gpay`, `phonepe`, `paytm` or `upi`.
    #[field(wire = "bankCode", check = rules::filled)]
    pub app: String,
}

/// Answer of `payments.bind_upi_app`.
#[model(answer)]
pub struct BoundUpiApp {
    /// The transaction to follow with `payments.upi_status`.
    pub transaction_id: Option<String>,
}

/// Answer of `payments.minimal`: the state of a payment as the payer's side may see it.
#[model(answer)]
pub struct MinimalTransaction {
    /// State of the order.
    pub order_status: Option<OrderStatus>,
    /// State of the transaction. `PENDING_WITH_BANK` is pending: keep asking.
    #[field(alias = "transactionStatus")]
    pub status: Option<TransactionStatus>,
    /// The merchant's own reference of the order.
    pub unique_transaction_id: Option<String>,
    /// The transaction.
    pub transaction_id: Option<String>,
    /// Integrity value; its algorithm is not published.
    pub checksum: Option<String>,
    /// What the customer pays, in rupees.
    pub final_amount: Option<Money>,
    /// Order value in rupees.
    pub amount: Option<Money>,
    /// Currency.
    pub currency: Option<Currency>,
    /// How it was paid.
    pub payment_mode: Option<PaymentMode>,
    /// Whether another attempt is allowed.
    pub payment_attempt_left: Option<bool>,
    /// The merchant's free pairs.
    pub custom_parameters: TextMap,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::from_wire;

    #[test]
    fn saved_cards_are_not_kept() {
        let order: CheckoutOrder =
            from_wire(r#"{"amount":"10","savedCards":[{"token":"tok_1"}],"points":3}"#).expect("an order");
        assert_eq!(order.extra.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["points"]);
    }
}
