//! Answers on their way back to the JavaScript thread.
//!
//! The runtime's thread pushes and wakes the JavaScript thread once per batch; there every answer that has come in by
//! then settles its promise. Waking is the dear part (a system call and a turn of the event loop), so it waits until
//! the runtime has done what it had at hand.

use std::ptr::null_mut;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi_sys as sys;
use tokio::runtime::Handle;

use crate::errors::{describe, internal};
use crate::js::{Made, Value};
use crate::value::Script;

/// Makes the value of an answer, or of its error, on the JavaScript thread.
pub(crate) type Outcome = Box<dyn FnOnce(&Script<'_>) -> Made<Result<Value, Value>> + Send>;

/// What is to be done on the JavaScript thread beside answers.
pub(crate) type Question = Box<dyn FnOnce(&Script<'_>) -> Made<()> + Send>;

/// The finished calls of one environment, and what is asked of it.
pub(crate) struct Queue {
    state: Mutex<State>,
}

struct State {
    /// What wakes the JavaScript thread; gone when the environment is.
    wake: Option<Wake>,
    batch: Batch,
}

/// What waits for the JavaScript thread. It is announced when it begins and taken as a whole: were a part left behind, no
/// later one would be the first, and nothing would ever be announced again.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) finished: Vec<(u64, Outcome)>,
    pub(crate) questions: Vec<Question>,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.finished.is_empty() && self.questions.is_empty()
    }
}

struct Wake(sys::napi_threadsafe_function);
// SAFETY: a threadsafe function may be called from any thread, and is, under the queue's lock, only while it exists.
unsafe impl Send for Wake {}

impl Queue {
    /// A queue that wakes with the given function.
    pub(crate) fn new(wake: sys::napi_threadsafe_function) -> Self {
        Queue { state: Mutex::new(State { wake: Some(Wake(wake)), batch: Batch::default() }) }
    }
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
    fn push(self: &Arc<Self>, ticket: u64, outcome: Outcome) {
        self.add(|batch| batch.finished.push((ticket, outcome)));
    }
    /// Has a question asked on the JavaScript thread; without an environment it is dropped.
    pub(crate) fn ask(self: &Arc<Self>, question: Question) {
        self.add(|batch| batch.questions.push(question));
    }
    fn add(self: &Arc<Self>, add: impl FnOnce(&mut Batch)) {
        if self.begins_batch(add) {
            let queue = self.clone();
            match Handle::try_current() {
                Ok(runtime) => drop(runtime.spawn(async move {
                    tokio::task::yield_now().await;
                    queue.announce();
                })),
                Err(_) => queue.announce(),
            }
        }
    }
    /// Whether a batch begins with what is added. One that was not empty has been announced, or is about to be.
    fn begins_batch(&self, add: impl FnOnce(&mut Batch)) -> bool {
        let mut state = self.state();
        if state.wake.is_none() {
            return false;
        }
        let begins = state.batch.is_empty();
        add(&mut state.batch);
        begins
    }
    fn announce(&self) {
        let state = self.state();
        if let Some(Wake(wake)) = state.wake {
            // SAFETY: the function exists, because `close` would have taken it away under this lock.
            unsafe {
                sys::napi_call_threadsafe_function(wake, null_mut(), sys::ThreadsafeFunctionCallMode::nonblocking);
            }
        }
    }
    /// Everything that waits.
    pub(crate) fn take(&self) -> Batch {
        std::mem::take(&mut self.state().batch)
    }
    /// The environment ends: nothing may be announced any more.
    pub(crate) fn close(&self) {
        let left = {
            let mut state = self.state();
            state.wake = None;
            std::mem::take(&mut state.batch)
        };
        drop(left);
    }
}

/// Owes the queue the outcome of one call; a call that panics is settled too.
pub(crate) struct Owed {
    queue: Arc<Queue>,
    ticket: u64,
    paid: bool,
}

impl Owed {
    pub(crate) fn new(queue: Arc<Queue>, ticket: u64) -> Self {
        Owed { queue, ticket, paid: false }
    }
    pub(crate) fn pay(mut self, outcome: Outcome) {
        self.paid = true;
        self.queue.push(self.ticket, outcome);
    }
}

impl Drop for Owed {
    fn drop(&mut self) {
        if !self.paid {
            self.queue.push(self.ticket, Box::new(|script| Ok(Err(describe(script, internal())?))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_panics_is_settled() {
        // The host's functions are not loaded in a test, so waking does nothing.
        let queue = Arc::new(Queue::new(null_mut()));
        let owed = Owed::new(queue.clone(), 7);
        let ended = tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(async move {
            let task = tokio::spawn(async move {
                let _owed = owed;
                panic!("a fault of this test");
            });
            task.await
        });
        assert!(ended.is_err());
        let tickets: Vec<u64> = queue.take().finished.into_iter().map(|(ticket, _)| ticket).collect();
        assert_eq!(tickets, [7]);
    }

    #[test]
    fn nothing_is_kept_for_an_environment_that_has_ended() {
        let queue = Arc::new(Queue::new(null_mut()));
        Owed::new(queue.clone(), 1).pay(Box::new(|_| Err(crate::js::Fault)));
        queue.close();
        drop(Owed::new(queue.clone(), 2));
        assert!(queue.take().is_empty());
    }

    #[test]
    fn every_batch_is_announced_whatever_came_before_it_was_taken() {
        let queue = Queue::new(null_mut());
        let finish =
            |ticket| queue.begins_batch(|batch| batch.finished.push((ticket, Box::new(|_| Err(crate::js::Fault)))));
        let ask = || queue.begins_batch(|batch| batch.questions.push(Box::new(|_| Ok(()))));
        assert!(finish(1));
        assert!(!ask(), "the batch has been announced");
        let taken = queue.take();
        assert_eq!((taken.finished.len(), taken.questions.len()), (1, 1));
        assert!(ask(), "nothing was left behind, so a batch begins");
        assert!(!finish(2));
        queue.take();
        assert!(finish(3));
    }
}
