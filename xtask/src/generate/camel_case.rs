//! What Kotlin and Swift write alike: names in camel case, and calls of a client.

use enkash::operations::OPERATIONS;
use enkash::schema::{Function, ModelInfo, Operation, camel};

/// A row of the vector runner's dispatch.
pub(super) struct Call {
    /// Its name in the vectors.
    pub(super) name: &'static str,
    /// What runs it.
    pub(super) call: String,
}

/// A function under its names.
pub(super) struct Named {
    /// Documentation.
    pub(super) doc: &'static str,
    /// `buildPayLink`.
    pub(super) short: String,
    /// `upiBuildPayLink`.
    pub(super) exported: String,
    /// The request record.
    pub(super) request: &'static str,
    /// The answer record.
    pub(super) answer: &'static str,
}

/// A search over all pages.
pub(super) struct Search {
    pub(super) operation: &'static Operation,
    /// `ClientOrders`.
    pub(super) object: String,
    /// `search`.
    pub(super) method: String,
    /// The record of one row.
    pub(super) row: &'static str,
}

/// The one module whose functions are written by hand: a notification comes as bytes or text, not as a record.
const BY_HAND: &str = "webhooks";

/// The functions by module: name of the object, name of the module, functions.
pub(super) fn by_module(functions: &[&'static Function]) -> Vec<(String, &'static str, Vec<Named>)> {
    let mut modules: Vec<(String, &'static str, Vec<Named>)> = Vec::new();
    for function in functions.iter().filter(|function| function.module != BY_HAND) {
        let named = Named {
            doc: function.doc,
            short: camel(function.function),
            exported: exported(function),
            request: function.request.name,
            answer: function.answer.name,
        };
        match modules.iter_mut().find(|(_, module, _)| *module == function.module) {
            Some((_, _, functions)) => functions.push(named),
            None => modules.push((pascal(function.module), function.module, vec![named])),
        }
    }
    modules
}

/// The searches of the table.
pub(super) fn searches() -> impl Iterator<Item = Search> {
    OPERATIONS.iter().filter(|operation| operation.pages.is_some()).map(|operation| Search {
        operation,
        object: format!("Client{}", pascal(operation.resource)),
        method: camel(operation.method),
        row: row(operation.answer),
    })
}

/// What is said about a search over all pages.
pub(super) fn search_doc(operation: &Operation) -> String {
    format!(
        "All rows of `{}`: `request` says where to begin and how many rows to ask for at a time, and a page\nis asked for \
         when its first row is.\n\nA page that repeats, shrinks or shifts under way loses no row and yields none twice.",
        camel(operation.method)
    )
}

/// A documentation text with `before` in front of each line.
pub(super) fn commented(doc: &str, before: &str) -> String {
    doc.lines().map(|line| format!("{}\n", format!("{before}{line}").trim_end())).collect()
}

/// The rows of the merchant's client.
pub(super) fn calls_of_client() -> Vec<Call> {
    OPERATIONS.iter().filter(|operation| operation.of_client()).map(|operation| call(operation)).collect()
}

/// The rows of the customer's client.
pub(super) fn calls_of_checkout() -> Vec<Call> {
    OPERATIONS.iter().filter(|operation| operation.of_checkout()).map(|operation| call(operation)).collect()
}

/// The rows of the table of functions.
pub(super) fn calls_of_functions() -> Vec<Call> {
    let call = |function: &&'static Function| {
        let request = from_json(function.request);
        let call = if function.module == BY_HAND {
            format!("{}({request}).toJson()", exported(function))
        } else {
            format!("{}.{}({request}).toJson()", pascal(function.module), camel(function.function))
        };
        Call { name: function.name, call }
    };
    enkash::functions::FUNCTIONS.iter().map(call).collect()
}

/// A call such as `client.refunds().create(id, createRefundFromJson(request)).toJson()`.
fn call(operation: &Operation) -> Call {
    let mut arguments = Vec::new();
    if operation.id.is_some() {
        arguments.push("id".to_owned());
    }
    if let Some(request) = operation.takes() {
        arguments.push(from_json(request));
    }
    let (resource, method) = (camel(operation.resource), camel(operation.method));
    Call { name: operation.name, call: format!("client.{resource}().{method}({}).toJson()", arguments.join(", ")) }
}

fn from_json(request: &ModelInfo) -> String {
    let mut letters = request.name.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}FromJson(request)", letters.as_str())
}

fn exported(function: &Function) -> String {
    camel(&function.name.replace('.', "_"))
}

/// `qr_codes` -> `QrCodes`.
fn pascal(snake: &str) -> String {
    let camel = camel(snake);
    let mut letters = camel.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The record in the list of a search's answer.
fn row(answer: &ModelInfo) -> &'static str {
    answer.row().map(|row| row.name).expect("every search answers a list of records: `page_of!` declares it")
}
