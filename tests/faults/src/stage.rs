//! Plays one scenario: its steps one after another, on a gateway of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use enkash::schema::Effect;
use serde_json::{Value, json};

use crate::Player;
use crate::file::Scenario;
use crate::gateway::{Gateway, KEYS};
use crate::judge::{self, member};
use crate::link::Link;
use crate::names::Names;
use crate::process::{Program, Runner};
use crate::secrets::{self, Secret};
use crate::tls::{self, Tls};
use crate::verdict::Found;

/// Deadline of a client that a scenario says nothing about: no machine stalls so long, and nothing here takes it.
const TIMEOUT_MS: i64 = 30_000;
/// The runner that a step means when it names none.
const MAIN: &str = "main";

/// Fields of a request whose values are nobody's business.
const SECRETS: [&str; 6] = ["card_number", "card_cvv", "cvv", "otp", "account", "account_number"];

/// A scenario that is being played.
pub(crate) struct Stage<'a> {
    pub(crate) gateway: Gateway,
    link: &'a Link,
    program: &'a Program,
    mode: &'a str,
    scratch: PathBuf,
    runners: BTreeMap<String, Runner>,
    names: Names,
    /// Everything that was said and might show a secret.
    texts: Vec<String>,
    /// Card numbers and the like that steps have named.
    planted: Vec<Secret>,
    notices: Vec<String>,
    /// For each call that was started: how many entries its operation had in the journal.
    begun: BTreeMap<String, (String, usize)>,
    lost: u64,
    /// Entries of fault plans that have never acted.
    unhit: BTreeSet<String>,
    /// Servers with a certificate, which live as long as the scenario.
    secured: Vec<Tls>,
}

/// Plays a scenario in one mode of a language and tells what was found.
pub(crate) fn play(scenario: &Scenario, mode: &str, player: &mut Player) -> Found {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let scratch = std::env::temp_dir().join(format!("enkash-faults-{}-{number}", std::process::id()));
    let mut found = Found::default();
    let (link, program) = (&player.link, &player.program);
    let mut names = Names::new();
    for (name, value) in &scenario.given {
        names.keep(name, value.clone());
    }
    let opened = std::fs::create_dir_all(&scratch).map_err(|error| error.to_string());
    let settings = opened.and_then(|()| names.filled(&scenario.sandbox));
    match settings.and_then(|settings| Gateway::start(&settings, &scratch)) {
        Err(problem) => found.problems.push(problem),
        Ok(gateway) => {
            let _stale = link.take_notices();
            let mut stage = Stage {
                gateway,
                link,
                program,
                mode,
                scratch: scratch.clone(),
                runners: player.runner.take().map(|runner| (MAIN.to_owned(), runner)).into_iter().collect(),
                names,
                texts: Vec::new(),
                planted: Vec::new(),
                notices: Vec::new(),
                begun: BTreeMap::new(),
                lost: 0,
                unhit: BTreeSet::new(),
                secured: Vec::new(),
            };
            let _before = link.asked_elsewhere();
            stage.names.keep("hook", link.hook().into());
            stage.names.keep("elsewhere", link.elsewhere().into());
            stage.names.keep("closed", closed().into());
            stage.names.keep("authority", tls::authority().into());
            stage.names.keep("day", days());
            stage.names.keep("sandbox", stage.gateway.url().into());
            stage.names.keep("scratch", scratch.to_string_lossy().into_owned().into());
            found.problems.extend(stage.steps(&scenario.steps).err());
            let (runner, secrets) = stage.close(scenario, &mut found);
            player.runner = runner;
            player.secrets.extend(secrets);
        }
    }
    // Left-overs in the temporary folder change no result.
    let _left = std::fs::remove_dir_all(scratch);
    found
}

