//! Python: the wheel, its types and its tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::{Language, guides, quick_start, redis};
use crate::counts::{self, Counts, counted};
use crate::faults;
use crate::generate;
use crate::local::Replay;
use crate::project::Outside;
use crate::report::Report;
use crate::shell::{Shell, clean_command};
use crate::story;
use crate::tools::Tool;

const PYTHON: Tool = Tool { program: "python3", ask: "--version", at_least: (3, 10), called: "Python" };
/// What every run needs; the package's own list may name more. Pinned, so that a new linter breaks nothing by itself.
const TOOLS: [&str; 5] = ["maturin==1.16.0", "ruff==0.17.6", "mypy==2.4.1", "pytest==9.2.0", "pyright==1.1.414"];
const PACKAGE: &str = "bindings-python";
const STORY: &str = "tests/story/python/shop.py";
const EXAMPLES: &str = "examples/python";
const FAULTS: &str = "tests/faults/python/runner.py";

pub(crate) struct Python;

impl Language for Python {
    fn name(&self) -> &'static str {
        "python"
    }

    fn tools(&self) -> &'static [Tool] {
        &[PYTHON]
    }

    fn prepare(&self, shell: &Shell) -> Result<()> {
        let python = tools(shell)?;
        generate::write(shell.project, "python")?;
        let wheels = wheels(shell);
        if wheels.exists() {
            std::fs::remove_dir_all(&wheels).context("cannot empty the folder of wheels")?;
        }
        let mut maturin = shell.command(bin(shell, "maturin"));
        maturin
            .args(["build", "--release", "--manifest-path"])
            .arg(format!("{PACKAGE}/Cargo.toml"))
            .arg("--interpreter")
            .arg(&python)
            .arg("--out")
            .arg(&wheels)
            .env("CARGO_TARGET_DIR", &shell.project.target);
        shell.run("the wheel's build", &mut maturin)?;
        let mut pip = shell.command(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall"]).arg(wheel(shell)?);
        shell.run("the wheel's installation", &mut pip)?;
        Ok(())
    }

    fn story(&self, shell: &Shell) -> Result<Command> {
        let mut command = shell.command(bin(shell, "python"));
        command.arg(STORY);
        Ok(command)
    }

    fn faults(&self, shell: &Shell) -> Result<Vec<String>> {
        let mut command = shell.command(bin(shell, "python"));
        Ok(faults::words(command.arg(shell.project.root.join(FAULTS))))
    }

    fn check(&self, report: &mut Report, replay: &Replay) {
        report.part("clippy", |shell| super::clippy(shell, "enkash-python"));
        report.part("ruff", |shell| {
            for arguments in [["check", "--quiet"].as_slice(), &["format", "--check", "--quiet"]] {
                let mut ruff = shell.command(bin(shell, "ruff"));
                shell.run("ruff on the package", ruff.args(arguments).arg(PACKAGE))?;
                // Programs outside the package have no configuration of their own.
                let mut ruff = shell.command(bin(shell, "ruff"));
                ruff.args(arguments).args(["--config", &format!("{PACKAGE}/pyproject.toml")]);
                shell.run(
                    "ruff on the programs",
                    ruff.args(["tests/story/python", "tests/bench", "tests/faults/python", EXAMPLES]),
                )?;
            }
            Ok(Counts::NONE)
        });
        report.part("mypy --strict", |shell| {
            let mut mypy = shell.command(bin(shell, "mypy"));
            let package = shell.project.root.join(PACKAGE);
            mypy.args(["--strict", "--package", "enkash", "--config-file"])
                .arg(package.join("pyproject.toml"))
                .current_dir(package.join("python"));
            shell.run("mypy", &mut mypy)?;
            for program in [STORY, FAULTS, "tests/bench/sync.py", "tests/bench/asyncio_client.py"] {
                let mut mypy = shell.command(bin(shell, "mypy"));
                mypy.args(["--strict", program]);
                shell.run("mypy on a program", &mut mypy)?;
            }
            let mut mypy = shell.command(bin(shell, "mypy"));
            mypy.args(["--strict", "."]).current_dir(shell.project.root.join(EXAMPLES));
            shell.run("mypy on the examples", &mut mypy)?;
            Ok(Counts::NONE)
        });
        report.part("pyright", |shell| {
            let mut pyright = shell.command(bin(shell, "pyright"));
            // Its own code comes as an npm package on first use: into the cache, not into the home folder.
            pyright.args(["--pythonpath"]).arg(bin(shell, "python")).arg(STORY);
            pyright.env("PYRIGHT_PYTHON_CACHE_DIR", shell.project.cache.join("pyright"));
            shell.run("pyright", &mut pyright)?;
            Ok(Counts::NONE)
        });
        report.part("API reference by pdoc", |shell| {
            let mut pdoc = shell.command(bin(shell, "python"));
            // The resources' classes are private by name, and still what a reader looks for.
            pdoc.args(["-W", "error", "-m", "pdoc", "enkash", "enkash._operations", "--output-directory"]);
            pdoc.arg(shell.project.work("python-reference")?);
            let said = shell.run("pdoc", &mut pdoc)?;
            ensure!(said.trim().is_empty(), "pdoc has something to say:\n{said}");
            Ok(Counts::NONE)
        });
        report.part("redis-server", |shell| redis::ready(shell).map(|()| Counts::NONE));
        report.part("pytest", |shell| {
            let mut pytest = shell.command(bin(shell, "python"));
            pytest.args(["-m", "pytest", "-q", "--color=no"]).arg(format!("{PACKAGE}/tests"));
            replay.tell(&mut pytest, shell.project);
            counted(shell, shell.outcome("pytest", &mut pytest)?, counts::pytest)
        });
        report.part("vectors", |_| replay.judge(&["python-sync", "python-asyncio"]).map(|()| Counts::NONE));
        report.part("faults", |shell| faults::part(shell, &Python.faults(shell)?));
        report.part("story from the wheel in an empty environment", outside);
    }

    fn benches(&self, shell: &Shell) -> Result<Vec<(&'static str, Command)>> {
        self.prepare(shell)?;
        let program = |name: &'static str, script: &str| {
            let mut command = shell.command(bin(shell, "python"));
            command.arg(script);
            (name, command)
        };
        Ok(vec![
            program("python sync", "tests/bench/sync.py"),
            program("python asyncio", "tests/bench/asyncio_client.py"),
        ])
    }

    fn package(&self, shell: &Shell) -> Result<Option<PathBuf>> {
        wheel(shell).map(Some)
    }
}

