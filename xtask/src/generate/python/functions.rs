//! A module for each group of functions: the source takes them from the native table, the stub has their types.

use enkash::functions::FUNCTIONS;
use enkash::schema::{FieldType, Function, ModelInfo};

use super::{HEAD, MIXED, doc, imported, parameters, taken};

/// The modules in the order of the table.
pub(super) fn modules() -> Vec<&'static str> {
    let mut modules = Vec::new();
    for function in FUNCTIONS {
        if !modules.contains(&function.module) {
            modules.push(function.module);
        }
    }
    modules
}

fn rows(module: &str) -> impl Iterator<Item = &'static Function> {
    FUNCTIONS.iter().copied().filter(move |function| function.module == module)
}

fn about(module: &str) -> String {
    let about = format!("The ``{module}`` functions: worked out on this machine; nothing is sent.");
    doc(&format!("{about}\n\nWrong input is an :class:`enkash.ValidationError` that names the field."), 0)
}

/// The module.
pub(super) fn source(module: &str) -> String {
    format!(
        "{HEAD}{}
from ._functions import define

__all__ = define(globals())
",
        about(module)
    )
}

/// What the package imports.
pub(super) fn index() -> String {
    let mut modules = modules();
    modules.retain(|module| !MIXED.contains(module));
    modules.sort_unstable();
    let quoted: Vec<String> = modules.iter().map(|module| format!("\"{module}\"")).collect();
    format!(
        "{HEAD}\"\"\"The modules of functions.\"\"\"

from . import {}

__all__ = [{}]
",
        modules.join(", "),
        quoted.join(", ")
    )
}

/// `__all__`, in the order of the alphabet.
fn names(module: &str) -> String {
    let mut names: Vec<String> = rows(module).map(|row| format!("\"{}\"", row.function)).collect();
    names.sort_unstable();
    names.join(", ")
}

/// Its types.
pub(super) fn stub(module: &str) -> String {
    let records: Vec<&'static ModelInfo> = rows(module).flat_map(|row| [row.request, row.answer]).collect();
    let mut seen: Vec<&'static ModelInfo> = Vec::new();
    records.iter().for_each(|record| with_inside(record, &mut seen));
    let mut text = format!(
        "{HEAD}{}
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, overload

{}

__all__ = [{}]
",
        about(module),
        imported(&seen),
        names(module)
    );
    for row in rows(module) {
        text.push_str(&function(row));
    }
    text
}

/// Records that a signature may name.
fn with_inside(record: &'static ModelInfo, seen: &mut Vec<&'static ModelInfo>) {
    if seen.iter().any(|known| known.name == record.name) {
        return;
    }
    seen.push(record);
    for field in record.fields {
        if let Some(inside) = field.ty.record() {
            with_inside(inside, seen);
        }
    }
}

fn function(row: &Function) -> String {
    let (name, answer) = (row.function, row.answer.name);
    let about = doc(row.doc, 4);
    if row.request.fields.is_empty() {
        return format!("\ndef {name}() -> {answer}:\n{about}");
    }
    format!(
        "\n@overload\ndef {name}(request: {}, /) -> {answer}: ...\n@overload\ndef {name}(*, {}) -> {answer}:\n{about}",
        taken(&FieldType::Record(row.request)),
        parameters(row.request)
    )
}
