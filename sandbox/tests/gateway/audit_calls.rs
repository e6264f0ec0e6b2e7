//! The audit of the calls themselves: what could not be learned, what was sent twice, what gave a secret away.

use serde_json::{Value, json};

use crate::common::{ACCESS, SECRET, Shop, exchange, settings};
use crate::faults::{called, plan, seen};

fn figure(shop: &Shop, key: &str) -> Value {
    shop.control("/_sandbox/audit")[key].clone()
}

fn post(shop: &Shop, path: &str, body: &Value) {
    seen(called(shop, "POST", path, &body.to_string()));
}

#[test]
fn what_was_applied_and_not_answered_has_to_be_learned_later() {
    let shop = Shop::open(settings());
    let counts = || (figure(&shop, "unanswered"), figure(&shop, "unlearned"));
    plan(&shop, json!([{"when": {"operation": "orders.create"}, "at": "after", "do": "cut", "times": 1}]));
    post(&shop, "/api/v0/orders", &json!({"orderId": "A1", "amount": {"value": 10, "currency": "INR"}}));
    assert_eq!(counts(), (json!(1), json!(1)));
    // A refused repetition names no order, a look at another order names that one.
    let repeated = shop.post("/api/v0/orders", &json!({"orderId": "A1", "amount": {"value": 10, "currency": "INR"}}));
    assert_eq!(repeated.code(), 409);
    shop.order("A2", "10");
    shop.get("/api/v0/orders/merchant/A2");
    assert_eq!(counts(), (json!(1), json!(1)));
    // Nor does a look whose own answer is lost.
    plan(
        &shop,
        json!([{"when": {"operation": "orders.get_by_merchant_order_id"}, "at": "after", "do": "reset", "times": 1}]),
    );
    seen(called(&shop, "GET", "/api/v0/orders/merchant/A1", ""));
    assert_eq!(counts(), (json!(1), json!(1)));
    shop.get("/api/v0/orders/merchant/A1");
    assert_eq!(counts(), (json!(1), json!(0)));
    // From inside the same, on any runtime.
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let audit: Value = serde_json::from_str(&runtime.block_on(shop.sandbox.audit()).expect("an audit")).expect("JSON");
    assert_eq!(audit, shop.control("/_sandbox/audit"));
}

#[test]
fn a_payment_whose_status_was_not_heard_is_lost() {
    let shop = Shop::open(settings());
    let order = shop.order("B1", "10");
    shop.scan(&order, "success@sandbox");
    let path = format!("/api/v0/orders/{order}");
    for (act, lost) in [
        (json!({"do": "reset", "at": "after"}), 1),
        (json!({"do": "html", "at": "after"}), 1),
        (json!({"do": "envelope", "set": {"payload.orderStatus": "NEW"}}), 1),
        (json!({"do": "envelope", "set": {"payload.new": 1}}), 0),
    ] {
        plan(&shop, json!([act]));
        seen(called(&shop, "GET", &path, ""));
        assert_eq!(figure(&shop, "lost_results"), lost, "{act}");
    }
}

#[test]
fn a_charge_that_may_have_gone_through_is_not_sent_again() {
    let shop = Shop::open(settings());
    let repeats = || figure(&shop, "repeated_charges");
    let lose = |operation: &str| {
        plan(&shop, json!([{"when": {"operation": operation}, "at": "after", "do": "reset", "times": 1}]))
    };
    let charge = |order: &str, vpa: &str| {
        post(
            &shop,
            "/api/v0/payment/submit",
            &json!({"orderId": order, "paymentDetail": {"paymentMode": "UPI", "vpa": vpa}}),
        )
    };
    // One that failed may be tried again, one that was answered too.
    let order = shop.order("C1", "10");
    lose("payments.submit");
    charge(&order, "failure@sandbox");
    charge(&order, "pending@sandbox");
    charge(&order, "pending@sandbox");
    assert_eq!(repeats(), 0);
    let order = shop.order("C2", "10");
    lose("payments.submit");
    charge(&order, "pending@sandbox");
    charge(&order, "success@sandbox");
    assert_eq!(repeats(), 1);
    // What has no key of the merchant is recognised by its bytes.
    let link = json!({"amount": 1000, "referenceNumber": "L1"});
    lose("payment_links.create");
    post(&shop, "/api/v0/payment-link", &link);
    assert_eq!(repeats(), 1);
    post(&shop, "/api/v0/payment-link", &link);
    let audit = shop.control("/_sandbox/audit");
    assert_eq!(audit["repeated_charges"], 2, "{audit} {}", shop.control("/_sandbox/log"));
    let findings = audit["findings"].as_array().expect("a list");
    assert!(findings.iter().any(|one| one["kind"] == "repeated_charge"), "{audit}");
}

