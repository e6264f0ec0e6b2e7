//! `upi://mandate` links.
//!
//! Source: the parameters as several providers print them, and NPCI's rules for mandates: funds are blocked only for
//! one-time mandates; a one-time mandate that blocks nothing must be revocable; recurring ones always are, but for loan
//! repayments; the first amount is below the amount. Reading checks what [`super::pay_link`] checks, and the dates.
//!
//! Inferred: the actions `CREATE` and `REVOKE`; the word of `QRexpire` is kept as it is, its form being the provider's.

use time::Date;

use super::checks::{is_signed, unknown_parameters};
use super::parameters::{Link, Parameters, wrong};
use super::{calendar, day};
use crate::Error;
use crate::field::{Field, Invalid, Path};
use crate::model::{
    AmountRule, BuiltLink, LinkText, MandateAction, MandateLink, ParsedMandateLink, RecurrencePeriod, RecurrenceRule,
    UpiPurpose,
};
use crate::rules;
use crate::scalar::Money;

const KNOWN: [&str; 28] = [
    "txnType",
    "pa",
    "pn",
    "mc",
    "tid",
    "tr",
    "mn",
    "am",
    "cu",
    "amrule",
    "fam",
    "validitystart",
    "validityend",
    "recur",
    "recurtype",
    "recurvalue",
    "mode",
    "purpose",
    "rev",
    "block",
    "share",
    "umn",
    "tn",
    "orgid",
    "ver",
    "qrMedium",
    "QRexpire",
    "sign",
];
/// Merchant category of loan repayments, which a payer may not be able to revoke.
const LOAN_REPAYMENT: &str = "7322";

/// What no single field can know.
pub(crate) fn check(link: &MandateLink, path: &Path<'_>) -> Result<(), Invalid> {
    let field = |name| Path::Field(path, name);
    if let Some(first) = link.first_amount {
        first_amount(first, &link.purpose, link.amount).map_err(|problem| field("first_amount").invalid(problem))?;
    }
    let start = day::read(&link.validity_start, &field("validity_start"))?;
    if day::read(&link.validity_end, &field("validity_end"))? < start {
        return Err(field("validity_end").invalid("is before validity_start; pass that day or a later one"));
    }
    calendar::check_pattern(&link.period, link.rule.as_ref(), link.value, path)?;
    let once = link.period == RecurrencePeriod::OneTime;
    if link.block_fund == Some(true) && !once {
        return Err(field("block_fund").invalid("is only for ONETIME; recurring mandates never block"));
    }
    if link.revocable == Some(false) {
        if once && link.block_fund != Some(true) {
            return Err(field("revocable").invalid("must be true where nothing is blocked; pass block_fund or true"));
        }
        if !once && link.merchant_code != LOAN_REPAYMENT {
            return Err(field("revocable").invalid("must be true for a recurring mandate (but for MCC 7322)"));
        }
    }
    if link.umn.is_none() && link.action != MandateAction::Create {
        return Err(field("umn").invalid("is required to update or revoke; pass the mandate's number"));
    }
    unknown_parameters(&link.other, &KNOWN, path)
}

/// Below the amount; not zero for a standing instruction.
fn first_amount(first: Money, purpose: &UpiPurpose, amount: Money) -> Result<(), &'static str> {
    let zero_allowed = *purpose != UpiPurpose::StandingInstruction && first == Money::ZERO;
    if !zero_allowed {
        first.check_payable()?;
    }
    if first < amount { Ok(()) } else { Err("is not below amount; leave it out if the first debit is no different") }
}

/// Writes a `upi://mandate` link.
///
/// Errors: `Validation` with the field that cannot be right.
pub fn build(request: MandateLink) -> Result<BuiltLink, Error> {
    request.check(&Path::Root)?;
    let validity = |text: &str, name| Ok::<_, Invalid>(digits(day::read(text, &Path::Field(&Path::Root, name))?));
    let mut link = Link::new("mandate");
    link.put("txnType", request.action.as_str());
    link.put("pa", request.payee_vpa.as_str());
    link.put("pn", request.payee_name.as_str());
    link.put("mc", request.merchant_code.as_str());
    link.put("tid", request.transaction_id.as_str());
    link.put("tr", request.reference.as_str());
    link.put("mn", request.mandate_name.as_str());
    link.put_amount("am", Some(request.amount));
    link.put("cu", "INR");
    link.put("amrule", request.amount_rule.as_str());
    link.put_amount("fam", request.first_amount);
    link.put("validitystart", validity(&request.validity_start, "validity_start")?.as_str());
    link.put("validityend", validity(&request.validity_end, "validity_end")?.as_str());
    link.put("recur", request.period.as_str());
    link.put("recurtype", request.rule.as_ref().map(RecurrenceRule::as_str));
    link.put("recurvalue", request.value.map(|value| value.to_string()).as_deref());
    link.put("mode", request.mode.as_str());
    link.put("purpose", request.purpose.as_str());
    link.put_flag("rev", request.revocable);
    link.put_flag("block", request.block_fund);
    link.put_flag("share", request.share_to_payee);
    link.put("umn", request.umn.as_deref());
    link.put("tn", request.note.as_deref());
    link.put("orgid", request.originator_id.as_deref());
    link.put("ver", request.version.as_deref());
    link.put("qrMedium", request.qr_medium.as_deref());
    link.put("QRexpire", request.qr_expires.as_deref());
    let needs_sign = request.sign.is_none() && is_signed(&request.mode);
    Ok(BuiltLink::new(link.finish(&request.other, request.sign.as_deref()), needs_sign))
}

