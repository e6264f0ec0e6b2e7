//! Swift: the SwiftPM package and its tests, in the host's Swift or in a Debian root that brings one.

use std::process::Command;

use anyhow::Result;

use super::{Language, mobile, quick_start, swift_root::Swift};
use crate::counts::{self, Counts, counted};
use crate::faults;
use crate::generate;
use crate::local::Replay;
use crate::report::Report;
use crate::shell::Shell;
use crate::story;
use crate::tools::Tool;

const PACKAGE: &str = "bindings-swift";
const STORY: &str = "tests/story/swift";
const FAULTS: &str = "tests/faults/swift";
const DISPATCH: &str = "bindings-swift/Tests/EnkashTests/Operations.swift";
/// Inside the checkout, because only the checkout is seen from within the root.
const QUICK_START: &str = "tests/story/swift/.build/quick-start";

pub(crate) struct SwiftLanguage;

impl Language for SwiftLanguage {
    fn name(&self) -> &'static str {
        "swift"
    }

    fn tools(&self) -> &'static [Tool] {
        // Swift is brought when the host has none; what that needs is said by the step that brings it.
        &[]
    }

    fn prepare(&self, shell: &Shell) -> Result<()> {
        let swift = Swift::find(shell)?;
        mobile::prepare(shell)?;
        generate::write(shell.project, "swift")?;
        let mut build = swift.command(shell, &["swift", "build", "--package-path", STORY]);
        shell.run("the story's build", &mut build)?;
        Ok(())
    }

    fn story(&self, shell: &Shell) -> Result<Command> {
        Ok(Swift::find(shell)?.command(shell, &[&format!("{STORY}/.build/debug/shop")]))
    }

    fn faults(&self, shell: &Shell) -> Result<Vec<String>> {
        let root = &shell.project.root;
        std::fs::copy(root.join(DISPATCH), root.join(FAULTS).join("Sources/runner/Operations.swift"))?;
        let swift = Swift::find(shell)?;
        let mut build = swift.command(shell, &["swift", "build", "--package-path", FAULTS]);
        shell.run("the build of the runner of the faults", &mut build)?;
        Ok(faults::words(&swift.command(shell, &[&format!("{FAULTS}/.build/debug/runner")])))
    }

    fn check(&self, report: &mut Report, replay: &Replay) {
        report.part("swift format", |shell| {
            let own = ["Package.swift", "Sources/Enkash", "Tests"].map(|path| format!("{PACKAGE}/{path}"));
            let sources = format!("{STORY}/Sources {FAULTS}/Sources");
            let script = format!(
                "find {} {sources} -name '*.swift' -not -path '*/Generated/*' -not -name Operations.swift | xargs swift format lint --strict",
                own.join(" ")
            );
            let mut lint = Swift::find(shell)?.command(shell, &["sh", "-ec", &script]);
            shell.run("swift format", &mut lint)?;
            Ok(Counts::NONE)
        });
        report.part("swift test", |shell| {
            let swift = Swift::find(shell)?;
            let mut test = swift.command(shell, &["swift", "test", "--package-path", PACKAGE]);
            replay.tell(&mut test, shell.project);
            if let Some(sandbox) = swift.sandbox_inside() {
                test.env("ENKASH_SANDBOX_BIN", sandbox);
            }
            counted(shell, shell.outcome("swift test", &mut test)?, counts::swift)
        });
        report.part("vectors", |_| replay.judge(&["swift"]).map(|()| Counts::NONE));
        report.part("faults", |shell| faults::part(shell, &SwiftLanguage.faults(shell)?));
        report.part("story", |shell| story::play(shell, SwiftLanguage.story(shell)?)?.counts());
        report.part("quick start of the README", |shell| {
            let folder = shell.project.root.join(QUICK_START);
            let sources = folder.join("Sources/QuickStart");
            std::fs::create_dir_all(&sources)?;
            std::fs::write(folder.join("Package.swift"), MANIFEST)?;
            quick_start::write(shell.project, "swift", &sources.join("main.swift"))?;
            let swift = Swift::find(shell)?;
            let mut build = swift.command(shell, &["swift", "build", "--package-path", QUICK_START]);
            shell.run("the quick start's build", &mut build)?;
            quick_start::run(shell, swift.command(shell, &[&format!("{QUICK_START}/.build/debug/QuickStart")]))?;
            Ok(Counts::NONE)
        });
    }
}

/// A package that has the quick start as its only file.
const MANIFEST: &str = "// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: \"QuickStart\",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: \"Enkash\", path: \"../../../../../bindings-swift\")],
    targets: [.executableTarget(name: \"QuickStart\", dependencies: [.product(name: \"Enkash\", package: \"Enkash\")])]
)
";
