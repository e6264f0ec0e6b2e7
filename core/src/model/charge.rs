//! The charge on the customer's side: the instrument, what to do next, and the end of an attempt.

use enkash_macros::{model, open_enum};

use super::order::OrderStatus;
use super::payment::{Given, PaymentMode, TransactionStatus};
use crate::field::{Invalid, ModelFields, Path};
use crate::rules;
use crate::scalar::{Money, Secret};
use crate::wire::{AmountText, CardData};

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
    let given = Given {
        card: [&instrument.card_number, &instrument.expiry, &instrument.cvv].map(Option::is_some),
        bank_code: instrument.bank_code.is_some(),
        pay_later: ("bank_code", instrument.bank_code.is_some()),
        vpa: instrument.vpa.is_some(),
    };
    given.suffices(&instrument.payment_mode, path)
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
}
