//! Tokens whose end the gateway tells as an instant of its own clock, which is an hour from ours.

#![cfg(feature = "server")]

mod script;

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use enkash::{Client, StoreAnswer, TokenStore};
use script::{Act, count, gateway_at};

const TOKEN: &str = "POST /api/v0/merchant/token";
const HOUR: i64 = 3600;
/// Longer than a token is stored whose end is not known, which is a quarter of an hour.
const LEFT: i64 = 1800;

/// Notes for how long a token is good: that is what a store is told.
#[derive(Default)]
struct Lifetimes(Mutex<Vec<u64>>);

impl TokenStore for Lifetimes {
    fn get<'a>(&'a self, _: &'a str) -> StoreAnswer<'a, Option<String>> {
        Box::pin(async { Ok(None) })
    }
    fn set<'a>(&'a self, _: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, ()> {
        // A claim to the fetch is not the token.
        if value.starts_with("enkash1.") {
            self.0.lock().expect("no panic holds it").push(seconds);
        }
        Box::pin(async { Ok(()) })
    }
}

/// Answers token calls by a clock that is so many seconds from ours.
fn by_clock(line: &str, off: i64) -> Act {
    if line != TOKEN {
        return Act::Json(r#"{"response_code":0,"payload":{"orderId":"ORD1"}}"#);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let theirs = now.as_secs().checked_add_signed(off).expect("after 1970");
    let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(theirs));
    let expiry = theirs.checked_add_signed(LEFT).expect("before the end of time") * 1000;
    let body = format!(r#"{{"token":"tok","expiry":{expiry},"resultCode":0}}"#);
    Act::Bytes(format!("HTTP/1.1 200 OK\r\ndate: {date}\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
}

/// By our clock the one token would be good for an hour more than it is. The other's end would be long past, and so not
/// known.
#[tokio::test]
async fn a_token_is_good_for_as_long_as_the_gateways_clock_says() {
    for (off, script) in
        [(HOUR, (|line, _| by_clock(line, HOUR)) as fn(&str, usize) -> Act), (-HOUR, |line, _| by_clock(line, -HOUR))]
    {
        let (url, log) = gateway_at(script).await;
        let store = Arc::new(Lifetimes::default());
        let builder = Client::builder().access_key("the-access-key").secret_key("the-secret-key").base_url(url);
        let client = builder.token_store(store.clone()).build().expect("a client");
        for _ in 0..5 {
            client.orders().get("ORD1").await.expect("an order");
        }
        assert_eq!(count(&log, TOKEN), 1, "clock off by {off} s");
        let lifetimes = store.0.lock().expect("no panic holds it").clone();
        // A machine that stands still for a quarter of an hour in the middle of it is not thought of.
        let [seconds] = lifetimes[..] else { panic!("kept once: {lifetimes:?}") };
        assert!((901..=1800).contains(&seconds), "clock off by {off} s: good for {seconds} s");
    }
}
