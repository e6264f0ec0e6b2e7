//! Payouts against books: cases worked out by hand.

use enkash::model::{
    ExpectedKind, ExpectedTransaction, Finding, FindingKind, Reconcile, ReconcileOptions, SettlementPayout,
    SettlementTransaction, SplitAccountSummary,
};
use enkash::reconcile::{Reconciler, SharedReconciler, reconcile};
use enkash::{ErrorKind, Money};

fn rupees(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

fn row(kind: &str, id: &str, sale: &str, charges: &str, tax: &str) -> SettlementTransaction {
    let row = SettlementTransaction::new()
        .transaction_type(kind)
        .sale_amount(rupees(sale))
        .charges(rupees(charges))
        .tax_amount(rupees(tax));
    if id.is_empty() { row } else { row.transaction_id(id) }
}

/// sale, charges, gst, refunds, settled
fn payout(id: &str, totals: [&str; 5], rows: Vec<SettlementTransaction>) -> SettlementPayout {
    let [sale, charges, gst, refunds, settled] = totals.map(rupees);
    SettlementPayout::new(id)
        .total_sale_amount(sale)
        .total_charges(charges)
        .total_gst(gst)
        .total_refund_amount(refunds)
        .total_settlement_amount(settled)
        .settlement_transactions(rows)
}

fn sale(id: &str, amount: &str) -> ExpectedTransaction {
    ExpectedTransaction::new(rupees(amount)).transaction_id(id)
}

fn kinds(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.kind.as_str()).collect()
}

#[test]
fn the_documented_payout_is_proven() {
    // The gateway's own sample: 13.84 - 0.1176 - 0.0212 = 13.7012, paid as 13.70.
    let documented = payout(
        "SP11114BPTOS",
        ["13.84", "0.1176", "0.0212", "0.00", "13.70"],
        vec![row("SALE", "EK1", "13.84", "0.1176", "0.0212").settlement_amount(rupees("13.7012"))],
    );
    let expected = sale("EK1", "13.84").charges(rupees("0.1176")).tax(rupees("0.0212")).reference("first sale");
    let request = Reconcile::new().payouts(vec![documented]).expected(vec![expected]);
    let result = reconcile(request).expect("a result");
    assert_eq!(kinds(&result.findings), ["MATCHED"]);
    let finding = &result.findings[0];
    assert_eq!(finding.effect, rupees("13.7012"));
    assert_eq!(finding.reference.as_deref(), Some("first sale"));
    assert_eq!((finding.expected_charges, finding.found_charges), (Some(rupees("0.1388")), Some(rupees("0.1388"))));
    let proof = &result.proofs[0];
    assert_eq!((proof.balanced, proof.rounding, proof.settled), (true, rupees("-0.0012"), rupees("13.70")));
    assert_eq!((result.totals.matched, result.totals.expected, result.totals.balanced), (1, 1, true));
}

