//! What may be shown of an answer that is not the gateway's. Pure.
//!
//! Such a body may hold anything: what we sent, a new token, another payer's record. So of JSON only the keys are shown, of
//! HTML only the title, of anything else one short line. The call's secrets are taken out of all of them, and so is what
//! looks like a number of a card or an account, or like a token. Nothing is shown before that has been done.

use std::fmt;
use std::ops::Range;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::json::MASK;
use crate::mask::Told;
use crate::wire;

/// Most characters shown.
const SHOWN: usize = 120;
/// Most characters of a JSON answer's own words.
const WORDS: usize = 500;
/// Most characters looked at: enough for [`SHOWN`] after long secrets have been taken out.
const SEEN: usize = 16 * 1024;
/// So many digits are a number of something: a card, an account, a telephone.
const NUMBER: usize = 9;
/// So many digits in groups are a card's.
const CARD: usize = 13;
/// Most characters of an id that is shown.
const ID: usize = 64;
/// A word of this length with digits in it, or of twice this length without, is a token or an id.
const TOKEN: usize = 16;

/// A few words of an answer that is not the gateway's.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    said: State,
    /// The field and the id of a record that it names, and whether it may be shown.
    named: Option<(&'static str, Zeroizing<String>, bool)>,
}

#[derive(Clone, Default, PartialEq, Eq)]
enum State {
    #[default]
    Nothing,
    /// As it came; never shown.
    Raw(Kind, Zeroizing<String>),
    Safe(Kind, String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Keys,
}

impl Excerpt {
    /// What there is to show of a body.
    pub fn of(body: &str) -> Self {
        let body = body.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        let seen = match body.chars().next() {
            Some('<') => title(body).map(|title| (Kind::Words, line(title))),
            Some('{') => keys(body).map(|keys| (Kind::Keys, line(&keys))),
            Some('[') | None => None,
            Some(_) => Some((Kind::Words, line(body))),
        };
        Excerpt { said: seen.map_or(State::Nothing, |(kind, text)| State::Raw(kind, text)), named: None }
    }

    /// The same of an answer that names a record: the id may be all that anybody will know of it.
    pub(crate) fn naming(self, field: &'static str, id: String) -> Self {
        Excerpt { named: Some((field, Zeroizing::new(id), false)), ..self }
    }

    /// Takes the secrets out; only now there is something to show.
    pub(crate) fn scrub(&mut self, told: &Told<'_>) {
        let is_id = |id: &str| id.len() <= ID && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        self.named = self
            .named
            .take()
            .filter(|(_, id, _)| is_id(id) && told.may_show(id))
            .map(|(field, id, _)| (field, id, true));
        let State::Raw(kind, text) = &self.said else { return };
        let mut text = text.clone();
        told.scrub_everything(&mut text, true);
        let text = without_tokens(&without_numbers(&text));
        let mut shown: String = text.trim().chars().take(SHOWN).collect();
        if shown.len() < text.trim().len() {
            shown.push('…');
        }
        self.said = if shown.is_empty() { State::Nothing } else { State::Safe(*kind, shown) };
    }
}

/// Continues the sentence that says what is wrong with the answer.
impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.said {
            State::Nothing | State::Raw(..) => {}
            State::Safe(Kind::Words, text) => write!(f, "; it says \"{text}\"")?,
            State::Safe(Kind::Keys, text) => write!(f, "; it holds the keys {text}")?,
        }
        match &self.named {
            Some((field, id, true)) => write!(f, "; it names {field} {:?}", id.as_str()),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Excerpt({self})")
    }
}

/// The words of a JSON answer: short, one line, without the call's secrets in any form.
pub(crate) fn words(said: &str, told: &Told<'_>, stranger: bool) -> String {
    let mut text = Zeroizing::new(said.chars().take(SEEN).collect::<String>());
    told.scrub_everything(&mut text, stranger);
    let mut text = line(&text);
    if stranger {
        text = without_tokens(&without_numbers(&text));
    } else {
        text = without_numbers_of_their_own(&text, &told.own_ids(&text));
    }
    text.trim().chars().take(WORDS).collect()
}

