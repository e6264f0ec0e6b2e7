//! A soak: mixed load from the runners of several languages against one sandbox process that breaks things at random, on a
//! seed. What is measured and what counts as flat stands in `watch.rs`; what is done, in `load.rs`.

mod load;
mod watch;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::gateway::{KEYS, ask, secrets};
use crate::link::Link;
use crate::process::{Program, Runner};
use crate::secrets::{Secret, found as shown};
use crate::verdict::Found;
use load::Load;
use watch::Watch;

/// What is soaked, and for how long.
pub struct Plan {
    /// Length.
    pub length: Duration,
    /// Of the faults and of the load.
    pub seed: u64,
    /// The sandbox's binary.
    pub sandbox: PathBuf,
    /// Language and command of each runner.
    pub runners: Vec<(String, Program)>,
}

/// The sandbox's books, in the scratch folder.
const BOOKS: &str = "sandbox.sqlite";
/// Between two looks at the processes.
const LOOK: Duration = Duration::from_millis(500);

/// Soaks, prints what was measured, and tells whether everything held.
///
/// # Errors
/// When sandbox or runners cannot be started.
pub fn run(plan: Plan) -> Result<bool, String> {
    let scratch = std::env::temp_dir().join(format!("enkash-soak-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).map_err(|error| error.to_string())?;
    let held = soak(&plan, &scratch);
    // Left-overs in the temporary folder change no result.
    let _left = std::fs::remove_dir_all(&scratch);
    held
}

fn soak(plan: &Plan, scratch: &std::path::Path) -> Result<bool, String> {
    let sandbox = Sandbox::start(&plan.sandbox, scratch)?;
    ask(&sandbox.url, "POST", "/_sandbox/faults", Some(&faults(plan.seed)))?;
    let books = scratch.join(BOOKS);
    let link = Link::start().map_err(|error| error.to_string())?;
    let stop = Arc::new(AtomicBool::new(false));
    let mut watches = vec![Watch::new("sandbox", sandbox.child.id())];
    let mut tasks = Vec::new();
    for (number, (language, program)) in plan.runners.iter().enumerate() {
        let runner = Runner::start(program, &link, language)?;
        watches.push(Watch::new(language, runner.id()));
        let seed = plan.seed.wrapping_add(number as u64);
        let load = Load::new(language, seed, runner, &sandbox.url, &books);
        let stop = Arc::clone(&stop);
        tasks.push(std::thread::spawn(move || load.run(&stop)));
    }
    let started = Instant::now();
    while started.elapsed() < plan.length && tasks.iter().all(|task| !task.is_finished()) {
        watches.iter_mut().for_each(Watch::look);
        std::thread::sleep(LOOK);
    }
    // From here on nothing breaks: what was in doubt is settled, so that the auditor's figures mean something.
    let injected = hits(&ask(&sandbox.url, "GET", "/_sandbox/faults", None)?);
    ask(&sandbox.url, "DELETE", "/_sandbox/faults", None)?;
    stop.store(true, Ordering::Release);
    let mut found = Found::default();
    let (mut calls, mut printed) = (0, Vec::new());
    let mut known: BTreeMap<&str, u64> = BTreeMap::new();
    for task in tasks {
        let load = task.join().map_err(|_| "a load panicked")?;
        println!("{}", load.told());
        calls += load.calls();
        for (operation, count) in load.known() {
            *known.entry(operation).or_default() += count;
        }
        let language = load.language().to_owned();
        found.add(&language, load.finish(&mut printed));
    }
    let audit = ask(&sandbox.url, "GET", "/_sandbox/audit", None)?;
    found.audit(&audit, &[]);
    // What a look-up fails to find is at the gateway all the same.
    for (operation, figure) in [("orders.create", "orders"), ("refunds.create", "refunds")] {
        let (made, told) = (audit[figure].as_u64().unwrap_or(0), known.get(operation).copied().unwrap_or(0));
        if made != told {
            found.lost_results += made.abs_diff(told);
            found.problems.push(format!("the gateway has {made} {figure}, and the callers know of {told}"));
        }
    }
    found.leaked(shown(&planted(&books)?, &printed));
    for watch in &watches {
        println!("{}", watch.told());
        found.problems.extend(watch.problems());
    }
    let seconds = started.elapsed().as_secs();
    println!(
        "{}",
        json!({ "seconds": seconds, "seed": plan.seed, "calls": calls, "faults_injected": injected,
            "orders": audit["orders"], "paid_orders": audit["paid_orders"], "refunds": audit["refunds"],
            "double_charges": found.double_charges, "lost_results": found.lost_results,
            "secrets_leaked": found.secrets_leaked, "passed": found.passed() })
    );
    for problem in found.problems.iter().take(40) {
        eprintln!("soak: {problem}");
    }
    Ok(found.passed() && calls > 0 && injected > 0)
}

/// What goes wrong, and in how many of the calls.
fn faults(seed: u64) -> Value {
    let fault = |operation: &str, at: &str, act: Value, probability: f64| {
        let mut fault = json!({ "when": { "operation": operation, "probability": probability }, "at": at });
        for (key, value) in act.as_object().into_iter().flatten() {
            fault[key] = value.clone();
        }
        fault
    };
    let mut list = Vec::new();
    for operation in ["orders.create", "payments.submit", "refunds.create"] {
        list.push(fault(operation, "after", json!({ "do": "reset" }), 0.01));
        list.push(fault(operation, "after", json!({ "do": "cut" }), 0.005));
        list.push(fault(operation, "after", json!({ "do": "html" }), 0.005));
        list.push(fault(operation, "after", json!({ "do": "stall", "seconds": 0.2 }), 0.002));
        list.push(fault(operation, "before", json!({ "do": "reset" }), 0.005));
        list.push(fault(operation, "before", json!({ "do": "status", "status": 503 }), 0.005));
        list.push(fault(operation, "after", json!({ "do": "status", "status": 502 }), 0.005));
        list.push(fault(operation, "before", json!({ "do": "status", "status": 429, "retry_after": "0" }), 0.005));
    }
    for operation in ["orders.get", "orders.get_by_merchant_order_id", "refunds.get"] {
        list.push(fault(operation, "before", json!({ "do": "status", "status": 500 }), 0.01));
        list.push(fault(operation, "before", json!({ "do": "close" }), 0.01));
        list.push(fault(operation, "before", json!({ "do": "token_rejected" }), 0.002));
        list.push(fault(operation, "after", json!({ "do": "cut" }), 0.005));
    }
    list.push(fault("auth.token", "before", json!({ "do": "status", "status": 503 }), 0.1));
    json!({ "seed": seed, "faults": list })
}

fn hits(told: &Value) -> u64 {
    told["faults"].as_array().into_iter().flatten().filter_map(|fault| fault["hits"].as_u64()).sum()
}

/// The gateway's secrets so far, and the card's.
fn planted(books: &std::path::Path) -> Result<Vec<Secret>, String> {
    let mut secrets = secrets(books)?;
    secrets.extend([Secret::new("the PAN", load::PAN), Secret::new("the CVV", load::CVV)]);
    Ok(secrets)
}

/// The sandbox as a process of its own, so that its memory can be told from the director's.
struct Sandbox {
    url: String,
    child: Child,
}

impl Sandbox {
    fn start(program: &std::path::Path, scratch: &std::path::Path) -> Result<Self, String> {
        let (access, secret) = KEYS[0];
        let mut child = Command::new(program)
            .args(["serve", "--json", "--merchant", &format!("{access}:{secret}"), "--db"])
            .arg(scratch.join(BOOKS))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let mut line = String::new();
        let output = child.stdout.take().ok_or("the sandbox's output is piped")?;
        let read = BufReader::new(output).read_line(&mut line);
        let told: Value = serde_json::from_str(&line).unwrap_or_default();
        let url = told["url"].as_str().unwrap_or_default().to_owned();
        let sandbox = Self { url, child };
        if read.is_err() || sandbox.url.is_empty() { Err("the sandbox did not start".into()) } else { Ok(sandbox) }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It may have ended by itself; both calls then say so, and nothing is left to do.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}
