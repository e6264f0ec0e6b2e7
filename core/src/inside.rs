//! What the fuzz targets reach of the inside. No part of the API: it may change with any version.

#[cfg(feature = "server")]
pub use crate::auth::lifetime;
#[cfg(feature = "server")]
use crate::{Error, unresolved::Unresolved};

/// What a text of a call in doubt says, written again.
#[cfg(feature = "server")]
pub fn unresolved(text: &str) -> Result<String, Error> {
    Ok(Unresolved::parse(text)?.to_text())
}
