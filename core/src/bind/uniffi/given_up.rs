//! A caller that gives a write up, and still learns what is known about it.
//!
//! UniFFI ends a call by dropping it, and what was dropped has no outcome. So a write takes one of these with it: the
//! facades (`Doubt.kt`, `Doubt.swift`) ask the call to end by it and wait for how it ended, which takes no time.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

use super::EnKashError;
use crate::{Doubts, Lost};

/// For the SDK itself, which passes one with every write.
#[derive(Debug, Default, uniffi::Object)]
pub struct GivenUp {
    asked: Notify,
    lost: Mutex<Option<(Lost, Arc<Doubts>)>>,
}

#[uniffi::export]
impl GivenUp {
    /// Nobody has given up yet.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Ends the call, also one that has yet to begin.
    pub fn give_up(&self) {
        self.asked.notify_one();
    }

    /// Throws the error of an answer that came and has nobody to take it.
    pub fn tell_lost(&self) -> Result<(), EnKashError> {
        match self.lost.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some((lost, doubts)) => Err(lost.keep(&doubts).into()),
            None => Ok(()),
        }
    }
}

impl GivenUp {
    /// Takes what to tell if the answer is lost.
    pub(super) fn prepare(&self, lost: Option<Lost>, doubts: &Arc<Doubts>) {
        *self.lost.lock().unwrap_or_else(PoisonError::into_inner) = lost.map(|lost| (lost, Arc::clone(doubts)));
    }

    /// Ends when the caller gives up.
    pub(super) async fn asked(self: Arc<Self>) {
        self.asked.notified().await;
    }
}
