//! Every payment mode, the test values, and what an order may restrict.

use serde_json::{Value, json};

use crate::common::{Shop, settings};

fn card(number: &str) -> Value {
    json!({"paymentMode": "CREDIT_CARD", "cardNumber": number, "cvv": "123", "expiry": "12/30",
        "cardHolderName": "Asha Rao"})
}

#[test]
fn upi_collect_follows_the_test_values() {
    let shop = Shop::open(settings());
    for (vpa, status, order_status) in [
        ("success@sandbox", "SUCCESS", "PAID"),
        ("failure@sandbox", "FAILED", "ATTEMPTED"),
        ("pending@sandbox", "PENDING_WITH_BANK", "ATTEMPTED"),
        ("somebody@bank", "PENDING_WITH_BANK", "ATTEMPTED"),
    ] {
        let order = shop.order(&vpa.replace(['@', '.'], ""), "10");
        let answer = shop.submit(&order, json!({"paymentMode": "UPI", "vpa": vpa})).payload();
        assert_eq!(answer["transactionStatus"], status, "{vpa}");
        assert!(answer.get("redirectionUrl").is_none());
        assert_eq!(shop.payment_status(answer["transactionId"].as_str().expect("an id")), status);
        assert_eq!(shop.order_status(&order), order_status);
    }
    // Some read the gateway's documentation so that the merchant's own id is meant.
    shop.order("MINE", "10");
    assert_eq!(shop.submit("MINE", json!({"paymentMode": "UPI", "vpa": "success@sandbox"})).code(), 0);
}

#[test]
fn cards_follow_their_test_numbers() {
    let shop = Shop::open(settings());
    for (index, (number, cvv, scheme, status)) in [
        ("4111111111111111", "123", "VISA", "SUCCESS"),
        ("5555555555554444", "123", "MASTERCARD", "SUCCESS"),
        ("6074820000000009", "123", "RUPAY", "SUCCESS"),
        ("378282246310005", "1234", "AMEX", "SUCCESS"),
        ("30569309025904", "123", "DINERS", "SUCCESS"),
        ("4000000000000002", "123", "VISA", "FAILED"),
        ("4000000000003220", "123", "VISA", "PENDING_WITH_BANK"),
    ]
    .into_iter()
    .enumerate()
    {
        let order = shop.order(&format!("C{index}"), "10");
        let mut detail = card(number);
        detail["cvv"] = cvv.into();
        let answer = shop.submit(&order, detail).payload();
        assert_eq!(answer["transactionStatus"], status, "{number}");
        assert_eq!(answer.get("redirectionUrl").is_some(), status == "PENDING_WITH_BANK");
        let id = answer["transactionId"].as_str().expect("an id");
        let shown = shop.get(&format!("/api/v0/payment/{id}")).payload();
        assert_eq!((&shown["cardScheme"], &shown["cardHolderName"]), (&json!(scheme), &json!("Asha Rao")));
        let masked = shown["maskedCardNumber"].as_str().expect("masked");
        assert!(
            masked.starts_with("XXXX") && masked.ends_with(&number[number.len() - 4..]) && masked.len() == number.len()
        );
    }
}

#[test]
fn banks_wallets_and_pay_later_are_redirected() {
    let shop = Shop::open(settings());
    for (mode, key) in [
        ("NET_BANKING", "bankCode"),
        ("WALLET", "bankCode"),
        ("PAY_LATER", "bankCode"),
        ("PAY_LATER", "bnplPaymentOptionId"),
    ] {
        let order = shop.order(&format!("{}{key}", mode.replace('_', "")), "10");
        let mut detail = json!({"paymentMode": mode});
        detail[key] = "WA001".into();
        let answer = shop.submit(&order, detail).payload();
        assert_eq!(answer["transactionStatus"], "PENDING_WITH_BANK");
        let page = answer["redirectionUrl"].as_str().expect("a page");
        assert!(page.starts_with(&format!("{}/v1/pay/{order}?transactionId=EK", shop.sandbox.url)), "{page}");
        assert_eq!(shop.order_status(&order), "ATTEMPTED");
    }
}

