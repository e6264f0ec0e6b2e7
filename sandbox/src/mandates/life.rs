//! The life of a mandate: every change of its state, what each change does to the notices of debits, and what time
//! brings about by itself.

use rusqlite::OptionalExtension;

use super::rows::{DebitRow, MandateRow, NoticeRow};
use super::tell;
use crate::clock::Moment;
use crate::fault::{CONFLICT, Outcome, invalid, refuse};
use crate::ids;
use crate::ledger::Desk;
use crate::rows::PaymentRow;
use crate::schedule::first;
use crate::states::{DebitNotice, DebitNoticeEvent, Mandate, MandateEvent, step};
use crate::values::{self, MandateWish};

/// Moves a mandate, stores it, and tells the merchant. What else changes with the step is set here as well.
pub(crate) fn advance(desk: &Desk<'_>, mandate: &mut MandateRow, on: MandateEvent) -> Outcome<()> {
    let from = mandate.status;
    mandate.status = desk.step("mandate", &mandate.mandate_id, None, from, on)?;
    mandate.modified = desk.now;
    match (from, on) {
        (Mandate::Pending, MandateEvent::Approve) => {
            mandate.approved = Some(desk.now);
            let handle = mandate.payer_vpa.split_once('@').map_or("sandbox", |(_, handle)| handle);
            mandate.umn = Some(format!("{}@{handle}", ids::umn(desk.db)?));
        }
        (Mandate::UpdatePending, MandateEvent::Approve) => {
            mandate.amount = mandate.new_amount.unwrap_or(mandate.amount);
            mandate.ends = mandate.new_ends.unwrap_or(mandate.ends);
            mandate.description = mandate.new_description.take().or(mandate.description.take());
        }
        (_, MandateEvent::Pause) => mandate.paused = Some(desk.now),
        (_, MandateEvent::Resume) => (mandate.paused, mandate.resumes) = (None, None),
        _ => {}
    }
    if from == Mandate::UpdatePending {
        (mandate.new_amount, mandate.new_ends, mandate.new_description) = (None, None, None);
    }
    mandate.save(desk.db)?;
    drop_notices(desk, mandate)?;
    // The merchant knows of a change it has just asked for.
    if on == MandateEvent::Change { Ok(()) } else { tell::mandate(desk, mandate) }
}

/// Notices whose debit the mandate does not allow any more are of no use.
fn drop_notices(desk: &Desk<'_>, mandate: &MandateRow) -> Outcome<()> {
    let stands = mandate.status.takes_debits() || mandate.status == Mandate::Paused;
    for notice in NoticeRow::all(desk.db, "mandate_id = ?1 AND status = 'SENT'", [&mandate.mandate_id])? {
        if !stands || !mandate.covers(notice.amount) || notice.over > mandate.ends.next_midnight() {
            move_notice(desk, &notice, DebitNoticeEvent::Lapse)?;
        }
    }
    Ok(())
}

/// Moves a notice of a debit.
pub(crate) fn move_notice(desk: &Desk<'_>, notice: &NoticeRow, on: DebitNoticeEvent) -> Outcome<()> {
    let to: DebitNotice = desk.step("notice", &notice.notice_id, None, notice.status, on)?;
    desk.db
        .prepare_cached("UPDATE debit_notices SET status = ?2 WHERE notice_id = ?1")?
        .execute(rusqlite::params![notice.notice_id, to])?;
    Ok(())
}

/// Lets a payer with a test value decide on a mandate, or a change, at once.
pub(crate) fn react(desk: &Desk<'_>, mandate: &mut MandateRow) -> Outcome<()> {
    match values::mandate(&mandate.payer_vpa) {
        Some(MandateWish::Willing | MandateWish::Penniless) => advance(desk, mandate, MandateEvent::Approve),
        Some(MandateWish::Unwilling) => advance(desk, mandate, MandateEvent::Reject),
        None => Ok(()),
    }
}

/// The payer pauses the mandate, until a time or for good.
pub(crate) fn pause(desk: &Desk<'_>, mandate: &mut MandateRow, until: Option<Moment>) -> Outcome<()> {
    if mandate.period == "ONETIME" {
        return Err(refuse(CONFLICT, "A mandate for one time cannot be paused."));
    }
    let over = mandate.ends.next_midnight();
    if until.is_some_and(|until| until <= desk.now || until > over) {
        return Err(invalid("The end of the pause must lie ahead and within the validity."));
    }
    mandate.resumes = Some(until.unwrap_or(over));
    advance(desk, mandate, MandateEvent::Pause)
}

