//! From what happened to the error the caller gets. Pure.

use serde_json::value::RawValue;

use crate::call::Call;
use crate::envelope::{self, Failure};
use crate::scalar::Secret;
use crate::schema::{Auth, Effect};
use crate::{Error, ErrorInfo, ErrorKind, RetryAdvice};

/// What happened, in a few words.
pub(crate) fn reason(failure: &Failure) -> String {
    match failure {
        Failure::NotSent(why) => format!("the gateway could not be reached: {why}"),
        Failure::Tls(why) => format!("no safe connection: {why}"),
        Failure::NoAnswer(why) => format!("the connection broke before the answer was whole: {why}"),
        Failure::Foreign { why, .. } => format!("the answer is not the gateway's: {why}"),
        Failure::Server { status, text: Some(text) } => format!("the gateway failed with HTTP {status}: {text}"),
        Failure::Server { status, text: None } => format!("the gateway failed with HTTP {status}"),
        Failure::RateLimited { .. } => "too many calls".into(),
        Failure::TokenRejected { text, .. } => format!("the gateway did not accept the token: {text}"),
        Failure::Refused { text, .. } => text.clone(),
    }
}

/// The failure as the caller's error.
pub(crate) fn failed(call: &Call, failure: Failure) -> Error {
    let name = call.operation.name;
    let (kind, code, advice) = match &failure {
        Failure::NotSent(_) => (ErrorKind::Connection, "not_connected", RetryAdvice::Safe),
        Failure::Tls(_) => (ErrorKind::Connection, "tls_failed", RetryAdvice::Never),
        Failure::NoAnswer(_) => (ErrorKind::Connection, "connection_lost", RetryAdvice::Safe),
        Failure::Foreign { .. } => (ErrorKind::UnexpectedResponse, "foreign_answer", RetryAdvice::Safe),
        Failure::Server { .. } => (ErrorKind::Unavailable, "gateway_unavailable", RetryAdvice::Safe),
        Failure::RateLimited { .. } => (ErrorKind::RateLimited, "rate_limited", RetryAdvice::Safe),
        Failure::TokenRejected { .. } => (ErrorKind::Authentication, "token_refused", RetryAdvice::Never),
        Failure::Refused { .. } if call.operation.auth == Auth::Keys => {
            (ErrorKind::Authentication, "keys_refused", RetryAdvice::Never)
        }
        Failure::Refused { .. } => (ErrorKind::Gateway, "gateway_refused", RetryAdvice::Never),
    };
    Error::new(kind, code, advice, format!("{name} failed: {}", reason(&failure))).with(|info| match failure {
        Failure::Refused { status, code, text } => {
            info.http_status = Some(status.into());
            info.gateway_code = code;
            info.gateway_text = Some(text);
        }
        Failure::TokenRejected { status, text } => {
            info.http_status = Some(status.into());
            info.gateway_code = (status != 401).then_some(envelope::TOKEN_REJECTED);
            info.gateway_text = Some(text);
        }
        Failure::Server { status, text } => {
            info.http_status = Some(status.into());
            info.gateway_text = text;
        }
        Failure::Foreign { status, .. } => info.http_status = Some(status.into()),
        Failure::RateLimited { .. } => info.http_status = Some(429),
        Failure::NotSent(_) | Failure::Tls(_) | Failure::NoAnswer(_) => {}
    })
}

/// The gateway said yes, and the answer lacks what makes it one. A write has happened, so it is not just "unexpected".
pub(crate) fn incomplete(call: &Call, raw: &RawValue, record: &str) -> Error {
    let why = format!("the gateway's answer is not a whole {record}");
    let error = match call.operation.effect {
        Effect::Create { .. } | Effect::Charge => unknown(call, &why),
        Effect::Read | Effect::Idempotent if call.operation.auth == Auth::Keys => no_token(raw),
        Effect::Read | Effect::Idempotent => {
            let text = format!("{} failed: {why}", call.operation.name);
            Error::new(ErrorKind::UnexpectedResponse, "incomplete_answer", RetryAdvice::Safe, text)
        }
    };
    error.with(|info| {
        info.operation = Some(call.operation.name.into());
        info.reference = call.reference.clone();
        info.attempts = 1;
    })
}

/// Nobody knows whether the call was applied; says how to find out.
pub(crate) fn unknown(call: &Call, why: &str) -> Error {
    let how = match (call.operation.effect, &call.reference) {
        (Effect::Create { lookup, .. }, Some(reference)) => {
            format!("ask {lookup}({reference:?}) before creating it again")
        }
        // Calls beyond the table have a path for a reference, and nobody knows what state to ask for.
        (_, Some(reference)) if !call.operation.path.is_empty() => {
            format!("ask orders.get({reference:?}) for the order's state; do not send it again")
        }
        _ => "ask the gateway for the state; do not send it again".into(),
    };
    let text = format!("{} may have been applied: {why}; {how}", call.operation.name);
    Error::new(ErrorKind::OutcomeUnknown, "outcome_unknown", RetryAdvice::LookUpFirst, text)
}

/// The merchant's key belongs to something else.
pub(crate) fn conflict(text: String) -> Error {
    Error::new(ErrorKind::Gateway, "key_in_use", RetryAdvice::Never, text)
}

/// A token call that was answered without a token: the keys were refused, in the gateway's words.
fn no_token(raw: &RawValue) -> Error {
    let field = |name: &str| {
        let entries = crate::wire::entries(raw)?;
        entries.into_iter().find(|(key, _)| key == name).and_then(|(_, raw)| crate::wire::text(raw))
    };
    let words = field("resultMessage").or_else(|| field("message"));
    Error::new(
        ErrorKind::Authentication,
        "keys_refused",
        RetryAdvice::Never,
        "the gateway did not accept the keys; check access key, secret key and environment",
    )
    .with(|info| {
        info.gateway_code = field("resultCode").and_then(|code| code.parse().ok());
        info.gateway_text = words;
    })
}

/// Takes the caller's secrets out of what a gateway or a proxy may have echoed.
pub(crate) fn scrub<'a>(info: &mut ErrorInfo, secrets: impl Iterator<Item = &'a Secret>) {
    for secret in secrets.map(Secret::reveal).filter(|secret| !secret.is_empty()) {
        for text in [Some(&mut info.text), info.gateway_text.as_mut()].into_iter().flatten() {
            if text.contains(secret) {
                *text = text.replace(secret, crate::json::MASK);
            }
        }
    }
}
