//! What a payer does with a mandate in the UPI app: control routes under `/_sandbox/mandates/`.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};

use super::rows::{DebitRow, MandateRow, NoticeRow};
use super::{api, life, tell};
use crate::clock::Moment;
use crate::control::{answer, parsed};
use crate::fault::{CONFLICT, Outcome, invalid, refuse};
use crate::gateway::payments::Wish;
use crate::gateway::{Gateway, orders, payments};
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::rows::PaymentRow;
use crate::states::{DebitNoticeEvent, Machine, MandateEvent};

type App = State<Arc<Gateway>>;

/// The routes; a mandate is named by its id or by the merchant's reference.
pub(crate) fn routes() -> Router<Arc<Gateway>> {
    Router::new().route("/_sandbox/mandates/{id}", get(read)).route("/_sandbox/mandates/{id}/{act}", post(act))
}

async fn read(State(gateway): App, Path(id): Path<String>) -> Response {
    answer(gateway.work(|desk| show(desk, &find(desk, &id)?)))
}

async fn act(State(gateway): App, Path((id, act)): Path<(String, String)>, body: Bytes) -> Response {
    let keys: &[&str] = match act.as_str() {
        "pause" => &["until"],
        "debit" => &["outcome"],
        _ => &[],
    };
    answer(parsed(&body, keys).and_then(|body| {
        gateway.work(|desk| {
            let mut mandate = find(desk, &id)?;
            perform(desk, &mut mandate, &act, &body)?;
            show(desk, &find(desk, &mandate.mandate_id)?)
        })
    }))
}

/// Does what a payer does; the word is the last part of the route.
pub(super) fn perform(desk: &Desk<'_>, mandate: &mut MandateRow, act: &str, body: &Json) -> Outcome<()> {
    match act {
        "approve" => life::advance(desk, mandate, MandateEvent::Approve),
        "reject" => life::advance(desk, mandate, MandateEvent::Reject),
        "resume" => life::advance(desk, mandate, MandateEvent::Resume),
        "revoke" => life::advance(desk, mandate, MandateEvent::Revoke),
        "pause" => {
            let until = match body.get("until") {
                Some(Json::Text(text)) => Some(Moment::parse(text).ok_or_else(until_is_no_time)?),
                Some(_) => return Err(until_is_no_time()),
                None => None,
            };
            life::pause(desk, mandate, until)
        }
        "opt-out" => opt_out(desk, mandate),
        "debit" => debit(desk, mandate, body.text(&["outcome"]).unwrap_or_default()),
        _ => Err(invalid("A payer can approve, reject, pause, resume, revoke, opt-out, or decide on a debit.")),
    }
}

fn until_is_no_time() -> crate::fault::Fault {
    invalid("The key until must be a time such as 2026-11-24T10:00:00+05:30.")
}

/// The payer does not want the debits that were announced.
fn opt_out(desk: &Desk<'_>, mandate: &MandateRow) -> Outcome<()> {
    if life::undecided(desk, &mandate.mandate_id)?.is_some() {
        return Err(refuse(CONFLICT, "A debit is under way; it is too late to opt out."));
    }
    let sent = NoticeRow::all(desk.db, "mandate_id = ?1 AND status = 'SENT'", [&mandate.mandate_id])?;
    if sent.is_empty() {
        return Err(refuse(CONFLICT, "No debit has been announced."));
    }
    sent.iter().try_for_each(|notice| life::move_notice(desk, notice, DebitNoticeEvent::OptOut))
}

/// Decides on the debit that waits; where none does, says what becomes of the next.
fn debit(desk: &Desk<'_>, mandate: &mut MandateRow, outcome: &str) -> Outcome<()> {
    let wish = match outcome {
        "success" => Wish::Approve,
        "failure" => Wish::Decline,
        "pending" => Wish::Wait,
        _ => return Err(invalid("The key outcome must be success, failure or pending.")),
    };
    let Some(order_id) = life::undecided(desk, &mandate.mandate_id)? else {
        mandate.next_debit = Some(outcome.to_string());
        return Ok(mandate.save(desk.db)?);
    };
    let mut order = orders::by_capability(desk, &order_id)?;
    let waiting = PaymentRow::all(desk.db, "order_id = ?1", [&order_id])?.pop();
    let mut payment = waiting.ok_or_else(payments::not_found)?;
    let (event, message) = wish.event();
    desk.decide(&mut order, &mut payment, event, message)
}

/// A mandate by its id or, whoever the merchant is, by the merchant's reference.
pub(super) fn find(desk: &Desk<'_>, id: &str) -> Outcome<MandateRow> {
    MandateRow::find(desk.db, "mandate_id = ?1 OR reference_id = ?1 ORDER BY mandate_id = ?1 DESC LIMIT 1", [id])?
        .ok_or_else(api::not_found)
}

/// The mandate as the sandbox sees it: its state by the sandbox's own word, its notices and debits.
fn show(desk: &Desk<'_>, mandate: &MandateRow) -> Outcome<Json> {
    let notices = NoticeRow::all(desk.db, "mandate_id = ?1", [&mandate.mandate_id])?.into_iter().map(|notice| {
        Json::object([
            ("notice_id", notice.notice_id.into()),
            ("amount", fixed(notice.amount, 2).into()),
            ("debit_date", notice.day.into()),
            ("cycle", notice.cycle.into()),
            ("status", notice.status.word().into()),
        ])
    });
    let mut debits = Vec::new();
    for debit in DebitRow::all(desk.db, "mandate_id = ?1", [&mandate.mandate_id])? {
        let payment = PaymentRow::by_id(desk.db, &debit.transaction_id)?.ok_or_else(payments::not_found)?;
        debits.push(Json::object([
            ("order_id", debit.order_id.into()),
            ("transaction_id", debit.transaction_id.into()),
            ("notice_id", debit.notice_id.into()),
            ("cycle", debit.cycle.into()),
            ("at", debit.at.iso().into()),
            ("amount", fixed(payment.amount, 2).into()),
            ("status", payment.status.word().into()),
        ]));
    }
    Ok(Json::object([
        ("state", mandate.status.word().into()),
        ("mandate", tell::shown(desk, mandate)),
        ("notices", Json::List(notices.collect())),
        ("debits", Json::List(debits)),
    ]))
}
