//! Taking secrets out of JSON that is kept although no typed field holds it.

use std::fmt;
use std::ops::Range;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::json::MASK;
#[cfg(feature = "server")]
use crate::operations::OPERATIONS;
use crate::scalar::Secret;
use crate::schema::{FieldType, ModelInfo};
use crate::wire;

/// Deeper than any record of the gateway; what lies below is not looked at and therefore not kept.
const DEPTH: usize = 32;

/// Below this length a secret, such as a CVV, is looked for as a word of its own: it may be part of any number.
const LONG: usize = 8;

/// Places of [`Told::values`].
const TOKEN: usize = 1;
const CALL: usize = 2;

/// What is not to be seen in left-over JSON.
#[derive(Default)]
pub struct Told<'f> {
    /// Secrets of the merchant, of the token, of the call.
    values: [&'f [Zeroizing<String>]; 3],
    /// The call's own ids, which are left to see whatever they look like.
    ids: [&'f str; 2],
    /// What the call sent, and as what.
    sent: Option<(&'f [u8], &'static ModelInfo)>,
    /// The access key, for which a record may have a field.
    access_key: Option<&'f str>,
    /// Keys of records, in small letters and without `_`.
    keys: Vec<String>,
    /// Whether a plain value in a record's place may be one of its secrets.
    plain: bool,
}

/// Secrets in every form they travel in: as they are, inside JSON, in base64, a long number in the groups it is printed in.
/// Worked out once for the keys of a client, for a token and for a call, because every answer is searched for them. Shorter
/// than three characters is no secret.
#[derive(Default)]
pub(crate) struct Forms(Vec<Zeroizing<String>>);

impl Forms {
    /// No secrets.
    pub(crate) const NONE: &'static Forms = &Forms(Vec::new());

    pub(crate) fn of<'s>(secrets: impl IntoIterator<Item = &'s Secret>) -> Self {
        let mut forms = Vec::new();
        for secret in secrets.into_iter().map(Secret::reveal).filter(|secret| secret.len() >= 3) {
            let json = Zeroizing::new(serde_json::Value::from(secret).to_string());
            let escaped = json.get(1..json.len() - 1).filter(|escaped| *escaped != secret);
            forms.push(Zeroizing::new(secret.to_owned()));
            forms.extend(escaped.map(|escaped| Zeroizing::new(escaped.to_owned())));
            forms.push(Zeroizing::new(STANDARD.encode(secret)));
            forms.extend(grouped(secret));
        }
        Forms(forms)
    }
}

/// A number of a card or an account as people write it: in fours, that of fifteen digits in four, six and five as well.
fn grouped(number: &str) -> Vec<Zeroizing<String>> {
    if number.len() < 12 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let fours: Vec<&str> = (0..number.len()).step_by(4).map(|at| &number[at..number.len().min(at + 4)]).collect();
    let mut ways = vec![fours];
    if number.len() == 15 {
        ways.push(vec![&number[..4], &number[4..10], &number[10..]]);
    }
    let between = [" ", "-", "."];
    ways.iter().flat_map(|groups| between.map(|between| Zeroizing::new(groups.join(between)))).collect()
}

