//! `payment_links.*`: links to a page on which a payer pays a sum, at once or in parts.
//!
//! Each payment becomes an order of its own, made by the gateway. The documented link notice goes to `--notify-url`;
//! it counts as received when the merchant answers 200 with `{}`.

use rusqlite::{Params, Row};
use rust_decimal::Decimal;

use super::origins::{self, Kind};
use super::payments::Wish;
use super::{Call, Reply};
use crate::clock::Moment;
use crate::fault::{CONFLICT, Fault, IMPOSSIBLE, NOT_FOUND, Outcome, invalid, refuse};
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::rows::{OrderRow, PaymentRow};
use crate::rules::{self, apply};
use crate::schedule::first;
use crate::states::{Machine, PaymentLink, PaymentLinkEvent};
use crate::store::Rupees;
use crate::{ids, money, notice};

/// The table of payment links.
pub(crate) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS payment_links (
    link_id TEXT PRIMARY KEY, merchant TEXT NOT NULL, status TEXT NOT NULL, amount TEXT NOT NULL,
    parts INTEGER NOT NULL, least TEXT, due INTEGER, request TEXT NOT NULL, created INTEGER NOT NULL,
    modified INTEGER NOT NULL);
";

/// A payment link.
pub(crate) struct Link {
    /// Its id.
    pub link_id: String,
    merchant: String,
    /// Its state.
    pub status: PaymentLink,
    /// What is asked for.
    pub amount: Decimal,
    /// Whether it may be paid in parts.
    pub parts: bool,
    /// The smallest part.
    least: Option<Decimal>,
    due: Option<Moment>,
    /// What the merchant gave.
    pub request: Json,
    created: Moment,
    modified: Moment,
}

/// Makes a payment link.
pub(crate) fn create(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let rupees = |key: &str| -> Outcome<Option<Decimal>> {
        let Some(value) = body.get(key) else { return Ok(None) };
        money::payable(value).map(Some).map_err(|problem| invalid(format!("The key {key} {problem}.")))
    };
    let amount = rupees("amount")?.ok_or_else(|| invalid("The key amount is required."))?;
    let (parts, least) = (body.get("partialPayment") == Some(&Json::Bool(true)), rupees("minimumAmount")?);
    if least.is_some() && !parts {
        return Err(invalid("The key minimumAmount is for links with partialPayment."));
    }
    if least.is_some_and(|least| least > amount) {
        return Err(invalid("The key minimumAmount must not be more than amount."));
    }
    apply(body, &["customerEmail"], rules::email, "an e-mail address")?;
    apply(body, &["customerMobile"], rules::mobile, "a mobile number of ten digits starting with 6 to 9")?;
    apply(body, &["returnUrl"], rules::url, "an http or https address")?;
    let due = origins::deadline(desk, body, "dueDate")?;
    let link_id = ids::payment_link(desk.db)?;
    desk.db.prepare_cached("INSERT INTO payment_links VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)")?.execute(
        rusqlite::params![
            link_id,
            call.merchant,
            PaymentLink::Created,
            Rupees(amount),
            parts,
            least.map(Rupees),
            due,
            body.to_string(),
            desk.now,
        ],
    )?;
    show(desk, &by_id(desk, &link_id)?)
}

/// A payment link with its payments.
pub(crate) fn get(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let link = own(desk, call)?;
    let paid = origins::paid(&origins::payments(desk, Kind::PaymentLink, &link.link_id)?) > Decimal::ZERO;
    let reply = show(desk, &link)?;
    Ok(Reply { order_id: Some(link.link_id), ..reply }.telling(paid))
}

/// Gives a payment link up; doing so again changes nothing. What is being paid at the moment is broken off.
pub(crate) fn delete(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let mut link = own(desk, call)?;
    turn(desk, &mut link, PaymentLinkEvent::Delete)?;
    origins::close(desk, Kind::PaymentLink, &link.link_id, "The payment link was deleted.")?;
    show(desk, &link)
}

