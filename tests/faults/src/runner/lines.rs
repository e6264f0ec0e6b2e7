//! Every line that anything in this process logs, for the director to look at.

use std::io;
use std::sync::{Mutex, PoisonError};

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Keeps what is written.
struct Keeper;

impl io::Write for Keeper {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        LINES.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens from here on, at the level that tells most: what a program might turn on to find a fault of its own.
pub(super) fn keep() -> Result<(), String> {
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .without_time()
        .with_writer(|| Keeper)
        .finish();
    tracing::subscriber::set_global_default(subscriber).map_err(|error| error.to_string())
}

/// What was logged since the last time.
pub(super) fn take() -> String {
    let lines = std::mem::take(&mut *LINES.lock().unwrap_or_else(PoisonError::into_inner));
    String::from_utf8_lossy(&lines).into_owned()
}
