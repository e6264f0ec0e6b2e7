//! QR codes: one use and many, fixed and open amounts, the end of their time, and what is told of their payments.

use serde_json::{Value, json};

use crate::common::{Answer, DAY, Listener, Shop, read_image, settings};

fn create(shop: &Shop, body: Value) -> Value {
    shop.post("/api/v0/qr-code", &body).payload()
}

fn id(code: &Value) -> &str {
    code["qrCodeId"].as_str().expect("an id")
}

/// What a phone reads out of the picture.
fn text(code: &Value) -> String {
    read_image(code["qrCodeBase64"].as_str().expect("base64"))
}

fn scan(shop: &Shop, code: &Value, vpa: &str, amount: Option<&str>) -> Answer {
    let mut body = json!({"upi": text(code), "vpa": vpa});
    if let Some(amount) = amount {
        body["amount"] = amount.into();
    }
    shop.post_plain("/_sandbox/upi/pay", &body)
}

fn status(shop: &Shop, code: &Value) -> Value {
    shop.get(&format!("/api/v0/qr-code/{}", id(code))).payload()["status"].clone()
}

#[test]
fn a_code_for_one_use_is_paid_once() {
    let listener = Listener::answering(&[200]);
    let mut config = settings();
    config.notify_url = Some(listener.url.clone());
    let shop = Shop::open(config);
    let code = create(
        &shop,
        json!({"qrName": "Till 1", "multipleUse": false, "fixedAmount": true, "amount": 120.50,
            "referenceNumber": "T1", "customParams": {"table": "7"}, "customerName": "Asha"}),
    );
    assert_eq!(
        (&code["status"], &code["amount"], &code["fixedAmount"]),
        (&json!("ACTIVE"), &json!(120.5), &json!(true))
    );
    assert_eq!(
        (&code["qrName"], &code["customParams"], &code["expiry"]),
        (&json!("Till 1"), &json!({"table": "7"}), &Value::Null)
    );
    assert_eq!(
        text(&code),
        format!("upi://pay?pa=examplestore@sandbox&pn=Example%20Store&am=120.50&cu=INR&tr={}", id(&code))
    );
    // A payer who fails leaves the code for the next one; one who hesitates keeps it.
    assert_eq!(scan(&shop, &code, "failure@sandbox", None).json()["status"], "FAILED");
    assert_eq!(scan(&shop, &code, "pending@sandbox", None).json()["status"], "PENDING_WITH_BANK");
    assert_eq!(scan(&shop, &code, "success@sandbox", None).status, 409);
    shop.advance(300);
    assert_eq!(scan(&shop, &code, "success@sandbox", Some("120.51")).status, 422, "the amount is fixed");
    let paid = scan(&shop, &code, "success@sandbox", Some("120.5")).json();
    assert_eq!(paid["status"], "SUCCESS");
    assert_eq!(scan(&shop, &code, "success@sandbox", None).status, 409);
    assert_eq!(status(&shop, &code), "ACTIVE", "the documentation has no other word for it");
    let order = shop.get(&format!("/api/v0/orders/{}", paid["order_id"].as_str().expect("an id"))).payload();
    assert_eq!((&order["orderStatus"], &order["customParameters"]["qrCodeId"]), (&json!("PAID"), &code["qrCodeId"]));
    assert_eq!(order["customParameters"]["table"], "7");
    shop.flush();
    let told: Vec<Value> = listener.bodies().into_iter().filter(|body| body["status"] == "SUCCESS").collect();
    let [notice] = told.as_slice() else { panic!("one notice of the success: {told:?}") };
    assert_eq!((&notice["transactionId"], &notice["amount"]), (&paid["transaction_id"], &json!(120.5)));
    assert_eq!(shop.control("/_sandbox/audit")["findings"], json!([]));
}

#[test]
fn an_open_amount_is_the_payers_choice_many_times() {
    let shop = Shop::open(settings());
    let code = create(&shop, json!({"multipleUse": true, "fixedAmount": false}));
    assert!(!text(&code).contains("am="), "{}", text(&code));
    assert_eq!(scan(&shop, &code, "success@sandbox", None).status, 400);
    for amount in ["0", "1.001", "x"] {
        assert_eq!(scan(&shop, &code, "success@sandbox", Some(amount)).status, 400, "{amount}");
    }
    for (count, amount) in ["10", "20.50", "0.01"].into_iter().enumerate() {
        let paid = scan(&shop, &code, "success@sandbox", Some(amount)).json();
        assert_eq!(paid["status"], "SUCCESS", "payment {count}");
        shop.order_status(paid["order_id"].as_str().expect("an id"));
    }
    shop.advance(DAY);
    let audit = shop.control("/_sandbox/audit");
    assert_eq!((&audit["books"]["paid"], &audit["books"]["imbalance"]), (&json!("30.51"), &json!("0.0000")));
    assert_eq!((&audit["paid_orders"], &audit["findings"]), (&json!(3), &json!([])));
    // A test need not read the picture.
    let named = |id: &str| {
        let body = json!({"qr_code_id": id, "vpa": "success@sandbox", "amount": 7});
        shop.post_plain("/_sandbox/upi/pay", &body)
    };
    assert_eq!((named(id(&code)).json()["status"].clone(), named("QR0").status), (json!("SUCCESS"), 404));
    let both = json!({"qr_code_id": id(&code), "upi": text(&code), "vpa": "success@sandbox", "amount": 7});
    assert_eq!(shop.post_plain("/_sandbox/upi/pay", &both).status, 400);
    // A text that somebody changed is not paid.
    let other = create(&shop, json!({"multipleUse": true, "fixedAmount": true, "amount": 5}));
    let forged = text(&other).replace("am=5.00", "am=1.00");
    let answer = shop.post_plain("/_sandbox/upi/pay", &json!({"upi": forged, "vpa": "success@sandbox"}));
    assert_eq!(answer.status, 400);
}