/// A payer pays the link, or a part of it; without an amount, all that is left.
pub(crate) fn pay(
    desk: &Desk<'_>,
    link: &Link,
    amount: Option<Decimal>,
    vpa: Option<&str>,
    wish: Wish,
) -> Outcome<(OrderRow, PaymentRow)> {
    let payments = origins::payments(desk, Kind::PaymentLink, &link.link_id)?;
    let left = left(link, &payments);
    let amount = amount.unwrap_or(left);
    match link.status {
        PaymentLink::Paid => return Err(refuse(CONFLICT, "The payment link is already paid.")),
        PaymentLink::Expired => return Err(refuse(CONFLICT, "The payment link is out of time.")),
        PaymentLink::Deleted => return Err(refuse(CONFLICT, "The payment link was deleted.")),
        PaymentLink::Created | PaymentLink::PartiallyPaid => {}
    }
    if left <= Decimal::ZERO {
        return Err(refuse(CONFLICT, "All of the payment link is being paid at the moment."));
    }
    if amount > left {
        let text = format!("The payment is larger than what is left of the link: {} rupees are left.", fixed(left, 2));
        return Err(refuse(IMPOSSIBLE, text));
    }
    if !link.parts && amount != link.amount {
        return Err(refuse(IMPOSSIBLE, "The payment link is not to be paid in parts."));
    }
    if amount < left && link.least.is_some_and(|least| amount < least) {
        return Err(refuse(IMPOSSIBLE, "The payment is smaller than the smallest part of the link."));
    }
    let request = Json::object([
        ("description", link.request.get("description").cloned().unwrap_or(Json::Null)),
        ("customParameters", link.request.get("customParams").cloned().unwrap_or(Json::Null)),
    ]);
    let (mut order, mut payment) =
        origins::begin(desk, (Kind::PaymentLink, &link.link_id), &link.merchant, amount, &request)?;
    payment.vpa = vpa.map(str::to_string);
    let (event, message) = wish.event();
    desk.decide(&mut order, &mut payment, event, message)?;
    Ok((order, payment))
}

/// What nobody has paid and nobody is paying.
pub(crate) fn left(link: &Link, payments: &[PaymentRow]) -> Decimal {
    link.amount - origins::paid(payments) - origins::under_way(payments)
}

/// A payment of the link came to an end.
pub(crate) fn ended(desk: &Desk<'_>, link_id: &str, payment: &PaymentRow) -> Outcome<()> {
    let mut link = by_id(desk, link_id)?;
    let payments = origins::payments(desk, Kind::PaymentLink, link_id)?;
    if payment.status.was_paid() {
        let all = origins::paid(&payments) >= link.amount;
        turn(desk, &mut link, if all { PaymentLinkEvent::PayRest } else { PaymentLinkEvent::PayPart })?;
    } else if payments.iter().any(|one| one.order_id == payment.order_id && one.status.was_paid()) {
        // Another attempt on the same order paid it; that is what the merchant was told.
        return Ok(());
    }
    let outcome = if payment.status.was_paid() { "SUCCESS" } else { "FAILED" };
    let body = notice_body(desk, link_id, "PAYMENT", payment.amount, outcome.into(), &payment.message);
    tell(desk, &link, (&payment.order_id, &payment.transaction_id), &body)
}

/// The link whose due date comes first, and when.
pub(crate) fn next_expiry(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    first(
        desk,
        "SELECT due, link_id FROM payment_links WHERE status IN ('CREATED', 'PARTIALLY_PAID') AND due IS NOT NULL
         ORDER BY due, rowid LIMIT 1",
    )
}

/// The link's due date has come.
pub(crate) fn expire(desk: &Desk<'_>, link_id: &str) -> Outcome<()> {
    let mut link = by_id(desk, link_id)?;
    turn(desk, &mut link, PaymentLinkEvent::Expire)?;
    origins::close(desk, Kind::PaymentLink, link_id, "The payment link is out of time.")?;
    let left = left(&link, &origins::payments(desk, Kind::PaymentLink, link_id)?);
    let body = notice_body(desk, link_id, "DUE_DATE", left, Json::Null, "The due date was reached.");
    tell(desk, &link, (link_id, ""), &body)
}

