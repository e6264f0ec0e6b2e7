//! The caller's object as a token store.
//!
//! Each question runs on a short-lived thread that Python starts and that runs Python code only. A thread of ours could not:
//! when the interpreter ends while such a thread is inside Python, its stack is unwound by force, and Rust would abort the
//! process. The thread that does the I/O is never inside Python at all.

use std::sync::{Mutex, PoisonError};

use enkash::bind::python::raise;
use enkash::field::Path;
use enkash::{Error, StoreAnswer, StoreFailed, TokenStore};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tokio::sync::oneshot;

/// An object with `get` and `set`, as Django's caches are; with `add`, if it has one.
pub(crate) struct Store {
    get: Py<PyAny>,
    set: Py<PyAny>,
    add: Option<Py<PyAny>>,
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
        let is_coroutine = py.import(intern!(py, "inspect"))?.getattr(intern!(py, "iscoroutinefunction"))?;
        let method = |name: &str| -> PyResult<Option<Py<PyAny>>> {
            let Some(method) = store.getattr_opt(name)?.filter(|method| method.is_callable()) else { return Ok(None) };
            if is_coroutine.call1((&method,))?.is_truthy()? {
                return Err(refused("has async methods; pass one whose methods wait, they are called on a thread"));
            }
            Ok(Some(method.unbind()))
        };
        let absent = || refused("must have get(key) and set(key, value, seconds), as Django's caches have");
        Ok(Store {
            get: method("get")?.ok_or_else(absent)?,
            set: method("set")?.ok_or_else(absent)?,
            add: method("add")?,
            ask: py.import(intern!(py, "enkash._store"))?.getattr(intern!(py, "ask"))?.unbind(),
        })
    }

    /// Asks on a thread of Python's. The interpreter is taken for a moment, and not by the thread that does the I/O.
    async fn ask(&self, method: &Py<PyAny>, arguments: Vec<Argument>) -> Result<Py<PyAny>, StoreFailed> {
        let (tell, answer) = oneshot::channel();
        let (ask, method) =
            Python::try_attach(|py| (self.ask.clone_ref(py), method.clone_ref(py))).ok_or(StoreFailed)?;
        let begin = move || {
            Python::try_attach(|py| {
                let arguments = pyo3::types::PyTuple::new(py, arguments)?;
                let reply = StoreReply(Mutex::new(Some(tell)));
                let start = py.import(intern!(py, "_thread"))?.getattr(intern!(py, "start_new_thread"))?;
                start.call1((ask, (reply, method, arguments))).map(drop)
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
            let answer = self.ask(&self.get, vec![Argument::Text(key.to_owned())]).await?;
            look(answer, text)
        })
    }

    fn set<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, ()> {
        Box::pin(async move { self.ask(&self.set, arguments(key, value, seconds)).await.map(drop) })
    }

    fn add<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, bool> {
        Box::pin(async move {
            match &self.add {
                Some(add) => look(self.ask(add, arguments(key, value, seconds)).await?, |added| added.is_truthy()),
                None => enkash::add_by_get_and_set(self, key, value, seconds).await,
            }
        })
    }
}
