//! The asyncio client.
//!
//! One thread of ours does all I/O of the process; each event loop has a queue from which it takes what is done.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use enkash::bind::fault::{closed, interrupted, panicked, provoke};
use enkash::bind::python::{PyRecord, arguments, guarded, raise, raw_answer, raw_request};
use enkash::operations::{Op, Visitor, dispatch};
use enkash::python_name;
use enkash::schema::Verb;
use enkash::{Caller, Error};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::doubt::{Kept, Lost};
use crate::observe::Watch;
use crate::pages::{self, Pages};
use crate::process::PerProcess;
use crate::queue::{End, LoopQueue, Outcome, Settled};
use crate::settings::Settings;
use crate::table::no_such_operation;

/// What all asyncio clients of a process share.
struct Engine {
    runtime: Runtime,
    queues: Mutex<Vec<Py<LoopQueue>>>,
}

static ENGINE: PerProcess<Engine> = PerProcess::new();

impl Engine {
    fn new() -> Result<Self, Error> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .thread_name("enkash")
            .build()
            .map_err(|error| Error::internal(format!("the SDK's thread could not be started: {error}")))?;
        Ok(Engine { runtime, queues: Mutex::default() })
    }

    /// The queue of a loop, made on the loop's first call. Queues of loops that have ended are let go then.
    fn queue<'py>(&self, event_loop: &Bound<'py, PyAny>) -> PyResult<Bound<'py, LoopQueue>> {
        let py = event_loop.py();
        for queue in self.known(py) {
            if queue.get().is_of(event_loop)? {
                return Ok(queue);
            }
        }
        let queue = LoopQueue::attach(event_loop)?;
        let over: Vec<_> = self.known(py).into_iter().filter(|queue| queue.get().is_over(py)).collect();
        // Another thread may have added its queue while Python ran: take out what ended, put in ours, keep the rest.
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        let (ended, mut live): (Vec<_>, Vec<_>) =
            std::mem::take(&mut *queues).into_iter().partition(|queue| over.iter().any(|over| over.is(queue)));
        live.push(queue.clone().unbind());
        *queues = live;
        drop(queues);
        drop(ended);
        Ok(queue)
    }

    /// A copy, so that Python code never runs under the lock.
    fn known<'py>(&self, py: Python<'py>) -> Vec<Bound<'py, LoopQueue>> {
        let queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        queues.iter().map(|queue| queue.bind(py).clone()).collect()
    }
}

/// The native part of `enkash.AsyncClient`.
#[pyclass(frozen, module = "enkash._native")]
pub(crate) struct AsyncCore {
    settings: Settings,
    caller: PerProcess<(Caller, Arc<Engine>)>,
    doubts: Kept,
}

#[pymethods]
impl AsyncCore {
    #[new]
    #[pyo3(signature = (**settings))]
    fn new(py: Python<'_>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        guarded(py, || Ok(AsyncCore::of(Settings::client(py, settings)?)))
    }

    /// Without keys.
    #[staticmethod]
    #[pyo3(signature = (**settings))]
    fn checkout(py: Python<'_>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        guarded(py, || Ok(AsyncCore::of(Settings::checkout(py, settings)?)))
    }

    #[staticmethod]
    #[pyo3(signature = (token_store=None))]
    fn from_env(py: Python<'_>, token_store: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        guarded(py, || Ok(AsyncCore::of(Settings::from_env(py, token_store)?)))
    }

    /// Starts the operation at this place of the table. Answers the future of its result, and the queue and the ticket by
    /// which it can be abandoned.
    fn start<'py>(
        &self,
        py: Python<'py>,
        event_loop: &Bound<'py, PyAny>,
        index: usize,
        args: &Bound<'py, PyTuple>,
        kwargs: &Bound<'py, PyDict>,
    ) -> PyResult<Started<'py>> {
        let call = Call { core: self, event_loop, args, kwargs };
        guarded(py, || dispatch(index, call).unwrap_or_else(|| Err(no_such_operation(index))))
    }

    /// Starts to fetch the next rows of a walk; the result is `None` after the last.
    fn page<'py>(&self, py: Python<'py>, event_loop: &Bound<'py, PyAny>, pages: &Pages) -> PyResult<Started<'py>> {
        guarded(py, || self.own(py)?.spawn(event_loop, None, |caller, _| pages.next(caller), pages::give))
    }

    /// Starts a call to a path that the table lacks.
    fn request<'py>(
        &self,
        py: Python<'py>,
        event_loop: &Bound<'py, PyAny>,
        method: &str,
        path: String,
        json: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Started<'py>> {
        guarded(py, || {
            let (verb, body) = raw_request(py, method, json)?;
            let lost = (verb != Verb::Get).then(|| interrupted(&path).into());
            let call = |caller: Caller, cancelled| async move {
                caller.request_until(verb, &path, body.as_ref().map(|body| body.as_str()), cancelled).await
            };
            self.own(py)?.spawn(event_loop, lost, call, |py, answer| raw_answer(py, &answer))
        })
    }

    fn close(&self, py: Python<'_>) {
        self.caller.close(py);
    }

    /// What is known about the calls that were given up in doubt, also by loops that take no answers any more.
    fn take_doubts(&self, py: Python<'_>) -> Vec<PyErr> {
        for queue in ENGINE.made(py).iter().flat_map(|engine| engine.known(py)) {
            queue.get().keep_untaken(py);
        }
        self.doubts.take(py)
    }

    /// For the SDK's own tests: a fault in the work of an entry point, in the middle of a call, or with its answer.
    fn provoke_fault<'py>(
        &self,
        py: Python<'py>,
        event_loop: &Bound<'py, PyAny>,
        place: &str,
    ) -> PyResult<Started<'py>> {
        guarded(py, || match place {
            "call" => {
                self.own(py)?.spawn(event_loop, None, |_, _| async { provoke() }, |py, ()| Ok(py.None().into_bound(py)))
            }
            "answer" => self.own(py)?.spawn(event_loop, None, |_, _| async { Ok(()) }, |_, ()| provoke()),
            _ => provoke(),
        })
    }

    #[getter]
    fn closed(&self, py: Python<'_>) -> bool {
        self.caller.is_closed(py)
    }
}

