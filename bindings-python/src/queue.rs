//! The completion queue of an event loop.
//!
//! Our thread puts results in and wakes the loop, once for however many results; the loop takes them all out in one go and
//! settles the futures that wait for them. Python objects stay with the loop: a running call knows only its ticket.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use enkash::ErrorKind;
use pyo3::exceptions::{PyAttributeError, PyNotImplementedError};
use pyo3::intern;
use pyo3::prelude::*;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use crate::doubt::Lost;
use crate::observe::Watch;
use crate::wake::Wake;

/// A result as a recipe: Python objects are made by the loop's thread.
pub(crate) type Outcome = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyAny>> + Send>;

/// What the loop and our thread share.
#[derive(Default)]
pub(crate) struct Done {
    results: Mutex<Vec<(u64, Outcome)>>,
    wake: OnceLock<Wake>,
}

impl Done {
    /// Hands a result over. Called by our thread, without the interpreter.
    pub(crate) fn put(&self, ticket: u64, outcome: Outcome) {
        let mut results = lock(&self.results);
        results.push((ticket, outcome));
        // Whoever put the first one has woken the loop, which takes all.
        let first = results.len() == 1;
        drop(results);
        if first && let Some(wake) = self.wake.get() {
            wake.wake();
        }
    }
}

/// What to do with a call that its caller gives up.
pub(crate) enum End {
    /// It changes nothing: drop it. The sender is only kept.
    Drop(#[allow(dead_code)] oneshot::Sender<()>),
    /// Ask it to end and to say whether it was applied; the error is for an answer that comes after all.
    Ask(oneshot::Sender<()>, Lost),
    /// It was asked.
    Asked(Lost),
    /// It ended after its future was cancelled and before its caller noticed: what the caller has to know.
    Ended(Option<PyErr>),
}

struct Waiting {
    future: Py<PyAny>,
    task: AbortHandle,
    end: End,
    watch: Watch,
}

/// The queue of one event loop.
#[pyclass(frozen, weakref, module = "enkash._native")]
pub(crate) struct LoopQueue {
    pub(crate) done: Arc<Done>,
    /// Weak: a loop that watches holds this queue, by the callback it watches with.
    event_loop: Py<PyAny>,
    waiting: Mutex<HashMap<u64, Waiting>>,
    tickets: Mutex<u64>,
    /// The process whose calls these are. After a fork nobody works on them, and their locks may be taken for ever.
    pid: u32,
}

impl LoopQueue {
    /// Makes the queue and has the loop watch it.
    pub(crate) fn attach<'py>(event_loop: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        let py = event_loop.py();
        let weak = |of: &Bound<'py, PyAny>| py.import("weakref")?.getattr("ref")?.call1((of,)).map(Bound::unbind);
        let done = Arc::new(Done::default());
        let queue = LoopQueue {
            done: Arc::clone(&done),
            event_loop: weak(event_loop)?,
            waiting: Mutex::default(),
            tickets: Mutex::default(),
            pid: std::process::id(),
        };
        let queue = Bound::new(py, queue)?;
        let wake = match watch(event_loop, &queue.getattr("drain")?)? {
            Some(wake) => wake,
            None => Wake::Called { event_loop: weak(event_loop)?, queue: weak(queue.as_any())? },
        };
        // Nobody else has seen this cell yet.
        let _ = done.wake.set(wake);
        Ok(queue)
    }

    pub(crate) fn is_of(&self, event_loop: &Bound<'_, PyAny>) -> PyResult<bool> {
        Ok(self.event_loop.bind(event_loop.py()).call0()?.is(event_loop))
    }

    /// Whether the loop is gone or closed.
    pub(crate) fn is_over(&self, py: Python<'_>) -> bool {
        let closed = |event_loop: Bound<'_, PyAny>| -> PyResult<bool> {
            Ok(event_loop.is_none() || event_loop.call_method0("is_closed")?.is_truthy()?)
        };
        self.event_loop.bind(py).call0().and_then(closed).unwrap_or(true)
    }

    pub(crate) fn ticket(&self) -> u64 {
        let mut last = lock(&self.tickets);
        *last += 1;
        *last
    }

    pub(crate) fn wait(&self, ticket: u64, future: Py<PyAny>, task: AbortHandle, end: End, watch: Watch) {
        lock(&self.waiting).insert(ticket, Waiting { future, task, end, watch });
    }
}

