//! From the bytes of an answer to its payload, or to what went wrong. Pure.
//!
//! The gateway answers in four shapes: `response_code`/`response_message`/`payload`; the flat token body with
//! `resultCode`; bare bodies; and `code`/`message`/`payload` on one operation. A non-zero code is a failure whatever the
//! HTTP status says.

use std::time::{Duration, SystemTime};

use serde_json::value::RawValue;

pub use crate::excerpt::Excerpt;
use crate::schema::{Answers, Effect, ModelInfo};
use crate::wire;

mod beside;

/// An HTTP answer, whole.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The body, at most [`crate::envelope::MAX_BODY`] bytes.
    pub body: Vec<u8>,
    /// `Retry-After`, at most [`crate::retry_after::LONGEST`].
    pub retry_after: Option<Duration>,
    /// `Content-Encoding`, if there is one; the body is empty then, as nothing unpacks it.
    pub encoding: Option<String>,
    /// `Date`: what the gateway's clock shows.
    pub date: Option<SystemTime>,
}

/// Largest body that is read, in bytes. A page of 5000 settlements stays well below.
pub const MAX_BODY: usize = 32 * 1024 * 1024;

/// The gateway's code for a token or access key that it does not accept.
pub const TOKEN_REJECTED: i64 = 117;

/// Why a call has no payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The connection failed before anything was sent.
    NotSent(String),
    /// The peer is not who it should be, or speaks no TLS.
    Tls(String),
    /// Something was sent and no whole answer came.
    NoAnswer(String),
    /// An answer that is not the gateway's.
    Foreign {
        /// HTTP status; 0 if the answer had none.
        status: u16,
        /// What was wrong with it.
        why: String,
        /// What it said; part of an error only after [`Excerpt::scrub`].
        excerpt: Excerpt,
    },
    /// HTTP 5xx, or an envelope whose code says the same.
    Server {
        /// HTTP status.
        status: u16,
        /// The code of an envelope that came with another status.
        code: Option<i64>,
        /// When to come back.
        retry_after: Option<Duration>,
        /// The gateway's words, if it had any.
        text: Option<String>,
    },
    /// HTTP 429.
    RateLimited {
        /// When to come back.
        retry_after: Option<Duration>,
    },
    /// The token or the access key was not accepted.
    TokenRejected {
        /// HTTP status.
        status: u16,
        /// The gateway's words.
        text: String,
    },
    /// The gateway said yes, and the answer lacks what makes it one.
    Incomplete {
        /// The code of a bare body.
        code: Option<i64>,
        /// The words of a bare body.
        text: Option<String>,
    },
    /// The gateway understood and refused.
    Refused {
        /// HTTP status.
        status: u16,
        /// Whether it came in the gateway's own envelope, with a `response_code`.
        enveloped: bool,
        /// The gateway's code.
        code: Option<i64>,
        /// The gateway's words.
        text: String,
    },
}

impl Failure {
    /// An answer that is not the gateway's, and of which there is nothing to show.
    pub fn foreign(status: u16, why: impl Into<String>) -> Self {
        Failure::Foreign { status, why: why.into(), excerpt: Excerpt::default() }
    }
    /// Whether the gateway may have done what it was asked to.
    pub fn may_have_been_applied(&self) -> bool {
        matches!(
            self,
            Failure::NoAnswer(_) | Failure::Foreign { .. } | Failure::Server { .. } | Failure::Incomplete { .. }
        )
    }
}

/// What an answer holds.
#[derive(Debug, Clone)]
pub struct Payload {
    /// The record, as JSON.
    pub raw: Box<RawValue>,
    /// Whether it came in an envelope that says "success".
    pub enveloped: bool,
}

/// What is to be known of the call that was made.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'c> {
    /// Whether the operation may answer without an envelope; elsewhere a body without one proves nothing, whatever its status.
    pub bare: bool,
    /// What its repetition would do.
    pub effect: Effect,
    /// What stands in the payload.
    pub answers: Answers,
    /// The record that it should be.
    pub record: &'static ModelInfo,
    /// The id in the path.
    pub id: &'c str,
    /// The body that was sent.
    pub sent: Option<&'c [u8]>,
}

impl Asked<'_> {
    /// Whether it must not happen twice: then a refusal beside a record may be none (`beside.rs`).
    fn once(self) -> bool {
        matches!(self.effect, Effect::Create { .. } | Effect::Charge)
    }
}

