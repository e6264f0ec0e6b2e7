//! Every `unsafe` of the sources with its reason. The inventory stands in `docs/supply-chain.md`; without a reason there is none.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// Where there may be some: at the borders of the languages.
const BORDERS: [&str; 3] = ["bindings-python/src", "bindings-node/src", "bindings-kotlin/src"];
/// The one test that needs some: only an allocator sees what is freed.
const TESTS: [&str; 1] = ["core/tests/wiped.rs"];
/// Where there is none beside that.
const WITHOUT: [&str; 4] = ["core", "sandbox/src", "tests", "xtask/src"];

/// The table of the inventory.
pub(crate) fn table(root: &Path) -> Result<String> {
    let mut text = String::from("| file | places | reasons |\n|---|---|---|\n");
    let tests = TESTS.map(|test| root.join(test));
    let mut files = Vec::new();
    for border in BORDERS {
        files.extend(sources(&root.join(border))?);
    }
    files.extend_from_slice(&tests);
    for file in files {
        let source = std::fs::read_to_string(&file)?;
        let path = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let reasons = reasons(&source).map_err(|line| anyhow::anyhow!("{path}:{line}: unsafe without a reason"))?;
        if !reasons.is_empty() {
            let mut told = Vec::new();
            reasons.iter().filter(|reason| !reason.is_empty()).for_each(|reason| {
                if !told.contains(reason) {
                    told.push(reason.clone());
                }
            });
            text.push_str(&format!("| `{path}` | {} | {} |\n", reasons.len(), told.join(" · ").replace('|', "\\|")));
        }
    }
    for folder in WITHOUT {
        for file in sources(&root.join(folder))? {
            let source = std::fs::read_to_string(&file)?;
            let known = tests.contains(&file);
            ensure!(known || !source.lines().any(is_unsafe), "{} holds unsafe code", file.display());
        }
    }
    Ok(text)
}

/// All Rust files below a folder, in order.
fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// A block or an implementation. A function that is declared unsafe for the engine that calls it does nothing by that.
fn is_unsafe(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    ["unsafe {", "unsafe impl"].iter().any(|form| code.contains(form)) && !code.contains(&format!("\"{}", "unsafe"))
}

/// The reason of each place; the number of the line that has none otherwise. A file's module docs may give one for all.
fn reasons(source: &str) -> Result<Vec<String>, usize> {
    let docs: Vec<&str> = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    let for_all = docs.join(" ").split(". ").find(|sentence| sentence.contains("`unsafe`")).map(str::to_owned);
    let lines: Vec<&str> = source.lines().collect();
    let places = lines.iter().enumerate().filter(|(_, line)| is_unsafe(line));
    places.map(|(at, _)| before(&lines[..at]).or_else(|| for_all.clone()).ok_or(at + 1)).collect()
}

/// The `SAFETY` comment above a place, or above the statement it is part of.
fn before(lines: &[&str]) -> Option<String> {
    let near = &lines[lines.len().saturating_sub(6)..];
    let start = near.iter().rposition(|line| line.contains("// SAFETY:"))?;
    let first = near[start].split_once("// SAFETY:")?.1.trim();
    let more = near[start + 1..].iter().map_while(|line| line.trim().strip_prefix("// "));
    Some(std::iter::once(first).chain(more).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_a_reason_is_found() {
        let block = format!("fn f() {{\n    {} {{ g() }}\n}}\n", "unsafe");
        assert_eq!(reasons(&block), Err(2));
        let told = block.replace("    un", "    // SAFETY: g asks for nothing,\n    // and gives nothing.\n    un");
        assert_eq!(reasons(&told), Ok(vec!["g asks for nothing, and gives nothing.".to_owned()]));
        let for_all = format!("//! A file. Every `unsafe` block has one reason: it is.\n{block}");
        assert_eq!(reasons(&for_all), Ok(vec!["Every `unsafe` block has one reason: it is.".to_owned()]));
        assert_eq!(reasons("// unsafe { }\nfn f() {}\n"), Ok(Vec::new()));
    }
}
