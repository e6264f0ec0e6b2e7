//! What a call does of its own accord: it pauses by chance, and once it is given up it asks nothing more.

use std::collections::HashSet;

use super::*;
use crate::Money;
use crate::model::{CreateOrder, Nothing, PaymentDetail, SubmitPayment};
use crate::operations::{OrdersCreateOp, OrdersGetOp, PaymentsSubmitOp};
use crate::scripted::{Says, Scripted, scripted};

const ORDER: &str = r#"{"response_code":0,"payload":{"orderId":"ORD1"}}"#;

/// A hundred clients whose gateway went away for a moment must not come back all at once.
#[tokio::test(start_paused = true)]
async fn pauses_before_a_repeat_differ() {
    let gateway = scripted(|_, earlier| if earlier % 2 == 0 { Says::Breaks } else { Says::Json(ORDER) });
    for _ in 0..20 {
        gateway.client.caller.call::<OrdersGetOp>("ORD1", Nothing::new()).await.expect("the second attempt");
    }
    let asked = gateway.asked();
    // To the millisecond and up to a hundred of them: that all are the same by chance does not happen.
    let pauses: HashSet<_> = asked.chunks(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(pauses.len() > 1, "always {pauses:?}");
}

fn order() -> CreateOrder {
    CreateOrder::new("INV1", Money::rupees(499))
}

/// An hour after a call has ended, the gateway has been asked so many times and no more.
async fn asked_no_more(gateway: Scripted, times: usize) {
    tokio::time::sleep(Duration::from_secs(3600)).await;
    assert_eq!(gateway.asked().len(), times);
}

/// To resolve a doubt is the caller's to begin. A question asked behind its back could come at a moment at which nothing is
/// decided yet, and its answer would reach nobody.
#[tokio::test(start_paused = true)]
async fn what_is_dropped_in_flight_asks_nothing_more() {
    let second = Duration::from_secs(1);
    let created = scripted(|_, _| Says::Nothing);
    let caller = &created.client.caller;
    tokio::time::timeout(second, caller.call::<OrdersCreateOp>("", order())).await.expect_err("dropped");
    assert_eq!(created.client.take_doubts().len(), 1);
    asked_no_more(created, 1).await;

    let charged = scripted(|_, _| Says::Nothing);
    let caller = &charged.client.caller;
    let charge = SubmitPayment::new("ORD1", PaymentDetail::upi("success@sandbox"));
    tokio::time::timeout(second, caller.call::<PaymentsSubmitOp>("", charge)).await.expect_err("dropped");
    assert_eq!(charged.client.take_doubts().len(), 1);
    asked_no_more(charged, 1).await;

    let looking = scripted(|_, earlier| if earlier == 0 { Says::Breaks } else { Says::Nothing });
    let caller = &looking.client.caller;
    tokio::time::timeout(second, caller.call::<OrdersCreateOp>("", order())).await.expect_err("dropped");
    assert_eq!(looking.client.take_doubts().len(), 1);
    asked_no_more(looking, 2).await;
}

#[tokio::test(start_paused = true)]
async fn what_is_cancelled_or_too_late_asks_nothing_more() {
    let cancelled = scripted(|_, _| Says::Nothing);
    let caller = &cancelled.client.caller;
    let error = caller.call_until::<OrdersCreateOp>("", order(), tokio::time::sleep(Duration::from_secs(1))).await;
    assert!(error.expect_err("cancelled").is_outcome_unknown());
    asked_no_more(cancelled, 1).await;

    let late = scripted(|_, _| Says::Nothing);
    let error = late.client.caller.call::<OrdersCreateOp>("", order()).await;
    assert!(error.expect_err("the deadline").is_outcome_unknown());
    asked_no_more(late, 1).await;
}
