//! The states of everything that has states, one readable table each; a file per group of machines.
//!
//! A row says: in this state, on this event, go to that state. What is not in a table cannot happen;
//! [`crate::ledger`] and the files beside it are the only places that change a state, and they ask [`step`] first.
//!
//! A new machine is a `states!` table in a file of its group and one line in `machines!` below.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

mod collect;
mod mandate;
mod payment;
mod settlement;
mod split;

pub use collect::{PaymentLink, PaymentLinkEvent, QrCode, QrCodeEvent};
pub use mandate::{DebitNotice, DebitNoticeEvent, Mandate, MandateEvent};
pub use payment::{Order, OrderEvent, Payment, PaymentEvent, Refund, RefundEvent};
pub use settlement::{Settlement, SettlementEvent};
pub use split::{SplitAccount, SplitAccountEvent};

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
        impl $crate::states::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<$crate::states::ToSqlOutput<'_>> {
                Ok($crate::states::ToSqlOutput::from(self.word()))
            }
        }
        impl $crate::states::FromSql for $name {
            fn column_result(value: $crate::states::ValueRef<'_>) -> $crate::states::FromSqlResult<Self> {
                <$name>::from_word(value.as_str()?).ok_or($crate::states::FromSqlError::InvalidType)
            }
        }
    };
}
use states;

macro_rules! machines {
    ($($title:literal: $machine:ty),+ $(,)?) => {
        /// Every machine's table as `docs/sandbox.md` shows it, under the heading it has there.
        pub fn drawn() -> Vec<(&'static str, String)> {
            vec![$(($title, rows::<$machine>())),+]
        }

        #[cfg(test)]
        fn each_is_sound() {
            $(tests::sound::<$machine>();)+
        }
    };
}

machines! {
    "Order": Order,
    "Payment": Payment,
    "Refund": Refund,
    "Settlement payout": Settlement,
    "Split account": SplitAccount,
    "QR code": QrCode,
    "Payment link": PaymentLink,
    "Mandate": Mandate,
    "Notice before a debit": DebitNotice,
}

fn rows<M: Machine>() -> String {
    M::TABLE.iter().map(|(from, on, to)| format!("| `{}` | {on:?} | `{}` |\n", from.word(), to.word())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each table is a function (one row per state and event), and its states can all be reached.
    pub(super) fn sound<M: Machine>() {
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
        each_is_sound();
    }

    #[test]
    fn what_is_not_in_a_table_is_refused() {
        for from in [Order::Paid, Order::Cancelled, Order::Expired] {
            assert!(Order::EVENTS.iter().all(|event| step(from, *event).is_none()), "{from:?} is an end");
        }
        for from in [Payment::Failed, Payment::Cancelled] {
            assert!(Payment::EVENTS.iter().all(|event| step(from, *event).is_none()), "{from:?} is an end");
        }
        for from in [Mandate::Rejected, Mandate::Expired, Mandate::Revoked, Mandate::Completed] {
            assert!(Mandate::EVENTS.iter().all(|event| step(from, *event).is_none()), "{from:?} is an end");
        }
        // Only an approved mandate can be changed, and a pause cannot be changed into anything but an end.
        assert_eq!(step(Mandate::Pending, MandateEvent::Change), None);
        assert_eq!(step(Mandate::Paused, MandateEvent::Change), None);
        // An order is paid only through an attempt, and a payment succeeds only once.
        assert_eq!(step(Order::Created, OrderEvent::Pay), None);
        assert_eq!(step(Payment::Success, PaymentEvent::Succeed), None);
        assert_eq!(step(Payment::Created, PaymentEvent::RefundPart), None);
        assert_eq!(step(Refund::Success, RefundEvent::Reject), None);
        assert_eq!(step(Settlement::Success, SettlementEvent::Transfer), None);
    }
}
