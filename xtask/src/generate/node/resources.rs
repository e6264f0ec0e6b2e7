//! The methods of both clients, and the iterators of the searches in pages.

use enkash::schema::{Operation, camel};

use super::known::{Known, Way};
use super::push_doc;
use crate::generate::operations;

/// A client.
struct Side {
    /// Its type.
    client: &'static str,
    /// Before the names of its types.
    prefix: &'static str,
    /// Whether an operation is its own.
    has: fn(&Operation) -> bool,
}

const SIDES: [Side; 2] = [
    Side { client: "Client", prefix: "", has: Operation::of_client },
    Side { client: "Checkout", prefix: "Checkout", has: Operation::of_checkout },
];

const ALL: &str = "\
All rows that match, one after the other, fetched page by page as they are read. `offset` says where to begin, `limit` how
many rows to ask for at a time (100). A row that is there from the first request to the last comes once, whatever comes or
goes meanwhile.";

pub(super) fn push(text: &mut String, known: &Known) {
    for side in &SIDES {
        push_side(text, known, side);
    }
}

fn push_side(text: &mut String, known: &Known, side: &Side) {
    let mut resources: Vec<(&str, Vec<&Operation>)> = Vec::new();
    for operation in operations().filter(|operation| (side.has)(operation)) {
        match resources.iter_mut().find(|(name, _)| *name == operation.resource) {
            Some((_, rows)) => rows.push(operation),
            None => resources.push((operation.resource, vec![operation])),
        }
    }
    let (client, prefix) = (side.client, side.prefix);
    let mut all = format!(
        "\n/** The operations of a `{client}`, one property per resource. */\nexport interface {prefix}Resources {{\n"
    );
    for (resource, rows) in &resources {
        let (name, resource) = (format!("{prefix}{}Operations", pascal(resource)), camel(resource));
        text.push_str(&format!("\n/** The `{resource}` operations of a `{client}`. */\nexport interface {name} {{\n"));
        for operation in rows {
            push_doc(text, "  ", operation.doc);
            text.push_str(&format!("  {}\n", method_line(known, operation)));
            if let Some(line) = all_line(known, operation) {
                push_doc(text, "  ", ALL);
                text.push_str(&format!("  {line}\n"));
            }
        }
        text.push_str("}\n");
        all.push_str(&format!("  /** The `{resource}` operations. */\n  readonly {resource}: {name};\n"));
    }
    text.push_str(&all);
    text.push_str("}\n");
}

/// The parameters of a method.
fn parameters(known: &Known, operation: &Operation) -> String {
    let mut parameters = Vec::new();
    if let Some(id) = operation.id {
        parameters.push(format!("{}: string", camel(id)));
    }
    if let Some(request) = operation.takes() {
        let optional = !request.fields.iter().any(|field| field.required);
        parameters.push(format!("request{}: {}", if optional { "?" } else { "" }, known.name(request, Way::Sent)));
    }
    parameters.push("options?: CallOptions".into());
    parameters.join(", ")
}

fn method_line(known: &Known, operation: &Operation) -> String {
    format!("{}({}): Promise<{}>;", camel(operation.method), parameters(known, operation), operation.answer.name)
}

/// The iterator of a search: its rows are the records of the answer's list.
fn all_line(known: &Known, operation: &Operation) -> Option<String> {
    operation.pages?;
    let row = known.name(operation.answer.row()?, Way::Received);
    Some(format!("{}All({}): Rows<{row}>;", camel(operation.method), parameters(known, operation)))
}

/// `split_accounts` -> `SplitAccounts`.
pub(super) fn pascal(snake: &str) -> String {
    let name = camel(snake);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
