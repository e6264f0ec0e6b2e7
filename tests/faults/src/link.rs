//! The director's end of the wire: runners ask for their next command, and the sandbox's courier delivers notices.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::routing::{any, post};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Two hundred outcomes with their texts are some megabytes.
const BODY: usize = 64 * 1024 * 1024;

/// What the server's handlers share.
#[derive(Default)]
struct Shared {
    runners: Mutex<BTreeMap<String, Wire>>,
    notices: Mutex<Vec<String>>,
    elsewhere: AtomicU64,
}

/// The server's side of one runner.
struct Wire {
    outcomes: Sender<Value>,
    commands: Arc<tokio::sync::Mutex<UnboundedReceiver<Value>>>,
}

/// The director's side of one runner.
pub(crate) struct Line {
    outcomes: Receiver<Value>,
    commands: UnboundedSender<Value>,
}

impl Line {
    /// Gives a command to the runner that waits for one.
    pub(crate) fn command(&self, command: Value) {
        // A runner that has gone is noticed by the outcome that does not come.
        let _gone = self.commands.send(command);
    }

    /// What the runner posted last.
    pub(crate) fn outcome(&self, patience: Duration) -> Option<Value> {
        self.outcomes.recv_timeout(patience).ok()
    }
}

/// The server; it ends with the value.
pub(crate) struct Link {
    url: String,
    shared: Arc<Shared>,
    _runtime: tokio::runtime::Runtime,
}

impl Link {
    /// Serves on a free port of 127.0.0.1.
    pub(crate) fn start() -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let shared = Arc::new(Shared::default());
        let router = Router::new()
            .route("/runners/{name}/next", post(next))
            .route("/notices/{number}", post(notice))
            .route("/elsewhere/{*rest}", any(elsewhere))
            .layer(DefaultBodyLimit::max(BODY))
            .with_state(Arc::clone(&shared));
        let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0)))?;
        let url = format!("http://{}", listener.local_addr()?);
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, shared, _runtime: runtime })
    }

    /// Where the runner of this name asks for its commands.
    pub(crate) fn address_of(&self, runner: &str) -> String {
        format!("{}/runners/{runner}", self.url)
    }

    /// Opens the line to a runner; an older runner of the same name is forgotten.
    pub(crate) fn open(&self, runner: &str) -> Line {
        let (outcomes, received) = mpsc::channel();
        let (commands, given) = unbounded_channel();
        let wire = Wire { outcomes, commands: Arc::new(tokio::sync::Mutex::new(given)) };
        lock(&self.shared.runners).insert(runner.to_owned(), wire);
        Line { outcomes: received, commands }
    }

    /// Where a merchant's listener is called.
    pub(crate) fn hook(&self) -> String {
        format!("{}/notices/1", self.url)
    }

    /// A host that is not the gateway, and must never hear of anything.
    pub(crate) fn elsewhere(&self) -> String {
        format!("{}/elsewhere", self.url.replace("127.0.0.1", "localhost"))
    }

    /// How often it was asked for something since the last time.
    pub(crate) fn asked_elsewhere(&self) -> u64 {
        self.shared.elsewhere.swap(0, Ordering::Relaxed)
    }

    /// The notices that came, and an empty list for those that follow.
    pub(crate) fn take_notices(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.shared.notices))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a handler that panicked left behind is whole: each of them changes one thing.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn next(State(shared): State<Arc<Shared>>, Path(name): Path<String>, body: Bytes) -> (StatusCode, String) {
    let line = lock(&shared.runners).get(&name).map(|wire| (wire.outcomes.clone(), Arc::clone(&wire.commands)));
    let Some((outcomes, commands)) = line else {
        return (StatusCode::NOT_FOUND, "no such runner".to_owned());
    };
    let told = serde_json::from_slice(&body)
        .unwrap_or_else(|error| json!({ "outcomes": [{ "crash": format!("the runner posted no JSON: {error}") }] }));
    // Nobody listens any more when the scenario is over; the runner is then told so.
    let _over = outcomes.send(told);
    let command = commands.lock().await.recv().await;
    (StatusCode::OK, command.unwrap_or_else(|| json!({ "do": "done" })).to_string())
}

async fn notice(State(shared): State<Arc<Shared>>, body: Bytes) -> (StatusCode, &'static str) {
    lock(&shared.notices).push(String::from_utf8_lossy(&body).into_owned());
    (StatusCode::OK, "{}")
}

async fn elsewhere(State(shared): State<Arc<Shared>>) -> (StatusCode, &'static str) {
    shared.elsewhere.fetch_add(1, Ordering::Relaxed);
    (StatusCode::OK, "{}")
}
