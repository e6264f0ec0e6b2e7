//! Looks for planted secrets in everything that a runner said, in each form in which a text may travel.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use serde_json::Value;

/// A text nobody may see, and how it might be written.
#[derive(Debug)]
pub(crate) struct Secret {
    /// What it is, for the report; never its value.
    name: String,
    forms: Vec<String>,
}

impl Secret {
    /// A secret of this name.
    pub(crate) fn new(name: impl Into<String>, text: &str) -> Self {
        let escaped = Value::from(text).to_string();
        let percent = url_encoded(text);
        let mut forms = vec![text.to_owned(), escaped.trim_matches('"').to_owned()];
        // Inside JSON that is itself a text in JSON, such as a log line of one.
        forms.push(Value::from(escaped.trim_matches('"')).to_string().trim_matches('"').to_owned());
        // Python's repr of a text with both kinds of quotes.
        forms.push(text.replace('\\', "\\\\").replace('\'', "\\'"));
        // A query, its escapes in either case, a space as %20 or as in a form.
        for percent in [lower_escapes(&percent), percent] {
            forms.extend([percent.replace("%20", "+"), percent]);
        }
        forms.extend(grouped(text));
        // Bytes, as debuggers and byte buffers print them.
        for separator in ["", " "] {
            let hex = text.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(separator);
            forms.extend([hex.to_uppercase(), hex]);
        }
        for separator in [", ", ",", " "] {
            forms.push(text.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(separator));
        }
        for engine in [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD] {
            // With others around it a text begins at any of three places of a base64 group: the part of its encoding that
            // does not depend on its neighbours is the same. Short ones would be found by chance.
            for before in 0..3 {
                let encoded = engine.encode([&b"   "[..before], text.as_bytes()].concat());
                let encoded = encoded.trim_end_matches('=');
                let from = if before == 0 { 0 } else { before + 1 };
                let stable = encoded.get(from..encoded.len().saturating_sub(1)).unwrap_or_default();
                if stable.len() >= 6 {
                    forms.push(stable.to_owned());
                }
            }
        }
        forms.sort();
        forms.dedup();
        Self { name: name.into(), forms }
    }
}

fn url_encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(byte);
    text.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// `%2F` as `%2f`.
fn lower_escapes(text: &str) -> String {
    let mut after = 3;
    text.chars()
        .map(|letter| {
            after = if letter == '%' { 0 } else { after + 1 };
            if after <= 2 { letter.to_ascii_lowercase() } else { letter }
        })
        .collect()
}

/// A card number as it is embossed: in fours, or in four, six and five.
fn grouped(text: &str) -> Vec<String> {
    if !(13..=19).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let fours: Vec<&str> = (0..text.len()).step_by(4).map(|at| &text[at..(at + 4).min(text.len())]).collect();
    let mut forms = vec![fours.join(" "), fours.join("-")];
    if text.len() == 15 {
        let parts = [&text[..4], &text[4..10], &text[10..]];
        forms.extend([parts.join(" "), parts.join("-")]);
    }
    forms
}

/// The secrets that are in these texts: one line for each, with the text around it, itself blotted out.
pub(crate) fn found(secrets: &[Secret], texts: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for secret in secrets {
        let hit =
            texts.iter().find_map(|text| secret.forms.iter().find_map(|form| Some((text, place(form, text)?, form))));
        if let Some((text, at, form)) = hit {
            let before: String = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = text[at + form.len()..].chars().take(20).collect();
            lines.push(format!("{} is shown: {before}[***]{after}", secret.name).replace('\n', " "));
        }
    }
    lines
}

/// Where a form stands in a text; a short number only by itself: three digits of a CVV are part of many a longer number.
fn place(form: &str, text: &str) -> Option<usize> {
    if form.len() > 6 || !form.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.find(form);
    }
    text.match_indices(form).map(|(at, _)| at).find(|at| {
        let (before, after) = (&text[..*at], &text[at + form.len()..]);
        let touches =
            |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '.');
        // How long a call took may be any number.
        let name = before.trim_end_matches(['=', ':', ' ', '"', '\'']);
        let lasts = ["_ms", "Ms", "_us", "Us"].iter().any(|unit| name.ends_with(unit)) || after.starts_with(" ms");
        !lasts && !touches(before.chars().next_back()) && !touches(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(secret: &str, text: &str) -> bool {
        !found(&[Secret::new("a key", secret)], &[text.to_owned()]).is_empty()
    }

    #[test]
    fn a_secret_is_found_in_each_form() {
        let secret = "SK+fault/8b1e\"6a=40";
        for text in [
            "before SK+fault/8b1e\"6a=40 after".to_owned(),
            Value::from(secret).to_string(),
            Value::from(Value::from(secret).to_string()).to_string(),
            format!("?key={}", url_encoded(secret)),
            STANDARD.encode(secret),
            STANDARD.encode(format!("a{secret}b")),
            URL_SAFE_NO_PAD.encode(format!("ab{secret}:more")),
            format!("?key={}", url_encoded(secret).replace("%2F", "%2f").replace("%2B", "%2b").replace("%3D", "%3d")),
            format!("{:?}", secret.as_bytes()),
            secret.bytes().map(|byte| format!("{byte:02x}")).collect(),
            secret.bytes().map(|byte| format!("{byte:02X} ")).collect(),
        ] {
            assert!(seen(secret, &text), "{text}");
        }
        assert!(!seen(secret, "SK+fault/8b1e is half of it"));
    }

    #[test]
    fn a_text_is_found_as_each_language_writes_it() {
        assert!(seen("it's \"so\"", r#"('it\'s "so"',)"#));
        assert!(seen("Asha Rao", "?name=Asha+Rao&more"));
        for card in [
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "[52, 49, 49, 49, 49, 49, 49, 49, 49, 49, 49, 49, 49, 49, 49, 49]",
        ] {
            assert!(seen("4111111111111111", card), "{card}");
        }
        assert!(seen("378282246310005", "3782 822463 10005"));
    }

    #[test]
    fn a_short_number_has_to_stand_alone() {
        assert!(seen("739", "cvv: 739,"));
        assert!(!seen("739", "ORD1739001 at 12.739 s"));
        assert!(!seen("739", "elapsed_ms=739 durationMs: 739 elapsedUs: 739, ok after 739 ms, 1 attempt"));
    }

    #[test]
    fn a_finding_does_not_repeat_the_secret() {
        let lines = found(&[Secret::new("the PAN", "4111111111111111")], &["card 4111111111111111!".to_owned()]);
        assert_eq!(lines, ["the PAN is shown: card [***]!"]);
    }
}
