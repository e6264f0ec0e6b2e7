//! The two clients: which of them plays a case, and which credentials a request must carry.
//!
//! Which client has an operation is asked of the operation table; which credentials travel is not, so that a row with
//! wrong credentials is noticed.

use std::collections::BTreeMap;

use enkash::field::ModelFields;
use enkash::model::CheckoutConfig;
use enkash::operations;
use enkash::schema::Auth;

use crate::vector::ACCESS_KEY;

/// A client of the SDK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The merchant's, with both keys.
    Client,
    /// The customer's, with none.
    Checkout,
}

impl Side {
    /// The clients that have an operation; none for what needs no client, such as `webhooks.parse`.
    #[must_use]
    pub fn of(operation: &str) -> Vec<Self> {
        match operations::row(operation).map(|row| row.auth) {
            None => Vec::new(),
            Some(Auth::Nothing) => vec![Self::Client, Self::Checkout],
            Some(Auth::Customer) => vec![Self::Checkout],
            Some(Auth::Keys | Auth::Token | Auth::TokenAndKey) => vec![Self::Client],
        }
    }

    /// The word in `GET /_cases`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Checkout => "checkout",
        }
    }

    /// Whether this client has a setting.
    pub(crate) fn takes(self, setting: &str) -> bool {
        self == Self::Client || CheckoutConfig::INFO.fields.iter().any(|field| field.name == setting)
    }
}

/// The headers that a call must carry when the vector does not say otherwise.
pub(crate) fn default_headers(path: &str) -> BTreeMap<String, Option<String>> {
    let path = path.split('?').next().unwrap_or(path);
    let bearer = Some("Bearer token-1".to_owned());
    let key = Some(ACCESS_KEY.to_owned());
    let customers = path == "/api/v0/bin/details" || path.starts_with("/api/v0/transactions/");
    let wanted = if path == "/api/v0/merchant/token" {
        [("authorization", None), ("api-key", key)].to_vec()
    } else if path == "/pay/charge/verify-vpa" {
        [("authorization", bearer), ("merchantaccesskey", None)].to_vec()
    } else if path.starts_with("/api/v0/") && !customers {
        [("authorization", bearer), ("merchantaccesskey", key)].to_vec()
    } else {
        [("authorization", None), ("merchantaccesskey", None), ("api-key", None)].to_vec()
    };
    wanted.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
