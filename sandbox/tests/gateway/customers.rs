//! Customers: registered with contact people, found again.

use serde_json::{Value, json};

use crate::common::{Shop, settings};

fn customer(name: &str, account: &str) -> Value {
    json!({"deleted": false, "name": name, "email": "asha@example.com", "contactNumber": "+91 9876543210",
        "accountNumber": account, "companyId": "CEKAB12CD3",
        "customerKeyContacts": [{"name": "Asha", "email": "asha@example.com", "contactNumber": "9876543210"}]})
}

#[test]
fn customers_are_registered_and_found() {
    let shop = Shop::open(settings());
    let made = shop.post("/api/v0/customer", &customer("First", "123456789")).payload();
    assert!(made["customerId"].is_string());
    assert_eq!((&made["name"], &made["customerKeyContacts"][0]["name"]), (&json!("First"), &json!("Asha")));
    shop.advance(60);
    let second = shop.post("/api/v0/customer", &customer("Second", "987654321")).payload();
    let search = |query: &str, body: Value| -> Vec<String> {
        let page = shop.post(&format!("/api/v0/customer/search{query}"), &body).payload();
        page["data"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["customerId"].as_str().expect("an id").to_string())
            .collect()
    };
    let (one, two) = (made["customerId"].as_str().expect("an id"), second["customerId"].as_str().expect("an id"));
    assert_eq!(search("", json!({})), [two, one]);
    assert_eq!(search("?direction=ASC&limit=1", json!({})), [one]);
    assert_eq!(search("", json!({"name": "Second"})), [two]);
    assert_eq!(search("", json!({"accountNumber": "123456789"})), [one]);
    assert_eq!(search("", json!({"fromDate": "2026-11-23T10:00:30+05:30"})), [two]);
    assert_eq!(search("", json!({"email": "asha@example.com", "toDate": "2026-11-23T10:00:30+05:30"})), [one]);
    // A code for a customer is found by it.
    let body = json!({"multipleUse": false, "fixedAmount": false, "customerId": two});
    let code = shop.post("/api/v0/qr-code", &body).payload();
    let nobody = json!({"multipleUse": false, "fixedAmount": false, "customerId": "CUS0"});
    assert_eq!(shop.post("/api/v0/qr-code", &nobody).code(), 422);
    let page = shop.post("/api/v0/qr-code/search", &json!({"customerId": two})).payload();
    assert_eq!(page["data"][0]["qrCodeId"], code["qrCodeId"]);
}

#[test]
fn wrong_customers_are_refused() {
    let shop = Shop::open(settings());
    assert_eq!(shop.post("/api/v0/customer", &customer("First", "123456789")).code(), 0);
    assert_eq!(shop.post("/api/v0/customer", &customer("Twin", "123456789")).code(), 409);
    let wrong = |key: &str, value: Value| {
        let mut body = customer("First", "123456780");
        body[key] = value;
        shop.post("/api/v0/customer", &body).code()
    };
    assert_eq!(wrong("customerKeyContacts", json!([])), 400);
    assert_eq!(wrong("customerKeyContacts", json!([{"email": "nobody"}])), 400);
    assert_eq!(wrong("deleted", Value::Null), 400);
    assert_eq!(wrong("contactNumber", json!("12345")), 400);
    assert_eq!(wrong("companyId", json!("ABC")), 400);
    assert_eq!(wrong("accountNumber", json!("12 34")), 400);
    assert_eq!(wrong("name", json!("Fine")), 0);
}
