//! Records beside a failure: which of them say that something was made.

use super::*;
use crate::mask::Told;
use crate::model::{CreatedOrder, Customer, Mandate, Order, OtpValidation, PaymentLink, QrCode, Refund, SplitAccount};

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
    let over = ["FAILED", "Failure", "cancelled", "", "400"].map(|word| (word, true));
    let alive = ["PENDING_WITH_BANK", "SUCCESS", "CREATED", "REFUNDED", "captured"].map(|word| (word, false));
    for (word, over) in over.into_iter().chain(alive) {
        for key in ["transactionStatus", "txnStatus", "status"] {
            let said = format!(r#"{{"transactionId":"EK1","{key}":"{word}"}}"#);
            assert_eq!(refused(OtpValidation::INFO, &said), over, "{said}");
            assert_eq!(refused(Refund::INFO, &said), over, "{said}");
        }
    }
    assert!(!refused(OtpValidation::INFO, r#"{"transactionId":"EK1","orderStatus":"PAID"}"#));
    assert!(refused(OtpValidation::INFO, r#"{"transactionId":"EK1","orderStatus":"CREATED"}"#));
}
