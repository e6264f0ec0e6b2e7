//! Refunds that stay pending, arrive or fail, and the notice of each outcome.

use serde_json::{Value, json};

use crate::common::{DAY, Listener, Shop, settings};

fn refund(shop: &Shop, payment: &str, body: Value) -> Value {
    shop.post(&format!("/api/v0/payment/{payment}/refund"), &body).payload()
}

#[test]
fn each_outcome_is_told_to_the_orders_address() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[200]);
    let order = shop.order_with("A1", "100", json!({"notifyUrl": listener.url}));
    let payment = shop.scan(&order, "success@sandbox");
    refund(&shop, &payment, json!({"amount": 30, "requestId": "R1"}));
    let failing = refund(&shop, &payment, json!({"amount": 20, "requestId": "R2", "remarks": "failure@sandbox"}));
    assert_eq!(failing["status"], "CREATED");
    assert_eq!(shop.flush().len(), 1, "only the payment so far");
    shop.advance(3_600);
    let notices = shop.flush();
    let kinds: Vec<&str> = notices.iter().filter_map(|notice| notice["kind"].as_str()).collect();
    assert_eq!(kinds, ["PAYMENT", "REFUND", "REFUND"]);
    let told: Vec<Value> = listener.bodies().into_iter().filter(|body| body["requestId"].is_string()).collect();
    assert_eq!(told.len(), 2);
    for (id, status) in [("R1", "SUCCESS"), ("R2", "FAILED")] {
        let body = told.iter().find(|body| body["requestId"] == id).expect("a notice");
        let mut shown = shop.get(&format!("/api/v0/refund/{id}")).payload();
        assert_eq!(shown["status"], status);
        shown["orderId"] = order.as_str().into();
        assert_eq!(*body, shown, "the notice is the status call's answer and the order");
    }
    assert_eq!(shop.control("/_sandbox/audit")["refunded"], "30.00");
}

#[test]
fn a_pending_refund_waits_for_the_bank() {
    let shop = Shop::open(settings());
    let payment = shop.scan(&shop.order("A1", "100"), "success@sandbox");
    for id in ["R1", "R2"] {
        refund(&shop, &payment, json!({"amount": 50, "requestId": id, "remarks": "pending@sandbox"}));
    }
    shop.advance(40 * DAY);
    let status = |id: &str| shop.get(&format!("/api/v0/refund/{id}")).payload()["status"].clone();
    assert_eq!((status("R1"), status("R2")), (json!("CREATED"), json!("CREATED")));
    // What is pending counts as given back: nothing is left to refund.
    assert_eq!(shop.refund(&payment, "1", "R3").code(), 422);
    let decide = |id: &str, outcome: &str| {
        shop.post_plain(&format!("/_sandbox/refunds/{id}"), &json!({"outcome": outcome})).status
    };
    assert_eq!(decide("R1", "maybe"), 400);
    assert_eq!(decide("R1", "success"), 200);
    assert_eq!(decide("R2", "failure"), 200);
    assert_eq!(decide("R2", "success"), 404, "it is decided");
    assert_eq!(decide("R9", "success"), 404);
    assert_eq!((status("R1"), status("R2")), (json!("SUCCESS"), json!("FAILED")));
    assert_eq!(shop.payment_status(&payment), "PARTIALLY_REFUNDED");
    assert_eq!(shop.refund(&payment, "50", "R3").code(), 0);
}
