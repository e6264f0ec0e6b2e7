//! The operation table: everything the gateway can do, one row each.
//!
//! A row is documentation, name, arguments, answer, path, credentials and effect. It becomes a method in Rust, Python,
//! Node, Kotlin and Swift, a line of the docs, a route of the sandbox and a case the vectors must cover.

use crate::field::Model;
use crate::model::{
    AuthToken, CreateOrder, CreateRefund, CreatedOrder, Order, OtpValidation, Refund, SearchSettlements,
    SettlementPage, SettlementPayout, SubmitPayment, SubmittedPayment, Transaction, UpiIntentLinks, UpiQr, UpiStatus,
    ValidateOtp,
};
use crate::schema::Operation;

/// An operation as a type.
pub trait Op: Send + Sync + 'static {
    /// Its row.
    const INFO: Operation;
    /// What it takes besides the id.
    type Request: Model;
    /// What it answers.
    type Answer: Model;
}

/// Something to do with an operation that is known only at run time.
pub trait Visitor {
    /// What comes of it.
    type Result;
    /// Does it.
    fn visit<O: Op>(self) -> Self::Result;
}

/// The position of an operation in [`OPERATIONS`].
pub fn find(name: &str) -> Option<usize> {
    OPERATIONS.iter().position(|operation| operation.name == name)
}

enkash_macros::operations! {
    /// Fetches a token with the client's keys. The client does this by itself; call it only to use a token elsewhere.
    ///
    /// Source: "Get Authorization Token".
    auth.token() -> AuthToken = POST "/api/v0/merchant/token", keys, read;

    /// Creates an order. One successful payment per order is guaranteed by the gateway.
    ///
    /// If the answer is lost, the order is looked up by `merchant_order_id` before anything is repeated; if that cannot
    /// tell, the error is `OutcomeUnknown`. Source: "Create Order".
    orders.create(CreateOrder) -> CreatedOrder
        = POST "/api/v0/orders", token_and_key, create_unique(merchant_order_id, "orders.get_by_merchant_order_id");

    /// The order with its state and all payment attempts, by the gateway's id. Source: "Get Order Status".
    orders.get(order_id) -> Order = GET "/api/v0/orders/{order_id}", token_and_key, read;

    /// The order by the merchant's own reference. Source: "Get Order By Merchant Order Id"; its path is not published and
    /// inferred here.
    #[unverified]
    orders.get_by_merchant_order_id(merchant_order_id) -> Order
        = GET "/api/v0/orders/merchant/{merchant_order_id}", token_and_key, read;

    /// A UPI QR code that pays this order once. Opens a transaction; valid for the order's UPI window (5 minutes by
    /// default). Source: "Get Dynamic UPI QR".
    orders.upi_qr(order_id) -> UpiQr = GET "/pay/checkout/qrcode/{order_id}", nothing, idempotent;

    /// Links that open the customer's UPI app for this order. Creates nothing. Source: "UPI Intent Links".
    orders.upi_intent_links(order_id) -> UpiIntentLinks
        = GET "/pay/checkout/upi-detail/{order_id}", nothing, read;

    /// Charges an instrument for an order. Never sent twice on doubt: if the answer is lost, the error is
    /// `OutcomeUnknown` and the order's state tells. Source: "Submit Payment Request".
    payments.submit(SubmitPayment) -> SubmittedPayment = POST "/api/v0/payment/submit", token_and_key, charge;

    /// A payment attempt by the gateway's transaction id: the truth about a payment. `PENDING_WITH_BANK` is pending.
    /// Source: "Get Transaction Status".
    payments.get(transaction_id) -> Transaction = GET "/api/v0/payment/{transaction_id}", token_and_key, read;

    /// State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status".
    payments.upi_status(transaction_id) -> UpiStatus
        = GET "/pay/checkout/status/upi/{transaction_id}", nothing, read;

    /// Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
    /// Source: "Validate OTP".
    payments.validate_otp(ValidateOtp) -> OtpValidation = POST "/pay/otp/validate", nothing, charge;

    /// Gives back all or part of a successful payment. Store `request_id` first and repeat only with the same one.
    ///
    /// If the answer is lost, the refund is looked up by `request_id`. If it is not there (yet), the error is
    /// `OutcomeUnknown`: the gateway does not document that it takes a `request_id` once, so the SDK does not repeat a
    /// refund by itself. Source: "Refund".
    refunds.create(transaction_id, CreateRefund) -> Refund
        = POST "/api/v0/payment/{transaction_id}/refund", token_and_key, create(request_id, "refunds.get");

    /// A refund by the merchant's `request_id`. Source: "Get Refund Transaction Status" of the 2026 documentation; its path
    /// is not published and inferred here.
    #[unverified]
    refunds.get(request_id) -> Refund = GET "/api/v0/refund/{request_id}", token_and_key, read;

    /// A settlement payout with its transactions. Source: "Get Settlement Payout By ID".
    settlements.get(settlement_payout_id) -> SettlementPayout
        = GET "/api/v0/settlement-payout/{settlement_payout_id}", token_and_key, read;

    /// Settlement payouts that match the filters, one page. Source: "Search Settlement Payouts".
    settlements.search(SearchSettlements) -> SettlementPage
        = POST "/api/v0/settlement-payout/search", token_and_key, read;
}
