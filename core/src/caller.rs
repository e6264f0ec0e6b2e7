//! What both clients are made of: connections, deadline, the gateway's dialect and, on a server, the merchant's keys.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::budget::{self, Budget};
use crate::call::Call;
use crate::dialect::Dialect;
use crate::doubts::Doubts;
use crate::field::{Field, Path};
use crate::limit::Limit;
use crate::merchant::Merchant;
use crate::observe::Observer;
use crate::retry::{self, Attempts, Decision, Happened, Situation};
#[cfg(all(test, feature = "server"))]
use crate::transport::Leaving;
use crate::transport::{Settings, Transport};
use crate::{Error, ErrorKind};
#[cfg(all(test, feature = "server"))]
use crate::{
    envelope::{Failure, Reply},
    schema::Verb,
};

/// Makes calls. [`Client`](crate::Client) and [`Checkout`](crate::Checkout) each hold one; clones share everything.
#[derive(Clone)]
pub struct Caller {
    pub(crate) inner: Arc<Inner>,
    /// Is told how the calls of this one went; what comes of a clone is told to the clone's.
    pub(crate) observer: Option<Arc<dyn Observer>>,
    /// What callers gave up in doubt.
    pub(crate) doubts: Arc<Doubts>,
}

pub(crate) struct Inner {
    /// The merchant's keys; the customer's client has none and no way to get them.
    pub(crate) merchant: Option<Merchant>,
    pub(crate) transport: Transport,
    /// Plays the gateway where a test must not wait for sockets.
    #[cfg(all(test, feature = "server"))]
    pub(crate) script: Option<Script>,
    pub(crate) timeout: Duration,
    pub(crate) max_attempts: u32,
    /// How much of the gateway the client may use.
    pub(crate) limit: Limit,
    /// What the client may still repeat.
    pub(crate) budget: Budget,
    /// Where the jitter comes from: a number from 0 to 1.
    pub(crate) random: fn() -> f64,
    pub(crate) dialect: Dialect,
    pub(crate) checkout_url: String,
}

/// From verb, path and the flag "it is leaving" to what came back.
#[cfg(all(test, feature = "server"))]
pub(crate) type Script = Box<dyn Fn(Verb, &str, Option<Arc<Leaving>>) -> Scripted + Send + Sync>;
#[cfg(all(test, feature = "server"))]
pub(crate) type Scripted = std::pin::Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send>>;

/// What both kinds of settings have.
pub(crate) struct Limits {
    pub(crate) timeout_ms: Option<i64>,
    pub(crate) max_attempts: Option<i64>,
    pub(crate) max_in_flight: Option<i64>,
    pub(crate) calls_per_second: Option<i64>,
    pub(crate) retry_budget: Option<i64>,
}

/// Checks the settings of a client: what is wrong with them is found before anything is called.
pub(crate) fn check_settings(settings: &impl Field) -> Result<(), Error> {
    let misconfigured = |invalid| Error::from(invalid).with(|info| info.kind = ErrorKind::Configuration);
    settings.check(&Path::Root).map_err(misconfigured)
}

impl Limits {
    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout_ms.map_or(30_000, i64::unsigned_abs))
    }
}

impl Caller {
    pub(crate) fn new(
        base: &str,
        checkout_url: &str,
        limits: Limits,
        dialect: Dialect,
        merchant: Option<Merchant>,
        connection: &Settings,
    ) -> Result<Self, Error> {
        let timeout = limits.timeout();
        let count = |given: Option<i64>| given.and_then(|count| u32::try_from(count).ok());
        let max_attempts = count(limits.max_attempts).unwrap_or(3);
        // Room for one more try within the deadline when the gateway's host does not answer.
        let patience = (timeout / (max_attempts + 1)).min(Duration::from_secs(10));
        Ok(Caller {
            observer: None,
            inner: Arc::new(Inner {
                merchant,
                transport: Transport::new(base, patience, connection)?,
                #[cfg(all(test, feature = "server"))]
                script: None,
                timeout,
                max_attempts,
                limit: Limit::new(count(limits.max_in_flight), count(limits.calls_per_second)),
                budget: Budget::new(count(limits.retry_budget).unwrap_or(budget::DEFAULT)),
                random: fastrand::f64,
                dialect,
                checkout_url: checkout_url.trim_end_matches('/').to_owned(),
            }),
            doubts: Arc::default(),
        })
    }

    /// What callers gave up in doubt.
    pub fn doubts(&self) -> &Arc<Doubts> {
        &self.doubts
    }

    /// The same caller that leaves its doubts there: with a binding's client, which may be asked after it was closed.
    #[must_use]
    pub fn with_doubts(self, doubts: Arc<Doubts>) -> Self {
        Caller { doubts, ..self }
    }
}

impl Caller {
    /// What to do about what happened to a call; pays for a repeat.
    pub(crate) fn decide(&self, call: &Call, happened: Happened<'_>, attempts: Attempts) -> Decision {
        let random = (self.inner.random)();
        loop {
            let budget = call.metered.then(|| self.inner.budget.read());
            let left = call.deadline.saturating_duration_since(Instant::now());
            let effect = call.operation.effect;
            let decision = retry::decide(&Situation { effect, happened, attempts, left, budget, random });
            match budget {
                // Somebody else took what was seen: look again.
                Some(seen) if matches!(decision, Decision::RepeatAfter(_)) && !self.inner.budget.spend(seen) => {}
                _ => return decision,
            }
        }
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").field("checkout_url", &self.inner.checkout_url).finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "server"))]
mod tests;
