//! What can be seen of calls from outside: enough to find a fault, and nothing of a customer, a key or an id.

#![cfg(feature = "server")]

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use enkash::model::{CallRecord, CreateOrder, CustomerInfo, Nothing, PaymentDetail, PaymentMode, SubmitPayment};
use enkash::observe::{Collected, Observer};
use enkash::operations::{OrdersCreateOp, OrdersGetOp, PaymentsSubmitOp};
use enkash::schema::Verb;
use enkash::{Client, Error, Money};
use opentelemetry::trace::{SpanKind, Status, TracerProvider as _};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt as _;

/// Everything that a log has no business with.
const PLANTED: [&str; 10] = [
    "planted-access",
    "planted-secret",
    "planted-token",
    "PLANTEDINV",
    "ORDPLANTED",
    "4111111111111111",
    "asha.planted",
    "9876501234",
    "planted-words",
    "planted-query",
];

/// A place in a log is switched on when it is first met, by whoever listens then: tests that listen take turns.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// The first order is lost, everything else is answered; every answer holds planted words.
async fn serve(mut socket: TcpStream, orders: Arc<Mutex<u32>>) {
    let mut read = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        match socket.read(&mut chunk).await {
            Ok(0) | Err(_) => return,
            Ok(n) => read.extend_from_slice(&chunk[..n]),
        }
        let text = String::from_utf8_lossy(&read).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        if body.len() < length.unwrap_or(0) {
            continue;
        }
        read.clear();
        let (status, answer) = match head.split(' ').take(2).collect::<Vec<_>>().join(" ").as_str() {
            "POST /api/v0/orders" => {
                let mut orders = orders.lock().expect("no panic holds it");
                *orders += 1;
                if *orders == 1 {
                    return;
                }
                (200, r#"{"response_code":0,"payload":{"orderId":"ORDPLANTED2","amount":499.00}}"#)
            }
            "GET /api/v0/orders/merchant/PLANTEDINV1" => {
                (200, r#"{"response_code":404,"response_message":"Order not found: planted-words"}"#)
            }
            "GET /api/v0/orders/ORDPLANTED1" => (503, r#"{"response_message":"planted-words"}"#),
            "POST /api/v0/payment/submit" => (200, "<title>planted-words 4111111111111111</title>"),
            "GET /api/v9/ORDPLANTED1?planted-query=1" => (200, r#"{"response_code":0,"payload":{"a":1}}"#),
            _ => (200, r#"{"token":"planted-token","expiry":0,"resultCode":0}"#),
        };
        let answer = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\n\r\n{answer}", answer.len());
        if socket.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn client() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let orders = Arc::default();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(serve(socket, Arc::clone(&orders)));
        }
    });
    let keys = Client::builder().access_key("planted-access").secret_key("planted-secret").base_url(url);
    keys.timeout(Duration::from_secs(60)).build().expect("a client")
}

/// An order whose first answer is lost, a read that fails for good, a charge in doubt, and a path of the caller's own.
async fn day(client: &Client, seen: &Arc<Collected>) {
    let caller = client.caller().observed(seen.clone());
    let mut order = CreateOrder::new("PLANTEDINV1", Money::rupees(499));
    order.customer_info = Some(CustomerInfo::new().email("asha.planted@example.com").phone_number("9876501234"));
    caller.call::<OrdersCreateOp>("", order).await.expect("found absent and repeated");
    let error = caller.call::<OrdersGetOp>("ORDPLANTED1", Nothing::new()).await.expect_err("it is down");
    assert_eq!(error.info().attempts, 3);
    let card = PaymentDetail::new(PaymentMode::CreditCard).card_number("4111111111111111").cvv("987").expiry("09/39");
    let doubt: Error =
        caller.call::<PaymentsSubmitOp>("", SubmitPayment::new("ORDPLANTED1", card)).await.expect_err("HTML");
    assert!(doubt.is_outcome_unknown(), "{doubt}");
    caller.request(Verb::Get, "/api/v9/ORDPLANTED1?planted-query=1", None).await.expect("answered");
}

fn free_of_secrets(text: &str) {
    for planted in PLANTED {
        assert!(!text.contains(planted), "{planted} in {text}");
    }
}

#[tokio::test]
async fn an_observer_is_told_how_each_call_went() {
    let _turn = TURN.lock().await;
    let seen = Arc::new(Collected::default());
    day(&client().await, &seen).await;
    let calls = seen.take();
    free_of_secrets(&format!("{calls:?}"));
    let names: Vec<_> = calls.iter().map(|call| (&*call.operation, &*call.outcome, call.attempts.len())).collect();
    let expected = [
        ("auth.token", "ok", 1),
        ("orders.get_by_merchant_order_id", "Gateway", 1),
        ("orders.create", "ok", 2),
        ("orders.get", "Unavailable", 3),
        ("payments.submit", "OutcomeUnknown", 1),
        ("request", "ok", 1),
    ];
    assert_eq!(names, expected);

    let create = &calls[2];
    assert_eq!((&*create.method, &*create.template, &*create.effect), ("POST", "/api/v0/orders", "create"));
    let [first, second] = &create.attempts[..] else { panic!("{create:?}") };
    assert_eq!((first.failure.as_deref(), first.http_status), (Some("no_answer"), None));
    assert_eq!((first.looked_up, &*first.decision), (true, "repeat"));
    assert_eq!((second.failure.as_deref(), second.http_status, &*second.decision), (None, Some(200), "answer"));
    assert!(create.text.starts_with("orders.create POST /api/v0/orders: ok after "), "{}", create.text);
    assert!(create.text.contains(" ms, 2 attempts (1: no_answer, looked up, repeat"), "{}", create.text);

    let down = &calls[3];
    assert_eq!(down.template, "/api/v0/orders/{order_id}");
    assert_eq!(down.code.as_deref(), Some("gateway_unavailable"));
    assert!(down.attempts.iter().all(|attempt| attempt.http_status == Some(503)), "{down:?}");
    assert_eq!(calls[4].attempts[0].decision, "outcome_unknown");
    assert_eq!(calls[5].template, "");
}

/// An observer with a fault of its own.
struct Faulty;

impl Observer for Faulty {
    fn ended(&self, _: CallRecord) {
        panic!("an observer's own fault");
    }
}

#[tokio::test]
async fn an_observer_that_panics_does_not_take_the_result_along() {
    let _turn = TURN.lock().await;
    let caller = client().await.caller().observed(Arc::new(Faulty));
    let order = CreateOrder::new("PLANTEDINV1", Money::rupees(499));
    let order = caller.call::<OrdersCreateOp>("", order).await.expect("an order");
    assert!(!order.order_id.is_empty());
}

#[tokio::test]
async fn who_is_not_asked_about_is_not_told() {
    let _turn = TURN.lock().await;
    let client = client().await;
    let seen = Arc::new(Collected::default());
    let watched = client.caller().observed(seen.clone());
    client.orders().create(CreateOrder::new("PLANTEDINV1", Money::rupees(499))).await.expect("created");
    assert!(seen.take().is_empty());
    watched.request(Verb::Get, "/api/v9/ORDPLANTED1?planted-query=1", None).await.expect("answered");
    // The token is the client's, and it has one by now.
    assert_eq!(seen.take().len(), 1);
}

/// Takes a log's lines.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic holds it").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_log_of_everything_holds_no_secret() {
    let _turn = TURN.lock().await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone());
    let guard = tracing::subscriber::set_default(subscriber.finish());
    day(&client().await, &Arc::default()).await;
    drop(guard);
    let text = String::from_utf8(log.0.lock().expect("no panic holds it").clone()).expect("UTF-8");
    free_of_secrets(&text);
    for expected in [
        "otel.name=\"orders.create\"",
        "url.template=\"/api/v0/orders/{order_id}\"",
        "failure=\"no_answer\" decision=\"look_up\"",
        "looked up",
        "status=503",
        "outcome=\"OutcomeUnknown\" code=\"outcome_unknown\"",
        "operation=\"auth.token\"",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

#[tokio::test]
async fn open_telemetry_gets_spans_named_by_operation() {
    let _turn = TURN.lock().await;
    let spans = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder().with_simple_exporter(spans.clone()).build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("a shop"));
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(layer));
    day(&client().await, &Arc::default()).await;
    drop(guard);
    let spans = spans.get_finished_spans().expect("spans");
    free_of_secrets(&format!("{spans:?}"));
    let named = |name: &str| spans.iter().find(|span| span.name == name).expect(name);
    let create = named("orders.create");
    assert_eq!(create.span_kind, SpanKind::Client);
    let value =
        |key: &str| create.attributes.iter().find(|pair| pair.key.as_str() == key).map(|pair| pair.value.to_string());
    assert_eq!(value("url.template").as_deref(), Some("/api/v0/orders"));
    assert_eq!(value("attempts").as_deref(), Some("2"));
    assert_eq!(value("outcome").as_deref(), Some("ok"));
    for inner in ["auth.token", "orders.get_by_merchant_order_id"] {
        assert_eq!(named(inner).parent_span_id, create.span_context.span_id(), "{inner}");
    }
    assert!(matches!(named("payments.submit").status, Status::Error { .. }));
}
