//! What a client is made from.

use enkash_macros::{model, open_enum};

use crate::rules;
use crate::scalar::TextMap;

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
    /// Paths that differ from the table: operation name to path.
    pub paths: TextMap,
}
