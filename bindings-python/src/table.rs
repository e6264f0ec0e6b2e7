//! Operations and enums as Python objects.

use enkash::bind::python::{PyRecord, fields_of, guarded, raise};
use enkash::field::ModelFields;
use enkash::functions::{FUNCTIONS, Pure, PureVisitor, dispatch_function};
use enkash::model::{CheckoutConfig, ClientConfig, ErrorInfo, WebhookEvent};
use enkash::operations::OPERATIONS;
use enkash::schema::{EnumInfo, FieldType, Function, ModelInfo, Operation, screaming};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};

type Fields = Vec<(&'static str, bool)>;

/// A row of the operation table, as far as Python makes something of it.
#[derive(IntoPyObject)]
pub(crate) struct Row {
    resource: &'static str,
    method: &'static str,
    doc: &'static str,
    id: Option<&'static str>,
    /// Of the request, with whether they are required.
    fields: Fields,
    /// Documentation of the method for all rows, where there is one.
    all_rows: Option<String>,
    of_client: bool,
    of_checkout: bool,
}

/// The operation table.
#[pyfunction]
pub(crate) fn operations() -> Vec<Row> {
    let row = |operation: &&'static Operation| Row {
        resource: operation.resource,
        method: operation.method,
        doc: operation.doc,
        id: operation.id,
        fields: operation.takes().map_or_else(Vec::new, fields),
        all_rows: operation.all_rows(),
        of_client: operation.of_client(),
        of_checkout: operation.of_checkout(),
    };
    OPERATIONS.iter().map(row).collect()
}

/// The table of functions: module, name, documentation, fields of the request with whether they are required.
#[pyfunction]
pub(crate) fn functions() -> Vec<(&'static str, &'static str, &'static str, Fields)> {
    let row = |row: &&'static Function| (row.module, row.function, row.doc, fields(row.request));
    FUNCTIONS.iter().map(row).collect()
}

/// Runs the function at this place of the table.
#[pyfunction]
pub(crate) fn run_function<'py>(
    py: Python<'py>,
    index: usize,
    args: &Bound<'py, PyTuple>,
    kwargs: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    struct Run<'a, 'py>(&'a Bound<'py, PyTuple>, &'a Bound<'py, PyDict>);
    impl<'py> PureVisitor for Run<'_, 'py> {
        type Result = PyResult<Bound<'py, PyAny>>;
        fn visit<P: Pure>(self) -> Self::Result {
            let py = self.0.py();
            let request = fields_of(py, P::INFO.name, self.0, self.1)?;
            P::run(request).map_err(|error| raise(py, error))?.into_object(py)
        }
    }
    guarded(py, || dispatch_function(index, Run(args, kwargs)).unwrap_or_else(|| Err(no_such_operation(index))))
}

/// The settings of a merchant's client, with whether they are required.
#[pyfunction]
pub(crate) fn client_settings() -> Fields {
    let mut settings = fields(ClientConfig::INFO);
    settings.push(("token_store", false));
    settings
}

/// The settings of a customer's client.
#[pyfunction]
pub(crate) fn checkout_settings() -> Fields {
    fields(CheckoutConfig::INFO)
}

fn fields(info: &'static ModelInfo) -> Fields {
    info.fields.iter().map(|field| (field.name, field.required)).collect()
}

/// Adds a class of constants for each enum that a caller meets; the values themselves are plain str.
pub(crate) fn enums(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let mut found = Vec::new();
    for operation in OPERATIONS {
        collect(operation.request, &mut found);
        collect(operation.answer, &mut found);
    }
    for function in FUNCTIONS {
        collect(function.request, &mut found);
        collect(function.answer, &mut found);
    }
    for info in [WebhookEvent::INFO, ClientConfig::INFO, ErrorInfo::INFO] {
        collect(info, &mut found);
    }
    let py = module.py();
    for info in found {
        let body = PyDict::new(py);
        for value in info.values {
            body.set_item(screaming(value.variant), value.wire)?;
        }
        body.set_item("__doc__", info.doc)?;
        body.set_item("__module__", "enkash")?;
        body.set_item("__slots__", ())?;
        module.add(info.name, py.get_type::<PyType>().call1((info.name, (), body))?)?;
    }
    Ok(())
}

fn collect(model: &'static ModelInfo, found: &mut Vec<&'static EnumInfo>) {
    for field in model.fields {
        match field.ty.innermost() {
            FieldType::Record(inner) => collect(inner, found),
            FieldType::Enum(info) if found.iter().all(|known| known.name != info.name) => found.push(info),
            _ => {}
        }
    }
}

pub(crate) fn no_such_operation(index: usize) -> PyErr {
    PyIndexError::new_err(format!("there is no operation {index}"))
}

/// Reads a notification from the body of its request.
#[pyfunction]
pub(crate) fn parse_webhook<'py>(
    py: Python<'py>,
    body: &Bound<'py, PyAny>,
    kind: &Bound<'py, PyAny>,
) -> PyResult<WebhookEvent> {
    guarded(py, || enkash::bind::python::parse_webhook(py, body, kind))
}

/// The error of a notification that the caller's own check refused.
#[pyfunction]
pub(crate) fn webhook_not_genuine(py: Python<'_>) -> PyErr {
    raise(py, enkash::webhook::not_genuine())
}
