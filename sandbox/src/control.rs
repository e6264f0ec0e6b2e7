//! The control routes under `/_sandbox/`: what a test does in place of a payer, a clock, and an auditor.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use rust_decimal::Decimal;

use crate::clock::{self, Moment};
use crate::fault::{CONFLICT, Fault, IMPOSSIBLE, NOT_FOUND, Outcome, invalid};
use crate::gateway::payments::Wish;
use crate::gateway::{Gateway, orders, payment_links, payments, qr_codes, refunds, upi};
use crate::json::Json;
use crate::ledger::Desk;
use crate::plan::notices::raced;
use crate::rows::{OrderRow, PaymentRow, RefundRow};
use crate::server::json_response;
use crate::states::{Machine, RefundEvent};
use crate::values::Place;
use crate::{audit, corrections, courier, journal, money, notice, openapi, rules, store, values};

type App = State<Arc<Gateway>>;

/// The furthest the clock goes; beyond the year 9999 no date could be printed.
const LAST: &str = "9000-01-01T00:00:00+05:30";

/// The routes.
pub(crate) fn routes() -> Router<Arc<Gateway>> {
    Router::new()
        .route("/_sandbox/upi/pay", post(pay))
        .route("/_sandbox/payment-links/{link_id}/pay", post(pay_link))
        .route("/_sandbox/payments/{transaction_id}", post(decide_payment))
        .route("/_sandbox/refunds/{request_id}", post(decide_refund))
        .route("/_sandbox/chargebacks", post(charge_back))
        .route("/_sandbox/adjustments", post(adjust))
        .route("/_sandbox/notify-url", post(set_notify_url))
        .route("/_sandbox/clock", get(read_clock).post(move_clock))
        .route("/_sandbox/reset", post(reset))
        .route("/_sandbox/values", get(test_values))
        .route("/_sandbox/openapi.json", get(document))
        .route("/_sandbox/log", get(log))
        .route("/_sandbox/audit", get(read_audit))
        .route("/_sandbox/webhooks", get(webhooks))
        .route("/_sandbox/webhooks/flush", post(flush))
        .route("/_sandbox/webhooks/{id}/redeliver", post(redeliver))
}

/// The answer of a control route.
pub(crate) fn answer(outcome: Outcome<Json>) -> Response {
    let (status, body) = match outcome {
        Ok(body) => return json_response(StatusCode::OK, body.to_string()),
        Err(Fault::Store(error)) => (StatusCode::INTERNAL_SERVER_ERROR, format!("The store failed: {error}")),
        Err(Fault::Refused(refusal)) => {
            let status = match refusal.code {
                NOT_FOUND => StatusCode::NOT_FOUND,
                CONFLICT => StatusCode::CONFLICT,
                IMPOSSIBLE => StatusCode::UNPROCESSABLE_ENTITY,
                _ => StatusCode::BAD_REQUEST,
            };
            (status, refusal.text)
        }
    };
    json_response(status, Json::object([("error", body.into())]).to_string())
}

/// The body of a control route, if it has no other keys than these.
pub(crate) fn parsed(body: &Bytes, keys: &[&str]) -> Outcome<Json> {
    let json = if body.is_empty() { Json::Object(Vec::new()) } else { Json::parse(body).map_err(invalid)? };
    match &json {
        Json::Object(pairs) if pairs.iter().all(|(key, _)| keys.contains(&key.as_str())) => Ok(json),
        _ => Err(invalid(format!("The body must be an object with no other keys than: {}.", keys.join(", ")))),
    }
}

async fn pay(State(gateway): App, body: Bytes) -> Response {
    let outcome = parsed(&body, &["upi", "qr_code_id", "vpa", "amount"])
        .and_then(|body| gateway.work(|desk| pay_by_app(desk, &body)));
    raced(&gateway).await;
    answer(outcome)
}

/// What a payer's UPI app does with a text it scanned.
fn pay_by_app(desk: &Desk<'_>, body: &Json) -> Outcome<Json> {
    let text = match (body.text(&["upi"]), body.text(&["qr_code_id"])) {
        (Some(text), None) => text.to_string(),
        // Reading the picture is the phone's business; a test may name the code instead.
        (None, Some(id)) => qr_codes::text(desk, id)?,
        _ => return Err(invalid("Give either upi, the text of a QR or an intent link, or the key qr_code_id.")),
    };
    let (vpa, wish) = payer(body)?;
    let chosen = amount(body)?;
    let (reference, named) =
        upi::read_link(&text).ok_or_else(|| invalid("The text is not a UPI link of this sandbox."))?;
    let named = match named.map(|text| money::payable(&Json::Number(text))) {
        Some(Err(_)) => return Err(invalid("The amount in the text is not an amount.")),
        Some(Ok(amount)) => Some(amount),
        None => None,
    };
    if let Some(code) = qr_codes::by_id(desk, &reference)? {
        let (order, payment) = qr_codes::scan(desk, &code, (named, chosen), vpa, wish)?;
        return Ok(paid(&order, &payment));
    }
    let (mut order, mut payment) = upi::scanned(desk, &reference)?;
    if named.map(|amount| amount.normalize()) != Some(payment.amount.normalize()) {
        return Err(invalid("The amount in the text is not the amount of the order."));
    }
    if chosen.is_some_and(|chosen| chosen != payment.amount) {
        return Err(invalid("The amount of an order is fixed."));
    }
    payment.vpa = Some(vpa.to_string());
    let (event, message) = wish.event();
    desk.decide(&mut order, &mut payment, event, message)?;
    Ok(paid(&order, &payment))
}

