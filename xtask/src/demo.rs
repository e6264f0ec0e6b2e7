//! `cargo xtask demo`: a shop's day in each language, with a timeline and a closing table.

use anyhow::Result;
use serde_json::json;

use crate::language::Language;
use crate::local;
use crate::project::Project;
use crate::report::reason;
use crate::shell::Shell;
use crate::story::{self, STEPS, Story};

/// Plays the story in each language; true when all of them passed.
pub(crate) fn run(project: &Project, languages: &[&dyn Language], json: bool) -> Result<bool> {
    project.say_timed("building the local gateway");
    local::build(&Shell { project, language: "sandbox" })?;
    let mut stories = Vec::new();
    for language in languages {
        stories.push((language.name(), play(project, *language)));
    }
    project.say("");
    project.say(&format!(
        "{:<8} {:>7} {:>9} {:>9} {:>9}  {:<34} {:>7}",
        "language", "steps", "paid", "refunded", "settled", "audit", "seconds"
    ));
    for (name, story) in &stories {
        project.say(&row(name, story));
    }
    for (name, story) in &stories {
        if let Some(failure) = &story.failure {
            project.say(&format!("{name}: {}", reason(failure)));
        }
    }
    if json {
        for (name, story) in &stories {
            println!("{}", line(name, story));
        }
    }
    Ok(stories.iter().all(|(_, story)| story.passed()))
}

/// A language that cannot be prepared is a row that failed, not the end of the others.
fn play(project: &Project, language: &dyn Language) -> Story {
    let name = language.name();
    let shell = Shell { project, language: name };
    let failed = |failure: String| Story { failure: Some(failure), ..Story::default() };
    let missing: Vec<String> = language.tools().iter().filter_map(|tool| tool.missing()).collect();
    if !missing.is_empty() {
        for line in &missing {
            project.say(&format!("{name}: {line}"));
        }
        return failed(missing.join("; "));
    }
    project.say_timed(&format!("{name}: preparing"));
    let command = match language.prepare(&shell).and_then(|()| language.story(&shell)) {
        Ok(command) => command,
        Err(error) => {
            project.say_timed(&format!("{name}: {error:#}"));
            return failed(format!("{error:#}"));
        }
    };
    project.say_timed(&format!("{name}: a shop's day"));
    story::play(&shell, command).unwrap_or_else(|error| failed(format!("{error:#}")))
}

fn row(name: &str, story: &Story) -> String {
    let [paid, refunded, settled] = &story.amounts;
    let number = |value: Option<i64>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    let [double, lost, undelivered] = story.audit.map(number);
    let audit = format!("{double} double, {lost} lost, {undelivered} undelivered");
    let steps = format!("{}/{}", story.held(), STEPS.len());
    let seconds = story.seconds;
    format!("{name:<8} {steps:>7} {paid:>9} {refunded:>9} {settled:>9}  {audit:<34} {seconds:>7.2}")
}

fn line(name: &str, story: &Story) -> serde_json::Value {
    let steps: Vec<_> = story.steps.iter().map(|step| json!({ "name": step.name, "ok": step.ok })).collect();
    let [double, lost, undelivered] = story.audit;
    json!({
        "language": name,
        "steps": steps,
        "audit": { "double_charges": double, "lost_results": lost, "undelivered": undelivered },
        "seconds": (story.seconds * 1000.0).round() / 1000.0,
    })
}
