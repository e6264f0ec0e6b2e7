//! Authorisation.

use enkash_macros::model;

use crate::scalar::Secret;

/// A token of the gateway. The client fetches and renews its own; this is for callers that need one elsewhere.
#[model(answer)]
pub struct AuthToken {
    /// Value for the `Authorization` header.
    pub token: Secret,
    /// When it ends, in milliseconds since 1970 as the samples show it; the documentation can also be read as a
    /// lifetime in milliseconds.
    pub expiry: Option<i64>,
    /// Outcome code: 0 or 200, depending on the edition of the documentation.
    pub result_code: Option<i64>,
    /// Outcome text.
    pub result_message: Option<String>,
}