#[pymethods]
impl LoopQueue {
    /// Settles what is done. Called by the loop.
    fn drain(&self, py: Python<'_>) {
        if self.pid != std::process::id() {
            return;
        }
        if let Some(wake) = self.done.wake.get() {
            wake.clear();
        }
        let results = std::mem::take(&mut *lock(&self.done.results));
        for (ticket, outcome) in results {
            // Given up meanwhile: nobody wants to know.
            let Some(waiting) = lock(&self.waiting).remove(&ticket) else { continue };
            waiting.watch.tell(py);
            match settle(py, waiting, outcome) {
                Ok(None) => {}
                Ok(Some(ended)) => {
                    lock(&self.waiting).insert(ticket, ended);
                }
                Err(error) => error.write_unraisable(py, None),
            }
        }
    }

    /// Ends a call that its caller gave up. Where it matters whether the call was applied, answers a future of the error
    /// that says so, or of None if it was surely not applied.
    fn abandon<'py>(&self, py: Python<'py>, ticket: u64) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(waiting) = lock(&self.waiting).remove(&ticket) else { return Ok(None) };
        if self.pid != std::process::id() {
            std::mem::forget(waiting);
            return Ok(None);
        }
        let Waiting { future, task, end, watch } = waiting;
        let last = || future.bind(py).call_method0("get_loop")?.call_method0(intern!(py, "create_future"));
        match end {
            End::Drop(_) | End::Asked(_) => {
                task.abort();
                Ok(None)
            }
            End::Ended(told) => {
                let last = last()?;
                last.call_method1(intern!(py, "set_result"), (told,))?;
                Ok(Some(last))
            }
            End::Ask(cancel, lost) => {
                let last = last()?;
                let asked = Waiting { future: last.clone().unbind(), task, end: End::Asked(lost), watch };
                lock(&self.waiting).insert(ticket, asked);
                // An error says that the call has ended; then its result is in the queue.
                let _ = cancel.send(());
                Ok(Some(last))
            }
        }
    }
}

impl Drop for LoopQueue {
    fn drop(&mut self) {
        let waiting = self.waiting.get_mut().unwrap_or_else(PoisonError::into_inner);
        if self.pid == std::process::id() {
            waiting.values().for_each(|waiting| waiting.task.abort());
        } else {
            std::mem::forget(std::mem::take(waiting));
        }
    }
}

/// Settles a future; answers the call again where its future was cancelled and its caller has yet to ask.
fn settle(py: Python<'_>, mut waiting: Waiting, outcome: Outcome) -> PyResult<Option<Waiting>> {
    let future = waiting.future.bind(py);
    let set_result = intern!(py, "set_result");
    let done = future.call_method0(intern!(py, "done"))?.is_truthy()?;
    match (waiting.end, outcome(py)) {
        (End::Ask(_, lost), answer) if done => {
            waiting.end = End::Ended(doubt(py, lost, answer));
            return Ok(Some(waiting));
        }
        (End::Ended(_), _) => {}
        (End::Asked(lost), Ok(_)) if done => drop(lost.tell(py)),
        _ if done => {}
        (End::Asked(lost), answer) => drop(future.call_method1(set_result, (doubt(py, lost, answer),))?),
        (End::Drop(_) | End::Ask(..), Ok(answer)) => drop(future.call_method1(set_result, (answer,))?),
        (End::Drop(_) | End::Ask(..), Err(error)) => {
            future.call_method1(intern!(py, "set_exception"), (error,))?;
        }
    }
    Ok(None)
}

/// What the caller of a write has to know who gave up before this came: an answer means that it was applied.
fn doubt(py: Python<'_>, lost: Lost, answer: PyResult<Py<PyAny>>) -> Option<PyErr> {
    match answer {
        Ok(_) => Some(lost.tell(py)),
        Err(error) => {
            let kind: String = error.value(py).getattr("kind").and_then(|kind| kind.extract()).unwrap_or_default();
            (kind == ErrorKind::OutcomeUnknown.as_str()).then_some(error)
        }
    }
}

#[cfg(unix)]
fn watch(event_loop: &Bound<'_, PyAny>, drain: &Bound<'_, PyAny>) -> PyResult<Option<Wake>> {
    let signal = crate::wake::fd::Signal::new()?;
    match event_loop.call_method1("add_reader", (signal.watched(), drain)) {
        Ok(_) => Ok(Some(Wake::Watched(signal))),
        Err(error) if cannot_watch(event_loop.py(), &error) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn watch(_event_loop: &Bound<'_, PyAny>, _drain: &Bound<'_, PyAny>) -> PyResult<Option<Wake>> {
    Ok(None)
}

#[cfg(unix)]
fn cannot_watch(py: Python<'_>, error: &PyErr) -> bool {
    error.is_instance_of::<PyNotImplementedError>(py) || error.is_instance_of::<PyAttributeError>(py)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
