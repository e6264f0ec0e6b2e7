//! The gateway's operations: one handler a row of the table, and the frame around them (credentials, checks,
//! envelope, journal).

use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, StatusCode};
use rusqlite::{Connection, TransactionBehavior};
use rust_decimal::Decimal;

use crate::clock::{self, Moment};
use crate::config::{Config, ErrorStatus, TokenForm};
use crate::fault::{
    Fault, NOT_FOUND, Outcome, Refusal, TOKEN_REJECTED, TOO_MANY, WRONG_KEYS, invalid, refuse, token_rejected,
};
use crate::journal;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::plan::live::Faults;
use crate::routes::{Auth, Effect, Operation, Verb};
use crate::{check, ids, mask, routes, schedule};

pub(crate) mod charge;
pub(crate) mod checkout;
pub(crate) mod customers;
pub(crate) mod instruments;
pub(crate) mod offers;
pub(crate) mod orders;
pub(crate) mod origins;
pub(crate) mod otp;
pub(crate) mod payment_links;
pub(crate) mod payments;
pub(crate) mod qr_codes;
pub(crate) mod refunds;
pub(crate) mod searches;
pub(crate) mod settlements;
pub(crate) mod split_accounts;
pub(crate) mod splits;
pub(crate) mod token;
pub(crate) mod upi;

mod answered;
mod cards;

use answered::Effects;
pub(crate) use answered::{Answered, Mark};

/// Does one operation inside an open transaction.
pub(crate) type Handler = fn(&Desk<'_>, &Call<'_>) -> Outcome<Reply>;

/// A checked request.
pub(crate) struct Call<'a> {
    /// The id in the path; empty where the operation has none.
    pub id: &'a str,
    /// The merchant's access key; empty where no credentials travel.
    pub merchant: String,
    /// The query parameters.
    pub query: Vec<(String, String)>,
    /// The body; an empty object where there is none.
    pub body: Json,
}

/// What a handler answers.
pub(crate) struct Reply {
    /// The payload, or the whole body where `flat`; a text is then plain text.
    pub payload: Json,
    /// Whether it goes without the standard envelope.
    pub flat: bool,
    /// The order it is about, for the journal.
    pub order_id: Option<String>,
    /// Whether a status call told that the order is paid, for the audit.
    pub told_paid: bool,
}

impl Reply {
    /// An answer in the standard envelope.
    pub(crate) fn about(order_id: &str, payload: Json) -> Reply {
        Reply { payload, flat: false, order_id: Some(order_id.to_string()), told_paid: false }
    }

    /// An answer that is about no order.
    pub(crate) fn payload(payload: Json) -> Reply {
        Reply { payload, flat: false, order_id: None, told_paid: false }
    }

    /// The same as a status call that may tell of a success.
    pub(crate) fn telling(self, paid: bool) -> Reply {
        Reply { told_paid: paid, ..self }
    }
}

/// A request as it came in.
pub(crate) struct Incoming<'a> {
    /// The row of the table.
    pub operation: &'static Operation,
    /// The verb it came with, which another edition of the documentation may have given it.
    pub verb: Verb,
    /// Its handler.
    pub handler: Handler,
    /// The id in the path.
    pub id: &'a str,
    /// Path and query.
    pub target: &'a str,
    /// The query parameters.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
}

/// The running gateway.
pub(crate) struct Gateway {
    /// The settings.
    pub config: Config,
    /// Its own address.
    pub url: String,
    /// Wakes the courier.
    pub courier: tokio::sync::Notify,
    /// What is to go wrong.
    pub faults: Faults,
    /// Makes the digests of one run useless to who has the file.
    salt: [u8; 32],
    db: Mutex<Connection>,
}

impl Gateway {
    /// A gateway over an open store.
    pub(crate) fn new(config: Config, url: String, db: Connection) -> Gateway {
        let faults = Faults::new(config.faults.clone());
        let salt = ids::salt(config.seed);
        Gateway { config, url, courier: tokio::sync::Notify::new(), faults, salt, db: Mutex::new(db) }
    }

