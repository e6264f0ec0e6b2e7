//! A call from its request to its answer: check, send, decide, repeat, look up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::SystemTime;

use reqwest::header::{AUTHORIZATION, HeaderMap};
use serde_json::value::RawValue;
use tokio::time::Instant;
use zeroize::Zeroizing;

use crate::auth::{Form, Token, lifetime};
use crate::envelope::{self, Failure};
use crate::field::{Field, ModelFields, Path};
use crate::operations::{AuthTokenOp, Op};
use crate::report::{failed, reason, scrub, unknown};
use crate::resolve::{self, Found};
use crate::retry::{Attempts, Decision, decide, pause, repeat_if_absent};
use crate::scalar::{Secret, secret};
use crate::schema::{Auth, Effect, Operation};
use crate::{Client, Error, ErrorKind, RetryAdvice, rules};

/// One call, ready to be sent.
pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    pub(crate) path_and_query: String,
    pub(crate) body: Option<Zeroizing<Vec<u8>>>,
    /// What the caller can find the call by: the merchant's key, else the id.
    pub(crate) reference: Option<String>,
    /// Secrets of the request, to be taken out of any answer that echoes them.
    pub(crate) secrets: Vec<Secret>,
    pub(crate) deadline: Instant,
}

/// What is known if the call is cut off by the deadline.
#[derive(Default)]
struct Progress {
    sent: AtomicU32,
    /// An attempt that ended may have been applied.
    doubt: AtomicBool,
    /// The attempt under way has begun to leave this machine, and changes things.
    leaving: Arc<AtomicBool>,
}

