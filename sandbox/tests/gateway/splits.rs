//! Splits: recipients, shares that are checked, and what settlement and refunds make of them.

use serde_json::{Value, json};

use crate::common::{ACCESS, DAY, Shop, send, settings};

/// Registers a recipient; its id.
fn recipient(shop: &Shop, name: &str) -> String {
    let body = json!({"name": name, "email": "pay@example.com", "phone": "9876543210",
        "accountNumber": "123456789012", "ifsc": "KKBK0000432"});
    let made = shop.post("/api/v0/split-account", &body).payload();
    assert_eq!((&made["status"], &made["splitAccountId"]), (&json!("ACTIVE"), &made["splitAccountDetailId"]));
    made["splitAccountId"].as_str().expect("an id").to_string()
}

fn split(kind: &str, shares: &[(&str, &str)]) -> Value {
    let details: Vec<Value> = shares
        .iter()
        .map(|(id, value)| json!({"splitAccountId": id, "value": serde_json::from_str::<Value>(value).expect("JSON")}))
        .collect();
    json!({"amountSplitType": kind, "splitSettlementDetails": details})
}

/// Pays an order at once with a split; the answer.
fn pay(shop: &Shop, merchant_order_id: &str, rupees: &str, split: &Value) -> crate::common::Answer {
    let order = shop.order(merchant_order_id, rupees);
    let detail = json!({"paymentMode": "UPI", "vpa": "success@sandbox"});
    shop.post("/api/v0/payment/submit", &json!({"orderId": order, "paymentDetail": detail, "splitSettlement": split}))
}

fn transaction(answer: &crate::common::Answer) -> String {
    answer.payload()["transactionId"].as_str().expect("an id").to_string()
}

/// What each receiver got in all payouts: the merchant under "", recipients under their ids; paise.
fn received(shop: &Shop, who: &str) -> i64 {
    let page = shop.post("/api/v0/settlement-payout/search", &json!({})).payload();
    let rows = page["data"].as_array().expect("a list").clone();
    let of = |row: &&Value| row["splitAccount"]["splitAccountDetailId"].as_str().unwrap_or_default() == who;
    rows.iter()
        .filter(of)
        .map(|row| (row["totalSettlementAmount"].as_f64().expect("rupees") * 100.0).round() as i64)
        .sum()
}

fn balanced(shop: &Shop) {
    let audit = shop.control("/_sandbox/audit");
    assert_eq!(audit["books"]["imbalance"], "0.0000", "{audit}");
}

#[test]
fn an_account_is_made_changed_listed_and_stopped() {
    let shop = Shop::open(settings());
    let first = recipient(&shop, "First");
    let second = recipient(&shop, "Second");
    let path = format!("/api/v0/split-account?splitAccountDetailId={first}");
    // The two editions of the documentation: PATCH, and POST told from creation by its query.
    let change = json!({"accessKey": ACCESS, "phone": "9123456780"});
    let patched = shop.raw("PATCH", &path, &change.to_string()).payload();
    assert_eq!((&patched["phone"], &patched["name"]), (&json!("9123456780"), &json!("First")));
    let posted = shop.post(&path, &json!({"accessKey": ACCESS, "name": "Renamed"})).payload();
    assert_eq!((&posted["phone"], &posted["name"]), (&json!("9123456780"), &json!("Renamed")));
    assert_eq!(shop.post(&path, &json!({"name": "No key"})).code(), 400);
    assert_eq!(shop.post(&path, &json!({"accessKey": "another", "name": "Wrong key"})).code(), 117);
    assert_eq!(shop.post("/api/v0/split-account?splitAccountDetailId=SADCD0", &change).code(), 404);

    let list = shop.get("/api/v0/split-account").payload();
    let ids: Vec<&str> =
        list["data"].as_array().expect("a list").iter().filter_map(|a| a["splitAccountId"].as_str()).collect();
    assert_eq!((&list["recordsCount"], ids), (&json!(2), vec![first.as_str(), second.as_str()]));

    let turn = |what: &str| {
        let path = format!("/api/v0/split-account/{what}?splitAccountDetailId={first}");
        shop.raw("PATCH", &path, "").payload()["status"].clone()
    };
    assert_eq!((turn("deactivate"), turn("deactivate")), (json!("INACTIVE"), json!("INACTIVE")));
    let shares = split("FLAT", &[(&first, "1")]);
    let refused = pay(&shop, "A1", "10", &shares);
    assert_eq!((refused.code(), refused.message().contains("not active")), (422, true), "{}", refused.text);
    assert_eq!((turn("activate"), turn("activate")), (json!("ACTIVE"), json!("ACTIVE")));
    assert_eq!(pay(&shop, "A2", "10", &shares).code(), 0);
    for wrong in [json!({"name": "", "email": "pay@example.com"}), json!({"name": "X"})] {
        assert_eq!(shop.post("/api/v0/split-account", &wrong).code(), 400);
    }
}

