//! Where things are, and where progress is written to.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

/// The checkout and the folders that the commands write to.
pub(crate) struct Project {
    /// The repository's root.
    pub(crate) root: PathBuf,
    /// Cargo's target folder: the one this very program was built in.
    pub(crate) target: PathBuf,
    /// The project's folder in the user's cache, for what is too large or too slow to make twice.
    pub(crate) cache: PathBuf,
    started: Instant,
    to_stderr: bool,
}

impl Project {
    /// Finds the folders. With `to_stderr`, progress leaves stdout to machine-readable lines.
    pub(crate) fn open(to_stderr: bool) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in the repository's root")?
            .to_path_buf();
        // Asking the running binary is right for every way to set the folder: variable, configuration, default.
        let program = std::env::current_exe().context("cannot find this program's own path")?;
        let target =
            program.parent().and_then(Path::parent).context("cargo builds into target/<profile>/")?.to_path_buf();
        let cache = match (std::env::var_os("XDG_CACHE_HOME"), std::env::var_os("HOME")) {
            (Some(cache), _) if !cache.is_empty() => PathBuf::from(cache),
            (_, Some(home)) => PathBuf::from(home).join(".cache"),
            _ => target.join("cache"),
        }
        .join("enkash");
        std::fs::create_dir_all(&cache)
            .with_context(|| format!("cannot create the cache folder {}", cache.display()))?;
        Ok(Self { root, target, cache, started: Instant::now(), to_stderr })
    }

    /// A folder for xtask's own files under `target`, created if need be.
    pub(crate) fn work(&self, name: &str) -> Result<PathBuf> {
        let folder = self.target.join("xtask").join(name);
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(folder)
    }

    /// A program that cargo built in the dev profile.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.target.join("debug").join(file)
    }

    /// Writes a line for the person in front of the screen.
    pub(crate) fn say(&self, text: &str) {
        if self.to_stderr {
            eprintln!("{text}");
        } else {
            println!("{text}");
        }
    }

    /// The same with the seconds since the command was started.
    pub(crate) fn say_timed(&self, text: &str) {
        let seconds = self.started.elapsed().as_secs();
        self.say(&format!("[{seconds:>4} s] {text}"));
    }
}

/// An empty folder outside the checkout; it goes away with the value.
pub(crate) struct Outside {
    path: PathBuf,
}

impl Outside {
    /// Creates it in the system's folder for temporary files.
    pub(crate) fn new(name: &str) -> Result<Self> {
        let unique = format!("enkash-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(unique);
        if path.exists() {
            std::fs::remove_dir_all(&path).with_context(|| format!("cannot empty {}", path.display()))?;
        }
        std::fs::create_dir_all(&path).with_context(|| format!("cannot create {}", path.display()))?;
        Ok(Self { path })
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        // Left-overs in the temporary folder are no reason to fail a run that has its result.
        let _ignored = std::fs::remove_dir_all(&self.path);
    }
}

/// Copies a folder's files, those of its sub-folders included; build output stays behind.
pub(crate) fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    let entries = std::fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let built = ["target", "node_modules", ".build", "__pycache__"];
        if built.iter().any(|folder| name == *folder) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &to.join(name))?;
        } else {
            std::fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
