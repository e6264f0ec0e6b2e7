//! What was really executed: one file per runner and per test of the sandbox, written by whoever ran it.
//!
//! A run of `cargo xtask test` begins with an empty folder, so that nothing in it is older than the run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::project::Project;

/// Tells a test where to leave its record.
pub(crate) const VARIABLE: &str = "ENKASH_RECORDS";

/// The folder of the records.
pub(crate) fn folder(project: &Project) -> Result<PathBuf> {
    project.work("records")
}

/// Forgets earlier runs.
pub(crate) fn begin(project: &Project) -> Result<()> {
    let folder = folder(project)?;
    std::fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// Keeps what the replay server tells of one run.
pub(crate) fn keep(folder: &Path, run: &str, told: &Value) -> Result<()> {
    let path = folder.join(format!("vectors-{run}.json"));
    std::fs::write(&path, told.to_string()).with_context(|| format!("cannot write {}", path.display()))
}

/// All records of the latest run.
#[derive(Default)]
pub(crate) struct Records {
    /// Language to the names of the vectors that each of its runners has played and found as they should be.
    passed: BTreeMap<String, BTreeSet<String>>,
    /// Every vector that a runner was given.
    vectors: BTreeSet<String>,
    /// Operation or kind of notification to the number of times that the sandbox's tests saw it.
    sandbox: BTreeMap<String, u64>,
}

impl Records {
    /// Reads the folder.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut records = Self::default();
        for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let told = serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))?;
            match name.split_once('-') {
                Some(("vectors", run)) => records.add_run(run, &told),
                Some(("sandbox", _)) => records.add_sandbox(&told),
                _ => {}
            }
        }
        Ok(records)
    }

    /// Whether nothing was run.
    pub(crate) fn is_empty(&self) -> bool {
        self.passed.is_empty()
    }

    fn add_run(&mut self, run: &str, told: &Value) {
        let names = |key: &str| -> BTreeSet<String> {
            let list = told.get(key).and_then(Value::as_array).into_iter().flatten();
            list.filter_map(|row| row.as_str().or_else(|| row["name"].as_str()).map(str::to_owned)).collect()
        };
        let passed = names("passed");
        for key in ["passed", "failed", "missing"] {
            self.vectors.extend(names(key));
        }
        let language = run.split('-').next().unwrap_or(run).to_owned();
        // A language with two runners has passed what both of them have.
        self.passed.entry(language).and_modify(|known| known.retain(|name| passed.contains(name))).or_insert(passed);
    }

    fn add_sandbox(&mut self, told: &Value) {
        for (name, count) in told.as_object().into_iter().flatten() {
            *self.sandbox.entry(name.clone()).or_default() += count.as_u64().unwrap_or(0);
        }
    }

    /// How many vectors whose names begin like this were passed in a language.
    pub(crate) fn passed(&self, language: &str, prefix: &str) -> usize {
        let own = self.passed.get(language).into_iter().flatten();
        own.filter(|name| name.starts_with(prefix)).count()
    }

    /// How many vectors there were whose names begin like this.
    pub(crate) fn vectors(&self, prefix: &str) -> usize {
        self.vectors.iter().filter(|name| name.starts_with(prefix)).count()
    }

    /// How often the sandbox's tests had an answer to an operation, or a notification of a kind.
    pub(crate) fn sandbox(&self, name: &str) -> u64 {
        self.sandbox.get(name).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Records;

    #[test]
    fn a_language_passes_what_all_its_runners_pass() {
        let mut records = Records::default();
        let row = |name: &str| json!({"name": name, "operation": "orders.get"});
        let both = json!({"passed": [row("orders.get-a"), row("orders.get-b")], "failed": [], "missing": []});
        let one = json!({"passed": [row("orders.get-a")], "failed": ["orders.get-b"], "missing": ["orders.get-c"]});
        records.add_run("python-sync", &both);
        records.add_run("python-asyncio", &one);
        records.add_run("node", &both);
        assert_eq!(records.passed("python", "orders.get-"), 1);
        assert_eq!(records.passed("node", "orders.get-"), 2);
        assert_eq!(records.passed("swift", "orders.get-"), 0);
        assert_eq!(records.vectors("orders.get-"), 3);
        assert_eq!(records.vectors("orders.get_by"), 0);
    }

    #[test]
    fn the_sandbox_adds_up_over_its_tests() {
        let mut records = Records::default();
        records.add_sandbox(&json!({"orders.get": 2, "webhooks.parse-payment": 1}));
        records.add_sandbox(&json!({"orders.get": 3}));
        assert_eq!(records.sandbox("orders.get"), 5);
        assert_eq!(records.sandbox("webhooks.parse-payment"), 1);
        assert_eq!(records.sandbox("orders.create"), 0);
    }
}
