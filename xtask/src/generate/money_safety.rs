//! The page about money safety: people write it, and between pairs of markers stand the core's own tables of decisions and of
//! what settles a doubt, and the faults that the SDK is held to.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::File;

const PAGE: &str = "docs/money-safety.md";

/// The page with the tables as they are now.
pub(super) fn file(root: &Path) -> File {
    let page = std::fs::read_to_string(root.join(PAGE)).unwrap_or_default();
    let page = between(&page, "decisions", &enkash::retry::table::markdown());
    let page = between(&page, "further decisions", &enkash::retry::table::appendix());
    let page = between(&page, "settled", &enkash::resolution::table::markdown());
    let text = between(&page, "faults", &faults(root));
    File { path: PAGE.into(), text, committed: true }
}

/// Puts a text between two markers; without markers, at the end.
pub(super) fn between(page: &str, marker: &str, text: &str) -> String {
    let (open, close) = (format!("<!-- {marker} -->"), format!("<!-- /{marker} -->"));
    let (before, rest) = page.split_once(&open).unwrap_or((page, ""));
    let after = rest.split_once(&close).map_or("\n", |(_, after)| after);
    format!("{before}{open}\n{text}{close}{after}")
}

/// One row for each file of `tests/faults`.
fn faults(root: &Path) -> String {
    let files = std::fs::read_dir(root.join("tests/faults")).into_iter().flatten().flatten();
    let mut paths: Vec<_> =
        files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    paths.sort();
    let mut text = String::from(
        "Made from `tests/faults` by `cargo xtask generate`; do not edit between the markers. A caller holds the answer, or one of the \
         errors in the last column.\n\n| | fault | what is asked | played in | errors a caller may get |\n|---|---|---|---|---|\n",
    );
    for path in paths {
        let fault = std::fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
        text.push_str(&row(&fault.unwrap_or_else(|| panic!("{} is not a fault", path.display()))));
    }
    text
}

fn row(fault: &Value) -> String {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let languages = match &fault["languages"] {
        Value::Array(names) => names.iter().map(word).collect::<Vec<_>>().join(", "),
        all => word(all),
    };
    let names = fault["scenarios"].as_array().into_iter().flatten().map(|scenario| word(&scenario["name"]));
    let mut errors = BTreeSet::new();
    errors_in(fault, &mut errors);
    let errors = errors.into_iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(", ");
    format!(
        "| {} | {} | {} | {languages} | {errors} |\n",
        fault["number"],
        word(&fault["title"]),
        names.collect::<Vec<_>>().join("; ")
    )
}

/// The kinds of errors that a fault expects anywhere.
fn errors_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| errors_in(element, found)),
        Value::Object(entries) => {
            for (key, inside) in entries {
                if key == "error"
                    && let Some(kind) = inside["kind"].as_str()
                {
                    found.insert(kind.to_owned());
                }
                errors_in(inside, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
