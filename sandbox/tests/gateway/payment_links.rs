//! Payment links: paid at once or in parts, by page or by control route, with the documented notice.

use serde_json::{Value, json};

use crate::common::{Listener, Shop, send, settings};

fn shop_with(listener: &Listener) -> Shop {
    let mut config = settings();
    config.notify_url = Some(listener.url.clone());
    Shop::open(config)
}

fn create(shop: &Shop, body: Value) -> String {
    let link = shop.post("/api/v0/payment-link", &body).payload();
    assert_eq!(link["status"], "CREATED");
    link["quickCollectRequestId"].as_str().expect("an id").to_string()
}

fn get(shop: &Shop, link: &str) -> Value {
    shop.get(&format!("/api/v0/payment-link/{link}")).payload()
}

/// A payment by the control route; its HTTP status.
fn pay(shop: &Shop, link: &str, amount: Option<&str>, vpa: &str) -> u16 {
    let mut body = json!({"vpa": vpa});
    if let Some(amount) = amount {
        body["amount"] = amount.into();
    }
    shop.post_plain(&format!("/_sandbox/payment-links/{link}/pay"), &body).status
}

#[test]
fn parts_add_up_to_the_whole() {
    let listener = Listener::answering(&[200]);
    let shop = shop_with(&listener);
    let link =
        create(&shop, json!({"amount": 1000, "partialPayment": true, "minimumAmount": 200, "referenceNumber": "L1"}));
    assert_eq!(pay(&shop, &link, Some("199.99"), "success@sandbox"), 422, "below the smallest part");
    assert_eq!(pay(&shop, &link, Some("1000.01"), "success@sandbox"), 422);
    assert_eq!(pay(&shop, &link, Some("300"), "failure@sandbox"), 200);
    assert_eq!(get(&shop, &link)["status"], "CREATED", "nothing came");
    assert_eq!(pay(&shop, &link, Some("850"), "success@sandbox"), 200);
    let shown = get(&shop, &link);
    assert_eq!((&shown["status"], &shown["amountPaid"]), (&json!("PARTIALLY_PAID"), &json!(850.0)));
    // The rest may be smaller than the smallest part, and only one payer at a time can take it.
    assert_eq!(pay(&shop, &link, None, "pending@sandbox"), 200);
    assert_eq!(pay(&shop, &link, None, "success@sandbox"), 409);
    shop.advance(300);
    assert_eq!(pay(&shop, &link, None, "success@sandbox"), 200);
    assert_eq!(pay(&shop, &link, None, "success@sandbox"), 409, "paid");
    assert_eq!(shop.control("/_sandbox/audit")["lost_results"], 1, "the second part is not told yet");
    let shown = get(&shop, &link);
    assert_eq!((&shown["status"], &shown["amountPaid"]), (&json!("PAID"), &json!(1000.0)));
    let outcomes: Vec<&str> =
        shown["payments"].as_array().expect("a list").iter().filter_map(|one| one["paymentStatus"].as_str()).collect();
    assert_eq!(outcomes, ["FAILED", "SUCCESS", "FAILED", "SUCCESS"]);
    assert_eq!(shop.raw("DELETE", &format!("/api/v0/payment-link/{link}"), "").code(), 409);

    let notices = shop.flush();
    assert!(
        notices.iter().all(|notice| notice["kind"] == "PAYMENT_LINK" && notice["state"] == "DELIVERED"),
        "{notices:?}"
    );
    let told: Vec<(Value, Value)> =
        listener.bodies().iter().map(|body| (body["amount"].clone(), body["paymentStatus"].clone())).collect();
    for (amount, status) in [(300.0, "FAILED"), (850.0, "SUCCESS"), (150.0, "FAILED"), (150.0, "SUCCESS")] {
        assert!(told.contains(&(json!(amount), json!(status))), "{amount} {status} in {told:?}");
    }
    assert_eq!(told.len(), 4);
    let first = &listener.bodies()[0];
    let keys: Vec<&String> = first.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["amount", "message", "paymentDate", "paymentStatus", "quickCollectRequestId", "type"]);
    assert_eq!((&first["type"], &first["quickCollectRequestId"]), (&json!("PAYMENT"), &json!(link)));
    let audit = shop.control("/_sandbox/audit");
    assert_eq!((&audit["overpaid"], &audit["books"]["paid"]), (&json!(0), &json!("1000.00")));
    assert_eq!(audit["findings"], json!([]), "looking at the link told of its payments");
}

