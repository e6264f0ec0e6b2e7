//! What stands beside a failure: whether it tells that something was made, whatever the code says. Pure.
//!
//! A record in a state that has ended, such as `FAILED`, tells of nothing. One in any other state of a payment, of a refund
//! or of what was to be created does: a word that is not known proves nothing. One without a state does if it has an id that
//! the call has not sent; an id that it has sent is but repeated.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::Asked;
use crate::operations::OPERATIONS;
use crate::schema::{Effect, FieldInfo};
use crate::{mask, wire};

/// A field of the gateway's that holds an id, and the id.
type Id = (&'static str, String);

/// What counts more comes later.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Unsaid,
    Over,
    Alive,
}

/// Whether the payload, its first record or the body itself is such a record; with its id, if it has one.
pub(super) fn record(asked: Asked<'_>, payload: Option<&RawValue>, whole: &RawValue) -> Option<Option<Id>> {
    let first = payload.and_then(wire::elements).and_then(|elements| elements.into_iter().next());
    let payloads = [payload, first].into_iter().flatten().filter_map(wire::entries).map(|record| (record, true));
    payloads.chain(wire::entries(whole).map(|record| (record, false))).find_map(|(record, is_payload)| {
        // At the top, `id` and `status` may be those of an error.
        let own = |key: &str| is_payload || !matches!(key, "id" | "status");
        let record: Vec<_> = record.into_iter().filter(|(key, _)| own(key)).collect();
        let mut ids = record.iter().filter_map(|(key, raw)| {
            let id = wire::text(raw).filter(|id| !matches!(&**id, "" | "0" | "false"))?;
            Some((asked.id_under(key)?, id))
        });
        match state(&record, matches!(asked.effect, Effect::Create { .. })) {
            State::Over => None,
            State::Unsaid => ids.find(|(_, id)| !asked.has_sent(id)).map(Some),
            State::Alive => Some(ids.next()),
        }
    })
}

/// What a record says about its own state; of several words the most alive counts.
fn state(record: &[(Cow<'_, str>, &RawValue)], creates: bool) -> State {
    let words = record.iter().filter(|(_, raw)| raw.get().starts_with('"')).filter_map(|(key, raw)| {
        let word = wire::text(raw)?.trim().to_uppercase();
        match &**key {
            "transactionStatus" | "txnStatus" | "status" => Some(of_word(&word, creates)),
            // An order that takes a payment passes through its other states whatever becomes of this one.
            "orderStatus" if word == "PAID" || word.ends_with("PENDING") => Some(State::Alive),
            _ => None,
        }
    });
    words.max().unwrap_or(State::Unsaid)
}

fn of_word(word: &str, creates: bool) -> State {
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    let of_a_request = word.is_empty() || word.bytes().all(|b| b.is_ascii_digit()) || has(&OF_A_REQUEST);
    if has(&["FAIL", "CANCEL", "REJECT", "DECLIN", "DENIED"]) {
        State::Over
    } else if of_a_request || (BEGINNING.contains(&word) && !creates) {
        State::Unsaid
    } else {
        State::Alive
    }
}

/// Parts of words that are said of a request, not of what it asked for.
const OF_A_REQUEST: [&str; 9] =
    ["ERROR", "EXPIRE", "INVALID", "BAD_REQUEST", "NOT_FOUND", "CONFLICT", "UNPROCESSABLE", "UNAUTHORI", "FORBIDDEN"];

/// States in which a thing has been made, and nothing else has happened to it: beside a refused payment they are no news.
const BEGINNING: [&str; 5] = ["CREATED", "CHECKOUT_RENDERED", "ATTEMPTED", "ACTIVE", "PAUSED"];

impl Asked<'_> {
    /// The field that holds an id which the gateway gives, by its key: one of any record, for a failure may name another than
    /// the call is about. A merchant's own key is none, nor is a company.
    fn id_under(self, key: &str) -> Option<&'static str> {
        let names = |field: &FieldInfo| field.wire == key || field.also.contains(&key);
        let is_a_key =
            |name: &str| OPERATIONS.iter().any(|row| matches!(row.effect, Effect::Create { key, .. } if key == name));
        let given = |name: &str| {
            name.ends_with("_id") && !name.ends_with("company_id") && name != "unique_transaction_id" && !is_a_key(name)
        };
        // Only of its own record a key that is merely called id.
        let any = OPERATIONS.iter().filter(|_| key != "id").flat_map(|row| row.answer.fields);
        let mut fields = self.record.fields.iter().chain(any);
        fields.find(|field| names(field) && given(field.name)).map(|field| field.name)
    }
    /// Whether the call itself sent this.
    fn has_sent(self, text: &str) -> bool {
        let sent = || serde_json::from_slice(self.sent?).ok();
        self.id == text || sent().is_some_and(|sent| mask::holds(sent, text, &[], mask::DEPTH))
    }
}
