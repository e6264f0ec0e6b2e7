//! The decision for chosen situations.

use super::*;

/// Half a minute left, a full bucket, no pause: what is decided depends on effect, failure and attempts.
fn decide(effect: Effect, failure: &Failure, attempts: Attempts) -> Decision {
    decided(effect, Happened::Failed(failure), attempts)
}

fn decided(effect: Effect, happened: Happened<'_>, attempts: Attempts) -> Decision {
    let (left, budget) = (Duration::from_secs(30), Some(Bucket::full(1)));
    super::decide(&Situation { effect, happened, attempts, left, budget, random: 0.0 })
}

fn repeat_if_absent(effect: Effect, failure: &Failure, attempts: Attempts) -> bool {
    decided(effect, Happened::Absent(failure), attempts) == REPEAT
}

const REPEAT: Decision = Decision::RepeatAfter(Duration::ZERO);
const LOOK_UP: Decision = Decision::LookUpAfter(Duration::ZERO);

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
    use Decision::{Fail, OtherForm, OutcomeUnknown};
    let first = Attempts { made: 1, allowed: 3, other_form: true, new_token: true, ..Attempts::default() };
    let rows = [
        (Effect::Read, [REPEAT, REPEAT, OtherForm, REPEAT, Fail, Fail]),
        (Effect::Idempotent, [REPEAT, REPEAT, OtherForm, REPEAT, Fail, Fail]),
        (CREATE, [REPEAT, LOOK_UP, OtherForm, REPEAT, Fail, Fail]),
        (Effect::Charge, [REPEAT, OutcomeUnknown, OtherForm, Fail, Fail, Fail]),
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
                absent: false,
                other_form: bits & 2 > 0,
                new_token: bits & 4 > 0,
            };
            for failure in [
                Failure::NoAnswer(String::new()),
                Failure::Server { status: 502, code: None, retry_after: None, text: None },
                Failure::foreign(200, ""),
                Failure::foreign(302, ""),
            ] {
                assert_eq!(decide(Effect::Charge, &failure, attempts), Decision::OutcomeUnknown);
                assert_eq!(decide(CREATE, &failure, attempts), LOOK_UP);
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
    assert_eq!(decide(CREATE, &duplicate, attempts), LOOK_UP);
    assert_eq!(decide(Effect::Charge, &duplicate, attempts), Decision::OutcomeUnknown);
    let limited = Failure::RateLimited { retry_after: None };
    assert_eq!(decide(CREATE, &limited, attempts), LOOK_UP);
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
    let unique = Effect::Create { key: "merchant_order_id", lookup: "orders.get_by_merchant_order_id", unique: true };
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
