//! How values cross: between the gateway's JSON and Rust (`read`, `Serialize`), and between Rust and a language
//! (`give`, `take`).
//!
//! A record implements both sides once, by `#[model]`. A language implements [`Language`] once. No pair of
//! record and language is ever written by hand.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::mask::Told;
use crate::scalar::{Bytes, Money, Secret, Timestamp};
use crate::schema::{FieldInfo, FieldType, ModelInfo};

/// A value that was refused before anything was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// Path of the field, snake case: `customer_info.phone_number`.
    pub field: String,
    /// What is wrong and what to pass instead. Never holds the value of a secret.
    pub problem: String,
}

/// Where in a request a value stands; lives on the stack and costs nothing until an error needs it.
#[derive(Clone, Copy)]
pub enum Path<'a> {
    /// The request itself.
    Root,
    /// A field of a record.
    Field(&'a Path<'a>, &'a str),
    /// An element of a list.
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// An error at this place.
    pub fn invalid(&self, problem: impl Into<String>) -> Invalid {
        Invalid { field: self.to_string(), problem: problem.into() }
    }

    /// How deep inside the request the place is.
    #[cfg(feature = "python")]
    pub(crate) fn depth(&self) -> usize {
        match self {
            Path::Root => 0,
            Path::Field(parent, _) | Path::Index(parent, _) => 1 + parent.depth(),
        }
    }
}