/// Ends a mandate. A mandate that is revoked already stays so, without a word: the call may be repeated.
pub(crate) fn revoke(desk: &Desk<'_>, mandate: &mut MandateRow) -> Outcome<()> {
    if mandate.status == Mandate::Revoked { Ok(()) } else { advance(desk, mandate, MandateEvent::Revoke) }
}

/// Writes down that a debit succeeded: its notice is used up, and a mandate for one time is done.
pub(crate) fn debited(desk: &Desk<'_>, payment: &PaymentRow) -> Outcome<()> {
    let Some(debit) = DebitRow::all(desk.db, "order_id = ?1", [&payment.order_id])?.pop() else { return Ok(()) };
    desk.db.prepare_cached("UPDATE debits SET paid = 1 WHERE order_id = ?1")?.execute([&debit.order_id])?;
    if let Some(notice_id) = &debit.notice_id
        && let Some(notice) = NoticeRow::all(desk.db, "notice_id = ?1", [notice_id])?.pop()
    {
        move_notice(desk, &notice, DebitNoticeEvent::Use)?;
    }
    if let Some(mut mandate) = MandateRow::by_id(desk.db, &debit.mandate_id)?
        && mandate.period == "ONETIME"
        && step(mandate.status, MandateEvent::Complete).is_some()
    {
        advance(desk, &mut mandate, MandateEvent::Complete)?;
    }
    Ok(())
}

/// The first mandate, or change, whose time to be approved is over.
pub(crate) fn next_lapse(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    first(
        desk,
        "SELECT decide_by, mandate_id FROM mandates WHERE status IN ('PENDING', 'UPDATE_PENDING')
         ORDER BY decide_by, rowid LIMIT 1",
    )
}

/// The first pause that is over.
pub(crate) fn next_resume(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    first(desk, "SELECT resumes, mandate_id FROM mandates WHERE status = 'PAUSED' ORDER BY resumes, rowid LIMIT 1")
}

/// The first mandate whose validity is over.
pub(crate) fn next_completion(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    Ok(first(
        desk,
        "SELECT ends, mandate_id FROM mandates WHERE status IN ('ACTIVE', 'UPDATE_PENDING', 'PAUSED')
         ORDER BY ends, rowid LIMIT 1",
    )?
    .map(|(ends, id)| (ends.next_midnight(), id)))
}

/// The first notice whose day is over.
pub(crate) fn next_notice_lapse(desk: &Desk<'_>) -> Outcome<Option<(Moment, String)>> {
    first(desk, "SELECT over, notice_id FROM debit_notices WHERE status = 'SENT' ORDER BY over, rowid LIMIT 1")
}

/// The payer did not answer in time.
pub(crate) fn lapse(desk: &Desk<'_>, mandate_id: &str) -> Outcome<()> {
    by_itself(desk, mandate_id, MandateEvent::Lapse)
}

/// The pause is over.
pub(crate) fn resume(desk: &Desk<'_>, mandate_id: &str) -> Outcome<()> {
    by_itself(desk, mandate_id, MandateEvent::Resume)
}

/// The validity is over.
pub(crate) fn complete(desk: &Desk<'_>, mandate_id: &str) -> Outcome<()> {
    by_itself(desk, mandate_id, MandateEvent::Complete)
}

/// The day of the debit is over.
pub(crate) fn lapse_notice(desk: &Desk<'_>, notice_id: &str) -> Outcome<()> {
    match NoticeRow::all(desk.db, "notice_id = ?1", [notice_id])?.pop() {
        Some(notice) => move_notice(desk, &notice, DebitNoticeEvent::Lapse),
        None => Ok(()),
    }
}

fn by_itself(desk: &Desk<'_>, mandate_id: &str, on: MandateEvent) -> Outcome<()> {
    match MandateRow::by_id(desk.db, mandate_id)? {
        Some(mut mandate) => advance(desk, &mut mandate, on),
        None => Ok(()),
    }
}

/// Whether the outcome of a debit is still open.
pub(crate) fn undecided(desk: &Desk<'_>, mandate_id: &str) -> Outcome<Option<String>> {
    Ok(desk
        .db
        .prepare_cached(
            "SELECT debits.order_id FROM debits JOIN payments USING (transaction_id)
             WHERE mandate_id = ?1 AND status IN ('CREATED', 'PENDING_WITH_BANK') LIMIT 1",
        )?
        .query_row([mandate_id], |row| row.get(0))
        .optional()?)
}
