//! What belongs to one process.
//!
//! After a fork the child has the parent's memory but none of its threads, and shares its sockets. A runtime or a
//! connection from before must be neither used (nobody drives it; two processes would write to one socket) nor dropped
//! (that waits for threads that do not exist, or says goodbye on the parent's connections). So it is leaked, and the child
//! makes its own.

use std::mem::ManuallyDrop;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::Python;

/// A value that is made once in each process, on first use.
///
/// The lock is taken only by threads that hold the interpreter and is released before they let go of it. A fork happens in
/// a thread that holds the interpreter, so no child is ever born with this lock taken.
pub(crate) struct PerProcess<T>(Mutex<State<T>>);

enum State<T> {
    Empty,
    Made { pid: u32, value: ManuallyDrop<Arc<T>> },
    Closed,
}

impl<T> PerProcess<T> {
    pub(crate) const fn new() -> Self {
        PerProcess(Mutex::new(State::Empty))
    }

    /// This process's value; `None` once closed.
    pub(crate) fn get<E>(&self, py: Python<'_>, make: impl FnOnce() -> Result<T, E>) -> Result<Option<Arc<T>>, E> {
        let mut state = self.lock(py);
        let pid = std::process::id();
        match &*state {
            State::Closed => return Ok(None),
            State::Made { pid: made_in, value } if *made_in == pid => return Ok(Some(Arc::clone(value))),
            // Made by a parent: overwritten without being dropped.
            State::Made { .. } | State::Empty => {}
        }
        let value = Arc::new(make()?);
        *state = State::Made { pid, value: ManuallyDrop::new(Arc::clone(&value)) };
        Ok(Some(value))
    }

    /// This process's value, if it has been made.
    pub(crate) fn made(&self, py: Python<'_>) -> Option<Arc<T>> {
        match &*self.lock(py) {
            State::Made { pid, value } if *pid == std::process::id() => Some(Arc::clone(value)),
            State::Made { .. } | State::Empty | State::Closed => None,
        }
    }

    /// Lets go of the value for good. Calls that are under way keep it until they end.
    pub(crate) fn close(&self, py: Python<'_>) {
        let before = std::mem::replace(&mut *self.lock(py), State::Closed);
        drop_own(before);
    }

    pub(crate) fn is_closed(&self, py: Python<'_>) -> bool {
        matches!(*self.lock(py), State::Closed)
    }

    fn lock(&self, _py: Python<'_>) -> MutexGuard<'_, State<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Drop for PerProcess<T> {
    fn drop(&mut self) {
        let state = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        drop_own(std::mem::replace(state, State::Closed));
    }
}

fn drop_own<T>(state: State<T>) {
    if let State::Made { pid, value } = state
        && pid == std::process::id()
    {
        drop(ManuallyDrop::into_inner(value));
    }
}
