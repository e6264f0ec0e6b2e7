//! Text that must not be seen: keys, tokens, card numbers.

use std::cell::Cell;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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

/// How secrets are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// As the mask.
    Masked,
    /// As they are.
    Plain,
    /// As they are, card data in base64.
    Base64Cards,
}

thread_local! {
    static WRITING: Cell<Writing> = const { Cell::new(Writing::Masked) };
}

/// Writes a request's body: the one place where a secret is serialised as it is. Whoever else serialises a record (a log,
/// a cache, a queue) gets the mask.
pub(crate) fn revealed<T>(writing: Writing, write: impl FnOnce() -> T) -> T {
    struct Closed;
    impl Drop for Closed {
        fn drop(&mut self) {
            WRITING.set(Writing::Masked);
        }
    }
    WRITING.set(writing);
    let _closed = Closed;
    write()
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let masked = WRITING.get() == Writing::Masked;
        serializer.serialize_str(if masked { crate::json::MASK } else { &self.0 })
    }
}

/// Card data on its way out.
pub(crate) struct Card<'a>(pub(crate) &'a Secret);

impl Serialize for Card<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if WRITING.get() != Writing::Base64Cards {
            return self.0.serialize(serializer);
        }
        serializer.serialize_str(&Zeroizing::new(STANDARD.encode(self.0.reveal())))
    }
}

impl Field for Secret {
    const TYPE: FieldType = FieldType::Secret;
    fn read(raw: &RawValue) -> Option<Self> {
        wire::text(raw).filter(|text| !text.is_empty()).map(Secret::new)
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        language.secret(self)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        language.take_secret(value, path)
    }
    fn query_text(&self) -> Option<String> {
        Some(self.reveal().to_owned())
    }
    fn secrets(&self, found: &mut Vec<Secret>) {
        found.push(self.clone());
    }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn only_a_request_body_shows_a_secret() {
        let config = crate::model::ClientConfig::new("plainly-access", "plainly-secret");
        let logged = serde_json::to_string(&config).expect("JSON");
        assert!(!logged.contains("plainly"), "{logged}");
        let sent = revealed(Writing::Plain, || serde_json::to_string(&config)).expect("JSON");
        assert!(sent.contains("plainly-secret"));
        assert!(!serde_json::to_string(&config).expect("JSON").contains("plainly"));
    }
}
