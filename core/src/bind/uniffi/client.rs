//! The client as an object of Kotlin and Swift.

use std::sync::Arc;

use super::gate::Gate;
use super::store::{Foreign, TokenStore};
use super::{EnKashError, GivenUp, runtime};
use crate::bind::fault;
use crate::field::Path;
use crate::model::{ClientConfig, ErrorInfo, Nothing, Resolution};
use crate::operations::CallsResolveOp;
use crate::schema::Verb;
use crate::{Client, Error};

/// A merchant's back end at the gateway. Make one and keep it: it holds the token and the connections.
///
/// Holds the merchant's keys, so it belongs on a server, never in an app.
///
/// Cancelling a coroutine or a task ends its call at once. If the call changes something, that may have happened all the
/// same: in Swift the error is `OutcomeUnknown` then, in Kotlin the `CancellationException` has it (`doubts()`), and
/// `takeDoubts` tells it later.
#[derive(Debug, uniffi::Object)]
#[uniffi(name = "Client")]
pub struct UniffiClient {
    gate: Arc<Gate>,
}

#[uniffi::export(name = "Client")]
impl UniffiClient {
    /// Makes a client. Nothing is sent before the first call.
    #[uniffi::constructor]
    pub fn new(config: ClientConfig) -> Result<Arc<Self>, EnKashError> {
        runtime::guarded(|| Ok(Arc::new(UniffiClient { gate: Arc::new(Gate::new(Client::new(config)?.caller)) })))
    }

    /// Makes a client that shares its token by a store with other clients and processes of the same account. What is stored
    /// is sealed; a store that fails costs a token call and never a payment.
    #[uniffi::constructor]
    pub fn with_token_store(config: ClientConfig, store: Arc<dyn TokenStore>) -> Result<Arc<Self>, EnKashError> {
        runtime::guarded(|| {
            let client = Client::with_token_store(config, Arc::new(Foreign::new(store)))?;
            Ok(Arc::new(UniffiClient { gate: Arc::new(Gate::new(client.caller)) }))
        })
    }

    /// Makes a client from `ENKASH_ACCESS_KEY`, `ENKASH_SECRET_KEY` and `ENKASH_BASE_URL`, which holds a URL or the name of
    /// an environment; without it the client talks to production.
    #[uniffi::constructor]
    pub fn from_env() -> Result<Arc<Self>, EnKashError> {
        runtime::guarded(|| Ok(Arc::new(UniffiClient { gate: Arc::new(Gate::new(Client::from_env()?.caller)) })))
    }

    /// Calls a path of the gateway that no operation stands for and answers the payload as JSON text.
    ///
    /// `method` is GET, POST, PATCH or DELETE, `path` begins with `/` and may hold a query, `body` is JSON text. Only GET
    /// is repeated on doubt; anything else ends as `OutcomeUnknown` when its answer is lost.
    #[uniffi::method(default(body = None))]
    pub async fn request(
        &self,
        method: String,
        path: String,
        body: Option<String>,
        given_up: Arc<GivenUp>,
    ) -> Result<String, EnKashError> {
        let unknown = || Path::Field(&Path::Root, "method").invalid("is not one of GET, POST, PATCH, DELETE");
        let verb = Verb::from_text(&method).ok_or_else(|| Error::from(unknown()))?;
        let caller = self.gate.open()?;
        given_up.prepare((verb != Verb::Get).then(|| fault::interrupted(&path).into()), caller.doubts());
        runtime::run(async move { Ok(caller.request_until(verb, &path, body.as_deref(), given_up.asked()).await?) })
            .await
    }

    /// Everything known about writes that were given up while it was in doubt whether they were
    /// applied: by a cancelled coroutine or task that nobody waits for, for one. Each is told once; at most 1,000 are kept.
    /// Find out about each before you repeat it.
    pub fn take_doubts(&self) -> Vec<ErrorInfo> {
        self.gate.take_doubts()
    }

    /// Finds out what became of a call that ended as `OutcomeUnknown`: `unresolved` is the text of its error, kept by this
    /// process or another. The same as `calls().resolve(..)`.
    pub async fn resolve(&self, unresolved: String) -> Result<Resolution, EnKashError> {
        self.gate.call::<CallsResolveOp>(unresolved, Nothing::new()).await
    }

    /// Closes the client: its connections end, and every later call is a `Configuration` error.
    pub fn shutdown(&self) {
        self.gate.close();
    }
}

impl UniffiClient {
    pub(crate) fn gate(&self) -> Arc<Gate> {
        Arc::clone(&self.gate)
    }
}
