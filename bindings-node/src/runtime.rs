//! Where calls run: one thread for the process, shared by the main thread and all workers of Node.

use std::sync::OnceLock;

use enkash::Error;
use tokio::runtime::{Builder, Handle};

/// The runtime, made on the first call. It is never dropped: at exit the system ends its thread.
///
/// A runtime of one thread needs no queue to steal from; driven by a thread of its own it costs less per call than a
/// pool with one worker.
pub(crate) fn runtime() -> Result<&'static Handle, Error> {
    static RUNTIME: OnceLock<Handle> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let refused = |error: std::io::Error| Error::internal(format!("no thread for the SDK could be started: {error}"));
    // Name look-ups block; there are few of them, as connections are kept.
    let made = Builder::new_current_thread()
        .max_blocking_threads(4)
        .thread_name("enkash-names")
        .enable_all()
        .build()
        .map_err(refused)?;
    let handle = made.handle().clone();
    // Of two first callers the slower one's runtime idles; nothing is ever given to it.
    std::thread::Builder::new()
        .name("enkash".into())
        .spawn(move || made.block_on(std::future::pending::<()>()))
        .map_err(refused)?;
    Ok(RUNTIME.get_or_init(|| handle))
}