/// The payer's UPI id, and what it stands for.
fn payer(body: &Json) -> Outcome<(&str, Wish)> {
    let vpa = body.text(&["vpa"]).and_then(|vpa| Some((vpa, values::payer(vpa)?)));
    vpa.ok_or_else(|| invalid(format!("The key vpa must be {}.", values::named(Place::Vpa))))
}

/// The amount a payer types in.
fn amount(body: &Json) -> Outcome<Option<Decimal>> {
    let Some(value) = body.get("amount") else { return Ok(None) };
    money::payable(value).map(Some).map_err(|problem| invalid(format!("The key amount {problem}.")))
}

fn paid(order: &OrderRow, payment: &PaymentRow) -> Json {
    Json::object([
        ("transaction_id", payment.transaction_id.as_str().into()),
        ("status", payment.status.word().into()),
        ("order_id", order.order_id.as_str().into()),
    ])
}

async fn pay_link(State(gateway): App, Path(link_id): Path<String>, body: Bytes) -> Response {
    let outcome = parsed(&body, &["vpa", "amount"]).and_then(|body| {
        let ((vpa, wish), amount) = (payer(&body)?, amount(&body)?);
        gateway.work(|desk| {
            let link = payment_links::by_id(desk, &link_id)?;
            let (order, payment) = payment_links::pay(desk, &link, amount, Some(vpa), wish)?;
            Ok(paid(&order, &payment))
        })
    });
    raced(&gateway).await;
    answer(outcome)
}

/// What the payer does at the bank: net banking, wallet, pay later, 3DS, an open UPI request, an authorised card.
async fn decide_payment(State(gateway): App, Path(transaction_id): Path<String>, body: Bytes) -> Response {
    let outcome = parsed(&body, &["outcome"]).and_then(|body| {
        let wish = if succeeds(&body)? { Wish::Approve } else { Wish::Decline };
        gateway.work(|desk| {
            let mut payment = PaymentRow::by_id(desk.db, &transaction_id)?.ok_or_else(payments::not_found)?;
            let mut order = orders::by_capability(desk, &payment.order_id)?;
            let (event, message) = wish.event();
            desk.decide(&mut order, &mut payment, event, message)?;
            Ok(paid(&order, &payment))
        })
    });
    raced(&gateway).await;
    answer(outcome)
}

async fn decide_refund(State(gateway): App, Path(request_id): Path<String>, body: Bytes) -> Response {
    let outcome = parsed(&body, &["outcome"]).and_then(|body| {
        let event = if succeeds(&body)? { RefundEvent::Credit } else { RefundEvent::Reject };
        gateway.work(|desk| {
            let found = RefundRow::all(desk.db, "request_id = ?1 AND status = 'CREATED'", [&request_id])?;
            let mut refund = found.into_iter().next().ok_or_else(refunds::not_found)?;
            refunds::decide(desk, &mut refund, event)?;
            Ok(Json::object([("request_id", request_id.as_str().into()), ("status", refund.status.word().into())]))
        })
    });
    raced(&gateway).await;
    answer(outcome)
}

/// What a control call says about the end of a payment or a refund.
fn succeeds(body: &Json) -> Outcome<bool> {
    match body.text(&["outcome"]) {
        Some("success") => Ok(true),
        Some("failure") => Ok(false),
        _ => Err(invalid("The key outcome must be success or failure.")),
    }
}

/// The merchant a control call is about: the first one, unless it names another.
fn merchant<'a>(gateway: &'a Gateway, body: &Json) -> Outcome<&'a str> {
    let mut known = gateway.config.merchants.iter().map(|merchant| merchant.access_key.as_str());
    let wanted = body.text(&["access_key"]);
    let found = known.find(|key| wanted.is_none_or(|wanted| wanted == *key));
    found.ok_or_else(|| invalid("The key access_key must be a merchant's access key."))
}

