//! Looking a key up after a request whose answer was lost: within the call itself, and long after it by `resolution.rs`.

use serde_json::value::RawValue;
use tokio::time::Instant;

use crate::call::Call;
use crate::caller::Caller;
use crate::envelope::Payload;
use crate::field::Field;
use crate::mask::{Forms, Told};
use crate::operations::{self, OPERATIONS};
use crate::scalar::Money;
use crate::schema::{Effect, Operation};
use crate::unresolved::Unresolved;
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

/// A call that another call makes in the middle of itself; boxed, or its type would contain itself.
type Boxed<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

impl Caller {
    /// Looks the key of a call up whose answer was lost. A question that fails cannot tell.
    pub(crate) fn look_up<'a>(&'a self, call: &'a Call) -> Boxed<'a, Found> {
        Box::pin(async move {
            let Some(lost) = Unresolved::of(call) else {
                return Found::CannotTell("there is no key to look it up by".into());
            };
            let cannot = |error: Error| Found::CannotTell(format!("the look-up failed: {}", error.info().text));
            self.find(&lost, call.deadline).await.unwrap_or_else(cannot)
        })
    }

    /// Asks whether the key of a lost call is there; an error is the question's own.
    pub(crate) async fn find(&self, lost: &Unresolved, deadline: Instant) -> Result<Found, Error> {
        let question = match lost.operation.effect {
            Effect::Create { key, lookup, .. } => operations::find(lookup).zip(lost.id(key)),
            Effect::Read | Effect::Idempotent | Effect::Charge => None,
        };
        let Some((index, key)) = question else {
            return Ok(Found::CannotTell("there is no key to look it up by".into()));
        };
        match self.ask(OPERATIONS[index], key, deadline).await {
            Ok(payload) => Ok(compare(lost, key, payload, &self.inner.checkout_url)),
            Err(error) if says_absent(&error, lost.operation.resource.trim_end_matches('s')) => Ok(Found::Nothing),
            Err(error) => Err(error),
        }
    }

    /// Asks a row about an id and answers the payload as it came.
    async fn ask(&self, row: &'static Operation, id: &str, deadline: Instant) -> Result<Box<RawValue>, Error> {
        let question = Call {
            operation: row,
            verb: row.verb,
            path_and_query: self.inner.dialect.path(row, id),
            body: None,
            id: id.to_owned(),
            reference: Some(id.to_owned()),
            reference_field: row.id,
            keyless: self.inner.merchant.is_none(),
            secrets: Forms::default(),
            // Finding out what became of money is never too dear.
            metered: false,
            deadline,
        };
        let mut found = None;
        let mut keep = |payload: &Payload, _: &Told<'_>| {
            found = Some(payload.raw.clone());
            true
        };
        self.run_until(&question, std::future::pending(), &mut keep).await?;
        found.ok_or_else(|| Error::internal("a question ended without its answer"))
    }
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
fn compare(lost: &Unresolved, key: &str, payload: Box<RawValue>, checkout_url: &str) -> Found {
    let Some(entries) = wire::entries(&payload) else {
        return Found::CannotTell("the look-up answered something that is not a record".into());
    };
    let value = |name: &str| entries.iter().find(|(key, _)| key == name).map(|(_, raw)| *raw);
    let text = |name: &str| value(name).and_then(wire::text);
    let resource = lost.operation.resource;
    let keys: &[&str] = match resource {
        "orders" => &["merchantOrderId", "uniqueTransactionId"],
        "mandates" => &["referenceId", "reference_id"],
        _ => &["requestId"],
    };
    if keys.iter().filter_map(|key| text(key)).any(|found| found != key) {
        return Found::CannotTell("the look-up answered with another key".into());
    }
    let order_id = text("orderId");
    if order_id.as_deref() == Some(key) && resource == "orders" {
        return Found::CannotTell("the look-up answered with the merchant's own id only".into());
    }
    match (lost.amount, value("amount").and_then(Money::read)) {
        (Some(asked), Some(found)) if asked != found => {
            return Found::CannotTell(format!("the look-up found one of {found} rupees, not of {asked}"));
        }
        (Some(_), None) => return Found::CannotTell("the look-up answered without an amount to compare".into()),
        _ => {}
    }
    let address = match (lost.operation.name, order_id, value("redirectionUrl")) {
        ("orders.create", Some(order_id), None) => format!("{checkout_url}/v1/pay/{order_id}"),
        _ => return Found::This(payload),
    };
    // The status call does not repeat the checkout page, whose address follows from the order id.
    let json = serde_json::to_string(&address).ok().zip(payload.get().trim_start().strip_prefix('{'));
    let whole = json.and_then(|(url, rest)| RawValue::from_string(format!("{{\"redirectionUrl\":{url},{rest}")).ok());
    Found::This(whole.unwrap_or(payload))
}
