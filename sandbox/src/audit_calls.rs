//! The audit of the calls themselves: what the caller cannot have learned, what it should not have sent twice, and what
//! it should not have sent at all. Everything is read from the journal; the caller is not asked.

use std::collections::BTreeSet;

use crate::audit::finding;
use crate::fault::Outcome;
use crate::json::Json;
use crate::ledger::Desk;
use crate::routes::{Effect, operations};

/// The ids of an answer, the one that names the least first.
const IDS: &[&str] = &[
    "predebitNotificationId",
    "qrCodeId",
    "quickCollectRequestId",
    "splitAccountId",
    "transactionId",
    "ekPayId",
    "mandateId",
    "orderId",
    "customerId",
];

/// A call that was applied and whose answer did not leave whole.
struct Unanswered {
    seq: i64,
    operation: String,
    order_id: Option<String>,
    digest: String,
    /// What it made or changed.
    id: Option<String>,
}

/// The figures, and a sentence for each case.
pub(crate) fn checks(desk: &Desk<'_>, findings: &mut Vec<Json>) -> Outcome<Vec<(&'static str, Json)>> {
    let unanswered = unanswered(desk)?;
    let mut unlearned = 0;
    let mut repeats = BTreeSet::new();
    for call in &unanswered {
        if !call.learned(desk)? {
            unlearned += 1;
            let text =
                format!("{} was applied, its answer did not leave, and no later answer tells of it.", call.operation);
            findings.push(finding("unlearned", call.id.as_deref().unwrap_or(&call.operation), &text));
        }
        for seq in call.repeats(desk)? {
            if repeats.insert(seq) {
                let text =
                    format!("{} was sent again while nobody could know that the first had failed.", call.operation);
                findings.push(finding("repeated_charge", call.id.as_deref().unwrap_or(&call.operation), &text));
            }
        }
    }
    let leaks = leaks(desk)?;
    for (seq, operation, leak) in &leaks {
        findings.push(finding("secret_leaked", &format!("{operation} ({seq})"), &format!("The request has {leak}.")));
    }
    Ok(vec![
        ("unanswered", number(unanswered.len())),
        ("unlearned", number(unlearned)),
        ("repeated_charges", number(repeats.len())),
        ("secrets_leaked", number(leaks.len())),
    ])
}

fn unanswered(desk: &Desk<'_>) -> Outcome<Vec<Unanswered>> {
    let mut statement = desk.db.prepare_cached(
        "SELECT seq, operation, order_id, digest, answer FROM journal
         WHERE applied AND answered IN ('nothing', 'part') ORDER BY seq",
    )?;
    let rows = statement.query_map([], |row| {
        let answer = Json::parse(row.get::<_, String>(4)?.as_bytes()).unwrap_or(Json::Null);
        Ok(Unanswered {
            seq: row.get(0)?,
            operation: row.get(1)?,
            order_id: row.get(2)?,
            digest: row.get(3)?,
            id: id_of(&answer),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What an answer is about.
fn id_of(answer: &Json) -> Option<String> {
    let inner = answer.get("payload").unwrap_or(answer);
    IDS.iter().find_map(|key| inner.text(&[key])).map(str::to_string)
}

impl Unanswered {
    /// Whether a later success named what it made; where it made nothing that has an id, whether it was repeated and
    /// answered.
    fn learned(&self, desk: &Desk<'_>) -> Outcome<bool> {
        let told = "SELECT 1 FROM journal WHERE seq > ?1 AND code = 0 AND answered IN ('whole', 'changed')";
        Ok(match &self.id {
            Some(id) => desk
                .db
                .prepare_cached(&format!("{told} AND (instr(answer, ?2) OR instr(path, ?3))"))?
                .exists(rusqlite::params![self.seq, format!("\"{id}\""), id])?,
            None => desk
                .db
                .prepare_cached(&format!("{told} AND digest = ?2"))?
                .exists(rusqlite::params![self.seq, self.digest])?,
        })
    }

    /// Later calls that did the same once more, or tried to pay the same order, before this one had failed.
    fn repeats(&self, desk: &Desk<'_>) -> Outcome<Vec<i64>> {
        let row = operations().iter().find(|row| row.name == self.operation);
        if row.is_none_or(|row| row.effect != Effect::Charge) {
            return Ok(Vec::new());
        }
        const PAYS: [&str; 2] = ["payments.submit", "payments.charge"];
        let pays = PAYS.contains(&self.operation.as_str());
        let mut statement = desk.db.prepare_cached(&format!(
            "SELECT seq FROM journal later WHERE seq > ?1 AND applied
               AND (digest = ?2 OR (?3 AND order_id = ?4 AND operation IN ('{}', '{}')))
               AND NOT EXISTS (
                 SELECT 1 FROM history h WHERE h.kind = 'payment' AND h.to_state IN ('FAILED', 'CANCELLED')
                   AND (h.id = ?5 OR (NOT ?3 AND h.order_id = ?4))
                   -- Before the later call, or on its way there, as time went by.
                   AND (h.seq <= (SELECT max(history) FROM journal WHERE seq < later.seq)
                        OR (h.event = 'Lapse' AND h.at <= later.at)))
             ORDER BY seq",
            PAYS[0], PAYS[1]
        ))?;
        let rows = statement
            .query_map(rusqlite::params![self.seq, self.digest, pays, self.order_id, self.id], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Each secret that stood where it does not belong: the call's number, its operation, what and where.
fn leaks(desk: &Desk<'_>) -> Outcome<Vec<(i64, String, String)>> {
    let mut statement =
        desk.db.prepare_cached("SELECT seq, operation, leaks FROM journal WHERE leaks IS NOT NULL ORDER BY seq")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (seq, operation, leaks): (i64, String, String) = row?;
        found.extend(leaks.lines().map(|leak| (seq, operation.clone(), leak.to_string())));
    }
    Ok(found)
}

fn number(count: usize) -> Json {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}
