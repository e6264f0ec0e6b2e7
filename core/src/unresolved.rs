//! A call whose outcome nobody knows, as a text that outlives the process: it is stored with the order and resolved later,
//! by another process or from another language.
//!
//! ```text
//! enkash-call:1:refunds.create?transaction_id=EK1784195240012a8KIO&request_id=RF1&amount=100.00&sent=1784281640~7C1F
//! ```
//!
//! The form's version, the operation, the ids it was about, its amount, when it had been sent at the latest (seconds since
//! 1970), and a checksum: a text that a narrow database column has cut would otherwise ask about another key, and "there is no
//! such refund" would be believed. It holds ids and an amount, never a secret.

use std::time::SystemTime;

use serde_json::value::RawValue;

use crate::call::Call;
use crate::field::Field;
#[cfg(feature = "server")]
use crate::field::{Invalid, Path};
#[cfg(feature = "server")]
use crate::form;
use crate::operations;
use crate::scalar::{Money, Timestamp};
#[cfg(feature = "server")]
use crate::schema::Effect;
use crate::schema::Operation;
use crate::upi::crc16;
use crate::{prepare, wire};

const PREFIX: &str = "enkash-call:";
const VERSION: &str = "1";
/// No id of the gateway is longer; what is longer is free text and stays out.
const LONGEST_ID: usize = 128;

/// What is left of a call in doubt.
#[derive(Clone, Debug)]
pub(crate) struct Unresolved {
    pub(crate) operation: &'static Operation,
    /// Ids by the SDK's names, in the order of the text.
    ids: Vec<(String, String)>,
    pub(crate) amount: Option<Money>,
    /// Nothing of it was sent after this.
    pub(crate) sent: Timestamp,
}

impl Unresolved {
    /// What is left of this call; `None` for a call that no row of the table stands for.
    pub(crate) fn of(call: &Call) -> Option<Self> {
        let operation = operations::row(call.operation.name)?;
        let mut ids: Vec<(String, String)> = Vec::new();
        let mut add = |name: &str, value: Option<String>| {
            let value = value.filter(|value| !value.is_empty() && value.len() <= LONGEST_ID);
            if let Some(value) = value.filter(|_| ids.iter().all(|(known, _)| known != name)) {
                ids.push((name.to_owned(), value));
            }
        };
        if let Some(name) = operation.id {
            add(name, Some(call.id.clone()));
        }
        if let Some(name) = call.reference_field {
            add(name, call.reference.clone());
        }
        let body = call.body.as_ref().and_then(|body| serde_json::from_slice::<&RawValue>(body).ok());
        for field in operation.request.fields.iter().filter(|field| prepare::SUBJECTS.contains(&field.name)) {
            add(field.name, body.and_then(|body| wire::text(wire::value(body, field.wire)?)));
        }
        let amount = body.and_then(|body| Money::read(wire::value(body, "amount")?));
        Some(Unresolved { operation, ids, amount, sent: SystemTime::now().into() })
    }

    /// The same of a call that has ended only now.
    pub(crate) fn sent_by_now(self) -> Self {
        Unresolved { sent: SystemTime::now().into(), ..self }
    }

    /// An id by the SDK's name of its field.
    pub(crate) fn id(&self, name: &str) -> Option<&str> {
        self.ids.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The text.
    pub(crate) fn to_text(&self) -> String {
        let mut text = format!("{PREFIX}{VERSION}:{}?", self.operation.name);
        for (name, value) in &self.ids {
            text.extend([name, "="]);
            prepare::push_encoded(&mut text, value);
            text.push('&');
        }
        if let Some(amount) = &self.amount {
            text.push_str(&format!("amount={amount}&"));
        }
        text.push_str(&format!("sent={}", self.sent.millis().div_euclid(1000)));
        let sum = crc16(&text);
        text.push_str(&format!("~{sum:04X}"));
        text
    }
}

/// Reading it again is for the merchant's side.
#[cfg(feature = "server")]
impl Unresolved {
    /// The ids, by the SDK's names of their fields.
    pub(crate) fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.ids.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What the caller can find the call by: the merchant's key, else the id that it was about.
    pub(crate) fn reference(&self) -> Option<&str> {
        match self.operation.effect {
            Effect::Create { key, .. } => self.id(key),
            _ => self.ids.first().map(|(_, value)| value.as_str()),
        }
    }

    /// Reads a text that [`Unresolved::to_text`] wrote.
    pub(crate) fn parse(text: &str) -> Result<Self, Invalid> {
        let invalid = |problem: &str| Path::Field(&Path::Root, "unresolved").invalid(problem);
        let rest = text.strip_prefix(PREFIX).ok_or_else(|| {
            invalid("is not what an error tells as `unresolved`; such a text begins with enkash-call:")
        })?;
        let (version, rest) = rest.split_once(':').unwrap_or((rest, ""));
        if version != VERSION {
            return Err(invalid(
                "has a form that this version does not know; resolve it with the version that wrote it",
            ));
        }
        let whole = text.rsplit_once('~').filter(|(covered, sum)| format!("{:04X}", crc16(covered)) == *sum);
        if whole.is_none() {
            return Err(invalid("is not whole: its checksum is wrong; store every character of it"));
        }
        let rest = rest.rsplit_once('~').map_or(rest, |(rest, _)| rest);
        let (name, known) = rest.split_once('?').unwrap_or((rest, ""));
        let operation = operations::row(name);
        let operation = operation.filter(|operation| !operation.composed && operation.effect != Effect::Read);
        let operation = operation
            .ok_or_else(|| invalid(&format!("names {}, which is no call that changes anything", shown(name))))?;
        let (mut ids, mut amount, mut sent) = (Vec::new(), None, None);
        for (name, value) in form::pairs(known) {
            match &*name {
                "amount" => amount = Some(Money::parse(&value).map_err(|_| invalid("holds an amount that is none"))?),
                "sent" => {
                    let millis = value.parse().ok().and_then(|seconds: i64| seconds.checked_mul(1000));
                    sent = millis.and_then(Timestamp::from_millis);
                }
                _ => ids.push((name, value)),
            }
        }
        let sent = sent.ok_or_else(|| invalid("does not say when the call was sent"))?;
        Ok(Unresolved { operation, ids, amount, sent })
    }
}

/// The name of an operation, if it could be one; anything else that stands in its place is not repeated.
#[cfg(feature = "server")]
fn shown(name: &str) -> &str {
    let word = name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'_');
    if word { name } else { "something" }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;
    use crate::operations::OPERATIONS;
    use proptest::prelude::*;

