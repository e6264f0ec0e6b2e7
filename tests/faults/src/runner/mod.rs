//! Rust's runner: executes the director's commands with the SDK and tells what came of them.

mod calls;
mod lines;
mod shop;

use std::collections::BTreeMap;
use std::time::Duration;

use enkash::json::Json;
use enkash::{Caller, Checkout, Client, Error};
use serde_json::{Value, json};

use crate::http;
use crate::process::VARIABLE;
use calls::Started;

/// The director thinks as long as a fault takes.
const PATIENCE: Duration = Duration::from_secs(600);

/// What a runner keeps between commands.
#[derive(Default)]
struct Runner {
    clients: BTreeMap<String, Caller>,
    started: BTreeMap<String, Started>,
    texts: Vec<String>,
}

/// Executes commands until the director says that it is done.
///
/// # Errors
/// When there is no director.
pub fn run() -> Result<(), String> {
    let url = std::env::var(VARIABLE).map_err(|_| format!("{VARIABLE} is not set"))?;
    lines::keep()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(serve(&format!("{url}/next")))
}

async fn serve(url: &str) -> Result<(), String> {
    let mut runner = Runner::default();
    let mut told = json!({});
    loop {
        let (url, body) = (url.to_owned(), told);
        let ask = move || http::send("POST", &url, Some(&body), PATIENCE).map_err(|error| error.to_string());
        let (status, command) = tokio::task::spawn_blocking(ask).await.map_err(|error| error.to_string())??;
        if status != 200 {
            return Err(format!("the director answers {status}"));
        }
        if command["do"] == "done" {
            return Ok(());
        }
        let outcomes = match runner.execute(&command).await {
            Ok(outcomes) => outcomes,
            Err(crash) => vec![json!({ "crash": crash })],
        };
        runner.texts.push(lines::take());
        told = json!({ "outcomes": outcomes, "texts": std::mem::take(&mut runner.texts) });
    }
}

impl Runner {
    async fn execute(&mut self, command: &Value) -> Result<Vec<Value>, String> {
        let word = |key: &str| command[key].as_str().unwrap_or_default();
        Ok(match word("do") {
            "open" => {
                let made = caller(command)?;
                let outcome = self.outcome(made.as_ref().map(|_| json!({})).map_err(Clone::clone));
                if let Ok(caller) = made {
                    self.texts.push(format!("{caller:?}"));
                    self.clients.insert(word("client").to_owned(), caller);
                }
                vec![outcome]
            }
            "call" => {
                let times = command["times"].as_u64().unwrap_or(1);
                let mut tasks = Vec::new();
                for _ in 0..times {
                    tasks.push(calls::start(
                        self.client(command)?,
                        word("operation"),
                        word("id"),
                        &command["request"],
                    )?);
                }
                let mut outcomes = Vec::new();
                for task in tasks {
                    outcomes.push(self.outcome(task.ended().await?));
                }
                outcomes
            }
            "calls" => {
                let mut tasks = Vec::new();
                for call in command["calls"].as_array().into_iter().flatten() {
                    let word = |key: &str| call[key].as_str().unwrap_or_default();
                    tasks.push(calls::start(self.client(command)?, word("operation"), word("id"), &call["request"])?);
                }
                let mut outcomes = Vec::new();
                for task in tasks {
                    outcomes.push(self.outcome(task.ended().await?));
                }
                outcomes
            }
            "start" => {
                let task = calls::start(self.client(command)?, word("operation"), word("id"), &command["request"])?;
                self.started.insert(word("call").to_owned(), task);
                vec![json!({ "value": {} })]
            }
            kind @ ("cancel" | "await") => {
                let mut outcomes = Vec::new();
                for name in word("call").split(' ') {
                    let mut task = self.started.remove(name).ok_or("no such call was started")?;
                    if kind == "cancel" {
                        task.cancel();
                    }
                    outcomes.push(self.outcome(task.ended().await?));
                }
                outcomes
            }
            "resolve" => {
                let task = calls::start(self.client(command)?, "calls.resolve", word("unresolved"), &Value::Null)?;
                vec![self.outcome(task.ended().await?)]
            }
            "parse" => {
                let event = calls::event(command);
                self.texts.extend(event.as_ref().map(|event| format!("{event:?}")));
                vec![self.outcome(event.map(|event| Json::Snake.write(&event)))]
            }
            "confirm" => {
                let confirmed = calls::confirm(self.client(command)?, command).await;
                vec![self.outcome(confirmed)]
            }
            "function" => vec![self.outcome(calls::function(word("operation"), &command["request"])?)],
            "run" if word("program") == "shop" => vec![json!({ "value": shop::receive(command).await? })],
            "forget" => {
                self.clients.clear();
                self.started.clear();
                vec![json!({ "value": {} })]
            }
            "close" => {
                self.clients.remove(word("client"));
                vec![json!({ "value": {} })]
            }
            other => return Err(format!("this runner has no command {other}")),
        })
    }

    fn client(&self, command: &Value) -> Result<&Caller, String> {
        let name = command["client"].as_str().unwrap_or_default();
        self.clients.get(name).ok_or_else(|| format!("there is no client {name}"))
    }

    /// An outcome for the director, and each form in which an error prints itself.
    fn outcome(&mut self, result: Result<Value, Error>) -> Value {
        match result {
            Ok(value) => json!({ "value": value }),
            Err(error) => {
                self.texts.extend([format!("{error}"), format!("{error:?}"), format!("{error:#?}")]);
                self.texts.push(format!("{:?}", error.info()));
                json!({ "error": Json::Snake.write(error.info()) })
            }
        }
    }
}

/// The client that a command describes; the outer error is a description that cannot be read.
fn caller(command: &Value) -> Result<Result<Caller, Error>, String> {
    let config = &command["config"];
    let unreadable = |invalid| format!("config: {invalid:?}");
    if command["side"] == "checkout" {
        let config = Json::Snake.read(config).map_err(unreadable)?;
        return Ok(Checkout::new(config).map(|client| client.caller().clone()));
    }
    let config = Json::Snake.read(config).map_err(unreadable)?;
    Ok(Client::new(config).map(|client| client.caller().clone()))
}
