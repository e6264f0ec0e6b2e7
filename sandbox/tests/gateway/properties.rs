//! Whatever happens in whatever order: one successful payment an order, never more back than was paid, and the
//! settled sum equals what the parts say.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::checkout::{Device, call, card};
use crate::common::{Shop, settings};

#[derive(Debug, Clone)]
enum Act {
    Scan(&'static str),
    Collect(&'static str),
    Bank,
    Charge(&'static str),
    Otp(&'static str),
    End(&'static str),
    CancelOrder,
    Approve,
    Decline,
    Cancel,
    Refund(u32),
    FailingRefund(u32),
    Wait(i64),
}

fn act() -> impl Strategy<Value = Act> {
    let vpa = prop_oneof![Just("success@sandbox"), Just("failure@sandbox"), Just("pending@sandbox")];
    prop_oneof![
        4 => vpa.clone().prop_map(Act::Scan),
        4 => vpa.prop_map(Act::Collect),
        2 => Just(Act::Bank),
        3 => prop_oneof![Just("4111111111111111"), Just("4000000000000002"), Just("4000000000003063"),
            Just("4000000000000127"), Just("6074820000000116")].prop_map(Act::Charge),
        3 => prop_oneof![Just("123456"), Just("111111"), Just("000000"), Just("999999")].prop_map(Act::Otp),
        2 => prop_oneof![Just("expire"), Just("cancel")].prop_map(Act::End),
        1 => Just(Act::CancelOrder),
        2 => Just(Act::Approve),
        1 => Just(Act::Decline),
        1 => Just(Act::Cancel),
        6 => (1_u32..60_000).prop_map(Act::Refund),
        2 => (1_u32..60_000).prop_map(Act::FailingRefund),
        3 => prop_oneof![Just(60), Just(400), Just(4_000), Just(90_000)].prop_map(Act::Wait),
    ]
}

/// All payments of the order.
fn payments(shop: &Shop, order: &str) -> Vec<Value> {
    let shown = shop.get(&format!("/api/v0/orders/{order}")).payload();
    shown["transactions"].as_array().expect("a list").clone()
}

fn paise(value: &Value) -> i64 {
    (value.as_f64().expect("a number") * 100.0).round() as i64
}

fn was_paid(payment: &Value) -> bool {
    matches!(payment["status"].as_str(), Some("SUCCESS" | "PARTIALLY_REFUNDED" | "REFUNDED"))
}

fn perform(shop: &Shop, order: &str, act: &Act, count: usize) {
    let last = || payments(shop, order).last().and_then(|one| one["transactionId"].as_str().map(str::to_string));
    let press = |decision: &str| {
        let body = format!("decision={decision}&transactionId={}", last().unwrap_or_default());
        crate::common::send(&shop.sandbox.url, "POST", &format!("/v1/pay/{order}"), &[], &body);
    };
    let refund = |paise: u32, remarks: &str| {
        let Some(paid) = payments(shop, order).into_iter().find(was_paid) else { return };
        let path = format!("/api/v0/payment/{}/refund", paid["transactionId"].as_str().expect("an id"));
        let amount = format!("{}.{:02}", paise / 100, paise % 100);
        shop.post(&path, &json!({"amount": amount, "requestId": format!("R{count}"), "remarks": remarks}));
    };
    match act {
        Act::Scan(vpa) => {
            let qr = shop.get(&format!("/pay/checkout/qrcode/{order}")).json();
            shop.post_plain("/_sandbox/upi/pay", &json!({"upi": qr["payload"]["qrUrl"], "vpa": vpa}));
        }
        Act::Collect(vpa) => drop(shop.submit(order, json!({"paymentMode": "UPI", "vpa": vpa}))),
        Act::Bank => drop(shop.submit(order, json!({"paymentMode": "NET_BANKING", "bankCode": "HDFC"}))),
        Act::Charge(number) => drop(Device::with(shop, order).charge(card(number))),
        Act::Otp(otp) => {
            let body = json!({"ekPayId": last().unwrap_or_default(), "otp": otp});
            call(shop, "POST", "/pay/otp/validate", Some(&body));
        }
        Act::End(how) => {
            let body = json!({"transactionId": last().unwrap_or_default()});
            call(shop, "PATCH", &format!("/pay/charge/{how}"), Some(&body));
        }
        Act::CancelOrder => {
            call(shop, "PATCH", "/pay/charge/order/cancel", Some(&json!({"transactionId": order})));
        }
        Act::Approve => press("approve"),
        Act::Decline => press("decline"),
        Act::Cancel => press("cancel"),
        Act::Refund(paise) => refund(*paise, ""),
        Act::FailingRefund(paise) => refund(*paise, "failure@sandbox"),
        Act::Wait(seconds) => shop.advance(*seconds),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn money_is_never_made_up(acts in prop::collection::vec(act(), 1..25)) {
        let shop = Shop::open(settings());
        let order = shop.order("A1", "499.00");
        let mut was_paid_before = false;
        for (count, act) in acts.iter().enumerate() {
            perform(&shop, &order, act, count);
            let all = payments(&shop, &order);
            let successes = all.iter().filter(|one| was_paid(one)).count();
            prop_assert!(successes <= 1, "{acts:?}");
            let status = shop.order_status(&order);
            prop_assert_eq!(successes == 1, status == "PAID", "{:?}", &acts);
            prop_assert!(!was_paid_before || status == "PAID", "a paid order stays paid");
            was_paid_before = status == "PAID";
            let audit = shop.control("/_sandbox/audit");
            prop_assert_eq!(&audit["double_charges"], 0);
            prop_assert_eq!(&audit["refunds_above_payment"], 0);
            let refunded: f64 = audit["refunded"].as_str().expect("text").parse().expect("a number");
            prop_assert!(refunded <= 499.0 * successes as f64);
        }
        // In the end the payouts account for every paisa.
        shop.advance(3 * 86_400);
        let found = shop.post("/api/v0/settlement-payout/search?direction=ASC", &json!({})).payload();
        let mut sold = 0;
        for payout in found["data"].as_array().expect("a list") {
            let at = |key: &str| payout[key].as_f64().expect("a number");
            let due = at("totalSaleAmount") - at("totalCharges") - at("totalGst") - at("totalRefundAmount")
                + at("adjustmentAmount") + at("carryForwardAmount");
            prop_assert!((due - at("totalSettlementAmount")).abs() < 0.005_01, "{payout}");
            sold += paise(&payout["totalSaleAmount"]);
        }
        prop_assert_eq!(sold, if was_paid_before { 49_900 } else { 0 });
    }
}
