//! The checkout page behind `redirectionUrl`: enough for a person, or a headless browser, to approve, decline or
//! cancel, and to be sent back to the merchant with the result in the query string.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;

use crate::fault::{Fault, Outcome, invalid};
use crate::gateway::payments::Wish;
use crate::gateway::{Gateway, charge, orders, payments};
use crate::ids;
use crate::json::fixed;
use crate::ledger::Desk;
use crate::notice;
use crate::plan::notices::raced;
use crate::rows::{OrderRow, PaymentRow};
use crate::server::{encoded, pairs, with_type};
use crate::states::{Machine, OrderEvent, step};

type App = State<Arc<Gateway>>;

/// The page and its form.
pub(crate) fn routes() -> Router<Arc<Gateway>> {
    Router::new().route("/v1/pay/{order_id}", get(show).post(decide))
}

async fn show(State(gateway): App, Path(order_id): Path<String>, RawQuery(query): RawQuery) -> Response {
    let query = pairs(query.as_deref().unwrap_or_default());
    html(gateway.work(|desk| {
        let mut order = orders::by_capability(desk, &order_id)?;
        if step(order.status, OrderEvent::Render).is_some() {
            desk.move_order(&mut order, OrderEvent::Render)?;
        }
        let payment = match value(&query, "transactionId") {
            Some(id) => find(desk, &order, id)?,
            None => None,
        };
        Ok(checkout(&order, payment.as_ref()))
    }))
}

async fn decide(State(gateway): App, Path(order_id): Path<String>, body: Bytes) -> Response {
    let form = pairs(&String::from_utf8_lossy(&body));
    let outcome = gateway.work(|desk| {
        let mut order = orders::by_capability(desk, &order_id)?;
        let given = value(&form, "transactionId").filter(|id| !id.is_empty());
        let payment = match (value(&form, "decision"), given) {
            (Some("cancel"), _) => {
                desk.accepts_payment(&order)?;
                desk.move_order(&mut order, OrderEvent::Cancel)?;
                charge::cancel_payments(desk, &order)?
            }
            (Some(word @ ("approve" | "decline")), given) => {
                let mut payment = match given {
                    Some(id) => find(desk, &order, id)?.ok_or_else(payments::not_found)?,
                    None => opened(desk, &order)?,
                };
                let (event, message) = if word == "approve" { Wish::Approve } else { Wish::Decline }.event();
                desk.decide(&mut order, &mut payment, event, message)?;
                Some(payment)
            }
            _ => return Err(invalid("The field decision must be approve, decline or cancel.")),
        };
        Ok((return_address(desk, &order, payment.as_ref()), order, payment))
    });
    raced(&gateway).await;
    match outcome {
        Ok((Some(address), _, _)) if HeaderValue::from_str(&address).is_ok() => see_other(&address),
        Ok((_, order, payment)) => html(Ok(checkout(&order, payment.as_ref()))),
        Err(fault) => html(Err(fault)),
    }
}

pub(crate) fn value<'a>(pairs: &'a [(String, String)], key: &str) -> Option<&'a str> {
    pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

fn find(desk: &Desk<'_>, order: &OrderRow, transaction_id: &str) -> Outcome<Option<PaymentRow>> {
    Ok(PaymentRow::by_id(desk.db, transaction_id)?.filter(|payment| payment.order_id == order.order_id))
}

/// A UPI payment started on the page.
fn opened(desk: &Desk<'_>, order: &OrderRow) -> Outcome<PaymentRow> {
    payments::offered(order, "UPI", None)?;
    let mut payment = payments::new(desk, order, ids::transaction(desk.db)?, "UPI", "COLLECT");
    payment.closes = Some(desk.now.plus_seconds(desk.config.upi_seconds));
    payment.insert(desk.db)?;
    Ok(payment)
}

