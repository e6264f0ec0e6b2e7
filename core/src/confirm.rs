//! What is true about a notification: asks the gateway about whatever the notification names, and compares.
//!
//! A claim is contradicted when the gateway says otherwise, not when it is merely late: "pending" about a payment that has
//! succeeded since, or "success" about one that was refunded since, are old news.

use std::fmt::Display;

use crate::caller::Caller;
use crate::field::{Field, Path};
use crate::model::{
    Confirmation, Contradiction, Mandate, Nothing, Order, OrderStatus, PaymentLinkEvent, PaymentLinkNotice,
    PaymentLinkOutcome, PaymentNotice, Refund, Transaction, TransactionStatus, WebhookEvent, WebhookKind,
};
use crate::operations::{
    MandatesGetOp, OrdersGetByMerchantOrderIdOp, OrdersGetOp, PaymentLinksGetOp, PaymentsGetOp, RefundsGetOp,
};
use crate::{Error, wire};

/// `webhooks.confirm`
pub(crate) async fn confirm(caller: &Caller, _: &str, event: WebhookEvent) -> Result<Confirmation, Error> {
    let missing = |field: &str, what: &str| {
        let problem = format!("names no {what} that the gateway could be asked about");
        Error::from(Path::Field(&Path::Root, field).invalid(problem))
    };
    match &event.kind {
        WebhookKind::Payment => {
            let claim = event.payment.ok_or_else(|| missing("payment", "order or transaction"))?;
            payment(caller, claim).await
        }
        // The two are told in the same keys, so the whole claim is read once more as a payment's.
        WebhookKind::MandateDebit | WebhookKind::ReturnPage => {
            let claim = as_payment(&event).ok_or_else(|| missing("body", "order or transaction"))?;
            payment(caller, claim).await
        }
        WebhookKind::Mandate => {
            let claim = event.mandate.ok_or_else(|| missing("mandate", "mandate"))?;
            let id =
                claim.reference_id.clone().ok_or_else(|| missing("mandate.reference_id", "reference of a mandate"))?;
            let actual = caller.call::<MandatesGetOp>(&id, Nothing::new()).await?;
            Ok(mandate(&claim, actual))
        }
        WebhookKind::PaymentLink => {
            let claim = event.payment_link.ok_or_else(|| missing("payment_link", "payment link"))?;
            let id = claim.payment_link_id.clone().ok_or_else(|| missing("payment_link.payment_link_id", "link"))?;
            let actual = caller.call::<PaymentLinksGetOp>(&id, Nothing::new()).await?;
            Ok(link(&claim, actual))
        }
        WebhookKind::Refund => {
            let claim = event.refund.ok_or_else(|| missing("refund", "refund"))?;
            let id = claim.request_id.clone().ok_or_else(|| missing("refund.request_id", "request id of a refund"))?;
            let actual = caller.call::<RefundsGetOp>(&id, Nothing::new()).await?;
            Ok(refund(&claim, actual))
        }
        WebhookKind::Unknown(_) => Err(missing("kind", "thing")),
    }
}

/// The body as the notice of a payment.
fn as_payment(event: &WebhookEvent) -> Option<PaymentNotice> {
    let raw = serde_json::from_str(event.body.reveal()).ok()?;
    let read = |raw| {
        PaymentNotice::read(raw)
            .filter(|it| it.transaction_id.is_some() || it.order_id.is_some() || it.unique_transaction_id.is_some())
    };
    read(raw).or_else(|| ["payload", "data"].into_iter().filter_map(|key| wire::value(raw, key)).find_map(read))
}

/// The order that the claim names, else the transaction; where both are named, they have to belong together.
async fn payment(caller: &Caller, claim: PaymentNotice) -> Result<Confirmation, Error> {
    let nothing = Nothing::new;
    let mut order = match (&claim.order_id, &claim.transaction_id, &claim.unique_transaction_id) {
        (Some(id), _, _) => Some(caller.call::<OrdersGetOp>(id, nothing()).await?),
        (None, None, Some(id)) => Some(caller.call::<OrdersGetByMerchantOrderIdOp>(id, nothing()).await?),
        (None, _, _) => None,
    };
    let transaction = match &claim.transaction_id {
        Some(id) => {
            let known = order.iter().flat_map(|order| &order.transactions).find(|it| it.transaction_id == *id);
            match known.cloned() {
                Some(transaction) => Some(transaction),
                None => Some(caller.call::<PaymentsGetOp>(id, nothing()).await?),
            }
        }
        None => None,
    };
    if order.is_none()
        && let Some(id) = transaction.as_ref().and_then(|it| it.order_id.as_ref())
    {
        order = Some(caller.call::<OrdersGetOp>(id, nothing()).await?);
    }
    Ok(compare_payment(&claim, order, transaction))
}

