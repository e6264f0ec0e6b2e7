//! Node: the TypeScript declarations of records, words and operations.

use enkash::field::ModelFields;
use enkash::model::{ClientConfig, ErrorInfo, WebhookEvent};
use enkash::schema::{EnumInfo, FieldInfo, FieldType, ModelInfo, Operation, camel};
use enkash::spelling::camel_names;

use super::{File, operations};

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    let known = Known::collect();
    let mut text = HEAD.to_owned();
    for words in &known.words {
        push_enum(&mut text, words);
    }
    for record in &known.sent {
        push_record(&mut text, &known, record, Way::Sent);
    }
    for record in &known.received {
        push_record(&mut text, &known, record, Way::Received);
    }
    push_resources(&mut text, &known);
    vec![File { path: "bindings-node/ts/generated.ts", text, committed: true }]
}

const HEAD: &str = "\
// Made from the operation table by `cargo xtask generate`; changes here are lost.

import type { CallOptions } from './client.js';
import type { Secret } from './secret.js';

/** Exact rupees as decimal text with at least two decimals, such as `499.00`. */
export type Amount = string;
/** Rupees: decimal text such as `'499.00'`, or a whole number. Other numbers are refused: they cannot hold paise exactly. */
export type AmountInput = string | number | bigint;
/** An instant: a `Date`, or ISO 8601 text such as `2026-08-24T20:46:02+05:30`; text without an offset is Indian time. */
export type TimeInput = Date | string;
/** Text that is never shown; a `Secret` keeps it out of the caller's logs as well. */
export type SecretInput = string | Secret;
/** JSON as the gateway sent it; a number that a JavaScript number cannot hold exactly is its text. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A word this version knows, or a newer one. */
type Open<Known extends string> = Known | (string & {});
";

/// Which way a record travels.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Sent,
    Received,
}

/// Everything that the operations reach, each once, in order of first appearance.
#[derive(Default)]
struct Known {
    sent: Vec<&'static ModelInfo>,
    received: Vec<&'static ModelInfo>,
    words: Vec<&'static EnumInfo>,
}

impl Known {
    fn collect() -> Self {
        let mut known = Known::default();
        known.record(ClientConfig::INFO, Way::Sent);
        for operation in operations() {
            if let Some(request) = operation.takes() {
                known.record(request, Way::Sent);
            }
            known.record(operation.answer, Way::Received);
        }
        known.record(WebhookEvent::INFO, Way::Received);
        // The errors are classes of the facade; only their words are needed.
        for field in ErrorInfo::INFO.fields {
            known.ty(field.ty, Way::Received);
        }
        known
    }

    fn list(&mut self, way: Way) -> &mut Vec<&'static ModelInfo> {
        match way {
            Way::Sent => &mut self.sent,
            Way::Received => &mut self.received,
        }
    }

    fn record(&mut self, record: &'static ModelInfo, way: Way) {
        if self.list(way).iter().any(|seen| seen.name == record.name) {
            return;
        }
        self.list(way).push(record);
        for field in record.fields {
            self.ty(field.ty, way);
        }
    }

    fn ty(&mut self, ty: FieldType, way: Way) {
        match ty {
            FieldType::Record(record) => self.record(record, way),
            FieldType::List(inner) => self.ty(*inner, way),
            FieldType::Enum(words) if !self.words.iter().any(|seen| seen.name == words.name) => self.words.push(words),
            FieldType::Enum(_)
            | FieldType::Text
            | FieldType::Bool
            | FieldType::Integer
            | FieldType::Money
            | FieldType::Timestamp
            | FieldType::Secret
            | FieldType::Bytes
            | FieldType::Map => {}
        }
    }

    /// A record that travels both ways has two types: what is sent may be written in more ways than it comes back.
    fn name(&self, record: &ModelInfo, way: Way) -> String {
        let both = |list: &[&ModelInfo]| list.iter().any(|seen| seen.name == record.name);
        let suffix = if way == Way::Sent && both(&self.received) { "Input" } else { "" };
        format!("{}{suffix}", record.name)
    }

    fn spell(&self, ty: FieldType, way: Way) -> String {
        let sent = way == Way::Sent;
        match ty {
            FieldType::Text => "string".into(),
            FieldType::Bool => "boolean".into(),
            FieldType::Integer => "number".into(),
            FieldType::Money => if sent { "AmountInput" } else { "Amount" }.into(),
            FieldType::Timestamp => if sent { "TimeInput" } else { "Date" }.into(),
            FieldType::Secret => if sent { "SecretInput" } else { "Secret" }.into(),
            FieldType::List(inner) => format!("readonly {}[]", self.spell(*inner, way)),
            FieldType::Bytes => "Uint8Array".into(),
            FieldType::Map => "Readonly<Record<string, string>>".into(),
            FieldType::Record(record) => self.name(record, way),
            FieldType::Enum(words) => words.name.into(),
        }
    }
}

