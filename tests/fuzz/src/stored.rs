//! What comes back from a store of the merchant's or from the token call.

use std::time::{Duration, UNIX_EPOCH};

use enkash::ErrorKind;
use enkash::envelope::{Asked, Reply, open};
use enkash::field::{Field, ModelFields as _};
use enkash::inside;
use enkash::model::AuthToken;
use enkash::schema::{Answers, Effect};

use crate::links::crc;
use crate::{Target, says_nothing_of_the_input};

pub(crate) const UNRESOLVED: Target = Target {
    name: "unresolved",
    seeds: &[
        "enkash-call:1:refunds.create?transaction_id=EK1A&request_id=RF1&amount=100.00&sent=1784281640~7C1F",
        "enkash-call:1:orders.create?merchant_order_id=INV%2F1001&amount=499.00&sent=1784281640~0000",
        "enkash-call:1:mandates.execute?reference_id=SUB1&sent=1784281640~0000",
        "enkash-call:2:orders.create?sent=1~0000",
    ],
    check: unresolved,
};

/// What is read is written again as it was read; a text that was cut or changed is refused, whatever it says. With the
/// checksum put right, what stands before it is reached.
fn unresolved(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let start = text.rsplit_once('~').map_or(text, |(start, _)| start);
    let mended = format!("{start}~{:04X}", crc(start));
    if text != mended {
        assert!(inside::unresolved(text).is_err(), "changed, and believed");
    }
    match inside::unresolved(&mended) {
        Ok(again) => {
            assert_eq!(inside::unresolved(&again).ok().as_ref(), Some(&again));
            true
        }
        Err(error) => {
            assert_eq!((error.kind(), error.info().field.as_deref()), (ErrorKind::Validation, Some("unresolved")));
            says_nothing_of_the_input(&error);
            false
        }
    }
}

pub(crate) const TOKEN: Target = Target {
    name: "token",
    seeds: &[
        r#"{"token":"tok-0123456789abcdef","expiry":1784282540000,"resultCode":0,"resultMessage":"OK"}"#,
        r#"{"token":"tok-0123456789abcdef","expiry":"1784282540","resultCode":200}"#,
        r#"{"token":"tok-0123456789abcdef","expiry":900000}"#,
        r#"{"response_code":0,"payload":{"token":"tok-0123456789abcdef","expiry":0}}"#,
        r#"{"resultCode":117,"resultMessage":"Invalid access key","token":null}"#,
    ],
    check: token,
};

/// The moment of the answer.
const NOW: u64 = 1_784_281_640;

/// A token is not shown, and what is left of it is one of the three ways to read its `expiry`, or not known.
fn token(data: &[u8]) -> bool {
    let reply = Reply { status: 200, body: data.to_vec(), ..Reply::default() };
    let Ok(payload) = open(
        &reply,
        Asked {
            bare: true,
            effect: Effect::Read,
            answers: Answers::Record,
            record: AuthToken::INFO,
            id: "",
            sent: None,
        },
    ) else {
        return false;
    };
    let Some(answer) = AuthToken::read(&payload.raw) else { return false };
    let token = answer.token.reveal();
    // An answer may repeat its token elsewhere, or under a name that we do not know; here it stands once.
    if token.len() >= 8 && payload.raw.get().matches(token).count() == 1 {
        let shown = format!("{answer:?}{}", serde_json::to_string(&answer).expect("JSON"));
        assert!(!shown.contains(token), "a token is shown");
    }
    let now = Duration::from_secs(NOW);
    let Some(left) = inside::lifetime(answer.expiry, UNIX_EPOCH + now) else { return true };
    let expiry = answer.expiry.and_then(|expiry| u64::try_from(expiry).ok()).expect("an end that is told");
    let readings = [
        Duration::from_millis(expiry),
        Duration::from_millis(expiry).saturating_sub(now),
        Duration::from_secs(expiry).saturating_sub(now),
    ];
    assert!(!left.is_zero() && readings.contains(&left), "{expiry} leaves {left:?}");
    true
}
