//! The audit of debits, from what happened and not from what is: more than one success in a cycle, a debit the payer was
//! not told of a day ahead, a debit of a mandate that took none.

use crate::fault::Outcome;
use crate::ledger::Desk;

/// What an audit counts: its key in the report, the kind of a finding, its text, and the query that finds the ids.
pub(crate) type Check = (&'static str, &'static str, &'static str, &'static str);

/// The checks of mandates.
pub(crate) const CHECKS: &[Check] = &[
    (
        "repeated_debits",
        "repeated_debit",
        "The mandate was debited more than once in a cycle.",
        "SELECT debits.mandate_id FROM history JOIN debits ON debits.order_id = history.order_id
         WHERE history.kind = 'payment' AND history.event = 'Succeed'
         GROUP BY debits.mandate_id, debits.cycle HAVING count(*) > 1",
    ),
    (
        // A first debit on the day of the approval needs no notice; days are Indian days.
        "debits_without_notice",
        "debit_without_notice",
        "The payer was not told of the debit a day ahead.",
        "SELECT debits.order_id FROM debits JOIN orders USING (order_id)
         WHERE NOT EXISTS (
           SELECT 1 FROM debit_notices told
           WHERE told.mandate_id = debits.mandate_id AND told.amount = orders.amount
             AND told.created + 86400000 <= debits.at AND told.over > debits.at AND told.over - 86400000 <= debits.at)
         AND NOT (
           EXISTS (
             SELECT 1 FROM history approved
             WHERE approved.kind = 'mandate' AND approved.id = debits.mandate_id AND approved.from_state = 'PENDING'
               AND approved.event = 'Approve'
               AND (approved.at + 19800000) / 86400000 = (debits.at + 19800000) / 86400000)
           AND NOT EXISTS (
             SELECT 1 FROM debits earlier JOIN history ON history.order_id = earlier.order_id
             WHERE earlier.mandate_id = debits.mandate_id AND earlier.rowid < debits.rowid
               AND history.kind = 'payment' AND history.event = 'Succeed'))",
    ),
    (
        "debits_of_inactive_mandates",
        "debit_of_inactive_mandate",
        "The mandate took no debits at that time.",
        "SELECT order_id FROM (
           SELECT debits.order_id AS order_id, (
             SELECT last.to_state FROM history last
             WHERE last.kind = 'mandate' AND last.id = debits.mandate_id AND last.seq < (
               SELECT min(seq) FROM history begun WHERE begun.order_id = debits.order_id)
             ORDER BY last.seq DESC LIMIT 1) AS state
           FROM debits)
         WHERE state IS NULL OR state NOT IN ('ACTIVE', 'UPDATE_PENDING')",
    ),
];

/// The ids a check finds.
pub(crate) fn found(desk: &Desk<'_>, query: &str) -> Outcome<Vec<String>> {
    let mut statement = desk.db.prepare_cached(query)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
