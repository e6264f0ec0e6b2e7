//! The standard library's types as fields.

use std::collections::HashMap;

use serde_json::value::RawValue;

use crate::field::{Field, Invalid, Language, Path};
use crate::mask::Told;
use crate::scalar::Secret;
use crate::schema::FieldType;
use crate::wire;

/// Free text under free keys, as in `custom_parameters`.
pub type TextMap = HashMap<String, String>;

impl Field for String {
    const TYPE: FieldType = FieldType::Text;
    fn read(raw: &RawValue) -> Option<Self> {
        wire::text(raw)
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        language.text(self)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        language.take_text(value, path)
    }
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
    fn clean(&mut self, told: &Told) {
        told.clean_words(self);
    }
    fn query_text(&self) -> Option<String> {
        Some(self.clone())
    }
}

impl Field for bool {
    const TYPE: FieldType = FieldType::Bool;
    fn read(raw: &RawValue) -> Option<Self> {
        match raw.get() {
            "true" | "\"true\"" => Some(true),
            "false" | "\"false\"" => Some(false),
            _ => None,
        }
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        language.flag(*self)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        language.take_flag(value, path)
    }
}

impl Field for i64 {
    const TYPE: FieldType = FieldType::Integer;
    fn read(raw: &RawValue) -> Option<Self> {
        wire::text(raw)?.trim().parse().ok()
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        language.integer(*self)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        language.take_integer(value, path)
    }
    fn query_text(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl<T: Field> Field for Option<T> {
    const TYPE: FieldType = T::TYPE;
    const REQUIRED: bool = false;
    const KEEP_TEXT: bool = T::KEEP_TEXT;
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
    fn read(raw: &RawValue) -> Option<Self> {
        T::read(raw).map(Some)
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        match self {
            Some(value) => value.give(language),
            None => language.text(""),
        }
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        if language.is_null(value) { Ok(None) } else { T::take(language, value, path).map(Some) }
    }
    fn check(&self, path: &Path<'_>) -> Result<(), Invalid> {
        self.as_ref().map_or(Ok(()), |value| value.check(path))
    }
    fn as_text(&self) -> Option<&str> {
        self.as_ref()?.as_text()
    }
    fn query_text(&self) -> Option<String> {
        self.as_ref()?.query_text()
    }
    fn secrets(&self, found: &mut Vec<Secret>) {
        self.iter().for_each(|value| value.secrets(found));
    }
    fn clean(&mut self, told: &Told) {
        self.iter_mut().for_each(|value| value.clean(told));
    }
    #[cfg(feature = "python")]
    fn classes(into: &mut crate::bind::python::Classes) {
        T::classes(into);
    }
}

impl<T: Field> Field for Vec<T> {
    const TYPE: FieldType = FieldType::List(&T::TYPE);
    const REQUIRED: bool = false;
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
    fn read(raw: &RawValue) -> Option<Self> {
        Some(wire::elements(raw)?.into_iter().filter_map(T::read).collect())
    }
    fn is_whole(&self, raw: &RawValue) -> bool {
        wire::elements(raw).is_some_and(|elements| elements.len() == self.len())
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        language.list(self.iter().map(|value| value.give(language)).collect::<Result<_, _>>()?)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        if language.is_null(value) {
            return Ok(Vec::new());
        }
        let values = language.take_list(value, path)?;
        values.iter().enumerate().map(|(index, value)| T::take(language, value, &Path::Index(path, index))).collect()
    }
    fn check(&self, path: &Path<'_>) -> Result<(), Invalid> {
        self.iter().enumerate().try_for_each(|(index, value)| value.check(&Path::Index(path, index)))
    }
    fn secrets(&self, found: &mut Vec<Secret>) {
        self.iter().for_each(|value| value.secrets(found));
    }
    fn clean(&mut self, told: &Told) {
        self.iter_mut().for_each(|value| value.clean(told));
    }
    #[cfg(feature = "python")]
    fn classes(into: &mut crate::bind::python::Classes) {
        T::classes(into);
    }
}

impl Field for TextMap {
    const TYPE: FieldType = FieldType::Map;
    const REQUIRED: bool = false;
    fn absent() -> Option<Self> {
        Some(TextMap::new())
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
    fn read(raw: &RawValue) -> Option<Self> {
        wire::entries(raw)?.into_iter().map(|(key, raw)| Some((key.into_owned(), wire::text(raw)?))).collect()
    }
    fn clean(&mut self, told: &Told) {
        self.values_mut().for_each(|value| told.clean_words(value));
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        let mut keys: Vec<&String> = self.keys().collect();
        keys.sort();
        let entries: Result<Vec<_>, _> =
            keys.into_iter().map(|key| Ok((key.as_str(), language.text(&self[key])?))).collect();
        language.map(entries?)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        if language.is_null(value) {
            return Ok(TextMap::new());
        }
        let entries = language.take_map(value, path)?;
        entries
            .into_iter()
            .map(|(key, value)| {
                let text = language.take_text(&value, &Path::Field(path, &key))?;
                Ok((key, text))
            })
            .collect()
    }
}
