//! Where the gateway is.

use crate::model::Environment;

/// Gateway and checkout host of an environment, or of the addresses that were given instead. A gateway elsewhere (a
/// sandbox) is taken to serve its own checkout pages.
pub(crate) fn hosts<'a>(
    environment: Environment,
    base_url: Option<&'a str>,
    checkout_url: Option<&'a str>,
) -> (&'a str, &'a str) {
    let (gateway, checkout) = match environment {
        Environment::Production => ("https://olympus-pg.enkash.in", "https://checkoutv3.enkash.com"),
        Environment::Uat => ("https://olympus-pg-uat.enkash.in", "https://checkout-uat-v3.enkash.in"),
    };
    (base_url.unwrap_or(gateway), checkout_url.or(base_url).unwrap_or(checkout))
}
