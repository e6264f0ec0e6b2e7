//! How often and how long the waiting rows ask if nobody says otherwise: as docs/money-safety.md says.

use super::*;
use crate::scripted::{Says, scripted};

/// Whatever is asked about, nothing is decided.
const PENDING: &str = r#"{"response_code":0,"payload":{"orderId":"ORD1","transactionId":"EK1","requestId":"R1",
    "mandateId":"M1","referenceId":"S1","quickCollectRequestId":"Q1","status":"PENDING_WITH_BANK"}}"#;

/// When a row asks that is waited for to the end, in whole seconds.
async fn asks<T, F>(wait: impl FnOnce(Caller) -> F) -> Vec<u64>
where
    F: Future<Output = Result<T, Error>>,
{
    let gateway = scripted(|_, _| Says::Json(PENDING));
    wait(gateway.client.caller.clone()).await.unwrap_or_else(|error| panic!("still pending is no error: {error}"));
    // The runtime's clock ticks in milliseconds, and each pause may be one longer.
    gateway.asked().iter().map(Duration::as_secs).collect()
}

fn every(seconds: usize) -> Vec<u64> {
    (0..=300).step_by(seconds).collect()
}

#[tokio::test(start_paused = true)]
async fn what_is_decided_soon_is_asked_about_every_five_seconds_for_five_minutes() {
    assert_eq!(asks(async |it| order(&it, "ORD1", WaitOrder::new()).await).await, every(5));
    assert_eq!(asks(async |it| payment(&it, "EK1", Wait::new()).await).await, every(5));
    assert_eq!(asks(async |it| mandate(&it, "S1", WaitMandate::new()).await).await, every(5));
    assert_eq!(asks(async |it| upi(&it, "EK1", Wait::new()).await).await, every(5));
}

#[tokio::test(start_paused = true)]
async fn what_banks_take_days_for_is_asked_about_every_minute() {
    assert_eq!(asks(async |it| refund(&it, "R1", Wait::new()).await).await, every(60));
    assert_eq!(asks(async |it| link(&it, "Q1", Wait::new()).await).await, every(60));
}

#[tokio::test(start_paused = true)]
async fn who_says_otherwise_gets_it() {
    let soon = || Wait::new().timeout_seconds(4).every_ms(2_000);
    assert_eq!(asks(async |it| refund(&it, "R1", soon()).await).await, [0, 2, 4]);
    assert_eq!(asks(async |it| upi(&it, "EK1", soon()).await).await, [0, 2, 4]);
}
