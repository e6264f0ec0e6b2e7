//! A call from its request to its answer: check, send, decide, repeat, look up.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::SystemTime;

use reqwest::header::{AUTHORIZATION, HeaderMap};
use serde_json::value::RawValue;
use tokio::time::Instant;
use zeroize::Zeroizing;

use crate::auth::{Form, lifetime};
use crate::envelope::{self, Failure};
use crate::field::{Field, ModelFields, Path};
use crate::model::AuthToken;
use crate::operations::{AuthTokenOp, Op};
use crate::resolve::{self, Found};
use crate::retry::{Attempts, Decision, decide, pause};
use crate::scalar::Secret;
use crate::schema::{Auth, Effect, Operation};
use crate::{Client, Error, ErrorKind, RetryAdvice, rules};

/// One call, ready to be sent.
pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    pub(crate) path_and_query: String,
    pub(crate) body: Option<Zeroizing<Vec<u8>>>,
    /// What the caller can find the call by: the merchant's key, else the id.
    pub(crate) reference: Option<String>,
    pub(crate) deadline: Instant,
}

/// What is known if the call is cut off by the deadline.
#[derive(Default)]
struct Progress {
    attempts: AtomicU32,
    /// Something that changes things may have left this machine.
    doubt: AtomicBool,
}

impl Client {
    /// Calls an operation of the table.
    pub async fn call<O: Op>(&self, id: &str, request: O::Request) -> Result<O::Answer, Error> {
        self.call_until::<O>(id, request, std::future::pending()).await
    }

    /// Calls an operation of the table and gives up when `cancelled` ends. Dropping the call would not say whether it
    /// was applied; this does: `Cancelled`, or `OutcomeUnknown` when something that changes things may have been sent.
    pub async fn call_until<O: Op>(
        &self,
        id: &str,
        request: O::Request,
        cancelled: impl Future<Output = ()>,
    ) -> Result<O::Answer, Error> {
        let call = self.prepare::<O>(id, &request)?;
        drop(request);
        let raw = self.run_until(&call, cancelled).await?;
        O::Answer::read(&raw).ok_or_else(|| incomplete(&call, &raw, O::Answer::INFO.name))
    }

    /// Checks the request and writes it down.
    fn prepare<O: Op>(&self, id: &str, request: &O::Request) -> Result<Call, Error> {
        let operation = const { &O::INFO };
        let refused = |invalid: crate::field::Invalid| {
            Error::from(invalid).with(|info| info.operation = Some(operation.name.into()))
        };
        if let Some(name) = operation.id {
            rules::id(id, &Path::Field(&Path::Root, name)).map_err(refused)?;
        }
        request.check(&Path::Root).map_err(refused)?;
        let template = self.inner.paths.get(operation.name).map_or(operation.path, String::as_str);
        let mut path_and_query = match operation.id {
            Some(name) => template.replace(&format!("{{{name}}}"), id),
            None => template.to_owned(),
        };
        for (index, (key, value)) in request.query().into_iter().enumerate() {
            path_and_query.push(if index == 0 { '?' } else { '&' });
            path_and_query.extend([key, "="]);
            path_and_query.extend(form_encoded(&value));
        }
        let body = match operation.auth {
            Auth::Keys => Some(self.keys_body()?),
            _ if operation.takes().is_some() => Some(written(request)?),
            _ => None,
        };
        let reference = match operation.effect {
            Effect::Create { key, .. } => text_of(request, key),
            _ if operation.id.is_some() => Some(id.to_owned()),
            _ => text_of(request, "order_id"),
        };
        Ok(Call { operation, path_and_query, body, reference, deadline: Instant::now() + self.inner.timeout })
    }

    fn keys_body(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        let keys = [("accessKey", &self.inner.access_key), ("secretKey", &self.inner.secret_key)];
        written(&std::collections::BTreeMap::from(keys))
    }

    /// Runs a call to its end, or to its deadline.
    pub(crate) async fn run(&self, call: &Call) -> Result<Box<RawValue>, Error> {
        self.run_until(call, std::future::pending()).await
    }

