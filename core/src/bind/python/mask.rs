//! A record's JSON with its secrets masked. It works on the text, so that every number keeps its digits.

use serde_json::value::RawValue;

use crate::json::MASK;
use crate::schema::{FieldType, ModelInfo};
use crate::wire;

/// The JSON of a record, every value under the key of a secret field replaced, whatever its shape.
pub(super) fn masked(raw: &RawValue, info: &'static ModelInfo) -> String {
    let mut text = String::with_capacity(raw.get().len());
    write(raw, FieldType::Record(info), &mut text);
    text
}

fn write(raw: &RawValue, ty: FieldType, text: &mut String) {
    match ty {
        FieldType::Secret => text.push_str(&quoted(MASK)),
        FieldType::Record(info) => match wire::entries(raw) {
            Some(entries) => {
                let entries = entries.into_iter().map(|(key, raw)| {
                    let field = info.fields.iter().find(|field| field.wire == key);
                    (Some(quoted(&key)), raw, field.map_or(FieldType::Text, |field| field.ty))
                });
                joined('{', entries, '}', text);
            }
            None => text.push_str(raw.get()),
        },
        FieldType::List(of) => match wire::elements(raw) {
            Some(elements) => joined('[', elements.into_iter().map(|raw| (None, raw, *of)), ']', text),
            None => text.push_str(raw.get()),
        },
        FieldType::Text
        | FieldType::Bool
        | FieldType::Integer
        | FieldType::Money
        | FieldType::Timestamp
        | FieldType::Map
        | FieldType::Enum(_) => text.push_str(raw.get()),
    }
}

fn joined<'a>(
    open: char,
    parts: impl Iterator<Item = (Option<String>, &'a RawValue, FieldType)>,
    close: char,
    text: &mut String,
) {
    text.push(open);
    for (index, (key, raw, ty)) in parts.enumerate() {
        if index > 0 {
            text.push(',');
        }
        if let Some(key) = key {
            text.push_str(&key);
            text.push(':');
        }
        write(raw, ty, text);
    }
    text.push(close);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
