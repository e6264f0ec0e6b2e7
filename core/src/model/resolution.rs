//! What became of a call whose outcome was unknown.

use enkash_macros::{model, open_enum};

use super::checkout::MinimalTransaction;
use super::mandate::Mandate;
use super::order::{CreatedOrder, Order};
use super::payment::Transaction;
use super::payment_link::PaymentLink;
use super::qr_code::QrCode;
use super::refund::Refund;
use super::split::SplitAccount;

/// What is known of a call that was in doubt.
#[open_enum(closed)]
pub enum ResolutionState {
    /// It has had its effect. The record tells with which outcome: a payment may still be with the bank.
    Applied,
    /// It has had no effect, and the gateway's own answer proves it. It may be made again, with the same key where it has one.
    NotApplied,
    /// Nobody can tell yet, or no call of the gateway tells. Do not make it again; ask later.
    Undecided,
}

/// Answer of `calls.resolve`: what became of a call that ended as `OutcomeUnknown`. At most one record is the lost one's; a
/// second one says more about it.
#[model(answer)]
pub struct Resolution {
    /// What is known.
    pub state: ResolutionState,
    /// The lost call, as in `orders.create`.
    pub operation: String,
    /// The merchant's key of the call, or the id that it was about.
    pub reference: Option<String>,
    /// A sentence for people: what was found, and what to do.
    pub text: String,
    /// The lost answer of `orders.create`, with the checkout page.
    pub created_order: Option<CreatedOrder>,
    /// The order that the call made or was about.
    pub order: Option<Order>,
    /// The payment that the call was about.
    pub transaction: Option<Transaction>,
    /// The same, as the payer's side may see it.
    pub minimal: Option<MinimalTransaction>,
    /// The refund.
    pub refund: Option<Refund>,
    /// The mandate.
    pub mandate: Option<Mandate>,
    /// The QR code.
    pub qr_code: Option<QrCode>,
    /// The payment link.
    pub payment_link: Option<PaymentLink>,
    /// The recipient of shares.
    pub split_account: Option<SplitAccount>,
}
