//! Whole calls on a clock that stands still: what a deadline covers, how long pauses are, who pays for repeats. The gateway is
//! a function here; broken sockets are in `tests/lost_answers.rs`.

use std::sync::Mutex;
use std::time::Duration;

use super::*;
use crate::model::{ClientConfig, CreateOrder, Nothing, OrderStatus, WaitOrder};
use crate::operations::{OrdersCreateOp, OrdersGetOp, OrdersWaitOp};
use crate::{Client, Money};

/// What the gateway does with a request.
enum Act {
    /// Answers after so many milliseconds.
    Says(u64, u16, &'static str),
    /// Breaks the connection after so many milliseconds.
    Breaks(u64),
    /// Cannot be reached, which shows after so many milliseconds.
    Unreachable(u64),
    /// Answers 429 and wants so many seconds of peace.
    Later(u64),
    /// Says nothing.
    Silence,
}

const ORDER: &str = r#"{"response_code":0,"payload":{"orderId":"ORD1","amount":499.00,"orderStatus":"CREATED"}}"#;
const NO_ORDER: &str = r#"{"response_code":404,"response_message":"Order not found"}"#;
const TOKEN: &str = r#"{"token":"tok-1","expiry":0,"resultCode":0}"#;
const FOUND: Act = Act::Says(0, 200, ORDER);
const DOWN: Act = Act::Says(0, 502, "<html>");

/// The kinds of requests that these calls make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Token,
    Create,
    LookUp,
    Get,
}

struct Bench {
    client: Client,
    log: Arc<Mutex<Vec<Asked>>>,
    start: Instant,
}

/// A client with three seconds for a call and the longest pauses, and a gateway that does what `act` says; the number is that
/// of earlier requests of the kind.
fn bench(settings: fn(ClientConfig) -> ClientConfig, act: fn(Asked, usize) -> Act) -> Bench {
    let config = settings(ClientConfig::new("access", "secret").base_url("http://127.0.0.1:9").timeout_ms(3000));
    let mut client = Client::new(config).expect("a client");
    let log = Arc::new(Mutex::new(Vec::new()));
    let seen = log.clone();
    let inner = Arc::get_mut(&mut client.caller.inner).expect("nobody else has it yet");
    inner.random = || 1.0;
    inner.script = Some(Box::new(move |verb, path, leaving| {
        let asked = match (verb, path) {
            (_, "/api/v0/merchant/token") => Asked::Token,
            (Verb::Get, path) if path.contains("merchant") => Asked::LookUp,
            (Verb::Get, _) => Asked::Get,
            _ => Asked::Create,
        };
        let earlier = {
            let mut log = seen.lock().expect("no panic holds it");
            log.push(asked);
            log.iter().filter(|other| **other == asked).count() - 1
        };
        let act = act(asked, earlier);
        if let (Some(leaving), false) = (leaving, matches!(act, Act::Unreachable(_))) {
            leaving.go();
        }
        Box::pin(async move {
            let wait = |millis| tokio::time::sleep(Duration::from_millis(millis));
            match act {
                Act::Says(millis, status, body) => {
                    wait(millis).await;
                    Ok(Reply { status, body: body.into(), ..Reply::default() })
                }
                Act::Breaks(millis) => {
                    wait(millis).await;
                    Err(Failure::NoAnswer("reset".into()))
                }
                Act::Unreachable(millis) => {
                    wait(millis).await;
                    Err(Failure::NotSent("unreachable".into()))
                }
                Act::Later(seconds) => {
                    let retry_after = Some(Duration::from_secs(seconds));
                    Ok(Reply { status: 429, retry_after, ..Reply::default() })
                }
                Act::Silence => std::future::pending().await,
            }
        })
    }));
    Bench { client, log, start: Instant::now() }
}

fn plain(config: ClientConfig) -> ClientConfig {
    config
}

impl Bench {
    async fn get(&self) -> Result<(), Error> {
        self.client.caller.call::<OrdersGetOp>("ORD1", Nothing::new()).await.map(drop)
    }
    async fn create(&self) -> Result<(), Error> {
        let order = CreateOrder::new("INV1", Money::rupees(499));
        self.client.caller.call::<OrdersCreateOp>("", order).await.map(drop)
    }
    fn count(&self, asked: Asked) -> usize {
        self.log.lock().expect("no panic holds it").iter().filter(|seen| **seen == asked).count()
    }
    /// Seconds since the beginning; the runtime's clock ticks in milliseconds.
    fn seconds(&self) -> f64 {
        (self.start.elapsed().as_secs_f64() * 100.0).round() / 100.0
    }
}

fn or_token(asked: Asked, act: Act) -> Act {
    if asked == Asked::Token { Act::Says(0, 200, TOKEN) } else { act }
}

