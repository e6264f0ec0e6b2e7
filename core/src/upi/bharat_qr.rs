//! BharatQR: EMVCo's merchant-presented text with UPI inside.
//!
//! Source: general knowledge of EMVCo's specification and of BharatQR; the gateway's documentation has none of it. The
//! text is checked by its CRC-16. Written with its tags in rising order; read in any order, but for tag 00 first and 63
//! last. Lengths of names and so on are EMVCo's, in bytes. A tag that stands twice is refused.
//!
//! Inferred: template 27 carries the same application id as 26; it may be missing when reading.

use std::collections::BTreeMap;

use super::checks;
use super::tags::{self, UNEVEN, two_digits};
use crate::Error;
use crate::field::{Field, Invalid, Path};
use crate::model::{BharatQr, QrAdditionalData, QrTag, QrText};
use crate::rules;
use crate::scalar::Money;

/// Longest text that is read, in bytes; a QR code holds less.
const MAX_TEXT: usize = 4096;
/// RuPay's application id, which marks the UPI templates.
const RUPAY: &str = "A000000524";
const INDIA: &str = "IN";
const RUPEES: &str = "356";
/// Templates that are read tag by tag.
const TEMPLATES: [u8; 3] = [26, 27, 62];
/// Tags that a field of [`BharatQr`], or the format itself, stands for.
const OWN: [u8; 11] = [0, 1, 52, 53, 54, 58, 59, 60, 61, 62, 63];

/// Tag to value, and inside a template tag to value.
#[derive(Default)]
struct Tags {
    plain: BTreeMap<u8, String>,
    inside: BTreeMap<u8, BTreeMap<u8, String>>,
}

impl Tags {
    fn put(&mut self, tag: u8, value: Option<String>) {
        if let Some(value) = value {
            self.plain.insert(tag, value);
        }
    }
    fn put_inside(&mut self, template: u8, tag: u8, value: Option<String>) {
        if let Some(value) = value {
            self.inside.entry(template).or_default().insert(tag, value);
        }
    }
}

/// What no single field can know: lengths, characters, and that the text can be put together.
pub(crate) fn check(code: &BharatQr, path: &Path<'_>) -> Result<(), Invalid> {
    collect(code, path).map(drop)
}

fn value(text: &str, longest: usize, path: &Path<'_>) -> Result<String, Invalid> {
    checks::shown(text, path)?;
    if !text.is_ascii() {
        return Err(
            path.invalid("holds characters outside ASCII, which payment apps count differently; transliterate it")
        );
    }
    if text.len() > longest {
        return Err(path.invalid(format!("is longer than {longest} bytes; shorten it")));
    }
    Ok(text.to_owned())
}

/// The record as tags.
fn collect(code: &BharatQr, path: &Path<'_>) -> Result<Tags, Invalid> {
    let some = |text: &Option<String>, longest, path: &Path<'_>| {
        text.as_deref().map(|text| value(text, longest, path)).transpose()
    };
    let field = |name| Path::Field(path, name);
    let mut all = Tags::default();
    all.put(1, code.single_use.map(|once| if once { "12" } else { "11" }.into()));
    all.put(52, Some(code.merchant_code.clone()));
    all.put(53, Some(RUPEES.into()));
    all.put(54, code.amount.map(|amount| value(&amount.to_string(), 13, &field("amount"))).transpose()?);
    all.put(58, Some(INDIA.into()));
    all.put(59, Some(value(&code.name, 25, &field("name"))?));
    all.put(60, Some(value(&code.city, 15, &field("city"))?));
    all.put(61, some(&code.postal_code, 10, &field("postal_code"))?);
    if code.minimum_amount.is_some() && code.vpa.is_none() {
        return Err(field("vpa").invalid("is required with minimum_amount; pass the payee's UPI id"));
    }
    if code.minimum_amount.is_some_and(|minimum| code.amount.is_some_and(|amount| minimum > amount)) {
        return Err(field("minimum_amount").invalid("is above amount; pass at most the amount"));
    }
    all.put_inside(26, 1, some(&code.vpa, 99, &field("vpa"))?);
    all.put_inside(26, 2, code.minimum_amount.map(|amount| amount.to_string()));
    all.put_inside(27, 1, some(&code.reference, 99, &field("reference"))?);
    all.put_inside(27, 2, some(&code.url, 99, &field("url"))?);
    if let Some(additional) = &code.additional {
        let path = field("additional");
        for (tag, (name, text)) in (1..).zip(additional_fields(additional)) {
            all.put_inside(62, tag, some(text, 25, &Path::Field(&path, name))?);
        }
    }
    let accounts = field("accounts");
    for (index, account) in code.accounts.iter().enumerate() {
        let place = Path::Index(&accounts, index);
        let tag = two_digits(&account.tag).filter(|tag| (2..=25).contains(tag));
        let tag = tag.ok_or_else(|| Path::Field(&place, "tag").invalid("is not a tag of an account; pass 02 to 25"))?;
        let text = value(&account.value, 99, &Path::Field(&place, "value"))?;
        if all.plain.insert(tag, text).is_some() {
            return Err(Path::Field(&place, "tag").invalid("stands twice; pass each tag once"));
        }
    }
    let other = field("other");
    for (index, unknown) in code.other.iter().enumerate() {
        let place = Path::Index(&other, index);
        let text = value(&unknown.value, 99, &Path::Field(&place, "value"))?;
        put_other(&mut all, &unknown.tag, text).map_err(|problem| Path::Field(&place, "tag").invalid(problem))?;
    }
    if !all.plain.keys().any(|tag| (2..=51).contains(tag)) && code.vpa.is_none() {
        return Err(field("vpa").invalid("is required where accounts is empty; a code must name somebody to pay"));
    }
    for template in [26, 27] {
        if all.inside.contains_key(&template) && !all.plain.contains_key(&template) {
            all.put_inside(template, 0, Some(RUPAY.into()));
        }
    }
    for (template, name) in [(26, "vpa"), (27, "url"), (62, "additional")] {
        let length: usize =
            all.inside.get(&template).map_or(0, |inside| inside.values().map(|value| 4 + value.len()).sum());
        if length > 99 {
            return Err(
                field(name).invalid(format!("makes tag {template} longer than 99 bytes; shorten what it holds"))
            );
        }
    }
    Ok(all)
}

