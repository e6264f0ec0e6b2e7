//! Fault plans, seen through a socket: what arrives, how the connection ends, what was applied.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::common::{ACCESS, Shop, settings};

/// How a connection ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    Fin,
    Rst,
}

/// What came over a connection.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    pub(crate) end: End,
}

impl Seen {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&str| line.split_once(':').is_some_and(|(key, _)| key.eq_ignore_ascii_case(name));
        self.head.lines().find(named).and_then(|line| line.split_once(':')).map(|(_, value)| value.trim())
    }
}

/// Sends a call and leaves the connection open.
pub(crate) fn called(shop: &Shop, method: &str, path: &str, body: &str) -> TcpStream {
    let host = shop.sandbox.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("the sandbox listens");
    let (bearer, length) = (shop.bearer(), body.len());
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAuthorization: {bearer}\r\n\
         merchantAccessKey: {ACCESS}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(format!("{head}{body}").as_bytes()).expect("sent");
    stream
}

/// Reads to the end of a connection.
pub(crate) fn seen(mut stream: TcpStream) -> Seen {
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    let end = loop {
        match stream.read(&mut part) {
            Ok(0) => break End::Fin,
            Ok(count) => bytes.extend_from_slice(&part[..count]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break End::Rst,
            Err(error) => panic!("{error}"),
        }
    };
    let split = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let body = split.map_or_else(Vec::new, |at| bytes.split_off(at + 4));
    Seen { head: String::from_utf8_lossy(&bytes).trim_end().to_string(), body, end }
}

fn order(id: &str) -> String {
    format!(r#"{{"orderId":"{id}","amount":{{"value":499.00,"currency":"INR"}}}}"#)
}

fn create(shop: &Shop, id: &str) -> Seen {
    seen(called(shop, "POST", "/api/v0/orders", &order(id)))
}

pub(crate) fn plan(shop: &Shop, faults: Value) {
    let text = json!({"faults": faults}).to_string();
    shop.sandbox.set_faults(text.parse().expect("a plan"));
}

/// Waits until the only fault has acted so often; its counts.
fn hit(shop: &Shop, name: &str, hits: u64) -> Value {
    let counts = shop.control(&format!("/_sandbox/faults?wait={name}&hits={hits}"))["faults"][0].clone();
    assert_eq!(counts["hits"], hits, "{counts}");
    counts
}

/// Whether the gateway has an order.
fn exists(shop: &Shop, id: &str) -> bool {
    shop.get(&format!("/api/v0/orders/merchant/{id}")).code() == 0
}

fn last_of(shop: &Shop, operation: &str) -> Value {
    let log = shop.control("/_sandbox/log");
    let entries = log["requests"].as_array().expect("a list");
    entries.iter().rfind(|entry| entry["operation"] == operation).expect("an entry").clone()
}

#[test]
fn a_reset_is_a_reset_and_a_close_is_none() {
    let shop = Shop::open(settings());
    for (index, (at, act, end, applied)) in [
        ("before", "reset", End::Rst, false),
        ("after", "reset", End::Rst, true),
        ("reading", "reset", End::Rst, false),
        ("before", "close", End::Fin, false),
        ("after", "close", End::Fin, true),
    ]
    .into_iter()
    .enumerate()
    {
        plan(&shop, json!([{"name": "it", "when": {"operation": "orders.create"}, "at": at, "do": act}]));
        let id = format!("A{index}");
        let seen = create(&shop, &id);
        assert_eq!((seen.end, seen.head.as_str()), (end, ""), "{at} {act}");
        assert_eq!(shop.sandbox.fault_hits("it"), Some(1));
        let entry = last_of(&shop, "orders.create");
        assert_eq!((&entry["applied"], &entry["fault"]), (&json!(applied), &json!("it")), "{at} {act}");
        assert_eq!(entry["answered"], "nothing");
        assert_eq!(exists(&shop, &id), applied, "{at} {act}");
    }
}

#[test]
fn a_call_stalls_until_it_is_released() {
    let shop = Shop::open(settings());
    for (at, applied) in [("after", true), ("before", false), ("reading", false)] {
        plan(&shop, json!([{"name": "silence", "when": {"operation": "orders.create"}, "at": at, "do": "stall"}]));
        let stream = called(&shop, "POST", "/api/v0/orders", &order(&format!("B{at}")));
        let counts = hit(&shop, "silence", 1);
        assert_eq!((&counts["hits"], &counts["stalled"]), (&json!(1), &json!(1)));
        let entry = last_of(&shop, "orders.create");
        assert_eq!((&entry["applied"], &entry["answered"]), (&json!(applied), &json!("nothing")));
        assert_eq!(exists(&shop, &format!("B{at}")), applied);
        assert_eq!(shop.post_plain("/_sandbox/faults/release", &json!({"name": "silence"})).json()["released"], 1);
        let seen = seen(stream);
        assert_eq!(seen.json()["response_code"], 0);
        let entry = last_of(&shop, "orders.create");
        assert_eq!((&entry["applied"], &entry["answered"]), (&json!(true), &json!("whole")));
    }
}

#[test]
fn a_stalled_call_ends_with_its_caller_or_its_time() {
    let shop = Shop::open(settings());
    plan(&shop, json!([{"name": "silence", "when": {"operation": "orders.create"}, "do": "stall"}]));
    let leaving = called(&shop, "POST", "/api/v0/orders", &order("C1"));
    assert_eq!(hit(&shop, "silence", 1)["stalled"], 1);
    drop(leaving);
    while shop.control("/_sandbox/faults")["faults"][0]["stalled"] != 0 {}
    assert_eq!(shop.sandbox.release(None), 0);
    assert!(!exists(&shop, "C1"));
    plan(&shop, json!([{"when": {"operation": "orders.create"}, "do": "stall", "seconds": 0.05}]));
    assert_eq!(create(&shop, "C2").json()["response_code"], 0);
    // A plan that goes lets everybody go on.
    plan(&shop, json!([{"name": "silence", "when": {"operation": "orders.create"}, "do": "stall"}]));
    let stream = called(&shop, "POST", "/api/v0/orders", &order("C3"));
    hit(&shop, "silence", 1);
    assert_eq!(shop.raw("DELETE", "/_sandbox/faults", "").json(), json!({"faults": [], "notifications": []}));
    assert_eq!(seen(stream).json()["response_code"], 0);
}

#[test]
fn a_connection_is_ended_before_anything_is_read() {
    let shop = Shop::open(settings());
    let host = shop.sandbox.url.trim_start_matches("http://").to_string();
    for (act, end) in [("reset", End::Rst), ("close", End::Fin)] {
        plan(&shop, json!([{"name": "door", "when": {"call": 2}, "at": "connecting", "do": act}]));
        assert_eq!(create(&shop, &format!("H{act}")).json()["response_code"], 0);
        let seen = seen(TcpStream::connect(&host).expect("the sandbox listens"));
        assert_eq!((seen.end, seen.head.as_str()), (end, ""));
        assert_eq!(shop.sandbox.fault_hits("door"), Some(1));
        assert!(exists(&shop, &format!("H{act}")));
    }
}

#[test]
fn a_late_call_is_applied_although_its_caller_has_gone() {
    let shop = Shop::open(settings());
    plan(&shop, json!([{"name": "late", "when": {"operation": "orders.create"}, "do": "late"}]));
    let waiting = called(&shop, "POST", "/api/v0/orders", &order("I1"));
    let leaving = called(&shop, "POST", "/api/v0/orders", &order("I2"));
    hit(&shop, "late", 2);
    drop(leaving);
    assert!(!exists(&shop, "I1") && !exists(&shop, "I2"));
    assert_eq!(shop.sandbox.release(Some("late")), 2);
    assert_eq!(seen(waiting).json()["response_code"], 0);
    while !exists(&shop, "I2") {}
    assert!(exists(&shop, "I1"));
    assert_eq!(shop.control("/_sandbox/audit")["orders"], 2);
}

#[test]
fn answers_are_cut_dripped_and_of_the_wrong_length() {
    let shop = Shop::open(settings());
    let bend = |more: Value| {
        let mut fault = json!({"when": {"operation": "orders.create"}});
        fault.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        plan(&shop, json!([fault]));
    };
    let length =
        |seen: &Seen| seen.header("content-length").and_then(|text| text.parse::<usize>().ok()).expect("a length");

    bend(json!({"do": "cut", "bytes": 7}));
    let cut = create(&shop, "D1");
    assert_eq!((cut.text().as_str(), &cut.end), (r#"{"respo"#, &End::Fin));
    assert!(length(&cut) > 50 && exists(&shop, "D1"));
    assert_eq!(last_of(&shop, "orders.create")["answered"], "part");

    bend(json!({"do": "wrong_length"}));
    let long = create(&shop, "D2");
    assert_eq!((long.json()["response_code"].clone(), length(&long)), (json!(0), long.body.len() + 20));
    bend(json!({"do": "wrong_length", "bytes": -3}));
    let short = create(&shop, "D3");
    assert_eq!(length(&short) + 3, short.body.len());

    bend(json!({"do": "drip", "bytes": 40, "seconds": 0.001}));
    assert_eq!(create(&shop, "D4").json()["response_code"], 0);
    assert_eq!(last_of(&shop, "orders.create")["answered"], "whole");

    bend(json!({"do": "broken_gzip"}));
    let gzip = create(&shop, "D5");
    assert_eq!(gzip.header("content-encoding"), Some("gzip"));
    assert!(gzip.body.starts_with(b"\x1f\x8b") && exists(&shop, "D5"));

    bend(json!({"do": "date", "seconds": -600}));
    let (off, plain) = (create(&shop, "D6"), {
        shop.raw("DELETE", "/_sandbox/faults", "");
        create(&shop, "D7")
    });
    let time = |seen: &Seen| httpdate::parse_http_date(seen.header("date").expect("a date")).expect("a date");
    let apart = time(&plain).duration_since(time(&off)).expect("later").as_secs();
    assert!((600..1200).contains(&apart), "{apart}");
}

#[test]
fn another_answer_than_the_gateways() {
    let shop = Shop::open(settings());
    let said = |id: &str, more: Value| {
        let mut fault = json!({"when": {"operation": "orders.create"}});
        fault.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        plan(&shop, json!([fault]));
        let seen = create(&shop, id);
        let status = seen.head.split(' ').nth(1).expect("a status").to_string();
        (status, seen)
    };
    let (status, html) = said("E1", json!({"do": "html", "at": "after"}));
    assert_eq!((status.as_str(), html.header("content-type")), ("200", Some("text/html; charset=utf-8")));
    assert!(exists(&shop, "E1"));
    let (status, redirect) = said("E2", json!({"do": "redirect", "location": "http://other.example/x"}));
    assert_eq!((status.as_str(), redirect.header("location")), ("307", Some("http://other.example/x")));
    let (status, limited) = said("E3", json!({"do": "status", "status": 429, "retry_after": "9999999999"}));
    assert_eq!((status.as_str(), limited.header("retry-after")), ("429", Some("9999999999")));
    let (status, token) = said("E4", json!({"do": "token_rejected", "status": 401}));
    assert_eq!((status.as_str(), &token.json()["response_code"]), ("401", &json!(117)));
    let (status, refused) = said("E5", json!({"do": "refuse", "code": 422, "text": "Not today."}));
    assert_eq!(status, "200");
    assert_eq!(refused.json(), json!({"response_code": 422, "response_message": "Not today.", "payload": null}));
    let (status, body) = said("E6", json!({"do": "body", "body": "{", "at": "after"}));
    assert_eq!((status.as_str(), body.text().as_str()), ("200", "{"));
    for (id, applied) in [("E2", false), ("E3", false), ("E4", false), ("E5", false), ("E6", true)] {
        assert_eq!(exists(&shop, id), applied, "{id}");
    }
    let (_, other) = said(
        "E7",
        json!({"do": "envelope", "set": {"payload.orderId": 17, "new": []}, "remove": ["payload.redirectionUrl"]}),
    );
    assert_eq!(
        other.json(),
        json!({"response_code": 0, "response_message": "Success", "payload": {"orderId": 17}, "new": []})
    );
    let entry = last_of(&shop, "orders.create");
    assert_eq!((&entry["answered"], &entry["answer"]["payload"]["orderId"]), (&json!("changed"), &json!(17)));
}

#[test]
fn faults_are_matched_and_counted() {
    let shop = Shop::open(settings());
    let codes = |ids: &[&str]| -> Vec<i64> {
        ids.iter().map(|id| create(&shop, id).json()["response_code"].as_i64().expect("a code")).collect()
    };
    let refuse = |when: Value| plan(&shop, json!([{"when": when, "do": "refuse", "code": 9}]));
    refuse(json!({"operation": "orders.create", "call": 2}));
    assert_eq!(codes(&["F1", "F2", "F3"]), [0, 9, 0]);
    refuse(json!({"operation": ["payments.get", "orders.create"], "calls": [1, 3]}));
    assert_eq!(codes(&["F4", "F5", "F6"]), [9, 0, 9]);
    refuse(json!({"operation": "orders.create", "every": 2}));
    assert_eq!(codes(&["F7", "F8", "F9", "F10"]), [0, 9, 0, 9]);
    refuse(json!({"amount": "499.000"}));
    assert_eq!(codes(&["F11"]), [9]);
    refuse(json!({"amount": "499.01"}));
    assert_eq!(codes(&["F12"]), [0]);
    refuse(json!({"merchant": ACCESS}));
    assert_eq!(codes(&["F13"]), [9]);
    refuse(json!({"merchant": "somebody"}));
    assert_eq!(codes(&["F14"]), [0]);
    refuse(json!({"operation": "refunds.create"}));
    assert_eq!(codes(&["F15"]), [0]);
    plan(&shop, json!([{"times": 2, "do": "refuse", "code": 9}, {"name": "all", "do": "refuse", "code": 8}]));
    assert_eq!(codes(&["F16", "F17", "F18"]), [9, 9, 8]);
    assert_eq!(
        shop.control("/_sandbox/faults")["faults"],
        json!([
        {"name": "1", "do": "refuse", "at": "before", "fitting": 3, "hits": 2, "stalled": 0},
        {"name": "all", "do": "refuse", "at": "before", "fitting": 3, "hits": 1, "stalled": 0}])
    );

    // The amount and the payer of what a request names.
    shop.sandbox.set_faults("{}".parse().expect("a plan"));
    let order = shop.order("F19", "77");
    let payment = shop.scan(&order, "success@sandbox");
    for when in [json!({"amount": 77}), json!({"vpa": "success@sandbox"})] {
        refuse(when);
        assert_eq!(shop.get(&format!("/api/v0/payment/{payment}")).code(), 9);
    }
    refuse(json!({"amount": "77.00"}));
    assert_eq!(shop.get(&format!("/api/v0/orders/{order}")).code(), 9);
    refuse(json!({"vpa": "failure@sandbox"}));
    assert_eq!(shop.get(&format!("/api/v0/payment/{payment}")).code(), 0);
}

#[test]
fn chance_is_the_same_in_every_run() {
    let drawn = |seed: i64| -> String {
        let shop = Shop::open(settings());
        let text = json!({"seed": seed, "faults": [{"when": {"probability": 0.5}, "do": "refuse", "code": 9}]});
        shop.sandbox.set_faults(text.to_string().parse().expect("a plan"));
        (0..32).map(|number| create(&shop, &format!("G{number}")).json()["response_code"].to_string()).collect()
    };
    let first = drawn(1);
    assert_eq!(first, drawn(1));
    assert_ne!(first, drawn(2));
    assert!(first.contains('0') && first.contains('9'), "{first}");
}

#[test]
fn a_plan_that_is_wrong_is_refused_by_name() {
    let shop = Shop::open(settings());
    for (text, named) in [
        ("[]", "The fault plan: must be an object"),
        (r#"{"fault":[]}"#, "fault: is not known here; known are faults, notifications, seed"),
        (r#"{"faults":[{}]}"#, "faults[0].do: must be one of reset, close, stall"),
        (r#"{"faults":[{"do":"reset"},{"do":"explode"}]}"#, "faults[1].do: must be one of"),
        (r#"{"faults":[{"do":"reset","seconds":1}]}"#, "faults[0].seconds: is not known here"),
        (r#"{"faults":[{"do":"cut","at":"before"}]}"#, "faults[0].at: must be one of after for cut"),
        (
            r#"{"faults":[{"do":"reset","when":{"operation":"orders.crate"}}]}"#,
            "faults[0].when.operation: must be the name",
        ),
        (r#"{"faults":[{"do":"reset","when":{"call":0}}]}"#, "faults[0].when.call: must be a whole number from 1"),
        (r#"{"faults":[{"do":"reset","when":{"call":1,"every":2}}]}"#, "faults[0].when.every: goes with none of"),
        (r#"{"faults":[{"do":"reset","when":{"probability":2}}]}"#, "faults[0].when.probability: must be above 0"),
        (r#"{"faults":[{"do":"reset","at":"reading","when":{"vpa":"a@b"}}]}"#, "faults[0].when.vpa: cannot be known"),
        (
            r#"{"faults":[{"do":"reset","at":"connecting","when":{"operation":"orders.get"}}]}"#,
            "faults[0].when.operation: cannot be known",
        ),
        (r#"{"faults":[{"do":"status"}]}"#, "faults[0].status: is required"),
        (r#"{"faults":[{"do":"status","status":700}]}"#, "faults[0].status: must be an HTTP status"),
        (r#"{"faults":[{"do":"redirect"}]}"#, "faults[0].location: is required"),
        (r#"{"faults":[{"do":"redirect","location":"a\nb"}]}"#, "faults[0].location: must be one line"),
        (r#"{"faults":[{"do":"refuse","code":0}]}"#, "faults[0].code: is required"),
        (r#"{"faults":[{"do":"envelope"}]}"#, "faults[0].set: or remove is required"),
        (r#"{"faults":[{"do":"reset","name":"2"},{"do":"reset"}]}"#, "faults[1].name: another fault has this name"),
    ] {
        let refused = shop.raw("POST", "/_sandbox/faults", text);
        assert_eq!(refused.status, 400, "{text}");
        assert!(refused.text.contains(named), "{text}: {}", refused.text);
    }
    assert_eq!(shop.control("/_sandbox/faults"), json!({"faults": [], "notifications": []}));
    let missing = crate::common::exchange(&shop.sandbox.url, "GET", "/_sandbox/faults?wait=nobody", &[], "");
    assert_eq!(missing.status, 404);
}
