//! What earlier steps have brought, and the places in later steps that name it: `${order.value.order_id}`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::judge::member;

/// Values by name.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<String, Value>);

impl Names {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Gives a value a name.
    pub(crate) fn keep(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    /// The value with each `${...}` in its texts filled in. A text that is nothing else becomes the value itself.
    pub(crate) fn filled(&self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(text) => self.text(text)?,
            Value::Array(list) => Value::Array(list.iter().map(|value| self.filled(value)).collect::<Result<_, _>>()?),
            Value::Object(object) => Value::Object(
                object
                    .iter()
                    .map(|(key, value)| Ok((key.clone(), self.filled(value)?)))
                    .collect::<Result<_, String>>()?,
            ),
            other => other.clone(),
        })
    }

    fn text(&self, text: &str) -> Result<Value, String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, behind) = after.split_once('}').ok_or(format!("'{text}' does not end its name"))?;
            let value = self.named(name)?;
            if before.is_empty() && behind.is_empty() && out.is_empty() {
                return Ok(value.clone());
            }
            out.push_str(before);
            out.push_str(&value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            rest = behind;
        }
        Ok(Value::from(out + rest))
    }

    fn named(&self, path: &str) -> Result<&Value, String> {
        let mut parts = path.split('.');
        let first = parts.next().unwrap_or_default();
        let found = self.0.get(first).map(|value| parts.fold(value, member));
        found.filter(|value| !value.is_null()).ok_or_else(|| format!("nothing is called {path}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Names;

    #[test]
    fn names_are_filled_in() {
        let mut names = Names::new();
        names.keep("order", json!({"value": {"orderId": "ORD1", "list": [{"a": 7}]}}));
        let filled = names.filled(&json!({"id": "${order.value.order_id}", "n": "${order.value.list.0.a}", "t": "a ${order.value.order_id}/b"}));
        assert_eq!(filled, Ok(json!({"id": "ORD1", "n": 7, "t": "a ORD1/b"})));
        assert!(names.filled(&json!("${order.value.none}")).is_err());
    }
}
