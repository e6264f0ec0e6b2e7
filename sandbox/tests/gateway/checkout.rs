//! The customer's side: no credentials, the order's id is the capability.

use serde_json::{Value, json};

use crate::common::{Answer, Listener, Shop, send, settings};
use enkash_sandbox::ChargeAnswer;

/// A customer's device: it knows an order's id and what the gateway tells about it.
pub(crate) struct Device<'a> {
    shop: &'a Shop,
    pub(crate) order: Value,
}

impl<'a> Device<'a> {
    pub(crate) fn with(shop: &'a Shop, order_id: &str) -> Device<'a> {
        let order = call(shop, "GET", &format!("/pay/checkout/{order_id}"), None).payload();
        Device { shop, order }
    }

    fn text(&self, key: &str) -> &str {
        self.order[key].as_str().expect("text")
    }

    pub(crate) fn charge(&self, detail: Value) -> Answer {
        let body = json!({"uniqueTransactionId": self.order["uniqueTransactionId"],
            "publicIdentifierKey": self.order["publicIdentifierKey"], "transactionId": self.order["transactionId"],
            "paymentDetail": detail, "surcharge": "0.00", "surchargeGst": 18, "popupMode": true});
        call(self.shop, "POST", "/pay/charge/process", Some(&body))
    }
}

pub(crate) fn call(shop: &Shop, method: &str, path: &str, body: Option<&Value>) -> Answer {
    let text = body.map(Value::to_string).unwrap_or_default();
    let headers: &[(&str, &str)] = if body.is_some() { &[("Content-Type", "application/json")] } else { &[] };
    send(&shop.sandbox.url, method, path, headers, &text)
}

fn base64(text: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(text)
}

pub(crate) fn card(number: &str) -> Value {
    json!({"paymentMode": "CREDIT_CARD", "cardNumber": base64(number), "cvv": base64("123"), "expiry": base64("12/30"),
        "cardHolderName": "Asha Rao", "saveCard": false, "paymentToken": null, "paymentType": "NEW_CARD"})
}

fn minimal(shop: &Shop, id: &str) -> Value {
    call(shop, "GET", &format!("/api/v0/transactions/{id}/minimal"), None).payload()
}

#[test]
fn the_details_say_what_can_be_paid() {
    let shop = Shop::open(settings());
    let id = shop.order("A1", "499.00");
    let device = Device::with(&shop, &id);
    let order = &device.order;
    assert_eq!((device.text("transactionId"), device.text("uniqueTransactionId")), (id.as_str(), "A1"));
    assert!(device.text("publicIdentifierKey").starts_with("PK") && !order.to_string().contains(crate::common::ACCESS));
    for key in ["upi", "netBanking", "wallet", "creditCard", "paymentAttemptLeft"] {
        assert_eq!(order[key], true, "{key}");
    }
    assert_eq!((&order["skipContactInfo"], &order["upiCollectTimeout"]), (&json!(false), &json!(5)));
    assert_eq!(order["netBankingList"][0]["code"], "SBXBANK");
    assert_eq!(order["walletList"][0], json!({"code": "WA001", "name": "Sandbox Wallet", "image": null}));

    let limits = json!({"restrictedPaymentOptions": {"NETBANKING": ["SBXBANK"], "CREDIT_CARD": ["RUPAY"]},
        "customerInfo": {"firstName": "Asha", "lastName": "Rao", "phoneNumber": "9876543210"}});
    let order = Device::with(&shop, &shop.order_with("A2", "10", limits)).order;
    assert_eq!((&order["upi"], &order["wallet"], &order["creditCard"]), (&json!(false), &json!(false), &json!(true)));
    assert_eq!(order["netBankingList"].as_array().map(Vec::len), Some(1));
    assert_eq!((&order["creditCardSchemes"], &order["debitCardSchemes"]), (&json!(["RUPAY"]), &json!([])));
    assert_eq!((&order["name"], &order["skipContactInfo"]), (&json!("Asha Rao"), &json!(true)));
    assert_eq!(call(&shop, "GET", "/pay/checkout/ORD0", None).code(), 404);
}

#[test]
fn the_payer_can_be_reached() {
    let shop = Shop::open(settings());
    let id = shop.order_with("A1", "10", json!({"customerInfo": {"firstName": "Asha"}}));
    let device = Device::with(&shop, &id);
    let path = format!("/pay/checkout/customer-info/{id}");
    let key = device.order["publicIdentifierKey"].clone();
    let mut body =
        json!({"customerMobile": "9876543210", "customerEmail": "asha@example.com", "merchantAccessKey": key});
    let answer = call(&shop, "PATCH", &path, Some(&body)).payload();
    assert_eq!((&answer["customerMobile"], &answer["firstName"]), (&json!("9876543210"), &json!("Asha")));
    let info = shop.get(&format!("/api/v0/orders/{id}")).payload()["customerInfo"].clone();
    assert_eq!(info, json!({"firstName": "Asha", "phoneNumber": "9876543210", "email": "asha@example.com"}));
    body["merchantAccessKey"] = "PK".into();
    assert!(call(&shop, "PATCH", &path, Some(&body)).message().contains("publicIdentifierKey"));
    body["customerMobile"] = "123".into();
    assert_eq!(call(&shop, "PATCH", &path, Some(&body)).code(), 400);
}

#[test]
fn a_card_range_is_known() {
    let shop = Shop::open(settings());
    let id = shop.order("A1", "10");
    let ask = |bin: &str| call(&shop, "GET", &format!("/api/v0/bin/details?bin={bin}&transactionId={id}"), None);
    let known = ask("6074820000").payload();
    assert_eq!((&known["cardSchemeType"], &known["cardType"]), (&json!("RUPAY"), &json!("DEBIT")));
    assert_eq!(ask("378282246310005").payload()["cardType"], "CORPORATE");
    assert_eq!((ask("411111").code(), ask("4242424242").code()), (400, 422));
    let log = shop.control("/_sandbox/log").to_string();
    assert!(!log.contains("6074820000") && !log.contains("378282246310005"), "{log}");
}

#[test]
fn a_charge_has_six_answers() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[200]);
    let mut count = 0;
    let mut device = || {
        count += 1;
        let order = shop.order_with(&format!("A{count}"), "10", json!({"notifyUrl": listener.url}));
        Device::with(&shop, &order)
    };
    // Paid without a redirect.
    let paid = device().charge(card("4111111111111111")).json();
    assert_eq!((&paid["transactionStatus"], &paid["dauth"]), (&json!("SUCCESS"), &json!(true)));
    assert!(paid.get("response_code").is_none(), "{paid}");
    let id = paid["transactionId"].as_str().expect("an id");
    let seen = minimal(&shop, id);
    assert_eq!((&seen["orderStatus"], &seen["paymentAttemptLeft"]), (&json!("PAID"), &json!(false)));
    assert!(seen.get("mdr").is_none() && seen["checksum"].is_string(), "{seen}");
    // A failure.
    let failed = device().charge(card("4000000000000002")).json();
    assert_eq!(
        (&failed["error"], &failed["resultMessage"]),
        (&json!(true), &json!("The payer's bank declined the payment."))
    );
    // 3DS in a frame.
    let framed = device().charge(card("4000000000003063")).json();
    assert_eq!(framed["iframe"], "LYRA");
    assert!(framed["transactionUuid"].is_string());
    let id = framed["transactionId"].as_str().expect("an id");
    assert_eq!(call(&shop, "GET", &format!("/pay/checkout/status/upi/{id}"), None).payload()["status"], "PROCESS");
    let decided = shop.post_plain(&format!("/_sandbox/payments/{id}"), &json!({"outcome": "success"})).json();
    assert_eq!(decided["status"], "SUCCESS");
    assert_eq!(call(&shop, "GET", &format!("/pay/checkout/status/upi/{id}"), None).payload()["status"], "SUCCESS");
    // An OTP on the merchant's page.
    let otp = device().charge(card("6074820000000116")).json();
    assert_eq!((&otp["rupay"], &otp["renderOtpPage"]), (&json!(true), &json!(true)));
    // Input to be corrected: the same attempt goes on.
    let open = device();
    let refused = open.charge(card("4000000000000127")).json();
    assert_eq!((&refused["resultCode"], &refused["transactionStatus"]), (&json!(156), &json!("CREATED")));
    let again = open.charge(card("4000000000000069")).json();
    assert_eq!((&again["resultCode"], &again["transactionId"]), (&json!(158), &refused["transactionId"]));
    let corrected = open.charge(card("4111111111111111")).json();
    assert_eq!((&corrected["dauth"], &corrected["transactionId"]), (&json!(true), &refused["transactionId"]));
    // A bank's page.
    for detail in [
        json!({"paymentMode": "NET_BANKING", "bankCode": "SBXBANK"}),
        json!({"paymentMode": "WALLET", "bankCode": "WA001"}),
        card("4000000000003220"),
    ] {
        let sent = device().charge(detail).json();
        let page = sent["redirectionUrl"].as_str().expect("a page").replace(&shop.sandbox.url, "");
        let id = sent["transactionId"].as_str().expect("an id").to_string();
        let order = minimal(&shop, &id)["orderId"].as_str().expect("an id").to_string();
        assert_eq!(minimal(&shop, &id)["status"], "PENDING_WITH_BANK");
        assert!(send(&shop.sandbox.url, "GET", &page, &[], "").text.contains("Approve"));
        let form = format!("transactionId={id}&decision=approve");
        send(&shop.sandbox.url, "POST", &format!("/v1/pay/{order}"), &[], &form);
        assert_eq!(minimal(&shop, &id)["status"], "SUCCESS");
    }
    // UPI on the customer's device waits for the payer.
    let upi = device().charge(json!({"paymentMode": "UPI", "vpa": "pending@sandbox"})).json();
    assert_eq!(upi["transactionStatus"], "PENDING_WITH_BANK");
    assert!(upi.get("redirectionUrl").is_none());
    assert_eq!(device().charge(json!({"paymentMode": "NET_BANKING", "bankCode": "SBXCLOSED"})).json()["error"], true);
    shop.flush();
    assert!(listener.bodies().iter().any(|notice| notice["status"] == "SUCCESS"));
}

