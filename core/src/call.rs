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
use crate::report::{conflict, failed, incomplete, reason, scrub, unknown};
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
    /// Secrets of the request, to be taken out of any answer that echoes them.
    pub(crate) secrets: Vec<Secret>,
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
            Effect::Create { key, .. } => request.text(key),
            _ if operation.id.is_some() => Some(id),
            _ => request.text("order_id"),
        };
        let reference = reference.map(str::to_owned);
        let mut secrets = Vec::new();
        request.secrets(&mut secrets);
        Ok(Call { operation, path_and_query, body, reference, secrets, deadline: Instant::now() + self.inner.timeout })
    }

    fn keys_body(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        let keys = [("accessKey", &self.inner.access_key), ("secretKey", &self.inner.secret_key)];
        written(&std::collections::BTreeMap::from(keys))
    }

    /// Runs a call to its end, or to its deadline.
    pub(crate) async fn run(&self, call: &Call) -> Result<Box<RawValue>, Error> {
        self.run_until(call, std::future::pending()).await
    }

    pub(crate) async fn run_until(
        &self,
        call: &Call,
        cancelled: impl Future<Output = ()>,
    ) -> Result<Box<RawValue>, Error> {
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
                let token = self.inner.tokens.last();
                let own = [&self.inner.access_key, &self.inner.secret_key].into_iter();
                scrub(info, own.chain(token.as_ref().map(|token| &token.text)).chain(&call.secrets));
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
            secrets: Vec::new(),
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

fn written(value: &impl serde::Serialize) -> Result<Zeroizing<Vec<u8>>, Error> {
    // Room enough that the buffer does not move: a moved buffer would leave a copy of a card number behind.
    let mut body = Zeroizing::new(Vec::with_capacity(4096));
    serde_json::to_writer(&mut *body, value)
        .map_err(|error| Error::internal(format!("the request cannot be written: {error}")))?;
    Ok(body)
}

fn form_encoded(text: &str) -> impl Iterator<Item = char> {
    text.bytes().flat_map(|byte| {
        let plain = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        let encoded = if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") };
        encoded.into_bytes().into_iter().map(char::from)
    })
}
