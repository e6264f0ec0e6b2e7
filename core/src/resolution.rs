//! `calls.resolve`: what became of a call that ended as `OutcomeUnknown`, asked by whoever kept the text of its error.
//!
//! What is asked stands in the row of the lost call: the look-up of its key, or the row that `ask` names with the words that
//! count. Three rules keep "not applied" from being said too early:
//!
//! - What the gateway does not know under a key that it takes once may be created with the same key at any time.
//! - Anything else must have been sent [`SETTLED`] ago: a request may still be on its way through a proxy or a queue.
//! - An answer of a path or a filter that the documentation does not name proves nothing, unless the client's settings name
//!   the path: "no such refund" may then be about a refund's other id, and a second refund costs money.
//!
//! And an answer about something else than what was asked for proves nothing at all.

use std::time::{Duration, SystemTime};

use serde_json::value::RawValue;
use tokio::time::{Instant, timeout};

use crate::caller::Caller;
use crate::field::{Field, ModelFields};
use crate::mask::{Forms, Told};
use crate::model::{
    CreatedOrder, Mandate, MinimalTransaction, Nothing, Order, OrderStatus, PaymentLink, QrCode, Refund, Resolution,
    ResolutionState, SplitAccount, Transaction, TransactionStatus,
};
use crate::operations::row;
use crate::resolve::{Found, field};
use crate::scalar::Timestamp;
use crate::schema::{Effect, ModelInfo, Operation};
use crate::unresolved::Unresolved;
use crate::{Error, ErrorKind, RetryAdvice, wire};

/// How long after a call its absence counts: the gateway's own page gives a payment up after five minutes, and no request is
/// taken to live longer inside the gateway (inferred).
const SETTLED: Duration = Duration::from_secs(300);

pub mod table;

/// One deadline for all questions.
pub(crate) async fn resolve(caller: &Caller, text: &str, _: Nothing) -> Result<Resolution, Error> {
    let lost = Unresolved::parse(text)?;
    let late = |_| {
        let text = "the gateway did not answer every question within the deadline";
        Error::new(ErrorKind::Timeout, "timeout", RetryAdvice::Safe, text)
    };
    let mut resolution = timeout(caller.inner.timeout, settle(caller, &lost)).await.map_err(late)??;
    if let Some(merchant) = &caller.inner.merchant {
        let told = Told::of([&merchant.forms, Forms::NONE, Forms::NONE]);
        resolution.clean(&told.by(Some(&merchant.access_key)));
    }
    Ok(resolution)
}

async fn settle(caller: &Caller, lost: &Unresolved) -> Result<Resolution, Error> {
    let mut resolution = Resolution::new(ResolutionState::Undecided, lost.operation.name, "");
    resolution.reference = lost.reference().map(str::to_owned);
    let (asked, deadline) = (lost.operation.ask.and_then(row), Instant::now() + caller.inner.timeout);
    if let Effect::Create { lookup, unique, .. } = lost.operation.effect {
        let told = match (caller.find(lost, deadline).await, row(lookup)) {
            (Ok(found), Some(lookup)) => {
                created(&mut resolution, found, lookup, unique, &Proof::of(caller, lost, lookup))
            }
            (Ok(_), None) => (ResolutionState::Undecided, format!("there is no {lookup}")),
            // Another row may know more.
            (Err(error), _) if asked.is_some() && is_about_the_question(&error) => {
                (ResolutionState::Undecided, format!("the look-up failed: {}", error.info().text))
            }
            (Err(error), _) => return Err(error),
        };
        (resolution.state, resolution.text) = told;
        if let (Some(asked), true) = (asked, resolution.state != ResolutionState::Applied)
            && let Some(((key, value), Found::This(record))) = about(caller, lost, asked, deadline).await?
            && !is_another(asked.answer, &record, key, value)
        {
            keep(&mut resolution, asked.answer, &record, "");
        }
        return Ok(resolution);
    }
    let found = match asked {
        Some(asked) => about(caller, lost, asked, deadline).await?.map(|(id, found)| (asked, id, found)),
        None => None,
    };
    (resolution.state, resolution.text) = match found {
        Some((asked, id, Found::This(record))) => {
            told(&mut resolution, &record, lost.operation, (asked, id), &Proof::of(caller, lost, asked))
        }
        Some((asked, _, Found::Nothing)) => (ResolutionState::Undecided, format!("{} does not list it", asked.name)),
        Some((_, _, Found::CannotTell(why))) => (ResolutionState::Undecided, why),
        None => (ResolutionState::Undecided, "no call that can be asked by this text tells what became of it".into()),
    };
    if resolution.state == ResolutionState::Undecided && lost.operation.effect == Effect::Idempotent {
        resolution.text.push_str("; making the call again has the same result");
    }
    Ok(resolution)
}

