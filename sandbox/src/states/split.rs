//! Recipients of shares.

use super::{Machine, states};

states! {
    /// A split account.
    SplitAccount {
        /// Takes shares.
        Active = "ACTIVE",
        /// Takes no new ones.
        Inactive = "INACTIVE",
    }
    /// What happens to a split account.
    SplitAccountEvent {
        /// The merchant lets it receive.
        Activate,
        /// The merchant stops it.
        Deactivate,
    }
    Active   + Activate   => Active;
    Active   + Deactivate => Inactive;
    Inactive + Activate   => Active;
    Inactive + Deactivate => Inactive;
}
