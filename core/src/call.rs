//! A call that is written down, to its answer: send, decide, repeat, look up.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::HeaderMap;
use tokio::time::Instant;
use tracing::Instrument as _;
use zeroize::Zeroizing;

use crate::caller::Caller;
use crate::envelope::{self, Failure, Payload, Reply};
use crate::mask::{Forms, Told};
use crate::merchant::Carried;
use crate::observe::Trace;
use crate::report::{failed, reason, scrub, unknown};
use crate::resolve::Found;
use crate::retry::{Attempts, Decision, Happened};
use crate::schema::{Auth, Effect, Operation, Verb};
use crate::transport::Leaving;
use crate::{Error, ErrorKind, RetryAdvice};

/// One call, ready to be sent.
pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    pub(crate) verb: Verb,
    pub(crate) path_and_query: String,
    pub(crate) body: Option<Zeroizing<Vec<u8>>>,
    /// The id in the path; empty where there is none.
    pub(crate) id: String,
    /// What the caller can find the call by: the merchant's key, else the id.
    pub(crate) reference: Option<String>,
    /// The field that holds it.
    pub(crate) reference_field: Option<&'static str>,
    /// Whether the client has no keys: then it has the customer's operations only.
    pub(crate) keyless: bool,
    /// Secrets of the request, to be taken out of any answer that echoes them.
    pub(crate) secrets: Forms,
    /// Whether its repeats are paid for out of the client's bucket.
    pub(crate) metered: bool,
    pub(crate) deadline: Instant,
}

impl Call {
    /// The body that is sent.
    fn sent(&self) -> Option<&[u8]> {
        self.body.as_ref().map(|body| &***body)
    }
    /// Whether one that was sent leaves something to find out. A GET that is idempotent, such as a QR code's, opens nothing
    /// that a second one would not find.
    pub(crate) fn writes(&self) -> bool {
        self.operation.effect != Effect::Read && self.verb != Verb::Get
    }
}

/// What must not be seen in an answer: the credentials and the secrets of the request.
fn told<'s>(carried: &'s Option<Carried<'_>>, call: &'s Call) -> Told<'s> {
    let [keys, token] = carried.as_ref().map_or([Forms::NONE; 2], Carried::forms);
    let told = Told::of([keys, token, &call.secrets]).by(carried.as_ref().map(Carried::access_key));
    let ids = [&*call.id, call.reference.as_deref().unwrap_or_default()];
    told.about(ids).having_sent(call.sent(), call.operation.request)
}

/// What is known if the call is cut off by the deadline.
#[derive(Default)]
pub(crate) struct Progress {
    sent: AtomicU32,
    /// An attempt that ended may have been applied.
    doubt: AtomicBool,
    /// The attempt under way, if it changes things: whether it has begun to leave this machine.
    leaving: Mutex<Option<Arc<Leaving>>>,
}

impl Progress {
    /// Takes back the attempt under way; whether it is too late for that, or an earlier one is in doubt.
    fn give_up(&self) -> bool {
        let gone = self.under_way(None).is_some_and(|leaving| !leaving.withdraw());
        gone || self.doubt.load(Ordering::Acquire)
    }
    /// Puts the next attempt into the place of the last.
    fn under_way(&self, next: Option<Arc<Leaving>>) -> Option<Arc<Leaving>> {
        std::mem::replace(&mut *self.leaving.lock().unwrap_or_else(PoisonError::into_inner), next)
    }
    /// The error with what is known about every call.
    pub(crate) fn told(&self, call: &Call, error: Error) -> Error {
        error.with(|info| {
            info.operation = Some(call.operation.name.into());
            info.reference = info.reference.take().or_else(|| call.reference.clone());
            info.attempts = self.sent.load(Ordering::Relaxed).into();
        })
    }
}

/// A call under way. Dropped in the middle and in doubt, it leaves word.
struct UnderWay<'c> {
    caller: &'c Caller,
    call: &'c Call,
    progress: &'c Progress,
    ended: bool,
}