#[test]
fn every_kind_by_hand() {
    let rows = vec![
        row("SALE", "EK1", "100.00", "2", "0.36"),
        row("SALE", "EK1", "100.00", "2", "0.36"),
        row("SALE", "EK2", "50.00", "1", "0.18"),
        row("SALE", "EK3", "80.00", "1.70", "0.306"),
        row("SALE", "EK8", "10.00", "0.2", "0.036"),
        row("SALE", "", "20.00", "0.4", "0.072"),
        row("REFUND", "EK4", "30.00", "0", "0"),
        row("REFUND", "", "5.00", "0", "0"),
        row("CHARGEBACK", "EK6", "7.00", "0", "0"),
    ];
    // Sales 360, charges 7.30, GST 1.314, refunds 35 in rows and 4 without, chargeback 7, adjusted by +3, carried 2:
    // 360 - 7.30 - 1.314 - 39 - 7 + 3 - 2 = 306.386, paid as 306.39.
    let payout = payout("SP1", ["360.00", "7.30", "1.314", "39.00", "306.39"], rows)
        .refund_chargeback_amount(rupees("7"))
        .adjustment_amount(rupees("3"))
        .carry_forward_amount(rupees("-2"));
    let mut books = Reconciler::new(ReconcileOptions::new());
    for expected in [
        sale("EK1", "100.00"),
        sale("EK2", "51.00"),
        sale("EK3", "80.00").charges(rupees("1.60")).tax(rupees("0.288")),
        sale("EK9", "44.00").merchant_order_id("INV9"),
        sale("EK4", "30.00").kind(ExpectedKind::Refund).reference("REF4"),
        sale("EK5", "11.00").kind(ExpectedKind::Refund),
    ] {
        books.expect(expected).expect("accepted");
    }
    let result = books.payout(&payout);
    assert_eq!(
        kinds(&result.findings),
        [
            "MATCHED",
            "REPEATED",
            "AMOUNT_DIFFERS",
            "CHARGE_DIFFERS",
            "UNEXPECTED",
            "UNIDENTIFIED",
            "MATCHED",
            "REFUND",
            "CHARGEBACK",
            "REFUND",
            "ADJUSTMENT",
            "CARRIED_FORWARD",
        ]
    );
    let differences: Vec<_> = result.findings.iter().filter_map(|finding| finding.difference).collect();
    assert_eq!(differences, [rupees("-1.00"), rupees("0.118")]);
    assert_eq!(result.findings[6].reference.as_deref(), Some("REF4"));
    assert_eq!(result.findings[9].field.as_deref(), Some("total_refund_amount"));
    assert_eq!(result.findings[9].found_amount, Some(rupees("4")));
    assert_eq!(result.proof.rounding, rupees("0.004"));
    assert_eq!(result.proof.adjustments, rupees("3"));
    assert!(result.proof.balanced, "{:?}", result.proof);

    let rest = books.finish();
    assert_eq!(kinds(&rest.findings), ["MISSING", "MISSING"]);
    assert_eq!(rest.findings[0].merchant_order_id.as_deref(), Some("INV9"));
    let totals = rest.totals;
    assert_eq!(totals.missing_amount, rupees("33.00"));
    assert_eq!((totals.expected, totals.matched, totals.amount_differs, totals.charge_differs), (6, 2, 1, 1));
    assert_eq!((totals.missing, totals.repeated, totals.unexpected, totals.unidentified), (2, 1, 1, 1));
    assert_eq!(totals.effects + totals.rounding, totals.settled);
}

#[test]
fn totals_that_do_not_fit_their_parts_are_named() {
    let rows = vec![row("SALE", "EK1", "100.00", "2", "0.36")];
    let mut wrong = payout("SP1", ["120.00", "2", "0.36", "0", "97.64"], rows.clone());
    let result = Reconciler::new(ReconcileOptions::new()).payout(&wrong);
    // 20 more are claimed as sales, and were not paid.
    let named: Vec<_> = result.findings.iter().map(|f| (f.field.as_deref(), f.effect)).collect();
    assert_eq!(
        named,
        [
            (None, rupees("97.64")),
            (Some("total_sale_amount"), rupees("20")),
            (Some("total_settlement_amount"), rupees("-20"))
        ]
    );
    assert!(!result.proof.balanced);

    wrong = payout("SP2", ["100.00", "2", "0.36", "0", "97.00"], rows);
    let result = Reconciler::new(ReconcileOptions::new()).payout(&wrong);
    assert_eq!(kinds(&result.findings), ["UNEXPECTED", "PAYOUT_TOTAL_DIFFERS"]);
    assert_eq!((result.proof.difference, result.proof.rounding), (rupees("-0.64"), Money::ZERO));

    let silent = SettlementPayout::new("SP3");
    let result = Reconciler::new(ReconcileOptions::new()).payout(&silent);
    assert_eq!(result.findings[0].field.as_deref(), Some("total_settlement_amount"));
}

#[test]
fn rounding_once_or_row_by_row_is_no_difference() {
    // Three rows of 1.004 each: 3.01 rounded once, 3.00 rounded row by row.
    for settled in ["3.01", "3.00"] {
        let rows = (1..4).map(|n| row("SALE", &format!("EK{n}"), "1.02", "0.016", "0")).collect();
        let result =
            Reconciler::new(ReconcileOptions::new()).payout(&payout("SP1", ["3.06", "0.048", "0", "0", settled], rows));
        assert!(result.proof.balanced, "{settled}");
    }
}

#[test]
fn charges_that_differ_behind_the_paisa_are_no_difference() {
    // 10.00 - 0.0098 is paid as 9.99; the row says 0.0049.
    let rows = || vec![row("SALE", "EK1", "10.00", "0.0049", "0")];
    let result =
        Reconciler::new(ReconcileOptions::new()).payout(&payout("SP1", ["10.00", "0.0098", "0", "0", "9.99"], rows()));
    assert!(result.proof.balanced);
    assert_eq!((result.proof.charges, result.proof.rounding), (rupees("0.0049"), rupees("-0.0051")));
    let result =
        Reconciler::new(ReconcileOptions::new()).payout(&payout("SP1", ["10.00", "0.01", "0", "0", "9.99"], rows()));
    assert_eq!(result.findings[1].field.as_deref(), Some("total_charges"));
}