fn push_doc(text: &mut String, indent: &str, doc: &str) {
    let doc = camel_names(doc).replace("*/", "* /");
    match doc.split_once('\n') {
        None => text.push_str(&format!("{indent}/** {doc} */\n")),
        Some(_) => {
            text.push_str(&format!("{indent}/**\n"));
            for line in doc.lines() {
                text.push_str(format!("{indent} * {line}").trim_end());
                text.push('\n');
            }
            text.push_str(&format!("{indent} */\n"));
        }
    }
}

fn push_enum(text: &mut String, words: &EnumInfo) {
    let mut doc = format!("{}\n", words.doc);
    for value in words.values {
        doc.push_str(&format!("\n- `{}`: {}", value.wire, value.doc.replace('\n', " ")));
    }
    let known: Vec<String> = words.values.iter().map(|value| format!("'{}'", value.wire)).collect();
    let known = known.join(" | ");
    text.push('\n');
    push_doc(text, "", &doc);
    let ty = if words.open { format!("Open<{known}>") } else { known };
    text.push_str(&format!("export type {} = {ty};\n", words.name));
}

fn push_record(text: &mut String, known: &Known, record: &ModelInfo, way: Way) {
    text.push('\n');
    push_doc(text, "", record.doc);
    text.push_str(&format!("export interface {} {{\n", known.name(record, way)));
    for field in record.fields {
        push_doc(text, "  ", field.doc);
        text.push_str(&format!("  {}\n", field_line(known, field, way)));
    }
    if way == Way::Received && record.answer {
        push_doc(
            text,
            "  ",
            "Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times.",
        );
        text.push_str("  readonly extra?: Readonly<Record<string, Json>>;\n");
    }
    text.push_str("}\n");
}

fn field_line(known: &Known, field: &FieldInfo, way: Way) -> String {
    let (name, ty) = (camel(field.name), known.spell(field.ty, way));
    // What the gateway leaves out of a list or a map is an empty one.
    let always = way == Way::Received && matches!(field.ty, FieldType::List(_) | FieldType::Map);
    match way {
        _ if field.required || always => format!("readonly {name}: {ty};"),
        Way::Sent => format!("readonly {name}?: {ty} | null | undefined;"),
        Way::Received => format!("readonly {name}?: {ty};"),
    }
}

fn push_resources(text: &mut String, known: &Known) {
    let mut resources: Vec<(&str, Vec<&Operation>)> = Vec::new();
    for operation in operations() {
        match resources.iter_mut().find(|(name, _)| *name == operation.resource) {
            Some((_, rows)) => rows.push(operation),
            None => resources.push((operation.resource, vec![operation])),
        }
    }
    let mut all =
        String::from("\n/** The operations of a client, one property per resource. */\nexport interface Resources {\n");
    for (resource, rows) in &resources {
        let name = pascal(resource);
        text.push_str(&format!(
            "\n/** The `{}` operations. */\nexport interface {name}Operations {{\n",
            camel(resource)
        ));
        for operation in rows {
            push_doc(text, "  ", operation.doc);
            text.push_str(&format!("  {}\n", method_line(known, operation)));
        }
        text.push_str("}\n");
        all.push_str(&format!("  /** The `{0}` operations. */\n  readonly {0}: {name}Operations;\n", camel(resource)));
    }
    text.push_str(&all);
    text.push_str("}\n");
}

fn method_line(known: &Known, operation: &Operation) -> String {
    let mut arguments = Vec::new();
    if let Some(id) = operation.id {
        arguments.push(format!("{}: string", camel(id)));
    }
    if let Some(request) = operation.takes() {
        let optional = !request.fields.iter().any(|field| field.required);
        arguments.push(format!("request{}: {}", if optional { "?" } else { "" }, known.name(request, Way::Sent)));
    }
    arguments.push("options?: CallOptions".into());
    format!("{}({}): Promise<{}>;", camel(operation.method), arguments.join(", "), operation.answer.name)
}

fn pascal(snake: &str) -> String {
    let name = camel(snake);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
