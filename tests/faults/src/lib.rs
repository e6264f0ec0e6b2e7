//! Plays fifty faults against the SDK of each language, and judges what came of them.
//!
//! The **director** is here: it starts an embedded sandbox for each scenario, breaks what the fault's file says should
//! break, tells a **runner** step by step what to do, compares what came of it, asks the sandbox's auditor, and searches
//! everything that was said for planted secrets. A runner is a small program of one language that executes commands and
//! knows nothing of faults. `tests/README.md` describes files, steps and commands.
//!
//! Nothing here asks the SDK whether money is safe: the truth is the sandbox's journal.

pub mod file;
mod gateway;
mod grammar;
mod http;
mod judge;
mod link;
mod names;
pub mod process;
pub mod runner;
mod secrets;
pub mod soak;
mod stage;
mod tls;
pub mod verdict;

use file::{Fault, Scenario};
use link::Link;
use process::{HANGS, Program, Runner};
use secrets::Secret;
use verdict::Found;

/// Plays faults in one language. Its runner lives as long as nothing goes wrong with it: a process for each scenario would
/// cost more than all the faults.
pub struct Player {
    language: String,
    pub(crate) link: Link,
    pub(crate) program: Program,
    pub(crate) runner: Option<Runner>,
    pub(crate) secrets: Vec<Secret>,
}

impl Player {
    /// A player whose runner is started by this command.
    ///
    /// # Errors
    /// When there is no port to talk to runners.
    pub fn new(language: &str, program: Program) -> std::io::Result<Self> {
        Ok(Self { language: language.to_owned(), link: Link::start()?, program, runner: None, secrets: Vec::new() })
    }

    /// Plays all scenarios of a fault. With the last one the runner ends, and what it printed at its end counts too.
    pub fn play(&mut self, fault: &Fault, last: bool) -> Found {
        let mut found = Found::default();
        let plays = |scenario: &&Scenario| {
            scenario.languages.as_ref().is_none_or(|languages| languages.contains(&self.language))
        };
        let scenarios: Vec<&Scenario> = fault.scenarios.iter().filter(plays).collect();
        'all: for scenario in scenarios {
            for mode in modes(&self.language, scenario) {
                // What hangs once hangs in every scenario, and each would wait to the end of all patience.
                if found.problems.iter().any(|problem| problem.contains(HANGS)) {
                    break 'all;
                }
                let name = format!("{} {mode}", scenario.name);
                found.add(name.trim_end(), stage::play(scenario, mode, self));
            }
        }
        if last && let Some(runner) = self.runner.take() {
            let printed = runner.finish();
            found.leaked(secrets::found(&self.secrets, &[printed]));
        }
        found
    }
}

/// The kinds of client that a scenario is played with. Only Python's for asyncio has calls that can be started now and
/// cancelled later.
fn modes(language: &str, scenario: &Scenario) -> &'static [&'static str] {
    let starts = scenario.steps.iter().any(|step| step["do"] == "start");
    if starts { &kinds(language)[..1] } else { kinds(language) }
}

/// The kinds of client that a language has.
pub(crate) fn kinds(language: &str) -> &'static [&'static str] {
    if language == "python" { &["async", "sync"] } else { &[""] }
}
