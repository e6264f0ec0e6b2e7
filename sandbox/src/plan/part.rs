//! Reading an object of a plan: each wrong value is an error that names its key and what belongs there.

use std::time::Duration;

use rust_decimal::Decimal;

use super::Turn;
use crate::json::Json;

pub(super) type Parsed<T> = Result<T, String>;

/// The keys that say which of the calls that fit is meant.
pub(super) const TURN: &[&str] = &["call", "calls", "every", "probability"];

/// An object of the plan, and where it stands.
pub(super) struct Part<'a> {
    pub(super) path: String,
    pub(super) pairs: &'a [(String, Json)],
}

pub(super) fn pairs<'a>(path: &str, json: &'a Json) -> Parsed<&'a [(String, Json)]> {
    match json {
        Json::Object(pairs) => Ok(pairs),
        other => Err(format!("{path}: must be an object, not {}.", other.kind())),
    }
}

impl<'a> Part<'a> {
    pub(super) fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_string() } else { format!("{}.{key}", self.path) }
    }

    pub(super) fn wrong(&self, key: &str, what: &str) -> String {
        format!("{}: {what}.", self.at(key))
    }

    pub(super) fn known(&self, keys: &[&str]) -> Parsed<()> {
        match self.pairs.iter().find(|(key, _)| !keys.contains(&key.as_str())) {
            None => Ok(()),
            Some((key, _)) => Err(self.wrong(key, &format!("is not known here; known are {}", keys.join(", ")))),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Json> {
        self.pairs.iter().find(|(name, value)| name == key && *value != Json::Null).map(|(_, value)| value)
    }

    pub(super) fn text(&self, key: &str) -> Parsed<Option<&'a str>> {
        match self.get(key) {
            None => Ok(None),
            Some(Json::Text(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong(key, &format!("must be a string, not {}", other.kind()))),
        }
    }

    /// A text that can stand in a header.
    pub(super) fn line(&self, key: &str) -> Parsed<Option<&'a str>> {
        match self.text(key)? {
            Some(text) if axum::http::HeaderValue::from_str(text).is_err() => {
                Err(self.wrong(key, "must be one line of plain text"))
            }
            text => Ok(text),
        }
    }

    pub(super) fn list(&self, key: &str) -> Parsed<&'a [Json]> {
        match self.get(key) {
            None => Ok(&[]),
            Some(Json::List(items)) => Ok(items),
            Some(other) => Err(self.wrong(key, &format!("must be a list, not {}", other.kind()))),
        }
    }

    pub(super) fn signed(&self, key: &str) -> Parsed<Option<i64>> {
        match self.get(key) {
            None => Ok(None),
            Some(Json::Number(text)) => text.parse().map(Some).map_err(|_| self.wrong(key, "must be a whole number")),
            Some(other) => Err(self.wrong(key, &format!("must be a whole number, not {}", other.kind()))),
        }
    }

    pub(super) fn whole(&self, key: &str) -> Parsed<Option<u64>> {
        let number = self.signed(key)?.map(u64::try_from).transpose();
        number.map_err(|_| self.wrong(key, "must be a whole number from 0"))
    }

    /// A number from 1.
    pub(super) fn counted(&self, key: &str) -> Parsed<Option<u64>> {
        match self.whole(key)? {
            Some(0) => Err(self.wrong(key, "must be a whole number from 1")),
            number => Ok(number),
        }
    }

    pub(super) fn size(&self, key: &str) -> Parsed<Option<usize>> {
        Ok(self.whole(key)?.and_then(|number| usize::try_from(number).ok()))
    }

    pub(super) fn decimal(&self, key: &str) -> Parsed<Option<Decimal>> {
        match self.get(key) {
            None => Ok(None),
            Some(Json::Number(text)) => {
                Decimal::from_str_exact(text).map(Some).map_err(|_| self.wrong(key, "must be a number such as 0.5"))
            }
            Some(other) => Err(self.wrong(key, &format!("must be a number, not {}", other.kind()))),
        }
    }

    pub(super) fn duration(&self, key: &str) -> Parsed<Option<Duration>> {
        let Some(seconds) = self.decimal(key)? else { return Ok(None) };
        let millis = u64::try_from((seconds * Decimal::from(1000)).round()).ok().filter(|millis| *millis <= 86_400_000);
        millis
            .map(|millis| Some(Duration::from_millis(millis)))
            .ok_or_else(|| self.wrong(key, "must be seconds from 0 to 86400, such as 0.5"))
    }

    pub(super) fn http_status(&self) -> Parsed<Option<u16>> {
        match self.whole("status")? {
            None => Ok(None),
            Some(status @ 200..=599) => Ok(u16::try_from(status).ok()),
            Some(_) => Err(self.wrong("status", "must be an HTTP status from 200 to 599")),
        }
    }

    /// Which of the calls that fit.
    pub(super) fn turn(&self) -> Parsed<Turn> {
        let given: Vec<&str> = TURN.iter().copied().filter(|key| self.get(key).is_some()).collect();
        if let [_, second, ..] = given[..] {
            return Err(self.wrong(second, "goes with none of call, calls, every, probability; keep one of them"));
        }
        let mut calls: Vec<u64> = self.counted("call")?.into_iter().collect();
        for call in self.list("calls")? {
            match call {
                Json::Number(text) if text.parse::<u64>().is_ok_and(|call| call > 0) => {
                    calls.push(text.parse().unwrap_or_default());
                }
                _ => return Err(self.wrong("calls", "must be a list of whole numbers from 1")),
            }
        }
        let per_million = match self.decimal("probability")? {
            None => None,
            Some(share) if share > Decimal::ZERO && share <= Decimal::ONE => {
                u64::try_from((share * Decimal::from(1_000_000)).round()).ok()
            }
            Some(_) => return Err(self.wrong("probability", "must be above 0 and at most 1")),
        };
        Ok(Turn { calls, every: self.counted("every")?, per_million })
    }

    /// Rupees, as a text or a number.
    pub(super) fn amount(&self) -> Parsed<Option<Decimal>> {
        let amount = match self.get("amount") {
            None => return Ok(None),
            Some(Json::Text(text) | Json::Number(text)) => Decimal::from_str_exact(text).ok(),
            Some(_) => None,
        };
        let amount = amount.ok_or_else(|| self.wrong("amount", "must be rupees such as \"499.00\""))?;
        Ok(Some(amount.normalize()))
    }
}