#[test]
fn time_and_cancelling_end_a_code() {
    for (qr_expired, shown) in [(false, "ACTIVE"), (true, "EXPIRED")] {
        let mut config = settings();
        config.qr_expired = qr_expired;
        let shop = Shop::open(config);
        let fixed = |expiry: Value| json!({"multipleUse": true, "fixedAmount": true, "amount": 5, "expiry": expiry});
        assert_eq!(shop.post("/api/v0/qr-code", &fixed(json!("2026-11-23T09:59:59+05:30"))).code(), 400, "in the past");
        assert_eq!(shop.post("/api/v0/qr-code", &fixed(json!("soon"))).code(), 400);
        let code = create(&shop, fixed(json!("2026-11-23T10:05:00+05:30")));
        assert_eq!(code["expiry"], "2026-11-23 10:05:00");
        let pending = scan(&shop, &code, "pending@sandbox", None).json();
        shop.advance(299);
        assert_eq!(scan(&shop, &code, "success@sandbox", None).status, 200);
        shop.advance(1);
        assert_eq!(scan(&shop, &code, "success@sandbox", None).status, 409);
        assert_eq!(status(&shop, &code), shown);
        assert_ne!(shop.payment_status(pending["transaction_id"].as_str().expect("an id")), "PENDING_WITH_BANK");
        let cancel = || shop.raw("PATCH", &format!("/api/v0/qr-code/{}/cancel", id(&code)), "{}").payload();
        assert_eq!((&cancel()["status"], &cancel()["status"]), (&json!("CANCELLED"), &json!("CANCELLED")));
        let other = create(&shop, json!({"multipleUse": true, "fixedAmount": true, "amount": 5}));
        shop.raw("PATCH", &format!("/api/v0/qr-code/{}/cancel", id(&other)), "{}").payload();
        assert_eq!(scan(&shop, &other, "success@sandbox", None).status, 409);
        assert_eq!(shop.get("/api/v0/qr-code/QR0").code(), 404);
    }
}

#[test]
fn codes_are_searched_in_pages() {
    let shop = Shop::open(settings());
    assert_eq!(shop.post("/api/v0/qr-code", &json!({"multipleUse": false, "fixedAmount": true})).code(), 400);
    let mut ids = Vec::new();
    for (index, amount) in [10, 20, 30].into_iter().enumerate() {
        let body =
            json!({"multipleUse": true, "fixedAmount": true, "amount": amount, "referenceNumber": format!("N{index}")});
        ids.push(id(&create(&shop, body)).to_string());
        shop.advance(60);
    }
    shop.raw("PATCH", &format!("/api/v0/qr-code/{}/cancel", ids[1]), "{}").payload();
    let search = |query: &str, body: Value| -> Vec<String> {
        let page = shop.post(&format!("/api/v0/qr-code/search{query}"), &body).payload();
        page["data"].as_array().expect("a list").iter().map(|code| id(code).to_string()).collect()
    };
    let all = |wanted: &[usize]| wanted.iter().map(|index| ids[*index].clone()).collect::<Vec<_>>();
    assert_eq!(search("", json!({})), all(&[2, 1, 0]));
    assert_eq!(search("?direction=ASC&offset=1&limit=1", json!({})), all(&[1]));
    assert_eq!(search("?orderBy=amount&direction=DESC", json!({"amountFrom": 20})), all(&[2, 1]));
    assert_eq!(search("", json!({"status": "CANCELLED"})), all(&[1]));
    assert_eq!(search("", json!({"referenceNumber": "N2"})), all(&[2]));
    assert_eq!(search("", json!({"toDate": "2026-11-23T10:01:00+05:30"})), all(&[1, 0]));
    assert_eq!(search("", json!({"fromDate": "2026-11-23T10:01:00+05:30", "amountTo": 20})), all(&[1]));
}
