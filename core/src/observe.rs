//! What can be seen of a call from outside: a span and its events for `tracing`, a record for an observer of a binding.
//!
//! Both hold the operation, the table's path template, numbers and words of ours: nothing that differs between two calls of
//! one operation, and nothing of the gateway's. Without a subscriber and an observer, a call pays for two comparisons.
//!
//! | of `tracing` | level | fields |
//! |---|---|---|
//! | span `call`, target `enkash` | INFO | `otel.name` and `operation`, `otel.kind`, `http.request.method`, `url.template`, `effect`; at its end `outcome`, `error.type`, `attempts`, `elapsed_ms`, `otel.status_code` |
//! | event `attempt` | DEBUG, INFO if it failed | `attempt`, `status`, `failure`, `decision`, `pause_ms`, `elapsed_ms` |
//! | event `looked up` | INFO | `attempt`, `decision`, `pause_ms` |
//! | event `ended` | DEBUG, INFO if it failed | `outcome`, `code`, `attempts`, `elapsed_ms` |
//!
//! A look-up and the call for a token (`auth.token`) are spans of their own, inside the call that needs them. A call that is
//! dropped has a span without an outcome, and no record.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;
use tracing::Span;
use tracing::field::Empty;

use crate::Error;
use crate::caller::Caller;
use crate::envelope::Failure;
use crate::model::{CallAttempt, CallRecord};
use crate::retry::Decision;
use crate::scalar::Timestamp;
use crate::schema::{Effect, Operation, Verb};

/// Is told how calls went, on whatever thread they end. It must be quick and must not block.
pub trait Observer: Send + Sync {
    /// A call has ended.
    fn ended(&self, call: CallRecord);
}

/// Keeps the records of one call until its thread comes for them.
#[derive(Default)]
pub struct Collected(Mutex<Vec<CallRecord>>);

impl Collected {
    /// What has come so far.
    pub fn take(&self) -> Vec<CallRecord> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Observer for Collected {
    fn ended(&self, call: CallRecord) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(call);
    }
}

impl Caller {
    /// The same connections and token; what is called by the answer is told to the observer, with its look-ups and the call
    /// for a token, if it is the one that fetches it.
    #[must_use]
    pub fn observed(&self, observer: Arc<dyn Observer>) -> Caller {
        Caller { observer: Some(observer), ..self.clone() }
    }
}

/// One call, watched.
pub(crate) struct Trace<'c> {
    pub(crate) span: Span,
    /// `None` if nobody looks.
    seen: Option<Seen<'c>>,
}

struct Seen<'c> {
    observer: Option<&'c Arc<dyn Observer>>,
    operation: &'static Operation,
    verb: Verb,
    began: Instant,
    started_at: Timestamp,
    attempts: Mutex<Vec<CallAttempt>>,
}

impl<'c> Trace<'c> {
    pub(crate) fn begin(caller: &'c Caller, operation: &'static Operation, verb: Verb) -> Self {
        let span = tracing::info_span!(
            target: "enkash",
            "call",
            otel.name = operation.name,
            otel.kind = "client",
            operation = operation.name,
            http.request.method = verb.as_str(),
            url.template = operation.path,
            effect = effect(operation.effect),
            outcome = Empty,
            error.r#type = Empty,
            attempts = Empty,
            elapsed_ms = Empty,
            otel.status_code = Empty,
        );
        let observer = caller.observer.as_ref();
        let seen = (observer.is_some() || !span.is_disabled()).then(|| Seen {
            observer,
            operation,
            verb,
            began: Instant::now(),
            started_at: SystemTime::now().into(),
            attempts: Mutex::default(),
        });
        Trace { span, seen }
    }

    /// A request is about to be sent.
    pub(crate) fn sending(&self) -> Option<Instant> {
        self.seen.as_ref().map(|_| Instant::now())
    }

    /// A request was answered as it should be.
    pub(crate) fn answered(&self, number: u32, status: Option<u16>, sent: Option<Instant>) {
        self.attempted(number, status, None, Decision::Answer, sent);
    }

    /// A request failed, and this is what is done about it.
    pub(crate) fn failed(&self, number: u32, failure: &Failure, decision: Decision, sent: Option<Instant>) {
        self.attempted(number, status(failure), Some(word(failure)), decision, sent);
    }

    fn attempted(
        &self,
        number: u32,
        status: Option<u16>,
        failure: Option<&'static str>,
        decision: Decision,
        sent: Option<Instant>,
    ) {
        let (Some(seen), Some(sent)) = (&self.seen, sent) else { return };
        let elapsed = sent.elapsed();
        let (decision, pause) = decided(decision);
        let (pause_ms, elapsed_ms) = (millis(pause), millis(elapsed));
        if failure.is_none() {
            tracing::debug!(target: "enkash", parent: &self.span, attempt = number, status, decision, elapsed_ms, "attempt");
        } else {
            tracing::info!(target: "enkash", parent: &self.span, attempt = number, status, failure, decision, pause_ms, elapsed_ms, "attempt");
        }
        seen.note(|attempts| {
            let looked_up = decision == LOOK_UP;
            let mut attempt = CallAttempt::new(i64::from(number), looked_up, decision, pause_ms, micros(elapsed));
            attempt.http_status = status.map(i64::from);
            attempt.failure = failure.map(str::to_owned);
            attempts.push(attempt);
        });
    }

