//! The client as an object of Kotlin and Swift.

use std::sync::{Arc, PoisonError, RwLock};

use super::{EnKashError, runtime};
use crate::field::Path;
use crate::model::ClientConfig;
use crate::operations::Op;
use crate::schema::Verb;
use crate::{Client, Error};

/// A merchant's back end at the gateway. Make one and keep it: it holds the token and the connections.
///
/// Holds the merchant's keys, so it belongs on a server, never in an app.
///
/// Cancelling a coroutine or a task ends its call at once. If the call creates or charges something, that may have
/// happened all the same: look it up by your own key before you repeat it.
#[derive(Debug, uniffi::Object)]
#[uniffi(name = "Client")]
pub struct UniffiClient {
    /// Empty once closed.
    client: RwLock<Option<Client>>,
}

#[uniffi::export(name = "Client")]
impl UniffiClient {
    /// Makes a client. Nothing is sent before the first call.
    #[uniffi::constructor]
    pub fn new(config: ClientConfig) -> Result<Arc<Self>, EnKashError> {
        runtime::guarded(|| {
            let client = Client::new(config)?;
            Ok(Arc::new(UniffiClient { client: RwLock::new(Some(client)) }))
        })
    }

    /// Makes a client from `ENKASH_ACCESS_KEY`, `ENKASH_SECRET_KEY` and `ENKASH_BASE_URL`, which holds a URL or the name of
    /// an environment; without it the client talks to production.
    #[uniffi::constructor]
    pub fn from_env() -> Result<Arc<Self>, EnKashError> {
        runtime::guarded(|| {
            let client = Client::from_env()?;
            Ok(Arc::new(UniffiClient { client: RwLock::new(Some(client)) }))
        })
    }

    /// Calls a path of the gateway that no operation stands for and answers the payload as JSON text.
    ///
    /// `method` is GET, POST, PATCH or DELETE, `path` begins with `/` and may hold a query, `body` is JSON text. Only GET
    /// is repeated on doubt; anything else ends as `OutcomeUnknown` when its answer is lost.
    #[uniffi::method(default(body = None))]
    pub async fn request(&self, method: String, path: String, body: Option<String>) -> Result<String, EnKashError> {
        let unknown = || Path::Field(&Path::Root, "method").invalid("is not one of GET, POST, PATCH, DELETE");
        let verb = Verb::from_text(&method).ok_or_else(|| Error::from(unknown()))?;
        let client = self.open()?;
        runtime::run(async move { Ok(client.request(verb, &path, body.as_deref()).await?) }).await
    }

    /// Closes the client: its connections end, and every later call is a `Configuration` error.
    pub fn shutdown(&self) {
        self.client.write().unwrap_or_else(PoisonError::into_inner).take();
    }
}

impl UniffiClient {
    /// Runs an operation of the table.
    pub(crate) async fn call<O: Op>(&self, id: String, request: O::Request) -> Result<O::Answer, EnKashError> {
        let client = self.open()?;
        runtime::run(async move { Ok(client.call::<O>(&id, request).await?) }).await
    }

    fn open(&self) -> Result<Client, EnKashError> {
        let client = self.client.read().unwrap_or_else(PoisonError::into_inner).clone();
        client.ok_or_else(|| Error::configuration("the client is closed; make a new one").into())
    }
}
