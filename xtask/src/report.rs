//! The parts of one language's check: progress, times, numbers and the reasons of failures.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::counts::Counts;
use crate::project::Project;
use crate::shell::Shell;

/// What a language's check has found so far.
pub(crate) struct Report<'a> {
    /// Runs the language's programs.
    pub(crate) shell: Shell<'a>,
    counts: Counts,
    parts: Vec<(String, Duration)>,
    reasons: Vec<String>,
}

impl<'a> Report<'a> {
    /// An empty report.
    pub(crate) fn new(project: &'a Project, language: &'static str) -> Self {
        Self { shell: Shell { project, language }, counts: Counts::default(), parts: Vec::new(), reasons: Vec::new() }
    }

    /// Runs one part and tells whether it held, so that parts which build on it can be left out.
    pub(crate) fn part(&mut self, name: &str, work: impl FnOnce(&Shell) -> Result<Counts>) -> bool {
        let language = self.shell.language;
        let started = Instant::now();
        let result = work(&self.shell);
        let took = started.elapsed();
        self.parts.push((name.to_owned(), took));
        let seconds = took.as_secs_f64();
        let project = self.shell.project;
        match result {
            Ok(counts) => {
                self.counts.add(counts);
                let numbers = if counts == Counts::NONE {
                    String::new()
                } else {
                    format!(", {} passed, {} failed", counts.passed, counts.failed)
                };
                let word = if counts.failed == 0 { "ok" } else { "FAILED" };
                project.say_timed(&format!("{language}: {name} {word}{numbers} ({seconds:.1} s)"));
                if counts.failed > 0 {
                    self.reasons.push(format!("{name}: {} failed", counts.failed));
                }
                counts.failed == 0
            }
            Err(error) => {
                // The reason counts as a failure of its own: a part that could not run is never green.
                self.counts.failed += 1;
                project.say_timed(&format!("{language}: {name} FAILED ({seconds:.1} s)\n{error:#}"));
                let text = format!("{error:#}");
                self.reasons.push(format!("{name}: {}", reason(&text)));
                false
            }
        }
    }

    /// The time of each part.
    pub(crate) fn times(&self) -> String {
        let parts: Vec<String> =
            self.parts.iter().map(|(name, took)| format!("{name} {:.0} s", took.as_secs_f64())).collect();
        format!("{}: {}", self.shell.language, parts.join(", "))
    }

    /// The closing line, such as `python: 41 passed, 0 failed`.
    pub(crate) fn closing(&self) -> String {
        let Counts { passed, failed } = self.counts;
        let mut line = format!("{}: {passed} passed, {failed} failed", self.shell.language);
        if !self.reasons.is_empty() {
            line.push_str(&format!(" ({})", self.reasons.join("; ")));
        }
        line
    }

    /// Whether everything ran and held.
    pub(crate) fn held(&self) -> bool {
        self.counts.failed == 0 && self.counts.passed > 0
    }
}

/// The line of a long text that says most: the first that names an error, else the first at all.
pub(crate) fn reason(text: &str) -> &str {
    let lines = || text.lines().map(str::trim).filter(|line| line.contains(char::is_alphabetic));
    let named = lines().find(|line| line.to_lowercase().starts_with("error"));
    named.or_else(|| lines().next()).unwrap_or("no reason given")
}