#[test]
fn shares_are_checked() {
    let shop = Shop::open(settings());
    let (a, b) = (recipient(&shop, "A"), recipient(&shop, "B"));
    let order = shop.order("A1", "100");
    let try_split = |split: Value| {
        let detail = json!({"paymentMode": "UPI", "vpa": "success@sandbox"});
        let body = json!({"orderId": order, "paymentDetail": detail, "splitSettlement": split});
        shop.post("/api/v0/payment/submit", &body).code()
    };
    assert_eq!(try_split(split("FLAT", &[])), 400);
    assert_eq!(try_split(split("HALF", &[(&a, "1")])), 400);
    assert_eq!(try_split(split("FLAT", &[(&a, "0")])), 400);
    assert_eq!(try_split(split("FLAT", &[(&a, "1.001")])), 400);
    assert_eq!(try_split(split("FLAT", &[(&a, "10"), (&a, "20")])), 400);
    assert_eq!(try_split(split("FLAT", &[("SADCD0", "10")])), 422);
    assert_eq!(try_split(split("FLAT", &[(&a, "60"), (&b, "40.01")])), 422);
    assert_eq!(try_split(split("PERCENTAGE", &[(&a, "60"), (&b, "40.01")])), 422);
    assert_eq!(shop.order_status(&order), "CREATED", "nothing was paid on the way");
    assert_eq!(try_split(split("FLAT", &[(&a, "60"), (&b, "40")])), 0);
}

#[test]
fn each_receiver_gets_a_payout_of_its_own() {
    let shop = Shop::open(settings());
    let (a, b) = (recipient(&shop, "A"), recipient(&shop, "B"));
    // 33.33 % of 100.01 is 33.333333, rounded down to the paisa for each recipient.
    let payment = transaction(&pay(&shop, "A1", "100.01", &split("PERCENTAGE", &[(&a, "33.33"), (&b, "33.33")])));
    let shown = shop.get(&format!("/api/v0/payment/{payment}")).payload();
    assert_eq!(shown["splitSettlement"]["amountSplitType"], "PERCENTAGE");
    shop.advance(DAY);
    // 100.01 - 2 x 33.33 - 2.0002 charges - 0.3600 GST = 30.9898
    assert_eq!((received(&shop, &a), received(&shop, &b), received(&shop, "")), (3_333, 3_333, 3_099));
    let page = shop.post("/api/v0/settlement-payout/search", &json!({})).payload();
    let rows = page["data"].as_array().expect("a list");
    assert_eq!(rows.len(), 3);
    let mut sales = 0.0;
    for row in rows {
        let payout =
            shop.get(&format!("/api/v0/settlement-payout/{}", row["settlementPayoutId"].as_str().expect("an id")));
        let payout = payout.payload();
        let [line] = payout["settlementTransactions"].as_array().expect("a list").as_slice() else { panic!("one row") };
        assert_eq!((&line["transactionId"], &line["uniqueTransactionId"]), (&json!(payment), &json!("A1")));
        assert_eq!(line["txnAmount"], 100.01);
        assert_eq!(payout["splitAccount"], row["splitAccount"]);
        sales += line["saleAmount"].as_f64().expect("rupees");
    }
    assert!((sales - 100.01).abs() < 1e-9, "the parts of all receivers are the payment");
    let mine = rows.iter().find(|row| row["splitAccount"]["splitAccountDetailId"] == json!(a)).expect("a payout");
    assert_eq!((&mine["splitAccount"]["name"], &mine["splitAccount"]["ifsc"]), (&json!("A"), &json!("KKBK0000432")));
    balanced(&shop);
}

