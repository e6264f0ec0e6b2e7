//! `qr_codes.*`: codes that live longer than an order, and what happens when somebody scans one.
//!
//! Each payment becomes an order of its own, made by the gateway, and the ordinary payment notice goes to
//! `--notify-url`. The documentation has two states only, so a code that is used up or out of time still says `ACTIVE`
//! and refuses its payers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{Params, Row};
use rust_decimal::Decimal;

use super::origins::{self, Kind};
use super::payments::Wish;
use super::{Call, Reply, customers, upi};
use crate::clock::Moment;
use crate::fault::{CONFLICT, Fault, IMPOSSIBLE, NOT_FOUND, Outcome, invalid, refuse};
use crate::json::Json;
use crate::ledger::Desk;
use crate::paging::{Page, Sort};
use crate::rows::{OrderRow, PaymentRow};
use crate::rules::{self, apply};
use crate::schedule::first;
use crate::states::{Machine, QrCode, QrCodeEvent};
use crate::store::Rupees;
use crate::{ids, money, notice};

/// The table of QR codes.
pub(crate) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS qr_codes (
    qr_code_id TEXT PRIMARY KEY, merchant TEXT NOT NULL, status TEXT NOT NULL, many INTEGER NOT NULL,
    amount TEXT, expiry INTEGER, request TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL);
";

/// A QR code.
pub(crate) struct Code {
    /// Its id, which is also the reference in its UPI text.
    pub qr_code_id: String,
    merchant: String,
    status: QrCode,
    /// Whether it may be paid many times.
    many: bool,
    /// The amount, where the payer cannot choose it.
    fixed: Option<Decimal>,
    /// The amount as given, fixed or not.
    amount: Option<Decimal>,
    expiry: Option<Moment>,
    request: Json,
    created: Moment,
    modified: Moment,
}

/// Makes a QR code.
pub(crate) fn create(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let amount = match body.get("amount") {
        Some(value) => Some(money::payable(value).map_err(|problem| invalid(format!("The key amount {problem}.")))?),
        None => None,
    };
    if body.get("fixedAmount") == Some(&Json::Bool(true)) && amount.is_none() {
        return Err(invalid("The key amount is required when fixedAmount is true."));
    }
    apply(body, &["customerEmail"], rules::email, "an e-mail address")?;
    apply(body, &["customerMobile"], rules::mobile, "a mobile number of ten digits starting with 6 to 9")?;
    if let Some(customer_id) = body.text(&["customerId"])
        && !customers::exists(desk, &call.merchant, customer_id)?
    {
        return Err(refuse(IMPOSSIBLE, "The key customerId names no customer."));
    }
    let qr_code_id = ids::qr_code(desk.db)?;
    let many = body.get("multipleUse") == Some(&Json::Bool(true));
    let expiry = origins::deadline(desk, body, "expiry")?;
    desk.db.prepare_cached("INSERT INTO qr_codes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)")?.execute(
        rusqlite::params![
            qr_code_id,
            call.merchant,
            QrCode::Active,
            many,
            amount.map(Rupees),
            expiry,
            body.to_string(),
            desk.now,
        ],
    )?;
    show(desk, &by_id(desk, &qr_code_id)?.ok_or_else(not_found)?)
}

/// A QR code by its id.
pub(crate) fn get(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    show(desk, &own(desk, call)?)
}

/// Gives a QR code up; doing so again changes nothing.
pub(crate) fn cancel(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let mut code = own(desk, call)?;
    turn(desk, &mut code, QrCodeEvent::Cancel)?;
    origins::close(desk, Kind::QrCode, &code.qr_code_id, "The QR code was cancelled.")?;
    show(desk, &code)
}

/// Keys a search can be sorted by.
const SORTS: &[Sort<Code>] = &[
    ("createdOn", |one, other| one.created.cmp(&other.created)),
    ("modifiedOn", |one, other| one.modified.cmp(&other.modified)),
    ("amount", |one, other| one.amount.cmp(&other.amount)),
    ("qrCodeId", |one, other| one.qr_code_id.cmp(&other.qr_code_id)),
];

