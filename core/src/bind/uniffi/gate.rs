//! What a client's objects share: the caller, until it is closed.

use std::sync::{PoisonError, RwLock};

use super::{EnKashError, runtime};
use crate::operations::Op;
use crate::{Caller, Error};

/// The way to the gateway, open until the client is closed.
#[derive(Debug)]
pub(crate) struct Gate {
    caller: RwLock<Option<Caller>>,
}

impl Gate {
    pub(super) fn new(caller: Caller) -> Self {
        Gate { caller: RwLock::new(Some(caller)) }
    }

    /// Runs an operation of the table.
    pub(crate) async fn call<O: Op>(&self, id: String, request: O::Request) -> Result<O::Answer, EnKashError> {
        let caller = self.open()?;
        runtime::run(async move { Ok(caller.call::<O>(&id, request).await?) }).await
    }

    pub(super) fn open(&self) -> Result<Caller, EnKashError> {
        let caller = self.caller.read().unwrap_or_else(PoisonError::into_inner).clone();
        caller.ok_or_else(|| Error::configuration("the client is closed; make a new one").into())
    }

    pub(super) fn close(&self) {
        self.caller.write().unwrap_or_else(PoisonError::into_inner).take();
    }
}
