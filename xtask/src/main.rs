//! The project's commands, run as `cargo xtask <command>`.

mod bench;
mod counts;
mod coverage;
mod demo;
mod faults;
mod generate;
mod language;
mod local;
mod project;
mod qr;
mod records;
mod report;
mod shell;
mod soak;
mod story;
mod supply;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

use project::Project;

const HELP: &str = "\
cargo xtask demo [--only LANGUAGES] [--json]   play a shop's day in each language on a local gateway
cargo xtask test [--only LANGUAGES]            run every formatter, linter, type checker and test
cargo xtask coverage [--only LANGUAGES] [--json]
                                               what the latest test run has covered of the gateway
cargo xtask faults [--only LANGUAGES] [--fault N] [--json]
                                               play the faults of tests/faults, with the auditor's counts
cargo xtask soak [--minutes N] [--seed S] [--only LANGUAGES]
                                               mixed load with random faults; counts, memory, sockets, threads
cargo xtask bench [--only LANGUAGES]           processor time per call against a stub
cargo xtask sbom                               write a parts list (CycloneDX) for each package
cargo xtask generate                           write what is made from the operation table

LANGUAGES is a list such as rust,python,node,kotlin,swift.
--json ends with one JSON line per language, per fault and language, or per leaf of the gateway's documentation; progress then goes to stderr.";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool> {
    use lexopt::prelude::*;

    let mut command = None;
    let mut only = None;
    let mut json = false;
    let mut number = None;
    let (mut minutes, mut seed) = (None, None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("only") => only = Some(parser.value()?.string()?),
            Long("json") => json = true,
            Long("minutes") => minutes = Some(parser.value()?.parse::<f64>()?),
            Long("seed") => seed = Some(parser.value()?.parse::<u64>()?),
            Long("fault") => number = Some(parser.value()?.parse::<u64>()?),
            Long("help") | Short('h') => {
                println!("{HELP}");
                return Ok(true);
            }
            Value(word) if command.is_none() => command = Some(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let languages = language::chosen(only.as_deref())?;
    match command.as_deref() {
        Some("demo") => demo::run(&Project::open(json)?, &languages, json),
        Some("coverage") => {
            let names: Vec<&str> = languages.iter().map(|language| language.name()).collect();
            coverage::run(&Project::open(json)?, &names, json)
        }
        Some("faults") => faults::run(&Project::open(json)?, &languages, number, json),
        Some("soak") => soak::run(&Project::open(false)?, &languages, minutes.unwrap_or(1.0), seed.unwrap_or(1)),
        Some(_) if minutes.or(seed.map(|_| 0.0)).is_some() => bail!("--minutes and --seed belong to soak"),
        Some(_) if number.is_some() => bail!("--fault belongs to faults"),
        Some("test") if json => bail!("--json belongs to demo, faults and coverage"),
        Some("test") => test::run(&Project::open(false)?, &languages),
        Some("bench") => bench::run(&Project::open(false)?, &languages),
        Some("sbom") => supply::sbom(&Project::open(false)?),
        Some("generate") => generate::run(&Project::open(false)?),
        Some(other) => bail!("there is no command '{other}'\n\n{HELP}"),
        None => bail!("no command given\n\n{HELP}"),
    }
}
