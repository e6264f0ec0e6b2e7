//! Every answer of every test is held against the sandbox's own OpenAPI document: [`crate::common::send`] calls
//! [`check`]. The validator knows the words of JSON Schema that the document uses, and stops at any other.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde_json::{Map, Value, json};

use crate::common::{Shop, exchange, settings};

/// The document, the same for every sandbox but for its address.
fn document(url: &str) -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| exchange(url, "GET", "/_sandbox/openapi.json", &[], "").json())
}

/// Panics on an answer that is not in the document, and on a request that was taken although it is not.
pub(crate) fn check(url: &str, method: &str, target: &str, request: &str, (status, head, text): (u16, &str, &str)) {
    let path = target.split('?').next().unwrap_or_default();
    if path.starts_with("/_sandbox/") || path.starts_with("/v1/") {
        return;
    }
    let root = document(url);
    let schema = operation(root, method, path).map_or_else(
        || json!({"type": "object", "required": ["response_code"], "properties": {"response_code": {"const": 400}}}),
        |operation| {
            let answers = &operation["responses"];
            let answer = answers.get(status.to_string()).unwrap_or(&answers["default"]);
            let kind = if head.to_ascii_lowercase().contains("content-type: text/plain") { "text/plain" } else { JSON };
            answer["content"][kind]["schema"].clone()
        },
    );
    let taken = text.starts_with(r#"{"response_code":0"#) || text.starts_with(r#"{"transactionId":"#);
    if let (true, Some(operation)) = (taken, operation(root, method, path)) {
        let form = &operation["requestBody"]["content"][JSON]["schema"];
        let sent = serde_json::from_str(request).unwrap_or(Value::Null);
        if let (false, Err(problem)) = (form.is_null(), fits(root, form, &sent))
            && !OTHER_SPELLINGS.iter().any(|key| problem.contains(&format!("unknown key {key}")))
        {
            panic!("{method} {path} took {request}\nwhich is not in the document: {problem}");
        }
    }
    let value = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_string()));
    if let Err(problem) = fits(root, &schema, &value) {
        panic!("{method} {path} answered {status} {text}\nwhich is not in the document: {problem}");
    }
}

/// Panics on a notice that is not in the document.
pub(crate) fn check_notice(url: &str, notice: &Value) {
    let root = document(url);
    let name = notice["kind"].as_str().expect("a kind").to_lowercase();
    let form = &root["webhooks"][&name]["post"]["requestBody"]["content"][JSON]["schema"];
    if let Err(problem) = fits(root, form, &notice["body"]) {
        panic!("a notice {notice}\nis not in the document: {problem}");
    }
}

/// Keys as other editions of the gateway's documentation spell or place them; the sandbox takes both.
const OTHER_SPELLINGS: &[&str] = &["NET_BANKING", "referenceId", "reference_id", "accessKey"];

const JSON: &str = "application/json";

/// The operation behind a path: literal parts before named ones.
fn operation<'a>(root: &'a Value, method: &str, path: &str) -> Option<&'a Value> {
    let parts: Vec<&str> = path.split('/').collect();
    let known = root["paths"].as_object()?.iter().filter(|(template, methods)| {
        let template: Vec<&str> = template.split('/').collect();
        let same = |(one, other): (&&str, &&str)| one == other || (one.starts_with('{') && !other.is_empty());
        template.len() == parts.len()
            && template.iter().zip(&parts).all(same)
            && methods.get(method.to_lowercase()).is_some()
    });
    let best = known.min_by_key(|(template, _)| template.matches('{').count())?;
    best.1.get(method.to_lowercase())
}

/// Whether a value has the form of a schema, or where it has not.
fn fits(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let rules = match schema {
        Value::Bool(true) => return Ok(()),
        Value::Object(rules) => rules,
        other => return Err(format!("no schema: {other}")),
    };
    for (word, rule) in rules {
        let one_of = |count: fn(usize) -> bool| {
            let results: Vec<_> = list(rule).iter().map(|form| fits(root, form, value)).collect();
            let taken = results.iter().filter(|result| result.is_ok()).count();
            let problems: Vec<String> = results.into_iter().filter_map(Result::err).collect();
            if count(taken) { Ok(()) } else { Err(format!("{taken} forms fit: ({})", problems.join(") ("))) }
        };
        match word.as_str() {
            "description" => {}
            "$ref" => {
                let pointer = rule.as_str().and_then(|rule| rule.strip_prefix('#')).ok_or("a foreign $ref")?;
                let target = root.pointer(pointer).ok_or(format!("no {pointer}"))?;
                fits(root, target, value).map_err(|problem| format!("{}: {problem}", &pointer[20..]))?;
            }
            "type" if list(rule).iter().any(|kind| is(kind, value)) => {}
            "type" => return Err(format!("{} is not {rule}", short(value))),
            "const" if rule == value => {}
            "enum" if list(rule).contains(value) => {}
            "const" | "enum" => return Err(format!("{} is not {rule}", short(value))),
            "not" if fits(root, rule, value).is_err() => {}
            "not" => return Err(format!("{value} must not be {rule}")),
            "anyOf" => one_of(|count| count > 0)?,
            "oneOf" => one_of(|count| count == 1)?,
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    fits(root, rule, item).map_err(|problem| format!("[{index}] {problem}"))?;
                }
            }
            "required" => {
                let missing = list(rule).iter().filter_map(Value::as_str).find(|key| value.get(key).is_none());
                missing.map_or(Ok(()), |key| Err(format!("lacks {key}")))?;
            }
            "properties" => {
                for (key, rule) in rule.as_object().into_iter().flatten() {
                    if let Some(part) = value.get(key) {
                        fits(root, rule, part).map_err(|problem| format!("{key}: {problem}"))?;
                    }
                }
            }
            "additionalProperties" => others(root, rules, rule, value)?,
            "pattern" => {
                if let Some(text) = value.as_str()
                    && !written(rule.as_str().unwrap_or_default(), text)
                {
                    return Err(format!("{value} is not written as {rule}"));
                }
            }
            other => return Err(format!("this validator does not know {other}")),
        }
    }
    Ok(())
}

