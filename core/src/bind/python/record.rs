//! What the classes of all records do; the macro adds only names and types.

use std::any::TypeId;
use std::hash::{DefaultHasher, Hasher};

use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::pyclass_init::PyClassInitializer;
use pyo3::types::PyDict;
use serde_json::value::RawValue;

use crate::field::{Field, Model, Path};
use crate::functions::{FUNCTIONS, Pure, PureVisitor, dispatch_function};
use crate::model::{CallRecord, WebhookEvent};
use crate::operations::{OPERATIONS, Op, Visitor, dispatch};
use crate::scalar::secret::{Writing, revealed};
use crate::wire::Extra;

/// A record with a class in Python.
pub trait PyRecord: PyClass + Clone + Into<PyClassInitializer<Self>> {
    /// The names of its fields, for `match`.
    const NAMES: &'static [&'static str];
    /// What its typed fields do not carry, if it can hold such.
    fn extra(&self) -> Option<&Extra>;
    /// Puts back what [`PyRecord::extra`] gave.
    fn set_extra(&mut self, extra: Extra);

    /// The record as an object.
    fn into_object(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        Ok(Bound::new(py, self)?.into_any())
    }
    /// The record in an object, if that is one of its class.
    fn from_object(object: &Bound<'_, PyAny>) -> Option<Self> {
        object.cast::<Self>().ok().and_then(|object| object.try_borrow().ok().map(|record| record.clone()))
    }
}

/// The record classes that Python sees, each once: those that operations and notifications are made of.
#[derive(Default)]
pub struct Classes {
    seen: Vec<TypeId>,
    add: Vec<AddClass>,
}

type AddClass = fn(&Bound<'_, PyModule>) -> PyResult<()>;

impl Classes {
    /// Adds a record and asks it for the records inside; called by what `#[model]` writes.
    pub fn record<M: Model>(&mut self, inside: fn(&mut Classes)) {
        if !self.seen.contains(&TypeId::of::<M>()) {
            self.seen.push(TypeId::of::<M>());
            if !M::INFO.fields.is_empty() {
                self.add.push(|module| module.add_class::<M>());
            }
            inside(self);
        }
    }
}

/// Adds the class of every record to the module.
pub fn classes(module: &Bound<'_, PyModule>) -> PyResult<()> {
    struct Collect<'a>(&'a mut Classes);
    impl Visitor for Collect<'_> {
        type Result = ();
        fn visit<O: Op>(self) {
            O::Request::classes(self.0);
            O::Answer::classes(self.0);
        }
    }
    struct CollectOf<'a>(&'a mut Classes);
    impl PureVisitor for CollectOf<'_> {
        type Result = ();
        fn visit<P: Pure>(self) {
            P::Request::classes(self.0);
            P::Answer::classes(self.0);
        }
    }
    let mut classes = Classes::default();
    for index in 0..OPERATIONS.len() {
        dispatch(index, Collect(&mut classes));
    }
    for index in 0..FUNCTIONS.len() {
        dispatch_function(index, CollectOf(&mut classes));
    }
    WebhookEvent::classes(&mut classes);
    CallRecord::classes(&mut classes);
    classes.add.iter().try_for_each(|add| add(module))
}

/// What `#[model]` calls from a class.
pub mod methods {
    use super::super::error::{guarded, raise, refused};
    use super::super::{Values, language, values};
    use super::*;
    use crate::field::Language as _;
    use pyo3::types::{PyBytes, PyString, PyTuple};

    /// `Order(order_id=...)`
    pub fn construct<M: Model>(py: Python<'_>, fields: Option<&Bound<'_, PyDict>>) -> PyResult<M> {
        let entries =
            fields.map_or_else(Vec::new, |fields| fields.iter().map(|(key, value)| (key.to_string(), value)).collect());
        guarded(py, || {
            M::take_fields(&Values::records(py), entries, &Path::Root).map_err(|invalid| refused(py, invalid))
        })
    }