impl fmt::Debug for Forms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl<'f> Told<'f> {
    /// The secrets of the merchant, of the token and of the call.
    pub(crate) fn of(forms: [&'f Forms; 3]) -> Self {
        Told { values: forms.map(|forms| &*forms.0), ..Told::default() }
    }

    /// The same of a call with these ids.
    pub(crate) fn about(self, ids: [&'f str; 2]) -> Self {
        Told { ids, ..self }
    }

    /// The same of a merchant with this access key.
    pub(crate) fn by(self, access_key: Option<&'f Secret>) -> Self {
        Told { access_key: access_key.map(Secret::reveal), ..self }
    }

    /// The same of a call that sent this.
    pub(crate) fn having_sent(self, body: Option<&'f [u8]>, as_what: &'static ModelInfo) -> Self {
        Told { sent: body.map(|body| (body, as_what)).filter(|_| !as_what.fields.is_empty()), ..self }
    }

    /// Of these secrets the token alone.
    pub(crate) fn of_token(&self) -> Told<'f> {
        Told { values: [&[], self.values[TOKEN], &[]], ..Told::default() }
    }

    /// Where the call's own ids stand in a text, as words of their own: a short id is part of any number.
    pub(crate) fn own_ids(&self, text: &str) -> Vec<Range<usize>> {
        let ids = self.ids.iter().filter(|id| !id.is_empty());
        let places = ids.flat_map(|id| text.match_indices(id).map(|(at, id)| at..at + id.len()));
        places.filter(|place| stands_apart(text, place, |c| c.is_alphanumeric() || c == '_')).collect()
    }

    /// Whether a text is what the caller sent openly: one of the ids, or the value of a field that is no secret.
    fn is_the_callers(&self, text: &str) -> bool {
        let sent = || {
            let (body, as_what) = self.sent?;
            let mut keys = Vec::new();
            secret_keys(FieldType::Record(as_what), &mut keys);
            Some(holds(serde_json::from_slice(body).ok()?, text, &keys, DEPTH))
        };
        self.ids.contains(&text) || sent().unwrap_or_default()
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        self.values.iter().copied().flatten().map(|value| &***value)
    }

    /// Takes the secrets out of words whose writer may have changed their form, or cut them off. The gateway itself is taken
    /// to write a short number, such as a CVV, as a number of its own: ids and amounts stay whole.
    pub(crate) fn scrub_everything(&self, words: &mut Zeroizing<String>, stranger: bool) {
        for form in self.values().flat_map(further_forms) {
            if form.len() < LONG && !stranger && form.bytes().all(|b| b.is_ascii_digit()) {
                if let Some(cleaned) = without(words, |from| find_number(&form, words, from), form.len()) {
                    *words = Zeroizing::new(cleaned);
                }
                continue;
            }
            if words.contains(&**form) {
                *words = Zeroizing::new(words.replace(&**form, MASK));
            }
            let cut = form.char_indices().rev().map(|(at, _)| at).find(|at| *at >= 3 && words.ends_with(&form[..*at]));
            if let Some(length) = cut {
                let end = words.len() - length;
                words.truncate(end);
                words.push_str(MASK);
            }
        }
    }

    /// Whether a text holds none of the secrets.
    pub(crate) fn may_show(&self, text: &str) -> bool {
        !self.found_in(text)
    }

    fn found_in(&self, text: &str) -> bool {
        self.values().any(|value| find(value, text, 0).is_some())
    }

    /// Whether the JSON may hold one of the secrets: an escape may hide it from a look at the text.
    pub(crate) fn may_be_in(&self, raw: &RawValue) -> bool {
        raw.get().contains('\\') || self.found_in(raw.get())
    }

    /// Takes the secrets out of a text that a field holds. A short one counts only within a sentence: alone, three digits are
    /// a code of a bank as likely as a CVV. What the caller sent openly stays, though an account number may be part of a
    /// telephone number or a VPA. In an address only the merchant's secret key and token are looked for: a bank's page has to
    /// be opened with all it holds. And a record may have a field for the access key.
    pub(crate) fn clean_words(&self, text: &mut String) {
        let sentence = text.contains(|c: char| c.is_whitespace() || c == '=');
        let address = text.contains("://") && !text.contains(char::is_whitespace);
        if self.access_key.is_some_and(|key| key == text) {
            return;
        }
        for (whose, values) in self.values.iter().enumerate() {
            for value in values.iter().filter(|value| sentence || value.len() >= LONG) {
                let Some(cleaned) = without(text, |from| find(value, text, from), value.len()) else { continue };
                let stays = if whose == CALL {
                    address || self.is_the_callers(text)
                } else {
                    address && self.access_key.is_some_and(|key| key == value.as_str())
                };
                if !stays {
                    *text = cleaned;
                }
            }
        }
    }

    /// The JSON without secrets, where it holds any.
    pub(crate) fn taken_out(&self, key: Option<&str>, raw: &RawValue) -> Option<Box<RawValue>> {
        if self.keys.is_empty() && !self.may_be_in(raw) {
            return None;
        }
        let mut out = String::with_capacity(raw.get().len());
        self.write(key, raw, DEPTH, &mut out);
        RawValue::from_string(out).ok()
    }

    fn write(&self, key: Option<&str>, raw: &RawValue, depth: usize, out: &mut String) {
        let masked = || serde_json::Value::from(MASK).to_string();
        if depth == 0 || key.is_some_and(|key| self.keys.contains(&plain(key))) {
            out.push_str(&masked());
        } else if let Some(entries) = wire::entries(raw) {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                let name = if self.found_in(key) { MASK } else { key };
                let comma = if index > 0 { "," } else { "" };
                out.extend([comma, &serde_json::Value::from(name).to_string(), ":"]);
                self.write(Some(key), value, depth - 1, out);
            }
            out.push('}');
        } else if let Some(elements) = wire::elements(raw) {
            out.push('[');
            for (index, value) in elements.into_iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                self.write(key, value, depth - 1, out);
            }
            out.push(']');
        } else if wire::text(raw).is_some_and(|text| (self.plain && key.is_none()) || self.found_in(&text)) {
            out.push_str(&masked());
        } else {
            out.push_str(raw.get());
        }
    }
}

