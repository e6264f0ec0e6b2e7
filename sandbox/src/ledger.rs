//! Changes of state. Every change of an order, payment, refund or payout passes through here: the transition
//! table is asked, the row is written, and the step goes into the history that the audit reads.

use rusqlite::Connection;

use crate::clock::Moment;
use crate::config::Config;
use crate::fault::{CONFLICT, Fault, Outcome, refuse};
use crate::gateway::origins;
use crate::notice;
use crate::plan::live::Faults;
use crate::rows::{OrderRow, PaymentRow, RefundRow};
use crate::states::{
    Machine, Order, OrderEvent, Payment, PaymentEvent, Refund, RefundEvent, Settlement, SettlementEvent, step,
};
use crate::{ids, mandates};

/// A place to work at: the open transaction, the settings, and what the clock shows.
pub(crate) struct Desk<'a> {
    /// The open transaction.
    pub db: &'a Connection,
    /// The settings.
    pub config: &'a Config,
    /// The sandbox's own address.
    pub url: &'a str,
    /// What is to go wrong.
    pub faults: &'a Faults,
    /// The virtual time; for a due event the time it was due.
    pub now: Moment,
}

impl Desk<'_> {
    /// Moves an order.
    pub(crate) fn move_order(&self, order: &mut OrderRow, on: OrderEvent) -> Outcome<()> {
        let to = self.step("order", &order.order_id, Some(&order.order_id), order.status, on)?;
        (order.status, order.modified) = (to, self.now);
        self.db
            .prepare_cached("UPDATE orders SET status = ?2, modified = ?3 WHERE order_id = ?1")?
            .execute(rusqlite::params![order.order_id, to, self.now])?;
        Ok(())
    }

    /// Moves a payment and sets the text that goes with its new state.
    pub(crate) fn move_payment(&self, payment: &mut PaymentRow, on: PaymentEvent, message: &str) -> Outcome<()> {
        let was_open = payment.status.is_open();
        let to = self.step("payment", &payment.transaction_id, Some(&payment.order_id), payment.status, on)?;
        if on == PaymentEvent::Succeed {
            payment.paid_at = Some(self.now);
            payment.bank_reference = Some(ids::bank_reference(self.db)?);
        }
        (payment.status, payment.modified) = (to, self.now);
        payment.message = message.to_string();
        self.db
            .prepare_cached(
                "UPDATE payments SET status = ?2, modified = ?3, message = ?4, paid_at = ?5, bank_reference = ?6,
                 vpa = ?7 WHERE transaction_id = ?1",
            )?
            .execute(rusqlite::params![
                payment.transaction_id,
                to,
                self.now,
                message,
                payment.paid_at,
                payment.bank_reference,
                payment.vpa,
            ])?;
        if was_open && !to.is_open() {
            origins::ended(self, payment)?;
        }
        Ok(())
    }

    /// Moves a refund.
    pub(crate) fn move_refund(&self, refund: &mut RefundRow, on: RefundEvent, message: &str) -> Outcome<()> {
        let to: Refund = self.step("refund", &refund.refund_id, None, refund.status, on)?;
        (refund.status, refund.modified) = (to, self.now);
        refund.message = message.to_string();
        self.db
            .prepare_cached("UPDATE refunds SET status = ?2, modified = ?3, message = ?4 WHERE refund_id = ?1")?
            .execute(rusqlite::params![refund.refund_id, to, self.now, message])?;
        Ok(())
    }

    /// Moves a payout.
    pub(crate) fn move_payout(&self, payout_id: &str, from: Settlement, on: SettlementEvent) -> Outcome<()> {
        let to: Settlement = self.step("payout", payout_id, None, from, on)?;
        self.db
            .prepare_cached("UPDATE payouts SET status = ?2 WHERE payout_id = ?1")?
            .execute(rusqlite::params![payout_id, to])?;
        Ok(())
    }

    /// A payer acts on a payment: the order counts as attempted, and a success pays it and closes its other
    /// open payments. The merchant is notified of the outcome.
    pub(crate) fn decide(
        &self,
        order: &mut OrderRow,
        payment: &mut PaymentRow,
        on: PaymentEvent,
        message: &str,
    ) -> Outcome<()> {
        self.accepts_payment(order)?;
        self.move_order(order, OrderEvent::Attempt)?;
        self.move_payment(payment, on, message)?;
        if payment.status == Payment::Success {
            self.move_order(order, OrderEvent::Pay)?;
            self.close_open_payments(&order.order_id, PaymentEvent::Cancel, "The order was paid another way.")?;
            if payment.way == mandates::WAY {
                mandates::life::debited(self, payment)?;
            }
        }
        notice::enqueue(self, order, payment)
    }

    /// Refuses an order that takes no further payment.
    pub(crate) fn accepts_payment(&self, order: &OrderRow) -> Outcome<()> {
        match order.status {
            Order::Paid => Err(refuse(CONFLICT, "The order is already paid; an order takes one successful payment.")),
            Order::Expired => Err(refuse(CONFLICT, "The order has expired; create a new one.")),
            Order::Cancelled => Err(refuse(CONFLICT, "The order was cancelled; create a new one.")),
            Order::Created | Order::CheckoutRendered | Order::Attempted => Ok(()),
        }
    }

    /// Closes what is still open on an order; quietly, since the order's own outcome has been told.
    pub(crate) fn close_open_payments(&self, order_id: &str, on: PaymentEvent, message: &str) -> Outcome<()> {
        for mut payment in PaymentRow::all(self.db, "order_id = ?1", [order_id])? {
            if payment.status.is_open() {
                self.move_payment(&mut payment, on, message)?;
            }
        }
        Ok(())
    }

    /// The state after an event, written into the history; the caller stores it. Refuses what the table does not have.
    pub(crate) fn step<M: Machine>(
        &self,
        kind: &str,
        id: &str,
        order_id: Option<&str>,
        from: M,
        on: M::Event,
    ) -> Outcome<M> {
        let to = next(kind, from, on)?;
        self.db
            .prepare_cached(
                "INSERT INTO history (at, kind, id, order_id, event, from_state, to_state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(rusqlite::params![self.now, kind, id, order_id, format!("{on:?}"), from.word(), to.word()])?;
        Ok(to)
    }
}

