//! JSON that keeps every number as it was written.
//!
//! `499.00` must leave this program as `499.00`, and `100.005` must be refused rather than rounded, so numbers
//! stay text from the socket to the decimal parser. Objects keep the order of their keys.

use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// How deep a request may nest; no documented request comes near it.
const DEPTH: usize = 24;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as its text.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object in the order of its keys.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a document; the error names the problem, never the content.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Json, &'static str> {
        let raw: &RawValue = serde_json::from_slice(bytes).map_err(|_| "The body is not valid JSON.")?;
        from_raw(raw, 0)
    }

    /// An object from pairs.
    pub(crate) fn object<const N: usize>(pairs: [(&str, Json); N]) -> Json {
        Json::Object(pairs.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
    }

    /// An exact amount with a fixed number of decimals.
    pub(crate) fn decimal(value: Decimal, places: u32) -> Json {
        Json::Number(fixed(value, places))
    }

    /// The value under a key; `null` counts as absent.
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(pairs) => {
                pairs.iter().find(|(name, value)| name == key && *value != Json::Null).map(|(_, v)| v)
            }
            _ => None,
        }
    }

    /// The value at a path of keys.
    pub(crate) fn at(&self, keys: &[&str]) -> Option<&Json> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The text under a path of keys.
    pub(crate) fn text(&self, keys: &[&str]) -> Option<&str> {
        match self.at(keys)? {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Sets a key of an object; a value of another kind becomes an object.
    pub(crate) fn set(&mut self, key: &str, value: Json) {
        let Json::Object(pairs) = self else {
            *self = Json::object([(key, value)]);
            return;
        };
        match pairs.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => pairs.push((key.to_string(), value)),
        }
    }

    /// The elements of an array.
    pub(crate) fn items(&self) -> &[Json] {
        match self {
            Json::List(items) => items,
            _ => &[],
        }
    }

    /// What the value is called in an error text.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::Text(_) => "a string",
            Json::List(_) => "an array",
            Json::Object(_) => "an object",
        }
    }
}

/// A decimal with exactly `places` decimals.
pub(crate) fn fixed(mut value: Decimal, places: u32) -> String {
    value.rescale(places);
    value.to_string()
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(flag) => write!(f, "{flag}"),
            Json::Number(text) => f.write_str(text),
            Json::Text(text) => quote(f, text),
            Json::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Json::Object(pairs) => {
                f.write_str("{")?;
                for (index, (key, value)) in pairs.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    quote(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn quote(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_string())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Json {
        Json::Text(text)
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Json {
        Json::Bool(flag)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Json {
        Json::Number(number.to_string())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Json {
        value.map_or(Json::Null, Into::into)
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Json {
        Json::List(items)
    }
}

/// The entries of one object, values still raw; a repeated key is an error, since two readers could pick
/// different ones.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries: Vec<(String, &'de RawValue)> = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &'de RawValue>()? {
                    if entries.iter().any(|(name, _)| *name == key) {
                        return Err(serde::de::Error::custom("repeated key"));
                    }
                    entries.push((key, value));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

fn from_raw(raw: &RawValue, depth: usize) -> Result<Json, &'static str> {
    const BROKEN: &str = "The body is not valid JSON.";
    if depth > DEPTH {
        return Err("The body nests too deeply.");
    }
    let text = raw.get();
    Ok(match text.as_bytes().first() {
        Some(b'{') => {
            let entries: Entries<'_> =
                serde_json::from_str(text).map_err(|_| "An object in the body repeats a key.")?;
            let pairs = entries.0.into_iter().map(|(key, value)| from_raw(value, depth + 1).map(|json| (key, json)));
            Json::Object(pairs.collect::<Result<_, _>>()?)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|_| BROKEN)?;
            Json::List(items.into_iter().map(|item| from_raw(item, depth + 1)).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Json::Text(serde_json::from_str(text).map_err(|_| BROKEN)?),
        Some(b't') => Json::Bool(true),
        Some(b'f') => Json::Bool(false),
        Some(b'n') => Json::Null,
        _ => Json::Number(text.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text() {
        let text = r#"{"a":499.00,"b":[1e2,null,true,"x\n"],"c":{}}"#;
        let json = Json::parse(text.as_bytes()).expect("valid");
        assert_eq!(json.to_string(), text);
        assert_eq!(json.get("a"), Some(&Json::Number("499.00".into())));
    }

    #[test]
    fn broken_repeated_and_deep_documents_are_refused() {
        assert!(Json::parse(b"{").is_err());
        assert!(Json::parse(br#"{"a":1,"a":2}"#).is_err());
        assert!(Json::parse(&vec![b'['; 100_000]).is_err());
        let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
        assert!(Json::parse(deep.as_bytes()).is_err());
    }

    #[test]
    fn decimals_get_their_places() {
        assert_eq!(Json::decimal(Decimal::new(4991, 1), 2).to_string(), "499.10");
        assert_eq!(Json::decimal(Decimal::new(998, 2), 4).to_string(), "9.9800");
    }
}
