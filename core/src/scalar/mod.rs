//! Values with rules of their own: money, instants, secrets.

mod builtin;
mod bytes;
mod money;
pub(crate) mod secret;
mod timestamp;

pub use builtin::TextMap;
pub use bytes::Bytes;
pub use money::{Money, MoneyError};
pub use secret::Secret;
pub use timestamp::Timestamp;