impl AsyncCore {
    fn of(settings: Settings) -> Self {
        AsyncCore { settings, caller: PerProcess::new(), doubts: Kept::new() }
    }

    /// What makes the calls of this process.
    fn own(&self, py: Python<'_>) -> PyResult<Own> {
        let make = || {
            let engine = ENGINE.get(py, Engine::new)?.ok_or_else(panicked)?;
            Ok((self.settings.caller()?.with_doubts(self.doubts.get(py)), engine))
        };
        let own = self.caller.get(py, make).map_err(|error: Error| raise(py, error))?;
        own.map(Own).ok_or_else(|| raise(py, closed()))
    }
}

/// What makes the calls of a client in this process.
struct Own(Arc<(Caller, Arc<Engine>)>);

impl Own {
    /// Starts a call on our thread. `lost` is what to tell about a write whose answer comes when nobody waits any more; a
    /// call without it changes nothing and may be dropped.
    fn spawn<'py, T, F>(
        &self,
        event_loop: &Bound<'py, PyAny>,
        lost: Option<enkash::Lost>,
        call: impl FnOnce(Caller, Cancelled) -> F,
        give: impl for<'a> FnOnce(Python<'a>, T) -> PyResult<Bound<'a, PyAny>> + Send + 'static,
    ) -> PyResult<Started<'py>>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let py = event_loop.py();
        let (caller, engine) = &*self.0;
        let queue = engine.queue(event_loop)?;
        let future = event_loop.call_method0(python_name!(py, "create_future"))?;
        // The caller keeps it: cancelled when the result is already on its way, it has nobody left to ask.
        let lost = Lost::of(lost, caller.doubts());
        let (ticket, done) = (queue.get().ticket(), Arc::clone(&queue.get().done));
        let (cancel, cancelled) = oneshot::channel();
        let watch = Watch::begin(py)?;
        let noticed = Arc::new(AtomicBool::new(false));
        let cancelled = Cancelled { given_up: cancelled, noticed: Arc::clone(&noticed) };
        let call = no_panic(call(watch.caller(caller), cancelled));
        let untaken = lost.clone();
        let task = engine.runtime.spawn(async move {
            let answer = call.await;
            if let Some(untaken) = &untaken {
                untaken.ended(&answer, noticed.load(Ordering::Relaxed));
            }
            let outcome: Outcome = Box::new(move |py| match answer {
                Ok(answer) => guarded(py, || Ok(give(py, answer)?.unbind())),
                Err(error) => Err(raise(py, error)),
            });
            done.put(Settled { ticket, outcome, untaken });
        });
        // The result may be in the queue already; the loop can look only after we return.
        let end = if lost.is_some() { End::Ask(cancel) } else { End::Drop(cancel) };
        queue.get().wait(ticket, future.clone().unbind(), task.abort_handle(), end, watch);
        Ok((future, queue, ticket, lost))
    }
}

type Started<'py> = (Bound<'py, PyAny>, Bound<'py, LoopQueue>, u64, Option<Lost>);

struct Call<'a, 'py> {
    core: &'a AsyncCore,
    event_loop: &'a Bound<'py, PyAny>,
    args: &'a Bound<'py, PyTuple>,
    kwargs: &'a Bound<'py, PyDict>,
}

impl<'py> Visitor for Call<'_, 'py> {
    type Result = PyResult<Started<'py>>;

    fn visit<O: Op>(self) -> Self::Result {
        let Call { core, event_loop, args, kwargs } = self;
        let (id, request) = arguments::<O>(event_loop.py(), args, Some(kwargs))?;
        let own = core.own(event_loop.py())?;
        let call = own.0.0.prepared::<O>(&id, request).map_err(|error| raise(event_loop.py(), error))?;
        own.spawn(
            event_loop,
            call.lost(),
            |caller, cancelled| async move { call.run_until(&caller, cancelled).await },
            |py, answer| answer.into_object(py),
        )
    }
}

/// Ends when the caller gives up. A sender that is merely dropped does not end it: then the task is aborted.
struct Cancelled {
    given_up: oneshot::Receiver<()>,
    /// The call saw it while it was under way.
    noticed: Arc<AtomicBool>,
}

impl Future for Cancelled {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match Pin::new(&mut self.given_up).poll(context) {
            Poll::Ready(Ok(())) => {
                self.noticed.store(true, Ordering::Relaxed);
                Poll::Ready(())
            }
            Poll::Ready(Err(_)) | Poll::Pending => Poll::Pending,
        }
    }
}

/// A panic would lose the result, and its caller would wait for ever.
async fn no_panic<T>(call: impl Future<Output = Result<T, Error>> + Send) -> Result<T, Error> {
    let mut call = pin!(call);
    std::future::poll_fn(move |context| {
        catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(context))).unwrap_or_else(|_| Poll::Ready(Err(panicked())))
    })
    .await
}
