//! What a caller holds when the gateway applied a request and its answer was lost. The gateway here is a script over a
//! socket, because no well-behaved server breaks off where these tests need it to.

#![cfg(feature = "server")]

mod script;

use std::time::Duration;

use enkash::model::{CreateOrder, CreateRefund, PaymentDetail, SubmitPayment};
use enkash::{ErrorKind, Money};
use script::{Act, count, gateway, gateway_within};

const TOKEN: Act = Act::Json(r#"{"token":"tok-1","expiry":0,"resultCode":0}"#);
const NOT_FOUND: Act = Act::Json(r#"{"response_code":404,"response_message":"Order not found"}"#);
const CUT: Act = Act::Raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"response_code\":0,\"payl");
const HTML: Act = Act::Raw("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>");
const REDIRECT: Act = Act::Raw("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.2/steal\r\ncontent-length: 0\r\n\r\n");
const BAD_GATEWAY: Act = Act::Raw("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 6\r\n\r\n<html>");

fn order() -> CreateOrder {
    CreateOrder::new("INV1", Money::rupees(499))
}

const CREATE: &str = "POST /api/v0/orders";
const LOOKUP: &str = "GET /api/v0/orders/merchant/INV1";
const SUBMIT: &str = "POST /api/v0/payment/submit";
const FOUND: Act =
    Act::Json(r#"{"response_code":0,"payload":{"orderId":"ORD1","amount":499.00,"orderStatus":"CREATED"}}"#);

fn lost(act: Act, line: &str) -> Act {
    match line {
        CREATE => act,
        LOOKUP => FOUND,
        _ => TOKEN,
    }
}

#[tokio::test]
async fn an_order_whose_answer_is_lost_is_found_and_not_created_again() {
    let scripts: [fn(&str, usize) -> Act; 5] = [
        |line, _| lost(Act::Drop, line),
        |line, _| lost(CUT, line),
        |line, _| lost(HTML, line),
        |line, _| lost(BAD_GATEWAY, line),
        |line, _| lost(REDIRECT, line),
    ];
    for script in scripts {
        let (client, log) = gateway(script).await;
        let created = client.orders().create(order()).await.expect("found by look-up");
        assert_eq!(created.order_id, "ORD1");
        assert!(created.redirection_url.expect("follows from the id").ends_with("/v1/pay/ORD1"));
        assert_eq!(count(&log, CREATE), 1);
    }
}

#[tokio::test]
async fn an_order_that_is_surely_absent_is_created_again_with_the_same_key() {
    let (client, log) = gateway(|line, earlier| match (line, earlier) {
        (CREATE, 0) => Act::Drop,
        (CREATE, _) => Act::Json(r#"{"response_code":0,"payload":{"orderId":"ORD2"}}"#),
        (LOOKUP, _) => NOT_FOUND,
        _ => TOKEN,
    })
    .await;
    assert_eq!(client.orders().create(order()).await.expect("the second attempt").order_id, "ORD2");
    assert_eq!(count(&log, CREATE), 2);
}

#[tokio::test]
async fn a_duplicate_refusal_after_doubt_is_the_first_attempt_found() {
    let (client, _) = gateway(|line, earlier| match (line, earlier) {
        (CREATE, 0) => Act::Drop,
        (CREATE, _) => Act::Json(r#"{"response_code":409,"response_message":"Duplicate order id"}"#),
        (LOOKUP, 0) => NOT_FOUND,
        (LOOKUP, _) => FOUND,
        _ => TOKEN,
    })
    .await;
    assert_eq!(client.orders().create(order()).await.expect("found").order_id, "ORD1");
}

#[tokio::test]
async fn a_look_up_that_cannot_tell_ends_as_unknown() {
    let scripts: [fn(&str, usize) -> Act; 3] = [
        |line, _| if line == LOOKUP { HTML } else { lost(Act::Drop, line) },
        |line, _| if line == LOOKUP { BAD_GATEWAY } else { lost(Act::Drop, line) },
        |line, _| if line == LOOKUP { Act::Silence } else { lost(Act::Drop, line) },
    ];
    for script in scripts {
        let (client, log) = gateway(script).await;
        let error = client.orders().create(order()).await.expect_err("nobody knows");
        assert!(error.is_outcome_unknown(), "{error}");
        assert_eq!(error.info().reference.as_deref(), Some("INV1"));
        assert_eq!(count(&log, CREATE), 1);
    }
}

#[tokio::test]
async fn a_look_up_that_finds_something_else_is_doubt() {
    let scripts: [fn(&str, usize) -> Act; 4] = [
        |line, _| found(line, r#"{"response_code":0,"payload":{"orderId":"ORD9","amount":"1.00"}}"#),
        |line, _| {
            found(line, r#"{"response_code":0,"payload":{"orderId":"ORD9","amount":499,"merchantOrderId":"INV2"}}"#)
        },
        |line, _| found(line, r#"{"response_code":0,"payload":{"orderId":"INV1","amount":499}}"#),
        |line, _| found(line, r#"{"response_code":0,"payload":{"orderId":"ORD9"}}"#),
    ];
    for script in scripts {
        let (client, log) = gateway(script).await;
        let error = client.orders().create(order()).await.expect_err("not ours");
        assert!(error.is_outcome_unknown(), "{error}");
        assert_eq!(count(&log, CREATE), 1);
    }
}

fn found(line: &str, record: &'static str) -> Act {
    if line == LOOKUP { Act::Json(record) } else { lost(Act::Drop, line) }
}

#[tokio::test]
async fn a_router_that_knows_no_such_path_does_not_prove_that_there_is_no_order() {
    let scripts: [fn(&str, usize) -> Act; 3] = [
        |line, _| found(line, r#"{"code":404,"message":"Order not found"}"#),
        |line, _| found(line, r#"{"message":"Order not found"}"#),
        |line, _| found(line, r#"{"response_code":404,"response_message":"Route not found"}"#),
    ];
    for script in scripts {
        let (client, log) = gateway(script).await;
        assert!(client.orders().create(order()).await.expect_err("doubt").is_outcome_unknown());
        assert_eq!(count(&log, CREATE), 1);
    }
}

#[tokio::test]
async fn once_in_doubt_nothing_ends_as_a_plain_failure() {
    const LIMITED: Act = Act::Raw("HTTP/1.1 429 Too Many\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n");
    const REJECTED: Act = Act::Json(r#"{"response_code":117,"payload":"Token is invalid."}"#);
    const DUPLICATE: Act = Act::Json(r#"{"response_code":409,"response_message":"Duplicate order id"}"#);
    let scripts: [fn(&str, usize) -> Act; 4] = [
        |line, earlier| after_loss(line, earlier, LIMITED),
        |line, earlier| after_loss(line, earlier, REJECTED),
        |line, earlier| after_loss(line, earlier, DUPLICATE),
        // The first token is refused after the loss, and the keys with it.
        |line, earlier| match (line, earlier) {
            ("POST /api/v0/merchant/token", 1..) => Act::Json(r#"{"resultCode":401,"resultMessage":"no"}"#),
            _ => after_loss(line, earlier, REJECTED),
        },
    ];
    for script in scripts {
        let (client, _) = gateway(script).await;
        let error = client.orders().create(order()).await.expect_err("doubt");
        assert!(error.is_outcome_unknown(), "{error}");
    }
}

fn after_loss(line: &str, earlier: usize, act: Act) -> Act {
    match (line, earlier) {
        (CREATE, 0) => Act::Drop,
        (CREATE, _) => act,
        (LOOKUP, _) => NOT_FOUND,
        _ => TOKEN,
    }
}

#[tokio::test]
async fn an_answer_that_says_nothing_is_no_success() {
    const REFUND: &str = "POST /api/v0/payment/EK1/refund";
    let scripts: [fn(&str, usize) -> Act; 4] = [
        |line, _| {
            if line == REFUND { Act::Json(r#"{"resultCode":158,"resultMessage":"Insufficient"}"#) } else { TOKEN }
        },
        |line, _| if line == REFUND { Act::Json(r#"{"response_code":0,"response_message":"Success"}"#) } else { TOKEN },
        |line, _| if line == REFUND { Act::Json(r#"{"response_code":0,"payload":{"odd":1}}"#) } else { TOKEN },
        |line, _| if line == REFUND { Act::Drop } else { TOKEN },
    ];
    for script in scripts {
        let (client, log) = gateway(script).await;
        let request = CreateRefund::new(Money::rupees(100), "R1");
        let error = client.refunds().create("EK1", request).await.expect_err("nothing proven");
        assert!(error.is_outcome_unknown(), "{error}");
        assert_eq!(count(&log, REFUND), 1, "a refund is not repeated by itself");
    }
}

#[tokio::test]
async fn a_pause_that_would_pass_the_deadline_is_not_made() {
    const LATER: Act = Act::Raw("HTTP/1.1 429 Too Many\r\nretry-after: 120\r\ncontent-length: 0\r\n\r\n");
    let (client, _) = gateway(|line, _| if line.starts_with("GET") { LATER } else { TOKEN }).await;
    let error = client.orders().get("ORD1").await.expect_err("limited");
    assert_eq!(error.kind(), ErrorKind::RateLimited, "{error}");
}

#[tokio::test]
async fn a_charge_in_doubt_is_sent_once() {
    let scripts: [fn(&str, usize) -> Act; 5] = [
        |line, _| if line == SUBMIT { Act::Drop } else { TOKEN },
        |line, _| if line == SUBMIT { CUT } else { TOKEN },
        |line, _| if line == SUBMIT { BAD_GATEWAY } else { TOKEN },
        |line, _| if line == SUBMIT { Act::Silence } else { TOKEN },
        |line, _| if line == SUBMIT { REDIRECT } else { TOKEN },
    ];
    for script in scripts {
        let (client, log) = gateway(script).await;
        let request = SubmitPayment::new("ORD1", PaymentDetail::upi("success@sandbox"));
        let error = client.payments().submit(request).await.expect_err("nobody knows");
        assert!(error.is_outcome_unknown(), "{error}");
        assert!(error.to_string().contains("orders.get(\"ORD1\")"), "{error}");
        assert_eq!(count(&log, SUBMIT), 1);
    }
}

#[tokio::test]
async fn a_refund_is_looked_up_by_its_request_id() {
    const REFUND: &str = "POST /api/v0/payment/EK1/refund";
    let (client, log) = gateway(|line, _| match line {
        REFUND => Act::Drop,
        "GET /api/v0/refund/R1" => {
            Act::Json(r#"{"response_code":0,"payload":{"transactionId":"EK2","requestId":"R1","amount":"100","status":"CREATED"}}"#)
        }
        _ => TOKEN,
    })
    .await;
    let refund = client.refunds().create("EK1", CreateRefund::new(Money::rupees(100), "R1")).await.expect("found");
    assert_eq!(refund.transaction_id.as_deref(), Some("EK2"));
    assert_eq!(count(&log, REFUND), 1);
}

#[tokio::test]
async fn reads_are_repeated_until_the_deadline_says_otherwise() {
    let (client, log) = gateway(|line, earlier| match (line, earlier) {
        ("GET /api/v0/orders/ORD1", 0) => Act::Drop,
        ("GET /api/v0/orders/ORD1", 1) => CUT,
        ("GET /api/v0/orders/ORD1", _) => FOUND,
        (_, _) if line.starts_with("GET") => Act::Silence,
        _ => TOKEN,
    })
    .await;
    assert_eq!(client.orders().get("ORD1").await.expect("the third attempt").order_id, "ORD1");
    assert_eq!(count(&log, "GET /api/v0/orders/ORD1"), 3);
    let error = client.payments().get("EK1").await.expect_err("silence");
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn what_changes_something_and_was_given_up_is_in_doubt_although_it_may_be_repeated() {
    use enkash::operations::MandatesRevokeOp;
    let revoke = || enkash::model::RevokeMandate::new("SUB1");
    let (client, _) = gateway(|line, _| if line.starts_with("PATCH") { Act::Silence } else { TOKEN }).await;
    let late = client.mandates().revoke(revoke()).await.expect_err("silence");
    assert!(late.is_outcome_unknown() && late.to_string().contains("ask mandates.get(\"SUB1\")"), "{late}");
    let soon = tokio::time::sleep(Duration::from_millis(300));
    let cancelled = client.caller().call_until::<MandatesRevokeOp>("", revoke(), soon).await.expect_err("cancelled");
    assert!(cancelled.is_outcome_unknown(), "{cancelled}");
}

#[tokio::test]
async fn a_call_cancelled_after_it_was_sent_is_not_just_cancelled() {
    use enkash::operations::{OrdersCreateOp, OrdersGetOp};
    let (client, _) =
        gateway(|line, _| if line.starts_with("POST /api/v0/merchant") { TOKEN } else { Act::Silence }).await;
    let soon = || tokio::time::sleep(Duration::from_millis(300));
    let write = client.caller().call_until::<OrdersCreateOp>("", order(), soon()).await.expect_err("cancelled");
    assert!(write.is_outcome_unknown(), "{write}");
    let nothing = enkash::model::Nothing::new();
    let read = client.caller().call_until::<OrdersGetOp>("ORD1", nothing, soon()).await.expect_err("cancelled");
    assert_eq!(read.kind(), ErrorKind::Cancelled);
    let now =
        client.caller().call_until::<OrdersCreateOp>("", order(), std::future::ready(())).await.expect_err("cancelled");
    assert_eq!(now.kind(), ErrorKind::Cancelled);
}

#[tokio::test]
async fn two_hundred_callers_with_a_refused_token_fetch_one_and_none_fails() {
    let (client, log) = gateway(|line, earlier| match (line, earlier) {
        ("POST /api/v0/merchant/token", _) => TOKEN,
        // Both forms of the first token are refused for everybody.
        (_, 0..400) => Act::Json(r#"{"response_code":117,"payload":"Token is invalid."}"#),
        _ => FOUND,
    })
    .await;
    let callers: Vec<_> = (0..200)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.orders().get("ORD1").await.map(|order| order.order_id) })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.expect("no panic").expect("an order"), "ORD1");
    }
    assert_eq!(count(&log, "POST /api/v0/merchant/token"), 2);
}

#[tokio::test]
async fn a_path_that_the_table_lacks_is_called_with_the_same_care() {
    use enkash::schema::Verb;
    let (client, log) = gateway(|line, earlier| match (line, earlier) {
        ("GET /api/v0/new?limit=1", 0) => Act::Drop,
        ("GET /api/v0/new?limit=1", _) => Act::Json(r#"{"response_code":0,"payload":[1.10]}"#),
        ("POST /api/v0/new", _) => Act::Drop,
        _ => TOKEN,
    })
    .await;
    assert_eq!(client.request(Verb::Get, "/api/v0/new?limit=1", None).await.expect("repeated"), "[1.10]");
    let error = client.request(Verb::Post, "/api/v0/new", Some("{}")).await.expect_err("nobody knows");
    assert!(error.is_outcome_unknown());
    assert_eq!(count(&log, "POST /api/v0/new"), 1);
    for path in ["api", "//other.example", "/a b", "/a#b", ""] {
        let error = client.request(Verb::Get, path, None).await.expect_err(path);
        assert_eq!(error.kind(), ErrorKind::Validation);
    }
    assert!(client.request(Verb::Post, "/api", Some("{")).await.is_err());
}

#[tokio::test]
async fn a_write_that_is_dropped_in_doubt_leaves_word_and_a_read_does_not() {
    let silent: fn(&str, usize) -> Act =
        |line, _| if line == CREATE || line.starts_with("GET") { Act::Silence } else { TOKEN };
    let (client, log) = gateway_within(silent, Duration::from_secs(120)).await;
    let (arrived, seen) = (|line| count(&log, line) > 0, Duration::from_millis(10));
    for write in [true, false] {
        let asking = client.clone();
        let call = tokio::spawn(async move {
            if write {
                drop(asking.orders().create(order()).await);
            } else {
                drop(asking.orders().get("ORD1").await);
            }
        });
        while !arrived(if write { CREATE } else { "GET /api/v0/orders/ORD1" }) {
            tokio::time::sleep(seen).await;
        }
        call.abort();
        assert!(call.await.expect_err("it was dropped").is_cancelled());
    }
    let told = client.take_doubts();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].is_outcome_unknown() && told[0].info().unresolved.is_some(), "{told:?}");
    assert_eq!(told[0].info().reference.as_deref(), Some("INV1"));
    assert!(client.take_doubts().is_empty());
}
