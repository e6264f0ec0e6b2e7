//! Secrets where they do not belong, found in the bytes of a request while they are there: the journal keeps what was
//! found, never what it was.

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::config::Config;
use crate::json::Json;
use crate::mask;
use crate::routes::{Auth, FieldType, ModelInfo, Operation, request};
use crate::server::decoded;

/// Shorter keys could stand in a text by chance.
const SHORTEST: usize = 8;

const BODY: &str = "the body";
const CARD: &str = "a card number";

/// A request in the form it came in.
pub(crate) struct Raw<'a> {
    /// The operation; `None` for a path that the gateway does not have.
    pub operation: Option<&'static Operation>,
    /// Path and query.
    pub target: &'a str,
    /// The query parameters.
    pub query: &'a [(String, String)],
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
    /// The same as JSON, if it is any.
    pub json: Option<&'a Json>,
}

/// What to look for.
struct Search<'a> {
    /// What it is called, and how it reads.
    known: Vec<(&'static str, &'a str)>,
    found: Vec<String>,
}

/// What was found, and in which part of the request: none of such a part is written down.
#[derive(Default)]
pub(crate) struct Leaks {
    /// In words, without a value.
    pub found: Vec<String>,
    /// Something is in the address.
    pub address: bool,
    /// Something is in the headers.
    pub headers: bool,
    /// Something is in the body.
    pub body: bool,
}

/// What a request gave away.
pub(crate) fn find(config: &Config, raw: &Raw<'_>) -> Leaks {
    let mut known = Vec::new();
    for merchant in &config.merchants {
        known.push(("the secret key", merchant.secret_key.as_str()));
        known.push(("the access key", merchant.access_key.as_str()));
    }
    let token = token(raw.headers);
    known.extend(token.map(|token| ("the token", token)));
    known.retain(|(_, value)| value.len() >= SHORTEST);
    let mut search = Search { known, found: Vec::new() };
    search.address(raw);
    let in_address = search.found.len();
    search.headers(raw);
    let in_headers = search.found.len();
    search.body(raw);
    let in_all = search.found.len();
    let credentials = token.is_some() || raw.headers.contains_key("merchantaccesskey");
    if (credentials || takes_keys(raw)) && !local(raw.headers) {
        search.found.push("credentials under the name of another host".to_string());
    }
    Leaks { found: search.found, address: in_address > 0, headers: in_headers > in_address, body: in_all > in_headers }
}

/// The bare token in the `Authorization` header.
fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get("authorization")?.to_str().ok()?;
    Some(if mask::is_bearer(value) { value[7..].trim() } else { value.trim() })
}

fn takes_keys(raw: &Raw<'_>) -> bool {
    raw.operation.is_some_and(|operation| operation.auth == Auth::Keys)
}

