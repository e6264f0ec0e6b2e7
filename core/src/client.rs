//! The server-side client: cheap to clone, safe to share, made from two keys and an address.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::Tokens;
use crate::field::{Field, Path};
use crate::model::{AuthForm, ClientConfig, Environment};
use crate::operations;
use crate::scalar::Secret;
use crate::transport::{Transport, sensitive};
use crate::{Error, ErrorKind};

/// A client of the gateway for a merchant's server. Clones share connections and token.
///
/// It starts no thread and opens no connection until the first call; Rust callers run it on their own tokio runtime.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) access_key: Secret,
    pub(crate) secret_key: Secret,
    pub(crate) access_key_header: reqwest::header::HeaderValue,
    pub(crate) transport: Transport,
    pub(crate) tokens: Tokens,
    pub(crate) timeout: Duration,
    pub(crate) max_attempts: u32,
    pub(crate) paths: HashMap<String, String>,
    pub(crate) checkout_url: String,
}

impl Client {
    /// Starts a client from its settings.
    pub fn new(config: ClientConfig) -> Result<Self, Error> {
        let misconfigured = |error: Error| error.with(|info| info.kind = ErrorKind::Configuration);
        config.check(&Path::Root).map_err(|invalid| misconfigured(invalid.into()))?;
        for (operation, path) in &config.paths {
            check_path(operation, path)?;
        }
        let environment = config.environment.unwrap_or(Environment::Production);
        let (gateway, checkout) = hosts(environment);
        let base = config.base_url.as_deref().unwrap_or(gateway);
        let checkout = match (&config.checkout_url, &config.base_url) {
            (Some(url), _) => url.as_str(),
            (None, Some(base)) => base.as_str(),
            (None, None) => checkout,
        };
        let access_key_header = sensitive(config.access_key.reveal())
            .ok_or_else(|| Error::configuration("access_key holds characters that no header may hold"))?;
        let timeout = Duration::from_millis(config.timeout_ms.map_or(30_000, i64::unsigned_abs));
        let max_attempts = config.max_attempts.and_then(|n| u32::try_from(n).ok()).unwrap_or(3);
        // Room for one more try within the deadline when the gateway's host does not answer.
        let patience = (timeout / (max_attempts + 1)).min(Duration::from_secs(10));
        Ok(Client {
            inner: Arc::new(Inner {
                access_key_header,
                transport: Transport::new(base, patience)?,
                tokens: Tokens::new(config.auth_form.unwrap_or(AuthForm::Auto)),
                timeout,
                max_attempts,
                checkout_url: checkout.trim_end_matches('/').to_owned(),
                access_key: config.access_key,
                secret_key: config.secret_key,
                paths: config.paths,
            }),
        })
    }

    /// A client from `ENKASH_ACCESS_KEY`, `ENKASH_SECRET_KEY` and `ENKASH_BASE_URL`, which holds a URL or the name of an
    /// environment (`production`, `uat`); without it the client talks to production.
    pub fn from_env() -> Result<Self, Error> {
        Client::from_variables(|name| std::env::var(name).ok())
    }

    /// The same with variables from elsewhere: a worker thread of Node has an environment of its own.
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        Client::new(config_from_env(read)?)
    }

    /// Starts building a client.
    pub fn builder() -> Builder {
        Builder { config: ClientConfig::new("", "") }
    }
}

/// Settings from the three variables of the environment.
pub(crate) fn config_from_env(read: impl Fn(&str) -> Option<String>) -> Result<ClientConfig, Error> {
    let key = |name: &str| {
        read(name).filter(|value| !value.is_empty()).ok_or_else(|| {
            Error::configuration(format!("{name} is not set; set it to the key of the merchant account"))
        })
    };
    let config = ClientConfig::new(key("ENKASH_ACCESS_KEY")?, key("ENKASH_SECRET_KEY")?);
    Ok(match read("ENKASH_BASE_URL").filter(|value| !value.is_empty()) {
        None => config,
        Some(value) => match Environment::from_text(&value) {
            Some(environment) => config.environment(environment),
            None => config.base_url(value),
        },
    })
}

/// Gateway and checkout host of an environment.
fn hosts(environment: Environment) -> (&'static str, &'static str) {
    match environment {
        Environment::Production => ("https://olympus-pg.enkash.in", "https://checkoutv3.enkash.com"),
        Environment::Uat => ("https://olympus-pg-uat.enkash.in", "https://checkout-uat-v3.enkash.in"),
    }
}

/// A path that replaces one of the table must name the same id.
fn check_path(name: &str, path: &str) -> Result<(), Error> {
    let known = operations::find(name).map(|index| operations::OPERATIONS[index]);
    let operation = known.ok_or_else(|| Error::configuration(format!("paths: there is no operation {name}")))?;
    let holds_id = operation.id.is_none_or(|id| path.contains(&format!("{{{id}}}")));
    if !path.starts_with('/') || !holds_id {
        let id = operation.id.map_or(String::new(), |id| format!(" and hold {{{id}}}"));
        return Err(Error::configuration(format!("paths: the path of {name} must begin with '/'{id}")));
    }
    Ok(())
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("checkout_url", &self.inner.checkout_url).finish_non_exhaustive()
    }
}

/// Collects the settings of a [`Client`].
#[derive(Debug, Clone)]
pub struct Builder {
    config: ClientConfig,
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
    /// The client.
    pub fn build(self) -> Result<Client, Error> {
        Client::new(self.config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_a_gateway_or_a_url() {
        let read = |url: &'static str| {
            config_from_env(move |name| match name {
                "ENKASH_BASE_URL" => Some(url.to_owned()).filter(|url| !url.is_empty()),
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
            Client::builder(),
        ] {
            let error = bad.build().expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
            assert!(!format!("{error} {error:?}").contains("plainly"));
        }
    }
}