/// The QR codes that fit all filters, one page of them.
pub(crate) fn search(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let page = Page::read(&call.query, SORTS)?;
    let (from, to) = (bound(body, "fromDate")?, bound(body, "toDate")?);
    let amount = |key: &str| body.get(key).and_then(money::read);
    let (least, most) = (amount("amountFrom"), amount("amountTo"));
    let mut found = codes(desk, "merchant = ?1", [&call.merchant])?;
    found.retain(|code| {
        let same = |key: &str| body.get(key).is_none_or(|wanted| code.request.get(key) == Some(wanted));
        from.is_none_or(|from| code.created >= from)
            && to.is_none_or(|to| code.created <= to)
            && least.is_none_or(|least| code.amount.is_some_and(|amount| amount >= least))
            && most.is_none_or(|most| code.amount.is_some_and(|amount| amount <= most))
            && body.text(&["status"]).is_none_or(|wanted| word(desk, code.status) == wanted)
            && same("referenceNumber")
            && same("customerId")
    });
    Ok(Reply::payload(page.of(found, |code| &code.qr_code_id, |code| shown(desk, code))?))
}

/// A bound of a search by time.
pub(crate) fn bound(body: &Json, key: &str) -> Outcome<Option<Moment>> {
    let Some(text) = body.text(&[key]) else { return Ok(None) };
    Moment::parse_any(text)
        .map(Some)
        .ok_or_else(|| invalid(format!("The key {key} must be a time such as 2026-11-24T10:00:00+05:30.")))
}

/// What the picture of a code says.
pub(crate) fn text(desk: &Desk<'_>, qr_code_id: &str) -> Outcome<String> {
    let code = by_id(desk, qr_code_id)?.ok_or_else(not_found)?;
    Ok(upi::code_link(code.fixed, &code.qr_code_id))
}

/// A payer scans the code: `named` is the amount in the text, `chosen` the one typed in.
pub(crate) fn scan(
    desk: &Desk<'_>,
    code: &Code,
    (named, chosen): (Option<Decimal>, Option<Decimal>),
    vpa: &str,
    wish: Wish,
) -> Outcome<(OrderRow, PaymentRow)> {
    accepts(desk, code)?;
    if named != code.fixed {
        return Err(invalid("The amount in the text is not the amount of the QR code."));
    }
    let amount = match (code.fixed, chosen) {
        (Some(fixed), Some(chosen)) if fixed != chosen => {
            return Err(refuse(IMPOSSIBLE, "The amount of this QR code is fixed."));
        }
        (Some(fixed), _) => fixed,
        (None, Some(chosen)) => chosen,
        (None, None) => {
            return Err(invalid("The key amount is required: this QR code leaves the amount to the payer."));
        }
    };
    let mut custom = vec![("qrCodeId".to_string(), Json::from(code.qr_code_id.as_str()))];
    if let Some(Json::Object(pairs)) = code.request.get("customParams") {
        custom.extend(pairs.iter().filter(|(key, _)| key != "qrCodeId").cloned());
    }
    let request = Json::object([
        ("notifyUrl", notice::address(desk, &code.merchant)?.into()),
        ("description", code.request.get("description").cloned().unwrap_or(Json::Null)),
        ("customParameters", Json::Object(custom)),
    ]);
    let (mut order, mut payment) =
        origins::begin(desk, (Kind::QrCode, &code.qr_code_id), &code.merchant, amount, &request)?;
    payment.vpa = Some(vpa.to_string());
    let (event, message) = wish.event();
    desk.decide(&mut order, &mut payment, event, message)?;
    Ok((order, payment))
}

fn accepts(desk: &Desk<'_>, code: &Code) -> Outcome<()> {
    match code.status {
        QrCode::Used => return Err(refuse(CONFLICT, "The QR code was for one payment and is paid.")),
        QrCode::Expired => return Err(refuse(CONFLICT, "The QR code is out of time.")),
        QrCode::Cancelled => return Err(refuse(CONFLICT, "The QR code was cancelled.")),
        QrCode::Active => {}
    }
    let busy = origins::payments(desk, Kind::QrCode, &code.qr_code_id)?.iter().any(|payment| payment.status.is_open());
    if busy && !code.many {
        return Err(refuse(CONFLICT, "The QR code is for one payment, and one is under way."));
    }
    Ok(())
}

/// A payment of the code came to an end.
pub(crate) fn ended(desk: &Desk<'_>, qr_code_id: &str, payment: &PaymentRow) -> Outcome<()> {
    let Some(mut code) = by_id(desk, qr_code_id)? else { return Ok(()) };
    if payment.status.was_paid() {
        let on = if code.many { QrCodeEvent::Pay } else { QrCodeEvent::UseUp };
        turn(desk, &mut code, on)?;
    }
    Ok(())
}

