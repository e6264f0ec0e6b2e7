//! Words and records as types.

use enkash::schema::{EnumInfo, FieldInfo, FieldType, ModelInfo, camel};

use super::known::{Known, Way};
use super::push_doc;

pub(super) fn push_enum(text: &mut String, words: &EnumInfo) {
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

pub(super) fn push_record(text: &mut String, known: &Known, record: &ModelInfo, way: Way) {
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
            "Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only.",
        );
        text.push_str("  readonly extra?: Readonly<Record<string, Json>>;\n");
    }
    text.push_str("}\n");
}

pub(super) fn field_line(known: &Known, field: &FieldInfo, way: Way) -> String {
    let (name, ty) = (camel(field.name), known.spell(field.ty, way));
    // What the gateway leaves out of a list or a map is an empty one.
    let always = way == Way::Received && matches!(field.ty, FieldType::List(_) | FieldType::Map);
    match way {
        _ if field.required || always => format!("readonly {name}: {ty};"),
        Way::Sent => format!("readonly {name}?: {ty} | null | undefined;"),
        Way::Received => format!("readonly {name}?: {ty};"),
    }
}