#[test]
fn nothing_is_guessed() {
    let mut books = Reconciler::new(ReconcileOptions::new());
    let order = |amount: &str| ExpectedTransaction::new(rupees(amount)).merchant_order_id("INV1");
    books.expect(order("10.00").transaction_id("EK1")).expect("accepted");
    books.expect(order("10.00").transaction_id("EK2")).expect("accepted");
    books.expect(ExpectedTransaction::new(rupees("20.00")).merchant_order_id("INV2")).expect("accepted");
    let by_order = |order: &str, amount: &str| row("SALE", "", amount, "0", "0").unique_transaction_id(order);
    let rows = vec![
        // Two payments of this order are expected, and the row does not say which it is.
        by_order("INV1", "10.00"),
        // Another payment of the same order than the two that are expected.
        by_order("INV1", "10.00").transaction_id("EK3"),
        by_order("INV1", "10.00").transaction_id("EK2"),
        // The right amount alone says nothing.
        row("SALE", "", "20.00", "0", "0"),
        by_order("INV2", "20.00").transaction_id("EK4"),
        row("SALE", "EK4", "20.00", "0", "0"),
        row("PAYOUT_FEE", "EK1", "1.00", "0", "0"),
    ];
    let result = books.payout(&payout("SP1", ["90.00", "0", "0", "0", "90.00"], rows));
    assert_eq!(
        kinds(&result.findings),
        ["UNIDENTIFIED", "UNEXPECTED", "MATCHED", "UNIDENTIFIED", "MATCHED", "UNEXPECTED", "UNIDENTIFIED"]
    );
    assert!(result.proof.balanced);
}

#[test]
fn refunds_in_parts_are_told_apart_by_their_amount() {
    let mut books = Reconciler::new(ReconcileOptions::new());
    for (amount, reference) in [("10.00", "R1"), ("15.00", "R2")] {
        let refund = sale("EK1", amount).kind(ExpectedKind::Refund).reference(reference);
        books.expect(refund).expect("accepted");
    }
    let rows = ["15.00", "10.00", "3.00", "15.00"].map(|amount| row("REFUND", "EK1", amount, "0", "0"));
    let result = books.payout(&payout("SP1", ["0", "0", "0", "43.00", "-43.00"], rows.to_vec()));
    assert_eq!(kinds(&result.findings), ["MATCHED", "MATCHED", "REFUND", "REPEATED"]);
    assert_eq!(result.findings[0].reference.as_deref(), Some("R2"));
}

#[test]
fn the_same_payout_or_row_again_counts_once() {
    let rows = vec![row("SALE", "EK1", "10.00", "0", "0").settlement_transaction_id("STG1")];
    let first = payout("SP1", ["10.00", "0", "0", "0", "10.00"], rows.clone());
    let second = payout("SP2", ["10.00", "0", "0", "0", "10.00"], rows);
    let request = Reconcile::new().payouts(vec![first.clone(), first, second]).expected(vec![sale("EK1", "10.00")]);
    let result = reconcile(request).expect("a result");
    assert_eq!(kinds(&result.findings), ["MATCHED", "REPEATED", "REPEATED"]);
    assert_eq!(result.findings.iter().map(|f| f.effect).collect::<Vec<_>>(), ["10", "0", "10"].map(rupees));
    assert_eq!((result.totals.payouts, result.proofs.len(), result.totals.settled), (2, 2, rupees("20")));
}

#[test]
fn shares_are_looked_for_in_their_recipients_payouts() {
    let mut books = Reconciler::new(ReconcileOptions::new());
    books.expect(sale("EK1", "70.00")).expect("accepted");
    books.expect(sale("EK1", "30.00").split_account_id("SA1")).expect("accepted");
    let share = payout("SP1", ["30", "0", "0", "0", "30"], vec![row("SALE", "EK1", "30.00", "0", "0")])
        .split_account(SplitAccountSummary::new().split_account_detail_id("SA1"));
    let own = payout("SP2", ["70", "0", "0", "0", "70"], vec![row("SALE", "EK1", "70.00", "0", "0")]);
    assert_eq!(kinds(&books.payout(&share).findings), ["MATCHED"]);
    assert_eq!(kinds(&books.payout(&own).findings), ["MATCHED"]);
    assert_eq!(books.finish().totals.missing, 0);
}

