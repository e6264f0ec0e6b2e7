//! The one error: what went wrong, what is known, what to do next.

use std::fmt;

use crate::field::Invalid;
use crate::model::{ErrorInfo, ErrorKind, RetryAdvice};

/// An error of the SDK. Cheap to move; shows no key, token, card number, OTP or account number, because none is ever
/// put into it.
#[derive(Clone)]
pub struct Error(Box<ErrorInfo>);

impl Error {
    pub(crate) fn new(kind: ErrorKind, code: &str, advice: RetryAdvice, text: impl Into<String>) -> Self {
        Error(Box::new(ErrorInfo::new(kind, code, text, 0, advice)))
    }
    /// The SDK is set up or used wrongly.
    pub(crate) fn configuration(text: impl Into<String>) -> Self {
        Error::new(ErrorKind::Configuration, "configuration", RetryAdvice::Never, text)
    }
    /// A fault of the SDK itself; used by the bindings when a panic was caught.
    pub fn internal(text: impl Into<String>) -> Self {
        Error::new(ErrorKind::Internal, "internal", RetryAdvice::LookUpFirst, text)
    }
    /// A setting that a binding checks has a value that cannot be.
    pub fn from_invalid_setting(invalid: Invalid) -> Self {
        Error::from(invalid).with(|info| info.kind = ErrorKind::Configuration)
    }
    /// Changes what is known.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut ErrorInfo)) -> Self {
        change(&mut self.0);
        self
    }

    /// The kind: what the caller can do.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }
    /// Everything that is known.
    pub fn info(&self) -> &ErrorInfo {
        &self.0
    }
    /// Takes everything that is known.
    pub fn into_info(self) -> ErrorInfo {
        *self.0
    }
    /// Whether the call may have been applied although no answer came.
    pub fn is_outcome_unknown(&self) -> bool {
        self.kind() == ErrorKind::OutcomeUnknown
    }
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        let Invalid { field, problem } = invalid;
        let text = if field.is_empty() { format!("the request {problem}") } else { format!("{field} {problem}") };
        Error::new(ErrorKind::Validation, "field_invalid", RetryAdvice::Never, text)
            .with(|info| info.field = (!field.is_empty()).then_some(field))
    }
}

/// One line: the sentence, then what is known in brackets.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.sentence())
    }
}

impl ErrorInfo {
    /// The sentence with what is known in brackets; what every language prints.
    pub fn sentence(&self) -> String {
        let mut known = Vec::new();
        known.extend(self.operation.clone());
        known.extend(self.reference.as_ref().map(|reference| format!("reference {reference}")));
        known.extend(self.gateway_code.map(|code| format!("gateway code {code}")));
        known.extend(self.http_status.map(|status| format!("HTTP {status}")));
        if self.attempts > 1 {
            known.push(format!("{} attempts", self.attempts));
        }
        if known.is_empty() { self.text.clone() } else { format!("{} [{}]", self.text, known.join(", ")) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl std::error::Error for Error {}