fn others(root: &Value, rules: &Map<String, Value>, rule: &Value, value: &Value) -> Result<(), String> {
    for (key, part) in value.as_object().into_iter().flatten() {
        if rules.get("properties").and_then(|known| known.get(key)).is_some() {
            continue;
        }
        match rule {
            Value::Bool(false) => return Err(format!("unknown key {key}")),
            rule => fits(root, rule, part).map_err(|problem| format!("{key}: {problem}"))?,
        }
    }
    Ok(())
}

/// The beginning of a value, enough to find it.
fn short(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}

fn list(rule: &Value) -> &[Value] {
    rule.as_array().map_or(std::slice::from_ref(rule), Vec::as_slice)
}

fn is(kind: &Value, value: &Value) -> bool {
    match kind.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    }
}

/// The two patterns of the document.
fn written(pattern: &str, text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    if pattern.starts_with("^-?") {
        let plain = shape.strip_prefix('-').unwrap_or(&shape);
        let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
        return [whole, part].iter().all(|part| !part.is_empty() && part.chars().all(|c| c == '0'));
    }
    assert!(pattern.starts_with("^[0-9]{4}-"), "this validator does not know the pattern {pattern}");
    matches!(
        shape.as_str(),
        "0000-00-00" | "0000-00-00 00:00:00" | "0000-00-00T00:00:00+00:00" | "0000-00-00T00:00:00Z"
    )
}

#[test]
fn the_validator_finds_what_is_wrong() {
    let root = json!({"components": {"schemas": {"A": {"type": "object", "properties": {"a": {"type": "integer"}},
        "required": ["a"], "additionalProperties": false}}}});
    let a = json!({"$ref": "#/components/schemas/A"});
    assert_eq!(fits(&root, &a, &json!({"a": 1})), Ok(()));
    for (schema, value) in [
        (&a, json!({})),
        (&a, json!({"a": "1"})),
        (&a, json!({"a": 1, "b": 1})),
        (&a, json!([])),
        (&json!({"items": {"enum": ["X"]}}), json!(["X", "Y"])),
        (&json!({"not": {"const": 0}}), json!(0)),
        (&json!({"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^-?x"}]}), json!("1.")),
        (&json!({"oneOf": [{"type": "integer"}, {"type": "number"}]}), json!(1)),
        (&json!({"maxLength": 1}), json!("")),
    ] {
        assert!(fits(&root, schema, &value).is_err(), "{schema} {value}");
    }
}

#[test]
fn the_document_knows_every_operation_and_resolves() {
    let shop = Shop::open(settings());
    let root = shop.control("/_sandbox/openapi.json");
    assert_eq!((&root["openapi"], &root["servers"][0]["url"]), (&json!("3.1.0"), &json!(shop.sandbox.url)));
    let mut ids = HashSet::new();
    for (path, methods) in root["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            assert!(ids.insert(operation["operationId"].as_str().expect("an id").to_string()), "{path} {method}");
            for field in path.split('/').filter_map(|part| part.strip_prefix('{')) {
                let name = field.trim_end_matches('}');
                let named = |one: &Value| one["in"] == "path" && one["name"] == name && one["required"] == true;
                assert!(operation["parameters"].as_array().expect("parameters").iter().any(named), "{path}");
            }
        }
    }
    for row in enkash::operations::OPERATIONS.iter().filter(|row| !row.composed) {
        assert!(ids.contains(row.name), "{}", row.name);
        let operation = operation(&root, row.verb.as_str(), row.path).expect("a path");
        let open = operation["security"].as_array().is_some_and(Vec::is_empty);
        assert_eq!(open, !matches!(row.auth, enkash::schema::Auth::Token | enkash::schema::Auth::TokenAndKey));
    }
    let text = root.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().expect("a pointer");
        assert!(root.pointer(pointer).is_some(), "{pointer}");
    }
}
