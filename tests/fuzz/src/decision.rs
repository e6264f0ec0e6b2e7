//! What is done after a failure: no combination of circumstances makes a payment twice.

use std::time::Duration;

use enkash::budget::Bucket;
use enkash::envelope::Failure;
use enkash::retry::{Attempts, Decision, Happened, Situation, decide};
use enkash::schema::Effect;

use crate::Target;

/// Each byte settles one of the circumstances.
pub(crate) const TARGET: Target = Target {
    name: "decision",
    // Effect, failure, what happened, attempts made, allowed, flags, wait asked for, status, time left, budget, random.
    seeds: &[
        "\0\u{2}\u{5}\u{1}\u{3}\u{2}\0\u{3}z\u{1}@",
        "\u{1}\u{2}\u{5}\u{1}\u{3}\u{2}\0\u{3}z\u{1}@",
        "\u{2}\u{2}\u{1}\u{1}\u{3}\u{6}\0\u{3}z\u{1}@",
        "\u{2}\u{5}\u{5}\u{1}\u{3}\0\u{1}\u{3}z\u{1}@",
        "\u{3}\u{4}\u{5}\u{1}\u{3}\u{21}\u{1}\u{3}z\u{2}@",
        "\u{4}\0\u{5}\u{1}\u{3}\u{18}\0\u{3}z\u{1}@",
        "\u{4}\u{6}\u{5}\u{1}\u{3}\u{18}\0\u{3}z\u{1}@",
        "\u{4}\u{2}\u{4}\u{1}\u{3}\u{2}\0\u{3}z\u{1}@",
    ],
    check,
};

fn check(data: &[u8]) -> bool {
    let byte = |at: usize| data.get(at).copied().unwrap_or_default();
    let flag = |at: u8| byte(5) >> at & 1 == 1;
    let effect = [
        Effect::Read,
        Effect::Idempotent,
        Effect::Create { key: "order_id", lookup: "orders.get", unique: true },
        Effect::Create { key: "order_id", lookup: "orders.get", unique: false },
        Effect::Charge,
    ][usize::from(byte(0) % 5)];
    let retry_after = flag(0).then(|| Duration::from_secs(u64::from(byte(6)) * 60));
    let status = [200, 302, 404, 502, 503][usize::from(byte(7) % 5)];
    let failure = match byte(1) % 8 {
        0 => Failure::NotSent("refused".into()),
        1 => Failure::Tls("another name".into()),
        2 => Failure::NoAnswer("reset".into()),
        3 => Failure::foreign(status, "HTML"),
        4 => Failure::Server { status: 503, code: None, retry_after, text: None },
        5 => Failure::RateLimited { retry_after },
        6 => Failure::TokenRejected { status: 401, text: "no".into() },
        _ => Failure::Refused { status: 400, enveloped: true, code: Some(402), text: "no".into() },
    };
    // Only what is created under a key is looked up, and only when in doubt.
    let keyed = matches!(effect, Effect::Create { .. });
    let happened = match byte(2) % 8 {
        0 => Happened::Answered,
        1 if keyed => Happened::Absent(&failure),
        2 if keyed => Happened::Undecided,
        3 => Happened::NoToken,
        4 => Happened::GivenUp,
        _ => Happened::Failed(&failure),
    };
    let looked_up = matches!(happened, Happened::Absent(_) | Happened::Undecided);
    let in_doubt = failure.may_have_been_applied() && effect != Effect::Read;
    let attempts = Attempts {
        made: u32::from(byte(3)),
        allowed: u32::from(byte(4)),
        doubt: flag(1) || in_doubt || looked_up,
        absent: flag(2) || matches!(happened, Happened::Absent(_)),
        other_form: flag(3),
        new_token: flag(4),
    };
    let left = Duration::from_millis(u64::from(byte(8)) * 100);
    let budget = flag(5).then(|| Bucket::full(u32::from(byte(9) % 3)));
    let random = f64::from(byte(10)) / 255.0;
    holds(&Situation { effect, happened, attempts, left, budget, random })
}

/// Says whether something is sent again.
fn holds(situation: &Situation<'_>) -> bool {
    let decision = decide(situation);
    let Situation { effect, happened, attempts, left, budget, .. } = *situation;
    assert_eq!(decide(situation), decision, "the same circumstances, another decision");
    assert_eq!(decision == Decision::Answer, happened == Happened::Answered, "{situation:?}");
    let again = matches!(decision, Decision::RepeatAfter(_) | Decision::OtherForm | Decision::NewToken);
    let writes = effect != Effect::Read;
    match effect {
        Effect::Charge => assert!(!(again && attempts.doubt), "a charge in doubt is sent again: {situation:?}"),
        Effect::Create { unique, .. } if again && attempts.doubt => {
            assert!(attempts.absent, "not looked up: {situation:?}");
            assert!(unique || !matches!(happened, Happened::Absent(_)), "absence proves nothing here: {situation:?}");
        }
        Effect::Create { .. } | Effect::Read | Effect::Idempotent => {}
    }
    if matches!(effect, Effect::Charge | Effect::Create { .. }) && attempts.doubt && happened != Happened::Answered {
        assert_ne!(decision, Decision::Fail, "a doubt is reported as a failure: {situation:?}");
    }
    match decision {
        Decision::RepeatAfter(pause) => {
            assert!(attempts.made < attempts.allowed, "more attempts than allowed: {situation:?}");
            assert!(budget.is_none_or(Bucket::pays), "nobody pays for the repeat: {situation:?}");
            assert!(pause < left, "sleeps past its deadline: {situation:?}");
        }
        Decision::LookUpAfter(pause) => {
            assert!(pause < left, "sleeps past its deadline: {situation:?}");
            assert!(matches!(effect, Effect::Create { .. }), "nothing to look up: {situation:?}");
        }
        Decision::OtherForm | Decision::NewToken => assert!(!left.is_zero(), "past its deadline: {situation:?}"),
        Decision::OutcomeUnknown => assert!(writes, "a read has no outcome: {situation:?}"),
        Decision::Answer | Decision::Fail => {}
    }
    again
}
