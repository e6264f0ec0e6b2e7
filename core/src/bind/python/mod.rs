//! Python values and classes: everything that follows from records, scalars and errors.
//!
//! - [`PyRecord`]: the class of a record; `#[model]` writes it, `record.rs` holds what all of them do.
//! - [`Values`]: the crossing of values, as records or as plain dicts.
//! - [`PySecret`]: a secret that stays closed in Python too.
//! - [`raise`]: the SDK's error as an exception of `enkash.errors`.
//! - [`arguments`], [`settings`]: what a method and a client take.
//!
//! Clients, runtimes and event loops are in the crate `enkash-python`. Nothing here waits or does I/O.

mod arguments;
mod cell;
mod error;
mod language;
mod record;
mod secret;
mod values;

pub use arguments::{arguments, fields_of, parse_webhook, raw_answer, raw_request, settings, settings_from_env};
pub use cell::Cell;
pub use error::{guarded, raise};
pub use language::Values;
pub use record::{Classes, PyRecord, classes, methods};
pub use secret::PySecret;
