//! The table of operations in the docs.

use std::collections::BTreeMap;
use std::path::Path;

use enkash::field::ModelFields;
use enkash::functions::FUNCTIONS;
use enkash::model::WebhookEvent;
use enkash::resolution::table::asked;
use enkash::schema::{Auth, Effect, FieldType, ModelInfo, Operation};

use crate::supply::unsafety;

use super::{File, money_safety, operations};

/// The files of this part.
pub(crate) fn files(root: &Path) -> Vec<File> {
    vec![operations_page(), money_safety::file(root), supply_chain(root)]
}

/// The page about the supply chain: people write it, the inventory of `unsafe` stands between two markers.
fn supply_chain(root: &Path) -> File {
    let path = "docs/supply-chain.md";
    let page = std::fs::read_to_string(root.join(path)).unwrap_or_default();
    let table = unsafety::table(root).unwrap_or_else(|error| panic!("{error:#}"));
    File { path: path.into(), text: money_safety::between(&page, "unsafe", &table), committed: true }
}

fn operations_page() -> File {
    let mut text = String::from(
        "# Operations\n\n\
         Made from the operation table (`core/src/operations.rs`) by `cargo xtask generate`; do not edit.\n\n\
         The effect says what the SDK may do when an answer is lost: `read` and `idempotent` calls are repeated, `create` calls are\n\
         looked up by their key before anything is repeated, a `charge` (anything that must not happen twice and has no key) is never sent twice. What can\n\
         be learnt of a charge in doubt stands behind it: which call `calls.resolve` asks, or which one only a person can ask, by what\n\
         he knows and the text of the lost call does not hold ([why](money-safety.md#when-nobody-knows-outcomeunknown)). Paths marked\n\
         with * are not published by the gateway and were inferred; override them with the client's `paths` if your gateway answers\n\
         elsewhere.\n\n\
         | Operation | Takes | Answers | HTTP | Credentials | Effect |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for operation in operations() {
        text.push_str(&row(operation));
    }
    let mut nested = BTreeMap::new();
    for operation in operations() {
        text.push_str(&chapter(operation));
        for model in operation.takes().into_iter().chain([operation.answer]) {
            collect(model, &mut nested);
        }
    }
    text.push_str(
        "\n## webhooks.parse\n\nReads a notification from the raw bytes of the request, JSON or form-encoded; a `kind` may say what the\n\
         address it came to is for.\n",
    );
    text.push_str(&record("Answer", WebhookEvent::INFO));
    collect(WebhookEvent::INFO, &mut nested);
    text.push_str("\n# Functions\n\nThe table of what needs no gateway (`core/src/functions.rs`). Nothing is sent.\n");
    for function in FUNCTIONS {
        text.push_str(&format!("\n## {}\n\n{}\n", function.name, function.doc.trim()));
        text.push_str(&record("Request", function.request));
        text.push_str(&record("Answer", function.answer));
        collect(function.request, &mut nested);
        collect(function.answer, &mut nested);
    }
    text.push_str("\n# Records inside records\n");
    for model in nested.values() {
        text.push_str(&record("Record", model));
    }
    File { path: "docs/operations.md".into(), text, committed: true }
}

fn row(operation: &Operation) -> String {
    let mut takes: Vec<String> = operation.id.iter().map(|id| format!("`{id}`")).collect();
    takes.extend(operation.takes().map(|request| format!("`{}`", request.name)));
    let takes = if takes.is_empty() { "-".to_owned() } else { takes.join(", ") };
    let credentials = match operation.auth {
        Auth::Nothing => "none",
        Auth::Customer => "none (`Checkout`)",
        Auth::Keys => "keys in the body",
        Auth::Token => "token",
        Auth::TokenAndKey => "token and access key",
    };
    let effect = match operation.effect {
        Effect::Read => "read".to_owned(),
        Effect::Idempotent => "idempotent".to_owned(),
        Effect::Create { key, lookup, unique: true } => format!("create, unique `{key}`, looked up by `{lookup}`"),
        Effect::Create { key, lookup, unique: false } => format!("create, key `{key}`, looked up by `{lookup}`"),
        Effect::Charge => match (asked(operation), operation.ask) {
            (Some(asked), _) => format!("charge; `calls.resolve` asks `{}`", asked.name),
            (None, Some(by_hand)) => format!("charge; a person asks `{by_hand}`"),
            (None, None) => "charge; no call tells".to_owned(),
        },
    };
    let path = if operation.composed {
        "made of other operations".to_owned()
    } else {
        format!("`{} {}`", operation.verb.as_str(), operation.path)
    };
    let star = if operation.verified { "" } else { " *" };
    format!(
        "| `{}` | {takes} | `{}` | {path}{star} | {credentials} | {effect} |\n",
        operation.name, operation.answer.name,
    )
}

fn chapter(operation: &Operation) -> String {
    let mut text = format!("\n## {}\n\n{}\n", operation.name, operation.doc.trim());
    if let Some(path) = operation.legacy_path {
        text.push_str(&format!("\nWith the setting `mandate_paths` at `legacy`: `{path}`.\n"));
    }
    if let Some(verb) = operation.other_verb {
        text.push_str(&format!("\nWith the setting `split_account_update` at `post`: {}.\n", verb.as_str()));
    }
    let later = ", five minutes after the call at the earliest, and only if no attempt to pay is under way";
    for (words, verdict, when) in [(operation.done, "APPLIED", ""), (operation.undone, "NOT_APPLIED", later)] {
        if let ([field, words @ ..], Some(ask)) = (words, operation.ask) {
            let words = words.join("`, `");
            text.push_str(&format!(
                "\nIn doubt, `calls.resolve` answers `{verdict}` where `{ask}` says `{field}` `{words}`{when}.\n"
            ));
        }
    }
    if operation.pages.is_some() {
        text.push_str(&format!("\n`{}_all` walks every row.\n", operation.name));
    }
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

/// The records that stand in the fields of a record, and those in theirs.
fn collect(model: &'static ModelInfo, found: &mut BTreeMap<&'static str, &'static ModelInfo>) {
    for inner in model.fields.iter().filter_map(|field| field.ty.record()) {
        if found.insert(inner.name, inner).is_none() {
            collect(inner, found);
        }
    }
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
        FieldType::Bytes => "bytes".to_owned(),
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
