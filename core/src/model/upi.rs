//! UPI links: `upi://pay` and `upi://mandate`, each parameter under a name that says what it is.
//!
//! Sources and readings stand in [`crate::upi`].

use enkash_macros::model;

use super::calendar::{AmountRule, RecurrencePeriod, RecurrenceRule};
use super::upi_codes::{MandateAction, UpiInitiationMode, UpiPurpose};
use crate::rules;
use crate::scalar::Money;
use crate::upi::{checks as upi, mandate_link, pay_link};

/// A link that asks a UPI app to pay (`upi://pay`). Rupees only: `cu=INR` is written always, and another currency is
/// refused when reading.
#[model(request)]
#[check(pay_link::check)]
pub struct PayLink {
    /// `pa`: UPI id of the payee.
    #[field(check = rules::vpa)]
    pub payee_vpa: String,
    /// `pn`: name of the payee, shown to the payer.
    #[field(check = upi::shown)]
    pub payee_name: String,
    /// `mc`: merchant category code, four digits; `0000` for a person. Merchants need it.
    #[field(check = upi::category_code)]
    pub merchant_code: Option<String>,
    /// `tid`: UPI transaction id made by the merchant's provider, 35 letters or digits; the payment then carries it.
    #[field(check = rules::upi_transaction_id)]
    pub transaction_id: Option<String>,
    /// `tr`: the merchant's reference of the order; merchants need it, and `url` does.
    #[field(check = upi::reference)]
    pub reference: Option<String>,
    /// `tn`: note to the payer.
    #[field(check = upi::shown)]
    pub note: Option<String>,
    /// `am`: rupees, written with two decimals; left out, the payer types the amount.
    #[field(check = rules::payable)]
    pub amount: Option<Money>,
    /// `mam`: least amount in rupees; give it only if the payer may pay more than this or choose.
    #[field(check = rules::payable)]
    pub minimum_amount: Option<Money>,
    /// `url` (read also as `refUrl`): a page with details of the payment.
    #[field(check = upi::url)]
    pub url: Option<String>,
    /// `mode`: how the payment is started.
    #[field(check = upi::mode)]
    pub mode: Option<UpiInitiationMode>,
    /// `purpose`: what it is for.
    #[field(check = upi::purpose)]
    pub purpose: Option<UpiPurpose>,
    /// `orgid`: id of the originator; `000000` if there is none.
    #[field(check = upi::code)]
    pub originator_id: Option<String>,
    /// Parameters this version does not know, in their order.
    pub other: Vec<LinkParameter>,
    /// `sign`: base64 signature over everything before it; always written last. Signed modes need it.
    #[field(check = upi::signature)]
    pub sign: Option<String>,
}

