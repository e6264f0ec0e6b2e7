//! Notifications: read, and not believed.
//!
//! Anybody who knows the address can post to it, and the gateway's `checksum` cannot be verified because its algorithm
//! is not published. So parsing says what is claimed, and only `webhooks.confirm` says what is true:
//!
//! ```
//! let event = enkash::webhook::parse(br#"{"orderId":"ORD1","transactionStatus":"SUCCESS"}"#)?;
//! let claim = event.payment.expect("a payment");
//! assert_eq!(claim.order_id.as_deref(), Some("ORD1"));   // now ask client.webhooks().confirm(event)
//! # Ok::<(), enkash::Error>(())
//! ```

use serde_json::value::RawValue;

use crate::field::{Field, ModelFields};
use crate::form::form_as_json;
use crate::model::{
    Mandate, MandateDebitNotice, OrderStatus, PaymentLinkNotice, PaymentNotice, Refund, ReturnQuery, TransactionStatus,
    UnverifiedReturn, WebhookEvent, WebhookKind,
};
use crate::{Error, ErrorKind, RetryAdvice, wire};

/// Largest notification that is read, in bytes.
pub const MAX_BODY: usize = 1024 * 1024;

/// Reads a notification from the raw bytes of the request, JSON or form-encoded.
pub fn parse(body: &[u8]) -> Result<WebhookEvent, Error> {
    parse_as(body, None)
}

/// Reads a notification that came to an address of its own: the gateway's notices of a payment and of a mandate's debit
/// look alike, and the address may know better.
pub fn parse_as(body: &[u8], kind: Option<&WebhookKind>) -> Result<WebhookEvent, Error> {
    if let Some(WebhookKind::ReturnPage | WebhookKind::Unknown(_)) = kind {
        // A misspelt kind would turn every notification into an unknown one, in silence.
        let text = "kind is none of a notification; pass PAYMENT, MANDATE, MANDATE_DEBIT, PAYMENT_LINK or REFUND";
        return Err(refused(text).with(|info| info.field = Some("kind".into())));
    }
    if body.len() > MAX_BODY {
        return Err(refused("body is larger than 1 MiB; that is not a notification of the gateway"));
    }
    let text =
        std::str::from_utf8(body).map_err(|_| refused("body is not UTF-8; pass the raw bytes of the request"))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(refused("body is empty; read the raw bytes before a framework consumes them"));
    }
    let not_a_form = || refused("body is neither JSON nor a form; pass the raw bytes of the request");
    let json =
        if text.starts_with('{') { text.to_owned() } else { form_as_json(text, false).ok_or_else(not_a_form)? };
    let raw: &RawValue = serde_json::from_str(&json)
        .map_err(|_| refused("body is not whole JSON; it was cut off or changed on the way"))?;
    let claim = inner(raw);
    let kind = kind.cloned().or_else(|| recognise(claim)).unwrap_or_else(unknown);
    let mut event = WebhookEvent::new(kind, raw.get());
    match &event.kind {
        WebhookKind::Payment => event.payment = PaymentNotice::read(claim).filter(|it| !it.is_blank()),
        WebhookKind::Mandate => event.mandate = Mandate::read(claim).filter(|it| !it.is_blank()),
        WebhookKind::MandateDebit => event.mandate_debit = MandateDebitNotice::read(claim).filter(|it| !it.is_blank()),
        WebhookKind::PaymentLink => event.payment_link = PaymentLinkNotice::read(claim).filter(|it| !it.is_blank()),
        WebhookKind::Refund => event.refund = Refund::read(claim).filter(|it| !it.is_blank()),
        WebhookKind::ReturnPage | WebhookKind::Unknown(_) => {}
    }
    event.key = key(&event);
    // Said to be of a kind, and nothing of that kind in it.
    if event.key.is_none() {
        event = WebhookEvent::new(unknown(), raw.get());
    }
    Ok(event)
}

/// The notification, if a check of the caller's own found it genuine. The SDK has no such check: how the gateway makes its
/// `checksum` is not published.
pub fn verified(event: WebhookEvent, genuine: bool) -> Result<WebhookEvent, Error> {
    if genuine { Ok(event) } else { Err(not_genuine()) }
}

