//! Runs other programs: output into a log file, a sign of life on the screen, the tail of the log on failure.

use std::ffi::OsStr;
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// No single step takes longer than this unless it hangs.
const LIMIT: Duration = Duration::from_secs(25 * 60);
/// How often a running step says that it is still running.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);
/// How much of a log is shown when a step fails.
const TAIL: usize = 60;

/// Runs programs for one language.
pub(crate) struct Shell<'a> {
    /// The checkout.
    pub(crate) project: &'a Project,
    /// Whose steps these are; part of every line and of the log's path.
    pub(crate) language: &'static str,
}

/// What a program did.
pub(crate) struct Outcome {
    /// Everything it printed, both streams in the order of printing.
    pub(crate) output: String,
    /// Whether its exit code was 0.
    pub(crate) success: bool,
    log: PathBuf,
}

impl Outcome {
    /// The output of a program that must have succeeded.
    pub(crate) fn required(self) -> Result<String> {
        if self.success {
            return Ok(self.output);
        }
        bail!("{}\n(whole log: {})", self.tail(), self.log.display());
    }

    /// The last lines of the output.
    pub(crate) fn tail(&self) -> String {
        let lines: Vec<&str> = self.output.lines().collect();
        lines[lines.len().saturating_sub(TAIL)..].join("\n")
    }
}

impl Shell<'_> {
    /// A command that starts in the repository's root.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = clean_command(program);
        command.current_dir(&self.project.root);
        command
    }

    /// Cargo with its sub-command and arguments, building into the one target folder.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = self.command(cargo);
        command.args(arguments).env("CARGO_TARGET_DIR", &self.project.target).env("CARGO_TERM_COLOR", "never");
        command
    }

    /// Runs a program that must succeed and returns what it printed.
    pub(crate) fn run(&self, what: &str, command: &mut Command) -> Result<String> {
        self.outcome(what, command)?.required()
    }

    /// Runs a program to its end; a failure is part of the answer.
    pub(crate) fn outcome(&self, what: &str, command: &mut Command) -> Result<Outcome> {
        let program = command.get_program().to_string_lossy().into_owned();
        let slug: String = what.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
        let log = self.project.work("logs")?.join(format!("{}-{slug}.log", self.language));
        let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot start {program}"))?;
        let success = self.wait(what, child)?;
        let bytes = std::fs::read(&log).with_context(|| format!("cannot read {}", log.display()))?;
        let output = plain(&String::from_utf8_lossy(&bytes));
        Ok(Outcome { output, success, log })
    }

    fn wait(&self, what: &str, mut child: Child) -> Result<bool> {
        let started = Instant::now();
        let mut spoken = started;
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(status.success());
            }
            if started.elapsed() > LIMIT {
                child.kill()?;
                child.wait()?;
                bail!("{what} did not end within {} minutes and was stopped", LIMIT.as_secs() / 60);
            }
            if spoken.elapsed() > SIGN_OF_LIFE {
                spoken = Instant::now();
                let seconds = started.elapsed().as_secs();
                let text = format!("{}: {what} is running, {seconds} s", self.language);
                self.project.say_timed(&text);
            }
            sleep(Duration::from_millis(50));
        }
    }
}

/// A command whose environment does not show that cargo started this program.
///
/// `cargo run` describes the running package in variables, and some build scripts (ring's) run again when those differ:
/// a cargo below this one and a cargo beside it would rebuild each other's work for ever. It also puts its own folders
/// on the library path, where a program would find a library that its package does not bring.
pub(crate) fn clean_command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    let described = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if described.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    command.env_remove("LD_LIBRARY_PATH").env_remove("DYLD_FALLBACK_LIBRARY_PATH");
    command
}

/// The text without colours and the like: some tools write them into files too.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\u{1b}' {
            plain.push(letter);
        } else if letters.next() == Some('[') {
            // A control sequence ends with its first letter.
            letters.by_ref().find(|letter| letter.is_ascii_alphabetic());
        }
    }
    plain
}

/// A child process that must not outlive the value.
pub(crate) struct Guard(pub(crate) Child);

impl Drop for Guard {
    fn drop(&mut self) {
        // It may have ended by itself; both calls then say so, and nothing is left to do.
        let _ended = self.0.kill();
        let _ended = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn colours_are_taken_out() {
        assert_eq!(plain("\u{1b}[1m\u{1b}[31merror\u{1b}[0m: [a]"), "error: [a]");
    }
}
