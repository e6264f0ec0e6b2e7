//! Notices before debits, and debits, by the rail's rules.

use serde_json::{Value, json};

use super::{monthly, one_time, outcome, refused};
use crate::common::{Shop, settings};

/// A shop with a mandate whose first debit has been made on the day of the approval.
fn running(change: impl Fn(&mut Value)) -> (Shop, String) {
    let shop = Shop::open(settings());
    let mut body = monthly("M1", "success@sandbox");
    change(&mut body);
    let id = shop.approved(&body);
    assert_eq!(outcome(&shop.debit(&id, "500")), "SUCCESS");
    (shop, id)
}

#[test]
fn a_subscription_to_the_third_debit() {
    let (shop, id) = running(|_| {});
    for (told, day) in [("2026-12-03T09:00", "2026-12-05"), ("2027-01-04T09:00", "2027-01-05")] {
        shop.at(told);
        let notice = shop.notify(&id, "499.50", day).payload();
        assert_eq!(notice["mandateId"], *id);
        assert!(notice["predebitNotificationId"].as_str().expect("an id").starts_with("PDN"));
        assert_eq!((&notice["amount"], &notice["debitDate"]), (&json!("499.50"), &json!(day)));
        shop.at(&format!("{day}T09:00"));
        let answer = shop.debit(&id, "499.50");
        assert_eq!(outcome(&answer), "SUCCESS");
        let order = answer.payload();
        assert_eq!(order["orderStatus"], "PAID");
        assert_eq!(shop.order_status(order["orderId"].as_str().expect("an id")), "PAID");
        refused(&shop.debit(&id, "499.50"), 409, "in this cycle already");
    }
    let audit = shop.control("/_sandbox/audit");
    // Only of the first debit no status call was made: a charge's own answer does not count.
    assert_eq!((&audit["paid_orders"], &audit["lost_results"]), (&json!(3), &json!(1)));
    assert_eq!(audit["findings"].as_array().map(Vec::len), Some(1));
    // A debit is money like any other: it is settled, and can be given back.
    shop.at("2027-01-06T00:00");
    let sold = shop.post("/api/v0/settlement-payout/search?direction=ASC", &json!({})).payload();
    let sums: Vec<f64> =
        sold["data"].as_array().expect("a list").iter().filter_map(|one| one["totalSaleAmount"].as_f64()).collect();
    assert_eq!(sums, [500.0, 499.5, 499.5]);
}

#[test]
fn the_payer_knows_a_day_ahead() {
    let (shop, id) = running(|_| {});
    refused(&shop.debit(&id, "500"), 409, "in this cycle already");
    shop.at("2026-12-04T10:00");
    refused(&shop.debit(&id, "500"), 422, "has not been told");
    refused(&shop.notify(&id, "500", "2026-12-04"), 422, "24 hours");
    assert_eq!(shop.notify(&id, "500", "2026-12-05").code(), 0);
    refused(&shop.notify(&id, "500", "2026-12-06"), 409, "told of a debit in this cycle");
    refused(&shop.debit(&id, "500"), 422, "has not been told");
    shop.at("2026-12-05T09:59");
    refused(&shop.debit(&id, "500"), 422, "less than 24 hours");
    refused(&shop.debit(&id, "400"), 422, "not the one the payer was told");
    shop.at("2026-12-05T10:00");
    refused(&shop.debit(&id, "400"), 422, "not the one the payer was told");
    assert_eq!(outcome(&shop.debit(&id, "500")), "SUCCESS");
    refused(&shop.notify(&id, "500", "2026-12-08"), 409, "in this cycle already");
}

#[test]
fn a_notice_fits_its_mandate() {
    let (shop, id) = running(|body| body["recurrence"] = json!({"period": "MONTHLY", "rule": "ON", "value": 31}));
    for (rupees, day, code, part) in [
        ("500.01", "2026-12-31", 422, "not exceed"),
        ("0", "2026-12-31", 400, "at least"),
        ("500", "2026-12-30", 422, "recurrence"),
        ("500", "2027-11-30", 422, "validity"),
        ("500", "2026-12-31T00:00:00+05:30", 400, "debitDate"),
        ("500", "2026-02-30", 400, "debitDate"),
    ] {
        refused(&shop.notify(&id, rupees, day), code, part);
    }
    assert_eq!(shop.notify(&id, "500", "2027-02-28").code(), 0);
    assert_eq!(shop.notify(&id, "500", "2026-12-31").code(), 0);
}

