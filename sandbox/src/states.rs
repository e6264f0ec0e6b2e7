//! The states of an order, a payment, a refund and a settlement payout, one readable table each.
//!
//! A row says: in this state, on this event, go to that state. What is not in a table cannot happen;
//! [`crate::ledger`] is the only place that changes a state, and it asks [`step`] first.

/// A kind of thing that has states.
pub trait Machine: Copy + Eq + std::fmt::Debug + 'static {
    /// What can happen to it.
    type Event: Copy + Eq + std::fmt::Debug + 'static;
    /// Every legal step.
    const TABLE: &'static [(Self, Self::Event, Self)];
    /// Every state.
    const STATES: &'static [Self];
    /// Every event.
    const EVENTS: &'static [Self::Event];
    /// The state's word on the wire.
    fn word(self) -> &'static str;
    /// The state behind a word of the store.
    fn from_word(word: &str) -> Option<Self> {
        Self::STATES.iter().copied().find(|state| state.word() == word)
    }
}

/// Where an event leads, if it is legal.
pub fn step<M: Machine>(from: M, on: M::Event) -> Option<M> {
    M::TABLE.iter().find(|(state, event, _)| *state == from && *event == on).map(|(_, _, to)| *to)
}

macro_rules! states {
    ($(#[$doc:meta])* $name:ident { $($(#[$state_doc:meta])* $state:ident = $word:literal),+ $(,)? }
     $(#[$event_doc:meta])* $events:ident { $($(#[$one_doc:meta])* $event:ident),+ $(,)? }
     $($from:ident + $on:ident => $to:ident;)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$state_doc])* $state),+ }
        $(#[$event_doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $events { $($(#[$one_doc])* $event),+ }
        impl Machine for $name {
            type Event = $events;
            const TABLE: &'static [($name, $events, $name)] =
                &[$(($name::$from, $events::$on, $name::$to)),+];
            const STATES: &'static [$name] = &[$($name::$state),+];
            const EVENTS: &'static [$events] = &[$($events::$event),+];
            fn word(self) -> &'static str {
                match self { $($name::$state => $word),+ }
            }
        }
    };
}

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
    PendingWithBank   + Succeed    => Success;
    PendingWithBank   + Fail       => Failed;
    PendingWithBank   + Lapse      => Failed;
    PendingWithBank   + Cancel     => Cancelled;
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

impl Payment {
    /// Money is with the merchant, in whole or in part, or went back after it was.
    pub fn was_paid(self) -> bool {
        matches!(self, Payment::Success | Payment::PartiallyRefunded | Payment::Refunded)
    }

    /// The payer may still decide.
    pub fn is_open(self) -> bool {
        matches!(self, Payment::Created | Payment::PendingWithBank)
    }
}

impl Order {
    /// A payment may still be made.
    pub fn is_open(self) -> bool {
        matches!(self, Order::Created | Order::CheckoutRendered | Order::Attempted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each table is a function (one row per state and event), and its states can all be reached.
    fn sound<M: Machine>() {
        for (index, (from, on, _)) in M::TABLE.iter().enumerate() {
            let again = M::TABLE[index + 1..].iter().any(|(state, event, _)| state == from && event == on);
            assert!(!again, "{from:?} + {on:?} stands twice");
        }
        let mut reached = vec![M::STATES[0]];
        while let Some((_, _, to)) =
            M::TABLE.iter().find(|(from, _, to)| reached.contains(from) && !reached.contains(to))
        {
            reached.push(*to);
        }
        assert_eq!(reached.len(), M::STATES.len(), "unreachable state; reached {reached:?}");
        for state in M::STATES {
            assert_eq!(M::from_word(state.word()), Some(*state));
        }
    }

    #[test]
    fn tables_are_sound() {
        sound::<Order>();
        sound::<Payment>();
        sound::<Refund>();
        sound::<Settlement>();
    }

    #[test]
    fn what_is_not_in_a_table_is_refused() {
        for from in [Order::Paid, Order::Cancelled, Order::Expired] {
            assert!(Order::EVENTS.iter().all(|event| step(from, *event).is_none()), "{from:?} is an end");
        }
        for from in [Payment::Failed, Payment::Cancelled] {
            assert!(Payment::EVENTS.iter().all(|event| step(from, *event).is_none()), "{from:?} is an end");
        }
        // An order is paid only through an attempt, and a payment succeeds only once.
        assert_eq!(step(Order::Created, OrderEvent::Pay), None);
        assert_eq!(step(Payment::Success, PaymentEvent::Succeed), None);
        assert_eq!(step(Payment::Created, PaymentEvent::RefundPart), None);
        assert_eq!(step(Refund::Success, RefundEvent::Reject), None);
        assert_eq!(step(Settlement::Success, SettlementEvent::Transfer), None);
    }
}
