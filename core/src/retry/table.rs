//! The decisions as a reader sees them, asked of [`decide`] itself: `cargo xtask generate` writes them into
//! `docs/money-safety.md`, and a test compares.

use std::fmt::Write as _;
use std::time::Duration;

use super::{Attempts, Decision, Happened, Situation, decide};
use crate::budget::{self, Bucket};
use crate::envelope::Failure;
use crate::retry_after::LONGEST;
use crate::schema::Effect;

/// Every effect, under the name that a reader knows.
pub(super) const EFFECTS: [(&str, Effect); 5] = [
    ("read", Effect::Read),
    ("idempotent", Effect::Idempotent),
    ("create, key taken once", Effect::Create { key: "key", lookup: "look_up", unique: true }),
    ("create, other keys", Effect::Create { key: "key", lookup: "look_up", unique: false }),
    ("charge", Effect::Charge),
];

/// Every kind of failure, and the failures that it stands for.
fn columns() -> [(&'static str, Vec<Failure>); 7] {
    let text = String::new;
    let foreign = |status| Failure::foreign(status, "");
    let refused = |enveloped| Failure::Refused { status: 400, enveloped, code: None, text: text() };
    [
        ("not sent", vec![Failure::NotSent(text())]),
        (
            "no answer, 5xx, foreign answer",
            vec![
                Failure::NoAnswer(text()),
                Failure::Server { status: 502, code: None, retry_after: None, text: None },
                Failure::Server { status: 503, code: None, retry_after: Some(Duration::ZERO), text: None },
                foreign(200),
            ],
        ),
        (
            "redirect, page for 4xx, record without its id",
            vec![foreign(302), foreign(404), Failure::Incomplete { code: None, text: None }],
        ),
        ("429", vec![Failure::RateLimited { retry_after: None }]),
        ("token rejected", vec![Failure::TokenRejected { status: 401, text: text() }]),
        ("refused", vec![refused(true), refused(false)]),
        ("TLS", vec![Failure::Tls(text())]),
    ]
}

/// What is left of a call.
#[derive(Clone, Copy)]
struct Left {
    attempts: bool,
    repeats: bool,
    time: bool,
}

const PLENTY: Left = Left { attempts: true, repeats: true, time: true };

fn ask(effect: Effect, happened: Happened<'_>, attempts: Attempts, left: Left) -> Decision {
    let attempts = Attempts { made: 2, allowed: if left.attempts { 3 } else { 2 }, ..attempts };
    let bucket = Bucket::full(u32::from(left.repeats));
    let left = if left.time { Duration::from_secs(30) } else { Duration::ZERO };
    decide(&Situation { effect, happened, attempts, left, budget: Some(bucket), random: 0.0 })
}

fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Answer => "answer",
        Decision::RepeatAfter(_) => "repeat",
        Decision::OtherForm => "other form",
        Decision::NewToken => "new token",
        Decision::LookUpAfter(_) => "look up",
        Decision::OutcomeUnknown => "**unknown**",
        Decision::Fail => "fail",
    }
}

/// Words in their order, each once.
fn joined(words: impl IntoIterator<Item = &'static str>) -> String {
    let mut told: Vec<&str> = Vec::new();
    for word in words {
        if !told.contains(&word) {
            told.push(word);
        }
    }
    told.join(", then ")
}

fn cell(effect: Effect, failures: &[Failure], doubt: bool, left: Left) -> String {
    let writes = effect != Effect::Read;
    joined(failures.iter().flat_map(|failure| {
        // A token that is refused again and again: its other form first, then a new one, then the end.
        [(true, true), (false, true), (false, false)].map(|(other_form, new_token)| {
            let mut attempts =
                Attempts { doubt: doubt && writes, absent: doubt, other_form, new_token, ..Attempts::default() };
            attempts.failed(writes, failure);
            word(ask(effect, Happened::Failed(failure), attempts, left))
        })
    }))
}

