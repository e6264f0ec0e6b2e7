//! What is true about a notification: asks the gateway about whatever the notification names. What is then compared, and
//! how, stands in `truth.rs`.

use tokio::time::timeout;

use crate::caller::Caller;
use crate::field::{Field, Path};
use crate::model::{Confirmation, Mandate, Nothing, PaymentNotice, WebhookEvent, WebhookKind};
use crate::operations::{
    MandatesGetOp, OrdersGetByMerchantOrderIdOp, OrdersGetOp, PaymentLinksGetOp, PaymentsGetOp, RefundsGetOp,
};
use crate::{Error, ErrorKind, RetryAdvice, truth, webhook};

/// `webhooks.confirm`: one deadline for all questions.
pub(crate) async fn confirm(caller: &Caller, _: &str, event: WebhookEvent) -> Result<Confirmation, Error> {
    let late = |_| {
        let text = "the gateway did not answer every question within the deadline";
        Error::new(ErrorKind::Timeout, "timeout", RetryAdvice::Safe, text)
    };
    timeout(caller.inner.timeout, ask(caller, event)).await.map_err(late)?
}

async fn ask(caller: &Caller, event: WebhookEvent) -> Result<Confirmation, Error> {
    let nothing = Nothing::new;
    match &event.kind {
        WebhookKind::Payment => {
            let claim = event.payment.ok_or_else(|| missing("payment", "order or transaction"))?;
            payment(caller, &claim).await
        }
        // The browser brings what a notice has, under the same names.
        WebhookKind::ReturnPage => {
            let claim = as_payment(&event).ok_or_else(|| missing("body", "order or transaction"))?;
            payment(caller, &claim).await
        }
        WebhookKind::MandateDebit => {
            let claim = as_payment(&event).ok_or_else(|| missing("body", "order or transaction"))?;
            let mut confirmation = payment(caller, &claim).await?;
            let debit = event.mandate_debit.ok_or_else(|| missing("mandate_debit", "debit"))?;
            if let Some(id) = &debit.reference_id {
                let actual = caller.call::<MandatesGetOp>(id, nothing()).await?;
                let mut claim = Mandate::new();
                (claim.mandate_id, claim.reference_id, claim.umn) = (debit.mandate_id, Some(id.clone()), debit.umn);
                truth::add_mandate(&mut confirmation, &claim, actual);
            }
            Ok(confirmation)
        }
        WebhookKind::Mandate => {
            let claim = event.mandate.ok_or_else(|| missing("mandate", "mandate"))?;
            let id = claim.reference_id.clone();
            let id = id.ok_or_else(|| missing("mandate.reference_id", "reference of a mandate"))?;
            Ok(truth::mandate(&claim, caller.call::<MandatesGetOp>(&id, nothing()).await?))
        }
        WebhookKind::PaymentLink => {
            let claim = event.payment_link.ok_or_else(|| missing("payment_link", "payment link"))?;
            let id = claim.payment_link_id.clone().ok_or_else(|| missing("payment_link.payment_link_id", "link"))?;
            Ok(truth::link(&claim, caller.call::<PaymentLinksGetOp>(&id, nothing()).await?))
        }
        WebhookKind::Refund => {
            let claim = event.refund.ok_or_else(|| missing("refund", "refund"))?;
            let id = claim.request_id.clone().ok_or_else(|| missing("refund.request_id", "request id of a refund"))?;
            Ok(truth::refund(&claim, caller.call::<RefundsGetOp>(&id, nothing()).await?))
        }
        WebhookKind::Unknown(_) => Err(missing("kind", "thing")),
    }
}

fn missing(field: &str, what: &str) -> Error {
    Path::Field(&Path::Root, field).invalid(format!("names no {what} that the gateway could be asked about")).into()
}

/// The body as the notice of a payment.
fn as_payment(event: &WebhookEvent) -> Option<PaymentNotice> {
    let raw = serde_json::from_str(event.body.reveal()).ok()?;
    let named = |it: &PaymentNotice| {
        [&it.transaction_id, &it.order_id, &it.unique_transaction_id].into_iter().any(Option::is_some)
    };
    webhook::claims(raw).find_map(|raw| PaymentNotice::read(raw).filter(named))
}

/// The order and the transaction that a claim names. Whether they belong together is for `truth.rs` to say.
async fn payment(caller: &Caller, claim: &PaymentNotice) -> Result<Confirmation, Error> {
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
    Ok(truth::payment(claim, order, transaction))
}
