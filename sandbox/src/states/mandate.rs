//! UPI Autopay: mandates and the notices before their debits. A debit itself is an order with a payment.

use super::{Machine, states};

states! {
    /// A mandate.
    Mandate {
        /// The payer has been asked to approve.
        Pending = "PENDING",
        /// Approved: debits are possible.
        Active = "ACTIVE",
        /// Approved, and the payer has been asked to approve a change; debits go on under the old terms. The wire says
        /// `ACTIVE`.
        UpdatePending = "UPDATE_PENDING",
        /// Paused by the payer: no debits.
        Paused = "PAUSED",
        /// Refused by the payer.
        Rejected = "REJECTED",
        /// The payer did not approve in time.
        Expired = "EXPIRED",
        /// Ended by merchant or payer.
        Revoked = "REVOKED",
        /// Executed, if it was for one time, or its validity is over.
        Completed = "COMPLETED",
    }
    /// What happens to a mandate.
    MandateEvent {
        /// The payer approves the mandate, or the change.
        Approve,
        /// The payer refuses the mandate, or the change.
        Reject,
        /// The time to approve is over.
        Lapse,
        /// The merchant asks for another amount or end.
        Change,
        /// The payer pauses it.
        Pause,
        /// The payer resumes it, or the pause is over.
        Resume,
        /// Merchant or payer ends it.
        Revoke,
        /// It has served its purpose.
        Complete,
    }
    Pending       + Approve  => Active;
    Pending       + Reject   => Rejected;
    Pending       + Lapse    => Expired;
    Pending       + Revoke   => Revoked;
    Active        + Change   => UpdatePending;
    Active        + Pause    => Paused;
    Active        + Revoke   => Revoked;
    Active        + Complete => Completed;
    UpdatePending + Approve  => Active;
    UpdatePending + Reject   => Active;
    UpdatePending + Lapse    => Active;
    UpdatePending + Revoke   => Revoked;
    UpdatePending + Complete => Completed;
    Paused        + Resume   => Active;
    Paused        + Revoke   => Revoked;
    Paused        + Complete => Completed;
}

states! {
    /// A notice before a debit.
    DebitNotice {
        /// The payer knows; the debit may come on the day it names.
        Sent = "SENT",
        /// The debit succeeded.
        Used = "USED",
        /// The day passed without a successful debit, or the mandate does not allow the debit any more.
        Lapsed = "LAPSED",
        /// The payer does not want this debit.
        OptedOut = "OPTED_OUT",
    }
    /// What happens to a notice.
    DebitNoticeEvent {
        /// A debit it announced succeeds; one that was begun on the day may do so after midnight.
        Use,
        /// Its day is over, or the terms changed.
        Lapse,
        /// The payer opts out.
        OptOut,
    }
    Sent   + Use    => Used;
    Sent   + Lapse  => Lapsed;
    Sent   + OptOut => OptedOut;
    Lapsed + Use    => Used;
}

impl Mandate {
    /// Debits and notices of debits are possible.
    pub fn takes_debits(self) -> bool {
        matches!(self, Mandate::Active | Mandate::UpdatePending)
    }

    /// The word the gateway's answers have: a change that waits for the payer leaves the mandate active.
    pub fn told(self) -> &'static str {
        if self == Mandate::UpdatePending { Mandate::Active.word() } else { self.word() }
    }
}
