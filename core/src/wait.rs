//! Waiting until something is decided: ask, pause, ask again. One loop for every row that waits; the rows differ in what they
//! ask, in when that is decided, and in their pace.
//!
//! A word that this version does not know decides nothing, and neither does `PENDING_WITH_BANK`.

use std::time::Duration;

use tokio::time::Instant;

use crate::caller::Caller;
use crate::field::{Field, Path};
#[cfg(feature = "server")]
use crate::model::{
    Mandate, MandateStatus, Order, OrderStatus, PaymentLink, PaymentLinkStatus, Refund, Transaction, TransactionStatus,
    WaitMandate, WaitOrder,
};
use crate::model::{Nothing, UpiStatus, UpiTransactionStatus, Wait};
#[cfg(feature = "server")]
use crate::operations::{MandatesGetOp, OrdersGetOp, PaymentLinksGetOp, PaymentsGetOp, RefundsGetOp};
use crate::operations::{Op, PaymentsUpiStatusOp};
use crate::{Error, ErrorKind};

/// The gateway's own page asks every five seconds.
const OFTEN: i64 = 5_000;
/// What banks take days for is not asked more often than once a minute (inferred: no document names a pace).
#[cfg(feature = "server")]
const SELDOM: i64 = 60_000;

/// How often and how long to ask.
struct Pace {
    every: Duration,
    end: Instant,
}

impl Pace {
    fn new(timeout_seconds: Option<i64>, every_ms: Option<i64>, usual_ms: i64) -> Self {
        let seconds = timeout_seconds.unwrap_or(300).unsigned_abs();
        let every = Duration::from_millis(every_ms.unwrap_or(usual_ms).unsigned_abs());
        Pace { every, end: Instant::now() + Duration::from_secs(seconds) }
    }
}

/// Asks until it is decided or the time is over; then the last answer is the answer.
async fn until<O: Op<Request = Nothing>>(
    caller: &Caller,
    id: &str,
    pace: Pace,
    is_decided: impl Fn(&O::Answer) -> bool,
) -> Result<O::Answer, Error> {
    let mut last = None;
    loop {
        // What begins before the end is asked to its end: the last question has the client's own deadline.
        let over = Instant::now() >= pace.end;
        let mut peace = Duration::ZERO;
        match caller.call::<O>(id, Nothing::new()).await {
            Ok(answer) if over || is_decided(&answer) => return Ok(answer),
            Ok(answer) => last = Some(answer),
            // A question that failed on the way is asked again; what the gateway refuses, it will go on refusing.
            Err(error) if !is_passing(error.kind()) => return Err(error),
            Err(error) if over => return last.ok_or(error),
            Err(error) => peace = error.info().retry_after_ms.map_or(Duration::ZERO, asked_for),
        }
        tokio::time::sleep_until((Instant::now() + pace.every.max(peace)).min(pace.end)).await;
    }
}

/// A gateway that asked for peace gets it, even where that is longer than the pace.
fn asked_for(millis: i64) -> Duration {
    Duration::from_millis(millis.unsigned_abs())
}

fn is_passing(kind: ErrorKind) -> bool {
    use ErrorKind::{Connection, RateLimited, Timeout, Unavailable, UnexpectedResponse};
    matches!(kind, Connection | RateLimited | Timeout | Unavailable | UnexpectedResponse)
}

/// `payments.wait_upi`
pub(crate) async fn upi(caller: &Caller, id: &str, request: Wait) -> Result<UpiStatus, Error> {
    request.check(&Path::Root)?;
    let pace = Pace::new(request.timeout_seconds, request.every_ms, OFTEN);
    let is_decided =
        |upi: &UpiStatus| matches!(upi.status, UpiTransactionStatus::Success | UpiTransactionStatus::Failed);
    until::<PaymentsUpiStatusOp>(caller, id, pace, is_decided).await
}

