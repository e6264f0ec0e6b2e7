//! Settlement: T+1, exact arithmetic, filters, refunds that come later or fail.

use serde_json::{Value, json};

use crate::common::{DAY, Shop, settings};

fn search(shop: &Shop, query: &str, body: &Value) -> Vec<Value> {
    let page = shop.post(&format!("/api/v0/settlement-payout/search{query}"), body).payload();
    page["data"].as_array().expect("a list").clone()
}

/// A figure of a payout, as text, the way it stands in the answer.
fn figure(shop: &Shop, payout_id: &str, key: &str) -> String {
    let text = shop.get(&format!("/api/v0/settlement-payout/{payout_id}")).text;
    let (_, rest) = text.split_once(&format!("\"{key}\":")).expect("the key");
    rest.chars().take_while(|c| !matches!(c, ',' | '}')).collect()
}

fn paid(shop: &Shop, merchant_order_id: &str, rupees: &str) -> String {
    shop.scan(&shop.order(merchant_order_id, rupees), "success@sandbox")
}

fn id(payout: &Value) -> String {
    payout["settlementPayoutId"].as_str().expect("an id").to_string()
}

#[test]
fn charges_and_tax_are_exact() {
    let shop = Shop::open(settings());
    // Small amounts show whether four decimals are kept and halves go up.
    for (order, rupees) in [("A1", "0.01"), ("A2", "13.84"), ("A3", "100.25"), ("A4", "999999999.99")] {
        paid(&shop, order, rupees);
    }
    assert!(search(&shop, "", &json!({})).is_empty(), "nothing is settled on the same day");
    shop.advance(DAY);
    let payout = search(&shop, "", &json!({})).remove(0);
    let all = |key: &str| figure(&shop, &id(&payout), key);
    assert_eq!(all("totalSaleAmount"), "1000000114.09");
    // 0.0002 + 0.2768 + 2.0050 + 19999999.9998
    assert_eq!(all("totalCharges"), "20000002.2818");
    // 0.0000 + 0.0498 + 0.3609 + 3600000.0000
    assert_eq!(all("totalGst"), "3600000.4107");
    // 1000000114.09 - 20000002.2818 - 3600000.4107 = 976400111.3975
    assert_eq!(all("totalSettlementAmount"), "976400111.40");
    assert_eq!(payout["transactionsCount"], 4);
    assert_eq!(payout["remarks"], "AUTO_T1_RELEASE");
    let one = shop.get(&format!("/api/v0/settlement-payout/{}", id(&payout))).payload();
    let rows = one["settlementTransactions"].as_array().expect("a list");
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row["settlementStatus"] == "SETTLED" && row["transactionType"] == "SALE"));
    assert!(payout.get("settlementTransactions").is_none(), "a search row has no transactions");
}

#[test]
fn each_day_has_its_own_payout() {
    let shop = Shop::open(settings());
    paid(&shop, "A1", "100");
    // Ten in the morning to one second before midnight, and over it.
    shop.advance(14 * 3_600 - 1);
    paid(&shop, "A2", "200");
    assert!(search(&shop, "", &json!({})).is_empty());
    shop.advance(1);
    assert_eq!(search(&shop, "", &json!({})).len(), 1);
    paid(&shop, "A3", "300");
    shop.advance(5 * DAY);
    let found = search(&shop, "?orderBy=totalSaleAmount&direction=ASC", &json!({}));
    let dates: Vec<&str> = found.iter().map(|payout| payout["payoutDate"].as_str().expect("a date")).collect();
    // A jump of days settles each day at its own midnight; equal sums are then told apart by their ids.
    assert_eq!(found.len(), 2);
    assert!(dates.contains(&"2026-11-24 00:00:00") && dates.contains(&"2026-11-25 00:00:00"), "{dates:?}");
    assert!(found.iter().all(|payout| payout["totalSaleAmount"].as_f64() == Some(300.0)));
}

#[test]
fn searches_filter_sort_and_page() {
    let shop = Shop::open(settings());
    for (day, rupees) in ["100", "300", "200"].into_iter().enumerate() {
        paid(&shop, &format!("A{day}"), rupees);
        shop.advance(DAY);
    }
    let sales = |query: &str, body: Value| -> Vec<i64> {
        search(&shop, query, &body)
            .iter()
            .map(|payout| payout["totalSaleAmount"].as_f64().expect("a number") as i64)
            .collect()
    };
    assert_eq!(sales("", json!({})), [200, 300, 100]);
    assert_eq!(sales("?direction=ASC", json!({})), [100, 300, 200]);
    assert_eq!(sales("?orderBy=totalSaleAmount&direction=DESC", json!({})), [300, 200, 100]);
    assert_eq!(sales("?orderBy=totalSaleAmount&direction=ASC&offset=1&limit=1", json!({})), [200]);
    assert_eq!(sales("?offset=9", json!({})), [0_i64; 0]);
    assert_eq!(sales("", json!({"totalSaleAmountFrom": 200, "totalSaleAmountTo": 200.00})), [200]);
    assert_eq!(sales("", json!({"totalChargesFrom": 4.0001})), [300]);
    assert_eq!(sales("", json!({"totalGstTo": 0.36})), [100]);
    assert_eq!(sales("", json!({"totalSettlementAmountFrom": 97.64, "totalSettlementAmountTo": 97.64})), [100]);
    assert_eq!(sales("", json!({"totalRefundAmountFrom": 0.01})), [0_i64; 0]);
    assert_eq!(sales("", json!({"merchantDetailId": "SOMEBODY"})), [0_i64; 0]);
    let all = search(&shop, "", &json!({}));
    assert_eq!(sales("", json!({"settlementPayoutId": id(&all[1])})), [300]);
    assert_eq!(sales("", json!({"settlementPayoutIds": [id(&all[0]), id(&all[2]), "SP0"]})), [200, 100]);
    // The count is of all that match, not of the page.
    let page = shop.post("/api/v0/settlement-payout/search?limit=1", &json!({})).payload();
    assert_eq!((&page["recordsCount"], page["data"].as_array().map(Vec::len)), (&json!(3), Some(1)));
}

