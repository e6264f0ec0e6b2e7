//! A runner as a process: started, listened to, and killed where a fault wants it so.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;

use crate::link::{Line, Link};

/// How a language's runner is started.
#[derive(Debug, Clone)]
pub struct Program {
    /// Program and arguments.
    pub command: Vec<String>,
}

/// How long a command may take before its runner counts as hanging. Long, because machines stall; what hangs does so for ever.
const PATIENCE: Duration = Duration::from_secs(45);
/// What is said of a runner that hangs.
pub(crate) const HANGS: &str = "the runner hangs";
/// Names the address at which a runner asks for its commands.
pub const VARIABLE: &str = "ENKASH_FAULTS_URL";

/// A runner that was started.
pub(crate) struct Runner {
    child: Child,
    line: Line,
    output: Arc<Mutex<Vec<u8>>>,
    readers: Vec<JoinHandle<()>>,
    hangs: bool,
}

impl Runner {
    /// Starts a runner and waits for its first word.
    pub(crate) fn start(program: &Program, link: &Link, name: &str) -> Result<Self, String> {
        let line = link.open(name);
        let (first, rest) = program.command.split_first().ok_or("no command for the runner")?;
        let mut child = Command::new(first)
            .args(rest)
            .env(VARIABLE, link.address_of(name))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{first} cannot be started: {error}"))?;
        let output = Arc::new(Mutex::new(Vec::new()));
        let mut readers = Vec::new();
        let streams: [Option<Box<dyn Read + Send>>; 2] =
            [child.stdout.take().map(|it| Box::new(it) as _), child.stderr.take().map(|it| Box::new(it) as _)];
        for mut stream in streams.into_iter().flatten() {
            let output = Arc::clone(&output);
            readers.push(std::thread::spawn(move || {
                let mut part = [0; 4096];
                while let Ok(count @ 1..) = stream.read(&mut part) {
                    output.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&part[..count]);
                }
            }));
        }
        let mut runner = Self { child, line, output, readers, hangs: false };
        match runner.outcome() {
            Ok(_) => Ok(runner),
            Err(problem) => Err(format!("{first}: {problem}")),
        }
    }

    /// Has a command executed: what the runner posts.
    pub(crate) fn execute(&mut self, command: Value) -> Result<Value, String> {
        self.line.command(command);
        self.outcome()
    }

    /// Gives a command and does not wait: the runner is expected to die of it, or to be killed.
    pub(crate) fn begin(&mut self, command: Value) {
        self.line.command(command);
    }

    /// What the runner posts next.
    fn outcome(&mut self) -> Result<Value, String> {
        let end = std::time::Instant::now() + PATIENCE;
        loop {
            if let Some(told) = self.line.outcome(Duration::from_millis(200)) {
                return Ok(told);
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                // It may have posted its last word right before it ended.
                let last = self.line.outcome(Duration::from_millis(200));
                return last.ok_or_else(|| format!("the runner ended ({status}):\n{}", self.tail()));
            }
            if std::time::Instant::now() > end {
                self.hangs = true;
                return Err(format!("{HANGS}:\n{}", self.tail()));
            }
        }
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it, as a machine that loses power would.
    pub(crate) fn kill(&mut self) {
        // It may have ended by itself; both calls then say so, and nothing is left to do.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }

    /// Whether it ends by itself.
    pub(crate) fn ends(&mut self) -> bool {
        let end = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < end {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    }

    /// Ends it, kindly first; everything that it printed.
    pub(crate) fn finish(mut self) -> String {
        self.line.command(serde_json::json!({ "do": "done" }));
        if self.hangs || !self.ends() {
            self.kill();
        }
        for reader in std::mem::take(&mut self.readers) {
            let _panicked = reader.join();
        }
        self.printed()
    }

    /// Everything that it has printed so far.
    pub(crate) fn printed(&self) -> String {
        String::from_utf8_lossy(&self.output.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }

    fn tail(&self) -> String {
        let printed = self.printed();
        let lines: Vec<&str> = printed.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.kill();
    }
}