#[test]
fn instruments_are_checked() {
    let shop = Shop::open(settings());
    let order = shop.order("A1", "10");
    let changed = |key: &str, value: Value| {
        let mut detail = card("4111111111111111");
        detail[key] = value;
        detail
    };
    for (detail, code, says) in [
        (json!({}), 400, "paymentDetail.paymentMode is required"),
        (json!({"paymentMode": "CASH"}), 400, "paymentDetail.paymentMode must be one of"),
        (json!({"paymentMode": "UPI"}), 400, "paymentDetail.vpa is required for UPI"),
        (json!({"paymentMode": "UPI", "vpa": "nobody"}), 400, "paymentDetail.vpa"),
        (json!({"paymentMode": "UPI", "vpa": "a@bank", "ifsc": "X"}), 400, "paymentDetail.ifsc"),
        (json!({"paymentMode": "NET_BANKING"}), 400, "paymentDetail.bankCode is required"),
        (json!({"paymentMode": "WALLET"}), 400, "paymentDetail.bankCode is required"),
        (json!({"paymentMode": "PAY_LATER"}), 400, "bnplPaymentOptionId is required"),
        (changed("cvv", Value::Null), 400, "paymentDetail.cvv is required"),
        (changed("cvv", "12".into()), 400, "paymentDetail.cvv must be 3 digits"),
        (changed("cvv", 123.into()), 400, "paymentDetail.cvv must be a string"),
        (changed("expiry", "2030-12".into()), 400, "paymentDetail.expiry must be MM/YY"),
        (changed("expiry", "13/30".into()), 400, "paymentDetail.expiry must be MM/YY"),
        (changed("expiry", "10/26".into()), 422, "The card has expired"),
        (changed("cardNumber", "4111111111111112".into()), 400, "not a card number"),
        (changed("cardNumber", "4242424242424242".into()), 422, "not one of the sandbox's test cards"),
        (changed("saveCard", true.into()), 400, "Unknown key paymentDetail.saveCard"),
    ] {
        let answer = shop.submit(&order, detail.clone());
        assert_eq!(answer.code(), code, "{detail} {}", answer.text);
        assert!(answer.message().contains(says), "{says} in {}", answer.text);
    }
    // Flat card fields, as one table of the documentation prints them, are not what its schema says.
    let flat = json!({"orderId": order, "paymentMode": "UPI", "vpa": "success@sandbox"});
    assert!(shop.post("/api/v0/payment/submit", &flat).message().contains("Unknown key paymentMode"));
    assert_eq!(shop.order_status(&order), "CREATED");
    // The card is good to the last day of its month.
    assert_eq!(shop.submit(&order, changed("expiry", "11/26".into())).code(), 0);
}

#[test]
fn restrictions_bind_every_way_to_pay() {
    let shop = Shop::open(settings());
    let limits = json!({"restrictedPaymentOptions": {"NETBANKING": ["HDFC"], "CREDIT_CARD": ["RUPAY"]}});
    let order = shop.order_with("A1", "10", limits);
    let refused = [
        (json!({"paymentMode": "UPI", "vpa": "success@sandbox"}), "does not offer the payment mode"),
        (json!({"paymentMode": "NET_BANKING", "bankCode": "SBI"}), "does not offer the bank"),
        (card("4111111111111111"), "Card scheme type is invalid"),
    ];
    for (detail, says) in refused {
        let answer = shop.submit(&order, detail);
        assert_eq!(answer.code(), 422);
        assert!(answer.message().contains(says), "{}", answer.text);
    }
    assert_eq!(shop.get(&format!("/pay/checkout/qrcode/{order}")).code(), 422);
    assert_eq!(shop.get(&format!("/pay/checkout/upi-detail/{order}")).code(), 422);
    assert_eq!(shop.submit(&order, json!({"paymentMode": "NET_BANKING", "bankCode": "HDFC"})).code(), 0);
    assert_eq!(shop.submit(&order, card("6074820000000009")).code(), 0);

    // The key counts, not its value: UPI has none.
    let upi = json!({"restrictedPaymentOptions": {"UPI": null, "NET_BANKING": null}});
    let order = shop.order_with("A2", "10", upi);
    assert_eq!(shop.submit(&order, json!({"paymentMode": "WALLET", "bankCode": "WA001"})).code(), 422);
    assert_eq!(shop.submit(&order, json!({"paymentMode": "UPI", "vpa": "success@sandbox"})).code(), 0);
}

