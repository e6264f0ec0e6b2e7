//! What every binding says and does about faults of the SDK, closed clients and callers that gave up.

use std::sync::Once;

use crate::{Error, ErrorKind, RetryAdvice};

/// The error of a caught panic. Its message may hold anything, so it is not shown.
pub fn panicked() -> Error {
    Error::internal("the SDK has a fault and gave the call up; please report it with what you called")
}

/// Has panics tell where they happened and nothing else: their message may quote a value. For libraries of other languages
/// only, whose copy of the standard library is their own; a program in Rust chooses for itself.
pub fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            if let Some(place) = panic.location() {
                eprintln!("enkash: a fault of the SDK at {}:{}", place.file(), place.line());
            }
        }));
    });
}

/// A panic with a text that must be seen nowhere. Bindings offer it to their own tests, by a function that is not part of
/// the package's interface and sends nothing: the proof that a fault becomes an error needs a fault.
pub fn provoke() -> ! {
    panic!("4111111111111111");
}

/// The error of a client that was closed.
pub fn closed() -> Error {
    Error::configuration("the client is closed; make a new one")
}

/// The error of a call outside the table whose caller gave up in the moment its answer came.
pub fn interrupted(path: &str) -> Error {
    let text = "the request was given up by its caller and may have been applied; find out before it is repeated";
    Error::new(ErrorKind::OutcomeUnknown, "outcome_unknown", RetryAdvice::LookUpFirst, text).with(|info| {
        info.operation = Some("request".into());
        // The query may hold anything.
        info.reference = Some(path.split('?').next().unwrap_or(path).to_owned());
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_panic_says_is_not_part_of_the_error() {
        let caught = std::panic::catch_unwind(|| provoke()).expect_err("it panics");
        let said = caught.downcast_ref::<&str>().expect("a text");
        assert!(!format!("{:?} {}", panicked(), panicked()).contains(said));
    }
}
