//! The page a payer sees in place of a UPI app: the mandate, and a button for each thing its state lets a payer do.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

use super::control::{find, perform};
use super::rows::MandateRow;
use crate::fault::invalid;
use crate::gateway::Gateway;
use crate::json::{Json, fixed};
use crate::page::{document, escaped, html, value};
use crate::server::pairs;
use crate::states::{Machine, MandateEvent, step};

type App = State<Arc<Gateway>>;

/// What a payer can do: the word of the form, the text of the button, and the event it must be in the table for.
const BUTTONS: &[(&str, &str, MandateEvent)] = &[
    ("approve", "Approve", MandateEvent::Approve),
    ("reject", "Decline", MandateEvent::Reject),
    ("pause", "Pause", MandateEvent::Pause),
    ("resume", "Resume", MandateEvent::Resume),
    ("revoke", "Revoke", MandateEvent::Revoke),
];

/// The page and its form.
pub(crate) fn routes() -> Router<Arc<Gateway>> {
    Router::new().route("/v1/mandate/{id}", get(show).post(decide))
}

async fn show(State(gateway): App, Path(id): Path<String>) -> Response {
    html(gateway.work(|desk| Ok(drawn(&find(desk, &id)?))))
}

async fn decide(State(gateway): App, Path(id): Path<String>, body: Bytes) -> Response {
    let form = pairs(&String::from_utf8_lossy(&body));
    html(gateway.work(|desk| {
        let mut mandate = find(desk, &id)?;
        let word = value(&form, "decision").unwrap_or_default();
        if !BUTTONS.iter().any(|(known, _, _)| *known == word) {
            return Err(invalid("The field decision must be approve, reject, pause, resume or revoke."));
        }
        perform(desk, &mut mandate, word, &Json::Null)?;
        Ok(drawn(&find(desk, &mandate.mandate_id)?))
    }))
}

fn drawn(mandate: &MandateRow) -> String {
    let buttons: String = BUTTONS
        .iter()
        .filter(|(_, _, event)| step(mandate.status, *event).is_some())
        .map(|(word, text, _)| format!("<button name=\"decision\" value=\"{word}\">{text}</button> "))
        .collect();
    let form = match buttons.as_str() {
        "" => String::new(),
        some => format!(
            "<form method=\"post\" action=\"/v1/mandate/{}\">{}</form>",
            escaped(&mandate.mandate_id),
            some.trim_end()
        ),
    };
    let at_most = if mandate.amount_rule == "MAX" { "up to " } else { "" };
    let change = match mandate.new_amount {
        Some(amount) => format!(", to be \u{20b9} {}", fixed(amount, 0)),
        None => String::new(),
    };
    let state = mandate.status.word();
    document(&format!(
        "<h1>Example Store</h1><p>{}: {at_most}<strong>\u{20b9} {}</strong> {}{change}, until {}</p>\
         <p id=\"status\" data-status=\"{state}\">Status: {state}</p>{form}",
        escaped(&mandate.name),
        fixed(mandate.amount, 0),
        mandate.period.to_lowercase(),
        mandate.new_ends.unwrap_or(mandate.ends).day(),
    ))
}
