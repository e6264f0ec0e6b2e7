//! JSON as a language: records in the SDK's own names, amounts as decimal text, times as ISO 8601, secrets masked.
//!
//! Used by tests in every language and by the records' `to_json` in Kotlin and Swift.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::field::{Field, Invalid, Language, Model, Path};
use crate::scalar::{Money, Secret, Timestamp};
use crate::schema::{FieldInfo, camel};

/// How names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Json {
    /// `merchant_order_id`
    Snake,
    /// `merchantOrderId`
    Camel,
}

/// What stands for a secret.
pub const MASK: &str = "***";

impl Json {
    /// A record as JSON.
    pub fn write<M: Model>(self, record: &M) -> Value {
        self.record(record).unwrap_or_else(|never| match never {})
    }
    /// A record from JSON.
    pub fn read<M: Model>(self, value: &Value) -> Result<M, Invalid> {
        M::take(&self, value, &Path::Root)
    }
    fn name(self, snake: &str) -> String {
        match self {
            Json::Snake => snake.to_owned(),
            Json::Camel => camel(snake),
        }
    }
}

/// Making JSON values cannot fail.
#[derive(Debug)]
pub enum Never {}

type Made = Result<Value, Never>;

impl Language for Json {
    type Value = Value;
    type Fault = Never;

    fn text(&self, value: &str) -> Made {
        Ok(Value::from(value))
    }
    fn flag(&self, value: bool) -> Made {
        Ok(Value::from(value))
    }
    fn integer(&self, value: i64) -> Made {
        Ok(Value::from(value))
    }
    fn money(&self, value: &Money) -> Made {
        Ok(Value::from(value.to_string()))
    }
    fn time(&self, value: &Timestamp) -> Made {
        Ok(Value::from(value.to_string()))
    }
    fn secret(&self, _value: &Secret) -> Made {
        Ok(Value::from(MASK))
    }
    fn json(&self, value: &RawValue) -> Made {
        Ok(serde_json::from_str(value.get()).unwrap_or(Value::Null))
    }
    fn list(&self, values: Vec<Value>) -> Made {
        Ok(Value::from(values))
    }
    fn map(&self, entries: Vec<(&str, Value)>) -> Made {
        Ok(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into())
    }
    fn record<M: Model>(&self, record: &M) -> Made {
        let fields = record.give_fields(self)?;
        Ok(fields.into_iter().map(|(name, value)| (self.name(name), value)).collect::<Map<_, _>>().into())
    }