async fn charge_back(State(gateway): App, body: Bytes) -> Response {
    answer(
        parsed(&body, &["transaction_id", "amount"])
            .and_then(|body| gateway.work(|desk| corrections::charge_back(desk, &body))),
    )
}

async fn adjust(State(gateway): App, body: Bytes) -> Response {
    answer(parsed(&body, &["amount", "access_key"]).and_then(|body| {
        let merchant = merchant(&gateway, &body)?;
        gateway.work(|desk| corrections::adjust(desk, merchant, &body))
    }))
}

/// Where a merchant's notices go that no order names an address for.
async fn set_notify_url(State(gateway): App, body: Bytes) -> Response {
    answer(parsed(&body, &["url", "access_key"]).and_then(|body| {
        let url = body.text(&["url"]).filter(|url| url.is_empty() || rules::url(url));
        let url = url.ok_or_else(|| invalid("The key url must be an http or https address, or empty for none."))?;
        let merchant = merchant(&gateway, &body)?;
        gateway.work(|desk| notice::set_address(desk, merchant, url))?;
        Ok(Json::object([("url", url.into())]))
    }))
}

async fn read_clock(State(gateway): App) -> Response {
    answer(gateway.work(show_clock))
}

fn show_clock(desk: &Desk<'_>) -> Outcome<Json> {
    Ok(Json::object([("now", desk.now.iso().into()), ("runs", clock::runs(desk.db)?.into())]))
}

async fn move_clock(State(gateway): App, body: Bytes) -> Response {
    let moved = parsed(&body, &["advance_seconds", "set"]).and_then(|body| {
        gateway.transaction(|desk| {
            let to = destination(desk, &body)?;
            Ok(clock::move_to(desk.db, to)?)
        })
    });
    // What fell due on the way happens before the answer, so that the next call already sees it.
    answer(moved.and_then(|()| gateway.work(show_clock)))
}

fn destination(desk: &Desk<'_>, body: &Json) -> Outcome<Moment> {
    let to = match (body.get("advance_seconds"), body.get("set")) {
        (Some(Json::Number(text)), None) => {
            let seconds: i64 =
                text.parse().map_err(|_| invalid("The key advance_seconds must be a whole number of seconds."))?;
            desk.now.plus_seconds(seconds)
        }
        (None, Some(Json::Text(text))) => Moment::parse(text)
            .ok_or_else(|| invalid("The key set must be a time such as 2026-11-24T10:00:00+05:30."))?,
        _ => return Err(invalid("Give either advance_seconds, a whole number, or set, a time.")),
    };
    if to < desk.now {
        return Err(invalid("The clock only goes forward; use reset to start again."));
    }
    if Moment::parse(LAST).is_some_and(|last| to > last) {
        return Err(invalid("The clock does not go that far."));
    }
    Ok(to)
}

async fn reset(State(gateway): App, _read: Bytes) -> Response {
    gateway.faults.restart();
    answer(gateway.transaction(|desk| {
        store::reset(desk.db, desk.config)?;
        Ok(Json::object([("now", clock::now(desk.db)?.iso().into())]))
    }))
}

async fn document(State(gateway): App) -> Response {
    json_response(StatusCode::OK, openapi::document(&gateway.url).to_string())
}

async fn test_values() -> Response {
    answer(Ok(values::json()))
}

async fn log(State(gateway): App) -> Response {
    answer(gateway.work(|desk| Ok(Json::object([("requests", journal::read(desk)?)]))))
}

async fn read_audit(State(gateway): App) -> Response {
    answer(audited(&gateway).await)
}

/// The audit, as soon as no notice is on its way: such a one is not lost.
pub(crate) async fn audited(gateway: &Gateway) -> Outcome<Json> {
    tried(gateway).await?;
    gateway.work(audit::report)
}

async fn webhooks(State(gateway): App) -> Response {
    answer(gateway.work(|desk| Ok(Json::object([("webhooks", courier::list(desk, None)?)]))))
}

async fn redeliver(State(gateway): App, Path(id): Path<String>, _read: Bytes) -> Response {
    let number = id.parse::<i64>().map_err(|_| invalid("The id of a webhook is a number."));
    answer(number.and_then(|id| gateway.work(|desk| courier::redeliver(desk, id))))
}

/// Answers when every delivery that is due has been tried.
async fn flush(State(gateway): App, _read: Bytes) -> Response {
    answer(match tried(&gateway).await {
        Ok(()) => gateway.work(|desk| Ok(Json::object([("webhooks", courier::list(desk, None)?)]))),
        Err(fault) => Err(fault),
    })
}

/// Waits until every delivery that is due has been tried.
async fn tried(gateway: &Gateway) -> Outcome<()> {
    while gateway.work(courier::busy)? > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}
