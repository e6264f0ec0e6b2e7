//! Answers that say less than they seem to. None of them may make a caller believe that a payment did not happen, or show
//! what the call carried.
#![cfg(feature = "server")]

mod script;

use std::time::Duration;

use enkash::model::{OrderStatus, PaymentDetail, PaymentMode, ResolutionState, SubmitPayment, WaitOrder};
use enkash::{Client, Error, ErrorKind};
use script::{Act, client, count, gateway_at};

const TOKEN: Act = Act::Json(r#"{"token":"tok-1","expiry":0,"resultCode":0}"#);
const SUBMIT: &str = "POST /api/v0/payment/submit";
const ORDER: &str = "GET /api/v0/orders/ORD1";

async fn submit(script: fn(&str, usize) -> Act) -> Error {
    let (url, log) = gateway_at(script).await;
    let card = PaymentDetail::new(PaymentMode::CreditCard).card_number("4111111111111111").cvv("737").expiry("12/29");
    let error = client(&url).payments().submit(SubmitPayment::new("ORD1", card)).await.expect_err("no record");
    assert_eq!(count(&log, SUBMIT), 1);
    error
}

/// A text of a call in doubt, sent long ago.
fn text(call: &str) -> String {
    let text = format!("enkash-call:1:{call}&sent=1700000000");
    let sum = text.bytes().fold(0xFFFF_u16, |sum, byte| {
        (0..8).fold(
            sum ^ (u16::from(byte) << 8),
            |sum, _| {
                if sum & 0x8000 != 0 { (sum << 1) ^ 0x1021 } else { sum << 1 }
            },
        )
    });
    format!("{text}~{sum:04X}")
}

async fn state(url: &str, call: &str) -> ResolutionState {
    client(url).resolve(&text(call)).await.expect("a resolution").state
}

#[tokio::test]
async fn success_without_a_record_is_no_refusal() {
    let scripts: [fn(&str, usize) -> Act; 3] = [
        |line, _| match line {
            SUBMIT => Act::Json(r#"{"response_code":200,"response_message":"Success","payload":null}"#),
            _ => TOKEN,
        },
        |line, _| match line {
            SUBMIT => Act::Json(r#"{"response_code":200,"payload":"https://bank.example.com/acs"}"#),
            _ => TOKEN,
        },
        |line, _| match line {
            SUBMIT => Act::Json(r#"{"response_code":0,"response_message":"Success","payload":null}"#),
            _ => TOKEN,
        },
    ];
    for script in scripts {
        let error = submit(script).await;
        assert!(error.is_outcome_unknown(), "{error}");
    }
}

#[tokio::test]
async fn a_proxy_that_ran_out_of_patience_does_not_say_that_nothing_was_done() {
    let error = submit(|line, _| match line {
        SUBMIT => Act::Raw(
            "HTTP/1.1 408 Request Timeout\r\ncontent-length: 40\r\n\r\n{\"message\":\"upstream request timed out\"}",
        ),
        _ => TOKEN,
    })
    .await;
    assert!(error.is_outcome_unknown(), "{error}");
}

#[tokio::test]
async fn strangers_words_are_one_line_without_cards_and_tokens() {
    let error = submit(|line, _| match line {
        SUBMIT => Act::Raw(concat!(
            "HTTP/1.1 403 Forbidden\r\ncontent-length: 110\r\n\r\n",
            "{\"message\":\"blocked: card 4111 1111 1111 1111\\nFAKE LINE 4000000000000002 of eyJhbGciOiJIUzI1NiJ9.e30.x1\"}    "
        )),
        _ => TOKEN,
    })
    .await;
    let shown = format!("{error} {error:?}");
    assert_eq!(error.kind(), ErrorKind::Gateway);
    for planted in ["4111 1111", "\n", "\\n", "4000000000000002", "eyJhbGciOiJIUzI1NiJ9"] {
        assert!(!shown.contains(planted), "{planted}: {shown}");
    }
}

#[tokio::test]
async fn an_attempt_that_cannot_be_read_may_be_with_the_bank() {
    let odd: [fn(&str, usize) -> Act; 2] = [
        |line, _| match line {
            ORDER => Act::Json(
                r#"{"response_code":0,"payload":{"orderId":"ORD1","amount":499.00,"orderStatus":"EXPIRED",
                "transactions":[{"uniqueTransactionId":"INV1","status":"PENDING_WITH_BANK"}]}}"#,
            ),
            _ => TOKEN,
        },
        |line, _| match line {
            ORDER => Act::Json(
                r#"{"response_code":0,"payload":{"orderId":"ORD1","amount":499.00,"orderStatus":"EXPIRED",
                "transactions":{"transactionId":"EK1","status":"PENDING_WITH_BANK"}}}"#,
            ),
            _ => TOKEN,
        },
    ];
    for script in odd {
        let (url, log) = gateway_at(script).await;
        assert_eq!(state(&url, "payments.submit?order_id=ORD1").await, ResolutionState::Undecided);
        let wait = WaitOrder::new().timeout_seconds(1).every_ms(1000);
        let order = client(&url).orders().wait("ORD1", wait).await.expect("still pending");
        assert_eq!(order.order_status, Some(OrderStatus::Expired));
        assert!(count(&log, ORDER) > 2, "it was waited for");
    }
}

