//! The servers on 127.0.0.1 that stories and tests talk to, and a GET for their control routes.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project::Project;
use crate::records;
use crate::shell::{Guard, Shell, clean_command};

/// Longer than any control route takes; a hang becomes an error.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running gateway with one merchant and nothing else in it.
pub(crate) struct Sandbox {
    url: String,
    access_key: String,
    secret_key: String,
    _process: Guard,
}

impl Sandbox {
    /// Starts the binary that [`build`] made.
    pub(crate) fn start(project: &Project) -> Result<Self> {
        let mut command = clean_command(project.built("enkash-sandbox"));
        // A stopped clock: a story that is played across midnight would find its settlement a day early.
        command.args(["serve", "--json", "--clock", "stopped"]);
        let (line, process) = start(project, "sandbox", command)?;
        let told: Value =
            serde_json::from_str(&line).with_context(|| format!("the sandbox's first line is no JSON: {line}"))?;
        let text = |key: &str| -> Result<String> {
            let value = told.get(key).and_then(Value::as_str);
            Ok(value.with_context(|| format!("the sandbox does not tell its {key}"))?.to_owned())
        };
        Ok(Self {
            url: text("url")?.trim_end_matches('/').to_owned(),
            access_key: text("access_key")?,
            secret_key: text("secret_key")?,
            _process: process,
        })
    }

    /// Puts address and keys into a program's environment, under the names that the SDK reads.
    pub(crate) fn tell(&self, command: &mut Command) {
        command
            .env("ENKASH_BASE_URL", &self.url)
            .env("ENKASH_ACCESS_KEY", &self.access_key)
            .env("ENKASH_SECRET_KEY", &self.secret_key);
    }

    /// What the auditor has found.
    pub(crate) fn audit(&self) -> Result<Value> {
        get(&format!("{}/_sandbox/audit", self.url))
    }
}

/// A running replay server for the vectors.
pub(crate) struct Replay {
    url: String,
    records: PathBuf,
    _process: Guard,
}

impl Replay {
    /// Starts the binary that [`build`] made.
    pub(crate) fn start(project: &Project) -> Result<Self> {
        let command = clean_command(project.built("enkash-replay"));
        let (url, process) = start(project, "replay", command)?;
        Ok(Self { url, records: records::folder(project)?, _process: process })
    }

    /// Puts its address, and the path of the sandbox for tests that start one, into a test runner's environment.
    pub(crate) fn tell(&self, command: &mut Command, project: &Project) {
        command.env("ENKASH_REPLAY_URL", &self.url).env("ENKASH_SANDBOX_BIN", project.built("enkash-sandbox"));
    }

    /// Keeps the record of each run; an error when one of them left out a case or had differences.
    pub(crate) fn judge(&self, runs: &[&str]) -> Result<()> {
        let told = get(&format!("{}/_runs", self.url))?;
        for run in runs {
            let row = told.get(run).with_context(|| format!("the vectors were not played by '{run}'"))?;
            records::keep(&self.records, run, row)?;
        }
        for run in runs {
            let row = &told[run];
            for (key, what) in [("missing", "left out"), ("failed", "played with differences")] {
                let names = row.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
                if !names.is_empty() {
                    let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                    bail!("{run}: vectors {what}: {}", names.join(", "));
                }
            }
        }
        Ok(())
    }
}

/// A running stub for benchmarks.
pub(crate) struct Stub {
    url: String,
    _process: Guard,
}

impl Stub {
    /// Gives a program the stub's address, and keys that it takes.
    pub(crate) fn tell(&self, command: &mut Command) {
        command
            .env("ENKASH_BASE_URL", &self.url)
            .env("ENKASH_ACCESS_KEY", "AKTEST0001")
            .env("ENKASH_SECRET_KEY", "SKTEST0001");
    }
}

/// Builds the stub as fast as it gets, and starts it.
pub(crate) fn stub(shell: &Shell) -> Result<Stub> {
    let mut build = shell.cargo(&["build", "--release", "-p", "enkash-replay"]);
    shell.run("the stub's build", &mut build)?;
    let (url, process) = start(shell.project, "stub", clean_command(shell.project.target.join("release/enkash-stub")))?;
    Ok(Stub { url, _process: process })
}

/// Builds both servers.
pub(crate) fn build(shell: &Shell) -> Result<()> {
    let mut command = shell.cargo(&["build", "-p", "enkash-sandbox", "-p", "enkash-replay"]);
    shell.run("the sandbox's build", &mut command)?;
    Ok(())
}

/// Starts a server and reads the first line that it prints.
fn start(project: &Project, name: &str, mut command: Command) -> Result<(String, Guard)> {
    let log = project.work("logs")?.join(format!("{name}.log"));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(&log).with_context(|| format!("cannot write {}", log.display()))?)
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
    let output = child.stdout.take();
    let guard = Guard(child);
    let mut output = BufReader::new(output.context("the server's output is piped")?);
    let mut line = String::new();
    output.read_line(&mut line)?;
    let line = line.trim().to_owned();
    if line.is_empty() {
        let log = std::fs::read_to_string(&log).unwrap_or_default();
        bail!("the {name} server ended before it was ready: {}", log.trim());
    }
    // A pipe that nobody empties would stop the server one day.
    thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
    Ok((line, guard))
}

/// GET of a small JSON document from a server on this machine.
pub(crate) fn get(url: &str) -> Result<Value> {
    let rest = url.strip_prefix("http://").context("local servers speak plain HTTP")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host).with_context(|| format!("cannot reach {host}"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // HTTP/1.0: the answer is neither chunked nor followed by another one.
    write!(stream, "GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").context("the answer has no body")?;
    if head.split(' ').nth(1) != Some("200") {
        bail!("{url} answers {}", head.lines().next().unwrap_or_default());
    }
    serde_json::from_str(body).with_context(|| format!("{url} does not answer JSON"))
}
