//! Payments that ask for an OTP on the merchant's page.

use serde_json::{Value, json};

use crate::checkout::{Device, call, card};
use crate::common::{Answer, Shop, settings};

const CARD: &str = "6074820000000116";

/// A payment that waits for an OTP.
fn asked(shop: &Shop, reference: &str) -> String {
    let device = Device::with(shop, &shop.order(reference, "499.00"));
    device.charge(card(CARD)).json()["transactionId"].as_str().expect("an id").to_string()
}

fn validate(shop: &Shop, payment: &str, otp: &str) -> Answer {
    call(shop, "POST", "/pay/otp/validate", Some(&json!({"ekPayId": payment, "otp": otp, "checkSum": "x"})))
}

#[test]
fn the_right_otp_pays_and_its_answer_is_all_text() {
    let shop = Shop::open(settings());
    let payment = asked(&shop, "A1");
    let answer = validate(&shop, &payment, "123456").payload();
    let keys = answer.as_object().expect("an object");
    assert!(keys.values().all(Value::is_string) && keys.len() == 10, "{answer}");
    assert_eq!((&answer["txnStatus"], &answer["amount"]), (&json!("SUCCESS"), &json!("499.00")));
    assert_eq!(answer["transactionId"], payment.as_str());
    assert_eq!(shop.payment_status(&payment), "SUCCESS");
    assert_eq!(validate(&shop, &payment, "123456").code(), 409);
    let log = shop.control("/_sandbox/log").to_string();
    assert!(!log.contains("123456") && !log.contains(CARD), "an OTP or a card in the log");
}

#[test]
fn a_wrong_otp_can_be_corrected_twice() {
    let shop = Shop::open(settings());
    let payment = asked(&shop, "A1");
    for left in ["2 more", "1 more"] {
        let answer = validate(&shop, &payment, "999999").payload();
        assert_eq!(answer["txnStatus"], "PENDING_WITH_BANK");
        assert!(answer["txnMessage"].as_str().expect("text").contains(left), "{answer}");
    }
    let last = validate(&shop, &payment, "999999").payload();
    assert_eq!((&last["txnStatus"], &last["txnMessage"]), (&json!("FAILED"), &json!("Too many wrong OTPs.")));
    assert_eq!(validate(&shop, &payment, "123456").code(), 409);
    for (otp, code) in [("12", 400), ("12345x", 400)] {
        assert_eq!(validate(&shop, &payment, otp).code(), code);
    }
    assert_eq!(validate(&shop, "EK0", "123456").code(), 404);
    let upi = shop.scan(&shop.order("A2", "10"), "pending@sandbox");
    assert_eq!(validate(&shop, &upi, "123456").code(), 409);
}

#[test]
fn a_right_otp_may_leave_the_bank_undecided_or_unwilling() {
    let shop = Shop::open(settings());
    let declined = asked(&shop, "A1");
    assert_eq!(validate(&shop, &declined, "000000").payload()["txnStatus"], "FAILED");
    let waiting = asked(&shop, "A2");
    assert_eq!(validate(&shop, &waiting, "111111").payload()["txnStatus"], "AUTHORIZED");
    assert_eq!(shop.payment_status(&waiting), "AUTHORIZED");
    shop.post_plain(&format!("/_sandbox/payments/{waiting}"), &json!({"outcome": "success"}));
    assert_eq!(shop.payment_status(&waiting), "SUCCESS");
    let lapsing = asked(&shop, "A3");
    validate(&shop, &lapsing, "111111");
    shop.advance(901);
    assert_eq!(shop.payment_status(&lapsing), "FAILED");
}

#[test]
fn the_otp_is_sent_three_times() {
    let shop = Shop::open(settings());
    let payment = asked(&shop, "A1");
    let resend = || call(&shop, "GET", &format!("/pay/resend/otp/{payment}"), None);
    for _ in 0..2 {
        let sent = resend();
        assert_eq!((sent.status, sent.text.as_str()), (200, "The OTP was sent again."));
        assert!(sent.head.to_lowercase().contains("content-type: text/plain"), "{}", sent.head);
    }
    assert_eq!(resend().code(), 422);
    assert_eq!(call(&shop, "GET", "/pay/resend/otp/EK0", None).code(), 404);
}

#[test]
fn a_submitted_card_can_ask_for_an_otp_too() {
    let shop = Shop::open(settings());
    let order = shop.order("A1", "10");
    let detail =
        |number: &str| json!({"paymentMode": "DEBIT_CARD", "cardNumber": number, "cvv": "123", "expiry": "12/30"});
    let answer = shop.submit(&order, detail(CARD)).payload();
    assert_eq!((&answer["transactionStatus"], &answer["rupay"]), (&json!("PENDING_WITH_BANK"), &json!(true)));
    let payment = answer["transactionId"].as_str().expect("an id");
    assert_eq!(validate(&shop, payment, "123456").payload()["orderId"], order.as_str());
    // Codes 156 and 158 are refusals here, and 3DS has no frame.
    let order = shop.order("A2", "10");
    assert_eq!(shop.submit(&order, detail("4000000000000127")).code(), 156);
    assert_eq!(shop.submit(&order, detail("4000000000000069")).code(), 158);
    assert!(shop.submit(&order, detail("4000000000003063")).payload()["redirectionUrl"].is_string());
}
