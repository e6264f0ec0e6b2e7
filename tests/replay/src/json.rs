//! Equality of JSON texts that keeps every number as it was written.
//!
//! Amounts are money: `499.00`, `499.0` and `499` are the same value to a JSON library and three different
//! things on the wire. Reading into floats would hide such a change, so numbers are compared by their text.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// Writes a JSON text in one canonical form: keys sorted, no white space, numbers untouched.
pub(crate) fn canonical(text: &str) -> Result<String, serde_json::Error> {
    let raw: &RawValue = serde_json::from_str(text)?;
    write(raw)
}

fn write(raw: &RawValue) -> Result<String, serde_json::Error> {
    let text = raw.get().trim();
    if text.starts_with('{') {
        let object: BTreeMap<String, Box<RawValue>> = serde_json::from_str(text)?;
        let mut parts = Vec::with_capacity(object.len());
        for (key, value) in &object {
            parts.push(format!("{}:{}", serde_json::to_string(key)?, write(value)?));
        }
        return Ok(format!("{{{}}}", parts.join(",")));
    }
    if text.starts_with('[') {
        let list: Vec<Box<RawValue>> = serde_json::from_str(text)?;
        let parts = list.iter().map(|value| write(value)).collect::<Result<Vec<_>, _>>()?;
        return Ok(format!("[{}]", parts.join(",")));
    }
    if text.starts_with('"') {
        // Two spellings of one string (escapes) are one value.
        let string: String = serde_json::from_str(text)?;
        return serde_json::to_string(&string);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn key_order_and_escapes_do_not_matter() {
        let one = canonical(r#"{"b": [1, "\u0041"], "a": null}"#).expect("valid JSON");
        let two = canonical(r#"{"a":null,"b":[1,"A"]}"#).expect("valid JSON");
        assert_eq!(one, two);
    }

    #[test]
    fn the_scale_of_a_number_matters() {
        let one = canonical(r#"{"value":499.00}"#).expect("valid JSON");
        let two = canonical(r#"{"value":499.0}"#).expect("valid JSON");
        assert_ne!(one, two);
    }
}
