//! The one interpreter of a process that this package works in.
//!
//! Classes of records and of errors are made once for the process. A second interpreter would be handed those of the first,
//! and its `except enkash.GatewayError` would catch nothing. CPython refuses the module in an interpreter with a lock of its
//! own; one that shares the lock, as under mod_wsgi, it lets pass.

use std::sync::atomic::{AtomicI64, Ordering};

use pyo3::exceptions::PyImportError;
use pyo3::ffi;
use pyo3::prelude::*;

/// No interpreter has this number.
const NONE: i64 = -1;

/// Takes the interpreter that loads the module first and refuses all others. The text is CPython's own for the same;
/// `enkash/__init__.py` says what to do.
pub(crate) fn only_one(_py: Python<'_>) -> PyResult<()> {
    static HOME: AtomicI64 = AtomicI64::new(NONE);
    // SAFETY: the caller is attached to an interpreter, so there is a current one.
    let this = unsafe { ffi::PyInterpreterState_GetID(ffi::PyInterpreterState_Get()) };
    match HOME.compare_exchange(NONE, this, Ordering::Relaxed, Ordering::Relaxed) {
        Err(home) if home != this => {
            Err(PyImportError::new_err("module enkash._native does not support loading in subinterpreters"))
        }
        _ => Ok(()),
    }
}
