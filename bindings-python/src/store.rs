//! The caller's object as a token store.
//!
//! Each question runs on a short-lived thread that Python starts and that runs the store's code. A thread of ours could not:
//! when the interpreter ends while such a thread is inside Python, its stack is unwound by force, and Rust would abort the
//! process. Threads of ours enter Python only to start that thread and to look at its answer, and run no code of the store's.
//!
//! The store is asked for its method on that thread as well: Django's caches hand out one connection to each thread.

use std::sync::{Mutex, PoisonError};

use enkash::bind::python::raise;
use enkash::field::Path;
use enkash::python_name;
use enkash::{Error, StoreAnswer, StoreFailed, TokenStore};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tokio::sync::oneshot;

/// An object with `get` and `set`, as Django's caches are; with `add`, if it has one.
pub(crate) struct Store {
    store: Py<PyAny>,
    adds: bool,
    /// `enkash._store.ask`
    ask: Py<PyAny>,
}

/// Where the asking thread puts the answer.
#[pyclass(frozen, module = "enkash._native")]
pub(crate) struct StoreReply(Mutex<Option<oneshot::Sender<Py<PyAny>>>>);

#[pymethods]
impl StoreReply {
    /// Nobody may wait for it any more; then it is dropped.
    fn give(&self, answer: Py<PyAny>) {
        if let Some(waiting) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = waiting.send(answer);
        }
    }
}

impl Store {
    /// Looks at the object before anything depends on it: what is wrong with it later costs token calls in silence.
    pub(crate) fn new(store: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = store.py();
        let refused = |problem: &str| {
            let invalid = Path::Field(&Path::Root, "token_store").invalid(problem);
            raise(py, Error::from_invalid_setting(invalid))
        };
        let is_coroutine = py.import(python_name!(py, "inspect"))?.getattr(python_name!(py, "iscoroutinefunction"))?;
        let has = |name: &str| -> PyResult<bool> {
            let Some(method) = store.getattr_opt(name)?.filter(|method| method.is_callable()) else { return Ok(false) };
            if is_coroutine.call1((&method,))?.is_truthy()? {
                return Err(refused("has async methods; pass one whose methods wait, they are called on a thread"));
            }
            Ok(true)
        };
        if !has("get")? || !has("set")? {
            return Err(refused("must have get(key) and set(key, value, seconds), as Django's caches have"));
        }
        Ok(Store {
            store: store.clone().unbind(),
            adds: has("add")?,
            ask: py.import(python_name!(py, "enkash._store"))?.getattr(python_name!(py, "ask"))?.unbind(),
        })
    }

    /// Asks on a thread of Python's. The interpreter is taken for a moment, and not by the thread that does the I/O.
    async fn ask(&self, method: &'static str, arguments: Vec<Argument>) -> Result<Py<PyAny>, StoreFailed> {
        let (tell, answer) = oneshot::channel();
        let (ask, store) =
            Python::try_attach(|py| (self.ask.clone_ref(py), self.store.clone_ref(py))).ok_or(StoreFailed)?;
        let begin = move || {
            Python::try_attach(|py| {
                let arguments = pyo3::types::PyTuple::new(py, arguments)?;
                let reply = StoreReply(Mutex::new(Some(tell)));
                let start = py.import(python_name!(py, "_thread"))?.getattr(python_name!(py, "start_new_thread"))?;
                start.call1((ask, (reply, store, method, arguments))).map(drop)
            })
        };
        match tokio::task::spawn_blocking(begin).await {
            Ok(Some(Ok(()))) => answer.await.map_err(|_| StoreFailed),
            _ => Err(StoreFailed),
        }
    }
}

/// What a method is called with.
#[derive(IntoPyObject)]
enum Argument {
    Text(String),
    Seconds(u64),
}

fn arguments(key: &str, value: &str, seconds: u64) -> Vec<Argument> {
    vec![Argument::Text(key.to_owned()), Argument::Text(value.to_owned()), Argument::Seconds(seconds)]
}

/// Looks at an answer with the interpreter.
fn look<T>(answer: Py<PyAny>, at: impl FnOnce(&Bound<'_, PyAny>) -> PyResult<T>) -> Result<T, StoreFailed> {
    Python::try_attach(|py| at(answer.bind(py))).and_then(Result::ok).ok_or(StoreFailed)
}

/// Text, or bytes as a client of Redis hands them out.
fn text(value: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if value.is_none() {
        return Ok(None);
    }
    match value.cast::<PyBytes>() {
        Ok(bytes) => Ok(String::from_utf8(bytes.as_bytes().to_vec()).ok()),
        Err(_) => value.extract().map(Some),
    }
}

impl TokenStore for Store {
    fn get<'a>(&'a self, key: &'a str) -> StoreAnswer<'a, Option<String>> {
        Box::pin(async move {
            let answer = self.ask("get", vec![Argument::Text(key.to_owned())]).await?;
            look(answer, text)
        })
    }

    fn set<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, ()> {
        Box::pin(async move { self.ask("set", arguments(key, value, seconds)).await.map(drop) })
    }

    fn add<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, bool> {
        Box::pin(async move {
            if !self.adds {
                return enkash::add_by_get_and_set(self, key, value, seconds).await;
            }
            look(self.ask("add", arguments(key, value, seconds)).await?, |added| added.is_truthy())
        })
    }
}
