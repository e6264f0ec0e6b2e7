//! What each runner has played so far, and the comparison of a request with the exchange that is due.

use std::collections::BTreeMap;

use crate::json;
use crate::vector::{Answer, Body, Case, Exchange};

/// A request as the server received it, without the run and case of its path.
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

#[derive(Default)]
struct Progress {
    next: usize,
    differences: Vec<String>,
    asked: bool,
    /// The runner says that the value or the error was another.
    refused: bool,
}

/// All cases and, per run and case, how far it has come.
pub(crate) struct State {
    cases: BTreeMap<String, Case>,
    runs: BTreeMap<String, BTreeMap<String, Progress>>,
}

/// What the server does with a request.
pub(crate) enum Reaction {
    Answer(Answer),
    /// Nothing was due; the text says so to whoever reads the client's error.
    Nothing(String),
}

impl State {
    pub(crate) fn new(cases: Vec<Case>) -> Self {
        let named = cases.into_iter().map(|case| (case.name.clone(), case));
        Self { cases: named.collect(), runs: BTreeMap::new() }
    }

    /// The list that runners play.
    pub(crate) fn cases(&self) -> String {
        let list: Vec<&str> = self.cases.values().map(|case| case.public.as_str()).collect();
        format!("[{}]", list.join(","))
    }

    /// Compares a request with the exchange that is due and gives the scripted answer.
    ///
    /// A request that differs is still answered as scripted: the client goes on as far as it can, and the
    /// difference is what the runner reports, not a failure that follows from it.
    pub(crate) fn play(&mut self, run: &str, name: &str, seen: &Seen) -> Reaction {
        let Some(case) = self.cases.get(name) else {
            return Reaction::Nothing(format!("no case is called '{name}'"));
        };
        let progress = self.runs.entry(run.to_owned()).or_default().entry(name.to_owned()).or_default();
        let Some(exchange) = case.exchanges.get(progress.next) else {
            let text = format!("a request too many: {} {}", seen.method, seen.path);
            progress.differences.push(text.clone());
            return Reaction::Nothing(text);
        };
        progress.next += 1;
        let number = progress.next;
        let found = differences(exchange, seen);
        progress.differences.extend(found.into_iter().map(|text| format!("request {number}: {text}")));
        Reaction::Answer(exchange.answer.clone())
    }

    /// What differed in one case, the exchanges that never came included. `held` is the runner's own verdict.
    pub(crate) fn result(&mut self, run: &str, name: &str, held: bool) -> Option<Vec<String>> {
        let case = self.cases.get(name)?;
        let progress = self.runs.entry(run.to_owned()).or_default().entry(name.to_owned()).or_default();
        progress.asked = true;
        progress.refused |= !held;
        Some(all_differences(case, progress))
    }

    /// Per run: how many cases were played, which were left out, which had differences and which held.
    pub(crate) fn runs(&self) -> serde_json::Value {
        let empty = BTreeMap::new();
        let mut runs = serde_json::Map::new();
        for run in self.runs.keys() {
            let played = self.runs.get(run).unwrap_or(&empty);
            let (mut missing, mut failed, mut passed) = (Vec::new(), Vec::new(), Vec::new());
            for case in self.cases.values().filter(|case| case.applies_to(run)) {
                let list = match played.get(&case.name).filter(|progress| progress.asked) {
                    None => &mut missing,
                    Some(progress) if progress.refused || !all_differences(case, progress).is_empty() => &mut failed,
                    Some(_) => &mut passed,
                };
                list.push(serde_json::json!({ "name": case.name, "operation": case.operation }));
            }
            let names = |list: &[serde_json::Value]| list.iter().map(|row| row["name"].clone()).collect::<Vec<_>>();
            let row = serde_json::json!({
                "played": failed.len() + passed.len(),
                "missing": names(&missing),
                "failed": names(&failed),
                "passed": passed,
            });
            runs.insert(run.clone(), row);
        }
        serde_json::Value::Object(runs)
    }
}

fn all_differences(case: &Case, progress: &Progress) -> Vec<String> {
    let mut list = progress.differences.clone();
    let rest = case.exchanges.iter().skip(progress.next);
    list.extend(rest.map(|exchange| format!("never sent: {} {}", exchange.method, exchange.path)));
    list
}

fn differences(exchange: &Exchange, seen: &Seen) -> Vec<String> {
    let mut list = Vec::new();
    let mut differ = |what: &str, wanted: &str, got: &str| {
        if wanted != got {
            list.push(format!("{what}: expected {wanted}, got {got}"));
        }
    };
    differ("method", &exchange.method, &seen.method);
    differ("path", &sorted(&exchange.path), &sorted(&seen.path));
    for (name, wanted) in &exchange.headers {
        let got = seen.headers.get(name);
        match (wanted, got) {
            (Some(wanted), got) => {
                differ(name, wanted, got.map_or("nothing", String::as_str));
            }
            (None, Some(got)) => differ(name, "nothing", got),
            (None, None) => {}
        }
    }
    let text = String::from_utf8_lossy(&seen.body);
    match &exchange.body {
        Body::Empty => differ("body", "", &text),
        Body::Text(wanted) => differ("body", wanted, &text),
        Body::Json(wanted) => {
            let got = json::canonical(&text).unwrap_or_else(|_| format!("not JSON: {text}"));
            differ("body", wanted, &got);
            let kind = seen.headers.get("content-type").map_or("", String::as_str);
            let kind = kind.split(';').next().unwrap_or(kind).trim();
            differ("content-type", "application/json", kind);
        }
    }
    list
}

/// A path whose query parameters are in order.
fn sorted(path: &str) -> String {
    match path.split_once('?') {
        None => path.to_owned(),
        Some((path, query)) => {
            let mut parts: Vec<&str> = query.split('&').collect();
            parts.sort_unstable();
            format!("{path}?{}", parts.join("&"))
        }
    }
}
