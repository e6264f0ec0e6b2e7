//! The control routes of the fault plan.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};

use super::FaultPlan;
use crate::control::{answer, parsed};
use crate::fault::{NOT_FOUND, Outcome, invalid, refuse};
use crate::gateway::Gateway;
use crate::json::Json;
use crate::server::pairs;

type App = State<Arc<Gateway>>;

/// How long a caller waits for a fault to act, in seconds, unless it says otherwise.
const PATIENCE: u64 = 30;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Gateway>> {
    Router::new()
        .route("/_sandbox/faults", get(show).post(set).delete(clear))
        .route("/_sandbox/faults/release", post(release))
}

async fn set(State(gateway): App, body: Bytes) -> Response {
    let plan = std::str::from_utf8(&body).map_err(|_| invalid("The fault plan is not UTF-8."));
    answer(plan.and_then(|text| text.parse::<FaultPlan>().map_err(|problem| invalid(problem.to_string()))).map(
        |plan| {
            gateway.faults.set(plan);
            gateway.faults.shown()
        },
    ))
}

async fn clear(State(gateway): App, _read: Bytes) -> Response {
    gateway.faults.set(FaultPlan::default());
    answer(Ok(gateway.faults.shown()))
}

/// The counts; with `?wait=NAME&hits=N` as soon as that fault has acted so often.
async fn show(State(gateway): App, RawQuery(query): RawQuery) -> Response {
    answer(waited(&gateway, &pairs(&query.unwrap_or_default())).await)
}

async fn waited(gateway: &Gateway, query: &[(String, String)]) -> Outcome<Json> {
    if let Some((key, _)) = query.iter().find(|(key, _)| !["wait", "hits", "seconds"].contains(&key.as_str())) {
        return Err(invalid(format!("{key}: is not known here; known are wait, hits, seconds.")));
    }
    let value = |wanted: &str| query.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
    let number = |key: &str, default: u64| {
        let number = value(key).map_or(Ok(default), str::parse);
        number.map_err(|_| invalid(format!("{key}: must be a whole number.")))
    };
    let (hits, seconds) = (number("hits", 1)?, number("seconds", PATIENCE)?);
    if let Some(name) = value("wait") {
        let waiting = gateway.faults.wait(name, hits);
        match tokio::time::timeout(Duration::from_secs(seconds), waiting).await {
            Ok(Some(_)) => {}
            Ok(None) => return Err(refuse(NOT_FOUND, "The plan has no fault of this name.")),
            Err(_) => return Err(invalid("The fault has not acted so often in time.")),
        }
    }
    Ok(gateway.faults.shown())
}

async fn release(State(gateway): App, body: Bytes) -> Response {
    answer(parsed(&body, &["name"]).map(|body| {
        let released = gateway.faults.release(body.text(&["name"]));
        Json::object([("released", i64::try_from(released).unwrap_or(i64::MAX).into())])
    }))
}