    async fn run_until(&self, call: &Call, cancelled: impl Future<Output = ()>) -> Result<Box<RawValue>, Error> {
        let progress = Progress::default();
        let in_doubt = || progress.doubt.load(Ordering::Relaxed);
        let result = tokio::select! {
            biased;
            // What has been cancelled before it began is not begun.
            () = cancelled => Err(if in_doubt() {
                unknown(call, "it was cancelled before the outcome was known")
            } else {
                let text = format!("{} was cancelled", call.operation.name);
                Error::new(ErrorKind::Cancelled, "cancelled", RetryAdvice::Safe, text)
            }),
            result = tokio::time::timeout_at(call.deadline, self.attempt(call, &progress)) => match result {
                Ok(result) => result,
                Err(_) if in_doubt() => Err(unknown(call, "the deadline passed before the outcome was known")),
                Err(_) => Err(Error::new(
                    ErrorKind::Timeout,
                    "timeout",
                    RetryAdvice::Safe,
                    format!("{} did not end within its deadline", call.operation.name),
                )),
            },
        };
        result.map_err(|error| {
            error.with(|info| {
                info.operation = Some(call.operation.name.into());
                info.reference = info.reference.take().or_else(|| call.reference.clone());
                info.attempts = progress.attempts.load(Ordering::Relaxed).into();
            })
        })
    }

    async fn attempt(&self, call: &Call, progress: &Progress) -> Result<Box<RawValue>, Error> {
        let effect = call.operation.effect;
        let writes = matches!(effect, Effect::Create { .. } | Effect::Charge);
        // Only a call that carries the token can be helped by another one.
        let carries_token = matches!(call.operation.auth, Auth::Token | Auth::TokenAndKey);
        let (mut form, unproven) = self.inner.tokens.form();
        let mut state = Attempts {
            allowed: self.inner.max_attempts,
            other_form: carries_token && unproven,
            new_token: carries_token,
            ..Attempts::default()
        };
        let mut refused = None;
        loop {
            let (headers, generation) = self.headers(call, form, refused).await?;
            state.made += 1;
            progress.attempts.store(state.made, Ordering::Relaxed);
            progress.doubt.store(writes, Ordering::Relaxed);
            let sent = self.inner.transport.send(call.operation.verb, &call.path_and_query, headers, call.body.clone());
            let failure = match sent.await.and_then(|reply| envelope::open(&reply)) {
                Ok(payload) => {
                    if generation.is_some() {
                        self.inner.tokens.prove(form);
                    }
                    return Ok(payload);
                }
                Err(failure) => failure,
            };
            let decision = decide(effect, &failure, state);
            let in_doubt = matches!(decision, Decision::LookUp | Decision::OutcomeUnknown);
            state.doubt |= writes && in_doubt;
            progress.doubt.store(state.doubt, Ordering::Relaxed);
            match decision {
                Decision::Repeat => self.pause(state.made, &failure).await,
                Decision::OtherForm => {
                    state.other_form = false;
                    state.made -= 1;
                    form = form.other();
                }
                Decision::NewToken => {
                    state.new_token = false;
                    state.made -= 1;
                    form = self.inner.tokens.form().0;
                    refused = generation;
                }
                Decision::LookUp => {
                    self.pause(state.made, &failure).await;
                    match self.look_up(call).await {
                        Found::This(payload) => return Ok(payload),
                        Found::Other(text) => return Err(conflict(text)),
                        // Not there although the gateway refused: the refusal stands.
                        Found::Nothing if matches!(failure, Failure::Refused { .. }) => {
                            return Err(failed(call, failure));
                        }
                        Found::Nothing if state.made < state.allowed => {}
                        Found::Nothing => return Err(unknown(call, "it was not found after the last attempt")),
                        Found::CannotTell(why) => return Err(unknown(call, &why)),
                    }
                }
                Decision::OutcomeUnknown => return Err(unknown(call, &reason(&failure))),
                Decision::Fail => return Err(failed(call, failure)),
            }
        }
    }

    async fn pause(&self, made: u32, failure: &Failure) {
        let asked = match failure {
            Failure::RateLimited { retry_after } => *retry_after,
            _ => None,
        };
        tokio::time::sleep(pause(made, asked, fastrand::f64())).await;
    }

