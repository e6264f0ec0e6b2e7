//! Python objects that are looked up once in a process.
//!
//! pyo3's own cell, which `intern!` uses too, lets go of the interpreter while it is being filled. A process that is forked in
//! that moment has a cell that somebody is filling for ever, and waits for it for ever. This one is filled with what is
//! there already, in one step, by a thread that holds the interpreter; two threads may look the same thing up.

use std::sync::OnceLock;

use pyo3::prelude::*;

/// A place for one object; for a `static`.
pub struct Cell<T>(OnceLock<Py<T>>);

impl<T> Cell<T> {
    /// An empty one.
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Cell(OnceLock::new())
    }

    /// The object; `make` looks it up if nobody has.
    pub fn get<'c, 'py>(
        &'c self,
        py: Python<'py>,
        make: impl FnOnce() -> PyResult<Bound<'py, T>>,
    ) -> PyResult<&'c Bound<'py, T>> {
        let found = match self.0.get() {
            Some(found) => found,
            None => {
                let made = make()?.unbind();
                self.0.get_or_init(|| made)
            }
        };
        Ok(found.bind(py))
    }
}

/// A name as a Python string that is made once.
#[macro_export]
macro_rules! python_name {
    ($py:expr, $name:literal) => {{
        static NAME: $crate::bind::python::Cell<::pyo3::types::PyString> = $crate::bind::python::Cell::new();
        NAME.get($py, || Ok(::pyo3::types::PyString::intern($py, $name)))?
    }};
}
