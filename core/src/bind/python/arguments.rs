//! What a method and a client take: Python's arguments as a request, a configuration, a notification.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::error::{raise, refused};
use super::language::Values;
use super::values::{json_in, json_out};
use crate::field::{Field, Language, ModelFields, Path};
use crate::model::{ClientConfig, WebhookEvent};
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
    let refused = |invalid| raise(py, Error::from(invalid).with(|info| info.operation = Some(operation.name.into())));
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
            values.take_text(&value, &Path::Field(&Path::Root, name)).map_err(refused)?
        }
    };
    let request = match (positional.next(), operation.takes()) {
        (Some(_), None) => return Err(wrong(operation.name, "was given more arguments than it takes")),
        (None, None) => match named.first() {
            Some((name, _)) => return Err(wrong(operation.name, &format!("takes no argument {name}"))),
            None => O::Request::take_fields(&values, named, &Path::Root),
        },
        (Some(record), Some(_)) if named.is_empty() => O::Request::take(&values, &record, &Path::Root),
        (Some(_), Some(info)) => {
            let problem = format!("takes a {} or its fields by keyword, not both", info.name);
            return Err(wrong(operation.name, &problem));
        }
        (None, Some(_)) => O::Request::take_fields(&values, named, &Path::Root),
    };
    if positional.next().is_some() {
        return Err(wrong(operation.name, "was given more arguments than it takes"));
    }
    Ok((id, request.map_err(refused)?))
}

/// A call that no value could make right is a mistake in the program, hence Python's own error.
fn wrong(operation: &str, problem: &str) -> PyErr {
    PyTypeError::new_err(format!("{operation}() {problem}"))
}

/// The settings of a client from its keyword arguments.
pub fn settings(py: Python<'_>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<ClientConfig> {
    let entries = kwargs.into_iter().flat_map(|kwargs| kwargs.iter()).map(|(key, value)| (key.to_string(), value));
    ClientConfig::take_fields(&Values::records(py), entries.collect(), &Path::Root)
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

/// A notification from the body of its request: bytes, bytearray, memoryview or str.
pub fn parse_webhook(py: Python<'_>, body: &Bound<'_, PyAny>) -> PyResult<WebhookEvent> {
    let parsed = match body.cast::<PyString>() {
        Ok(text) => crate::webhook::parse(&text.to_cow()?.into_owned().into_bytes()),
        Err(_) => {
            let wrong =
                || Path::Field(&Path::Root, "body").invalid("is not the body of a request; pass its bytes or text");
            // The stable ABI of 3.10 has no buffer protocol; `bytes` reads whatever has one. An int would make zeros.
            let is_buffer = body.hasattr("__len__")? && !body.is_instance_of::<PyDict>();
            let bytes = is_buffer.then(|| py.get_type::<pyo3::types::PyBytes>().call1((body,)).ok()).flatten();
            let bytes = bytes.ok_or_else(|| refused(py, wrong()))?;
            crate::webhook::parse(bytes.extract::<&[u8]>()?)
        }
    };
    parsed.map_err(|error| raise(py, error))
}
