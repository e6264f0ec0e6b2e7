//! What must hold for any bytes that reach the SDK from outside: each target is a property, not only "no panic".
//!
//! The targets run in two ways over the same functions. `cargo test -p enkash-fuzz` changes the seeds in a fixed order of
//! accidents, a few thousand times per target, on any machine. `cargo fuzz run <target>` in `fuzz/` looks for new ways
//! through the code for as long as one lets it; see `fuzz/README.md`.

mod bodies;
mod decision;
mod envelope;
mod links;
mod mutate;
mod stored;
mod values;

use enkash::Error;
pub use mutate::inputs;

/// A target: where the bytes go, and texts to start from.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name, which is that of its file in `fuzz/fuzz_targets` as well.
    pub name: &'static str,
    /// Texts to begin with: one of each shape.
    pub seeds: &'static [&'static str],
    /// Panics if the bytes break what must hold; says whether they were understood.
    pub check: fn(&[u8]) -> bool,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    envelope::TARGET,
    envelope::RETRY_AFTER,
    bodies::WEBHOOK,
    bodies::FORM,
    bodies::RETURN_QUERY,
    values::MONEY,
    values::TIMESTAMP,
    links::PAY_LINK,
    links::MANDATE_LINK,
    links::BHARAT_QR,
    decision::TARGET,
    stored::UNRESOLVED,
    stored::TOKEN,
];

/// Runs one target, by name: what a harness of cargo-fuzz calls.
pub fn check(name: &str, data: &[u8]) -> bool {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a harness is named after its target");
    (target.check)(data)
}

/// An error about something that came from outside repeats none of it: what came may be a card number or an OTP. The SDK's own
/// sentences hold no long numbers, so that any in an error came from outside.
fn says_nothing_of_the_input(error: &Error) {
    for text in [error.to_string(), format!("{error:?}"), serde_json::to_string(error.info()).expect("JSON")] {
        // How a BharatQR code begins is told.
        let text = text.replace("000201", "");
        let longest = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
        assert!(longest.is_none_or(|digits| digits < 6), "an error repeats what came from outside: {text}");
    }
}
