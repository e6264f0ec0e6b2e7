//! What is told about a call when it ends: to Python's `logging`, and to whoever observes.
//!
//! The core collects the records of one call where it runs, without the interpreter; the thread that makes the call, or the
//! loop that takes its result, hands them over. A call that nobody looks at has nothing to collect.

use std::sync::Arc;

use enkash::Caller;
use enkash::bind::python::Cell;
use enkash::bind::python::PyRecord;
use enkash::observe::Collected;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyList;

/// Where the records of one call are collected, if anybody looks.
pub(crate) struct Watch(Option<(Arc<Collected>, Py<PyAny>)>);

impl Watch {
    /// Asks whether anybody looks, and for what to call then: it knows the context that the call is made in. What is no
    /// `Exception`, such as a KeyboardInterrupt, ends the call before it is begun.
    pub(crate) fn begin(py: Python<'_>) -> PyResult<Self> {
        static BEGIN: Cell<PyAny> = Cell::new();
        let begin = || -> PyResult<Bound<'_, PyAny>> {
            BEGIN.get(py, || py.import("enkash._observe")?.getattr("begin"))?.call0()
        };
        match begin() {
            Ok(tell) if tell.is_none() => Ok(Watch(None)),
            Ok(tell) => Ok(Watch(Some((Arc::default(), tell.unbind())))),
            Err(error) => {
                ours(py, error, None)?;
                Ok(Watch(None))
            }
        }
    }

    /// What makes the call.
    pub(crate) fn caller(&self, caller: &Caller) -> Caller {
        match &self.0 {
            None => caller.clone(),
            Some((collected, _)) => caller.observed(collected.clone()),
        }
    }

    /// Hands the records over. Whatever goes wrong there must not cost the call its answer. What is no `Exception` did not go
    /// wrong but ends the program, or this thread's work: it is handed back.
    pub(crate) fn tell(&self, py: Python<'_>) -> PyResult<()> {
        let Some((collected, tell)) = &self.0 else { return Ok(()) };
        let told = || {
            let records = collected.take().into_iter().map(|record| record.into_object(py));
            tell.bind(py).call1((PyList::new(py, records.collect::<PyResult<Vec<_>>>()?)?,))
        };
        told().map(drop).or_else(|error| ours(py, error, Some(tell.bind(py))))
    }
}

/// Shows what went wrong, and hands back what did not.
fn ours(py: Python<'_>, error: PyErr, whence: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
    if !error.is_instance_of::<PyException>(py) {
        return Err(error);
    }
    error.write_unraisable(py, whence);
    Ok(())
}
