//! What to do after a failure. Pure: a table over effect and failure, and the state of the attempts.
//!
//! The rule behind the table: a request that may have been applied is repeated only where a repetition cannot cost
//! money. Reads are repeated; something created under the merchant's key is looked up first; a charge is never sent
//! again, its outcome is reported as unknown.
//!
//! | effect | not sent | maybe applied | token rejected | rate limited | refused | TLS |
//! |---|---|---|---|---|---|---|
//! | read, idempotent | repeat | repeat | other form, then new token | repeat | fail | fail |
//! | create | repeat | look up | the same | repeat | fail | fail |
//! | charge | repeat | outcome unknown | the same | fail | fail | fail |
//!
//! Once an attempt of a create is in doubt, every later "repeat" and "fail" is a look-up, and what cannot be found ends as
//! "outcome unknown". Once an attempt of an idempotent call that changes something is in doubt, a "fail" that is about a later
//! attempt only (it was refused, or did not get there) is an "outcome unknown": "already revoked" does not say by whom.

use std::time::Duration;

use crate::envelope::Failure;
use crate::schema::Effect;

/// The state of a call's attempts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attempts {
    /// Requests tried so far; the failed one counts.
    pub made: u32,
    /// How many may be tried.
    pub allowed: u32,
    /// Whether an earlier attempt may have been applied.
    pub doubt: bool,
    /// Whether the other form of the header may still be tried.
    pub other_form: bool,
    /// Whether a new token may still be fetched for this call.
    pub new_token: bool,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Send again after a pause.
    Repeat,
    /// Send again with the token in the other form.
    OtherForm,
    /// Send again with a new token.
    NewToken,
    /// Look the merchant's key up.
    LookUp,
    /// Report that nobody knows.
    OutcomeUnknown,
    /// Report the failure.
    Fail,
}

/// Decides.
pub fn decide(effect: Effect, failure: &Failure, attempts: Attempts) -> Decision {
    let more = attempts.made < attempts.allowed;
    let repeat = if more { Decision::Repeat } else { Decision::Fail };
    let decision = match failure {
        Failure::NotSent(_) => repeat,
        Failure::Tls(_) | Failure::Refused { .. } => Decision::Fail,
        Failure::RateLimited { .. } => match effect {
            Effect::Charge => Decision::Fail,
            Effect::Read | Effect::Idempotent | Effect::Create { .. } => repeat,
        },
        Failure::TokenRejected { .. } if attempts.other_form => Decision::OtherForm,
        Failure::TokenRejected { .. } if attempts.new_token => Decision::NewToken,
        Failure::TokenRejected { .. } => Decision::Fail,
        Failure::NoAnswer(_) | Failure::Server { .. } | Failure::Foreign { .. } | Failure::Incomplete { .. } => {
            match effect {
                Effect::Read | Effect::Idempotent if hopeless(failure) => Decision::Fail,
                Effect::Read | Effect::Idempotent => repeat,
                Effect::Create { .. } => Decision::LookUp,
                Effect::Charge => Decision::OutcomeUnknown,
            }
        }
    };
    // A failure after an attempt that may have been applied says nothing about that attempt: a "duplicate" refusal of
    // the repetition, for example, means that the first one was applied.
    match (decision, effect) {
        (Decision::Fail | Decision::Repeat, Effect::Create { .. }) if attempts.doubt => Decision::LookUp,
        // "Already revoked" may be the echo of the attempt whose answer was lost.
        (Decision::Fail, Effect::Idempotent) if attempts.doubt && !failure.may_have_been_applied() => {
            Decision::OutcomeUnknown
        }
        _ => decision,
    }
}

/// Whether to send a create again that a look-up did not find. Only where the gateway takes the key once: "not there" a
/// moment after a lost answer may mean "not there yet".
pub fn repeat_if_absent(effect: Effect, failure: &Failure, attempts: Attempts) -> bool {
    let refused = matches!(failure, Failure::Refused { .. });
    matches!(effect, Effect::Create { unique: true, .. }) && !refused && attempts.made < attempts.allowed
}

/// Whether the same would only come again: a page for 4xx, a redirect, a record without its id.
fn hopeless(failure: &Failure) -> bool {
    match failure {
        Failure::Foreign { status, .. } => (300..500).contains(status),
        Failure::Incomplete { .. } => true,
        _ => false,
    }
}

