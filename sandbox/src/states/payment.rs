//! Orders, payments and refunds.

use super::{Machine, states};

states! {
    /// An order.
    Order {
        /// Made, nothing happened yet.
        Created = "CREATED",
        /// The customer saw the checkout page.
        CheckoutRendered = "CHECKOUT_RENDERED",
        /// A payment was tried; its outcome stands on the transaction.
        Attempted = "ATTEMPTED",
        /// Paid, once and for all.
        Paid = "PAID",
        /// Cancelled by the customer.
        Cancelled = "CANCELLED",
        /// Its time ran out.
        Expired = "EXPIRED",
    }
    /// What happens to an order.
    OrderEvent {
        /// The checkout page is shown.
        Render,
        /// A payer acts.
        Attempt,
        /// A payment succeeds.
        Pay,
        /// The customer gives up.
        Cancel,
        /// The time is over.
        Expire,
    }
    Created          + Render  => CheckoutRendered;
    Created          + Attempt => Attempted;
    Created          + Cancel  => Cancelled;
    Created          + Expire  => Expired;
    CheckoutRendered + Render  => CheckoutRendered;
    CheckoutRendered + Attempt => Attempted;
    CheckoutRendered + Cancel  => Cancelled;
    CheckoutRendered + Expire  => Expired;
    Attempted        + Render  => Attempted;
    Attempted        + Attempt => Attempted;
    Attempted        + Pay     => Paid;
    Attempted        + Cancel  => Cancelled;
    Attempted        + Expire  => Expired;
}

states! {
    /// A payment.
    Payment {
        /// Made, for example by asking for a QR.
        Created = "CREATED",
        /// In the hands of the customer's bank.
        PendingWithBank = "PENDING_WITH_BANK",
        /// The payer has said yes; the bank has not paid yet.
        Authorized = "AUTHORIZED",
        /// The money came.
        Success = "SUCCESS",
        /// It did not come.
        Failed = "FAILED",
        /// Given up before it was decided.
        Cancelled = "CANCELLED",
        /// A part went back.
        PartiallyRefunded = "PARTIALLY_REFUNDED",
        /// All of it went back.
        Refunded = "REFUNDED",
    }
    /// What happens to a payment.
    PaymentEvent {
        /// The bank has been asked.
        SendToBank,
        /// The payer's OTP was right, and the bank takes its time.
        Authorize,
        /// The bank says yes.
        Succeed,
        /// The bank says no.
        Fail,
        /// The window closed without an answer.
        Lapse,
        /// The order was paid another way, or given up.
        Cancel,
        /// A refund leaves something.
        RefundPart,
        /// A refund leaves nothing.
        RefundAll,
        /// A failed refund came back, another one stays.
        ReturnPart,
        /// A failed refund came back, none stays.
        ReturnAll,
    }
    Created           + SendToBank => PendingWithBank;
    Created           + Succeed    => Success;
    Created           + Fail       => Failed;
    Created           + Lapse      => Failed;
    Created           + Cancel     => Cancelled;
    PendingWithBank   + Authorize  => Authorized;
    PendingWithBank   + Succeed    => Success;
    PendingWithBank   + Fail       => Failed;
    PendingWithBank   + Lapse      => Failed;
    PendingWithBank   + Cancel     => Cancelled;
    Authorized        + Succeed    => Success;
    Authorized        + Fail       => Failed;
    Authorized        + Lapse      => Failed;
    Authorized        + Cancel     => Cancelled;
    Success           + RefundPart => PartiallyRefunded;
    Success           + RefundAll  => Refunded;
    PartiallyRefunded + RefundPart => PartiallyRefunded;
    PartiallyRefunded + RefundAll  => Refunded;
    PartiallyRefunded + ReturnPart => PartiallyRefunded;
    PartiallyRefunded + ReturnAll  => Success;
    Refunded          + ReturnPart => PartiallyRefunded;
    Refunded          + ReturnAll  => Success;
}

states! {
    /// A refund.
    Refund {
        /// Accepted; the money is on its way.
        Created = "CREATED",
        /// The customer has it.
        Success = "SUCCESS",
        /// The customer's bank sent it back.
        Failed = "FAILED",
    }
    /// What happens to a refund.
    RefundEvent {
        /// The bank credits the customer.
        Credit,
        /// The bank refuses.
        Reject,
    }
    Created + Credit => Success;
    Created + Reject => Failed;
}

impl Payment {
    /// Money is with the merchant, in whole or in part, or went back after it was.
    pub fn was_paid(self) -> bool {
        matches!(self, Payment::Success | Payment::PartiallyRefunded | Payment::Refunded)
    }

    /// It is not decided yet.
    pub fn is_open(self) -> bool {
        matches!(self, Payment::Created | Payment::PendingWithBank | Payment::Authorized)
    }
}

impl Order {
    /// A payment may still be made.
    pub fn is_open(self) -> bool {
        matches!(self, Order::Created | Order::CheckoutRendered | Order::Attempted)
    }
}
