//! A client whose gateway is a function, for tests on a clock that stands still.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

use crate::Client;
use crate::envelope::{Failure, Reply};
use crate::model::ClientConfig;
use crate::schema::Verb;

/// What the gateway does with a request.
pub(crate) enum Says {
    Json(&'static str),
    /// Breaks the connection.
    Breaks,
    /// Nothing, ever.
    Nothing,
}

/// The client and the moments in which the gateway was asked; token calls are answered and not counted.
pub(crate) struct Scripted {
    pub(crate) client: Client,
    moments: Arc<Mutex<Vec<Instant>>>,
    start: Instant,
}

/// The script gets the number of earlier requests. The client's pauses are what chance makes of them.
pub(crate) fn scripted(script: fn(Verb, usize) -> Says) -> Scripted {
    let config = ClientConfig::new("access", "secret").base_url("http://127.0.0.1:9").timeout_ms(3000);
    let mut client = Client::new(config).expect("a client");
    let moments = Arc::<Mutex<Vec<Instant>>>::default();
    let seen = moments.clone();
    let inner = Arc::get_mut(&mut client.caller.inner).expect("nobody else has it yet");
    inner.script = Some(Box::new(move |verb, path, leaving| {
        let says = if path == "/api/v0/merchant/token" {
            Says::Json(r#"{"token":"tok-1","expiry":0,"resultCode":0}"#)
        } else {
            let mut seen = seen.lock().expect("no panic holds it");
            seen.push(Instant::now());
            script(verb, seen.len() - 1)
        };
        if let Some(leaving) = leaving {
            leaving.go();
        }
        Box::pin(async move {
            match says {
                Says::Json(body) => Ok(Reply { status: 200, body: body.into(), ..Reply::default() }),
                Says::Breaks => Err(Failure::NoAnswer("reset".into())),
                Says::Nothing => std::future::pending().await,
            }
        })
    }));
    Scripted { client, moments, start: Instant::now() }
}

impl Scripted {
    /// When the gateway was asked, counted from the beginning.
    pub(crate) fn asked(&self) -> Vec<Duration> {
        self.moments.lock().expect("no panic holds it").iter().map(|at| at.duration_since(self.start)).collect()
    }
}
