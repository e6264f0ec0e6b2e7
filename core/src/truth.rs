//! A claim against what the gateway says. Pure.
//!
//! A claim is contradicted when the gateway says otherwise, not when it is merely late: "pending" about a payment that has
//! succeeded since, or "success" about one that was refunded since, are old news. A word that this version does not know
//! contradicts nothing and proves nothing.

use std::fmt::Display;

use crate::model::{
    Confirmation, Contradiction, Mandate, MandateStatus, Order, OrderStatus, PaymentLink, PaymentLinkEvent,
    PaymentLinkNotice, PaymentLinkOutcome, PaymentLinkStatus, PaymentNotice, Refund, Transaction, TransactionStatus,
};

/// A payment: the order and the transaction that the claim names.
pub(crate) fn payment(claim: &PaymentNotice, order: Option<Order>, transaction: Option<Transaction>) -> Confirmation {
    let mut found = Findings::default();
    // A paid transaction of another order pays nothing of this one.
    let foreign = order.as_ref().zip(transaction.as_ref()).is_some_and(|(order, it)| !belong_together(order, it));
    if let (true, Some(order)) = (foreign, &order) {
        let owner = transaction.as_ref().and_then(|it| it.order_id.as_ref());
        found.note("order_id", Some(&order.order_id), owner);
    }
    let own = transaction.as_ref().filter(|_| !foreign);
    let paid = order.as_ref().map_or_else(|| own.and_then(is_paid), |order| order_paid(order, own));
    if let Some(order) = &order {
        found.differ("order_id", claim.order_id.as_ref(), Some(&order.order_id));
        found.differ("unique_transaction_id", claim.unique_transaction_id.as_ref(), order.merchant_order_id.as_ref());
        found.differ("amount", claim.amount.as_ref(), order.amount.as_ref());
        order_status(&mut found, claim, order, paid);
    }
    if let Some(transaction) = &transaction {
        let reference = transaction.unique_transaction_id.as_ref();
        found.differ("transaction_id", claim.transaction_id.as_ref(), Some(&transaction.transaction_id));
        found.differ("order_id", claim.order_id.as_ref(), transaction.order_id.as_ref());
        found.differ("unique_transaction_id", claim.unique_transaction_id.as_ref(), reference);
        found.differ("amount", claim.amount.as_ref(), transaction.amount.as_ref());
        found.differ("final_amount", claim.final_amount.as_ref(), transaction.final_amount.as_ref());
        found.differ("transaction_amount", claim.transaction_amount.as_ref(), transaction.transaction_amount.as_ref());
        found.differ("currency", claim.currency.as_ref(), transaction.currency.as_ref());
        found.differ("payment_mode", claim.payment_mode.as_ref(), transaction.payment_mode.as_ref());
    }
    if let Some(claimed) = claim.transaction_status.as_ref().or(claim.status.as_ref()) {
        match transaction.as_ref().map(|it| it.status.as_ref()) {
            Some(Some(actual)) if !stands(claimed, actual) => {
                found.note("transaction_status", Some(claimed), Some(actual));
            }
            // The claim names no transaction: then the order tells whether anything was paid.
            None if has_paid(claimed) == Some(true) && paid == Some(false) => {
                found.note("transaction_status", Some(claimed), order.as_ref().and_then(|it| it.order_status.as_ref()));
            }
            _ => {}
        }
    }
    Confirmation { paid, order, transaction, ..found.into_confirmation() }
}

/// Whether the gateway itself connects the two; one that says nothing does not.
fn belong_together(order: &Order, transaction: &Transaction) -> bool {
    let listed = order.transactions.iter().any(|it| it.transaction_id == transaction.transaction_id);
    match (&transaction.order_id, &transaction.unique_transaction_id, &order.merchant_order_id) {
        _ if listed => true,
        (Some(id), _, _) => *id == order.order_id,
        (None, Some(reference), Some(own)) => reference == own,
        (None, _, _) => false,
    }
}