impl Stage<'_> {
    fn steps(&mut self, steps: &[Value]) -> Result<(), String> {
        for (index, step) in steps.iter().enumerate() {
            let word = step["do"].as_str().unwrap_or_default();
            self.step(word, step).map_err(|problem| format!("step {} ({word}): {problem}", index + 1))?;
        }
        Ok(())
    }

    fn step(&mut self, word: &str, step: &Value) -> Result<(), String> {
        let step = &self.names.filled(step)?;
        match word {
            "open" | "call" | "start" | "cancel" | "await" | "resolve" | "parse" | "confirm" | "function" | "run"
            | "close" => self.command(word, step),
            "spawn" => self.runner(text(step, "runner")).map(|_| ()),
            "begin" => {
                let command = self.prepared(text(step, "command"), step)?;
                self.runner(text(step, "runner"))?.begin(command);
                Ok(())
            }
            "kill" => {
                let mut runner = self.runners.remove(text(step, "runner")).ok_or("there is no such runner")?;
                runner.kill();
                self.texts.push(runner.finish());
                Ok(())
            }
            "dies" => {
                let mut runner = self.runners.remove(text(step, "runner")).ok_or("there is no such runner")?;
                if !runner.ends() {
                    return Err("the runner is still there".into());
                }
                self.texts.push(runner.finish());
                Ok(())
            }
            _ => self.at_the_gateway(word, step),
        }
    }

    /// Has a runner do something and looks at what came of it.
    fn command(&mut self, word: &str, step: &Value) -> Result<(), String> {
        let command = self.prepared(word, step)?;
        let operation = text(step, "operation").to_owned();
        let before = if word == "call" { self.gateway.journal(&operation)?.len() } else { 0 };
        if word == "start" {
            let known = self.gateway.journal(&operation)?.len();
            self.begun.insert(text(step, "call").to_owned(), (operation.clone(), known));
        }
        let name = if step["runner"].is_string() { text(step, "runner") } else { MAIN };
        let told = self.runner(name)?.execute(command)?;
        self.texts.extend(told["texts"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
        let outcomes = told["outcomes"].as_array().cloned().unwrap_or_default();
        self.texts.push(told["outcomes"].to_string());
        match word {
            "call" => self.lost += self.lost_of(&operation, before, &outcomes)?,
            "cancel" | "await" => {
                // Several calls are awaited at once where their order is not known; all are of one operation.
                let begun: Vec<_> = text(step, "call").split(' ').filter_map(|name| self.begun.remove(name)).collect();
                if let Some((operation, before)) = begun.first() {
                    self.lost += self.lost_of(operation, *before, &outcomes)?;
                }
            }
            _ => {}
        }
        if let Some(name) = step["as"].as_str() {
            self.names.keep(name, outcomes.first().cloned().unwrap_or_default());
        }
        let fine = json!({ "value": {} });
        let expected = if step["expect"].is_null() { &fine } else { &step["expect"] };
        judge::problem(expected, &outcomes).map_or(Ok(()), Err)
    }

    /// How many calls were applied whose callers do not know it. The journal says what was applied, whatever became of the
    /// answer; what is idempotent and was sent twice counts once.
    fn lost_of(&self, operation: &str, before: usize, outcomes: &[Value]) -> Result<u64, String> {
        let Some(row) = enkash::operations::row(operation) else {
            return Ok(0);
        };
        let idempotent = row.effect == Effect::Idempotent;
        if row.effect == Effect::Read || row.composed {
            return Ok(0);
        }
        let journal = self.gateway.journal(operation)?;
        let applied = journal.iter().skip(before).filter(applied);
        let count = if idempotent {
            let once = |entry: &Value| format!("{} {}", entry["path"], entry["request"]);
            applied.map(once).collect::<BTreeSet<_>>().len()
        } else {
            applied.count()
        };
        let told = outcomes.iter().filter(|outcome| is_told(operation, idempotent, outcome)).count();
        Ok(count.saturating_sub(told) as u64)
    }

    /// A step as the runner is to see it: addresses, keys and defaults filled in.
    fn prepared(&mut self, word: &str, step: &Value) -> Result<Value, String> {
        let mut command = step.as_object().cloned().unwrap_or_default();
        for own in ["runner", "as", "expect", "merchant", "command"] {
            command.remove(own);
        }
        command.insert("do".into(), word.into());
        if matches!(word, "open" | "call" | "start" | "resolve" | "confirm" | "run") {
            command.entry("client").or_insert_with(|| "client".into());
        }
        for (name, value) in step["request"].as_object().into_iter().flatten() {
            self.plant(name, value);
        }
        if word == "open" || word == "run" {
            let mut config = json!({ "base_url": self.gateway.url(), "timeout_ms": TIMEOUT_MS });
            if step["side"] != "checkout" {
                let merchant = usize::try_from(step["merchant"].as_u64().unwrap_or(1)).unwrap_or(1);
                let (access, secret) = KEYS.get(merchant - 1).ok_or("there are two merchants")?;
                config["access_key"] = (*access).into();
                config["secret_key"] = (*secret).into();
            }
            for (key, value) in step["config"].as_object().into_iter().flatten() {
                config[key] = value.clone();
            }
            command.insert("config".into(), config);
            command.entry("side").or_insert_with(|| "client".into());
            command.insert("mode".into(), self.mode.into());
            command.insert("scratch".into(), self.scratch.to_string_lossy().into_owned().into());
        }
        Ok(Value::Object(command))
    }

    /// Remembers what of a request nobody may see. An expiry is one beside a card's number; a mandate's is a date like any.
    fn plant(&mut self, name: &str, value: &Value) {
        match value {
            Value::Object(inner) => {
                for (name, value) in inner {
                    self.plant(name, value);
                    let of_a_card = inner.contains_key("card_number") && name.contains("expiry");
                    if let Some(text) = value.as_str().filter(|_| of_a_card) {
                        self.planted.push(Secret::new(format!("card {name}"), text));
                    }
                }
            }
            Value::Array(list) => list.iter().for_each(|value| self.plant(name, value)),
            Value::String(text) if SECRETS.contains(&name) => {
                self.planted.push(Secret::new(name.replace('_', " "), text));
            }
            _ => {}
        }
    }

    fn runner(&mut self, name: &str) -> Result<&mut Runner, String> {
        if !self.runners.contains_key(name) {
            let runner = Runner::start(self.program, self.link, name)?;
            self.runners.insert(name.to_owned(), runner);
        }
        self.runners.get_mut(name).ok_or_else(|| "there is no such runner".into())
    }

    /// What the director does itself: as the payer, the clock, the network, the auditor.
    fn at_the_gateway(&mut self, word: &str, step: &Value) -> Result<(), String> {
        if word == "faults" || word == "no_faults" {
            self.count_unhit()?;
        }
        let told = match word {
            "faults" => self.gateway.ask("POST", "/_sandbox/faults", Some(&step["plan"]))?,
            "no_faults" => self.gateway.ask("DELETE", "/_sandbox/faults", None)?,
            "until" => {
                let times = step["times"].as_u64().unwrap_or(1);
                self.gateway.until_hit(text(step, "hit"), times).map(|()| Value::Null)?
            }
            "pay" => self.gateway.pay(text(step, "order"), step["vpa"].as_str().unwrap_or("success@sandbox"))?,
            "page" => self.gateway.page(text(step, "order"), step["decision"].as_str().unwrap_or("approve"))?,
            "clock" => {
                self.gateway.ask("POST", "/_sandbox/clock", Some(&json!({ "advance_seconds": step["seconds"] })))?
            }
            "control" => {
                let body = step.get("body").filter(|body| !body.is_null());
                self.gateway.ask(step["method"].as_str().unwrap_or("POST"), text(step, "path"), body)?
            }
            "notices" => {
                self.gateway.ask("POST", "/_sandbox/webhooks/flush", None)?;
                self.notices.extend(self.link.take_notices());
                Value::from(self.notices.clone())
            }
            "audit" => self.gateway.ask("GET", "/_sandbox/audit", None)?,
            "journal" => {
                let list = self.gateway.journal(text(step, "operation"))?;
                json!({ "count": list.len(), "applied": list.iter().filter(applied).count(), "entries": list })
            }
            "elsewhere" => json!({ "requests": self.link.asked_elsewhere() }),
            "tls" => {
                let server = Tls::start(text(step, "certificate"), self.gateway.url())?;
                let url = json!({ "url": server.url });
                self.secured.push(server);
                url
            }
            "check" => step["that"].clone(),
            other => return Err(format!("there is no step {other}")),
        };
        if let Some(name) = step["as"].as_str() {
            self.names.keep(name, told.clone());
        }
        if step["expect"].is_null() { Ok(()) } else { judge::compare(word, &step["expect"], &told) }
    }

    /// Notes which entries of the plan have never acted; the next plan begins to count anew.
    fn count_unhit(&mut self) -> Result<(), String> {
        let told = self.gateway.ask("GET", "/_sandbox/faults", None)?;
        let entries = ["faults", "notifications"].into_iter().filter_map(|part| told[part].as_array()).flatten();
        for entry in entries.filter(|entry| entry["hits"] == 0) {
            self.unhit.insert(entry["name"].as_str().unwrap_or("without a name").to_owned());
        }
        Ok(())
    }

    /// Asks the auditor and looks for secrets. Hands on the runner, if it is worth being used again, and what was planted.
    fn close(mut self, scenario: &Scenario, found: &mut Found) -> (Option<Runner>, Vec<Secret>) {
        let mut kept = None;
        // A scenario whose fault never acted has tested nothing. One that ended early has said why.
        if found.problems.is_empty() {
            found.problems.extend(self.count_unhit().err());
            let expected: BTreeSet<String> = scenario.unhit.iter().cloned().collect();
            if self.unhit != expected {
                let problem = format!("faults that never acted: {:?}, expected: {expected:?}", self.unhit);
                found.problems.push(problem);
            }
        }
        for (name, mut runner) in std::mem::take(&mut self.runners) {
            let fine = name == MAIN && found.problems.is_empty();
            if fine && runner.execute(json!({ "do": "forget" })).is_ok() {
                self.texts.push(runner.printed());
                kept = Some(runner);
            } else {
                self.texts.push(runner.finish());
            }
        }
        match self.gateway.ask("GET", "/_sandbox/audit", None) {
            Err(problem) => found.problems.push(problem),
            Ok(audit) => found.audit(&audit, &scenario.allow),
        }
        found.lost_results += self.lost;
        if self.lost > 0 {
            found.problems.push(format!("{} calls were applied, and their callers were told otherwise", self.lost));
        }
        match self.gateway.secrets() {
            Err(problem) => found.problems.push(problem),
            Ok(secrets) => {
                self.planted.extend(secrets);
                found.leaked(secrets::found(&self.planted, &self.texts));
            }
        }
        (kept, self.planted)
    }
}

fn text<'v>(step: &'v Value, key: &str) -> &'v str {
    step[key].as_str().unwrap_or_default()
}

