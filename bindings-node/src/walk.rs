//! The walk over a search's pages: the core says what to ask for and which rows are new.

use std::sync::Arc;

use enkash::field::Language;
use enkash::operations::{PagedOp, PagedVisitor, dispatch_paged};
use enkash::pager::Pager;
use enkash::rows::{self, Page, Paged, Search};
use enkash::{Caller, Error};
use napi_sys as sys;
use tokio::sync::Mutex;
use tokio::sync::oneshot::Receiver;

use crate::entry::{Ticket, caller_of, enter, place, take_request};
use crate::errors::Refused;
use crate::js::{Made, Value};
use crate::value::Script;

/// A walk, whatever it is over.
type AnyWalk = Box<dyn Pages>;

/// `walk(index, request)`: a walk over all pages of a search.
pub(crate) unsafe extern "C" fn walk(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [index, request]| {
        let walk = dispatch_paged(place(script, index)?, Begin { script, request }).unwrap_or(Err(Refused::Engine))?;
        Ok(script.js.external::<AnyWalk>(walk)?)
    })
}

/// `nextPage(handle, walk, ticket, aborted, watched)`: a promise of the next new rows, of none after the last.
pub(crate) unsafe extern "C" fn next_page(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [handle, walk, ticket, aborted, watched]| {
        let ticket = Ticket::of(script, ticket, aborted, watched)?;
        let caller = ticket.watch(caller_of(script, handle)?);
        // SAFETY: the facade keeps walks to itself and passes nothing else here.
        let walk = unsafe { script.js.data::<AnyWalk>(walk) }?;
        walk.next(script, caller, ticket)
    })
}

struct Begin<'a, 'i> {
    script: &'a Script<'i>,
    request: Value,
}

impl PagedVisitor for Begin<'_, '_> {
    type Result = Result<AnyWalk, Refused>;

    fn visit<O: PagedOp>(self) -> Self::Result {
        let request = take_request::<O>(self.script, &self.request);
        let request = request.map_err(|invalid| Refused::from(invalid).of(O::INFO.name))?;
        let (offset, limit) = request.page();
        Ok(Box::new(Walk::<O> { request, pager: Arc::new(Mutex::new(Pager::of(offset, limit))) }))
    }
}

/// A walk over one search. The request is the SDK's own copy, so nobody changes it under way.
struct Walk<O: PagedOp> {
    request: O::Request,
    pager: Arc<Mutex<Pager>>,
}

trait Pages {
    fn next(&self, script: &Script<'_>, caller: Caller, ticket: Ticket) -> Result<Value, Refused>;
}

impl<O: PagedOp> Pages for Walk<O> {
    fn next(&self, script: &Script<'_>, caller: Caller, ticket: Ticket) -> Result<Value, Refused> {
        let (request, pager, aborted) = (self.request.clone(), self.pager.clone(), ticket.aborted);
        let work = move |cancelled: Receiver<()>| async move {
            if aborted {
                // Whoever gave up hears so, even where there is nothing left to ask for.
                return caller.call_until::<O>("", request, async {}).await.map(|_| Vec::new());
            }
            let cancelled = Arc::new(Mutex::new(cancelled));
            let mut pager = pager.lock().await;
            let fetch = |window| {
                let (mut request, caller, cancelled) = (request.clone(), caller.clone(), cancelled.clone());
                request.set_page(window);
                async move {
                    let cancelled = async move {
                        // An error means that the environment is gone and nobody waits for the rows.
                        let _ = (&mut *cancelled.lock().await).await;
                    };
                    let answer = caller.call_until::<O>("", request, cancelled).await?;
                    Ok::<Page<Row<O>>, Error>(answer.into_page())
                }
            };
            rows::next_page(&mut pager, O::KEY, fetch).await.unwrap_or_else(|| Ok(Vec::new()))
        };
        ticket.promise(script, work, give::<O>)
    }
}

type Row<O> = <<O as enkash::operations::Op>::Answer as Paged>::Row;

fn give<O: PagedOp>(script: &Script<'_>, rows: Vec<Row<O>>) -> Made {
    script.list(rows.iter().map(|row| script.record(row)).collect::<Result<_, _>>()?)
}
