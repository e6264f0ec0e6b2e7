//! What a merchant's client is made from. A library for apps is compiled without it.

use enkash_macros::{model, open_enum};

use super::config::Environment;
use crate::field::{Invalid, Path};
use crate::rules;
use crate::scalar::{Secret, TextMap};

/// How the token stands in the `Authorization` header.
#[open_enum(closed)]
pub enum AuthForm {
    /// `Bearer <token>` first, as documented; if the gateway refuses it, the raw token once, and what worked is kept.
    #[wire("auto")]
    Auto,
    /// `Bearer <token>` only.
    #[wire("bearer")]
    Bearer,
    /// The token alone.
    #[wire("raw")]
    Raw,
}

/// Which generation of the mandate paths to use.
#[open_enum(closed)]
pub enum MandatePaths {
    /// `/api/v0/upi-mandate...`, since July 2025.
    #[wire("current")]
    Current,
    /// `/api/v0/upi-autopay/mandates...`, before.
    #[wire("legacy")]
    Legacy,
}

/// The verb of `split_accounts.update`.
#[open_enum(closed)]
pub enum SplitAccountUpdate {
    /// PATCH, since late 2025.
    #[wire("patch")]
    Patch,
    /// POST, before.
    #[wire("post")]
    Post,
}

/// How card data travels in `payments.submit`.
#[open_enum(closed)]
pub enum CardEncoding {
    /// As typed: what the schema of the documentation shows.
    #[wire("plain")]
    Plain,
    /// In base64, as the gateway's own browser code sends it.
    #[wire("base64")]
    Base64,
}

/// Settings of a client. Only the two keys must be given; `base_url` or `environment` says where to.
#[model(request)]
#[check(check_config)]
pub struct ClientConfig {
    /// Access key of the merchant account.
    pub access_key: Secret,
    /// Secret key of the merchant account. Keep it on the server.
    pub secret_key: Secret,
    /// Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only.
    pub base_url: Option<String>,
    /// A named gateway, used when `base_url` is not given. Default: production.
    pub environment: Option<Environment>,
    /// Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000.
    #[field(check = rules::timeout)]
    pub timeout_ms: Option<i64>,
    /// How often a call may be tried where repeating is safe. Default 3, at most 10.
    #[field(check = rules::attempts)]
    pub max_attempts: Option<i64>,
    /// Certificates of authorities to trust beside the bundled ones (Mozilla's roots), as PEM text, at most 1 MiB: for a
    /// proxy or a test gateway with an authority of its own. TLS is always verified; nothing switches that off.
    pub ca_certificates: Option<String>,
    /// PEM text of a certificate, its chain and its unencrypted private key, shown to a gateway or proxy that asks for one.
    pub client_certificate: Option<Secret>,
    /// Proxy on the way to the gateway: `http://user:password@proxy.example.com:3128`, or `https://`. TLS to the gateway
    /// goes through it unopened. Not used for a gateway on this machine. `HTTPS_PROXY` and the like are not read.
    pub proxy: Option<Secret>,
    /// How many requests may be on their way at the same time, 1 to 10000; further calls wait their turn, within their
    /// deadline, and end as `Timeout` without having been sent if it does not come. Default: no limit.
    #[field(check = rules::in_flight)]
    pub max_in_flight: Option<i64>,
    /// How many requests may be sent in a second, 1 to 10000: after a rest as many at once, then evenly. Further calls wait as with
    /// `max_in_flight`. Token calls and look-ups count. Default: no limit.
    #[field(check = rules::per_second)]
    pub calls_per_second: Option<i64>,
    /// How many repeats the client has at first, 0 to 100000, over all its calls; a success earns a tenth of one, up to this
    /// number. Without any left a call is sent once, so that a gateway in trouble does not get several times the load.
    /// Look-ups after a lost answer are never saved on. Default 100.
    #[field(check = rules::repeats)]
    pub retry_budget: Option<i64>,
    /// Form of the `Authorization` header. Default: auto.
    pub auth_form: Option<AuthForm>,
    /// Paths that differ from the table: operation name to path, such as
    /// `{"orders.get_by_merchant_order_id": "/api/v0/orders/ref/{merchant_order_id}"}`.
    pub paths: TextMap,
    /// Which generation of the mandate paths to use. Default: current.
    pub mandate_paths: Option<MandatePaths>,
    /// The verb of `split_accounts.update`. Default: patch.
    pub split_account_update: Option<SplitAccountUpdate>,
    /// How card data travels in `payments.submit`. Default: plain.
    pub card_encoding: Option<CardEncoding>,
    /// Root of the hosted checkout pages; follows from the environment, and is the base URL itself for any other gateway.
    pub checkout_url: Option<String>,
    /// Whether clients of this process with the same keys and base URL share one token. Default: each client has its own.
    pub share_token: Option<bool>,
}

fn check_config(config: &ClientConfig, path: &Path<'_>) -> Result<(), Invalid> {
    if config.access_key.reveal().is_empty() {
        return Err(Path::Field(path, "access_key").invalid("is empty; pass the access key of the merchant account"));
    }
    if config.secret_key.reveal().is_empty() {
        return Err(Path::Field(path, "secret_key").invalid("is empty; pass the secret key of the merchant account"));
    }
    Ok(())
}
