//! Where Swift comes from: the host, or a Debian root in the user's cache folder, made once.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::shell::Shell;

const PACKAGES: &str = "swiftlang,libc6-dev,libstdc++-14-dev,git,ca-certificates";
/// Names another Debian mirror than the one of the host's package lists.
const MIRROR: &str = "ENKASH_DEBIAN_MIRROR";

/// Runs a program inside the root, with the checkout as /src and cargo's target folder as /mnt. The variables of the
/// story and of the tests are handed through one by one; nothing else of the host's environment fits in there.
const ENTER: &str = r#"ROOT=$1 CHECKOUT=$2 TARGET=$3; shift 3
mkdir -p "$ROOT/src" "$ROOT/mnt"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount --bind "$CHECKOUT" "$ROOT/src"
mount --bind "$TARGET" "$ROOT/mnt"
exec chroot "$ROOT" /usr/bin/env -i HOME=/root PATH=/usr/libexec/swift/bin:/usr/bin:/bin LANG=C.UTF-8 TMPDIR=/tmp \
  ENKASH_BASE_URL="$ENKASH_BASE_URL" ENKASH_ACCESS_KEY="$ENKASH_ACCESS_KEY" ENKASH_SECRET_KEY="$ENKASH_SECRET_KEY" \
  ENKASH_FAULTS_URL="$ENKASH_FAULTS_URL" ENKASH_REPLAY_URL="$ENKASH_REPLAY_URL" ENKASH_SANDBOX_BIN="$ENKASH_SANDBOX_BIN" \
  sh -c 'cd /src && exec "$@"' sh "$@""#;

/// A Swift toolchain that can be used.
pub(super) enum Swift {
    /// The host's own.
    Host,
    /// The one inside a Debian root.
    Root(PathBuf),
}

impl Swift {
    /// The host's Swift, or the root; makes the root when there is none.
    pub(super) fn find(shell: &Shell) -> Result<Self> {
        if works("swift", "--version") {
            return Ok(Self::Host);
        }
        ensure!(
            cfg!(target_os = "linux"),
            "Swift is missing: install it (on Linux xtask would bring a Debian root with it)"
        );
        let root = shell.project.cache.join("swift-root-trixie");
        // Inside the root it is a link with an absolute target, which leads nowhere on the host.
        if root.join("usr/bin/swift").symlink_metadata().is_err() {
            make(shell, &root)?;
        }
        Ok(Self::Root(root))
    }

    /// A command that starts in the repository's root, wherever Swift lives.
    pub(super) fn command(&self, shell: &Shell, arguments: &[&str]) -> Command {
        let Self::Root(root) = self else {
            let mut command = shell.command(arguments[0]);
            command.args(&arguments[1..]);
            return command;
        };
        let mut command = shell.command("unshare");
        if !is_root() {
            command.arg("-r");
        }
        command
            .args(["--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "sh", "-ec", ENTER, "sh"])
            .arg(root)
            .arg(&shell.project.root)
            .arg(&shell.project.target)
            .args(arguments);
        command
    }

    /// Where the sandbox's binary is seen from inside, if that differs from the host.
    pub(super) fn sandbox_inside(&self) -> Option<&'static str> {
        match self {
            Self::Host => None,
            Self::Root(_) => Some("/mnt/debug/enkash-sandbox"),
        }
    }
}

/// Makes the root under another name and renames it at the end, so that half a root is never used.
fn make(shell: &Shell, root: &PathBuf) -> Result<()> {
    let text = "swift: no Swift on this machine, making a Debian root with it (once, about 2 minutes and 2.6 GB)";
    shell.project.say_timed(text);
    if !works("mmdebstrap", "--version") {
        ensure!(
            is_root() && works("apt-get", "--version"),
            "neither Swift nor mmdebstrap is installed: install one of them"
        );
        let mut install = shell.command("apt-get");
        install
            .args(["install", "-y", "--no-install-recommends", "mmdebstrap"])
            .env("DEBIAN_FRONTEND", "noninteractive");
        if !shell.outcome("mmdebstrap's installation", &mut install)?.success {
            shell.run("apt-get update", shell.command("apt-get").arg("update"))?;
            shell.run("mmdebstrap's installation", &mut install)?;
        }
    }
    let mirror = mirror(shell)?;
    let partial = root.with_extension("partial");
    if partial.exists() {
        std::fs::remove_dir_all(&partial).with_context(|| format!("cannot remove {}", partial.display()))?;
    }
    let mut command;
    if is_root() {
        command = shell.command("mmdebstrap");
        command.args(["--mode=root", "--variant=apt", &format!("--include={PACKAGES}")]);
    } else {
        command = shell.command("unshare");
        command.args(["-r", "-m", "mmdebstrap", "--mode=root", "--variant=extract", "--skip=chroot/mount"]);
        command.arg("--aptopt=APT::Sandbox::User \"root\"");
        command.arg(format!("--include={PACKAGES},base-files,dash,bash,coreutils"));
    }
    command
        .args([
            "--skip=check/qemu",
            "--dpkgopt=path-exclude=/usr/share/doc/*",
            "--dpkgopt=path-exclude=/usr/share/man/*",
            "--dpkgopt=force-unsafe-io",
            "--aptopt=Acquire::Languages \"none\"",
            "--aptopt=APT::Install-Recommends \"false\"",
            "trixie",
        ])
        .arg(&partial)
        .arg(mirror);
    shell.run("the Debian root with Swift", &mut command)?;
    std::fs::rename(&partial, root).with_context(|| format!("cannot create {}", root.display()))
}

/// The mirror that the host's own package lists name.
fn mirror(shell: &Shell) -> Result<String> {
    if let Ok(mirror) = std::env::var(MIRROR)
        && !mirror.is_empty()
    {
        return Ok(mirror);
    }
    let ask = || -> Result<Option<String>> {
        let mut command = shell.command("apt-get");
        command.args(["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Label: Debian"]);
        let output = shell.outcome("the Debian mirror", &mut command)?.output;
        Ok(output.lines().find(|line| line.starts_with("http")).map(str::to_owned))
    };
    if let Some(mirror) = ask()? {
        return Ok(mirror);
    }
    // The lists are empty before the first update.
    if is_root() {
        shell.run("apt-get update", shell.command("apt-get").arg("update"))?;
    }
    match ask()? {
        Some(mirror) => Ok(mirror),
        None => bail!("this machine names no Debian mirror: set {MIRROR} to one, or install Swift"),
    }
}

fn works(program: &str, question: &str) -> bool {
    Command::new(program)
        .arg(question)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
