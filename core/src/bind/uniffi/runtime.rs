//! Where calls run: one small runtime for the process, made on first use.
//!
//! The caller polls from its own threads (coroutines, Swift tasks); the work itself needs a reactor and timers, and must
//! not depend on how often it is polled.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

use super::EnKashError;
use crate::Error;
use crate::bind::fault;

fn runtime() -> Result<&'static Runtime, EnKashError> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    fault::hush();
    let made = Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("enkash")
        .enable_all()
        .build()
        .map_err(|error| Error::internal(format!("no threads for the SDK could be started: {error}")))?;
    let mut made = Some(made);
    let runtime = RUNTIME.get_or_init(|| made.take().expect("it is taken here only, and only once"));
    // Of two first callers the slower one gives its runtime back; it has no tasks yet. A runtime that is merely dropped
    // waits for its threads, and panics where the caller must not be kept waiting.
    if let Some(spare) = made {
        spare.shutdown_background();
    }
    Ok(runtime)
}

/// Runs a call to its end, or until the caller drops it: then the request is closed.
pub(super) async fn run<T, F>(work: F) -> Result<T, EnKashError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, EnKashError>> + Send + 'static,
{
    struct AbortOnDrop<T>(JoinHandle<T>);
    impl<T> Drop for AbortOnDrop<T> {
        fn drop(&mut self) {
            self.0.abort();
        }
    }
    let mut task = AbortOnDrop(runtime()?.spawn(work));
    match (&mut task.0).await {
        Ok(result) => result,
        Err(_) => Err(fault::panicked().into()),
    }
}

/// Runs short work of an entry point; a panic becomes the `Internal` error instead of ending the program.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, EnKashError>) -> Result<T, EnKashError> {
    fault::hush();
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(fault::panicked().into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use std::sync::Arc;

    /// Tests stand in for the caller: they poll from a thread without a runtime.
    fn wait<T>(call: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(call)
    }

    #[test]
    fn a_panic_becomes_an_error_that_does_not_show_its_message() {
        let secret = "sk_live_1";
        let errors = [
            guarded(|| -> Result<(), EnKashError> { panic!("{secret}") }),
            wait(run(async move { panic!("{secret}") })),
        ];
        for error in errors.map(|result| result.expect_err("it panicked")) {
            assert_eq!(error.info().kind, ErrorKind::Internal);
            assert!(!format!("{error} {error:?}").contains(secret));
        }
    }

    #[test]
    fn a_call_that_is_dropped_is_ended() {
        let alive = Arc::new(());
        let held = alive.clone();
        let mut call = Box::pin(run(async move {
            let _held = held;
            std::future::pending().await
        }));
        wait(async {
            let polled = std::future::poll_fn(|context| std::task::Poll::Ready(call.as_mut().poll(context))).await;
            let _: std::task::Poll<Result<(), EnKashError>> = polled;
            assert!(polled.is_pending());
        });
        drop(call);
        // The abort reaches the task on its own thread; what the task held is let go there.
        while Arc::strong_count(&alive) > 1 {
            std::thread::yield_now();
        }
    }

    #[test]
    fn results_come_through() {
        assert_eq!(wait(run(async { Ok(7) })), Ok(7));
        assert_eq!(guarded(|| Ok("x")), Ok("x"));
    }
}