#[test]
fn a_charge_is_checked() {
    let shop = Shop::open(settings());
    let id = shop.order("A1", "10");
    let device = Device::with(&shop, &id);
    let plain =
        json!({"paymentMode": "CREDIT_CARD", "cardNumber": "4111111111111111", "cvv": "123", "expiry": "12/30"});
    assert!(device.charge(plain).message().contains("base64"));
    assert_eq!(device.charge(json!({"paymentMode": "UPI"})).code(), 400);
    for (key, value, code) in [
        ("publicIdentifierKey", json!("PK"), 400),
        ("uniqueTransactionId", json!("A2"), 400),
        ("transactionId", json!("ORD0"), 404),
        ("surcharge", json!("1.00"), 422),
    ] {
        let mut order = device.order.clone();
        order[key] = value.clone();
        let body = json!({"uniqueTransactionId": order["uniqueTransactionId"],
            "publicIdentifierKey": order["publicIdentifierKey"], "transactionId": order["transactionId"],
            "paymentDetail": card("4111111111111111"), "surcharge": if key == "surcharge" { value } else { json!("0.00") }});
        assert_eq!(call(&shop, "POST", "/pay/charge/process", Some(&body)).code(), code, "{key}");
    }
    assert_eq!(shop.order_status(&id), "CREATED");
    assert_eq!(device.charge(card("4111111111111111")).json()["dauth"], true);
    assert_eq!(device.charge(card("4111111111111111")).code(), 409);
}

