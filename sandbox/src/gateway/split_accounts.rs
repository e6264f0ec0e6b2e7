//! `split_accounts.*`: the merchant's recipients.
//!
//! The gateway's documentation has two names for a recipient's id and does not say whether they differ: here
//! `splitAccountId` and `splitAccountDetailId` are the same text.

use rusqlite::Row;

use super::{Call, Reply};
use crate::clock::Moment;
use crate::fault::{NOT_FOUND, Outcome, invalid, refuse};
use crate::ids;
use crate::json::Json;
use crate::ledger::Desk;
use crate::rules::{self, apply};
use crate::states::{Machine, SplitAccount, SplitAccountEvent};

/// A recipient.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    /// Its id.
    pub account_id: String,
    /// Its state.
    pub status: SplitAccount,
    /// What the merchant gave, under the request's keys.
    pub details: Json,
    created: Moment,
    modified: Moment,
}

/// What a merchant can give.
const KEYS: &[&str] = &[
    "name",
    "email",
    "phone",
    "settlementCycle",
    "settlementSchedule",
    "dashboardAccess",
    "pan",
    "gstin",
    "accountNumber",
    "ifsc",
];

/// Registers a recipient; it is active at once.
pub(crate) fn create(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    check(&call.body)?;
    if call.body.text(&["name"]).is_none_or(str::is_empty) {
        return Err(invalid("The key name must not be empty."));
    }
    let account = Account {
        account_id: ids::split_account(desk.db)?,
        status: SplitAccount::Active,
        details: Json::Object(picked(&call.body)),
        created: desk.now,
        modified: desk.now,
    };
    desk.db.prepare_cached("INSERT INTO split_accounts VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(
        rusqlite::params![
            account.account_id,
            call.merchant,
            account.status,
            account.details.to_string(),
            account.created,
            account.modified,
        ],
    )?;
    Ok(Reply::payload(shown(desk, &account)))
}

/// Changes what is given; the rest stays.
pub(crate) fn update(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    check(&call.body)?;
    let mut account = named(desk, call)?;
    let mut details = picked(&call.body);
    for (key, value) in picked(&account.details) {
        if !details.iter().any(|(changed, _)| *changed == key) {
            details.push((key, value));
        }
    }
    (account.details, account.modified) = (Json::Object(details), desk.now);
    desk.db
        .prepare_cached("UPDATE split_accounts SET details = ?2, modified = ?3 WHERE account_id = ?1")?
        .execute(rusqlite::params![account.account_id, account.details.to_string(), desk.now])?;
    Ok(Reply::payload(shown(desk, &account)))
}

/// All recipients of the merchant, oldest first.
pub(crate) fn list(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let found = all(desk, "merchant = ?1", &[&call.merchant])?;
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let data = found.iter().map(|account| shown(desk, account)).collect();
    Ok(Reply::payload(Json::object([("recordsCount", count.into()), ("data", Json::List(data))])))
}

/// Lets a recipient receive shares again.
pub(crate) fn activate(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    turn(desk, call, SplitAccountEvent::Activate)
}

/// Stops a recipient. Shares that it was given before are paid all the same.
pub(crate) fn deactivate(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    turn(desk, call, SplitAccountEvent::Deactivate)
}

fn turn(desk: &Desk<'_>, call: &Call<'_>, on: SplitAccountEvent) -> Outcome<Reply> {
    let mut account = named(desk, call)?;
    account.status = desk.step("split account", &account.account_id, None, account.status, on)?;
    account.modified = desk.now;
    desk.db
        .prepare_cached("UPDATE split_accounts SET status = ?2, modified = ?3 WHERE account_id = ?1")?
        .execute(rusqlite::params![account.account_id, account.status, desk.now])?;
    Ok(Reply::payload(shown(desk, &account)))
}

/// A merchant's recipient.
pub(crate) fn find(desk: &Desk<'_>, merchant: &str, account_id: &str) -> Outcome<Option<Account>> {
    Ok(all(desk, "merchant = ?1 AND account_id = ?2", &[merchant, account_id])?.pop())
}

/// The recipient of a payout, as settlements show it.
pub(crate) fn summary(account: &Account, label: Option<String>) -> Json {
    let text = |key: &str| account.details.get(key).cloned().unwrap_or(Json::Null);
    Json::object([
        ("splitAccountDetailId", account.account_id.as_str().into()),
        ("name", text("name")),
        ("label", label.into()),
        ("accountNumber", text("accountNumber")),
        ("ifsc", text("ifsc")),
    ])
}

fn named(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Account> {
    let id = call.query.iter().find(|(key, _)| key == "splitAccountDetailId").map(|(_, id)| id.as_str());
    let id = id.ok_or_else(|| invalid("The query parameter splitAccountDetailId is required."))?;
    find(desk, &call.merchant, id)?.ok_or_else(|| refuse(NOT_FOUND, "Split account not found."))
}

fn all(desk: &Desk<'_>, condition: &str, values: &[&str]) -> Outcome<Vec<Account>> {
    let mut statement =
        desk.db.prepare_cached(&format!("SELECT * FROM split_accounts WHERE {condition} ORDER BY created, rowid"))?;
    let rows = statement.query_map(rusqlite::params_from_iter(values), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        account_id: row.get("account_id")?,
        status: row.get("status")?,
        details: Json::parse(row.get::<_, String>("details")?.as_bytes()).unwrap_or(Json::Null),
        created: row.get("created")?,
        modified: row.get("modified")?,
    })
}

fn check(body: &Json) -> Outcome<()> {
    apply(body, &["email"], rules::email, "an e-mail address")?;
    apply(body, &["phone"], rules::mobile, "a mobile number of ten digits starting with 6 to 9")?;
    apply(body, &["accountNumber"], rules::account, "9 to 36 letters and digits")?;
    apply(body, &["ifsc"], rules::ifsc, "an IFSC such as KKBK0000432")?;
    apply(body, &["pan"], rules::pan, "a PAN such as AAPFU0939F")?;
    apply(body, &["gstin"], rules::gstin, "a GSTIN such as 27AAPFU0939F1ZV")
}

fn picked(body: &Json) -> Vec<(String, Json)> {
    KEYS.iter().filter_map(|key| Some(((*key).to_string(), body.get(key)?.clone()))).collect()
}

fn shown(desk: &Desk<'_>, account: &Account) -> Json {
    let mut pairs: Vec<(String, Json)> = vec![
        ("splitAccountId".into(), account.account_id.as_str().into()),
        ("splitAccountDetailId".into(), account.account_id.as_str().into()),
        ("status".into(), account.status.word().into()),
    ];
    pairs.extend(KEYS.iter().map(|key| ((*key).to_string(), account.details.get(key).cloned().unwrap_or(Json::Null))));
    pairs.push(("createdOn".into(), desk.date(account.created)));
    pairs.push(("modifiedOn".into(), desk.date(account.modified)));
    Json::Object(pairs)
}
