//! The sandbox's own OpenAPI 3.1 document, `GET /_sandbox/openapi.json`: made from the operation table and the records,
//! so that it knows a new row or field at once. It describes what this sandbox answers under any of its switches; the
//! gateway itself publishes no such document, and may answer more.

mod schemas;

use enkash::schema::{Answers, EnumInfo};

use self::schemas::{collect, or_null, record, reference, shared, text, value, words};
use crate::gateway::envelope_keys;
use crate::json::Json;
use crate::routes::{Auth, FieldType, ModelInfo, Operation, Verb, operations, request};

/// Operations whose charge answers are bare or in the envelope, as the settings say.
const MAYBE_BARE: &[&str] = &["payments.charge", "payments.expire", "payments.cancel", "orders.cancel"];

/// The document.
pub(crate) fn document(url: &str) -> Json {
    let mut records: Vec<&'static ModelInfo> = Vec::new();
    let mut enums: Vec<&'static EnumInfo> = Vec::new();
    let mut paths = Json::Object(Vec::new());
    for operation in operations().iter().filter(|operation| !operation.composed) {
        for record in [request(operation), operation.answer] {
            collect(record, &mut records, &mut enums);
        }
        for (path, verb, suffix) in editions(operation) {
            let mut entry = paths.get(path).cloned().unwrap_or(Json::Null);
            let word = verb.as_str().to_lowercase();
            // One edition of the documentation gives two operations the same verb and path; the own row comes first.
            if entry.get(&word).is_none() {
                entry.set(&word, described(operation, verb, suffix));
                paths.set(path, entry);
            }
        }
    }
    let mut webhooks = Json::Object(Vec::new());
    for (name, doc, info) in notices() {
        collect(info, &mut records, &mut enums);
        webhooks.set(name, webhook(doc, info));
    }
    let mut schemas = shared();
    for info in &enums {
        schemas.set(info.name, words(info));
    }
    for info in &records {
        schemas.set(info.name, record(info));
    }
    Json::object([
        ("openapi", "3.1.0".into()),
        (
            "info",
            Json::object([
                ("title", "EnKash sandbox".into()),
                ("version", env!("CARGO_PKG_VERSION").into()),
                ("description", ABOUT.into()),
            ]),
        ),
        ("servers", Json::List(vec![Json::object([("url", url.into())])])),
        ("paths", paths),
        ("webhooks", webhooks),
        ("components", Json::object([("schemas", schemas), ("securitySchemes", security_schemes())])),
    ])
}

/// The kinds of notices, as the SDK tells them apart: the fields of its event.
fn notices() -> impl Iterator<Item = (&'static str, &'static str, &'static ModelInfo)> {
    let confirm = operations().iter().find(|operation| operation.name == "webhooks.confirm");
    let fields = confirm.map(|operation| operation.request.fields).unwrap_or_default();
    fields.iter().filter_map(|field| match field.ty {
        // The way back of the browser is no notice.
        FieldType::Record(info) if field.name != "returned" => Some((field.name, field.doc, info)),
        _ => None,
    })
}

fn webhook(doc: &str, info: &ModelInfo) -> Json {
    let answer = Json::object([("description", "Received; a payment link wants the body {}.".into())]);
    let post = Json::object([
        ("summary", doc.trim().into()),
        ("requestBody", Json::object([("content", content(reference(info.name)))])),
        ("responses", Json::object([("2XX", answer)])),
    ]);
    Json::object([("post", post)])
}

const ABOUT: &str = "What the local sandbox serves, under all of its switches. Not a document of the gateway.";

/// Every verb and path of an operation, and what tells their ids apart.
fn editions(operation: &Operation) -> Vec<(&'static str, Verb, &'static str)> {
    let mut editions = vec![(operation.path, operation.verb, "")];
    editions.extend(operation.legacy_path.map(|path| (path, operation.verb, ".legacy")));
    editions.extend(operation.other_verb.map(|verb| (operation.path, verb, ".other_verb")));
    editions
}