/// Where the browser goes afterwards: the return address with the result, as the gateway's own pages append it.
fn return_address(desk: &Desk<'_>, order: &OrderRow, payment: Option<&PaymentRow>) -> Option<String> {
    let base = order.return_url.as_deref()?;
    let amount = fixed(order.amount, 2);
    let mut fields = vec![
        ("orderId", order.order_id.clone()),
        ("amount", amount.clone()),
        ("finalAmount", amount.clone()),
        ("transactionAmount", amount),
        ("currency", "INR".to_string()),
        ("uniqueTransactionId", order.merchant_order_id.clone()),
        ("orderStatus", order.status.word().to_string()),
        ("txnDate", desk.now.text()),
    ];
    match payment {
        Some(payment) => fields.extend([
            ("status", payment.status.word().to_string()),
            ("transactionId", payment.transaction_id.clone()),
            ("paymentMode", payment.mode.clone()),
            ("txnMessage", payment.message.clone()),
            // The gateway's pages add this spelling on the way.
            ("transactionMessage", payment.message.clone()),
            ("checksum", notice::checksum(desk, order, payment)),
        ]),
        None => fields.push(("status", order.status.word().to_string())),
    }
    let (base, fragment) = base.split_once('#').map_or((base, None), |(base, rest)| (base, Some(rest)));
    let query: Vec<String> = fields.iter().map(|(key, value)| format!("{key}={}", encoded(value))).collect();
    let joint = if base.contains('?') { '&' } else { '?' };
    let fragment = fragment.map(|rest| format!("#{rest}")).unwrap_or_default();
    Some(format!("{base}{joint}{}{fragment}", query.join("&")))
}

fn checkout(order: &OrderRow, payment: Option<&PaymentRow>) -> String {
    let state = payment.map_or(order.status.word(), |payment| payment.status.word());
    let open = order.status.is_open() && payment.is_none_or(|payment| payment.status.is_open());
    let form = if open {
        let id = payment.map(|payment| payment.transaction_id.as_str()).unwrap_or_default();
        format!(
            "<form method=\"post\" action=\"/v1/pay/{}\"><input type=\"hidden\" name=\"transactionId\" value=\"{}\">\
             <button name=\"decision\" value=\"approve\">Approve</button> \
             <button name=\"decision\" value=\"decline\">Decline</button> \
             <button name=\"decision\" value=\"cancel\">Cancel the order</button></form>",
            escaped(&order.order_id),
            escaped(id)
        )
    } else {
        String::new()
    };
    let place = payment.map(place).unwrap_or_default();
    document(&format!(
        "<h1>Example Store</h1>{place}<p><strong>\u{20b9} {}</strong> for order {}</p>\
         <p id=\"status\" data-status=\"{state}\">Status: {state}</p>{form}",
        fixed(order.amount, 2),
        escaped(&order.merchant_order_id)
    ))
}

/// Where the payer is: a bank's page says whose it is.
fn place(payment: &PaymentRow) -> String {
    let card = payment.masked_card.as_deref().unwrap_or_default();
    let bank = payment.bank_name.as_deref().unwrap_or_default();
    match payment.mode.as_str() {
        "UPI" => String::new(),
        _ if !card.is_empty() => format!("<p id=\"place\">3-D Secure of {} for card {card}</p>", escaped(bank)),
        _ => format!("<p id=\"place\">{}</p>", escaped(bank)),
    }
}

pub(crate) fn document(body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sandbox checkout</title>\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <style>body{{font:1.1rem system-ui;max-width:32rem;margin:3rem auto;padding:0 1rem}}\
         button{{font:inherit;padding:.6rem 1rem;margin:.2rem 0}}</style></head>\
         <body>{body}<hr><p><small>A sandbox on this machine. No real money moves.</small></p></body></html>"
    )
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub(crate) fn html(outcome: Outcome<String>) -> Response {
    let (status, body) = match outcome {
        Ok(body) => (StatusCode::OK, body),
        Err(fault) => {
            let status = match &fault {
                Fault::Refused(refusal) => {
                    u16::try_from(refusal.code).ok().and_then(|code| StatusCode::from_u16(code).ok())
                }
                Fault::Store(_) => None,
            };
            let text = document(&format!("<h1>Sorry</h1><p>{}</p>", escaped(&fault.to_string())));
            (status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), text)
        }
    };
    with_type(status, "text/html; charset=utf-8", body)
}

pub(crate) fn see_other(address: &str) -> Response {
    let mut response = with_type(StatusCode::SEE_OTHER, "text/plain", String::new());
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}
