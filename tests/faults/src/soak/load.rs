//! The load of one language: orders, payments, refunds and questions in batches, drawn from a seed. The director decides what
//! to do about each outcome as a shop would: what is unknown is resolved and never made again, what failed is left.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use fastrand::Rng;
use serde_json::{Value, json};

use crate::gateway::KEYS;
use crate::judge::member;
use crate::process::Runner;
use crate::verdict::Found;

/// Of the cards that pay.
pub(super) const PAN: &str = "4111111111111111";
/// Its CVV.
pub(super) const CVV: &str = "739";
/// Calls at once.
const BATCH: usize = 100;

/// An order that is on its way.
struct Order {
    key: String,
    id: Option<String>,
}

/// The load of one runner.
pub(super) struct Load {
    language: String,
    rng: Rng,
    runner: Runner,
    base_url: String,
    /// The kind of client whose turn it is, by which it is named as well.
    client: &'static str,
    orders: u64,
    outcomes: BTreeMap<String, u64>,
    /// Orders that were paid for, or may have been, and whose state nobody has told yet.
    open: Vec<Order>,
    /// How many calls of an operation are known to have been applied.
    known: BTreeMap<&'static str, u64>,
    /// Unknown outcomes that nothing could be found out about yet: the operation, and the text that asks.
    doubts: Vec<(&'static str, String)>,
    /// The sandbox's books, for the tokens that it has given out.
    books: PathBuf,
    texts: Vec<String>,
    found: Found,
}

impl Load {
    pub(super) fn new(language: &str, seed: u64, runner: Runner, base_url: &str, books: &Path) -> Self {
        Self {
            language: language.to_owned(),
            rng: Rng::with_seed(seed),
            runner,
            base_url: base_url.to_owned(),
            client: "",
            orders: 0,
            outcomes: BTreeMap::new(),
            open: Vec::new(),
            known: BTreeMap::new(),
            doubts: Vec::new(),
            books: books.to_owned(),
            texts: Vec::new(),
            found: Found::default(),
        }
    }

    pub(super) fn language(&self) -> &str {
        &self.language
    }

    /// Works until it is told to stop, and then settles what is open.
    pub(super) fn run(mut self, stop: &AtomicBool) -> Self {
        if let Err(problem) = self.work(stop) {
            self.found.problems.push(problem);
        }
        self
    }

    fn work(&mut self, stop: &AtomicBool) -> Result<(), String> {
        let (access, secret) = KEYS[0];
        let config =
            json!({ "base_url": self.base_url, "access_key": access, "secret_key": secret, "timeout_ms": 20_000 });
        let kinds = crate::kinds(&self.language);
        for kind in kinds {
            let open = json!({ "do": "open", "client": kind, "side": "client", "mode": kind, "config": config });
            let told = self.runner.execute(open)?;
            if told["outcomes"][0].get("value").is_none() {
                return Err(format!("no client: {}", told["outcomes"]));
            }
        }
        for kind in kinds.iter().cycle() {
            if stop.load(Ordering::Acquire) {
                break;
            }
            self.client = kind;
            self.round()?;
        }
        while !self.open.is_empty() {
            let before = self.open.len();
            self.ask_about_open()?;
            // Nothing breaks any more: each question has its answer.
            if self.open.len() >= before {
                return Err(format!("{before} orders could not be asked about"));
            }
        }
        self.settle_doubts()
    }

    /// Asks about each doubt once more, now that nothing breaks. Whether what is undecided is truly absent is seen in the
    /// gateway's figures.
    fn settle_doubts(&mut self) -> Result<(), String> {
        for (operation, text) in std::mem::take(&mut self.doubts) {
            let told = self.resolution(&text)?;
            match member(&told["value"], "state").as_str() {
                Some("APPLIED") => *self.known.entry(operation).or_default() += 1,
                Some("NOT_APPLIED" | "UNDECIDED") => {}
                _ => self.found.problems.push(format!("a doubt about {operation} stays one: {told}")),
            }
        }
        Ok(())
    }

    /// What resolving an unknown outcome brings.
    fn resolution(&mut self, text: &str) -> Result<Value, String> {
        let ask = json!({ "operation": "calls.resolve", "id": text });
        Ok(self.batch(vec![ask])?.pop().unwrap_or_default())
    }