/// Whether a caller knows of a call that was applied: it has the value, or an unknown outcome with the text that finds out about
/// this very operation. What is idempotent may also be said to be safe to repeat, which has the same result.
fn is_told(operation: &str, idempotent: bool, outcome: &Value) -> bool {
    let error = &outcome["error"];
    let finds_out = member(error, "unresolved").as_str().is_some_and(|text| {
        let form = format!(":{operation}?");
        text.starts_with("enkash-call:") && text.contains(&form)
    });
    outcome.get("value").is_some()
        || (error["kind"] == "OutcomeUnknown" && finds_out)
        || (idempotent && error["kind"] != "OutcomeUnknown" && error["advice"] == "safe")
}

/// Whether an entry of the journal is about a call that has had its effect.
fn applied(entry: &&Value) -> bool {
    entry["applied"] == true
}

/// An address where nobody listens.
fn closed() -> String {
    let port = std::net::TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    format!("http://127.0.0.1:{}", port.map_or(1, |address| address.port()))
}

/// Days from today as instants, by their number: `${day.30}`.
fn days() -> Value {
    let today = time::OffsetDateTime::now_utc().replace_time(time::Time::MIDNIGHT);
    let text = |day: i64| {
        let day = (today + time::Duration::days(day)).date();
        Value::from(format!("{day}T12:00:00Z"))
    };
    [0, 1, 30, 365].map(|day| (day.to_string(), text(day))).into_iter().collect::<serde_json::Map<_, _>>().into()
}
