//! What the tests have had answered, for `cargo xtask coverage`: each shop leaves a file when it closes.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use crate::common::exchange;

/// Writes the record of the sandbox at this address when it is dropped.
pub(crate) struct Record(pub(crate) String);

impl Drop for Record {
    fn drop(&mut self) {
        // A test that has failed, and one that stopped its sandbox by itself, leave none.
        let here = || TcpStream::connect(self.0.trim_start_matches("http://")).is_ok();
        match std::env::var_os("ENKASH_RECORDS") {
            Some(folder) if !std::thread::panicking() && here() => keep(&self.0, folder.into()),
            _ => {}
        }
    }
}

/// Counts the answers per operation, and the notices that were delivered per kind.
fn keep(url: &str, folder: PathBuf) {
    static FILES: AtomicU32 = AtomicU32::new(0);
    let list = |path: &str, key: &str| -> Vec<Value> {
        exchange(url, "GET", path, &[], "").json()[key].as_array().cloned().unwrap_or_default()
    };
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for request in list("/_sandbox/log", "requests") {
        let operation = request["operation"].as_str().unwrap_or_default();
        *counts.entry(operation.to_owned()).or_default() += 1;
        if request["request"].get("splitSettlement").is_some() {
            *counts.entry(format!("{operation}-split")).or_default() += 1;
        }
    }
    for notice in list("/_sandbox/webhooks", "webhooks") {
        let kind = notice["kind"].as_str().unwrap_or_default().to_lowercase();
        let sent = notice["deliveries"].as_array().map_or(0, Vec::len);
        *counts.entry(format!("webhooks.parse-{kind}")).or_default() += sent as u64;
    }
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let path = folder.join(format!("sandbox-{}-{number}.json", std::process::id()));
    std::fs::write(path, json!(counts).to_string()).expect("the folder of the records is writable");
}
