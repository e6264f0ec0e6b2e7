//! A shop's day, from order to settlement.

use serde_json::json;

use crate::common::{DAY, Listener, SECRET, Shop, read_image, settings};

#[test]
fn a_shops_day() {
    let shop = Shop::open(settings());
    let listener = Listener::answering(&[200]);

    let order = shop.order_with(
        "INV1001",
        "499.00",
        json!({
            "customerInfo": {"firstName": "Asha", "lastName": "Rao", "email": "asha@example.com",
                "phoneNumber": "9876543210", "address": {"streetName": "1 Example Road", "city": "Pune",
                "state": "Maharashtra", "country": "India", "zipcode": "411001"}},
            "returnUrl": "https://example.com/return", "notifyUrl": listener.url,
            "customParameters": {"customParam1": "a"}, "description": "Tea",
        }),
    );
    assert!(order.starts_with("ORD") && order.len() == 21, "{order}");

    // The image says the same as the text, according to a reader that is not ours.
    let qr = shop.qr(&order);
    let text = qr["qrUrl"].as_str().expect("text");
    assert_eq!(read_image(qr["qrCode"].as_str().expect("base64")), text);
    for part in ["upi://pay?", "pa=examplestore@sandbox", "am=499.00", "cu=INR", "tr=EK"] {
        assert!(text.contains(part), "{text}");
    }
    // Asking again opens nothing new.
    assert_eq!(shop.qr(&order)["ekPayId"], qr["ekPayId"]);

    let payment = qr["ekPayId"].as_str().expect("an id").to_string();
    let status_path = format!("/pay/checkout/status/upi/{payment}");
    assert_eq!(shop.get(&status_path).payload()["status"], "PROCESS");
    let paid = shop.post_plain("/_sandbox/upi/pay", &json!({"upi": text, "vpa": "success@sandbox"}));
    assert_eq!(paid.json(), json!({"transaction_id": payment, "status": "SUCCESS", "order_id": order}));

    // The notice, and then the truth.
    assert_eq!(shop.flush()[0]["state"], "DELIVERED");
    let notice = listener.bodies().remove(0);
    assert_eq!(notice["orderStatus"], "PAID");
    assert_eq!(notice["transactionStatus"], "SUCCESS");
    assert_eq!(notice["uniqueTransactionId"], "INV1001");
    assert_eq!(notice.as_object().expect("an object").len(), NOTICE_KEYS.len());
    assert!(NOTICE_KEYS.iter().all(|key| notice.get(key).is_some()));
    assert_eq!(shop.control("/_sandbox/audit")["lost_results"], 1);
    let shown = shop.get(&format!("/api/v0/orders/{order}"));
    assert!(shown.text.contains(r#""amount":{"value":499.00,"currency":"INR"}"#), "{}", shown.text);
    assert!(shown.text.contains(r#""created":"2026-11-23 10:00:00""#), "{}", shown.text);
    assert_eq!(shown.payload()["orderStatus"], "PAID");
    assert_eq!(shown.payload()["customerInfo"]["address"]["zipcode"], "411001");
    let by_merchant = shop.get("/api/v0/orders/merchant/INV1001");
    assert_eq!(by_merchant.text, shown.text);
    assert_eq!(shop.payment_status(&payment), "SUCCESS");
    assert_eq!(shop.get(&status_path).payload()["status"], "SUCCESS");
    assert_eq!(shop.control("/_sandbox/audit")["lost_results"], 0);

    // One successful payment an order.
    let again = shop.submit(&order, json!({"paymentMode": "UPI", "vpa": "success@sandbox"}));
    assert_eq!(again.code(), 409);
    let again = shop.post_plain("/_sandbox/upi/pay", &json!({"upi": text, "vpa": "success@sandbox"}));
    assert_eq!(again.status, 409);

    // Refunds.
    let refund = shop.refund(&payment, "100.00", "R1").payload();
    assert_eq!(refund["status"], "CREATED");
    assert_ne!(refund["transactionId"], payment.as_str());
    assert_eq!(shop.refund(&payment, "100.00", "R1").code(), 409);
    let above = shop.refund(&payment, "400.00", "R2");
    assert_eq!(above.code(), 422);
    assert!(above.message().contains("399.00"), "{}", above.text);
    assert_eq!(shop.get("/api/v0/refund/R1").payload()["status"], "CREATED");
    assert_eq!(shop.payment_status(&payment), "PARTIALLY_REFUNDED");

    // The next day.
    shop.advance(DAY);
    assert_eq!(shop.get("/api/v0/refund/R1").payload()["status"], "SUCCESS");
    let found = shop.post("/api/v0/settlement-payout/search", &json!({})).payload();
    assert_eq!(found["recordsCount"], 1);
    let payout_id = found["data"][0]["settlementPayoutId"].as_str().expect("an id");
    let payout = shop.get(&format!("/api/v0/settlement-payout/{payout_id}"));
    for part in [
        r#""totalSaleAmount":499.00"#,
        r#""totalCharges":9.9800"#,
        r#""totalGst":1.7964"#,
        r#""totalRefundAmount":100.00"#,
        r#""totalSettlementAmount":387.22"#,
        r#""payoutStatus":"SUCCESS""#,
        r#""payoutDate":"2026-11-24 00:00:00""#,
        r#""settlementTransactions":[{"#,
    ] {
        assert!(payout.text.contains(part), "{part} in {}", payout.text);
    }

    let audit = shop.control("/_sandbox/audit");
    assert_eq!(
        audit,
        json!({"orders": 1, "paid_orders": 1, "double_charges": 0, "lost_results": 0, "undelivered_notifications": 0,
            "held_notifications": 0, "dropped_notifications": 0, "repeated_keys": 0, "refunds_above_payment": 0, "overpaid": 0, "refunds": 1, "refunded": "100.00",
            "settled": "387.22", "repeated_debits": 0, "debits_without_notice": 0, "debits_of_inactive_mandates": 0,
            "unanswered": 0, "unlearned": 0, "repeated_charges": 0, "secrets_leaked": 0,
            "findings": [], "books": {"paid": "499.00", "refunded": "100.00", "settled": "387.22",
            "charged_back": "0.00", "corrected": "0.00",
            "charges_and_gst": "11.7764", "rounding": "0.0036", "waiting": "0.00", "owed": "0.00",
            "imbalance": "0.0000"}})
    );
    let wrong = shop.post_plain("/api/v0/merchant/token", &json!({"accessKey": "x", "secretKey": SECRET}));
    assert_eq!((wrong.status, wrong.json()["resultCode"].as_i64()), (200, Some(401)));
    assert!(wrong.json()["token"].is_null() && !wrong.text.contains(SECRET), "{}", wrong.text);
}

/// Every key of the documented notice.
const NOTICE_KEYS: &[&str] = &[
    "surcharge",
    "surchargeGst",
    "amount",
    "finalAmount",
    "paymentMode",
    "bankCode",
    "bankName",
    "cardScheme",
    "currency",
    "checksum",
    "status",
    "transactionId",
    "uniqueTransactionId",
    "maskedCardNumber",
    "cardHolderName",
    "paymentToken",
    "bankTransactionId",
    "mdr",
    "mdrGst",
    "transactionAmount",
    "orderId",
    "orderStatus",
    "transactionStatus",
    "txnMsg",
    "txnDate",
];
