//! JavaScript values as a language of the core: records are frozen objects, amounts decimal text, times `Date`.

use enkash::field::{Invalid, Language, Model, Path};
use enkash::json::is_camel_of;
use enkash::schema::{FieldInfo, FieldType, camel};
use enkash::{Bytes, Money, Secret, Timestamp};
use napi_sys::ValueType;
use serde_json::value::RawValue;

use crate::instance::Instance;
use crate::js::{Fault, Js, Made, Value};
use crate::json;

/// JavaScript, as seen from one call.
#[derive(Clone, Copy)]
pub(crate) struct Script<'i> {
    pub(crate) js: Js,
    pub(crate) instance: &'i Instance,
}

/// The largest whole number that a JavaScript number holds exactly.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

const NO_AMOUNT: &str = "is not an amount; pass text like \"499.00\", or a whole number of rupees";
const NO_TIME: &str = "is not a time; pass a Date, or ISO 8601 text with an offset like 2026-08-24T20:46:02+05:30";
const UNREADABLE: &str = "could not be read: one of its getters threw";

impl Script<'_> {
    /// Reading may have run a getter that threw; the exception is ours now.
    fn readable<T>(&self, read: Made<T>, path: &Path<'_>) -> Result<T, Invalid> {
        read.map_err(|Fault| {
            self.js.forgive();
            path.invalid(UNREADABLE)
        })
    }

    /// A number that is whole and exact.
    fn whole(&self, value: Value) -> Option<i64> {
        let number = self.js.get_number(value).ok()?;
        // The cast is exact because of the two conditions.
        #[allow(clippy::cast_possible_truncation)]
        (number.fract() == 0.0 && number.abs() <= MAX_SAFE).then_some(number as i64)
    }

    fn is_object(&self, value: Value) -> bool {
        self.js.type_of(value) == ValueType::napi_object
    }

    /// An object under keys that the other side chose, not frozen yet.
    fn object(&self, entries: Vec<(&str, Value)>) -> Made {
        let object = self.js.object()?;
        for (key, value) in entries {
            json::define(self.js, object, key, value)?;
        }
        Ok(object)
    }

    /// A list or map that the gateway left out is empty, so that callers may go through it without asking.
    fn empty(&self, ty: FieldType) -> Option<Made> {
        match ty {
            FieldType::List(_) => Some(self.list(Vec::new())),
            FieldType::Map => Some(self.map(Vec::new())),
            _ => None,
        }
    }
}