/// The state after an event, or a refusal that names both.
fn next<M: Machine>(kind: &str, from: M, on: M::Event) -> Result<M, Fault> {
    step(from, on).ok_or_else(|| {
        let event = format!("{on:?}").to_lowercase();
        refuse(CONFLICT, format!("The {kind} is {}; it cannot {event} now.", from.word()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use crate::rows::{OrderRow, PaymentRow};
    use crate::store;

    /// A store with one order, one payment and one refund in the given states.
    fn with_states(order: Order, payment: Payment, refund: Refund) -> (Config, Connection) {
        let config = Config { seed: Some(1), ..Config::default() };
        let db = store::open(&config).expect("a store");
        db.execute(
            "INSERT INTO orders VALUES ('ORD1', 'm', 'A1', '499', ?1, 1, 1, 9, NULL, NULL, '{}', 'EK0')",
            [order],
        )
        .expect("an order");
        db.execute(
            "INSERT INTO payments (transaction_id, order_id, merchant, amount, mode, way, status, message, created,
             modified) VALUES ('EK1', 'ORD1', 'm', '499', 'UPI', 'QR', ?1, '', 1, 1)",
            [payment],
        )
        .expect("a payment");
        db.execute(
            "INSERT INTO refunds VALUES ('EK2', 'EK1', 'm', 'R1', '1', NULL, ?1, '', 1, 1, 9, NULL, NULL)",
            [refund],
        )
        .expect("a refund");
        (config, db)
    }

    /// Tries one step on a row of the store; what the store says afterwards must be the table's word, or the old
    /// state and an untouched history.
    fn try_step<M: Machine>(from: M, on: M::Event, moved: Outcome<()>, stored: M, steps: i64) {
        let expected = M::TABLE.iter().find(|(state, event, _)| *state == from && *event == on).map(|row| row.2);
        match expected {
            Some(to) => {
                assert!(moved.is_ok(), "{from:?} + {on:?}");
                assert_eq!((stored, steps), (to, 1), "{from:?} + {on:?}");
            }
            None => {
                assert!(
                    matches!(moved, Err(Fault::Refused(ref refusal)) if refusal.code == CONFLICT),
                    "{from:?} + {on:?}"
                );
                assert_eq!((stored, steps), (from, 0), "{from:?} + {on:?}");
            }
        }
    }

    fn count(db: &Connection) -> i64 {
        db.query_row("SELECT count(*) FROM history", [], |row| row.get(0)).expect("a count")
    }

    #[test]
    fn every_illegal_step_is_refused_and_changes_nothing() {
        for order in Order::STATES {
            for on in Order::EVENTS {
                let (config, db) = with_states(*order, Payment::Created, Refund::Created);
                let desk = Desk {
                    db: &db,
                    config: &config,
                    url: "",
                    faults: &Faults::new(Default::default()),
                    now: clock::Moment(5),
                };
                let mut row = OrderRow::by_id(&db, "ORD1").expect("read").expect("there");
                let moved = desk.move_order(&mut row, *on);
                let stored = OrderRow::by_id(&db, "ORD1").expect("read").expect("there").status;
                try_step(*order, *on, moved, stored, count(&db));
            }
        }
        for payment in Payment::STATES {
            for on in Payment::EVENTS {
                let (config, db) = with_states(Order::Attempted, *payment, Refund::Created);
                let desk = Desk {
                    db: &db,
                    config: &config,
                    url: "",
                    faults: &Faults::new(Default::default()),
                    now: clock::Moment(5),
                };
                let mut row = PaymentRow::by_id(&db, "EK1").expect("read").expect("there");
                let moved = desk.move_payment(&mut row, *on, "");
                let stored = PaymentRow::by_id(&db, "EK1").expect("read").expect("there").status;
                try_step(*payment, *on, moved, stored, count(&db));
            }
        }
        for refund in Refund::STATES {
            for on in Refund::EVENTS {
                let (config, db) = with_states(Order::Paid, Payment::Success, *refund);
                let desk = Desk {
                    db: &db,
                    config: &config,
                    url: "",
                    faults: &Faults::new(Default::default()),
                    now: clock::Moment(5),
                };
                let read = || RefundRow::all(&db, "refund_id = ?1", ["EK2"]).expect("read").pop().expect("there");
                let moved = desk.move_refund(&mut read(), *on, "");
                try_step(*refund, *on, moved, read().status, count(&db));
            }
        }
    }

    #[test]
    fn the_store_itself_refuses_a_second_paid_payment() {
        let (_, db) = with_states(Order::Attempted, Payment::Success, Refund::Created);
        let again = "INSERT INTO payments (transaction_id, order_id, merchant, amount, mode, way, status, message,
             created, modified, paid_at) VALUES (?1, 'ORD1', 'm', '1', 'UPI', 'QR', 'SUCCESS', '', 1, 1, 2)";
        assert!(db.execute(again, ["EK8"]).is_ok());
        assert!(db.execute(again, ["EK9"]).is_err());
    }
}
