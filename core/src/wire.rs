//! The gateway's JSON, read leniently and without loss.
//!
//! Answers are walked as raw slices, so a number keeps every digit and a field that looks odd costs that field and
//! not the answer: it lands in [`Extra`] under its own key.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::field::Field;
use crate::mask::{self, Told};
use crate::scalar::{Money, Secret, secret};
use crate::schema::{FieldInfo, FieldType, ModelInfo};

/// What a record's typed fields do not carry: unknown keys, values of an unexpected shape, and the gateway's own
/// text of times. Key as on the wire, value as raw JSON.
#[derive(Clone, Default)]
pub struct Extra(BTreeMap<String, Box<RawValue>>);

impl Extra {
    /// The raw JSON under a key of the gateway.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|raw| raw.get())
    }
    /// The text under a key, where the JSON is a string: the gateway's own spelling of a time, for example.
    pub fn text(&self, key: &str) -> Option<String> {
        serde_json::from_str(self.get(key)?).ok()
    }
    /// All keys with their raw JSON, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.0.iter().map(|(key, raw)| (key.as_str(), &**raw))
    }
    /// Whether nothing was left over.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Whether a key is there.
    pub fn contains(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
    pub(crate) fn keep(&mut self, key: &str, raw: &RawValue) {
        self.0.insert(key.to_owned(), raw.to_owned());
    }
    /// Whether a flag of an unexpected shape is set.
    pub(crate) fn truthy(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(|raw| truthy(raw))
    }
    /// Leaves a key out.
    pub(crate) fn drop_key(&mut self, key: &str) {
        self.0.remove(key);
    }
    /// Takes the secrets of a call out.
    pub(crate) fn clean(&mut self, told: &Told) {
        for (key, raw) in &mut self.0 {
            if let Some(masked) = told.taken_out(Some(key), raw) {
                *raw = masked;
            }
        }
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.iter().map(|(k, v)| (k, v.get())).eq(other.iter().map(|(k, v)| (k, v.get())))
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Keys only: nobody knows what stands under them.
        f.debug_set().entries(self.iter().map(|(key, _)| key)).finish()
    }
}

/// The entries of a JSON object, in the order they came; `None` for anything that is not an object.
pub fn entries(raw: &RawValue) -> Option<Vec<(Cow<'_, str>, &RawValue)>> {
    struct Entries;
    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(Cow<'de, str>, &'de RawValue)>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::with_capacity(16);
            while let Some(Key(key)) = map.next_key()? {
                entries.push((key, map.next_value()?));
            }
            Ok(entries)
        }
    }
    // Not left to the parser: its error repeats the value, which may be a secret, in memory that nobody wipes.
    let object = raw.get().starts_with('{');
    object.then(|| serde_json::Deserializer::from_str(raw.get()).deserialize_map(Entries).ok()).flatten()
}

/// The value under a key of a JSON object.
pub fn value<'a>(raw: &'a RawValue, key: &str) -> Option<&'a RawValue> {
    entries(raw)?.into_iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// What stands under each spelling of a field's key in a JSON object, as text.
pub fn spellings<'a>(raw: &'a RawValue, field: &'a FieldInfo) -> impl Iterator<Item = String> + 'a {
    let keys = std::iter::once(&field.wire).chain(field.also);
    keys.filter_map(|key| value(raw, key).and_then(text))
}

/// The elements of a JSON array; `None` for anything else.
pub fn elements(raw: &RawValue) -> Option<Vec<&RawValue>> {
    struct Elements;
    impl<'de> Visitor<'de> for Elements {
        type Value = Vec<&'de RawValue>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut elements = Vec::new();
            while let Some(raw) = seq.next_element()? {
                elements.push(raw);
            }
            Ok(elements)
        }
    }
    // As in `entries`.
    let array = raw.get().starts_with('[');
    array.then(|| serde_json::Deserializer::from_str(raw.get()).deserialize_seq(Elements).ok()).flatten()
}

/// A key, borrowed unless it holds an escape.
struct Key<'a>(Cow<'a, str>);

impl<'de> serde::Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A bare list as the record of a page, for the operations whose answers may come either way.
pub fn list_as_record(raw: &RawValue, page: &ModelInfo) -> Option<Box<RawValue>> {
    let is_page = raw.get().starts_with('[') && page.is_page();
    is_page.then(|| RawValue::from_string(format!("{{\"data\":{}}}", raw.get())).ok()).flatten()
}

