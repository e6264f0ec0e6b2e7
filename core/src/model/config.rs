//! What a client is made from.

use enkash_macros::{model, open_enum};

use super::settings::with_common_settings;
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

with_common_settings! {
    /// Settings of a customer's client: where to, and how long.
    #[model(request)]
    pub struct CheckoutConfig {
    } and {
        /// Paths that differ from the table: operation name to path.
        pub paths: TextMap,
    }
}