impl std::fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Field(Path::Root, name) => f.write_str(name),
            Path::Field(parent, name) => write!(f, "{parent}.{name}"),
            Path::Index(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// A type that may stand in a record.
pub trait Field: Sized + Serialize {
    /// Its place in the closed list of types.
    const TYPE: FieldType;
    /// Whether a record without it is incomplete.
    const REQUIRED: bool = true;
    /// Whether the gateway's own text says more than the value (times), so that it is kept in `extra`.
    const KEEP_TEXT: bool = false;

    /// The value of a key that is missing or null, if there is one.
    fn absent() -> Option<Self> {
        None
    }
    /// Whether the key is left out of a request.
    fn is_absent(&self) -> bool {
        false
    }
    /// Reads the gateway's JSON; `None` when it does not fit (the record then keeps the raw text).
    fn read(raw: &RawValue) -> Option<Self>;
    /// Whether the value holds everything of the raw JSON; a list leaves out elements that do not fit.
    fn is_whole(&self, _raw: &RawValue) -> bool {
        true
    }
    /// Hands the value to a language.
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault>;
    /// Takes the value from a language.
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid>;
    /// The value, if it is text.
    fn as_text(&self) -> Option<&str> {
        None
    }
    /// The value as it stands in a query string, if it may stand there.
    fn query_text(&self) -> Option<String> {
        None
    }
    /// Collects every secret inside.
    fn secrets(&self, _found: &mut Vec<Secret>) {}
    /// Takes the secrets of a call out of what no field holds.
    fn clean(&mut self, _told: &Told) {}
    /// Checks what is about to be sent.
    fn check(&self, _path: &Path<'_>) -> Result<(), Invalid> {
        Ok(())
    }
    /// Adds the Python classes of the records inside.
    #[cfg(feature = "python")]
    fn classes(_into: &mut crate::bind::python::Classes) {}
}

/// A record made by `#[model]`.
#[cfg(not(feature = "python"))]
pub trait Model: ModelFields {}
#[cfg(not(feature = "python"))]
impl<T: ModelFields> Model for T {}
/// A record made by `#[model]`, with its Python class.
#[cfg(feature = "python")]
pub trait Model: ModelFields + crate::bind::python::PyRecord {}
#[cfg(feature = "python")]
impl<T: ModelFields + crate::bind::python::PyRecord> Model for T {}

/// The fields of a record as a language sees them.
pub trait ModelFields: Field + Clone + PartialEq + std::fmt::Debug + Send + Sync + 'static {
    /// The record's table.
    const INFO: &'static ModelInfo;
    /// Builds the record from named values; unknown names are refused.
    fn take_fields<L: Language>(
        language: &L,
        entries: Vec<(String, L::Value)>,
        path: &Path<'_>,
    ) -> Result<Self, Invalid>;
    /// Every field that has a value, in order; `extra` comes last under its own name.
    fn give_fields<L: Language>(&self, language: &L) -> Result<Vec<(&'static str, L::Value)>, L::Fault>;
    /// Whether no field has a value: such an answer says nothing.
    fn is_blank(&self) -> bool;
    /// A text field by its SDK name.
    fn text(&self, name: &str) -> Option<&str>;
    /// The fields that travel in the query string.
    fn query(&self) -> Vec<(&'static str, String)>;
}

/// A language with values that are known only at run time: Python, JavaScript, JSON.
pub trait Language: Sized {
    /// A value, or a handle of one.
    type Value;
    /// What making a value can die of: out of memory, an exception.
    type Fault;

    /// Text.
    fn text(&self, value: &str) -> Result<Self::Value, Self::Fault>;
    /// A boolean.
    fn flag(&self, value: bool) -> Result<Self::Value, Self::Fault>;
    /// A whole number.
    fn integer(&self, value: i64) -> Result<Self::Value, Self::Fault>;
    /// Exact rupees.
    fn money(&self, value: &Money) -> Result<Self::Value, Self::Fault>;
    /// An instant.
    fn time(&self, value: &Timestamp) -> Result<Self::Value, Self::Fault>;
    /// A secret, still closed.
    fn secret(&self, value: &Secret) -> Result<Self::Value, Self::Fault>;
    /// Bytes; base64 text where the language has nothing better.
    fn bytes(&self, value: &Bytes) -> Result<Self::Value, Self::Fault> {
        self.text(&value.to_base64())
    }
    /// Any JSON.
    fn json(&self, value: &RawValue) -> Result<Self::Value, Self::Fault>;
    /// A list.
    fn list(&self, values: Vec<Self::Value>) -> Result<Self::Value, Self::Fault>;
    /// Text keys as they are.
    fn map(&self, entries: Vec<(&str, Self::Value)>) -> Result<Self::Value, Self::Fault>;
    /// The `extra` of a record. Printing must show its keys only: nobody knows what stands under them.
    fn extra(&self, entries: Vec<(&str, Self::Value)>) -> Result<Self::Value, Self::Fault> {
        self.map(entries)
    }
    /// A record.
    fn record<M: Model>(&self, record: &M) -> Result<Self::Value, Self::Fault>;

    /// Whether the value stands for "not given".
    fn is_null(&self, value: &Self::Value) -> bool;
    /// Takes text.
    fn take_text(&self, value: &Self::Value, path: &Path<'_>) -> Result<String, Invalid>;
    /// Takes a boolean.
    fn take_flag(&self, value: &Self::Value, path: &Path<'_>) -> Result<bool, Invalid>;
    /// Takes a whole number.
    fn take_integer(&self, value: &Self::Value, path: &Path<'_>) -> Result<i64, Invalid>;
    /// Takes rupees; a binary float is refused.
    fn take_money(&self, value: &Self::Value, path: &Path<'_>) -> Result<Money, Invalid>;
    /// Takes an instant.
    fn take_time(&self, value: &Self::Value, path: &Path<'_>) -> Result<Timestamp, Invalid>;
    /// Takes a secret.
    fn take_secret(&self, value: &Self::Value, path: &Path<'_>) -> Result<Secret, Invalid>;
    /// Takes bytes; base64 text where the language has nothing better.
    fn take_bytes(&self, value: &Self::Value, path: &Path<'_>) -> Result<Bytes, Invalid> {
        let text = self.take_text(value, path)?;
        Bytes::from_base64(&text).ok_or_else(|| path.invalid("is not base64 text; encode the bytes"))
    }
    /// Takes a list.
    fn take_list(&self, value: &Self::Value, path: &Path<'_>) -> Result<Vec<Self::Value>, Invalid>;
    /// Takes named values: a dict, an object.
    fn take_map(&self, value: &Self::Value, path: &Path<'_>) -> Result<Vec<(String, Self::Value)>, Invalid>;
    /// Takes a record, given as itself or as named values.
    fn take_record<M: Model>(&self, value: &Self::Value, path: &Path<'_>) -> Result<M, Invalid> {
        M::take_fields(self, self.take_map(value, path)?, path)
    }
    /// The SDK's name of a field as this language spells it; `merchantOrderId` in JavaScript.
    fn is_name(&self, given: &str, field: &FieldInfo) -> bool {
        given == field.name
    }
    /// How the language spells a field's name in an error text.
    fn spell(&self, field: &FieldInfo) -> String {
        field.name.to_string()
    }
}

/// Finds the field a language's name means, or explains which names there are.
pub fn find_field<L: Language>(
    language: &L,
    info: &'static ModelInfo,
    given: &str,
    path: &Path<'_>,
) -> Result<usize, Invalid> {
    info.fields.iter().position(|field| language.is_name(given, field)).ok_or_else(|| {
        let names: Vec<String> = info.fields.iter().map(|field| language.spell(field)).collect();
        if let Some(name) = names.iter().find(|name| **name == crate::schema::camel(given)) {
            return Path::Field(path, given).invalid(format!("is not written \"{given}\" here; write {name}"));
        }
        Path::Field(path, given).invalid(format!("is not a field of {}; it has {}", info.name, names.join(", ")))
    })
}

/// A required value that was not given.
pub fn missing(info: &'static ModelInfo, index: usize, path: &Path<'_>) -> Invalid {
    Path::Field(path, info.fields[index].name).invalid(format!("is required in {}; pass it", info.name))
}