/// Opens an answer.
pub fn open(reply: &Reply, asked: Asked<'_>) -> Result<Payload, Failure> {
    let Asked { bare, answers, .. } = asked;
    let status = reply.status;
    if status == 429 {
        return Err(Failure::RateLimited { retry_after: reply.retry_after });
    }
    // Said of time, not of the request: whoever is behind may have had it all.
    if matches!(status, 408 | 499) {
        return Err(Failure::NoAnswer(format!("HTTP {status} came in the answer's place")));
    }
    // A name in another charset must not cost the answer.
    let text = String::from_utf8_lossy(&reply.body);
    let parsed = serde_json::from_str::<&RawValue>(text.trim_start_matches('\u{feff}')).ok();
    let Some(body) = parsed.and_then(Body::read) else {
        // A page of a proxy, or an envelope that breaks off, is no sentence.
        let sentence = answers == Answers::Text && status == 200 && !text.trim_start().starts_with(['<', '{', '[']);
        return if sentence { Ok(bare_payload(as_message(&plain_text(&text)))) } else { Err(not_json(reply)) };
    };
    let server = |code| Failure::Server { status, code, retry_after: reply.retry_after, text: body.words() };
    let excerpt = || {
        let said = body.words().filter(|words| !words.is_empty());
        Excerpt::of(said.as_deref().unwrap_or(&text))
    };
    let foreign = |why: &str| Failure::Foreign { status, why: why.into(), excerpt: excerpt() };
    if status >= 500 {
        return Err(server(None));
    }
    let code = body.code();
    let says_error = body.error && !body.enveloped && answers != Answers::Branches;
    let done = (200..300).contains(&status) && matches!(code, None | Some(0 | 200)) && !says_error;
    if asked.once()
        && !done
        && let Some(id) = beside::record(asked, body.payload, body.whole)
    {
        let code = code.map_or(String::new(), |code| format!(" with code {code}"));
        let why = format!("it tells of a failure{code} beside a record");
        let excerpt = match id {
            Some((name, id)) => excerpt().naming(name, id),
            None => excerpt(),
        };
        return Err(Failure::Foreign { status, why, excerpt });
    }
    if code == Some(TOKEN_REJECTED) || status == 401 {
        return Err(Failure::TokenRejected { status, text: body.text() });
    }
    // A code is no HTTP status, but one that looks like it is taken at its word: a fault or a time-out behind the gateway
    // says nothing of what was done before, and "accepted" is no refusal.
    let refused = |code: Option<i64>| match code {
        Some(_) if is_fault(code) => server(code),
        Some(201..=299) => foreign(&format!("its code {} is neither done nor a refusal", code.unwrap_or_default())),
        code => Failure::Refused { status, enveloped: body.enveloped, code, text: body.text() },
    };
    if !(200..300).contains(&status) {
        return Err(if status >= 400 {
            refused(code.or_else(|| body.result_code()))
        } else {
            foreign("the gateway does not redirect; nothing was followed")
        });
    }
    match (body.code.is_some(), code) {
        // One merchant's code takes 200 for success; with a record beside it, or where none is needed, nothing else makes
        // sense.
        (true, Some(0 | 200)) => Ok(Payload { raw: body.record(answers), enveloped: true }),
        (true, Some(_)) => Err(refused(code)),
        (true, None) => Err(foreign("its code is not a number")),
        // Bare bodies: the browser calls and the token. `error` is the only sign of a refusal that they have.
        (false, _) if !bare => Err(foreign("it has no response_code")),
        (false, _) if is_fault(body.result_code()) => Err(server(body.result_code())),
        (false, _) if says_error => Err(refused(body.result_code())),
        (false, _) if matches!(body.result_code(), Some(0 | 200)) && body.holds_record() => {
            Ok(bare_payload(body.record(answers)))
        }
        (false, _) => Ok(bare_payload(body.whole.to_owned())),
    }
}

/// Whether a code says that the gateway itself failed or ran out of time.
fn is_fault(code: Option<i64>) -> bool {
    matches!(code, Some(408 | 499 | 500..=599))
}

fn bare_payload(raw: Box<RawValue>) -> Payload {
    Payload { raw, enveloped: false }
}

/// The text of an answer, whether or not it comes as a JSON string.
fn plain_text(text: &str) -> String {
    serde_json::from_str(text).unwrap_or_else(|_| text.trim().to_owned())
}

/// Whether a payload in a record's place says no more than "done": `true`, a number, an empty list.
fn says_done(payload: &RawValue) -> bool {
    let plain = wire::text(payload).is_some_and(|text| text != "false");
    plain || wire::elements(payload).is_some_and(|elements| elements.is_empty())
}

