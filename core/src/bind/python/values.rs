//! `decimal.Decimal`, `datetime.datetime` and JSON: values of the standard library that PyO3 has no safe crossing for.
//!
//! PyO3's own Decimal conversion takes `True` as 1 and rounds tiny values to 0, and the stable ABI has no datetime.
//! Classes are looked up on first use: importing the package must stay cheap.

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use serde_json::value::RawValue;

use super::Cell;
use crate::field::{Invalid, Path};
use crate::scalar::{Money, Timestamp};
use crate::wire;

/// More digits than any amount has; bounds the text that a hostile exponent would blow up.
const MOST_DIGITS: i64 = 40;

/// An object of the standard library, looked up once.
macro_rules! cached {
    ($name:ident, $py:ident, $make:expr) => {
        fn $name(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
            static CELL: Cell<PyAny> = Cell::new();
            let $py = py;
            CELL.get(py, || Ok($make?.clone()))
        }
    };
}

cached!(decimal_class, py, py.import("decimal")?.getattr("Decimal"));
cached!(datetime_class, py, py.import("datetime")?.getattr("datetime"));
cached!(timedelta_class, py, py.import("datetime")?.getattr("timedelta"));
cached!(millisecond, py, timedelta_class(py)?.call1((0, 0, 1000)));
cached!(epoch_in_utc, py, {
    let utc = py.import("datetime")?.getattr("timezone")?.getattr("utc")?;
    datetime_class(py)?.call1((1970, 1, 1, 0, 0, 0, 0, utc))
});
cached!(epoch_in_ist, py, {
    let offset = timedelta_class(py)?.call1((0, 19_800))?;
    let ist = py.import("datetime")?.getattr("timezone")?.call1((offset, "IST"))?;
    datetime_class(py)?.call1((1970, 1, 1, 5, 30, 0, 0, ist))
});

pub(super) fn money_out<'py>(py: Python<'py>, value: &Money) -> PyResult<Bound<'py, PyAny>> {
    decimal_class(py)?.call1((value.to_string(),))
}

/// Rupees from int, str or Decimal; says what to pass instead of anything else.
pub(super) fn money_in(value: &Bound<'_, PyAny>) -> Result<Money, String> {
    let refuse = |what: &str| Err(format!("is {what}; pass Decimal(\"499.00\"), \"499.00\" or 499"));
    if value.is_instance_of::<PyBool>() {
        return refuse("True or False, which is no amount");
    }
    if value.is_instance_of::<PyFloat>() {
        return refuse("a float, which cannot hold paise exactly");
    }
    if value.is_instance_of::<PyInt>() {
        return value.extract().map(Money::rupees).map_err(|_| "has more digits than an amount can have".to_owned());
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Money::parse(&text.to_string_lossy()).map_err(|error| error.to_string());
    }
    let class = decimal_class(value.py()).map_err(|_| "cannot be read: the module decimal does not load".to_owned())?;
    if value.is_instance(class).unwrap_or(false) {
        return decimal_in(value).map_err(|_| "is a Decimal that cannot be read".to_owned())?;
    }
    refuse(&format!("of type {}, which is no amount", type_name(value)))
}

fn decimal_in(value: &Bound<'_, PyAny>) -> PyResult<Result<Money, String>> {
    if !value.call_method0("is_finite")?.is_truthy()? {
        return Ok(Err("is not a number (NaN or infinite); pass an amount like Decimal(\"499.00\")".into()));
    }
    // `format(Decimal("1E+999999"), "f")` is a megabyte of zeros.
    if value.call_method0("adjusted")?.extract::<i64>()?.abs() > MOST_DIGITS {
        return Ok(Err("has more digits than an amount can have".into()));
    }
    let plain: String = value.call_method1("__format__", ("f",))?.extract()?;
    Ok(Money::parse(&plain).map_err(|error| error.to_string()))
}

/// An aware datetime in IST, where the gateway lives. A [`Timestamp`] keeps a day away from the ends of Python's years.
pub(super) fn time_out<'py>(py: Python<'py>, value: Timestamp) -> PyResult<Bound<'py, PyAny>> {
    epoch_in_ist(py)?.add(timedelta_class(py)?.call1((0, 0, 0, value.millis()))?)
}

