//! The checkout page, driven as a browser would.

use serde_json::json;

use crate::common::{Answer, Listener, Shop, send, settings};

fn open(shop: &Shop, path: &str) -> Answer {
    send(&shop.sandbox.url, "GET", path, &[], "")
}

fn press(shop: &Shop, order: &str, form: &str) -> Answer {
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    send(&shop.sandbox.url, "POST", &format!("/v1/pay/{order}"), &headers, form)
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text);
    let line = answer.head.lines().find(|line| line.to_ascii_lowercase().starts_with("location: "));
    line.expect("a location")["location: ".len()..].to_string()
}

#[test]
fn a_bank_page_is_approved_and_leads_back() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[200]);
    let more = json!({"returnUrl": "https://example.com/return?shop=1#top", "notifyUrl": listener.url});
    let order = shop.order_with("A1", "499", more);
    let page = open(&shop, &format!("/v1/pay/{order}"));
    assert_eq!(page.status, 200);
    assert!(page.text.contains("499.00") && page.text.contains("Approve"), "{}", page.text);
    assert_eq!(shop.order_status(&order), "CHECKOUT_RENDERED");

    let submitted = shop.submit(&order, json!({"paymentMode": "NET_BANKING", "bankCode": "HDFC"})).payload();
    let payment = submitted["transactionId"].as_str().expect("an id");
    let redirect = submitted["redirectionUrl"].as_str().expect("a page").replace(&shop.sandbox.url, "");
    let page = open(&shop, &redirect);
    assert!(page.text.contains(payment) && page.text.contains("Sandbox Bank</p>"), "{}", page.text);
    let back = location(&press(&shop, &order, &format!("transactionId={payment}&decision=approve")));
    for part in [
        "https://example.com/return?shop=1&orderId=ORD",
        "amount=499.00",
        "status=SUCCESS",
        "orderStatus=PAID",
        "paymentMode=NET_BANKING",
        "transactionMessage=Completed.",
        "checksum=sandbox-sha256%3A",
        "txnDate=2026-11-23%2010%3A00%3A00",
        "#top",
    ] {
        assert!(back.contains(part), "{part} in {back}");
    }
    assert_eq!(shop.payment_status(payment), "SUCCESS");
    shop.flush();
    assert_eq!(listener.bodies().len(), 2);
    // Pressing again, or in a second tab, charges nobody.
    assert_eq!(press(&shop, &order, "decision=approve").status, 409);
    assert!(!open(&shop, &format!("/v1/pay/{order}")).text.contains("Approve"));
}

#[test]
fn wallets_and_cards_have_pages_that_say_whose_they_are() {
    let shop = Shop::open(settings());
    let card = json!({"paymentMode": "CREDIT_CARD", "cardNumber": "4000000000003220", "cvv": "123", "expiry": "12/30"});
    let wallet = json!({"paymentMode": "WALLET", "bankCode": "WA001"});
    for (detail, place, decision, status) in [
        (card, "3-D Secure of Sandbox Bank for card XXXXXXXXXXXX3220", "approve", "SUCCESS"),
        (wallet, "Sandbox Wallet", "decline", "FAILED"),
    ] {
        let order = shop.order(&format!("A{decision}"), "10");
        let sent = shop.submit(&order, detail).payload();
        let page = sent["redirectionUrl"].as_str().expect("a page").replace(&shop.sandbox.url, "");
        assert!(open(&shop, &page).text.contains(place), "{place}");
        let payment = sent["transactionId"].as_str().expect("an id");
        press(&shop, &order, &format!("transactionId={payment}&decision={decision}"));
        assert_eq!(shop.payment_status(payment), status);
        assert!(!open(&shop, &page).text.contains("Approve"));
    }
}

#[test]
fn a_page_can_be_declined_and_cancelled() {
    let shop = Shop::open(settings());
    let order = shop.order("A1", "10");
    assert!(press(&shop, &order, "decision=decline").text.contains("FAILED"));
    assert_eq!(shop.order_status(&order), "ATTEMPTED");
    shop.qr(&order);
    assert_eq!(press(&shop, &order, "decision=cancel").status, 200);
    assert_eq!(shop.order_status(&order), "CANCELLED");
    assert_eq!(press(&shop, &order, "decision=approve").status, 409);
    assert_eq!(press(&shop, &order, "decision=cancel").status, 409);
    assert_eq!(press(&shop, &order, "decision=maybe").status, 400);
    assert_eq!(open(&shop, "/v1/pay/ORD0").status, 404);
    assert!(shop.submit(&order, json!({"paymentMode": "UPI", "vpa": "a@bank"})).message().contains("cancelled"));
}
