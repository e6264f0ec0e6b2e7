//! What both clients are made of: connections, deadline, the gateway's dialect and, on a server, the merchant's keys.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::Error;
use crate::dialect::Dialect;
use crate::merchant::Merchant;
use crate::transport::Transport;

/// Makes calls. [`Client`](crate::Client) and [`Checkout`](crate::Checkout) each hold one; clones share everything.
#[derive(Clone)]
pub struct Caller {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    /// The merchant's keys; the customer's client has none and no way to get them.
    pub(crate) merchant: Option<Merchant>,
    pub(crate) transport: Transport,
    pub(crate) timeout: Duration,
    pub(crate) max_attempts: u32,
    pub(crate) dialect: Dialect,
    pub(crate) checkout_url: String,
}

/// What both kinds of settings have.
pub(crate) struct Limits {
    pub(crate) timeout_ms: Option<i64>,
    pub(crate) max_attempts: Option<i64>,
}

impl Caller {
    pub(crate) fn new(
        base: &str,
        checkout_url: &str,
        limits: Limits,
        dialect: Dialect,
        merchant: Option<Merchant>,
    ) -> Result<Self, Error> {
        let timeout = Duration::from_millis(limits.timeout_ms.map_or(30_000, i64::unsigned_abs));
        let max_attempts = limits.max_attempts.and_then(|n| u32::try_from(n).ok()).unwrap_or(3);
        // Room for one more try within the deadline when the gateway's host does not answer.
        let patience = (timeout / (max_attempts + 1)).min(Duration::from_secs(10));
        Ok(Caller {
            inner: Arc::new(Inner {
                merchant,
                transport: Transport::new(base, patience)?,
                timeout,
                max_attempts,
                dialect,
                checkout_url: checkout_url.trim_end_matches('/').to_owned(),
            }),
        })
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").field("checkout_url", &self.inner.checkout_url).finish_non_exhaustive()
    }
}
