//! The Rust runner of the vectors.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use enkash::functions::{self, Pure, PureVisitor};
use enkash::json::Json;
use enkash::model::{ReturnQuery, WebhookEvent, WebhookKind};
use enkash::operations::{self, Op, Visitor, WebhooksConfirmOp};
use enkash::{Caller, Checkout, Client, Error, Timestamp};
use enkash_replay::{ACCESS_KEY, Replay, SECRET_KEY};
use serde_json::{Value, json};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../vectors")
}

/// Calls an operation whose name is known only at run time.
struct Call {
    caller: Caller,
    id: String,
    request: Value,
}

impl Visitor for Call {
    type Result = Pin<Box<dyn Future<Output = Result<Value, Error>>>>;

    fn visit<O: Op>(self) -> Self::Result {
        Box::pin(async move {
            let request = Json::Snake.read::<O::Request>(&self.request)?;
            let answer = self.caller.call::<O>(&self.id, request).await?;
            Ok(Json::Snake.write(&answer))
        })
    }
}

/// Runs a function whose name is known only at run time.
struct Run(Value);

impl PureVisitor for Run {
    type Result = Result<Value, Error>;

    fn visit<P: Pure>(self) -> Self::Result {
        let answer = P::run(Json::Snake.read::<P::Request>(&self.0)?)?;
        Ok(Json::Snake.write(&answer))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_vector_holds() {
    let replay = Replay::start(&folder()).await.expect("the vectors are readable");
    let text = replay.own_route("/_cases").expect("its own route");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("a list of cases");
    let mut failures = Vec::new();
    for case in &cases {
        let name = case["name"].as_str().expect("a case has a name");
        let problem = play(&replay, case, name).await.err();
        let held = problem.is_none();
        let result = replay.own_route(&format!("/_result/rust/{name}?held={held}")).expect("its own route");
        let result: Value = serde_json::from_str(&result).expect("JSON");
        if result["ok"] != true {
            failures.push(format!("{name}: {}", result["differences"]));
        }
        failures.extend(problem.map(|problem| format!("{name}: {problem}")));
    }
    keep_record(&replay);
    assert!(cases.len() > 100, "only {} cases", cases.len());
    assert!(failures.is_empty(), "{} of {} failed\n{}", failures.len(), cases.len(), failures.join("\n"));
}

/// `cargo xtask test` counts what was played: see "Records" in `tests/README.md`.
fn keep_record(replay: &Replay) {
    let Some(folder) = std::env::var_os("ENKASH_RECORDS") else { return };
    let runs: Value = serde_json::from_str(&replay.own_route("/_runs").expect("its own route")).expect("JSON");
    let path = PathBuf::from(folder).join("vectors-rust.json");
    std::fs::write(path, runs["rust"].to_string()).expect("the folder of the records is writable");
}

async fn play(replay: &Replay, case: &Value, name: &str) -> Result<(), String> {
    let operation = case["operation"].as_str().unwrap_or_default();
    let result = if operation == "webhooks.parse" {
        event(case).map(|event| Json::Snake.write(&event))
    } else if operation == "webhooks.confirm" {
        let caller = caller(case, &format!("{}/rust/{name}", replay.url()))?;
        let event = event(case).map_err(|error| error.to_string())?;
        caller.call::<WebhooksConfirmOp>("", event).await.map(|truth| Json::Snake.write(&truth))
    } else if let Some(index) = functions::find_function(operation) {
        let request = case.get("request").cloned().unwrap_or_else(|| json!({}));
        functions::dispatch_function(index, Run(request)).ok_or("the table has no such row")?
    } else {
        let caller = caller(case, &format!("{}/rust/{name}", replay.url()))?;
        let id = case["id"].as_str().unwrap_or_default().to_owned();
        let request = case.get("request").cloned().unwrap_or_else(|| json!({}));
        let index = operations::find(operation).ok_or_else(|| format!("there is no operation {operation}"))?;
        operations::dispatch(index, Call { caller, id, request }).ok_or("the table has no such row")?.await
    };
    match (result, &case["expect"]) {
        (Ok(value), expect) if expect.get("value").is_some() => compare("", &expect["value"], &value),
        (Ok(value), _) => Err(format!("expected an error, got {value}")),
        (Err(error), expect) => {
            let shown = format!("{error} {error:?}");
            if shown.contains(ACCESS_KEY) || shown.contains(SECRET_KEY) {
                return Err("the error shows a key".to_owned());
            }
            let Some(expected) = expect.get("error").and_then(Value::as_object) else {
                return Err(format!("unexpected error: {error}"));
            };
            let mut expected = expected.clone();
            if let Some(pieces) = expected.remove("text_contains") {
                for piece in pieces.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if !shown.contains(piece) {
                        return Err(format!("'{error}' does not say '{piece}'"));
                    }
                }
            }
            compare("", &Value::from(expected), &Json::Snake.write(error.info()))
                .map_err(|problem| format!("{problem} (the error: {error:?})"))
        }
    }
}

/// The notification or the return page of a case.
fn event(case: &Value) -> Result<WebhookEvent, Error> {
    let body = case["body"].as_str().unwrap_or_default();
    match case["kind"].as_str().map(WebhookKind::from) {
        Some(WebhookKind::ReturnPage) => enkash::webhook::parse_return(ReturnQuery::new(body)),
        kind => enkash::webhook::parse_as(body.as_bytes(), kind.as_ref()),
    }
}

/// The client that the case is for.
fn caller(case: &Value, base_url: &str) -> Result<Caller, String> {
    let mut config = json!({ "base_url": base_url });
    let keys = json!({ "access_key": ACCESS_KEY, "secret_key": SECRET_KEY });
    let merchant = case["client"] == "client";
    if let Some(config) = config.as_object_mut() {
        config.extend(keys.as_object().filter(|_| merchant).cloned().unwrap_or_default());
        config.extend(case["config"].as_object().cloned().unwrap_or_default());
    }
    let unreadable = |invalid| format!("config: {invalid:?}");
    let made = if merchant {
        Client::new(Json::Snake.read(&config).map_err(unreadable)?).map(|client| client.caller().clone())
    } else {
        Checkout::new(Json::Snake.read(&config).map_err(unreadable)?).map(|client| client.caller().clone())
    };
    made.map_err(|error| error.to_string())
}

/// Compares key by key, as `tests/README.md` says.
fn compare(path: &str, expected: &Value, got: &Value) -> Result<(), String> {
    match (expected, got) {
        (Value::Null, Value::Null) => Ok(()),
        (Value::Object(expected), Value::Object(got)) => expected.iter().try_for_each(|(key, value)| {
            compare(&format!("{path}.{key}"), value, got.get(key).unwrap_or(&Value::Null))
        }),
        (Value::Array(expected), Value::Array(got)) if expected.len() == got.len() => expected
            .iter()
            .zip(got)
            .enumerate()
            .try_for_each(|(at, (one, two))| compare(&format!("{path}[{at}]"), one, two)),
        // The same instant may be written with another offset.
        (Value::String(one), Value::String(two)) if one.contains('T') && one.ends_with('Z') => {
            if Timestamp::parse(one).is_some_and(|one| Timestamp::parse(two) == Some(one)) {
                return Ok(());
            }
            Err(format!("{path}: expected {one}, got {two}"))
        }
        (expected, got) if expected == got => Ok(()),
        (expected, got) => Err(format!("{path}: expected {expected}, got {got}")),
    }
}