/// An instant from an aware datetime, to the millisecond.
pub(super) fn time_in(value: &Bound<'_, PyAny>) -> Result<Timestamp, String> {
    let py = value.py();
    let class = datetime_class(py).map_err(|_| "cannot be read: the module datetime does not load".to_owned())?;
    if !value.is_instance(class).unwrap_or(false) {
        let name = type_name(value);
        return Err(format!("is of type {name}, which is no instant; pass an aware datetime"));
    }
    let aware = value.call_method0("utcoffset").is_ok_and(|offset| !offset.is_none());
    if !aware {
        return Err("is a datetime without a time zone, which may mean any of 38 instants; pass an aware one, like \
                    datetime.now(timezone.utc)"
            .into());
    }
    let millis = || -> PyResult<i64> { value.sub(epoch_in_utc(py)?)?.floor_div(millisecond(py)?)?.extract() };
    millis()
        .ok()
        .and_then(Timestamp::from_millis)
        .ok_or_else(|| "is a datetime out of range; pass one of this era".into())
}

/// JSON as plain objects. Whole numbers become int, others Decimal: a float would change an amount.
pub(super) fn json_out<'py>(py: Python<'py>, raw: &RawValue) -> PyResult<Bound<'py, PyAny>> {
    let text = raw.get();
    if let Some(entries) = wire::entries(raw) {
        let dict = PyDict::new(py);
        for (key, raw) in entries {
            dict.set_item(&*key, json_out(py, raw)?)?;
        }
        return Ok(dict.into_any());
    }
    if let Some(elements) = wire::elements(raw) {
        let list = PyList::empty(py);
        for raw in elements {
            list.append(json_out(py, raw)?)?;
        }
        return Ok(list.into_any());
    }
    match text {
        "null" => Ok(py.None().into_bound(py)),
        "true" | "false" => Ok(PyBool::new(py, text == "true").to_owned().into_any()),
        _ if text.starts_with('"') => {
            Ok(PyString::new(py, &wire::text(raw).unwrap_or_else(|| text.to_owned())).into_any())
        }
        _ => match text.parse::<i64>() {
            Ok(whole) => Ok(PyInt::new(py, whole).into_any()),
            // An exponent beyond Decimal's: its text, because an answer must not be lost over one odd number.
            Err(_) => decimal_class(py)?.call1((text,)).or_else(|_| Ok(PyString::new(py, text).into_any())),
        },
    }
}

/// JSON text from plain objects. Amounts go in as Decimal or int: a float would change them.
pub(super) fn json_in(value: &Bound<'_, PyAny>, path: &Path<'_>, text: &mut String) -> Result<(), Invalid> {
    const DEEPEST: usize = 64;
    if path.depth() > DEEPEST {
        return Err(path.invalid("is nested too deeply; pass plain JSON"));
    }
    if value.is_none() {
        text.push_str("null");
    } else if let Ok(flag) = value.cast::<PyBool>() {
        text.push_str(if flag.is_true() { "true" } else { "false" });
    } else if value.is_instance_of::<PyInt>() {
        // int's own digits: a subclass may print itself as "1,500".
        let digits = value.py().get_type::<PyInt>().call_method1("__repr__", (value,));
        text.push_str(&digits.map_err(|_| path.invalid("is a number that cannot be written"))?.to_string());
    } else if let Ok(string) = value.cast::<PyString>() {
        let string = string.to_str().map_err(|_| path.invalid("holds half of a character pair; pass whole text"))?;
        text.push_str(&serde_json::Value::from(string).to_string());
    } else if let Ok(dict) = value.cast::<PyDict>() {
        text.push('{');
        for (index, (key, value)) in dict.iter().enumerate() {
            let key: String = key.extract().map_err(|_| path.invalid("has a key that is not text; pass str keys"))?;
            text.push_str(if index > 0 { "," } else { "" });
            text.push_str(&serde_json::Value::from(key.as_str()).to_string());
            text.push(':');
            json_in(&value, &Path::Field(path, &key), text)?;
        }
        text.push('}');
    } else if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let items = value.try_iter().map_err(|_| path.invalid("cannot be read"))?;
        text.push('[');
        for (index, item) in items.enumerate() {
            let path = Path::Index(path, index);
            text.push_str(if index > 0 { "," } else { "" });
            json_in(&item.map_err(|_| path.invalid("cannot be read"))?, &path, text)?;
        }
        text.push(']');
    } else {
        // What is left may be a Decimal; anything else, a float too, is refused with a sentence.
        text.push_str(&money_in(value).map_err(|problem| path.invalid(problem))?.to_string());
    }
    Ok(())
}

/// The name of a value's class, for texts that say what was passed. Never the value: it may be a secret.
pub(super) fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "unknown".into(), |name| name.to_string())
}