/// Where a secret stands in a text, from a place on; a short one as a word of its own.
fn find(value: &str, text: &str, from: usize) -> Option<usize> {
    let mut places = text[from..].match_indices(value).map(|(at, _)| from + at);
    places.find(|at| value.len() >= LONG || stands_apart(text, &(*at..at + value.len()), char::is_alphanumeric))
}

/// The same of a short number, which may be glued to letters but is no part of a longer number or an amount.
fn find_number(value: &str, text: &str, from: usize) -> Option<usize> {
    let mut places = text[from..].match_indices(value).map(|(at, _)| from + at);
    places.find(|at| {
        let place = *at..at + value.len();
        let mut next = text[place.end..].chars();
        let decimals = next.next() == Some('.') && next.next().is_some_and(|c| c.is_ascii_digit());
        !decimals && stands_apart(text, &place, char::is_numeric)
    })
}

/// Whether the characters around a place are of another kind than its own.
fn stands_apart(text: &str, place: &Range<usize>, own: impl Fn(char) -> bool) -> bool {
    !text[..place.start].chars().next_back().is_some_and(&own) && !text[place.end..].chars().next().is_some_and(&own)
}

/// The text without what is found in it, if anything is.
fn without(text: &str, find: impl Fn(usize) -> Option<usize>, length: usize) -> Option<String> {
    let mut from = find(0)?;
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    loop {
        out.push_str(&text[done..from]);
        out.push_str(MASK);
        done = from + length;
        match find(done) {
            Some(next) => from = next,
            None => break,
        }
    }
    out.push_str(&text[done..]);
    Some(out)
}

/// Whether the JSON holds a text outside its secrets.
fn holds(raw: &RawValue, text: &str, secrets: &[String], depth: usize) -> bool {
    if depth == 0 {
        return false;
    }
    if let Some(entries) = wire::entries(raw) {
        return entries
            .iter()
            .any(|(key, value)| !secrets.contains(&plain(key)) && holds(value, text, secrets, depth - 1));
    }
    match wire::elements(raw) {
        Some(elements) => elements.into_iter().any(|value| holds(value, text, secrets, depth - 1)),
        None => wire::text(raw).is_some_and(|found| found == text),
    }
}

