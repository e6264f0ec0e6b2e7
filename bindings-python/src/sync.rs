//! The blocking client.
//!
//! Each client has a runtime without threads: the calling thread reads and writes the sockets itself while it waits, so a
//! call costs no switch to another thread and back. Several threads may call at once; one of them drives for all.
//! The price: between calls nobody looks at the connections, so each call first looks whether the gateway has closed one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use enkash::bind::fault::{closed, interrupted, panicked, provoke};
use enkash::bind::python::{PyRecord, arguments, guarded, raise, raw_answer, raw_request};
use enkash::operations::{Op, Visitor, dispatch};
use enkash::schema::Verb;
use enkash::{Caller, Doubts, Error};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use tokio::runtime::{Builder, Runtime};

use crate::doubt::{Kept, Lost};
use crate::observe::Watch;
use crate::pages::{self, Pages};
use crate::process::PerProcess;
use crate::settings::Settings;
use crate::table::no_such_operation;

/// How long a waiting thread may ignore Ctrl-C and other signals.
const SLICE: Duration = Duration::from_millis(60);
/// Who presses Ctrl-C is answered within a tenth of a second, which feels immediate. Measured in a test it would depend on
/// the machine, so the part of it that is ours is held here.
const _: () = assert!(SLICE.as_millis() < 100);

/// The native part of `enkash.Client` and `enkash.Checkout`.
#[pyclass(frozen, module = "enkash._native")]
pub(crate) struct SyncCore {
    settings: Settings,
    engine: PerProcess<Engine>,
    doubts: Kept,
}

struct Engine {
    caller: Caller,
    /// `None` only while it is being dropped.
    runtime: Option<Runtime>,
}

impl Engine {
    fn new(settings: &Settings, doubts: Arc<Doubts>) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .thread_name("enkash")
            .build()
            .map_err(|error| Error::internal(format!("the SDK's runtime could not be started: {error}")))?;
        Ok(Engine { caller: settings.caller()?.with_doubts(doubts), runtime: Some(runtime) })
    }

    /// Runs a call to its end. The interpreter is released while waiting and asked for signals every [`SLICE`].
    ///
    /// A signal's exception, KeyboardInterrupt for one, ends the call, also in the moment in which its answer comes: Python
    /// would raise it before the caller has the answer. If the call may have been applied by then, the exception says so as
    /// its cause.
    fn block_on<T, F>(
        &self,
        py: Python<'_>,
        lost: Option<Lost>,
        call: impl FnOnce(Caller, Cancelled) -> F,
    ) -> PyResult<T>
    where
        T: Send,
        F: Future<Output = Result<T, Error>> + Send,
    {
        let runtime = self.runtime.as_ref().ok_or_else(|| raise(py, panicked()))?;
        let cancel = Cancelled::default();
        let watch = Watch::begin(py)?;
        let call = call(watch.caller(&self.caller), cancel.clone());
        let mut call = pin!(async {
            // Twice: the first turn reads what the sockets have to say, the second lets the connections act on it.
            // Without it, a connection that was closed meanwhile would be written to, and a write would be in doubt.
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
            call.await
        });
        let mut turn = || {
            let turn = || runtime.block_on(async { tokio::time::timeout(SLICE, call.as_mut()).await.ok() });
            py.detach(|| catch_unwind(AssertUnwindSafe(turn))).unwrap_or_else(|_| Some(Err(panicked())))
        };
        let (result, signal) = loop {
            match (turn(), py.check_signals()) {
                (None, Ok(())) => {}
                (Some(result), signal) => break (Some(result), signal.err()),
                (None, Err(signal)) => {
                    cancel.0.up.store(true, Ordering::Relaxed);
                    break (turn(), Some(signal));
                }
            }
        };
        if let (Some(lost), Some(result)) = (&lost, &result) {
            lost.ended(result, cancel.0.noticed.load(Ordering::Relaxed));
        }
        // Observers are Python code, in which a signal may arrive as well.
        let told = watch.tell(py).and_then(|()| py.check_signals());
        let (unknown, signal) = match (result, signal.or(told.err())) {
            (Some(result), None) => return result.map_err(|error| raise(py, error)),
            (None, None) => return Err(raise(py, panicked())),
            (Some(_), Some(signal)) => (lost.and_then(|lost| lost.tell(py)), signal),
            // Dropped in the middle, it leaves word itself.
            (None, Some(signal)) => (lost.map(|lost| lost.show(py)), signal),
        };
        if unknown.is_some() {
            signal.set_cause(py, unknown);
        }
        Err(signal)
    }
}

/// Ends, whenever it is looked at, once the caller has given up.
#[derive(Clone, Default)]
struct Cancelled(Arc<Given>);

