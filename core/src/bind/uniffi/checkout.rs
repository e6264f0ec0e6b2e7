//! The customer's client as an object of Kotlin and Swift.

use std::sync::Arc;

use super::gate::Gate;
use super::{EnKashError, runtime};
use crate::Checkout;
use crate::model::{CheckoutConfig, ErrorInfo};

/// A client for the payer's app: it holds no key and has no way to hold one. The gateway's id of an order, handed out by
/// the merchant's server, is its only capability. Make one and keep it: it holds the connections.
///
/// Cancelling a coroutine or a task ends its call at once. If the call charges something, that may have happened all the
/// same: in Swift the error is `OutcomeUnknown` then, in Kotlin the `CancellationException` has it (`doubts()`), and
/// `takeDoubts` tells it later.
#[derive(Debug, uniffi::Object)]
#[uniffi(name = "Checkout")]
pub struct UniffiCheckout {
    gate: Arc<Gate>,
}

#[uniffi::export(name = "Checkout")]
impl UniffiCheckout {
    /// Makes a client. Nothing is sent before the first call.
    #[uniffi::constructor]
    pub fn new(config: CheckoutConfig) -> Result<Arc<Self>, EnKashError> {
        runtime::guarded(|| Ok(Arc::new(UniffiCheckout { gate: Arc::new(Gate::new(Checkout::new(config)?.caller)) })))
    }

    /// Everything known about charges that were given up while it was in doubt whether they were
    /// made: by a cancelled coroutine or task that nobody waits for, for one. Each is told once; at most 1,000 are kept.
    /// Find out about each before you repeat it.
    pub fn take_doubts(&self) -> Vec<ErrorInfo> {
        self.gate.take_doubts()
    }

    /// Closes the client: its connections end, and every later call is a `Configuration` error.
    pub fn shutdown(&self) {
        self.gate.close();
    }
}

impl UniffiCheckout {
    pub(crate) fn gate(&self) -> Arc<Gate> {
        Arc::clone(&self.gate)
    }
}
