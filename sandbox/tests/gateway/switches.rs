//! The switches for what the documentation leaves open.

use enkash_sandbox::{Config, Database, ErrorStatus, Merchant, Sandbox, TokenAnswer, TokenForm};
use serde_json::json;

use crate::common::{ACCESS, SECRET, Shop, send, settings};

fn with(change: impl FnOnce(&mut Config)) -> Shop {
    let mut config = settings();
    change(&mut config);
    Shop::open(config)
}

#[test]
fn refusals_can_have_a_status() {
    let shop = with(|config| config.error_status = ErrorStatus::Matching4xx);
    let order = shop.order("A1", "10");
    let paid = shop.scan(&order, "success@sandbox");
    assert_eq!(shop.get("/api/v0/orders/X").status, 404);
    assert_eq!(send(&shop.sandbox.url, "GET", "/api/v0/orders/X", &[], "").status, 401);
    assert_eq!(shop.post("/api/v0/orders", &json!({})).status, 400);
    assert_eq!(
        shop.post("/api/v0/orders", &json!({"orderId": "A1", "amount": {"value": 1, "currency": "INR"}})).status,
        409
    );
    assert_eq!(shop.refund(&paid, "11", "R1").status, 422);
    assert_eq!(shop.refund(&paid, "11", "R1").code(), 422);
    let wrong = shop.post_plain("/api/v0/merchant/token", &json!({"accessKey": ACCESS, "secretKey": "x"}));
    assert_eq!((wrong.status, wrong.json()["resultCode"].as_i64()), (401, Some(401)));
}

#[test]
fn the_token_has_forms() {
    for (form, bearer_ok, raw_ok) in
        [(TokenForm::Both, true, true), (TokenForm::Bearer, true, false), (TokenForm::Raw, false, true)]
    {
        let shop = with(|config| config.token_form = form);
        let bearer = shop.bearer();
        for (header, fits) in [(bearer.as_str(), bearer_ok), (bearer.trim_start_matches("Bearer "), raw_ok)] {
            let headers = [("Authorization", header), ("merchantAccessKey", ACCESS)];
            let answer = send(&shop.sandbox.url, "GET", "/api/v0/orders/X", &headers, "");
            assert_eq!(answer.code(), if fits { 404 } else { 117 }, "{form:?}");
        }
    }
    let keys = json!({"accessKey": ACCESS, "secretKey": SECRET});
    for (form, code, wrapped) in
        [(TokenAnswer::Flat, 0, false), (TokenAnswer::Flat200, 200, false), (TokenAnswer::Wrapped, 0, true)]
    {
        let shop = with(|config| config.token_answer = form);
        let answer = shop.post_plain("/api/v0/merchant/token", &keys).json();
        let body = if wrapped { &answer["payload"] } else { &answer };
        assert_eq!((body["resultCode"].as_i64(), body["token"].is_string()), (Some(code), true), "{answer}");
        // Ten in the morning in India and a day, as an absolute instant.
        assert_eq!(body["expiry"], 1_795_494_600_000_i64);
    }
}

#[test]
fn amounts_can_be_text() {
    let shop = with(|config| config.amounts_as_text = true);
    let order = shop.order("A1", "10");
    assert_eq!(shop.get(&format!("/api/v0/orders/{order}")).payload()["amount"]["value"], "10.00");
    let paid = shop.scan(&order, "success@sandbox");
    assert_eq!(shop.get(&format!("/api/v0/payment/{paid}")).payload()["mdr"], "0.2000");
}

#[test]
fn times_can_be_iso() {
    let shop = with(|config| config.iso_dates = true);
    let order = shop.order("A1", "10");
    let shown = shop.get(&format!("/api/v0/orders/{order}")).payload();
    assert_eq!(shown["created"], "2026-11-23T10:00:00+05:30");
    let paid = shop.scan(&order, "success@sandbox");
    assert_eq!(shop.get(&format!("/api/v0/payment/{paid}")).payload()["txnDate"], "2026-11-23T10:00:00+05:30");
    shop.advance(86_400);
    let found = shop.post("/api/v0/settlement-payout/search", &json!({})).payload();
    assert_eq!(found["data"][0]["payoutDate"], "2026-11-24T00:00:00+05:30");
}

#[test]
fn requests_can_be_too_many_or_too_large() {
    // The token is the first of the minute.
    let shop = with(|config| (config.requests_per_minute, config.body_bytes) = (3, 200));
    let large = json!({"orderId": "A".repeat(300), "amount": {"value": 1, "currency": "INR"}});
    assert_eq!(shop.post("/api/v0/orders", &large).status, 413);
    for status in [200, 200, 429, 429] {
        let answer = shop.get("/api/v0/orders/X");
        assert_eq!(answer.status, status, "{}", answer.text);
        assert_eq!(answer.head.to_lowercase().contains("retry-after: 60"), status == 429);
    }
    shop.advance(60);
    assert_eq!(shop.get("/api/v0/orders/X").code(), 404);
}

#[test]
fn the_merchants_id_can_be_found_by_get() {
    let shop = with(|config| config.merchant_ids_in_get = true);
    let order = shop.order("A1", "10");
    assert_eq!(shop.get("/api/v0/orders/A1").payload()["orderId"], order.as_str());
    let strict = with(|_| ());
    strict.order("A1", "10");
    assert_eq!(strict.get("/api/v0/orders/A1").code(), 404);
}