/// `orders.wait`
#[cfg(feature = "server")]
pub(crate) async fn order(caller: &Caller, id: &str, request: WaitOrder) -> Result<Order, Error> {
    request.check(&Path::Root)?;
    let pace = Pace::new(request.timeout_seconds, request.every_ms, OFTEN);
    let is_decided =
        |order: &Order| order.order_status.is_some() && order.order_status == request.until || is_over(order);
    until::<OrdersGetOp>(caller, id, pace, is_decided).await
}

/// Whether an order will stay as it is. One that has expired may still be paid by an attempt that is with the bank.
#[cfg(feature = "server")]
fn is_over(order: &Order) -> bool {
    match &order.order_status {
        Some(OrderStatus::Paid) => true,
        Some(OrderStatus::Cancelled | OrderStatus::Expired) => {
            // An attempt that could not be read may be with the bank.
            !order.extra.contains("transactions")
                && order.transactions.iter().all(|attempt| is_settled(attempt.status.as_ref()))
        }
        Some(
            OrderStatus::Created
            | OrderStatus::CheckoutRendered
            | OrderStatus::Attempted
            | OrderStatus::PaymentConfirmationPending
            | OrderStatus::Unknown(_),
        )
        | None => false,
    }
}

/// `payments.wait`
#[cfg(feature = "server")]
pub(crate) async fn payment(caller: &Caller, id: &str, request: Wait) -> Result<Transaction, Error> {
    request.check(&Path::Root)?;
    let pace = Pace::new(request.timeout_seconds, request.every_ms, OFTEN);
    until::<PaymentsGetOp>(caller, id, pace, |payment| is_settled(payment.status.as_ref())).await
}

/// `refunds.wait`
#[cfg(feature = "server")]
pub(crate) async fn refund(caller: &Caller, id: &str, request: Wait) -> Result<Refund, Error> {
    request.check(&Path::Root)?;
    let pace = Pace::new(request.timeout_seconds, request.every_ms, SELDOM);
    until::<RefundsGetOp>(caller, id, pace, |refund| is_settled(refund.status.as_ref())).await
}

/// Whether a payment or a refund is decided.
#[cfg(feature = "server")]
fn is_settled(status: Option<&TransactionStatus>) -> bool {
    use TransactionStatus::{
        Authorized, Cancelled, Created, Failed, PartiallyRefunded, PendingWithBank, Refunded, Success, Unknown,
    };
    match status {
        Some(Success | Failed | Cancelled | PartiallyRefunded | Refunded) => true,
        Some(Created | Authorized | PendingWithBank | Unknown(_)) | None => false,
    }
}

/// `mandates.wait`
#[cfg(feature = "server")]
pub(crate) async fn mandate(caller: &Caller, id: &str, request: WaitMandate) -> Result<Mandate, Error> {
    use MandateStatus::{Active, Completed, Expired, Failed, Initiated, Paused, Pending, Rejected, Revoked, Unknown};
    request.check(&Path::Root)?;
    let pace = Pace::new(request.timeout_seconds, request.every_ms, OFTEN);
    let is_decided = |mandate: &Mandate| match &mandate.status {
        Some(Rejected | Failed | Revoked | Completed | Expired) => true,
        Some(status) if request.until.is_some() => request.until.as_ref() == Some(status),
        Some(Active | Paused) => true,
        Some(Initiated | Pending | Unknown(_)) | None => false,
    };
    until::<MandatesGetOp>(caller, id, pace, is_decided).await
}

/// `payment_links.wait`
#[cfg(feature = "server")]
pub(crate) async fn link(caller: &Caller, id: &str, request: Wait) -> Result<PaymentLink, Error> {
    use PaymentLinkStatus::{Created, Deleted, Expired, Paid, PartiallyPaid, Unknown};
    request.check(&Path::Root)?;
    let pace = Pace::new(request.timeout_seconds, request.every_ms, SELDOM);
    let is_decided = |link: &PaymentLink| match &link.status {
        Some(Paid | Expired | Deleted) => true,
        Some(Created | PartiallyPaid | Unknown(_)) | None => false,
    };
    until::<PaymentLinksGetOp>(caller, id, pace, is_decided).await
}

#[cfg(all(test, feature = "server"))]
mod tests;
