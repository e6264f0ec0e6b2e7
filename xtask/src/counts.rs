//! How many tests passed and failed, read from what each test runner really prints.

use anyhow::{Result, bail};

use crate::shell::{Outcome, Shell};

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Tests that ran and held.
    pub(crate) passed: usize,
    /// Tests that ran and did not hold.
    pub(crate) failed: usize,
}

impl Counts {
    /// For checks that are no tests: a formatter, a linter.
    pub(crate) const NONE: Self = Self { passed: 0, failed: 0 };

    /// Adds another runner's numbers.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Reads the numbers of a run. A run that failed without a failed test, or that ran no test at all, is an error:
/// it was not a test run.
pub(crate) fn counted(shell: &Shell, outcome: Outcome, parse: fn(&str) -> Counts) -> Result<Counts> {
    let counts = parse(&outcome.output);
    if outcome.success && counts.passed == 0 {
        bail!("the runner succeeded but no test ran:\n{}", outcome.tail());
    }
    if counts.failed > 0 {
        shell.project.say(&outcome.tail());
    }
    if !outcome.success && counts.failed == 0 {
        outcome.required()?;
    }
    Ok(counts)
}

/// `cargo test`: `test result: ok. 12 passed; 0 failed; ...`, once per test program.
pub(crate) fn cargo(output: &str) -> Counts {
    let mut counts = Counts::default();
    for line in output.lines().filter(|line| line.starts_with("test result:")) {
        counts.passed += number_before(line, " passed");
        counts.failed += number_before(line, " failed");
    }
    counts
}

/// pytest: `41 passed, 1 failed, 2 errors in 3.21s` in the last line that holds a number of tests.
/// A skipped test counts as failed: nothing may be left out in silence.
pub(crate) fn pytest(output: &str) -> Counts {
    let line = output
        .lines()
        .rev()
        .find(|line| {
            line.contains(" in ") && (line.contains(" passed") || line.contains(" failed") || line.contains(" error"))
        })
        .unwrap_or_default();
    Counts {
        passed: number_before(line, " passed"),
        failed: number_before(line, " failed") + number_before(line, " error") + number_before(line, " skipped"),
    }
}

/// `node --test` with the TAP reporter: `# pass 41`, `# fail 0`.
pub(crate) fn tap(output: &str) -> Counts {
    let value = |name: &str| -> usize {
        output.lines().filter_map(|line| line.strip_prefix(name)?.trim().parse::<usize>().ok()).sum()
    };
    Counts {
        passed: value("# pass "),
        failed: value("# fail ") + value("# cancelled ") + value("# skipped ") + value("# todo "),
    }
}

/// Maven's surefire: the summary `Tests run: 41, Failures: 0, Errors: 0, Skipped: 0`, which stands after the
/// lines of the single classes (those name their time).
pub(crate) fn surefire(output: &str) -> Counts {
    let line =
        output.lines().rfind(|line| line.contains("Tests run:") && !line.contains("Time elapsed")).unwrap_or_default();
    let after = |name: &str| -> usize {
        line.split_once(name)
            .and_then(|(_, rest)| {
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                digits.parse().ok()
            })
            .unwrap_or(0)
    };
    let failed = after("Failures: ") + after("Errors: ") + after("Skipped: ");
    Counts { passed: after("Tests run: ").saturating_sub(failed), failed }
}

/// `swift test`: XCTest's `Executed 12 tests, with 0 failures` (the last one is the total) and Swift Testing's
/// `Test run with 41 tests passed` or `... failed ... with 2 issues`, which are separate.
pub(crate) fn swift(output: &str) -> Counts {
    let mut counts = Counts::default();
    if let Some(line) = output.lines().rfind(|line| line.contains("Executed ") && line.contains(" test")) {
        let failed = number_before(line, " failure");
        counts.failed += failed;
        counts.passed += number_before(line, " test").saturating_sub(failed);
    }
    for line in output.lines() {
        // One line per test: a test with several issues is still one test.
        let Some((_, rest)) = line.split_once(" Test ") else { continue };
        if rest.starts_with("run with") || rest.starts_with("case ") {
            continue;
        }
        if rest.contains(" passed after ") {
            counts.passed += 1;
        } else if rest.contains(" failed after ") || rest.contains(" skipped") {
            counts.failed += 1;
        }
    }
    counts
}

/// The number that stands right before a word.
fn number_before(line: &str, word: &str) -> usize {
    line.split_once(word)
        .and_then(|(before, _)| before.rsplit(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Counts, cargo, pytest, surefire, swift, tap};

    fn counts(passed: usize, failed: usize) -> Counts {
        Counts { passed, failed }
    }

    #[test]
    fn cargo_adds_up_its_programs() {
        let output =
            "test result: ok. 12 passed; 0 failed; 0 ignored\ntest result: FAILED. 3 passed; 2 failed; 0 ignored";
        assert_eq!(cargo(output), counts(15, 2));
    }

    #[test]
    fn pytest_counts_errors_and_skips_as_failures() {
        let output = "FAILED a.py::b - x\n=== 2 failed, 41 passed, 1 skipped, 1 error in 3.21s ===";
        assert_eq!(pytest(output), counts(41, 4));
        assert_eq!(pytest("7 passed in 0.10s"), counts(7, 0));
    }

    #[test]
    fn tap_reads_its_closing_comments() {
        let output = "ok 1 - a\n# tests 42\n# pass 40\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0";
        assert_eq!(tap(output), counts(40, 2));
    }

    #[test]
    fn surefire_reads_the_summary_only() {
        let output = "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in A\n\
             [ERROR] Tests run: 10, Failures: 1, Errors: 2, Skipped: 0\n";
        assert_eq!(surefire(output), counts(7, 3));
    }

    #[test]
    fn swift_reads_both_frameworks() {
        let output = "Executed 4 tests, with 1 failure (0 unexpected) in 0.1 seconds\n\
             \u{25c7} Test \"a\" started.\n\u{2714} Test \"a\" passed after 0.001 seconds.\n\
             \u{2718} Test b() failed after 0.001 seconds with 2 issues.\n\
             \u{2718} Test run with 2 tests failed after 0.002 seconds with 2 issues.\n";
        assert_eq!(swift(output), counts(4, 2));
    }
}