/// Takes the payload if it is the record it should be.
pub(crate) type Keep<'k> = &'k mut (dyn FnMut(&RawValue) -> bool + Send);

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
        let mut answer = None;
        let mut keep = |raw: &RawValue| {
            answer = O::Answer::read(raw).filter(|answer| !answer.is_blank());
            answer.is_some()
        };
        self.run_until(&call, cancelled, &mut keep).await?;
        answer.ok_or_else(|| Error::internal("a call ended without its answer"))
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
        let mut path_and_query = operation.path_for(id, &self.inner.paths);
        for (index, (key, value)) in request.query().into_iter().enumerate() {
            path_and_query.push(if index == 0 { '?' } else { '&' });
            path_and_query.extend([key, "="]);
            push_encoded(&mut path_and_query, &value);
        }
        let body = match operation.auth {
            Auth::Keys => Some(self.keys_body()?),
            _ if operation.takes().is_some() => Some(written(request)?),
            _ => None,
        };
        let reference = reference::<O>(id, request).map(str::to_owned);
        let mut secrets = Vec::new();
        request.secrets(&mut secrets);
        Ok(Call { operation, path_and_query, body, reference, secrets, deadline: Instant::now() + self.inner.timeout })
    }

    fn keys_body(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        let keys = [("accessKey", &self.inner.access_key), ("secretKey", &self.inner.secret_key)];
        written(&std::collections::BTreeMap::from(keys))
    }

    /// Runs a call to its end, its deadline or its cancellation.
    pub(crate) async fn run_until(
        &self,
        call: &Call,
        cancelled: impl Future<Output = ()>,
        keep: Keep<'_>,
    ) -> Result<(), Error> {
        let progress = Progress::default();
        let in_doubt = || progress.doubt.load(Ordering::Acquire) || progress.leaving.load(Ordering::Acquire);
        let mut cancelled = std::pin::pin!(cancelled);
        let gave_up = || {
            if in_doubt() {
                return unknown(call, "it was cancelled before the outcome was known");
            }
            let text = format!("{} was cancelled", call.operation.name);
            Error::new(ErrorKind::Cancelled, "cancelled", RetryAdvice::Safe, text)
        };
        // What has been cancelled before it began is not begun.
        let begin = tokio::select! {
            biased;
            () = cancelled.as_mut() => false,
            () = std::future::ready(()) => true,
        };
        let result = if begin {
            tokio::select! {
                biased;
                // An answer that is there counts, whatever else has happened by now.
                result = tokio::time::timeout_at(call.deadline, self.attempt(call, &progress, keep)) => match result {
                    Ok(result) => result,
                    Err(_) if in_doubt() => Err(unknown(call, "the deadline passed before the outcome was known")),
                    Err(_) => Err(too_late(call)),
                },
                () = cancelled => Err(gave_up()),
            }
        } else {
            Err(gave_up())
        };
        result.map_err(|error| {
            error.with(|info| {
                info.operation = Some(call.operation.name.into());
                info.reference = info.reference.take().or_else(|| call.reference.clone());
                info.attempts = progress.sent.load(Ordering::Relaxed).into();
            })
        })
    }

    async fn attempt(&self, call: &Call, progress: &Progress, keep: Keep<'_>) -> Result<(), Error> {
        let effect = call.operation.effect;
        let writes = matches!(effect, Effect::Create { .. } | Effect::Charge);
        // Only a call that carries the token can be helped by another one.
        let carries_token = matches!(call.operation.auth, Auth::Token | Auth::TokenAndKey);
        let bare = matches!(call.operation.auth, Auth::Nothing | Auth::Keys);
        let (mut form, unproven) = self.inner.tokens.form();
        let mut state = Attempts {
            allowed: self.inner.max_attempts,
            other_form: carries_token && unproven,
            new_token: carries_token && self.inner.tokens.worth_renewing(),
            ..Attempts::default()
        };
        let mut refused = None;
        loop {
            let (headers, token) = match self.headers(call, form, refused).await {
                Ok(ready) => ready,
                Err(error) if state.doubt => return Err(unknown(call, &error.info().text)),
                Err(error) => return Err(error),
            };
            state.made += 1;
            progress.sent.fetch_add(1, Ordering::Relaxed);
            let leaving = writes.then_some(&progress.leaving);
            let request = self.inner.transport.send(
                call.operation.verb,
                &call.path_and_query,
                headers,
                call.body.clone(),
                leaving,
            );
            let mut failure = match request.await.and_then(|reply| envelope::open(&reply, bare)) {
                Ok(payload) if keep(&payload) => {
                    if token.is_some() {
                        self.inner.tokens.prove(form);
                    }
                    return Ok(());
                }
                Ok(payload) => envelope::incomplete(&payload),
                Err(failure) => failure,
            };
            self.scrub(call, token.as_deref(), &mut failure);
            let decision = decide(effect, &failure, state);
            state.doubt |= writes && matches!(decision, Decision::LookUp | Decision::OutcomeUnknown);
            progress.doubt.store(state.doubt, Ordering::Release);
            progress.leaving.store(false, Ordering::Release);
            match decision {
                Decision::Repeat => self.pause(call, &state, &failure).await?,
                Decision::OtherForm => {
                    state.other_form = false;
                    state.made -= 1;
                    form = form.other();
                }
                Decision::NewToken => {
                    state.new_token = false;
                    state.made -= 1;
                    form = self.inner.tokens.form().0;
                    refused = token.map(|token| token.generation);
                }
                Decision::LookUp => {
                    self.pause(call, &state, &failure).await?;
                    match self.look_up(call).await {
                        Found::This(payload) if keep(&payload) => return Ok(()),
                        Found::This(_) => return Err(unknown(call, "the look-up's answer is not whole")),
                        Found::Nothing if repeat_if_absent(effect, &failure, state) => {}
                        Found::Nothing => {
                            return Err(unknown(call, &format!("{}; it is not there yet", reason(&failure))));
                        }
                        Found::CannotTell(why) => return Err(unknown(call, &why)),
                    }
                }
                Decision::OutcomeUnknown => return Err(unknown(call, &reason(&failure))),
                Decision::Fail => return Err(failed(call, failure)),
            }
        }
    }

    fn scrub(&self, call: &Call, token: Option<&Token>, failure: &mut Failure) {
        let mut secrets = vec![&self.inner.access_key, &self.inner.secret_key];
        secrets.extend(token.map(|token| &token.text));
        secrets.extend(&call.secrets);
        scrub(failure, &secrets);
    }

    /// Waits before the next attempt, unless there would be no time left for it.
    async fn pause(&self, call: &Call, state: &Attempts, failure: &Failure) -> Result<(), Error> {
        let asked = match failure {
            Failure::RateLimited { retry_after } | Failure::Server { retry_after, .. } => *retry_after,
            _ => None,
        };
        let wait = pause(state.made, asked, fastrand::f64());
        if Instant::now() + wait < call.deadline {
            tokio::time::sleep(wait).await;
            return Ok(());
        }
        Err(if state.doubt { unknown(call, &reason(failure)) } else { failed(call, failure.clone()) })
    }

    fn look_up<'a>(&'a self, call: &'a Call) -> Boxed<'a, Found> {
        Box::pin(async move {
            let Some((lookup, path)) = resolve::lookup_of(call, &self.inner.paths) else {
                return Found::CannotTell("there is no key to look it up by".into());
            };
            let question = Call {
                operation: lookup,
                path_and_query: path,
                body: None,
                reference: call.reference.clone(),
                secrets: Vec::new(),
                deadline: call.deadline,
            };
            let mut found = None;
            let mut keep = |raw: &RawValue| {
                found = Some(raw.to_owned());
                true
            };
            match (self.run_until(&question, std::future::pending(), &mut keep).await, found) {
                (Ok(()), Some(payload)) => resolve::compare(call, payload, &self.inner.checkout_url),
                (Ok(()), None) => Found::CannotTell("the look-up ended without an answer".into()),
                (Err(error), _) => resolve::judge(call, &error),
            }
        })
    }

    /// The headers of a call, and the token they hold.
    async fn headers(
        &self,
        call: &Call,
        form: Form,
        refused: Option<u64>,
    ) -> Result<(HeaderMap, Option<Arc<Token>>), Error> {
        let mut headers = HeaderMap::new();
        if call.operation.auth == Auth::Keys {
            headers.insert("api-key", self.inner.access_key_header.clone());
        }
        if !matches!(call.operation.auth, Auth::Token | Auth::TokenAndKey) {
            return Ok((headers, None));
        }
        let fetch = || self.clone().fetch_token();
        let token = self.inner.tokens.get(refused, fetch).await?;
        headers.insert(AUTHORIZATION, token.header(form).clone());
        if call.operation.auth == Auth::TokenAndKey {
            headers.insert("merchantaccesskey", self.inner.access_key_header.clone());
        }
        Ok((headers, Some(token)))
    }

    fn fetch_token(self) -> Boxed<'static, Result<(Secret, Option<std::time::Duration>), Error>> {
        Box::pin(async move {
            let answer = self.call::<AuthTokenOp>("", crate::model::Nothing::new()).await?;
            Ok((answer.token, lifetime(answer.expiry, SystemTime::now())))
        })
    }
}