/// One line of printable characters.
fn line(text: &str) -> Zeroizing<String> {
    let mut line = Zeroizing::new(String::new());
    for c in text.chars().take(SEEN) {
        // Format characters such as a right-to-left mark would rewrite the line around them.
        let plain =
            !c.is_control() && !('\u{200b}'..='\u{200f}').contains(&c) && !('\u{2028}'..='\u{2069}').contains(&c);
        match c {
            _ if c.is_whitespace() || !plain => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            // It would end our own quotation.
            '"' => line.push('\''),
            _ => line.push(c),
        }
    }
    line
}

/// The title of a page, if it is plain text.
fn title(page: &str) -> Option<&str> {
    let start = page.get(..page.len().min(SEEN)).unwrap_or(page);
    let lower = start.to_ascii_lowercase();
    let from = lower.find("<title>")? + "<title>".len();
    let title = start.get(from..from + lower.get(from..)?.find("</title>")?)?;
    (!title.contains('<')).then_some(title)
}

fn keys(body: &str) -> Option<String> {
    let raw: &RawValue = serde_json::from_str(body).ok()?;
    let keys: Vec<String> = wire::entries(raw)?.into_iter().map(|(key, _)| key.to_string()).collect();
    (!keys.is_empty()).then(|| keys.join(", "))
}

/// Long runs of digits are masked, whether or not they are written in groups.
fn without_numbers(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::new());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_numeric()) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let mut end = 0;
        let mut count = 0;
        for (at, c) in rest.char_indices() {
            if c.is_numeric() {
                count += 1;
                end = at + c.len_utf8();
            } else if !matches!(c, ' ' | '-' | '.' | '_') || at > end {
                break;
            }
        }
        out.push_str(if count >= NUMBER { MASK } else { &rest[..end] });
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Of the gateway's own words ids, dates and amounts are left to see. Masked is a long number that is no part of a word: a
/// card, an account, a telephone; a card's also in the groups it is printed in. `open` says where it is an id.
fn without_numbers_of_their_own(text: &str, open: &[Range<usize>]) -> Zeroizing<String> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = Zeroizing::new(String::new());
    let mut rest = text;
    while let Some(start) = rest.find(part_of_word) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let word = |text: &str| text.find(|c| !part_of_word(c)).unwrap_or(text.len());
        let is_group = |word: &str| (3..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        let mut end = word(rest);
        let mut digits = 0;
        if rest[..end].chars().all(char::is_numeric) {
            digits = rest[..end].chars().count();
            let (mut at, mut grouped) = (end, is_group(&rest[..end]));
            let mut sum = digits;
            while grouped && rest[at..].starts_with([' ', '-', '.']) {
                let next = &rest[at + 1..];
                let group = &next[..word(next)];
                grouped = is_group(group);
                if grouped {
                    at += 1 + group.len();
                    sum += group.len();
                }
            }
            if sum >= CARD {
                (end, digits) = (at, sum);
            }
        }
        let here = text.len() - rest.len();
        let is_open = open.iter().any(|open| open.start <= here && here + end <= open.end);
        out.push_str(if digits >= NUMBER && !is_open { MASK } else { &rest[..end] });
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Long words are masked: no language has them, and tokens are such.
fn without_tokens(text: &str) -> Zeroizing<String> {
    let part_of_token = |c: char| c.is_alphanumeric() || "_-+/=.~%:@".contains(c);
    let mut out = Zeroizing::new(String::new());
    let mut rest = text;
    while let Some(start) = rest.find(part_of_token) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c| !part_of_token(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        let long = word.len() >= 2 * TOKEN || (word.len() >= TOKEN && word.contains(char::is_numeric));
        out.push_str(if long { MASK } else { word });
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
