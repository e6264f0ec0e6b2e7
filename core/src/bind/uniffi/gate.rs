//! What a client's objects share: the caller, until it is closed.

use std::sync::{Arc, PoisonError, RwLock};

use super::{EnKashError, GivenUp, runtime};
use crate::bind::fault;
use crate::model::ErrorInfo;
use crate::operations::Op;
use crate::{Caller, Doubts};

/// The way to the gateway, open until the client is closed.
#[derive(Debug)]
pub(crate) struct Gate {
    caller: RwLock<Option<Caller>>,
    /// Outlives the caller: calls may be given up after the client was closed.
    doubts: Arc<Doubts>,
}

impl Gate {
    pub(super) fn new(caller: Caller) -> Self {
        let doubts = Arc::clone(caller.doubts());
        Gate { caller: RwLock::new(Some(caller)), doubts }
    }

    /// Runs an operation of the table.
    pub(crate) async fn call<O: Op>(&self, id: String, request: O::Request) -> Result<O::Answer, EnKashError> {
        let caller = self.open()?;
        runtime::run(async move { Ok(caller.call::<O>(&id, request).await?) }).await
    }

    /// Runs an operation that changes things: one that is given up ends with what is known about it.
    pub(crate) async fn write<O: Op>(
        &self,
        id: String,
        request: O::Request,
        given_up: Arc<GivenUp>,
    ) -> Result<O::Answer, EnKashError> {
        let caller = self.open()?;
        runtime::run(async move {
            let call = caller.prepared::<O>(&id, request)?;
            given_up.prepare(call.lost(), caller.doubts());
            Ok(call.run_until(&caller, given_up.asked()).await?)
        })
        .await
    }

    /// What is known about the calls that were given up in doubt.
    pub(super) fn take_doubts(&self) -> Vec<ErrorInfo> {
        self.doubts.take().into_iter().map(|error| EnKashError::from(error).info().clone()).collect()
    }

    pub(super) fn open(&self) -> Result<Caller, EnKashError> {
        let caller = self.caller.read().unwrap_or_else(PoisonError::into_inner).clone();
        caller.ok_or_else(|| fault::closed().into())
    }

    pub(super) fn close(&self) {
        self.caller.write().unwrap_or_else(PoisonError::into_inner).take();
    }
}
