//! What never reaches the log: keys, tokens, card and account data, OTPs.

use axum::http::HeaderMap;

use crate::json::Json;

const HIDDEN: &str = "***";

/// Keys whose values are secret wherever they stand, lower case.
const SECRET_KEYS: &[&str] = &[
    "accesskey",
    "secretkey",
    "merchantaccesskey",
    "merchantidentifierkey",
    "token",
    "accesstoken",
    "authorization",
    "cardnumber",
    "cvv",
    "accountnumber",
    "paymenttoken",
    "otp",
];

/// Headers worth logging; all others are left out.
const HEADERS: &[&str] = &["authorization", "merchantaccesskey", "api-key", "content-type", "user-agent"];

/// A copy without secrets. `expiry` is a card's date in a request and a token's end in an answer: only text hides.
pub(crate) fn json(value: &Json) -> Json {
    match value {
        Json::Object(pairs) => Json::Object(
            pairs
                .iter()
                .map(|(key, value)| {
                    let name = key.to_ascii_lowercase();
                    let expiry = name == "expiry" && matches!(value, Json::Text(_));
                    let hide = expiry || SECRET_KEYS.contains(&name.as_str());
                    (safe_key(key).to_string(), if hide { hidden(value) } else { json(value) })
                })
                .collect(),
        ),
        Json::List(items) => Json::List(items.iter().map(json).collect()),
        // A card number typed into the wrong field must not reach the log either.
        Json::Text(text) if looks_like_card(text) => HIDDEN.into(),
        Json::Number(text) if looks_like_card(text) => HIDDEN.into(),
        other => other.clone(),
    }
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

fn hidden(value: &Json) -> Json {
    if *value == Json::Null { Json::Null } else { HIDDEN.into() }
}

/// Twelve or more digits that pass the card checksum, possibly in groups.
fn looks_like_card(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let only = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    only && (12..=19).contains(&digits.len()) && luhn(&digits)
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
    fn keys_that_could_be_values_are_not_repeated() {
        assert_eq!(safe_key("customerInfo"), "customerInfo");
        assert_eq!(safe_key("4111111111111111"), "(unprintable)");
        assert_eq!(safe_key("a b"), "(unprintable)");
    }
}
