//! What the customer's client reads and sends: the calls of the gateway's own browser code, keyed by the order id.

use enkash_macros::{model, open_enum};

use super::merchant::PaymentProvider;
use super::order::{Address, Currency, OrderStatus};
use super::payment::{CardScheme, PaymentMode, TransactionStatus};
use crate::field::{Invalid, ModelFields, Path};
use crate::rules;
use crate::scalar::{Money, Secret, TextMap};
use crate::wire::{AmountText, CardData};

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

/// The instrument of `payments.charge`. Which fields are needed follows from `payment_mode`.
#[model(request)]
#[check(check_instrument)]
#[fixed("saveCard", false, if card_number)]
#[fixed("paymentToken", (), if card_number)]
#[fixed("paymentType", "NEW_CARD", if card_number)]
pub struct ChargeInstrument {
    /// How to pay.
    pub payment_mode: PaymentMode,
    /// Code of the bank or wallet.
    #[field(check = rules::filled)]
    pub bank_code: Option<String>,
    /// The payer's UPI id (collect; inferred from the server's submit call).
    #[field(check = rules::vpa)]
    pub vpa: Option<String>,
    /// Name on the card.
    pub card_holder_name: Option<String>,
    /// Card number, 12 to 19 digits; travels in base64, never shown, logged or kept.
    #[field(write = CardData, check = rules::card_number)]
    pub card_number: Option<Secret>,
    /// Card verification value, 3 or 4 digits; travels in base64, never shown, logged or kept.
    #[field(write = CardData, check = rules::cvv)]
    pub cvv: Option<Secret>,
    /// Expiry as `MM/YY`; travels in base64, never shown, logged or kept.
    #[field(write = CardData, check = rules::expiry)]
    pub expiry: Option<Secret>,
}

fn check_instrument(instrument: &ChargeInstrument, path: &Path<'_>) -> Result<(), Invalid> {
    use PaymentMode::{CorporateCard, CreditCard, DebitCard, NetBanking, PayLater, PrepaidCard, Unknown, Upi, Wallet};
    let mode = &instrument.payment_mode;
    let need = |given: bool, name: &'static str| {
        let problem = || Path::Field(path, name).invalid(format!("is required when payment_mode is {mode}; pass it"));
        if given { Ok(()) } else { Err(problem()) }
    };
    match mode {
        CreditCard | DebitCard | PrepaidCard | CorporateCard => {
            need(instrument.card_number.is_some(), "card_number")?;
            need(instrument.expiry.is_some(), "expiry")?;
            need(instrument.cvv.is_some(), "cvv")
        }
        NetBanking | Wallet | PayLater => need(instrument.bank_code.is_some(), "bank_code"),
        Upi => need(instrument.vpa.is_some(), "vpa"),
        Unknown(_) => Ok(()),
    }
}

/// Request of `payments.charge`; its keys come from the gateway's own browser code. The three ids are those of
/// `orders.details`.
#[model(request)]
#[fixed("popupMode", true)]
pub struct ChargePayment {
    /// `transaction_id` of the order's details.
    #[field(check = rules::id)]
    pub transaction_id: String,
    /// `unique_transaction_id` of the order's details.
    #[field(check = rules::filled)]
    pub unique_transaction_id: String,
    /// `public_identifier_key` of the order's details.
    #[field(check = rules::filled)]
    pub public_identifier_key: String,
    /// The instrument.
    #[field(wire = "paymentDetail")]
    pub instrument: ChargeInstrument,
    /// Surcharge and convenience fee together, in rupees; see `surcharges` of the order's details.
    #[field(write = AmountText)]
    pub surcharge: Option<Money>,
    /// `surcharge_gst` of the order's details: a rate in percent.
    pub surcharge_gst: Option<Money>,
}

/// What to do after a charge.
#[open_enum(closed)]
pub enum NextStep {
    /// Nothing: it is paid. Confirm with `payments.minimal`.
    Paid,
    /// Nothing: it failed; `result_message` says why.
    Failed,
    /// Show the in-page 3-D Secure of `transaction_uuid`, then ask `payments.upi_status`.
    ThreeDSecure,
    /// Ask the payer for the bank's OTP, then `payments.validate_otp`.
    Otp,
    /// Correct the input and charge again; the attempt stays open.
    CorrectInput,
    /// Send the payer to `redirection_url`, then ask `payments.minimal`.
    Redirect,
    /// Nothing is known yet: ask `payments.minimal`.
    Pending,
}

