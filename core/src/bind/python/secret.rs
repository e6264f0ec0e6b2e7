//! `enkash.Secret`.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::scalar::Secret;

/// Text that never prints: a key, a token, a card number. `reveal()` opens it.
///
/// It cannot be pickled: a pickle ends up in queues, caches and files, where a secret must not lie open.
#[pyclass(frozen, eq, name = "Secret", module = "enkash")]
#[derive(Debug, Clone, PartialEq)]
pub struct PySecret(Secret);

impl PySecret {
    pub(super) fn inner(&self) -> &Secret {
        &self.0
    }
}

impl From<Secret> for PySecret {
    fn from(secret: Secret) -> Self {
        PySecret(secret)
    }
}

#[pymethods]
impl PySecret {
    #[new]
    fn new(text: String) -> Self {
        PySecret(Secret::new(text))
    }
    /// The text. Whoever calls this answers for where it goes.
    fn reveal(&self) -> &str {
        self.0.reveal()
    }
    fn __repr__(&self) -> &'static str {
        "Secret(***)"
    }
    fn __bool__(&self) -> bool {
        !self.0.reveal().is_empty()
    }
    /// The same for all: a hash of the text would tell something about it.
    fn __hash__(&self) -> u64 {
        0x5EC2E7
    }
    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }
    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }
    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err("a Secret cannot be pickled: it would lie open in the pickle; pass it on by reveal()"))
    }
}
