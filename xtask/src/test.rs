//! `cargo xtask test`: everything that can be checked, one closing line per language.

use anyhow::Result;

use crate::counts::Counts;
use crate::coverage;
use crate::language::Language;
use crate::local::{self, Replay};
use crate::project::Project;
use crate::records;
use crate::report::Report;
use crate::shell::Shell;

/// Checks each language; true when all of them held.
pub(crate) fn run(project: &Project, languages: &[&dyn Language]) -> Result<bool> {
    project.say_timed("building the local gateway and the replay server");
    local::build(&Shell { project, language: "sandbox" })?;
    records::begin(project)?;
    let replay = Replay::start(project)?;
    let mut reports = Vec::new();
    for language in languages {
        reports.push(check(project, *language, &replay));
    }
    project.say("");
    project.say("time of each part");
    for report in &reports {
        project.say(&format!("  {}", report.times()));
    }
    project.say("");
    for report in &reports {
        project.say(&report.closing());
    }
    project.say("");
    let names: Vec<&str> = languages.iter().map(|language| language.name()).collect();
    let covered = coverage::run(project, &names, false)?;
    Ok(covered && reports.iter().all(Report::held))
}

fn check<'a>(project: &'a Project, language: &dyn Language, replay: &Replay) -> Report<'a> {
    let mut report = Report::new(project, language.name());
    let tools = report.part("tools", |_| {
        let missing: Vec<String> = language.tools().iter().filter_map(|tool| tool.missing()).collect();
        anyhow::ensure!(missing.is_empty(), "{}", missing.join("\n"));
        Ok(Counts::NONE)
    });
    if tools && report.part("build", |shell| language.prepare(shell).map(|()| Counts::NONE)) {
        language.check(&mut report, replay);
    }
    report
}
