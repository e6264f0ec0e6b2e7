//! The parameters of a link, read and written.
//!
//! A parameter that stands twice is refused, whatever the case of its name: two readers could take two different
//! amounts out of it. A parameter behind `sign` is refused: the signature does not cover it.

use super::escape::{escape, unescape};
use crate::field::{Invalid, Path};
use crate::model::LinkParameter;
use crate::scalar::Money;

/// Longest link that is read, in bytes.
const MAX_LINK: usize = 4096;
/// Values that people wrote: `+` may stand for a space, and the word `null` for itself.
const WRITTEN: [&str; 3] = ["pn", "tn", "mn"];

/// What a link says, in its order.
pub(super) struct Parameters {
    pairs: Vec<(String, String)>,
    signed: Option<String>,
}

/// A refusal of the link that is read.
pub(super) fn refused(problem: impl Into<String>) -> Invalid {
    Path::Field(&Path::Root, "link").invalid(problem)
}

/// A refusal of a parameter. A name is repeated only if it is a word: a code that somebody else printed may hold anything in
/// the place of one.
pub(super) fn wrong(name: &str, problem: &str) -> Invalid {
    let word = name.len() <= 20 && name.bytes().all(|b| b.is_ascii_alphabetic());
    refused(format!("has a parameter {}that {problem}", if word { format!("{name} ") } else { String::new() }))
}

impl Parameters {
    /// Reads `upi://{action}?...`.
    pub(super) fn read(text: &str, action: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.len() > MAX_LINK {
            return Err(refused("is longer than 4096 bytes; that is not a UPI link"));
        }
        if text.contains(|c: char| c.is_control() || c == '#') {
            return Err(refused("holds a control character or a '#'; pass the link as it was received"));
        }
        let start = text.split_once('?').filter(|(start, _)| {
            let start = start.to_ascii_lowercase();
            start.strip_prefix("upi://").is_some_and(|rest| rest.strip_suffix('/').unwrap_or(rest) == action)
        });
        let Some((start, query)) = start else {
            return Err(refused(format!("does not begin with upi://{action}?; pass a link of that kind")));
        };
        let (mut pairs, mut signed, mut at) = (Vec::<(String, String)>::new(), None, start.len());
        for pair in query.split('&') {
            if signed.is_some() {
                return Err(refused("has a parameter behind sign, which must be the last; do not trust it"));
            }
            let (name, raw) = pair.split_once('=').filter(|(name, _)| is_name(name)).ok_or_else(|| {
                refused("holds a part that is not name=value; pass the link as it was received, still escaped")
            })?;
            let plus = if WRITTEN.iter().any(|written| written.eq_ignore_ascii_case(name)) { ' ' } else { '+' };
            let value =
                unescape(raw, plus).ok_or_else(|| wrong(name, "holds a broken escape; it was cut or changed"))?;
            if value.contains(char::is_control) {
                return Err(wrong(name, "holds a control character"));
            }
            if name.eq_ignore_ascii_case("sign") {
                signed = Some(text[..at].to_owned());
            }
            at += 1 + pair.len();
            pairs.push((name.to_owned(), value));
        }
        Ok(Parameters { pairs, signed })
    }

    /// The text before `sign`.
    pub(super) fn signed_text(&self) -> Option<String> {
        self.signed.clone()
    }

    /// Takes a parameter out; one that is empty, or `null` where nobody can have meant the word, was left out.
    pub(super) fn take(&mut self, name: &str) -> Result<Option<String>, Invalid> {
        let mut found = self.pairs.extract_if(.., |(other, _)| other.eq_ignore_ascii_case(name));
        let value = found.next().map(|(_, value)| value);
        if found.next().is_some() {
            return Err(refused(format!("has the parameter {name} twice; do not trust it")));
        }
        Ok(value.filter(|value| !value.is_empty() && (WRITTEN.contains(&name) || value != "null")))
    }

    /// Takes a parameter that must be there.
    pub(super) fn need(&mut self, name: &str) -> Result<String, Invalid> {
        self.take(name)?.ok_or_else(|| refused(format!("has no parameter {name}, which is mandatory")))
    }

    /// Takes rupees: above zero, two decimals at most.
    pub(super) fn take_amount(&mut self, name: &str) -> Result<Option<Money>, Invalid> {
        let Some(text) = self.take(name)? else { return Ok(None) };
        let amount = Money::parse(&text).map_err(|error| wrong(name, &error.to_string()))?;
        amount.check_payable().map_err(|problem| wrong(name, problem))?;
        Ok(Some(amount))
    }

    /// Takes `Y` or `N`.
    pub(super) fn take_flag(&mut self, name: &str) -> Result<Option<bool>, Invalid> {
        match self.take(name)?.as_deref() {
            None => Ok(None),
            Some("Y" | "y") => Ok(Some(true)),
            Some("N" | "n") => Ok(Some(false)),
            Some(_) => Err(wrong(name, "is neither Y nor N")),
        }
    }

    /// Takes a value that a rule checks.
    pub(super) fn need_checked(
        &mut self,
        name: &str,
        rule: fn(&str, &Path<'_>) -> Result<(), Invalid>,
    ) -> Result<String, Invalid> {
        let value = self.need(name)?;
        rule(&value, &Path::Root).map_err(|invalid| wrong(name, &invalid.problem))?;
        Ok(value)
    }

    /// Refuses any currency but rupees.
    pub(super) fn rupees(&mut self) -> Result<(), Invalid> {
        match self.take("cu")? {
            Some(currency) if !currency.eq_ignore_ascii_case("INR") => {
                Err(wrong("cu", "is not INR; UPI takes rupees only"))
            }
            _ => Ok(()),
        }
    }

    /// What nobody took.
    pub(super) fn rest(self) -> Vec<LinkParameter> {
        self.pairs.into_iter().map(|(name, value)| LinkParameter::new(name, value)).collect()
    }
}

/// Letters, digits, `-`, `_` and `.`.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// A link that is written.
pub(super) struct Link(String);

impl Link {
    /// `upi://{action}`
    pub(super) fn new(action: &str) -> Self {
        Link(format!("upi://{action}"))
    }
    /// Adds a parameter that has a value.
    pub(super) fn put<'a>(&mut self, name: &str, value: impl Into<Option<&'a str>>) {
        if let Some(value) = value.into() {
            self.0.push(if self.0.contains('?') { '&' } else { '?' });
            self.0.push_str(name);
            self.0.push('=');
            escape(value, &mut self.0);
        }
    }
    /// Adds rupees with two decimals, as a check made sure of.
    pub(super) fn put_amount(&mut self, name: &str, amount: Option<Money>) {
        self.put(name, amount.map(|amount| amount.to_string()).as_deref());
    }
    /// Adds `Y` or `N`.
    pub(super) fn put_flag(&mut self, name: &str, flag: Option<bool>) {
        self.put(name, flag.map(|flag| if flag { "Y" } else { "N" }));
    }
    /// Adds the unknown parameters, then the signature: nothing may follow it.
    pub(super) fn finish(mut self, other: &[LinkParameter], sign: Option<&str>) -> String {
        for parameter in other {
            self.put(&parameter.name, parameter.value.as_str());
        }
        self.put("sign", sign);
        self.0
    }
}
