//! The schemas of the document: one for each record and enum of the SDK that an operation or a notice has.

use enkash::schema::EnumInfo;

use super::closed;
use crate::json::Json;
use crate::routes::{FieldInfo, FieldType, ModelInfo};

/// Keys the sandbox answers besides those of a record: the record, the key, and the field whose form it has. The SDK
/// reads them as other spellings of a field, or keeps them in `extra`.
const ALSO: &[(&str, &str, Like)] = &[
    ("Transaction", "transactionStatus", Like::Field("status")),
    ("Transaction", "splitSettlement", Like::Record("SplitSettlement")),
    ("Refund", "orderId", Like::Text),
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

/// What fields are made of.
pub(super) fn shared() -> Json {
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

/// An enum.
pub(super) fn words(info: &EnumInfo) -> Json {
    let values = info.values.iter().map(|value| Json::from(value.wire));
    Json::object([
        ("description", info.doc.trim().into()),
        ("type", "string".into()),
        ("enum", Json::List(values.collect())),
    ])
}

/// A record.
pub(super) fn record(info: &ModelInfo) -> Json {
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

/// A value of a type.
pub(super) fn value(ty: &FieldType) -> Json {
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

/// Text.
pub(super) fn text() -> Json {
    Json::object([("type", "string".into())])
}

/// A schema by its name.
pub(super) fn reference(name: &str) -> Json {
    Json::object([("$ref", format!("#/components/schemas/{name}").into())])
}

/// A schema, or nothing.
pub(super) fn or_null(schema: Json) -> Json {
    Json::object([("anyOf", Json::List(vec![schema, Json::object([("type", "null".into())])]))])
}

/// Gathers a record with all that its fields hold, each once.
pub(super) fn collect(
    info: &'static ModelInfo,
    records: &mut Vec<&'static ModelInfo>,
    enums: &mut Vec<&'static EnumInfo>,
) {
    if records.iter().any(|known| known.name == info.name) {
        return;
    }
    records.push(info);
    info.fields.iter().for_each(|field| collect_type(field.ty, records, enums));
}

fn collect_type(ty: FieldType, records: &mut Vec<&'static ModelInfo>, enums: &mut Vec<&'static EnumInfo>) {
    match ty.innermost() {
        FieldType::Record(info) => collect(info, records, enums),
        FieldType::Enum(info) if !enums.iter().any(|known| known.name == info.name) => enums.push(info),
        _ => {}
    }
}
