//! Why a request is not answered with a result: the gateway refuses it, or the sandbox itself is broken.

/// Code of the gateway for a token it does not accept; the only one its documentation's users have seen.
pub(crate) const TOKEN_REJECTED: i64 = 117;
/// The request breaks a rule of form.
pub(crate) const INVALID: i64 = 400;
/// Wrong keys on the token call.
pub(crate) const WRONG_KEYS: i64 = 401;
/// The thing asked for does not exist.
pub(crate) const NOT_FOUND: i64 = 404;
/// The request contradicts what is already there.
pub(crate) const CONFLICT: i64 = 409;
/// Too many requests in a minute.
pub(crate) const TOO_MANY: i64 = 429;
/// The request is well formed and still not possible.
pub(crate) const IMPOSSIBLE: i64 = 422;

/// A refusal, to be sent as the gateway's envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// `response_code`.
    pub code: i64,
    /// `response_message`: a sentence; it never repeats a value of the request.
    pub text: String,
    /// `payload`, where the gateway gives one.
    pub payload: Option<&'static str>,
}

/// Anything that ends a request early.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The gateway says no.
    Refused(Refusal),
    /// The store failed.
    Store(rusqlite::Error),
}

/// What a handler comes to.
pub(crate) type Outcome<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Store(error)
    }
}

/// A refusal with a code and a sentence.
pub(crate) fn refuse(code: i64, text: impl Into<String>) -> Fault {
    Fault::Refused(Refusal { code, text: text.into(), payload: None })
}

/// A refusal of form.
pub(crate) fn invalid(text: impl Into<String>) -> Fault {
    refuse(INVALID, text)
}

/// A refusal of the token; `why` helps the developer, the payload is the gateway's own text.
pub(crate) fn token_rejected(why: &str) -> Fault {
    Fault::Refused(Refusal {
        code: TOKEN_REJECTED,
        text: format!("Authorization failed: {why}"),
        payload: Some("Token is invalid."),
    })
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Refused(refusal) => f.write_str(&refusal.text),
            Fault::Store(_) => f.write_str("The sandbox's own store failed."),
        }
    }
}
