//! What is made from the operation table: type stubs, the vector runners' dispatch, the table in the docs.
//!
//! A language's file turns [`enkash::operations::OPERATIONS`] into text and nothing else. Files that a reader or a
//! user of the source tree needs are committed and checked to be fresh; the others are written before each build.

mod camel_case;
mod docs;
#[cfg(test)]
mod error_classes;
mod kotlin;
mod money_safety;
mod node;
mod python;
mod swift;

use std::borrow::Cow;

use anyhow::{Context, Result, bail};
use enkash::operations::OPERATIONS;
use enkash::schema::Operation;

use crate::project::Project;
use camel_case::{
    Call, by_module, calls_of_checkout, calls_of_client, calls_of_functions, commented, search_doc, searches,
};

/// A generated file.
pub(crate) struct File {
    /// Where it goes, from the repository's root.
    pub(crate) path: Cow<'static, str>,
    /// All of it.
    pub(crate) text: String,
    /// Whether it is part of the repository.
    pub(crate) committed: bool,
}

/// The parts that can be generated one by one; `docs` and the languages' names.
fn files(project: &Project, part: &str) -> Vec<File> {
    match part {
        "docs" => docs::files(&project.root),
        "python" => python::files(),
        "node" => node::files(),
        "kotlin" => kotlin::files(),
        "swift" => swift::files(),
        _ => Vec::new(),
    }
}

const PARTS: [&str; 5] = ["docs", "python", "node", "kotlin", "swift"];

/// Writes one part's files, leaving alone those that already are what they should be: build tools look at times.
pub(crate) fn write(project: &Project, part: &str) -> Result<usize> {
    let mut written = 0;
    for file in files(project, part) {
        let path = project.root.join(&*file.path);
        if std::fs::read_to_string(&path).is_ok_and(|text| text == file.text) {
            continue;
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        std::fs::write(&path, file.text).with_context(|| format!("cannot write {}", path.display()))?;
        written += 1;
    }
    Ok(written)
}

/// `cargo xtask generate`: writes everything.
pub(crate) fn run(project: &Project) -> Result<bool> {
    for part in PARTS {
        let written = write(project, part)?;
        project.say(&format!("{part}: {written} of {} files changed", files(project, part).len()));
    }
    Ok(true)
}

/// An error that names the committed files which no longer fit the operation table.
pub(crate) fn check_fresh(project: &Project) -> Result<()> {
    let mut stale = Vec::new();
    for file in PARTS.iter().flat_map(|part| files(project, part)).filter(|file| file.committed) {
        let found = std::fs::read_to_string(project.root.join(&*file.path)).unwrap_or_default();
        if found != file.text {
            stale.push(file.path);
        }
    }
    if !stale.is_empty() {
        bail!("{} no longer fit the operation table: run `cargo xtask generate`", stale.join(", "));
    }
    Ok(())
}

/// All rows of the table.
fn operations() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter().copied()
}
