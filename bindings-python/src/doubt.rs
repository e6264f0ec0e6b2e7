//! Writes that were given up while it was in doubt whether they were applied.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use enkash::bind::python::raise;
use enkash::{Doubts, Error};
use pyo3::prelude::*;

use crate::process::PerProcess;

/// The doubts of one client, those of this process; they can be asked for after the client was closed.
pub(crate) struct Kept(PerProcess<Doubts>);

impl Kept {
    pub(crate) const fn new() -> Self {
        Kept(PerProcess::new())
    }

    pub(crate) fn get(&self, py: Python<'_>) -> Arc<Doubts> {
        let made = self.0.get(py, || Ok::<_, std::convert::Infallible>(Doubts::default()));
        made.ok().flatten().unwrap_or_default()
    }

    /// As exceptions; each is told once.
    pub(crate) fn take(&self, py: Python<'_>) -> Vec<PyErr> {
        self.get(py).take().into_iter().map(|error| raise(py, error)).collect()
    }
}

/// What is to be told about a write that has ended when nobody waits for it any more.
#[pyclass(frozen, module = "enkash._native")]
#[derive(Clone)]
pub(crate) struct Lost(Arc<Write>);

struct Write {
    lost: enkash::Lost,
    doubts: Arc<Doubts>,
    /// The error that it ended with.
    failed: OnceLock<Error>,
    /// The client has the doubt already.
    kept: AtomicBool,
}

impl Lost {
    pub(crate) fn of(lost: Option<enkash::Lost>, doubts: &Arc<Doubts>) -> Option<Self> {
        let doubts = Arc::clone(doubts);
        lost.map(|lost| Lost(Arc::new(Write { lost, doubts, failed: OnceLock::new(), kept: AtomicBool::new(false) })))
    }

    /// How the call ended; called once. One that noticed that it was to end has left its doubt with the client.
    pub(crate) fn ended<T>(&self, result: &Result<T, Error>, noticed: bool) {
        if let Err(error) = result {
            self.0.kept.store(noticed, Ordering::Relaxed);
            let _ = self.0.failed.set(error.clone());
        }
    }

    /// The doubt about a call that has ended, which the client keeps as well: nobody may be there to see an exception.
    /// `None` if it was surely not applied.
    pub(crate) fn keep(&self) -> Option<Error> {
        let error = match self.0.failed.get() {
            Some(error) => error.is_outcome_unknown().then(|| error.clone())?,
            None => self.0.lost.error(),
        };
        if !self.0.kept.swap(true, Ordering::Relaxed) {
            self.0.doubts.keep(&error);
        }
        Some(error)
    }
}

#[pymethods]
impl Lost {
    /// [`Lost::keep`] as the exception.
    pub(crate) fn tell(&self, py: Python<'_>) -> Option<PyErr> {
        self.keep().map(|error| raise(py, error))
    }

    /// The exception of a call that is under way, and keeps its doubt itself.
    pub(crate) fn show(&self, py: Python<'_>) -> PyErr {
        raise(py, self.0.lost.error())
    }
}
