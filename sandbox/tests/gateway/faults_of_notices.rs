//! Notices that are lost, sent twice, late, out of order, or at the same instant as the answer.

use std::time::Duration;

use serde_json::{Value, json};

use crate::common::{DAY, Listener, Shop, send, settings};

fn plan(shop: &Shop, fault: Value) {
    shop.sandbox.set_faults(json!({"notifications": [fault]}).to_string().parse().expect("a plan"));
}

fn pay(shop: &Shop, listener: &Listener, id: &str) -> String {
    let order = shop.order_with(id, "10", json!({"notifyUrl": listener.url}));
    shop.scan(&order, "success@sandbox");
    order
}

fn statuses(listener: &Listener) -> Vec<Value> {
    listener.bodies().iter().map(|body| body["status"].clone()).collect()
}

#[test]
fn a_notice_is_dropped() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[200]);
    plan(&shop, json!({"do": "drop", "times": 1}));
    pay(&shop, &listener, "A1");
    pay(&shop, &listener, "A2");
    let states: Vec<Value> = shop.flush().iter().map(|notice| notice["state"].clone()).collect();
    assert_eq!(states, ["DROPPED", "DELIVERED"]);
    assert_eq!(listener.bodies().len(), 1);
    let audit = shop.control("/_sandbox/audit");
    assert_eq!((&audit["dropped_notifications"], &audit["undelivered_notifications"]), (&json!(1), &json!(0)));
    assert_eq!(
        shop.control("/_sandbox/faults")["notifications"],
        json!([
        {"name": "notification 1", "do": "drop", "fitting": 2, "hits": 1}])
    );
}

#[test]
fn a_notice_comes_twenty_times() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[200]);
    plan(&shop, json!({"name": "many", "do": "duplicate", "count": 20, "when": {"kind": "PAYMENT", "call": 1}}));
    pay(&shop, &listener, "B1");
    shop.flush();
    let bodies = listener.bodies();
    assert_eq!(bodies.len(), 20);
    assert!(bodies.iter().all(|body| *body == bodies[0]));
    pay(&shop, &listener, "B2");
    shop.flush();
    assert_eq!((listener.bodies().len(), shop.sandbox.fault_hits("many")), (21, Some(1)));
}

#[test]
fn a_notice_is_held_for_days() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[200]);
    plan(&shop, json!({"do": "hold", "days": 3, "when": {"status": "SUCCESS", "amount": "10.00"}}));
    pay(&shop, &listener, "C1");
    shop.flush();
    shop.advance(3 * DAY - 1);
    shop.flush();
    assert_eq!(listener.bodies().len(), 0);
    shop.advance(1);
    shop.flush();
    assert_eq!(statuses(&listener), ["SUCCESS"]);
}

#[test]
fn a_stale_notice_follows_the_true_one() {
    let shop = Shop::open(settings());
    // The first attempt fails, so the stale one has to wait for the second.
    let listener = Listener::answering(&[500, 200]);
    plan(&shop, json!({"do": "reorder", "when": {"kind": "PAYMENT"}}));
    let order = pay(&shop, &listener, "D1");
    shop.flush();
    assert_eq!(statuses(&listener), ["SUCCESS"]);
    shop.advance(60);
    shop.flush();
    assert_eq!(statuses(&listener), ["SUCCESS", "SUCCESS", "PENDING_WITH_BANK"]);
    let stale = &listener.bodies()[2];
    assert_eq!((&stale["orderId"], &stale["orderStatus"]), (&json!(order), &json!("ATTEMPTED")));
}

#[test]
fn a_notice_is_there_before_the_answer() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[200]);
    for until in ["answered", "sent"] {
        plan(&shop, json!({"do": "race", "until": until}));
        let order = shop.order_with(until, "10", json!({"notifyUrl": listener.url}));
        let before = listener.bodies().len();
        let paid = shop.submit(&order, json!({"paymentMode": "UPI", "vpa": "success@sandbox"}));
        assert_eq!(paid.code(), 0);
        if until == "answered" {
            assert_eq!(listener.bodies().len(), before + 1);
        }
        let notices = shop.control("/_sandbox/webhooks");
        let ours = notices["webhooks"].as_array().expect("a list").iter().find(|one| one["order_id"] == order.as_str());
        let ours = ours.expect("the notice").clone();
        assert!(ours["attempts"] == 1 || ours["due"].is_null(), "{ours}");
    }
}

#[test]
fn a_notice_is_answered_before_the_page_leads_back() {
    let shop = Shop::open(settings());
    // So slow that a page which does not wait is back long before.
    let listener = Listener::slow(Duration::from_millis(500));
    plan(&shop, json!({"name": "race", "do": "race", "until": "answered", "when": {"kind": "PAYMENT"}}));
    let more = json!({"notifyUrl": listener.url, "returnUrl": "https://example.com/return"});
    let order = shop.order_with("E1", "10", more);
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let back = send(&shop.sandbox.url, "POST", &format!("/v1/pay/{order}"), &form, "decision=approve");
    assert_eq!(back.status, 303, "{}", back.text);
    let notices = shop.control("/_sandbox/webhooks");
    assert_eq!(
        (&notices["webhooks"][0]["attempts"], &notices["webhooks"][0]["state"]),
        (&json!(1), &json!("DELIVERED"))
    );
    assert_eq!((statuses(&listener), shop.sandbox.fault_hits("race")), (vec![json!("SUCCESS")], Some(1)));
}

#[test]
fn a_plan_for_notices_that_is_wrong_is_refused_by_name() {
    let shop = Shop::open(settings());
    for (text, named) in [
        (r#"{"notifications":[{}]}"#, "notifications[0].do: must be one of drop, duplicate, hold"),
        (r#"{"notifications":[{"do":"drop","days":1}]}"#, "notifications[0].days: is not known here"),
        (r#"{"notifications":[{"do":"hold"}]}"#, "notifications[0].days: is required"),
        (r#"{"notifications":[{"do":"hold","days":0}]}"#, "notifications[0].days: must be above 0"),
        (
            r#"{"notifications":[{"do":"duplicate","count":1}]}"#,
            "notifications[0].count: must be a whole number from 2",
        ),
        (
            r#"{"notifications":[{"do":"drop","when":{"kind":"PAY"}}]}"#,
            "notifications[0].when.kind: must be one of PAYMENT",
        ),
        (r#"{"notifications":[{"do":"drop","when":{"vpa":"a@b"}}]}"#, "notifications[0].when.vpa: is not known here"),
        (r#"{"notifications":[{"do":"reorder"}]}"#, "notifications[0].when.kind: must be PAYMENT"),
        (r#"{"notifications":[{"do":"race","until":"never"}]}"#, "notifications[0].until: must be sent or answered"),
        (
            r#"{"faults":[{"do":"reset","name":"x"}],"notifications":[{"do":"drop","name":"x"}]}"#,
            "notifications: a fault has the name x",
        ),
    ] {
        let refused = shop.raw("POST", "/_sandbox/faults", text);
        assert_eq!(refused.status, 400, "{text}");
        assert!(refused.text.contains(named), "{text}: {}", refused.text);
    }
}
