//! `cargo xtask faults`: plays the faults of `tests/faults` in each language and prints fault x language with the
//! auditor's counts. The director (`enkash-faults`) plays and judges; here it is started and its lines are counted.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::counts::Counts;
use crate::language::Language;
use crate::project::Project;
use crate::report::reason;
use crate::shell::Shell;

/// What the director says of one fault in one language.
struct Line {
    text: String,
    told: Value,
}

/// A fault and a language that must be played.
struct Pair {
    number: u64,
    id: String,
    title: String,
    language: String,
}

/// Plays the faults in each language; true when every pair that is asked for was played and nothing was found.
pub(crate) fn run(project: &Project, languages: &[&dyn Language], number: Option<u64>, json: bool) -> Result<bool> {
    project.say_timed("building the director of the faults");
    let pairs = pairs(&Shell { project, language: "faults" })?;
    let due = |pair: &&Pair| {
        languages.iter().any(|language| language.name() == pair.language) && number.is_none_or(|it| it == pair.number)
    };
    let due: Vec<&Pair> = pairs.iter().filter(due).collect();
    ensure!(!due.is_empty(), "no fault of this number is played in these languages");
    let mut lines = Vec::new();
    for language in languages {
        let name = language.name();
        if !due.iter().any(|pair| pair.language == name) {
            continue;
        }
        let shell = Shell { project, language: name };
        let missing: Vec<String> = language.tools().iter().filter_map(|tool| tool.missing()).collect();
        let played = if missing.is_empty() {
            project.say_timed(&format!("{name}: preparing"));
            language.prepare(&shell).and_then(|()| language.faults(&shell)).and_then(|runner| {
                project.say_timed(&format!("{name}: playing"));
                play(&shell, &runner, number)
            })
        } else {
            Err(anyhow::anyhow!("{}", missing.join("; ")))
        };
        match played {
            Ok(played) => lines.extend(played),
            Err(error) => project.say_timed(&format!("{name}: {}", reason(&format!("{error:#}")))),
        }
    }
    if json {
        lines.iter().for_each(|line| println!("{}", line.text));
        due.iter().filter(|pair| of(&lines, pair).is_none()).for_each(|pair| println!("{}", unplayed(pair)));
    }
    table(project, &due, languages, &lines);
    let mut held = true;
    for pair in &due {
        match of(&lines, pair) {
            None => project.say(&format!("{} {}: not played in {}", pair.number, pair.id, pair.language)),
            Some(line) if line["passed"] == true => continue,
            Some(line) => project.say(&format!("{} {}: failed in {}: {line}", pair.number, pair.id, pair.language)),
        }
        held = false;
    }
    Ok(held)
}

/// The line of a pair that nobody played, in the director's form.
fn unplayed(pair: &Pair) -> String {
    let [id, title, language] = [&pair.id, &pair.title, &pair.language].map(|text| Value::from(text.as_str()));
    format!(
        "{{\"id\":{id},\"title\":{title},\"language\":{language},\"runs\":0,\"double_charges\":0,\"lost_results\":0,\
         \"secrets_leaked\":0,\"passed\":false}}"
    )
}

/// The faults of one language as a part of its check. A pair that was not played counts as failed.
pub(crate) fn part(shell: &Shell, runner: &[String]) -> Result<Counts> {
    let pairs = pairs(shell)?;
    let lines = play(shell, runner, None)?;
    let mut counts = Counts::NONE;
    for pair in pairs.iter().filter(|pair| pair.language == shell.language) {
        if of(&lines, pair).is_some_and(|line| line["passed"] == true) {
            counts.passed += 1;
        } else {
            counts.failed += 1;
        }
    }
    ensure!(counts.passed + counts.failed > 0, "no fault is played in {}", shell.language);
    Ok(counts)
}

/// The runner's command in the form in which the director takes it.
pub(crate) fn words(command: &Command) -> Vec<String> {
    let arguments = command.get_args().map(|word| word.to_string_lossy().into_owned());
    std::iter::once(command.get_program().to_string_lossy().into_owned()).chain(arguments).collect()
}

