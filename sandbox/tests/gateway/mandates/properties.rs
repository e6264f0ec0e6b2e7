//! Whatever is asked in whatever order: no debit without a notice, at most one success a cycle, none of a mandate that
//! takes none, and what has ended stays ended.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::monthly;
use crate::common::{Shop, settings};

#[derive(Debug, Clone)]
enum Act {
    Payer(&'static str),
    NextDebit(&'static str),
    Notify(i64, u32),
    Debit(u32),
    Amount(u32),
    End(i64),
    Revoke,
    Wait(i64),
}

fn amount() -> impl Strategy<Value = u32> {
    prop_oneof![6 => Just(50_000_u32), 1 => Just(1_001_u32), 1 => Just(1_002_u32), 1 => 1..60_000_u32]
}

/// Any single act.
fn act() -> impl Strategy<Value = Act> {
    let payer = prop_oneof![
        6 => Just("approve"), 1 => Just("reject"), 2 => Just("pause"), 3 => Just("resume"), 1 => Just("opt-out")
    ];
    prop_oneof![
        60 => payer.prop_map(Act::Payer),
        40 => outcome().prop_map(Act::NextDebit),
        80 => (0..4_i64, amount()).prop_map(|(days, paise)| Act::Notify(days, paise)),
        120 => amount().prop_map(Act::Debit),
        10 => (300..700_u32).prop_map(Act::Amount),
        3 => (0..400_i64).prop_map(Act::End),
        3 => Just(Act::Revoke),
        80 => wait().prop_map(Act::Wait),
    ]
}

fn outcome() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("success"), Just("failure"), Just("pending")]
}

fn wait() -> impl Strategy<Value = i64> {
    prop_oneof![Just(60), Just(4_000), Just(43_200), Just(86_400), Just(7 * 86_400)]
}

/// A debit as a merchant means it, or nearly: told, waited for (too short, at times), tried again and again.
fn cycle() -> impl Strategy<Value = Vec<Act>> {
    let attempt = (prop::option::weighted(0.3, outcome()), prop_oneof![4 => Just(50_000_u32), 1 => amount()], 0..3_i64);
    let between = prop::option::weighted(0.4, prop_oneof![1 => Just(Act::Payer("pause")), 2 => act()]);
    (1..3_i64, between, prop_oneof![3 => Just(0_i64), 1 => Just(-600_i64)], prop::collection::vec(attempt, 0..7))
        .prop_map(|(days, between, short, attempts)| {
            let mut acts = vec![Act::Notify(days, 50_000)];
            acts.extend(between);
            acts.push(Act::Wait(days * 86_400 + short));
            for (outcome, paise, minutes) in attempts {
                acts.extend(outcome.map(Act::NextDebit));
                acts.push(Act::Debit(paise));
                acts.push(Act::Wait(minutes * 120));
            }
            acts
        })
}

/// A few of either kind, one after the other.
fn acts() -> impl Strategy<Value = Vec<Act>> {
    let part = prop_oneof![1 => act().prop_map(|one| vec![one]), 1 => cycle()];
    prop::collection::vec(part, 1..20).prop_map(|parts| parts.concat())
}

fn rupees(paise: u32) -> String {
    format!("{}.{:02}", paise / 100, paise % 100)
}

fn day(shop: &Shop, ahead: i64) -> String {
    let now = shop.control("/_sandbox/clock")["now"].as_str().expect("a time").to_string();
    let now = enkash_sandbox::Moment::parse(&now).expect("a time");
    now.plus_seconds(ahead * 86_400).text()[..10].to_string()
}

