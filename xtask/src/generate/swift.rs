//! Swift: the dispatch of the vector runner.

use super::{File, camel_call, operations};

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    let rows: String = operations()
        .map(|operation| {
            let (name, call) = (operation.name, camel_call(operation));
            format!("    case \"{name}\": return try await {call}\n")
        })
        .collect();
    let text = format!(
        "import Enkash

/// Calls an operation by its name; made from the operation table by `cargo xtask generate`.
func callOperation(_ client: Client, _ operation: String, id: String, request: String) async throws -> String {{
    switch operation {{
{rows}    default: throw UnknownOperation(name: operation)
    }}
}}
"
    );
    vec![File { path: "bindings-swift/Tests/EnkashTests/Operations.swift".into(), text, committed: false }]
}
