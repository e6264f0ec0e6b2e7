//! Records that are one of several: a field `kind`, and for each of its words the one field that holds the rest.
//!
//! Which field that is stands in the field's documentation, as "when `kind` is `WORD`". Such a record becomes a union, so
//! that the compiler knows after a look at `kind` what is there.

use enkash::schema::{EnumInfo, FieldInfo, FieldType, ModelInfo, camel};

use super::known::{Known, Way};
use super::push_doc;
use super::records::field_line;

/// The word for what no known kind fits.
const UNKNOWN: &str = "UNKNOWN";

/// The kinds of a record with the field that each has.
struct Kinds {
    words: &'static EnumInfo,
    fields: Vec<&'static FieldInfo>,
}

impl Kinds {
    /// Of a record whose every kind has its field.
    fn of(record: &'static ModelInfo) -> Option<Self> {
        let words = record.fields.iter().find_map(|field| match field.ty {
            FieldType::Enum(words) if field.name == "kind" => Some(words),
            _ => None,
        })?;
        let field = |wire: &str| {
            let said = format!("when `kind` is `{wire}`");
            record.fields.iter().find(|field| field.doc.contains(&said))
        };
        let fields = words.values.iter().map(|word| field(word.wire)).collect::<Option<_>>()?;
        Some(Kinds { words, fields })
    }
}

/// Adds the record as a union, if it is one.
pub(super) fn push(text: &mut String, known: &Known, record: &'static ModelInfo) -> bool {
    let Some(kinds) = Kinds::of(record) else {
        return false;
    };
    let name = known.name(record, Way::Received);
    let mut variants = Vec::new();
    for (word, own) in kinds.words.values.iter().zip(&kinds.fields) {
        variants.push(push_variant(text, known, record, &kinds, (word.wire, word.variant, word.doc), Some(own.name)));
    }
    if kinds.words.open {
        let doc = "Something that this version does not know.";
        variants.push(push_variant(text, known, record, &kinds, (UNKNOWN, "Unknown", doc), None));
    }
    text.push('\n');
    push_doc(text, "", record.doc);
    text.push_str(&format!("export type {name} =\n  | {};\n", variants.join("\n  | ")));
    true
}

/// Adds the type of one kind; answers its name.
fn push_variant(
    text: &mut String,
    known: &Known,
    record: &'static ModelInfo,
    kinds: &Kinds,
    (wire, variant, doc): (&str, &str, &str),
    own: Option<&str>,
) -> String {
    let all = known.name(record, Way::Received);
    let name = format!("{variant}{all}");
    text.push('\n');
    push_doc(text, "", &format!("A `{all}` of the kind `{wire}`. {doc}"));
    text.push_str(&format!("export interface {name} {{\n"));
    for field in record.fields {
        let line = if field.name == "kind" {
            format!("readonly kind: '{wire}';")
        } else if own == Some(field.name) {
            format!("readonly {}: {};", camel(field.name), known.spell(field.ty, Way::Received))
        } else if kinds.fields.iter().any(|other| other.name == field.name) {
            format!("readonly {}?: undefined;", camel(field.name))
        } else {
            field_line(known, field, Way::Received)
        };
        push_doc(text, "  ", field.doc);
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str("}\n");
    name
}
