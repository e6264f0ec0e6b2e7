//! A walk over all pages of a search: native, so that Python only asks for the next page.

use std::pin::Pin;
use std::sync::Arc;

use enkash::bind::python::{PyRecord, arguments, guarded};
use enkash::operations::{PagedOp, PagedVisitor, dispatch_paged};
use enkash::pager::Pager;
use enkash::rows::{Paged, Search};
use enkash::{Caller, Error};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use tokio::sync::Mutex;

use crate::queue::Outcome;
use crate::table::no_such_operation;

/// New rows; `None` after the last.
pub(crate) type Page = Option<Outcome>;

type Asked<'a> = Pin<Box<dyn Future<Output = Result<Page, Error>> + Send + 'a>>;

/// A walk whose operation is known only at run time.
trait Walk: Send {
    fn next(&mut self, caller: Caller) -> Asked<'_>;
}

struct Walked<O: PagedOp> {
    pager: Pager,
    request: O::Request,
}

impl<O: PagedOp> Walk for Walked<O> {
    fn next(&mut self, caller: Caller) -> Asked<'_> {
        let Walked { pager, request } = self;
        Box::pin(async move {
            let rows = caller.next_rows::<O>(request, pager).await.transpose()?;
            Ok(rows.map(|rows| -> Outcome { Box::new(move |py| tuple::<O>(py, rows)) }))
        })
    }
}

fn tuple<O: PagedOp>(py: Python<'_>, rows: Vec<<O::Answer as Paged>::Row>) -> PyResult<Py<PyAny>> {
    let rows: Vec<_> = rows.into_iter().map(|row| row.into_object(py)).collect::<PyResult<_>>()?;
    Ok(PyTuple::new(py, rows)?.into_any().unbind())
}

/// A search of the operation table and how far it has been walked. It knows no client: each page is asked for with the
/// connections of the process that asks.
#[pyclass(frozen, module = "enkash._native")]
pub(crate) struct Pages {
    walk: Arc<Mutex<Box<dyn Walk>>>,
}

#[pymethods]
impl Pages {
    /// Reads the arguments of the search; nothing is sent.
    #[new]
    fn new(py: Python<'_>, index: usize, args: &Bound<'_, PyTuple>, kwargs: &Bound<'_, PyDict>) -> PyResult<Self> {
        guarded(py, || {
            dispatch_paged(index, Read { py, args, kwargs }).unwrap_or_else(|| Err(no_such_operation(index)))
        })
    }
}

impl Pages {
    /// Asks for the next page. Given up, it asks for the same page the next time.
    pub(crate) fn next(&self, caller: Caller) -> impl Future<Output = Result<Page, Error>> + Send + use<> {
        let walk = Arc::clone(&self.walk);
        async move { walk.lock().await.next(caller).await }
    }
}

struct Read<'a, 'py> {
    py: Python<'py>,
    args: &'a Bound<'py, PyTuple>,
    kwargs: &'a Bound<'py, PyDict>,
}

impl PagedVisitor for Read<'_, '_> {
    type Result = PyResult<Pages>;

    fn visit<O: PagedOp>(self) -> Self::Result {
        let (_, request) = arguments::<O>(self.py, self.args, Some(self.kwargs))?;
        let (offset, limit) = request.page();
        let walk = Walked::<O> { pager: Pager::of(offset, limit), request };
        Ok(Pages { walk: Arc::new(Mutex::new(Box::new(walk))) })
    }
}

/// A page as an object: a tuple of rows or None.
pub(crate) fn give(py: Python<'_>, page: Page) -> PyResult<Bound<'_, PyAny>> {
    let rows = page.map_or_else(|| Ok(py.None()), |rows| rows(py))?;
    Ok(rows.into_bound(py))
}
