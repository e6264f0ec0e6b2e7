//! Whether a crate that `deny.toml` bans stands in the lock file, linked or not.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::licences::list;

/// Compares the list of `deny.toml` with `Cargo.lock`.
pub(super) fn check(root: &Path) -> Result<()> {
    let read = |path: &str| std::fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"));
    refuse(&banned(&read("deny.toml")?)?, &read("Cargo.lock")?)
}

/// The names. An entry in another form, such as one for some versions of a crate, would be passed over: it is refused.
fn banned(text: &str) -> Result<Vec<String>> {
    let entries = list(text, "deny").lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let names = entries.map(|entry| {
        let name = entry.strip_prefix("{ crate = \"").and_then(|rest| rest.split_once('"')).map(|(name, _)| name);
        let plain = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        name.filter(plain)
            .map(str::to_owned)
            .with_context(|| format!("deny.toml bans in a form that is not read: {entry}"))
    });
    let names: Vec<String> = names.collect::<Result<_>>()?;
    ensure!(!names.is_empty(), "deny.toml bans no crate");
    Ok(names)
}

fn refuse(banned: &[String], lock: &str) -> Result<()> {
    for name in banned {
        let there = lock.lines().any(|line| line == format!("name = \"{name}\""));
        ensure!(!there, "{name} is in Cargo.lock, and deny.toml bans it");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banned_crate_is_found() {
        let text = "[bans]\ndeny = [\n    # TLS\n    { crate = \"openssl-sys\", reason = \"a # sign\" },\n    { crate = \"native-tls\" },\n]\n";
        let names = banned(text).expect("names");
        assert_eq!(names, ["openssl-sys", "native-tls"]);
        let lock =
            "[[package]]\nname = \"openssl-sys-extra\"\nversion = \"1\"\ndependencies = [\n \"native-tls\",\n]\n";
        assert!(refuse(&names, lock).is_ok());
        assert!(refuse(&names, &lock.replace("sys-extra", "sys")).is_err());
        for odd in ["\"openssl-sys\",", "{ crate = \"openssl-sys@0.9\" },", "{ name = \"openssl-sys\" },"] {
            assert!(banned(&format!("\ndeny = [\n    {odd}\n]\n")).is_err(), "{odd}");
        }
        assert!(banned("[bans]\n").is_err());
    }
}