#[tokio::test(start_paused = true)]
async fn attempts_and_their_pauses_add_up() {
    let bench = bench(plain, |asked, earlier| or_token(asked, if earlier < 2 { Act::Breaks(500) } else { FOUND }));
    bench.get().await.expect("the third attempt");
    assert_eq!(bench.seconds(), 0.5 + 0.1 + 0.5 + 0.2);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_covers_attempts_and_waiting_for_a_connection() {
    let silent =
        bench(plain, |asked, earlier| or_token(asked, if earlier == 0 { Act::Breaks(0) } else { Act::Silence }));
    let error = silent.get().await.expect_err("silence");
    assert_eq!((error.kind(), silent.seconds(), error.info().attempts), (ErrorKind::Timeout, 3.0, 2));

    let away = bench(plain, |asked, _| or_token(asked, Act::Unreachable(1400)));
    let error = away.create().await.expect_err("nobody there");
    // Two attempts fit; the third would begin after 3.1 seconds.
    assert_eq!((error.kind(), away.seconds(), error.info().attempts), (ErrorKind::Connection, 2.9, 2));
}

#[tokio::test(start_paused = true)]
async fn the_deadline_covers_the_token_call() {
    let bench = bench(plain, |asked, _| if asked == Asked::Token { Act::Silence } else { FOUND });
    let error = bench.create().await.expect_err("no token");
    assert_eq!((error.kind(), bench.seconds(), error.info().attempts), (ErrorKind::Timeout, 3.0, 0));
    assert_eq!(bench.count(Asked::Create), 0);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_covers_look_ups() {
    let bench = bench(plain, |asked, _| match asked {
        Asked::Create => Act::Breaks(1000),
        Asked::LookUp => Act::Silence,
        _ => or_token(asked, FOUND),
    });
    let error = bench.create().await.expect_err("nobody knows");
    assert_eq!((error.kind(), bench.seconds()), (ErrorKind::OutcomeUnknown, 3.0));
    assert_eq!((bench.count(Asked::Create), bench.count(Asked::LookUp)), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn the_deadline_covers_waiting_for_a_place_and_what_waited_was_not_sent() {
    let bench = bench(
        |config| config.max_in_flight(1),
        |asked, _| if asked == Asked::Create { Act::Silence } else { or_token(asked, FOUND) },
    );
    let (first, second) = tokio::join!(bench.create(), bench.create());
    // Which of the two was first is not said.
    let mut errors = [first.expect_err("silence or no place"), second.expect_err("silence or no place")];
    errors.sort_by_key(|error| error.info().attempts);
    assert_eq!(errors.each_ref().map(Error::kind), [ErrorKind::Timeout, ErrorKind::OutcomeUnknown]);
    assert_eq!(errors.each_ref().map(|error| error.info().attempts), [0, 1]);
    assert_eq!(errors[0].info().advice, RetryAdvice::Safe);
    assert_eq!((bench.count(Asked::Create), bench.seconds()), (1, 3.0));
    // The place is free again.
    bench.get().await.expect("an order");
}

#[tokio::test(start_paused = true)]
async fn calls_a_second_wait_their_turn_within_the_deadline() {
    let bench = bench(|config| config.calls_per_second(1), |asked, _| or_token(asked, FOUND));
    let (a, b, c, d) = tokio::join!(bench.get(), bench.get(), bench.get(), bench.get());
    let late: Vec<_> = [a, b, c, d].into_iter().filter_map(|result| Some(result.err()?.kind())).collect();
    // The token call took the first turn; there are two more before the deadline.
    assert_eq!(late, [ErrorKind::Timeout, ErrorKind::Timeout]);
    assert_eq!((bench.count(Asked::Get), bench.seconds()), (2, 3.0));
}

#[tokio::test(start_paused = true)]
async fn the_gateways_pause_is_kept_or_told() {
    let kept = bench(plain, |asked, earlier| or_token(asked, if earlier == 0 { Act::Later(2) } else { FOUND }));
    kept.get().await.expect("after the pause");
    assert_eq!(kept.seconds(), 2.0);

    let told = bench(plain, |asked, _| or_token(asked, Act::Later(3)));
    let error = told.get().await.expect_err("there is no time for it");
    assert_eq!((error.kind(), told.seconds()), (ErrorKind::RateLimited, 0.0));
    assert_eq!(error.info().retry_after_ms, Some(3000));
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_an_order_leaves_the_gateway_the_peace_it_asked_for() {
    const PAID: &str = r#"{"response_code":0,"payload":{"orderId":"ORD1","amount":499.00,"orderStatus":"PAID"}}"#;
    let act: fn(Asked, usize) -> Act =
        |asked, earlier| or_token(asked, if earlier == 0 { Act::Later(60) } else { Act::Says(0, 200, PAID) });
    let bench = bench(plain, act);
    let order = bench.client.caller.call::<OrdersWaitOp>("ORD1", WaitOrder::new()).await.expect("paid");
    assert_eq!(order.order_status, Some(OrderStatus::Paid));
    assert_eq!((bench.count(Asked::Get), bench.seconds()), (2, 60.0));
}

#[tokio::test(start_paused = true)]
async fn a_client_in_a_bad_hour_sends_each_call_once() {
    let bench = bench(|config| config.retry_budget(2), |asked, _| or_token(asked, DOWN));
    for sent in [3, 4, 5] {
        bench.get().await.expect_err("down");
        assert_eq!(bench.count(Asked::Get), sent);
    }
}

#[tokio::test(start_paused = true)]
async fn look_ups_are_made_and_repeated_without_a_budget() {
    let bench = bench(
        |config| config.retry_budget(0),
        |asked, earlier| match (asked, earlier) {
            (Asked::Create, _) => Act::Breaks(0),
            (Asked::LookUp, 0 | 1) => DOWN,
            _ => or_token(asked, FOUND),
        },
    );
    bench.create().await.expect("found by look-up");
    assert_eq!((bench.count(Asked::Create), bench.count(Asked::LookUp)), (1, 3));
}

#[tokio::test(start_paused = true)]
async fn what_is_surely_absent_is_not_created_again_without_a_budget() {
    let act: fn(Asked, usize) -> Act = |asked, earlier| match (asked, earlier) {
        (Asked::Create, 0) => Act::Breaks(0),
        (Asked::LookUp, _) => Act::Says(0, 200, NO_ORDER),
        _ => or_token(asked, FOUND),
    };
    let poor = bench(|config| config.retry_budget(0), act);
    assert!(poor.create().await.expect_err("nobody knows").is_outcome_unknown());
    assert_eq!(poor.count(Asked::Create), 1);
    let rich = bench(plain, act);
    rich.create().await.expect("created again");
    assert_eq!(rich.count(Asked::Create), 2);
}
