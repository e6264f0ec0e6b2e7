//! The token under bad weather. The gateway here is a script over a socket that sees each request's line and token.

#![cfg(feature = "server")]

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use enkash::model::{ClientConfig, Order};
use enkash::{Builder, Client, Error, ErrorKind, StoreAnswer, StoreFailed, TokenStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const TOKEN: &str = "/api/v0/merchant/token";

/// What the gateway was asked: the path, the token that came along, and how many token calls there were before.
struct Asked<'a> {
    path: &'a str,
    token: &'a str,
    body: &'a str,
    tokens: usize,
}

type Script = Arc<dyn Fn(Asked<'_>) -> String + Send + Sync>;

/// A gateway that counts token calls.
struct Gateway {
    url: String,
    tokens: Arc<AtomicUsize>,
}

impl Gateway {
    async fn start(script: impl Fn(Asked<'_>) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (tokens, script): (_, Script) = (Arc::new(AtomicUsize::new(0)), Arc::new(script));
        let counted = tokens.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(serve(socket, counted.clone(), script.clone()));
            }
        });
        Gateway { url, tokens }
    }

    fn config(&self) -> ClientConfig {
        ClientConfig::new("the-access-key", "the-secret-key").base_url(&*self.url)
    }

    fn builder(&self) -> Builder {
        Client::builder().access_key("the-access-key").secret_key("the-secret-key").base_url(&*self.url)
    }

    fn client(&self) -> Client {
        self.builder().build().expect("a client")
    }

    fn token_calls(&self) -> usize {
        self.tokens.load(Ordering::SeqCst)
    }
}

async fn serve(mut socket: TcpStream, tokens: Arc<AtomicUsize>, script: Script) {
    let mut read = Vec::new();
    while let Some(request) = next_request(&mut socket, &mut read).await {
        let (head, body) = request.split_once("\r\n\r\n").expect("a whole request");
        let path = head.split(' ').nth(1).unwrap_or("");
        let token = head.lines().find_map(|line| line.strip_prefix("authorization: Bearer ")).unwrap_or("");
        let before = if path == TOKEN { tokens.fetch_add(1, Ordering::SeqCst) } else { tokens.load(Ordering::SeqCst) };
        let answer = script(Asked { path, token, body, tokens: before });
        let answer = if answer.starts_with("HTTP") {
            answer
        } else {
            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{answer}", answer.len())
        };
        if answer.contains("never") {
            std::future::pending::<()>().await;
        }
        if socket.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn next_request(socket: &mut TcpStream, read: &mut Vec<u8>) -> Option<String> {
    loop {
        let text = String::from_utf8_lossy(read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                read.clear();
                return Some(text);
            }
        }
        let mut chunk = [0; 4096];
        match socket.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            Ok(n) => read.extend_from_slice(&chunk[..n]),
        }
    }
}

const ORDER: &str = r#"{"response_code":0,"payload":{"orderId":"ORD1"}}"#;
const REJECTED: &str = r#"{"response_code":117,"response_message":"Error","payload":"Token is invalid."}"#;

fn token(text: impl std::fmt::Display, expiry: impl std::fmt::Display) -> String {
    format!(r#"{{"token":"{text}","expiry":{expiry},"resultCode":0}}"#)
}

fn status(line: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {line}\r\n{headers}content-length: {}\r\n\r\n{body}", body.len())
}

/// Takes the tokens `tok-n` and answers with an order; only the last one is good.
fn plain(asked: Asked<'_>) -> String {
    match asked.path {
        TOKEN => token(format_args!("tok-{}", asked.tokens + 1), 900_000),
        _ if asked.token == format!("tok-{}", asked.tokens) => ORDER.into(),
        _ => REJECTED.into(),
    }
}

async fn together(client: &Client, callers: usize) -> Vec<Result<Order, Error>> {
    let calls: Vec<_> = (0..callers)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.orders().get("ORD1").await })
        })
        .collect();
    let mut results = Vec::new();
    for call in calls {
        results.push(call.await.expect("no panic"));
    }
    results
}

