//! Rust: the core, the sandbox and the project's own tools.

use std::process::Command;

use anyhow::Result;

use super::{Language, quick_start};
use crate::counts::{self, Counts, counted};
use crate::faults;
use crate::generate;
use crate::local::Replay;
use crate::records;
use crate::report::Report;
use crate::shell::Shell;
use crate::soak;
use crate::story;
use crate::supply;
use crate::tools::Tool;

/// The crates that are Rust only; each binding checks its own crate, because features of the core that one
/// binding switches on must not leak into the tests of another.
const CRATES: [&str; 8] = [
    "enkash",
    "enkash-macros",
    "enkash-sandbox",
    "enkash-faults",
    "enkash-fuzz",
    "enkash-replay",
    "enkash-story",
    "xtask",
];

pub(crate) struct Rust;

impl Language for Rust {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn tools(&self) -> &'static [Tool] {
        &[Tool { program: "rustc", ask: "--version", at_least: (1, 88), called: "Rust" }]
    }

    fn prepare(&self, shell: &Shell) -> Result<()> {
        let mut command = shell.cargo(&["build", "-p", "enkash-story"]);
        shell.run("the story's build", &mut command)?;
        Ok(())
    }

    fn story(&self, shell: &Shell) -> Result<Command> {
        Ok(shell.command(shell.project.built("enkash-story")))
    }

    fn faults(&self, _shell: &Shell) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    fn check(&self, report: &mut Report, _replay: &Replay) {
        report.part("rustfmt", |shell| {
            shell.run("rustfmt", &mut shell.cargo(&["fmt", "--all", "--check", "--", "--color", "never"]))?;
            Ok(Counts::NONE)
        });
        report.part("clippy", |shell| {
            let mut command = shell.cargo(&["clippy", "--all-targets"]);
            command.args(packages()).args(["--", "--deny", "warnings"]);
            shell.run("clippy", &mut command)?;
            Ok(Counts::NONE)
        });
        report.part("the customer's side alone", |shell| {
            let mut command = shell.cargo(&["clippy", "-p", "enkash", "--no-default-features", "--tests"]);
            shell.run("clippy", command.args(["--", "--deny", "warnings"]))?;
            let mut command = shell.cargo(&["test", "-p", "enkash", "--no-default-features", "--lib"]);
            counted(shell, shell.outcome("cargo test", &mut command)?, counts::cargo)
        });
        report.part("generated files", |shell| generate::check_fresh(shell.project).map(|()| Counts::NONE));
        report.part("cargo test", |shell| {
            let mut command = shell.cargo(&["test", "--no-fail-fast"]);
            command.args(packages()).env(records::VARIABLE, records::folder(shell.project)?);
            counted(shell, shell.outcome("cargo test", &mut command)?, counts::cargo)
        });
        report.part("supply chain", |shell| supply::check(shell).map(|()| Counts::NONE));
        report.part("story", |shell| story::play(shell, Rust.story(shell)?)?.counts());
        report.part("faults", |shell| faults::part(shell, &Rust.faults(shell)?));
        report.part("a few seconds of soak", |shell| soak::smoke(shell, &Rust.faults(shell)?));
        report.part("quick start of the README", quick_start_of_the_readme);
    }
}

/// The quick start as a package of its own that has only `enkash` and tokio, as a user's would.
fn quick_start_of_the_readme(shell: &Shell) -> Result<Counts> {
    let project = shell.project;
    let folder = project.work("rust-quick-start")?;
    let core = project.root.join("core");
    // The same profile and the same versions as everywhere else: nothing is downloaded or built a second time.
    let manifest = format!(
        r#"[package]
name = "quick-start"
edition = "2024"

[workspace]

[dependencies]
enkash = {{ path = {core:?} }}
tokio = {{ version = "1", features = ["macros", "rt-multi-thread"] }}

[profile.dev]
debug = "line-tables-only"
"#
    );
    std::fs::write(folder.join("Cargo.toml"), manifest)?;
    std::fs::copy(project.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    std::fs::create_dir_all(folder.join("src"))?;
    quick_start::write(project, "rust", &folder.join("src/main.rs"))?;
    let mut build = shell.cargo(&["build"]);
    shell.run("the quick start's build", build.current_dir(&folder))?;
    quick_start::run(shell, shell.command(project.built("quick-start")))?;
    Ok(Counts::NONE)
}

fn packages() -> Vec<&'static str> {
    CRATES.iter().flat_map(|name| ["-p", name]).collect()
}
