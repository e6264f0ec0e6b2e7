//! The server-side client: cheap to clone, safe to share, made from two keys and an address.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::Error;
use crate::auth::{Source, TokenStore};
use crate::caller::{Caller, check_settings};
use crate::dialect::Dialect;
use crate::environment::hosts;
use crate::merchant::Merchant;
use crate::model::{AuthForm, CardEncoding, ClientConfig, Environment, MandatePaths, Resolution, SplitAccountUpdate};
use crate::scalar::Secret;

/// A client of the gateway for a merchant's server. Clones share connections and token.
///
/// It starts no thread and opens no connection until the first call; Rust callers run it on their own tokio runtime.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) caller: Caller,
}

impl Client {
    /// Starts a client from its settings.
    pub fn new(config: ClientConfig) -> Result<Self, Error> {
        Client::start(config, None)
    }

    /// Starts a client that shares its token by a store with other clients and processes of the same account. What is stored
    /// is sealed with a key that follows from the secret key; a store that fails costs a token call and never a payment.
    pub fn with_token_store(config: ClientConfig, store: Arc<dyn TokenStore>) -> Result<Self, Error> {
        Client::start(config, Some(store))
    }

    fn start(mut config: ClientConfig, store: Option<Arc<dyn TokenStore>>) -> Result<Self, Error> {
        check_settings(&config)?;
        let connection = config.connection();
        let environment = config.environment.unwrap_or(Environment::Production);
        let (base, checkout) = hosts(environment, config.base_url.as_deref(), config.checkout_url.as_deref());
        let limits = config.limits();
        let dialect = Dialect {
            legacy_paths: config.mandate_paths == Some(MandatePaths::Legacy),
            other_verbs: config.split_account_update == Some(SplitAccountUpdate::Post),
            base64_cards: config.card_encoding == Some(CardEncoding::Base64),
            ..Dialect::with_paths(config.paths)?
        };
        let source = Source { share: config.share_token == Some(true), store, timeout: limits.timeout() };
        let form = config.auth_form.unwrap_or(AuthForm::Auto);
        let merchant = Merchant::new(config.access_key, config.secret_key, form, base, source)?;
        Ok(Client { caller: Caller::new(base, checkout, limits, dialect, Some(merchant), &connection)? })
    }

    /// What makes the calls; for bindings, which call operations by their place in the table.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// Finds out what became of a call that ended as `OutcomeUnknown`: `unresolved` is the text of its error, kept by this
    /// process or another. The same as `calls().resolve(..)`.
    pub async fn resolve(&self, unresolved: &str) -> Result<Resolution, Error> {
        self.calls().resolve(unresolved).await
    }

    /// Writes that were dropped or given up while it was in doubt whether they were applied, as the errors that nobody was
    /// there to hear. Each is told once; at most 1,000 are kept. Find out about each before you repeat it.
    pub fn take_doubts(&self) -> Vec<Error> {
        self.caller.doubts().take()
    }

    /// A client from `ENKASH_ACCESS_KEY`, `ENKASH_SECRET_KEY` and `ENKASH_BASE_URL`, which holds a URL or the name of an
    /// environment (`production`, `uat`); without it the client talks to production. `ENKASH_PROXY` may hold a proxy's URL.
    pub fn from_env() -> Result<Self, Error> {
        Client::from_variables(|name| std::env::var(name).ok())
    }

    /// The same with variables from elsewhere: a worker thread of Node has an environment of its own.
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        Client::new(config_from_env(read)?)
    }

    /// Starts building a client.
    pub fn builder() -> Builder {
        Builder { config: ClientConfig::new("", ""), store: None }
    }
}

/// Settings from the variables of the environment.
pub fn config_from_env(read: impl Fn(&str) -> Option<String>) -> Result<ClientConfig, Error> {
    let key = |name: &str| {
        read(name).filter(|value| !value.is_empty()).ok_or_else(|| {
            Error::configuration(format!("{name} is not set; set it to the key of the merchant account"))
        })
    };
    let mut config = ClientConfig::new(key("ENKASH_ACCESS_KEY")?, key("ENKASH_SECRET_KEY")?);
    config.proxy = read("ENKASH_PROXY").filter(|value| !value.is_empty()).map(Secret::new);
    Ok(match read("ENKASH_BASE_URL").filter(|value| !value.is_empty()) {
        None => config,
        Some(value) => match Environment::from_text(&value) {
            Some(environment) => config.environment(environment),
            None => config.base_url(value),
        },
    })
}

/// Collects the settings of a [`Client`].
#[derive(Clone)]
pub struct Builder {
    config: ClientConfig,
    store: Option<Arc<dyn TokenStore>>,
}