/// The story and the README's quick start, with nothing but the wheel, outside the checkout.
fn outside(shell: &Shell) -> Result<Counts> {
    let folder = Outside::new("python")?;
    let mut venv = shell.command(PYTHON.path());
    venv.args(["-m", "venv"]).arg(folder.path().join("venv"));
    shell.run("an empty environment", &mut venv)?;
    let python = folder.path().join("venv/bin/python");
    let mut pip = shell.command(&python);
    // Without an index a dependency could not be found, and with --no-deps it would not be looked for: the list decides.
    pip.args(["-m", "pip", "install", "--quiet", "--no-index"]).arg(wheel(shell)?);
    shell.run("the wheel alone", &mut pip)?;
    let mut list = shell.command(&python);
    list.args(["-m", "pip", "list", "--format=freeze"]);
    let installed = shell.run("the list of packages", &mut list)?;
    let others: Vec<&str> = installed
        .lines()
        .filter_map(|line| line.split_once("==").map(|(name, _)| name))
        .filter(|name| !["pip", "setuptools", "enkash"].contains(name))
        .collect();
    ensure!(others.is_empty(), "the wheel pulled in {}", others.join(", "));
    std::fs::copy(shell.project.root.join(STORY), folder.path().join("shop.py"))?;
    let run = |script: &str| {
        let mut command = clean_command(&python);
        command.arg(script).current_dir(folder.path()).env_remove("PYTHONPATH");
        command
    };
    let mut counts = story::play(shell, run("shop.py"))?.counts()?;
    quick_start::write(shell.project, "python", &folder.path().join("quick_start.py"))?;
    quick_start::run(shell, run("quick_start.py"))?;
    counts.add(guides::run(shell, "python", "py", folder.path(), run)?);
    Ok(counts)
}

/// The environment with the development tools, made or brought up to date; its interpreter.
fn tools(shell: &Shell) -> Result<PathBuf> {
    let venv = shell.project.root.join(".venv");
    let python = bin(shell, "python");
    if !python.exists() {
        let mut command = shell.command(PYTHON.path());
        command.args(["-m", "venv"]).arg(&venv);
        shell.run("the Python environment", &mut command)?;
    }
    let more = shell.project.root.join(PACKAGE).join("requirements-dev.txt");
    let wanted = TOOLS.join("\n") + "\n" + &std::fs::read_to_string(&more).unwrap_or_default();
    // What was installed last is kept next to it, so that the second run needs no network.
    let stamp = venv.join("requirements.installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let list = shell.project.work("python")?.join("requirements.txt");
    std::fs::write(&list, &wanted)?;
    let mut pip = shell.command(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&list);
    shell.run("the Python tools", &mut pip)?;
    std::fs::write(stamp, wanted)?;
    Ok(python)
}

fn bin(shell: &Shell, program: &str) -> PathBuf {
    shell.project.root.join(".venv/bin").join(program)
}

fn wheels(shell: &Shell) -> PathBuf {
    shell.project.target.join("xtask/wheels")
}

/// The one wheel that was built.
fn wheel(shell: &Shell) -> Result<PathBuf> {
    let folder = wheels(shell);
    let found = std::fs::read_dir(&folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension() == Some(Path::new("whl").as_os_str()));
    match found {
        Some(wheel) => Ok(wheel),
        None => bail!("maturin left no wheel in {}", folder.display()),
    }
}
