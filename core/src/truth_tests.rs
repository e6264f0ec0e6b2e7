//! What is believed and what is not.

use super::*;
use crate::json::from_wire;

fn compared(claim: &str, order: &str, transaction: &str) -> Confirmation {
    payment(&from_wire(claim).expect("a claim"), from_wire(order), from_wire(transaction))
}

fn fields(confirmation: &Confirmation) -> Vec<&str> {
    confirmation.contradictions.iter().map(|it| it.field.as_str()).collect()
}

const NONE: &str = "null";
const PAID: &str = r#"{"orderId":"ORD1","merchantOrderId":"INV1","amount":499,"orderStatus":"PAID"}"#;

#[test]
fn what_is_true_agrees() {
    let claim = r#"{"orderId":"ORD1","transactionId":"EK1","amount":"499.00","transactionStatus":"SUCCESS","orderStatus":"PAID"}"#;
    for status in ["SUCCESS", "PARTIALLY_REFUNDED", "REFUNDED"] {
        let own = format!(r#"{{"transactionId":"EK1","orderId":"ORD1","status":"{status}"}}"#);
        let paid = compared(claim, PAID, &own);
        assert!(paid.agrees && paid.paid == Some(true), "{paid:?}");
    }
}

#[test]
fn a_paid_transaction_of_another_order_pays_nothing() {
    let open = r#"{"orderId":"ORDBIG","merchantOrderId":"BIG","amount":5000,"orderStatus":"CREATED"}"#;
    let claim = r#"{"orderId":"ORDBIG","transactionId":"EKCHEAP"}"#;
    for cheap in [
        r#"{"transactionId":"EKCHEAP","status":"SUCCESS"}"#,
        r#"{"transactionId":"EKCHEAP","status":"SUCCESS","orderId":"ORDCHEAP"}"#,
        r#"{"transactionId":"EKCHEAP","status":"SUCCESS","amount":1,"uniqueTransactionId":"CHEAP"}"#,
    ] {
        let lied = compared(claim, open, cheap);
        assert!(!lied.agrees, "{cheap}");
        assert_eq!(lied.paid, Some(false), "{cheap}");
        assert!(fields(&lied).contains(&"order_id"), "{cheap}");
    }
    let listed = r#"{"orderId":"ORDBIG","orderStatus":"ATTEMPTED","transactions":[{"transactionId":"EKCHEAP","status":"SUCCESS"}]}"#;
    assert_eq!(compared(claim, listed, r#"{"transactionId":"EKCHEAP","status":"SUCCESS"}"#).paid, Some(true));
}

#[test]
fn amount_and_reference_are_compared_with_a_transaction_alone() {
    let claim = r#"{"transactionId":"EK1","amount":5000,"uniqueTransactionId":"BIG","transactionStatus":"SUCCESS"}"#;
    let lied =
        compared(claim, NONE, r#"{"transactionId":"EK1","amount":1,"uniqueTransactionId":"SMALL","status":"SUCCESS"}"#);
    assert_eq!(fields(&lied), ["unique_transaction_id", "amount"]);
}

#[test]
fn a_late_notice_is_no_lie() {
    let claim =
        r#"{"orderId":"ORD1","transactionId":"EK1","transactionStatus":"PENDING_WITH_BANK","orderStatus":"ATTEMPTED"}"#;
    let now = compared(claim, PAID, r#"{"transactionId":"EK1","orderId":"ORD1","status":"SUCCESS"}"#);
    assert!(now.agrees && now.paid == Some(true), "{now:?}");
}

#[test]
fn every_lie_is_named() {
    let claim = r#"{"orderId":"ORD1","transactionId":"EK1","amount":"4.99","transactionStatus":"SUCCESS","orderStatus":"PAID","uniqueTransactionId":"INV2"}"#;
    let order = r#"{"orderId":"ORD1","merchantOrderId":"INV1","amount":499,"orderStatus":"ATTEMPTED"}"#;
    let lied = compared(claim, order, r#"{"transactionId":"EK1","orderId":"ORD1","status":"PENDING_WITH_BANK"}"#);
    assert_eq!(fields(&lied), ["unique_transaction_id", "amount", "order_status", "transaction_status"]);
    assert_eq!(lied.paid, Some(false));
    let failed = r#"{"orderId":"ORD1","transactionStatus":"FAILED","transactionId":"EK1"}"#;
    let lied = compared(failed, PAID, r#"{"transactionId":"EK1","orderId":"ORD1","status":"SUCCESS"}"#);
    assert_eq!(fields(&lied), ["transaction_status"]);
    let refunded = r#"{"orderId":"ORD1","transactionStatus":"REFUNDED","transactionId":"EK1"}"#;
    assert!(!compared(refunded, PAID, r#"{"transactionId":"EK1","orderId":"ORD1","status":"SUCCESS"}"#).agrees);
}

#[test]
fn paid_is_about_the_order() {
    // An order whose state lags behind its transaction; an attempt that failed before another one paid.
    let attempted = r#"{"orderId":"ORD1","orderStatus":"ATTEMPTED","transactions":[{"transactionId":"EK1","status":"FAILED"},{"transactionId":"EK2","status":"SUCCESS"}]}"#;
    let told = compared(r#"{"orderId":"ORD1","transactionStatus":"SUCCESS","orderStatus":"PAID"}"#, attempted, NONE);
    assert!(told.agrees && told.paid == Some(true), "{told:?}");
    let first = compared(
        r#"{"orderId":"ORD1","transactionId":"EK1","transactionStatus":"FAILED"}"#,
        attempted,
        r#"{"transactionId":"EK1","orderId":"ORD1","status":"FAILED"}"#,
    );
    assert!(first.agrees && first.paid == Some(true), "{first:?}");
}

#[test]
fn unknown_words_prove_nothing() {
    let claim = r#"{"orderId":"ORD1","orderStatus":"PAID","transactionStatus":"SUCCESS"}"#;
    let captured = compared(claim, r#"{"orderId":"ORD1","orderStatus":"CAPTURED"}"#, NONE);
    assert!(captured.agrees && captured.paid == Some(true));
    let new = compared(claim, r#"{"orderId":"ORD1","orderStatus":"WEIGHED"}"#, NONE);
    assert!(new.agrees && new.paid.is_none());
}

#[test]
fn mandates_age_and_do_not_lie() {
    let is = |claim: &str, now: &str| {
        let mandate_of = |status: &str| {
            let text = format!(r#"{{"referenceId":"REF1","mandateId":"M1","amount":100,"status":"{status}"}}"#);
            from_wire::<Mandate>(&text).expect("a mandate")
        };
        mandate(&mandate_of(claim), mandate_of(now)).agrees
    };
    for (claim, now) in [
        ("PENDING", "ACTIVE"),
        ("ACTIVE", "PAUSED"),
        ("ACTIVE", "REVOKED"),
        ("ACTIVE", "COMPLETED"),
        ("PAUSED", "ACTIVE"),
    ] {
        assert!(is(claim, now), "{claim} {now}");
    }
    for (claim, now) in [("ACTIVE", "PENDING"), ("ACTIVE", "REJECTED"), ("REVOKED", "ACTIVE"), ("COMPLETED", "PAUSED")]
    {
        assert!(!is(claim, now), "{claim} {now}");
    }
    let other = from_wire::<Mandate>(r#"{"referenceId":"REF1","mandateId":"M9","umn":"x@y"}"#).expect("a mandate");
    let actual = from_wire::<Mandate>(r#"{"referenceId":"REF1","mandateId":"M1","umn":"a@b"}"#).expect("a mandate");
    assert_eq!(fields(&mandate(&other, actual)), ["mandate.mandate_id", "mandate.umn"]);
}

#[test]
fn links_and_refunds() {
    let claim = r#"{"quickCollectRequestId":"QC1","type":"PAYMENT","amount":500,"paymentStatus":"SUCCESS"}"#;
    let claim: PaymentLinkNotice = from_wire(claim).expect("a claim");
    let link_of = |text: &str| link(&claim, from_wire(text).expect("a link"));
    for (text, agrees, paid) in [
        (r#"{"quickCollectRequestId":"QC1","status":"PAID"}"#, true, Some(true)),
        (r#"{"quickCollectRequestId":"QC1","status":"CREATED"}"#, false, Some(false)),
        (r#"{"status":"PARTIALLY_PAID","amountPaid":400}"#, false, Some(false)),
        (
            r#"{"status":"PARTIALLY_PAID","amountPaid":900,"payments":[{"amount":900,"paymentStatus":"SUCCESS"}]}"#,
            false,
            Some(false),
        ),
        (
            r#"{"status":"PARTIALLY_PAID","amountPaid":500,"payments":[{"amount":500,"paymentStatus":"SUCCESS"}]}"#,
            true,
            Some(false),
        ),
        (r#"{"status":"WEIGHED","amountPaid":500}"#, true, None),
    ] {
        let confirmation = link_of(text);
        assert_eq!((confirmation.agrees, confirmation.paid), (agrees, paid), "{text}");
    }
    let claim: Refund = from_wire(
        r#"{"requestId":"RF1","amount":100,"status":"SUCCESS","uniqueTransactionId":"INV9","currency":"INR"}"#,
    )
    .expect("a claim");
    let actual = r#"{"requestId":"RF1","amount":90,"status":"CREATED","uniqueTransactionId":"INV1","currency":"INR"}"#;
    let lied = refund(&claim, from_wire(actual).expect("a refund"));
    assert_eq!(fields(&lied), ["refund.amount", "refund.unique_transaction_id", "refund.status"]);
}
