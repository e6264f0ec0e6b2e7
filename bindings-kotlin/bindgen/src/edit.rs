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

/// Takes the parameter of writes out of a signature, wherever it stands.
pub(crate) fn without(text: &str, parameter: &str) -> String {
    text.replace(&format!(", {parameter})"), ")").replace(&format!("({parameter})"), "()")
}

/// Wraps the body of every function whose signature begins with `begins` and holds `parameter`: `open` becomes what opens
/// it, and `close` what closes it. The parameter goes.
pub(crate) fn wrapped(text: &str, begins: &str, parameter: &str, open: [&str; 2], close: [&str; 2]) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(begins) {
        let line = start + rest[start..].find('\n').context("a signature without an end")?;
        if !rest[start..line].contains(parameter) {
            out.push_str(&rest[..line]);
            rest = &rest[line..];
            continue;
        }
        let end =
            line + rest[line..].find(close[0]).with_context(|| format!("no {:?} in UniFFI's output", close[0]))?;
        out.push_str(&rest[..start]);
        out.push_str(&without(&rest[start..line], parameter));
        out.push_str(&replace(&rest[line..end], open[0], open[1])?);
        out.push_str(close[1]);
        rest = &rest[end + close[0].len()..];
    }
    ensure!(!out.is_empty(), "no function of UniFFI's output takes {parameter:?}");
    out.push_str(rest);
    Ok(out)
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
    use super::{replace, replace_after, wrapped};

    #[test]
    fn an_edit_that_finds_nothing_is_an_error() {
        assert!(replace("a b", "c", "d").is_err());
        assert!(replace_after("a b", "a", "c", "d").is_err());
        assert!(replace_after("a b", "x", "b", "d").is_err());
    }

    #[test]
    fn what_takes_the_parameter_is_wrapped_and_nothing_else() {
        let text =
            "fun read(a: A) {\n return call(\n )\n}\nfun write(a: A, up: Up) {\n return call(\n  lower(up)\n )\n}\n";
        let wrapped =
            wrapped(text, "fun ", "up: Up", ["return call(", "return end { up -> call("], ["\n )\n}", "\n ) }\n}"]);
        assert_eq!(
            wrapped.expect("one function takes it"),
            "fun read(a: A) {\n return call(\n )\n}\nfun write(a: A) {\n return end { up -> call(\n  lower(up)\n ) }\n}\n"
        );
    }

    #[test]
    fn only_the_place_after_the_anchor_changes() {
        let text = replace_after("one() two one()", "two", "one", "three").expect("both are there");
        assert_eq!(text, "one() two three()");
    }
}
