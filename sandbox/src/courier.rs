//! The courier: takes due notices from the store, posts them, and writes down what came of it.
//!
//! The first attempt goes out at once. Retries are due on the virtual clock, so a test that wants to see the third
//! attempt moves the clock instead of waiting for hours.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{Request, StatusCode, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use rusqlite::OptionalExtension;
use tokio::net::TcpStream;

use crate::clock::{self, Moment};
use crate::fault::{CONFLICT, NOT_FOUND, Outcome, refuse};
use crate::gateway::Gateway;
use crate::json::Json;
use crate::ledger::Desk;
use crate::notice::{DELIVERED, GIVEN_UP, HELD, Kind, Target, WAITING};

/// How long a merchant may take to answer, in real time.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much of an answer is read; an acknowledgement has two characters.
const MOST_READ: usize = 4096;
/// The longest sleep while the clock runs; only a guard against a missed wake-up.
const NAP: Duration = Duration::from_secs(60);

struct Job {
    notice: i64,
    url: String,
    body: String,
    /// The documentation of payment links wants 200 with `{}`; any 2xx will do otherwise.
    wants_empty_object: bool,
}

/// Works until the runtime ends.
pub(crate) async fn run(gateway: Arc<Gateway>) {
    // What was under way when a previous process ended is due again.
    let _ = gateway.transaction(|desk| {
        desk.db.execute("UPDATE notices SET due = created WHERE state = 'WAITING' AND due IS NULL", [])?;
        Ok(())
    });
    loop {
        match gateway.transaction(take) {
            Ok(Taken::Job(job)) => {
                gateway.faults.tell();
                let gateway = Arc::clone(&gateway);
                tokio::spawn(async move {
                    let result = post(&job).await;
                    let _ = gateway.transaction(|desk| record(desk, job.notice, &result));
                    gateway.courier.notify_one();
                    gateway.faults.tell();
                });
            }
            Ok(Taken::Nothing(wait)) => {
                let nap = wait.map_or(NAP, |wait| wait.min(NAP));
                let _ = tokio::time::timeout(nap, gateway.courier.notified()).await;
            }
            // The store is busy or broken; either way there is nothing better to do than to try again.
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

enum Taken {
    Job(Job),
    /// Nothing due; the time until something is, if the clock runs.
    Nothing(Option<Duration>),
}

/// Takes the first due notice; while it is under way it has no due time.
fn take(desk: &Desk<'_>) -> Outcome<Taken> {
    let first: Option<(Job, Moment)> = desk
        .db
        .prepare_cached(
            "SELECT id, url, body, kind, due FROM notices WHERE state = 'WAITING' AND due IS NOT NULL
               AND (behind IS NULL OR EXISTS (SELECT 1 FROM notices n WHERE n.id = notices.behind AND n.state <> 'WAITING'))
             ORDER BY due, id LIMIT 1",
        )?
        .query_row([], |row| {
            let (notice, url, body) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let wants_empty_object = row.get::<_, String>(3)? == Kind::PaymentLink.word();
            Ok((Job { notice, url, body, wants_empty_object }, row.get(4)?))
        })
        .optional()?;
    let Some((job, due)) = first else { return Ok(Taken::Nothing(None)) };
    if due > desk.now {
        let wait = u64::try_from(due.0 - desk.now.0).unwrap_or(0).max(1);
        return Ok(Taken::Nothing(clock::runs(desk.db)?.then(|| Duration::from_millis(wait))));
    }
    desk.db.execute("UPDATE notices SET due = NULL WHERE id = ?1", [job.notice])?;
    Ok(Taken::Job(job))
}

/// What a merchant answered.
struct Answered {
    status: u16,
    /// Whether it counts as an acknowledgement.
    fits: bool,
}

/// Posts a notice; the answer, or a short reason why there is none.
async fn post(job: &Job) -> Result<Answered, &'static str> {
    let target = Target::parse(&job.url).ok_or("not an http address")?;
    let attempt = async {
        let host = target.host.trim_matches(['[', ']']).to_string();
        let stream = TcpStream::connect((host, target.port)).await.map_err(|_| "no connection")?;
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|_| "no HTTP")?;
        tokio::spawn(connection);
        let request = Request::post(&target.path)
            .header(header::HOST, format!("{}:{}", target.host, target.port))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, concat!("enkash-sandbox/", env!("CARGO_PKG_VERSION")))
            .body(Full::new(Bytes::from(job.body.clone())))
            .map_err(|_| "not an http address")?;
        let answer = sender.send_request(request).await.map_err(|_| "connection lost")?;
        let status = answer.status();
        if !job.wants_empty_object {
            return Ok(Answered { status: status.as_u16(), fits: status.is_success() });
        }
        let body = Limited::new(answer.into_body(), MOST_READ).collect().await.map_err(|_| "no usable answer")?;
        let empty = Json::parse(&body.to_bytes()).is_ok_and(|json| json == Json::Object(Vec::new()));
        Ok(Answered { status: status.as_u16(), fits: status == StatusCode::OK && empty })
    };
    tokio::time::timeout(PATIENCE, attempt).await.unwrap_or(Err("no answer in time"))
}