fn perform(shop: &Shop, id: &str, act: &Act) {
    let patch = |path: &str, body: Value| drop(shop.raw("PATCH", path, &body.to_string()));
    match act {
        Act::Payer(word) => drop(shop.payer(id, word, &json!({}))),
        Act::NextDebit(word) => drop(shop.payer(id, "debit", &json!({"outcome": word}))),
        Act::Notify(ahead, paise) => drop(shop.notify(id, &rupees(*paise), &day(shop, *ahead))),
        Act::Debit(paise) => drop(shop.debit(id, &rupees(*paise))),
        Act::Amount(rupees) => patch("/api/v0/upi-mandate", json!({"referenceId": "M1", "amount": rupees})),
        Act::End(days) => {
            let end = json!({"endAt": format!("{}T00:00:00+05:30", day(shop, *days))});
            patch("/api/v0/upi-mandate", json!({"referenceId": "M1", "validity": end}));
        }
        Act::Revoke => patch("/api/v0/upi-mandate/revoke", json!({"reference_id": "M1"})),
        Act::Wait(seconds) => shop.advance(*seconds),
    }
}

/// Checks what the sandbox shows of its books; the number of successful debits.
fn balanced(seen: &Value) -> Result<usize, TestCaseError> {
    let list = |key: &str| seen[key].as_array().expect("a list").clone();
    let notices: BTreeMap<String, Value> =
        list("notices").into_iter().map(|one| (one["notice_id"].to_string(), one)).collect();
    let mut cycles: BTreeMap<String, usize> = BTreeMap::new();
    let mut attempts: BTreeMap<String, usize> = BTreeMap::new();
    for debit in list("debits") {
        let won = debit["status"] == "SUCCESS";
        *cycles.entry(debit["cycle"].to_string()).or_default() += usize::from(won);
        if let Some(notice) = notices.get(&debit["notice_id"].to_string()) {
            *attempts.entry(debit["notice_id"].to_string()).or_default() += 1;
            let on = &debit["at"].as_str().expect("a time")[..10];
            prop_assert_eq!(&notice["debit_date"], on, "a debit on the day the payer was told");
            prop_assert_eq!(&notice["amount"], &debit["amount"]);
            prop_assert!(!won || notice["status"] == "USED", "{}", seen);
        }
    }
    prop_assert!(cycles.values().all(|count| *count <= 1), "{}", seen);
    prop_assert!(attempts.values().all(|count| *count <= 4), "{}", seen);
    Ok(cycles.values().sum())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_books_of_mandates_balance(
        vpa in prop_oneof![6 => Just("success@sandbox"), 1 => Just("pending@sandbox"), 3 => Just("nofunds@sandbox")],
        period in prop_oneof![Just("DAILY"), Just("WEEKLY"), Just("MONTHLY"), Just("ASPRESENTED"), Just("ONETIME")],
        acts in acts(),
    ) {
        let shop = Shop::open(settings());
        let mut body = monthly("M1", vpa);
        body["recurrence"]["period"] = period.into();
        let id = shop.mandate(&body).payload()["mandateId"].as_str().expect("an id").to_string();
        let mut before = (String::new(), 0);
        for act in &acts {
            perform(&shop, &id, act);
            let seen = shop.seen(&id);
            let successes = balanced(&seen)?;
            prop_assert!(successes >= before.1, "a debit that succeeded stays so");
            let state = seen["state"].as_str().expect("a state").to_string();
            if matches!(before.0.as_str(), "REJECTED" | "EXPIRED" | "REVOKED" | "COMPLETED") {
                prop_assert_eq!(&state, &before.0, "{:?}", &acts);
            }
            before = (state, successes);
        }
        // The audit reads what happened, so it is enough to ask it in the end.
        let audit = shop.control("/_sandbox/audit");
        for figure in ["repeated_debits", "debits_without_notice", "debits_of_inactive_mandates", "double_charges"] {
            prop_assert_eq!(&audit[figure], 0, "{} {:?}", figure, &acts);
        }
        prop_assert_eq!(&audit["paid_orders"], &json!(before.1));
        prop_assert_eq!(&audit["books"]["imbalance"], "0.0000", "{:?}", &acts);
    }
}