/// A sentence in a record's place.
fn as_message(sentence: &str) -> Box<RawValue> {
    let record = serde_json::json!({ "message": sentence });
    RawValue::from_string(record.to_string()).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// A payload that is not the record it should be, with what it says about itself.
pub fn incomplete(payload: &RawValue) -> Failure {
    let body = Body::read(payload);
    Failure::Incomplete { code: body.as_ref().and_then(Body::result_code), text: body.as_ref().and_then(Body::words) }
}

fn not_json(reply: &Reply) -> Failure {
    let Reply { status, body, retry_after, encoding, .. } = reply;
    match *status {
        status @ 500.. => {
            return Failure::Server { status, code: None, retry_after: *retry_after, text: None };
        }
        401 => return Failure::TokenRejected { status: 401, text: "no reason given".into() },
        _ => {}
    }
    if let Some(encoding) = encoding {
        let named = encoding.len() <= 20 && encoding.bytes().all(|b| b.is_ascii_alphanumeric() || b"-, ".contains(&b));
        let encoding = if named { encoding } else { "unknown" };
        return Failure::foreign(*status, format!("its body is compressed ({encoding}), which nobody asked for"));
    }
    let kind = match body.trim_ascii_start().first() {
        None => "is empty",
        Some(b'<') => "is HTML",
        Some(b'{' | b'[') => "is JSON that breaks off or is not an object",
        Some(_) => "is not JSON",
    };
    let excerpt = Excerpt::of(&String::from_utf8_lossy(body));
    Failure::Foreign { status: *status, why: format!("the body {kind} ({} bytes)", body.len()), excerpt }
}

/// The keys every shape is told apart by.
struct Body<'a> {
    whole: &'a RawValue,
    /// Whether `response_code` is there.
    enveloped: bool,
    code: Option<&'a RawValue>,
    result_code: Option<&'a RawValue>,
    payload: Option<&'a RawValue>,
    messages: [Option<&'a RawValue>; 3],
    error: bool,
}

impl<'a> Body<'a> {
    fn read(whole: &'a RawValue) -> Option<Self> {
        let mut body = Body {
            whole,
            enveloped: false,
            code: None,
            result_code: None,
            payload: None,
            messages: [None; 3],
            error: false,
        };
        let mut short_code = None;
        for (key, raw) in wire::entries(whole)? {
            match &*key {
                "response_code" => body.code = Some(raw),
                "code" => short_code = Some(raw),
                "payload" => body.payload = Some(raw).filter(|raw| !wire::is_null(raw)),
                "resultCode" => body.result_code = Some(raw),
                "response_message" => body.messages[0] = Some(raw),
                "resultMessage" => body.messages[1] = Some(raw),
                "message" => body.messages[2] = Some(raw),
                "error" => body.error = wire::truthy(raw),
                _ => {}
            }
        }
        body.enveloped = body.code.is_some();
        // `code` means the envelope only next to `payload` or `message`; elsewhere it is a field like any other.
        if body.code.is_none() && (body.payload.is_some() || body.messages[2].is_some()) {
            body.code = short_code;
        }
        Some(body)
    }
    /// The payload as the operation's record.
    fn record(&self, answers: Answers) -> Box<RawValue> {
        match (self.payload, answers) {
            (Some(payload), Answers::MayBeEmpty | Answers::Text) if payload.get().starts_with('"') => {
                as_message(&wire::text(payload).unwrap_or_default())
            }
            // "Done", in whatever form it comes.
            (Some(payload), Answers::MayBeEmpty) if says_done(payload) => as_message(&self.sentence()),
            (Some(payload), _) => payload.to_owned(),
            (None, Answers::MayBeEmpty | Answers::Text) => as_message(&self.sentence()),
            (None, Answers::Record | Answers::Branches) => RawValue::NULL.to_owned(),
        }
    }
    /// What stands beside a payload that holds none.
    fn sentence(&self) -> String {
        self.messages[0].or(self.messages[2]).and_then(wire::text).unwrap_or_default()
    }
    fn code(&self) -> Option<i64> {
        wire::text(self.code?)?.trim().parse().ok()
    }
    /// Whether the payload is a record or a list.
    fn holds_record(&self) -> bool {
        self.payload.is_some_and(|raw| raw.get().starts_with(['{', '[']))
    }
    fn result_code(&self) -> Option<i64> {
        wire::text(self.result_code?)?.trim().parse().ok()
    }
    /// `response_message`, then a textual payload, then `resultMessage`, then `message`. Where the first only names
    /// the failure, the payload holds the reason: both are given.
    fn words(&self) -> Option<String> {
        let [response, result, plain] = self.messages.map(|raw| raw.and_then(wire::text).filter(|t| !t.is_empty()));
        let reason = self.payload.filter(|raw| raw.get().starts_with('"')).and_then(wire::text);
        match (response, reason) {
            (Some(message), Some(reason)) if message != reason => Some(format!("{message}: {reason}")),
            (message, reason) => message.or(reason).or(result).or(plain),
        }
    }
    fn text(&self) -> String {
        self.words().unwrap_or_else(|| "no reason given".into())
    }
}

#[cfg(test)]
mod tests;
