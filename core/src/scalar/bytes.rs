//! Bytes, such as an image: the language's own type of bytes, base64 text in JSON.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::field::{Field, Invalid, Language, Path};
use crate::schema::FieldType;
use crate::wire;

/// Bytes, such as an image.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// As base64 text.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.0)
    }
    /// From base64 text.
    pub fn from_base64(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok().map(Bytes)
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({} bytes)", self.0.len())
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes(bytes)
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_base64())
    }
}

impl Field for Bytes {
    const TYPE: FieldType = FieldType::Bytes;
    fn read(raw: &RawValue) -> Option<Self> {
        Bytes::from_base64(&wire::text(raw)?)
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        language.bytes(self)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        language.take_bytes(value, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_and_back(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let bytes = Bytes(bytes);
            prop_assert_eq!(Bytes::from_base64(&bytes.to_base64()), Some(bytes));
        }
    }

    #[test]
    fn what_is_not_base64_is_refused() {
        assert_eq!(Bytes::from_base64("not base64"), None);
    }
}
