//! `upi://pay` links.
//!
//! Source: the UPI linking specification 1.6 as several providers print it. Written in the order of [`PayLink`], the
//! signature last. Read in any order; `url` also as `refUrl`, `am` with fewer decimals, a missing `cu` as rupees.
//! Reading checks what money hangs on (payee, amounts, currency, doubled names, the signature's place) and takes codes
//! and references as they are, so a link of another program is shown rather than refused.
//!
//! Inferred: `url` needs `tr` (the specification asks for `tr` in links with an address); `mam` is not above `am`.

use super::checks::{is_signed, unknown_parameters};
use super::parameters::{Link, Parameters, refused, wrong};
use crate::Error;
use crate::field::{Field, Invalid, Path};
use crate::model::{BuiltLink, LinkText, ParsedPayLink, PayLink, UpiInitiationMode, UpiPurpose};
use crate::rules;

const KNOWN: [&str; 15] =
    ["pa", "pn", "mc", "tid", "tr", "tn", "am", "mam", "cu", "url", "refUrl", "mode", "purpose", "orgid", "sign"];

/// What no single field can know.
pub(crate) fn check(link: &PayLink, path: &Path<'_>) -> Result<(), Invalid> {
    if link.minimum_amount.is_some_and(|minimum| link.amount.is_some_and(|amount| minimum > amount)) {
        return Err(Path::Field(path, "minimum_amount").invalid("is above amount; pass at most the amount"));
    }
    if link.url.is_some() && link.reference.is_none() {
        return Err(Path::Field(path, "reference").invalid("is required with url; pass the merchant's reference"));
    }
    unknown_parameters(&link.other, &KNOWN, path)
}

/// Writes a `upi://pay` link.
///
/// Errors: `Validation` with the field that cannot be right.
pub fn build(request: PayLink) -> Result<BuiltLink, Error> {
    request.check(&Path::Root)?;
    let mut link = Link::new("pay");
    link.put("pa", request.payee_vpa.as_str());
    link.put("pn", request.payee_name.as_str());
    link.put("mc", request.merchant_code.as_deref());
    link.put("tid", request.transaction_id.as_deref());
    link.put("tr", request.reference.as_deref());
    link.put("tn", request.note.as_deref());
    link.put_amount("am", request.amount);
    link.put_amount("mam", request.minimum_amount);
    link.put("cu", "INR");
    link.put("url", request.url.as_deref());
    link.put("mode", request.mode.as_ref().map(UpiInitiationMode::as_str));
    link.put("purpose", request.purpose.as_ref().map(UpiPurpose::as_str));
    link.put("orgid", request.originator_id.as_deref());
    let needs_sign = request.sign.is_none() && request.mode.as_ref().is_some_and(is_signed);
    Ok(BuiltLink::new(link.finish(&request.other, request.sign.as_deref()), needs_sign))
}

/// Reads a `upi://pay` link. The signature is not verified: that needs the provider's key.
///
/// Errors: `Validation` on `link`.
pub fn parse(request: LinkText) -> Result<ParsedPayLink, Error> {
    let mut parameters = Parameters::read(&request.link, "pay")?;
    parameters.rupees()?;
    let mut pay = PayLink::new(parameters.need_checked("pa", rules::vpa)?, parameters.need("pn")?);
    pay.merchant_code = parameters.take("mc")?;
    pay.transaction_id = parameters.take("tid")?;
    pay.reference = parameters.take("tr")?;
    pay.note = parameters.take("tn")?;
    pay.amount = parameters.take_amount("am")?;
    pay.minimum_amount = parameters.take_amount("mam")?;
    if pay.minimum_amount.is_some_and(|minimum| pay.amount.is_some_and(|amount| minimum > amount)) {
        return Err(wrong("mam", "is above am").into());
    }
    pay.url = match (parameters.take("url")?, parameters.take("refUrl")?) {
        (Some(_), Some(_)) => return Err(refused("has both url and refUrl; do not trust it").into()),
        (url, other) => url.or(other),
    };
    pay.mode = parameters.take("mode")?.map(|code| code.as_str().into());
    pay.purpose = parameters.take("purpose")?.map(|code| code.as_str().into());
    pay.originator_id = parameters.take("orgid")?;
    pay.sign = parameters.take("sign")?;
    let mut parsed = ParsedPayLink::new(pay);
    parsed.signed_text = parameters.signed_text().filter(|_| parsed.pay.sign.is_some());
    parsed.pay.other = parameters.rest();
    Ok(parsed)
}
