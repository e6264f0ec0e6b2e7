//! Node: the npm package, its types and its tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{Language, guides, quick_start, redis};
use crate::counts::{self, Counts, counted};
use crate::faults;
use crate::generate;
use crate::local::{Replay, Sandbox};
use crate::project::{Outside, copy_tree};
use crate::report::Report;
use crate::shell::{Shell, clean_command};
use crate::story;
use crate::tools::Tool;

const TOOLS: [Tool; 2] = [
    Tool { program: "node", ask: "--version", at_least: (20, 0), called: "Node" },
    Tool { program: "npm", ask: "--version", at_least: (9, 0), called: "npm" },
];
const PACKAGE: &str = "bindings-node";
const STORY: &str = "tests/story/node";
/// A package of its own, because TypeDoc needs an older TypeScript than the sources are compiled with.
const REFERENCE: &str = "bindings-node/reference";
const EXAMPLES: &str = "examples/node";

pub(crate) struct Node;

impl Language for Node {
    fn name(&self) -> &'static str {
        "node"
    }

    fn tools(&self) -> &'static [Tool] {
        &TOOLS
    }

    fn prepare(&self, shell: &Shell) -> Result<()> {
        install(shell, PACKAGE)?;
        generate::write(shell.project, "node")?;
        shell.run("the package's build", &mut npm(shell, &["run", "build"]))?;
        Ok(())
    }

    fn story(&self, shell: &Shell) -> Result<Command> {
        // The story imports the package by its name, as a user does: from a folder that has it installed.
        let folder = shell.project.work("node-story")?;
        install_tarball(shell, &folder)?;
        Ok(node(&folder, "shop.mjs"))
    }

    fn faults(&self, shell: &Shell) -> Result<Vec<String>> {
        let folder = shell.project.work("node-faults")?;
        install_tarball(shell, &folder)?;
        let runner = folder.join("runner.mjs");
        std::fs::copy(shell.project.root.join("tests/faults/node/runner.mjs"), &runner)?;
        Ok(faults::words(clean_command(TOOLS[0].path()).arg(runner)))
    }

    fn check(&self, report: &mut Report, replay: &Replay) {
        report.part("clippy", |shell| super::clippy(shell, "enkash-node"));
        for (name, script) in [("biome", "lint"), ("tsc", "types")] {
            report.part(name, |shell| {
                shell.run(name, &mut npm(shell, &["run", script]))?;
                Ok(Counts::NONE)
            });
        }
        report.part("redis-server", |shell| redis::ready(shell).map(|()| Counts::NONE));
        report.part("node --test", |shell| {
            let mut command = npm(shell, &["test"]);
            replay.tell(&mut command, shell.project);
            counted(shell, shell.outcome("node --test", &mut command)?, counts::tap)
        });
        report.part("vectors", |_| replay.judge(&["node"]).map(|()| Counts::NONE));
        report.part("faults", |shell| faults::part(shell, &Node.faults(shell)?));
        report.part("story from the tarball in an empty folder", outside);
        report.part("examples", examples);
        report.part("typedoc", |shell| {
            install(shell, REFERENCE)?;
            shell.run("typedoc", &mut npm_in(shell, REFERENCE, &["run", "build"]))?;
            Ok(Counts::NONE)
        });
    }

    fn benches(&self, shell: &Shell) -> Result<Vec<(&'static str, Command)>> {
        self.prepare(shell)?;
        let folder = shell.project.work("node-bench")?;
        install_tarball(shell, &folder)?;
        std::fs::copy(shell.project.root.join("tests/bench/node.mjs"), folder.join("bench.mjs"))?;
        Ok(vec![("node", node(&folder, "bench.mjs"))])
    }

    fn package(&self, shell: &Shell) -> Result<Option<PathBuf>> {
        pack(shell).map(Some)
    }
}

