//! The journal: every request and its answer, masked. The log shows it, the audit computes from it.

use crate::clock::Moment;
use crate::fault::{Outcome, TOO_MANY};
use crate::json::Json;
use crate::ledger::Desk;
use crate::plan::Left;

/// One request with its answer; nothing in it is secret any more.
pub(crate) struct Entry<'a> {
    /// Name of the operation.
    pub operation: &'a str,
    /// HTTP method.
    pub method: &'a str,
    /// Path and query.
    pub path: String,
    /// Headers worth showing.
    pub headers: Json,
    /// The request's body.
    pub request: Json,
    /// HTTP status of the gateway's answer, if it gave one.
    pub status: Option<u16>,
    /// The gateway's code in it.
    pub code: Option<i64>,
    /// The answer's body.
    pub answer: Json,
    /// The order it was about.
    pub order_id: Option<String>,
    /// Whether it was a status call that told of a paid order.
    pub told_paid: bool,
    /// Whether it has changed anything.
    pub applied: bool,
    /// How much of the answer has left.
    pub left: Left,
    /// The fault that acted on it.
    pub fault: Option<&'a str>,
    /// Tells the request's bytes from others.
    pub digest: String,
    /// Secrets where they do not belong, in words.
    pub leaks: Vec<String>,
}

/// Writes an entry, and how far the history was by then; its number.
pub(crate) fn write(desk: &Desk<'_>, entry: &Entry<'_>) -> Outcome<i64> {
    desk.db
        .prepare_cached(
            "INSERT INTO journal (at, operation, method, path, headers, request, status, code, answer, order_id,
             told_paid, applied, answered, fault, digest, leaks, history)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
             (SELECT max(seq) FROM history))",
        )?
        .execute(rusqlite::params![
            desk.now,
            entry.operation,
            entry.method,
            entry.path,
            entry.headers.to_string(),
            entry.request.to_string(),
            entry.status,
            entry.code,
            entry.answer.to_string(),
            entry.order_id,
            entry.told_paid,
            entry.applied,
            entry.left.word(),
            entry.fault,
            entry.digest,
            // No list where there is nothing to list: most rows.
            (!entry.leaks.is_empty()).then(|| entry.leaks.join("\n")),
        ])?;
    Ok(desk.db.last_insert_rowid())
}

/// Corrects how much of an answer has left.
pub(crate) fn left(desk: &Desk<'_>, seq: i64, left: Left) -> Outcome<()> {
    desk.db.execute("UPDATE journal SET answered = ?2 WHERE seq = ?1", rusqlite::params![seq, left.word()])?;
    Ok(())
}

/// Replaces the answer by the one that goes out. It tells of a paid order only as far as it still says so.
pub(crate) fn changed(desk: &Desk<'_>, seq: i64, answer: &Json, still_told: bool) -> Outcome<()> {
    desk.db.execute(
        "UPDATE journal SET answer = ?2, told_paid = told_paid AND ?3 WHERE seq = ?1",
        rusqlite::params![seq, answer.to_string(), still_told],
    )?;
    Ok(())
}

/// Takes an entry back.
pub(crate) fn strike(desk: &Desk<'_>, seq: i64) -> Outcome<()> {
    desk.db.execute("DELETE FROM journal WHERE seq = ?1", [seq])?;
    Ok(())
}

/// How many requests were answered after a time, those turned away at the door aside: for their number, their size, by a
/// fault.
pub(crate) fn answered_since(desk: &Desk<'_>, since: Moment) -> Outcome<u32> {
    let mut statement =
        desk.db.prepare_cached("SELECT count(*) FROM journal WHERE at > ?1 AND code <> ?2 AND status <> 413")?;
    Ok(statement.query_row(rusqlite::params![since, TOO_MANY], |row| row.get(0))?)
}

/// All entries, oldest first.
pub(crate) fn read(desk: &Desk<'_>) -> Outcome<Json> {
    let mut statement = desk.db.prepare_cached(
        "SELECT seq, at, operation, method, path, headers, request, status, code, answer, applied, answered, fault,
         leaks
         FROM journal ORDER BY seq",
    )?;
    let rows = statement.query_map([], |row| {
        let stored = |index: usize| -> rusqlite::Result<Json> {
            Ok(Json::parse(row.get::<_, String>(index)?.as_bytes()).unwrap_or(Json::Null))
        };
        Ok(Json::object([
            ("seq", row.get::<_, i64>(0)?.into()),
            ("at", row.get::<_, Moment>(1)?.iso().into()),
            ("operation", row.get::<_, String>(2)?.into()),
            ("method", row.get::<_, String>(3)?.into()),
            ("path", row.get::<_, String>(4)?.into()),
            ("headers", stored(5)?),
            ("request", stored(6)?),
            ("status", row.get::<_, Option<i64>>(7)?.into()),
            ("code", row.get::<_, Option<i64>>(8)?.into()),
            ("answer", stored(9)?),
            ("applied", row.get::<_, bool>(10)?.into()),
            ("answered", row.get::<_, String>(11)?.into()),
            ("fault", row.get::<_, Option<String>>(12)?.into()),
            ("leaks", lines(row.get::<_, Option<String>>(13)?)),
        ]))
    })?;
    Ok(Json::List(rows.collect::<Result<_, _>>()?))
}

/// A list kept as lines.
fn lines(text: Option<String>) -> Json {
    Json::List(text.iter().flat_map(|text| text.lines()).map(Json::from).collect())
}
