//! Operations and enums as Python objects.

use enkash::bind::python::guarded;
use enkash::field::ModelFields;
use enkash::model::{ClientConfig, ErrorInfo, WebhookEvent};
use enkash::operations::OPERATIONS;
use enkash::schema::{EnumInfo, FieldType, ModelInfo, screaming};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};

type Fields = Vec<(&'static str, bool)>;
/// resource, method, documentation, name of the id, fields of the request with whether they are required
type Row = (&'static str, &'static str, &'static str, Option<&'static str>, Fields);

/// The operation table.
#[pyfunction]
pub(crate) fn operations() -> Vec<Row> {
    let row = |operation: &&'static enkash::schema::Operation| {
        let fields = operation.takes().map_or_else(Vec::new, fields);
        (operation.resource, operation.method, operation.doc, operation.id, fields)
    };
    OPERATIONS.iter().map(row).collect()
}

/// The settings of a client, with whether they are required.
#[pyfunction]
pub(crate) fn settings() -> Fields {
    fields(ClientConfig::INFO)
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
        let mut ty = field.ty;
        while let FieldType::List(of) = ty {
            ty = *of;
        }
        match ty {
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
pub(crate) fn parse_webhook(py: Python<'_>, body: &Bound<'_, PyAny>) -> PyResult<WebhookEvent> {
    guarded(py, || enkash::bind::python::parse_webhook(py, body))
}