/// The error of a notification that a check of the caller's own refused.
pub fn not_genuine() -> Error {
    Error::new(
        ErrorKind::Validation,
        "webhook_checksum",
        RetryAdvice::Never,
        "the notification was refused by the check it was given to; do not act on it",
    )
    .with(|info| info.field = Some("body".into()))
}

/// Reads the query with which the payer's browser came back. What it says about the outcome stays closed: only
/// `webhooks.confirm` tells whether it is true.
pub fn parse_return(request: ReturnQuery) -> Result<WebhookEvent, Error> {
    let wrong = |text: &str| refused(text).with(|info| info.field = Some("query".into()));
    let query = request.query.reveal();
    if query.len() > MAX_BODY {
        return Err(wrong("query is larger than 1 MiB; that is not the gateway's"));
    }
    let json = form_as_json(query.trim_start_matches('?'), true);
    let json = json.ok_or_else(|| wrong("query is not a query string; pass what follows '?' in the address"))?;
    let raw: &RawValue = serde_json::from_str(&json).map_err(|_| wrong("query cannot be read"))?;
    let returned = UnverifiedReturn::read(raw).filter(|it| !it.is_blank());
    let returned = returned.ok_or_else(|| wrong("query names no order and no transaction"))?;
    let mut event = WebhookEvent::new(WebhookKind::ReturnPage, json.as_str());
    event.returned = Some(returned);
    event.key = key(&event);
    Ok(event)
}

fn unknown() -> WebhookKind {
    WebhookKind::Unknown("UNKNOWN".into())
}

/// The claim itself: some senders wrap it.
fn inner(raw: &RawValue) -> &RawValue {
    claims(raw).find(|raw| recognise(raw).is_some()).unwrap_or(raw)
}

/// Where the claim of a notification may stand: the body itself, and what some senders wrap it in.
pub(crate) fn claims(raw: &RawValue) -> impl Iterator<Item = &RawValue> {
    let wrapped = ["payload", "data"].into_iter().filter_map(|key| wire::value(raw, key));
    std::iter::once(raw).chain(wrapped)
}

/// What a body is about, by the ids that it holds.
fn recognise(raw: &RawValue) -> Option<WebhookKind> {
    let entries = wire::entries(raw)?;
    let has = |keys: &[&str]| {
        entries
            .iter()
            .any(|(key, value)| keys.contains(&&**key) && wire::text(value).is_some_and(|text| !text.is_empty()))
    };
    let mandate = has(&["mandateId", "mandate_id", "umn", "referenceId", "reference_id"]);
    let states = ["transactionStatus", "status", "orderStatus"];
    let payment = has(&["transactionId"]) || (has(&["orderId"]) && has(&states));
    if has(&["quickCollectRequestId"]) {
        Some(WebhookKind::PaymentLink)
    } else if has(&["requestId"]) {
        Some(WebhookKind::Refund)
    } else if payment {
        Some(if mandate { WebhookKind::MandateDebit } else { WebhookKind::Payment })
    } else {
        mandate.then_some(WebhookKind::Mandate)
    }
}

/// What is the same in each delivery of the same news: kind, id and state; where those can be the same for two pieces of
/// news, a digest of the body as well. Made of the claim, so that anybody can make new ones.
fn key(event: &WebhookEvent) -> Option<String> {
    let word = |value: Option<&str>| value.unwrap_or("-").to_owned();
    // A payment and a mandate's debit are told by the same fields of two records.
    macro_rules! paid {
        ($it:expr) => {{
            let it = $it.as_ref()?;
            let status = it.transaction_status.as_ref().or(it.status.as_ref());
            (it.transaction_id.clone().or(it.order_id.clone())?, payment_state(status, it.order_status.as_ref(), event))
        }};
    }
    let (id, state) = match &event.kind {
        WebhookKind::Payment => paid!(event.payment),
        WebhookKind::MandateDebit => paid!(event.mandate_debit),
        WebhookKind::Mandate => {
            // A change of amount, a second pause: the state alone would hide them.
            let it = event.mandate.as_ref()?;
            let id = it.mandate_id.clone().or(it.reference_id.clone()).or(it.umn.clone())?;
            (id, format!("{}:{}", word(it.status.as_ref().map(|it| it.as_str())), digest(event)))
        }
        WebhookKind::PaymentLink => (event.payment_link.as_ref()?.payment_link_id.clone()?, digest(event)),
        WebhookKind::Refund => {
            let it = event.refund.as_ref()?;
            let id = it.request_id.clone().or(it.transaction_id.clone())?;
            (id, word(it.status.as_ref().map(|it| it.as_str())))
        }
        WebhookKind::ReturnPage => {
            let it = event.returned.as_ref()?;
            (it.transaction_id.clone().or(it.order_id.clone()).or(it.unique_transaction_id.clone())?, "-".to_owned())
        }
        WebhookKind::Unknown(_) => return None,
    };
    Some(format!("{}:{id}:{state}", event.kind))
}

