//! Splits: who gets which part of a payment. Shares come with `payments.submit`, or later with `payments.update_split`
//! as long as the payment is not settled.
//!
//! A percentage is taken of the payment and rounded down to the paisa. What is not given away stays with the merchant,
//! who also bears the charges. A refund takes from each share what it takes from the payment, in proportion and rounded
//! down; the merchant bears the rest of it.

use rusqlite::OptionalExtension;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Call, Reply, payments, split_accounts};
use crate::fault::{CONFLICT, IMPOSSIBLE, Outcome, invalid, refuse};
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::money;
use crate::rows::PaymentRow;
use crate::states::{Machine, SplitAccount};
use crate::store::Rupees;

/// The tables of recipients and shares.
pub(crate) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS split_accounts (
    account_id TEXT PRIMARY KEY, merchant TEXT NOT NULL, status TEXT NOT NULL, details TEXT NOT NULL,
    created INTEGER NOT NULL, modified INTEGER NOT NULL);
-- `settled` is what of a share has gone into the recipient's payouts so far.
CREATE TABLE IF NOT EXISTS shares (
    transaction_id TEXT NOT NULL REFERENCES payments, account_id TEXT NOT NULL REFERENCES split_accounts,
    kind TEXT NOT NULL, label TEXT, value TEXT NOT NULL, amount TEXT NOT NULL, settled TEXT NOT NULL,
    PRIMARY KEY (transaction_id, account_id));
";

const PERCENTAGE: &str = "PERCENTAGE";

/// One recipient's share of a payment.
#[derive(Debug, Clone)]
pub(crate) struct Share {
    /// The recipient.
    pub account_id: String,
    /// How `value` is read: `FLAT` or `PERCENTAGE`.
    pub kind: String,
    /// Free label.
    pub label: Option<String>,
    /// Rupees or percent, as given.
    pub value: Decimal,
    /// Rupees.
    pub amount: Decimal,
    /// Rupees that have gone into payouts.
    pub settled: Decimal,
}

impl Share {
    /// What the share is worth after `given_back` of a payment of `paid` went back.
    pub(crate) fn worth(&self, paid: Decimal, given_back: Decimal) -> Decimal {
        self.amount - down_to_paisa(self.amount * given_back / paid)
    }
}

fn down_to_paisa(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::ToZero)
}

/// Reads the split of a payment and checks it against the amount and the merchant's accounts.
pub(crate) fn read(desk: &Desk<'_>, merchant: &str, paid: Decimal, split: &Json) -> Outcome<Vec<Share>> {
    let kind = split.text(&["amountSplitType"]).unwrap_or_default();
    let given = split.get("splitSettlementDetails").map(Json::items).unwrap_or_default();
    if given.is_empty() {
        return Err(invalid("The key splitSettlement.splitSettlementDetails must name at least one recipient."));
    }
    let mut shares: Vec<Share> = Vec::new();
    for (index, one) in given.iter().enumerate() {
        let key = |name: &str| format!("The key splitSettlement.splitSettlementDetails[{index}].{name}");
        let account_id = one.text(&["splitAccountId"]).unwrap_or_default();
        let value = one.get("value").ok_or_else(|| invalid(format!("{} is required.", key("value"))))?;
        let value = money::payable(value).map_err(|problem| invalid(format!("{} {problem}.", key("value"))))?;
        if shares.iter().any(|earlier| earlier.account_id == account_id) {
            return Err(invalid(format!("{} has a share already.", key("splitAccountId"))));
        }
        let account = split_accounts::find(desk, merchant, account_id)?;
        let account =
            account.ok_or_else(|| refuse(IMPOSSIBLE, format!("{} is no split account.", key("splitAccountId"))))?;
        if account.status != SplitAccount::Active {
            return Err(refuse(
                IMPOSSIBLE,
                format!("{} is a split account that is not active.", key("splitAccountId")),
            ));
        }
        shares.push(Share {
            account_id: account_id.to_string(),
            kind: kind.to_string(),
            label: one.text(&["label"]).map(str::to_string),
            value,
            amount: if kind == PERCENTAGE { down_to_paisa(paid * value / Decimal::ONE_HUNDRED) } else { value },
            settled: Decimal::ZERO,
        });
    }
    let (most, sum): (Decimal, Decimal) =
        (if kind == PERCENTAGE { Decimal::ONE_HUNDRED } else { paid }, shares.iter().map(|share| share.value).sum());
    if sum > most {
        let unit = if kind == PERCENTAGE { "percent" } else { "rupees, the payment" };
        return Err(refuse(IMPOSSIBLE, format!("The shares add up to more than {} {unit}.", fixed(most, 2))));
    }
    Ok(shares)
}

