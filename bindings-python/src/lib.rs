//! Python binding: the module `enkash._native`.
//!
//! Records, values and errors come from `enkash::bind::python`; here is what needs a runtime:
//!
//! - `interpreter.rs`: one interpreter of the process, and no second one.
//! - `process.rs`: what belongs to one process and must not be touched after a fork.
//! - `doubt.rs`: writes that were given up in doubt.
//! - `settings.rs`: a merchant's or a customer's client.
//! - `store.rs`: the caller's object in which processes share a token.
//! - `pages.rs`: a walk over all pages of a search.
//! - `sync.rs`: the blocking client; the calling thread drives the I/O itself, with the interpreter released.
//! - `asynchronous.rs`, `queue.rs`, `wake.rs`: the asyncio client; a thread of ours does the I/O and the event loop fetches
//!   what is done. That thread never takes the interpreter's lock.
//! - `observe.rs`: what is told about a call when it has ended.
//! - `table.rs`: operations and enums as Python objects, from which `enkash/_operations.py` makes the methods.
//!
//! Importing the module starts nothing and reads no environment.

mod asynchronous;
mod doubt;
mod interpreter;
mod observe;
mod pages;
mod process;
mod queue;
mod settings;
mod store;
mod sync;
mod table;
mod wake;

use pyo3::prelude::*;

/// The native part of the package `enkash`.
#[pymodule(gil_used = false)]
mod _native {
    use super::*;

    #[pymodule_export]
    use enkash::bind::python::PySecret;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        interpreter::only_one(module.py())?;
        enkash::bind::fault::hush();
        enkash::bind::python::classes(module)?;
        table::enums(module)?;
        // The rest is the facade's own and stays out of `__all__`.
        let py = module.py();
        module.setattr("SyncCore", py.get_type::<sync::SyncCore>())?;
        module.setattr("AsyncCore", py.get_type::<asynchronous::AsyncCore>())?;
        module.setattr("Pages", py.get_type::<pages::Pages>())?;
        // Made now: made in a first call, they would be half made in a process that is forked in that moment.
        let _ = (py.get_type::<queue::LoopQueue>(), py.get_type::<doubt::Lost>(), py.get_type::<store::StoreReply>());
        module.setattr("functions", pyo3::wrap_pyfunction!(table::functions, module)?)?;
        module.setattr("run_function", pyo3::wrap_pyfunction!(table::run_function, module)?)?;
        module.setattr("operations", pyo3::wrap_pyfunction!(table::operations, module)?)?;
        module.setattr("client_settings", pyo3::wrap_pyfunction!(table::client_settings, module)?)?;
        module.setattr("checkout_settings", pyo3::wrap_pyfunction!(table::checkout_settings, module)?)?;
        module.setattr("webhook_not_genuine", pyo3::wrap_pyfunction!(table::webhook_not_genuine, module)?)?;
        module.setattr("parse_webhook", pyo3::wrap_pyfunction!(table::parse_webhook, module)?)?;
        module.setattr("__version__", env!("CARGO_PKG_VERSION"))
    }
}