    /// Some orders, from the first call to the refund.
    fn round(&mut self) -> Result<(), String> {
        let mut orders = Vec::new();
        let mut calls = Vec::new();
        for _ in 0..BATCH {
            self.orders += 1;
            let key = format!("SOAK{}{}", self.language, self.orders);
            let amount = format!("{}.{:02}", self.rng.u32(1..5000), self.rng.u32(0..100));
            calls.push(
                json!({ "operation": "orders.create", "request": { "merchant_order_id": key, "amount": amount } }),
            );
            orders.push(Order { key, id: None });
        }
        for (order, outcome) in orders.iter_mut().zip(self.batch(calls)?) {
            order.id = match self.settled("orders.create", &outcome)? {
                Some(value) => id_of(&value),
                None => None,
            };
        }
        // What was not created is left: a shop would show its customer an error.
        orders.retain(|order| order.id.is_some());
        let calls = orders.iter().map(|order| {
            let detail = match self.rng.u32(0..10) {
                0 => json!({ "payment_mode": "UPI", "vpa": "failure@sandbox" }),
                1..=4 => json!({ "payment_mode": "CREDIT_CARD", "card_number": PAN, "cvv": CVV, "expiry": "11/31", "card_holder_name": "Asha Rao" }),
                _ => json!({ "payment_mode": "UPI", "vpa": "success@sandbox" }),
            };
            json!({ "operation": "payments.submit", "request": { "order_id": order.id, "payment_detail": detail } })
        });
        let calls = calls.collect();
        for outcome in self.batch(calls)? {
            self.settled("payments.submit", &outcome)?;
        }
        self.open.extend(orders);
        let paid = self.ask_about_open()?;
        let mut calls = Vec::new();
        for (transaction, key) in paid {
            if self.rng.u32(0..4) == 0 {
                let request = json!({ "amount": "1.00", "request_id": format!("R{key}") });
                calls.push(json!({ "operation": "refunds.create", "id": transaction, "request": request }));
            }
        }
        for outcome in self.batch(calls)? {
            self.settled("refunds.create", &outcome)?;
        }
        Ok(())
    }

    /// Asks what became of all open orders; transaction and key of those that are paid. Who has no answer stays open.
    fn ask_about_open(&mut self) -> Result<Vec<(String, String)>, String> {
        let open = std::mem::take(&mut self.open);
        let calls = open.iter().map(|order| json!({ "operation": "orders.get", "id": order.id })).collect();
        let mut paid = Vec::new();
        for (order, outcome) in open.into_iter().zip(self.batch(calls)?) {
            let Some(value) = outcome.get("value") else {
                self.open.push(order);
                continue;
            };
            if member(value, "order_status") == "PAID" {
                let attempts = member(value, "transactions").as_array().cloned().unwrap_or_default();
                let own = attempts.iter().find(|it| member(it, "status") == "SUCCESS");
                paid.extend(
                    own.and_then(|it| member(it, "transaction_id").as_str()).map(|id| (id.to_owned(), order.key)),
                );
            }
        }
        Ok(paid)
    }

    /// The value of an outcome; of one that is unknown, what resolving it finds.
    fn settled(&mut self, operation: &'static str, outcome: &Value) -> Result<Option<Value>, String> {
        if let Some(value) = outcome.get("value") {
            *self.known.entry(operation).or_default() += 1;
            return Ok(Some(value.clone()));
        }
        if outcome["error"]["kind"] != "OutcomeUnknown" {
            return Ok(None);
        }
        let Some(text) = member(&outcome["error"], "unresolved").as_str() else {
            self.found.problems.push(format!("an unknown outcome without the text that asks: {outcome}"));
            return Ok(None);
        };
        for _ in 0..5 {
            let told = self.resolution(text)?;
            let value = &told["value"];
            if member(value, "state") == "APPLIED" {
                *self.known.entry(operation).or_default() += 1;
                let order = member(value, "order");
                return Ok(Some(if order.is_null() { value.clone() } else { order.clone() }));
            }
        }
        self.doubts.push((operation, text.to_owned()));
        Ok(None)
    }

    /// Has calls made at once; their outcomes in the same order.
    fn batch(&mut self, calls: Vec<Value>) -> Result<Vec<Value>, String> {
        if calls.is_empty() {
            return Ok(Vec::new());
        }
        let wanted = calls.len();
        let told = self.runner.execute(json!({ "do": "calls", "client": self.client, "calls": calls }))?;
        let outcomes = told["outcomes"].as_array().cloned().unwrap_or_default();
        self.texts.extend(told["texts"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
        // Looked at now and then: kept to the end they would be most of the director's memory.
        if self.texts.len() > 2000 {
            let texts = std::mem::take(&mut self.texts);
            self.found.leaked(crate::secrets::found(&super::planted(&self.books)?, &texts));
        }
        for outcome in &outcomes {
            let kind = match (outcome.get("value"), outcome["error"]["kind"].as_str()) {
                (Some(_), _) => "value",
                (None, Some(kind)) => kind,
                (None, None) => "crash",
            };
            *self.outcomes.entry(kind.to_owned()).or_default() += 1;
            if ["crash", "Internal", "Validation", "Configuration", "Authentication"].contains(&kind) {
                // The first few say it all.
                if self.found.problems.len() < 10 {
                    self.found.problems.push(outcome.to_string().chars().take(400).collect());
                }
            }
        }
        if outcomes.len() == wanted {
            Ok(outcomes)
        } else {
            Err(format!("{} outcomes of {wanted} calls", outcomes.len()))
        }
    }

    /// How many calls of each operation are known to have been applied.
    pub(super) fn known(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.known.iter().map(|(operation, count)| (*operation, *count))
    }

    pub(super) fn calls(&self) -> u64 {
        self.outcomes.values().sum()
    }

    /// A line for the report.
    pub(super) fn told(&self) -> Value {
        json!({ "language": self.language, "calls": self.calls(), "orders": self.orders, "outcomes": self.outcomes })
    }

    /// Ends the runner; what was found, and everything that was said.
    pub(super) fn finish(self, printed: &mut Vec<String>) -> Found {
        printed.extend(self.texts);
        printed.push(self.runner.finish());
        self.found
    }
}

fn id_of(value: &Value) -> Option<String> {
    member(value, "order_id").as_str().map(str::to_owned)
}
