//! `cargo xtask coverage`: for each leaf of the gateway's documentation, how many vectors each language has played and
//! passed in the latest run, and how often the sandbox answered it in its tests.
//!
//! `tests/leaves.csv` holds the leaves; every count comes from the records of that run.

use anyhow::{Context, Result, ensure};
use enkash::operations;
use enkash::schema::{Effect, Operation};
use serde_json::Value;

use crate::project::Project;
use crate::records::{self, Records};

const LEAVES: &str = "tests/leaves.csv";
const LANGUAGES: [&str; 5] = ["rust", "python", "node", "kotlin", "swift"];

/// A page of the gateway's documentation.
struct Leaf {
    group: String,
    leaf: String,
    /// `operation`, `callback` or `page`.
    kind: String,
    /// The SDK's method, or `webhooks.` and the kind of a notification.
    method: String,
    /// How the names of its vectors begin.
    vectors: String,
}

impl Leaf {
    fn operation(&self) -> Option<&'static Operation> {
        operations::row(&self.method)
    }
    /// How the sandbox's tests call it in their records.
    fn subject(&self) -> &str {
        self.vectors.trim_end_matches('-')
    }
    /// Whether every language must have it.
    fn counts(&self) -> bool {
        self.kind != "page"
    }
}

/// Prints the table of the latest run. True when each of the languages has passed vectors for each leaf.
pub(crate) fn run(project: &Project, languages: &[&str], as_json: bool) -> Result<bool> {
    let records = Records::read(&records::folder(project)?)?;
    ensure!(!records.is_empty(), "nothing has been run yet: `cargo xtask test` plays the vectors and keeps records");
    let text = std::fs::read_to_string(project.root.join(LEAVES)).with_context(|| format!("cannot read {LEAVES}"))?;
    let leaves = read(&text)?;
    if as_json {
        leaves.iter().for_each(|leaf| println!("{}", line(leaf, &records)));
    } else {
        table(project, &leaves, &records);
    }
    let lacking = lacking(&leaves, &records, languages);
    for text in &lacking {
        project.say(&format!("coverage: {text}"));
    }
    let due = leaves.iter().filter(|leaf| leaf.counts()).count();
    project.say(&format!(
        "coverage: {} of {due} operations and callbacks have passing vectors in {}",
        due - lacking.len(),
        languages.join(", ")
    ));
    Ok(lacking.is_empty())
}

/// The leaves without a language, each as a sentence.
fn lacking(leaves: &[Leaf], records: &Records, languages: &[&str]) -> Vec<String> {
    let of_leaf = |leaf: &Leaf| {
        let without: Vec<&str> =
            languages.iter().copied().filter(|name| records.passed(name, &leaf.vectors) == 0).collect();
        (!without.is_empty()).then(|| format!("{} / {} lacks {}", leaf.group, leaf.leaf, without.join(", ")))
    };
    leaves.iter().filter(|leaf| leaf.counts()).filter_map(of_leaf).collect()
}

fn table(project: &Project, leaves: &[Leaf], records: &Records) {
    let columns = ["rust", "python", "node", "kotlin", "swift", "sandbox", "vectors"];
    project.say(&format!(
        "{:<19} {:<40} {:<31} {}",
        "group",
        "leaf",
        "method",
        columns.map(|name| format!("{name:>7}")).join(" ")
    ));
    for leaf in leaves {
        let Leaf { group, leaf: name, method, .. } = leaf;
        let numbers = if leaf.counts() {
            let own = LANGUAGES.map(|language| records.passed(language, &leaf.vectors) as u64);
            let rest = [records.sandbox(leaf.subject()), records.vectors(&leaf.vectors) as u64];
            let numbers = own.iter().chain(&rest).map(|number| format!("{number:>7}"));
            numbers.collect::<Vec<_>>().join(" ")
        } else {
            "      a page without a call".to_owned()
        };
        project.say(&format!("{group:<19} {name:<40} {method:<31} {numbers}"));
    }
}

