//! Answers: nothing but the gateway's own "done" is a success.

use std::collections::BTreeMap;
use std::time::SystemTime;

use enkash::envelope::{Asked, Failure, Reply, TOKEN_REJECTED, incomplete, open};
use enkash::field::ModelFields as _;
use enkash::model::SubmittedPayment;
use enkash::retry_after::{LONGEST, retry_after};
use enkash::schema::{Answers, Effect};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::Target;

/// A record, with its numbers as they are written: one that no computer holds must not cost an answer.
type Entries = BTreeMap<String, Box<RawValue>>;

/// The first line says status and what the operation answers; the rest is the body.
pub(crate) const TARGET: Target = Target {
    name: "envelope",
    seeds: &[
        "200 0\n{\"response_code\":0,\"response_message\":\"OK\",\"payload\":{\"orderId\":\"ORD1\",\"amount\":499.00}}",
        "200 0\n{\"response_code\":402,\"response_message\":\"Order not found\",\"payload\":null}",
        "400 1\n{\"response_code\":117,\"response_message\":\"Invalid access key\",\"payload\":\"not signed in\"}",
        "200 2\n{\"code\":\"0\",\"message\":\"done\",\"payload\":[]}",
        "200 4\n{\"resultCode\":0,\"token\":\"tok\",\"expiry\":1776834000}",
        "200 7\n{\"error\":true,\"message\":\"no\",\"transactionStatus\":\"SUCCESS\"}",
        "200 3\nOTP sent to the payer",
        "502 0\n<html><body>Bad gateway</body></html>",
        "429 0\n",
        "302 0\n{}",
    ],
    check,
};

/// The header, then perhaps the `Date` of the same answer.
pub(crate) const RETRY_AFTER: Target = Target {
    name: "retry_after",
    seeds: &[
        "5",
        " 0 ",
        "3601",
        "18446744073709551616",
        "Wed, 21 Oct 2026 07:28:00 GMT\nWed, 21 Oct 2026 07:27:55 GMT",
        "Wednesday, 21-Oct-26 07:28:07 GMT",
        "Wed Oct 21 07:28:07 2026\nyesterday",
    ],
    check: check_retry_after,
};

fn check_retry_after(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let (header, date) = text.split_once('\n').map_or((text, None), |(header, date)| (header, Some(date)));
    let asked = retry_after(header, date, SystemTime::UNIX_EPOCH);
    assert!(asked.is_none_or(|wait| wait <= LONGEST), "a server may not stop its callers for {asked:?}");
    asked.is_some()
}

fn check(data: &[u8]) -> bool {
    let mut parts = data.splitn(2, |byte| *byte == b'\n');
    let (head, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let mut head =
        std::str::from_utf8(head).unwrap_or_default().split(' ').map(|word| word.parse::<u16>().unwrap_or(200));
    let (status, how) = (head.next().unwrap_or(200), head.next().unwrap_or(0));
    let bare = how & 4 != 0;
    let answers = [Answers::Record, Answers::MayBeEmpty, Answers::Text, Answers::Branches][usize::from(how & 3)];
    let effect = if how & 8 == 0 { Effect::Read } else { Effect::Charge };
    let reply = Reply { status, body: body.to_vec(), ..Reply::default() };
    // A name in another charset costs no answer.
    let text = String::from_utf8_lossy(body);
    let record = serde_json::from_str::<Entries>(text.trim_start_matches('\u{feff}')).ok();
    let code = record.as_ref().and_then(|record| number(record.get("response_code")?));
    match open(&reply, Asked { bare, effect, answers, record: SubmittedPayment::INFO, id: "", sent: None }) {
        Ok(payload) => {
            assert!((200..300).contains(&status), "HTTP {status} is no success");
            assert!(matches!(code, None | Some(0 | 200)), "code {code:?} is no success");
            // A page of somebody else is no sentence.
            if record.is_none() {
                let sentence = serde_json::from_str::<Entries>(payload.raw.get()).expect("a sentence becomes a record");
                assert!(answers == Answers::Text && sentence["message"].get().starts_with('"'));
                assert!(!body.trim_ascii_start().starts_with(b"<"), "HTML is no sentence");
            }
            let enveloped = record.as_ref().is_some_and(|record| record.contains_key("response_code"));
            assert!(bare || record.is_none() || payload.enveloped, "a bare body proves nothing here");
            assert!(!enveloped || payload.enveloped);
            let failure = incomplete(&payload.raw);
            assert!(failure.may_have_been_applied(), "a yes without its record leaves a doubt");
            true
        }
        Err(failure) => {
            refused(&failure, status, code);
            false
        }
    }
}

/// Each failure says no less than is known, and none takes back a doubt.
fn refused(failure: &Failure, status: u16, code: Option<i64>) {
    match failure {
        Failure::Server { .. } => {
            let of_a_fault = |code| matches!(code, 408 | 499 | 500..=599);
            assert!(status >= 500 || code.is_none_or(of_a_fault), "HTTP {status}, {code:?}");
        }
        Failure::RateLimited { .. } => assert_eq!(status, 429),
        Failure::TokenRejected { .. } => assert!(status == 401 || code.is_none_or(|code| code == TOKEN_REJECTED)),
        Failure::Refused { .. } => {
            assert!(status < 500 && !(300..400).contains(&status), "HTTP {status} tells no refusal by the gateway");
            assert!(status >= 400 || code != Some(0), "code 0 is no refusal");
        }
        Failure::Foreign { .. } => assert!(failure.may_have_been_applied()),
        // Said by a proxy of its own patience.
        Failure::NoAnswer(_) => assert!(matches!(status, 408 | 499), "an answer came: {failure:?}"),
        Failure::NotSent(_) | Failure::Tls(_) | Failure::Incomplete { .. } => {
            panic!("an answer came: {failure:?}")
        }
    }
    assert!(status < 500 || failure.may_have_been_applied(), "HTTP {status} leaves a doubt");
}

/// A code, written as number or text.
fn number(value: &RawValue) -> Option<i64> {
    match serde_json::from_str(value.get()) {
        Ok(Value::Number(number)) => number.as_i64(),
        Ok(Value::String(text)) => text.trim().parse().ok(),
        _ => None,
    }
}
