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
use crate::prepare::push_encoded;
use crate::scalar::Secret;
use crate::schema::{FieldType, ModelInfo};
use crate::wire;

/// Deeper than any record of the gateway; what lies below is not looked at and therefore not kept.
pub(crate) const DEPTH: usize = 32;

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

/// Secrets in every form they travel in: as they are, inside JSON, in base64, in a URL, a long number in the groups it is
/// printed in. Worked out once for the keys of a client, for a token and for a call, because every answer is searched for them. Shorter
/// than three characters is no secret.
#[derive(Default)]
pub(crate) struct Forms(Vec<Zeroizing<String>>);

impl Forms {
    /// No secrets.
    pub(crate) const NONE: &'static Forms = &Forms(Vec::new());

    pub(crate) fn of<'s>(secrets: impl IntoIterator<Item = &'s Secret>) -> Self {
        let mut forms = Vec::new();
        for secret in secrets.into_iter().map(Secret::reveal).filter(|secret| secret.len() >= 3) {
            // With room for the longest: what grows leaves copies behind that nobody wipes.
            let mut json = Zeroizing::new(Vec::with_capacity(6 * secret.len() + 2));
            let written = serde_json::to_writer(&mut *json, secret).ok().and_then(|()| std::str::from_utf8(&json).ok());
            let escaped = written.and_then(|json| json.get(1..json.len() - 1)).filter(|escaped| *escaped != secret);
            forms.push(Zeroizing::new(secret.to_owned()));
            forms.extend(escaped.map(|escaped| Zeroizing::new(escaped.to_owned())));
            forms.push(Zeroizing::new(STANDARD.encode(secret)));
            forms.extend(Some(in_percent(secret)).filter(|form| **form != secret));
            forms.extend(grouped(secret));
        }
        Forms(forms)
    }
}

/// A text as it stands in a URL.
fn in_percent(text: &str) -> Zeroizing<String> {
    let mut encoded = Zeroizing::new(String::with_capacity(3 * text.len()));
    push_encoded(&mut encoded, text);
    encoded
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
            let anywhere = |from: usize| words[from..].find(&**form).map(|at| from + at);
            if let Some(cleaned) = without(words, anywhere, form.len()) {
                *words = Zeroizing::new(cleaned);
            }
            let cut = form.char_indices().rev().map(|(at, _)| at).find(|at| *at >= 3 && words.ends_with(&form[..*at]));
            if let Some(length) = cut {
                let end = words.len() - length;
                words.truncate(end);
                words.push_str(MASK);
            }
        }
    }

    /// Whether a text holds none of the secrets, in whatever form.
    pub(crate) fn may_show(&self, text: &str) -> bool {
        !self.values().flat_map(further_forms).any(|form| find(&form, text, 0).is_some())
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
                    address && self.access_key.is_some_and(|key| Forms::of([&Secret::new(key)]).0.contains(value))
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
        } else if wire::text(raw).map_or(raw.get().starts_with(['"', '{', '[']), |text| {
            (self.plain && key.is_none()) || self.found_in(&text)
        }) {
            // Also what cannot be read, such as half an emoji: nobody knows what it holds.
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

/// The same of a short number, which may be glued to letters but is no part of a longer number; one as short as a CVV may be
/// an amount.
fn find_number(value: &str, text: &str, from: usize) -> Option<usize> {
    let mut places = text[from..].match_indices(value).map(|(at, _)| from + at);
    places.find(|at| {
        let place = *at..at + value.len();
        let paise =
            text[place.end..].strip_prefix('.').map(|rest| rest.chars().take_while(char::is_ascii_digit).count());
        let amount = value.len() <= 4 && paise == Some(2);
        !amount && stands_apart(text, &place, char::is_numeric)
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

/// Whether the JSON holds a text outside the keys of secrets.
pub(crate) fn holds(raw: &RawValue, text: &str, secrets: &[String], depth: usize) -> bool {
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
        None => wire::text(raw).map(Zeroizing::new).is_some_and(|found| *found == text),
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

/// A text with some of its characters exchanged; it never grows beyond its room, which would leave a copy behind.
fn exchanged(text: &str, other: impl Fn(char) -> Option<&'static str>) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(6 * text.len()));
    for c in text.chars() {
        match other(c) {
            Some(other) => out.push_str(other),
            None => out.push(c),
        }
    }
    out
}

/// A form of a secret, in whatever further form a stranger's answer may show it: in a URL, in HTML, in the other base64. A
/// double quote may have become a single one, as it does in our own sentences.
fn further_forms(form: &str) -> Vec<Zeroizing<String>> {
    let html = |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    };
    let quotes_too = |c| if c == '"' { Some("&quot;") } else { html(c) };
    let in_url = |c| match c {
        '+' => Some("-"),
        '/' => Some("_"),
        _ => None,
    };
    let bare = form.trim_end_matches('=');
    let mut every = vec![
        Zeroizing::new(form.to_owned()),
        in_percent(form),
        exchanged(form, quotes_too),
        exchanged(form, html),
        exchanged(bare, in_url),
        Zeroizing::new(bare.to_owned()),
    ];
    let quoted = every.iter().filter(|form| form.contains('"'));
    let quoted: Vec<_> = quoted.map(|form| exchanged(form, |c| (c == '"').then_some("'"))).collect();
    every.extend(quoted);
    every.retain(|form| form.len() >= 3);
    // The longest first: a form may be the beginning of another.
    every.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    every.dedup();
    every
}

#[cfg(test)]
mod tests;