#[test]
fn a_payout_of_a_search_has_sales_and_no_rows() {
    let result = Reconciler::new(ReconcileOptions::new()).payout(&payout(
        "SP1",
        ["13.84", "0.1176", "0.0212", "0.00", "13.70"],
        Vec::new(),
    ));
    assert_eq!(kinds(&result.findings), ["UNIDENTIFIED"]);
    assert!(result.proof.balanced);
    assert_eq!(result.findings[0].effect, rupees("13.7012"));
}

#[test]
fn charges_within_the_tolerance_match() {
    let options = || ReconcileOptions::new().charge_tolerance(rupees("0.01"));
    for (charges, kind) in [("2.01", "MATCHED"), ("2.0101", "CHARGE_DIFFERS")] {
        let mut books = Reconciler::new(options());
        books.expect(sale("EK1", "100.00").charges(rupees("2"))).expect("accepted");
        let settled = (rupees("100") - rupees(charges)).round_to_paisa().to_string();
        let rows = vec![row("SALE", "EK1", "100.00", charges, "0")];
        let result = books.payout(&payout("SP1", ["100", charges, "0", "0", &settled], rows));
        assert_eq!(kinds(&result.findings), [kind]);
    }
}

#[test]
fn what_cannot_be_expected_is_refused() {
    let field = |expected: Vec<ExpectedTransaction>| {
        let error = reconcile(Reconcile::new().expected(expected)).expect_err("refused");
        error.info().field.clone().expect("a field")
    };
    assert_eq!(field(vec![ExpectedTransaction::new(rupees("1"))]), "expected[0].transaction_id");
    assert_eq!(field(vec![sale("EK1", "0.00")]), "expected[0].amount");
    assert_eq!(field(vec![sale("EK1", "1.00"), sale("EK1", "2.00")]), "expected[1].transaction_id");
    let order = || ExpectedTransaction::new(rupees("1")).merchant_order_id("INV1");
    assert_eq!(field(vec![order(), order()]), "expected[1].merchant_order_id");
    assert_eq!(field(vec![sale("EK1", "1.00").tax(rupees("-1"))]), "expected[0].tax");
    let options = ReconcileOptions::new().charge_tolerance(rupees("-0.01"));
    let error = reconcile(Reconcile::new().options(options)).expect_err("refused");
    assert_eq!(error.info().field.as_deref(), Some("options.charge_tolerance"));
    let mut books = Reconciler::new(ReconcileOptions::new());
    books.payout(&SettlementPayout::new("SP1"));
    let error = books.expect(order()).expect_err("too late");
    assert!(error.to_string().contains("after the first payout"), "{error}");
}

#[test]
fn a_finished_reconciliation_takes_nothing_more() {
    let negative = ReconcileOptions::new().charge_tolerance(rupees("-1"));
    assert_eq!(SharedReconciler::new(Some(negative)).expect_err("refused").kind(), ErrorKind::Validation);
    let books = SharedReconciler::new(None).expect("books");
    books.expect(sale("EK1", "10.00")).expect("accepted");
    let rows = vec![row("SALE", "EK1", "10.00", "0", "0")];
    let payout = payout("SP1", ["10", "0", "0", "0", "10"], rows);
    assert_eq!(kinds(&books.payout(&payout).expect("findings").findings), ["MATCHED"]);
    assert_eq!(books.finish().expect("totals").totals.matched, 1);
    for error in [
        books.expect(sale("EK2", "10.00")).expect_err("finished"),
        books.payout(&payout).expect_err("finished"),
        books.finish().expect_err("finished"),
    ] {
        assert_eq!(error.kind(), ErrorKind::Configuration);
    }
}

#[test]
fn the_words_of_the_findings_are_stable() {
    let words: Vec<_> = FindingKind::INFO.values.iter().map(|value| value.wire).collect();
    assert_eq!(
        words.join(" "),
        "MATCHED MISSING REPEATED AMOUNT_DIFFERS CHARGE_DIFFERS CARRIED_FORWARD REFUND CHARGEBACK ADJUSTMENT \
         UNEXPECTED UNIDENTIFIED PAYOUT_TOTAL_DIFFERS"
    );
}
