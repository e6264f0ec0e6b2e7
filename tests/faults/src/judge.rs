//! Compares what came of a step with what the fault's file expects.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::Value;

/// What is wrong with the outcomes of a step; nothing when they are as expected.
///
/// `expected` is one alternative, which all outcomes must meet, or a list of them; with `times` exactly so many outcomes
/// must meet it.
pub(crate) fn problem(expected: &Value, outcomes: &[Value]) -> Option<String> {
    let alternatives = expected.as_array().cloned().unwrap_or_else(|| vec![expected.clone()]);
    let mut met = vec![0_u64; alternatives.len()];
    for outcome in outcomes {
        let problems: Vec<Option<String>> =
            alternatives.iter().map(|alternative| difference(alternative, outcome)).collect();
        match problems.iter().position(Option::is_none) {
            Some(index) => met[index] += 1,
            None => return Some(problems.into_iter().flatten().collect::<Vec<_>>().join("; or ")),
        }
    }
    if outcomes.is_empty() {
        return Some("nothing came of it".to_owned());
    }
    alternatives.iter().zip(&met).find_map(|(alternative, met)| {
        let times = alternative["times"].as_u64()?;
        (times != *met).then(|| format!("{met} of {} outcomes are {alternative}, not {times}", outcomes.len()))
    })
}

/// How one outcome differs from one alternative.
fn difference(expected: &Value, outcome: &Value) -> Option<String> {
    for kind in ["value", "error"] {
        if let Some(wanted) = expected.get(kind) {
            return match outcome.get(kind) {
                None => Some(format!("expected {kind} {wanted}, got {}", short(outcome))),
                Some(got) => compare(kind, wanted, got).err(),
            };
        }
    }
    Some(format!("the expectation has no value and no error: {expected}"))
}

/// Key by key, as in the vectors. `null` says that a key is absent, `"*"` that it is there.
pub(crate) fn compare(path: &str, expected: &Value, got: &Value) -> Result<(), String> {
    let empty = |value: &Value| value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty);
    match (expected, got) {
        (Value::Null, got) if empty(got) => Ok(()),
        (Value::String(any), got) if any == "*" && !empty(got) && got != "" => Ok(()),
        (Value::Object(expected), got) if expected.contains_key("contains") && expected.len() == 1 => {
            let piece = expected["contains"].as_str().unwrap_or_default();
            let told = got.as_str().map_or_else(|| got.to_string(), str::to_owned);
            if told.contains(piece) { Ok(()) } else { Err(format!("{path}: '{told}' does not say '{piece}'")) }
        }
        (Value::Object(expected), got) if expected.contains_key("at_most") => {
            let most = expected["at_most"].as_u64().unwrap_or(0);
            let few = got.as_u64().is_some_and(|got| got <= most);
            if few { Ok(()) } else { Err(format!("{path}: {got} is more than {most}")) }
        }
        (Value::Object(expected), Value::Object(_)) => {
            expected.iter().try_for_each(|(key, value)| compare(&format!("{path}.{key}"), value, member(got, key)))
        }
        (Value::Array(expected), Value::Array(list)) if expected.len() == list.len() => expected
            .iter()
            .zip(list)
            .enumerate()
            .try_for_each(|(at, (one, two))| compare(&format!("{path}[{at}]"), one, two)),
        (expected, got) if same(expected, got) => Ok(()),
        (expected, got) => Err(format!("{path}: expected {expected}, got {}", short(got))),
    }
}

/// A field by its name, in the spelling of any of the languages.
pub(crate) fn member<'v>(value: &'v Value, name: &str) -> &'v Value {
    if let Value::Array(list) = value {
        return name.parse::<usize>().ok().and_then(|at| list.get(at)).unwrap_or(&Value::Null);
    }
    value.get(name).or_else(|| value.get(enkash::schema::camel(name))).unwrap_or(&Value::Null)
}

/// Equal as they stand, or as amounts: languages differ in how they print a decimal.
fn same(one: &Value, two: &Value) -> bool {
    let number = |value: &Value| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text.starts_with(|first: char| first.is_ascii_digit() || first == '-').then(|| Decimal::from_str(&text).ok())?
    };
    one == two || matches!((number(one), number(two)), (Some(one), Some(two)) if one == two)
}

/// Enough of a value to see what it is.
pub(crate) fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 600 { text.chars().take(600).collect::<String>() + "..." } else { text }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::problem;

    #[test]
    fn all_outcomes_must_meet_the_expectation() {
        let expected = json!({"value": {"order_id": "*", "amount": "499.00", "odd": null}});
        let good = json!({"value": {"orderId": "ORD1", "amount": 499.0, "more": 1}});
        assert_eq!(problem(&expected, &[good.clone(), good.clone()]), None);
        for bad in [
            json!({"value": {"orderId": "", "amount": "499.00"}}),
            json!({"value": {"orderId": "ORD1", "amount": "499.01"}}),
            json!({"value": {"orderId": "ORD1", "amount": "499.00", "odd": 1}}),
            json!({"error": {"kind": "Timeout"}}),
            json!({"crash": "Traceback"}),
        ] {
            assert!(problem(&expected, &[good.clone(), bad.clone()]).is_some(), "{bad}");
        }
        assert!(problem(&expected, &[]).is_some());
    }

    #[test]
    fn alternatives_are_counted() {
        let expected = json!([{"value": {}, "times": 1}, {"error": {"kind": "Gateway"}, "times": 2}]);
        let (value, error) = (json!({"value": {"a": 1}}), json!({"error": {"kind": "Gateway"}}));
        assert_eq!(problem(&expected, &[error.clone(), value.clone(), error.clone()]), None);
        assert!(problem(&expected, &[value.clone(), value, error]).is_some());
    }
}
