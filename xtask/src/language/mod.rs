//! The languages of the SDK, one file each, behind one trait.

mod guides;
mod kotlin;
mod mobile;
mod node;
mod python;
mod quick_start;
mod redis;
mod rust;
mod swift;
mod swift_root;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::counts::Counts;
use crate::local::Replay;
use crate::report::Report;
use crate::shell::Shell;
use crate::tools::Tool;

/// What a language must be able to do.
pub(crate) trait Language {
    /// Its name on the command line and in every line of output.
    fn name(&self) -> &'static str;
    /// The programs that must be on the machine.
    fn tools(&self) -> &'static [Tool];
    /// Builds the package and what the story needs.
    fn prepare(&self, shell: &Shell) -> Result<()>;
    /// The command that plays the story from the checkout.
    fn story(&self, shell: &Shell) -> Result<Command>;
    /// Formatters, linters, type checkers, tests, vectors, and the story from the installed package.
    fn check(&self, report: &mut Report, replay: &Replay);
    /// The command of the runner that plays `tests/faults`; none for the director's own, which is Rust's.
    fn faults(&self, shell: &Shell) -> Result<Vec<String>>;
    /// The programs of `tests/bench` with their names, ready to run against a stub.
    fn benches(&self, _shell: &Shell) -> Result<Vec<(&'static str, Command)>> {
        Ok(Vec::new())
    }
    /// The package that is handed out, for its size.
    fn package(&self, _shell: &Shell) -> Result<Option<PathBuf>> {
        Ok(None)
    }
}

const ALL: [&dyn Language; 5] = [&rust::Rust, &python::Python, &node::Node, &kotlin::Kotlin, &swift::SwiftLanguage];

/// The languages of a list such as `rust,python`; all of them without a list.
pub(crate) fn chosen(only: Option<&str>) -> Result<Vec<&'static dyn Language>> {
    let Some(only) = only else {
        return Ok(ALL.to_vec());
    };
    let mut chosen = Vec::new();
    for name in only.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match ALL.iter().find(|language| language.name() == name) {
            Some(language) => chosen.push(*language),
            None => {
                let known: Vec<&str> = ALL.iter().map(|language| language.name()).collect();
                bail!("'{name}' is none of {}", known.join(", "));
            }
        }
    }
    if chosen.is_empty() {
        bail!("--only names no language");
    }
    Ok(chosen)
}

/// Lints the crate of one binding, alone: see the note on features in `rust.rs`.
fn clippy(shell: &Shell, package: &str) -> Result<Counts> {
    let mut command = shell.cargo(&["clippy", "--all-targets", "-p", package, "--", "--deny", "warnings"]);
    shell.run(&format!("clippy on {package}"), &mut command)?;
    Ok(Counts::NONE)
}