#[test]
fn a_whole_link_is_paid_whole_on_its_page() {
    let shop = Shop::open(settings());
    let body = json!({"amount": 250.75, "description": "Tea & cake", "returnUrl": "http://127.0.0.1:9/thanks"});
    let made = shop.post("/api/v0/payment-link", &body).payload();
    let link = made["quickCollectRequestId"].as_str().expect("an id");
    let page =
        made["paymentLink"].as_str().and_then(|url| url.strip_prefix(&shop.sandbox.url)).expect("the sandbox's page");
    let shown = send(&shop.sandbox.url, "GET", page, &[], "");
    assert!(shown.text.contains("250.75") && shown.text.contains("Tea &amp; cake"), "{}", shown.text);
    let press = |form: &str| send(&shop.sandbox.url, "POST", page, &[], form);
    assert_eq!(press("decision=approve&amount=100").status, 422, "not in parts");
    assert_eq!(press("decision=decline&amount=250.75").status, 200);
    assert_eq!(get(&shop, link)["status"], "CREATED");
    let back = press("decision=approve&amount=250.75");
    assert!(back.status == 303 && back.head.contains("http://127.0.0.1:9/thanks"), "{}", back.head);
    assert_eq!(get(&shop, link)["status"], "PAID");
    assert_eq!(press("decision=approve").status, 409);
}

#[test]
fn time_ends_a_link_and_says_so() {
    let listener = Listener::answering(&[200]);
    let shop = shop_with(&listener);
    let link = create(&shop, json!({"amount": 500, "partialPayment": true, "dueDate": "2026-11-23T12:00:00+05:30"}));
    assert_eq!(pay(&shop, &link, Some("100"), "success@sandbox"), 200);
    shop.advance(2 * 3_600 - 60);
    assert_eq!(pay(&shop, &link, Some("50"), "pending@sandbox"), 200);
    shop.advance(60);
    let shown = get(&shop, &link);
    assert_eq!((&shown["status"], &shown["amountPaid"]), (&json!("EXPIRED"), &json!(100.0)));
    assert_eq!(pay(&shop, &link, Some("100"), "success@sandbox"), 409);
    shop.flush();
    let bodies = listener.bodies();
    let due: Vec<&Value> = bodies.iter().filter(|body| body["type"] == "DUE_DATE").collect();
    let [due] = due.as_slice() else { panic!("one notice of the end: {bodies:?}") };
    assert_eq!((&due["amount"], &due["paymentStatus"]), (&json!(400.0), &Value::Null));
    assert!(bodies.iter().any(|body| body["amount"] == 50.0 && body["paymentStatus"] == "FAILED"), "{bodies:?}");
}

#[test]
fn a_deleted_link_takes_nothing() {
    let shop = Shop::open(settings());
    let link = create(&shop, json!({"amount": 500}));
    assert_eq!(pay(&shop, &link, None, "pending@sandbox"), 200);
    for _ in 0..2 {
        let gone = shop.raw("DELETE", &format!("/api/v0/payment-link/{link}"), "").payload();
        assert_eq!((&gone["status"], &gone["payments"][0]["paymentStatus"]), (&json!("DELETED"), &json!("FAILED")));
    }
    assert_eq!(pay(&shop, &link, None, "success@sandbox"), 409);
    assert_eq!(get(&shop, &link)["status"], "DELETED");
    assert_eq!(shop.get("/api/v0/payment-link/QCR0").code(), 404);
    for wrong in [
        json!({"amount": 0}),
        json!({"amount": 5, "minimumAmount": 1}),
        json!({"amount": 5, "partialPayment": true, "minimumAmount": 6}),
        json!({"amount": 5, "dueDate": "2026-11-22T12:00:00+05:30"}),
        json!({"amount": 5, "returnUrl": "thanks"}),
    ] {
        assert_eq!(shop.post("/api/v0/payment-link", &wrong).code(), 400, "{wrong}");
    }
}

#[test]
fn refunds_of_a_link_are_told_and_do_not_reopen_it() {
    let listener = Listener::answering(&[200]);
    let shop = shop_with(&listener);
    let link = create(&shop, json!({"amount": 500}));
    assert_eq!(pay(&shop, &link, None, "success@sandbox"), 200);
    let payment = get(&shop, &link)["payments"][0]["transactionId"].as_str().expect("an id").to_string();
    assert_eq!(shop.refund(&payment, "500", "R1").code(), 0);
    shop.advance(3_600);
    shop.flush();
    assert!(listener.bodies().iter().any(|body| body["requestId"] == "R1" && body["status"] == "SUCCESS"));
    let shown = get(&shop, &link);
    assert_eq!((&shown["status"], &shown["amountPaid"]), (&json!("PAID"), &json!(500.0)));
    assert_eq!(pay(&shop, &link, None, "success@sandbox"), 409);
}

#[test]
fn a_notice_of_a_link_counts_only_when_answered_as_documented() {
    let listener = Listener::silent();
    let shop = shop_with(&listener);
    let link = create(&shop, json!({"amount": 500}));
    assert_eq!(pay(&shop, &link, None, "success@sandbox"), 200);
    let notices = shop.flush();
    assert_eq!((&notices[0]["state"], &notices[0]["deliveries"][0]["http_status"]), (&json!("WAITING"), &json!(200)));
    assert_eq!(shop.control("/_sandbox/audit")["undelivered_notifications"], 1);
    shop.advance(60);
    shop.flush();
    assert_eq!(listener.bodies().len(), 2);
}
