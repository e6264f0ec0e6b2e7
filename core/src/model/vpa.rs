//! Asking for the name behind a UPI id.

use enkash_macros::model;

use crate::rules;

/// Request of `payments.verify_vpa`. The client adds the access key, which the gateway wants in the body.
#[model(request)]
pub struct VerifyVpa {
    /// The merchant's own reference of the order.
    #[field(check = rules::merchant_order_id)]
    pub merchant_order_id: String,
    /// The UPI id.
    #[field(check = rules::vpa)]
    pub vpa: String,
}

/// Answer of `payments.verify_vpa`. How the gateway refuses a UPI id that does not exist is not documented.
#[model(answer)]
pub struct VerifiedVpa {
    /// Name of the account's holder.
    pub name: Option<String>,
}
