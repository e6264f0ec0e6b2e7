//! Python as a [`Language`].

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyInt, PyList, PyString, PyTuple};
use serde_json::value::RawValue;

use super::secret::PySecret;
use super::values::{json_out, money_in, money_out, time_in, time_out, type_name};
use crate::field::{Field, Invalid, Language, Model, ModelFields, Path};
use crate::scalar::{Bytes, Money, Secret, Timestamp};

/// How records leave: as objects of their class and tuples, or as plain dicts and lists.
#[derive(Clone, Copy)]
pub struct Values<'py> {
    py: Python<'py>,
    plain: bool,
}

impl<'py> Values<'py> {
    /// Records stay records; lists are tuples, because a change to a copy would be lost in silence.
    pub fn records(py: Python<'py>) -> Self {
        Values { py, plain: false }
    }
    /// Records become dicts, lists are lists: what `to_dict` gives.
    pub fn plain(py: Python<'py>) -> Self {
        Values { py, plain: true }
    }
}

type Made<'py> = PyResult<Bound<'py, PyAny>>;

impl<'py> Language for Values<'py> {
    type Value = Bound<'py, PyAny>;
    type Fault = PyErr;

    fn text(&self, value: &str) -> Made<'py> {
        Ok(PyString::new(self.py, value).into_any())
    }
    fn flag(&self, value: bool) -> Made<'py> {
        Ok(PyBool::new(self.py, value).to_owned().into_any())
    }
    fn integer(&self, value: i64) -> Made<'py> {
        Ok(PyInt::new(self.py, value).into_any())
    }
    fn money(&self, value: &Money) -> Made<'py> {
        money_out(self.py, value)
    }
    fn time(&self, value: &Timestamp) -> Made<'py> {
        time_out(self.py, *value)
    }
    fn secret(&self, value: &Secret) -> Made<'py> {
        Ok(Bound::new(self.py, PySecret::from(value.clone()))?.into_any())
    }
    fn bytes(&self, value: &Bytes) -> Made<'py> {
        Ok(PyBytes::new(self.py, &value.0).into_any())
    }
    fn json(&self, value: &RawValue) -> Made<'py> {
        json_out(self.py, value)
    }
    fn list(&self, values: Vec<Self::Value>) -> Made<'py> {
        if self.plain {
            Ok(PyList::new(self.py, values)?.into_any())
        } else {
            Ok(PyTuple::new(self.py, values)?.into_any())
        }
    }
    fn map(&self, entries: Vec<(&str, Self::Value)>) -> Made<'py> {
        let dict = PyDict::new(self.py);
        for (key, value) in entries {
            dict.set_item(key, value)?;
        }
        Ok(dict.into_any())
    }
    fn record<M: Model>(&self, record: &M) -> Made<'py> {
        if self.plain { self.map(record.give_fields(self)?) } else { record.clone().into_object(self.py) }
    }

    fn is_null(&self, value: &Self::Value) -> bool {
        value.is_none()
    }
    fn take_text(&self, value: &Self::Value, path: &Path<'_>) -> Result<String, Invalid> {
        let text = value.cast::<PyString>().map_err(|_| refuse(value, path, "text; pass a str"))?;
        text.to_str().map(str::to_owned).map_err(|_| path.invalid("holds half of a character pair; pass whole text"))
    }
    fn take_flag(&self, value: &Self::Value, path: &Path<'_>) -> Result<bool, Invalid> {
        let flag = value.cast::<PyBool>().map_err(|_| refuse(value, path, "True or False; pass a bool"))?;
        Ok(flag.is_true())
    }
    fn take_integer(&self, value: &Self::Value, path: &Path<'_>) -> Result<i64, Invalid> {
        if value.is_instance_of::<PyBool>() || !value.is_instance_of::<PyInt>() {
            return Err(refuse(value, path, "a whole number; pass an int"));
        }
        value.extract().map_err(|_| path.invalid("is too large; pass an int below 2**63"))
    }
    fn take_money(&self, value: &Self::Value, path: &Path<'_>) -> Result<Money, Invalid> {
        money_in(value).map_err(|problem| path.invalid(problem))
    }
    fn take_time(&self, value: &Self::Value, path: &Path<'_>) -> Result<Timestamp, Invalid> {
        time_in(value).map_err(|problem| path.invalid(problem))
    }
    fn take_secret(&self, value: &Self::Value, path: &Path<'_>) -> Result<Secret, Invalid> {
        if let Ok(secret) = value.cast::<PySecret>() {
            return Ok(secret.get().inner().clone());
        }
        if value.is_instance_of::<PyString>() {
            return self.take_text(value, path).map(Secret::new);
        }
        Err(refuse(value, path, "secret text; pass a str or an enkash.Secret"))
    }
    fn take_bytes(&self, value: &Self::Value, path: &Path<'_>) -> Result<Bytes, Invalid> {
        buffer(value).map(Bytes).ok_or_else(|| refuse(value, path, "bytes; pass bytes or a bytearray"))
    }
    fn take_list(&self, value: &Self::Value, path: &Path<'_>) -> Result<Vec<Self::Value>, Invalid> {
        let fits = !value.is_instance_of::<PyString>() && !value.is_instance_of::<PyDict>();
        let items = value.try_iter().ok().filter(|_| fits);
        let items = items.ok_or_else(|| refuse(value, path, "a list; pass a list or tuple"))?;
        items.collect::<PyResult<_>>().map_err(|_| path.invalid("could not be read to its end; pass a list or tuple"))
    }
    fn take_map(&self, value: &Self::Value, path: &Path<'_>) -> Result<Vec<(String, Self::Value)>, Invalid> {
        let wrong = || refuse(value, path, "a dict; pass names and values");
        if let Ok(dict) = value.cast::<PyDict>() {
            return dict.iter().map(|(key, value)| Ok((self.take_text(&key, path)?, value))).collect();
        }
        // Any mapping, such as os.environ or a MappingProxyType.
        let items = value.call_method0("items").and_then(|items| items.try_iter()).map_err(|_| wrong())?;
        let pairs = items.map(|item| item.and_then(|item| item.extract::<(String, Bound<'py, PyAny>)>()));
        pairs.collect::<PyResult<_>>().map_err(|_| wrong())
    }
    fn take_record<M: Model>(&self, value: &Self::Value, path: &Path<'_>) -> Result<M, Invalid> {
        if let Some(record) = M::from_object(value) {
            return Ok(record);
        }
        let entries = self.take_map(value, path).map_err(|_| {
            let name = <M as ModelFields>::INFO.name;
            refuse(value, path, &format!("a {name}; pass {name}(...) or a dict with its fields"))
        })?;
        M::take_fields(self, entries, path)
    }
}

/// A field as an attribute: None, an empty tuple or an empty dict where there is nothing.
pub(super) fn attribute<'py, T: Field>(py: Python<'py>, field: &T) -> Made<'py> {
    use crate::schema::FieldType;
    if !field.is_absent() {
        return field.give(&Values::records(py));
    }
    match T::TYPE {
        FieldType::List(_) => Ok(PyTuple::empty(py).into_any()),
        FieldType::Map => Ok(PyDict::new(py).into_any()),
        _ => Ok(py.None().into_bound(py)),
    }
}

/// The bytes of whatever has the buffer protocol. The stable ABI of 3.10 lacks it, so `bytes` reads; of a list or a number
/// it would make something else.
pub(super) fn buffer(value: &Bound<'_, PyAny>) -> Option<Vec<u8>> {
    let view = value.py().import("builtins").and_then(|builtins| builtins.getattr("memoryview")).ok()?;
    view.call1((value,)).and_then(|view| view.call_method0("tobytes")?.extract()).ok()
}

/// Names the class of what was passed, never the value: it may be a secret.
fn refuse(value: &Bound<'_, PyAny>, path: &Path<'_>, wanted: &str) -> Invalid {
    path.invalid(format!("is of type {}, not {wanted}", type_name(value)))
}
