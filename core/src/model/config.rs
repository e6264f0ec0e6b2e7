//! What a client is made from.

use enkash_macros::{model, open_enum};

use crate::rules;
use crate::scalar::{Secret, TextMap};

/// A named installation of the gateway.
#[open_enum(closed)]
pub enum Environment {
    /// The live gateway.
    #[wire("production")]
    Production,
    /// The gateway's test system.
    #[wire("uat")]
    Uat,
}

/// Settings of a customer's client: where to, and how long.
#[model(request)]
pub struct CheckoutConfig {
    /// Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only.
    pub base_url: Option<String>,
    /// A named gateway, used when `base_url` is not given. Default: production.
    pub environment: Option<Environment>,
    /// Deadline of a call in milliseconds, with all its attempts. Default 30000, at most 600000.
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
    /// Paths that differ from the table: operation name to path.
    pub paths: TextMap,
}