/// Whether the raw value is `null`.
pub fn is_null(raw: &RawValue) -> bool {
    raw.get() == "null"
}

/// Whether a flag is set, in any of the ways it is written. What is no flag, such as a sentence under `error`, is set.
pub fn truthy(raw: &RawValue) -> bool {
    let Some(text) = text(raw) else { return !is_null(raw) };
    !["", "0", "false", "n", "no", "null"].contains(&text.trim().to_ascii_lowercase().as_str())
}

/// Text, or a number or boolean as the text it was written in.
pub fn text(raw: &RawValue) -> Option<String> {
    match raw.get().as_bytes().first()? {
        b'"' => serde_json::from_str(raw.get()).ok(),
        b'{' | b'[' | b'n' => None,
        _ => Some(raw.get().to_owned()),
    }
}

/// Reads one field of a record; what does not fit, and the text of times, goes to `extra`.
pub fn read_field<T: Field>(key: &str, raw: &RawValue, slot: &mut Option<T>, extra: &mut Extra) {
    if is_null(raw) {
        return;
    }
    let value = T::read(raw);
    let whole = value.as_ref().is_some_and(|value| value.is_whole(raw));
    // A secret of an unexpected shape is not kept: what is left over may be printed.
    if T::KEEP_TEXT || (!whole && !matches!(T::TYPE, FieldType::Secret)) {
        extra.keep(key, &mask::left_over(raw, &T::TYPE));
    }
    if value.is_some() {
        *slot = value;
    }
}

/// Reads another spelling of a field: it counts only where the first one is silent; what it says besides is kept.
pub fn read_other<T: Field>(key: &str, raw: &RawValue, slot: &mut Option<T>, extra: &mut Extra) {
    if slot.is_none() {
        read_field(key, raw, slot, extra);
    } else if !matches!(T::TYPE, FieldType::Secret) {
        extra.keep(key, &mask::left_over(raw, &T::TYPE));
    }
}

/// Writes one field of a record, unless it is absent or `extra` holds the gateway's own text for it.
pub fn write_field<S: SerializeMap, T: Field, W: Serialize + ?Sized>(
    map: &mut S,
    key: &'static str,
    field: &T,
    written: &W,
    extra: Option<&Extra>,
) -> Result<(), S::Error> {
    if field.is_absent() || extra.is_some_and(|extra| extra.contains(key)) {
        return Ok(());
    }
    map.serialize_entry(key, written)
}

/// Writes what is left over.
pub fn write_extra<S: SerializeMap>(map: &mut S, extra: &Extra) -> Result<(), S::Error> {
    extra.iter().try_for_each(|(key, raw)| map.serialize_entry(key, raw))
}

/// `{"value": 499.00, "currency": "INR"}`: how an order's amount travels.
pub struct AmountObject<'a>(pub &'a Money);

impl Serialize for AmountObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("value", self.0)?;
        map.serialize_entry("currency", "INR")?;
        map.end()
    }
}

/// `null` where the caller allowed a mode without further limits: `"UPI": null`.
pub struct NullWhenTrue<'a>(pub &'a Option<bool>);

impl Serialize for NullWhenTrue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}

/// An amount, given or not.
pub trait Rupees {
    /// The amount.
    fn rupees(&self) -> Option<&Money>;
}
impl Rupees for Money {
    fn rupees(&self) -> Option<&Money> {
        Some(self)
    }
}
impl Rupees for Option<Money> {
    fn rupees(&self) -> Option<&Money> {
        self.as_ref()
    }
}

/// `2540`: where the gateway wants an integer; the request was checked to be one.
pub struct WholeRupees<'a, R>(pub &'a R);

impl<R: Rupees> Serialize for WholeRupees<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.rupees().and_then(Money::whole).serialize(serializer)
    }
}

/// `"499.00"`: where the gateway wants text.
pub struct AmountText<'a, R>(pub &'a R);

impl<R: Rupees> Serialize for AmountText<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.rupees().map(Money::to_string).serialize(serializer)
    }
}

/// Card data: as it is or in base64, as the operation and the client's settings say.
pub struct CardData<'a>(pub &'a Option<Secret>);

impl Serialize for CardData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().map(secret::Card).serialize(serializer)
    }
}
