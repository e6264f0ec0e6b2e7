//! What is linked into a crate: cargo's own account of it, without what only helps to build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::shell::Shell;

/// A crate that is linked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: String,
    /// SHA-256 of what the registry handed out; none for the project's own crates.
    pub(crate) checksum: Option<String>,
}

/// What is linked into a crate, the crate itself left out.
pub(crate) struct Graph {
    pub(crate) version: String,
    pub(crate) parts: Vec<Part>,
    /// Who needs whom, as `name@version`; the crate itself is there too.
    pub(crate) needs: BTreeMap<String, BTreeSet<String>>,
    pub(crate) root: String,
}

impl Graph {
    /// Asks cargo, for this machine's target.
    pub(crate) fn of(shell: &Shell, krate: &str) -> Result<Self> {
        let arguments = [
            "tree",
            "--locked",
            "-p",
            krate,
            "-e",
            "normal,no-proc-macro",
            "--prefix",
            "depth",
            "--format",
            "|{p}|{l}",
        ];
        let text = shell.run(&format!("parts of {krate}"), &mut shell.cargo(&arguments))?;
        let lock = std::fs::read_to_string(shell.project.root.join("Cargo.lock")).context("no Cargo.lock")?;
        read(&text, &checksums(&lock)).with_context(|| format!("cannot read what cargo says of {krate}"))
    }

    /// The crates of the registry whose paths stand in a built file and that are not listed; none if there is no such file.
    pub(crate) fn missing_from(&self, file: &Path) -> Result<Option<Vec<String>>> {
        if !file.is_file() {
            return Ok(None);
        }
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let linked = crates_in(&bytes);
        ensure!(!linked.is_empty(), "{} holds no path of a crate: nothing is proven by it", file.display());
        let listed: BTreeSet<String> =
            self.parts.iter().map(|part| format!("{}-{}", part.name, part.version)).collect();
        Ok(Some(linked.into_iter().filter(|name| !listed.contains(name)).collect()))
    }
}

fn read(text: &str, checksums: &BTreeMap<String, String>) -> Result<Graph> {
    let mut above: Vec<String> = Vec::new();
    let (mut parts, mut needs) = (BTreeSet::new(), BTreeMap::<String, BTreeSet<String>>::new());
    let mut root = None;
    for line in text.lines() {
        let Some((depth, rest)) =
            line.split_once('|').and_then(|(depth, rest)| Some((depth.parse::<usize>().ok()?, rest)))
        else {
            continue;
        };
        let (package, licence) = rest.split_once('|').context("a line without a licence")?;
        let mut words = package.split_whitespace();
        let name = words.next().context("a line without a name")?.to_owned();
        let version =
            words.next().and_then(|word| word.strip_prefix('v')).context("a crate without a version")?.to_owned();
        let key = format!("{name}@{version}");
        above.truncate(depth);
        if let Some(parent) = above.last() {
            needs.entry(parent.clone()).or_default().insert(key.clone());
            let licence = licence.trim_end_matches("(*)").trim().to_owned();
            parts.insert(Part { checksum: checksums.get(&key).cloned(), name, version, licence });
        } else {
            root = Some((key.clone(), version));
        }
        needs.entry(key.clone()).or_default();
        above.push(key);
    }
    let (root, version) = root.context("nothing is listed")?;
    Ok(Graph { version, parts: parts.into_iter().collect(), needs, root })
}

/// `name@version` to checksum, out of the lock file.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let value = |block: &str, key: &str| {
        let start = format!("{key} = \"");
        block.lines().find_map(|line| Some(line.strip_prefix(&start)?.trim_end_matches('"').to_owned()))
    };
    let blocks = lock.split("[[package]]").skip(1);
    blocks
        .filter_map(|block| {
            Some((format!("{}@{}", value(block, "name")?, value(block, "version")?), value(block, "checksum")?))
        })
        .collect()
}

/// `name-version` of each crate whose sources' paths stand in these bytes.
fn crates_in(bytes: &[u8]) -> BTreeSet<String> {
    let start = b"/registry/src/";
    let places = bytes.windows(start.len()).enumerate().filter(|(_, window)| window == start);
    places
        .filter_map(|(at, _)| {
            let rest = &bytes[at + start.len()..];
            let mut folders = rest[..rest.len().min(300)].split(|byte| *byte == b'/');
            let krate = folders.nth(1)?;
            folders.next()?;
            let text = std::str::from_utf8(krate).ok()?;
            text.bytes().all(|b| b.is_ascii_graphic()).then(|| text.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_prints_becomes_parts_and_needs() {
        let text = "noise\n0|shop v0.1.0 (/x)|MIT\n1|ring v0.17.14|Apache-2.0 AND ISC\n2|cfg-if v1.0.4|MIT OR Apache-2.0\n\
            1|rustls v0.23.40|Apache-2.0 OR ISC OR MIT\n2|ring v0.17.14|Apache-2.0 AND ISC (*)\n";
        let sums = checksums("[[package]]\nname = \"ring\"\nversion = \"0.17.14\"\nchecksum = \"ab\"\n");
        let graph = read(text, &sums).expect("a graph");
        let names: Vec<&str> = graph.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["cfg-if", "ring", "rustls"]);
        assert_eq!(graph.parts[1].checksum.as_deref(), Some("ab"));
        assert_eq!(graph.parts[1].licence, "Apache-2.0 AND ISC");
        assert!(graph.needs["shop@0.1.0"].contains("rustls@0.23.40"));
        assert!(graph.needs["rustls@0.23.40"].contains("ring@0.17.14"));
        assert!(read("error: no such package", &sums).is_err());
    }

    #[test]
    fn a_library_names_the_crates_it_is_made_of() {
        let bytes =
            b"\0/home/x/.cargo/registry/src/index-1/ring-0.17.14/src/aead.rs\0/rustc/library/core\0/registry/src/cut";
        assert_eq!(crates_in(bytes).into_iter().collect::<Vec<_>>(), ["ring-0.17.14"]);
    }
}
