//! `settlements.get` and `settlements.search`.

use rusqlite::{Params, Row};
use rust_decimal::Decimal;

use super::{Call, Reply, split_accounts};
use crate::clock::Moment;
use crate::fault::{NOT_FOUND, Outcome, invalid, refuse};
use crate::json::Json;
use crate::ledger::Desk;
use crate::money;
use crate::paging::{Page, Sort};
use crate::states::{Machine, Settlement};
use crate::store::Rupees;

struct Payout {
    payout_id: String,
    split_account: Option<String>,
    sale: Decimal,
    charges: Decimal,
    gst: Decimal,
    refund: Decimal,
    chargeback: Decimal,
    adjustment: Decimal,
    carry: Decimal,
    settled: Decimal,
    status: Settlement,
    utr: String,
    transfer_id: String,
    created: Moment,
    rows: i64,
}

/// One payout with its transactions.
pub(crate) fn get(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let found = payouts(desk, "merchant = ?1 AND payout_id = ?2", [call.merchant.as_str(), call.id])?.pop();
    let payout = found.ok_or_else(|| refuse(NOT_FOUND, "Settlement payout not found."))?;
    let mut pairs = shared(desk, &payout);
    pairs.extend(owned([
        ("remarks", "Settlement processed".into()),
        ("transferId", payout.transfer_id.as_str().into()),
        ("modifiedOn", desk.date(payout.created)),
        ("settlementTransactions", transactions(desk, &payout.payout_id)?),
    ]));
    pairs.extend(recipient(desk, &call.merchant, &payout)?);
    Ok(Reply { payload: Json::Object(pairs), flat: false, order_id: None, told_paid: false })
}

/// The payouts that fit all filters, one page of them.
pub(crate) fn search(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let page = Page::read(&call.query, SORTS)?;
    let mut found = payouts(desk, "merchant = ?1", [call.merchant.as_str()])?;
    if let Some(wanted) = body.text(&["settlementPayoutId"]) {
        found.retain(|payout| payout.payout_id == wanted);
    }
    if let Some(wanted) = body.get("settlementPayoutIds") {
        found.retain(|payout| wanted.items().contains(&Json::Text(payout.payout_id.clone())));
    }
    // The sandbox knows a merchant by nothing but the access key.
    if body.text(&["merchantDetailId"]).is_some_and(|wanted| wanted != call.merchant) {
        found.clear();
    }
    for (key, least, amount) in RANGES {
        let bound = |end: &str| -> Outcome<Option<Decimal>> {
            let name = format!("{key}{end}");
            let Some(value) = body.get(&name) else { return Ok(None) };
            let bound =
                money::read(value).ok_or_else(|| invalid(format!("The key {name} must be a decimal number.")))?;
            match least {
                Some(least) if bound < *least => Err(invalid(format!("The key {name} must be at least {least}."))),
                _ => Ok(Some(bound)),
            }
        };
        let (from, to) = (bound("From")?, bound("To")?);
        found.retain(|payout| {
            let amount = amount(payout);
            from.is_none_or(|from| amount >= from) && to.is_none_or(|to| amount <= to)
        });
    }
    let payload = page.of(
        found,
        |payout| &payout.payout_id,
        |payout| {
            let mut pairs = shared(desk, payout);
            pairs.extend(owned([
                ("merchantName", "Example Store".into()),
                ("transactionsCount", payout.rows.into()),
                ("settlementType", "NORMAL".into()),
                ("remarks", "AUTO_T1_RELEASE".into()),
            ]));
            pairs.extend(recipient(desk, &call.merchant, payout)?);
            Ok(Json::Object(pairs))
        },
    )?;
    Ok(Reply { payload, flat: false, order_id: None, told_paid: false })
}

type Amount = fn(&Payout) -> Decimal;

/// Filters by amount: start of the key, smallest bound, the amount.
const RANGES: &[(&str, Option<Decimal>, Amount)] = &[
    ("totalSaleAmount", Some(Decimal::from_parts(1, 0, 0, false, 2)), |payout| payout.sale),
    ("totalRefundAmount", Some(Decimal::ZERO), |payout| payout.refund),
    ("totalCharges", Some(Decimal::ZERO), |payout| payout.charges),
    ("totalGst", Some(Decimal::ZERO), |payout| payout.gst),
    ("totalSettlementAmount", None, |payout| payout.settled),
];

/// Keys a search can be sorted by.
const SORTS: &[Sort<Payout>] = &[
    ("createdOn", |one, other| one.created.cmp(&other.created)),
    ("payoutDate", |one, other| one.created.cmp(&other.created)),
    ("settlementPayoutId", |one, other| one.payout_id.cmp(&other.payout_id)),
    ("totalSaleAmount", |one, other| one.sale.cmp(&other.sale)),
    ("totalRefundAmount", |one, other| one.refund.cmp(&other.refund)),
    ("totalCharges", |one, other| one.charges.cmp(&other.charges)),
    ("totalGst", |one, other| one.gst.cmp(&other.gst)),
    ("totalSettlementAmount", |one, other| one.settled.cmp(&other.settled)),
];

