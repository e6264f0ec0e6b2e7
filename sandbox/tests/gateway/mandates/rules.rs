//! What a mandate may be.

use serde_json::{Value, json};

use super::{monthly, refused};
use crate::common::{Shop, settings};

/// The request with one key, named by a path, set to something else.
fn with(path: &str, value: Value) -> Value {
    let mut body = monthly("M1", "success@sandbox");
    *path.split('.').fold(&mut body, |place, key| &mut place[key]) = value;
    body
}

#[test]
fn what_the_rail_does_not_allow_is_refused() {
    let shop = Shop::open(settings());
    for (path, value, part) in [
        ("referenceId", json!("M 1"), "referenceId"),
        ("amount", json!(499.5), "amount"),
        ("amount", json!(0), "amount"),
        ("amount", json!(-5), "amount"),
        ("amountRule", json!("EXACT|MAX"), "amountRule"),
        ("currency", json!("USD"), "currency"),
        ("payer.vpa", json!("asha"), "payer.vpa"),
        ("payer.account", json!("12"), "payer.account"),
        ("payer.name", json!(" "), "payer.name"),
        ("mandateName", json!(""), "mandateName"),
        ("expiry", json!("2026-11-23T10:00:59+05:30"), "expiry"),
        ("expiry", json!("2027-01-07T10:00:01+05:30"), "45 days"),
        ("expiry", json!("soon"), "expiry"),
        ("validity.startAt", json!("2026-11-22T23:59:59+05:30"), "startAt"),
        ("validity.endAt", json!("2026-11-22T00:00:00+05:30"), "endAt"),
        ("validity.endAt", json!("2126-11-22T00:00:00+05:30"), "years"),
        ("validity.endAt", json!("2026-11-23T00:00:00+05:30"), "expiry"),
        ("recurrence.period", json!("monthly"), "recurrence.period"),
        ("recurrence.rule", json!("NEAR"), "recurrence.rule"),
        ("recurrence.value", json!(0), "1 to 31"),
        ("recurrence.value", json!(32), "1 to 31"),
        ("recurrence.value", json!(1.5), "recurrence.value"),
        ("blockFund", json!(true), "ONETIME"),
        ("upiReferenceUrl", json!("example"), "upiReferenceUrl"),
        ("revocable", json!(true), "revocable"),
    ] {
        refused(&shop.mandate(&with(path, value)), 400, part);
    }
    for path in ["referenceId", "amount", "amountRule", "payer", "mandateName", "expiry", "recurrence", "validity"] {
        refused(&shop.mandate(&with(path, Value::Null)), 400, path);
    }
    // Nothing of all this has made a mandate.
    shop.approved(&monthly("M1", "success@sandbox"));
}

#[test]
fn days_of_the_other_periods_have_their_own_range() {
    let shop = Shop::open(settings());
    for (index, (period, value, allowed)) in [
        ("WEEKLY", 7, true),
        ("WEEKLY", 8, false),
        ("FORTNIGHTLY", 16, true),
        ("FORTNIGHTLY", 17, false),
        ("YEARLY", 31, true),
        ("DAILY", 99, true),
        ("ASPRESENTED", 0, true),
    ]
    .into_iter()
    .enumerate()
    {
        let mut body = monthly(&format!("M{index}"), "success@sandbox");
        body["recurrence"] = json!({"period": period, "rule": "ON", "value": value});
        assert_eq!(shop.mandate(&body).code() == 0, allowed, "{period} {value}");
    }
}

#[test]
fn a_reference_is_taken_once_by_each_merchant() {
    let shop = Shop::open(settings());
    shop.approved(&monthly("M1", "success@sandbox"));
    refused(&shop.mandate(&monthly("M1", "success@sandbox")), 409, "already exists");
}

#[test]
fn both_spellings_of_a_key_are_taken() {
    let shop = Shop::open(settings());
    let mut body = monthly("M1", "success@sandbox");
    let validity = body["validity"].take();
    body["validity"] = json!({"start_at": validity["startAt"], "end_at": validity["endAt"]});
    body["reference_id"] = body["referenceId"].take();
    body.as_object_mut().expect("an object").remove("referenceId");
    assert_eq!(shop.mandate(&body).payload()["referenceId"], "M1");
    let revoked = shop.raw("PATCH", "/api/v0/upi-mandate/revoke", r#"{"referenceId":"M1"}"#).payload();
    assert_eq!(revoked["status"], "REVOKED");
    // One at a time, though.
    refused(
        &shop.raw("PATCH", "/api/v0/upi-mandate/revoke", r#"{"referenceId":"M1","reference_id":"M1"}"#),
        400,
        "key",
    );
}

#[test]
fn the_log_does_not_say_who_pays() {
    let shop = Shop::open(settings());
    shop.mandate(&monthly("M1", "asha@okbank"));
    let log = shop.control("/_sandbox/log").to_string();
    assert!(log.contains("mandates.create") && log.contains("M1"), "{log}");
    for secret in ["asha@okbank", "123456789012", "Asha"] {
        assert!(!log.contains(secret), "{secret}");
    }
}
