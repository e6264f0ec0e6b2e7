//! Whatever merchants and payers do, legal or not, in whatever order: the books balance, nobody pays a code or link
//! twice, and the payouts account for every paisa that came in.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::{Shop, send, settings};
use crate::sdk::payouts;

/// One act; numbers pick among what is there.
#[derive(Debug, Clone)]
enum Act {
    Pay { paise: u32, split: Option<Division>, vpa: &'static str },
    Split { payment: usize, split: Division },
    Refund { payment: usize, paise: u32, remarks: &'static str },
    Decide { refund: usize, outcome: &'static str },
    ChargeBack { payment: usize, paise: u32 },
    Adjust { paise: i32 },
    Turn { account: usize, on: bool },
    MakeCode { many: bool, fixed: Option<u32>, short: bool },
    Scan { code: usize, paise: Option<u32>, vpa: &'static str },
    Cancel { code: usize },
    MakeLink { paise: u32, parts: bool, short: bool },
    PayLink { link: usize, paise: Option<u32>, vpa: &'static str },
    Delete { link: usize },
    Press { order: usize, decision: &'static str },
    Wait(i64),
}

#[derive(Debug, Clone)]
struct Division {
    percent: bool,
    shares: Vec<(usize, u32)>,
}

fn vpa() -> impl Strategy<Value = &'static str> {
    prop_oneof![5 => Just("success@sandbox"), 1 => Just("failure@sandbox"), 2 => Just("pending@sandbox")]
}

fn division() -> impl Strategy<Value = Division> {
    // Up to 50 percent or 200 rupees each: three of them are too much now and then.
    let share = (0..4_usize, prop_oneof![1..5_001_u32, 1..20_001_u32]);
    (any::<bool>(), prop::collection::vec(share, 1..4)).prop_map(|(percent, shares)| Division { percent, shares })
}

fn act() -> impl Strategy<Value = Act> {
    let (pick, paise) = (|| 0..6_usize, || prop_oneof![1..100_u32, 1..60_000_u32]);
    let remarks = prop_oneof![3 => Just(""), 1 => Just("failure@sandbox"), 1 => Just("pending@sandbox")];
    prop_oneof![
        6 => (paise(), prop::option::of(division()), vpa()).prop_map(|(paise, split, vpa)| Act::Pay { paise, split, vpa }),
        2 => (pick(), division()).prop_map(|(payment, split)| Act::Split { payment, split }),
        6 => (pick(), paise(), remarks).prop_map(|(payment, paise, remarks)| Act::Refund { payment, paise, remarks }),
        2 => (pick(), prop_oneof![Just("success"), Just("failure")])
            .prop_map(|(refund, outcome)| Act::Decide { refund, outcome }),
        1 => (pick(), paise()).prop_map(|(payment, paise)| Act::ChargeBack { payment, paise }),
        1 => (-30_000..30_000_i32).prop_map(|paise| Act::Adjust { paise }),
        1 => (0..4_usize, any::<bool>()).prop_map(|(account, on)| Act::Turn { account, on }),
        2 => (any::<bool>(), prop::option::of(paise()), any::<bool>())
            .prop_map(|(many, fixed, short)| Act::MakeCode { many, fixed, short }),
        4 => (pick(), prop::option::of(paise()), vpa()).prop_map(|(code, paise, vpa)| Act::Scan { code, paise, vpa }),
        1 => pick().prop_map(|code| Act::Cancel { code }),
        2 => (paise(), any::<bool>(), any::<bool>())
            .prop_map(|(paise, parts, short)| Act::MakeLink { paise, parts, short }),
        4 => (pick(), prop::option::of(paise()), vpa()).prop_map(|(link, paise, vpa)| Act::PayLink { link, paise, vpa }),
        1 => pick().prop_map(|link| Act::Delete { link }),
        3 => (pick(), prop_oneof![3 => Just("approve"), 1 => Just("decline"), 1 => Just("cancel")])
            .prop_map(|(order, decision)| Act::Press { order, decision }),
        5 => prop_oneof![Just(60), Just(400), Just(4_000), Just(50_000), Just(90_000)].prop_map(Act::Wait),
    ]
}

fn rupees(paise: u32) -> Value {
    serde_json::from_str(&format!("{}.{:02}", paise / 100, paise % 100)).expect("a number")
}

/// What is there, as a merchant remembers it.
struct World {
    shop: Shop,
    accounts: Vec<String>,
    orders: Vec<String>,
    payments: Vec<String>,
    refunds: Vec<String>,
    codes: Vec<(String, Option<Value>)>,
    links: Vec<String>,
    count: usize,
}

/// One of several, if there is one.
fn one<T>(all: &[T], pick: usize) -> Option<&T> {
    all.get(pick % all.len().max(1))
}

impl World {
    fn begin() -> World {
        let mut config = settings();
        config.refund_seconds = 30_000;
        let shop = Shop::open(config);
        let account = |name: &str| {
            let body = json!({"name": name, "email": "pay@example.com", "phone": "9876543210",
                "accountNumber": "123456789012", "ifsc": "KKBK0000432"});
            shop.post("/api/v0/split-account", &body).payload()["splitAccountId"].as_str().expect("an id").to_string()
        };
        // The last one does not exist.
        let accounts = vec![account("A"), account("B"), account("C"), "SADCD0".to_string()];
        let (orders, payments, refunds, codes, links) = Default::default();
        World { shop, accounts, orders, payments, refunds, codes, links, count: 0 }
    }

    fn division(&self, split: &Division) -> Value {
        let shares = split
            .shares
            .iter()
            .map(|(account, value)| json!({"splitAccountId": self.accounts[*account], "value": rupees(*value)}));
        let kind = if split.percent { "PERCENTAGE" } else { "FLAT" };
        json!({"amountSplitType": kind, "splitSettlementDetails": shares.collect::<Vec<_>>()})
    }

    /// Remembers the order and payment of an answer, if it has some.
    fn remember(&mut self, answer: &Value) {
        for (key, list) in [("order_id", &mut self.orders), ("transaction_id", &mut self.payments)] {
            list.extend(answer[key].as_str().map(str::to_string));
        }
    }

    fn perform(&mut self, act: &Act) {
        self.count += 1;
        match act {
            Act::Pay { paise, split, vpa } => {
                let amount = json!({"value": rupees(*paise), "currency": "INR"});
                let order =
                    self.shop.post("/api/v0/orders", &json!({"orderId": format!("A{}", self.count), "amount": amount}));
                let order = order.payload()["orderId"].clone();
                let mut body = json!({"orderId": order, "paymentDetail": {"paymentMode": "UPI", "vpa": vpa}});
                if let Some(split) = split {
                    body["splitSettlement"] = self.division(split);
                }
                let answer = self.shop.post("/api/v0/payment/submit", &body).json();
                self.remember(&json!({"order_id": order, "transaction_id": answer["payload"]["transactionId"]}));
            }
            Act::Split { payment, split } => {
                let Some(payment) = one(&self.payments, *payment) else { return };
                let body = json!({"splitSettlement": self.division(split)});
                self.shop.post(&format!("/api/v0/split-transaction/{payment}"), &body);
            }
            Act::Refund { payment, paise, remarks } => {
                let Some(payment) = one(&self.payments, *payment) else { return };
                let id = format!("R{}", self.count);
                let body = json!({"amount": rupees(*paise), "requestId": id, "remarks": remarks});
                self.shop.post(&format!("/api/v0/payment/{payment}/refund"), &body);
                self.refunds.push(id);
            }
            Act::Decide { refund, outcome } => {
                let Some(refund) = one(&self.refunds, *refund) else { return };
                self.shop.post_plain(&format!("/_sandbox/refunds/{refund}"), &json!({"outcome": outcome}));
            }
            Act::ChargeBack { payment, paise } => {
                let Some(payment) = one(&self.payments, *payment) else { return };
                let body = json!({"transaction_id": payment, "amount": rupees(*paise)});
                self.shop.post_plain("/_sandbox/chargebacks", &body);
            }
            Act::Adjust { paise } => {
                self.shop.post_plain("/_sandbox/adjustments", &json!({"amount": f64::from(*paise) / 100.0}));
            }
            Act::Turn { account, on } => {
                let what = if *on { "activate" } else { "deactivate" };
                let account = &self.accounts[*account];
                self.shop.raw("PATCH", &format!("/api/v0/split-account/{what}?splitAccountDetailId={account}"), "");
            }
            Act::MakeCode { many, fixed, short } => {
                let mut body =
                    json!({"multipleUse": many, "fixedAmount": fixed.is_some(), "amount": fixed.map(rupees)});
                if *short {
                    body["expiry"] = self.soon();
                }
                let code = self.shop.post("/api/v0/qr-code", &body).payload();
                self.codes.push((code["qrCodeId"].as_str().expect("an id").to_string(), fixed.map(rupees)));
            }
            Act::Scan { code, paise, vpa } => {
                let Some((id, fixed)) = one(&self.codes, *code) else { return };
                let amount = fixed.as_ref().map(|amount| format!("&am={amount}")).unwrap_or_default();
                let upi = format!("upi://pay?pa=examplestore@sandbox&pn=Example%20Store{amount}&cu=INR&tr={id}");
                let mut body = json!({"upi": upi, "vpa": vpa});
                if let Some(paise) = paise {
                    body["amount"] = rupees(*paise);
                }
                let answer = self.shop.post_plain("/_sandbox/upi/pay", &body).json();
                self.remember(&answer);
            }
            Act::Cancel { code } => {
                let Some((id, _)) = one(&self.codes, *code) else { return };
                self.shop.raw("PATCH", &format!("/api/v0/qr-code/{id}/cancel"), "{}");
            }
            Act::MakeLink { paise, parts, short } => {
                let mut body = json!({"amount": rupees(*paise), "partialPayment": parts});
                if *short {
                    body["dueDate"] = self.soon();
                }
                let link = self.shop.post("/api/v0/payment-link", &body).payload();
                self.links.push(link["quickCollectRequestId"].as_str().expect("an id").to_string());
            }
            Act::PayLink { link, paise, vpa } => {
                let Some(link) = one(&self.links, *link) else { return };
                let mut body = json!({"vpa": vpa});
                if let Some(paise) = paise {
                    body["amount"] = rupees(*paise);
                }
                let answer = self.shop.post_plain(&format!("/_sandbox/payment-links/{link}/pay"), &body).json();
                self.remember(&answer);
            }
            Act::Delete { link } => {
                let Some(link) = one(&self.links, *link) else { return };
                self.shop.raw("DELETE", &format!("/api/v0/payment-link/{link}"), "");
            }
            Act::Press { order, decision } => {
                let Some(order) = one(&self.orders, *order) else { return };
                let url = &self.shop.sandbox.url;
                send(url, "POST", &format!("/v1/pay/{order}"), &[], &format!("decision={decision}"));
            }
            Act::Wait(seconds) => self.shop.advance(*seconds),
        }
    }

    /// An hour from now.
    fn soon(&self) -> Value {
        let now = self.shop.control("/_sandbox/clock")["now"].as_str().expect("a time").to_string();
        let at = time::OffsetDateTime::parse(&now, &time::format_description::well_known::Rfc3339).expect("a time");
        let later = at + time::Duration::hours(1);
        later.format(&time::format_description::well_known::Rfc3339).expect("a time").into()
    }

    /// What the merchant sees as paid and given back, in paise.
    fn seen(&self) -> (i64, i64) {
        let mut paid = 0;
        for order in &self.orders {
            let shown = self.shop.get(&format!("/api/v0/orders/{order}")).payload();
            let is_paid =
                |one: &&Value| matches!(one["status"].as_str(), Some("SUCCESS" | "PARTIALLY_REFUNDED" | "REFUNDED"));
            let payments = shown["transactions"].as_array().expect("a list").iter().filter(is_paid);
            paid += payments.map(|one| paise(&one["amount"])).sum::<i64>();
        }
        let mut refunded = 0;
        for refund in &self.refunds {
            let shown = self.shop.get(&format!("/api/v0/refund/{refund}")).json();
            if matches!(shown["payload"]["status"].as_str(), Some("CREATED" | "SUCCESS")) {
                refunded += paise(&shown["payload"]["amount"]);
            }
        }
        (paid, refunded)
    }
}

fn paise(value: &Value) -> i64 {
    let number = value.as_f64().or(value.as_str().and_then(|text| text.parse().ok()));
    (number.expect("an amount") * 100.0).round() as i64
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_books_balance(acts in prop::collection::vec(act(), 1..30)) {
        let mut world = World::begin();
        for act in &acts {
            world.perform(act);
            let audit = world.shop.control("/_sandbox/audit");
            prop_assert_eq!(&audit["books"]["imbalance"], "0.0000", "after {:?} of {:?}: {}", act, &acts, &audit);
            for zero in ["double_charges", "refunds_above_payment", "overpaid"] {
                prop_assert_eq!(&audit[zero], 0, "{} after {:?} of {:?}", zero, act, &acts);
            }
        }
        // The auditor adds up the store; the merchant, who sees only answers, comes to the same.
        let books = world.shop.control("/_sandbox/audit")["books"].clone();
        let (paid, refunded) = world.seen();
        prop_assert_eq!((paise(&books["paid"]), paise(&books["refunded"])), (paid, refunded), "{:?}", &acts);
        world.shop.advance(4 * 86_400);
        let books = world.shop.control("/_sandbox/audit")["books"].clone();
        prop_assert_eq!((&books["waiting"], &books["imbalance"]), (&json!("0.00"), &json!("0.0000")));
        let page = world.shop.post("/api/v0/settlement-payout/search?direction=ASC", &json!({})).payload();
        let (mut sold, mut settled) = (0, 0);
        for payout in page["data"].as_array().expect("a list") {
            let at = |key: &str| payout[key].as_f64().expect("a number");
            let due = at("totalSaleAmount") - at("totalCharges") - at("totalGst") - at("totalRefundAmount")
                - at("refundChargebackAmount") + at("adjustmentAmount") + at("carryForwardAmount");
            prop_assert!((due - at("totalSettlementAmount")).abs() < 0.005_01, "{payout}");
            prop_assert!(at("totalRefundAmount") >= 0.0 && at("totalSettlementAmount") >= 0.0, "{payout}");
            sold += paise(&payout["totalSaleAmount"]);
            settled += paise(&payout["totalSettlementAmount"]);
        }
        prop_assert_eq!((sold, settled), (paise(&books["paid"]), paise(&books["settled"])), "{:?}", &acts);
        // The SDK's reconciler, which shares no code with the sandbox, finds every payout proven by its parts.
        let found = enkash::reconcile::reconcile(enkash::model::Reconcile::new().payouts(payouts(&world.shop)));
        let found = found.expect("a reconciliation");
        prop_assert!(found.proofs.iter().all(|proof| proof.balanced), "{:?}: {:#?}", &acts, found.proofs);
        prop_assert_eq!((found.totals.payout_total_differs, found.totals.repeated), (0, 0));
    }
}
