//! What holds for every decision: one rule each, checked for every combination, for whole calls, and for any values.

use proptest::prelude::*;

use super::table::EFFECTS;
use super::*;
use crate::retry_after::LONGEST;

fn failures() -> Vec<Failure> {
    let text = String::new;
    let pauses = [None, Some(Duration::ZERO), Some(Duration::from_secs(7)), Some(LONGEST)];
    let mut all = vec![
        Failure::NotSent(text()),
        Failure::Tls(text()),
        Failure::NoAnswer(text()),
        Failure::TokenRejected { status: 401, text: text() },
        Failure::Incomplete { code: None, text: None },
    ];
    all.extend([200, 302, 404, 599].map(|status| Failure::foreign(status, "")));
    all.extend([true, false].map(|enveloped| Failure::Refused { status: 400, enveloped, code: None, text: text() }));
    all.extend(pauses.map(|retry_after| Failure::Server { status: 503, code: None, retry_after, text: None }));
    all.extend(pauses.map(|retry_after| Failure::RateLimited { retry_after }));
    all
}

/// The failures that may have been applied, told in another way than the code does.
fn may_be_applied(failure: &Failure) -> bool {
    match failure {
        Failure::NoAnswer(_) | Failure::Server { .. } | Failure::Foreign { .. } | Failure::Incomplete { .. } => true,
        Failure::NotSent(_) | Failure::Tls(_) | Failure::TokenRejected { .. } => false,
        Failure::RateLimited { .. } | Failure::Refused { .. } => false,
    }
}

fn sends(decision: Decision) -> bool {
    matches!(decision, Decision::RepeatAfter(_) | Decision::OtherForm | Decision::NewToken)
}

/// The rules. The attempts already count what happened, as `call.rs` sees to.
fn check(situation: &Situation<'_>) {
    let Situation { effect, happened, attempts, left, budget, .. } = *situation;
    let decision = decide(situation);
    let creates = matches!(effect, Effect::Create { .. });
    let failure = match happened {
        Happened::Failed(failure) | Happened::Absent(failure) => Some(failure),
        _ => None,
    };
    let doubt = effect != Effect::Read && attempts.doubt;
    let rule = |holds: bool, text: &str| assert!(holds, "{text}: {decision:?} for {situation:?}");

    rule((decision == Decision::Answer) == (happened == Happened::Answered), "an answer is an answer, nothing else is");
    rule(!(effect == Effect::Charge && doubt && sends(decision)), "a charge in doubt is not sent again");
    if effect == Effect::Charge && failure.is_some_and(may_be_applied) && doubt {
        rule(decision == Decision::OutcomeUnknown, "a charge that may have been applied is unknown");
    }
    if creates && doubt && sends(decision) {
        rule(attempts.absent, "a create in doubt is not sent again without a look-up that found nothing");
    }
    if creates && doubt && matches!(decision, Decision::RepeatAfter(_)) {
        let unique = matches!(effect, Effect::Create { unique: true, .. });
        rule(
            unique && matches!(happened, Happened::Absent(_)),
            "only a key that is taken once is repeated after doubt",
        );
    }
    if doubt && decision == Decision::Fail {
        let same = effect == Effect::Idempotent && failure.is_some_and(may_be_applied);
        rule(same, "no write in doubt fails plainly, unless the caller may repeat it with the same result");
    }
    let attempted = !matches!(happened, Happened::Absent(_) | Happened::Undecided);
    if attempted && !doubt && effect != Effect::Charge {
        rule(decision != Decision::OutcomeUnknown, "what is not in doubt is not unknown");
    }
    match decision {
        Decision::RepeatAfter(pause) => {
            rule(attempts.made < attempts.allowed, "no more attempts than allowed");
            rule(budget.is_none_or(Bucket::pays), "a repeat is paid for");
            rule(pause < left, "no pause reaches the deadline");
        }
        Decision::LookUpAfter(pause) => {
            rule(creates, "only what has a key is looked up");
            rule(pause < left, "no pause reaches the deadline");
        }
        Decision::OtherForm => rule(attempts.other_form, "the other form is tried once"),
        Decision::NewToken => rule(attempts.new_token, "the token is renewed once"),
        Decision::Answer | Decision::OutcomeUnknown | Decision::Fail => {}
    }
    if matches!(decision, Decision::OtherForm | Decision::NewToken) {
        rule(matches!(failure, Some(Failure::TokenRejected { .. })), "only a refused token is replaced");
    }
    if let Decision::RepeatAfter(pause) | Decision::LookUpAfter(pause) = decision {
        let ours = pause <= Duration::from_millis(3200);
        rule(ours || failure.and_then(asked) == Some(pause), "a pause is short, or the gateway's own");
        if matches!(happened, Happened::Failed(_)) && failure.and_then(asked).is_some() {
            rule(failure.and_then(asked) == Some(pause), "the gateway's pause is kept");
        }
    }
    if matches!(decision, Decision::RepeatAfter(_)) {
        let over = matches!(failure, Some(Failure::Tls(_) | Failure::Refused { .. }));
        rule(!over, "what was refused, or has no safe connection, is not repeated");
    }
    if left.is_zero() {
        rule(!sends(decision) && !matches!(decision, Decision::LookUpAfter(_)), "nothing is sent after the deadline");
    }
    // Money safety comes before thrift: the bucket takes repeats away and nothing else.
    let rich = decide(&Situation { budget: None, ..*situation });
    rule(decision == rich || matches!(rich, Decision::RepeatAfter(_)), "an empty bucket touches repeats only");
}

