//! Kotlin: the functions as objects, the searches as flows, and the dispatch of the vector runner.

use enkash::functions::FUNCTIONS;

use super::{
    Call, File, by_module, calls_of_checkout, calls_of_client, calls_of_functions, commented, search_doc, searches,
};

const MADE: &str = "made from the tables by `cargo xtask generate`";

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    let file = |path: &'static str, text| File { path: path.into(), text, committed: false };
    vec![
        file("bindings-kotlin/jvm/generated/kotlin/enkash/Functions.kt", functions()),
        file("bindings-kotlin/jvm/generated/kotlin/enkash/Searches.kt", all_searches()),
        file("bindings-kotlin/jvm/src/test/kotlin/enkash/Operations.kt", dispatch()),
    ]
}

/// `Upi.buildPayLink(request)`: an object per module.
fn functions() -> String {
    let mut text = "package enkash\n".to_owned();
    for (object, module, functions) in by_module(FUNCTIONS) {
        text.push_str(&format!("\n/** The functions `{module}`: nothing is sent. */\npublic object {object} {{\n"));
        for (index, function) in functions.iter().enumerate() {
            text.push_str(if index == 0 { "" } else { "\n" });
            text.push_str(&format!(
                "    /**\n{}     */\n    @JvmStatic\n    @Throws(EnKashException::class)\n    \
                 public fun {}(request: {}): {} = {}(request)\n",
                commented(function.doc, "     * "),
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

/// `client.orders().searchAll(request)`: an extension for each search.
fn all_searches() -> String {
    let mut text = "@file:JvmName(\"Searches\")\n\npackage enkash\n\nimport kotlinx.coroutines.flow.Flow\n".to_owned();
    for search in searches() {
        text.push_str(&format!(
            "\n/**\n{} */\npublic fun {}.{}All(request: {request} = {request}()): Flow<{}> =\n    \
             rowsOf({{ {}Pages(request) }}) {{ next() }}\n",
            commented(&search_doc(search.operation), " * "),
            search.object,
            search.method,
            search.row,
            search.method,
            request = search.operation.request.name,
        ));
    }
    text
}

fn dispatch() -> String {
    let mut text = "package enkash\n".to_owned();
    for (calls, what, head) in [
        (calls_of_client(), "an operation of the merchant's client", suspending("callClient", "Client")),
        (calls_of_checkout(), "an operation of the customer's client", suspending("callCheckout", "Checkout")),
        (
            calls_of_functions(),
            "a function",
            "internal fun callFunction(\n    operation: String,\n    request: String,\n): String =".to_owned(),
        ),
    ] {
        text.push_str(&format!("\n/** Calls {what} by its name; {MADE}. */\n{head}\n    when (operation) {{\n"));
        // ktlint wants all branches alike: below the arrow where one does not fit its line limit, and a line between.
        let lines: Vec<String> =
            calls.iter().map(|Call { name, call }| format!("        \"{name}\" -> {call}\n")).collect();
        if lines.iter().any(|line| line.trim_end().len() > 120) {
            for Call { name, call } in &calls {
                text.push_str(&format!("        \"{name}\" ->\n            {call}\n\n"));
            }
            text.push_str(
                "        else ->\n            error(\"unknown operation $operation: run `cargo xtask generate`\")\n",
            );
        } else {
            text.push_str(&lines.concat());
            text.push_str("        else -> error(\"unknown operation $operation: run `cargo xtask generate`\")\n");
        }
        text.push_str("    }\n");
    }
    text
}

fn suspending(name: &str, client: &str) -> String {
    format!(
        "internal suspend fun {name}(\n    client: {client},\n    operation: String,\n    id: String,\n    \
         request: String,\n): String ="
    )
}
