//! What the merchant is told without asking.

use serde_json::{Value, json};

use super::{monthly, outcome};
use crate::common::{ACCESS, Listener, Shop, settings};

fn listening() -> (Shop, Listener) {
    let listener = Listener::answering(&[200]);
    let mut config = settings();
    config.notify_url = Some(listener.url.clone());
    (Shop::open(config), listener)
}

#[test]
fn each_new_state_of_a_mandate_is_told() {
    let (shop, listener) = listening();
    let id = shop.mandate(&monthly("M1", "asha@okbank")).payload()["mandateId"].clone();
    for act in ["approve", "pause", "resume", "revoke"] {
        shop.payer("M1", act, &json!({}));
    }
    let listed = shop.flush();
    assert!(listed.iter().all(|notice| notice["kind"] == "MANDATE" && notice["state"] == "DELIVERED"), "{listed:?}");
    let mut told = listener.bodies();
    told.sort_by_key(|body| body["status"].to_string());
    let statuses: Vec<&str> = told.iter().filter_map(|body| body["status"].as_str()).collect();
    assert_eq!(statuses, ["ACTIVE", "ACTIVE", "PAUSED", "REVOKED"]);
    let paused = &told[2];
    // Every documented key, in its documented spelling.
    for key in [
        "umn",
        "referenceId",
        "mandateId",
        "amount",
        "amountRule",
        "currency",
        "payee",
        "payer",
        "name",
        "expireAt",
        "blockFund",
        "revokeableByPayer",
        "recurrence",
        "validity",
        "pausePeriod",
    ] {
        assert!(!paused[key].is_null(), "{key} in {paused}");
    }
    assert_eq!(paused["mandateId"], id);
    assert_eq!(paused["expireAt"], 1_795_494_600_i64);
    assert_eq!(paused["pausePeriod"]["start_at"], 1_795_408_200_i64);
}

#[test]
fn each_outcome_of_a_debit_is_told() {
    let (shop, listener) = listening();
    let id = shop.approved(&monthly("M1", "success@sandbox"));
    assert_eq!(outcome(&shop.debit(&id, "10.01")), "FAILED");
    assert_eq!(outcome(&shop.debit(&id, "10.02")), "PENDING_WITH_BANK");
    shop.payer(&id, "debit", &json!({"outcome": "success"}));
    let listed = shop.flush();
    let debits = listed.iter().filter(|notice| notice["kind"] == "MANDATE_DEBIT").count();
    assert_eq!(debits, 3, "{listed:?}");
    let told: Vec<Value> = listener.bodies().into_iter().filter(|body| !body["transactionId"].is_null()).collect();
    let mut statuses: Vec<&str> = told.iter().filter_map(|body| body["transactionStatus"].as_str()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, ["FAILED", "PENDING_WITH_BANK", "SUCCESS"]);
    for body in &told {
        assert_eq!((&body["mandateId"], &body["referenceId"]), (&json!(id), &json!("M1")), "{body}");
        assert!(body["umn"].as_str().is_some_and(|umn| umn.ends_with("@sandbox")), "{body}");
        assert!(body["checksum"].is_string() && body["orderId"].is_string(), "{body}");
    }
}

#[test]
fn a_merchant_has_an_address_of_its_own() {
    let (shop, listener) = listening();
    let own = Listener::answering(&[200]);
    let set = |body: Value| shop.post_plain("/_sandbox/notify-url", &body);
    assert_eq!(set(json!({"url": "nowhere"})).status, 400);
    assert_eq!(set(json!({"url": own.url, "access_key": "unknown"})).status, 400);
    assert_eq!(set(json!({"url": own.url, "access_key": ACCESS})).status, 200);
    shop.approved(&monthly("M1", "success@sandbox"));
    shop.flush();
    assert_eq!((own.bodies().len(), listener.bodies().len()), (1, 0));
    assert_eq!(set(json!({"url": ""})).status, 200);
    shop.approved(&monthly("M2", "success@sandbox"));
    assert_eq!(shop.flush().len(), 1);
}
