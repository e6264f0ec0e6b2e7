//! A call whose outcome nobody knew, resolved by another client that has nothing but the text of its error.

#![cfg(feature = "server")]

mod script;

use std::time::Duration;

use enkash::model::{CreateOrder, CreateRefund, PaymentDetail, PaymentMode, ResolutionState, SubmitPayment};
use enkash::operations::PaymentsSubmitOp;
use enkash::{Error, ErrorKind, Money};
use script::{Act, client, count, gateway_at};

const TOKEN: Act = Act::Json(r#"{"token":"tok-1","expiry":0,"resultCode":0}"#);
const CREATE: &str = "POST /api/v0/orders";
const LOOKUP: &str = "GET /api/v0/orders/merchant/INV1";
const SUBMIT: &str = "POST /api/v0/payment/submit";
const REFUND: &str = "POST /api/v0/payment/EK1/refund";
const FOUND: Act =
    Act::Json(r#"{"response_code":0,"payload":{"orderId":"ORD1","amount":499.00,"orderStatus":"CREATED"}}"#);

fn order() -> CreateOrder {
    CreateOrder::new("INV1", Money::rupees(499))
}

/// The text to keep.
fn kept(error: &Error) -> String {
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{error}");
    let text = error.info().unresolved.clone().expect("a call in doubt leaves its text");
    assert!(text.len() < 300 && text.is_ascii() && !text.contains(char::is_whitespace), "{text}");
    assert!(!error.to_string().contains(&text), "the sentence for people stays short: {error}");
    text
}

#[tokio::test]
async fn an_order_is_found_by_another_process() {
    // The gateway is gone for as long as the first process asks.
    let (url, log) = gateway_at(|line, earlier| match (line, earlier) {
        (CREATE, _) => Act::Drop,
        (LOOKUP, 0..3) => Act::Drop,
        (LOOKUP, _) => FOUND,
        _ => TOKEN,
    })
    .await;
    let error = client(&url).orders().create(order()).await.expect_err("nobody knows");
    let text = kept(&error);
    assert!(text.contains("orders.create?merchant_order_id=INV1&amount=499.00&sent="), "{text}");
    let later = client(&url).resolve(&text).await.expect("resolved");
    assert_eq!((later.state, later.reference.as_deref()), (ResolutionState::Applied, Some("INV1")));
    let created = later.created_order.expect("the lost answer");
    assert_eq!(created.order_id, "ORD1");
    assert!(created.redirection_url.expect("follows from the id").ends_with("/v1/pay/ORD1"));
    assert_eq!(later.order.expect("its state").amount, Some(Money::rupees(499)));
    assert_eq!(count(&log, CREATE), 1);
}

#[tokio::test]
async fn an_order_that_never_was_is_created_with_the_same_key() {
    let (url, log) = gateway_at(|line, earlier| match (line, earlier) {
        (CREATE, 0) => Act::Drop,
        (CREATE, _) => Act::Json(r#"{"response_code":0,"payload":{"orderId":"ORD2"}}"#),
        (LOOKUP, 0..3) => Act::Drop,
        (LOOKUP, _) => Act::Json(r#"{"response_code":404,"response_message":"Order not found"}"#),
        _ => TOKEN,
    })
    .await;
    let text = kept(&client(&url).orders().create(order()).await.expect_err("nobody knows"));
    let other = client(&url);
    let later = other.resolve(&text).await.expect("resolved");
    assert_eq!(later.state, ResolutionState::NotApplied, "{}", later.text);
    assert_eq!(other.orders().create(order()).await.expect("created").order_id, "ORD2");
    assert_eq!(count(&log, CREATE), 2);
}

#[tokio::test]
async fn a_charge_leaves_its_order_and_nothing_of_the_card() {
    let (url, log) = gateway_at(|line, _| match line {
        SUBMIT => Act::Drop,
        "GET /api/v0/orders/ORD1" => FOUND,
        _ => TOKEN,
    })
    .await;
    let card = PaymentDetail::new(PaymentMode::CreditCard).card_number("4111111111111111").cvv("737").expiry("12/29");
    let error = client(&url).payments().submit(SubmitPayment::new("ORD1", card)).await.expect_err("nobody knows");
    let text = kept(&error);
    assert!(text.starts_with("enkash-call:1:payments.submit?order_id=ORD1&sent="), "{text}");
    let (known, _) = text.split_once("sent=").expect("its time");
    for secret in ["4111", "737", "12/29", "12%2F29", "the-secret-key", "the-access-key", "tok-1"] {
        assert!(!known.contains(secret), "{text}");
    }
    // Nobody has tried to pay, says the gateway, a moment after the call: that is too early to be believed.
    let later = client(&url).resolve(&text).await.expect("resolved");
    assert_eq!(later.state, ResolutionState::Undecided, "{}", later.text);
    assert!(later.order.is_some());
    assert_eq!(count(&log, SUBMIT), 1);
}

#[tokio::test]
async fn a_refund_that_is_not_there_is_not_declared_gone() {
    let (url, log) = gateway_at(|line, _| match line {
        REFUND => Act::Drop,
        "GET /api/v0/refund/RF1" => Act::Json(r#"{"response_code":404,"response_message":"Refund not found"}"#),
        "GET /api/v0/payment/EK1" => {
            Act::Json(r#"{"response_code":0,"payload":{"transactionId":"EK1","status":"PARTIALLY_REFUNDED"}}"#)
        }
        _ => TOKEN,
    })
    .await;
    let refund = CreateRefund::new(Money::rupees(100), "RF1");
    let text = kept(&client(&url).refunds().create("EK1", refund).await.expect_err("nobody knows"));
    let later = client(&url).resolve(&text).await.expect("resolved");
    assert_eq!(later.state, ResolutionState::Undecided, "{}", later.text);
    assert!(later.refund.is_none());
    let status = later.transaction.expect("the payment").status.expect("its state");
    assert_eq!(status.as_str(), "PARTIALLY_REFUNDED");
    assert_eq!(count(&log, REFUND), 1);
}

#[tokio::test]
async fn a_call_that_was_given_up_leaves_its_text_too() {
    let (url, log) = gateway_at(|line, _| if line == SUBMIT { Act::Silence } else { TOKEN }).await;
    let first = client(&url);
    let request = SubmitPayment::new("ORD1", PaymentDetail::upi("success@sandbox"));
    let given_up = async {
        while count(&log, SUBMIT) == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let error = first.caller().call_until::<PaymentsSubmitOp>("", request, given_up).await.expect_err("given up");
    assert!(kept(&error).contains("payments.submit?order_id=ORD1"));
}