    fn is_null(&self, value: &Value) -> bool {
        value.is_null()
    }
    fn take_text(&self, value: &Value, path: &Path<'_>) -> Result<String, Invalid> {
        value.as_str().map(str::to_owned).ok_or_else(|| path.invalid("is not text; pass a string"))
    }
    fn take_flag(&self, value: &Value, path: &Path<'_>) -> Result<bool, Invalid> {
        value.as_bool().ok_or_else(|| path.invalid("is not true or false; pass a boolean"))
    }
    fn take_integer(&self, value: &Value, path: &Path<'_>) -> Result<i64, Invalid> {
        value.as_i64().ok_or_else(|| path.invalid("is not a whole number; pass an integer"))
    }
    fn take_money(&self, value: &Value, path: &Path<'_>) -> Result<Money, Invalid> {
        match value {
            Value::String(text) => Money::parse(text).map_err(|error| path.invalid(error.to_string())),
            Value::Number(number) if number.is_i64() => Ok(Money::rupees(self.take_integer(value, path)?)),
            Value::Number(_) => {
                Err(path.invalid("is a float, which cannot hold paise exactly; pass text like \"499.00\""))
            }
            _ => Err(path.invalid("is not an amount; pass text like \"499.00\"")),
        }
    }
    fn take_time(&self, value: &Value, path: &Path<'_>) -> Result<Timestamp, Invalid> {
        value
            .as_str()
            .and_then(Timestamp::parse)
            .ok_or_else(|| path.invalid("is not a time; pass ISO 8601 with an offset, like 2026-08-24T20:46:02+05:30"))
    }
    fn take_secret(&self, value: &Value, path: &Path<'_>) -> Result<Secret, Invalid> {
        self.take_text(value, path).map(Secret::new)
    }
    fn take_list(&self, value: &Value, path: &Path<'_>) -> Result<Vec<Value>, Invalid> {
        value.as_array().cloned().ok_or_else(|| path.invalid("is not a list; pass an array"))
    }
    fn take_map(&self, value: &Value, path: &Path<'_>) -> Result<Vec<(String, Value)>, Invalid> {
        let object = value.as_object().ok_or_else(|| path.invalid("is not an object; pass names and values"))?;
        Ok(object.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
    }
    fn is_name(&self, given: &str, field: &FieldInfo) -> bool {
        match self {
            Json::Snake => given == field.name,
            Json::Camel => is_camel_of(given, field.name),
        }
    }
    fn spell(&self, field: &FieldInfo) -> String {
        self.name(field.name)
    }
}

/// Whether a camel-case name is the given snake-case one, without building it.
pub fn is_camel_of(camel: &str, snake: &str) -> bool {
    let mut given = camel.bytes();
    let mut up = false;
    for byte in snake.bytes() {
        if byte == b'_' {
            up = true;
            continue;
        }
        let expected = if up { byte.to_ascii_uppercase() } else { byte };
        up = false;
        if given.next() != Some(expected) {
            return false;
        }
    }
    given.next().is_none()
}

/// A value of the gateway's JSON as a record: what `from_wire` is for bindings and tests.
pub fn from_wire<T: Field>(text: &str) -> Option<T> {
    T::read(serde_json::from_str(text).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CreateOrder, Order};
    use serde_json::json;

    #[test]
    fn wire_and_sdk_shapes_differ_where_they_must() {
        let request: CreateOrder = Json::Camel
            .read(&json!({"merchantOrderId": "INV1001", "amount": 499, "customerInfo": {"firstName": "Asha"}}))
            .expect("a request");
        let wire = serde_json::to_string(&request).expect("JSON");
        assert_eq!(
            wire,
            r#"{"orderId":"INV1001","amount":{"value":499.00,"currency":"INR"},"customerInfo":{"firstName":"Asha"}}"#
        );
    }

    #[test]
    fn unknown_names_are_refused_with_the_known_ones() {
        let error = Json::Snake
            .read::<CreateOrder>(&json!({"merchant_order_id": "A", "amount": "1", "customer_info": {"name": "x"}}))
            .expect_err("no such field");
        assert_eq!(error.field, "customer_info.name");
        assert!(error.problem.contains("first_name"));
        let error = Json::Snake.read::<CreateOrder>(&json!({"amount": 4.99})).expect_err("a float");
        assert!(error.problem.contains("float"));
    }

    #[test]
    fn answers_keep_what_they_do_not_know() {
        let text = r#"{"orderId":"ORD1","orderStatus":"SHIPPED","amount":"499.10","created":"2026-04-22 13:50:03",
            "lastModified":{"odd":1},"loyalty":{"points":12345678901234567890.25}}"#;
        let order: Order = from_wire(text).expect("an order");
        assert_eq!(order.order_status.as_ref().map(ToString::to_string).as_deref(), Some("SHIPPED"));
        assert_eq!(order.extra.text("created").as_deref(), Some("2026-04-22 13:50:03"));
        assert_eq!(order.extra.get("loyalty"), Some(r#"{"points":12345678901234567890.25}"#));
        assert_eq!(order.last_modified, None);
        let mixed = r#"{"orderId":"ORD1","orderStatus":"PAID","status":"FAILED","transactions":[{"transactionId":null},
            {"transactionId":"EK2","status":"SUCCESS"}]}"#;
        let mixed: Order = from_wire(mixed).expect("an order");
        assert_eq!(mixed.order_status, Some(crate::model::OrderStatus::Paid));
        assert_eq!(mixed.extra.text("status").as_deref(), Some("FAILED"));
        assert_eq!(mixed.transactions.len(), 1);
        assert!(mixed.extra.get("transactions").is_some_and(|raw| raw.contains("null")));
        let again: Order = from_wire(&serde_json::to_string(&order).expect("JSON")).expect("an order");
        assert_eq!(again, order);
    }
}
