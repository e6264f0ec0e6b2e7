//! `mandates.notify` and `mandates.execute`: a debit is announced at least a day ahead, happens on the day it was
//! announced for, once a cycle, and is an order with a payment.

use rust_decimal::Decimal;

use super::api::{named, reply};
use super::life;
use super::rows::{DebitRow, MandateRow, NoticeRow};
use super::{PEAKS, WAY};
use crate::clock::Moment;
use crate::fault::{CONFLICT, Fault, IMPOSSIBLE, Outcome, invalid, refuse};
use crate::gateway::payments::{self, Wish};
use crate::gateway::{Call, Reply, orders};
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::states::{DebitNotice, Machine, Mandate};
use crate::values::{self, MandateWish};
use crate::{ids, money, notice};

/// How long before the debit the payer must know.
const AHEAD: i64 = 86_400;
/// One attempt and three retries.
const ATTEMPTS: usize = 4;
/// Above this many rupees the payer enters the PIN for each debit.
const WITHOUT_PIN: Decimal = Decimal::from_parts(15_000, 0, 0, false, 0);

/// Tells the payer of a debit.
pub(crate) fn notify(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let mandate = named(desk, call)?;
    takes_debits(&mandate)?;
    let amount = amount(&mandate, &call.body)?;
    let day = call.body.text(&["debitDate"]).filter(|text| text.len() == 10).and_then(Moment::parse_any);
    let at = day.ok_or_else(|| invalid("The key debitDate must be a day such as 2026-11-24."))?;
    let day = at.day();
    if at.next_midnight() <= desk.now.plus_seconds(AHEAD) {
        return Err(refuse(IMPOSSIBLE, "The payer must know 24 hours ahead; the debitDate is too early."));
    }
    if day < mandate.starts.day() || day > mandate.ends.day() {
        return Err(refuse(IMPOSSIBLE, "The debitDate lies outside the validity of the mandate."));
    }
    if !mandate.rhythm().allows(day) {
        return Err(refuse(IMPOSSIBLE, "The recurrence of the mandate does not allow a debit on the debitDate."));
    }
    let notice_id = ids::debit_notice(desk.db)?;
    let cycle = cycle(&mandate, at, &notice_id);
    not_debited(desk, &mandate, &cycle)?;
    if !NoticeRow::all(desk.db, "mandate_id = ?1 AND cycle = ?2 AND status = 'SENT'", [&mandate.mandate_id, &cycle])?
        .is_empty()
    {
        return Err(refuse(CONFLICT, "The payer has been told of a debit in this cycle already."));
    }
    let row = NoticeRow {
        notice_id,
        mandate_id: mandate.mandate_id,
        amount,
        day: day.to_string(),
        over: at.next_midnight(),
        cycle,
        status: DebitNotice::Sent,
        created: desk.now,
    };
    row.insert(desk.db)?;
    Ok(reply(Json::object([
        ("mandateId", row.mandate_id.into()),
        ("predebitNotificationId", row.notice_id.into()),
        ("status", row.status.word().into()),
        // Documented as a string here, whatever form the request has.
        ("amount", fixed(row.amount, 2).into()),
        ("debitDate", row.day.into()),
    ])))
}

/// Debits a mandate.
pub(crate) fn execute(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let mut mandate = named(desk, call)?;
    takes_debits(&mandate)?;
    let amount = amount(&mandate, &call.body)?;
    let remarks = call.body.text(&["remarks"]).filter(|text| !text.trim().is_empty());
    let remarks = remarks.ok_or_else(|| invalid("The key remarks must be a text that is not empty."))?;
    if desk.now.day() < mandate.starts.day() || desk.now.day() > mandate.ends.day() {
        return Err(refuse(IMPOSSIBLE, "The mandate is not valid today."));
    }
    if desk.config.enforce_peak_hours && PEAKS.iter().any(|peak| peak.contains(&desk.now.minute_of_day())) {
        return Err(refuse(IMPOSSIBLE, "Debits do not start in peak hours, 10:00 to 13:00 and 17:00 to 21:30."));
    }
    if life::undecided(desk, &mandate.mandate_id)?.is_some() {
        return Err(refuse(CONFLICT, "The outcome of the previous debit is not known yet."));
    }
    let today = cycle(&mandate, desk.now, "registration");
    if mandate.period != "ASPRESENTED" {
        not_debited(desk, &mandate, &today)?;
    }
    let notice = announced(desk, &mandate, amount)?;
    let notice_id = notice.as_ref().map(|notice| notice.notice_id.clone());
    let cycle = notice.map_or(today, |notice| notice.cycle);
    let before = DebitRow::all(desk.db, "mandate_id = ?1", [&mandate.mandate_id])?;
    if before.iter().filter(|debit| debit.cycle == cycle && debit.notice_id == notice_id).count() >= ATTEMPTS {
        return Err(refuse(IMPOSSIBLE, "A debit has one attempt and three retries; they are used up."));
    }
    let wish = wish(&mut mandate, amount, notice_id.is_none());
    mandate.save(desk.db)?;

    let merchant_order_id = format!("{}D{}", mandate.mandate_id, before.len() + 1);
    let order_id =
        orders::insert(desk, &mandate.merchant, &merchant_order_id, amount, &request(desk, &mandate, remarks)?)?;
    let mut order = orders::by_capability(desk, &order_id)?;
    let mut payment = payments::new(desk, &order, ids::transaction(desk.db)?, "UPI", WAY);
    payment.vpa = Some(mandate.payer_vpa.clone());
    payment.closes = Some(desk.now.plus_seconds(desk.config.upi_seconds));
    payment.insert(desk.db)?;
    DebitRow {
        order_id: order_id.clone(),
        transaction_id: payment.transaction_id.clone(),
        mandate_id: mandate.mandate_id,
        notice_id,
        cycle,
        at: desk.now,
    }
    .insert(desk.db)?;
    let (event, message) = wish.event();
    desk.decide(&mut order, &mut payment, event, message)?;
    // What a charge answers is not yet what a status call confirms.
    orders::show(desk, Some(order)).map(|reply| reply.telling(false))
}