#[test]
fn a_refund_of_an_old_sale_is_carried_forward() {
    let shop = Shop::open(settings());
    let payment = paid(&shop, "A1", "100");
    shop.advance(DAY);
    assert_eq!(shop.refund(&payment, "80", "R1").code(), 0);
    shop.advance(DAY);
    let second = id(&search(&shop, "", &json!({}))[0]);
    assert_eq!(figure(&shop, &second, "totalRefundAmount"), "80.00");
    assert_eq!(figure(&shop, &second, "totalSettlementAmount"), "0.00");
    assert_eq!(figure(&shop, &second, "carryForwardAmount"), "80.00");
    paid(&shop, "A2", "1000");
    shop.advance(DAY);
    let third = id(&search(&shop, "", &json!({}))[0]);
    assert_eq!(figure(&shop, &third, "adjustmentAmount"), "-80.00");
    // 1000 - 20 - 3.60 - 80
    assert_eq!(figure(&shop, &third, "totalSettlementAmount"), "896.40");
    assert_eq!(shop.control("/_sandbox/audit")["settled"], "994.04");
}

#[test]
fn a_refund_that_fails_comes_back() {
    let mut config = settings();
    config.refund_seconds = DAY;
    let shop = Shop::open(config);
    let payment = paid(&shop, "A1", "100");
    let path = format!("/api/v0/payment/{payment}/refund");
    let failing = json!({"amount": 40, "requestId": "R1", "remarks": "failure@sandbox"});
    assert_eq!(shop.post(&path, &failing).payload()["status"], "CREATED");
    assert_eq!(shop.refund(&payment, "60", "R2").code(), 0);
    assert_eq!(shop.payment_status(&payment), "REFUNDED");
    // Both are taken off at midnight; ten hours later the bank sends one back.
    shop.advance(DAY);
    assert_eq!(shop.get("/api/v0/refund/R1").payload()["status"], "FAILED");
    assert_eq!(shop.get("/api/v0/refund/R2").payload()["status"], "SUCCESS");
    assert_eq!(shop.payment_status(&payment), "PARTIALLY_REFUNDED");
    shop.advance(DAY);
    let latest = id(&search(&shop, "", &json!({}))[0]);
    // 40.00 come back, less the 2.36 that the first payout lacked.
    assert_eq!(figure(&shop, &latest, "adjustmentAmount"), "37.64");
    assert_eq!(figure(&shop, &latest, "totalSettlementAmount"), "37.64");
    assert_eq!(shop.refund(&payment, "40", "R3").code(), 0);
    assert_eq!(shop.payment_status(&payment), "REFUNDED");
    assert_eq!(shop.control("/_sandbox/audit")["refunded"], "100.00");
}

#[test]
fn chargebacks_and_adjustments_go_into_the_next_payout() {
    let shop = Shop::open(settings());
    let payment = paid(&shop, "A1", "100");
    let control = |path: &str, body: Value| shop.post_plain(path, &body).status;
    assert_eq!(control("/_sandbox/chargebacks", json!({"transaction_id": payment, "amount": 100.01})), 422);
    assert_eq!(control("/_sandbox/chargebacks", json!({"transaction_id": "EK0", "amount": 1})), 404);
    assert_eq!(control("/_sandbox/chargebacks", json!({"transaction_id": payment, "amount": 30})), 200);
    assert_eq!(shop.refund(&payment, "70.01", "R1").code(), 422, "what was taken back cannot be given back");
    for wrong in ["0", "1.005", "\"x\""] {
        let body = format!("{{\"amount\":{wrong}}}");
        assert_eq!(control("/_sandbox/adjustments", serde_json::from_str(&body).expect("JSON")), 400, "{wrong}");
    }
    assert_eq!(control("/_sandbox/adjustments", json!({"amount": 1, "access_key": "nobody"})), 400);
    assert_eq!(control("/_sandbox/adjustments", json!({"amount": -5.5})), 200);
    assert_eq!(control("/_sandbox/adjustments", json!({"amount": 2})), 200);
    shop.advance(DAY);
    let payout = id(&search(&shop, "", &json!({}))[0]);
    assert_eq!(figure(&shop, &payout, "refundChargebackAmount"), "30.00");
    assert_eq!(figure(&shop, &payout, "adjustmentAmount"), "-3.50");
    // 100 - 2 - 0.36 - 30 - 3.50
    assert_eq!(figure(&shop, &payout, "totalSettlementAmount"), "64.14");
    // Alone, an adjustment makes a payout of its own.
    assert_eq!(control("/_sandbox/adjustments", json!({"amount": 7})), 200);
    shop.advance(DAY);
    assert_eq!(figure(&shop, &id(&search(&shop, "", &json!({}))[0]), "totalSettlementAmount"), "7.00");
    assert_eq!(shop.control("/_sandbox/audit")["books"]["imbalance"], "0.0000");
}
