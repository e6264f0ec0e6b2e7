//! The programs that must be on the machine, and one clear line for each that is not.

use std::path::PathBuf;
use std::process::Command;

/// A program with the version that is needed.
pub(crate) struct Tool {
    /// Name on the PATH; a variable of the same name in capitals (`PYTHON3`, `NODE`, ...) names another path.
    pub(crate) program: &'static str,
    /// How to ask for the version.
    pub(crate) ask: &'static str,
    /// The lowest major and minor version that works.
    pub(crate) at_least: (u32, u32),
    /// What it is called when it is missing.
    pub(crate) called: &'static str,
}

impl Tool {
    /// The program's path or name, the variable's if it is set.
    pub(crate) fn path(&self) -> PathBuf {
        let variable = self.program.to_uppercase();
        std::env::var_os(variable)
            .filter(|path| !path.is_empty())
            .map_or_else(|| PathBuf::from(self.program), PathBuf::from)
    }

    /// `None` when the tool is there and new enough, else the sentence that says what to do.
    pub(crate) fn missing(&self) -> Option<String> {
        let (major, minor) = self.at_least;
        let wanted = format!("{} {major}.{minor} or later", self.called);
        let variable = self.program.to_uppercase();
        let output = Command::new(self.path()).arg(self.ask).output();
        let Ok(output) = output else {
            return Some(format!("{wanted} is missing: install it, or point {variable} to it"));
        };
        // java prints its version to stderr.
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text);
        match version(&text) {
            Some(found) if found >= self.at_least => None,
            Some((major, minor)) => Some(format!(
                "{wanted} is needed, but {} is {major}.{minor}: install a newer one, or point {variable} to it",
                self.path().display()
            )),
            None => Some(format!("{wanted} is needed, but {} does not tell its version", self.path().display())),
        }
    }
}

/// The first `digits.digits` of a text.
fn version(text: &str) -> Option<(u32, u32)> {
    text.split(|letter: char| !letter.is_ascii_digit() && letter != '.').find_map(|word| {
        let mut parts = word.split('.');
        let major = parts.next()?.parse().ok()?;
        let minor = parts.next()?.parse().ok()?;
        Some((major, minor))
    })
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_found_in_what_the_tools_print() {
        assert_eq!(version("Python 3.11.7"), Some((3, 11)));
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert_eq!(version("openjdk version \"17.0.15\" 2025-04-15"), Some((17, 0)));
        assert_eq!(version("Apache Maven 3.8.7\nMaven home: /x"), Some((3, 8)));
        assert_eq!(version("no version at all"), None);
    }
}
