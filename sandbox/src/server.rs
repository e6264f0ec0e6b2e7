//! HTTP: the operation table becomes a router; everything else is a page, a control route or a refusal.

use std::error::Error as _;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::extract::{ConnectInfo, DefaultBodyLimit, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::{MethodFilter, on};

use crate::fault::INVALID;
use crate::gateway::{Answered, Gateway, Incoming, Mark, envelope};
use crate::journal::{self, Entry};
use crate::json::Json;
use crate::leaks::{self, Raw};
use crate::line::Wire;
use crate::plan::{Left, act};
use crate::routes::{Route, Verb, meant, served};
use crate::{control, link_page, mandates, mask, page, plan};

type App = State<Arc<Gateway>>;
type Connection = ConnectInfo<Wire>;

/// Everything the sandbox serves, over connections that a fault can get hold of. A handler that has no use for a request's body
/// reads it all the same: HTTP ends a connection whose body is still on its way when the answer is written, and the caller
/// loses that answer or the next one.
pub(crate) fn service(gateway: Arc<Gateway>) -> IntoMakeServiceWithConnectInfo<Router, Wire> {
    router(gateway).into_make_service_with_connect_info()
}

fn router(gateway: Arc<Gateway>) -> Router {
    let body_limit = DefaultBodyLimit::max(gateway.config.body_bytes);
    let mut router = Router::new();
    for route in served() {
        let serve = move |State(gateway): App,
                          ConnectInfo(wire): Connection,
                          params: RawPathParams,
                          request: Request| async move {
            answer(&gateway, &wire, route, &params, request).await
        };
        router = router.route(route.path, on(filter(route.verb), serve));
    }
    router
        .merge(control::routes())
        .merge(plan::control::routes())
        .merge(mandates::control::routes())
        .merge(mandates::page::routes())
        .merge(page::routes())
        .merge(link_page::routes())
        .fallback(unknown)
        .method_not_allowed_fallback(unknown)
        .layer(body_limit)
        .with_state(gateway)
}

fn filter(verb: Verb) -> MethodFilter {
    match verb {
        Verb::Get => MethodFilter::GET,
        Verb::Post => MethodFilter::POST,
        Verb::Patch => MethodFilter::PATCH,
        Verb::Delete => MethodFilter::DELETE,
    }
}

/// One request of an operation.
async fn answer(
    gateway: &Arc<Gateway>,
    wire: &Wire,
    route: Route,
    params: &RawPathParams,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let query = pairs(head.uri.query().unwrap_or_default());
    let Route { operation, handler, verb, .. } = meant(route, &query);
    let incoming = Incoming {
        operation,
        verb,
        handler,
        id: params.iter().next().map(|(_, value)| value).unwrap_or_default(),
        target: head.uri.path_and_query().map(|path| path.as_str()).unwrap_or_default(),
        query,
        headers: &head.headers,
        body: &[],
    };
    if gateway.faults.armed()
        && let Some(response) = act::while_reading(gateway, wire, &incoming).await
    {
        return response;
    }
    let body = match to_bytes(body, gateway.config.body_bytes).await {
        Ok(body) => body,
        Err(error) => return unreadable(gateway, &incoming, &error),
    };
    let incoming = Incoming { body: &body, ..incoming };
    if gateway.faults.armed() {
        return act::carried_out(gateway, wire, &incoming).await;
    }
    gateway.answer(&incoming, &Mark::default()).into_response()
}

/// A path or a verb the gateway does not have. The wording avoids "not found", which is what an SDK may take as
/// proof that an order does not exist.
async fn unknown(
    State(gateway): State<Arc<Gateway>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    _read: Bytes,
) -> Response {
    let answer = envelope(INVALID, "The gateway serves no such method and path.", Json::Null);
    let raw = Raw {
        operation: None,
        target: uri.path_and_query().map(|path| path.as_str()).unwrap_or_default(),
        query: &pairs(uri.query().unwrap_or_default()),
        headers: &headers,
        body: &[],
        json: None,
    };
    let leaks = leaks::find(&gateway.config, &raw);
    let entry = Entry {
        operation: "unknown",
        method: method.as_str(),
        path: if leaks.address { "(withheld)".to_string() } else { mask::target(uri.path()) },
        headers: if leaks.headers { Json::Null } else { mask::headers(&headers) },
        request: Json::Null,
        status: Some(StatusCode::NOT_FOUND.as_u16()),
        code: Some(INVALID),
        answer: answer.clone(),
        order_id: None,
        told_paid: false,
        applied: false,
        left: Left::Whole,
        fault: None,
        digest: String::new(),
        leaks: leaks.found,
    };
    let _ = gateway.transaction(|desk| journal::write(desk, &entry));
    json_response(StatusCode::NOT_FOUND, answer.to_string())
}

/// A body that is too large, or whose caller has gone in the middle of it.
fn unreadable(gateway: &Gateway, incoming: &Incoming<'_>, error: &axum::Error) -> Response {
    let too_large = error.source().is_some_and(|cause| cause.is::<http_body_util::LengthLimitError>());
    let answered = Answered {
        status: StatusCode::PAYLOAD_TOO_LARGE,
        code: INVALID,
        body: envelope(INVALID, "The body is too large or was cut off.", Json::Null),
        seq: 0,
    };
    let mark = Mark { fault: None, left: if too_large { Left::Whole } else { Left::Nothing } };
    gateway.turned_away(incoming, &mark, Some(&answered));
    answered.into_response()
}

/// A JSON answer.
pub(crate) fn json_response(status: StatusCode, body: String) -> Response {
    with_type(status, "application/json", body)
}

/// An answer of a content type.
pub(crate) fn with_type(status: StatusCode, content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// The pairs of a query string or a form.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(key), decoded(value))
        })
        .collect()
}

/// Undoes percent and plus encoding; a broken escape stays as it is.
pub(crate) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let hex = bytes.get(index + 1..index + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match (bytes[index], hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                index += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        index += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encodes a value for a query string.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_queries_are_read() {
        let expected = vec![("a b".to_string(), "c&d".to_string()), ("e".to_string(), String::new())];
        assert_eq!(pairs("a+b=c%26d&e"), expected);
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded(&encoded("é /?&=+")), "é /?&=+");
    }
}