/// A call that another call makes in the middle of itself; boxed, or its type would contain itself.
type Boxed<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What the caller can find a call by: the key of what it creates, the id it is about, or the order or transaction that it
/// charges.
pub(crate) fn reference<'a, O: Op>(id: &'a str, request: &'a O::Request) -> Option<&'a str> {
    match O::INFO.effect {
        Effect::Create { key, .. } => request.text(key),
        _ if O::INFO.id.is_some() => Some(id),
        _ => request.text("order_id").or_else(|| request.text("transaction_id")),
    }
}

fn too_late(call: &Call) -> Error {
    let text = format!("{} did not end within its deadline", call.operation.name);
    Error::new(ErrorKind::Timeout, "timeout", RetryAdvice::Safe, text)
}

fn written(value: &impl serde::Serialize) -> Result<Zeroizing<Vec<u8>>, Error> {
    // Room enough that the buffer of an ordinary request does not move: moving leaves a copy that nobody wipes.
    let mut body = Zeroizing::new(Vec::with_capacity(4096));
    secret::revealed(|| serde_json::to_writer(&mut *body, value))
        .map_err(|error| Error::internal(format!("the request cannot be written: {error}")))?;
    Ok(body)
}

/// Appends a value of the query, percent-encoded.
fn push_encoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
        }
    }
}
