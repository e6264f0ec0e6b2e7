//! What to do after a failure. Pure: a table over effect and failure, and the state of the attempts.
//!
//! The rule behind the table: a request that may have been applied is repeated only where a repetition cannot cost
//! money. Reads are repeated; something created under the merchant's key is looked up first; a charge is never sent
//! again, its outcome is reported as unknown.
//!
//! | effect | not sent | no answer, 5xx, foreign answer | redirect, page for 4xx, record without its id | 429 | token rejected | refused | TLS |
//! |---|---|---|---|---|---|---|---|
//! | read | repeat | repeat | fail | repeat | other form, then new token, then fail | fail | fail |
//! | idempotent | repeat | repeat | fail | repeat | other form, then new token, then fail | fail | fail |
//! | create, key taken once | repeat | look up | look up | repeat | other form, then new token, then fail | fail | fail |
//! | create, other keys | repeat | look up | look up | repeat | other form, then new token, then fail | fail | fail |
//! | charge | repeat | **unknown** | **unknown** | fail | other form, then new token, then fail | fail | fail |
//!
//! That is the first failure of a call that has attempts, repeats and time left; [`table`] prints all others into
//! `docs/money-safety.md`, and `sweep.rs` holds the rules that each combination is checked against.
//!
//! Once an attempt of a create is in doubt, every later "repeat" and "fail" is a look-up, and what cannot be found ends as
//! "outcome unknown". Once an attempt of an idempotent call that changes something is in doubt, a "fail" that is about a later
//! attempt only (it was refused, or did not get there) is an "outcome unknown": "already revoked" does not say by whom.

use std::time::Duration;

use crate::budget::Bucket;
use crate::envelope::Failure;
use crate::schema::Effect;

/// All that the decision depends on. Nothing else is asked: no clock, no dice, no client.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'f> {
    /// What repeating the operation may do.
    pub effect: Effect,
    /// What happened last.
    pub happened: Happened<'f>,
    /// The state of the attempts, what happened last included.
    pub attempts: Attempts,
    /// Time until the deadline of the call; nothing if it has passed.
    pub left: Duration,
    /// What is in the client's bucket of repeats; `None` for a call that does not pay for its repeats.
    pub budget: Option<Bucket>,
    /// From 0 to 1: which part of the longest pause to make.
    pub random: f64,
}

/// What happened last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened<'f> {
    /// A whole answer came, or the look-up found what was asked for.
    Answered,
    /// An attempt failed.
    Failed(&'f Failure),
    /// After this failure the key was looked up, and the gateway says that nothing has it.
    Absent(&'f Failure),
    /// The key was looked up, and that did not tell.
    Undecided,
    /// There is no token to send the next attempt with.
    NoToken,
    /// The deadline passed or the caller gave up, in the middle of something.
    GivenUp,
}

/// The state of a call's attempts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attempts {
    /// Requests tried so far; the failed one counts.
    pub made: u32,
    /// How many may be tried.
    pub allowed: u32,
    /// Whether an attempt may have been applied.
    pub doubt: bool,
    /// Whether the gateway has said, since the last attempt that may have been applied, that nothing has the key.
    pub absent: bool,
    /// Whether the other form of the header may still be tried.
    pub other_form: bool,
    /// Whether a new token may still be fetched for this call.
    pub new_token: bool,
}

impl Attempts {
    /// A request is about to be sent.
    pub fn sending(&mut self) {
        self.made += 1;
    }
    /// The request failed; `writes` says whether it changes anything.
    pub fn failed(&mut self, writes: bool, failure: &Failure) {
        if writes && failure.may_have_been_applied() {
            self.doubt = true;
            self.absent = false;
        }
    }
    /// The look-up found nothing.
    pub fn looked_up(&mut self) {
        self.absent = true;
    }
    /// The token is shown in its other form; what was refused for its form was no attempt.
    pub fn changed_form(&mut self) {
        self.other_form = false;
        self.made -= 1;
    }
    /// The token is renewed; what was refused for an old token was no attempt.
    pub fn renewed(&mut self) {
        self.new_token = false;
        self.made -= 1;
    }
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Hand the answer over.
    Answer,
    /// Send again after a pause.
    RepeatAfter(Duration),
    /// Send again at once with the token in the other form.
    OtherForm,
    /// Send again with a new token.
    NewToken,
    /// Look the merchant's key up after a pause.
    LookUpAfter(Duration),
    /// Report that nobody knows.
    OutcomeUnknown,
    /// Report the failure.
    Fail,
}

