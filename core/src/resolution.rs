//! `calls.resolve`: what became of a call that ended as `OutcomeUnknown`, asked by whoever kept the text of its error.

use tokio::time::{Instant, timeout};

use crate::caller::Caller;
use crate::field::Field;
use crate::model::{CreatedOrder, Mandate, Nothing, Order, Refund, Resolution, ResolutionState};
use crate::resolve::Found;
use crate::schema::Effect;
use crate::unresolved::Unresolved;
use crate::{Error, ErrorKind, RetryAdvice};

/// `calls.resolve`: one deadline for all questions.
pub(crate) async fn resolve(caller: &Caller, text: &str, _: Nothing) -> Result<Resolution, Error> {
    let lost = Unresolved::parse(text)?;
    let late = |_| {
        let text = "the gateway did not answer every question within the deadline";
        Error::new(ErrorKind::Timeout, "timeout", RetryAdvice::Safe, text)
    };
    timeout(caller.inner.timeout, settle(caller, &lost)).await.map_err(late)?
}

async fn settle(caller: &Caller, lost: &Unresolved) -> Result<Resolution, Error> {
    let name = lost.operation.name;
    let mut resolution = Resolution::new(ResolutionState::Undecided, name, "");
    resolution.reference = lost.reference().map(str::to_owned);
    let Effect::Create { key, unique, .. } = lost.operation.effect else {
        resolution.text = format!("no key says whether {name} was applied");
        return Ok(resolution);
    };
    match caller.find(lost, Instant::now() + caller.inner.timeout).await? {
        Found::This(record) => {
            resolution.state = ResolutionState::Applied;
            resolution.text = format!("the gateway has what {name} asked for");
            match lost.operation.resource {
                "orders" => {
                    resolution.created_order = CreatedOrder::read(&record);
                    resolution.order = Order::read(&record);
                }
                "mandates" => resolution.mandate = Mandate::read(&record),
                _ => resolution.refund = Refund::read(&record),
            }
        }
        Found::Nothing if unique => {
            resolution.state = ResolutionState::NotApplied;
            resolution.text =
                format!("the gateway has nothing under this {key}; make the call again with the same one");
        }
        Found::Nothing => resolution.text = format!("the gateway has nothing under this {key} yet"),
        Found::CannotTell(why) => resolution.text = why,
    }
    Ok(resolution)
}
