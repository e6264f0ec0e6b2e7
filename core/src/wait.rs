//! Waiting until something is decided: ask, pause, ask again.

use std::time::Duration;

use tokio::time::Instant;

use crate::caller::Caller;
use crate::field::{Field, Path};
use crate::model::{Nothing, UpiStatus, UpiTransactionStatus, WaitUpi};
use crate::operations::PaymentsUpiStatusOp;
use crate::{Error, ErrorKind};

/// `payments.wait_upi`: the gateway's own page asks every five seconds for five minutes.
pub(crate) async fn upi(caller: &Caller, id: &str, request: WaitUpi) -> Result<UpiStatus, Error> {
    request.check(&Path::Root)?;
    let seconds = request.timeout_seconds.map_or(300, i64::unsigned_abs);
    let every = Duration::from_millis(request.every_ms.map_or(5000, i64::unsigned_abs));
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut last = None;
    loop {
        // What begins before the end is asked to its end: the last question has the client's own deadline.
        let over = Instant::now() >= end;
        match caller.call::<PaymentsUpiStatusOp>(id, Nothing::new()).await {
            Ok(status) if over || is_decided(&status) => return Ok(status),
            Ok(status) => last = Some(status),
            // A question that failed on the way is asked again; what the gateway refuses, it will go on refusing.
            Err(error) if !is_passing(error.kind()) => return Err(error),
            Err(error) if over => return last.ok_or(error),
            Err(_) => {}
        }
        tokio::time::sleep_until((Instant::now() + every).min(end)).await;
    }
}

fn is_decided(status: &UpiStatus) -> bool {
    matches!(status.status, UpiTransactionStatus::Success | UpiTransactionStatus::Failed)
}

fn is_passing(kind: ErrorKind) -> bool {
    use ErrorKind::{Connection, RateLimited, Timeout, Unavailable, UnexpectedResponse};
    matches!(kind, Connection | RateLimited | Timeout | Unavailable | UnexpectedResponse)
}