/// Decides.
pub fn decide(situation: &Situation<'_>) -> Decision {
    let Situation { effect, happened, attempts, left, budget, random } = *situation;
    let doubt = attempts.doubt && effect != Effect::Read;
    let more = attempts.made < attempts.allowed && budget.is_none_or(Bucket::pays);
    let failure = match happened {
        Happened::Answered => return Decision::Answer,
        Happened::Undecided => return Decision::OutcomeUnknown,
        Happened::NoToken | Happened::GivenUp if doubt => return Decision::OutcomeUnknown,
        Happened::NoToken | Happened::GivenUp => return Decision::Fail,
        // The pause was made before the look-up.
        Happened::Absent(failure) if more && !left.is_zero() && may_be_absent(effect, failure) => {
            return Decision::RepeatAfter(Duration::ZERO);
        }
        Happened::Absent(_) => return Decision::OutcomeUnknown,
        Happened::Failed(failure) => failure,
    };
    let pause = pause(attempts.made, asked(failure), random);
    let repeat = if more && pause < left { Decision::RepeatAfter(pause) } else { Decision::Fail };
    let look_up = match asked(failure) {
        _ if left.is_zero() => Decision::OutcomeUnknown,
        Some(asked) if asked >= left => Decision::OutcomeUnknown,
        Some(asked) => Decision::LookUpAfter(asked),
        // A look-up that leaves no time for its answer is none.
        None => Decision::LookUpAfter(pause.min(left / 2)),
    };
    let decision = match failure {
        Failure::NotSent(_) => repeat,
        Failure::Tls(_) | Failure::Refused { .. } => Decision::Fail,
        Failure::RateLimited { .. } => match effect {
            Effect::Charge => Decision::Fail,
            Effect::Read | Effect::Idempotent | Effect::Create { .. } => repeat,
        },
        Failure::TokenRejected { .. } if left.is_zero() => Decision::Fail,
        Failure::TokenRejected { .. } if attempts.other_form => Decision::OtherForm,
        Failure::TokenRejected { .. } if attempts.new_token => Decision::NewToken,
        Failure::TokenRejected { .. } => Decision::Fail,
        Failure::NoAnswer(_) | Failure::Server { .. } | Failure::Foreign { .. } | Failure::Incomplete { .. } => {
            match effect {
                Effect::Read | Effect::Idempotent if hopeless(failure) => Decision::Fail,
                Effect::Read | Effect::Idempotent => repeat,
                Effect::Create { .. } => look_up,
                Effect::Charge => Decision::OutcomeUnknown,
            }
        }
    };
    // A failure after an attempt that may have been applied says nothing about that attempt: a "duplicate" refusal of
    // the repetition, for example, means that the first one was applied.
    match (decision, effect) {
        (_, Effect::Charge) if doubt => Decision::OutcomeUnknown,
        (Decision::Fail | Decision::RepeatAfter(_), Effect::Create { .. }) if doubt => look_up,
        (Decision::OtherForm | Decision::NewToken, Effect::Create { .. }) if doubt && !attempts.absent => look_up,
        // "Already revoked" may be the echo of the attempt whose answer was lost.
        (Decision::Fail, Effect::Idempotent) if doubt && !failure.may_have_been_applied() => Decision::OutcomeUnknown,
        _ => decision,
    }
}

/// Whether to send a create again that a look-up did not find. Only where the gateway takes the key once: "not there" a
/// moment after a lost answer may mean "not there yet".
fn may_be_absent(effect: Effect, failure: &Failure) -> bool {
    let hopeless = matches!(failure, Failure::Refused { .. } | Failure::Tls(_));
    matches!(effect, Effect::Create { unique: true, .. }) && !hopeless
}

/// Whether the same would only come again: a page for 4xx, a redirect, a record without its id.
fn hopeless(failure: &Failure) -> bool {
    match failure {
        Failure::Foreign { status, .. } => (300..500).contains(status),
        Failure::Incomplete { .. } => true,
        _ => false,
    }
}

/// When the gateway wants to be asked again.
pub(crate) fn asked(failure: &Failure) -> Option<Duration> {
    match failure {
        Failure::RateLimited { retry_after } | Failure::Server { retry_after, .. } => *retry_after,
        _ => None,
    }
}

/// How long to wait before the next attempt: what the server asked for, else exponential with full jitter.
fn pause(made: u32, retry_after: Option<Duration>, random: f64) -> Duration {
    retry_after.unwrap_or_else(|| {
        let ceiling = Duration::from_millis(100) * 2u32.pow(made.saturating_sub(1).min(5));
        ceiling.mul_f64(if random.is_finite() { random.clamp(0.0, 1.0) } else { 1.0 })
    })
}

pub mod table;

#[cfg(test)]
mod sweep;
#[cfg(test)]
mod tests;
