//! The sandbox's own OpenAPI 3.1 document, `GET /_sandbox/openapi.json`: made from the operation table and the records,
//! so that it knows a new row or field at once. It describes what this sandbox answers under any of its switches; the
//! gateway itself publishes no such document, and may answer more.

use enkash::schema::{Answers, EnumInfo};

use crate::json::Json;
use crate::routes::{Auth, FieldInfo, FieldType, ModelInfo, Operation, Verb, operations, request};

/// Keys the sandbox answers besides those of a record: the record, the key, and the field whose form it has. The SDK
/// reads them as other spellings of a field, or keeps them in `extra`.
const ALSO: &[(&str, &str, Like)] = &[
    ("Transaction", "transactionStatus", Like::Field("status")),
    ("Transaction", "splitSettlement", Like::Record("SplitSettlement")),
    ("SubmittedPayment", "rupay", Like::Bool),
    ("SubmittedPayment", "renderOtpPage", Like::Bool),
    ("MinimalTransaction", "orderId", Like::Text),
    ("MinimalTransaction", "transactionStatus", Like::Field("status")),
    ("MinimalTransaction", "transactionAmount", Like::Field("amount")),
    ("MinimalTransaction", "txnMessage", Like::Text),
    ("MinimalTransaction", "txnDate", Like::Text),
    ("CheckoutOrder", "payLater", Like::Bool),
    ("CheckoutOrder", "connectedBanking", Like::Bool),
    ("CheckoutOrder", "multiplePaymentOption", Like::Bool),
    ("CheckoutOrder", "anyPaymentModeActive", Like::Bool),
    ("CheckoutOrder", "checkoutProcessURL", Like::Text),
    ("CheckoutOrder", "checkoutCancelURL", Like::Text),
    ("CheckoutOrder", "returnURL", Like::Text),
    ("CheckoutOrder", "error", Like::Text),
    ("CheckoutOrder", "points", Like::Any),
    ("CheckoutOrder", "savedCards", Like::Any),
];

/// The form of a key without a field of its own.
#[derive(Clone, Copy)]
enum Like {
    /// The form of a field of the record.
    Field(&'static str),
    /// Another record.
    Record(&'static str),
    /// Text.
    Text,
    /// True or false.
    Bool,
    /// Anything.
    Any,
}

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
        ("components", Json::object([("schemas", schemas), ("securitySchemes", security_schemes())])),
    ])
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

/// The keys of the envelope: one operation prints its own.
fn spelled(operation: &Operation) -> (&'static str, &'static str) {
    if operation.name == "payments.update_split" { ("code", "message") } else { ("response_code", "response_message") }
}

fn enveloped(operation: &Operation, payload: Json) -> Json {
    let (code, message) = spelled(operation);
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
    let (code, message) = spelled(operation);
    closed([(code, nonzero), (message, text()), ("payload", or_null(text()))], &[code, message, "payload"])
}

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

/// What fields are made of.
fn shared() -> Json {
    let number = || Json::from("number");
    let rupees = Json::object([
        ("description", "Rupees: a number, or a string where the settings or the documentation say so.".into()),
        ("type", Json::List(vec![number(), "string".into()])),
        ("pattern", r"^-?[0-9]+(\.[0-9]+)?$".into()),
    ]);
    let amount = closed(
        [("value", reference("Rupees")), ("currency", Json::object([("const", "INR".into())]))],
        &["value", "currency"],
    );
    let time = Json::object([
        ("description", "`yyyy-MM-dd HH:mm:ss` in India's time, ISO 8601, or milliseconds since 1970.".into()),
        ("type", Json::List(vec!["string".into(), "integer".into()])),
        (
            "pattern",
            r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
                .into(),
        ),
    ]);
    Json::object([("Rupees", rupees), ("OrderAmount", amount), ("Time", time)])
}

fn words(info: &EnumInfo) -> Json {
    let values = info.values.iter().map(|value| Json::from(value.wire));
    Json::object([
        ("description", info.doc.trim().into()),
        ("type", "string".into()),
        ("enum", Json::List(values.collect())),
    ])
}

fn record(info: &ModelInfo) -> Json {
    let mut properties = Json::Object(Vec::new());
    let mut required = Vec::new();
    for field in info.fields.iter().filter(|field| !field.query) {
        properties.set(field.wire, described_value(info, field));
        if field.required {
            required.push(Json::from(field.wire));
        }
    }
    for (_, key, like) in ALSO.iter().filter(|(record, _, _)| *record == info.name) {
        properties.set(
            key,
            match like {
                Like::Field(wire) => properties.get(wire).cloned().unwrap_or(Json::Bool(true)),
                Like::Record(name) => or_null(reference(name)),
                Like::Text => or_null(text()),
                Like::Bool => or_null(Json::object([("type", "boolean".into())])),
                Like::Any => Json::Bool(true),
            },
        );
    }
    for key in info.fixed {
        properties.set(key, Json::Bool(true));
    }
    Json::object([
        ("description", info.doc.trim().into()),
        ("type", "object".into()),
        ("properties", properties),
        ("required", Json::List(required)),
        ("additionalProperties", false.into()),
    ])
}

fn described_value(info: &ModelInfo, field: &FieldInfo) -> Json {
    let whole = matches!(info.name, "CreateOrder" | "Order") && field.wire == "amount";
    let schema = if whole { reference("OrderAmount") } else { value(&field.ty) };
    let mut schema = if field.required { schema } else { or_null(schema) };
    schema.set("description", field.doc.trim().into());
    schema
}

fn value(ty: &FieldType) -> Json {
    match ty {
        FieldType::Text | FieldType::Secret | FieldType::Bytes => text(),
        FieldType::Bool => Json::object([("type", "boolean".into())]),
        FieldType::Integer => Json::object([("type", "integer".into())]),
        FieldType::Money => reference("Rupees"),
        FieldType::Timestamp => reference("Time"),
        FieldType::List(element) => Json::object([("type", "array".into()), ("items", value(element))]),
        FieldType::Map => Json::object([("type", "object".into()), ("additionalProperties", text())]),
        FieldType::Record(info) => reference(info.name),
        FieldType::Enum(info) => reference(info.name),
    }
}

fn text() -> Json {
    Json::object([("type", "string".into())])
}

fn reference(name: &str) -> Json {
    Json::object([("$ref", format!("#/components/schemas/{name}").into())])
}

fn or_null(schema: Json) -> Json {
    Json::object([("anyOf", Json::List(vec![schema, Json::object([("type", "null".into())])]))])
}

fn collect(info: &'static ModelInfo, records: &mut Vec<&'static ModelInfo>, enums: &mut Vec<&'static EnumInfo>) {
    if records.iter().any(|known| known.name == info.name) {
        return;
    }
    records.push(info);
    info.fields.iter().for_each(|field| collect_type(&field.ty, records, enums));
}

fn collect_type(ty: &'static FieldType, records: &mut Vec<&'static ModelInfo>, enums: &mut Vec<&'static EnumInfo>) {
    match ty {
        FieldType::Record(info) => collect(info, records, enums),
        FieldType::List(element) => collect_type(element, records, enums),
        FieldType::Enum(info) if !enums.iter().any(|known| known.name == info.name) => enums.push(info),
        FieldType::Enum(_)
        | FieldType::Text
        | FieldType::Bytes
        | FieldType::Bool
        | FieldType::Integer
        | FieldType::Money
        | FieldType::Timestamp
        | FieldType::Secret
        | FieldType::Map => {}
    }
}
