//! The courier: retries on the virtual clock, giving up, redelivery, and staying on this machine.

use serde_json::{Value, json};

use crate::common::{Listener, Shop, settings};

/// The one notice of a shop.
fn only(notices: Vec<Value>) -> Value {
    assert_eq!(notices.len(), 1);
    notices.into_iter().next().expect("one")
}

fn paid_order(shop: &Shop, url: &str) -> String {
    let order = shop.order_with("A1", "10", json!({"notifyUrl": url}));
    shop.scan(&order, "success@sandbox");
    order
}

#[test]
fn a_refused_notice_is_tried_again_when_the_clock_says_so() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[500, 302, 204]);
    paid_order(&shop, &listener.url);

    let notice = only(shop.flush());
    assert_eq!((&notice["state"], &notice["attempts"]), (&json!("WAITING"), &json!(1)));
    assert_eq!(notice["due"], "2026-11-23T10:01:00+05:30");
    assert_eq!(shop.control("/_sandbox/audit")["undelivered_notifications"], 1);

    // One second too early nothing happens.
    shop.advance(59);
    assert_eq!(only(shop.flush())["attempts"], 1);
    shop.advance(1);
    let notice = only(shop.flush());
    // A redirect is not an acknowledgement, and is not followed.
    assert_eq!((&notice["attempts"], &notice["due"]), (&json!(2), &json!("2026-11-23T10:06:00+05:30")));
    shop.advance(300);
    let notice = only(shop.flush());
    assert_eq!((&notice["state"], &notice["attempts"]), (&json!("DELIVERED"), &json!(3)));
    let statuses: Vec<&Value> =
        notice["deliveries"].as_array().expect("a list").iter().map(|one| &one["http_status"]).collect();
    assert_eq!(statuses, [500, 302, 204]);
    assert_eq!(shop.control("/_sandbox/audit")["undelivered_notifications"], 0);

    let bodies = listener.bodies();
    assert_eq!(bodies.len(), 3);
    assert!(bodies.iter().all(|body| *body == bodies[0]), "every attempt carries the same body");
}

#[test]
fn it_gives_up_and_can_be_asked_again() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[500, 500, 500, 500, 500, 500, 200]);
    paid_order(&shop, &listener.url);
    for seconds in [60, 300, 1_800, 7_200, 21_600] {
        assert_eq!(only(shop.flush())["state"], "WAITING");
        shop.advance(seconds);
    }
    let notice = only(shop.flush());
    assert_eq!((&notice["state"], &notice["attempts"]), (&json!("GIVEN_UP"), &json!(6)));
    let audit = shop.control("/_sandbox/audit");
    assert_eq!(audit["undelivered_notifications"], 1);
    assert!(audit["findings"].to_string().contains("undelivered_notification"), "{audit}");

    assert_eq!(shop.post_plain("/_sandbox/webhooks/1/redeliver", &json!({})).status, 200);
    assert_eq!(only(shop.flush())["state"], "DELIVERED");
    // Redelivering what has arrived makes a duplicate, which merchants must survive.
    assert_eq!(shop.post_plain("/_sandbox/webhooks/1/redeliver", &json!({})).status, 200);
    assert_eq!(only(shop.flush())["state"], "DELIVERED");
    assert_eq!(listener.bodies().len(), 8);
    assert_eq!(shop.post_plain("/_sandbox/webhooks/9/redeliver", &json!({})).status, 404);
    assert_eq!(shop.post_plain("/_sandbox/webhooks/x/redeliver", &json!({})).status, 400);
}

#[test]
fn a_closed_port_is_a_failed_attempt() {
    let shop = Shop::open(settings());
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    paid_order(&shop, &format!("http://{closed}/"));
    let notice = only(shop.flush());
    assert_eq!(notice["deliveries"][0]["outcome"], "no connection");
    assert_eq!(notice["state"], "WAITING");
}

#[test]
fn strangers_are_not_called() {
    let shop = Shop::open(settings());
    let order = paid_order(&shop, "https://example.com/hooks/enkash");
    let notice = only(shop.flush());
    assert_eq!((&notice["state"], &notice["attempts"]), (&json!("HELD"), &json!(0)));
    assert!(notice["reason"].as_str().expect("a reason").contains("http://"), "{notice}");
    assert_eq!(shop.post_plain("/_sandbox/webhooks/1/redeliver", &json!({})).status, 409);
    let audit = shop.control("/_sandbox/audit");
    assert_eq!((&audit["undelivered_notifications"], &audit["held_notifications"]), (&json!(0), &json!(1)));
    assert_eq!(shop.order_status(&order), "PAID");
}

#[test]
fn every_outcome_is_told_in_order() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[200]);
    let order = shop.order_with("A1", "10", json!({"notifyUrl": listener.url}));
    shop.scan(&order, "failure@sandbox");
    shop.flush();
    shop.scan(&order, "pending@sandbox");
    shop.flush();
    shop.scan(&order, "success@sandbox");
    shop.flush();
    let told: Vec<String> = listener
        .bodies()
        .iter()
        .map(|body| {
            format!("{} {}", body["orderStatus"].as_str().expect("text"), body["status"].as_str().expect("text"))
        })
        .collect();
    assert_eq!(told, ["ATTEMPTED FAILED", "ATTEMPTED PENDING_WITH_BANK", "PAID SUCCESS"]);
}