fn put_other(all: &mut Tags, tag: &str, text: String) -> Result<(), &'static str> {
    let free = match tag.split_once('.') {
        None => {
            let tag = two_digits(tag).ok_or("is not a tag; pass two digits such as 64")?;
            let ours = matches!(tag, 26 | 27) && (all.inside.contains_key(&tag) || marked(&text));
            if ours || OWN.contains(&tag) || (2..=25).contains(&tag) {
                return Err("is a tag that has a field of its own; use that");
            }
            all.plain.insert(tag, text).is_none()
        }
        Some((template, tag)) => {
            let template = two_digits(template).filter(|tag| TEMPLATES.contains(tag));
            let template = template.ok_or("is not inside 26, 27 or 62; pass other templates whole")?;
            let tag = two_digits(tag).ok_or("is not a tag; pass twice two digits such as 62.50")?;
            if tag == 0 && template != 62 || known_inside(template).contains(&tag) {
                return Err("is a tag that has a field of its own; use that");
            }
            if all.plain.contains_key(&template) {
                return Err("is inside a tag that is given whole; pass one or the other");
            }
            all.inside.entry(template).or_default().insert(tag, text).is_none()
        }
    };
    if free { Ok(()) } else { Err("stands twice; pass each tag once") }
}

fn known_inside(template: u8) -> std::ops::RangeInclusive<u8> {
    if template == 62 { 1..=8 } else { 1..=2 }
}