/// Fault 21.
#[tokio::test]
async fn two_hundred_callers_meet_a_rejected_token_and_none_fails() {
    let revoked = Arc::new(AtomicUsize::new(0));
    let seen = revoked.clone();
    let gateway = Gateway::start(move |asked| match asked.path {
        TOKEN => token(format_args!("tok-{}", asked.tokens + 1), 900_000),
        _ if asked.token.trim_start_matches("tok-").parse::<usize>().is_ok_and(|n| n > seen.load(Ordering::SeqCst)) => {
            ORDER.into()
        }
        _ => REJECTED.into(),
    })
    .await;
    let client = gateway.client();
    client.orders().get("ORD1").await.expect("the first token is good");
    revoked.store(1, Ordering::SeqCst);
    for result in together(&client, 200).await {
        assert_eq!(result.expect("no caller fails").order_id, "ORD1");
    }
    assert_eq!(gateway.token_calls(), 2, "one for the start, one for the rejection");
}

/// Fault 23. The bound follows from the time that really passed, because this machine may stand still.
#[tokio::test]
async fn refused_keys_cause_no_storm() {
    let gateway = Gateway::start(|_| r#"{"resultCode":401,"resultMessage":"Invalid credentials"}"#.into()).await;
    let (client, began) = (gateway.client(), Instant::now());
    for _ in 0..10 {
        for result in together(&client, 50).await {
            let error = result.expect_err("the keys are refused");
            assert_eq!((error.kind(), error.info().code.as_str()), (ErrorKind::Authentication, "keys_refused"));
            assert_eq!(error.info().operation.as_deref(), Some("orders.get"));
        }
    }
    // Pauses of 1, 2, 4 ... seconds: that many questions fit into the time, with the first.
    let most = 1 + (began.elapsed().as_secs() + 2).ilog2() as usize;
    assert!(gateway.token_calls() <= most, "{} token calls, at most {most}", gateway.token_calls());
}

#[tokio::test]
async fn a_token_endpoint_that_asks_for_rest_gets_it() {
    let gateway = Gateway::start(|_| status("429 Too Many Requests", "retry-after: 3600\r\n", "")).await;
    let (client, began) = (gateway.client(), Instant::now());
    for _ in 0..20 {
        for result in together(&client, 20).await {
            assert_eq!(result.expect_err("no token").kind(), ErrorKind::RateLimited);
        }
    }
    // Held for a minute at the most, whatever the gateway says.
    let most = 1 + began.elapsed().as_secs() as usize / 60;
    assert!(gateway.token_calls() <= most, "{} token calls, at most {most}", gateway.token_calls());
}

#[tokio::test]
async fn a_token_endpoint_that_fails_gives_all_callers_the_same_answer() {
    let gateway = Gateway::start(|_| status("503 Service Unavailable", "", "<html>")).await;
    let client = gateway.builder().max_attempts(2).build().expect("a client");
    for result in together(&client, 100).await {
        assert_eq!(result.expect_err("no token").kind(), ErrorKind::Unavailable);
    }
    assert_eq!(gateway.token_calls(), 2, "one fetch of two attempts for a hundred callers");
}

#[tokio::test]
async fn a_token_endpoint_that_is_silent_keeps_nobody_beyond_the_deadline() {
    let gateway = Gateway::start(|_| "never".into()).await;
    let client = gateway.builder().timeout(Duration::from_millis(300)).build().expect("a client");
    for result in together(&client, 50).await {
        assert_eq!(result.expect_err("no token").kind(), ErrorKind::Timeout);
    }
    assert_eq!(gateway.token_calls(), 1);
}

/// Fault 19: the gateway's clock is ten minutes from ours, and tokens live for five.
#[tokio::test]
async fn a_wrong_clock_causes_no_token_call_for_each_call() {
    for off in [-600i64, 600] {
        let gateway = Gateway::start(move |asked| match asked.path {
            TOKEN => {
                let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
                let theirs = now.as_secs().checked_add_signed(off).expect("after 1970");
                let date = httpdate::fmt_http_date(std::time::UNIX_EPOCH + Duration::from_secs(theirs));
                let body = token(format_args!("tok-{}", asked.tokens + 1), (theirs + 300) * 1000);
                status("200 OK", &format!("date: {date}\r\n"), &body)
            }
            _ => plain(asked),
        })
        .await;
        let client = gateway.client();
        for _ in 0..20 {
            client.orders().get("ORD1").await.expect("a good token");
        }
        assert_eq!(gateway.token_calls(), 1, "clock off by {off} s");
    }
}

/// Fault 25.
#[tokio::test]
async fn two_merchants_in_one_process_never_mix() {
    let gateway = Gateway::start(|asked| match asked.path {
        TOKEN if asked.body.contains("key-a") => token("for-a", 900_000),
        TOKEN => token("for-b", 900_000),
        "/api/v0/orders/A" if asked.token == "for-a" => ORDER.into(),
        "/api/v0/orders/B" if asked.token == "for-b" => ORDER.into(),
        _ => REJECTED.into(),
    })
    .await;
    let store = Arc::new(Shelf::default());
    let client = |key: &str| {
        let config = ClientConfig::new(key, "one-secret").base_url(&*gateway.url).share_token(true);
        Client::with_token_store(config, store.clone()).expect("a client")
    };
    let (a, b, again) = (client("key-a"), client("key-b"), client("key-a"));
    for _ in 0..5 {
        a.orders().get("A").await.expect("a's own token");
        b.orders().get("B").await.expect("b's own token");
        again.orders().get("A").await.expect("a's own token");
    }
    assert_eq!(gateway.token_calls(), 2, "one for each merchant");
}

#[tokio::test]
async fn clients_share_a_token_only_if_asked() {
    let gateway = Gateway::start(plain).await;
    let shared = || Client::new(gateway.config().share_token(true)).expect("a client");
    let (first, second) = (shared(), shared());
    first.orders().get("ORD1").await.expect("an order");
    second.orders().get("ORD1").await.expect("an order");
    assert_eq!(gateway.token_calls(), 1);
    drop((first, second));
    shared().orders().get("ORD1").await.expect("an order");
    assert_eq!(gateway.token_calls(), 2, "the last client took it along");
    gateway.client().orders().get("ORD1").await.expect("an order");
    assert_eq!(gateway.token_calls(), 3, "not asked to share");
}

/// A store as others would write one.
#[derive(Default)]
struct Shelf {
    values: Mutex<HashMap<String, String>>,
    asked: AtomicUsize,
    /// Fails, hangs or lies.
    mood: Mutex<Mood>,
}

#[derive(Default, Clone, Copy, PartialEq, Debug)]
enum Mood {
    #[default]
    Good,
    Fails,
    Hangs,
    Panics,
    Rubbish,
}

impl Shelf {
    fn token(&self) -> Option<(String, String)> {
        let values = self.values.lock().expect("no panic holds it");
        values.iter().find(|(_, value)| value.starts_with("enkash1.")).map(|(key, value)| (key.clone(), value.clone()))
    }
    fn put(&self, key: &str, value: &str) {
        self.values.lock().expect("no panic holds it").insert(key.into(), value.into());
    }
    /// Lets the locks of earlier fetches run out.
    fn forget_claims(&self) {
        self.values.lock().expect("no panic holds it").retain(|_, value| value.starts_with("enkash1."));
    }
    async fn mood(&self) -> Result<bool, StoreFailed> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mood = *self.mood.lock().expect("no panic holds it");
        match mood {
            Mood::Good => Ok(false),
            Mood::Fails => Err(StoreFailed),
            Mood::Hangs => std::future::pending().await,
            Mood::Panics => panic!("a store of somebody else's"),
            Mood::Rubbish => Ok(true),
        }
    }
}