    fn sealed(text: &str) -> String {
        format!("{text}~{:04X}", crc16(text))
    }

    #[test]
    fn a_text_says_again_what_was_known() {
        let text = sealed(
            "enkash-call:1:refunds.create?transaction_id=EK1784195240012a8KIO&request_id=RF1001A&amount=100.00&sent=1784281640",
        );
        let read = Unresolved::parse(&text).expect("whole");
        assert_eq!(read.operation.name, "refunds.create");
        assert_eq!(read.reference(), Some("RF1001A"));
        assert_eq!(read.id("transaction_id"), Some("EK1784195240012a8KIO"));
        assert_eq!(read.amount, Some(Money::rupees(100)));
        assert_eq!(read.to_text(), text);
    }

    proptest! {
        #[test]
        fn any_ids_survive(key in "\\PC{1,40}", paise in 1i64..10_000_000, seconds in 0i64..4_000_000_000) {
            let lost = Unresolved {
                operation: operations::row("qr_codes.create").expect("a row"),
                ids: vec![("reference_number".into(), key.clone())],
                amount: Some(Money::from_paise(paise)),
                sent: Timestamp::from_millis(seconds * 1000).expect("in range"),
            };
            let text = lost.to_text();
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_graphic()));
            let read = Unresolved::parse(&text).expect("its own text");
            prop_assert_eq!(read.reference(), Some(&*key));
            prop_assert_eq!((read.amount, read.sent), (lost.amount, lost.sent));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*", cut in 0usize..90) {
            let _ = Unresolved::parse(&text);
            let whole = sealed("enkash-call:1:orders.create?merchant_order_id=INV1001&amount=499.00&sent=1784281640");
            prop_assert!(Unresolved::parse(&whole[..cut.min(whole.len() - 1)]).is_err());
        }
    }

    /// As long as the documentation says, so that a column of a database can be made for it.
    #[test]
    fn no_text_is_longer_than_1024() {
        for operation in OPERATIONS.iter().filter(|row| !row.composed && row.effect != Effect::Read) {
            let mut names: Vec<_> = crate::resolution::table::ids(operation).collect();
            names.sort_unstable();
            names.dedup();
            let longest = Unresolved {
                operation,
                // Each character is written as three.
                ids: names.iter().map(|name| (name.to_string(), "%".repeat(LONGEST_ID))).collect(),
                amount: Some(Money::from_paise(i64::MAX)),
                sent: Timestamp::from_millis(i64::from(u32::MAX) * 1000).expect("in range"),
            };
            let length = longest.to_text().len();
            assert!(length <= 1024, "{}: {length}", operation.name);
        }
    }

    #[test]
    fn a_key_that_is_no_id_of_any_size_stays_out() {
        let client = crate::Client::builder().access_key("access").secret_key("secret").build().expect("a client");
        let text = |length: usize| {
            let request = crate::model::CreateQrCode::new(false, false).reference_number("k".repeat(length));
            let call = client.caller.prepare::<operations::QrCodesCreateOp>("", &request).expect("a good request");
            Unresolved::of(&call).expect("a row").to_text()
        };
        assert!(text(128).contains(&"k".repeat(128)));
        assert!(!text(129).contains("kk"));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cut = sealed("enkash-call:1:orders.create?merchant_order_id=INV1001&sent=1784281640");
        for (text, problem) in [
            ("INV1001", "begins with enkash-call:"),
            ("", "begins with enkash-call:"),
            ("enkash-call:2:orders.create?sent=1~0000", "form that this version does not know"),
            (&cut[..cut.len() - 1], "not whole"),
            (&cut.replace("INV1001", "INV1002"), "not whole"),
            (&sealed("enkash-call:1:orders.get?order_id=ORD1&sent=1"), "names orders.get"),
            (&sealed("enkash-call:1:orders.fetch?order_id=ORD1&sent=1"), "names orders.fetch"),
            (&sealed("enkash-call:1:orders.create?merchant_order_id=INV1001"), "when the call was sent"),
            (&sealed("enkash-call:1:orders.create?sent=soon"), "when the call was sent"),
            (&sealed("enkash-call:1:orders.create?amount=much&sent=1"), "an amount that is none"),
        ] {
            let invalid = Unresolved::parse(text).expect_err(text);
            assert_eq!(invalid.field, "unresolved");
            assert!(invalid.problem.contains(problem), "{text}: {}", invalid.problem);
        }
    }
}
