//! Notifications, forms and return queries: anybody may send them.

use enkash::ErrorKind;
use enkash::model::{ReturnQuery, WebhookEvent, WebhookKind};
use enkash::webhook;

use crate::{Target, says_nothing_of_the_input};

pub(crate) const WEBHOOK: Target = Target {
    name: "webhook",
    seeds: &[
        r#"{"orderId":"ORD1","transactionId":"EK1","amount":499.00,"transactionStatus":"SUCCESS","cardNumber":"4111111111111111"}"#,
        r#"{"transactionId":"EK1","status":"PARTIALLY_REFUNDED","mandateId":"M1","orderStatus":"PAID"}"#,
        r#"{"referenceId":"REF1","umn":"a1@sandbox","amount":2540,"status":"ACTIVE","payer":{"account":"123456789012"}}"#,
        r#"{"data":{"quickCollectRequestId":"QC1","type":"PAYMENT","paymentStatus":"SUCCESS"}}"#,
        r#"{"payload":{"requestId":"RF1","transactionId":"EK2","status":"SUCCESS","amount":"10.00"}}"#,
        "orderId=ORD1&transactionId=EK1&amount=499.00&transactionStatus=SUCCESS&txnMsg=Paid+in+full%21",
        "<html></html>",
    ],
    check: webhook_body,
};

pub(crate) const FORM: Target = Target {
    name: "form",
    seeds: &["ORD1\nEK1\nPaid in full!", "a&b=c\nd%20e+f\n\u{905}\u{1f600}", "{\"\n<x>\n\r"],
    check: form,
};

pub(crate) const RETURN_QUERY: Target = Target {
    name: "return_query",
    seeds: &[
        "?orderId=ORD1&amount=10.00&status=SUCCESS&transactionId=EK1&uniqueTransactionId=INV1&checksum=abc",
        "thanks&orderId=ORD1&",
        "orderId=ORD1&orderId=ORD2&x=%00",
    ],
    check: return_query,
};

fn webhook_body(data: &[u8]) -> bool {
    let kinds = [
        WebhookKind::Payment,
        WebhookKind::Mandate,
        WebhookKind::MandateDebit,
        WebhookKind::PaymentLink,
        WebhookKind::Refund,
    ];
    for kind in kinds {
        read(webhook::parse_as(data, Some(&kind)), "body", |body| webhook::parse_as(body, Some(&kind)));
    }
    read(webhook::parse(data), "body", webhook::parse)
}

/// What was read is kept whole and closed, and reading what was kept says the same.
fn read(
    read: Result<WebhookEvent, enkash::Error>,
    field: &str,
    again: impl Fn(&[u8]) -> Result<WebhookEvent, enkash::Error>,
) -> bool {
    let event = match read {
        Ok(event) => event,
        Err(error) => {
            assert_eq!((error.kind(), error.info().field.as_deref()), (ErrorKind::Validation, Some(field)));
            says_nothing_of_the_input(&error);
            return false;
        }
    };
    let kept = again(event.body.reveal().as_bytes()).expect("what is kept can be read");
    assert_eq!((&kept.kind, &kept.key), (&event.kind, &event.key));
    assert_eq!(event.key.is_none(), matches!(event.kind, WebhookKind::Unknown(_)), "{event:?}");
    // Nothing of a body that is not understood is shown.
    if event.key.is_none() {
        let shown = format!("{event:?}{}", serde_json::to_string(&event).expect("JSON"));
        assert!(!shown.contains("4111111111111111") && !shown.contains("123456789012"), "{shown}");
    }
    event.key.is_some()
}

/// Values survive the form: each line of the input is the value of a field.
fn form(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let mut lines = text.split('\n').filter(|line| !line.is_empty());
    let (Some(order), Some(transaction), Some(words)) = (lines.next(), lines.next(), lines.next()) else {
        return false;
    };
    let body = format!("orderId={}&transactionId={}&txnMsg={}", escaped(order), escaped(transaction), escaped(words));
    let event = webhook::parse(body.as_bytes()).expect("a form");
    let claim = event.payment.expect("a payment");
    assert_eq!(claim.order_id.as_deref(), Some(order));
    assert_eq!(claim.transaction_id.as_deref(), Some(transaction));
    assert_eq!(claim.txn_msg.as_deref(), Some(words));
    true
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| if byte == b' ' { "+".to_owned() } else { format!("%{byte:02X}") }).collect()
}

/// What the browser says of the outcome is never shown.
fn return_query(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    match webhook::parse_return(ReturnQuery::new(text)) {
        Err(error) => {
            assert_eq!((error.kind(), error.info().field.as_deref()), (ErrorKind::Validation, Some("query")));
            says_nothing_of_the_input(&error);
            false
        }
        Ok(event) => {
            assert_eq!(event.kind, WebhookKind::ReturnPage);
            assert!(event.key.is_some());
            // One id may be spelt like an outcome; the outcome itself never shows.
            let ids = event.returned.as_ref().map(|it| format!("{it:?}{:?}", event.key)).unwrap_or_default();
            assert!(ids.contains("SUCCESS") || !format!("{event:?}").contains("SUCCESS"), "{event:?}");
            true
        }
    }
}