impl UnderWay<'_> {
    /// The error of a call that is not waited for any longer.
    fn given_up(&self, why: &str, otherwise: fn(&Call) -> Error) -> Error {
        let attempts = Attempts { doubt: self.progress.give_up(), ..Attempts::default() };
        let error = match self.caller.decide(self.call, Happened::GivenUp, attempts) {
            Decision::OutcomeUnknown => unknown(self.call, &format!("{why} before the outcome was known")),
            _ => otherwise(self.call),
        };
        self.progress.told(self.call, error)
    }
    /// Its caller hears how it ended.
    fn end(mut self) {
        self.ended = true;
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.caller.doubts().keep(&self.given_up("its caller went away", cancelled_early));
        }
    }
}

/// Takes the payload if it is the record it should be; what is told is not to be kept from it.
pub(crate) type Keep<'k> = &'k mut (dyn FnMut(&Payload, &Told<'_>) -> bool + Send);

impl Caller {
    /// Runs a call to its end, its deadline or its cancellation.
    pub(crate) async fn run_until(
        &self,
        call: &Call,
        cancelled: impl Future<Output = ()>,
        keep: Keep<'_>,
    ) -> Result<(), Error> {
        let trace = Trace::begin(self, call.operation, call.verb);
        let span = trace.span.clone();
        let result = self.run_watched(call, cancelled, keep, &trace).instrument(span).await;
        trace.ended(&result);
        result
    }

    async fn run_watched(
        &self,
        call: &Call,
        cancelled: impl Future<Output = ()>,
        keep: Keep<'_>,
        trace: &Trace<'_>,
    ) -> Result<(), Error> {
        let progress = Progress::default();
        let mut cancelled = std::pin::pin!(cancelled);
        let under_way = UnderWay { caller: self, call, progress: &progress, ended: false };
        let gave_up = || {
            let error = under_way.given_up("it was cancelled", cancelled_early);
            self.doubts().keep(&error);
            error
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
                result = tokio::time::timeout_at(call.deadline, self.attempt(call, &progress, keep, trace)) => match result {
                    Ok(result) => result,
                    Err(_) => Err(under_way.given_up("the deadline passed", too_late)),
                },
                () = cancelled => Err(gave_up()),
            }
        } else {
            Err(gave_up())
        };
        under_way.end();
        result.map_err(|error| progress.told(call, error))
    }

    async fn attempt(&self, call: &Call, progress: &Progress, keep: Keep<'_>, trace: &Trace<'_>) -> Result<(), Error> {
        let writes = call.writes();
        let asked = envelope::Asked {
            bare: matches!(call.operation.auth, Auth::Nothing | Auth::Customer | Auth::Keys),
            effect: call.operation.effect,
            answers: call.operation.answers,
            record: call.operation.answer,
            id: &call.id,
            sent: call.sent(),
        };
        let mut carried = self.keys_for(call.operation)?.map(|merchant| Carried::new(merchant, call.operation.auth));
        let mut state = Attempts {
            allowed: self.inner.max_attempts,
            other_form: carried.as_ref().is_some_and(Carried::may_change_form),
            new_token: carried.as_ref().is_some_and(Carried::may_renew),
            ..Attempts::default()
        };
        loop {
            let headers = match &mut carried {
                Some(carried) => carried.headers(self).await,
                None => Ok(HeaderMap::new()),
            };
            let headers = match headers {
                Ok(headers) => headers,
                Err(error) => {
                    return Err(match self.decide(call, Happened::NoToken, state) {
                        Decision::OutcomeUnknown => unknown(call, &error.info().text),
                        _ => error,
                    });
                }
            };
            state.sending();
            let (sent, reply) = self.exchange(call, headers, writes, progress, trace).await;
            if let (Some(carried), Ok(reply)) = (&carried, &reply) {
                carried.heard(reply);
            }
            let status = reply.as_ref().ok().map(|reply| reply.status);
            let reply = reply.and_then(|reply| envelope::open(&reply, asked));
            let told = told(&carried, call);
            let mut failure = match reply {
                Ok(payload) if keep(&payload, &told) => {
                    trace.answered(state.made, status, sent);
                    carried.iter().for_each(Carried::prove);
                    self.inner.budget.earn();
                    return Ok(());
                }
                Ok(payload) => envelope::incomplete(&payload.raw),
                Err(failure) => failure,
            };
            scrub(&mut failure, &told);
            state.failed(writes, &failure);
            state.new_token |= carried.as_ref().is_some_and(Carried::may_renew_again);
            progress.doubt.store(state.doubt, Ordering::Release);
            progress.under_way(None);
            let mut decision = self.decide(call, Happened::Failed(&failure), state);
            trace.failed(state.made, &failure, decision, sent);
            let mut why = None;
            if let Decision::LookUpAfter(pause) = decision {
                tokio::time::sleep(pause).await;
                let happened = match self.look_up(call).await {
                    Found::This(raw) => {
                        if keep(&Payload { raw, enveloped: true }, &told) {
                            trace.looked_up(state.made, Decision::Answer);
                            return Ok(());
                        }
                        why = Some("the look-up's answer is not whole".to_owned());
                        Happened::Undecided
                    }
                    Found::Nothing => {
                        state.looked_up();
                        why = Some(format!("{}; it is not there yet", reason(&failure)));
                        Happened::Absent(&failure)
                    }
                    Found::CannotTell(undecided) => {
                        // The question did not know what this call keeps secret.
                        let mut words = Zeroizing::new(undecided);
                        told.scrub_everything(&mut words, true);
                        why = Some(words.to_string());
                        Happened::Undecided
                    }
                };
                decision = self.decide(call, happened, state);
                trace.looked_up(state.made, decision);
            }
            match decision {
                Decision::Answer => return Ok(()),
                Decision::RepeatAfter(pause) => tokio::time::sleep(pause).await,
                Decision::OtherForm => {
                    state.changed_form();
                    carried.iter_mut().for_each(Carried::change_form);
                }
                Decision::NewToken => {
                    state.renewed();
                    carried.iter_mut().for_each(Carried::renew);
                }
                // A look-up is never the answer to a look-up.
                Decision::OutcomeUnknown | Decision::LookUpAfter(_) => {
                    return Err(unknown(call, &why.unwrap_or_else(|| reason(&failure))));
                }
                Decision::Fail => return Err(failed(call, failure)),
            }
        }
    }
}

impl Caller {
    /// Sends one request when it is its turn. The place is free again once the answer is here, not only when it is understood.
    async fn exchange(
        &self,
        call: &Call,
        headers: HeaderMap,
        writes: bool,
        progress: &Progress,
        trace: &Trace<'_>,
    ) -> (Option<Instant>, Result<Reply, Failure>) {
        let _place = self.inner.limit.turn().await;
        if Instant::now() >= call.deadline {
            // The turn came in the moment the deadline passed: nothing is sent, and the deadline ends this.
            return std::future::pending().await;
        }
        progress.sent.fetch_add(1, Ordering::Relaxed);
        let leaving = writes.then(Arc::<Leaving>::default);
        progress.under_way(leaving.clone());
        let sent = trace.sending();
        #[cfg(all(test, feature = "server"))]
        if let Some(script) = &self.inner.script {
            return (sent, script(call.verb, &call.path_and_query, leaving).await);
        }
        let (path, body) = (&call.path_and_query, call.body.clone());
        (sent, self.inner.transport.send(call.verb, path, headers, body, leaving.as_ref()).await)
    }
}

fn cancelled_early(call: &Call) -> Error {
    let text = format!("{} was cancelled", call.operation.name);
    Error::new(ErrorKind::Cancelled, "cancelled", RetryAdvice::Safe, text)
}

fn too_late(call: &Call) -> Error {
    let text = format!("{} did not end within its deadline", call.operation.name);
    Error::new(ErrorKind::Timeout, "timeout", RetryAdvice::Safe, text)
}

#[cfg(all(test, feature = "server"))]
mod tests;
