//! The page behind a payment link: what is left to pay, and buttons for a payer who pays or whose bank declines.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::response::Response;
use axum::routing::get;

use crate::fault::{Outcome, invalid};
use crate::gateway::Gateway;
use crate::gateway::origins::{self, Kind};
use crate::gateway::payment_links::{self, Link};
use crate::gateway::payments::Wish;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::money;
use crate::page::{document, escaped, html, see_other, value};
use crate::plan::notices::raced;
use crate::server::pairs;
use crate::states::Machine;

type App = State<Arc<Gateway>>;

/// The page and its form.
pub(crate) fn routes() -> Router<Arc<Gateway>> {
    Router::new().route("/v1/link/{link_id}", get(show).post(decide))
}

async fn show(State(gateway): App, Path(link_id): Path<String>) -> Response {
    html(gateway.work(|desk| drawn(desk, &payment_links::by_id(desk, &link_id)?)))
}

async fn decide(State(gateway): App, Path(link_id): Path<String>, body: Bytes) -> Response {
    let form = pairs(&String::from_utf8_lossy(&body));
    let outcome = gateway.work(|desk| {
        let link = payment_links::by_id(desk, &link_id)?;
        let wish = match value(&form, "decision") {
            Some("approve") => Wish::Approve,
            Some("decline") => Wish::Decline,
            _ => return Err(invalid("The field decision must be approve or decline.")),
        };
        let amount = match value(&form, "amount").filter(|text| !text.is_empty()) {
            Some(text) => Some(money::payable(&Json::from(text)).map_err(|why| invalid(format!("The amount {why}.")))?),
            None => None,
        };
        payment_links::pay(desk, &link, amount, None, wish)?;
        let link = payment_links::by_id(desk, &link_id)?;
        // A link that can be paid further shows its page again.
        let back = link.request.text(&["returnUrl"]).filter(|_| !link.status.is_open()).map(str::to_string);
        Ok((back, drawn(desk, &link)?))
    });
    raced(&gateway).await;
    match outcome {
        Ok((Some(address), _)) if HeaderValue::from_str(&address).is_ok() => see_other(&address),
        Ok((_, page)) => html(Ok(page)),
        Err(fault) => html(Err(fault)),
    }
}

fn drawn(desk: &Desk<'_>, link: &Link) -> Outcome<String> {
    let payments = origins::payments(desk, Kind::PaymentLink, &link.link_id)?;
    let (left, state) = (payment_links::left(link, &payments), link.status.word());
    let form = if link.status.is_open() && left > rust_decimal::Decimal::ZERO {
        let read_only = if link.parts { "" } else { " readonly" };
        format!(
            "<form method=\"post\" action=\"/v1/link/{}\"><input name=\"amount\" value=\"{}\"{read_only}> \
             <button name=\"decision\" value=\"approve\">Approve</button> \
             <button name=\"decision\" value=\"decline\">Decline</button></form>",
            escaped(&link.link_id),
            fixed(left, 2)
        )
    } else {
        String::new()
    };
    Ok(document(&format!(
        "<h1>Example Store</h1><p><strong>\u{20b9} {}</strong> {}</p>\
         <p id=\"status\" data-status=\"{state}\">Status: {state}</p>{form}",
        fixed(link.amount, 2),
        escaped(link.request.text(&["description"]).unwrap_or_default())
    )))
}
