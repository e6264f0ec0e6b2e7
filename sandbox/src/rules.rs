//! Forms of single values. Each returns what is wrong, never the value.

use crate::fault::{Outcome, invalid};
use crate::json::Json;

/// A rule: whether a text has the right form.
pub(crate) type Rule = fn(&str) -> bool;

/// Applies a rule to the text at a path of keys, if it is there.
pub(crate) fn apply(body: &Json, keys: &[&str], rule: Rule, must: &str) -> Outcome<()> {
    match body.text(keys) {
        Some(text) if !rule(text) => Err(invalid(format!("The key {} must be {must}.", keys.join(".")))),
        _ => Ok(()),
    }
}

/// The merchant's order id: letters and digits.
pub(crate) fn alphanumeric(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// A code or reference: printable, without spaces.
pub(crate) fn reference(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.chars().all(|c| c.is_ascii_graphic())
}

/// Ten digits, the first 6 to 9.
pub(crate) fn mobile(text: &str) -> bool {
    text.len() == 10 && text.starts_with(['6', '7', '8', '9']) && text.chars().all(|c| c.is_ascii_digit())
}

/// `name@host.tld` with a top level of two to four letters, as the gateway's own pages check it.
pub(crate) fn email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let Some((domain, top)) = host.rsplit_once('.') else { return false };
    let name_ok = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
    let domain_ok = !domain.is_empty() && domain.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
    name_ok && domain_ok && (2..=4).contains(&top.len()) && top.chars().all(|c| c.is_ascii_alphabetic())
}

/// A web address.
pub(crate) fn url(text: &str) -> bool {
    let parsed: Result<axum::http::Uri, _> = text.split('#').next().unwrap_or_default().parse();
    parsed.is_ok_and(|uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some())
}

/// A bank account, 9 to 36 characters.
pub(crate) fn account(text: &str) -> bool {
    (9..=36).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Four capitals, a zero, six capitals or digits.
pub(crate) fn ifsc(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 11
        && bytes[..4].iter().all(u8::is_ascii_uppercase)
        && bytes[4] == b'0'
        && bytes[5..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Ten digits, with or without `+` or `00` and a country code of one to three digits before them.
pub(crate) fn contact(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(cut) = text.len().checked_sub(10).filter(|cut| text.is_char_boundary(*cut)) else {
        return text.is_empty();
    };
    let (code, number) = text.split_at(cut);
    let code = code.strip_suffix([' ', '-']).unwrap_or(code);
    let code_ok = text.len() == 10
        || code
            .strip_prefix('+')
            .or(code.strip_prefix("00"))
            .is_some_and(|code| (1..=3).contains(&code.len()) && digits(code));
    digits(number) && code_ok
}

/// A company at the gateway: `CEK` and seven capitals or digits.
pub(crate) fn company(text: &str) -> bool {
    fits(text, "CEKXXXXXXX")
}

/// An income-tax number: five capitals, four digits, a capital.
pub(crate) fn pan(text: &str) -> bool {
    fits(text, "AAAAA9999A")
}

/// A GST registration: two digits, a PAN, a capital or digit but not 0, `Z`, a capital or digit.
pub(crate) fn gstin(text: &str) -> bool {
    fits(text, "99AAAAA9999AXZX") && text.as_bytes()[12] != b'0'
}

/// Whether each character is of its kind: `A` a capital, `9` a digit, `X` either, anything else itself.
fn fits(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, kind)| match kind {
            b'A' => byte.is_ascii_uppercase(),
            b'9' => byte.is_ascii_digit(),
            b'X' => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            other => byte == other,
        })
}

/// A UPI id, `name@handle`.
pub(crate) fn vpa(text: &str) -> bool {
    let Some((name, handle)) = text.split_once('@') else { return false };
    let name_ok = (1..=256).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    name_ok && (2..=64).contains(&handle.len()) && handle.chars().all(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let table: &[(Rule, &[&str], &[&str])] = &[
            (alphanumeric, &["INV1001", "a"], &["", "INV-1001", "INV 1", "ÄB"]),
            (mobile, &["9876543210", "6000000000"], &["5876543210", "98765", "98765432100", "98765x3210"]),
            (email, &["asha@example.com", "a.b+c@x-y.in"], &["asha", "@example.com", "a@b", "a@b.c0m", "a@b.museum"]),
            (
                url,
                &["https://example.com/x?y#z", "http://127.0.0.1:1"],
                &["ftp://example.com", "example.com", "", "/x"],
            ),
            (account, &["123456789"], &["12345678", "1234 56789", ""]),
            (ifsc, &["KKBK0000432"], &["KKBK1000432", "kkbk0000432", "KKBK000043", ""]),
            (
                contact,
                &["9876543210", "+91 9876543210", "0091-9876543210", ""],
                &["987654321", "91 9876543210", "+9x9876543210"],
            ),
            (company, &["CEKAB12CD3"], &["CEKAB12CD", "CEXAB12CD3"]),
            (pan, &["ABCDE1234F"], &["ABCDE12345", "abcde1234f", ""]),
            (gstin, &["27ABCDE1234F1Z5"], &["27ABCDE1234F0Z5", "27ABCDE1234F1Y5", "ABCDE1234F"]),
            (vpa, &["success@sandbox", "a.b-c_1@okbank"], &["success", "@sandbox", "a b@sandbox", "a@b@c", "a@s.x"]),
        ];
        for (rule, good, bad) in table {
            for text in *good {
                assert!(rule(text), "{text}");
            }
            for text in *bad {
                assert!(!rule(text), "{text}");
            }
        }
    }
}
