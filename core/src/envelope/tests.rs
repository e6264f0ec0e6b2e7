//! Answers in every shape, and what is made of them.

use super::*;
use crate::field::ModelFields as _;
use crate::model::{Nothing, SubmittedPayment};
use proptest::prelude::*;

#[cfg(feature = "server")]
mod records;

fn asked(bare: bool, answers: Answers) -> Asked<'static> {
    Asked { bare, effect: Effect::Charge, answers, record: Nothing::INFO, id: "", sent: None }
}

fn opened(status: u16, body: &str) -> Result<String, Failure> {
    open(&Reply { status, body: body.into(), ..Reply::default() }, asked(true, Answers::Record))
        .map(|payload| payload.raw.get().to_owned())
}

#[test]
fn the_four_shapes() {
    assert_eq!(opened(200, r#"{"response_code":0,"payload":{"a":1}}"#), Ok(r#"{"a":1}"#.into()));
    assert_eq!(opened(200, r#"{"response_code":"0","payload":[1]}"#), Ok("[1]".into()));
    assert_eq!(opened(200, r#"{"code":0,"message":"ok","payload":{}}"#), Ok("{}".into()));
    assert_eq!(opened(200, r#"{"token":"t","resultCode":200}"#), Ok(r#"{"token":"t","resultCode":200}"#.into()));
    assert_eq!(opened(200, "\u{feff}{\"bare\":1}"), Ok(r#"{"bare":1}"#.into()));
}

#[test]
fn failures_are_told_apart() {
    let refused = opened(200, r#"{"response_code":409,"response_message":"Duplicate","payload":"INV1 exists"}"#);
    assert_eq!(
        refused,
        Err(Failure::Refused { status: 200, enveloped: true, code: Some(409), text: "Duplicate: INV1 exists".into() })
    );
    let rejected = opened(200, r#"{"response_code":117,"payload":"Token is invalid."}"#);
    assert_eq!(rejected, Err(Failure::TokenRejected { status: 200, text: "Token is invalid.".into() }));
    for body in ["{}", "", "<html>"] {
        assert!(matches!(opened(401, body), Err(Failure::TokenRejected { .. })));
    }
    assert!(matches!(opened(429, "slow down"), Err(Failure::RateLimited { .. })));
    assert!(matches!(opened(502, "<html>"), Err(Failure::Server { status: 502, .. })));
    assert!(matches!(opened(500, r#"{"response_code":0}"#), Err(Failure::Server { .. })));
    assert!(matches!(opened(302, "{}"), Err(Failure::Foreign { .. })));
    assert!(matches!(opened(200, "<html>"), Err(Failure::Foreign { .. })));
    assert!(matches!(opened(200, r#"{"response_code":0,"payload":{"a":"#), Err(Failure::Foreign { .. })));
    assert!(matches!(opened(200, r#"{"response_code":"many","payload":1}"#), Err(Failure::Foreign { .. })));
    assert!(matches!(opened(200, r#"{"error":true,"resultCode":156}"#), Err(Failure::Refused { code: Some(156), .. })));
    assert!(matches!(opened(404, r#"{"message":"gone"}"#), Err(Failure::Refused { status: 404, .. })));
}

#[test]
fn what_proves_nothing_is_no_success() {
    let strict =
        |body: &str| open(&Reply { status: 200, body: body.into(), ..Reply::default() }, asked(false, Answers::Record));
    for body in [
        r#"{"resultCode":158,"resultMessage":"Insufficient balance"}"#,
        r#"{"message":"Service under maintenance"}"#,
        r#"{"response_code":9,"payload":{"transactionId":"EK9","transactionStatus":"SUCCESS"}}"#,
    ] {
        assert!(matches!(strict(body), Err(Failure::Foreign { .. })), "{body}");
    }
    let taken = |body: &str| strict(body).map(|payload| payload.raw.get().to_owned());
    assert_eq!(taken(r#"{"response_code":0,"response_message":"Success"}"#), Ok("null".into()));
    assert_eq!(
        taken(r#"{"response_code":200,"payload":{"transactionId":"EK9"}}"#),
        Ok(r#"{"transactionId":"EK9"}"#.into())
    );
    let latin = b"{\"response_code\":0,\"payload\":{\"bankName\":\"Cr\xe9dit\"}}".to_vec();
    assert!(open(&Reply { status: 200, body: latin, ..Reply::default() }, asked(false, Answers::Record)).is_ok());
}

#[test]
fn done_comes_in_many_forms() {
    let done = |body: &str| {
        open(&Reply { status: 200, body: body.into(), ..Reply::default() }, asked(false, Answers::MayBeEmpty))
            .map(|payload| payload.raw.get().to_owned())
    };
    for payload in ["true", "[]", "7", "null"] {
        for code in ["response_code", "code"] {
            for value in [0, 200] {
                let body = format!(r#"{{"{code}":{value},"message":"Revoked","payload":{payload}}}"#);
                assert_eq!(done(&body), Ok(r#"{"message":"Revoked"}"#.into()), "{body}");
            }
        }
    }
    assert_eq!(done(r#"{"code":200,"payload":"Gone"}"#), Ok(r#"{"message":"Gone"}"#.into()));
    assert_eq!(done(r#"{"response_code":0,"payload":false}"#), Ok("false".into()));
    assert!(matches!(done(r#"{"response_code":7,"payload":true}"#), Err(Failure::Refused { .. })));
}

#[test]
fn a_bare_record_beside_a_failure_is_doubt_where_it_must_not_happen_twice() {
    let reply = |status, body: &str| Reply { status, body: body.into(), ..Reply::default() };
    let bare = |once, answers| {
        let effect = if once { Effect::Charge } else { Effect::Read };
        Asked { effect, record: SubmittedPayment::INFO, ..asked(true, answers) }
    };
    let pending = r#"{"transactionId":"EK1","transactionStatus":"PENDING_WITH_BANK"}"#;
    let wrapped = r#"{"error":true,"resultCode":9,"payload":{"transactionId":"EK1"}}"#;
    for reply in [reply(402, pending), reply(402, wrapped)] {
        let charge = open(&reply, bare(true, Answers::Branches));
        assert!(matches!(charge, Err(Failure::Foreign { .. })), "{charge:?}");
        let read = open(&reply, bare(false, Answers::Record));
        assert!(matches!(read, Err(Failure::Refused { .. })), "a question makes nothing: {read:?}");
    }
    let rejected = open(&reply(401, pending), bare(false, Answers::Record));
    assert!(matches!(rejected, Err(Failure::TokenRejected { .. })), "{rejected:?}");
    let error = r#"{"error":true,"resultCode":9,"transactionId":"EK1","txnStatus":"PENDING_WITH_BANK"}"#;
    let charge = open(&reply(200, error), bare(true, Answers::Record));
    assert!(matches!(charge, Err(Failure::Foreign { .. })), "{charge:?}");
    let telling = open(&reply(200, error), bare(true, Answers::Branches));
    assert!(telling.is_ok(), "its record says what happened: {telling:?}");
}

#[test]
fn a_code_that_looks_like_a_status_is_taken_at_its_word() {
    for status in [200, 400, 422] {
        for code in [408, 499, 500, 503, 599] {
            let bare = format!(r#"{{"error":true,"resultCode":{code}}}"#);
            for body in [format!(r#"{{"response_code":{code}}}"#), bare, format!(r#"{{"resultCode":{code}}}"#)] {
                for answers in [Answers::Record, Answers::MayBeEmpty, Answers::Branches] {
                    let reply = Reply { status, body: body.clone().into(), ..Reply::default() };
                    let failure = open(&reply, asked(true, answers)).expect_err(&body);
                    assert!(failure.may_have_been_applied(), "{status} {body}: {failure:?}");
                }
            }
        }
        let accepted = opened(status, r#"{"response_code":202,"payload":null}"#);
        assert!(matches!(accepted, Err(Failure::Foreign { .. })), "{accepted:?}");
    }
    for code in [-1, 1, 9, 156, 400, 404, 409, 422, 600, 9999] {
        let refused = opened(200, &format!(r#"{{"response_code":{code}}}"#));
        assert!(matches!(refused, Err(Failure::Refused { code: Some(said), .. }) if said == code), "{refused:?}");
    }
}

#[test]
fn a_sentence_is_not_a_cut_envelope() {
    let said = |body: &str| {
        open(&Reply { status: 200, body: body.into(), ..Reply::default() }, asked(true, Answers::Text))
            .map(|payload| payload.raw.get().to_owned())
    };
    assert_eq!(said("OTP sent"), Ok(r#"{"message":"OTP sent"}"#.into()));
    for cut in [r#"{"response_code":5,"response_mess"#, " [1,", "<html>"] {
        assert!(matches!(said(cut), Err(Failure::Foreign { .. })), "{cut}");
    }
}

#[test]
fn a_token_may_come_in_a_payload() {
    let token = opened(200, r#"{"resultCode":200,"payload":{"token":"t"}}"#);
    assert_eq!(token, Ok(r#"{"token":"t"}"#.into()));
    let refused = r#"{"resultCode":158,"payload":{"token":"t"}}"#;
    assert_eq!(opened(200, refused), Ok(refused.into()));
}

proptest! {
    #[test]
    fn any_answer_is_opened_or_refused(status in 100u16..600, body in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = open(&Reply { status, body, ..Reply::default() }, asked(status % 2 == 0, Answers::Record));
    }

    #[test]
    fn any_json_is_opened_or_refused(
        status in 100u16..600,
        code in "(-?[0-9]{1,25}|null|\"[a-z0-9]{0,4}\"|\\{\\}|\\[1\\]|true|1e9)",
        payload in "(null|\"x\"|1|\\{\"orderId\":\"A\"\\}|\\[\\{\\}\\])",
    ) {
        let body = format!(r#"{{"response_code":{code},"response_message":null,"payload":{payload}}}"#);
        let _ = open(&Reply { status, body: body.into(), ..Reply::default() }, asked(status % 2 == 0, Answers::Record));
    }
}
