//! Notifications: read, and not believed.
//!
//! Anybody who knows the address can post to it, and the gateway's `checksum` cannot be verified because its algorithm
//! is not published. So parsing says what is claimed, and only a status call says what is true:
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
    Mandate, MandateDebitNotice, PaymentLinkNotice, PaymentNotice, Refund, ReturnQuery, UnverifiedReturn, WebhookEvent,
    WebhookKind,
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
    let json = if text.starts_with('{') { text.to_owned() } else { form_as_json(text).ok_or_else(not_a_form)? };
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

/// Reads the query with which the payer's browser came back. What it says about the outcome stays closed: only
/// `webhooks.confirm` tells whether it is true.
pub fn parse_return(request: ReturnQuery) -> Result<WebhookEvent, Error> {
    let wrong = |text: &str| refused(text).with(|info| info.field = Some("query".into()));
    let query = request.query.reveal();
    if query.len() > MAX_BODY {
        return Err(wrong("query is larger than 1 MiB; that is not the gateway's"));
    }
    let json = form_as_json(query.trim_start_matches('?'));
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
    let wrapped =
        || ["payload", "data"].into_iter().filter_map(|key| wire::value(raw, key)).find(|it| recognise(it).is_some());
    if recognise(raw).is_some() { raw } else { wrapped().unwrap_or(raw) }
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

/// What is the same in each delivery of the same news: kind, id, state, and where the id is not enough, amount and time.
fn key(event: &WebhookEvent) -> Option<String> {
    let text = |value: &Option<String>| value.clone();
    let word = |value: Option<&str>| value.unwrap_or("-").to_owned();
    let (id, state) = match &event.kind {
        WebhookKind::Payment => {
            let it = event.payment.as_ref()?;
            let state = it.transaction_status.as_ref().or(it.status.as_ref()).map(|it| it.as_str());
            let state = state.or(it.order_status.as_ref().map(|it| it.as_str()));
            (text(&it.transaction_id).or(text(&it.order_id))?, word(state))
        }
        WebhookKind::MandateDebit => {
            let it = event.mandate_debit.as_ref()?;
            let state = it.transaction_status.as_ref().or(it.status.as_ref()).map(|it| it.as_str());
            let state = state.or(it.order_status.as_ref().map(|it| it.as_str()));
            (text(&it.transaction_id).or(text(&it.order_id))?, word(state))
        }
        WebhookKind::Mandate => {
            let it = event.mandate.as_ref()?;
            let id = text(&it.mandate_id).or(text(&it.reference_id)).or(text(&it.umn))?;
            (id, word(it.status.as_ref().map(|it| it.as_str())))
        }
        WebhookKind::PaymentLink => {
            let it = event.payment_link.as_ref()?;
            let parts = [
                it.event.as_ref().map(ToString::to_string),
                it.payment_status.as_ref().map(ToString::to_string),
                it.amount.as_ref().map(ToString::to_string),
                it.payment_date.as_ref().map(ToString::to_string),
            ];
            (text(&it.payment_link_id)?, parts.map(|part| part.unwrap_or_else(|| "-".into())).join(":"))
        }
        WebhookKind::Refund => {
            let it = event.refund.as_ref()?;
            (text(&it.request_id).or(text(&it.transaction_id))?, word(it.status.as_ref().map(|it| it.as_str())))
        }
        WebhookKind::ReturnPage => {
            let it = event.returned.as_ref()?;
            (text(&it.transaction_id).or(text(&it.order_id)).or(text(&it.unique_transaction_id))?, "-".to_owned())
        }
        WebhookKind::Unknown(_) => return None,
    };
    Some(format!("{}:{id}:{state}", event.kind))
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
        for query in ["", "?", "status=SUCCESS", "<html>"] {
            assert!(parse_return(ReturnQuery::new(query)).is_err(), "{query}");
        }
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