/// The story by import and by require, and the README's quick start, with nothing but the tarball.
fn outside(shell: &Shell) -> Result<Counts> {
    let folder = Outside::new("node")?;
    install_tarball(shell, folder.path())?;
    let modules = std::fs::read_dir(folder.path().join("node_modules"))?;
    let others: Vec<String> = modules
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name != "enkash" && !name.starts_with('.'))
        .collect();
    ensure!(others.is_empty(), "the package pulled in {}", others.join(", "));
    let mut counts = Counts::NONE;
    for script in ["shop.mjs", "shop.cjs"] {
        counts.add(story::play(shell, node(folder.path(), script))?.counts()?);
    }
    quick_start::write(shell.project, "js", &folder.path().join("quick-start.mjs"))?;
    quick_start::run(shell, node(folder.path(), "quick-start.mjs"))?;
    counts.add(guides::run(shell, "js", "mjs", folder.path(), |script| node(folder.path(), script))?);
    Ok(counts)
}

/// The programs of `examples/node`, each against a sandbox of its own; a program fails when anything is not as it should be.
fn examples(shell: &Shell) -> Result<Counts> {
    let folder = Outside::new("node-examples")?;
    install_tarball(shell, folder.path())?;
    let mut programs = Vec::new();
    for entry in std::fs::read_dir(shell.project.root.join(EXAMPLES))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).context("a file without a name")?.to_owned();
        std::fs::copy(&path, folder.path().join(&name))?;
        if name.ends_with(".mjs") && name != "sandbox.mjs" {
            programs.push(name);
        }
    }
    ensure!(!programs.is_empty(), "{EXAMPLES} has no programs");
    programs.sort();
    for program in &programs {
        let sandbox = Sandbox::start(shell.project)?;
        let mut command = node(folder.path(), program);
        sandbox.tell(&mut command);
        shell.run(&format!("the example {program}"), &mut command)?;
    }
    Ok(Counts { passed: programs.len(), failed: 0 })
}

/// Packs the package and installs it, without the registry, into a folder that holds the story and nothing else.
fn install_tarball(shell: &Shell, folder: &Path) -> Result<()> {
    let tarball = pack(shell)?;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            std::fs::remove_dir_all(path)?;
        } else {
            std::fs::remove_file(path)?;
        }
    }
    copy_tree(&shell.project.root.join(STORY), folder)?;
    std::fs::write(folder.join("package.json"), "{\"name\":\"empty\",\"private\":true}\n")?;
    let mut install = shell.command(TOOLS[1].path());
    install.args(["install", "--offline", "--no-audit", "--no-fund"]).arg(tarball).current_dir(folder);
    shell.run("the tarball's installation", &mut install)?;
    Ok(())
}

/// Makes the tarball that would be published.
fn pack(shell: &Shell) -> Result<PathBuf> {
    let folder = shell.project.work("npm")?;
    let mut command = npm(shell, &["pack", "--silent", "--pack-destination"]);
    command.arg(&folder);
    let output = shell.run("npm pack", &mut command)?;
    let name = output.lines().rfind(|line| line.ends_with(".tgz")).context("npm pack names no tarball")?;
    Ok(folder.join(name.trim()))
}

/// Installs a folder's development tools when the lists of packages have changed since the last time.
fn install(shell: &Shell, folder: &str) -> Result<()> {
    let package = shell.project.root.join(folder);
    let lock = package.join("package-lock.json");
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
    let wanted = read(&package.join("package.json")) + &read(&lock);
    let stamp = package.join("node_modules/.installed");
    if read(&stamp) == wanted {
        return Ok(());
    }
    // Not `npm ci`: it refuses a lock file whose optional packages for other platforms a mirror does not carry.
    // The versions still come from the lock file, and --no-save leaves it alone.
    shell.run("the Node tools", &mut npm_in(shell, folder, &["install", "--no-save", "--no-audit", "--no-fund"]))?;
    std::fs::write(stamp, wanted)?;
    Ok(())
}

fn npm(shell: &Shell, arguments: &[&str]) -> Command {
    npm_in(shell, PACKAGE, arguments)
}

fn npm_in(shell: &Shell, folder: &str, arguments: &[&str]) -> Command {
    let mut command = shell.command(TOOLS[1].path());
    command
        .args(arguments)
        .current_dir(shell.project.root.join(folder))
        .env("CARGO_TARGET_DIR", &shell.project.target)
        .env("NO_COLOR", "1")
        .env("npm_config_update_notifier", "false");
    command
}

fn node(folder: &Path, script: &str) -> Command {
    let mut command = clean_command(TOOLS[0].path());
    command.arg(script).current_dir(folder).env_remove("NODE_PATH");
    command
}