/// Writes an attempt down and decides on the next one.
fn record(desk: &Desk<'_>, notice: i64, result: &Result<Answered, &'static str>) -> Outcome<()> {
    let delivered = result.as_ref().is_ok_and(|answer| answer.fits);
    let outcome = match result {
        Ok(_) if delivered => DELIVERED,
        Ok(_) => "refused",
        Err(reason) => reason,
    };
    desk.db.execute(
        "INSERT INTO deliveries (notice, at, http_status, outcome) VALUES (?1, ?2, ?3, ?4)",
        rusqlite::params![notice, desk.now, result.as_ref().ok().map(|answer| answer.status), outcome],
    )?;
    let made: i64 = desk.db.query_row("SELECT attempts + 1 FROM notices WHERE id = ?1", [notice], |row| row.get(0))?;
    let retry = usize::try_from(made - 1)
        .ok()
        .and_then(|index| desk.config.retry_seconds.get(index))
        .map(|seconds| desk.now.plus_seconds(*seconds));
    let (state, due) = match (delivered, retry) {
        (true, _) => (DELIVERED, None),
        (false, Some(due)) => (WAITING, Some(due)),
        (false, None) => (GIVEN_UP, None),
    };
    desk.db.execute(
        "UPDATE notices SET attempts = ?2, state = ?3, due = ?4 WHERE id = ?1",
        rusqlite::params![notice, made, state, due],
    )?;
    Ok(())
}

/// Sends a notice once more, whatever became of it; retries start over.
pub(crate) fn redeliver(desk: &Desk<'_>, notice: i64) -> Outcome<Json> {
    let state: Option<String> =
        desk.db.query_row("SELECT state FROM notices WHERE id = ?1", [notice], |row| row.get(0)).optional()?;
    match state.as_deref() {
        None => return Err(refuse(NOT_FOUND, "Notice not found.")),
        Some(HELD) => return Err(refuse(CONFLICT, "The courier does not call this address.")),
        Some(_) => {}
    }
    desk.db.execute(
        "UPDATE notices SET state = 'WAITING', attempts = 0, due = ?2 WHERE id = ?1",
        rusqlite::params![notice, desk.now],
    )?;
    list(desk, Some(notice)).map(|mut found| match &mut found {
        Json::List(items) if !items.is_empty() => items.remove(0),
        _ => Json::Null,
    })
}

/// How many notices are due or under way.
pub(crate) fn busy(desk: &Desk<'_>) -> Outcome<i64> {
    Ok(desk.db.query_row(
        "SELECT count(*) FROM notices WHERE state = 'WAITING' AND (due IS NULL OR (due <= ?1 AND (behind IS NULL
           OR EXISTS (SELECT 1 FROM notices n WHERE n.id = notices.behind
                      AND (n.state <> 'WAITING' OR n.due IS NULL OR n.due <= ?1)))))",
        [desk.now],
        |row| row.get(0),
    )?)
}

/// All notices with their attempts, or one of them.
pub(crate) fn list(desk: &Desk<'_>, only: Option<i64>) -> Outcome<Json> {
    let mut statement = desk.db.prepare_cached(
        "SELECT id, order_id, transaction_id, url, body, state, attempts, due, created, reason, kind FROM notices
         WHERE ?1 IS NULL OR id = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([only], |row| {
        let id: i64 = row.get(0)?;
        let body = Json::parse(row.get::<_, String>(4)?.as_bytes()).unwrap_or(Json::Null);
        Ok(Json::object([
            ("id", id.into()),
            ("kind", row.get::<_, String>(10)?.into()),
            ("order_id", row.get::<_, String>(1)?.into()),
            ("transaction_id", row.get::<_, String>(2)?.into()),
            ("url", row.get::<_, String>(3)?.into()),
            ("state", row.get::<_, String>(5)?.into()),
            ("attempts", row.get::<_, i64>(6)?.into()),
            ("due", row.get::<_, Option<Moment>>(7)?.map(Moment::iso).into()),
            ("created", row.get::<_, Moment>(8)?.iso().into()),
            ("reason", row.get::<_, String>(9)?.into()),
            ("deliveries", deliveries(desk, id)?),
            ("body", body),
        ]))
    })?;
    Ok(Json::List(rows.collect::<Result<_, _>>()?))
}

fn deliveries(desk: &Desk<'_>, notice: i64) -> rusqlite::Result<Json> {
    let mut statement =
        desk.db.prepare_cached("SELECT at, http_status, outcome FROM deliveries WHERE notice = ?1 ORDER BY seq")?;
    let rows = statement.query_map([notice], |row| {
        Ok(Json::object([
            ("at", row.get::<_, Moment>(0)?.iso().into()),
            ("http_status", row.get::<_, Option<i64>>(1)?.into()),
            ("outcome", row.get::<_, String>(2)?.into()),
        ]))
    })?;
    Ok(Json::List(rows.collect::<Result<_, _>>()?))
}