    /// `order.amount`
    pub fn get<'py, T: Field>(py: Python<'py>, field: &T) -> PyResult<Bound<'py, PyAny>> {
        guarded(py, || language::attribute(py, field))
    }

    /// `order.extra`
    pub fn extra<'py>(py: Python<'py>, extra: &Extra) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        extra.iter().try_for_each(|(key, raw)| dict.set_item(key, values::json_out(py, raw)?))?;
        Ok(dict)
    }

    /// `Order(order_id='ORD1', amount=Decimal('499.00'))`: what is there, long texts cut. Of `extra` only the keys: nobody
    /// knows what stands under them.
    pub fn repr<M: Model>(py: Python<'_>, record: &M) -> PyResult<String> {
        const LONGEST: usize = 80;
        let mut parts = Vec::new();
        for (name, value) in record.give_fields(&Values::records(py))? {
            let shown = match value.cast::<PyString>() {
                _ if name == "extra" => format!("<{}>", extra_keys(record)),
                Ok(text) if text.len()? > LONGEST => {
                    let start: String = text.to_string_lossy().chars().take(LONGEST / 2).collect();
                    format!("{}... <{} characters>", PyString::new(py, &start).repr()?, text.len()?)
                }
                _ if value.is_instance_of::<PyBytes>() => format!("<{} bytes>", value.len()?),
                _ if value.hasattr("isoformat")? => format!("<{}>", value.str()?),
                _ => value.repr()?.to_string(),
            };
            parts.push(format!("{name}={shown}"));
        }
        Ok(format!("{}({})", M::INFO.name, parts.join(", ")))
    }

    fn extra_keys<M: Model>(record: &M) -> String {
        record.extra().map_or_else(String::new, |extra| extra.iter().map(|(key, _)| key).collect::<Vec<_>>().join(", "))
    }

    /// Equal records have equal hashes: both follow from what the record says.
    pub fn hash<M: Model>(record: &M) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write(crate::json::Json::Snake.write(record).to_string().as_bytes());
        hasher.finish()
    }

    /// `order.to_dict()`
    pub fn to_dict<'py, M: Model>(py: Python<'py>, record: &M) -> PyResult<Bound<'py, PyAny>> {
        guarded(py, || Values::plain(py).record(record))
    }

    /// `order.to_json()`: the gateway's own keys and texts; secrets masked unless they are asked for.
    pub fn to_json<M: Model>(py: Python<'_>, record: &M, reveal: bool) -> PyResult<String> {
        guarded(py, || {
            let write = || serde_json::to_string(record);
            let written = if reveal { revealed(Writing::Plain, write) } else { write() };
            written.map_err(|error| {
                raise(py, crate::Error::internal(format!("the record cannot be written as JSON: {error}")))
            })
        })
    }

    /// `Order.from_json(text)`: from the gateway's own keys and texts.
    pub fn from_json<M: Model>(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<M> {
        guarded(py, || {
            let text = match text.cast::<PyString>() {
                Ok(text) => text.to_str()?.to_owned(),
                Err(_) => String::from_utf8(text.extract::<Vec<u8>>()?)?,
            };
            crate::json::from_wire(&text).ok_or_else(|| {
                let name = M::INFO.name;
                refused(
                    py,
                    Path::Root.invalid(format!("is not JSON of a {name}; pass one object with the gateway's keys")),
                )
            })
        })
    }

    /// `pickle`, `copy`: the class, its fields as they are, and `extra` as raw JSON.
    pub fn reduce<'py, M: Model>(slf: &Bound<'py, M>, record: &M) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        let fields = PyDict::new(py);
        for (name, value) in record.give_fields(&Values::records(py))? {
            if name != "extra" {
                fields.set_item(name, value)?;
            }
        }
        let extra = PyDict::new(py);
        for (key, raw) in record.extra().into_iter().flat_map(Extra::iter) {
            extra.set_item(key, raw.get())?;
        }
        let restore = py.get_type::<M>().getattr("_restore")?;
        PyTuple::new(py, [restore, PyTuple::new(py, [fields, extra])?.into_any()])
    }

    /// Undoes [`reduce`].
    pub fn restore<M: Model>(py: Python<'_>, fields: &Bound<'_, PyDict>, extra: &Bound<'_, PyDict>) -> PyResult<M> {
        let mut record: M = construct(py, Some(fields))?;
        let mut kept = Extra::default();
        for (key, json) in extra.iter() {
            let raw = RawValue::from_string(json.extract()?);
            let raw = raw.map_err(|_| refused(py, Path::Root.invalid("pickle is damaged; make the record anew")))?;
            kept.keep(&key.extract::<String>()?, &raw);
        }
        record.set_extra(kept);
        Ok(record)
    }

    /// `__match_args__`
    pub fn match_args<M: Model>(py: Python<'_>) -> PyResult<Py<PyTuple>> {
        Ok(PyTuple::new(py, M::NAMES)?.unbind())
    }
}
