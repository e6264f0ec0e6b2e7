//! The completion queue of an event loop.
//!
//! Our thread puts results in and wakes the loop, once for however many results; the loop takes them all out in one go and
//! settles the futures that wait for them. Python objects stay with the loop: a running call knows only its ticket.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use enkash::python_name;
use pyo3::exceptions::{PyAttributeError, PyNotImplementedError};
use pyo3::prelude::*;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use crate::doubt::Lost;
use crate::observe::Watch;
use crate::wake::Wake;

/// A result as a recipe: Python objects are made by the loop's thread.
pub(crate) type Outcome = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyAny>> + Send>;

/// A call that has ended.
pub(crate) struct Settled {
    pub(crate) ticket: u64,
    pub(crate) outcome: Outcome,
    /// What to tell if nobody takes it.
    pub(crate) untaken: Option<Lost>,
}

/// What the loop and our thread share. It is let go when both have: then nobody takes what is in it.
#[derive(Default)]
pub(crate) struct Done {
    results: Mutex<Vec<Settled>>,
    wake: OnceLock<Wake>,
}

impl Done {
    /// Hands a result over. Called by our thread, without the interpreter.
    pub(crate) fn put(&self, settled: Settled) {
        let mut results = lock(&self.results);
        results.push(settled);
        // Whoever put the first one has woken the loop, which takes all.
        let first = results.len() == 1;
        drop(results);
        if first && let Some(wake) = self.wake.get() {
            wake.wake();
        }
    }
}

impl Drop for Done {
    fn drop(&mut self) {
        keep_untaken(self.results.get_mut().unwrap_or_else(PoisonError::into_inner));
    }
}

fn keep_untaken(results: &[Settled]) {
    for lost in results.iter().filter_map(|settled| settled.untaken.as_ref()) {
        lost.keep();
    }
}

/// What to do with a call that its caller gives up.
pub(crate) enum End {
    /// It changes nothing: drop it. The sender is only kept.
    Drop(#[allow(dead_code)] oneshot::Sender<()>),
    /// Ask it to end and to say whether it was applied.
    Ask(oneshot::Sender<()>),
    /// It was asked.
    Asked,
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

    /// Keeps the doubts about what nobody takes as long as the loop does not run. A loop that is only stopped may run again
    /// and take it then: told twice is better than never.
    pub(crate) fn keep_untaken(&self, py: Python<'_>) {
        let runs = |event_loop: Bound<'_, PyAny>| -> PyResult<bool> {
            Ok(!event_loop.is_none() && event_loop.call_method0(python_name!(py, "is_running"))?.is_truthy()?)
        };
        if !self.event_loop.bind(py).call0().and_then(runs).unwrap_or(false) {
            keep_untaken(&lock(&self.done.results));
        }
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
    /// Settles what is done. Called by the loop, which is told of a KeyboardInterrupt in an observer when all is settled.
    fn drain(&self, py: Python<'_>) -> PyResult<()> {
        if self.pid != std::process::id() {
            return Ok(());
        }
        if let Some(wake) = self.done.wake.get() {
            wake.clear();
        }
        let results = std::mem::take(&mut *lock(&self.done.results));
        let mut interrupted = Ok(());
        for settled in results {
            let ticket = settled.ticket;
            let Some(waiting) = lock(&self.waiting).remove(&ticket) else {
                // Given up meanwhile: nobody asks any more.
                keep_untaken(&[settled]);
                continue;
            };
            let told = waiting.watch.tell(py);
            interrupted = interrupted.and(told);
            match settle(py, waiting, settled) {
                Ok(None) => {}
                Ok(Some(ended)) => {
                    lock(&self.waiting).insert(ticket, ended);
                }
                Err(error) => error.write_unraisable(py, None),
            }
        }
        interrupted
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
        let last = || future.bind(py).call_method0("get_loop")?.call_method0(python_name!(py, "create_future"));
        match end {
            End::Drop(_) | End::Asked => {
                task.abort();
                Ok(None)
            }
            End::Ended(told) => {
                let last = last()?;
                last.call_method1(python_name!(py, "set_result"), (told,))?;
                Ok(Some(last))
            }
            End::Ask(cancel) => {
                let last = last()?;
                let asked = Waiting { future: last.clone().unbind(), task, end: End::Asked, watch };
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
fn settle(py: Python<'_>, mut waiting: Waiting, settled: Settled) -> PyResult<Option<Waiting>> {
    let Settled { outcome, untaken, .. } = settled;
    let future = waiting.future.bind(py);
    let set_result = python_name!(py, "set_result");
    let done = future.call_method0(python_name!(py, "done"))?.is_truthy()?;
    // What the caller of a write has to know who gave up before this came.
    let doubt = || untaken.and_then(|lost| lost.tell(py));
    match waiting.end {
        End::Ask(_) if done => {
            waiting.end = End::Ended(doubt());
            return Ok(Some(waiting));
        }
        End::Asked if done => drop(doubt()),
        End::Asked => drop(future.call_method1(set_result, (doubt(),))?),
        End::Drop(_) | End::Ended(_) if done => {}
        End::Drop(_) | End::Ask(_) | End::Ended(_) => match outcome(py) {
            Ok(answer) => drop(future.call_method1(set_result, (answer,))?),
            Err(error) => drop(future.call_method1(python_name!(py, "set_exception"), (error,))?),
        },
    }
    Ok(None)
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