#[test]
fn an_order_bound_to_an_account_is_paid_from_it() {
    let shop = Shop::open(settings());
    let bound = json!({"paymentDetail": {"accountNumber": "123456789012", "ifsc": "KKBK0000432"}});
    let order = shop.order_with("A1", "10", bound);
    let shown = shop.get(&format!("/api/v0/orders/{order}")).payload();
    assert_eq!(shown["paymentDetail"], json!({"accountNumber": "XXXXXXXX9012", "ifsc": "KKBK0000432"}));
    let pay = |account: &str| {
        shop.submit(&order, json!({"paymentMode": "UPI", "vpa": "success@sandbox", "accountNumber": account}))
    };
    assert!(pay("999999999").message().contains("another bank account"));
    assert_eq!(pay("123456789012").code(), 0);
}

#[test]
fn an_intent_becomes_a_payment_when_it_is_followed() {
    let shop = Shop::open(settings());
    let order = shop.order("A1", "10.5");
    let links = shop.get(&format!("/pay/checkout/upi-detail/{order}")).payload();
    let id = links["transactionId"].as_str().expect("an id").to_string();
    for (app, start) in
        [("upi", "upi://pay?"), ("gpay", "tez://upi/pay?"), ("phonepe", "phonepe://pay?"), ("paytm", "paytmmp://pay?")]
    {
        let link = links[app].as_str().expect("a link");
        assert!(link.starts_with(start) && link.contains("am=10.50") && link.contains(&format!("tr={id}")), "{link}");
    }
    assert_eq!(shop.get(&format!("/pay/checkout/status/upi/{id}")).payload()["status"], "PROCESS");
    assert_eq!(shop.get(&format!("/api/v0/payment/{id}")).code(), 404);
    let pay = |vpa: &str| shop.post_plain("/_sandbox/upi/pay", &json!({"upi": links["gpay"], "vpa": vpa}));
    assert_eq!(pay("pending@sandbox").json()["status"], "PENDING_WITH_BANK");
    assert_eq!(pay("success@sandbox").json()["status"], "SUCCESS");
    assert_eq!(shop.payment_status(&id), "SUCCESS");
}

#[test]
fn the_app_pays_only_what_the_sandbox_issued() {
    let shop = Shop::open(settings());
    let text = shop.qr(&shop.order("A1", "10"))["qrUrl"].as_str().expect("text").to_string();
    for (upi, vpa, status) in [
        (text.replace("am=10.00", "am=1.00"), "success@sandbox", 400),
        (text.replace("am=10.00", "am=10.00&am=1.00"), "success@sandbox", 400),
        (text.replace("examplestore", "somebody"), "success@sandbox", 400),
        (text.replace("tr=EK", "tr=EX"), "success@sandbox", 404),
        ("hello".to_string(), "success@sandbox", 400),
        (text.clone(), "somebody@bank", 400),
    ] {
        let answer = shop.post_plain("/_sandbox/upi/pay", &json!({"upi": upi, "vpa": vpa}));
        assert_eq!(answer.status, status, "{upi} {}", answer.text);
        assert!(answer.json()["error"].is_string());
    }
    let extra = json!({"upi": text, "vpa": "success@sandbox", "tip": 1});
    assert_eq!(shop.post_plain("/_sandbox/upi/pay", &extra).status, 400);
    // An undecided scan leaves the order to other ways; the first success closes them.
    assert_eq!(shop.post_plain("/_sandbox/upi/pay", &json!({"upi": text, "vpa": "success@sandbox"})).status, 200);
}
