//! Payouts against books: random worlds whose outcome is known beforehand.

use enkash::Money;
use enkash::model::{
    ExpectedKind, ExpectedTransaction, Finding, Reconcile, ReconcileOptions, SettlementPayout, SettlementTransaction,
};
use enkash::reconcile::{Reconciler, reconcile};
use proptest::prelude::*;

fn rupees(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

/// What the gateway does with a sale that the merchant expects.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Settled,
    Dropped,
    OtherAmount,
    OtherCharges,
    Twice,
}

/// Kind, transaction, paise, hundredths of a paisa of charges.
type Row = (&'static str, String, i64, i64);

#[derive(Debug, Clone)]
struct World {
    sales: Vec<(i64, i64, Fate)>,
    strangers: Vec<i64>,
    nameless: Vec<i64>,
    refunds: Vec<(i64, bool)>,
    adjustment: i64,
    carry: i64,
    per_payout: usize,
    tamper: Option<(bool, i64)>,
}

fn world() -> impl Strategy<Value = World> {
    let fate = prop_oneof![
        4 => Just(Fate::Settled),
        1 => Just(Fate::Dropped),
        1 => Just(Fate::OtherAmount),
        1 => Just(Fate::OtherCharges),
        1 => Just(Fate::Twice),
    ];
    let tamper = prop::option::weighted(0.2, (any::<bool>(), 2..5000i64));
    (
        prop::collection::vec((1..1_000_000i64, 0..99_999i64, fate), 0..30),
        prop::collection::vec(1..100_000i64, 0..4),
        prop::collection::vec(1..100_000i64, 0..4),
        prop::collection::vec((1..100_000i64, any::<bool>()), 0..4),
        -10_000..10_000i64,
        -10_000..10_000i64,
        1..12usize,
        tamper,
    )
        .prop_map(|(sales, strangers, nameless, refunds, adjustment, carry, per_payout, tamper)| World {
            sales,
            strangers,
            nameless,
            refunds,
            adjustment,
            carry,
            per_payout,
            tamper,
        })
}

/// Whole hundredths of a paisa, so that the test needs no decimals of its own.
fn fine(amount: i64) -> Money {
    rupees(&format!("{}{}.{:04}", if amount < 0 { "-" } else { "" }, amount.abs() / 10_000, amount.abs() % 10_000))
}

impl World {
    /// The gateway's rows, and the merchant's books.
    fn rows(&self) -> (Vec<Row>, Vec<ExpectedTransaction>) {
        let (mut rows, mut books) = (Vec::new(), Vec::new());
        for (index, &(paise, charges, fate)) in self.sales.iter().enumerate() {
            let id = format!("EK{index}");
            let expected = ExpectedTransaction::new(Money::from_paise(paise)).transaction_id(id.as_str());
            books.push(expected.charges(fine(charges)));
            let settled = ("SALE", id, paise, charges);
            match fate {
                Fate::Settled => rows.push(settled),
                Fate::Dropped => {}
                Fate::OtherAmount => rows.push(("SALE", settled.1, paise + 1, charges)),
                Fate::OtherCharges => rows.push(("SALE", settled.1, paise, charges + 1)),
                Fate::Twice => rows.extend([settled.clone(), settled]),
            }
        }
        rows.extend(self.strangers.iter().enumerate().map(|(index, paise)| ("SALE", format!("NEW{index}"), *paise, 0)));
        rows.extend(self.nameless.iter().map(|paise| ("SALE", String::new(), *paise, 7)));
        for (index, (paise, known)) in self.refunds.iter().enumerate() {
            let id = format!("RF{index}");
            if *known {
                let expected = ExpectedTransaction::new(Money::from_paise(*paise)).transaction_id(id.as_str());
                books.push(expected.kind(ExpectedKind::Refund));
            }
            rows.push(("REFUND", id, *paise, 0));
        }
        (rows, books)
    }

    fn payouts(&self, rows: &[Row]) -> Vec<SettlementPayout> {
        let mut payouts: Vec<_> = rows
            .chunks(self.per_payout)
            .enumerate()
            .map(|(index, rows)| {
                let sum = |kind: &str| rows.iter().filter(|row| row.0 == kind).map(|row| row.2).sum::<i64>();
                let charges: i64 = rows.iter().map(|row| row.3).sum();
                let net = (sum("SALE") - sum("REFUND") + self.adjustment + self.carry) * 100 - charges;
                SettlementPayout::new(format!("SP{index}"))
                    .total_sale_amount(Money::from_paise(sum("SALE")))
                    .total_refund_amount(Money::from_paise(sum("REFUND")))
                    .total_charges(fine(charges))
                    .total_gst(Money::ZERO)
                    .adjustment_amount(Money::from_paise(self.adjustment))
                    .carry_forward_amount(Money::from_paise(self.carry))
                    .total_settlement_amount(fine(net).round_to_paisa())
                    .settlement_transactions(
                        rows.iter()
                            .map(|(kind, id, paise, charges)| {
                                let row = SettlementTransaction::new()
                                    .transaction_type(*kind)
                                    .sale_amount(Money::from_paise(*paise))
                                    .charges(fine(*charges));
                                if id.is_empty() { row } else { row.transaction_id(id.as_str()) }
                            })
                            .collect::<Vec<_>>(),
                    )
            })
            .collect();
        if let (Some((settled, paise)), Some(payout)) = (self.tamper, payouts.first_mut()) {
            let total = if settled { &mut payout.total_settlement_amount } else { &mut payout.total_sale_amount };
            *total = total.map(|total| total + Money::from_paise(paise));
        }
        payouts
    }

    fn with(&self, fates: fn(&Fate) -> bool) -> i64 {
        self.sales.iter().filter(|(_, _, fate)| fates(fate)).count() as i64
    }
}

proptest! {
    #[test]
    fn every_rupee_is_in_one_finding(world in world()) {
        let (rows, books) = world.rows();
        let payouts = world.payouts(&rows);
        let request = Reconcile::new().payouts(payouts.clone()).expected(books.clone());
        let result = reconcile(request).expect("a result");
        let totals = &result.totals;

        let known_refunds = world.refunds.iter().filter(|(_, known)| *known).count() as i64;
        prop_assert_eq!(totals.matched, world.with(|fate| matches!(fate, Fate::Settled | Fate::Twice)) + known_refunds);
        prop_assert_eq!(totals.missing, world.with(|fate| matches!(fate, Fate::Dropped)));
        prop_assert_eq!(totals.amount_differs, world.with(|fate| matches!(fate, Fate::OtherAmount)));
        prop_assert_eq!(totals.charge_differs, world.with(|fate| matches!(fate, Fate::OtherCharges)));
        prop_assert_eq!(totals.repeated, world.with(|fate| matches!(fate, Fate::Twice)));
        prop_assert_eq!(totals.unexpected, world.strangers.len() as i64);
        prop_assert_eq!(totals.unidentified, world.nameless.len() as i64);
        prop_assert_eq!(
            totals.expected,
            totals.matched + totals.missing + totals.amount_differs + totals.charge_differs
        );
        prop_assert_eq!(totals.rows, rows.len() as i64);
        let tampered = world.tamper.is_some() && !rows.is_empty();
        prop_assert_eq!(totals.balanced, !tampered);
        prop_assert_eq!(totals.payout_total_differs > 0, tampered);

        for proof in &result.proofs {
            let of_payout = |finding: &&Finding| finding.payout_id.as_deref() == Some(proof.payout_id.as_str());
            let effects: Money = result.findings.iter().filter(of_payout).map(|finding| finding.effect).sum();
            prop_assert_eq!(effects + proof.rounding, proof.settled);
            let parts = proof.sale - proof.charges - proof.gst - proof.refunds - proof.chargebacks
                + proof.adjustments + proof.carried_forward;
            prop_assert_eq!(parts + proof.difference + proof.rounding, proof.settled);
            prop_assert!(proof.rounding <= rupees("0.005") && proof.rounding >= rupees("-0.005"));
        }
        let settled: Money = payouts.iter().filter_map(|payout| payout.total_settlement_amount).sum();
        prop_assert_eq!(totals.settled, settled);
        prop_assert_eq!(totals.effects + totals.rounding, settled);

        let mut stream = Reconciler::new(ReconcileOptions::new());
        for expected in books {
            stream.expect(expected).expect("accepted");
        }
        let mut findings: Vec<_> = payouts.iter().flat_map(|payout| stream.payout(payout).findings).collect();
        let rest = stream.finish();
        findings.extend(rest.findings);
        prop_assert_eq!(findings, result.findings);
        prop_assert_eq!(rest.totals, result.totals);
    }
}