#[test]
fn refunds_take_from_every_share_in_proportion() {
    let shop = Shop::open(settings());
    let (a, b) = (recipient(&shop, "A"), recipient(&shop, "B"));
    let payment = transaction(&pay(&shop, "A1", "1000", &split("FLAT", &[(&a, "600"), (&b, "300")])));
    // A tenth goes back before settlement.
    assert_eq!(shop.refund(&payment, "100", "R1").code(), 0);
    shop.advance(DAY);
    assert_eq!((received(&shop, &a), received(&shop, &b)), (54_000, 27_000));
    // 100 of the merchant's own, less 10 of the refund, less 20 charges and 3.60 GST.
    assert_eq!(received(&shop, ""), 6_640);
    balanced(&shop);
    // The rest goes back after the recipients were paid: they owe it, and the next sale pays it.
    assert_eq!(shop.refund(&payment, "900", "R2").code(), 0);
    shop.advance(DAY);
    assert_eq!((received(&shop, &a), received(&shop, &b)), (54_000, 27_000));
    assert_eq!(shop.control("/_sandbox/audit")["books"]["owed"], "900.00");
    balanced(&shop);
    pay(&shop, "A2", "1000", &split("FLAT", &[(&a, "600"), (&b, "300")]));
    shop.advance(DAY);
    // A is owed 600 and owes 540, B is owed 300 and owes 270.
    assert_eq!((received(&shop, &a), received(&shop, &b)), (60_000, 30_000));
    balanced(&shop);
}

#[test]
fn a_failed_refund_comes_back_to_every_share() {
    let mut config = settings();
    config.refund_seconds = DAY;
    let shop = Shop::open(config);
    let a = recipient(&shop, "A");
    let payment = transaction(&pay(&shop, "A1", "100", &split("PERCENTAGE", &[(&a, "50")])));
    let failing = json!({"amount": 40, "requestId": "R1", "remarks": "failure@sandbox"});
    assert_eq!(shop.post(&format!("/api/v0/payment/{payment}/refund"), &failing).code(), 0);
    shop.advance(14 * 3_600);
    assert_eq!(received(&shop, &a), 3_000, "settled while the refund was under way");
    balanced(&shop);
    shop.advance(2 * DAY);
    assert_eq!(shop.get("/api/v0/refund/R1").payload()["status"], "FAILED");
    assert_eq!(received(&shop, &a), 5_000);
    balanced(&shop);
}

#[test]
fn a_split_changes_until_the_payment_is_settled() {
    let shop = Shop::open(settings());
    let (a, b) = (recipient(&shop, "A"), recipient(&shop, "B"));
    let payment = shop.scan(&shop.order("A1", "100"), "success@sandbox");
    let path = format!("/api/v0/split-transaction/{payment}");
    let edit =
        |kind: &str, shares: &[(&str, &str)]| shop.post(&path, &json!({"splitSettlement": split(kind, shares)})).json();
    let answer = edit("FLAT", &[(&a, "70")]);
    assert_eq!((&answer["code"], &answer["message"]), (&json!(0), &json!("Success")));
    assert_eq!(answer["payload"]["transactionId"], json!(payment));
    assert!(answer.get("response_code").is_none(), "{answer}");
    let wrong = edit("FLAT", &[(&a, "70"), (&b, "70")]);
    assert_eq!((&wrong["code"], &wrong["payload"]), (&json!(422), &Value::Null));
    let answer = edit("PERCENTAGE", &[(&b, "25")]);
    let shown = json!([{"splitAccountId": b, "label": null, "value": 25.00}]);
    assert_eq!(answer["payload"]["splitSettlement"]["splitSettlementDetails"], shown);
    shop.advance(DAY);
    assert_eq!((received(&shop, &a), received(&shop, &b)), (0, 2_500));
    assert_eq!(edit("FLAT", &[(&a, "1")])["code"], 409);
    let anonymous = send(&shop.sandbox.url, "POST", &path, &[("Content-Type", "application/json")], "{}").json();
    assert_eq!((&anonymous["code"], &anonymous["payload"]), (&json!(117), &json!("Token is invalid.")));
    let failed = shop.scan(&shop.order("A2", "100"), "failure@sandbox");
    let answer = shop
        .post(&format!("/api/v0/split-transaction/{failed}"), &json!({"splitSettlement": split("FLAT", &[(&a, "1")])}));
    assert_eq!(answer.json()["code"], 422);
}
