//! Payment links: a page to be paid, sent by text message or e-mail.
//!
//! Only the notification is documented in full. Keys of requests and answers are inferred from it, from the gateway's
//! description of the product and from its other records.

use enkash_macros::{model, open_enum};

use crate::field::{Invalid, Path};
use crate::rules;
use crate::scalar::{Money, TextMap, Timestamp};

/// State of a payment link (inferred).
#[open_enum]
pub enum PaymentLinkStatus {
    /// Can be paid.
    Created,
    /// Part of it was paid, the rest can be.
    PartiallyPaid,
    /// Paid in full.
    Paid,
    /// Out of time.
    Expired,
    /// Deleted by the merchant.
    Deleted,
}

/// What a notification about a link tells.
#[open_enum]
pub enum PaymentLinkEvent {
    /// A payment succeeded or failed.
    Payment,
    /// The due date was reached (inferred from the name).
    DueDate,
}

/// Outcome of a payment of a link.
#[open_enum]
pub enum PaymentLinkOutcome {
    /// Paid.
    Success,
    /// Not paid.
    Failed,
}

/// Request of `payment_links.create`.
#[model(request)]
#[check(check_link)]
pub struct CreatePaymentLink {
    /// Rupees, at least 0.01, two decimals at most.
    #[field(check = rules::payable)]
    pub amount: Money,
    /// What it is for; the payer sees it.
    pub description: Option<String>,
    /// The merchant's own reference.
    #[field(check = rules::filled)]
    pub reference_number: Option<String>,
    /// Name of the payer.
    pub customer_name: Option<String>,
    /// The payer's e-mail address; with it, the gateway sends the link.
    #[field(check = rules::email)]
    pub customer_email: Option<String>,
    /// The payer's mobile number, ten digits, the first one 6 to 9; with it, the gateway sends the link.
    #[field(check = rules::mobile)]
    pub customer_mobile: Option<String>,
    /// Until when it can be paid; sent in Indian time.
    pub due_date: Option<Timestamp>,
    /// Whether it may be paid in parts.
    pub partial_payment: Option<bool>,
    /// The smallest part in rupees; only with `partial_payment`.
    #[field(check = rules::payable)]
    pub minimum_amount: Option<Money>,
    /// Where the browser comes back to.
    #[field(check = rules::url)]
    pub return_url: Option<String>,
    /// Free key-value pairs.
    pub custom_params: TextMap,
}

fn check_link(link: &CreatePaymentLink, path: &Path<'_>) -> Result<(), Invalid> {
    let Some(minimum) = &link.minimum_amount else { return Ok(()) };
    let path = Path::Field(path, "minimum_amount");
    if link.partial_payment != Some(true) {
        return Err(path.invalid("is for links paid in parts; set partial_payment to true or leave it out"));
    }
    if *minimum > link.amount {
        return Err(path.invalid("is more than amount; pass at most the amount"));
    }
    Ok(())
}

/// A payment of a link.
#[model(answer)]
pub struct PaymentLinkPayment {
    /// The gateway's id of the transaction.
    pub transaction_id: Option<String>,
    /// Rupees.
    pub amount: Option<Money>,
    /// Outcome.
    #[field(alias = "status")]
    pub payment_status: Option<PaymentLinkOutcome>,
    /// When.
    pub payment_date: Option<Timestamp>,
}

/// A payment link as the gateway holds it.
#[model(answer)]
pub struct PaymentLink {
    /// The gateway's id; its notifications call it `quickCollectRequestId`.
    #[field(wire = "quickCollectRequestId", alias = "paymentLinkId", alias = "id")]
    pub payment_link_id: Option<String>,
    /// Address to send to the payer.
    #[field(alias = "shortUrl", alias = "linkUrl", alias = "url")]
    pub payment_link: Option<String>,
    /// State.
    #[field(alias = "paymentLinkStatus")]
    pub status: Option<PaymentLinkStatus>,
    /// Rupees asked for.
    pub amount: Option<Money>,
    /// Rupees paid so far.
    #[field(alias = "paidAmount")]
    pub amount_paid: Option<Money>,
    /// What it is for.
    pub description: Option<String>,
    /// The merchant's own reference.
    pub reference_number: Option<String>,
    /// Name of the payer.
    pub customer_name: Option<String>,
    /// The payer's e-mail address.
    pub customer_email: Option<String>,
    /// The payer's mobile number.
    pub customer_mobile: Option<String>,
    /// Until when it can be paid.
    pub due_date: Option<Timestamp>,
    /// Whether it may be paid in parts.
    pub partial_payment: Option<bool>,
    /// The smallest part in rupees.
    pub minimum_amount: Option<Money>,
    /// Where the browser comes back to.
    pub return_url: Option<String>,
    /// Free key-value pairs.
    pub custom_params: TextMap,
    /// Its payments.
    pub payments: Vec<PaymentLinkPayment>,
    /// The gateway's sentence, where it answers with one.
    pub message: Option<String>,
    /// When it was created.
    pub created_on: Option<Timestamp>,
    /// When it last changed.
    pub modified_on: Option<Timestamp>,
}

/// What a notification about a payment link claims; answer it with HTTP 200 and `{}`. With payments in parts several of
/// them carry the same id: confirm with `payment_links.get`.
#[model(answer)]
pub struct PaymentLinkNotice {
    /// The gateway's id of the link.
    #[field(wire = "quickCollectRequestId")]
    pub payment_link_id: Option<String>,
    /// What happened.
    #[field(wire = "type")]
    pub event: Option<PaymentLinkEvent>,
    /// Rupees of this payment.
    pub amount: Option<Money>,
    /// Its outcome.
    pub payment_status: Option<PaymentLinkOutcome>,
    /// The gateway's sentence.
    pub message: Option<String>,
    /// When.
    pub payment_date: Option<Timestamp>,
}
