//! Text that must not be seen: keys, tokens, card numbers.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::field::{Field, Invalid, Language, Path};
use crate::schema::FieldType;
use crate::wire;

/// Text that never prints and is wiped from memory when the last holder lets go.
///
/// ```
/// let key = enkash::Secret::new("sk_live_1");
/// assert_eq!(format!("{key:?}"), "Secret(***)");
/// assert_eq!(key.reveal(), "sk_live_1");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Closes over the text.
    pub fn new(text: impl Into<String>) -> Self {
        Secret(Zeroizing::new(text.into()))
    }
    /// The text. Whoever calls this answers for where it goes.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Secret::new(text)
    }
}
impl From<String> for Secret {
    fn from(text: String) -> Self {
        Secret::new(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// Equal in constant time for equal lengths, so that comparing keys does not tell them.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.0.as_bytes(), other.0.as_bytes());
        a.len() == b.len() && a.iter().zip(b).fold(0, |seen, (x, y)| seen | (x ^ y)) == 0
    }
}

/// Onto the wire only: a request's body is the one place where a secret is written out.
impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Field for Secret {
    const TYPE: FieldType = FieldType::Secret;
    fn read(raw: &RawValue) -> Option<Self> {
        wire::text(raw).map(Secret::new)
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        language.secret(self)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        language.take_secret(value, path)
    }
    fn secrets(&self, found: &mut Vec<Secret>) {
        found.push(self.clone());
    }
}
