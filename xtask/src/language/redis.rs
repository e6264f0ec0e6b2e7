//! The Redis server that tests of shared tokens start for themselves, in Python and Node.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::shell::Shell;

/// Makes sure that `redis-server` is there: a test without it would prove nothing about a store of other people's.
pub(super) fn ready(shell: &Shell) -> Result<()> {
    if works("redis-server", "--version") {
        return Ok(());
    }
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    ensure!(
        root && works("apt-get", "--version"),
        "redis-server is missing: install it (on Debian: apt-get install redis-server)"
    );
    let mut install = shell.command("apt-get");
    install.args(["install", "-y", "--no-install-recommends", "redis-server"]).env("DEBIAN_FRONTEND", "noninteractive");
    if !shell.outcome("redis-server's installation", &mut install)?.success {
        shell.run("apt-get update", shell.command("apt-get").arg("update"))?;
        shell.run("redis-server's installation", &mut install)?;
    }
    Ok(())
}

fn works(program: &str, ask: &str) -> bool {
    Command::new(program).arg(ask).output().is_ok_and(|told| told.status.success())
}
