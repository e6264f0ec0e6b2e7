//! The crossings into other languages, each behind its feature.

pub mod fault;
#[cfg(feature = "python")]
pub mod python;
#[cfg(feature = "uniffi")]
pub mod uniffi;
