//! What changes the next payout without the merchant's doing: a customer's bank takes a payment back, or the gateway
//! adds or takes off an amount. Both come from control routes only.

use rust_decimal::Decimal;

use crate::fault::{IMPOSSIBLE, Outcome, invalid, refuse};
use crate::gateway::payments;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::money;
use crate::rows::PaymentRow;
use crate::store::Rupees;

/// The table of corrections: an adjustment has a sign and no transaction.
pub(crate) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT, merchant TEXT NOT NULL, transaction_id TEXT REFERENCES payments,
    amount TEXT NOT NULL, created INTEGER NOT NULL, payout_id TEXT);
";

/// Takes a payment back, in part or in full. It falls on the merchant, also where the payment is split.
pub(crate) fn charge_back(desk: &Desk<'_>, body: &Json) -> Outcome<Json> {
    let id = body.text(&["transaction_id"]).unwrap_or_default();
    let payment = PaymentRow::by_id(desk.db, id)?.ok_or_else(payments::not_found)?;
    let value = body.get("amount").ok_or_else(|| invalid("The key amount is required."))?;
    let amount = money::payable(value).map_err(|problem| invalid(format!("The key amount {problem}.")))?;
    if !payment.status.was_paid() {
        return Err(refuse(IMPOSSIBLE, "Only a paid transaction can be taken back."));
    }
    let left = payments::left(desk, &payment)?;
    if amount > left {
        let text = format!("That is more than what is left of the payment: {} rupees are left.", fixed(left, 2));
        return Err(refuse(IMPOSSIBLE, text));
    }
    store(desk, &payment.merchant, Some(id), amount)
}

/// Adds an amount to the merchant's next payout, or takes it off where it is negative.
pub(crate) fn adjust(desk: &Desk<'_>, merchant: &str, body: &Json) -> Outcome<Json> {
    let amount = body.get("amount").and_then(money::read).map(|amount| amount.normalize());
    let amount = amount.filter(|amount| !amount.is_zero() && money::payable(&positive(*amount)).is_ok());
    let amount =
        amount.ok_or_else(|| invalid("The key amount must be rupees, more or less than 0, two decimals at most."))?;
    store(desk, merchant, None, amount)
}

fn positive(amount: Decimal) -> Json {
    Json::Number(amount.abs().to_string())
}

fn store(desk: &Desk<'_>, merchant: &str, transaction_id: Option<&str>, amount: Decimal) -> Outcome<Json> {
    desk.db
        .prepare_cached("INSERT INTO corrections (merchant, transaction_id, amount, created) VALUES (?1, ?2, ?3, ?4)")?
        .execute(rusqlite::params![merchant, transaction_id, Rupees(amount), desk.now])?;
    let due = desk.now.next_midnight();
    Ok(Json::object([("amount", fixed(amount, 2).into()), ("settles", due.iso().into())]))
}

/// What of a payment was taken back.
pub(crate) fn charged_back(desk: &Desk<'_>, transaction_id: &str) -> Outcome<Decimal> {
    let mut statement = desk.db.prepare_cached("SELECT amount FROM corrections WHERE transaction_id = ?1")?;
    let amounts = statement.query_map([transaction_id], |row| row.get::<_, Rupees>(0))?;
    amounts.map(|amount| Ok(amount?.0)).sum()
}

/// Chargebacks and adjustments that a payout at this time takes up, marked as taken.
pub(crate) fn take(desk: &Desk<'_>, merchant: &str, payout_id: &str) -> Outcome<(Decimal, Decimal)> {
    let mut statement = desk.db.prepare_cached(
        "SELECT id, transaction_id IS NOT NULL, amount FROM corrections
         WHERE merchant = ?1 AND created < ?2 AND payout_id IS NULL",
    )?;
    let rows = statement.query_map(rusqlite::params![merchant, desk.now], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?, row.get::<_, Rupees>(2)?.0))
    })?;
    let (mut chargebacks, mut adjustments) = (Decimal::ZERO, Decimal::ZERO);
    for row in rows.collect::<Result<Vec<_>, _>>()? {
        let (id, is_chargeback, amount) = row;
        *(if is_chargeback { &mut chargebacks } else { &mut adjustments }) += amount;
        desk.db
            .prepare_cached("UPDATE corrections SET payout_id = ?2 WHERE id = ?1")?
            .execute(rusqlite::params![id, payout_id])?;
    }
    Ok((chargebacks, adjustments))
}
