//! What becomes of a call that a fault was chosen for.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::facts::Facts;
use super::live::Hit;
use super::notices::raced;
use super::{Act, At, Left, Said};
use crate::fault::{refuse, token_rejected};
use crate::gateway::{Answered, Gateway, Incoming, Mark};
use crate::json::Json;
use crate::line::Wire;

/// How a gzip stream starts; what follows here is none.
const NO_GZIP: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03 this is not a deflate stream";

/// A call whose body has not been read: a fault may end it. `None` where it goes on.
pub(crate) async fn while_reading(gateway: &Gateway, wire: &Wire, unread: &Incoming<'_>) -> Option<Response> {
    let facts = Facts::of_head(unread);
    let hit = gateway.faults.choose(&[At::Reading], |when| facts.fit(when))?;
    let written = gateway.turned_away(unread, &mark(&hit, Left::Nothing), None);
    if let Act::Stall(limit) = hit.rule.act {
        stalled(gateway, &hit, limit).await;
        gateway.strike(written);
        return None;
    }
    gateway.faults.acts(&hit);
    wire.reset();
    Some(nothing())
}

/// A call whose body has been read.
pub(crate) async fn carried_out(gateway: &Arc<Gateway>, wire: &Wire, incoming: &Incoming<'_>) -> Response {
    let facts = Facts::of_request(gateway, incoming);
    let Some(hit) = gateway.faults.choose(&[At::Before, At::After], |when| facts.fit(when)) else {
        let answered = gateway.answer(incoming, &Mark::default());
        raced(gateway).await;
        return answered.into_response();
    };
    match hit.rule.at {
        At::After => {
            let answered = gateway.answer(incoming, &mark(&hit, hit.rule.act.leaves()));
            raced(gateway).await;
            after(gateway, wire, incoming, &hit, answered).await
        }
        At::Before | At::Reading | At::Connecting => before(gateway, wire, incoming, hit).await,
    }
}

async fn before(gateway: &Arc<Gateway>, wire: &Wire, incoming: &Incoming<'_>, hit: Hit) -> Response {
    if let Some(refusal) = refusal(gateway, incoming, &hit.rule.act) {
        gateway.turned_away(incoming, &mark(&hit, Left::Whole), Some(&refusal));
        gateway.faults.acts(&hit);
        return refusal.into_response();
    }
    let written = gateway.turned_away(incoming, &mark(&hit, Left::Nothing), None);
    if let Act::Stall(limit) = hit.rule.act {
        stalled(gateway, &hit, limit).await;
        gateway.strike(written);
        return gateway.answer(incoming, &mark(&hit, Left::Whole)).into_response();
    }
    if let Act::Late(limit) = hit.rule.act {
        return late(gateway, incoming, hit, written, limit).await;
    }
    gateway.faults.acts(&hit);
    instead(wire, &hit.rule.act)
}

/// Applies a call when the time has come, also where its caller has long gone: what is on its way arrives.
async fn late(
    gateway: &Arc<Gateway>,
    incoming: &Incoming<'_>,
    hit: Hit,
    written: i64,
    limit: Option<Duration>,
) -> Response {
    let gateway = Arc::clone(gateway);
    let (id, target, headers) = (incoming.id.to_string(), incoming.target.to_string(), incoming.headers.clone());
    let (query, body) = (incoming.query.clone(), incoming.body.to_vec());
    let (operation, verb, handler) = (incoming.operation, incoming.verb, incoming.handler);
    let (done, answer) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        stalled(&gateway, &hit, limit).await;
        gateway.strike(written);
        let incoming =
            Incoming { operation, verb, handler, id: &id, target: &target, query, headers: &headers, body: &body };
        let left = if done.is_closed() { Left::Nothing } else { Left::Whole };
        let answered = gateway.answer(&incoming, &mark(&hit, left));
        let seq = answered.seq;
        if done.send(answered).is_err() {
            gateway.left(seq, Left::Nothing);
        }
    });
    answer.await.map_or_else(|_| nothing(), Answered::into_response)
}