/// Answer of `payments.charge`: one of six branches, told by `next`.
#[model(answer)]
#[complete(find_next)]
pub struct ChargeResult {
    /// What to do now; worked out from the other fields in the order in which the gateway's own browser code looks at
    /// them.
    pub next: Option<NextStep>,
    /// The transaction.
    pub transaction_id: Option<String>,
    /// State.
    #[field(alias = "status")]
    pub transaction_status: Option<TransactionStatus>,
    /// Whether it was authorised without a redirect.
    pub dauth: Option<bool>,
    /// Whether it failed.
    pub error: Option<bool>,
    /// Code of the outcome; 156 and 158 mean that the input was refused.
    pub result_code: Option<i64>,
    /// Text of the outcome.
    pub result_message: Option<String>,
    /// `LYRA` for in-page 3-D Secure.
    pub iframe: Option<String>,
    /// The id of the in-page 3-D Secure.
    pub transaction_uuid: Option<String>,
    /// Whether RuPay's own OTP is asked for.
    pub rupay: Option<bool>,
    /// Whether an OTP page is to be shown.
    pub render_otp_page: Option<bool>,
    /// The bank's page.
    pub redirection_url: Option<String>,
}

fn find_next(result: &mut ChargeResult) {
    result.redirection_url = result.redirection_url.take().filter(|url| !url.is_empty());
    let (told, extra) = (|flag: Option<bool>| flag == Some(true), &result.extra);
    let error = told(result.error) || extra.truthy("error");
    let rupay = told(result.rupay) || extra.truthy("rupay");
    let authorised = told(result.dauth) || extra.truthy("dauth");
    // An answer that says nothing of the charge is not "pending": whether there is a charge is not known.
    if result.is_blank() && !(error || rupay || authorised) {
        return;
    }
    result.next = Some(if result.transaction_status == Some(TransactionStatus::Success) && authorised {
        NextStep::Paid
    } else if error {
        NextStep::Failed
    } else if result.iframe.as_deref() == Some("LYRA") {
        NextStep::ThreeDSecure
    } else if rupay {
        NextStep::Otp
    } else if matches!(result.result_code, Some(156 | 158)) {
        NextStep::CorrectInput
    } else if result.redirection_url.is_some() {
        NextStep::Redirect
    } else {
        NextStep::Pending
    });
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

/// Request of `payments.expire` and `payments.cancel`.
#[model(request)]
pub struct EndCharge {
    /// The transaction.
    #[field(check = rules::id)]
    pub transaction_id: String,
    /// Reason.
    pub remark: Option<String>,
}

/// Request of `orders.cancel`.
#[model(request)]
pub struct CancelOrder {
    /// `transaction_id` of the order's details.
    #[field(check = rules::id)]
    pub transaction_id: String,
    /// Reason.
    pub reason: Option<String>,
}

/// Answer of the calls that end an attempt or an order; no key of it is documented.
#[model(answer)]
pub struct ChargeEnded {
    /// The transaction.
    pub transaction_id: Option<String>,
    /// Its state.
    #[field(alias = "status")]
    pub transaction_status: Option<TransactionStatus>,
    /// State of the order.
    pub order_status: Option<OrderStatus>,
    /// The gateway's sentence, where it answers with one.
    pub message: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::from_wire;

    #[test]
    fn a_flag_counts_in_whatever_way_it_is_written() {
        let next = |text: &str| from_wire::<ChargeResult>(text).and_then(|result| result.next);
        for none in [r#""""#, "0", "null", "false", r#""N""#] {
            let url = format!(r#"{{"error":{none},"redirectionUrl":"https://example.com/bank"}}"#);
            assert_eq!(next(&url), Some(NextStep::Redirect), "{none}");
        }
        for set in ["1", r#""Y""#, "true", r#""true""#] {
            assert_eq!(next(&format!(r#"{{"rupay":{set}}}"#)), Some(NextStep::Otp), "{set}");
            let paid = format!(r#"{{"transactionStatus":"SUCCESS","dauth":{set}}}"#);
            assert_eq!(next(&paid), Some(NextStep::Paid), "{set}");
            assert_eq!(next(&format!(r#"{{"error":{set}}}"#)), Some(NextStep::Failed), "{set}");
        }
        assert_eq!(next(r#"{"error":"Card declined"}"#), Some(NextStep::Failed));
        assert_eq!(next(r#"{"transactionId":"EK1","redirectionUrl":""}"#), Some(NextStep::Pending));
    }

    #[test]
    fn an_answer_that_says_nothing_of_the_charge_names_no_step() {
        for text in ["{}", r#"{"message":"hello"}"#, r#"{"redirectionUrl":"","error":0,"rupay":0}"#] {
            let result: ChargeResult = from_wire(text).expect("a record");
            assert_eq!(result.next, None, "{text}");
        }
    }

    #[test]
    fn saved_cards_are_not_kept() {
        let order: CheckoutOrder =
            from_wire(r#"{"amount":"10","savedCards":[{"token":"tok_1"}],"points":3}"#).expect("an order");
        assert_eq!(order.extra.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["points"]);
    }
}