fn compare_payment(claim: &PaymentNotice, order: Option<Order>, transaction: Option<Transaction>) -> Confirmation {
    let mut found = Findings::default();
    let paid_now = |status: &TransactionStatus| {
        use TransactionStatus::{PartiallyRefunded, Refunded, Success};
        matches!(status, Success | PartiallyRefunded | Refunded)
    };
    if let Some(order) = &order {
        found.differ("order_id", claim.order_id.as_ref(), Some(&order.order_id));
        found.differ("unique_transaction_id", claim.unique_transaction_id.as_ref(), order.merchant_order_id.as_ref());
        found.differ("amount", claim.amount.as_ref(), order.amount.as_ref());
        if let (Some(claimed), Some(actual)) = (&claim.order_status, &order.order_status)
            && is_final(claimed)
            && claimed != actual
        {
            found.note("order_status", Some(claimed), Some(actual));
        }
    }
    if let Some(transaction) = &transaction {
        found.differ("transaction_id", claim.transaction_id.as_ref(), Some(&transaction.transaction_id));
        let owner = transaction.order_id.as_ref().or(order.as_ref().map(|order| &order.order_id));
        found.differ("order_id", claim.order_id.as_ref(), owner);
        found.differ("final_amount", claim.final_amount.as_ref(), transaction.final_amount.as_ref());
        found.differ("transaction_amount", claim.transaction_amount.as_ref(), transaction.transaction_amount.as_ref());
        found.differ("currency", claim.currency.as_ref(), transaction.currency.as_ref());
        found.differ("payment_mode", claim.payment_mode.as_ref(), transaction.payment_mode.as_ref());
        let claimed = claim.transaction_status.as_ref().or(claim.status.as_ref());
        if let (Some(claimed), Some(actual)) = (claimed, &transaction.status) {
            let stands = if paid_now(claimed) { paid_now(actual) } else { !is_decided(claimed) || claimed == actual };
            if !stands {
                found.note("transaction_status", Some(claimed), Some(actual));
            }
        }
    } else if let (Some(claimed), Some(order)) = (claim.transaction_status.as_ref().or(claim.status.as_ref()), &order)
        && paid_now(claimed)
        && order.order_status != Some(OrderStatus::Paid)
    {
        found.note("transaction_status", Some(claimed), order.order_status.as_ref());
    }
    let by_transaction = transaction.as_ref().and_then(|it| it.status.as_ref()).map(paid_now);
    let by_order = order.as_ref().and_then(|it| it.order_status.as_ref()).map(|it| *it == OrderStatus::Paid);
    Confirmation { paid: by_transaction.or(by_order), order, transaction, ..found.into_confirmation() }
}

/// Whether an order stays as it is.
fn is_final(status: &OrderStatus) -> bool {
    matches!(status, OrderStatus::Paid | OrderStatus::Cancelled | OrderStatus::Expired)
}

/// Whether a payment will not change by itself any more.
fn is_decided(status: &TransactionStatus) -> bool {
    use TransactionStatus::{Cancelled, Failed, PartiallyRefunded, Refunded, Success};
    matches!(status, Success | Failed | Cancelled | PartiallyRefunded | Refunded)
}

fn mandate(claim: &Mandate, actual: Mandate) -> Confirmation {
    let mut found = Findings::default();
    found.differ("mandate.mandate_id", claim.mandate_id.as_ref(), actual.mandate_id.as_ref());
    found.differ("mandate.umn", claim.umn.as_ref(), actual.umn.as_ref());
    found.differ("mandate.amount", claim.amount.as_ref(), actual.amount.as_ref());
    found.differ("mandate.amount_rule", claim.amount_rule.as_ref(), actual.amount_rule.as_ref());
    found.differ("mandate.status", claim.status.as_ref(), actual.status.as_ref());
    Confirmation { mandate: Some(actual), ..found.into_confirmation() }
}

