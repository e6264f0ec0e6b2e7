//! `cargo xtask soak`: mixed load from the runners of the faults against one sandbox that breaks things on a seed. The
//! director loads, measures and judges (`tests/faults/src/soak`); here it is built and told who takes part.

use anyhow::{Result, bail, ensure};
use serde_json::Value;

use crate::counts::Counts;
use crate::language::Language;
use crate::project::Project;
use crate::shell::Shell;

/// Soaks for some minutes; true when the auditor counts nothing and no process grows beyond what `tests/README.md` names. A
/// slow leak stays below that.
pub(crate) fn run(project: &Project, languages: &[&dyn Language], minutes: f64, seed: u64) -> Result<bool> {
    ensure!(minutes > 0.0, "a soak needs --minutes");
    let mut runners = serde_json::Map::new();
    for language in languages {
        let shell = Shell { project, language: language.name() };
        let missing: Vec<String> = language.tools().iter().filter_map(|tool| tool.missing()).collect();
        ensure!(missing.is_empty(), "{}: {}", language.name(), missing.join("; "));
        project.say_timed(&format!("{}: preparing", language.name()));
        language.prepare(&shell)?;
        runners.insert(language.name().to_owned(), language.faults(&shell)?.into());
    }
    let seconds = (minutes * 60.0).ceil() as u64;
    project.say_timed(&format!("soaking for {seconds} s on seed {seed}"));
    let (held, lines) = soak(&Shell { project, language: "soak" }, runners, seconds, seed)?;
    lines.iter().for_each(|line| project.say(line));
    Ok(held)
}

/// A few seconds of it with one language, as a part of its check: enough to see that it works, not to see growth.
pub(crate) fn smoke(shell: &Shell, runner: &[String]) -> Result<Counts> {
    let runners = [(shell.language.to_owned(), Value::from(runner.to_vec()))];
    let (held, lines) = soak(shell, runners.into_iter().collect(), 3, 1)?;
    if !held {
        bail!("{}", lines.join("\n"));
    }
    Ok(Counts { passed: 1, failed: 0 })
}

fn soak(
    shell: &Shell,
    runners: serde_json::Map<String, Value>,
    seconds: u64,
    seed: u64,
) -> Result<(bool, Vec<String>)> {
    let build = ["build", "-p", "enkash-faults", "-p", "enkash-sandbox"];
    shell.run("the build of director and sandbox", &mut shell.cargo(&build))?;
    let mut command = shell.command(shell.project.built("enkash-faults"));
    command
        .args(["soak", "--seconds", &seconds.to_string(), "--seed", &seed.to_string(), "--sandbox"])
        .arg(shell.project.built("enkash-sandbox"))
        .args(["--runners", &Value::Object(runners).to_string()]);
    let outcome = shell.outcome("the soak", &mut command)?;
    Ok((outcome.success, outcome.output.lines().map(str::to_owned).collect()))
}
