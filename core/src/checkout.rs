//! The customer's client: no key, no token. The gateway's id of an order is its only capability.

use crate::Error;
use crate::caller::{Caller, check_settings};
use crate::dialect::Dialect;
use crate::environment::hosts;
use crate::model::{CheckoutConfig, Environment};

/// A client for the payer's side: an Android or iOS app, or a browser's back end. Clones share connections.
///
/// It holds no key and has no way to hold one. Whoever has the order id that the merchant's server hands out can do what it
/// does: pay the order, cancel it, change its contact, end an attempt, read the payer's name and telephone number.
///
/// ```no_run
/// use enkash::{Checkout, model::CheckoutConfig};
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let checkout = Checkout::new(CheckoutConfig::new().base_url("http://127.0.0.1:4000"))?;
/// let order = checkout.orders().details("ORD1784195236818VZuxB").await?;
/// println!("{:?}", order.total_amount);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Checkout {
    pub(crate) caller: Caller,
}

impl Checkout {
    /// A client from its settings. Nothing is sent before the first call.
    pub fn new(mut config: CheckoutConfig) -> Result<Self, Error> {
        check_settings(&config)?;
        let connection = config.connection();
        let environment = config.environment.unwrap_or(Environment::Production);
        let (base, checkout_url) = hosts(environment, config.base_url.as_deref(), None);
        let limits = config.limits();
        let dialect = Dialect::with_paths(config.paths)?;
        Ok(Checkout { caller: Caller::new(base, checkout_url, limits, dialect, None, &connection)? })
    }

    /// Charges that were dropped or given up while it was in doubt whether they were made, as the errors that nobody was
    /// there to hear. Each is told once; at most 1,000 are kept. Find out about each before you repeat it.
    pub fn take_doubts(&self) -> Vec<Error> {
        self.caller.doubts().take()
    }

    /// What makes the calls; for bindings, which call operations by their place in the table.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }
}
