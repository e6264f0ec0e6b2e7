//! What a merchant's client is made from. A library for apps is compiled without it.

use enkash_macros::{model, open_enum};

use super::config::Environment;
use super::settings::with_common_settings;
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

with_common_settings! {
    /// Settings of a client. Only the two keys must be given; `base_url` or `environment` says where to, and
    /// without both it is production.
    #[model(request)]
    #[check(check_config)]
    pub struct ClientConfig {
        /// Access key of the merchant account.
        pub access_key: Secret,
        /// Secret key of the merchant account. Keep it on the server.
        pub secret_key: Secret,
    } and {
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
