//! What is told about a write whose answer comes when nobody waits for it any more.

use std::fmt;

use crate::call::{Call, Progress};
use crate::report::unknown;
use crate::unresolved::Unresolved;
use crate::{Doubts, Error};

/// The error of a write whose caller gave up after its answer had come and before it was told. It can be kept for as long as
/// the call runs: nothing of a card or another secret is in it.
#[derive(Clone)]
pub struct Lost {
    error: Error,
    unresolved: Option<Unresolved>,
}

impl Lost {
    /// `None` for what changes nothing.
    pub(crate) fn of(call: &Call) -> Option<Self> {
        call.writes().then(|| {
            let error = unknown(call, "its caller gave up in the moment in which its answer came");
            Lost { error: Progress::default().told(call, error), unresolved: Unresolved::of(call) }
        })
    }

    /// The error. To be asked for when the call has ended or is being ended: the time that its `unresolved` names is now,
    /// and nothing of the call may be sent after that.
    #[must_use]
    pub fn error(&self) -> Error {
        let text = self.unresolved.clone().map(|call| call.sent_by_now().to_text());
        self.error.clone().with(|info| info.unresolved = text)
    }

    /// Leaves the doubt with the client, for nobody may be there to see the error.
    pub fn keep(&self, doubts: &Doubts) -> Error {
        let error = self.error();
        doubts.keep(&error);
        error
    }
}

/// Of a call that no row of the table stands for.
impl From<Error> for Lost {
    fn from(error: Error) -> Self {
        Lost { error, unresolved: None }
    }
}

impl fmt::Debug for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lost").field("error", &self.error).finish_non_exhaustive()
    }
}