fn link(claim: &PaymentLinkNotice, actual: crate::model::PaymentLink) -> Confirmation {
    let mut found = Findings::default();
    let of_payment = claim.event != Some(PaymentLinkEvent::DueDate);
    if of_payment && claim.payment_status == Some(PaymentLinkOutcome::Success) {
        let paid = |amount| actual.amount_paid.is_some_and(|paid| paid >= amount);
        let listed = actual.payments.iter().any(|it| {
            it.payment_status == Some(PaymentLinkOutcome::Success)
                && (claim.amount.is_none() || it.amount == claim.amount)
        });
        if !listed && !claim.amount.is_some_and(paid) {
            found.note("payment_link.amount", claim.amount.as_ref(), actual.amount_paid.as_ref());
        }
    }
    let paid = actual.status.as_ref().map(|status| *status == crate::model::PaymentLinkStatus::Paid);
    Confirmation { paid, payment_link: Some(actual), ..found.into_confirmation() }
}

fn refund(claim: &Refund, actual: Refund) -> Confirmation {
    let mut found = Findings::default();
    found.differ("refund.amount", claim.amount.as_ref(), actual.amount.as_ref());
    // Whether the transaction named is the refund's or the payment's is not documented, so it is not compared.
    if let (Some(claimed), Some(now)) = (&claim.status, &actual.status)
        && is_decided(claimed)
        && claimed != now
    {
        found.note("refund.status", Some(claimed), Some(now));
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
mod tests {
    use super::*;
    use crate::json::from_wire;

    fn compared(claim: &str, order: &str, transaction: Option<&str>) -> Confirmation {
        let claim = from_wire(claim).expect("a claim");
        compare_payment(&claim, from_wire(order), transaction.and_then(from_wire))
    }

    #[test]
    fn what_is_true_agrees() {
        let claim = r#"{"orderId":"ORD1","transactionId":"EK1","amount":"499.00","transactionStatus":"SUCCESS","orderStatus":"PAID"}"#;
        let order = r#"{"orderId":"ORD1","amount":499,"orderStatus":"PAID"}"#;
        let paid = compared(claim, order, Some(r#"{"transactionId":"EK1","status":"SUCCESS"}"#));
        assert!(paid.agrees && paid.paid == Some(true), "{paid:?}");
        let refunded = compared(claim, order, Some(r#"{"transactionId":"EK1","status":"REFUNDED"}"#));
        assert!(refunded.agrees && refunded.paid == Some(true));
    }

    #[test]
    fn a_late_notice_is_no_lie() {
        let claim = r#"{"orderId":"ORD1","transactionId":"EK1","transactionStatus":"PENDING_WITH_BANK","orderStatus":"ATTEMPTED"}"#;
        let now = compared(
            claim,
            r#"{"orderId":"ORD1","orderStatus":"PAID"}"#,
            Some(r#"{"transactionId":"EK1","status":"SUCCESS"}"#),
        );
        assert!(now.agrees && now.paid == Some(true), "{now:?}");
    }

    #[test]
    fn every_lie_is_named() {
        let claim = r#"{"orderId":"ORD1","transactionId":"EK1","amount":"4.99","transactionStatus":"SUCCESS","orderStatus":"PAID","uniqueTransactionId":"INV2"}"#;
        let order = r#"{"orderId":"ORD1","merchantOrderId":"INV1","amount":499,"orderStatus":"ATTEMPTED"}"#;
        let lied =
            compared(claim, order, Some(r#"{"transactionId":"EK1","orderId":"ORD9","status":"PENDING_WITH_BANK"}"#));
        let fields: Vec<&str> = lied.contradictions.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["unique_transaction_id", "amount", "order_status", "order_id", "transaction_status"]);
        assert!(!lied.agrees);
        assert_eq!(lied.paid, Some(false));
        let failed = r#"{"orderId":"ORD1","transactionStatus":"FAILED","transactionId":"EK1"}"#;
        let lied = compared(
            failed,
            r#"{"orderId":"ORD1","orderStatus":"PAID"}"#,
            Some(r#"{"transactionId":"EK1","status":"SUCCESS"}"#),
        );
        assert_eq!(lied.contradictions.len(), 1);
    }
}
