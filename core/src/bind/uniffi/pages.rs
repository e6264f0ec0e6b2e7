//! The walk over a search's pages, shared by the calls of one object.

use std::fmt;
use std::sync::Arc;

use tokio::sync::Mutex;

use super::gate::Gate;
use super::{EnKashError, runtime};
use crate::operations::PagedOp;
use crate::pager::Pager;
use crate::rows::{Paged, Search};

/// Where a search begins, and how far it was walked.
pub(crate) struct Pages<O: PagedOp> {
    gate: Arc<Gate>,
    request: O::Request,
    pager: Arc<Mutex<Pager>>,
}

impl<O: PagedOp> Pages<O> {
    pub(crate) fn new(gate: Arc<Gate>, request: O::Request) -> Self {
        let (offset, limit) = request.page();
        Pages { gate, request, pager: Arc::new(Mutex::new(Pager::of(offset, limit))) }
    }

    /// The new rows of the next page; none after the last. Calls at the same time wait for each other.
    pub(crate) async fn next(&self) -> Result<Vec<<O::Answer as Paged>::Row>, EnKashError> {
        let (caller, request, pager) = (self.gate.open()?, self.request.clone(), Arc::clone(&self.pager));
        runtime::run(async move {
            let mut pager = pager.lock().await;
            let page = caller.next_rows::<O>(&request, &mut pager);
            Ok(page.await.transpose()?.unwrap_or_default())
        })
        .await
    }
}

impl<O: PagedOp> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::INFO.name).finish_non_exhaustive()
    }
}
