//! Swift: the functions as namespaces, the searches as sequences, and the dispatch of the vector runner.

use enkash::functions::FUNCTIONS;

use super::{
    Call, File, by_module, calls_of_checkout, calls_of_client, calls_of_functions, commented, search_doc, searches,
};

const MADE: &str = "made from the tables by `cargo xtask generate`";

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    let file = |path: &'static str, text| File { path: path.into(), text, committed: false };
    vec![
        file("bindings-swift/Sources/Enkash/Generated/Functions.swift", functions()),
        file("bindings-swift/Sources/Enkash/Generated/Searches.swift", all_searches()),
        file("bindings-swift/Tests/EnkashTests/Operations.swift", dispatch()),
    ]
}

/// `Upi.buildPayLink(request)`: an enum without cases per module.
fn functions() -> String {
    let mut text = format!("//  Functions by module, {MADE}.\n");
    for (object, module, functions) in by_module(FUNCTIONS) {
        text.push_str(&format!("\n/// The functions `{module}`: nothing is sent.\npublic enum {object} {{\n"));
        for (index, function) in functions.iter().enumerate() {
            text.push_str(if index == 0 { "" } else { "\n" });
            text.push_str(&format!(
                "{}    public static func {}(_ request: {}) throws -> {} {{\n        try {}(request)\n    }}\n",
                commented(function.doc, "    /// "),
                function.short,
                function.request,
                function.answer,
                function.exported
            ));
        }
        text.push_str("}\n");
    }
    text
}

/// `client.orders().searchAll(request)`: a method for each search.
fn all_searches() -> String {
    let mut text = format!("//  Searches over all pages, {MADE}.\n");
    for search in searches() {
        text.push_str(&format!(
            "\nextension {} {{\n{}    public func {}All(_ request: {request} = {request}()) -> AllRows<{}> {{\n        \
             AllRows {{\n            let pages = self.{}Pages(request)\n            return {{ try await pages.next() }}\n        }}\n    }}\n}}\n",
            search.object,
            commented(&search_doc(search.operation), "    /// "),
            search.method,
            search.row,
            search.method,
            request = search.operation.request.name,
        ));
    }
    text
}

fn dispatch() -> String {
    let mut text = "import Enkash\n".to_owned();
    let asking = |name: &str, client: &str| {
        format!(
            "func {name}(_ client: {client}, _ operation: String, id: String, request: String) async throws -> String"
        )
    };
    for (calls, what, head, effort) in [
        (calls_of_client(), "an operation of the merchant's client", asking("callClient", "Client"), "try await"),
        (calls_of_checkout(), "an operation of the customer's client", asking("callCheckout", "Checkout"), "try await"),
        (
            calls_of_functions(),
            "a function",
            "func callFunction(_ operation: String, request: String) throws -> String".to_owned(),
            "try",
        ),
    ] {
        text.push_str(&format!("\n/// Calls {what} by its name; {MADE}.\n{head} {{\n    switch operation {{\n"));
        for Call { name, call } in calls {
            text.push_str(&format!("    case \"{name}\": return {effort} {call}\n"));
        }
        text.push_str("    default: throw UnknownOperation(name: operation)\n    }\n}\n");
    }
    text
}
