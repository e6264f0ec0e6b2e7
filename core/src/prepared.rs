//! A call of an operation of the table: checked and written down once, then run to its answer.

use serde_json::value::RawValue;
use tracing::Instrument as _;

use crate::call::Call;
use crate::caller::Caller;
use crate::envelope::Payload;
use crate::field::{Field, ModelFields};
use crate::lost::Lost;
use crate::mask::Told;
use crate::observe::Trace;
use crate::operation::Composed;
use crate::operations::Op;
use crate::schema::{Answers, Effect};
use crate::{Error, ErrorKind, RetryAdvice, wire};

/// A call that is ready to be sent. Its deadline runs from here.
pub struct Prepared<O: Op>(Way<O>);

enum Way<O: Op> {
    Sent(Call),
    /// Made of other calls: by what, its id and its request.
    Composed(Composed<O>, String, O::Request),
}

impl Caller {
    /// Calls an operation of the table.
    pub async fn call<O: Op>(&self, id: &str, request: O::Request) -> Result<O::Answer, Error> {
        self.call_until::<O>(id, request, std::future::pending()).await
    }

    /// Calls an operation of the table and gives up when `cancelled` ends. Dropping the call would not say whether it
    /// was applied; this does: `Cancelled`, or `OutcomeUnknown` when something that changes things may have been sent.
    pub async fn call_until<O: Op>(
        &self,
        id: &str,
        request: O::Request,
        cancelled: impl Future<Output = ()>,
    ) -> Result<O::Answer, Error> {
        self.prepared::<O>(id, request)?.run_until(self, cancelled).await
    }

    /// The first half of [`Caller::call_until`], for who has to know what to tell if the answer is [`Lost`].
    pub fn prepared<O: Op>(&self, id: &str, request: O::Request) -> Result<Prepared<O>, Error> {
        Ok(Prepared(match O::COMPOSED {
            Some(composed) => Way::Composed(composed, id.to_owned(), request),
            None => Way::Sent(self.prepare::<O>(id, &request)?),
        }))
    }
}

impl<O: Op> Prepared<O> {
    /// What to tell if the answer comes when nobody waits any more; `None` for what changes nothing.
    #[must_use]
    pub fn lost(&self) -> Option<Lost> {
        match &self.0 {
            Way::Sent(call) => Lost::of(call),
            Way::Composed(..) => None,
        }
    }

    /// The second half of [`Caller::call_until`]: runs the call by the caller that prepared it, or by a clone of that.
    pub async fn run_until(self, caller: &Caller, cancelled: impl Future<Output = ()>) -> Result<O::Answer, Error> {
        let call = match self.0 {
            Way::Sent(call) => call,
            Way::Composed(composed, id, request) => {
                return compose::<O>(caller, composed(caller, &id, request), cancelled).await;
            }
        };
        let mut answer = None;
        let mut keep = |payload: &Payload, told: &Told<'_>| {
            let listed = wire::list_as_record(&payload.raw, O::Answer::INFO);
            let raw = listed.as_deref().unwrap_or(&payload.raw);
            answer = O::Answer::read(raw).filter(|answer| !answer.is_blank() || may_be_blank::<O>(payload, raw));
            if let Some(answer) = answer.as_mut().filter(|_| told.may_be_in(raw)) {
                answer.clean(told);
            }
            answer.is_some()
        };
        caller.run_until(&call, cancelled, &mut keep).await?;
        answer.ok_or_else(|| Error::internal("a call ended without its answer"))
    }
}

/// Runs an operation that is made of others. Such operations only ask, so that giving one up leaves no doubt.
async fn compose<O: Op>(
    caller: &Caller,
    work: impl Future<Output = Result<O::Answer, Error>>,
    cancelled: impl Future<Output = ()>,
) -> Result<O::Answer, Error> {
    let name = O::INFO.name;
    let trace = Trace::begin(caller, &O::INFO, O::INFO.verb);
    let span = trace.span.clone();
    let work = async {
        tokio::select! {
            biased;
            result = work => result,
            () = cancelled => {
                Err(Error::new(ErrorKind::Cancelled, "cancelled", RetryAdvice::Safe, format!("{name} was cancelled")))
            }
        }
    };
    let result = work.instrument(span).await;
    trace.ended(&result);
    result.map_err(|error| error.with(|info| info.operation = info.operation.take().or_else(|| Some(name.into()))))
}

/// Whether an answer without a single known value is one: an empty page, a record of unknown keys in the gateway's own
/// envelope, and what the table says may be empty. A bare body of unknown keys proves nothing, and a charge's answer has to
/// say what to do next.
fn may_be_blank<O: Op>(payload: &Payload, raw: &RawValue) -> bool {
    let list = || wire::value(raw, "data").is_some_and(|data| wire::elements(data).is_some());
    match O::INFO.answers {
        Answers::MayBeEmpty => true,
        Answers::Record if O::INFO.answer.is_page() && list() => true,
        // What was created is better looked up than believed without its id.
        Answers::Record => {
            payload.enveloped
                && !matches!(O::INFO.effect, Effect::Create { .. })
                && wire::entries(raw).is_some_and(|entries| entries.iter().any(|(_, value)| !wire::is_null(value)))
        }
        Answers::Text | Answers::Branches => false,
    }
}