#[test]
fn secrets_are_found_where_they_do_not_belong() {
    let shop = Shop::open(settings());
    let order = shop.order("D1", "10");
    let card = json!({"paymentMode": "CREDIT_CARD", "cardNumber": "4111111111111111", "cvv": "987", "expiry": "09/31",
        "cardHolderName": "Asha"});
    shop.submit(&order, card);
    shop.order_with("D2", "10", json!({"paymentDetail": {"accountNumber": "4111111111111111", "ifsc": "KKBK0000432"}}));
    assert_eq!(figure(&shop, "secrets_leaked"), 0);

    let bearer = shop.bearer();
    let token = bearer.trim_start_matches("Bearer ");
    let url = &shop.sandbox.url;
    let own = [("Authorization", bearer.as_str()), ("merchantAccessKey", ACCESS), ("Content-Type", "application/json")];
    let mut told = 0;
    let mut leaks = |method: &str, path: &str, headers: &[(&str, &str)], body: &str, expected: &[&str]| {
        exchange(url, method, path, headers, body);
        let audit = shop.control("/_sandbox/audit");
        told += expected.len();
        assert_eq!(audit["secrets_leaked"], told, "{path} {headers:?} {body}: {audit}");
        let log = shop.control("/_sandbox/log");
        let entry = log["requests"].as_array().and_then(|list| list.last()).expect("an entry").clone();
        assert_eq!(entry["leaks"], json!(expected));
        for secret in [SECRET, token, "4111111111111111", "987654"] {
            assert!(!log.to_string().contains(secret) && !audit.to_string().contains(secret), "{log} {audit}");
        }
    };
    leaks("GET", &format!("/api/v0/orders/{order}?key={SECRET}"), &own, "", &["the secret key in the address"]);
    leaks("GET", &format!("/api/v0/orders/{token}"), &own, "", &["the token in the address"]);
    leaks("GET", "/api/v0/orders/4111%201111%201111%201111", &own, "", &["a card number in the address"]);
    leaks("GET", "/api/v0/orders/1?otp=1", &own, "", &["a parameter with the name of a secret in the address"]);
    leaks(
        "GET",
        "/api/v0/no-such-path",
        &own,
        "",
        &[
            "credentials that the operation does not take in the header authorization",
            "credentials that the operation does not take in the header merchantaccesskey",
        ],
    );
    let agent = [own[0], own[1], ("User-Agent", SECRET)];
    leaks("GET", "/api/v0/orders/1", &agent, "", &["the secret key in the header user-agent"]);
    let basic = [("Authorization", "Basic YWNjZXNzLW9mLXRoZS10ZXN0OnNlY3JldC1vZi10aGUtdGVzdA==")];
    leaks(
        "GET",
        "/api/v0/orders/1",
        &basic,
        "",
        &["the secret key in the header authorization", "the access key in the header authorization"],
    );
    leaks(
        "GET",
        &format!("/pay/checkout/{order}"),
        &own[..1],
        "",
        &["credentials that the operation does not take in the header authorization"],
    );
    leaks(
        "POST",
        "/api/v0/orders",
        &own,
        &format!(r#"{{"orderId":"D3","description":"{SECRET}"}}"#),
        &["the secret key in the body"],
    );
    leaks("POST", "/api/v0/orders", &own, r#"{"orderId":"4111-1111-1111-1111"}"#, &["a card number in the body"]);
    leaks(
        "POST",
        "/api/v0/orders",
        &own,
        r#"{"orderId":"D3","cvv":"987"}"#,
        &["a key with the name of a secret that the operation does not take in the body"],
    );
    leaks(
        "POST",
        "/pay/otp/validate?otp=987654",
        &own[2..],
        r#"{"transactionId":"EK1","otp":"987654"}"#,
        &["a parameter with the name of a secret in the address", "a secret of the body in the address"],
    );
    leaks("GET", "/api/v0/orders/1784001000000", &own, "", &[]);
}

#[test]
fn an_encoding_does_not_hide_a_secret() {
    let keys = enkash_sandbox::Merchant { access_key: ACCESS.into(), secret_key: r#"SK+test/8b"6a=40"#.into() };
    let shop = Shop::open_with(enkash_sandbox::Config { merchants: vec![keys], ..settings() }, r#"SK+test/8b"6a=40"#);
    let mut told = 0;
    for (path, body) in [
        ("/api/v0/orders", r#"{"orderId":"E1","description":"SK+test/8b\"6a=40"}"#),
        ("/api/v0/orders", r#"{"orderId":"E1","description":"\u0053K+test\/8b\u00226a=40"}"#),
        ("/api/v0/orders", r#"{"SK+test/8b\"6a=40":1}"#),
        ("/api/v0/orders", r#"SK+test/8b"6a=40"#),
        ("/api/v0/orders?a=SK%2Btest%2F8b%226a%3D40", "{}"),
        ("/api/v0/orders?a=SK+test/8b%226a=40", "{}"),
    ] {
        seen(called(&shop, "POST", path, body));
        told += 1;
        assert_eq!(figure(&shop, "secrets_leaked"), told, "{path} {body}");
    }
}

#[test]
fn credentials_for_another_host_are_found() {
    use std::io::{Read, Write};
    let shop = Shop::open(settings());
    let host = shop.sandbox.url.trim_start_matches("http://").to_string();
    for (name, leaked) in [("localhost:1", 0), ("[::1]:9", 0), ("gateway.example.com", 1)] {
        let mut stream = std::net::TcpStream::connect(&host).expect("the sandbox listens");
        let head = format!(
            "GET /api/v0/orders/1 HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\nAuthorization: {}\r\n\r\n",
            shop.bearer()
        );
        stream.write_all(head.as_bytes()).expect("sent");
        stream.read_to_end(&mut Vec::new()).expect("an answer");
        assert_eq!(figure(&shop, "secrets_leaked"), leaked, "{name}");
    }
}
