//! Looking a key up after a request whose answer was lost. Pure but for the question itself, which `call.rs` asks.

use std::collections::HashMap;

use serde_json::value::RawValue;

use crate::call::Call;
use crate::field::Field;
use crate::operations::{self, OPERATIONS};
use crate::scalar::Money;
use crate::schema::{Effect, Operation};
use crate::{Error, ErrorKind, wire};

/// What a look-up brought.
pub(crate) enum Found {
    /// What the lost request asked for exists; its record as JSON.
    This(Box<RawValue>),
    /// Something else has the key.
    Other(String),
    /// The gateway says that nothing has the key.
    Nothing,
    /// The look-up failed or its answer cannot be relied on.
    CannotTell(String),
}

/// The operation and path that look up the call's key.
pub(crate) fn lookup_of(call: &Call, paths: &HashMap<String, String>) -> Option<(&'static Operation, String)> {
    let Effect::Create { lookup, .. } = call.operation.effect else { return None };
    let operation = OPERATIONS[operations::find(lookup)?];
    let template = paths.get(operation.name).map_or(operation.path, String::as_str);
    Some((operation, template.replace(&format!("{{{}}}", operation.id?), call.reference.as_ref()?)))
}

/// Reads the answer of the look-up.
pub(crate) fn judge(call: &Call, answer: Result<Box<RawValue>, Error>, checkout_url: &str) -> Found {
    match answer {
        Ok(payload) => compare(call, payload, checkout_url),
        Err(error) if says_absent(&error) => Found::Nothing,
        Err(error) => Found::CannotTell(format!("the look-up failed: {}", error.info().text)),
    }
}

/// Only a plain "there is no such thing" in the gateway's own envelope counts: repeating on less could create twice.
fn says_absent(error: &Error) -> bool {
    let info = error.info();
    let words = info.gateway_text.as_deref().unwrap_or("").to_lowercase();
    info.kind == ErrorKind::Gateway
        && (info.gateway_code == Some(404)
            || ["not found", "does not exist", "no such"].iter().any(|phrase| words.contains(phrase)))
}

/// The key was found: is it what was asked for?
fn compare(call: &Call, payload: Box<RawValue>, checkout_url: &str) -> Found {
    let Some(entries) = wire::entries(&payload) else {
        return Found::CannotTell("the look-up answered something that is not a record".into());
    };
    let value = |name: &str| entries.iter().find(|(key, _)| key == name).map(|(_, raw)| *raw);
    let found = value("amount").and_then(Money::read);
    match (asked_amount(call), found) {
        (Some(asked), Some(found)) if asked != found => {
            let reference = call.reference.as_deref().unwrap_or_default();
            return Found::Other(format!("{reference} already belongs to another {found} rupees; use a new key"));
        }
        (Some(_), None) => return Found::CannotTell("the look-up answered without an amount to compare".into()),
        _ => {}
    }
    let order_id = value("orderId").and_then(wire::text);
    let address = match (call.operation.name, order_id, value("redirectionUrl")) {
        ("orders.create", Some(order_id), None) => format!("{checkout_url}/v1/pay/{order_id}"),
        _ => return Found::This(payload),
    };
    // The status call does not repeat the checkout page, whose address follows from the order id.
    let json = serde_json::to_string(&address).ok().zip(payload.get().trim_start().strip_prefix('{'));
    let whole = json.and_then(|(url, rest)| RawValue::from_string(format!("{{\"redirectionUrl\":{url},{rest}")).ok());
    Found::This(whole.unwrap_or(payload))
}

/// The amount of the lost request.
fn asked_amount(call: &Call) -> Option<Money> {
    let body: &RawValue = serde_json::from_slice(call.body.as_ref()?).ok()?;
    wire::entries(body)?.into_iter().find(|(key, _)| key == "amount").and_then(|(_, raw)| Money::read(raw))
}
