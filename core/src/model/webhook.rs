//! Notifications from the gateway and the browser's return, read and not yet believed; and what turned out to be true.

use enkash_macros::{model, open_enum};

use super::mandate::Mandate;
use super::order::Order;
use super::payment::{MandateDebitNotice, PaymentNotice, Transaction};
use super::payment_link::{PaymentLink, PaymentLinkNotice};
use super::refund::Refund;
use crate::scalar::Secret;

/// What a notification is about.
#[open_enum]
pub enum WebhookKind {
    /// The state of a payment; `payment` holds the claim.
    Payment,
    /// The state of a mandate; `mandate` holds the claim.
    Mandate,
    /// A debit of a mandate; `mandate_debit` holds the claim.
    MandateDebit,
    /// A payment link; `payment_link` holds the claim.
    PaymentLink,
    /// A refund; `refund` holds the claim.
    Refund,
    /// The payer's browser has come back; `returned` names what to ask about.
    ReturnPage,
}

/// What the payer's browser brought back. Anybody can type such an address, so it holds nothing but what to ask about:
/// pass the event to `webhooks.confirm`.
#[model(request)]
pub struct UnverifiedReturn {
    /// The gateway's id of the order.
    pub order_id: Option<String>,
    /// The gateway's id of the transaction.
    pub transaction_id: Option<String>,
    /// The merchant's own reference of the order.
    pub unique_transaction_id: Option<String>,
}

/// A notification, read and not yet believed. The gateway's checksum cannot be verified (its algorithm is not
/// published): `webhooks.confirm` asks the gateway what is true.
#[model(request)]
pub struct WebhookEvent {
    /// What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
    /// of no known kind.
    pub kind: WebhookKind,
    /// The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
    /// order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key.
    pub key: Option<String>,
    /// The claim, when `kind` is `PAYMENT`.
    pub payment: Option<PaymentNotice>,
    /// The claim, when `kind` is `MANDATE`.
    pub mandate: Option<Mandate>,
    /// The claim, when `kind` is `MANDATE_DEBIT`.
    pub mandate_debit: Option<MandateDebitNotice>,
    /// The claim, when `kind` is `PAYMENT_LINK`.
    pub payment_link: Option<PaymentLinkNotice>,
    /// The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund.
    pub refund: Option<Refund>,
    /// What to ask about, when `kind` is `RETURN_PAGE`.
    pub returned: Option<UnverifiedReturn>,
    /// The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
    /// account number that no log should show: reveal it where you read it.
    pub body: Secret,
}

/// Request of `webhooks.parse_return`.
#[model(request)]
pub struct ReturnQuery {
    /// The query string of the return page, with or without `?`, as it came.
    pub query: Secret,
}

/// A point in which a notification and the gateway differ.
#[model(answer)]
pub struct Contradiction {
    /// The field of the claim.
    pub field: String,
    /// What the notification says.
    pub claimed: Option<String>,
    /// What the gateway says.
    pub actual: Option<String>,
}

/// Answer of `webhooks.confirm`: what the gateway says about what a notification claims.
#[model(answer)]
pub struct Confirmation {
    /// Whether nothing of the claim is contradicted: a point counts only where both the claim and the gateway name it. Proves
    /// nothing alone; act on the records below, not on the claim.
    pub agrees: bool,
    /// Every point in which the notification and the gateway differ. A notification that is merely late is no contradiction.
    pub contradictions: Vec<Contradiction>,
    /// Whether the order (or the link) is paid, where the notification is about a payment; refunded later counts as paid. A
    /// transaction that the gateway does not connect with the order pays nothing. Ship where `agrees` and `paid` are
    /// both true, once for each order: its id under a unique constraint.
    pub paid: Option<bool>,
    /// The order.
    pub order: Option<Order>,
    /// The transaction.
    pub transaction: Option<Transaction>,
    /// The mandate. For a debit it is the one that the notification names; that the debit is of this mandate is not proven,
    /// because the gateway's order does not say.
    pub mandate: Option<Mandate>,
    /// The payment link.
    pub payment_link: Option<PaymentLink>,
    /// The refund.
    pub refund: Option<Refund>,
}