#[test]
fn every_rule_holds_for_every_combination() {
    let failures = failures();
    let plain = [Happened::Answered, Happened::Undecided, Happened::NoToken, Happened::GivenUp];
    let failed = failures.iter().map(Happened::Failed);
    let happened: Vec<_> = plain.into_iter().chain(failed).chain(failures.iter().map(Happened::Absent)).collect();
    let lefts = [0, 1, 50, 5000, 30_000, 7_200_000].map(Duration::from_millis);
    let budgets = [None, Some(Bucket::full(0)), Some(Bucket::full(1))];
    let mut seen = 0;
    for (_, effect) in EFFECTS {
        for &happened in &happened {
            for bits in 0..16_u8 {
                for made in 1..=3 {
                    let mut attempts = Attempts {
                        made,
                        allowed: 3,
                        doubt: bits & 1 > 0,
                        absent: bits & 2 > 0,
                        other_form: bits & 4 > 0,
                        new_token: bits & 8 > 0,
                    };
                    if let Happened::Failed(failure) = happened {
                        attempts.failed(effect != Effect::Read, failure);
                    }
                    if let Happened::Absent(failure) = happened {
                        attempts.failed(effect != Effect::Read, failure);
                        attempts.looked_up();
                    }
                    for left in lefts {
                        for budget in budgets {
                            for random in [0.0, 0.5, 1.0] {
                                check(&Situation { effect, happened, attempts, left, budget, random });
                                seen += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    assert_eq!(seen, 5 * (4 + 2 * failures.len()) * 16 * 3 * 6 * 3 * 3);
}

/// A call on its way, played as `call.rs` plays it, with a gateway that does anything.
#[derive(Clone)]
struct Play {
    effect: Effect,
    attempts: Attempts,
    bucket: Bucket,
    requests: u32,
    look_ups: u32,
    /// A request is out there of which nobody knows, and no look-up since has found nothing.
    open: bool,
}

impl Play {
    fn decide(&mut self, happened: Happened<'_>) -> Decision {
        let (left, budget) = (Duration::from_secs(30), Some(self.bucket));
        let situation = Situation { effect: self.effect, happened, attempts: self.attempts, left, budget, random: 0.0 };
        check(&situation);
        let decision = decide(&situation);
        if matches!(decision, Decision::RepeatAfter(_)) {
            self.bucket = self.bucket.spend();
        }
        decision
    }

    /// Sends, fails in every way, and goes on in every way; answers how many calls were played to their end.
    fn send(mut self, failures: &[Failure]) -> u64 {
        let writes = self.effect != Effect::Read;
        let repeatable = matches!(self.effect, Effect::Read | Effect::Idempotent);
        assert!(!self.open || repeatable, "a second request while the first may have been applied: {:?}", self.effect);
        self.attempts.sending();
        self.requests += 1;
        assert!(self.requests <= self.attempts.allowed + 2, "attempts, one other form, one new token");
        failures
            .iter()
            .map(|failure| {
                let mut play = self.clone();
                play.attempts.failed(writes, failure);
                play.open |= writes && may_be_applied(failure);
                match play.decide(Happened::Failed(failure)) {
                    Decision::LookUpAfter(_) => {
                        play.look_ups += 1;
                        assert!(play.look_ups <= play.attempts.allowed);
                        let mut absent = play.clone();
                        absent.attempts.looked_up();
                        absent.open = false;
                        let decision = absent.decide(Happened::Absent(failure));
                        assert_eq!(play.clone().decide(Happened::Undecided), Decision::OutcomeUnknown);
                        2 + absent.go_on(decision, failure, failures)
                    }
                    decision => play.go_on(decision, failure, failures),
                }
            })
            .sum()
    }

    fn go_on(mut self, decision: Decision, failure: &Failure, failures: &[Failure]) -> u64 {
        match decision {
            Decision::RepeatAfter(_) => return self.send(failures),
            Decision::OtherForm => self.attempts.changed_form(),
            Decision::NewToken => self.attempts.renewed(),
            Decision::Fail => {
                let same = self.effect == Effect::Idempotent && may_be_applied(failure);
                assert!(same || !self.open, "a lost result: {:?} {failure:?}", self.effect);
                return 1;
            }
            Decision::OutcomeUnknown => {
                assert!(self.attempts.doubt, "in doubt without a reason: {:?} {failure:?}", self.effect);
                return 1;
            }
            Decision::Answer | Decision::LookUpAfter(_) => panic!("{decision:?} is no way on"),
        }
        self.send(failures)
    }
}

#[test]
fn no_call_sends_a_second_request_while_the_first_may_have_been_applied() {
    let text = String::new;
    let failures = [
        Failure::NotSent(text()),
        Failure::NoAnswer(text()),
        Failure::foreign(302, ""),
        Failure::TokenRejected { status: 200, text: text() },
        Failure::RateLimited { retry_after: None },
        Failure::Refused { status: 200, enveloped: true, code: Some(409), text: text() },
    ];
    for (name, effect) in EFFECTS {
        let attempts = Attempts { allowed: 3, other_form: true, new_token: true, ..Attempts::default() };
        let fresh = Play { effect, attempts, bucket: Bucket::full(9), requests: 0, look_ups: 0, open: false };
        assert!(fresh.send(&failures) > 10, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn every_rule_holds_for_any_values(
        effect in 0..5_usize,
        failure in 0..19_usize,
        event in 0..6_u8,
        made in any::<u32>(),
        allowed in any::<u32>(),
        bits in any::<u8>(),
        left in any::<u64>(),
        repeats in proptest::option::of(any::<u32>()),
        random in any::<f64>(),
    ) {
        let (failures, (_, effect)) = (failures(), EFFECTS[effect]);
        let failure = &failures[failure % failures.len()];
        let mut attempts = Attempts {
            made,
            allowed,
            doubt: bits & 1 > 0,
            absent: bits & 2 > 0,
            other_form: bits & 4 > 0,
            new_token: bits & 8 > 0,
        };
        let happened = match event {
            0 => Happened::Answered,
            1 => Happened::Undecided,
            2 => Happened::NoToken,
            3 => Happened::GivenUp,
            4 => Happened::Failed(failure),
            _ => Happened::Absent(failure),
        };
        if event >= 4 {
            attempts.failed(effect != Effect::Read, failure);
        }
        if event == 5 {
            attempts.looked_up();
        }
        let (left, budget) = (Duration::from_nanos(left), repeats.map(Bucket::full));
        check(&Situation { effect, happened, attempts, left, budget, random });
    }
}
