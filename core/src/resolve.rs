//! Looking a key up after a request whose answer was lost: within the call itself, and long after it by `resolution.rs`.

use serde_json::value::RawValue;
use tokio::time::Instant;
use zeroize::Zeroizing;

use crate::call::Call;
use crate::caller::Caller;
use crate::envelope::Payload;
use crate::field::{Field, Path};
use crate::mask::{Forms, Told};
use crate::operations;
use crate::scalar::Money;
use crate::schema::{Effect, FieldInfo, ModelInfo, Operation};
use crate::unresolved::Unresolved;
use crate::{Error, ErrorKind, rules, wire};

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
        let Effect::Create { key, lookup, .. } = lost.operation.effect else {
            return Ok(Found::CannotTell(format!("{} creates nothing under a key", lost.operation.name)));
        };
        let Some((row, value)) = operations::row(lookup).zip(lost.id(key)) else {
            return Ok(Found::CannotTell("there is no key to look it up by".into()));
        };
        match self.ask(row, key, value, deadline).await {
            Ok(Found::This(record)) => {
                let key_field = field(row.answer.row().unwrap_or(row.answer), key);
                Ok(compare(lost, (key_field, value), record, &self.inner.checkout_url))
            }
            Err(error) if says_absent(&error, lost.operation.resource.trim_end_matches('s'), value) => {
                Ok(Found::Nothing)
            }
            other => other,
        }
    }

    /// Asks a row for the record whose field `key` has this value.
    pub(crate) async fn ask(
        &self,
        row: &'static Operation,
        key: &str,
        value: &str,
        deadline: Instant,
    ) -> Result<Found, Error> {
        let filter = row.request.fields.iter().find(|field| field.name == key && !field.query);
        let by_id = row.id.is_some();
        if by_id {
            rules::id(value, &Path::Field(&Path::Root, key))?;
        }
        let mut path_and_query = self.inner.dialect.path(row, value);
        if row.pages.is_some() {
            path_and_query.push_str(&format!("?limit={ROWS}"));
        }
        let body = filter.map(|field| serde_json::json!({ field.wire: value }).to_string());
        let question = Call {
            operation: row,
            verb: self.inner.dialect.verb(row),
            path_and_query,
            body: body.map(|body| Zeroizing::new(body.into_bytes())),
            id: value.to_owned(),
            reference: Some(value.to_owned()),
            reference_field: row.id,
            keyless: self.inner.merchant.is_none(),
            secrets: Forms::default(),
            // Finding out what became of money is never too dear.
            metered: false,
            deadline,
        };
        let mut found = None;
        // Who asks knows the merchant's keys and takes them out, but not the token.
        let mut keep = |payload: &Payload, told: &Told<'_>| {
            found = Some(told.of_token().taken_out(None, &payload.raw).unwrap_or_else(|| payload.raw.clone()));
            true
        };
        self.run_until(&question, std::future::pending(), &mut keep).await?;
        let payload = found.ok_or_else(|| Error::internal("a question ended without its answer"))?;
        Ok(if by_id { Found::This(payload) } else { pick(&payload, row, key, value) })
    }
}

/// How many rows of a search are looked at; where there are more, a key that is not seen proves nothing.
const ROWS: usize = 100;

/// The one row that has the key. A gateway that does not know the filter answers every row, so each is compared.
fn pick(payload: &RawValue, row: &Operation, key: &str, value: &str) -> Found {
    let listed = wire::list_as_record(payload, row.answer);
    let page = listed.as_deref().unwrap_or(payload);
    let rows = wire::value(page, "data").and_then(wire::elements);
    let (Some(key_field), Some(rows)) = (row.answer.row().and_then(|record| field(record, key)), rows) else {
        return Found::CannotTell(format!("{} answered no list", row.name));
    };
    let total = field(row.answer, "records_count").and_then(|field| wire::spellings(page, field).next());
    let total: Option<usize> = total.and_then(|count| count.parse().ok());
    if total.unwrap_or(rows.len()) > rows.len() || (row.pages.is_some() && rows.len() >= ROWS) {
        return Found::CannotTell(format!("{} has more rows than can be compared", row.name));
    }
    let has_key = |row: &&&RawValue| wire::spellings(row, key_field).any(|found| found == value);
    match &rows.iter().filter(has_key).collect::<Vec<_>>()[..] {
        // The filter was not heeded, and nobody says how many rows were left out.
        [] if row.pages.is_some() && total.is_none() && !rows.is_empty() => {
            Found::CannotTell(format!("{} does not say how many rows there are", row.name))
        }
        [] => Found::Nothing,
        [one] => Found::This((**one).to_owned()),
        many => Found::CannotTell(format!("{} of {} have this {key}", many.len(), row.name)),
    }
}

/// The field of a record by its name in the SDK.
pub(crate) fn field(record: &ModelInfo, name: &str) -> Option<&'static FieldInfo> {
    record.fields.iter().find(|field| field.name == name)
}

/// Only "there is no such order" in the gateway's own envelope counts. A router or a proxy says "not found" about the
/// path, not about the order.
fn says_absent(error: &Error, subject: &str, key: &str) -> bool {
    let info = error.info();
    let words = info.gateway_text.as_deref().unwrap_or("").to_lowercase().replace(&key.to_lowercase(), "");
    info.kind == ErrorKind::Gateway
        && info.code == crate::report::REFUSED
        && !words.contains('/')
        && words.contains(subject)
        && ["not found", "does not exist", "no such"].iter().any(|phrase| words.contains(phrase))
}

/// The key was found: is it what was asked for? Anything that leaves room for doubt is doubt.
fn compare(
    lost: &Unresolved,
    (key_field, key): (Option<&FieldInfo>, &str),
    payload: Box<RawValue>,
    checkout_url: &str,
) -> Found {
    let Some(entries) = wire::entries(&payload) else {
        return Found::CannotTell("the look-up answered something that is not a record".into());
    };
    let value = |name: &str| entries.iter().find(|(key, _)| key == name).map(|(_, raw)| *raw);
    let text = |name: &str| value(name).and_then(wire::text);
    let resource = lost.operation.resource;
    let is_another = |found: String| !found.is_empty() && found != key;
    if key_field.is_some_and(|field| wire::spellings(&payload, field).any(is_another)) {
        return Found::CannotTell("the look-up answered with another key".into());
    }
    let order_id = text("orderId");
    if order_id.as_deref() == Some(key) && resource == "orders" {
        return Found::CannotTell("the look-up answered with the merchant's own id only".into());
    }
    // A code that has ended was made by an earlier call with the same reference.
    if let Some(status) = text("status").filter(|status| resource == "qr_codes" && status != "ACTIVE") {
        return Found::CannotTell(format!("the look-up found one that is {status}"));
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