fn described(operation: &'static Operation, verb: Verb, suffix: &str) -> Json {
    let doc = operation.doc.trim();
    let mut out = Json::object([
        ("operationId", format!("{}{suffix}", operation.name).into()),
        ("tags", Json::List(vec![operation.resource.into()])),
        ("summary", doc.split(". ").next().unwrap_or(doc).into()),
        ("description", doc.into()),
        ("x-effect", format!("{:?}", operation.effect).split(' ').next().unwrap_or_default().to_lowercase().into()),
        ("x-path-verified", operation.verified.into()),
        ("security", security(operation)),
        ("responses", responses(operation)),
    ]);
    let mut parameters = Vec::new();
    if let Some(id) = operation.id {
        parameters.push(parameter("path", id, &format!("The {}.", id.replace('_', " ")), true, text()));
    }
    for field in request(operation).fields.iter().filter(|field| field.query) {
        parameters.push(parameter("query", field.wire, field.doc, field.required, value(&field.ty)));
    }
    if !parameters.is_empty() {
        out.set("parameters", Json::List(parameters));
    }
    if verb != Verb::Get && (request(operation).fields.iter().any(|field| !field.query) || operation.empty_body) {
        let schema = match operation.access_key {
            None => reference(request(operation).name),
            // The client adds this key to what its caller fills in.
            Some(key) => {
                let mut whole = record(request(operation));
                let mut properties = whole.get("properties").cloned().unwrap_or(Json::Null);
                properties.set(key, text());
                let required = whole.get("required").map(Json::items).unwrap_or_default();
                let required = required.iter().cloned().chain([key.into()]).collect();
                whole.set("properties", properties);
                whole.set("required", Json::List(required));
                whole
            }
        };
        out.set("requestBody", Json::object([("required", true.into()), ("content", content(schema))]));
    }
    out
}

fn parameter(place: &str, name: &str, doc: &str, required: bool, schema: Json) -> Json {
    Json::object([
        ("name", name.into()),
        ("in", place.into()),
        ("description", doc.trim().into()),
        ("required", required.into()),
        ("schema", schema),
    ])
}

/// 200 may be a success or a refusal, any other status is a refusal.
fn responses(operation: &Operation) -> Json {
    let refusal = refusal(operation);
    let mut forms = vec![refusal.clone()];
    let record = reference(operation.answer.name);
    let mut plain = false;
    if operation.auth == Auth::Keys {
        forms.push(record.clone());
        forms.push(enveloped(operation, record));
    } else if operation.answers == Answers::Text {
        plain = true;
    } else {
        if MAYBE_BARE.contains(&operation.name) {
            forms.push(record.clone());
        }
        forms.push(enveloped(operation, record));
    }
    let schema = if forms.len() == 1 { forms.remove(0) } else { Json::object([("oneOf", Json::List(forms))]) };
    let mut answers = content(schema);
    if plain {
        answers.set("text/plain", Json::object([("schema", text())]));
    }
    Json::object([
        ("200", Json::object([("description", "A success, or a refusal with its code.".into()), ("content", answers)])),
        ("default", Json::object([("description", "A refusal.".into()), ("content", content(refusal))])),
    ])
}

fn enveloped(operation: &Operation, payload: Json) -> Json {
    let (code, message) = envelope_keys(operation);
    closed(
        [(code, Json::object([("const", 0.into())])), (message, text()), ("payload", payload)],
        &[code, message, "payload"],
    )
}

fn refusal(operation: &Operation) -> Json {
    let nonzero = Json::object([("type", "integer".into()), ("not", Json::object([("const", 0.into())]))]);
    if operation.auth == Auth::Keys {
        return closed(
            [
                ("token", Json::object([("type", "null".into())])),
                ("expiry", Json::object([("const", 0.into())])),
                ("resultCode", nonzero),
                ("resultMessage", text()),
            ],
            &["token", "resultCode", "resultMessage"],
        );
    }
    let (code, message) = envelope_keys(operation);
    closed([(code, nonzero), (message, text()), ("payload", or_null(text()))], &[code, message, "payload"])
}

/// An object with these keys and no others.
fn closed<const N: usize>(properties: [(&str, Json); N], required: &[&str]) -> Json {
    Json::object([
        ("type", "object".into()),
        ("properties", Json::object(properties)),
        ("required", Json::List(required.iter().map(|key| Json::from(*key)).collect())),
        ("additionalProperties", false.into()),
    ])
}

fn content(schema: Json) -> Json {
    Json::object([("application/json", Json::object([("schema", schema)]))])
}

fn security(operation: &Operation) -> Json {
    let none = || Json::List(Vec::new());
    match operation.auth {
        Auth::Nothing | Auth::Customer | Auth::Keys => none(),
        Auth::Token => Json::List(vec![Json::object([("bearer", none())]), Json::object([("raw", none())])]),
        Auth::TokenAndKey => Json::List(vec![
            Json::object([("bearer", none()), ("accessKey", none())]),
            Json::object([("raw", none()), ("accessKey", none())]),
        ]),
    }
}

fn security_schemes() -> Json {
    let header = |name: &str, doc: &str| {
        Json::object([
            ("type", "apiKey".into()),
            ("in", "header".into()),
            ("name", name.into()),
            ("description", doc.into()),
        ])
    };
    Json::object([
        ("bearer", Json::object([("type", "http".into()), ("scheme", "bearer".into())])),
        ("raw", header("Authorization", "The token without a scheme.")),
        ("accessKey", header("merchantAccessKey", "The merchant's access key.")),
    ])
}
