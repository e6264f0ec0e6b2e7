//! Notifications: read, and not believed.
//!
//! Anybody who knows the address can post to it, and the gateway's `checksum` cannot be verified because its algorithm
//! is not published. So parsing says what is claimed, and only a status call says what is true:
//!
//! ```
//! let event = enkash::webhook::parse(br#"{"orderId":"ORD1","transactionStatus":"SUCCESS"}"#)?;
//! let claim = event.payment.expect("a payment");
//! assert_eq!(claim.order_id.as_deref(), Some("ORD1"));   // now ask client.orders().get("ORD1")
//! # Ok::<(), enkash::Error>(())
//! ```

use serde_json::value::RawValue;

use crate::field::Field;
use crate::model::{PaymentNotice, WebhookEvent, WebhookKind};
use crate::{Error, ErrorKind, RetryAdvice};

/// Largest notification that is read, in bytes.
pub const MAX_BODY: usize = 1024 * 1024;

/// Reads a notification from the raw bytes of the request, JSON or form-encoded.
pub fn parse(body: &[u8]) -> Result<WebhookEvent, Error> {
    if body.len() > MAX_BODY {
        return Err(refused("body is larger than 1 MiB; that is not a notification of the gateway"));
    }
    let text =
        std::str::from_utf8(body).map_err(|_| refused("body is not UTF-8; pass the raw bytes of the request"))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(refused("body is empty; read the raw bytes before a framework consumes them"));
    }
    let json = if text.starts_with('{') { text.to_owned() } else { form_as_json(text)? };
    let raw: &RawValue = serde_json::from_str(&json)
        .map_err(|_| refused("body is not whole JSON; it was cut off or changed on the way"))?;
    let payment = PaymentNotice::read(raw)
        .filter(|notice| notice.transaction_id.is_some() || (notice.order_id.is_some() && claims_state(notice)));
    let kind = if payment.is_some() { WebhookKind::Payment } else { WebhookKind::Unknown("UNKNOWN".into()) };
    let mut event = WebhookEvent::new(kind, raw.get());
    event.payment = payment;
    Ok(event)
}

fn claims_state(notice: &PaymentNotice) -> bool {
    notice.transaction_status.is_some() || notice.status.is_some() || notice.order_status.is_some()
}

fn refused(text: &str) -> Error {
    Error::new(ErrorKind::Validation, "webhook_unreadable", RetryAdvice::Never, text)
        .with(|info| info.field = Some("body".into()))
}

/// `a=1&b=x+y` as an object of texts.
fn form_as_json(text: &str) -> Result<String, Error> {
    let not_a_form = || refused("body is neither JSON nor a form; pass the raw bytes of the request");
    let mut pairs = serde_json::Map::new();
    for pair in text.split('&') {
        let (key, value) = pair.split_once('=').ok_or_else(not_a_form)?;
        if key.is_empty() || key.contains(['<', '"', '{', ' ']) {
            return Err(not_a_form());
        }
        pairs.insert(unescape(key), unescape(value).into());
    }
    serde_json::to_string(&pairs).map_err(|_| not_a_form())
}

/// Undoes form encoding; what is not valid stays as it is.
fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|h| std::str::from_utf8(h).ok());
        match hex.filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit())).and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
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
            let claim = event.payment.expect("a payment");
            assert_eq!(claim.transaction_id.as_deref(), Some("EK1"));
            assert_eq!(claim.amount.map(|amount| amount.to_string()).as_deref(), Some("499.00"));
        }
        let form = parse(form).expect("a notification").payment.expect("a payment");
        assert_eq!(form.txn_msg.as_deref(), Some("Paid in full!"));
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
        }
    }
}
