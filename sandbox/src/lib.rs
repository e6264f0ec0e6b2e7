//! A stateful, offline gateway for tests: the EnKash payment gateway's documented behaviour on 127.0.0.1.
//!
//! Not the gateway's own software. What its documentation leaves open is a switch in [`Config`]; what the sandbox
//! invents (test values, rates, checksum) is labelled as such in `docs/sandbox.md`.
//!
//! ```
//! use enkash_sandbox::{Config, Sandbox};
//! let sandbox = Sandbox::start(Config::default())?;
//! assert!(sandbox.url.starts_with("http://127.0.0.1:"));
//! sandbox.stop();
//! # Ok::<(), enkash_sandbox::StartError>(())
//! ```
//!
//! The state lives in SQLite and nowhere else. A request passes `server` (HTTP), `gateway` (credentials, checks,
//! envelope), its handler, and `ledger`, which asks the tables in [`states`] before anything changes.

mod audit;
mod audit_calls;
mod books;
mod check;
mod clock;
mod config;
mod control;
mod corrections;
mod courier;
mod fault;
mod gateway;
mod ids;
mod journal;
mod json;
mod leaks;
mod ledger;
mod line;
mod link_page;
mod mandates;
mod mask;
mod money;
mod notice;
mod openapi;
mod page;
mod paging;
mod plan;
mod routes;
mod rows;
mod rules;
mod schedule;
mod server;
mod settle;
pub mod states;
mod store;
pub mod values;

use std::fmt;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

pub use clock::{ClockStart, Moment};
pub use config::{ChargeAnswer, Config, Database, ErrorStatus, Merchant, TokenAnswer, TokenForm};

pub use plan::{FaultPlan, PlanError};

use gateway::Gateway;

/// Starts sandboxes.
pub struct Sandbox;

/// A sandbox that runs on threads of its own, whatever runtime the caller uses, until it is stopped or dropped.
pub struct Running {
    /// Base URL, such as `http://127.0.0.1:40123`.
    pub url: String,
    /// Access key of the first merchant.
    pub access_key: String,
    /// Secret key of the first merchant.
    pub secret_key: String,
    gateway: Arc<Gateway>,
    runtime: tokio::runtime::Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Why a sandbox could not start, or cannot say.
#[derive(Debug)]
pub struct StartError(String);

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

impl Sandbox {
    /// Opens the store, binds the port and starts serving; requests are answered as soon as this returns.
    pub fn start(config: Config) -> Result<Running, StartError> {
        let merchant = config.merchants.first().cloned();
        let merchant = merchant.ok_or_else(|| StartError("The sandbox needs at least one merchant.".to_string()))?;
        let db = store::open(&config).map_err(|error| StartError(format!("The store cannot be opened: {error}")))?;
        let taken = |error| StartError(format!("Port {} cannot be used: {error}", config.port));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).map_err(taken)?;
        listener.set_nonblocking(true).map_err(taken)?;
        let url = format!("http://{}", listener.local_addr().map_err(taken)?);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("enkash-sandbox")
            .enable_all()
            .build()
            .map_err(|error| StartError(format!("No threads: {error}")))?;
        let handle = runtime.handle().clone();
        let gateway = Arc::new(Gateway::new(config, url.clone(), db));
        let (stop, stopped) = oneshot::channel();
        let served = Arc::clone(&gateway);
        let thread = std::thread::spawn(move || {
            runtime.block_on(serve(listener, served, stopped));
            runtime.shutdown_timeout(Duration::from_secs(1));
        });
        Ok(Running {
            url,
            access_key: merchant.access_key,
            secret_key: merchant.secret_key,
            gateway,
            runtime: handle,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

async fn serve(listener: TcpListener, gateway: Arc<Gateway>, stopped: oneshot::Receiver<()>) {
    // The socket was bound a moment ago and is non-blocking, which is all this conversion needs.
    let listener = tokio::net::TcpListener::from_std(listener).expect("a bound, non-blocking socket");
    let courier = tokio::spawn(courier::run(Arc::clone(&gateway)));
    let port = line::Port { listener, gateway: Arc::clone(&gateway) };
    let server = async { axum::serve(port, server::service(gateway)).await };
    tokio::select! {
        _ = server => {}
        // A dropped handle stops the sandbox as well.
        _ = stopped => {}
    }
    courier.abort();
}

impl Running {
    /// Replaces the fault plan; counts begin anew, and stalled calls go on.
    pub fn set_faults(&self, plan: FaultPlan) {
        self.gateway.faults.set(plan);
    }

    /// How often a fault has acted; `None` if the plan has none of this name. Without a name a fault is called by its
    /// number in the plan, from 1.
    pub fn fault_hits(&self, name: &str) -> Option<u64> {
        self.gateway.faults.hits(name)
    }

    /// Comes back as soon as a fault has acted so often; how often it has by then. It needs no runtime of a certain kind.
    pub async fn fault_hit(&self, name: &str, hits: u64) -> Option<u64> {
        self.gateway.faults.wait(name, hits).await
    }

    /// The audit as JSON, the answer of `GET /_sandbox/audit`, once every delivery that is due has been tried. It needs no
    /// runtime of a certain kind.
    pub async fn audit(&self) -> Result<String, StartError> {
        let gateway = Arc::clone(&self.gateway);
        let done = self.runtime.spawn(async move { control::audited(&gateway).await });
        match done.await {
            Ok(Ok(audit)) => Ok(audit.to_string()),
            Ok(Err(fault)) => Err(StartError(fault.to_string())),
            Err(_) => Err(StartError("The sandbox has ended.".to_string())),
        }
    }

    /// Lets the stalled calls of one fault go on, or of all; how many there were.
    pub fn release(&self, name: Option<&str>) -> usize {
        self.gateway.faults.release(name)
    }

    /// Stops serving and waits until the port is free.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // An error means that the server has ended already.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("url", &self.url).finish_non_exhaustive()
    }
}
