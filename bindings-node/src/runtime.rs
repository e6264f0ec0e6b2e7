//! Where calls run: one thread for the process, shared by the main thread and all workers of Node.

use std::pin::Pin;
use std::sync::OnceLock;

use enkash::Error;
use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A call on its way.
type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The way to the runtime's thread. Calls go there by a channel: spawning from outside would wake the thread once per
/// call, and this wakes it once per burst.
pub(crate) struct Runtime(UnboundedSender<Work>);

impl Runtime {
    /// The runtime, made on the first call. It is never closed: at exit the system ends its thread.
    pub(crate) fn get() -> Result<&'static Runtime, Error> {
        static RUNTIME: OnceLock<Runtime> = OnceLock::new();
        if let Some(runtime) = RUNTIME.get() {
            return Ok(runtime);
        }
        let made = Runtime(start()?);
        // Of two first callers the slower one's sender is dropped, and its thread ends.
        Ok(RUNTIME.get_or_init(|| made))
    }
    /// Runs a call. If the thread should have ended, the call is dropped, which settles it too.
    pub(crate) fn run(&self, work: impl Future<Output = ()> + Send + 'static) {
        drop(self.0.send(Box::pin(work)));
    }
}

fn start() -> Result<UnboundedSender<Work>, Error> {
    let refused = |error: std::io::Error| Error::internal(format!("no thread for the SDK could be started: {error}"));
    // One thread needs no queue to steal from, and costs less per call than a pool with one worker.
    let runtime = Builder::new_current_thread()
        // Name look-ups block; there are few of them, as connections are kept.
        .max_blocking_threads(4)
        .thread_name("enkash-names")
        .enable_all()
        .build()
        .map_err(refused)?;
    let (sender, receiver) = unbounded_channel();
    let thread = std::thread::Builder::new().name("enkash".into());
    thread.spawn(move || runtime.block_on(take(receiver))).map_err(refused)?;
    Ok(sender)
}

async fn take(mut receiver: UnboundedReceiver<Work>) {
    while let Some(work) = receiver.recv().await {
        tokio::spawn(work);
    }
}
