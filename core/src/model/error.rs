//! What an error tells, the same in every language.

use enkash_macros::{model, open_enum};

/// The kind of an error: what the caller can do about it.
#[open_enum(closed)]
pub enum ErrorKind {
    /// The client cannot be made or used like this: a missing key, a bad URL, a closed client.
    #[wire("Configuration")]
    Configuration,
    /// A value was refused before anything was sent; `field` names it.
    #[wire("Validation")]
    Validation,
    /// The gateway does not accept the keys or the token.
    #[wire("Authentication")]
    Authentication,
    /// The gateway understood and refused; `gateway_code` and `gateway_text` are its words.
    #[wire("Gateway")]
    Gateway,
    /// Too many calls; this one was not applied.
    #[wire("RateLimited")]
    RateLimited,
    /// The gateway could not be reached, or the connection broke under a call that changes nothing or may be made again.
    #[wire("Connection")]
    Connection,
    /// The deadline passed; nothing that changes anything had been sent.
    #[wire("Timeout")]
    Timeout,
    /// The gateway is down or overloaded; the call changes nothing, or has the same result when it is made again.
    #[wire("Unavailable")]
    Unavailable,
    /// An answer that is not the gateway's, or not of a known shape; the call changes nothing, or has the same result when it
    /// is made again.
    #[wire("UnexpectedResponse")]
    UnexpectedResponse,
    /// The call may have been applied: its answer was lost, or it was given up, or only its repetition was refused. Do not
    /// repeat it: find out by `reference`, as `text` says.
    #[wire("OutcomeUnknown")]
    OutcomeUnknown,
    /// The caller gave up before anything that changes anything was sent.
    #[wire("Cancelled")]
    Cancelled,
    /// A fault of this SDK.
    #[wire("Internal")]
    Internal,
}

/// Whether the caller may repeat the call.
#[open_enum(closed)]
pub enum RetryAdvice {
    /// Repeating is safe.
    #[wire("safe")]
    Safe,
    /// Repeating cannot help.
    #[wire("never")]
    Never,
    /// Look the reference up first; repeat only if it is surely absent.
    #[wire("look up first")]
    LookUpFirst,
}

/// Everything known about a failed call. Holds no key, token, card number, OTP or account number.
#[model(request)]
pub struct ErrorInfo {
    /// The kind.
    pub kind: ErrorKind,
    /// Stable code for programs, such as `gateway_refused` or `field_invalid`.
    pub code: String,
    /// A sentence for people.
    pub text: String,
    /// Path of the refused field, for `Validation`.
    pub field: Option<String>,
    /// The gateway's `response_code` or `resultCode`.
    pub gateway_code: Option<i64>,
    /// The gateway's own words.
    pub gateway_text: Option<String>,
    /// HTTP status of the last answer.
    pub http_status: Option<i64>,
    /// The operation, as in `orders.create`.
    pub operation: Option<String>,
    /// The merchant's key of the call: merchant order id, request id, or the id it was about.
    pub reference: Option<String>,
    /// For `OutcomeUnknown`: what is known of the call as one printable text without secrets, about 100 characters, 1024 at
    /// most. Store it; `client.resolve` finds out what became of the call, also from another process or language.
    pub unresolved: Option<String>,
    /// How many times the request was sent or tried.
    pub attempts: i64,
    /// Whether to repeat.
    pub advice: RetryAdvice,
    /// Milliseconds after which the gateway wants to be asked again, as its last answer said (`Retry-After`); at most 3600000.
    /// For `RateLimited` and `Unavailable`, when there was no attempt or no time left to wait that long.
    pub retry_after_ms: Option<i64>,
}
