//! Which keys a step may have, and its expectation: a misspelt one would be passed over in silence, and with it what it
//! asks for. Everything is looked at when a file is read, before anything is played.

use enkash::field::ModelFields;
use serde_json::Value;

use crate::file::only;

/// The keys of each step beyond `do`.
const STEPS: &[(&str, &[&str])] = &[
    ("open", &["runner", "client", "side", "merchant", "config", "as", "expect"]),
    ("call", &["runner", "client", "operation", "id", "request", "times", "as", "expect"]),
    ("start", &["runner", "client", "call", "operation", "id", "request"]),
    ("await", &["runner", "call", "as", "expect"]),
    ("cancel", &["runner", "call", "as", "expect"]),
    ("resolve", &["runner", "client", "unresolved", "as", "expect"]),
    ("parse", &["runner", "body", "encoding", "kind", "as", "expect"]),
    ("confirm", &["runner", "client", "body", "encoding", "kind", "as", "expect"]),
    ("function", &["runner", "operation", "request", "as", "expect"]),
    ("run", &["runner", "program", "arguments", "client", "config", "as", "expect"]),
    ("close", &["runner", "client"]),
    ("spawn", &["runner"]),
    ("kill", &["runner"]),
    ("dies", &["runner"]),
    ("begin", &["runner", "command", "client", "operation", "id", "request", "program", "arguments"]),
    ("faults", &["plan"]),
    ("no_faults", &[]),
    ("until", &["hit", "times"]),
    ("pay", &["order", "vpa", "as", "expect"]),
    ("page", &["order", "decision", "as", "expect"]),
    ("clock", &["seconds"]),
    ("control", &["method", "path", "body", "as", "expect"]),
    ("notices", &["as", "expect"]),
    ("journal", &["operation", "as", "expect"]),
    ("audit", &["as", "expect"]),
    ("elsewhere", &["as", "expect"]),
    ("tls", &["certificate", "as"]),
    ("check", &["that", "expect"]),
];
/// The steps whose expectation is about outcomes: a value or an error.
const OUTCOMES: &[&str] = &["open", "call", "await", "cancel", "resolve", "parse", "confirm", "function", "run"];

/// Whether a step is one, and has no key that nobody reads.
pub(crate) fn check(step: &Value) -> Result<(), String> {
    let word = step["do"].as_str().ok_or("it does nothing")?;
    let (_, keys) = STEPS.iter().find(|(known, _)| *known == word).ok_or(format!("there is no step {word}"))?;
    only(step, &[&["do"], *keys].concat()).map_err(|problem| format!("{word}: {problem}"))?;
    let expected = &step["expect"];
    if expected.is_null() {
        return Ok(());
    }
    if OUTCOMES.contains(&word) {
        let alternatives = expected.as_array().map_or(std::slice::from_ref(expected), Vec::as_slice);
        return alternatives.iter().try_for_each(outcome).map_err(|problem| format!("{word}: expect: {problem}"));
    }
    let keys: &[&str] = match word {
        "journal" => &["count", "applied", "entries"],
        "elsewhere" => &["requests"],
        _ => return wildcards(expected),
    };
    only(expected, keys).map_err(|problem| format!("{word}: expect: {problem}"))?;
    wildcards(expected)
}

/// One alternative of what may come of a command.
fn outcome(expected: &Value) -> Result<(), String> {
    only(expected, &["value", "error", "times"])?;
    if expected.get("value").is_some() == expected.get("error").is_some() {
        return Err("it has a value or an error".into());
    }
    if expected.get("times").is_some_and(|times| !times.is_u64()) {
        return Err("times is a number".into());
    }
    if let Some(error) = expected.get("error") {
        let fields: Vec<&str> = enkash::ErrorInfo::INFO.fields.iter().map(|field| field.name).collect();
        only(error, &fields)?;
        if error["kind"].as_str().is_none_or(|kind| kind == "*") {
            return Err("an error names its kind".into());
        }
    }
    wildcards(expected)
}

/// `at_most` and `contains` stand alone, and are what they must be.
fn wildcards(expected: &Value) -> Result<(), String> {
    match expected {
        Value::Array(list) => list.iter().try_for_each(wildcards),
        Value::Object(entries) => {
            for (key, value) in entries {
                let fits = match key.as_str() {
                    "at_most" => entries.len() == 1 && (value.is_u64() || value.is_string()),
                    "contains" => entries.len() == 1 && value.is_string(),
                    _ => true,
                };
                if !fits {
                    return Err(format!("{key} stands alone: {expected}"));
                }
                wildcards(value)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::check;

    #[test]
    fn a_key_that_nobody_reads_is_refused() {
        for good in [
            json!({"do": "open"}),
            json!({"do": "call", "operation": "orders.get", "id": "1", "expect": {"error": {"kind": "Gateway", "unresolved": null}}}),
            json!({"do": "call", "operation": "orders.get", "times": 2, "expect": [{"value": {}, "times": 1}, {"error": {"kind": "Gateway"}}]}),
            json!({"do": "journal", "operation": "orders.get", "expect": {"count": {"at_most": 2}}}),
        ] {
            assert_eq!(check(&good), Ok(()));
        }
        for bad in [
            json!({"does": "open"}),
            json!({"do": "opens"}),
            json!({"do": "open", "sides": "checkout"}),
            json!({"do": "until", "hits": "f"}),
            json!({"do": "call", "operation": "orders.get", "expect": {"values": {}}}),
            json!({"do": "call", "operation": "orders.get", "expect": {"value": {}, "time": 1}}),
            json!({"do": "call", "operation": "orders.get", "expect": {"error": {"kind": "Gateway", "unresovled": null}}}),
            json!({"do": "call", "operation": "orders.get", "expect": {"error": {"kind": "*"}}}),
            json!({"do": "call", "operation": "orders.get", "expect": {"error": {"advice": "safe"}}}),
            json!({"do": "journal", "operation": "orders.get", "expect": {"counts": 1}}),
            json!({"do": "journal", "operation": "orders.get", "expect": {"count": {"at_most": 2, "at_least": 1}}}),
        ] {
            assert!(check(&bad).is_err(), "{bad}");
        }
    }
}
