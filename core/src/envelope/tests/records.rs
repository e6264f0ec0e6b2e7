//! Records beside a failure: which of them say that something was made.

use super::*;
use crate::mask::Told;
use crate::model::{CreatedOrder, Customer, Mandate, Order, PaymentLink, QrCode, Refund, SplitAccount};
use crate::operations::row;

fn charge(record: &'static ModelInfo) -> Asked<'static> {
    Asked { bare: false, record, ..asked(false, Answers::Record) }
}

#[test]
fn a_code_of_failure_beside_an_id_is_doubt() {
    let named: [(&'static ModelInfo, &str, &str); 12] = [
        (CreatedOrder::INFO, "orderId", "order_id"),
        (SubmittedPayment::INFO, "transactionId", "transaction_id"),
        (Refund::INFO, "transactionId", "transaction_id"),
        (Mandate::INFO, "mandateId", "mandate_id"),
        (Mandate::INFO, "mandate_id", "mandate_id"),
        (QrCode::INFO, "qrCodeId", "qr_code_id"),
        (SplitAccount::INFO, "splitAccountDetailId", "split_account_detail_id"),
        (Customer::INFO, "id", "customer_id"),
        (PaymentLink::INFO, "id", "payment_link_id"),
        (Order::INFO, "transactionId", "transaction_id"),
        (Order::INFO, "mandateId", "mandate_id"),
        (Nothing::INFO, "transactionId", "transaction_id"),
    ];
    for (record, key, name) in named {
        let id = format!(r#"{{"{key}":"X-1"}}"#);
        let bodies = [
            format!(r#"{{"response_code":9,"payload":{id}}}"#),
            format!(r#"{{"response_code":9,"payload":[{id}]}}"#),
            format!(r#"{{"response_code":117,"payload":{id}}}"#),
            format!(r#"{{"response_code":9,{}"#, &id[1..]),
        ];
        // At the top an id may be that of an error.
        let bodies = &bodies[..if key == "id" { 3 } else { 4 }];
        for (body, status) in bodies.iter().flat_map(|body| [200, 400, 401, 402, 409, 422].map(|status| (body, status)))
        {
            let reply = Reply { status, body: body.clone().into(), ..Reply::default() };
            let Err(Failure::Foreign { mut excerpt, .. }) = open(&reply, charge(record)) else {
                panic!("{status} {body}")
            };
            excerpt.scrub(&Told::default());
            assert!(excerpt.to_string().ends_with(&format!(r#"it names {name} "X-1""#)), "{excerpt} of {body}");
        }
    }
}

#[test]
fn what_is_but_repeated_beside_a_failure_is_no_record() {
    let sent = r#"{"orderId":"INV1","ekPayId":"EK1","customerInfo":{"id":"C1"}}"#;
    let call = |record| Asked { id: "ORD1", sent: Some(sent.as_bytes()), ..charge(record) };
    let refused = |record, said: &str| {
        let body = format!(r#"{{"response_code":9,"payload":{said}}}"#);
        let reply = Reply { status: 200, body: body.into(), ..Reply::default() };
        matches!(open(&reply, call(record)), Err(Failure::Refused { .. }))
    };
    assert!(refused(CreatedOrder::INFO, r#"{"orderId":"INV1","merchantOrderId":"INV1","companyId":"CEK1234567"}"#));
    assert!(refused(SubmittedPayment::INFO, r#"{"orderId":"ORD1","uniqueTransactionId":"INV7","id":"err-1"}"#));
    assert!(refused(Customer::INFO, r#"{"id":0,"customerId":null}"#) && refused(Customer::INFO, r#"{"id":"C1"}"#));
    assert!(!refused(CreatedOrder::INFO, r#"{"orderId":"ORD2","merchantOrderId":"INV1"}"#));
}

/// What a record under this key and in this state makes of a failure: of a charge, and of a refund.
fn told(key: &str, word: &str) -> [bool; 2] {
    let create = row("refunds.create").expect("a row").effect;
    let body = format!(r#"{{"response_code":9,"payload":{{"transactionId":"EK1","requestId":"R1","{key}":{word}}}}}"#);
    let reply = Reply { status: 402, body: body.into(), ..Reply::default() };
    [Effect::Charge, create].map(|effect| {
        let asked = Asked { id: "EK1", effect, ..charge(Refund::INFO) };
        matches!(open(&reply, asked), Err(Failure::Foreign { .. }))
    })
}

#[test]
fn a_state_that_has_not_ended_beside_a_failure_is_doubt_whatever_the_id() {
    for key in ["transactionStatus", "txnStatus", "status"] {
        for word in ["PENDING_WITH_BANK", "SUCCESS", "REFUNDED", "captured", "AUTHORIZED"] {
            assert_eq!(told(key, &format!("{word:?}")), [true; 2], "{key} {word}");
        }
        for word in ["CREATED", "ACTIVE"] {
            assert_eq!(told(key, &format!("{word:?}")), [false, true], "what is to be created is: {key} {word}");
        }
        for word in ["FAILED", "TXN_FAILURE", "cancelled", "", "400", "BAD_REQUEST", "UNAUTHORIZED"] {
            assert_eq!(told(key, &format!("{word:?}")), [false; 2], "{key} {word}");
        }
        assert_eq!([told(key, "false"), told(key, "422")], [[false; 2]; 2], "{key}: what an error has");
    }
    for (word, doubt) in [("PAID", true), ("PAYMENT_CONFIRMATION_PENDING", true), ("ATTEMPTED", false)] {
        assert_eq!(told("orderStatus", &format!("{word:?}")), [doubt; 2], "{word}");
    }
}

#[test]
fn a_state_needs_no_id_and_one_that_has_ended_has_no_use_for_it() {
    let ends = |body: &str| {
        let reply = Reply { status: 402, body: body.into(), ..Reply::default() };
        matches!(open(&reply, charge(SubmittedPayment::INFO)), Err(Failure::Refused { .. }))
    };
    assert!(!ends(r#"{"response_code":9,"payload":{"uniqueTransactionId":"INV1","transactionStatus":"PENDING"}}"#));
    assert!(ends(r#"{"response_code":9,"payload":{"transactionId":"EK9","transactionStatus":"FAILED"}}"#), "declined");
    assert!(!ends(r#"{"response_code":9,"payload":{"transactionId":"EK9","transactionStatus":"ERROR"}}"#));
    assert!(!ends(r#"{"response_code":9,"payload":{"status":"FAILED","transactionStatus":"SUCCESS"}}"#));
    assert!(ends(r#"{"status":"BAD_REQUEST","error":"Bad Request","message":"no","id":"err-1","path":"/api"}"#));
    assert!(ends(r#"{"status":false,"message":"Order is already paid"}"#));
}