/// Whether an order is paid, by its state or by one of its transactions.
fn order_paid(order: &Order, own: Option<&Transaction>) -> Option<bool> {
    let by_transaction = order.transactions.iter().chain(own).any(|it| is_paid(it) == Some(true));
    match &order.order_status {
        Some(OrderStatus::Paid) => Some(true),
        // Tolerated by the gateway's own code, not documented.
        Some(OrderStatus::Unknown(word)) if ["SUCCESS", "CAPTURED"].contains(&word.as_str()) => Some(true),
        _ if by_transaction => Some(true),
        Some(OrderStatus::Unknown(_)) => None,
        Some(_) => Some(false),
        None => own.and_then(is_paid),
    }
}

fn is_paid(transaction: &Transaction) -> Option<bool> {
    has_paid(transaction.status.as_ref()?)
}

/// Whether a state means that money has moved, given back since or not.
fn has_paid(status: &TransactionStatus) -> Option<bool> {
    use TransactionStatus::{PartiallyRefunded, Refunded, Success, Unknown};
    match status {
        Success | PartiallyRefunded | Refunded => Some(true),
        Unknown(_) => None,
        _ => Some(false),
    }
}

/// Whether a claimed state may be true, now or before.
fn stands(claimed: &TransactionStatus, actual: &TransactionStatus) -> bool {
    use TransactionStatus::{Cancelled, Failed, PartiallyRefunded, Refunded};
    match (has_paid(claimed), has_paid(actual)) {
        (_, None) | (None, _) => true,
        (Some(true), Some(false)) => false,
        // A refund that the gateway does not know of is a lie; a success that was refunded since is none.
        (Some(true), Some(true)) => {
            !matches!(claimed, PartiallyRefunded | Refunded) || claimed == actual || *actual == Refunded
        }
        (Some(false), _) => !matches!(claimed, Failed | Cancelled) || claimed == actual,
    }
}

fn order_status(found: &mut Findings, claim: &PaymentNotice, order: &Order, paid: Option<bool>) {
    let (Some(claimed), Some(actual)) = (&claim.order_status, &order.order_status) else { return };
    let lie = match claimed {
        OrderStatus::Paid => paid == Some(false),
        OrderStatus::Cancelled | OrderStatus::Expired => {
            claimed != actual && !matches!(actual, OrderStatus::Unknown(_))
        }
        _ => false,
    };
    if lie {
        found.note("order_status", Some(claimed), Some(actual));
    }
}

/// A mandate.
pub(crate) fn mandate(claim: &Mandate, actual: Mandate) -> Confirmation {
    let mut confirmation = Confirmation::new(true);
    add_mandate(&mut confirmation, claim, actual);
    confirmation
}

/// A mandate that another claim names as well. What changes with time (amount, end, a pause) is not compared: the notice may
/// be from before the change.
pub(crate) fn add_mandate(confirmation: &mut Confirmation, claim: &Mandate, actual: Mandate) {
    use MandateStatus::{Active, Completed, Expired, Failed, Initiated, Paused, Pending, Rejected, Revoked};
    let mut found = Findings(std::mem::take(&mut confirmation.contradictions));
    found.differ("mandate.reference_id", claim.reference_id.as_ref(), actual.reference_id.as_ref());
    found.differ("mandate.mandate_id", claim.mandate_id.as_ref(), actual.mandate_id.as_ref());
    found.differ("mandate.umn", claim.umn.as_ref(), actual.umn.as_ref());
    found.differ("mandate.amount_rule", claim.amount_rule.as_ref(), actual.amount_rule.as_ref());
    if let (Some(claimed), Some(now)) = (&claim.status, &actual.status)
        && claimed != now
        && !matches!(now, MandateStatus::Unknown(_))
    {
        let lie = match claimed {
            Rejected | Failed | Revoked | Completed | Expired => true,
            // Not approved, hence never active.
            Active | Paused => matches!(now, Initiated | Pending | Rejected | Failed | Expired),
            Initiated | Pending | MandateStatus::Unknown(_) => false,
        };
        if lie {
            found.note("mandate.status", Some(claimed), Some(now));
        }
    }
    confirmation.mandate = Some(actual);
    confirmation.agrees = found.0.is_empty();
    confirmation.contradictions = found.0;
}