/// A link that asks a UPI app to approve a mandate (`upi://mandate`). Rupees only.
#[model(request)]
#[check(mandate_link::check)]
pub struct MandateLink {
    /// `txnType`: what to approve.
    #[field(check = upi::action)]
    pub action: MandateAction,
    /// `pa`: UPI id of the payee.
    #[field(check = rules::vpa)]
    pub payee_vpa: String,
    /// `pn`: name of the payee, shown to the payer.
    #[field(check = upi::shown)]
    pub payee_name: String,
    /// `mc`: merchant category code, four digits.
    #[field(check = upi::category_code)]
    pub merchant_code: String,
    /// `tid`: UPI transaction id, 35 letters or digits.
    #[field(check = rules::upi_transaction_id)]
    pub transaction_id: String,
    /// `tr`: the merchant's reference.
    #[field(check = upi::reference)]
    pub reference: String,
    /// `mn`: name of the mandate, shown to the payer.
    #[field(check = upi::shown)]
    pub mandate_name: String,
    /// `am`: the mandate's amount in rupees, written with two decimals.
    #[field(check = rules::payable)]
    pub amount: Money,
    /// `amrule`: how the amount is meant.
    pub amount_rule: AmountRule,
    /// `fam`: amount of the first debit in rupees, below `amount`; not zero where `purpose` is 14.
    pub first_amount: Option<Money>,
    /// `validitystart`: first day, `YYYY-MM-DD` (written `ddmmyyyy`).
    #[field(check = rules::day)]
    pub validity_start: String,
    /// `validityend`: last day, `YYYY-MM-DD` (written `ddmmyyyy`).
    #[field(check = rules::day)]
    pub validity_end: String,
    /// `recur`: how often it may be debited.
    pub period: RecurrencePeriod,
    /// `recurtype`: how `value` is meant.
    pub rule: Option<RecurrenceRule>,
    /// `recurvalue`: the day, as in [`Recurrence`](super::Recurrence).
    pub value: Option<i64>,
    /// `mode`: how it is started.
    #[field(check = upi::mode)]
    pub mode: UpiInitiationMode,
    /// `purpose`: `01` for one-time mandates (securities), `14` for standing instructions.
    #[field(check = upi::purpose)]
    pub purpose: UpiPurpose,
    /// `rev`: whether the payer may revoke it. Recurring mandates always are, but for loan repayments (MCC 7322).
    pub revocable: Option<bool>,
    /// `block`: whether the amount is reserved at the payer's bank; only for `ONETIME`.
    pub block_fund: Option<bool>,
    /// `share`: whether it is shown to the payee.
    pub share_to_payee: Option<bool>,
    /// `umn`: the existing mandate's number, for `UPDATE` and `REVOKE`.
    #[field(check = rules::umn)]
    pub umn: Option<String>,
    /// `tn`: note to the payer.
    #[field(check = upi::shown)]
    pub note: Option<String>,
    /// `orgid`: id of the originator; `000000` if there is none.
    #[field(check = upi::code)]
    pub originator_id: Option<String>,
    /// `ver`: version of the link.
    #[field(check = upi::reference)]
    pub version: Option<String>,
    /// `qrMedium`: where the QR code is shown, as the provider codes it.
    #[field(check = upi::reference)]
    pub qr_medium: Option<String>,
    /// `QRexpire`: until when the QR code is good, in the provider's own form.
    #[field(check = upi::reference)]
    pub qr_expires: Option<String>,
    /// Parameters this version does not know, in their order.
    pub other: Vec<LinkParameter>,
    /// `sign`: base64 signature over everything before it; always written last. Signed modes need it.
    #[field(check = upi::signature)]
    pub sign: Option<String>,
}

/// A parameter this version does not know.
#[model(request)]
pub struct LinkParameter {
    /// Name as in the link: letters, digits, `-`, `_` and `.`.
    #[field(check = upi::parameter_name)]
    pub name: String,
    /// Value, unescaped.
    #[field(check = upi::printable)]
    pub value: String,
}

/// Answer of `upi.build_pay_link` and `upi.build_mandate_link`.
#[model(request)]
pub struct BuiltLink {
    /// The link: open it on a phone or draw it as a QR code.
    pub link: String,
    /// Whether `mode` is a signed one and `sign` is missing: sign the text of `link` and build again with `sign`, which
    /// adds `&sign=` and changes nothing before it.
    pub needs_sign: bool,
}

/// Request of `upi.parse_pay_link` and `upi.parse_mandate_link`.
#[model(request)]
pub struct LinkText {
    /// The link as it was scanned or received, 4096 bytes at most.
    pub link: String,
}

/// Answer of `upi.parse_pay_link`.
#[model(request)]
pub struct ParsedPayLink {
    /// What it says.
    pub pay: PayLink,
    /// The text that `sign` stands for, byte for byte, if the link is signed. Nothing was verified.
    pub signed_text: Option<String>,
}

/// Answer of `upi.parse_mandate_link`.
#[model(request)]
pub struct ParsedMandateLink {
    /// What it says.
    pub mandate: MandateLink,
    /// The text that `sign` stands for, byte for byte, if the link is signed. Nothing was verified.
    pub signed_text: Option<String>,
}
