//! The client as an object of Kotlin and Swift.

use std::sync::{Arc, PoisonError, RwLock};

use super::{EnKashError, runtime};
use crate::model::ClientConfig;
use crate::operations::Op;
use crate::{Client, Error};

/// A merchant's back end at the gateway. Make one and keep it: it holds the token and the connections.
///
/// Holds the merchant's keys, so it belongs on a server, never in an app.
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

    /// Closes the client: its connections end, and every later call is a `Configuration` error.
    pub fn shutdown(&self) {
        self.client.write().unwrap_or_else(PoisonError::into_inner).take();
    }
}

impl UniffiClient {
    /// Runs an operation of the table.
    pub(crate) async fn call<O: Op>(&self, id: String, request: O::Request) -> Result<O::Answer, EnKashError> {
        let client = self.client.read().unwrap_or_else(PoisonError::into_inner).clone();
        let client = client.ok_or_else(|| Error::configuration("the client is closed; make a new one"))?;
        runtime::run(async move { client.call::<O>(&id, request).await.map_err(EnKashError::from) }).await
    }
}
