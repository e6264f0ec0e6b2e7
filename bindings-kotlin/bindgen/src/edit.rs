//! Text edits that refuse to do nothing, and writing a file only when it changed.

use anyhow::{Context as _, Result, ensure};
use camino::Utf8Path;

/// Replaces every `from` by `to`; an absent `from` is an error, because it means that UniFFI's output changed.
pub(crate) fn replace(text: &str, from: &str, to: &str) -> Result<String> {
    ensure!(text.contains(from), "UniFFI's output no longer holds {from:?}: look at the edits of enkash-bindgen");
    Ok(text.replace(from, to))
}

/// Replaces the first `from` after the first `anchor`.
pub(crate) fn replace_after(text: &str, anchor: &str, from: &str, to: &str) -> Result<String> {
    let start = text.find(anchor).with_context(|| format!("UniFFI's output no longer holds {anchor:?}"))?;
    let at =
        text[start..].find(from).with_context(|| format!("no {from:?} after {anchor:?} in UniFFI's output"))? + start;
    Ok(format!("{}{to}{}", &text[..at], &text[at + from.len()..]))
}

/// Leaves an equal file alone, so that Maven and SwiftPM do not compile it again.
pub(crate) fn write(path: &Utf8Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text).with_context(|| format!("cannot write {path}"))
}

#[cfg(test)]
mod tests {
    use super::{replace, replace_after};

    #[test]
    fn an_edit_that_finds_nothing_is_an_error() {
        assert!(replace("a b", "c", "d").is_err());
        assert!(replace_after("a b", "a", "c", "d").is_err());
        assert!(replace_after("a b", "x", "b", "d").is_err());
    }

    #[test]
    fn only_the_place_after_the_anchor_changes() {
        let text = replace_after("one() two one()", "two", "one", "three").expect("both are there");
        assert_eq!(text, "one() two three()");
    }
}