/// `ddmmyyyy`
fn digits(date: Date) -> String {
    format!("{:02}{:02}{:04}", date.day(), u8::from(date.month()), date.year())
}

/// Reads a `upi://mandate` link. The signature is not verified: that needs the provider's key.
///
/// Errors: `Validation` on `link`.
pub fn parse(request: LinkText) -> Result<ParsedMandateLink, Error> {
    let mut parameters = Parameters::read(&request.link, "mandate")?;
    parameters.rupees()?;
    let action = MandateAction::from(parameters.need("txnType")?.as_str());
    let payee_vpa = parameters.need_checked("pa", rules::vpa)?;
    let texts = [parameters.need("pn")?, parameters.need("mc")?, parameters.need("tid")?, parameters.need("tr")?];
    let [payee_name, merchant_code, transaction_id, reference] = texts;
    let mandate_name = parameters.need("mn")?;
    let amount = parameters.take_amount("am")?.ok_or_else(|| wrong("am", "is missing"))?;
    let amount_rule = AmountRule::from_text(&parameters.need("amrule")?.to_ascii_uppercase())
        .ok_or_else(|| wrong("amrule", "is neither MAX nor EXACT"))?;
    let validity_start = date(&mut parameters, "validitystart")?;
    let validity_end = date(&mut parameters, "validityend")?;
    if validity_end < validity_start {
        return Err(wrong("validityend", "is before validitystart").into());
    }
    let period = parameters.need("recur")?;
    let (mode, purpose) = (parameters.need("mode")?, parameters.need("purpose")?);
    let mut mandate = MandateLink::new(
        action,
        payee_vpa,
        payee_name,
        merchant_code,
        transaction_id,
        reference,
        mandate_name,
        amount,
        amount_rule,
        day::text(validity_start),
        day::text(validity_end),
        period.as_str(),
        mode.as_str(),
        purpose.as_str(),
    );
    mandate.rule = parameters.take("recurtype")?.map(|rule| rule.as_str().into());
    if let Some(text) = parameters.take("recurvalue")? {
        mandate.value = Some(text.parse().map_err(|_| wrong("recurvalue", "is not a whole number"))?);
    }
    if let Some(text) = parameters.take("fam")? {
        let first = Money::parse(&text).map_err(|error| wrong("fam", &error.to_string()))?;
        first_amount(first, &mandate.purpose, amount).map_err(|problem| wrong("fam", problem))?;
        mandate.first_amount = Some(first);
    }
    mandate.revocable = parameters.take_flag("rev")?;
    mandate.block_fund = parameters.take_flag("block")?;
    mandate.share_to_payee = parameters.take_flag("share")?;
    mandate.umn = parameters.take("umn")?;
    mandate.note = parameters.take("tn")?;
    mandate.originator_id = parameters.take("orgid")?;
    mandate.version = parameters.take("ver")?;
    mandate.qr_medium = parameters.take("qrMedium")?;
    mandate.qr_expires = parameters.take("QRexpire")?;
    mandate.sign = parameters.take("sign")?;
    let mut parsed = ParsedMandateLink::new(mandate);
    parsed.signed_text = parameters.signed_text().filter(|_| parsed.mandate.sign.is_some());
    parsed.mandate.other = parameters.rest();
    Ok(parsed)
}

/// Takes `ddmmyyyy`.
fn date(parameters: &mut Parameters, name: &str) -> Result<Date, Invalid> {
    let text = parameters.need(name)?;
    let parts = (text.len() == 8).then(|| Some((text.get(4..)?, text.get(2..4)?, text.get(..2)?))).flatten();
    parts
        .and_then(|(year, month, day)| day::from_digits(year, month, day))
        .ok_or_else(|| wrong(name, "is not a day, ddmmyyyy"))
}
