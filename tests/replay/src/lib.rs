//! Plays the gateway's part of the language-neutral test vectors.
//!
//! A client under test is pointed at `http://127.0.0.1:PORT/<run>/<case>`. The server compares every request with
//! the exchange that is due, gives the scripted answer, and tells under `/_result/<run>/<case>` what differed.
//! `tests/README.md` describes the vectors and how a runner plays them.

mod json;
mod side;
mod state;
mod vector;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

pub use side::Side;
use state::{Reaction, Seen, State};
pub use vector::{ACCESS_KEY, Case, Exchange, SECRET_KEY, load};

/// A running replay server; it serves as long as its runtime lives.
pub struct Replay {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Replay {
    /// Loads the vectors of a folder and serves them on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When a vector cannot be read or no port can be bound.
    pub async fn start(folder: &Path) -> io::Result<Self> {
        let cases = load(folder).map_err(io::Error::other)?;
        let state = Arc::new(Mutex::new(State::new(cases)));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        tokio::spawn(accept(listener, Arc::clone(&state)));
        Ok(Self { address, state })
    }

    /// The server's address, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What a GET of one of the server's own routes (`/_cases`, `/_result/..`, `/_runs`) answers.
    #[must_use]
    pub fn own_route(&self, route: &str) -> Option<String> {
        own_route(route, &mut lock(&self.state)).map(|(_, text)| text)
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    // A panic elsewhere leaves the state as it was between two requests: still worth reading.
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, state: Arc<Mutex<State>>) {
    loop {
        // A failed accept is the client's problem of that moment; the next one may succeed.
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let service = service_fn(move |request| serve(request, Arc::clone(&state)));
            // An error here is a connection that was cut, by the peer or by an `answer.close` vector.
            let _cut = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn serve(request: Request<Incoming>, state: Arc<Mutex<State>>) -> io::Result<Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let whole = head.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut state = lock(&state);
    if let Some((status, text)) = own_route(whole, &mut state) {
        return respond(status, "application/json", &BTreeMap::new(), text);
    }
    let mut parts = whole.trim_start_matches('/').splitn(3, '/');
    let (run, case) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let mut headers = BTreeMap::new();
    for (name, value) in &head.headers {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        headers.insert(name.as_str().to_owned(), value);
    }
    let seen = Seen {
        method: head.method.to_string(),
        path: format!("/{}", parts.next().unwrap_or_default()),
        headers,
        body: body.to_vec(),
    };
    match state.play(run, case, &seen) {
        Reaction::Nothing(text) => respond(404, "text/plain", &BTreeMap::new(), text),
        Reaction::Answer(answer) if answer.close => Err(io::Error::other("cut by the vector")),
        Reaction::Answer(answer) => respond(answer.status, &answer.content_type, &answer.headers, answer.body),
    }
}

/// Status and JSON of the server's own routes; `None` for the gateway's.
fn own_route(route: &str, state: &mut State) -> Option<(u16, String)> {
    if route == "/_cases" {
        return Some((200, state.cases()));
    }
    if route == "/_runs" {
        return Some((200, state.runs().to_string()));
    }
    let (run, case) = route.strip_prefix("/_result/")?.split_once('/')?;
    let (case, verdict) = case.split_once('?').unwrap_or((case, ""));
    Some(match state.result(run, case, verdict != "held=false") {
        None => (404, r#"{"ok":false,"differences":["no such case"]}"#.to_owned()),
        Some(list) if list.is_empty() => (200, r#"{"ok":true}"#.to_owned()),
        Some(list) => (200, serde_json::json!({ "ok": false, "differences": list }).to_string()),
    })
}

fn respond(
    status: u16,
    content_type: &str,
    headers: &BTreeMap<String, String>,
    text: String,
) -> io::Result<Response<Full<Bytes>>> {
    let mut response = Response::builder().status(status).header("content-type", content_type);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body(Full::new(Bytes::from(text))).map_err(io::Error::other)
}
