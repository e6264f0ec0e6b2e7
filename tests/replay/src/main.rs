//! `enkash-replay [FOLDER]`: serves the vectors of a folder (default: this checkout's) until it is stopped.
//! The first line of its output is its URL.

use std::path::PathBuf;
use std::process::ExitCode;

use enkash_replay::Replay;

fn main() -> ExitCode {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../vectors"), PathBuf::from);
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    runtime.block_on(async {
        match Replay::start(&folder).await {
            Err(error) => failed(&error),
            Ok(replay) => {
                println!("{}", replay.url());
                // The server's own task does the work; this process ends when it is killed.
                std::future::pending().await
            }
        }
    })
}

fn failed(error: &std::io::Error) -> ExitCode {
    eprintln!("enkash-replay: {error}");
    ExitCode::FAILURE
}
