//! One clock for everything, and it only moves when it is told to.

use enkash_sandbox::{ClockStart, Config, Moment};
use serde_json::json;

use crate::common::{DAY, Shop, settings};

#[test]
fn the_clock_goes_forward_only() {
    let shop = Shop::open(settings());
    assert_eq!(shop.control("/_sandbox/clock"), json!({"now": "2026-11-23T10:00:00+05:30", "runs": false}));
    let set = |body| shop.post_plain("/_sandbox/clock", &body);
    assert_eq!(set(json!({"advance_seconds": 90})).json()["now"], "2026-11-23T10:01:30+05:30");
    assert_eq!(set(json!({"set": "2026-11-24T10:00:00+05:30"})).json()["now"], "2026-11-24T10:00:00+05:30");
    assert_eq!(set(json!({"set": "2026-11-24T05:00:00Z"})).json()["now"], "2026-11-24T10:30:00+05:30");
    for body in [
        json!({}),
        json!({"advance_seconds": -1}),
        json!({"advance_seconds": 1.5}),
        json!({"advance_seconds": "60"}),
        json!({"advance_seconds": i64::MAX}),
        json!({"set": "2026-11-24T10:00:00+05:30"}),
        json!({"set": "tomorrow"}),
        json!({"set": "2027-01-01T00:00:00+05:30", "advance_seconds": 1}),
        json!({"faster": true}),
    ] {
        let answer = set(body.clone());
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.json()["error"].is_string());
    }
    assert_eq!(shop.control("/_sandbox/clock")["now"], "2026-11-24T10:30:00+05:30");
}

#[test]
fn a_running_clock_is_moved_too() {
    let shop = Shop::open(Config { clock: ClockStart::Running, ..settings() });
    let read = || {
        let clock = shop.control("/_sandbox/clock");
        assert_eq!(clock["runs"], true);
        Moment::parse(clock["now"].as_str().expect("a time")).expect("a time")
    };
    let before = read();
    shop.advance(DAY);
    // It ran on meanwhile, so only the lower bound is certain.
    assert!(read() >= before.plus_seconds(DAY));
    let set = json!({"set": "2100-01-01T00:00:00+05:30"});
    assert_eq!(shop.post_plain("/_sandbox/clock", &set).status, 200);
    assert!(read() >= Moment::parse("2100-01-01T00:00:00+05:30").expect("a time"));
}

#[test]
fn tokens_expire() {
    let shop = Shop::open(settings());
    let order = shop.order("A1", "10");
    let path = format!("/api/v0/orders/{order}");
    let advance = |seconds: i64| shop.post_plain("/_sandbox/clock", &json!({"advance_seconds": seconds}));
    advance(DAY - 1);
    assert_eq!(shop.get(&path).code(), 0);
    advance(1);
    let answer = shop.get(&path);
    assert_eq!((answer.code(), &answer.json()["payload"]), (117, &json!("Token is invalid.")));
    shop.renew();
    assert_eq!(shop.get(&path).code(), 0);
}

#[test]
fn unpaid_orders_expire_with_their_payments() {
    let mut config = settings();
    config.order_seconds = 600;
    config.redirect_seconds = 3_600;
    let shop = Shop::open(config);
    let open = shop.order("A1", "10");
    let waiting = shop.submit(&open, json!({"paymentMode": "NET_BANKING", "bankCode": "HDFC"})).payload();
    let waiting = waiting["transactionId"].as_str().expect("an id");
    let paid = shop.order("A2", "10");
    shop.scan(&paid, "success@sandbox");
    shop.advance(599);
    assert_eq!(shop.order_status(&open), "ATTEMPTED");
    shop.advance(1);
    assert_eq!(shop.order_status(&open), "EXPIRED");
    assert_eq!(shop.payment_status(waiting), "FAILED");
    assert_eq!(shop.order_status(&paid), "PAID");
    let late = shop.submit(&open, json!({"paymentMode": "UPI", "vpa": "success@sandbox"}));
    assert_eq!(late.code(), 409);
    assert!(late.message().contains("expired"), "{}", late.text);
    assert_eq!(shop.get(&format!("/pay/checkout/qrcode/{open}")).code(), 409);
    // The moment of the change is the moment it was due, however far the clock jumped.
    let shown = shop.get(&format!("/api/v0/orders/{open}")).payload();
    assert_eq!(shown["lastModified"], "2026-11-23 10:10:00");
}

#[test]
fn upi_windows_close() {
    let shop = Shop::open(settings());
    let order = shop.order("A1", "10");
    let first = shop.qr(&order);
    shop.advance(299);
    assert_eq!(shop.qr(&order)["ekPayId"], first["ekPayId"]);
    shop.advance(1);
    let id = first["ekPayId"].as_str().expect("an id");
    assert_eq!(shop.payment_status(id), "FAILED");
    assert_eq!(shop.get(&format!("/pay/checkout/status/upi/{id}")).payload()["status"], "FAILED");
    let late = shop.post_plain("/_sandbox/upi/pay", &json!({"upi": first["qrUrl"], "vpa": "success@sandbox"}));
    assert_eq!(late.status, 409);
    // The order is still good for another try.
    assert_ne!(shop.qr(&order)["ekPayId"], first["ekPayId"]);
    shop.scan(&order, "success@sandbox");
    assert_eq!(shop.order_status(&order), "PAID");
}

#[test]
fn a_success_closes_what_else_was_open() {
    let shop = Shop::open(settings());
    let order = shop.order("A1", "10");
    let scan = shop.scan(&order, "pending@sandbox");
    let bank = shop.submit(&order, json!({"paymentMode": "NET_BANKING", "bankCode": "HDFC"})).payload();
    let card = json!({"paymentMode": "DEBIT_CARD", "cardNumber": "4111111111111111", "cvv": "123", "expiry": "12/30",
        "cardHolderName": "Asha"});
    assert_eq!(shop.submit(&order, card).payload()["transactionStatus"], "SUCCESS");
    assert_eq!(shop.payment_status(&scan), "CANCELLED");
    assert_eq!(shop.payment_status(bank["transactionId"].as_str().expect("an id")), "CANCELLED");
    let listed = shop.get(&format!("/api/v0/orders/{order}")).payload();
    assert_eq!(listed["transactions"].as_array().expect("a list").len(), 3);
}
