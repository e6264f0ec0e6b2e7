//! Kotlin: the jar, its style and its tests.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{Language, mobile, quick_start};
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
    Tool { program: "java", ask: "-version", at_least: (17, 0), called: "a JDK" },
    Tool { program: "mvn", ask: "--version", at_least: (3, 8), called: "Maven" },
];
const PACKAGE: &str = "bindings-kotlin/jvm";
const STORY: &str = "tests/story/kotlin";
const EXAMPLES: &str = "examples/kotlin";
const FAULTS: &str = "tests/faults/kotlin";
const DISPATCH: &str = "bindings-kotlin/jvm/src/test/kotlin/enkash/Operations.kt";

pub(crate) struct Kotlin;

impl Language for Kotlin {
    fn name(&self) -> &'static str {
        "kotlin"
    }

    fn tools(&self) -> &'static [Tool] {
        &TOOLS
    }

    fn prepare(&self, shell: &Shell) -> Result<()> {
        mobile::prepare(shell)?;
        generate::write(shell.project, "kotlin")?;
        let mut install = mvn(shell, &shell.project.root.join(PACKAGE), &["install", "-DskipTests"]);
        shell.run("the jar's build", &mut install)?;
        Ok(())
    }

    fn story(&self, shell: &Shell) -> Result<Command> {
        program(shell, &shell.project.root.join(STORY))
    }

    fn faults(&self, shell: &Shell) -> Result<Vec<String>> {
        let folder = shell.project.work("kotlin-faults")?;
        copy_tree(&shell.project.root.join(FAULTS), &folder)?;
        std::fs::copy(shell.project.root.join(DISPATCH), folder.join("src/main/kotlin/Operations.kt"))?;
        package(shell, &folder)?;
        let classes = ["classes", "lib/*"].map(|part| folder.join("target").join(part).to_string_lossy().into_owned());
        // A heap that has its size from the start: what grows in a soak is then not the collector's generosity.
        let heap = ["-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"];
        let mut java = clean_command(TOOLS[0].path());
        Ok(faults::words(java.args(heap).args(["-cp", &classes.join(":"), "enkash.RunnerKt"])))
    }

    fn check(&self, report: &mut Report, replay: &Replay) {
        report.part("clippy", |shell| {
            super::clippy(shell, "enkash-uniffi")?;
            // The other half of each `cfg`: what an app's library is made of.
            let arguments = ["clippy", "-p", "enkash", "--no-default-features", "--features", "uniffi", "--lib"];
            let mut apps = shell.cargo(&arguments);
            shell.run("clippy on the library for apps", apps.args(["--", "--deny", "warnings"]))?;
            super::clippy(shell, "enkash-bindgen")
        });
        report.part("cargo test", |shell| {
            let mut counts = Counts::NONE;
            for arguments in [
                ["test", "-p", "enkash", "--features", "uniffi", "--lib", "bind::uniffi"].as_slice(),
                &["test", "-p", "enkash-bindgen"],
            ] {
                counts.add(counted(shell, shell.outcome("cargo test", &mut shell.cargo(arguments))?, counts::cargo)?);
            }
            Ok(counts)
        });
        report.part("library for apps", mobile::for_apps);
        // `verify` is where ktlint sits; compiler warnings are errors in the pom.
        report.part("ktlint and JUnit", |shell| {
            // Kotlin's incremental compiler does not notice that a record of the jar has another constructor now.
            for stale in ["test-classes", "kotlin-ic/test"] {
                let folder = shell.project.root.join(PACKAGE).join("target").join(stale);
                if folder.exists() {
                    std::fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
                }
            }
            let mut verify = mvn(shell, &shell.project.root.join(PACKAGE), &["install"]);
            replay.tell(&mut verify, shell.project);
            let counts = counted(shell, shell.outcome("mvn install", &mut verify)?, counts::surefire)?;
            let ktlint = "com.github.gantsign.maven:ktlint-maven-plugin:3.7.1:check";
            for folder in [STORY, EXAMPLES, FAULTS] {
                shell.run(
                    &format!("ktlint on {folder}"),
                    &mut mvn(shell, &shell.project.root.join(folder), &[ktlint]),
                )?;
            }
            Ok(counts)
        });
        report.part("vectors", |_| replay.judge(&["kotlin"]).map(|()| Counts::NONE));
        report.part("faults", |shell| faults::part(shell, &Kotlin.faults(shell)?));
        report.part("story from the jar in an empty project", |shell| {
            let folder = Outside::new("kotlin")?;
            copy_tree(&shell.project.root.join(STORY), folder.path())?;
            story::play(shell, program(shell, folder.path())?)?.counts()
        });
        report.part("examples", examples);
        report.part("quick start of the README", |shell| {
            let folder = Outside::new("kotlin-quick-start")?;
            std::fs::copy(shell.project.root.join(STORY).join("pom.xml"), folder.path().join("pom.xml"))?;
            let sources = folder.path().join("src/main/kotlin");
            std::fs::create_dir_all(&sources)?;
            quick_start::write(shell.project, "kotlin", &sources.join("QuickStart.kt"))?;
            package(shell, folder.path())?;
            quick_start::run(shell, java(folder.path(), "QuickStartKt"))?;
            Ok(Counts::NONE)
        });
    }
}

/// The programs of `examples/kotlin`, each against a sandbox of its own; a program fails when anything is not as it should be.
fn examples(shell: &Shell) -> Result<Counts> {
    let folder = Outside::new("kotlin-examples")?;
    copy_tree(&shell.project.root.join(EXAMPLES), folder.path())?;
    let mut programs = Vec::new();
    for entry in std::fs::read_dir(folder.path().join("src/main/kotlin"))? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).context("a file without a name")?.to_owned();
        if name != "Sandbox" {
            programs.push(format!("{name}Kt"));
        }
    }
    ensure!(!programs.is_empty(), "{EXAMPLES} has no programs");
    programs.sort();
    package(shell, folder.path())?;
    for program in &programs {
        let sandbox = Sandbox::start(shell.project)?;
        let mut command = java(folder.path(), program);
        sandbox.tell(&mut command);
        shell.run(program, &mut command)?;
    }
    Ok(Counts { passed: programs.len(), failed: 0 })
}

/// Builds the story's project, wherever it lies, and returns the command that plays it.
fn program(shell: &Shell, folder: &Path) -> Result<Command> {
    package(shell, folder)?;
    let pom = std::fs::read_to_string(folder.join("pom.xml"))?;
    let main = pom
        .split_once("<story.main>")
        .and_then(|(_, rest)| rest.split_once("</story.main>"))
        .context("the story's pom names no main class in story.main")?
        .0;
    Ok(java(folder, main))
}

fn package(shell: &Shell, folder: &Path) -> Result<()> {
    shell.run("the story's build", &mut mvn(shell, folder, &["package"]))?;
    Ok(())
}

fn java(folder: &Path, main: &str) -> Command {
    let mut command = clean_command(TOOLS[0].path());
    command.args(["-cp", "target/classes:target/lib/*", main]).current_dir(folder);
    command
}

/// Maven, with everything it downloads and installs in the cache folder.
fn mvn(shell: &Shell, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = shell.command(TOOLS[1].path());
    command
        .args(["-B", "-ntp"])
        .arg(format!("-Dmaven.repo.local={}", shell.project.cache.join("m2").display()))
        .args(arguments)
        .current_dir(folder);
    command
}
