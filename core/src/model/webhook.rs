//! Notifications from the gateway.

use enkash_macros::{model, open_enum};

use super::payment::PaymentNotice;
use crate::scalar::Secret;

/// What a notification is about.
#[open_enum]
pub enum WebhookKind {
    /// The state of a payment.
    Payment,
}

/// A notification, read and not yet believed. The gateway's checksum cannot be verified (its algorithm is not
/// published), so act only on what `orders.get` or `payments.get` answers.
#[model(request)]
pub struct WebhookEvent {
    /// What it is about; `UNKNOWN` where the body is JSON or a form of no known kind.
    pub kind: WebhookKind,
    /// The claim, when `kind` is `PAYMENT`.
    pub payment: Option<PaymentNotice>,
    /// The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
    /// account number that no log should show: reveal it where you read it.
    pub body: Secret,
}