#[test]
fn attempts_and_orders_can_be_ended() {
    let shop = Shop::open(settings());
    let id = shop.order("A1", "10");
    let device = Device::with(&shop, &id);
    let pending = || {
        let sent = device.charge(json!({"paymentMode": "NET_BANKING", "bankCode": "SBXBANK"})).json();
        sent["transactionId"].as_str().expect("an id").to_string()
    };
    for (path, status) in [("/pay/charge/expire", "FAILED"), ("/pay/charge/cancel", "CANCELLED")] {
        let payment = pending();
        let body = json!({"transactionId": payment, "remark": "too slow"});
        for _ in 0..2 {
            let ended = call(&shop, "PATCH", path, Some(&body)).json();
            assert_eq!((&ended["transactionStatus"], &ended["orderStatus"]), (&json!(status), &json!("ATTEMPTED")));
        }
        assert_eq!(minimal(&shop, &payment)["txnMessage"], "too slow");
        assert_eq!(call(&shop, "PATCH", path, Some(&json!({"transactionId": "EK0"}))).code(), 404);
    }
    let open = pending();
    let cancel = json!({"transactionId": id, "reason": "changed my mind"});
    for _ in 0..2 {
        assert_eq!(call(&shop, "PATCH", "/pay/charge/order/cancel", Some(&cancel)).json()["orderStatus"], "CANCELLED");
    }
    assert_eq!(minimal(&shop, &open)["status"], "CANCELLED");
    assert_eq!(device.charge(card("4111111111111111")).code(), 409);

    let paid = shop.order("A2", "10");
    let payment = shop.scan(&paid, "success@sandbox");
    assert_eq!(call(&shop, "PATCH", "/pay/charge/cancel", Some(&json!({"transactionId": payment}))).code(), 409);
    assert_eq!(call(&shop, "PATCH", "/pay/charge/order/cancel", Some(&json!({"transactionId": paid}))).code(), 409);
}

#[test]
fn an_intent_link_is_bound_to_an_app() {
    let shop = Shop::open(settings());
    let id = shop.order("A1", "10");
    let links = call(&shop, "GET", &format!("/pay/checkout/upi-detail/{id}"), None).payload();
    let bind = |id: &Value, app: &str| {
        let body = json!({"transactionId": id, "paymentMode": "UPI", "bankCode": app});
        call(&shop, "POST", "/pay/charge/intent-transaction", Some(&body))
    };
    assert_eq!(minimal(&shop, &id)["orderStatus"], "CREATED");
    for given in [&links["transactionId"], &json!(id)] {
        assert_eq!(bind(given, "gpay").payload()["transactionId"], links["transactionId"]);
    }
    let payment = links["transactionId"].as_str().expect("an id");
    assert_eq!(shop.get(&format!("/api/v0/payment/{payment}")).payload()["bankCode"], "gpay");
    assert_eq!(bind(&links["transactionId"], "someapp").code(), 400);
    shop.post_plain("/_sandbox/upi/pay", &json!({"upi": links["gpay"], "vpa": "success@sandbox"}));
    assert_eq!(minimal(&shop, payment)["status"], "SUCCESS");
    assert_eq!(bind(&links["transactionId"], "gpay").code(), 422);
}

#[test]
fn charge_answers_can_come_in_the_envelope() {
    let mut config = settings();
    config.charge_answer = ChargeAnswer::Wrapped;
    let shop = Shop::open(config);
    let device = Device::with(&shop, &shop.order("A1", "10"));
    assert_eq!(device.charge(card("4111111111111111")).payload()["dauth"], true);
}
