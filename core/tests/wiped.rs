//! What is left in memory of a secret that was let go of: nothing. Every block that is freed is searched for it.
//!
//! The gateway of this test is a port on which nobody listens, so that nothing reaches the buffers of the HTTP library, of
//! which nothing is promised. One test, because all threads of the process share the allocator.

#![cfg(feature = "server")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::backtrace::Backtrace;
use std::cell::Cell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use enkash::envelope::{Asked, Reply, open};
use enkash::field::ModelFields as _;
use enkash::model::{
    ChargeInstrument, ChargePayment, CheckoutConfig, ClientConfig, PaymentDetail, PaymentMode, SubmitPayment,
    SubmittedPayment,
};
use enkash::schema::{Answers, Effect, Verb};
use enkash::{Checkout, Client, Error, ErrorKind, Secret};

const CARD: &str = "4111111111111111";
const ACCOUNT: &str = "501009876543210";
const KEY: &str = "sk-planted-7f3a91c2";
/// Is never wiped: shows that the search finds anything at all.
const PLAIN: &str = "plainly-left-behind";

/// What is searched for: first how a request's body holds it, and how an error of its parser would.
const PLANTED: [&str; 9] = [
    r#""cardNumber":"4111111111111111""#,
    // In base64, as the payer's side sends it.
    "NDExMTExMTExMTExMTExMQ==",
    r#""accountNumber":"501009876543210""#,
    r#""secretKey":"sk-planted-7f3a91c2""#,
    r#"string "4111111111111111""#,
    CARD,
    ACCOUNT,
    KEY,
    PLAIN,
];
/// In how many freed blocks each was found.
static FOUND: [AtomicUsize; PLANTED.len()] = [const { AtomicUsize::new(0) }; PLANTED.len()];
/// Where the first blocks of each were freed.
static PLACES: Mutex<Vec<String>> = Mutex::new(Vec::new());

thread_local! {
    /// Noting a place allocates, and what that frees is not searched.
    static NOTING: Cell<bool> = const { Cell::new(false) };
}

struct Searching;

#[global_allocator]
static ALLOCATOR: Searching = Searching;

// SAFETY: the blocks are the system's, which knows their layout; each is read before it is given back, and every byte of
// it was written when it was handed out.
unsafe impl GlobalAlloc for Searching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are the same. Zeroed, so that nothing is found that an earlier owner left.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block is whole until the next line gives it back.
        search(unsafe { std::slice::from_raw_parts(block, layout.size()) });
        // SAFETY: the caller's promises are the same.
        unsafe { System.dealloc(block, layout) }
    }

    // Moving is left to the provided method, which always copies and frees: what grows leaves its old bytes behind.
}

fn search(freed: &[u8]) {
    if NOTING.get() {
        return;
    }
    for (which, (planted, found)) in PLANTED.iter().zip(&FOUND).enumerate() {
        let there = freed.windows(planted.len()).any(|window| window == planted.as_bytes());
        if there && found.fetch_add(1, Ordering::SeqCst) < 3 {
            NOTING.set(true);
            let place = format!("number {which} in {} freed bytes:\n{}", freed.len(), Backtrace::force_capture());
            PLACES.lock().expect("no panic holds it").push(place);
            NOTING.set(false);
        }
    }
}

/// How often each was found since the last time.
fn found() -> [usize; PLANTED.len()] {
    FOUND.each_ref().map(|found| found.swap(0, Ordering::SeqCst))
}

/// None of the first `count` was found.
#[track_caller]
fn nothing_found(after: &str) {
    let found = found();
    let places = std::mem::take(&mut *PLACES.lock().expect("no panic holds it"));
    assert_eq!(found, [0; PLANTED.len()], "after {after}:\n{}", places.join("\n"));
}

/// Runs a call to its end, with all that it takes.
#[track_caller]
fn nothing_found_of(what: &str, call: impl Future<Output = Result<(), Error>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let error = runtime.block_on(call).expect_err("nobody listens");
    assert_eq!(error.kind(), ErrorKind::Connection, "{what}: {error}");
    drop((runtime, error));
    nothing_found(what);
}

#[test]
fn what_is_let_go_of_is_wiped() {
    drop(PLAIN.to_owned());
    assert_eq!(found()[PLANTED.len() - 1], 1, "the search finds what is not wiped");
    PLACES.lock().expect("no panic holds it").clear();

    let secret = Secret::new(KEY);
    let copy = secret.clone();
    assert_eq!(secret, copy);
    drop((secret, copy));
    nothing_found("a secret and its copy");

    let base = "http://127.0.0.1:9";
    let client = || Client::new(ClientConfig::new("access", KEY).base_url(base)).expect("a client");
    let checkout = || Checkout::new(CheckoutConfig::new().base_url(base)).expect("a client");

    drop(client());
    nothing_found("a client");
    // What a refusal names is held against what was sent.
    let sent = br#"{"cardNumber":"4111111111111111","accountNumber":"501009876543210"}"#;
    let body = br#"{"response_code":9,"payload":{"transactionId":"EK9"}}"#.to_vec();
    let (answers, record) = (Answers::Record, SubmittedPayment::INFO);
    let asked = Asked { bare: false, effect: Effect::Charge, answers, record, id: "", sent: Some(sent) };
    open(&Reply { status: 200, body, ..Reply::default() }, asked).expect_err("in doubt");
    nothing_found("an answer");
    // The first call asks for a token, and sends both keys.
    nothing_found_of("a token call", async { client().orders().get("ORD1").await.map(drop) });
    nothing_found_of("a card that the server submits", async {
        let card = PaymentDetail::new(PaymentMode::CreditCard).card_number(CARD).cvv("737").expiry("09/29");
        client().payments().submit(SubmitPayment::new("ORD1", card)).await.map(drop)
    });
    nothing_found_of("an account number", async {
        let upi = PaymentDetail::upi("success@sandbox").account_number(ACCOUNT);
        client().payments().submit(SubmitPayment::new("ORD1", upi)).await.map(drop)
    });
    nothing_found_of("a request without a row", async {
        let body = r#"{"cardNumber":"4111111111111111","accountNumber":"501009876543210"}"#;
        client().request(Verb::Post, "/pay/charge/process", Some(body)).await.map(drop)
    });
    // Without a token in between, the request goes as far as the connection that does not come to stand.
    nothing_found_of("a card that the customer is charged by", async {
        let card = ChargeInstrument::new(PaymentMode::CreditCard).card_number(CARD).cvv("737").expiry("09/29");
        let charge = ChargePayment::new("EK1784195240012a8KIO", "UT1", "PK1", card);
        checkout().payments().charge(charge).await.map(drop)
    });
}