/// The code that runs out first, and when.
pub(crate) fn next_expiry(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    first(
        desk,
        "SELECT expiry, qr_code_id FROM qr_codes WHERE status = 'ACTIVE' AND expiry IS NOT NULL
         ORDER BY expiry, rowid LIMIT 1",
    )
}

/// The code's time is over.
pub(crate) fn expire(desk: &Desk<'_>, qr_code_id: &str) -> Outcome<()> {
    let Some(mut code) = by_id(desk, qr_code_id)? else { return Ok(()) };
    turn(desk, &mut code, QrCodeEvent::Expire)?;
    origins::close(desk, Kind::QrCode, qr_code_id, "The QR code is out of time.")
}

/// A QR code, whoever asks.
pub(crate) fn by_id(desk: &Desk<'_>, qr_code_id: &str) -> Outcome<Option<Code>> {
    Ok(codes(desk, "qr_code_id = ?1", [qr_code_id])?.pop())
}

fn own(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Code> {
    by_id(desk, call.id)?.filter(|code| code.merchant == call.merchant).ok_or_else(not_found)
}

fn not_found() -> Fault {
    refuse(NOT_FOUND, "QR code not found.")
}

fn turn(desk: &Desk<'_>, code: &mut Code, on: QrCodeEvent) -> Outcome<()> {
    code.status = desk.step("QR code", &code.qr_code_id, None, code.status, on)?;
    code.modified = desk.now;
    desk.db
        .prepare_cached("UPDATE qr_codes SET status = ?2, modified = ?3 WHERE qr_code_id = ?1")?
        .execute(rusqlite::params![code.qr_code_id, code.status, desk.now])?;
    Ok(())
}

fn codes(desk: &Desk<'_>, condition: &str, values: impl Params) -> Outcome<Vec<Code>> {
    let mut statement = desk.db.prepare_cached(&format!("SELECT * FROM qr_codes WHERE {condition} ORDER BY rowid"))?;
    let rows = statement.query_map(values, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Code> {
    let request = Json::parse(row.get::<_, String>("request")?.as_bytes()).unwrap_or(Json::Null);
    let amount = row.get::<_, Option<Rupees>>("amount")?.map(|rupees| rupees.0);
    let is_fixed = request.get("fixedAmount") == Some(&Json::Bool(true));
    Ok(Code {
        qr_code_id: row.get("qr_code_id")?,
        merchant: row.get("merchant")?,
        status: row.get("status")?,
        many: row.get("many")?,
        fixed: amount.filter(|_| is_fixed),
        amount,
        expiry: row.get("expiry")?,
        request,
        created: row.get("created")?,
        modified: row.get("modified")?,
    })
}

/// The state as an answer says it.
fn word(desk: &Desk<'_>, status: QrCode) -> &'static str {
    match status {
        QrCode::Used | QrCode::Expired if desk.config.qr_expired => QrCode::Expired.word(),
        QrCode::Used | QrCode::Expired => QrCode::Active.word(),
        QrCode::Active | QrCode::Cancelled => status.word(),
    }
}

fn show(desk: &Desk<'_>, code: &Code) -> Outcome<Reply> {
    Ok(Reply::payload(shown(desk, code)?))
}

fn shown(desk: &Desk<'_>, code: &Code) -> Outcome<Json> {
    let image = upi::png(&upi::code_link(code.fixed, &code.qr_code_id));
    let image = image.ok_or_else(|| refuse(500, "The QR code could not be drawn."))?;
    let given = |key: &str| code.request.get(key).cloned().unwrap_or(Json::Null);
    Ok(Json::object([
        ("qrCodeId", code.qr_code_id.as_str().into()),
        ("qrName", given("qrName")),
        ("multipleUse", code.many.into()),
        ("fixedAmount", code.fixed.is_some().into()),
        ("amount", code.amount.map(|amount| desk.amount(amount, 2)).into()),
        ("description", given("description")),
        ("expiry", code.expiry.map(Moment::text).into()),
        ("customParams", given("customParams")),
        ("status", word(desk, code.status).into()),
        ("qrCodeBase64", STANDARD.encode(image).into()),
        ("createdOn", desk.date(code.created)),
        ("modifiedOn", desk.date(code.modified)),
        ("customerName", given("customerName")),
        ("customerEmail", given("customerEmail")),
        ("customerMobile", given("customerMobile")),
        ("customerId", given("customerId")),
        ("referenceNumber", given("referenceNumber")),
    ]))
}
