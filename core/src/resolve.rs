//! Looking a key up after a request whose answer was lost. Pure but for the question itself, which `call.rs` asks.

use serde_json::value::RawValue;

use crate::call::Call;
use crate::dialect::Dialect;
use crate::field::Field;
use crate::operations::{self, OPERATIONS};
use crate::scalar::Money;
use crate::schema::{Effect, Operation};
use crate::{Error, ErrorKind, wire};

/// What a look-up brought.
pub(crate) enum Found {
    /// What the lost request asked for exists; its record as JSON.
    This(Box<RawValue>),
    /// The gateway says that nothing has the key.
    Nothing,
    /// The look-up failed or its answer cannot be relied on.
    CannotTell(String),
}

/// The operation and path that look up the call's key.
pub(crate) fn lookup_of(call: &Call, dialect: &Dialect) -> Option<(&'static Operation, String)> {
    let Effect::Create { lookup, .. } = call.operation.effect else { return None };
    let operation = OPERATIONS[operations::find(lookup)?];
    Some((operation, dialect.path(operation, call.reference.as_ref()?)))
}

/// Reads the failure of a look-up.
pub(crate) fn judge(call: &Call, error: &Error) -> Found {
    if says_absent(error, call.operation.resource.trim_end_matches('s')) {
        return Found::Nothing;
    }
    Found::CannotTell(format!("the look-up failed: {}", error.info().text))
}

/// Only "there is no such order" in the gateway's own envelope counts. A router or a proxy says "not found" about the
/// path, not about the order.
fn says_absent(error: &Error, subject: &str) -> bool {
    let info = error.info();
    let words = info.gateway_text.as_deref().unwrap_or("").to_lowercase();
    info.kind == ErrorKind::Gateway
        && info.code == crate::report::REFUSED
        && words.contains(subject)
        && ["not found", "does not exist", "no such"].iter().any(|phrase| words.contains(phrase))
}

/// The key was found: is it what was asked for? Anything that leaves room for doubt is doubt.
pub(crate) fn compare(call: &Call, payload: Box<RawValue>, checkout_url: &str) -> Found {
    let Some(entries) = wire::entries(&payload) else {
        return Found::CannotTell("the look-up answered something that is not a record".into());
    };
    let value = |name: &str| entries.iter().find(|(key, _)| key == name).map(|(_, raw)| *raw);
    let text = |name: &str| value(name).and_then(wire::text);
    let reference = call.reference.as_deref();
    let keys: &[&str] = match call.operation.resource {
        "orders" => &["merchantOrderId", "uniqueTransactionId"],
        "mandates" => &["referenceId", "reference_id"],
        _ => &["requestId"],
    };
    if keys.iter().filter_map(|key| text(key)).any(|key| Some(key.as_str()) != reference) {
        return Found::CannotTell("the look-up answered with another key".into());
    }
    let order_id = text("orderId");
    if order_id.as_deref() == reference && call.operation.resource == "orders" {
        return Found::CannotTell("the look-up answered with the merchant's own id only".into());
    }
    match (asked_amount(call), value("amount").and_then(Money::read)) {
        (Some(asked), Some(found)) if asked != found => {
            return Found::CannotTell(format!("the look-up found one of {found} rupees, not of {asked}"));
        }
        (Some(_), None) => return Found::CannotTell("the look-up answered without an amount to compare".into()),
        _ => {}
    }
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
    Money::read(wire::value(body, "amount")?)
}