#[test]
fn keys_can_be_taken_twice_and_the_audit_counts_them() {
    for twice in [false, true] {
        let shop = with(|config| config.keys_taken_twice = twice);
        let order = shop.order("A1", "10");
        let again = shop.post("/api/v0/orders", &json!({"orderId": "A1", "amount": {"value": 10, "currency": "INR"}}));
        let paid = shop.scan(&order, "success@sandbox");
        assert_eq!(shop.refund(&paid, "1", "R1").code(), 0);
        let refund = shop.refund(&paid, "2", "R1");
        let audit = shop.control("/_sandbox/audit");
        if twice {
            assert_eq!((again.code(), refund.code()), (0, 0));
            assert_ne!(again.payload()["orderId"], order.as_str());
            assert_eq!((&audit["repeated_keys"], &audit["refunded"]), (&json!(2), &json!("3.00")));
            assert!(audit["findings"].to_string().contains("2 orders or refunds have this key."), "{audit}");
        } else {
            assert_eq!((again.code(), refund.code()), (409, 409));
            assert_eq!((&audit["repeated_keys"], &audit["refunded"]), (&json!(0), &json!("1.00")));
        }
        // The order that the key finds is the first.
        assert_eq!(shop.get("/api/v0/orders/merchant/A1").payload()["orderId"], order.as_str());
    }
}

#[test]
fn the_lock_behind_the_keys_goes_with_the_setting() {
    let folder = std::env::temp_dir().join(format!("enkash-sandbox-keys-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let locks = |keys_taken_twice| {
        let database = Database::File(folder.join("state.db"));
        Sandbox::start(Config { database, keys_taken_twice, ..settings() }).expect("a sandbox").stop();
        let store = rusqlite::Connection::open(folder.join("state.db")).expect("the store");
        let count = "SELECT count(*) FROM sqlite_schema WHERE name IN ('one_order_a_key', 'one_refund_a_key')";
        store.query_row(count, [], |row| row.get::<_, i64>(0)).expect("a count")
    };
    assert_eq!([false, true, false].map(locks), [2, 0, 2]);
    std::fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn a_file_with_a_key_taken_twice_says_how_to_open_it() {
    let folder = std::env::temp_dir().join(format!("enkash-sandbox-twice-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let database = || Database::File(folder.join("state.db"));
    let shop = with(|config| (config.database, config.keys_taken_twice) = (database(), true));
    assert_ne!(shop.order("A1", "10"), shop.order("A1", "10"));
    shop.sandbox.stop();
    let refused = Sandbox::start(Config { database: database(), ..settings() }).expect_err("the lock does not fit");
    assert!(refused.to_string().contains("--keys-taken-twice"), "{refused}");
    std::fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn cards_can_arrive_in_base64() {
    let shop = with(|config| config.cards_in_base64 = true);
    let order = shop.order("A1", "10");
    let mut detail = json!({"paymentMode": "CREDIT_CARD", "cardNumber": "NDExMTExMTExMTExMTExMQ==", "cvv": "MTIz",
        "expiry": "MTIvMzA="});
    assert_eq!(shop.submit(&order, detail.clone()).payload()["transactionStatus"], "SUCCESS");
    detail["cvv"] = "!".into();
    assert!(shop.submit(&shop.order("A2", "10"), detail).message().contains("must be base64"));
}

#[test]
fn merchants_do_not_see_each_other() {
    let other = Merchant { access_key: "other-access".into(), secret_key: "other-secret".into() };
    let shop = with(|config| config.merchants.push(other));
    let order = shop.order("A1", "10");
    let paid = shop.scan(&order, "success@sandbox");
    assert_eq!(shop.refund(&paid, "1", "R1").code(), 0);

    let keys = json!({"accessKey": "other-access", "secretKey": "other-secret"});
    let token = shop.post_plain("/api/v0/merchant/token", &keys).json()["token"].as_str().expect("a token").to_string();
    let as_other = |path: &str, key: &str| {
        send(&shop.sandbox.url, "GET", path, &[("Authorization", &token), ("merchantAccessKey", key)], "").code()
    };
    for path in [
        format!("/api/v0/orders/{order}"),
        "/api/v0/orders/merchant/A1".to_string(),
        format!("/api/v0/payment/{paid}"),
        "/api/v0/refund/R1".to_string(),
    ] {
        assert_eq!(as_other(&path, "other-access"), 404, "{path}");
        assert_eq!(as_other(&path, ACCESS), 117, "{path}");
    }
    let crossed = json!({"accessKey": "other-access", "secretKey": SECRET});
    assert_eq!(shop.post_plain("/api/v0/merchant/token", &crossed).json()["resultCode"], 401);
}

#[test]
fn a_sandbox_needs_a_merchant() {
    let config = Config { merchants: Vec::new(), ..settings() };
    let problem = Sandbox::start(config).expect_err("no merchant");
    assert!(problem.to_string().contains("merchant"), "{problem}");
}

#[test]
fn a_file_of_another_version_is_refused_and_one_of_this_version_kept() {
    let folder = std::env::temp_dir().join(format!("enkash-sandbox-version-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let start = |name: &str| Sandbox::start(Config { database: Database::File(folder.join(name)), ..settings() });
    let old = rusqlite::Connection::open(folder.join("old.db")).expect("a file");
    old.execute_batch("CREATE TABLE orders (order_id TEXT)").expect("a table");
    drop(old);
    let refused = start("old.db").expect_err("another version's tables").to_string();
    assert!(refused.contains("another version"), "{refused}");
    for _ in 0..2 {
        start("new.db").expect("this version's tables").stop();
    }
    std::fs::remove_dir_all(folder).expect("removed");
}
