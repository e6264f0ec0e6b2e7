//! Settlement payouts.

use super::{Machine, states};

states! {
    /// A settlement payout.
    Settlement {
        /// Worked out, not yet transferred.
        Init = "INIT",
        /// On the merchant's account.
        Success = "SUCCESS",
    }
    /// What happens to a payout.
    SettlementEvent {
        /// The bank transfers it.
        Transfer,
    }
    Init + Transfer => Success;
}
