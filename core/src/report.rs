//! From what happened to the error the caller gets. Pure.

use crate::call::Call;
use crate::envelope::{self, Failure};
use crate::mask::Told;
use crate::operations::row;
use crate::retry::asked;
use crate::schema::{Auth, Effect};
use crate::unresolved::Unresolved;
use crate::{Error, ErrorKind, RetryAdvice};

/// Code of a refusal in the gateway's own envelope.
pub(crate) const REFUSED: &str = "gateway_refused";

/// What happened, in a few words.
pub(crate) fn reason(failure: &Failure) -> String {
    match failure {
        Failure::NotSent(why) => format!("the gateway could not be reached: {why}"),
        Failure::Tls(why) => format!("no safe connection: {why}"),
        Failure::NoAnswer(why) => format!("the connection broke before the answer was whole: {why}"),
        Failure::Foreign { why, excerpt, .. } => format!("the answer is not the gateway's: {why}{excerpt}"),
        Failure::Server { status, code, text, .. } => {
            let code = code.map_or(String::new(), |code| format!(" and code {code}"));
            let text = text.as_ref().map_or(String::new(), |text| format!(": {text}"));
            format!("the gateway failed with HTTP {status}{code}{text}")
        }
        Failure::RateLimited { .. } => "too many calls".into(),
        Failure::TokenRejected { text, .. } => format!("the gateway did not accept the token: {text}"),
        Failure::Incomplete { text: Some(text), .. } => format!("the answer is not whole: {text}"),
        Failure::Incomplete { text: None, .. } => "the answer is not whole".into(),
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
        Failure::TokenRejected { .. } | Failure::Refused { .. } | Failure::Incomplete { .. }
            if call.operation.auth == Auth::Keys =>
        {
            (ErrorKind::Authentication, "keys_refused", RetryAdvice::Never)
        }
        Failure::TokenRejected { .. } => (ErrorKind::Authentication, "token_refused", RetryAdvice::Never),
        Failure::Incomplete { .. } => (ErrorKind::UnexpectedResponse, "incomplete_answer", RetryAdvice::Safe),
        Failure::Refused { enveloped: true, .. } => (ErrorKind::Gateway, REFUSED, RetryAdvice::Never),
        Failure::Refused { enveloped: false, .. } => (ErrorKind::Gateway, "refused_on_the_way", RetryAdvice::Never),
    };
    let text = match code {
        "keys_refused" => "the gateway did not accept the keys; check access key, secret key and environment".into(),
        _ => format!("{name} failed: {}", reason(&failure)),
    };
    let later = asked(&failure).map(|pause| i64::try_from(pause.as_millis()).unwrap_or(i64::MAX));
    let error = Error::new(kind, code, advice, text).with(|info| info.retry_after_ms = later);
    error.with(|info| match failure {
        Failure::Incomplete { code, text } => {
            info.gateway_code = code;
            info.gateway_text = text;
        }
        Failure::Refused { status, code, text, .. } => {
            info.http_status = Some(status.into());
            info.gateway_code = code;
            info.gateway_text = Some(text);
        }
        Failure::TokenRejected { status, text } => {
            info.http_status = Some(status.into());
            info.gateway_code = (status != 401).then_some(envelope::TOKEN_REJECTED);
            info.gateway_text = Some(text);
        }
        Failure::Server { status, code, text, .. } => {
            info.http_status = Some(status.into());
            info.gateway_code = code;
            info.gateway_text = text;
        }
        Failure::Foreign { status, .. } => info.http_status = Some(status.into()).filter(|status| *status > 0),
        Failure::RateLimited { .. } => info.http_status = Some(429),
        Failure::NotSent(_) | Failure::Tls(_) | Failure::NoAnswer(_) => {}
    })
}

