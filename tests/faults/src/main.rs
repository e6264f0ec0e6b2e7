//! `enkash-faults run --language LANGUAGE [--fault N] [-- RUNNER...]` plays the faults of one language, one JSON line each on
//! stdout, what was wrong on stderr. `enkash-faults pairs` lists what there is to play, `enkash-faults soak --seconds N --seed S
//! --sandbox BINARY --runners JSON` soaks, `enkash-faults runner` is Rust's runner.

use std::process::ExitCode;

use enkash_faults::file::{self, Fault};
use enkash_faults::process::Program;
use enkash_faults::{Player, runner, soak, verdict};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("enkash-faults: {problem}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, String> {
    use lexopt::prelude::*;

    let told = |error: lexopt::Error| error.to_string();
    let mut words = Vec::new();
    let (mut language, mut number) = (None, None);
    let mut soaked = Soaked::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next().map_err(told)? {
        match argument {
            Long("language") => language = Some(parser.value().and_then(|value| value.string()).map_err(told)?),
            Long("fault") => number = Some(parser.value().and_then(|value| value.parse::<u64>()).map_err(told)?),
            Long("seconds") => soaked.seconds = parser.value().and_then(|value| value.parse()).map_err(told)?,
            Long("seed") => soaked.seed = parser.value().and_then(|value| value.parse()).map_err(told)?,
            Long("sandbox") => soaked.sandbox = parser.value().map_err(told)?.into(),
            Long("runners") => soaked.runners = parser.value().and_then(|value| value.string()).map_err(told)?,
            Value(word) => words.push(word.string().map_err(told)?),
            other => return Err(other.unexpected().to_string()),
        }
    }
    let (what, command) = words.split_first().ok_or("say run, pairs or runner")?;
    match what.as_str() {
        "runner" => runner::run().map(|()| true),
        "pairs" => pairs().map(|()| true),
        "run" => {
            let language = language.ok_or("run needs --language")?;
            faults(&language, number, command)
        }
        "soak" => soak::run(soaked.plan()?),
        other => Err(format!("there is no command {other}")),
    }
}

/// What was said about a soak.
#[derive(Default)]
struct Soaked {
    seconds: u64,
    seed: u64,
    sandbox: std::path::PathBuf,
    /// Language to command, as JSON; an empty command is this program's own runner.
    runners: String,
}

impl Soaked {
    fn plan(self) -> Result<soak::Plan, String> {
        let commands: std::collections::BTreeMap<String, Vec<String>> =
            serde_json::from_str(&self.runners).map_err(|error| format!("--runners: {error}"))?;
        let mut runners = Vec::new();
        for (language, command) in commands {
            let command = if command.is_empty() { own_runner()? } else { command };
            runners.push((language, Program { command }));
        }
        let length = std::time::Duration::from_secs(self.seconds);
        Ok(soak::Plan { length, seed: self.seed, sandbox: self.sandbox, runners })
    }
}

/// Every pair of fault and language that must be played; an error when a number of the list has no file.
fn pairs() -> Result<(), String> {
    let faults = file::load(&file::folder())?;
    let missing = file::missing(&faults);
    if !missing.is_empty() {
        return Err(format!("no file plays the faults {missing:?}"));
    }
    for fault in &faults {
        for language in &fault.languages {
            println!(
                "{}",
                serde_json::json!({ "number": fault.number, "id": fault.id, "title": fault.title, "language": language })
            );
        }
    }
    Ok(())
}

fn faults(language: &str, number: Option<u64>, command: &[String]) -> Result<bool, String> {
    if !file::LANGUAGES.contains(&language) {
        return Err(format!("there is no language {language}; there are {}", file::LANGUAGES.join(", ")));
    }
    let faults = file::load(&file::folder())?;
    let program = Program { command: if command.is_empty() { own_runner()? } else { command.to_vec() } };
    let chosen = |fault: &&Fault| {
        fault.languages.iter().any(|name| name == language) && number.is_none_or(|number| number == fault.number)
    };
    let mut held = true;
    let mut player = Player::new(language, program).map_err(|error| error.to_string())?;
    let chosen: Vec<&Fault> = faults.iter().filter(chosen).collect();
    if chosen.is_empty() {
        return Err(format!("no fault of this number is played in {language}"));
    }
    for (index, fault) in chosen.iter().enumerate() {
        let started = std::time::Instant::now();
        let found = player.play(fault, index + 1 == chosen.len());
        held &= found.passed();
        println!("{}", verdict::line(&fault.id, &fault.title, language, &found));
        let word = if found.passed() { "ok" } else { "FAILED" };
        eprintln!("{language}: {} {} {word} ({:.1} s)", fault.number, fault.id, started.elapsed().as_secs_f64());
        for problem in &found.problems {
            eprintln!("    {problem}");
        }
    }
    Ok(held)
}

/// Rust's runner is this program.
fn own_runner() -> Result<Vec<String>, String> {
    let own = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    Ok(vec![own.to_string_lossy().into_owned(), "runner".to_owned()])
}