    async fn look_up(&self, call: &Call) -> Found {
        let Some((lookup, path)) = resolve::lookup_of(call, &self.inner.paths) else {
            return Found::CannotTell("there is no key to look it up by".into());
        };
        let question = Call {
            operation: lookup,
            path_and_query: path,
            body: None,
            reference: call.reference.clone(),
            deadline: call.deadline,
        };
        let answer = Box::pin(self.run(&question)).await;
        resolve::judge(call, answer, &self.inner.checkout_url)
    }

    /// The headers of a call, and which token they hold.
    async fn headers(&self, call: &Call, form: Form, refused: Option<u64>) -> Result<(HeaderMap, Option<u64>), Error> {
        let mut headers = HeaderMap::new();
        if call.operation.auth == Auth::Keys {
            headers.insert("api-key", self.inner.access_key_header.clone());
        }
        if !matches!(call.operation.auth, Auth::Token | Auth::TokenAndKey) {
            return Ok((headers, None));
        }
        let token = self.inner.tokens.get(refused, || Box::pin(self.fetch_token(call.deadline))).await?;
        let value = crate::transport::sensitive(form.header(&token.text).reveal()).ok_or_else(|| {
            Error::new(
                ErrorKind::UnexpectedResponse,
                "token_unusable",
                RetryAdvice::Safe,
                "the gateway's token holds characters that no header may hold",
            )
        })?;
        headers.insert(AUTHORIZATION, value);
        if call.operation.auth == Auth::TokenAndKey {
            headers.insert("merchantaccesskey", self.inner.access_key_header.clone());
        }
        Ok((headers, Some(token.generation)))
    }

    async fn fetch_token(&self, deadline: Instant) -> Result<(Secret, Option<std::time::Duration>), Error> {
        let mut call = self.prepare::<AuthTokenOp>("", &crate::model::Nothing::new())?;
        call.deadline = deadline;
        let raw = self.run(&call).await?;
        let answer = AuthToken::read(&raw).filter(|answer| !answer.token.reveal().is_empty());
        let answer = answer.ok_or_else(|| incomplete(&call, &raw, AuthToken::INFO.name))?;
        Ok((answer.token, lifetime(answer.expiry, SystemTime::now())))
    }
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

fn written(value: &impl serde::Serialize) -> Result<Zeroizing<Vec<u8>>, Error> {
    // Room enough that the buffer does not move: a moved buffer would leave a copy of a card number behind.
    let mut body = Zeroizing::new(Vec::with_capacity(4096));
    serde_json::to_writer(&mut *body, value)
        .map_err(|error| Error::internal(format!("the request cannot be written: {error}")))?;
    Ok(body)
}

/// The value of a text field by its SDK name.
fn text_of(request: &impl ModelFields, name: &str) -> Option<String> {
    let fields = request.give_fields(&crate::json::Json::Snake).unwrap_or_else(|never| match never {});
    let (_, value) = fields.into_iter().find(|(field, _)| *field == name)?;
    value.as_str().map(str::to_owned)
}

fn form_encoded(text: &str) -> impl Iterator<Item = char> {
    text.bytes().flat_map(|byte| {
        let plain = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        let encoded = if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") };
        encoded.into_bytes().into_iter().map(char::from)
    })
}

/// What happened, in a few words.
fn reason(failure: &Failure) -> String {
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

fn failed(call: &Call, failure: Failure) -> Error {
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
fn incomplete(call: &Call, raw: &RawValue, record: &str) -> Error {
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

fn unknown(call: &Call, why: &str) -> Error {
    let how = match (call.operation.effect, &call.reference) {
        (Effect::Create { lookup, .. }, Some(reference)) => {
            format!("ask {lookup}({reference:?}) before creating it again")
        }
        (_, Some(reference)) => format!("ask orders.get({reference:?}) for the order's state; do not send it again"),
        (_, None) => "ask the gateway for the state; do not send it again".into(),
    };
    let text = format!("{} may have been applied: {why}; {how}", call.operation.name);
    Error::new(ErrorKind::OutcomeUnknown, "outcome_unknown", RetryAdvice::LookUpFirst, text)
}

fn conflict(text: String) -> Error {
    Error::new(ErrorKind::Gateway, "key_in_use", RetryAdvice::Never, text)
}