/// The JSON that did not fit a field of the type, without what would have been its secrets.
pub(crate) fn left_over(raw: &RawValue, ty: &FieldType) -> Box<RawValue> {
    let mut keys = Vec::new();
    secret_keys(*ty, &mut keys);
    if keys.is_empty() {
        return raw.to_owned();
    }
    let told = Told { keys, plain: true, ..Told::default() };
    told.taken_out(None, raw).unwrap_or_else(|| RawValue::NULL.to_owned())
}

fn secret_keys(ty: FieldType, keys: &mut Vec<String>) {
    for field in ty.record().into_iter().flat_map(|record| record.fields) {
        match field.ty {
            FieldType::Secret => keys.extend([plain(field.wire), plain(field.name)]),
            other => secret_keys(other, keys),
        }
    }
}

/// The secrets of a body without a type: what stands under any key that some row takes as a secret, at any depth.
#[cfg(feature = "server")]
pub(crate) fn secrets_of(body: &str) -> Forms {
    let mut keys = Vec::from(["accesskey", "secretkey", "token"].map(str::to_owned));
    OPERATIONS.iter().for_each(|row| secret_keys(FieldType::Record(row.request), &mut keys));
    let mut found = Vec::new();
    if let Ok(body) = serde_json::from_str(body) {
        collect(body, false, &keys, DEPTH, &mut found);
    }
    Forms::of(&found)
}

#[cfg(feature = "server")]
fn collect(raw: &RawValue, secret: bool, keys: &[String], depth: usize, found: &mut Vec<Secret>) {
    if depth == 0 {
        return;
    }
    if let Some(entries) = wire::entries(raw) {
        for (key, value) in entries {
            collect(value, secret || keys.contains(&plain(&key)), keys, depth - 1, found);
        }
    } else if let Some(elements) = wire::elements(raw) {
        elements.into_iter().for_each(|value| collect(value, secret, keys, depth - 1, found));
    } else if secret {
        found.extend(wire::text(raw).map(Secret::new));
    }
}