/// Nobody knows whether the call was applied; says how to find out.
pub(crate) fn unknown(call: &Call, why: &str) -> Error {
    // The same payment, as the customer's client may see it.
    let ask = call.operation.ask.map(|name| match row(name) {
        Some(asked) if call.keyless && !asked.of_checkout() => "payments.minimal",
        _ => name,
    });
    let takes_reference = |name| row(name).is_some_and(|asked| asked.id.is_some() && asked.id == call.reference_field);
    let how = match (call.operation.effect, &call.reference, ask) {
        (Effect::Create { lookup, .. }, Some(reference), _) if row(lookup).is_some_and(|row| row.id.is_some()) => {
            format!("ask {lookup}({reference:?}) before creating it again")
        }
        (Effect::Create { key, lookup, .. }, Some(reference), _) => {
            format!("ask {lookup} for {key} {reference:?} before creating it again")
        }
        (Effect::Create { lookup, .. }, None, _) => format!("ask {lookup} before creating it again"),
        (_, Some(reference), Some(ask)) if takes_reference(ask) => {
            format!("ask {ask}({reference:?}) for the state; do not send it again")
        }
        (_, _, Some(ask)) => format!("ask {ask} for the state; do not send it again"),
        _ => "ask the gateway for the state; do not send it again".into(),
    };
    let text = format!("{} may have been applied: {why}; {how}", call.operation.name);
    Error::new(ErrorKind::OutcomeUnknown, "outcome_unknown", RetryAdvice::LookUpFirst, text)
        .with(|info| info.unresolved = Unresolved::of(call).map(|call| call.to_text()))
}

/// Takes the caller's secrets out of the words of a gateway or a proxy, before they become part of anything. Only their
/// words are touched: a short CVV would otherwise cut holes into our own sentences.
pub(crate) fn scrub(failure: &mut Failure, told: &Told<'_>) {
    if let Failure::Foreign { excerpt, .. } = failure {
        excerpt.scrub(told);
    }
    // In the gateway's own envelope ids are left to see; anybody else's words are cleaned as an excerpt is.
    let stranger = !matches!(failure, Failure::Refused { enveloped: true, .. } | Failure::Incomplete { .. });
    let words = match failure {
        Failure::Server { text, .. } | Failure::Incomplete { text, .. } => text.as_mut(),
        Failure::TokenRejected { text, .. } | Failure::Refused { text, .. } => Some(text),
        Failure::NotSent(_) | Failure::Tls(_) | Failure::NoAnswer(_) | Failure::Foreign { .. } => None,
        Failure::RateLimited { .. } => None,
    };
    if let Some(words) = words {
        *words = crate::excerpt::words(words, told, stranger);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask::Forms;
    use crate::scalar::Secret;

    #[cfg(feature = "server")]
    fn doubt(name: &str, field: &'static str, keyless: bool) -> String {
        let operation = row(name).expect("a row");
        let call = Call {
            operation,
            verb: operation.verb,
            path_and_query: operation.path.into(),
            body: None,
            id: "X1".into(),
            reference: Some("X1".into()),
            reference_field: Some(field),
            keyless,
            secrets: Forms::default(),
            metered: true,
            deadline: tokio::time::Instant::now(),
        };
        unknown(&call, "lost").info().text.clone()
    }

    #[cfg(feature = "server")]
    #[test]
    fn the_question_is_one_that_the_client_can_ask() {
        assert!(doubt("payments.validate_otp", "transaction_id", false).contains("ask payments.get(\"X1\")"));
        assert!(doubt("payments.validate_otp", "transaction_id", true).contains("ask payments.minimal(\"X1\")"));
    }

    #[cfg(feature = "server")]
    #[test]
    fn the_question_holds_an_id_only_if_it_is_of_the_kind_that_is_asked_for() {
        assert!(doubt("mandates.update", "reference_id", false).contains("ask mandates.get(\"X1\")"));
        let other = doubt("mandates.update", "mandate_id", false);
        assert!(other.contains("ask mandates.get for") && !other.contains("X1"), "{other}");
    }

    #[test]
    fn a_secret_is_taken_out_in_every_form_it_travels_in() {
        let secret = Forms::of([&Secret::new("4111\"1111\n")]);
        for said in ["no 4111\"1111\n!", r#"no {"card":"4111\"1111\n"}!"#, "no NDExMSIxMTExCg==!"] {
            let mut failure = Failure::Refused { status: 200, enveloped: true, code: Some(1), text: said.into() };
            scrub(&mut failure, &Told::of([Forms::NONE, Forms::NONE, &secret]));
            let words = reason(&failure);
            assert!(words.contains(crate::json::MASK) && !words.contains("1111") && !words.contains("NDEx"), "{words}");
        }
    }
}