impl Language for Script<'_> {
    type Value = Value;
    type Fault = Fault;

    fn text(&self, value: &str) -> Made {
        self.js.string(value)
    }
    fn flag(&self, value: bool) -> Made {
        self.js.boolean(value)
    }
    fn integer(&self, value: i64) -> Made {
        // Counts and codes; a larger one stays exact as a bigint.
        #[allow(clippy::cast_precision_loss)]
        if value.unsigned_abs() < 1 << 53 { self.js.number(value as f64) } else { self.js.bigint(value) }
    }
    fn money(&self, value: &Money) -> Made {
        self.js.string(&value.to_string())
    }
    fn time(&self, value: &Timestamp) -> Made {
        #[allow(clippy::cast_precision_loss)]
        self.js.date(value.millis() as f64)
    }
    fn secret(&self, value: &Secret) -> Made {
        self.instance.close_secret(self.js, value)
    }
    fn bytes(&self, value: &Bytes) -> Made {
        self.js.buffer(&value.0)
    }
    fn json(&self, value: &RawValue) -> Made {
        json::give(self.js, value)
    }
    fn list(&self, values: Vec<Value>) -> Made {
        let array = self.js.array(values.len())?;
        for (index, value) in (0..).zip(values) {
            self.js.set_element(array, index, value)?;
        }
        self.js.freeze(array)
    }
    fn map(&self, entries: Vec<(&str, Value)>) -> Made {
        self.js.freeze(self.object(entries)?)
    }
    fn extra(&self, entries: Vec<(&str, Value)>) -> Made {
        let object = self.object(entries)?;
        self.instance.print_keys_only(self.js, object)?;
        self.js.freeze(object)
    }
    fn record<M: Model>(&self, record: &M) -> Made {
        let object = self.js.object()?;
        let mut given = record.give_fields(self)?.into_iter().peekable();
        for field in M::INFO.fields {
            let value = match given.next_if(|(name, _)| *name == field.name) {
                Some((_, value)) => value,
                None => match self.empty(field.ty) {
                    Some(empty) => empty?,
                    None => continue,
                },
            };
            self.js.set(object, &camel(field.name), value)?;
        }
        for (name, value) in given {
            self.js.set(object, name, value)?;
        }
        self.js.freeze(object)
    }

    fn is_null(&self, value: &Value) -> bool {
        matches!(self.js.type_of(*value), ValueType::napi_undefined | ValueType::napi_null)
    }
    fn take_text(&self, value: &Value, path: &Path<'_>) -> Result<String, Invalid> {
        self.js.get_string(*value).map_err(|Fault| path.invalid("is not text; pass a string"))
    }
    fn take_flag(&self, value: &Value, path: &Path<'_>) -> Result<bool, Invalid> {
        self.js.get_bool(*value).map_err(|Fault| path.invalid("is not true or false; pass a boolean"))
    }
    fn take_integer(&self, value: &Value, path: &Path<'_>) -> Result<i64, Invalid> {
        let number = match self.js.type_of(*value) {
            ValueType::napi_number => self.whole(*value),
            ValueType::napi_bigint => self.js.get_bigint(*value),
            _ => None,
        };
        number.ok_or_else(|| path.invalid("is not a whole number; pass an integer"))
    }
    fn take_money(&self, value: &Value, path: &Path<'_>) -> Result<Money, Invalid> {
        match self.js.type_of(*value) {
            ValueType::napi_string => {
                Money::parse(&self.take_text(value, path)?).map_err(|error| path.invalid(error.to_string()))
            }
            ValueType::napi_bigint => self
                .js
                .get_bigint(*value)
                .map(Money::rupees)
                .ok_or_else(|| path.invalid("has more digits than an amount can have")),
            ValueType::napi_number => match self.whole(*value) {
                Some(rupees) => Ok(Money::rupees(rupees)),
                None if self.js.get_number(*value).is_ok_and(f64::is_finite) => Err(path.invalid(
                    "is a number that is not whole or too large, which JavaScript cannot hold exactly; \
                     pass text like \"499.00\"",
                )),
                None => Err(path.invalid(NO_AMOUNT)),
            },
            _ => Err(path.invalid(NO_AMOUNT)),
        }
    }
    fn take_time(&self, value: &Value, path: &Path<'_>) -> Result<Timestamp, Invalid> {
        if self.js.is_date(*value) {
            let millis = self.js.get_date(*value).unwrap_or(f64::NAN);
            if !millis.is_finite() {
                return Err(path.invalid("is an invalid Date; check how it was made"));
            }
            // A Date holds whole milliseconds within 8.64e15.
            #[allow(clippy::cast_possible_truncation)]
            return Timestamp::from_millis(millis as i64).ok_or_else(|| path.invalid("is not in the years 0 to 9999"));
        }
        let text = self.js.get_string(*value).ok();
        text.as_deref().and_then(Timestamp::parse).ok_or_else(|| path.invalid(NO_TIME))
    }
    fn take_secret(&self, value: &Value, path: &Path<'_>) -> Result<Secret, Invalid> {
        let opened = if self.is_object(*value) { self.instance.open_secret(self.js, *value) } else { Ok(*value) };
        let text = opened.and_then(|text| self.js.get_string(text));
        text.map(Secret::new).map_err(|Fault| path.invalid("is not a secret; pass a string or a Secret"))
    }
    fn take_bytes(&self, value: &Value, path: &Path<'_>) -> Result<Bytes, Invalid> {
        let bytes = self.js.bytes(*value).map(Bytes);
        bytes.ok_or_else(|| path.invalid("is not bytes; pass a Buffer, Uint8Array, DataView or ArrayBuffer"))
    }
    fn take_list(&self, value: &Value, path: &Path<'_>) -> Result<Vec<Value>, Invalid> {
        if !self.js.is_array(*value) {
            return Err(path.invalid("is not a list; pass an array"));
        }
        let read = self.js.length(*value).and_then(|n| (0..n).map(|at| self.js.element(*value, at)).collect());
        self.readable(read, path)
    }
    fn take_map(&self, value: &Value, path: &Path<'_>) -> Result<Vec<(String, Value)>, Invalid> {
        const NO_OBJECT: &str = "is not an object; pass names and values like { name: value }";
        if !self.is_object(*value) || self.js.is_array(*value) || self.js.is_date(*value) {
            return Err(path.invalid(NO_OBJECT));
        }
        let entries = self.readable(self.js.entries(*value), path)?;
        // A Map, a Set, a promise that was not awaited: no properties, and surely not what was meant.
        if entries.is_empty() && !self.instance.is_plain(self.js, *value) {
            return Err(path.invalid(NO_OBJECT));
        }
        Ok(entries)
    }
    fn take_record<M: Model>(&self, value: &Value, path: &Path<'_>) -> Result<M, Invalid> {
        let mut entries = self.take_map(value, path)?;
        if M::INFO.answer {
            // A record that came from the gateway may be sent back; what it does not know is not part of it.
            entries.retain(|(name, _)| name != "extra");
        }
        M::take_fields(self, entries, path)
    }
    fn is_name(&self, given: &str, field: &FieldInfo) -> bool {
        is_camel_of(given, field.name)
    }
    fn spell(&self, field: &FieldInfo) -> String {
        camel(field.name)
    }
}