/// Whether the request was meant for this machine.
fn local(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get("host").and_then(|host| host.to_str().ok()) else { return false };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_matches(['[', ']']);
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl Search<'_> {
    fn tell(&mut self, what: &str, place: &str) {
        let words = format!("{what} in {place}");
        if !self.found.contains(&words) {
            self.found.push(words);
        }
    }

    /// Looks for keys, the token and card numbers in a text; `except` is what it may hold.
    fn text(&mut self, text: &str, place: &str, except: &[&str]) {
        let known: Vec<&str> =
            self.known.iter().filter(|(_, value)| text.contains(value)).map(|(what, _)| *what).collect();
        for what in known.into_iter().filter(|what| !except.contains(what)) {
            self.tell(what, place);
        }
        if !except.contains(&CARD) && mask::holds_card(text) {
            self.tell(CARD, place);
        }
    }

    fn address(&mut self, raw: &Raw<'_>) {
        const PLACE: &str = "the address";
        self.text(raw.target, PLACE, &[]);
        let plain = decoded(raw.target);
        // A plus is a space or itself, according to who reads it.
        for text in [plain.as_str(), &decoded(&raw.target.replace('+', "%2B"))] {
            if text != raw.target {
                self.text(text, PLACE, &[]);
            }
        }
        for (key, value) in raw.query {
            let own = raw
                .operation
                .is_some_and(|operation| operation.request.fields.iter().any(|field| field.query && field.wire == key));
            if !own && !value.is_empty() && mask::is_secret(key) {
                self.tell("a parameter with the name of a secret", PLACE);
            }
        }
        // What the body holds by right, such as a CVV or an OTP, has no business up here.
        if let (Some(operation), Some(json)) = (raw.operation, raw.json) {
            let mut secrets = Vec::new();
            collect(Some(request(operation)), json, &mut secrets);
            let parts = plain.split(['/', '?', '&', '=']);
            let shown = parts.into_iter().any(|part| secrets.iter().any(|secret| secret.len() > 2 && part == *secret));
            if shown {
                self.tell("a secret of the body", PLACE);
            }
        }
    }

    fn headers(&mut self, raw: &Raw<'_>) {
        let auth = raw.operation.map(|operation| operation.auth);
        for (name, value) in raw.headers {
            let Ok(text) = value.to_str() else { continue };
            match (name.as_str(), auth) {
                ("authorization", Some(Auth::Token | Auth::TokenAndKey)) => {
                    self.text(text, "the header authorization", &["the token"]);
                    let basic = text.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"));
                    if let Some(plain) = basic.and_then(|(_, code)| STANDARD.decode(code.trim()).ok()) {
                        self.text(&String::from_utf8_lossy(&plain), "the header authorization", &[]);
                    }
                }
                ("merchantaccesskey", Some(Auth::TokenAndKey)) => {
                    self.text(text, "the header merchantaccesskey", &["the access key"]);
                }
                // The token call's documentation wants the access key here as well.
                ("api-key", Some(Auth::Keys)) => self.text(text, "the header api-key", &["the access key"]),
                ("authorization" | "merchantaccesskey", _) => {
                    self.tell("credentials that the operation does not take", &format!("the header {name}"));
                }
                (name, _) => self.text(text, &format!("the header {name}"), &[]),
            }
        }
    }

    fn body(&mut self, raw: &Raw<'_>) {
        let record = raw.operation.map(request);
        match (raw.json, std::str::from_utf8(raw.body)) {
            (Some(json), _) => {
                let own = raw.operation.and_then(|operation| operation.access_key);
                self.leaves(record, own, takes_keys(raw), json);
            }
            (None, Ok(text)) => self.text(text, BODY, &[]),
            (None, Err(_)) => {}
        }
    }

    /// Keys, the token and card numbers in a value that may not hold them, and keys with the name of a secret that the
    /// operation does not have. Values are read as JSON means them: an escaped quote in a key would hide it in the bytes.
    fn leaves(&mut self, record: Option<&ModelInfo>, own_key: Option<&str>, takes_keys: bool, json: &Json) {
        match json {
            Json::Object(pairs) => {
                for (key, value) in pairs {
                    self.text(key, BODY, &[]);
                    let fields = record.map(|record| record.fields).unwrap_or_default();
                    let field = fields.iter().find(|field| mask::same_key(field.wire, key));
                    match (field, value) {
                        _ if own_key == Some(key.as_str()) => {}
                        (Some(field), _) if takes_keys && matches!(field.ty, FieldType::Secret) => {}
                        (Some(field), Json::Text(text)) if matches!(field.ty, FieldType::Secret) => {
                            self.text(text, BODY, &[CARD]);
                        }
                        // The search for payouts may name the merchant.
                        (Some(field), Json::Text(text)) if field.wire == "merchantDetailId" => {
                            self.text(text, BODY, &["the access key"]);
                        }
                        (Some(field), _) => self.leaves(field.ty.record(), None, false, value),
                        (None, value) if *value != Json::Null && mask::is_secret(key) => {
                            self.tell("a key with the name of a secret that the operation does not take", BODY);
                        }
                        (None, _) => self.leaves(None, None, false, value),
                    }
                }
            }
            Json::List(items) => items.iter().for_each(|item| self.leaves(record, None, false, item)),
            Json::Text(text) | Json::Number(text) => self.text(text, BODY, &[]),
            Json::Null | Json::Bool(_) => {}
        }
    }
}

/// The values of a body's secret fields.
fn collect<'a>(record: Option<&ModelInfo>, json: &'a Json, into: &mut Vec<&'a str>) {
    match json {
        Json::Object(pairs) => {
            for (key, value) in pairs {
                let field = record.and_then(|record| record.fields.iter().find(|field| field.wire == key));
                match (field.map(|field| field.ty.innermost()), value) {
                    (Some(FieldType::Secret), Json::Text(text)) => into.push(text),
                    (Some(ty), value) => collect(ty.record(), value, into),
                    (None, _) => {}
                }
            }
        }
        Json::List(items) => items.iter().for_each(|item| collect(record, item, into)),
        _ => {}
    }
}
