//! `cargo xtask bench`: processor time per call, against a stub in a process of its own.
//!
//! First figures, no comparison: the programs in `tests/bench` call `orders.get` with 64 calls in flight and measure
//! their own processor time, so neither the stub nor the build is in it.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::language::Language;
use crate::local;
use crate::project::Project;
use crate::shell::Shell;

const CALLS: &str = "20000";
const IN_FLIGHT: &str = "64";

/// Prints one line per program; true when all of them ran.
pub(crate) fn run(project: &Project, languages: &[&dyn Language]) -> Result<bool> {
    let stub = local::stub(&Shell { project, language: "stub" })?;
    let mut lines = Vec::new();
    let mut sizes = Vec::new();
    for language in languages {
        let shell = Shell { project, language: language.name() };
        let benches = language.benches(&shell)?;
        for (name, mut command) in benches {
            command.args([CALLS, IN_FLIGHT]);
            stub.tell(&mut command);
            project.say_timed(&format!("{name}: {CALLS} calls, {IN_FLIGHT} in flight"));
            lines.push(line(name, &shell.run(name, &mut command)?)?);
        }
        if let Some(package) = language.package(&shell)? {
            sizes.push(size(&package)?);
        }
    }
    project.say("");
    project.say(&format!("{:<16} {:>20} {:>14}", "client", "CPU us per call", "calls/s"));
    for line in lines.iter().chain(&sizes) {
        project.say(line);
    }
    Ok(!lines.is_empty())
}

fn line(name: &str, output: &str) -> Result<String> {
    let told = output.lines().rfind(|line| line.starts_with('{')).context("the program printed no figures")?;
    let told: Value = serde_json::from_str(told)?;
    let number = |key: &str| told.get(key).and_then(Value::as_f64).with_context(|| format!("no figure for {key}"));
    let (calls, cpu, wall) = (number("calls")?, number("cpu")?, number("wall")?);
    Ok(format!("{name:<16} {:>20.1} {:>14.0}", cpu / calls * 1e6, calls / wall))
}

fn size(package: &Path) -> Result<String> {
    let bytes = std::fs::metadata(package)?.len();
    let name = package.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("{name}: {:.2} MB", bytes as f64 / 1e6))
}