/// A payment link. Its list of payments decides where there is one, then the sum paid, then its state.
pub(crate) fn link(claim: &PaymentLinkNotice, actual: PaymentLink) -> Confirmation {
    let mut found = Findings::default();
    found.differ("payment_link.payment_link_id", claim.payment_link_id.as_ref(), actual.payment_link_id.as_ref());
    let claims_payment =
        claim.event != Some(PaymentLinkEvent::DueDate) && claim.payment_status == Some(PaymentLinkOutcome::Success);
    if claims_payment {
        let listed = |it: &&crate::model::PaymentLinkPayment| {
            it.payment_status == Some(PaymentLinkOutcome::Success)
                && (claim.amount.is_none() || it.amount == claim.amount)
        };
        let lie = if !actual.payments.is_empty() {
            !actual.payments.iter().any(|it| listed(&it))
        } else if let (Some(paid), Some(claimed)) = (actual.amount_paid, claim.amount) {
            paid < claimed
        } else {
            use PaymentLinkStatus::{Created, Deleted, Expired};
            matches!(actual.status, Some(Created | Expired | Deleted))
        };
        if lie {
            found.note("payment_link.amount", claim.amount.as_ref(), actual.amount_paid.as_ref());
        }
    }
    let paid = match &actual.status {
        Some(PaymentLinkStatus::Unknown(_)) | None => None,
        Some(status) => Some(*status == PaymentLinkStatus::Paid),
    };
    Confirmation { paid, payment_link: Some(actual), ..found.into_confirmation() }
}

/// A refund. Whether the transaction named is the refund's or the payment's is not documented, so it is not compared.
pub(crate) fn refund(claim: &Refund, actual: Refund) -> Confirmation {
    let mut found = Findings::default();
    found.differ("refund.request_id", claim.request_id.as_ref(), actual.request_id.as_ref());
    found.differ("refund.amount", claim.amount.as_ref(), actual.amount.as_ref());
    found.differ("refund.currency", claim.currency.as_ref(), actual.currency.as_ref());
    let (claimed, now) = (claim.unique_transaction_id.as_ref(), actual.unique_transaction_id.as_ref());
    found.differ("refund.unique_transaction_id", claimed, now);
    if let (Some(claimed), Some(now)) = (&claim.status, &actual.status) {
        let is_final = has_paid(claimed) == Some(true)
            || matches!(claimed, TransactionStatus::Failed | TransactionStatus::Cancelled);
        if is_final && claimed != now && has_paid(now).is_some() {
            found.note("refund.status", Some(claimed), Some(now));
        }
    }
    Confirmation { refund: Some(actual), ..found.into_confirmation() }
}

/// The points in which claim and truth differ.
#[derive(Default)]
struct Findings(Vec<Contradiction>);

impl Findings {
    /// Notes a difference where both sides say something.
    fn differ<T: PartialEq + Display>(&mut self, field: &str, claimed: Option<&T>, actual: Option<&T>) {
        if claimed.is_some() && actual.is_some() && claimed != actual {
            self.note(field, claimed, actual);
        }
    }
    fn note<C: Display, A: Display>(&mut self, field: &str, claimed: Option<&C>, actual: Option<&A>) {
        if self.0.iter().any(|known| known.field == field) {
            return;
        }
        let mut point = Contradiction::new(field);
        point.claimed = claimed.map(ToString::to_string);
        point.actual = actual.map(ToString::to_string);
        self.0.push(point);
    }
    fn into_confirmation(self) -> Confirmation {
        let mut confirmation = Confirmation::new(self.0.is_empty());
        confirmation.contradictions = self.0;
        confirmation
    }
}

#[cfg(test)]
#[path = "truth_tests.rs"]
mod tests;
