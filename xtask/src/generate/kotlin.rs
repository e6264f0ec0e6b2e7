//! Kotlin: the dispatch of the vector runner.

use super::{File, camel_call, operations};

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    let mut rows = String::new();
    for operation in operations() {
        let (name, call) = (operation.name, camel_call(operation));
        let line = format!("        \"{name}\" -> {call}\n");
        // ktlint wants a call that does not fit its line limit below the arrow.
        if line.trim_end().len() > 120 {
            rows.push_str(&format!("        \"{name}\" ->\n            {call}\n"));
        } else {
            rows.push_str(&line);
        }
    }
    let text = format!(
        "package enkash

/** Calls an operation by its name; made from the operation table by `cargo xtask generate`. */
internal suspend fun callOperation(
    client: Client,
    operation: String,
    id: String,
    request: String,
): String =
    when (operation) {{
{rows}        else -> error(\"unknown operation $operation: run `cargo xtask generate`\")
    }}
"
    );
    vec![File { path: "bindings-kotlin/jvm/src/test/kotlin/enkash/Operations.kt".into(), text, committed: false }]
}