/// Whether a failed question says nothing about the way to the gateway, so that another may be answered.
fn is_about_the_question(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Gateway | ErrorKind::UnexpectedResponse)
}

/// Asks the row that tells about a call, and by which field and value; `None` where no id of the call fits it, or its answer
/// has no place here.
async fn about<'l>(
    caller: &Caller,
    lost: &'l Unresolved,
    asked: &'static Operation,
    deadline: Instant,
) -> Result<Option<(Id<'l>, Found)>, Error> {
    let Some((key, value)) = lost.ids().find(|(name, _)| tells(asked, name)) else { return Ok(None) };
    Ok(Some(((key, value), caller.ask(asked, key, value, deadline).await?)))
}

/// Whether a row tells about the thing with an id of this name: it is asked by it or lists it, and its answer has a place here.
fn tells(asked: &Operation, name: &str) -> bool {
    let record = asked.answer.row().unwrap_or(asked.answer);
    let has_place =
        Resolution::INFO.fields.iter().any(|field| field.ty.record().is_some_and(|it| it.name == record.name));
    has_place && asked.id.map_or_else(|| field(record, name).is_some(), |id| id == name)
}

/// A field and its value.
type Id<'l> = (&'l str, &'l str);

/// What the absence of something is worth.
struct Proof {
    old_enough: bool,
    known_path: bool,
}

impl Proof {
    fn of(caller: &Caller, lost: &Unresolved, asked: &Operation) -> Self {
        let age = Timestamp::from(SystemTime::now()).millis() - lost.sent.millis();
        let old_enough = u64::try_from(age).is_ok_and(|age| Duration::from_millis(age) >= SETTLED);
        Proof { old_enough, known_path: caller.inner.dialect.knows(asked) }
    }
    /// The state of what the gateway says has not happened, with what to do.
    fn not_applied(&self, seen: String, asked: &Operation) -> (ResolutionState, String) {
        if !self.known_path {
            let name = asked.name;
            let text = format!(
                "{seen}; what {name} asks is not documented, so this proves nothing unless the setting paths names it"
            );
            return (ResolutionState::Undecided, text);
        }
        if !self.old_enough {
            let text = format!("{seen}; it may still be on its way, ask again five minutes after the call");
            return (ResolutionState::Undecided, text);
        }
        (ResolutionState::NotApplied, seen)
    }
}

/// What the look-up of a created thing tells.
fn created(
    resolution: &mut Resolution,
    found: Found,
    lookup: &Operation,
    unique: bool,
    proof: &Proof,
) -> (ResolutionState, String) {
    match found {
        Found::This(record) => {
            if resolution.operation == "orders.create" {
                resolution.created_order = CreatedOrder::read(&record);
            }
            if keep(resolution, lookup.answer, &record, "").is_none() {
                return (ResolutionState::Undecided, "the look-up's answer is not whole".into());
            }
            (ResolutionState::Applied, "the gateway has it".into())
        }
        Found::Nothing if unique => {
            (ResolutionState::NotApplied, "the gateway has nothing under this key; create it with the same one".into())
        }
        Found::Nothing => proof.not_applied("the gateway has nothing under this key".into(), lookup),
        Found::CannotTell(why) => (ResolutionState::Undecided, why),
    }
}