/// One leaf for programs, the keys in the order of the table.
fn line(leaf: &Leaf, records: &Records) -> String {
    let operation = leaf.operation();
    let passed = |language| if leaf.counts() { records.passed(language, &leaf.vectors) } else { 0 };
    let vectors = if leaf.counts() { records.vectors(&leaf.vectors) } else { 0 };
    let provenance = |operation: &Operation| if operation.verified { "documented" } else { "inferred" };
    let mut pairs: Vec<(&str, Value)> = vec![
        ("group", leaf.group.as_str().into()),
        ("leaf", leaf.leaf.as_str().into()),
        ("method", leaf.method.as_str().into()),
        ("path", operation.map(|operation| operation.path).into()),
        ("path_provenance", operation.map(provenance).into()),
        ("effect", operation.map(|operation| effect(operation.effect)).into()),
    ];
    pairs.extend(LANGUAGES.map(|language| (language, passed(language).into())));
    pairs.extend([("sandbox", records.sandbox(leaf.subject()).into()), ("vectors", vectors.into())]);
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}", pairs.join(","))
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read",
        Effect::Idempotent => "idempotent",
        Effect::Create { .. } => "create",
        Effect::Charge => "charge",
    }
}

/// Reads the list; no cell of it holds a comma.
fn read(text: &str) -> Result<Vec<Leaf>> {
    let mut lines = text.lines();
    ensure!(lines.next() == Some("group,leaf,kind,method,vectors"), "{LEAVES} has other columns");
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let [group, leaf, kind, method, vectors] = cells[..] else {
                anyhow::bail!("{LEAVES}: '{line}' has not five cells");
            };
            let [group, leaf, kind, method, vectors] = [group, leaf, kind, method, vectors].map(str::to_owned);
            Ok(Leaf { group, leaf, kind, method, vectors })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use enkash::field::ModelFields;
    use enkash::model::WebhookEvent;
    use enkash::schema::{Auth, FieldType};

    use enkash::operations::OPERATIONS;

    use super::{LEAVES, Leaf, lacking, read};
    use crate::records::Records;

    fn leaves() -> Vec<Leaf> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(LEAVES);
        read(&std::fs::read_to_string(path).expect("the list")).expect("readable")
    }

    #[test]
    fn every_leaf_is_in_the_tables() {
        let leaves = leaves();
        assert_eq!(leaves.len(), 44);
        let kind = WebhookEvent::INFO.fields.iter().find(|field| field.name == "kind").expect("the kind");
        let FieldType::Enum(kinds) = kind.ty else { panic!("a kind is a word") };
        let names: BTreeSet<&str> = leaves.iter().map(|leaf| leaf.leaf.as_str()).collect();
        assert_eq!(names.len(), leaves.len());
        for leaf in &leaves {
            let name = &leaf.leaf;
            match leaf.kind.as_str() {
                "operation" => {
                    let operation = leaf.operation().unwrap_or_else(|| panic!("{name}: no row {}", leaf.method));
                    assert!(leaf.vectors.starts_with(&format!("{}-", operation.name)), "{name}");
                }
                "callback" => {
                    let kind = leaf.method.strip_prefix("webhooks.").expect("a kind of notification");
                    assert!(kinds.values.iter().any(|known| known.wire == kind.to_uppercase()), "{name}");
                    assert_eq!(leaf.vectors, format!("webhooks.parse-{kind}-"));
                }
                "page" => assert!(leaf.method.is_empty() && leaf.vectors.is_empty(), "{name}"),
                other => panic!("{name} is a {other}"),
            }
        }
    }

    #[test]
    fn what_is_no_leaf_is_newer_or_the_customers_or_composed() {
        let leaves = leaves();
        for row in OPERATIONS.iter().filter(|row| leaves.iter().all(|leaf| leaf.method != row.name)) {
            assert!(!row.verified || row.auth == Auth::Customer || row.composed, "{} belongs to a leaf", row.name);
        }
    }

    #[test]
    fn nothing_run_is_nothing_covered() {
        let leaves = leaves();
        let due = leaves.iter().filter(|leaf| leaf.counts()).count();
        assert_eq!(lacking(&leaves, &Records::default(), &["rust", "swift"]).len(), due);
        assert_eq!(due, 42);
    }
}