/// The documented body, complete.
fn notice_body(desk: &Desk<'_>, link_id: &str, event: &str, amount: Decimal, outcome: Json, message: &str) -> Json {
    Json::object([
        ("quickCollectRequestId", link_id.into()),
        ("type", event.into()),
        ("amount", desk.amount(amount, 2)),
        ("paymentStatus", outcome),
        ("message", message.into()),
        ("paymentDate", desk.date(desk.now)),
    ])
}

fn tell(desk: &Desk<'_>, link: &Link, ids: (&str, &str), body: &Json) -> Outcome<()> {
    match notice::address(desk, &link.merchant)? {
        Some(url) => notice::queue(desk, notice::Kind::PaymentLink, &url, ids, body),
        None => Ok(()),
    }
}

/// A payment link, whoever asks.
pub(crate) fn by_id(desk: &Desk<'_>, link_id: &str) -> Outcome<Link> {
    links(desk, "link_id = ?1", [link_id])?.pop().ok_or_else(not_found)
}

fn own(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Link> {
    let link = by_id(desk, call.id)?;
    if link.merchant == call.merchant { Ok(link) } else { Err(not_found()) }
}

fn not_found() -> Fault {
    refuse(NOT_FOUND, "Payment link not found.")
}

fn turn(desk: &Desk<'_>, link: &mut Link, on: PaymentLinkEvent) -> Outcome<()> {
    link.status = desk.step("payment link", &link.link_id, None, link.status, on)?;
    link.modified = desk.now;
    desk.db
        .prepare_cached("UPDATE payment_links SET status = ?2, modified = ?3 WHERE link_id = ?1")?
        .execute(rusqlite::params![link.link_id, link.status, desk.now])?;
    Ok(())
}

fn links(desk: &Desk<'_>, condition: &str, values: impl Params) -> Outcome<Vec<Link>> {
    let mut statement = desk.db.prepare_cached(&format!("SELECT * FROM payment_links WHERE {condition}"))?;
    let rows = statement.query_map(values, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link {
        link_id: row.get("link_id")?,
        merchant: row.get("merchant")?,
        status: row.get("status")?,
        amount: row.get::<_, Rupees>("amount")?.0,
        parts: row.get("parts")?,
        least: row.get::<_, Option<Rupees>>("least")?.map(|rupees| rupees.0),
        due: row.get("due")?,
        request: Json::parse(row.get::<_, String>("request")?.as_bytes()).unwrap_or(Json::Null),
        created: row.get("created")?,
        modified: row.get("modified")?,
    })
}

fn show(desk: &Desk<'_>, link: &Link) -> Outcome<Reply> {
    let payments = origins::payments(desk, Kind::PaymentLink, &link.link_id)?;
    let decided = payments.iter().filter(|payment| !payment.status.is_open()).map(|payment| {
        Json::object([
            ("transactionId", payment.transaction_id.as_str().into()),
            ("amount", desk.amount(payment.amount, 2)),
            ("paymentStatus", if payment.status.was_paid() { "SUCCESS" } else { "FAILED" }.into()),
            ("paymentDate", desk.date(payment.paid_at.unwrap_or(payment.modified))),
        ])
    });
    let given = |key: &str| link.request.get(key).cloned().unwrap_or(Json::Null);
    Ok(Reply::payload(Json::object([
        ("quickCollectRequestId", link.link_id.as_str().into()),
        ("paymentLink", format!("{}/v1/link/{}", desk.url, link.link_id).into()),
        ("status", link.status.word().into()),
        ("amount", desk.amount(link.amount, 2)),
        ("amountPaid", desk.amount(origins::paid(&payments), 2)),
        ("description", given("description")),
        ("referenceNumber", given("referenceNumber")),
        ("customerName", given("customerName")),
        ("customerEmail", given("customerEmail")),
        ("customerMobile", given("customerMobile")),
        ("dueDate", link.due.map(Moment::text).into()),
        ("partialPayment", link.parts.into()),
        ("minimumAmount", link.least.map(|least| desk.amount(least, 2)).into()),
        ("returnUrl", given("returnUrl")),
        ("customParams", given("customParams")),
        ("payments", Json::List(decided.collect())),
        ("createdOn", desk.date(link.created)),
        ("modifiedOn", desk.date(link.modified)),
    ])))
}
