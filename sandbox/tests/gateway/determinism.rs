//! The same seed and the same requests give the same answers, to the byte.

use serde_json::json;

use crate::common::{DAY, Shop, settings};

/// Everything a merchant sees in a short day.
fn day(shop: &Shop) -> Vec<String> {
    let order = shop.order("A1", "499.00");
    let payment = shop.scan(&order, "success@sandbox");
    let mut seen = vec![order.clone(), payment.clone()];
    seen.push(shop.refund(&payment, "100.00", "R1").text);
    seen.push(shop.get(&format!("/api/v0/orders/{order}")).text);
    seen.push(shop.submit(&shop.order("A2", "7"), json!({"paymentMode": "WALLET", "bankCode": "WA001"})).text);
    shop.advance(DAY);
    seen.push(shop.post("/api/v0/settlement-payout/search", &json!({})).text);
    seen.push(shop.control("/_sandbox/audit").to_string());
    // The page of a redirection stands on a port that the system chose.
    seen.into_iter().map(|text| text.replace(&shop.sandbox.url, "")).collect()
}

#[test]
fn a_seed_repeats_itself() {
    let one = Shop::open(settings());
    let first = day(&one);
    assert_eq!(first, day(&Shop::open(settings())));

    // After a reset it is the first day again, for the clock and the token too.
    assert_eq!(one.post_plain("/_sandbox/reset", &json!({})).status, 200);
    assert_eq!(one.get("/api/v0/orders/X").code(), 117);
    assert_eq!(one.control("/_sandbox/clock")["now"], "2026-11-23T10:00:00+05:30");
    assert_eq!(one.control("/_sandbox/log")["requests"].as_array().expect("a list").len(), 1);
    one.renew();
    assert_eq!(first, day(&one));

    let mut other = settings();
    other.seed = Some(8);
    let other = day(&Shop::open(other));
    assert!(first[0] != other[0] && first[1] != other[1]);
}

#[test]
fn ids_have_the_gateways_shapes() {
    let shop = Shop::open(settings());
    let order = shop.order("A1", "10");
    let payment = shop.scan(&order, "success@sandbox");
    for (id, prefix) in [(&order, "ORD"), (&payment, "EK")] {
        let rest = id.strip_prefix(prefix).expect("the prefix");
        assert_eq!(rest.len(), 18, "{id}");
        assert!(rest[..13].chars().all(|c| c.is_ascii_digit()) && rest[13..].chars().all(char::is_alphanumeric));
    }
    shop.advance(DAY);
    let found = shop.post("/api/v0/settlement-payout/search", &json!({})).payload();
    let payout = found["data"][0]["settlementPayoutId"].as_str().expect("an id");
    assert!(payout.starts_with("SP") && payout.len() == 13, "{payout}");
}

#[test]
fn a_file_keeps_the_state_across_runs() {
    let folder = std::env::temp_dir().join(format!("enkash-sandbox-test-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut config = settings();
    config.database = enkash_sandbox::Database::File(folder.join("state.db"));
    let first = Shop::open(config.clone());
    let order = first.order("A1", "10");
    first.scan(&order, "success@sandbox");
    first.advance(60);
    first.sandbox.stop();

    let second = Shop::open(config);
    assert_eq!(second.order_status(&order), "PAID");
    assert_eq!(second.control("/_sandbox/clock")["now"], "2026-11-23T10:01:00+05:30");
    second.sandbox.stop();
    std::fs::remove_dir_all(folder).expect("removed");
}
