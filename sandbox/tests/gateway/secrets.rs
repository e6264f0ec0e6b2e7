//! No answer of the log, no refusal and no page repeats a secret.

use serde_json::json;

use crate::common::{SECRET, Shop, send, settings};

#[test]
fn secrets_stay_out_of_log_and_refusals() {
    let shop = Shop::open(settings());
    let order =
        shop.order_with("A1", "10", json!({"paymentDetail": {"accountNumber": "123456789012", "ifsc": "KKBK0000432"}}));
    let token = shop.bearer().trim_start_matches("Bearer ").to_string();
    let mut refusals = Vec::new();
    let card = json!({"paymentMode": "CREDIT_CARD", "cardNumber": "4111111111111111", "cvv": "987",
        "expiry": "09/31", "cardHolderName": "Asha"});
    let mut wrong_card = card.clone();
    wrong_card["cvv"] = "98765".into();
    refusals.push(shop.submit(&order, wrong_card).text);
    let mut misplaced = card.clone();
    misplaced["4111111111111111"] = "987".into();
    refusals.push(shop.submit(&order, misplaced).text);
    let swapped = json!({"paymentMode": "4111111111111111", "vpa": "4111 1111 1111 1111"});
    refusals.push(shop.submit(&order, swapped).text);
    refusals.push(shop.submit(&order, card).text);
    let keys = json!({"accessKey": "somebody", "secretKey": "wrong-secret-key", "token": "wrong-token"});
    refusals.push(shop.post_plain("/api/v0/merchant/token", &keys).text);
    let headers = [("Authorization", "Bearer wrong-token"), ("merchantAccessKey", "wrong-access")];
    refusals.push(send(&shop.sandbox.url, "GET", "/api/v0/orders/X", &headers, "").text);

    let log = shop.control("/_sandbox/log").to_string();
    assert!(log.contains("payments.submit") && log.contains("Bearer ***"), "{log}");
    let everything = format!("{log}\n{}", refusals.join("\n"));
    for secret in [
        SECRET,
        token.as_str(),
        "4111111111111111",
        "4111 1111 1111 1111",
        "987",
        "09/31",
        "123456789012",
        "wrong-secret-key",
        "wrong-token",
        "wrong-access",
    ] {
        assert!(!everything.contains(secret), "{secret} in {everything}");
    }
}
