//! What never reaches the log: keys, tokens, card and account data, OTPs.

use axum::http::HeaderMap;

use crate::json::Json;

const HIDDEN: &str = "***";

/// What makes a key secret wherever it stands, in lower case and without separators: also the spellings that the
/// gateway does not have, since a misspelt key holds the same secret.
const SECRET_PARTS: &[&str] = &[
    "accesskey",
    "identifierkey",
    "secret",
    "password",
    "token",
    "authorization",
    "cardnumber",
    "cvv",
    "cvc",
    "accountnumber",
    "otp",
];

/// Headers worth logging; all others are left out.
const HEADERS: &[&str] = &["authorization", "merchantaccesskey", "api-key", "content-type", "user-agent"];

/// A copy without secrets. `expiry` is a card's date in a request and a token's end in an answer: only text hides.
pub(crate) fn json(value: &Json) -> Json {
    match value {
        Json::Object(pairs) => Json::Object(pairs.iter().map(|(key, value)| pair(key, value)).collect()),
        Json::List(items) => Json::List(items.iter().map(json).collect()),
        Json::Text(text) => scrub(text).into(),
        // Sixteen digits are no amount and no time in milliseconds.
        Json::Number(text) if text.len() > 14 && is_card(text) => HIDDEN.into(),
        other => other.clone(),
    }
}

fn pair(key: &str, value: &Json) -> (String, Json) {
    let shown = safe_key(key);
    let expiry = key.eq_ignore_ascii_case("expiry") && matches!(value, Json::Text(_));
    let hide = (expiry || is_secret(key) || shown != key) && *value != Json::Null;
    let value = match value {
        _ if hide => HIDDEN.into(),
        Json::Object(parts) if key.eq_ignore_ascii_case("payer") => person(parts),
        other => json(other),
    };
    (shown.to_string(), value)
}

/// Who pays a mandate: name, UPI id and account belong together and say who it is.
fn person(parts: &[(String, Json)]) -> Json {
    let hidden = |value: &Json| if matches!(value, Json::Text(_)) { HIDDEN.into() } else { json(value) };
    Json::Object(parts.iter().map(|(key, value)| (safe_key(key).to_string(), hidden(value))).collect())
}

/// Whether a key has the name of a secret.
pub(crate) fn is_secret(key: &str) -> bool {
    let plain: String = plain(key).collect();
    matches!(plain.as_str(), "bin" | "pan" | "pin" | "account") || SECRET_PARTS.iter().any(|part| plain.contains(part))
}

/// A key in lower case and without separators.
fn plain(key: &str) -> impl Iterator<Item = char> + '_ {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase())
}

/// Whether two keys differ in their spelling at most.
pub(crate) fn same_key(one: &str, other: &str) -> bool {
    one == other || plain(one).eq(plain(other))
}

/// Whether a text holds a number that a card could have; times in digits begin with a 1, which no card does.
pub(crate) fn holds_card(text: &str) -> bool {
    if text.bytes().filter(u8::is_ascii_digit).count() < 13 {
        return false;
    }
    let mut rest = text;
    while let Some((before, run, after)) = next_run(rest) {
        let touches = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        if !touches && run.starts_with(['2', '3', '4', '5', '6']) && is_card(run) {
            return true;
        }
        rest = after;
    }
    false
}

/// The next run of digits, possibly in groups, with what is before and after it.
fn next_run(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let tail = &text[start..];
    let end = tail.find(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '-'))).unwrap_or(tail.len());
    let run = tail[..end].trim_end_matches([' ', '-']);
    Some((&text[..start], run, &tail[run.len()..]))
}

/// Path and query without secrets.
pub(crate) fn target(target: &str) -> String {
    let Some((path, query)) = target.split_once('?') else { return scrub(target) };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((key, _)) if is_secret(key) => format!("{key}={HIDDEN}"),
        _ => scrub(pair),
    });
    format!("{}?{}", scrub(path), pairs.collect::<Vec<_>>().join("&"))
}

/// A text without the card numbers in it: one typed into the wrong field must not reach the log either. Ids like
/// `EK` + digits are left alone, because their digits touch letters.
fn scrub(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, run, after)) = next_run(rest) {
        let touches = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if !touches && is_card(run) { HIDDEN } else { run });
        rest = after;
    }
    out + rest
}

/// The request headers that explain an answer, secrets masked.
pub(crate) fn headers(headers: &HeaderMap) -> Json {
    let shown = HEADERS.iter().filter_map(|name| {
        let value = headers.get(*name)?.to_str().unwrap_or("(not text)");
        let shown = match *name {
            "authorization" if is_bearer(value) => "Bearer ***",
            "authorization" | "merchantaccesskey" | "api-key" => HIDDEN,
            _ => value,
        };
        Some(((*name).to_string(), shown.into()))
    });
    Json::Object(shown.collect())
}

/// Whether the header has the `Bearer` form.
pub(crate) fn is_bearer(value: &str) -> bool {
    value.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("bearer "))
}

/// A key as it may be shown: a caller who mixes up key and value must not see a secret in an error text.
pub(crate) fn safe_key(key: &str) -> &str {
    let plain = key.len() <= 40 && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let digits = key.chars().filter(char::is_ascii_digit).count();
    if plain && digits < 8 { key } else { "(unprintable)" }
}

/// Thirteen to nineteen digits that pass the card checksum, possibly in groups.
fn is_card(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let only = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    only && (13..=19).contains(&digits.len()) && luhn(&digits)
}

/// The checksum every card number satisfies.
pub(crate) fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| match index % 2 {
            0 => *digit,
            _ if digit * 2 > 9 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let text = r#"{"secretKey":"s3cret","a":[{"cardNumber":"4111111111111111","expiry":"12/30","cvv":null}],"note":"4111 1111 1111 1111","expiry":17}"#;
        let shown = json(&Json::parse(text.as_bytes()).expect("valid")).to_string();
        assert_eq!(
            shown,
            r#"{"secretKey":"***","a":[{"cardNumber":"***","expiry":"***","cvv":null}],"note":"***","expiry":17}"#
        );
    }

    #[test]
    fn who_pays_a_mandate_is_masked() {
        let text = r#"{"payer":{"name":"Asha","vpa":"asha@okbank","account":"123456789012","accountValidation":true},"payee":{"vpa":"a@b"}}"#;
        let shown = json(&Json::parse(text.as_bytes()).expect("valid")).to_string();
        assert_eq!(
            shown,
            r#"{"payer":{"name":"***","vpa":"***","account":"***","accountValidation":true},"payee":{"vpa":"a@b"}}"#
        );
    }

    #[test]
    fn card_numbers_are_found_in_texts() {
        for (text, shown) in [
            ("paid with 4111 1111 1111 1111, thanks", "paid with ***, thanks"),
            ("/api/v0/payment/4111111111111111/refund", "/api/v0/payment/***/refund"),
            ("/x?secretKey=abc&limit=5&q=4111-1111-1111-1111", "/x?secretKey=***&limit=5&q=***"),
            ("EK4111111111111111", "EK4111111111111111"),
            ("2026-11-23 10:00:00, 499.00, 9876543210", "2026-11-23 10:00:00, 499.00, 9876543210"),
            ("\u{20b9} 4111 é", "\u{20b9} 4111 é"),
        ] {
            assert_eq!(target(text), shown);
        }
    }

    #[test]
    fn keys_that_could_be_values_are_not_repeated() {
        assert_eq!(safe_key("customerInfo"), "customerInfo");
        assert_eq!(safe_key("4111111111111111"), "(unprintable)");
        assert_eq!(safe_key("a b"), "(unprintable)");
    }
}