/// The state of a payment, as far as it tells one piece of news from another: a payment can be refunded in part twice.
fn payment_state(
    status: Option<&TransactionStatus>,
    order_status: Option<&OrderStatus>,
    event: &WebhookEvent,
) -> String {
    match (status, order_status) {
        (Some(TransactionStatus::PartiallyRefunded), _) => format!("PARTIALLY_REFUNDED:{}", digest(event)),
        (Some(status), _) => status.to_string(),
        (None, Some(status)) => status.to_string(),
        (None, None) => digest(event),
    }
}

/// A short text that is the same for the same body (FNV-1a). It tells news apart and protects nothing.
fn digest(event: &WebhookEvent) -> String {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", event.body.reveal().as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step))
}

fn refused(text: &str) -> Error {
    Error::new(ErrorKind::Validation, "webhook_unreadable", RetryAdvice::Never, text)
        .with(|info| info.field = Some("body".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn json_and_forms_say_the_same() {
        let json = br#"{"orderId":"ORD1","transactionId":"EK1","amount":499.00,"transactionStatus":"SUCCESS","cardScheme":null}"#;
        let form = b"orderId=ORD1&transactionId=EK1&amount=499.00&transactionStatus=SUCCESS&txnMsg=Paid+in+full%21";
        for body in [json.as_slice(), form.as_slice()] {
            let event = parse(body).expect("a notification");
            assert_eq!(event.kind, WebhookKind::Payment);
            assert_eq!(event.key.as_deref(), Some("PAYMENT:EK1:SUCCESS"));
            let claim = event.payment.expect("a payment");
            assert_eq!(claim.transaction_id.as_deref(), Some("EK1"));
            assert_eq!(claim.amount.map(|amount| amount.to_string()).as_deref(), Some("499.00"));
        }
        let form = parse(form).expect("a notification").payment.expect("a payment");
        assert_eq!(form.txn_msg.as_deref(), Some("Paid in full!"));
    }

    #[test]
    fn each_kind_is_told_by_its_ids() {
        for (body, kind) in [
            (r#"{"orderId":"ORD1","orderStatus":"PAID"}"#, "PAYMENT"),
            (r#"{"transactionId":"EK1","status":"SUCCESS","mandateId":"M1"}"#, "MANDATE_DEBIT"),
            (r#"{"referenceId":"REF1","umn":"a1@sandbox","amount":2540}"#, "MANDATE"),
            (r#"{"data":{"quickCollectRequestId":"QC1","type":"PAYMENT","paymentStatus":"SUCCESS"}}"#, "PAYMENT_LINK"),
            (r#"{"requestId":"RF1","transactionId":"EK2","status":"SUCCESS"}"#, "REFUND"),
            (r#"{"orderId":"ORD1"}"#, "UNKNOWN"),
            (r#"{"orderId":null,"transactionId":""}"#, "UNKNOWN"),
        ] {
            let event = parse(body.as_bytes()).expect(body);
            assert_eq!(event.kind, kind, "{body}");
            assert_eq!(event.key.is_some(), kind != "UNKNOWN", "{body}");
        }
    }

    #[test]
    fn two_pieces_of_news_have_two_keys() {
        let key = |body: &str| parse(body.as_bytes()).expect(body).key.expect("a key");
        for (one, other) in [
            (
                r#"{"mandateId":"M1","status":"ACTIVE","amount":100}"#,
                r#"{"mandateId":"M1","status":"ACTIVE","amount":900}"#,
            ),
            (r#"{"mandateId":"M1","newWord":"APPROVED"}"#, r#"{"mandateId":"M1","newWord":"REVOKED"}"#),
            (
                r#"{"transactionId":"EK1","status":"PARTIALLY_REFUNDED","txnMsg":"10"}"#,
                r#"{"transactionId":"EK1","status":"PARTIALLY_REFUNDED","txnMsg":"20"}"#,
            ),
            (
                r#"{"transactionId":"EK1","status":"PENDING_WITH_BANK"}"#,
                r#"{"transactionId":"EK1","status":"SUCCESS"}"#,
            ),
        ] {
            assert_ne!(key(one), key(other));
            assert_eq!(key(one), key(one));
        }
    }

    #[test]
    fn the_address_may_know_better() {
        let body = br#"{"transactionId":"EK1","transactionStatus":"SUCCESS"}"#;
        let debit = parse_as(body, Some(&WebhookKind::MandateDebit)).expect("a notification");
        assert!(debit.payment.is_none() && debit.mandate_debit.is_some());
        let link = parse_as(body, Some(&WebhookKind::PaymentLink)).expect("a notification");
        assert_eq!(link.kind, "UNKNOWN");
        for kind in [WebhookKind::ReturnPage, WebhookKind::Unknown("PAYMNET".into())] {
            let error = parse_as(body, Some(&kind)).expect_err("no kind of a notification");
            assert_eq!(error.info().field.as_deref(), Some("kind"));
        }
    }

    #[test]
    fn a_return_names_what_to_ask_about_and_no_more() {
        let query = "?orderId=ORD1&amount=10.00&status=SUCCESS&transactionId=EK1&uniqueTransactionId=INV1";
        let event = parse_return(ReturnQuery::new(query)).expect("a return");
        assert_eq!(event.kind, WebhookKind::ReturnPage);
        assert_eq!(event.returned.as_ref().and_then(|it| it.order_id.as_deref()), Some("ORD1"));
        assert!(!format!("{event:?}").contains("SUCCESS"));
        for query in ["?thanks&orderId=ORD1&", "orderId=ORD1&&x"] {
            assert!(parse_return(ReturnQuery::new(query)).is_ok(), "{query}");
        }
        for query in ["", "?", "status=SUCCESS", "<html>"] {
            assert!(parse_return(ReturnQuery::new(query)).is_err(), "{query}");
        }
    }

    #[test]
    fn a_notification_and_a_return_are_read_up_to_a_mebibyte() {
        const MEBIBYTE: usize = 1 << 20;
        let filled = |start: &str, end: &str, length: usize| {
            format!("{start}{}{end}", "a".repeat(length - start.len() - end.len()))
        };
        let body = |length| parse(filled(r#"{"orderId":"ORD1","note":""#, "\"}", length).as_bytes());
        assert!(body(MEBIBYTE).is_ok());
        assert_eq!(body(MEBIBYTE + 1).expect_err("too large").info().field.as_deref(), Some("body"));
        let query = |length| parse_return(ReturnQuery::new(filled("orderId=ORD1&note=", "", length)));
        assert!(query(MEBIBYTE).is_ok());
        assert_eq!(query(MEBIBYTE + 1).expect_err("too large").info().field.as_deref(), Some("query"));
    }

    #[test]
    fn foreign_bodies_are_kept_or_refused() {
        let event = parse(br#"{"hello":"world"}"#).expect("JSON");
        assert_eq!(event.kind, "UNKNOWN");
        assert_eq!(event.body.reveal(), r#"{"hello":"world"}"#);
        assert!(!format!("{event:?}").contains("world"));
        for body in ["", "  ", "<html></html>", "{\"orderId\":\"O", "[1]", "null", "\u{0}"] {
            let error = parse(body.as_bytes()).expect_err(body);
            assert_eq!(error.info().field.as_deref(), Some("body"));
        }
        assert!(parse(&[0xff, 0xfe]).is_err());
    }

    proptest! {
        #[test]
        fn any_body_is_read_or_refused(body in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse(&body);
        }

        #[test]
        fn any_text_is_read_or_refused(body in "[{\"a-z:=&%+0-9é]{0,80}") {
            let _ = parse(body.as_bytes());
            let _ = parse_return(ReturnQuery::new(body));
        }
    }
}
