//! How long to wait, and for what.

use enkash_macros::model;

use super::mandate::MandateStatus;
use super::order::OrderStatus;

/// Declares a request of a waiting row: its own fields, then how long and how often.
macro_rules! wait_request {
    ($(#[$meta:meta])* pub struct $name:ident { $($own:tt)* }) => {
        #[model(request)]
        $(#[$meta])*
        pub struct $name {
            $($own)*
            /// How long to wait in seconds, 1 to 3600; 300 if left out, as the gateway's own page waits. The client's deadline
            /// holds for each question, not for the waiting.
            #[field(check = crate::rules::waiting)]
            pub timeout_seconds: Option<i64>,
            /// Milliseconds between two questions, 100 to 60000; if left out what the method says.
            #[field(check = crate::rules::cadence)]
            pub every_ms: Option<i64>,
        }
    };
}

wait_request! {
    /// Request of the rows that wait until something is decided.
    pub struct Wait {}
}

wait_request! {
    /// Request of `orders.wait`.
    pub struct WaitOrder {
        /// The state to wait for; `PAID` if left out. A state that no longer changes ends the waiting, too.
        pub until: Option<OrderStatus>,
    }
}

wait_request! {
    /// Request of `mandates.wait`.
    pub struct WaitMandate {
        /// The state to wait for, such as `REVOKED`; if left out, any by which the payer has decided. A state that no longer
        /// changes ends the waiting, too.
        pub until: Option<MandateStatus>,
    }
}
