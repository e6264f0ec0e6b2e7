//! A merchant's accounts: days of payments, splits, refunds, chargebacks and adjustments, read back with the SDK's client
//! while new payouts appear, and reconciled to the paisa.

use std::collections::HashSet;

use enkash::Money;
use enkash::model::{
    ExpectedTransaction, Finding, Reconcile, ReconcileOptions, SearchSettlements, SettlementPayout, SortDirection,
};
use enkash::reconcile::{Reconciler, reconcile};
use serde_json::{Value, json};

use crate::common::{DAY, Shop, settings};
use crate::sdk::{client, run, rupees};

/// A payment that succeeds at once; its transaction.
fn pay(shop: &Shop, order: &str, amount: &str, more: Value) -> String {
    let order = shop.order(order, amount);
    let mut body = json!({"orderId": order, "paymentDetail": {"paymentMode": "UPI", "vpa": "success@sandbox"}});
    if more != json!(null) {
        body["splitSettlement"] = more;
    }
    let paid = shop.post("/api/v0/payment/submit", &body).payload();
    paid["transactionId"].as_str().expect("an id").to_string()
}

fn recipient(shop: &Shop, name: &str) -> String {
    let body = json!({"name": name, "email": "pay@example.com", "phone": "9876543210",
        "accountNumber": "123456789012", "ifsc": "KKBK0000432"});
    shop.post("/api/v0/split-account", &body).payload()["splitAccountId"].as_str().expect("an id").to_string()
}

fn sale(transaction: &str, amount: &str) -> ExpectedTransaction {
    ExpectedTransaction::new(rupees(amount)).transaction_id(transaction)
}

/// Every payout with its transactions, two rows of the search at a time; `between` happens after the first one.
fn payouts(shop: &Shop, direction: SortDirection, between: impl FnOnce()) -> Vec<SettlementPayout> {
    let client = client(shop);
    let mut between = Some(between);
    run(async {
        let sorted = SearchSettlements::new().limit(2).order_by("createdOn").direction(direction);
        let mut rows = client.settlements().search_all(sorted);
        let mut all = Vec::new();
        while let Some(row) = rows.next().await {
            all.push(client.settlements().get(&row?.settlement_payout_id).await?);
            if let Some(between) = between.take() {
                between();
            }
        }
        Ok(all)
    })
}

fn of_kind<'a>(findings: &'a [Finding], kind: &str) -> Vec<&'a Finding> {
    findings.iter().filter(|finding| finding.kind == kind).collect()
}

#[test]
fn every_rupee_of_ten_days_is_explained() {
    let shop = Shop::open(settings());
    let account = recipient(&shop, "First");
    let mut expected = Vec::new();

    // Seven days of two payments each: 2 percent charges, 18 percent tax on them.
    let mut first = String::new();
    for day in 0..7 {
        for till in 0..2 {
            let payment = pay(&shop, &format!("DAY{day}TILL{till}"), "250.50", json!(null));
            expected.push(sale(&payment, "250.50").charges(rupees("5.01")).tax(rupees("0.9018")));
            first = payment;
        }
        shop.advance(DAY);
    }
    // A split of 60 to 40, of which the charges are the merchant's.
    let split =
        json!({"amountSplitType": "PERCENTAGE", "splitSettlementDetails": [{"splitAccountId": account, "value": 60}]});
    let divided = pay(&shop, "SPLIT1", "100.00", split);
    expected.push(sale(&divided, "40.00").charges(rupees("2")).tax(rupees("0.36")));
    expected.push(sale(&divided, "60.00").split_account_id(account.as_str()));
    assert_eq!(shop.refund(&first, "50.00", "R1").code(), 0);
    let chargeback = json!({"transaction_id": first, "amount": 20});
    assert_eq!(shop.post_plain("/_sandbox/chargebacks", &chargeback).status, 200);
    assert_eq!(shop.post_plain("/_sandbox/adjustments", &json!({"amount": -1.25})).status, 200);
    // The last payment is settled while the payouts are being read.
    shop.advance(DAY);
    let late = pay(&shop, "LATE1", "10.00", json!(null));
    expected.push(sale(&late, "10.00"));

    let read = payouts(&shop, SortDirection::Asc, || shop.advance(DAY));
    let ids: HashSet<_> = read.iter().map(|payout| payout.settlement_payout_id.as_str()).collect();
    assert_eq!((ids.len(), read.len()), (10, 10), "seven days, the split's two, and the late one's");

    // Newest first, a payout that appears pushes all others down by one.
    pay(&shop, "LATER1", "5.00", json!(null));
    let again = payouts(&shop, SortDirection::Desc, || shop.advance(DAY));
    let again: Vec<_> = again.iter().map(|payout| payout.settlement_payout_id.as_str()).collect();
    assert_eq!((again.len(), again.iter().copied().collect::<HashSet<_>>()), (10, ids));

    let request = Reconcile::new().payouts(read.clone()).expected(expected.clone());
    let result = reconcile(request).expect("a result");
    assert!(result.proofs.iter().all(|proof| proof.balanced), "{:?}", result.proofs);
    assert_eq!((result.totals.matched, result.totals.missing), (expected.len() as i64, 0), "{:?}", result.findings);
    let amount_of = |kind| of_kind(&result.findings, kind).iter().map(|finding| finding.effect).sum::<Money>();
    assert_eq!(amount_of("REFUND"), rupees("-50.00"));
    assert_eq!(amount_of("CHARGEBACK"), rupees("-20.00"));
    assert_eq!(result.totals.effects + result.totals.rounding, result.totals.settled);
    // 40 - 2.36 - 50 - 20 - 1.25 is 33.61 short; 9.764 of the late payment leave 23.85 of that.
    assert_eq!(amount_of("CARRIED_FORWARD"), rupees("33.61") + rupees("23.85"));
    // The payout that came last settles nothing either.
    let audit = shop.control("/_sandbox/audit");
    assert_eq!(audit["settled"], result.totals.settled.to_string(), "{audit}");

    // Without one payout its transactions are missing, and nothing else changes.
    let mut books = Reconciler::new(ReconcileOptions::new());
    for expected in expected {
        books.expect(expected).expect("accepted");
    }
    for payout in &read[1..] {
        books.payout(payout);
    }
    let rest = books.finish();
    assert_eq!((rest.totals.missing, rest.totals.missing_amount), (2, rupees("501.00")));
    assert!(rest.totals.balanced);
}
