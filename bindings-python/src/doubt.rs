//! Writes that were given up while it was in doubt whether they were applied.

use std::sync::Arc;

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

/// The error of a write whose answer has come when nobody waits for it any more.
#[pyclass(frozen, module = "enkash._native")]
#[derive(Clone)]
pub(crate) struct Lost {
    error: Error,
    doubts: Arc<Doubts>,
}

impl Lost {
    pub(crate) fn of(error: Option<Error>, doubts: &Arc<Doubts>) -> Option<Self> {
        error.map(|error| Lost { error, doubts: Arc::clone(doubts) })
    }
}

#[pymethods]
impl Lost {
    /// The exception. The client keeps the doubt as well, for nobody may be there to see the exception.
    pub(crate) fn tell(&self, py: Python<'_>) -> PyErr {
        self.doubts.keep(&self.error);
        self.show(py)
    }

    /// The exception of a call that is under way, and keeps its doubt itself.
    fn show(&self, py: Python<'_>) -> PyErr {
        raise(py, self.error.clone())
    }
}