    /// The key was looked up after a failed request, and this is what is done now.
    pub(crate) fn looked_up(&self, number: u32, decision: Decision) {
        let Some(seen) = &self.seen else { return };
        let (decision, pause) = decided(decision);
        let pause_ms = millis(pause);
        tracing::info!(target: "enkash", parent: &self.span, attempt = number, decision, pause_ms, "looked up");
        seen.note(|attempts| {
            if let Some(attempt) = attempts.last_mut() {
                decision.clone_into(&mut attempt.decision);
                attempt.pause_ms += pause_ms;
            }
        });
    }

    /// The call has ended.
    pub(crate) fn ended<T>(self, result: &Result<T, Error>) {
        let Trace { span, seen: Some(seen) } = self else { return };
        let elapsed = seen.began.elapsed();
        let error = result.as_ref().err().map(Error::info);
        let (outcome, code) = (error.map_or("ok", |info| info.kind.as_str()), error.map(|info| info.code.as_str()));
        let attempts = seen.attempts.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (elapsed_ms, made) = (millis(elapsed), attempts.len());
        span.record("outcome", outcome).record("attempts", made).record("elapsed_ms", elapsed_ms);
        if code.is_some() {
            span.record("error.type", outcome).record("otel.status_code", "ERROR");
            tracing::info!(target: "enkash", parent: &span, outcome, code, attempts = made, elapsed_ms, "ended");
        } else {
            tracing::debug!(target: "enkash", parent: &span, outcome, attempts = made, elapsed_ms, "ended");
        }
        if let Some(observer) = seen.observer {
            let operation = seen.operation;
            let mut record = CallRecord::new(
                operation.name,
                seen.verb.as_str(),
                operation.path,
                effect(operation.effect),
                seen.started_at,
                micros(elapsed),
                outcome,
                "",
            );
            record.attempts = attempts;
            record.code = code.map(str::to_owned);
            record.text = line(&record);
            // Whatever it does, the result of the call is the caller's.
            let _ = catch_unwind(AssertUnwindSafe(|| observer.ended(record)));
        }
    }
}

impl Seen<'_> {
    fn note(&self, change: impl FnOnce(&mut Vec<CallAttempt>)) {
        change(&mut self.attempts.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// `orders.create POST /api/v0/orders: ok after 153 ms, 2 attempts (1: server 503, repeat after 80 ms)`
fn line(record: &CallRecord) -> String {
    let CallRecord { operation, method, template, outcome, attempts, .. } = record;
    let mut line = match template.as_str() {
        "" => format!("{operation}: {outcome}"),
        path => format!("{operation} {method} {path}: {outcome}"),
    };
    line.extend(record.code.iter().map(|code| format!(" ({code})")));
    line += &format!(" after {} ms", record.elapsed_us / 1000);
    match attempts.len() {
        0 => {}
        1 => line += ", 1 attempt",
        made => line += &format!(", {made} attempts"),
    }
    let mut failed = Vec::new();
    for attempt in attempts {
        let Some(failure) = &attempt.failure else { continue };
        let status = attempt.http_status.map(|status| format!(" {status}")).unwrap_or_default();
        let looked_up = if attempt.looked_up { ", looked up" } else { "" };
        let pause = if attempt.pause_ms > 0 { format!(" after {} ms", attempt.pause_ms) } else { String::new() };
        failed.push(format!("{}: {failure}{status}{looked_up}, {}{pause}", attempt.number, attempt.decision));
    }
    if failed.is_empty() { line } else { format!("{line} ({})", failed.join("; ")) }
}

const LOOK_UP: &str = "look_up";

fn decided(decision: Decision) -> (&'static str, Duration) {
    match decision {
        Decision::Answer => ("answer", Duration::ZERO),
        Decision::RepeatAfter(pause) => ("repeat", pause),
        Decision::OtherForm => ("other_form", Duration::ZERO),
        Decision::NewToken => ("new_token", Duration::ZERO),
        Decision::LookUpAfter(pause) => (LOOK_UP, pause),
        Decision::OutcomeUnknown => ("outcome_unknown", Duration::ZERO),
        Decision::Fail => ("fail", Duration::ZERO),
    }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read",
        Effect::Idempotent => "idempotent",
        Effect::Create { .. } => "create",
        Effect::Charge => "charge",
    }
}

fn word(failure: &Failure) -> &'static str {
    match failure {
        Failure::NotSent(_) => "not_sent",
        Failure::Tls(_) => "tls",
        Failure::NoAnswer(_) => "no_answer",
        Failure::Foreign { .. } => "foreign",
        Failure::Server { .. } => "server",
        Failure::RateLimited { .. } => "rate_limited",
        Failure::TokenRejected { .. } => "token_rejected",
        Failure::Incomplete { .. } => "incomplete",
        Failure::Refused { .. } => "refused",
    }
}

fn status(failure: &Failure) -> Option<u16> {
    match failure {
        Failure::NotSent(_) | Failure::Tls(_) | Failure::NoAnswer(_) => None,
        Failure::Foreign { status: 0, .. } => None,
        Failure::Foreign { status, .. }
        | Failure::Server { status, .. }
        | Failure::TokenRejected { status, .. }
        | Failure::Refused { status, .. } => Some(*status),
        Failure::RateLimited { .. } => Some(429),
        // The gateway said yes.
        Failure::Incomplete { .. } => Some(200),
    }
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}