/// Stores the split of a payment in place of an earlier one.
pub(crate) fn store(desk: &Desk<'_>, transaction_id: &str, shares: &[Share]) -> Outcome<()> {
    desk.db.prepare_cached("DELETE FROM shares WHERE transaction_id = ?1")?.execute([transaction_id])?;
    for share in shares {
        desk.db.prepare_cached("INSERT INTO shares VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(
            rusqlite::params![
                transaction_id,
                share.account_id,
                share.kind,
                share.label,
                Rupees(share.value),
                Rupees(share.amount),
                Rupees(share.settled),
            ],
        )?;
    }
    Ok(())
}

/// The shares of a payment, in the order in which they were given.
pub(crate) fn of(desk: &Desk<'_>, transaction_id: &str) -> Outcome<Vec<Share>> {
    let mut statement = desk.db.prepare_cached("SELECT * FROM shares WHERE transaction_id = ?1 ORDER BY rowid")?;
    let rows = statement.query_map([transaction_id], |row| {
        Ok(Share {
            account_id: row.get("account_id")?,
            kind: row.get("kind")?,
            label: row.get("label")?,
            value: row.get::<_, Rupees>("value")?.0,
            amount: row.get::<_, Rupees>("amount")?.0,
            settled: row.get::<_, Rupees>("settled")?.0,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The split of a payment as requests spell it; `None` where there is none.
pub(crate) fn shown(desk: &Desk<'_>, transaction_id: &str) -> Outcome<Option<Json>> {
    let shares = of(desk, transaction_id)?;
    let Some(first) = shares.first() else { return Ok(None) };
    let kind = first.kind.clone();
    let details = shares.iter().map(|share| {
        Json::object([
            ("splitAccountId", share.account_id.as_str().into()),
            ("label", share.label.clone().into()),
            ("value", desk.amount(share.value, 2)),
        ])
    });
    Ok(Some(Json::object([
        ("amountSplitType", kind.into()),
        ("splitSettlementDetails", Json::List(details.collect())),
    ])))
}

/// Gives a payment another split, or its first one.
pub(crate) fn update(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let payment = payments::own(desk, call)?;
    if !payment.status.was_paid() && !payment.status.is_open() {
        return Err(refuse(
            IMPOSSIBLE,
            format!("The transaction is {}; there is nothing to divide.", payment.status.word()),
        ));
    }
    if is_settled(desk, &payment)? {
        return Err(refuse(CONFLICT, "The transaction is settled; its split cannot be changed any more."));
    }
    let split = call.body.get("splitSettlement").ok_or_else(|| invalid("The key splitSettlement is required."))?;
    let shares = read(desk, &call.merchant, payment.amount, split)?;
    store(desk, &payment.transaction_id, &shares)?;
    let payload = Json::object([
        ("transactionId", payment.transaction_id.as_str().into()),
        ("splitSettlement", shown(desk, &payment.transaction_id)?.into()),
    ]);
    Ok(Reply::about(&payment.order_id, payload))
}

fn is_settled(desk: &Desk<'_>, payment: &PaymentRow) -> Outcome<bool> {
    let payout: Option<Option<String>> = desk
        .db
        .prepare_cached("SELECT payout_id FROM payments WHERE transaction_id = ?1")?
        .query_row([&payment.transaction_id], |row| row.get(0))
        .optional()?;
    Ok(payout.flatten().is_some())
}