/// How long to wait before the next attempt: what the server asked for, else exponential with full jitter.
pub fn pause(made: u32, retry_after: Option<Duration>, random: f64) -> Duration {
    retry_after.unwrap_or_else(|| {
        let ceiling = Duration::from_millis(100) * 2u32.pow(made.saturating_sub(1).min(5));
        ceiling.mul_f64(if random.is_finite() { random.clamp(0.0, 1.0) } else { 1.0 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CREATE: Effect = Effect::Create { key: "request_id", lookup: "refunds.get", unique: false };

    fn failures() -> Vec<Failure> {
        let text = String::new;
        vec![
            Failure::NotSent(text()),
            Failure::NoAnswer(text()),
            Failure::TokenRejected { status: 200, text: text() },
            Failure::RateLimited { retry_after: None },
            Failure::Refused { status: 200, enveloped: true, code: Some(1), text: text() },
            Failure::Tls(text()),
        ]
    }

    #[test]
    fn the_table_of_the_module_docs() {
        use Decision::{Fail, LookUp, OtherForm, OutcomeUnknown, Repeat};
        let first = Attempts { made: 1, allowed: 3, other_form: true, new_token: true, ..Attempts::default() };
        let rows = [
            (Effect::Read, [Repeat, Repeat, OtherForm, Repeat, Fail, Fail]),
            (Effect::Idempotent, [Repeat, Repeat, OtherForm, Repeat, Fail, Fail]),
            (CREATE, [Repeat, LookUp, OtherForm, Repeat, Fail, Fail]),
            (Effect::Charge, [Repeat, OutcomeUnknown, OtherForm, Fail, Fail, Fail]),
        ];
        for (effect, expected) in rows {
            for (failure, expected) in failures().iter().zip(expected) {
                assert_eq!(decide(effect, failure, first), expected, "{effect:?} {failure:?}");
            }
        }
    }

    #[test]
    fn a_charge_that_may_have_been_applied_is_never_repeated() {
        for made in 1..4 {
            for bits in 0..8u8 {
                let attempts = Attempts {
                    made,
                    allowed: 3,
                    doubt: bits & 1 > 0,
                    other_form: bits & 2 > 0,
                    new_token: bits & 4 > 0,
                };
                for failure in [
                    Failure::NoAnswer(String::new()),
                    Failure::Server { status: 502, retry_after: None, text: None },
                    Failure::Foreign { status: 200, why: String::new() },
                    Failure::Foreign { status: 302, why: String::new() },
                ] {
                    assert_eq!(decide(Effect::Charge, &failure, attempts), Decision::OutcomeUnknown);
                    assert_eq!(decide(CREATE, &failure, attempts), Decision::LookUp);
                }
            }
        }
    }

    #[test]
    fn attempts_and_token_replays_end() {
        let spent = Attempts { made: 3, allowed: 3, ..Attempts::default() };
        for failure in failures() {
            let decision = decide(Effect::Read, &failure, spent);
            assert_eq!(decision, Decision::Fail, "{failure:?}");
        }
        let renewed = Attempts { made: 2, allowed: 3, other_form: false, new_token: true, ..Attempts::default() };
        let rejected = Failure::TokenRejected { status: 200, text: String::new() };
        assert_eq!(decide(Effect::Read, &rejected, renewed), Decision::NewToken);
    }

    #[test]
    fn a_refusal_after_doubt_is_looked_up() {
        let attempts = Attempts { made: 2, allowed: 3, doubt: true, ..Attempts::default() };
        let duplicate = Failure::Refused { status: 200, enveloped: true, code: Some(409), text: "duplicate".into() };
        assert_eq!(decide(CREATE, &duplicate, attempts), Decision::LookUp);
        assert_eq!(decide(Effect::Charge, &duplicate, attempts), Decision::Fail);
        let limited = Failure::RateLimited { retry_after: None };
        assert_eq!(decide(CREATE, &limited, attempts), Decision::LookUp);
    }

    #[test]
    fn a_refused_repetition_does_not_say_what_the_first_attempt_did() {
        let spent = Attempts { made: 3, allowed: 3, doubt: true, ..Attempts::default() };
        for failure in failures() {
            let expected = if failure.may_have_been_applied() { Decision::Fail } else { Decision::OutcomeUnknown };
            assert_eq!(decide(Effect::Idempotent, &failure, spent), expected, "{failure:?}");
            assert_eq!(decide(Effect::Read, &failure, spent), Decision::Fail);
            assert_eq!(decide(Effect::Idempotent, &failure, Attempts { doubt: false, ..spent }), Decision::Fail);
        }
    }

    #[test]
    fn only_a_key_that_is_taken_once_is_repeated() {
        let unique =
            Effect::Create { key: "merchant_order_id", lookup: "orders.get_by_merchant_order_id", unique: true };
        let lost = Failure::NoAnswer(String::new());
        let attempts = Attempts { made: 1, allowed: 3, doubt: true, ..Attempts::default() };
        assert!(repeat_if_absent(unique, &lost, attempts));
        assert!(!repeat_if_absent(CREATE, &lost, attempts));
        assert!(!repeat_if_absent(unique, &lost, Attempts { made: 3, ..attempts }));
        let duplicate = Failure::Refused { status: 200, enveloped: true, code: None, text: String::new() };
        assert!(!repeat_if_absent(unique, &duplicate, attempts));
    }

    #[test]
    fn pauses_are_bounded() {
        assert_eq!(pause(1, None, 1.0), Duration::from_millis(100));
        assert_eq!(pause(40, None, 1.0), Duration::from_millis(3200));
        assert_eq!(pause(1, None, 0.0), Duration::ZERO);
        assert_eq!(pause(1, Some(Duration::from_secs(7)), 0.5), Duration::from_secs(7));
    }
}
