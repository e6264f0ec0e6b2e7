//! Whether everything that is fetched is pinned, and comes from where it should.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

const REGISTRY: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
/// The npm package, and what builds its reference.
const NODE: [&str; 2] = ["bindings-node", "bindings-node/reference"];

/// Checks the lock files and the manifests of the packages.
pub(super) fn check(root: &Path) -> Result<()> {
    let read = |path: &str| std::fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"));
    cargo(&read("Cargo.lock")?)?;
    for folder in NODE {
        let (manifest, lock) =
            (read(&format!("{folder}/package.json"))?, read(&format!("{folder}/package-lock.json"))?);
        npm(&manifest, &lock).with_context(|| format!("in {folder}"))?;
    }
    ensure!(
        read("bindings-python/pyproject.toml")?.contains("\ndependencies = []\n"),
        "the wheel has run-time dependencies"
    );
    let tools = read("bindings-python/requirements-dev.txt")?;
    for line in tools.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        ensure!(line.contains("=="), "requirements-dev.txt does not pin {line}");
    }
    Ok(())
}

/// Each crate is ours, or of crates.io with its hash.
fn cargo(lock: &str) -> Result<()> {
    for block in lock.split("[[package]]").skip(1) {
        let name = block.trim().lines().next().unwrap_or_default();
        if block.contains("\nsource = ") {
            ensure!(block.contains(REGISTRY), "{name} is not of crates.io");
            ensure!(block.contains("\nchecksum = \""), "{name} has no hash in Cargo.lock");
        } else {
            let ours = name.starts_with("name = \"enkash") || name == "name = \"xtask\"";
            ensure!(ours, "{name} comes from nowhere");
        }
    }
    Ok(())
}

/// No run-time dependency; each tool has its hash.
fn npm(manifest: &str, lock: &str) -> Result<()> {
    let manifest: Value = serde_json::from_str(manifest).context("package.json")?;
    for kind in ["dependencies", "optionalDependencies", "peerDependencies", "bundleDependencies"] {
        ensure!(manifest.get(kind).is_none(), "the npm package has {kind}");
    }
    let lock: Value = serde_json::from_str(lock).context("package-lock.json")?;
    let packages = lock["packages"].as_object().context("a lock file without packages")?;
    for (path, package) in packages.iter().filter(|(path, _)| !path.is_empty()) {
        ensure!(package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")), "{path} has no hash");
        ensure!(package["dev"] == true, "{path} is more than a tool");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_pinned_is_refused() {
        let own = "[[package]]\nname = \"enkash\"\nversion = \"0.1.0\"\n";
        let good = format!("[[package]]\nname = \"ring\"\nversion = \"1\"\n{REGISTRY}\nchecksum = \"ab\"\n");
        assert!(cargo(&format!("{own}{good}")).is_ok());
        assert!(cargo(&good.replace("checksum", "no")).is_err());
        assert!(cargo(&good.replace("registry+https", "git+https")).is_err());
        assert!(cargo(&own.replace("enkash", "ring")).is_err());
        let lock = r#"{"packages":{"":{},"node_modules/typescript":{"integrity":"sha512-ab","dev":true}}}"#;
        assert!(npm("{}", lock).is_ok());
        assert!(npm(r#"{"dependencies":{}}"#, lock).is_err());
        assert!(npm("{}", &lock.replace("sha512", "sha1")).is_err());
        assert!(npm("{}", &lock.replace("true", "false")).is_err());
    }
}
