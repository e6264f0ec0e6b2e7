//! The SDK's error as an exception. The classes are Python (`enkash/errors.py`), so that they can be pickled, shown in
//! stubs and subclassed like any other.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

use crate::model::{ErrorInfo, ErrorKind, RetryAdvice};
use crate::operations::Op;
use crate::schema::Effect;
use crate::{Error, field::Invalid};

/// The exception for an error. If `enkash.errors` itself is broken, the exception says so.
pub fn raise(py: Python<'_>, error: impl Into<Error>) -> PyErr {
    let info = error.into().into_info();
    exception(py, &info).map_or_else(|fault| fault, PyErr::from_value)
}

fn exception<'py>(py: Python<'py>, info: &ErrorInfo) -> PyResult<Bound<'py, PyAny>> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let module = MODULE.get_or_try_init(py, || py.import("enkash.errors").map(Bound::unbind))?.bind(py);
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

/// The error of a write whose answer nobody waits for any more; `None` for what changes nothing.
pub fn doubt<O: Op>(id: &str, request: &O::Request) -> Option<Error> {
    match O::INFO.effect {
        Effect::Read | Effect::Idempotent => None,
        Effect::Create { .. } | Effect::Charge => Some(interrupted(
            O::INFO.name,
            crate::prepare::reference::<O>(id, request).map(|(_, text)| text.to_owned()),
        )),
    }
}

/// The error of a write whose caller gave up in the moment its answer came: it was applied, and the answer is lost.
pub fn interrupted(operation: &str, reference: Option<String>) -> Error {
    let text =
        format!("{operation} was given up by its caller and may have been applied; look it up before it is repeated");
    Error::new(ErrorKind::OutcomeUnknown, "outcome_unknown", RetryAdvice::LookUpFirst, text).with(|info| {
        info.operation = Some(operation.into());
        info.reference = reference;
    })
}

/// The error of a caught panic. Its message may hold anything, so it is not shown.
pub fn panicked() -> Error {
    Error::internal("the SDK has a fault and gave the call up; please report it with what you called")
}

/// The error of a client that was closed.
pub fn closed() -> Error {
    Error::configuration("the client is closed; make a new one")
}

/// Runs the work of an entry point; a panic becomes `InternalError` instead of a `BaseException` that no handler expects.
pub fn guarded<T>(py: Python<'_>, work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(raise(py, panicked())))
}

pub(super) fn refused(py: Python<'_>, invalid: Invalid) -> PyErr {
    raise(py, Error::from(invalid))
}