#[tokio::test]
async fn a_routers_sentence_and_an_echo_of_the_key_do_not_prove_absence() {
    let (url, _) = gateway_at(|line, _| match line {
        "GET /api/v0/upi-mandate/SUB1" => {
            Act::Json(r#"{"response_code":404,"response_message":"Resource /api/v0/upi-mandate/SUB1 not found"}"#)
        }
        "GET /api/v0/upi-mandate/mandate-7" => {
            Act::Json(r#"{"response_code":404,"response_message":"Merchant not found (mandate-7)"}"#)
        }
        // Masked, the key would be left in the words, and "mandate" would be read out of it.
        "GET /api/v0/upi-mandate/mandate-1784195236818" => {
            Act::Json(r#"{"response_code":404,"response_message":"Payer of mandate-1784195236818 not found"}"#)
        }
        _ => TOKEN,
    })
    .await;
    for key in ["SUB1", "mandate-7", "mandate-1784195236818"] {
        let call = format!("mandates.create?reference_id={key}&amount=5.00");
        match client(&url).resolve(&text(&call)).await {
            Ok(resolution) => assert_eq!(resolution.state, ResolutionState::Undecided, "{key}"),
            // The question was refused, and that is told as it is.
            Err(error) => assert_eq!(error.kind(), ErrorKind::Gateway, "{key}"),
        }
    }
}

#[tokio::test]
async fn a_page_that_may_be_cut_does_not_prove_absence() {
    let (url, _) = gateway_at(|line, _| {
        if line.contains("/qr-code/search") {
            Act::Json(r#"{"response_code":0,"payload":{"data":[{"qrCodeId":"Q1","referenceNumber":"OTHER"}]}}"#)
        } else {
            TOKEN
        }
    })
    .await;
    let call = "qr_codes.create?reference_number=R1&amount=5.00";
    assert_eq!(state(&url, call).await, ResolutionState::Undecided);
}

#[test]
fn a_fetch_that_stands_still_elsewhere_does_not_keep_others_from_the_token() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let shared = |url: &str| -> Client {
        let keys = Client::builder().access_key("a-shared-key").secret_key("a-shared-secret").base_url(url);
        keys.timeout(Duration::from_secs(3)).share_token(true).build().expect("a client")
    };
    let server = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let (url, _) = server.block_on(gateway_at(|line, earlier| match (line, earlier) {
        ("POST /api/v0/merchant/token", 0) => Act::Silence,
        (ORDER, _) => Act::Json(r#"{"response_code":0,"payload":{"orderId":"ORD1","orderStatus":"CREATED"}}"#),
        _ => TOKEN,
    }));
    let (one, other) = (shared(&url), shared(&url));
    let (first, second) = (runtime(), runtime());
    let error = first.block_on(one.orders().get("ORD1")).expect_err("the token call has no answer");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    // Nobody drives the first runtime any more.
    second.block_on(other.orders().get("ORD1")).expect("a token of its own");
}

#[tokio::test]
async fn what_is_found_later_repeats_no_key() {
    let (url, _) = gateway_at(|line, _| match line {
        ORDER => Act::Json(
            r#"{"response_code":0,"payload":{"orderId":"ORD1","orderStatus":"PAID","description":"for the-secret-key"}}"#,
        ),
        _ => TOKEN,
    })
    .await;
    let resolution = client(&url).resolve(&text("payments.submit?order_id=ORD1")).await.expect("a resolution");
    assert_eq!(resolution.state, ResolutionState::Applied);
    let order = resolution.order.expect("its order");
    assert_eq!(order.description.as_deref(), Some("for ***"));
}
