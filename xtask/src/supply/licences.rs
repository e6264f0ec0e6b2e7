//! Whether the licence of a crate is one that `deny.toml` allows: its lists are the only ones.

use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The lists of `deny.toml`.
pub(super) struct Allowed {
    licences: Vec<String>,
    /// Crate and the one licence more that is allowed to it.
    exceptions: Vec<(String, String)>,
}

impl Allowed {
    pub(super) fn excepted(&self, name: &str, licence: &str) -> bool {
        self.exceptions.iter().any(|(krate, allowed)| krate == name && allowed == licence)
    }
}

/// Reads the lists.
pub(super) fn allowed(root: &Path) -> Result<Allowed> {
    read(&std::fs::read_to_string(root.join("deny.toml")).context("cannot read deny.toml")?)
}

/// What stands between the brackets of a list that has a line for each entry.
pub(super) fn list<'t>(text: &'t str, key: &str) -> &'t str {
    let start = format!("\n{key} = [");
    text.split_once(&start).and_then(|(_, rest)| rest.split_once("\n]")).map(|(list, _)| list).unwrap_or_default()
}

fn read(text: &str) -> Result<Allowed> {
    let quoted = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let lines = |key| list(text, key).lines().map(|line| line.split('#').next().unwrap_or_default()).map(quoted);
    let licences: Vec<String> = lines("allow").flatten().collect();
    let exceptions = lines("exceptions").filter_map(|words| <[String; 2]>::try_from(words).ok());
    let exceptions: Vec<_> = exceptions.map(|[licence, krate]| (krate, licence)).collect();
    ensure!(!licences.is_empty(), "deny.toml allows no licence");
    Ok(Allowed { licences, exceptions })
}

/// Whether an SPDX expression can be met with the allowed licences. `/` is how some old crates write OR.
pub(super) fn fits(expression: &str, allowed: &Allowed) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    either(&words, &mut at, allowed) && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &Allowed) -> bool {
    let mut met = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= both(words, at, allowed);
    }
    met
}

fn both(words: &[&str], at: &mut usize, allowed: &Allowed) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, allowed);
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &Allowed) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = either(words, at, allowed);
        *at += 1;
        return met;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name += &format!(" WITH {}", words.get(*at + 1).copied().unwrap_or_default());
        *at += 2;
    }
    allowed.licences.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_met_or_not() {
        let text = "[licenses]\nallow = [\n    \"MIT\", # short\n    \"Apache-2.0\",\n    \"Apache-2.0 WITH LLVM-exception\",\n]\n\
            exceptions = [\n    { allow = [\"MPL-2.0\"], crate = \"uniffi\" },\n]\n";
        let allowed = read(text).expect("lists");
        for met in
            ["MIT", "GPL-3.0 OR MIT", "MIT/Unlicense", "(MIT OR ISC) AND Apache-2.0", "Apache-2.0 WITH LLVM-exception"]
        {
            assert!(fits(met, &allowed), "{met}");
        }
        for unmet in ["", "GPL-3.0", "MIT AND ISC", "(MIT AND ISC) OR ISC", "MIT MIT", "Apache-2.0 WITH other"] {
            assert!(!fits(unmet, &allowed), "{unmet}");
        }
        assert!(allowed.excepted("uniffi", "MPL-2.0") && !allowed.excepted("ring", "MPL-2.0"));
    }
}