fn plain(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A form of a secret, in whatever further form a stranger's answer may show it: in a URL, in HTML, in the other base64. A
/// double quote may have become a single one, as it does in our own sentences.
fn further_forms(form: &str) -> Vec<Zeroizing<String>> {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    let percent = |b: u8| if unreserved(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    let html = form.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let in_url = form.replace('+', "-").replace('/', "_");
    let in_url = in_url.trim_end_matches('=').to_owned();
    let bare = form.trim_end_matches('=').to_owned();
    let first = [form.to_owned(), form.bytes().map(percent).collect(), html.replace('"', "&quot;"), html, in_url, bare];
    let mut every: Vec<_> = first.map(Zeroizing::new).into();
    let quoted = every.iter().filter(|form| form.contains('"'));
    let quoted: Vec<_> = quoted.map(|form| Zeroizing::new(form.replace('"', "'"))).collect();
    every.extend(quoted);
    every.retain(|form| form.len() >= 3);
    // The longest first: a form may be the beginning of another.
    every.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    every.dedup();
    every
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::from_wire;
    use crate::model::{Customer, Mandate, Order};

    #[test]
    fn what_does_not_fit_a_field_is_kept_without_its_secrets() {
        let mandate: Mandate = from_wire(
            r#"{"referenceId":"SUB1","payer":[{"name":"Asha","account":"123456789012","Account":123456789012}]}"#,
        )
        .expect("a mandate");
        assert_eq!(mandate.extra.get("payer"), Some(r#"[{"name":"Asha","account":"***","Account":"***"}]"#));
        let bare: Mandate = from_wire(r#"{"referenceId":"SUB1","payer":"123456789012"}"#).expect("a mandate");
        assert_eq!(bare.extra.get("payer"), Some(r#""***""#));
        let order: Order = from_wire(
            r#"{"orderId":"ORD1","transactions":[{"transactionId":null,"paymentToken":"tok_9","new":1.50},"tok_8"]}"#,
        )
        .expect("an order");
        let kept = order.extra.get("transactions").expect("the odd list is kept");
        assert_eq!(kept, r#"[{"transactionId":null,"paymentToken":"***","new":1.50},"***"]"#);
    }

    #[test]
    fn a_payer_without_one_of_its_keys_is_still_read() {
        let mandate: Mandate =
            from_wire(r#"{"payer":{"vpa":"success@sandbox","account":"123456789012"}}"#).expect("a mandate");
        assert!(mandate.extra.is_empty());
        let payer = mandate.payer.expect("a payer");
        assert_eq!(payer.vpa.as_deref(), Some("success@sandbox"));
        assert_eq!(payer.account, Some(Secret::new("123456789012")));
    }

    #[test]
    fn a_secret_that_an_answer_repeats_is_not_kept() {
        use crate::field::Field as _;
        let text = r#"{"customerId":"CUS1","echo":{"pan":"4111111111111111","note":"no 4111111111111111!","b64":
            "NDExMTExMTExMTExMTExMQ==","esc":"\u0034111111111111111","cvv":123,"total":81234},"plain":"kept"}"#;
        let mut customer: Customer = from_wire(text).expect("a customer");
        let card = Forms::of(&[Secret::new("4111111111111111"), Secret::new("123")]);
        customer.clean(&Told::of([Forms::NONE, Forms::NONE, &card]));
        assert_eq!(
            customer.extra.get("echo"),
            Some(r#"{"pan":"***","note":"***","b64":"***","esc":"***","cvv":"***","total":81234}"#)
        );
        assert_eq!(customer.extra.text("plain").as_deref(), Some("kept"));
        let mut order: Order =
            from_wire(r#"{"orderId":"O","transactions":[{"transactionId":"E","x":{"a":["4111111111111111"]}}]}"#)
                .expect("an order");
        order.clean(&Told::of([&card, Forms::NONE, Forms::NONE]));
        assert_eq!(order.transactions[0].extra.get("x"), Some(r#"{"a":["***"]}"#));
    }

    #[test]
    fn a_secret_in_the_words_of_a_field_is_taken_out() {
        use crate::field::Field as _;
        use crate::model::SubmittedPayment;
        let mut paid: SubmittedPayment = from_wire(
            r#"{"transactionId":"737","resultMessage":"Card 4111111111111111 with 737 declined, not EK7370",
            "orderId":"x4111111111111111x","redirectionUrl":"https://bank.example.com/?c=4111111111111111"}"#,
        )
        .expect("a payment");
        let told = Forms::of(&["4111111111111111", "737", "***"].map(Secret::new));
        let keys = Forms::of(&["the-access-key", "the-secret-key"].map(Secret::new));
        let access_key = Secret::new("the-access-key");
        paid.clean(&Told::of([&keys, Forms::NONE, &told]));
        assert_eq!(paid.result_message.as_deref(), Some("Card *** with *** declined, not EK7370"));
        assert_eq!(paid.order_id.as_deref(), Some("x***x"));
        let mut order: Order = from_wire(
            r#"{"orderId":"ORD1","merchantIdentifierKey":"the-access-key","description":"the-secret-key",
            "customParameters":{"note":"the-access-key!"}}"#,
        )
        .expect("an order");
        order.clean(&Told::of([&keys, Forms::NONE, &told]).by(Some(&access_key)));
        assert_eq!(order.description.as_deref(), Some("***"));
        assert_eq!(order.merchant_identifier_key.as_deref(), Some("the-access-key"), "a field for it");
        assert_eq!(order.custom_parameters["note"], "***!");
        assert_eq!(paid.transaction_id.as_deref(), Some("737"), "alone, a short text may be anything");
        assert_eq!(paid.redirection_url.as_deref(), Some("https://bank.example.com/?c=4111111111111111"));
    }

    #[test]
    fn what_the_caller_sent_openly_stays_though_a_secret_is_part_of_it() {
        use crate::field::{Field as _, ModelFields as _};
        use crate::model::CreateMandate;
        let sent = r#"{"referenceId":"SUB9876543210","payer":{"account":"9876543210","vpa":"9876543210@bank"}}"#;
        let account = Forms::of(&[Secret::new("9876543210")]);
        let told =
            || Told::of([Forms::NONE, Forms::NONE, &account]).having_sent(Some(sent.as_bytes()), CreateMandate::INFO);
        let answer = r#"{"referenceId":"SUB9876543210","mandateName":"9876543210","payer":{"vpa":"9876543210@bank"},
            "new":"9876543210"}"#;
        let mut mandate: Mandate = from_wire(answer).expect("a mandate");
        mandate.clean(&told());
        assert_eq!(mandate.reference_id.as_deref(), Some("SUB9876543210"));
        assert_eq!(mandate.payer.and_then(|payer| payer.vpa).as_deref(), Some("9876543210@bank"));
        assert_eq!(mandate.name.as_deref(), Some("***"), "as an account it was a secret");
        assert_eq!(mandate.extra.get("new"), Some(r#""***""#));
    }

    #[test]
    fn a_card_is_found_in_the_groups_it_is_printed_in() {
        use crate::field::Field as _;
        use crate::model::SubmittedPayment;
        let cards = Forms::of(&["4111111111111111", "378282246310005"].map(Secret::new));
        let told = Told::of([Forms::NONE, Forms::NONE, &cards]);
        let answer = r#"{"resultMessage":"Card 4111 1111 1111 1111 or 3782-822463-10005 needs 3DS",
            "new":"4111-1111-1111-1111"}"#;
        assert!(told.may_be_in(&RawValue::from_string(answer.into()).expect("JSON")));
        let mut paid: SubmittedPayment = from_wire(answer).expect("a payment");
        paid.clean(&told);
        let words = paid.result_message.expect("words");
        assert_eq!(words, "Card *** or *** needs 3DS");
        assert_eq!(paid.extra.get("new"), Some(r#""***""#));
    }

    #[test]
    fn an_address_holds_neither_the_secret_key_nor_the_token() {
        let keys = Forms::of(&["the-access-key", "the-secret-key"].map(Secret::new));
        let (token, access_key) = (Forms::of(&[Secret::new("tok_live_1")]), Secret::new("the-access-key"));
        let told = Told::of([&keys, &token, Forms::NONE]).by(Some(&access_key));
        let mut address = "https://pay.example.com/?a=the-access-key&s=the-secret-key&t=tok_live_1".to_owned();
        told.clean_words(&mut address);
        assert_eq!(address, "https://pay.example.com/?a=the-access-key&s=***&t=***");
    }

    #[cfg(feature = "server")]
    #[test]
    fn what_any_row_takes_as_a_secret_is_one_in_a_body_without_a_type() {
        let body = r#"{"paymentDetail":{"cardNumber":"4111111111111111","cvv":737,"paymentMode":"CARD"},
            "list":[{"OTP":["482911"]}],"token":"tok_9","note":"plain words"}"#;
        let forms = secrets_of(body);
        let told = Told::of([Forms::NONE, Forms::NONE, &forms]);
        for secret in ["4111111111111111", "737", "482911", "tok_9"] {
            assert!(told.found_in(&format!("said {secret} again")), "{secret}");
        }
        assert!(!told.found_in("plain words CARD paymentMode"));
        assert!(!Told::of([&secrets_of("4111111111111111"), Forms::NONE, Forms::NONE]).found_in("4111111111111111"));
    }

    #[test]
    fn what_is_nested_too_deep_is_not_kept() {
        let deep = format!("{{\"payer\":{}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
        let mandate: Mandate = from_wire(&deep).expect("a mandate");
        assert!(mandate.extra.get("payer").is_some_and(|raw| raw.len() < 100));
    }
}