#[test]
fn an_exact_mandate_is_debited_exactly() {
    let shop = Shop::open(settings());
    let mut body = monthly("M1", "success@sandbox");
    body["amountRule"] = "EXACT".into();
    let id = shop.approved(&body);
    refused(&shop.debit(&id, "499"), 422, "must equal");
    assert_eq!(outcome(&shop.debit(&id, "500.00")), "SUCCESS");
}

#[test]
fn a_notice_of_yesterday_is_worth_nothing() {
    let (shop, id) = running(|_| {});
    shop.at("2026-12-01T10:00");
    shop.notify(&id, "500", "2026-12-03");
    shop.at("2026-12-04T00:00");
    assert_eq!(shop.seen(&id)["notices"][0]["status"], "LAPSED");
    refused(&shop.debit(&id, "500"), 422, "has not been told");
    assert_eq!(shop.notify(&id, "500", "2026-12-05").code(), 0);
    shop.at("2026-12-05T00:00");
    assert_eq!(outcome(&shop.debit(&id, "500")), "SUCCESS");
    assert_eq!(shop.seen(&id)["notices"][1]["status"], "USED");
}

#[test]
fn one_attempt_and_three_retries() {
    let (shop, id) = running(|_| {});
    shop.at("2026-12-01T10:00");
    shop.notify(&id, "500", "2026-12-03");
    shop.at("2026-12-03T10:00");
    for _ in 0..4 {
        shop.payer(&id, "debit", &json!({"outcome": "failure"}));
        assert_eq!(outcome(&shop.debit(&id, "500")), "FAILED");
    }
    refused(&shop.debit(&id, "500"), 422, "three retries");
    let audit = shop.control("/_sandbox/audit");
    assert_eq!((&audit["paid_orders"], &audit["debits_without_notice"]), (&json!(1), &json!(0)));
}

#[test]
fn amounts_and_payers_decide_the_outcome() {
    let shop = Shop::open(settings());
    let id = shop.approved(&monthly("M1", "success@sandbox"));
    assert_eq!(outcome(&shop.debit(&id, "10.01")), "FAILED");
    let waiting = shop.debit(&id, "10.02");
    assert_eq!(outcome(&waiting), "PENDING_WITH_BANK");
    refused(&shop.debit(&id, "10"), 409, "outcome of the previous debit");
    shop.advance(300);
    let order = waiting.payload()["orderId"].as_str().expect("an id").to_string();
    let shown = shop.get(&format!("/api/v0/orders/{order}")).payload();
    assert_eq!(shown["transactions"][0]["status"], "FAILED");
    assert_eq!(outcome(&shop.debit(&id, "10.02")), "PENDING_WITH_BANK");
    assert_eq!(shop.payer(&id, "debit", &json!({"outcome": "success"})).status, 200);
    refused(&shop.debit(&id, "10"), 409, "in this cycle already");

    let poor = shop.approved(&monthly("M2", "nofunds@sandbox"));
    assert_eq!(outcome(&shop.debit(&poor, "10")), "FAILED");
    assert_eq!(shop.payer(&poor, "debit", &json!({"outcome": "maybe"})).status, 400);
}

#[test]
fn above_the_limit_the_payer_enters_the_pin() {
    let shop = Shop::open(settings());
    let mut body = monthly("M1", "asha@okbank");
    body["amount"] = 20_000.into();
    let id = shop.mandate(&body).payload()["mandateId"].as_str().expect("an id").to_string();
    shop.payer(&id, "approve", &json!({}));
    shop.notify(&id, "15000", "2026-12-03");
    shop.notify(&id, "15000.50", "2027-01-03");
    shop.at("2026-12-03T10:00");
    assert_eq!(outcome(&shop.debit(&id, "15000")), "SUCCESS");
    shop.at("2027-01-03T10:00");
    assert_eq!(outcome(&shop.debit(&id, "15000.50")), "PENDING_WITH_BANK");
}

