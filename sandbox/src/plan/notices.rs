//! What is to go wrong with notices: lost, sent twice, days late, out of order, at the same instant as the answer.

use rust_decimal::Decimal;

use super::Turn;
use super::live::{Faults, Hit};
use super::part::{Parsed, Part, TURN, pairs};
use crate::fault::Outcome;
use crate::gateway::Gateway;
use crate::json::Json;
use crate::ledger::Desk;
use crate::notice::{self, Draft, Kind};
use crate::rows::{OrderRow, PaymentRow};
use crate::states::{Order, Payment};

const DAY_SECONDS: i64 = 86_400;

/// One fault of notices.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct NoticeRule {
    /// What a test calls it.
    pub name: String,
    /// The word of the kind it is for.
    pub kind: Option<String>,
    /// The word of the status it is for.
    pub status: Option<String>,
    /// The amount it is for.
    pub amount: Option<Decimal>,
    /// Which of those that fit.
    pub turn: Turn,
    /// How often it acts at most.
    pub times: Option<u64>,
    /// What it does.
    pub act: NoticeAct,
    /// Its word in the plan.
    pub word: &'static str,
}

/// What becomes of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoticeAct {
    /// It is never sent.
    Drop,
    /// It is sent so many times at once.
    Duplicate(u64),
    /// It is due so many seconds later.
    Hold(i64),
    /// A stale one, of the payment while it was pending, follows it.
    Reorder,
    /// The answer to the call that caused it waits until the courier sends it or, if so, until it has been answered.
    Race { answered: bool },
}

/// What the answer to a call waits for.
pub(crate) struct Racing {
    notice: i64,
    answered: bool,
}

/// The faults of notices in a plan.
pub(super) fn rules(root: &Part<'_>) -> Parsed<Vec<NoticeRule>> {
    let mut rules: Vec<NoticeRule> = Vec::new();
    for (index, entry) in root.list("notifications")?.iter().enumerate() {
        let path = format!("notifications[{index}]");
        let rule = rule(&Part { pairs: pairs(&path, entry)?, path: path.clone() }, index)?;
        if rules.iter().any(|known| known.name == rule.name) {
            return Err(format!("{path}.name: another fault has this name; give each its own."));
        }
        rules.push(rule);
    }
    Ok(rules)
}

fn rule(part: &Part<'_>, index: usize) -> Parsed<NoticeRule> {
    let (word, own): (&'static str, &[&str]) = match part.text("do")?.unwrap_or_default() {
        "drop" => ("drop", &[]),
        "duplicate" => ("duplicate", &["count"]),
        "hold" => ("hold", &["days"]),
        "reorder" => ("reorder", &[]),
        "race" => ("race", &["until"]),
        _ => return Err(part.wrong("do", "must be one of drop, duplicate, hold, reorder, race")),
    };
    part.known(&[&["name", "when", "times", "do"], own].concat())?;
    let act = match word {
        "duplicate" => match part.counted("count")?.unwrap_or(2) {
            count @ 2..=1000 => NoticeAct::Duplicate(count),
            _ => return Err(part.wrong("count", "must be a whole number from 2 to 1000")),
        },
        "hold" => {
            let days = part.decimal("days")?.ok_or_else(|| part.wrong("days", "is required: days on the clock"))?;
            let seconds = i64::try_from((days * Decimal::from(DAY_SECONDS)).round()).unwrap_or(0);
            let sound = (1..=366 * DAY_SECONDS).contains(&seconds);
            NoticeAct::Hold(
                sound.then_some(seconds).ok_or_else(|| part.wrong("days", "must be above 0 and at most 366"))?,
            )
        }
        "reorder" => NoticeAct::Reorder,
        "race" => match part.text("until")?.unwrap_or("sent") {
            "sent" => NoticeAct::Race { answered: false },
            "answered" => NoticeAct::Race { answered: true },
            _ => return Err(part.wrong("until", "must be sent or answered")),
        },
        _ => NoticeAct::Drop,
    };
    let none = Json::Object(Vec::new());
    let path = part.at("when");
    let when = Part { pairs: pairs(&path, part.get("when").unwrap_or(&none))?, path };
    when.known(&[&["kind", "status", "amount"], TURN].concat())?;
    let kind = when.text("kind")?;
    if kind.is_some_and(|kind| !Kind::ALL.iter().any(|known| known.word() == kind)) {
        let words: Vec<&str> = Kind::ALL.iter().map(|known| known.word()).collect();
        return Err(when.wrong("kind", &format!("must be one of {}", words.join(", "))));
    }
    if act == NoticeAct::Reorder && kind != Some(Kind::Payment.word()) {
        return Err(when.wrong("kind", "must be PAYMENT for reorder: no other notice has a stale one before it"));
    }
    Ok(NoticeRule {
        name: part.text("name")?.map_or_else(|| format!("notification {}", index + 1), str::to_string),
        kind: kind.map(str::to_string),
        status: when.text("status")?.map(str::to_string),
        amount: when.amount()?,
        turn: when.turn()?,
        times: part.counted("times")?,
        act,
        word,
    })
}