impl Builder {
    /// Access key of the merchant account.
    #[must_use]
    pub fn access_key(mut self, key: impl Into<Secret>) -> Self {
        self.config.access_key = key.into();
        self
    }
    /// Secret key of the merchant account.
    #[must_use]
    pub fn secret_key(mut self, key: impl Into<Secret>) -> Self {
        self.config.secret_key = key.into();
        self
    }
    /// Root of the gateway; `http` for this machine only.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.config.base_url = Some(url.into());
        self
    }
    /// A named gateway.
    #[must_use]
    pub fn environment(mut self, environment: Environment) -> Self {
        self.config.environment = Some(environment);
        self
    }
    /// Deadline of a call with all its attempts; to the millisecond.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.config.timeout_ms = Some(i64::try_from(timeout.as_millis()).unwrap_or(i64::MAX));
        self
    }
    /// How often a call may be tried where repeating is safe.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.config.max_attempts = Some(attempts.into());
        self
    }
    /// Authorities to trust beside the bundled ones, as PEM text.
    #[must_use]
    pub fn ca_certificates(mut self, pem: impl Into<String>) -> Self {
        self.config.ca_certificates = Some(pem.into());
        self
    }
    /// Certificate, chain and private key to show to a peer that asks for them, as PEM text.
    #[must_use]
    pub fn client_certificate(mut self, pem: impl Into<Secret>) -> Self {
        self.config.client_certificate = Some(pem.into());
        self
    }
    /// Proxy on the way to the gateway, such as `http://user:password@proxy.example.com:3128`.
    #[must_use]
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.config.proxy = Some(url.into());
        self
    }
    /// How many requests may be on their way at the same time.
    #[must_use]
    pub fn max_in_flight(mut self, requests: u32) -> Self {
        self.config.max_in_flight = Some(requests.into());
        self
    }
    /// How many requests may be sent in a second.
    #[must_use]
    pub fn calls_per_second(mut self, requests: u32) -> Self {
        self.config.calls_per_second = Some(requests.into());
        self
    }
    /// How many repeats the client has at first, over all its calls.
    #[must_use]
    pub fn retry_budget(mut self, repeats: u32) -> Self {
        self.config.retry_budget = Some(repeats.into());
        self
    }
    /// Form of the `Authorization` header.
    #[must_use]
    pub fn auth_form(mut self, form: AuthForm) -> Self {
        self.config.auth_form = Some(form);
        self
    }
    /// Another path for an operation.
    #[must_use]
    pub fn path(mut self, operation: impl Into<String>, path: impl Into<String>) -> Self {
        self.config.paths.insert(operation.into(), path.into());
        self
    }
    /// Root of the hosted checkout pages.
    #[must_use]
    pub fn checkout_url(mut self, url: impl Into<String>) -> Self {
        self.config.checkout_url = Some(url.into());
        self
    }
    /// Whether clients of this process with the same keys and base URL share one token.
    #[must_use]
    pub fn share_token(mut self, share: bool) -> Self {
        self.config.share_token = Some(share);
        self
    }
    /// Where clients and processes of this account share one token; see [`Client::with_token_store`].
    #[must_use]
    pub fn token_store(mut self, store: Arc<dyn TokenStore>) -> Self {
        self.store = Some(store);
        self
    }
    /// The client.
    pub fn build(self) -> Result<Client, Error> {
        Client::start(self.config, self.store)
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("config", &self.config).field("stored", &self.store.is_some()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn the_environment_names_a_gateway_or_a_url() {
        let read = |url: &'static str| {
            config_from_env(move |name| match name {
                "ENKASH_BASE_URL" => Some(url.to_owned()).filter(|url| !url.is_empty()),
                "ENKASH_PROXY" => None,
                _ => Some("key".into()),
            })
            .expect("complete")
        };
        assert_eq!(read("uat").environment, Some(Environment::Uat));
        assert_eq!(read("http://127.0.0.1:1").base_url.as_deref(), Some("http://127.0.0.1:1"));
        assert_eq!(read("").base_url, None);
        let error = config_from_env(|_| None).expect_err("no keys");
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("ENKASH_ACCESS_KEY"));
    }

    #[test]
    fn a_client_checks_its_settings_and_hides_its_keys() {
        let builder = || Client::builder().access_key("plainly-access").secret_key("plainly-secret");
        let client = builder().base_url("http://127.0.0.1:9").build().expect("a client");
        assert!(!format!("{client:?} {:?}", builder()).contains("plainly"));
        for bad in [
            builder().base_url("http://example.com"),
            builder().path("orders.get", "/api/v1/orders"),
            builder().path("orders.fetch", "/x"),
            builder().timeout(Duration::ZERO),
            builder().max_attempts(11),
            builder().max_in_flight(0),
            builder().calls_per_second(10_001),
            builder().retry_budget(100_001),
            Client::builder(),
        ] {
            let error = bad.build().expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
            assert!(!format!("{error} {error:?}").contains("plainly"));
        }
    }
}
