//! Calls that their callers gave up while it was in doubt whether they were applied.
//!
//! Whoever drops a future, cancels a task that nobody awaits or ends a loop with calls under way is not there to hear an
//! error. What they left is kept here until somebody asks; nothing is resolved in silence.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::Error;

/// More are not kept; the oldest give way. Somebody who asks once a minute loses none of sixteen a second.
const MOST: usize = 1_000;

/// The doubts of one client.
#[derive(Debug, Default)]
pub struct Doubts(Mutex<VecDeque<Error>>);

impl Doubts {
    /// Keeps the error of a call that was given up, if it is in doubt.
    pub fn keep(&self, error: &Error) {
        if error.is_outcome_unknown() {
            let mut kept = self.kept();
            if kept.len() == MOST {
                kept.pop_front();
            }
            kept.push_back(error.clone());
        }
    }

    /// All that came since the last time, oldest first.
    pub fn take(&self) -> Vec<Error> {
        std::mem::take(&mut *self.kept()).into()
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<Error>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorKind, RetryAdvice};

    fn error(kind: ErrorKind, text: &str) -> Error {
        Error::new(kind, "code", RetryAdvice::LookUpFirst, text)
    }

    #[test]
    fn the_oldest_give_way_and_each_is_told_once() {
        let doubts = Doubts::default();
        for n in 0..MOST + 2 {
            doubts.keep(&error(ErrorKind::OutcomeUnknown, &n.to_string()));
        }
        doubts.keep(&error(ErrorKind::Cancelled, "surely not applied"));
        let told: Vec<String> = doubts.take().into_iter().map(|error| error.into_info().text).collect();
        assert_eq!((told.len(), told[0].as_str(), told[MOST - 1].as_str()), (MOST, "2", "1001"));
        assert!(doubts.take().is_empty());
    }
}