    /// Lets due things happen, then does `work` in one transaction that a fault undoes.
    pub(crate) fn work<T>(&self, work: impl FnOnce(&Desk<'_>) -> Outcome<T>) -> Outcome<T> {
        let outcome = self.transaction(schedule::catch_up).and_then(|()| self.transaction(work));
        self.courier.notify_one();
        outcome
    }

    /// Does `work` in one transaction, without looking at the schedule first.
    pub(crate) fn transaction<T>(&self, work: impl FnOnce(&Desk<'_>) -> Outcome<T>) -> Outcome<T> {
        // A panic inside a handler leaves its transaction rolled back, so the connection is still sound.
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        // Immediate, so that a second process on the same file waits for its turn instead of failing half-way.
        let open = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let desk =
            Desk { db: &open, config: &self.config, url: &self.url, faults: &self.faults, now: clock::now(&open)? };
        let done = work(&desk)?;
        open.commit()?;
        Ok(done)
    }

    /// Answers a request of the gateway's own API, and writes both down.
    pub(crate) fn answer(&self, incoming: &Incoming<'_>, mark: &Mark) -> Answered {
        let parsed = parse_body(incoming);
        let outcome = self.work(|desk| {
            in_turn(desk)?;
            let merchant = identify(desk, incoming)?;
            let record = routes::request(incoming.operation);
            let mut body = own_key(incoming.operation, parsed.clone()?, &merchant)?;
            if incoming.operation.resource == "mandates" {
                body = check::respelled(record, body);
            }
            check::query(record, &incoming.query)?;
            check::body(record, &body)?;
            let call = Call { id: incoming.id, merchant, query: incoming.query.clone(), body };
            (incoming.handler)(desk, &call)
        });
        let (mut answered, effects) = match outcome {
            Ok(reply) => {
                let body = if reply.flat {
                    reply.payload
                } else {
                    spelled(incoming.operation, envelope(0, "Success", reply.payload))
                };
                let effects = Effects {
                    applied: incoming.operation.effect != Effect::Read,
                    order_id: reply.order_id,
                    told_paid: reply.told_paid && !reply.flat,
                };
                (Answered { status: StatusCode::OK, code: 0, body, seq: 0 }, effects)
            }
            Err(fault) => (self.refusal(incoming, &fault), Effects::default()),
        };
        answered.seq = self.write_down(incoming, parsed.ok().as_ref(), mark, Some(&answered), effects);
        answered
    }
}

impl Desk<'_> {
    /// A time in an answer: in India's local form, or ISO 8601 where the settings say so.
    pub(crate) fn date(&self, at: Moment) -> Json {
        if self.config.iso_dates { at.iso().into() } else { at.text().into() }
    }

    /// An amount in an answer: a number, or a string where the settings say so.
    pub(crate) fn amount(&self, value: Decimal, places: u32) -> Json {
        if self.config.amounts_as_text { fixed(value, places).into() } else { Json::decimal(value, places) }
    }
}

/// The standard envelope.
pub(crate) fn envelope(code: i64, message: &str, payload: Json) -> Json {
    Json::object([("response_code", code.into()), ("response_message", message.into()), ("payload", payload)])
}

/// The keys of code and message that the documentation of this operation prints: one of them has its own.
pub(crate) fn envelope_keys(operation: &Operation) -> (&'static str, &'static str) {
    match operation.name {
        "payments.update_split" => ("code", "message"),
        _ => ("response_code", "response_message"),
    }
}

/// The envelope with the keys of its operation.
fn spelled(operation: &Operation, envelope: Json) -> Json {
    let Json::Object(pairs) = envelope else { return envelope };
    let (code, message) = envelope_keys(operation);
    let renamed = pairs.into_iter().map(|(key, value)| match key.as_str() {
        "response_code" => (code.to_string(), value),
        "response_message" => (message.to_string(), value),
        _ => (key, value),
    });
    Json::Object(renamed.collect())
}

/// The body without the access key that some operations want in it once more.
fn own_key(operation: &Operation, body: Json, merchant: &str) -> Outcome<Json> {
    let (Some(key), Json::Object(pairs)) = (operation.access_key, &body) else { return Ok(body) };
    match body.text(&[key]) {
        None => Err(invalid(format!("The key {key} is required."))),
        Some(given) if given != merchant => Err(token_rejected("the access key in the body does not fit the token.")),
        Some(_) => Ok(Json::Object(pairs.iter().filter(|(name, _)| name != key).cloned().collect())),
    }
}

fn refusal_body(operation: &Operation, refusal: &Refusal) -> Json {
    if operation.auth == Auth::Keys {
        return Json::object([
            ("token", Json::Null),
            ("expiry", 0.into()),
            ("resultCode", refusal.code.into()),
            ("resultMessage", refusal.text.as_str().into()),
        ]);
    }
    spelled(operation, envelope(refusal.code, &refusal.text, refusal.payload.map_or(Json::Null, Json::from)))
}

/// Turns a request away that is one too many in a minute.
fn in_turn(desk: &Desk<'_>) -> Outcome<()> {
    let most = desk.config.requests_per_minute;
    if most > 0 && journal::answered_since(desk, desk.now.plus_seconds(-60))? >= most {
        return Err(refuse(TOO_MANY, "Too many requests; come back in a minute."));
    }
    Ok(())
}

fn http_status(config: &Config, code: i64) -> StatusCode {
    // Whatever stands before a gateway turns requests away with this status, so that it does not hide behind 200.
    if code == TOO_MANY {
        return StatusCode::TOO_MANY_REQUESTS;
    }
    if config.error_status == ErrorStatus::Always200 {
        return StatusCode::OK;
    }
    match code {
        TOKEN_REJECTED | WRONG_KEYS => StatusCode::UNAUTHORIZED,
        NOT_FOUND => StatusCode::NOT_FOUND,
        409 => StatusCode::CONFLICT,
        422 => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::BAD_REQUEST,
    }
}

fn parse_body(incoming: &Incoming<'_>) -> Result<Json, Refused> {
    if incoming.body.is_empty() || incoming.verb == Verb::Get {
        return Ok(Json::Object(Vec::new()));
    }
    let kind = incoming.headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("application/json") {
        return Err(Refused("The body must be JSON with the header Content-Type: application/json."));
    }
    match Json::parse(incoming.body) {
        Ok(body @ Json::Object(_)) => Ok(body),
        Ok(_) => Err(Refused("The body must be a JSON object.")),
        Err(problem) => Err(Refused(problem)),
    }
}

/// A refusal that can be kept while the credentials are looked at first.
#[derive(Clone, Copy)]
struct Refused(&'static str);

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Fault {
        invalid(refused.0)
    }
}

/// The merchant behind the credentials an operation demands.
fn identify(desk: &Desk<'_>, incoming: &Incoming<'_>) -> Outcome<String> {
    let header = |name: &str| incoming.headers.get(name).and_then(|value| value.to_str().ok());
    let with_key = match incoming.operation.auth {
        Auth::Nothing | Auth::Customer | Auth::Keys => return Ok(String::new()),
        Auth::Token => false,
        Auth::TokenAndKey => true,
    };
    let given = header("authorization").ok_or_else(|| token_rejected("the Authorization header is missing."))?;
    let token = match (mask::is_bearer(given), desk.config.token_form) {
        (true, TokenForm::Both | TokenForm::Bearer) => given[7..].trim(),
        (false, TokenForm::Both | TokenForm::Raw) => given.trim(),
        (true, TokenForm::Raw) => return Err(token_rejected("this gateway wants the bare token.")),
        (false, TokenForm::Bearer) => return Err(token_rejected("this gateway wants the form Bearer <token>.")),
    };
    let merchant = token::merchant_of(desk, token)?;
    if with_key && header("merchantaccesskey") != Some(merchant.as_str()) {
        return Err(token_rejected("the merchantAccessKey header is missing or does not fit the token."));
    }
    Ok(merchant)
}
