//! The pure functions: a type for each module, and the file that exports the modules.

use enkash::functions::FUNCTIONS;
use enkash::schema::{Function, camel};

use super::known::{Known, Way};
use super::push_doc;
use super::resources::pascal;

const HEAD: &str = "// Made from the table of functions by `cargo xtask generate`; changes here are lost.\n\n";

/// Modules to which the facade adds functions that do not fit the table, each from the file of its name.
const WITH_MORE: [&str; 1] = ["webhooks"];

/// The modules in order of first appearance.
fn modules() -> Vec<(&'static str, Vec<&'static Function>)> {
    let mut modules: Vec<(&str, Vec<&Function>)> = Vec::new();
    for function in FUNCTIONS {
        match modules.iter_mut().find(|(name, _)| *name == function.module) {
            Some((_, rows)) => rows.push(function),
            None => modules.push((function.module, vec![function])),
        }
    }
    modules
}

/// What stands before a module.
fn summary(module: &str) -> String {
    format!("The `{}` functions: they need no client and answer at once.", camel(module))
}

/// The types of the modules.
pub(super) fn push(text: &mut String, known: &Known) {
    for (module, rows) in modules() {
        text.push('\n');
        push_doc(text, "", &summary(module));
        text.push_str(&format!("export interface {}Functions {{\n", pascal(module)));
        for function in rows {
            push_doc(text, "  ", function.doc);
            let optional = if function.request.fields.iter().any(|field| field.required) { "" } else { "?" };
            text.push_str(&format!(
                "  {}(request{optional}: {}): {};\n",
                camel(function.function),
                known.name(function.request, Way::Sent),
                known.name(function.answer, Way::Received)
            ));
        }
        text.push_str("}\n");
    }
}

/// The modules themselves.
pub(super) fn exports() -> String {
    let mut text =
        "// Made from the table of functions by `cargo xtask generate`; changes here are lost.\n\n".to_owned();
    text.push_str("import { functionsOf } from './functions.js';\nimport type * as types from './generated.js';\n");
    for module in WITH_MORE {
        text.push_str(&format!(
            "import {{ more as {module}More, type {}More }} from './{module}.js';\n",
            pascal(module)
        ));
    }
    for (module, _) in modules() {
        text.push('\n');
        push_doc(&mut text, "", &summary(module));
        let (name, ty) = (camel(module), format!("types.{}Functions", pascal(module)));
        text.push_str(&if WITH_MORE.contains(&module) {
            format!("export const {name}: {ty} & {}More = functionsOf('{name}', {name}More);\n", pascal(module))
        } else {
            format!("export const {name}: {ty} = functionsOf('{name}');\n")
        });
    }
    text
}

/// The same objects under ESM names.
pub(super) fn esm_exports() -> String {
    let names: Vec<String> = modules().iter().map(|(module, _)| camel(module)).collect();
    format!("{HEAD}import modules from './dist/modules.js';\n\nexport const {{ {} }} = modules;\n", names.join(", "))
}