/// What the record of the row that was asked tells, by the words of the lost call's row.
fn told(
    resolution: &mut Resolution,
    record: &RawValue,
    lost: &Operation,
    (asked, (key, value)): (&Operation, Id<'_>),
    proof: &Proof,
) -> (ResolutionState, String) {
    if is_another(asked.answer, record, key, value) {
        return (ResolutionState::Undecided, format!("{} answered about another one", asked.name));
    }
    let field = lost.done.first().or(lost.undone.first()).copied().unwrap_or_default();
    let Some(word) = keep(resolution, asked.answer, record, field) else {
        return (ResolutionState::Undecided, format!("the answer of {} is not whole", asked.name));
    };
    let says = |words: &[&str]| words.iter().skip(1).any(|known| *known == word);
    if says(lost.done) {
        return (ResolutionState::Applied, format!("{field} is {word}"));
    }
    if says(lost.undone) && !is_under_way(resolution) {
        if hides_attempts(resolution) {
            let text = format!("{field} is {word}, and {} lists no attempt to pay", asked.name);
            return (ResolutionState::Undecided, text);
        }
        return proof.not_applied(format!("{field} is {word}"), asked);
    }
    let text = match &*word {
        "" => format!("{} does not say whether it was applied; compare the record", asked.name),
        _ => format!("{field} is {word}, which does not say whether it was applied"),
    };
    (ResolutionState::Undecided, text)
}

/// Whether the record is about something else than what was asked for; one without the field says nothing against it. An order
/// and a mandate answer to both of their ids, and the payer's view of a payment may be asked for by the order's.
fn is_another(answer: &ModelInfo, record: &RawValue, key: &str, value: &str) -> bool {
    let keys: &[&str] = match answer.name {
        "Mandate" => &["reference_id", "mandate_id"],
        "Order" => &["order_id", "merchant_order_id"],
        "MinimalTransaction" => &[],
        _ => &[key],
    };
    let fields = keys.iter().filter_map(|key| field(answer, key));
    let mut found = fields.flat_map(|field| wire::spellings(record, field)).filter(|it| !it.is_empty()).peekable();
    found.peek().is_some() && found.all(|found| found != value)
}

/// Whether an order may have attempts that the answer leaves out: the gateway leaves out what is empty, and only `CREATED`
/// says by itself that nobody tried to pay. An empty list of any other proves nothing.
fn hides_attempts(resolution: &Resolution) -> bool {
    let hides = |order: &Order| order.order_status != Some(OrderStatus::Created) && order.transactions.is_empty();
    resolution.order.as_ref().is_some_and(hides)
}

/// Whether an attempt to pay may still succeed or has: an order that says nothing of it is merely late.
fn is_under_way(resolution: &Resolution) -> bool {
    let over = |status: &Option<TransactionStatus>| {
        matches!(status, Some(TransactionStatus::Failed | TransactionStatus::Cancelled))
    };
    // An attempt that could not be read may be the one.
    let odd = |order: &Order| order.extra.contains("transactions");
    resolution.order.iter().any(|order| odd(order) || order.transactions.iter().any(|attempt| !over(&attempt.status)))
}

/// Puts the record into its place and answers the word of its field, if it has one; `None` for a record that is not whole.
fn keep(resolution: &mut Resolution, answer: &ModelInfo, record: &RawValue, field: &str) -> Option<String> {
    fn put<M: ModelFields>(place: &mut Option<M>, record: &RawValue, field: &str) -> Option<String> {
        let read = M::read(record)?;
        let word = read.text(field).unwrap_or_default().to_owned();
        *place = Some(read);
        Some(word)
    }
    match answer.row().unwrap_or(answer).name {
        "Order" => put::<Order>(&mut resolution.order, record, field),
        "Transaction" => put::<Transaction>(&mut resolution.transaction, record, field),
        "MinimalTransaction" => put::<MinimalTransaction>(&mut resolution.minimal, record, field),
        "Refund" => put::<Refund>(&mut resolution.refund, record, field),
        "Mandate" => put::<Mandate>(&mut resolution.mandate, record, field),
        "QrCode" => put::<QrCode>(&mut resolution.qr_code, record, field),
        "PaymentLink" => put::<PaymentLink>(&mut resolution.payment_link, record, field),
        "SplitAccount" => put::<SplitAccount>(&mut resolution.split_account, record, field),
        _ => None,
    }
}
