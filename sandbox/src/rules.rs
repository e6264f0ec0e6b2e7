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