#[test]
fn a_payer_opts_out_of_one_debit() {
    let (shop, id) = running(|_| {});
    assert_eq!(shop.payer(&id, "opt-out", &json!({})).status, 409);
    shop.notify(&id, "500", "2026-12-03");
    assert_eq!(shop.payer(&id, "opt-out", &json!({})).json()["notices"][0]["status"], "OPTED_OUT");
    shop.at("2026-12-03T10:00");
    refused(&shop.debit(&id, "500"), 422, "has not been told");
    assert_eq!(shop.mandate_status("M1"), "ACTIVE");
}

#[test]
fn other_terms_make_a_notice_void() {
    let (shop, id) = running(|_| {});
    shop.notify(&id, "500", "2026-12-03");
    let change = json!({"referenceId": "M1", "amount": 400});
    shop.raw("PATCH", "/api/v0/upi-mandate", &change.to_string());
    assert_eq!(shop.seen(&id)["notices"][0]["status"], "LAPSED");
    assert_eq!(shop.notify(&id, "400", "2026-12-03").code(), 0);
}

#[test]
fn presented_at_will_each_notice_is_a_debit() {
    let (shop, id) = running(|body| body["recurrence"] = json!({"period": "ASPRESENTED", "rule": "ON", "value": 1}));
    shop.at("2026-11-24T10:00");
    shop.notify(&id, "1", "2026-11-25");
    shop.notify(&id, "2", "2026-11-25");
    shop.at("2026-11-25T00:00");
    refused(&shop.debit(&id, "1"), 422, "less than 24 hours");
    shop.at("2026-11-25T10:00");
    for rupees in ["1", "2"] {
        assert_eq!(outcome(&shop.debit(&id, rupees)), "SUCCESS");
        refused(&shop.debit(&id, rupees), 422, "told");
    }
}

#[test]
fn peak_hours_are_a_switch() {
    for enforce in [true, false] {
        let mut config = settings();
        config.enforce_peak_hours = enforce;
        let shop = Shop::open(config);
        for (time, peak) in [
            ("2026-11-23T12:59", true),
            ("2026-11-23T13:00", false),
            ("2026-11-23T16:59", false),
            ("2026-11-23T17:00", true),
            ("2026-11-23T21:29", true),
            ("2026-11-23T21:30", false),
            ("2026-11-24T09:59", false),
            ("2026-11-24T10:00", true),
        ] {
            shop.at(time);
            let mut body = one_time(&time.replace([':', '-'], ""), "success@sandbox");
            body["expiry"] = "2026-11-25T10:00:00+05:30".into();
            body["validity"]["startAt"] = "2026-11-24T00:00:00+05:30".into();
            if time < "2026-11-24" {
                body["validity"]["startAt"] = "2026-11-23T00:00:00+05:30".into();
            }
            let id = shop.approved(&body);
            let answer = shop.debit(&id, "10");
            match enforce && peak {
                true => refused(&answer, 422, "peak hours"),
                false => assert_eq!(outcome(&answer), "SUCCESS", "{time}"),
            }
        }
    }
}

#[test]
fn nothing_but_the_mandate_pays_a_debit() {
    let shop = Shop::open(settings());
    let id = shop.approved(&monthly("M1", "success@sandbox"));
    let order = shop.debit(&id, "10.01").payload()["orderId"].as_str().expect("an id").to_string();
    assert_eq!(shop.order_status(&order), "ATTEMPTED");
    refused(&shop.submit(&order, json!({"paymentMode": "UPI", "vpa": "success@sandbox"})), 422, "does not offer");
    refused(&shop.get(&format!("/pay/checkout/qrcode/{order}")), 422, "does not offer");
    refused(&shop.get(&format!("/pay/checkout/upi-detail/{order}")), 422, "does not offer");
}

#[test]
fn a_mandate_is_debited_within_its_validity_only() {
    let shop = Shop::open(settings());
    let mut body = monthly("M1", "success@sandbox");
    body["validity"]["startAt"] = "2026-11-25T00:00:00+05:30".into();
    let id = shop.approved(&body);
    refused(&shop.debit(&id, "10"), 422, "not valid today");
}