impl NoticeRule {
    /// Whether it is for a notice, its number aside.
    pub(super) fn fits(&self, kind: Kind, body: &Json) -> bool {
        let amount = || match body.get("amount") {
            Some(Json::Number(text) | Json::Text(text)) => Decimal::from_str_exact(text).ok(),
            _ => None,
        };
        self.kind.as_ref().is_none_or(|wanted| wanted == kind.word())
            && self.status.as_ref().is_none_or(|wanted| body.text(&["status"]) == Some(wanted))
            && self.amount.is_none_or(|wanted| amount().is_some_and(|amount| amount.normalize() == wanted))
    }
}

/// Puts a notice into the queue as a fault wants it.
pub(crate) fn queue(desk: &Desk<'_>, hit: &Hit<NoticeRule>, kind: Kind, draft: &Draft<'_>) -> Outcome<()> {
    match hit.rule.act {
        NoticeAct::Drop => {
            let dropped = Draft { state: notice::DROPPED, due: None, reason: "Dropped by the fault plan.", ..*draft };
            notice::insert(desk, kind, &dropped)?;
        }
        NoticeAct::Duplicate(count) => {
            for _ in 0..count {
                notice::insert(desk, kind, draft)?;
            }
        }
        NoticeAct::Hold(seconds) => {
            let due = draft.due.map(|due| due.plus_seconds(seconds));
            notice::insert(desk, kind, &Draft { due, ..*draft })?;
        }
        NoticeAct::Reorder => {
            let first = notice::insert(desk, kind, draft)?;
            let (order, payment) = (OrderRow::by_id(desk.db, draft.ids.0)?, PaymentRow::by_id(desk.db, draft.ids.1)?);
            if let (Some(mut order), Some(mut payment)) = (order, payment) {
                (order.status, payment.status) = (Order::Attempted, Payment::PendingWithBank);
                (payment.paid_at, payment.bank_reference) = (None, None);
                payment.message = "Waiting for the payer.".to_string();
                let stale = notice::body(desk, &order, &payment);
                notice::insert(desk, kind, &Draft { body: &stale, after: Some(first), ..*draft })?;
            }
        }
        NoticeAct::Race { answered } => {
            let notice = notice::insert(desk, kind, draft)?;
            desk.faults.race(Racing { notice, answered });
        }
    }
    desk.faults.notice_acts(hit);
    Ok(())
}

/// Waits until the notices that race with an answer are on their way, or have been answered.
pub(crate) async fn raced(gateway: &Gateway) {
    if !gateway.faults.armed() {
        return;
    }
    for one in gateway.faults.racing() {
        let mut news = gateway.faults.news();
        loop {
            news.borrow_and_update();
            if one.over(gateway) || news.changed().await.is_err() {
                break;
            }
        }
    }
}

impl Racing {
    fn over(&self, gateway: &Gateway) -> bool {
        let waits = "SELECT count(*) > 0 FROM notices WHERE id = ?1 AND state = 'WAITING' AND attempts = 0
                     AND (?2 OR due IS NOT NULL)";
        let read = gateway.transaction(|desk| {
            let mut statement = desk.db.prepare_cached(waits)?;
            Ok(statement.query_row(rusqlite::params![self.notice, self.answered], |row| row.get::<_, bool>(0))?)
        });
        // A store that cannot be read ends the race: the answer must not hang on it.
        !read.unwrap_or(false)
    }
}

impl Faults {
    /// The fault for a notice.
    pub(crate) fn choose_notice(&self, kind: Kind, body: &Json) -> Option<Hit<NoticeRule>> {
        self.notice_turn(|rule| rule.fits(kind, body))
    }
}