/// The order of a debit: nothing but the mandate pays it.
fn request(desk: &Desk<'_>, mandate: &MandateRow, remarks: &str) -> Outcome<Json> {
    let url = notice::address(desk, &mandate.merchant)?;
    Ok(Json::object([
        ("description", remarks.into()),
        ("notifyUrl", url.into()),
        ("restrictedPaymentOptions", Json::object([("UPI_AUTOPAY", Json::Null)])),
    ]))
}

fn takes_debits(mandate: &MandateRow) -> Outcome<()> {
    let why = match mandate.status {
        Mandate::Active | Mandate::UpdatePending => return Ok(()),
        Mandate::Pending => "The payer has not approved the mandate yet.",
        Mandate::Paused => "The payer has paused the mandate; no debit until it is resumed.",
        Mandate::Rejected => "The payer has refused the mandate.",
        Mandate::Expired => "The payer did not approve the mandate in time.",
        Mandate::Revoked => "The mandate is revoked.",
        Mandate::Completed => "The mandate is completed.",
    };
    Err(refuse(CONFLICT, why))
}

/// The amount of a request, if the mandate covers it.
fn amount(mandate: &MandateRow, body: &Json) -> Outcome<Decimal> {
    let value = body.get("amount").ok_or_else(|| invalid("The key amount is required."))?;
    let amount = money::payable(value).map_err(|problem| invalid(format!("The key amount {problem}.")))?;
    if mandate.covers(amount) {
        return Ok(amount);
    }
    let rule = if mandate.amount_rule == "EXACT" { "equal" } else { "not exceed" };
    Err(refuse(IMPOSSIBLE, format!("The amount must {rule} the amount of the mandate.")))
}

/// The name of the cycle a day lies in. Where cycles have no dates it is the whole mandate or, for one that is presented
/// at will, the debit itself.
fn cycle(mandate: &MandateRow, at: Moment, own: &str) -> String {
    match mandate.rhythm().cycle(at.day()) {
        Some(first) => first.to_string(),
        None if mandate.period == "ONETIME" => "once".to_string(),
        None => own.to_string(),
    }
}

fn not_debited(desk: &Desk<'_>, mandate: &MandateRow, cycle: &str) -> Outcome<()> {
    let paid = DebitRow::all(desk.db, "mandate_id = ?1 AND cycle = ?2 AND paid", [&mandate.mandate_id, cycle])?;
    match paid.is_empty() {
        true => Ok(()),
        false => Err(refuse(CONFLICT, "The mandate was debited in this cycle already; a cycle has one debit.")),
    }
}

/// The notice a debit of today rests on; `None` for the first debit on the day of the approval, which needs none.
fn announced(desk: &Desk<'_>, mandate: &MandateRow, amount: Decimal) -> Outcome<Option<NoticeRow>> {
    let today = desk.now.day().to_string();
    let sent = NoticeRow::all(desk.db, "mandate_id = ?1 AND status = 'SENT'", [&mandate.mandate_id])?;
    let of_today: Vec<NoticeRow> = sent.into_iter().filter(|notice| notice.day == today).collect();
    let fits = |notice: &&NoticeRow| notice.amount == amount && notice.created.plus_seconds(AHEAD) <= desk.now;
    if let Some(notice) = of_today.iter().find(fits) {
        return Ok(Some(notice.clone()));
    }
    let approved_today = mandate.approved.is_some_and(|at| at.day() == desk.now.day());
    let never_debited = DebitRow::all(desk.db, "mandate_id = ?1 AND paid", [&mandate.mandate_id])?.is_empty();
    if approved_today && never_debited {
        return Ok(None);
    }
    Err(unannounced(desk, &of_today, amount))
}

fn unannounced(desk: &Desk<'_>, of_today: &[NoticeRow], amount: Decimal) -> Fault {
    let early = |notice: &NoticeRow| notice.created.plus_seconds(AHEAD) > desk.now;
    let why = match of_today {
        [] => "The payer has not been told of a debit today; send the notice 24 hours ahead.",
        some if some.iter().any(|notice| notice.amount == amount && early(notice)) => {
            "The payer was told less than 24 hours ago."
        }
        _ => "The amount is not the one the payer was told.",
    };
    refuse(IMPOSSIBLE, why)
}

/// What becomes of a debit: what a control call said, else the payer's test value, else the paisa of the amount.
fn wish(mandate: &mut MandateRow, amount: Decimal, with_registration: bool) -> Wish {
    let payer = values::mandate(&mandate.payer_vpa);
    match mandate.next_debit.take().as_deref() {
        Some("success") => Wish::Approve,
        Some("failure") => Wish::Decline,
        Some("pending") => Wish::Wait,
        _ if payer == Some(MandateWish::Penniless) => Wish::Decline,
        _ => match values::debit(amount) {
            Some(wish) => wish,
            None if payer == Some(MandateWish::Willing) || with_registration || amount <= WITHOUT_PIN => Wish::Approve,
            None => Wish::Wait,
        },
    }
}