#[derive(Default)]
struct Given {
    up: AtomicBool,
    /// The call saw it while it was under way.
    noticed: AtomicBool,
}

impl Future for Cancelled {
    type Output = ();
    fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        if !self.0.up.load(Ordering::Relaxed) {
            return Poll::Pending;
        }
        self.0.noticed.store(true, Ordering::Relaxed);
        Poll::Ready(())
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // An ordinary drop would wait for a name look-up that is under way.
            runtime.shutdown_background();
        }
    }
}

#[pymethods]
impl SyncCore {
    #[new]
    #[pyo3(signature = (**settings))]
    fn new(py: Python<'_>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        guarded(py, || Ok(SyncCore::of(Settings::client(py, settings)?)))
    }

    /// Without keys.
    #[staticmethod]
    #[pyo3(signature = (**settings))]
    fn checkout(py: Python<'_>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        guarded(py, || Ok(SyncCore::of(Settings::checkout(py, settings)?)))
    }

    #[staticmethod]
    #[pyo3(signature = (token_store=None))]
    fn from_env(py: Python<'_>, token_store: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        guarded(py, || Ok(SyncCore::of(Settings::from_env(py, token_store)?)))
    }

    /// Calls the operation at this place of the table.
    fn call<'py>(
        &self,
        py: Python<'py>,
        index: usize,
        args: &Bound<'py, PyTuple>,
        kwargs: &Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyAny>> {
        guarded(py, || {
            dispatch(index, Call { core: self, py, args, kwargs }).unwrap_or_else(|| Err(no_such_operation(index)))
        })
    }

    /// The next rows of a walk; `None` after the last.
    fn page<'py>(&self, py: Python<'py>, pages: &Pages) -> PyResult<Bound<'py, PyAny>> {
        guarded(py, || {
            let engine = self.engine(py)?;
            let page = engine.block_on(py, None, |caller, _| pages.next(caller))?;
            pages::give(py, page)
        })
    }

    /// Calls a path that the table lacks.
    fn request<'py>(
        &self,
        py: Python<'py>,
        method: &str,
        path: &str,
        json: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        guarded(py, || {
            let (verb, body) = raw_request(py, method, json)?;
            let engine = self.engine(py)?;
            let body = body.as_ref().map(|body| body.as_str());
            let lost = Lost::of((verb != Verb::Get).then(|| interrupted(path).into()), engine.caller.doubts());
            let answer = engine.block_on(py, lost, |caller, cancelled| async move {
                caller.request_until(verb, path, body, cancelled).await
            })?;
            raw_answer(py, &answer)
        })
    }

    fn close(&self, py: Python<'_>) {
        self.engine.close(py);
    }

    /// What is known about the calls that were given up in doubt.
    fn take_doubts(&self, py: Python<'_>) -> Vec<PyErr> {
        self.doubts.take(py)
    }

    /// For the SDK's own tests: a fault in the work of an entry point, or in the middle of a call.
    fn provoke_fault(&self, py: Python<'_>, in_call: bool) -> PyResult<()> {
        guarded(py, || {
            if !in_call {
                provoke();
            }
            self.engine(py)?.block_on(py, None, |_, _| async { provoke() })
        })
    }

    #[getter]
    fn closed(&self, py: Python<'_>) -> bool {
        self.engine.is_closed(py)
    }
}

impl SyncCore {
    fn of(settings: Settings) -> Self {
        SyncCore { settings, engine: PerProcess::new(), doubts: Kept::new() }
    }

    fn engine(&self, py: Python<'_>) -> PyResult<Arc<Engine>> {
        let make = || Engine::new(&self.settings, self.doubts.get(py));
        let engine = self.engine.get(py, make).map_err(|error| raise(py, error))?;
        engine.ok_or_else(|| raise(py, closed()))
    }
}

struct Call<'a, 'py> {
    core: &'a SyncCore,
    py: Python<'py>,
    args: &'a Bound<'py, PyTuple>,
    kwargs: &'a Bound<'py, PyDict>,
}

impl<'py> Visitor for Call<'_, 'py> {
    type Result = PyResult<Bound<'py, PyAny>>;

    fn visit<O: Op>(self) -> Self::Result {
        let Call { core, py, args, kwargs } = self;
        let (id, request) = arguments::<O>(py, args, Some(kwargs))?;
        let engine = core.engine(py)?;
        let call = engine.caller.prepared::<O>(&id, request).map_err(|error| raise(py, error))?;
        let lost = Lost::of(call.lost(), engine.caller.doubts());
        let run = |caller: Caller, cancelled| async move { call.run_until(&caller, cancelled).await };
        engine.block_on(py, lost, run)?.into_object(py)
    }
}
