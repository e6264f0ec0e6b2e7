//! What collects payments without an order: QR codes and payment links.

use super::{Machine, states};

states! {
    /// A QR code. That it is used up or out of time is no documented state; an answer says `ACTIVE` then, or `EXPIRED`
    /// where the settings ask for it.
    QrCode {
        /// Can be paid.
        Active = "ACTIVE",
        /// Was to be paid once, and was.
        Used = "USED",
        /// Its time ran out.
        Expired = "EXPIRED",
        /// Cancelled by the merchant.
        Cancelled = "CANCELLED",
    }
    /// What happens to a QR code.
    QrCodeEvent {
        /// A payment of a code for many uses.
        Pay,
        /// The payment of a code for one use.
        UseUp,
        /// The time is over.
        Expire,
        /// The merchant gives it up.
        Cancel,
    }
    Active    + Pay    => Active;
    Active    + UseUp  => Used;
    Active    + Expire => Expired;
    Active    + Cancel => Cancelled;
    Used      + Cancel => Cancelled;
    Expired   + Cancel => Cancelled;
    Cancelled + Cancel => Cancelled;
}

states! {
    /// A payment link.
    PaymentLink {
        /// Can be paid.
        Created = "CREATED",
        /// A part was paid, the rest can be.
        PartiallyPaid = "PARTIALLY_PAID",
        /// Paid in full.
        Paid = "PAID",
        /// Its time ran out.
        Expired = "EXPIRED",
        /// Deleted by the merchant.
        Deleted = "DELETED",
    }
    /// What happens to a payment link.
    PaymentLinkEvent {
        /// A payment that leaves something.
        PayPart,
        /// A payment that leaves nothing.
        PayRest,
        /// The due date has come.
        Expire,
        /// The merchant gives it up.
        Delete,
    }
    Created       + PayPart => PartiallyPaid;
    Created       + PayRest => Paid;
    Created       + Expire  => Expired;
    Created       + Delete  => Deleted;
    PartiallyPaid + PayPart => PartiallyPaid;
    PartiallyPaid + PayRest => Paid;
    PartiallyPaid + Expire  => Expired;
    PartiallyPaid + Delete  => Deleted;
    Expired       + Delete  => Deleted;
    Deleted       + Delete  => Deleted;
}

impl PaymentLink {
    /// A payment may still be made.
    pub fn is_open(self) -> bool {
        matches!(self, PaymentLink::Created | PaymentLink::PartiallyPaid)
    }
}
