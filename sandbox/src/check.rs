//! Form: a request must have the keys of its record, all required ones, and values of the right type.
//!
//! The keys come from the operation table. An unknown key is refused, because a mistyped `notifyurl` that is
//! silently ignored costs a merchant more than a refusal. No text repeats a value.

use enkash::schema::camel;

use crate::fault::{Fault, Outcome, invalid};
use crate::json::Json;
use crate::mask::safe_key;
use crate::money;
use crate::routes::{FieldInfo, FieldType, ModelInfo};

/// Checks a body against the record of its operation.
pub(crate) fn body(record: &ModelInfo, body: &Json) -> Outcome<()> {
    record_at(record, body, "")
}

/// Checks the query string.
pub(crate) fn query(record: &ModelInfo, query: &[(String, String)]) -> Outcome<()> {
    for (index, (key, value)) in query.iter().enumerate() {
        let field = record.fields.iter().find(|field| field.query && field.wire == key);
        let field = field.ok_or_else(|| invalid(format!("Unknown query parameter {}.", safe_key(key))))?;
        if query[..index].iter().any(|(earlier, _)| earlier == key) {
            return Err(invalid(format!("The query parameter {key} is given twice.")));
        }
        let fits = match field.ty {
            FieldType::Integer => value.parse::<i64>().is_ok(),
            FieldType::Bool => value == "true" || value == "false",
            FieldType::Enum(info) => info.values.iter().any(|known| known.wire == value),
            _ => true,
        };
        if !fits {
            return Err(invalid(format!("The query parameter {key} must be {}.", expected(&field.ty))));
        }
    }
    Ok(())
}

/// The same body with each key in the spelling of the record: the mandate pages print some keys with underscores and
/// some without, so both are taken there.
pub(crate) fn respelled(record: &ModelInfo, body: Json) -> Json {
    let Json::Object(pairs) = body else { return body };
    let known = |key: &str| record.fields.iter().find(|field| field.wire == key);
    let taken: Vec<String> = pairs.iter().map(|(key, _)| key.clone()).collect();
    let renamed = pairs.into_iter().map(|(key, value)| {
        let meant = record.fields.iter().find(|field| !field.query && camel(field.wire) == camel(&key));
        let field = known(&key).or(meant.filter(|field| !taken.iter().any(|other| other == field.wire)));
        match field.map(|field| (field.wire, &field.ty)) {
            Some((wire, FieldType::Record(inner))) => (wire.to_string(), respelled(inner, value)),
            Some((wire, _)) => (wire.to_string(), value),
            None => (key, value),
        }
    });
    Json::Object(renamed.collect())
}

fn record_at(record: &ModelInfo, body: &Json, path: &str) -> Outcome<()> {
    let Json::Object(pairs) = body else {
        return Err(wrong(path, "an object", body));
    };
    let fields = || record.fields.iter().filter(|field| !field.query);
    for (key, value) in pairs {
        if record.fixed.contains(&key.as_str()) {
            continue;
        }
        let field = fields().find(|field| answers_to(field, key));
        let field = field.ok_or_else(|| invalid(format!("Unknown key {}.", join(path, safe_key(key)))))?;
        if *value != Json::Null {
            value_at(&field.ty, value, &join(path, key))?;
        }
    }
    for field in fields().filter(|field| field.required) {
        if body.get(field.wire).is_none() {
            return Err(invalid(format!("The key {} is required.", join(path, field.wire))));
        }
    }
    Ok(())
}

/// The enum spells net banking with an underscore, the documentation of restrictions without; both are taken.
fn answers_to(field: &FieldInfo, key: &str) -> bool {
    field.wire == key || (field.wire == "NETBANKING" && key == "NET_BANKING")
}

fn value_at(ty: &FieldType, value: &Json, path: &str) -> Outcome<()> {
    let fits = match ty {
        FieldType::Text | FieldType::Timestamp | FieldType::Secret => matches!(value, Json::Text(_)),
        FieldType::Bool => matches!(value, Json::Bool(_)),
        FieldType::Integer => matches!(value, Json::Number(text) if text.parse::<i64>().is_ok()),
        FieldType::Money => return amount_at(value, path),
        FieldType::Enum(info) => {
            let Json::Text(word) = value else { return Err(wrong(path, "a string", value)) };
            info.values.iter().any(|known| known.wire == word)
        }
        FieldType::Bytes => matches!(value, Json::Text(_)),
        FieldType::List(element) => {
            let Json::List(items) = value else { return Err(wrong(path, "an array", value)) };
            return items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| value_at(element, item, &format!("{path}[{index}]")));
        }
        FieldType::Map => {
            let Json::Object(pairs) = value else { return Err(wrong(path, "an object", value)) };
            let odd = pairs.iter().find(|(_, value)| !matches!(value, Json::Text(_)));
            return odd.map_or(Ok(()), |(key, value)| Err(wrong(&join(path, safe_key(key)), "a string", value)));
        }
        FieldType::Record(record) => return record_at(record, value, path),
    };
    if fits { Ok(()) } else { Err(wrong(path, &expected(ty), value)) }
}

/// An amount stands alone or, in an order, as `{"value": .., "currency": ..}`; which one an operation wants is its
/// handler's business.
fn amount_at(value: &Json, path: &str) -> Outcome<()> {
    let Json::Object(pairs) = value else {
        return match money::read(value) {
            Some(_) => Ok(()),
            None => Err(wrong(path, "a decimal number", value)),
        };
    };
    match pairs.iter().find(|(key, _)| key != "value" && key != "currency") {
        Some((key, _)) => Err(invalid(format!("Unknown key {}.", join(path, safe_key(key))))),
        None => Ok(()),
    }
}

fn expected(ty: &FieldType) -> String {
    match ty {
        FieldType::Text | FieldType::Timestamp | FieldType::Secret => "a string".to_string(),
        FieldType::Bool => "true or false".to_string(),
        FieldType::Integer => "a whole number".to_string(),
        FieldType::Money => "a decimal number".to_string(),
        FieldType::List(_) => "an array".to_string(),
        FieldType::Bytes => "base64 text".to_string(),
        FieldType::Map | FieldType::Record(_) => "an object".to_string(),
        FieldType::Enum(info) => {
            let words: Vec<&str> = info.values.iter().map(|value| value.wire).collect();
            format!("one of {}", words.join(", "))
        }
    }
}

fn wrong(path: &str, expected: &str, value: &Json) -> Fault {
    let place = if path.is_empty() { "The body".to_string() } else { format!("The key {path}") };
    match value {
        Json::Text(_) if expected.starts_with("one of") => invalid(format!("{place} must be {expected}.")),
        _ => invalid(format!("{place} must be {expected}, not {}.", value.kind())),
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_string() } else { format!("{path}.{key}") }
}
