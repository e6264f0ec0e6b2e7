//! What a method and a client take: Python's arguments as a request, a configuration, a notification.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::error::{raise, refused};
use super::language::Values;
use super::values::{json_in, json_out};
use crate::field::{Field, Invalid, Language, Model, ModelFields, Path};
use crate::model::{ClientConfig, WebhookEvent, WebhookKind};
use crate::operations::Op;
use crate::schema::Verb;
use crate::{Error, ErrorKind};

/// The id and the request of a call such as `refunds.create("TXN1", amount="100", request_id="RF1")`.
///
/// The id stands first or under its name; the request is given by keywords, or as a record or dict in the last place.
pub fn arguments<'py, O: Op>(
    py: Python<'py>,
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<(String, O::Request)> {
    let operation = const { &O::INFO };
    let values = Values::records(py);
    let mut positional = args.iter();
    let mut named: Vec<(String, Bound<'py, PyAny>)> =
        kwargs.into_iter().flat_map(|kwargs| kwargs.iter()).map(|(key, value)| (key.to_string(), value)).collect();
    let id = match operation.id {
        None => String::new(),
        Some(name) => {
            let by_name = named.iter().position(|(key, _)| key == name).map(|index| named.remove(index).1);
            let value = match (positional.next(), by_name) {
                (Some(_), Some(_)) => {
                    return Err(wrong(operation.name, &format!("takes {name} once, by place or by name")));
                }
                (Some(value), None) | (None, Some(value)) => value,
                (None, None) => return Err(wrong(operation.name, &format!("needs {name}"))),
            };
            values
                .take_text(&value, &Path::Field(&Path::Root, name))
                .map_err(|invalid| in_call(py, operation.name, invalid))?
        }
    };
    let request = request(py, operation.name, positional, named)?;
    Ok((id, request))
}

/// The request of a function such as `upi.check_vpa(vpa="success@sandbox")`.
pub fn fields_of<'py, M: Model>(
    py: Python<'py>,
    function: &str,
    args: &Bound<'py, PyTuple>,
    kwargs: &Bound<'py, PyDict>,
) -> PyResult<M> {
    request(py, function, args.iter(), kwargs.iter().map(|(key, value)| (key.to_string(), value)).collect())
}

/// A request from its fields by keyword, or as a record or dict in the last place.
fn request<'py, M: Model>(
    py: Python<'py>,
    called: &str,
    mut positional: impl Iterator<Item = Bound<'py, PyAny>>,
    named: Vec<(String, Bound<'py, PyAny>)>,
) -> PyResult<M> {
    let (values, info) = (Values::records(py), <M as ModelFields>::INFO);
    let empty = info.fields.is_empty();
    let request = match positional.next() {
        Some(_) if empty => return Err(wrong(called, "was given more arguments than it takes")),
        Some(record) if named.is_empty() => M::take(&values, &record, &Path::Root),
        Some(_) => {
            return Err(wrong(called, &format!("takes a {} or its fields by keyword, not both", info.name)));
        }
        None => match named.first().filter(|_| empty) {
            Some((name, _)) => return Err(wrong(called, &format!("takes no argument {name}"))),
            None => M::take_fields(&values, named, &Path::Root),
        },
    };
    if positional.next().is_some() {
        return Err(wrong(called, "was given more arguments than it takes"));
    }
    request.map_err(|invalid| in_call(py, called, invalid))
}

/// A refused argument, with the name of what was called.
fn in_call(py: Python<'_>, called: &str, invalid: Invalid) -> PyErr {
    raise(py, Error::from(invalid).with(|info| info.operation = Some(called.into())))
}

/// A call that no value could make right is a mistake in the program, hence Python's own error.
fn wrong(operation: &str, problem: &str) -> PyErr {
    PyTypeError::new_err(format!("{operation}() {problem}"))
}

/// The settings of a client from its keyword arguments.
pub fn settings<M: Model>(py: Python<'_>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<M> {
    let entries = kwargs.into_iter().flat_map(|kwargs| kwargs.iter()).map(|(key, value)| (key.to_string(), value));
    M::take_fields(&Values::records(py), entries.collect(), &Path::Root)
        .map_err(|invalid| raise(py, Error::from(invalid).with(|info| info.kind = ErrorKind::Configuration)))
}

/// The settings of a client from the environment.
pub fn settings_from_env(py: Python<'_>) -> PyResult<ClientConfig> {
    crate::client::config_from_env(|name| std::env::var(name).ok()).map_err(|error| raise(py, error))
}

/// The verb and the body of a call to a path that the table lacks.
pub fn raw_request(
    py: Python<'_>,
    method: &str,
    json: Option<&Bound<'_, PyAny>>,
) -> PyResult<(Verb, Option<Zeroizing<String>>)> {
    let unknown = || Path::Field(&Path::Root, "method").invalid("is no method here; pass GET, POST, PATCH or DELETE");
    let verb = Verb::from_text(method).ok_or_else(|| refused(py, unknown()))?;
    let Some(json) = json else { return Ok((verb, None)) };
    let mut text = Zeroizing::new(String::new());
    json_in(json, &Path::Field(&Path::Root, "json"), &mut text).map_err(|invalid| refused(py, invalid))?;
    Ok((verb, Some(text)))
}

/// The payload of such a call as plain objects.
pub fn raw_answer<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    let raw: &RawValue = serde_json::from_str(text)
        .map_err(|error| raise(py, Error::internal(format!("the payload is not JSON: {error}"))))?;
    json_out(py, raw)
}

/// A notification from the body of its request: bytes, bytearray, memoryview or str; `kind` where the address tells it.
pub fn parse_webhook<'py>(
    py: Python<'py>,
    body: &Bound<'py, PyAny>,
    kind: &Bound<'py, PyAny>,
) -> PyResult<WebhookEvent> {
    let wrong = || Path::Field(&Path::Root, "body").invalid("is not the body of a request; pass its bytes or text");
    let body = match body.cast::<PyString>() {
        Ok(text) => text.to_cow()?.into_owned().into_bytes(),
        Err(_) => super::language::buffer(body).ok_or_else(|| refused(py, wrong()))?,
    };
    let kind = <Option<WebhookKind> as Field>::take(&Values::records(py), kind, &Path::Field(&Path::Root, "kind"));
    let kind = kind.map_err(|invalid| refused(py, invalid))?;
    crate::webhook::parse_as(&body, kind.as_ref()).map_err(|error| raise(py, error))
}
