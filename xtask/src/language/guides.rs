//! The guides under `docs/guides` and the page about money safety: their blocks of a language, put together, are a program that runs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::counts::Counts;
use crate::local::Sandbox;
use crate::shell::Shell;

/// Runs each guide's program of one language against a gateway of its own. A guide without the language fails.
pub(super) fn run(
    shell: &Shell,
    fence: &str,
    ending: &str,
    folder: &Path,
    command: impl Fn(&str) -> Command,
) -> Result<Counts> {
    let docs = shell.project.root.join("docs");
    let guides = docs.join("guides");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(&guides)
        .with_context(|| format!("cannot read {}", guides.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()).filter(|path| path.extension().is_some_and(|it| it == "md")))
        .collect();
    pages.sort();
    ensure!(!pages.is_empty(), "docs/guides is empty");
    pages.push(docs.join("money-safety.md"));
    let mut counts = Counts::NONE;
    for page in pages {
        let name = page.file_stem().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(&page)?;
        let program = blocks(&text, fence).join("\n\n");
        ensure!(!program.is_empty(), "the guide {name} has no {fence} block");
        let script = format!("guide-{name}.{ending}");
        std::fs::write(folder.join(&script), program + "\n")?;
        let sandbox = Sandbox::start(shell.project)?;
        let mut command = command(&script);
        sandbox.tell(&mut command);
        shell.run(&format!("the guide {name}"), &mut command)?;
        counts.add(Counts { passed: 1, ..Counts::NONE });
    }
    Ok(counts)
}

/// All blocks whose fence has this word, in order.
fn blocks<'a>(text: &'a str, fence: &str) -> Vec<&'a str> {
    let start = format!("\n```{fence}\n");
    text.split(&start).skip(1).filter_map(|rest| Some(rest.split_once("\n```\n")?.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn all_blocks_of_a_language_are_taken_in_order() {
        let text = "a\n```python\none = 1\n```\nb\n```js\nlet x\n```\nc\n```python\ntwo = 2\nthree = 3\n```\n";
        assert_eq!(blocks(text, "python"), ["one = 1", "two = 2\nthree = 3"]);
        assert!(blocks(text, "swift").is_empty());
    }
}