fn additional_fields(data: &QrAdditionalData) -> [(&'static str, &Option<String>); 8] {
    [
        ("bill_number", &data.bill_number),
        ("mobile_number", &data.mobile_number),
        ("store_label", &data.store_label),
        ("loyalty_number", &data.loyalty_number),
        ("reference_label", &data.reference_label),
        ("customer_label", &data.customer_label),
        ("terminal_label", &data.terminal_label),
        ("purpose", &data.purpose),
    ]
}

/// Writes a BharatQR text.
///
/// Errors: `Validation` with the field that cannot be right.
pub fn build(request: BharatQr) -> Result<QrText, Error> {
    request.check(&Path::Root)?;
    let mut all = collect(&request, &Path::Root)?;
    for (template, inside) in std::mem::take(&mut all.inside) {
        let mut text = String::new();
        inside.iter().for_each(|(tag, value)| tags::write(*tag, value, &mut text));
        all.plain.insert(template, text);
    }
    let mut text = String::from("000201");
    all.plain.iter().filter(|(tag, _)| **tag < 63).for_each(|(tag, value)| tags::write(*tag, value, &mut text));
    all.plain.iter().filter(|(tag, _)| **tag > 63).for_each(|(tag, value)| tags::write(*tag, value, &mut text));
    text.push_str("6304");
    let sum = tags::crc16(&text);
    text.push_str(&format!("{sum:04X}"));
    Ok(QrText::new(text))
}

/// Reads a BharatQR text.
///
/// Errors: `Validation` on `text`.
pub fn parse(request: QrText) -> Result<BharatQr, Error> {
    Ok(read(&request.text).map_err(|problem| Path::Field(&Path::Root, "text").invalid(problem))?)
}

fn read(text: &str) -> Result<BharatQr, String> {
    let text = text.trim();
    if text.len() > MAX_TEXT {
        return Err("is longer than 4096 bytes; that is not a QR code".into());
    }
    if !text.starts_with("000201") {
        return Err("does not begin with 000201; that is not a BharatQR code of format 01".into());
    }
    let mut all = tags::read(text).ok_or(UNEVEN)?;
    let covered =
        text.get(..text.len().saturating_sub(4)).filter(|covered| covered.ends_with("6304")).unwrap_or_default();
    let sum = match all.pop() {
        Some((63, sum)) if !covered.is_empty() => sum,
        _ => return Err("does not end with tag 63, the check sum; it was cut or changed".into()),
    };
    if !sum.eq_ignore_ascii_case(&format!("{:04X}", tags::crc16(covered))) {
        return Err("has a wrong check sum; it was misread or changed".into());
    }
    let mut code = BharatQr::new(String::new(), String::new(), String::new());
    let (mut seen, mut additional) = (Vec::new(), QrAdditionalData::new());
    for (tag, value) in all {
        once(&mut seen, tag, "")?;
        match tag {
            0 => {}
            1 => code.single_use = Some(choose(tag, value, "11", "12")?),
            2..=25 => code.accounts.push(QrTag::new(format!("{tag:02}"), value)),
            26 | 27 if marked(value) => inside(tag, value, &mut code, &mut additional)?,
            62 => inside(tag, value, &mut code, &mut additional)?,
            52 => code.merchant_code = value.to_owned(),
            53 if value != RUPEES => return Err("has a currency other than rupees (tag 53)".into()),
            54 => code.amount = Some(rupees(tag, value)?),
            58 if !value.eq_ignore_ascii_case(INDIA) => return Err("is of another country than India (tag 58)".into()),
            53 | 58 => {}
            59 => code.name = value.to_owned(),
            60 => code.city = value.to_owned(),
            61 => code.postal_code = Some(value.to_owned()),
            _ => code.other.push(QrTag::new(format!("{tag:02}"), value)),
        }
    }
    for tag in [52, 53, 58, 59, 60] {
        if !seen.contains(&tag) {
            return Err(format!("has no tag {tag}, which is mandatory"));
        }
    }
    code.additional = (additional != QrAdditionalData::new()).then_some(additional);
    Ok(code)
}

/// Whether a template is UPI's: it carries RuPay's id, or none.
fn marked(template: &str) -> bool {
    tags::read(template)
        .is_some_and(|inside| inside.iter().all(|(tag, value)| *tag != 0 || value.eq_ignore_ascii_case(RUPAY)))
}

/// The tags of template 26, 27 or 62.
fn inside(template: u8, text: &str, code: &mut BharatQr, additional: &mut QrAdditionalData) -> Result<(), String> {
    let mut seen = Vec::new();
    for (tag, value) in tags::read(text).ok_or(UNEVEN)? {
        once(&mut seen, tag, &format!("{template}."))?;
        let text = || Some(value.to_owned());
        match (template, tag) {
            (26 | 27, 0) => {}
            (26, 1) => {
                rules::vpa(value, &Path::Root)
                    .map_err(|invalid| format!("has a tag 26.01 that {}", invalid.problem))?;
                code.vpa = text();
            }
            (26, 2) => code.minimum_amount = Some(rupees(tag, value)?),
            (27, 1) => code.reference = text(),
            (27, 2) => code.url = text(),
            (62, 1) => additional.bill_number = text(),
            (62, 2) => additional.mobile_number = text(),
            (62, 3) => additional.store_label = text(),
            (62, 4) => additional.loyalty_number = text(),
            (62, 5) => additional.reference_label = text(),
            (62, 6) => additional.customer_label = text(),
            (62, 7) => additional.terminal_label = text(),
            (62, 8) => additional.purpose = text(),
            _ => code.other.push(QrTag::new(format!("{template:02}.{tag:02}"), value)),
        }
    }
    Ok(())
}

/// A tag that stands twice could be read as two different things by two readers.
fn once(seen: &mut Vec<u8>, tag: u8, template: &str) -> Result<(), String> {
    if seen.contains(&tag) {
        return Err(format!("has the tag {template}{tag:02} twice; do not trust it"));
    }
    seen.push(tag);
    Ok(())
}

fn choose(tag: u8, value: &str, no: &str, yes: &str) -> Result<bool, String> {
    match value {
        _ if value == no => Ok(false),
        _ if value == yes => Ok(true),
        _ => Err(format!("has a tag {tag:02} that is neither {no} nor {yes}")),
    }
}

fn rupees(tag: u8, value: &str) -> Result<Money, String> {
    let wrong = |problem: &str| format!("has a tag {tag:02} that {problem}");
    let amount = Money::parse(value).map_err(|error| wrong(&error.to_string()))?;
    amount.check_payable().map_err(wrong)?;
    Ok(amount)
}
