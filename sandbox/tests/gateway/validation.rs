//! What a gateway refuses, as a table: body or path, code, and what the sentence must name.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::common::{ACCESS, Shop, send, settings};

/// A create request with one thing changed.
fn order_with(change: impl FnOnce(&mut Value)) -> Value {
    let mut body = json!({"orderId": "A1", "amount": {"value": 10, "currency": "INR"}});
    change(&mut body);
    body
}

#[test]
fn orders_are_checked() {
    let shop = Shop::open(settings());
    type Change = fn(&mut Value);
    let table: &[(Change, &str)] = &[
        (|b| b["notifyurl"] = "http://127.0.0.1/".into(), "notifyurl"),
        (|b| b["customerInfo"] = json!({"customerIpAddress": "1.2.3.4"}), "customerInfo.customerIpAddress"),
        (|b| b["customerInfo"] = json!({"address": {"pin": "1"}}), "customerInfo.address.pin"),
        (|b| b["customerInfo"] = json!("Asha"), "customerInfo must be an object"),
        (|b| b["customerInfo"] = json!({"firstName": 5}), "customerInfo.firstName must be a string"),
        (|b| b["customerInfo"] = json!({"phoneNumber": "12345"}), "customerInfo.phoneNumber"),
        (|b| b["customerInfo"] = json!({"email": "asha"}), "customerInfo.email"),
        (|b| b["customParameters"] = json!({"a": 1}), "customParameters.a"),
        (|b| b["orderId"] = Value::Null, "orderId is required"),
        (|b| b["orderId"] = 17.into(), "orderId must be a string"),
        (|b| b["orderId"] = "INV-1".into(), "orderId"),
        (|b| b["orderId"] = "".into(), "orderId"),
        (|b| b["returnUrl"] = "example.com".into(), "returnUrl"),
        (|b| b["notifyUrl"] = "ftp://example.com".into(), "notifyUrl"),
        (|b| b["amount"] = Value::Null, "amount is required"),
        (|b| b["amount"] = 10.into(), "amount must be an object"),
        (|b| b["amount"] = json!({"currency": "INR"}), "amount.value is required"),
        (|b| b["amount"] = json!({"value": 10}), "amount.currency is required"),
        (|b| b["amount"]["currency"] = "USD".into(), "amount.currency must be INR"),
        (|b| b["amount"]["paise"] = 5.into(), "amount.paise"),
        (|b| b["amount"]["value"] = "10.00".into(), "amount.value must be a number"),
        (|b| b["amount"]["value"] = true.into(), "amount.value must be a number"),
        (|b| b["amount"]["value"] = 0.into(), "amount.value must be at least 0.01"),
        (|b| b["amount"]["value"] = (-5).into(), "amount.value must be at least 0.01"),
        (|b| b["amount"]["value"] = json!(100.005), "amount.value may have two decimals"),
        (|b| b["amount"]["value"] = json!(1_000_000_001), "amount.value must be at most 1000000000"),
        (|b| b["paymentDetail"] = json!({"accountNumber": "123"}), "paymentDetail.accountNumber"),
        (|b| b["paymentDetail"] = json!({"ifsc": "KKBK"}), "paymentDetail.ifsc"),
        (|b| b["restrictedPaymentOptions"] = json!({"CASH": []}), "restrictedPaymentOptions.CASH"),
        (|b| b["restrictedPaymentOptions"] = json!({"WALLET": "WA001"}), "restrictedPaymentOptions.WALLET"),
    ];
    for (change, says) in table {
        let body = order_with(change);
        let answer = shop.post("/api/v0/orders", &body);
        assert_eq!((answer.status, answer.code()), (200, 400), "{body} {}", answer.text);
        assert!(answer.message().contains(says), "{says} in {}", answer.text);
        assert!(answer.json()["payload"].is_null());
    }
    assert_eq!(shop.control("/_sandbox/audit")["orders"], 0);

    for value in ["0.01", "1000000000", "10.50", "1e2"] {
        shop.order(&format!("OK{}", value.replace('.', "")), value);
    }
    let taken = shop.post("/api/v0/orders", &json!({"orderId": "OK001", "amount": {"value": 1, "currency": "INR"}}));
    assert_eq!(taken.code(), 409);
    assert!(taken.message().contains("already exists"), "{}", taken.text);
}