fn rows(doubt: bool, left: Left) -> String {
    let columns = columns();
    let mut text = String::from("| effect |");
    for (name, _) in &columns {
        let _ = write!(text, " {name} |");
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(columns.len()));
    for (name, effect) in EFFECTS {
        let _ = write!(text, "\n| {name} |");
        for (_, failures) in &columns {
            let _ = write!(text, " {} |", cell(effect, failures, doubt, left));
        }
    }
    text.push('\n');
    text
}

/// The table of the module docs: the first failure of a call that has all it needs.
pub fn first() -> String {
    rows(false, PLENTY)
}

/// What is not the failure of an attempt.
fn others() -> String {
    let lost = Failure::NoAnswer(String::new());
    let refused = Failure::Refused { status: 409, enveloped: true, code: Some(409), text: String::new() };
    let events: [(&str, Happened<'_>, bool); 7] = [
        ("look-up: surely absent, after a lost answer", Happened::Absent(&lost), true),
        ("look-up: surely absent, after a refusal", Happened::Absent(&refused), true),
        ("look-up: cannot tell", Happened::Undecided, true),
        ("no token to be had", Happened::NoToken, false),
        ("no token to be had, in doubt", Happened::NoToken, true),
        ("deadline or cancelled, nothing sent", Happened::GivenUp, false),
        ("deadline or cancelled, something sent", Happened::GivenUp, true),
    ];
    let mut text = String::from("| what happened |");
    for (name, _) in EFFECTS {
        let _ = write!(text, " {name} |");
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(EFFECTS.len()));
    for (name, happened, doubt) in events {
        let _ = write!(text, "\n| {name} |");
        for (_, effect) in EFFECTS {
            let looks_up = matches!(happened, Happened::Absent(_) | Happened::Undecided);
            if looks_up && !matches!(effect, Effect::Create { .. }) {
                text.push_str(" - |");
                continue;
            }
            let attempts = Attempts { doubt, absent: looks_up, ..Attempts::default() };
            let _ = write!(text, " {} |", word(ask(effect, happened, attempts, PLENTY)));
        }
    }
    text.push('\n');
    text
}

/// The longest pause before each attempt, in seconds.
fn pauses() -> String {
    let lost = Failure::NotSent(String::new());
    let longest = (1..10).map(|made| {
        let attempts = Attempts { made, allowed: 10, ..Attempts::default() };
        let (left, happened) = (Duration::from_secs(60), Happened::Failed(&lost));
        match decide(&Situation { effect: Effect::Read, happened, attempts, left, budget: None, random: 1.0 }) {
            Decision::RepeatAfter(pause) => format!("{}", pause.as_secs_f64()),
            _ => String::new(),
        }
    });
    longest.collect::<Vec<_>>().join(", ")
}

const MADE: &str = "Made from `core/src/retry.rs` by `cargo xtask generate`; do not edit between the markers.\n\n";

/// The chapter of `docs/money-safety.md`: the words, the first table, the pauses.
pub fn markdown() -> String {
    format!(
        "{MADE}{first}\n\
         What happened:\n\n\
         - *not sent*: the connection did not come about, or broke before anything of the request's body was handed out.\n\
         - *no answer*: silence, a reset, an answer that breaks off, HTTP 408 and 499. *5xx*: as HTTP status or as the gateway's code \
         (`response_code`, `resultCode`); 408 and 499 as a code count too. *foreign answer*: under HTTP 2xx something that is not the \
         gateway's JSON, or a code from 201 to 299.\n\
         - *page for 4xx*: HTTP 4xx without a JSON body. For a create or a charge, a failure beside a record is one of these two, by its HTTP status, unless the \
         record says that it has ended (`FAILED`, `CANCELLED`) or is but the call's own id; the error names the id.\n\
         - *token rejected*: HTTP 401 or code 117. *refused*: any other 4xx with a JSON body, or any other code but 0 and 200.\n\
         - *key taken once*: `orders.create`. *other keys*: `refunds.create`, `mandates.create`, `qr_codes.create`.\n\
         \n\
         What is done:\n\n\
         - **repeat**: the same request again after a pause. **look up**: the gateway is asked for the merchant's key, after a pause; what \
         is found is compared and is the answer.\n\
         - **other form**, **new token**: again with the token written in the other way, with a new token. A rejected token is taken to \
         mean that nothing was applied, for a charge too.\n\
         - **fail**: the caller gets the failure; nothing is in doubt, or the call changes nothing, or repeating it has the same \
         result. **unknown**: the caller gets `OutcomeUnknown`.\n\
         \n\
         A pause is what `Retry-After` says (seconds or a date; more than {longest} seconds count as {longest}), else a random time \
         between nothing and, before attempts 2 to 10, {pauses} seconds. A pause that would pass the deadline is not made; the random \
         pause before a look-up is at most half of the time that is left. A client begins with {repeats} repeats (`retry_budget`), each \
         repeat costs one, each success earns a tenth; look-ups and token calls cost none.\n",
        first = first(),
        longest = LONGEST.as_secs(),
        pauses = pauses(),
        repeats = budget::DEFAULT,
    )
}

/// The appendix of `docs/money-safety.md`: every other table.
pub fn appendix() -> String {
    let spent = Left { attempts: false, ..PLENTY };
    format!(
        "{MADE}No attempts left, or the client's bucket of repeats is empty, or the pause would pass the deadline:\n\n{spent}\n\
         An earlier attempt may have been applied, and the look-up found nothing:\n\n{doubt}\n\
         The same, and nothing left:\n\n{doubt_spent}\n\
         The deadline has passed (nothing is sent any more), first failure:\n\n{over}\n\
         What is not the failure of an attempt:\n\n{others}",
        spent = rows(false, spent),
        doubt = rows(true, PLENTY),
        doubt_spent = rows(true, spent),
        over = rows(false, Left { time: false, ..PLENTY }),
        others = others(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_docs_hold_these_tables() {
        let text = include_str!("../../../docs/money-safety.md");
        for (marker, made) in [("decisions", markdown()), ("further decisions", appendix())] {
            let (_, rest) = text.split_once(&format!("<!-- {marker} -->\n")).expect("the marker before");
            let (section, _) = rest.split_once(&format!("<!-- /{marker} -->")).expect("the marker after");
            assert_eq!(section, made, "run `cargo xtask generate`");
        }
    }

    #[test]
    fn the_module_docs_hold_the_first_table() {
        let source = include_str!("../retry.rs");
        let told: String =
            source.lines().filter_map(|line| line.strip_prefix("//! |")).map(|line| format!("|{line}\n")).collect();
        assert_eq!(told, first());
    }

    #[test]
    fn an_empty_bucket_and_a_pause_without_room_are_as_spent_attempts() {
        let spent = Left { attempts: false, ..PLENTY };
        for doubt in [false, true] {
            assert_eq!(rows(doubt, spent), rows(doubt, Left { repeats: false, ..PLENTY }));
        }
        for (name, effect) in EFFECTS {
            for (column, failures) in columns() {
                for failure in failures {
                    let mut attempts = Attempts { made: 1, allowed: 3, ..Attempts::default() };
                    attempts.failed(effect != Effect::Read, &failure);
                    let (happened, left) = (Happened::Failed(&failure), Duration::from_nanos(1));
                    let near = Situation { effect, happened, attempts, left, budget: None, random: 1.0 };
                    // A pause that the gateway names is not cut short.
                    if super::super::asked(&failure).is_none() {
                        let decision = word(decide(&near));
                        assert_eq!(decision, word(ask(effect, happened, attempts, spent)), "{name} {column}");
                    }
                }
            }
        }
    }
}
