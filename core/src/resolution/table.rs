//! What settles each write that ended in doubt, as a reader sees it: asked of the rows by the rules that
//! [`resolve`](super::resolve) itself goes by. `cargo xtask generate` writes it into `docs/money-safety.md`, and a test compares.

use std::fmt::Write as _;

use super::{SETTLED, tells};
use crate::dialect::Dialect;
use crate::operations::{self, OPERATIONS};
use crate::prepare::SUBJECTS;
use crate::schema::{Effect, Operation, Verb};

/// What can be learnt of a doubt.
struct Answer {
    asked: Option<&'static str>,
    applied: bool,
    not_applied: NotApplied,
}

enum NotApplied {
    AtOnce,
    Later,
    /// Only if the settings name the path of the question.
    Named,
    Never,
}

/// What [`resolve`](super::resolve) asks about a doubt in this operation that has no look-up by a key of the merchant. It is
/// nothing, although the row names a call, where no id of the lost call's text fits that call or a `Resolution` has no place for
/// its answer: then only a person can ask it.
pub fn asked(operation: &Operation) -> Option<&'static Operation> {
    operation.ask.and_then(operations::row).filter(|asked| ids(operation).any(|name| tells(asked, name)))
}

fn answer(operation: &Operation) -> Answer {
    let later = |asked: &Operation| {
        if Dialect::default().knows(asked) { NotApplied::Later } else { NotApplied::Named }
    };
    if let Effect::Create { lookup, unique, .. } = operation.effect {
        let not_applied =
            if unique { NotApplied::AtOnce } else { operations::row(lookup).map_or(NotApplied::Never, later) };
        return Answer { asked: Some(lookup), applied: true, not_applied };
    }
    let asked = asked(operation);
    Answer {
        asked: asked.map(|asked| asked.name),
        applied: asked.is_some() && !operation.done.is_empty(),
        not_applied: asked.filter(|_| !operation.undone.is_empty()).map_or(NotApplied::Never, later),
    }
}

/// The ids that the text of a lost call holds: the merchant's key, what the path names, what the request is about.
pub(crate) fn ids(operation: &Operation) -> impl Iterator<Item = &'static str> {
    let key = match operation.effect {
        Effect::Create { key, .. } => Some(key),
        _ => None,
    };
    let fields = operation.request.fields.iter().map(|field| field.name).filter(|name| SUBJECTS.contains(name));
    key.into_iter().chain(operation.id).chain(fields)
}

fn row(operation: &Operation) -> String {
    let Answer { asked, applied, not_applied } = answer(operation);
    let mut kept: Vec<String> = Vec::new();
    for id in ids(operation).map(|id| format!("`{id}`")) {
        if !kept.contains(&id) {
            kept.push(id);
        }
    }
    let kept = if kept.is_empty() { "nothing".to_owned() } else { kept.join(", ") };
    let yes = if applied { "yes" } else { "no" };
    let no = match not_applied {
        NotApplied::AtOnce => "at once",
        NotApplied::Later => "after five minutes",
        NotApplied::Named => "only with `paths`",
        NotApplied::Never => "no",
    };
    let otherwise = match (asked, operation.effect, operation.ask) {
        (_, Effect::Idempotent, _) => "make it again".to_owned(),
        (Some(_), ..) if applied && !matches!(not_applied, NotApplied::Never | NotApplied::Named) => {
            "ask again later".to_owned()
        }
        (Some(_), ..) => "compare the record; then a person".to_owned(),
        (None, _, Some(by_hand)) => format!("a person, with `{by_hand}` or at the gateway's dashboard"),
        (None, ..) => "a person, at the gateway's dashboard".to_owned(),
    };
    let asked = asked.map_or_else(|| "nothing".to_owned(), |asked| format!("`{asked}`"));
    format!("| `{}` | {kept} | {asked} | {yes} | {no} | {otherwise} |\n", operation.name)
}

/// The table of `docs/money-safety.md`.
pub fn markdown() -> String {
    let mut text = String::from(
        "Made from `core/src/operations.rs` by `cargo xtask generate`; do not edit between the markers.\n\n\
         | the call in doubt | ids in its text | `resolve` asks | `APPLIED` | `NOT_APPLIED` | while `UNDECIDED` |\n\
         |---|---|---|---|---|---|\n",
    );
    let in_doubt = |row: &&&Operation| row.effect != Effect::Read && row.verb != Verb::Get && !row.composed;
    for operation in OPERATIONS.iter().filter(in_doubt) {
        text.push_str(&row(operation));
    }
    let minutes = SETTLED.as_secs() / 60;
    let _ = writeln!(
        text,
        "\n`NOT_APPLIED` comes {minutes} minutes after the call at the earliest, except for `orders.create`, whose key the gateway takes \
         once. \"Only with `paths`\": the path or the filter of the question was inferred, so that its \"not found\" proves nothing unless \
         the client's setting `paths` names it; with `mandate_paths` at `legacy` that holds for mandates too. A QR code made without a \
         `reference_number` is not found again.\n\n\
         Where the last column names a call for a person, `resolve` cannot ask it. Beside the ids every text holds the time of the \
         call, and its amount if it has one. A new customer or recipient has no id yet and no key of yours; what singles him out is \
         his bank account number, and a secret is never written into the text. The order of a mandate's debit got its id with the \
         answer that was lost; `orders.search` finds orders by time and amount but not by mandate, so that another might be taken for \
         it. A person can compare what is found."
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_docs_hold_this_table() {
        let text = include_str!("../../../docs/money-safety.md");
        let (_, rest) = text.split_once("<!-- settled -->\n").expect("the marker before");
        let (section, _) = rest.split_once("<!-- /settled -->").expect("the marker after");
        assert_eq!(section, markdown(), "run `cargo xtask generate`");
    }
}
