//! What can be paid with, who is behind a UPI id, and searches over orders and payments.

use serde_json::{Value, json};

use crate::common::{ACCESS, Shop, settings};

#[test]
fn modes_and_pay_later_options_are_listed() {
    let shop = Shop::open(settings());
    let modes = shop.get("/api/v0/merchant/payment-modes").payload();
    assert_eq!(modes["paymentModes"].as_array().map(Vec::len), Some(8));
    assert_eq!(modes["payLaterList"][0]["code"], "SBXLATER3");
    assert_eq!(modes["netBankingList"][0]["netBankingAccountType"], "RETAIL");

    let order = shop.order("A1", "100");
    let options = shop.get(&format!("/api/v0/orders/{order}/bnpl-methods")).payload()["data"].clone();
    assert_eq!((&options[0]["tenureMonths"], &options[0]["instalmentAmount"]), (&json!(3), &json!(33.33)));
    let pay = |option: &Value| {
        let detail = json!({"paymentMode": "PAY_LATER", "bnplPaymentOptionId": option["bnplPaymentOptionId"]});
        shop.submit(&order, detail).payload()
    };
    assert_eq!(pay(&options[1])["transactionStatus"], "FAILED");
    assert!(pay(&options[0])["redirectionUrl"].is_string());
    let limited = shop.order_with("A2", "100", json!({"restrictedPaymentOptions": {"UPI": null}}));
    assert_eq!(shop.get(&format!("/api/v0/orders/{limited}/bnpl-methods")).payload(), json!({"data": []}));
    assert_eq!(shop.get("/api/v0/orders/ORD0/bnpl-methods").code(), 404);
}

#[test]
fn a_upi_id_has_a_name_or_is_refused() {
    let shop = Shop::open(settings());
    shop.order("A1", "10");
    let verify = |order: &str, key: &str, vpa: &str| {
        let body = json!({"merchantOrderId": order, "merchantIdentifierKey": key, "vpa": vpa});
        shop.post("/pay/charge/verify-vpa", &body)
    };
    for (vpa, name) in [("success@sandbox", "Asha Rao"), ("failure@sandbox", "Ravi Kumar")] {
        assert_eq!(verify("A1", ACCESS, vpa).payload(), json!({"name": name}));
    }
    assert_eq!(verify("A1", ACCESS, "nobody@bank").code(), 422);
    assert_eq!(verify("A1", ACCESS, "nobody").code(), 400);
    assert_eq!(verify("A1", "x", "success@sandbox").code(), 117);
    assert_eq!(verify("A2", ACCESS, "success@sandbox").code(), 404);
    assert_eq!(shop.post("/pay/charge/verify-vpa", &json!({"merchantOrderId": "A1", "vpa": "a@bank"})).code(), 400);
}

#[test]
fn orders_and_payments_are_found() {
    let shop = Shop::open(settings());
    let ids: Vec<String> = (1..=5).map(|n| shop.order(&format!("A{n}"), &format!("{n}0"))).collect();
    let paid = shop.scan(&ids[1], "success@sandbox");
    shop.scan(&ids[2], "failure@sandbox");
    let orders = |query: &str, body: Value| shop.post(&format!("/api/v0/orders/search{query}"), &body).payload();
    let named = |found: &Value, key: &str| -> Vec<String> {
        found["data"].as_array().expect("rows").iter().map(|row| row[key].as_str().expect("text").to_string()).collect()
    };
    let all = orders("", json!({}));
    assert_eq!((&all["recordsCount"], all["data"].as_array().map(Vec::len)), (&json!(5), Some(5)));
    let page = orders("?offset=1&limit=2&orderBy=amount&direction=ASC", json!({}));
    assert_eq!((&page["recordsCount"], named(&page, "merchantOrderId")), (&json!(5), vec!["A2".into(), "A3".into()]));
    assert_eq!(named(&orders("", json!({"orderStatus": "PAID"})), "orderId"), [ids[1].clone()]);
    assert_eq!(named(&orders("", json!({"merchantOrderId": "A4"})), "orderId"), [ids[3].clone()]);
    let some = orders("?direction=ASC&orderBy=amount", json!({"amountFrom": 20, "amountTo": "30.00"}));
    assert_eq!(named(&some, "merchantOrderId"), ["A2", "A3"]);
    for (from, count) in [("2026-11-23T10:00:00+05:30", 5), ("2026-11-23T10:00:01+05:30", 0)] {
        assert_eq!(orders("", json!({"fromDate": from}))["recordsCount"], count);
    }
    assert_eq!(orders("", json!({"toDate": "2026-11-23T04:29:59Z"}))["recordsCount"], 0);

    let payments = |body: Value| shop.post("/api/v0/payment/search?orderBy=transactionId", &body).payload();
    assert_eq!(payments(json!({}))["recordsCount"], 2);
    assert_eq!(named(&payments(json!({"status": "SUCCESS"})), "transactionId"), [paid]);
    assert_eq!(payments(json!({"orderId": ids[2], "paymentMode": "UPI"}))["recordsCount"], 1);
    assert_eq!(payments(json!({"paymentMode": "WALLET"}))["recordsCount"], 0);
    for path in ["/api/v0/orders/search?limit=0", "/api/v0/payment/search?orderBy=secret"] {
        assert_eq!(shop.post(path, &json!({})).code(), 400);
    }
    assert_eq!(shop.post("/api/v0/orders/search", &json!({"fromDate": "yesterday"})).code(), 400);
}