fn of<'l>(lines: &'l [Line], pair: &Pair) -> Option<&'l Value> {
    let found = lines
        .iter()
        .find(|line| line.told["id"] == pair.id.as_str() && line.told["language"] == pair.language.as_str());
    found.map(|line| &line.told)
}

fn pairs(shell: &Shell) -> Result<Vec<Pair>> {
    shell.run("the director's build", &mut shell.cargo(&["build", "-p", "enkash-faults"]))?;
    let output = shell.run("the list of faults", shell.command(shell.project.built("enkash-faults")).arg("pairs"))?;
    output
        .lines()
        .map(|line| {
            let told: Value = serde_json::from_str(line).with_context(|| format!("not a pair: {line}"))?;
            let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
            let number = told["number"].as_u64().with_context(|| format!("no number: {line}"))?;
            Ok(Pair { number, id: text("id"), title: text("title"), language: text("language") })
        })
        .collect()
}

/// Has the director play; its lines, whether or not the faults held. What was wrong is shown.
fn play(shell: &Shell, runner: &[String], number: Option<u64>) -> Result<Vec<Line>> {
    let mut command = shell.command(shell.project.built("enkash-faults"));
    command.args(["run", "--language", shell.language]);
    if let Some(number) = number {
        command.args(["--fault", &number.to_string()]);
    }
    command.arg("--").args(runner);
    let outcome = shell.outcome("the faults", &mut command)?;
    let lines: Vec<Line> = outcome
        .output
        .lines()
        .filter(|line| line.starts_with("{\"id\":"))
        .filter_map(|line| Some(Line { text: line.to_owned(), told: serde_json::from_str(line).ok()? }))
        .collect();
    if !outcome.success {
        let wrong = outcome.output.lines().filter(|line| !line.starts_with("{\"id\":") && !line.contains(" ok ("));
        shell.project.say(&wrong.collect::<Vec<_>>().join("\n"));
    }
    ensure!(!lines.is_empty(), "the director played nothing:\n{}", outcome.tail());
    Ok(lines)
}

/// One row per fault: double charges, lost results and leaked secrets of each language.
fn table(project: &Project, due: &[&Pair], languages: &[&dyn Language], lines: &[Line]) {
    let columns: Vec<&str> = languages.iter().map(|language| language.name()).collect();
    project.say("");
    project.say("charges too many / results lost / secrets shown");
    let head: Vec<String> = columns.iter().map(|name| format!("{name:>10}")).collect();
    project.say(&format!("{:>2} {:<28} {}", "", "fault", head.join(" ")));
    let mut rows: BTreeMap<u64, (&str, Vec<String>)> = BTreeMap::new();
    for pair in due {
        let (_, cells) =
            rows.entry(pair.number).or_insert_with(|| (&pair.id, vec![format!("{:>10}", "-"); columns.len()]));
        let Some(column) = columns.iter().position(|name| *name == pair.language) else { continue };
        let cell = match of(lines, pair) {
            None => "not played".to_owned(),
            Some(line) => {
                let [double, lost, leaked] =
                    ["double_charges", "lost_results", "secrets_leaked"].map(|key| line[key].to_string());
                let word = if line["passed"] == true { "" } else { "!" };
                format!("{double}/{lost}/{leaked}{word}")
            }
        };
        cells[column] = format!("{cell:>10}");
    }
    for (number, (id, cells)) in &rows {
        project.say(&format!("{number:>2} {id:<28} {}", cells.join(" ")));
    }
    let runs: u64 = lines.iter().filter_map(|line| line.told["runs"].as_u64()).sum();
    let titles = due.iter().map(|pair| pair.title.as_str()).collect::<std::collections::BTreeSet<_>>().len();
    project.say(&format!("{runs} runs of {titles} faults"));
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Pair, unplayed};

    #[test]
    fn a_pair_that_was_not_played_has_a_line_that_says_so() {
        let pair = Pair { number: 3, id: "it".into(), title: "a \"title\"".into(), language: "swift".into() };
        let line: Value = serde_json::from_str(&unplayed(&pair)).expect("the line is JSON");
        assert_eq!((line.as_object().map(serde_json::Map::len), &line["runs"]), (Some(8), &Value::from(0)));
        assert_eq!((&line["title"], &line["passed"]), (&Value::from("a \"title\""), &Value::from(false)));
    }
}
