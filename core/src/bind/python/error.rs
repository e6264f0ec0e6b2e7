//! The SDK's error as an exception. The classes are Python (`enkash/errors.py`), so that they can be pickled, shown in
//! stubs and subclassed like any other.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::Cell;
use crate::bind::fault::panicked;
use crate::model::{ErrorInfo, ErrorKind};
use crate::{Error, field::Invalid};

/// The exception for an error. If `enkash.errors` itself is broken, the exception says so.
pub fn raise(py: Python<'_>, error: impl Into<Error>) -> PyErr {
    let info = error.into().into_info();
    exception(py, &info).map_or_else(|fault| fault, PyErr::from_value)
}

fn exception<'py>(py: Python<'py>, info: &ErrorInfo) -> PyResult<Bound<'py, PyAny>> {
    static MODULE: Cell<PyModule> = Cell::new();
    let module = MODULE.get(py, || py.import("enkash.errors"))?;
    let known = PyDict::new(py);
    known.set_item("text", &info.text)?;
    known.set_item("code", &info.code)?;
    known.set_item("field", &info.field)?;
    known.set_item("gateway_code", info.gateway_code)?;
    known.set_item("gateway_text", &info.gateway_text)?;
    known.set_item("http_status", info.http_status)?;
    known.set_item("operation", &info.operation)?;
    known.set_item("reference", &info.reference)?;
    known.set_item("unresolved", &info.unresolved)?;
    known.set_item("attempts", info.attempts)?;
    known.set_item("advice", info.advice.as_str())?;
    known.set_item("retry_after_ms", info.retry_after_ms)?;
    module.getattr(class_name(info.kind))?.call((info.sentence(),), Some(&known))
}

fn class_name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Configuration => "ConfigurationError",
        ErrorKind::Validation => "ValidationError",
        ErrorKind::Authentication => "AuthenticationError",
        ErrorKind::Gateway => "GatewayError",
        ErrorKind::RateLimited => "RateLimitedError",
        ErrorKind::Connection => "EnKashConnectionError",
        ErrorKind::Timeout => "EnKashTimeoutError",
        ErrorKind::Unavailable => "UnavailableError",
        ErrorKind::UnexpectedResponse => "UnexpectedResponseError",
        ErrorKind::OutcomeUnknown => "OutcomeUnknownError",
        ErrorKind::Cancelled => "CallCancelledError",
        ErrorKind::Internal => "InternalError",
    }
}

/// Runs the work of an entry point; a panic becomes `InternalError` instead of a `BaseException` that no handler expects.
pub fn guarded<T>(py: Python<'_>, work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(raise(py, panicked())))
}

pub(super) fn refused(py: Python<'_>, invalid: Invalid) -> PyErr {
    raise(py, Error::from(invalid))
}