#[test]
fn bodies_are_checked() {
    let shop = Shop::open(settings());
    for (body, says) in [
        ("{", "valid JSON"),
        ("[1]", "JSON object"),
        (r#""x""#, "JSON object"),
        (r#"{"orderId":"A","orderId":"B"}"#, "repeats a key"),
    ] {
        let answer = shop.raw("POST", "/api/v0/orders", body);
        assert_eq!(answer.code(), 400);
        assert!(answer.message().contains(says), "{}", answer.text);
    }
    let bearer = shop.bearer();
    let keys = [("Authorization", bearer.as_str()), ("merchantAccessKey", ACCESS), ("Content-Type", "text/plain")];
    let answer = send(&shop.sandbox.url, "POST", "/api/v0/orders", &keys, "{}");
    assert!(answer.message().contains("Content-Type"), "{}", answer.text);
    let large = format!(r#"{{"orderId":"{}"}}"#, "A".repeat(1_100_000));
    let answer = shop.raw("POST", "/api/v0/orders", &large);
    assert_eq!((answer.status, answer.code()), (413, 400));
}

#[test]
fn credentials_are_checked() {
    let shop = Shop::open(settings());
    let order = shop.order("A1", "10");
    let path = format!("/api/v0/orders/{order}");
    let bearer = shop.bearer();
    let raw = bearer.trim_start_matches("Bearer ");
    let refused: &[&[(&str, &str)]] = &[
        &[],
        &[("merchantAccessKey", ACCESS)],
        &[("Authorization", &bearer)],
        &[("Authorization", &bearer), ("merchantAccessKey", "another")],
        &[("Authorization", "Bearer nonsense"), ("merchantAccessKey", ACCESS)],
        &[("Authorization", ""), ("merchantAccessKey", ACCESS)],
    ];
    for headers in refused {
        let answer = send(&shop.sandbox.url, "GET", &path, headers, "");
        assert_eq!((answer.status, answer.code()), (200, 117), "{headers:?}");
        assert_eq!(answer.json()["payload"], "Token is invalid.");
    }
    // Credentials come first: a stranger learns nothing about the body.
    let answer = send(&shop.sandbox.url, "POST", "/api/v0/orders", &[("Content-Type", "application/json")], "{");
    assert_eq!(answer.code(), 117);
    for form in [bearer.as_str(), raw, &format!("bearer {raw}")] {
        let headers = [("Authorization", form), ("merchantAccessKey", ACCESS)];
        assert_eq!(send(&shop.sandbox.url, "GET", &path, &headers, "").code(), 0);
    }
    for body in [json!({}), json!({"accessKey": ACCESS}), json!({"accessKey": ACCESS, "secretKey": 5})] {
        let answer = shop.post_plain("/api/v0/merchant/token", &body).json();
        assert_eq!(answer["resultCode"], 400, "{answer}");
        assert!(answer["token"].is_null());
    }
}

#[test]
fn unknown_ids_are_not_found() {
    let shop = Shop::open(settings());
    for (path, says) in [
        ("/api/v0/orders/ORD0", "Order not found."),
        ("/api/v0/orders/merchant/X", "Order not found."),
        ("/pay/checkout/qrcode/ORD0", "Order not found."),
        ("/pay/checkout/upi-detail/ORD0", "Order not found."),
        ("/api/v0/payment/EK0", "Transaction not found."),
        ("/pay/checkout/status/upi/EK0", "Transaction not found."),
        ("/api/v0/refund/R0", "Refund not found."),
        ("/api/v0/settlement-payout/SP0", "Settlement payout not found."),
    ] {
        let answer = shop.get(path);
        assert_eq!((answer.status, answer.code(), answer.message().as_str()), (200, 404, says), "{path}");
    }
    let detail = json!({"paymentMode": "UPI", "vpa": "success@sandbox"});
    assert_eq!(shop.submit("ORD0", detail).message(), "Order not found.");
    assert_eq!(shop.refund("EK0", "1", "R0").message(), "Transaction not found.");

    // A path or a verb that does not exist must not read like an order that does not exist.
    for (method, path) in [("GET", "/api/v0/nothing"), ("GET", "/api/v0/orders"), ("POST", "/api/v0/orders/ORD0")] {
        let answer = shop.raw(method, path, "");
        assert_eq!((answer.status, answer.code()), (404, 400), "{path}");
        assert!(!answer.message().contains("not found"), "{}", answer.text);
    }
}

#[test]
fn searches_and_refunds_are_checked() {
    let shop = Shop::open(settings());
    for (query, body, says) in [
        ("?limit=5001", json!({}), "limit must be 1 to 5000"),
        ("?limit=0", json!({}), "limit must be 1 to 5000"),
        ("?limit=many", json!({}), "limit must be a whole number"),
        ("?offset=-1", json!({}), "offset"),
        ("?direction=UP", json!({}), "direction must be one of ASC, DESC"),
        ("?orderBy=luck", json!({}), "orderBy must be one of"),
        ("?page=1", json!({}), "Unknown query parameter page"),
        ("?limit=1&limit=2", json!({}), "given twice"),
        ("", json!({"limit": 5}), "Unknown key limit"),
        ("", json!({"totalSaleAmountFrom": 0}), "totalSaleAmountFrom must be at least 0.01"),
        ("", json!({"totalGstTo": -1}), "totalGstTo must be at least 0"),
        ("", json!({"totalGstTo": "x"}), "totalGstTo must be a decimal number"),
        ("", json!({"settlementPayoutIds": "SP1"}), "settlementPayoutIds must be an array"),
        ("", json!({"settlementPayoutIds": [1]}), "settlementPayoutIds[0] must be a string"),
    ] {
        let answer = shop.post(&format!("/api/v0/settlement-payout/search{query}"), &body);
        assert_eq!(answer.code(), 400, "{query} {body} {}", answer.text);
        assert!(answer.message().contains(says), "{says} in {}", answer.text);
    }

    let order = shop.order("A1", "10");
    let open = shop.qr(&order)["ekPayId"].as_str().expect("an id").to_string();
    assert_eq!(shop.refund(&open, "1", "R1").code(), 422);
    let paid = shop.scan(&order, "success@sandbox");
    let path = format!("/api/v0/payment/{paid}/refund");
    for (body, says) in [
        (json!({"requestId": "R1"}), "amount is required"),
        (json!({"amount": 1}), "requestId is required"),
        (json!({"amount": 1, "requestId": ""}), "requestId"),
        (json!({"amount": 1, "requestId": "R 1"}), "requestId"),
        (json!({"amount": 0, "requestId": "R1"}), "amount must be at least 0.01"),
        (json!({"amount": 0.001, "requestId": "R1"}), "amount must be at least 0.01"),
        (json!({"amount": "1,0", "requestId": "R1"}), "amount must be a decimal number"),
        (json!({"amount": {"value": 1}, "requestId": "R1"}), "amount"),
        (json!({"amount": 1, "requestId": "R1", "reason": "x"}), "Unknown key reason"),
    ] {
        let answer = shop.post(&path, &body);
        assert_eq!(answer.code(), 400, "{body} {}", answer.text);
        assert!(answer.message().contains(says), "{says} in {}", answer.text);
    }
    // The documentation's own sample sends the amount as text.
    assert_eq!(shop.post(&path, &json!({"amount": "4.50", "requestId": "R1"})).code(), 0);
    assert_eq!(shop.refund(&paid, "5.50", "R2").code(), 0);
    assert_eq!(shop.payment_status(&paid), "REFUNDED");
    assert!(shop.refund(&paid, "0.01", "R3").message().contains("0.00 rupees are left"));
}

#[test]
fn a_body_that_comes_after_its_head_costs_no_connection() {
    let shop = Shop::open(settings());
    let host = shop.sandbox.url.trim_start_matches("http://").to_owned();
    for path in ["POST /_sandbox/webhooks/flush", "POST /_sandbox/reset", "DELETE /_sandbox/faults", "POST /nowhere"] {
        let mut stream = TcpStream::connect(&host).expect("the sandbox listens");
        stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a timeout");
        for _ in 0..2 {
            let head = format!("{path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: 2\r\n\r\n");
            stream.write_all(head.as_bytes()).expect("the connection stands");
            std::thread::sleep(Duration::from_millis(50));
            stream.write_all(b"{}").expect("the connection stands");
            let mut answer = [0; 4096];
            let count = stream.read(&mut answer).expect("an answer");
            assert!(answer[..count].starts_with(b"HTTP/1.1 "), "{path}: {count} bytes");
        }
    }
}
