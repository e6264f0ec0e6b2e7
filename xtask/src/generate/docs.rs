//! The table of operations in the docs.

use enkash::schema::{Auth, Effect, FieldType, ModelInfo, Operation};

use super::{File, operations};

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    let mut text = String::from(
        "# Operations\n\n\
         Made from the operation table (`core/src/operations.rs`) by `cargo xtask generate`; do not edit.\n\n\
         The effect says what the SDK may do when an answer is lost: `read` and `idempotent` calls are repeated, `create` calls are\n\
         looked up by their key before anything is repeated, a `charge` is never sent twice. Paths marked with * are not published by\n\
         the gateway and were inferred; override them with the client's `paths` if your gateway answers elsewhere.\n\n\
         | Operation | Takes | Answers | HTTP | Credentials | Effect |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for operation in operations() {
        text.push_str(&row(operation));
    }
    for operation in operations() {
        text.push_str(&chapter(operation));
    }
    vec![File { path: "docs/operations.md", text, committed: true }]
}

fn row(operation: &Operation) -> String {
    let mut takes: Vec<String> = operation.id.iter().map(|id| format!("`{id}`")).collect();
    takes.extend(operation.takes().map(|request| format!("`{}`", request.name)));
    let takes = if takes.is_empty() { "-".to_owned() } else { takes.join(", ") };
    let credentials = match operation.auth {
        Auth::Nothing => "none",
        Auth::Keys => "keys in the body",
        Auth::Token => "token",
        Auth::TokenAndKey => "token and access key",
    };
    let effect = match operation.effect {
        Effect::Read => "read".to_owned(),
        Effect::Idempotent => "idempotent".to_owned(),
        Effect::Create { key, lookup } => format!("create, key `{key}`, looked up by `{lookup}`"),
        Effect::Charge => "charge".to_owned(),
    };
    let star = if operation.verified { "" } else { " *" };
    format!(
        "| `{}` | {takes} | `{}` | `{} {}`{star} | {credentials} | {effect} |\n",
        operation.name,
        operation.answer.name,
        operation.verb.as_str(),
        operation.path
    )
}

fn chapter(operation: &Operation) -> String {
    let mut text = format!("\n## {}\n\n{}\n", operation.name, operation.doc.trim());
    if let Some(request) = operation.takes() {
        text.push_str(&record("Request", request));
    }
    text.push_str(&record("Answer", operation.answer));
    text
}

fn record(title: &str, model: &ModelInfo) -> String {
    let mut text = format!("\n{title} `{}`: {}\n\n", model.name, one_line(model.doc));
    text.push_str("| Field | Gateway's key | Type | |\n| --- | --- | --- | --- |\n");
    for field in model.fields {
        let required = if field.required { " (required)" } else { "" };
        text.push_str(&format!(
            "| `{}`{required} | `{}` | {} | {} |\n",
            field.name,
            field.wire,
            kind(&field.ty),
            one_line(field.doc)
        ));
    }
    text
}

fn kind(ty: &FieldType) -> String {
    match ty {
        FieldType::Text => "text".to_owned(),
        FieldType::Bool => "boolean".to_owned(),
        FieldType::Integer => "whole number".to_owned(),
        FieldType::Money => "rupees".to_owned(),
        FieldType::Timestamp => "time".to_owned(),
        FieldType::Secret => "secret text".to_owned(),
        FieldType::List(of) => format!("list of {}", kind(of)),
        FieldType::Map => "text to text".to_owned(),
        FieldType::Record(model) => format!("`{}`", model.name),
        FieldType::Enum(info) => {
            let values: Vec<String> = info.values.iter().map(|value| format!("`{}`", value.wire)).collect();
            let more = if info.open { ", others pass through" } else { "" };
            format!("{}{more}", values.join(", "))
        }
    }
}

/// A doc text as one line of a table.
fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
