//! What a gateway's answers repeat or tell of cards, accounts, keys and one-time passwords, and what is shown of it: nothing.

#![cfg(feature = "server")]

mod script;

use std::time::Duration;

use enkash::model::{CreateRefund, PaymentDetail, SubmitPayment};
use enkash::{Error, Money};
use script::{Act, gateway};

const TOKEN: Act = Act::Json(r#"{"token":"tok-1","expiry":0,"resultCode":0}"#);
const SUBMIT: &str = "POST /api/v0/payment/submit";

#[tokio::test]
async fn no_error_holds_what_the_gateway_echoed_of_our_secrets() {
    let echo = |error: Error| format!("{error} {error:?} {:?}", error.info());
    let (client, _) = gateway(|line, _| match line {
        SUBMIT => Act::Json(r#"{"response_code":9,"payload":"bad 4111111111111111 737 for the-access-key tok-1"}"#),
        "GET /api/v0/orders/ORD1" => Act::Json(r#"{"response_code":117,"payload":"the-secret-key? the-access-key?"}"#),
        _ => TOKEN,
    })
    .await;
    let card = PaymentDetail::new(enkash::model::PaymentMode::CreditCard);
    let card = card.card_number("4111111111111111").cvv("737").expiry("09/29");
    assert!(!format!("{card:?}").contains("4111"));
    let refused = echo(client.payments().submit(SubmitPayment::new("ORD1", card)).await.expect_err("refused"));
    let rejected = echo(client.orders().get("ORD1").await.expect_err("rejected"));
    for secret in ["4111111111111111", "737", "the-access-key", "the-secret-key", "tok-1"] {
        assert!(!refused.contains(secret) && !rejected.contains(secret), "{refused} {rejected}");
    }
}

#[tokio::test]
async fn numbers_of_cards_and_accounts_that_only_the_gateway_knows_are_not_shown() {
    let (client, _) = gateway(|line, _| match line {
        "POST /api/v0/payment/EK1/refund" => Act::Json(
            r#"{"response_code":422,"response_message":"Account 501001234567 of EK1784195240012a8KIO is frozen"}"#,
        ),
        _ => TOKEN,
    })
    .await;
    let refund = CreateRefund::new(Money::rupees(1), "R1");
    let error = client.refunds().create("EK1", refund).await.expect_err("refused");
    assert!(error.to_string().contains("Account *** of EK1784195240012a8KIO is frozen"), "{error}");
    assert!(!format!("{error:?}").contains("501001234567"), "{error:?}");
}

#[tokio::test]
async fn a_look_up_that_repeats_a_secret_of_the_call_shows_none() {
    use enkash::Timestamp;
    use enkash::model::{
        AmountRule, CreateMandate, MandatePayer, Recurrence, RecurrencePeriod, RecurrenceRule, Validity,
    };
    let (client, _) = gateway(|line, _| match line {
        "POST /api/v0/upi-mandate" => Act::Drop,
        "GET /api/v0/upi-mandate/SUB1" => {
            Act::Json(r#"{"response_code":9,"response_message":"Mandate of AC12345678X is in process"}"#)
        }
        _ => TOKEN,
    })
    .await;
    let days = |days: u64| Timestamp::from(std::time::SystemTime::now() + Duration::from_secs(days * 86_400));
    let mandate = CreateMandate::new(
        "SUB1",
        Money::rupees(2540),
        AmountRule::Max,
        MandatePayer::new("Asha", "success@sandbox", "AC12345678X", true),
        "Example Store Plus",
        days(10),
        false,
        Recurrence::new(RecurrencePeriod::Monthly, RecurrenceRule::On, 1),
        Validity::new(days(1), days(400)),
    );
    let error = client.mandates().create(mandate).await.expect_err("nobody knows");
    assert!(error.is_outcome_unknown(), "{error:?}");
    assert!(error.to_string().contains("Mandate of *** is in process"), "{error}");
}

#[tokio::test]
async fn a_secret_in_a_body_without_a_type_is_a_secret() {
    use enkash::schema::Verb;
    let (client, _) = gateway(|line, _| match line {
        "POST /api/v0/new" => {
            Act::Json(r#"{"response_code":9,"payload":"Card 4111111111111111 with 737 is not allowed"}"#)
        }
        _ => TOKEN,
    })
    .await;
    let body = r#"{"card":{"cardNumber":"4111111111111111","cvv":"737"}}"#;
    let error = client.request(Verb::Post, "/api/v0/new", Some(body)).await.expect_err("refused");
    assert!(error.to_string().contains("Card *** with *** is not allowed"), "{error}");
}

#[tokio::test]
async fn what_resolve_finds_holds_no_token() {
    let (client, _) = gateway(|line, _| match line {
        "GET /api/v0/orders/ORD1784195236818VZuxB" => Act::Json(
            r#"{"response_code":0,"payload":{"orderId":"ORD1784195236818VZuxB","orderStatus":"PAID","description":"tok-1 of the-secret-key"}}"#,
        ),
        _ => TOKEN,
    })
    .await;
    let lost = "enkash-call:1:payments.submit?order_id=ORD1784195236818VZuxB&sent=1776846003~F466";
    let order = client.calls().resolve(lost).await.expect("an answer").order.expect("the order");
    let shown = format!("{order:?}");
    assert!(!shown.contains("tok-1") && !shown.contains("the-secret-key"), "{shown}");
}
