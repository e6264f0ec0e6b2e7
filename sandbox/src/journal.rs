//! The journal: every request and its answer, masked. The log shows it, the audit computes from it.

use crate::clock::Moment;
use crate::fault::{Outcome, TOO_MANY};
use crate::json::Json;
use crate::ledger::Desk;

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
    /// HTTP status of the answer.
    pub status: u16,
    /// The gateway's code in it.
    pub code: i64,
    /// The answer's body.
    pub answer: Json,
    /// The order it was about.
    pub order_id: Option<String>,
    /// Whether it was a status call that told of a paid order.
    pub told_paid: bool,
}

/// Writes an entry.
pub(crate) fn write(desk: &Desk<'_>, entry: &Entry<'_>) -> Outcome<()> {
    desk.db
        .prepare_cached(
            "INSERT INTO journal (at, operation, method, path, headers, request, status, code, answer, order_id,
             told_paid) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
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
        ])?;
    Ok(())
}

/// How many requests were answered after a time, those turned away for their number aside.
pub(crate) fn answered_since(desk: &Desk<'_>, since: Moment) -> Outcome<u32> {
    let mut statement = desk.db.prepare_cached("SELECT count(*) FROM journal WHERE at > ?1 AND code <> ?2")?;
    Ok(statement.query_row(rusqlite::params![since, TOO_MANY], |row| row.get(0))?)
}

/// All entries, oldest first.
pub(crate) fn read(desk: &Desk<'_>) -> Outcome<Json> {
    let mut statement = desk.db.prepare_cached(
        "SELECT seq, at, operation, method, path, headers, request, status, code, answer FROM journal ORDER BY seq",
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
            ("status", row.get::<_, i64>(7)?.into()),
            ("code", row.get::<_, i64>(8)?.into()),
            ("answer", stored(9)?),
        ]))
    })?;
    Ok(Json::List(rows.collect::<Result<_, _>>()?))
}
