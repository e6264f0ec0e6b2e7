//! The audit finds what it is there to find, also when somebody tampered with the store.

use enkash_sandbox::{Config, Database};
use serde_json::json;

use crate::common::{Shop, settings};

#[test]
fn only_a_status_call_counts_as_told() {
    let shop = Shop::open(settings());
    let lost = || shop.control("/_sandbox/audit")["lost_results"].clone();
    let order = shop.order("A1", "10");
    assert_eq!(shop.order_status(&order), "CREATED");
    let paid = shop.submit(&order, json!({"paymentMode": "UPI", "vpa": "success@sandbox"})).payload();
    let payment = paid["transactionId"].as_str().expect("an id");
    // An answer before the payment, the charge's own answer and a refund's do not make a confirmed payment.
    assert_eq!(lost(), 1);
    assert_eq!(shop.refund(payment, "1", "R1").code(), 0);
    assert_eq!(lost(), 1);
    shop.get("/api/v0/orders/merchant/A1");
    assert_eq!(lost(), 0);

    for path in ["/api/v0/payment/", "/pay/checkout/status/upi/"] {
        let order = shop.order(&format!("B{}", path.len()), "10");
        let payment = shop.scan(&order, "success@sandbox");
        assert_eq!(lost(), 1);
        shop.get(&format!("{path}{payment}"));
        assert_eq!(lost(), 0);
    }
}

#[test]
fn tampering_is_found() {
    let folder = std::env::temp_dir().join(format!("enkash-sandbox-audit-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("state.db");
    let shop = Shop::open(Config { database: Database::File(file.clone()), ..settings() });
    let order = shop.order("A1", "10");
    let payment = shop.scan(&order, "success@sandbox");
    assert_eq!(shop.refund(&payment, "4", "R1").code(), 0);
    shop.order_status(&order);
    assert_eq!(shop.control("/_sandbox/audit")["findings"], json!([]));

    let store = rusqlite::Connection::open(&file).expect("the store");
    store
        .execute_batch(
            "INSERT INTO history (at, kind, id, order_id, event, from_state, to_state)
               SELECT at, kind, 'EK9', order_id, event, from_state, to_state FROM history WHERE event = 'Succeed';
             UPDATE refunds SET amount = '10.01';",
        )
        .expect("tampered");
    drop(store);
    let audit = shop.control("/_sandbox/audit");
    assert_eq!((&audit["double_charges"], &audit["refunds_above_payment"]), (&json!(1), &json!(1)));
    let findings = audit["findings"].as_array().expect("a list");
    let found: Vec<&str> = findings.iter().filter_map(|finding| finding["kind"].as_str()).collect();
    assert_eq!(found, ["double_charge", "refund_above_payment"]);
    assert_eq!((&findings[0]["id"], &findings[1]["id"]), (&json!(order), &json!(payment)));
    shop.sandbox.stop();
    std::fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn debits_against_the_rules_are_found() {
    let folder = std::env::temp_dir().join(format!("enkash-sandbox-debits-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("state.db");
    let shop = Shop::open(Config { database: Database::File(file.clone()), ..settings() });
    let id = shop.approved(&crate::mandates::monthly("M1", "success@sandbox"));
    let order = shop.debit(&id, "10").payload()["orderId"].clone();
    let figures = || {
        let audit = shop.control("/_sandbox/audit");
        ["repeated_debits", "debits_without_notice", "debits_of_inactive_mandates"].map(|key| audit[key].clone())
    };
    assert_eq!(figures(), [json!(0), json!(0), json!(0)]);
    let tamper = |text: &str| {
        let store = rusqlite::Connection::open(&file).expect("the store");
        store.execute_batch(text).expect("tampered");
    };
    // As if it had succeeded twice, as if it had been made a day later, and as if the mandate had been paused before.
    tamper(
        "INSERT INTO history (at, kind, id, order_id, event, from_state, to_state)
           SELECT at, kind, id, order_id, event, from_state, to_state FROM history WHERE event = 'Succeed'",
    );
    assert_eq!(figures(), [json!(1), json!(0), json!(0)]);
    tamper("UPDATE debits SET at = at + 86400000");
    assert_eq!(figures(), [json!(1), json!(1), json!(0)]);
    tamper("UPDATE history SET to_state = 'PAUSED' WHERE kind = 'mandate'");
    assert_eq!(figures(), [json!(1), json!(1), json!(1)]);
    let audit = shop.control("/_sandbox/audit");
    let findings = audit["findings"].as_array().expect("a list");
    assert!(findings.iter().any(|one| one["kind"] == "debit_without_notice" && one["id"] == order), "{audit}");
    shop.sandbox.stop();
    std::fs::remove_dir_all(folder).expect("removed");
}
