//! The SDK's error as one sealed type: a variant for each kind, each with everything that is known.

use crate::Error;
use crate::model::{ErrorInfo, ErrorKind};
use crate::schema::camel;
use crate::spelling::camel_names;

/// A call that failed. The variant says what the caller can do about it, `info` says everything else.
///
/// No variant ever holds a key, a token or anything of a card.
#[derive(Debug, Clone, PartialEq, uniffi::Error)]
pub enum EnKashError {
    /// The client cannot be made or used like this: a missing key, a bad URL, a closed client.
    Configuration {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// A value was refused before anything was sent; `info.field` names it.
    Validation {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// The gateway does not accept the keys or the token.
    Authentication {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// The gateway understood and refused; `info.gatewayCode` and `info.gatewayText` are its words.
    Gateway {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// Too many calls; this one was not applied.
    RateLimited {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// The gateway could not be reached, or the connection broke under a call that changes nothing or may be made
    /// again.
    Connection {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// The deadline passed; nothing that changes anything had been sent.
    Timeout {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// The gateway is down or overloaded; the call changes nothing, or has the same result when it is made again.
    Unavailable {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// An answer that is not the gateway's, or not of a known shape; the call changes nothing, or has the same result
    /// when it is made again.
    UnexpectedResponse {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// The call may have been applied: its answer was lost, or it was given up, or only its repetition was refused. Do
    /// not repeat it: find out by `info.reference`, as `info.text` says.
    OutcomeUnknown {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// The caller gave up before anything that changes anything was sent.
    Cancelled {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
    /// A fault of this SDK.
    Internal {
        /// Everything known.
        info: Box<ErrorInfo>,
    },
}

impl EnKashError {
    /// Everything known about the failure.
    pub fn info(&self) -> &ErrorInfo {
        match self {
            EnKashError::Configuration { info }
            | EnKashError::Validation { info }
            | EnKashError::Authentication { info }
            | EnKashError::Gateway { info }
            | EnKashError::RateLimited { info }
            | EnKashError::Connection { info }
            | EnKashError::Timeout { info }
            | EnKashError::Unavailable { info }
            | EnKashError::UnexpectedResponse { info }
            | EnKashError::OutcomeUnknown { info }
            | EnKashError::Cancelled { info }
            | EnKashError::Internal { info } => info,
        }
    }
}

impl From<Error> for EnKashError {
    fn from(error: Error) -> Self {
        let mut info = Box::new(error.into_info());
        // Names as the caller spells them.
        info.field = info.field.as_deref().map(camel);
        info.text = camel_names(&info.text);
        match info.kind {
            ErrorKind::Configuration => EnKashError::Configuration { info },
            ErrorKind::Validation => EnKashError::Validation { info },
            ErrorKind::Authentication => EnKashError::Authentication { info },
            ErrorKind::Gateway => EnKashError::Gateway { info },
            ErrorKind::RateLimited => EnKashError::RateLimited { info },
            ErrorKind::Connection => EnKashError::Connection { info },
            ErrorKind::Timeout => EnKashError::Timeout { info },
            ErrorKind::Unavailable => EnKashError::Unavailable { info },
            ErrorKind::UnexpectedResponse => EnKashError::UnexpectedResponse { info },
            ErrorKind::OutcomeUnknown => EnKashError::OutcomeUnknown { info },
            ErrorKind::Cancelled => EnKashError::Cancelled { info },
            ErrorKind::Internal => EnKashError::Internal { info },
        }
    }
}

impl std::fmt::Display for EnKashError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.info().sentence())
    }
}
impl std::error::Error for EnKashError {}