/// The keys that one payout and a search row share.
fn shared(desk: &Desk<'_>, payout: &Payout) -> Vec<(String, Json)> {
    let zero = |places| desk.amount(Decimal::ZERO, places);
    owned([
        ("settlementPayoutId", payout.payout_id.as_str().into()),
        ("totalSaleAmount", desk.amount(payout.sale, 2)),
        ("totalCharges", desk.amount(payout.charges, 4)),
        ("totalGst", desk.amount(payout.gst, 4)),
        ("totalRefundAmount", desk.amount(payout.refund, 2)),
        ("totalSettlementAmount", desk.amount(payout.settled, 2)),
        ("refundChargebackAmount", desk.amount(payout.chargeback, 2)),
        ("carryForwardAmount", desk.amount(payout.carry, 2)),
        ("adjustmentAmount", desk.amount(payout.adjustment, 2)),
        ("instantSettlementCharges", zero(4)),
        ("instantSettlementGst", zero(4)),
        ("walletFundAdjustment", zero(2)),
        ("splitTransactionCharges", zero(2)),
        ("splitTransactionGst", zero(2)),
        ("payoutStatus", payout.status.word().into()),
        ("utr", payout.utr.as_str().into()),
        ("payoutDate", desk.date(payout.created)),
        ("createdOn", desk.date(payout.created)),
    ])
}

/// Who a payout goes to, where it is not the merchant. The label is that of its shares, if they all have the same.
fn recipient(desk: &Desk<'_>, merchant: &str, payout: &Payout) -> Outcome<Option<(String, Json)>> {
    let Some(account_id) = &payout.split_account else { return Ok(None) };
    let Some(account) = split_accounts::find(desk, merchant, account_id)? else { return Ok(None) };
    let labels: Vec<Option<String>> = desk
        .db
        .prepare_cached(
            "SELECT DISTINCT s.label FROM payout_rows r JOIN shares s
             ON s.transaction_id = r.transaction_id AND s.account_id = ?2 WHERE r.payout_id = ?1",
        )?
        .query_map([&payout.payout_id, account_id], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let label = if let [label] = labels.as_slice() { label.clone() } else { None };
    Ok(Some(("splitAccount".to_string(), split_accounts::summary(&account, label))))
}

fn owned<const N: usize>(pairs: [(&str, Json); N]) -> Vec<(String, Json)> {
    pairs.into_iter().map(|(key, value)| (key.to_string(), value)).collect()
}

fn payouts(desk: &Desk<'_>, condition: &str, values: impl Params) -> Outcome<Vec<Payout>> {
    let mut statement = desk.db.prepare_cached(&format!(
        "SELECT *, (SELECT count(*) FROM payout_rows r WHERE r.payout_id = payouts.payout_id) AS row_count
         FROM payouts WHERE {condition}"
    ))?;
    let rows = statement.query_map(values, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Payout> {
    let amount = |name: &str| row.get::<_, Rupees>(name).map(|rupees| rupees.0);
    Ok(Payout {
        payout_id: row.get("payout_id")?,
        split_account: row.get("split_account")?,
        sale: amount("sale")?,
        charges: amount("charges")?,
        gst: amount("gst")?,
        refund: amount("refund")?,
        chargeback: amount("chargeback")?,
        adjustment: amount("adjustment")?,
        carry: amount("carry")?,
        settled: amount("settled")?,
        status: row.get("status")?,
        utr: row.get("utr")?,
        transfer_id: row.get("transfer_id")?,
        created: row.get("created")?,
        rows: row.get("row_count")?,
    })
}

fn transactions(desk: &Desk<'_>, payout_id: &str) -> Outcome<Json> {
    let mut statement = desk.db.prepare_cached(
        "SELECT r.row_id, r.sale, r.charges, r.gst, r.settled, r.created, r.paid, r.transaction_id, o.merchant_order_id
         FROM payout_rows r JOIN payments p ON p.transaction_id = r.transaction_id
         JOIN orders o ON o.order_id = p.order_id WHERE r.payout_id = ?1 ORDER BY r.rowid",
    )?;
    let rows = statement.query_map([payout_id], |row| {
        let amount = |index: usize, places| row.get::<_, Rupees>(index).map(|rupees| desk.amount(rupees.0, places));
        let made = desk.date(row.get(5)?);
        Ok(Json::object([
            ("settlementTransactionId", row.get::<_, String>(0)?.into()),
            ("transactionId", row.get::<_, String>(7)?.into()),
            ("uniqueTransactionId", row.get::<_, String>(8)?.into()),
            ("saleAmount", amount(1, 2)?),
            ("txnAmount", amount(6, 2)?),
            ("charges", amount(2, 4)?),
            ("taxAmount", amount(3, 4)?),
            ("settlementAmount", amount(4, 2)?),
            ("transactionType", "SALE".into()),
            ("settlementStatus", "SETTLED".into()),
            ("merchantMdrMode", "NORMAL".into()),
            ("remarks", "Settlement processed".into()),
            ("createdOn", made.clone()),
            ("approvedOn", made.clone()),
            ("modifiedOn", made.clone()),
        ]))
    })?;
    Ok(Json::List(rows.collect::<Result<_, _>>()?))
}