async fn after(gateway: &Gateway, wire: &Wire, incoming: &Incoming<'_>, hit: &Hit, mut answered: Answered) -> Response {
    if let Act::Stall(limit) = hit.rule.act {
        stalled(gateway, hit, limit).await;
        gateway.left(answered.seq, Left::Whole);
        return answered.into_response();
    }
    gateway.faults.acts(hit);
    let (_, body) = answered.written();
    let length = body.len();
    match &hit.rule.act {
        Act::Drip { bytes, every } => {
            for piece in raw(&answered, length, body.as_bytes()).chunks(*bytes) {
                if wire.send(piece).await.is_err() {
                    return nothing();
                }
                tokio::time::sleep(*every).await;
            }
            gateway.left(answered.seq, Left::Whole);
            nothing()
        }
        Act::Cut(bytes) => {
            // At least one byte is missing, or nothing would have been cut.
            let kept = bytes.unwrap_or(length / 2).min(length.saturating_sub(1));
            send(wire, &raw(&answered, length, &body.as_bytes()[..kept])).await
        }
        Act::WrongLength(more) => {
            let claimed = length.saturating_add_signed(isize::try_from(*more).unwrap_or(isize::MAX));
            send(wire, &raw(&answered, claimed, body.as_bytes())).await
        }
        Act::Envelope { set, remove } => {
            let words = status_words(&answered.body);
            set.iter().for_each(|(path, value)| put(&mut answered.body, path, Some(value)));
            remove.iter().for_each(|path| put(&mut answered.body, path, None));
            let still_told = words.is_subset(&status_words(&answered.body));
            gateway.changed(answered.seq, &answered.body, still_told);
            answered.into_response()
        }
        Act::Date(seconds) => {
            let mut response = answered.into_response();
            if let Ok(value) = HeaderValue::from_str(&date(*seconds)) {
                response.headers_mut().insert(header::DATE, value);
            }
            response
        }
        act => refusal(gateway, incoming, act).map_or_else(|| instead(wire, act), Answered::into_response),
    }
}

/// The gateway's own refusal, where the fault is one.
fn refusal(gateway: &Gateway, incoming: &Incoming<'_>, act: &Act) -> Option<Answered> {
    let (fault, status) = match act {
        Act::Refuse { code, text, status } => (refuse(*code, text.as_str()), *status),
        Act::TokenRejected { status } => (token_rejected("the token is unknown."), Some(*status)),
        _ => return None,
    };
    let mut answered = gateway.refusal(incoming, &fault);
    if let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok()) {
        answered.status = status;
    }
    Some(answered)
}

/// What goes out in place of the gateway's answer.
fn instead(wire: &Wire, act: &Act) -> Response {
    match act {
        Act::Reset => wire.reset(),
        Act::BrokenGzip => {
            let mut response = said(&Said::json(200, String::new()), NO_GZIP);
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            return response;
        }
        Act::Say(text) => return said(text, text.body.as_bytes()),
        // The others have an answer of the gateway, and have been dealt with.
        _ => wire.close(),
    }
    nothing()
}

