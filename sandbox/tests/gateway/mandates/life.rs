//! From the request to the end of a mandate.

use serde_json::{Value, json};

use super::{monthly, one_time, outcome, refused};
use crate::common::{DAY, Shop, send, settings};

#[test]
fn a_payer_approves_pauses_resumes_and_the_merchant_revokes() {
    let shop = Shop::open(settings());
    let made = shop.mandate(&monthly("M1", "asha@okbank")).payload();
    let id = made["mandateId"].as_str().expect("an id");
    let expected = json!({
        "umn": null, "referenceId": "M1", "mandateId": id, "amount": 500, "amountRule": "MAX", "currency": "INR",
        "payee": {"vpa": "examplestore@sandbox", "name": "Example Store", "mcc": "5399"},
        "payer": {"name": "Asha", "vpa": "asha@okbank", "account": "XXXXXXXX9012", "accountValidation": false},
        "name": "Example Store", "expireAt": 1_795_494_600_i64, "blockFund": false, "revokeableByPayer": true,
        "recurrence": {"period": "MONTHLY", "rule": "AFTER", "value": 1},
        "validity": {"startAt": 1_795_372_200_i64, "endAt": 1_826_821_800_i64}, "pausePeriod": null,
        "upiReferenceUrl": null, "description": "Magazine", "status": "PENDING", "message": null,
    });
    assert_eq!(made, expected);
    refused(&shop.debit(id, "100"), 409, "not approved");

    let seen = shop.payer(id, "approve", &json!({})).json();
    assert_eq!(seen["state"], "ACTIVE");
    let umn = seen["mandate"]["umn"].as_str().expect("a number");
    assert!(umn.len() == 32 + "@okbank".len() && umn.ends_with("@okbank"), "{umn}");
    assert_eq!(shop.mandate_status("M1"), "ACTIVE");

    assert_eq!(shop.payer("M1", "pause", &json!({})).status, 200);
    assert_eq!(shop.mandate_status("M1"), "PAUSED");
    refused(&shop.debit(id, "100"), 409, "paused");
    refused(&shop.notify(id, "100", "2026-12-01"), 409, "paused");
    assert_eq!(shop.payer(id, "pause", &json!({})).status, 409);
    assert_eq!(shop.payer(id, "resume", &json!({})).json()["state"], "ACTIVE");

    let revoke = || shop.raw("PATCH", "/api/v0/upi-mandate/revoke", r#"{"reference_id":"M1","description":"over"}"#);
    assert_eq!(revoke().payload()["status"], "REVOKED");
    assert_eq!(revoke().payload()["status"], "REVOKED");
    for act in ["approve", "reject", "pause", "resume", "revoke"] {
        assert_eq!(shop.payer(id, act, &json!({})).status, 409, "{act}");
    }
    refused(&shop.debit(id, "100"), 409, "revoked");
}

#[test]
fn test_payers_decide_at_once() {
    let shop = Shop::open(settings());
    for (vpa, status) in [
        ("success@sandbox", "ACTIVE"),
        ("nofunds@sandbox", "ACTIVE"),
        ("failure@sandbox", "REJECTED"),
        ("pending@sandbox", "PENDING"),
    ] {
        let reference = vpa.replace('@', "-");
        assert_eq!(shop.mandate(&monthly(&reference, vpa)).payload()["status"], status, "{vpa}");
        assert_eq!(shop.mandate_status(&reference), status, "{vpa}");
    }
}

#[test]
fn a_request_lapses_and_a_mandate_ends_with_its_validity() {
    let shop = Shop::open(settings());
    shop.mandate(&monthly("M1", "asha@okbank"));
    let mut short = monthly("M2", "success@sandbox");
    short["validity"]["endAt"] = "2026-11-25T12:00:00+05:30".into();
    shop.approved(&short);
    shop.advance(DAY - 1);
    assert_eq!(shop.mandate_status("M1"), "PENDING");
    shop.advance(1);
    assert_eq!(shop.mandate_status("M1"), "EXPIRED");
    assert_eq!(shop.payer("M1", "approve", &json!({})).status, 409);
    // The last day counts whole.
    shop.at("2026-11-25T23:59");
    assert_eq!(shop.mandate_status("M2"), "ACTIVE");
    shop.at("2026-11-26T00:00");
    assert_eq!(shop.mandate_status("M2"), "COMPLETED");
}

#[test]
fn a_mandate_for_one_time_completes_with_its_debit_and_is_never_paused() {
    let shop = Shop::open(settings());
    let mut body = one_time("M1", "success@sandbox");
    body["blockFund"] = true.into();
    let id = shop.approved(&body);
    let paused = shop.payer(&id, "pause", &json!({}));
    assert_eq!((paused.status, paused.text.contains("one time")), (409, true));
    assert_eq!(outcome(&shop.debit(&id, "499.50")), "SUCCESS");
    assert_eq!(shop.mandate_status("M1"), "COMPLETED");
    refused(&shop.debit(&id, "1"), 409, "completed");
}

#[test]
fn a_pause_ends_by_itself() {
    let shop = Shop::open(settings());
    let id = shop.approved(&monthly("M1", "success@sandbox"));
    for until in ["2026-11-23T10:00:00+05:30", "2027-11-23T00:00:01+05:30", "soon"] {
        assert_eq!(shop.payer(&id, "pause", &json!({"until": until})).status, 400, "{until}");
    }
    let seen = shop.payer(&id, "pause", &json!({"until": "2026-11-23T11:00:00+05:30"})).json();
    let period = &seen["mandate"]["pausePeriod"];
    assert_eq!(period, &json!({"start_at": 1_795_408_200_i64, "end_at": 1_795_411_800_i64}));
    shop.advance(3_599);
    assert_eq!(shop.mandate_status("M1"), "PAUSED");
    shop.advance(1);
    assert_eq!(shop.mandate_status("M1"), "ACTIVE");
    assert_eq!(shop.seen(&id)["mandate"]["pausePeriod"], Value::Null);
}

#[test]
fn a_change_waits_for_the_payer() {
    let shop = Shop::open(settings());
    shop.mandate(&monthly("M1", "asha@okbank"));
    let change = |body: Value| shop.raw("PATCH", "/api/v0/upi-mandate", &body.to_string());
    refused(&change(json!({"referenceId": "M1", "amount": 900})), 409, "PENDING");
    shop.payer("M1", "approve", &json!({}));
    for (body, part) in [
        (json!({"referenceId": "M1"}), "amount or validity.endAt"),
        (json!({"referenceId": "M1", "amount": 9.5}), "whole number of rupees"),
        (json!({"referenceId": "M1", "validity": {"endAt": "2026-11-22T00:00:00+05:30"}}), "before"),
        (json!({"referenceId": "M1", "amount": 900, "expiry": "2027-11-23T00:00:00+05:30"}), "45 days"),
    ] {
        refused(&change(body), 400, part);
    }
    let asked = change(json!({"referenceId": "M1", "amount": 900, "description": "More"})).payload();
    assert_eq!((&asked["status"], &asked["amount"]), (&json!("ACTIVE"), &json!(500)));
    assert!(asked["message"].as_str().expect("a sentence").contains("approve the change"), "{asked}");
    assert_eq!(shop.seen("M1")["state"], "UPDATE_PENDING");
    refused(&change(json!({"referenceId": "M1", "amount": 800})), 409, "UPDATE_PENDING");
    // Until then the old terms hold.
    let id = asked["mandateId"].as_str().expect("an id");
    refused(&shop.debit(id, "600"), 422, "not exceed");

    shop.payer("M1", "reject", &json!({}));
    assert_eq!(shop.seen("M1")["mandate"]["amount"], 500);
    change(json!({"referenceId": "M1", "amount": 900}));
    let changed = shop.payer("M1", "approve", &json!({})).json();
    assert_eq!((&changed["state"], &changed["mandate"]["amount"]), (&json!("ACTIVE"), &json!(900)));
    assert_eq!(changed["mandate"]["description"], "Magazine");

    // A day, if the request does not say how long.
    change(json!({"referenceId": "M1", "validity": {"endAt": "2027-01-01T00:00:00+05:30"}}));
    shop.advance(DAY);
    let lapsed = shop.seen("M1");
    assert_eq!((&lapsed["state"], &lapsed["mandate"]["amount"]), (&json!("ACTIVE"), &json!(900)));
    assert_eq!(lapsed["mandate"]["validity"]["endAt"], 1_826_821_800_i64);

    // A test payer agrees at once.
    let mut late = monthly("M2", "success@sandbox");
    late["validity"]["startAt"] = "2026-11-24T00:00:00+05:30".into();
    late["expiry"] = "2026-11-26T00:00:00+05:30".into();
    shop.approved(&late);
    let at_once = change(json!({"referenceId": "M2", "validity": {"endAt": "2026-11-30T00:00:00+05:30"}})).payload();
    assert_eq!((&at_once["message"], &at_once["validity"]["endAt"]), (&Value::Null, &json!(1_795_977_000_i64)));
}

#[test]
fn merchants_and_unknown_references_find_nothing() {
    let shop = Shop::open(settings());
    let id = shop.approved(&monthly("M1", "success@sandbox"));
    refused(&shop.get("/api/v0/upi-mandate/M9"), 404, "Mandate not found");
    refused(&shop.debit("MD0", "1"), 404, "Mandate not found");
    assert_eq!(shop.payer("M9", "approve", &json!({})).status, 404);
    assert_eq!(shop.payer(&id, "sing", &json!({})).status, 400);
    shop.approved(&monthly("M2", "success@sandbox"));
    let both = json!({"mandateId": id, "referenceId": "M2", "amount": 1, "remarks": "x"});
    refused(&shop.post("/api/v0/upi-mandate/execute", &both), 409, "two different mandates");
    let none = json!({"amount": 1, "remarks": "x"});
    refused(&shop.post("/api/v0/upi-mandate/execute", &none), 400, "required");
    let by_reference = json!({"referenceId": "M2", "amount": 1, "remarks": "x"});
    assert_eq!(outcome(&shop.post("/api/v0/upi-mandate/execute", &by_reference)), "SUCCESS");
}

#[test]
fn a_person_can_decide_on_a_page() {
    let shop = Shop::open(settings());
    let id = shop.mandate(&monthly("M1", "asha@okbank")).payload()["mandateId"].as_str().expect("an id").to_string();
    let path = format!("/v1/mandate/{id}");
    let page = send(&shop.sandbox.url, "GET", &path, &[], "");
    assert!(page.text.contains("up to <strong>\u{20b9} 500</strong> monthly, until 2027-11-22"), "{}", page.text);
    let buttons = |text: &str| -> Vec<bool> {
        ["approve", "reject", "pause", "resume", "revoke"]
            .map(|word| text.contains(&format!("value=\"{word}\"")))
            .to_vec()
    };
    assert_eq!(buttons(&page.text), [true, true, false, false, true]);
    let press = |word: &str| send(&shop.sandbox.url, "POST", &path, &[], &format!("decision={word}"));
    let approved = press("approve");
    assert!(approved.text.contains("data-status=\"ACTIVE\""), "{}", approved.text);
    assert_eq!(buttons(&approved.text), [false, false, true, false, true]);
    assert_eq!(shop.mandate_status("M1"), "ACTIVE");
    assert_eq!((press("approve").status, press("debit").status), (409, 400));
    assert_eq!(buttons(&press("revoke").text), [false; 5]);
    assert_eq!(send(&shop.sandbox.url, "GET", "/v1/mandate/MD0", &[], "").status, 404);
}

#[test]
fn the_older_paths_do_the_same() {
    let shop = Shop::open(settings());
    let base = "/api/v0/upi-autopay/mandates";
    let id = shop.post(base, &monthly("M1", "success@sandbox")).payload()["mandateId"].clone();
    let change = json!({"referenceId": "M1", "amount": 450});
    assert_eq!(shop.raw("PATCH", base, &change.to_string()).payload()["amount"], 450);
    assert_eq!(shop.get(&format!("{base}/M1")).payload()["mandateId"], id);
    let notice = json!({"mandateId": id, "amount": 450, "debitDate": "2026-12-05"});
    let told = shop.post(&format!("{base}/pre-debit-notification"), &notice).payload();
    assert_eq!((&told["status"], &told["amount"]), (&json!("SENT"), &json!("450.00")));
    let debit = json!({"mandateId": id, "amount": 450, "remarks": "Magazine"});
    assert_eq!(outcome(&shop.post(&format!("{base}/debit"), &debit)), "SUCCESS");
    let revoked = shop.raw("PATCH", &format!("{base}/revoke"), r#"{"reference_id":"M1"}"#).payload();
    assert_eq!((&revoked["status"], &revoked["mandateId"]), (&json!("REVOKED"), &id));
}
