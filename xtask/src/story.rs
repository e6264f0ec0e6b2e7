//! Plays a story program against a gateway of its own and watches it.
//!
//! What the program says about itself is not enough: the QR image is decoded here, and the audit is asked for
//! a second time, from the gateway.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::counts::Counts;
use crate::local::Sandbox;
use crate::qr;
use crate::shell::{Guard, Shell};

/// The steps of "a shop's day", in order.
pub(crate) const STEPS: [&str; 9] =
    ["connect", "order", "qr", "pay", "notify", "second payment", "refund", "settlement", "audit"];

/// A program that says nothing for so long is stuck.
const SILENCE: Duration = Duration::from_secs(120);

/// One step as it was seen.
pub(crate) struct Step {
    /// Its name from [`STEPS`].
    pub(crate) name: String,
    /// Whether the program said so and our own look agreed.
    pub(crate) ok: bool,
}

/// What a program has done.
#[derive(Default)]
pub(crate) struct Story {
    /// The steps it reported.
    pub(crate) steps: Vec<Step>,
    /// The amounts of its summary: paid, refunded, settled.
    pub(crate) amounts: [String; 3],
    /// The auditor's findings: double charges, lost results, undelivered notifications.
    pub(crate) audit: [Option<i64>; 3],
    /// From start to end.
    pub(crate) seconds: f64,
    /// Why it does not count as played, apart from failed steps.
    pub(crate) failure: Option<String>,
}

impl Story {
    /// How many steps held.
    pub(crate) fn held(&self) -> usize {
        self.steps.iter().filter(|step| step.ok).count()
    }

    /// Whether the whole day was played and the auditor is content.
    pub(crate) fn passed(&self) -> bool {
        self.failure.is_none()
            && self.steps.iter().map(|step| step.name.as_str()).eq(STEPS)
            && self.steps.iter().all(|step| step.ok)
            && self.audit == [Some(0); 3]
    }

    /// The steps as numbers of tests; an error says what no step shows.
    pub(crate) fn counts(&self) -> Result<Counts> {
        if let Some(failure) = &self.failure {
            bail!("{failure}");
        }
        let failed = STEPS.len().saturating_sub(self.held());
        if failed == 0 && !self.passed() {
            bail!("every step held, but the auditor says {:?}", self.audit);
        }
        Ok(Counts { passed: self.held(), failed })
    }
}

/// Starts a fresh gateway and plays the program; it ends with the story, whatever went wrong inside.
pub(crate) fn play(shell: &Shell, mut command: Command) -> Result<Story> {
    let sandbox = Sandbox::start(shell.project)?;
    sandbox.tell(&mut command);
    let started = Instant::now();
    let mut story = Story::default();
    if let Err(error) = watch(shell, command, &mut story, started) {
        story.failure = Some(format!("{error:#}"));
    }
    story.seconds = started.elapsed().as_secs_f64();
    match sandbox.audit() {
        Ok(audit) => judge(&audit, &mut story),
        Err(error) => {
            story.failure.get_or_insert(format!("the gateway died: {error:#}"));
        }
    }
    Ok(story)
}

fn judge(audit: &Value, story: &mut Story) {
    let keys = ["double_charges", "lost_results", "undelivered_notifications"];
    story.audit = keys.map(|key| audit.get(key).and_then(Value::as_i64));
    let paid = audit.get("paid_orders").and_then(Value::as_i64).unwrap_or(0);
    if story.held() == STEPS.len() && paid < 1 {
        story.failure = Some("every step was reported, but the gateway knows no paid order".into());
    }
}

fn watch(shell: &Shell, mut command: Command, story: &mut Story, started: Instant) -> Result<()> {
    let project = shell.project;
    let log = project.work("logs")?.join(format!("{}-story.log", shell.language));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(&log)?)
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
    let output = child.stdout.take();
    let mut guard = Guard(child);
    let output = BufReader::new(output.context("the program's output is piped")?);
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let mut summary = false;
    loop {
        match lines.recv_timeout(SILENCE) {
            Ok(line) => summary |= read(shell, &line, story, started)?,
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                bail!("the program was silent for {} s and was stopped", SILENCE.as_secs())
            }
        }
    }
    let status = guard.0.wait()?;
    if !status.success() && story.steps.iter().all(|step| step.ok) {
        let text = std::fs::read_to_string(&log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let tail = lines[lines.len().saturating_sub(30)..].join("\n");
        bail!("the program ended with {status}\n{tail}");
    }
    if status.success() && !summary {
        bail!("the program ended without its summary");
    }
    Ok(())
}

/// Takes one line of the program; true for the summary.
fn read(shell: &Shell, line: &str, story: &mut Story, started: Instant) -> Result<bool> {
    if line.trim().is_empty() {
        return Ok(false);
    }
    let told: Value =
        serde_json::from_str(line).with_context(|| format!("a line of the program is no JSON: {line}"))?;
    let text = |key: &str| told.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(summary) = told.get("summary") {
        story.amounts = ["paid", "refunded", "settled"]
            .map(|key| summary.get(key).and_then(Value::as_str).unwrap_or("-").to_owned());
        return Ok(true);
    }
    let name = text("name");
    let mut detail = text("detail");
    let mut ok = told.get("ok").and_then(Value::as_bool).unwrap_or(false);
    if name == "qr" && ok {
        match qr::read(&text("png")) {
            Ok(read) if read == text("upi") => detail.push_str("; decoded by an independent reader"),
            Ok(read) => {
                ok = false;
                detail = format!("the image says {read}, the answer says {}", text("upi"));
            }
            Err(error) => {
                ok = false;
                detail = format!("{error:#}");
            }
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let mark = if ok { "ok  " } else { "FAIL" };
    let number = story.steps.len() + 1;
    shell.project.say(&format!("  {seconds:>6.2} s  {number} {name:<15} {mark} {detail}"));
    story.steps.push(Step { name, ok });
    Ok(false)
}