fn said(said: &Said, body: &[u8]) -> Response {
    let mut response = Response::new(Body::from(body.to_vec()));
    *response.status_mut() = StatusCode::from_u16(said.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let own = said.headers.iter().map(|(name, value)| (*name, value.as_str()));
    for (name, value) in [("content-type", said.content_type.as_str())].into_iter().chain(own) {
        // What cannot stand in a header was refused with the plan.
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// What an answer says of how things stand, and where; an answer that says it no more has not told it.
fn status_words(answer: &Json) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut left = vec![(String::new(), answer)];
    while let Some((path, json)) = left.pop() {
        match json {
            Json::Object(pairs) => left.extend(pairs.iter().map(|(key, value)| (format!("{path}.{key}"), value))),
            Json::List(items) => left.extend(items.iter().map(|item| (path.clone(), item))),
            word if path.to_ascii_lowercase().ends_with("status") => drop(words.insert(format!("{path} {word}"))),
            _ => {}
        }
    }
    words
}

/// Waits until the call is released or the time is over. Where the caller goes first, this never comes back.
async fn stalled(gateway: &Gateway, hit: &Hit, limit: Option<Duration>) {
    let released = gateway.faults.stalls(hit);
    match limit {
        // Either way of waking up lets the call go on.
        Some(limit) => drop(tokio::time::timeout(limit, released).await),
        None => drop(released.await),
    }
}

async fn send(wire: &Wire, bytes: &[u8]) -> Response {
    // A caller that has gone misses the same bytes as one that stays.
    let _ = wire.send(bytes).await;
    nothing()
}

/// An answer in bytes that says of its length what it likes.
fn raw(answered: &Answered, length: usize, body: &[u8]) -> Vec<u8> {
    let (kind, _) = answered.written();
    let (status, date) = (answered.status, date(0));
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\ndate: {date}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// The time in a header, off by some seconds.
fn date(seconds: i64) -> String {
    let off = Duration::from_secs(seconds.unsigned_abs());
    let now = SystemTime::now();
    let shown = if seconds < 0 { now.checked_sub(off) } else { now.checked_add(off) };
    httpdate::fmt_http_date(shown.unwrap_or(now))
}

/// Sets or removes the value at a path of keys and, in lists, numbers from 0. A path that leads nowhere changes nothing.
fn put(json: &mut Json, path: &[String], value: Option<&Json>) {
    let Some((step, rest)) = path.split_first() else { return };
    match json {
        Json::Object(pairs) if rest.is_empty() => match value {
            Some(value) => json.set(step, value.clone()),
            None => pairs.retain(|(key, _)| key != step),
        },
        Json::Object(pairs) => {
            if let Some((_, inner)) = pairs.iter_mut().find(|(key, _)| key == step) {
                put(inner, rest, value);
            }
        }
        Json::List(items) => {
            let index = step.parse::<usize>().ok().filter(|index| *index < items.len());
            match (index, value) {
                (Some(index), Some(value)) if rest.is_empty() => items[index] = value.clone(),
                (Some(index), None) if rest.is_empty() => drop(items.remove(index)),
                (Some(index), _) => put(&mut items[index], rest, value),
                (None, _) => {}
            }
        }
        _ => {}
    }
}

fn mark(hit: &Hit, left: Left) -> Mark {
    Mark { fault: Some(hit.rule.name.clone()), left }
}

/// The answer on a connection that nothing goes out over any more.
fn nothing() -> Response {
    Response::new(Body::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_set_and_removed_by_path() {
        for (path, value, shown) in [
            ("a.b", Some("9"), r#"{"a":{"b":9,"c":[{"d":2},3]}}"#),
            ("a.c.0.d", Some("\"x\""), r#"{"a":{"b":1,"c":[{"d":"x"},3]}}"#),
            ("a.c.1", None, r#"{"a":{"b":1,"c":[{"d":2}]}}"#),
            ("a.new", Some("null"), r#"{"a":{"b":1,"c":[{"d":2},3],"new":null}}"#),
            ("a.b", None, r#"{"a":{"c":[{"d":2},3]}}"#),
            ("x.y", Some("1"), r#"{"a":{"b":1,"c":[{"d":2},3]}}"#),
            ("a.c.7", None, r#"{"a":{"b":1,"c":[{"d":2},3]}}"#),
        ] {
            let mut json = Json::parse(br#"{"a":{"b":1,"c":[{"d":2},3]}}"#).expect("valid");
            let value = value.map(|text| Json::parse(text.as_bytes()).expect("valid"));
            let path: Vec<String> = path.split('.').map(str::to_string).collect();
            put(&mut json, &path, value.as_ref());
            assert_eq!(json.to_string(), shown);
        }
    }
}
