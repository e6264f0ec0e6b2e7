//! The README's quick starts: taken out of the README and run as they stand there.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::local::Sandbox;
use crate::project::Project;
use crate::shell::Shell;

/// Writes the first block of a language (its word after the fence) into a file.
pub(super) fn write(project: &Project, fence: &str, path: &Path) -> Result<()> {
    let readme = std::fs::read_to_string(project.root.join("README.md")).context("cannot read README.md")?;
    let block = block(&readme, fence).with_context(|| format!("README.md has no {fence} block"))?;
    std::fs::write(path, block).with_context(|| format!("cannot write {}", path.display()))
}

/// Runs a quick start against a gateway of its own; it must print the id of the order that it makes.
pub(super) fn run(shell: &Shell, mut command: Command) -> Result<()> {
    let sandbox = Sandbox::start(shell.project)?;
    sandbox.tell(&mut command);
    let output = shell.run("the quick start", &mut command)?;
    ensure!(output.contains("ORD"), "the quick start prints no order id:\n{output}");
    Ok(())
}

fn block<'a>(readme: &'a str, fence: &str) -> Option<&'a str> {
    let (_, rest) = readme.split_once(&format!("\n```{fence}\n"))?;
    let (block, _) = rest.split_once("\n```\n")?;
    Some(block)
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn the_first_block_of_a_language_is_taken() {
        let readme = "text\n```sh\nrun\n```\n\n```js\nlet a = 1\nlet b = 2\n```\n\n```js\nlater\n```\n";
        assert_eq!(block(readme, "js"), Some("let a = 1\nlet b = 2"));
        assert_eq!(block(readme, "swift"), None);
    }
}