impl TokenStore for Shelf {
    fn get<'a>(&'a self, key: &'a str) -> StoreAnswer<'a, Option<String>> {
        Box::pin(async move {
            let rubbish = self.mood().await?.then(|| "\u{0}rubbish".repeat(9));
            Ok(rubbish.or_else(|| self.values.lock().expect("no panic holds it").get(key).cloned()))
        })
    }
    fn set<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, ()> {
        Box::pin(async move {
            self.mood().await?;
            assert!(seconds > 0, "a lifetime");
            self.put(key, value);
            Ok(())
        })
    }
}

#[tokio::test]
async fn a_second_client_takes_the_token_from_the_store() {
    let gateway = Gateway::start(plain).await;
    let store = Arc::new(Shelf::default());
    for _ in 0..5 {
        let client = gateway.builder().token_store(store.clone()).build().expect("a client");
        client.orders().get("ORD1").await.expect("an order");
    }
    assert_eq!(gateway.token_calls(), 1);
    let (key, value) = store.token().expect("kept");
    for plain in ["the-access-key", "the-secret-key", "tok-1"] {
        assert!(!key.contains(plain) && !value.contains(plain));
    }
}

/// Fault 26: none has a token yet, and all begin at once.
#[tokio::test]
async fn clients_that_start_together_agree_on_who_fetches() {
    let gateway = Gateway::start(plain).await;
    let store = Arc::new(Shelf::default());
    let calls: Vec<_> = (0..16)
        .map(|_| {
            let client = gateway.builder().token_store(store.clone()).build().expect("a client");
            tokio::spawn(async move { client.orders().get("ORD1").await })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("an order");
    }
    assert_eq!(gateway.token_calls(), 1);
}

#[tokio::test]
async fn a_store_that_is_behind_is_brought_up_to_date() {
    let gateway = Gateway::start(plain).await;
    let store = Arc::new(Shelf::default());
    let client = || gateway.builder().token_store(store.clone()).build().expect("a client");
    let (first, other) = (client(), client());
    first.orders().get("ORD1").await.expect("tok-1");
    other.orders().get("ORD1").await.expect("tok-1 from the store");
    let (key, old) = store.token().expect("kept");
    // Somebody fetches a token elsewhere, so that this gateway takes tok-1 no more.
    gateway.client().orders().get("ORD1").await.expect("tok-2");
    first.orders().get("ORD1").await.expect("refused, the store holds the same, so fetched: tok-3");
    assert_eq!(gateway.token_calls(), 3);
    let (_, new) = store.token().expect("kept");
    assert_ne!(old, new);
    other.orders().get("ORD1").await.expect("refused, but the store has a newer one");
    assert_eq!(gateway.token_calls(), 3);
    // The store falls back behind: what it has was refused long ago. No loop, and no call fails.
    store.forget_claims();
    gateway.client().orders().get("ORD1").await.expect("tok-4");
    store.put(&key, &old);
    other.orders().get("ORD1").await.expect("tok-3 refused, tok-1 of the store refused, then fetched");
    assert_eq!(gateway.token_calls(), 5);
}

#[tokio::test]
async fn a_store_without_use_costs_a_token_call_and_nothing_else() {
    for mood in [Mood::Fails, Mood::Hangs, Mood::Panics, Mood::Rubbish] {
        let gateway = Gateway::start(plain).await;
        let store = Arc::new(Shelf::default());
        *store.mood.lock().expect("no panic holds it") = mood;
        let builder = gateway.builder().token_store(store.clone()).timeout(Duration::from_secs(4));
        let client = builder.build().expect("a client");
        client.orders().get("ORD1").await.unwrap_or_else(|error| panic!("{mood:?}: {error}"));
        assert_eq!(gateway.token_calls(), 1, "{mood:?}");
        assert!(store.asked.load(Ordering::SeqCst) > 0);
    }
}

#[tokio::test]
async fn a_changed_or_foreign_value_is_replaced() {
    let gateway = Gateway::start(plain).await;
    let store = Arc::new(Shelf::default());
    let client = |secret: &str| {
        let builder = gateway.builder().secret_key(secret).token_store(store.clone());
        builder.build().expect("a client")
    };
    client("the-secret-key").orders().get("ORD1").await.expect("tok-1");
    let (key, value) = store.token().expect("kept");
    // Another account's value under this account's key.
    store.values.lock().expect("no panic holds it").clear();
    client("another-secret-key").orders().get("ORD1").await.expect("tok-2");
    let (_, foreign) = store.token().expect("kept");
    let mut changed = value.clone();
    changed.replace_range(20..21, if &value[20..21] == "A" { "B" } else { "A" });
    for (n, wrong) in [foreign, changed, value[..value.len() / 2].to_owned(), "tok-2".into()].into_iter().enumerate() {
        store.values.lock().expect("no panic holds it").clear();
        store.put(&key, &wrong);
        client("the-secret-key").orders().get("ORD1").await.expect("fetched");
        assert_eq!(gateway.token_calls(), 3 + n);
        let replaced = store.values.lock().expect("no panic holds it").get(&key).cloned();
        assert!(replaced.is_some_and(|now| now != wrong && now.starts_with("enkash1.")));
    }
}
