//! The operation table: everything the gateway can do, one row each.
//!
//! A row is documentation, name, arguments, answer, path, credentials and effect. It becomes a method in Rust, Python,
//! Node, Kotlin and Swift, a line of the docs, a route of the sandbox and a case the vectors must cover.

use crate::caller::Caller;
// The table names half of the records.
use crate::model::*;
pub use crate::operation::{Composed, Op, PagedOp, PagedVisitor, Visitor};

/// The position of an operation in [`OPERATIONS`].
pub fn find(name: &str) -> Option<usize> {
    OPERATIONS.iter().position(|operation| operation.name == name)
}

/// The row of an operation.
pub fn row(name: &str) -> Option<&'static crate::schema::Operation> {
    OPERATIONS.iter().copied().find(|operation| operation.name == name)
}

enkash_macros::operations! {
    /// Fetches a token with the client's keys. The client does this by itself; call it only to use a token elsewhere.
    ///
    /// Source: "Get Authorization Token".
    auth.token() -> AuthToken = POST "/api/v0/merchant/token", keys, read;

    /// The payment modes, banks, wallets and card schemes that are switched on for the merchant.
    ///
    /// Source: "Payment Modes Details" of the late 2025 documentation; path and keys are inferred.
    #[unverified]
    merchant.payment_modes() -> PaymentModes = GET "/api/v0/merchant/payment-modes", token_and_key, read;

    /// Creates an order. One successful payment per order is guaranteed by the gateway.
    ///
    /// If the answer is lost, the order is looked up by `merchant_order_id` before anything is repeated; if that cannot
    /// tell, the error is `OutcomeUnknown`. Source: "Create Order".
    orders.create(CreateOrder) -> CreatedOrder
        = POST "/api/v0/orders", token_and_key, create_unique(merchant_order_id, "orders.get_by_merchant_order_id");

    /// The order with its state and all payment attempts, by the gateway's id. Source: "Get Order Status".
    orders.get(order_id) -> Order = GET "/api/v0/orders/{order_id}", token_and_key, read;

    /// Asks for an order, every 5 seconds unless told otherwise, until it is paid (or `until`) or will stay as it is. An order
    /// that has expired or was cancelled is asked about as long as it lists an attempt that is with the bank. Still pending is
    /// an answer, not an error. The pace is that of the gateway's own page.
    orders.wait(order_id, WaitOrder) -> Order = crate::wait::order, token_and_key, read;

    /// The order by the merchant's own reference. Source: "Get Order By Merchant Order Id"; its path is not published and
    /// inferred here.
    #[unverified]
    orders.get_by_merchant_order_id(merchant_order_id) -> Order
        = GET "/api/v0/orders/merchant/{merchant_order_id}", token_and_key, read;

    /// Orders that match the filters, one page. Source: "Search Order" of the late 2025 documentation; path and keys are
    /// inferred.
    #[unverified]
    #[pages(order_id)]
    orders.search(SearchOrders) -> OrderPage = POST "/api/v0/orders/search", token_and_key, read;

    /// The pay-later options of an order; one of them goes into `payments.submit` as `bnpl_payment_option_id`.
    ///
    /// Source: "Get BNPL Payment Methods"; path and keys are inferred.
    #[unverified]
    orders.bnpl_methods(order_id) -> BnplMethods = GET "/api/v0/orders/{order_id}/bnpl-methods", token_and_key, read;

    /// A UPI QR code that pays this order once. Opens a transaction; valid for the order's UPI window (5 minutes by
    /// default). Source: "Get Dynamic UPI QR".
    orders.upi_qr(order_id) -> UpiQr = GET "/pay/checkout/qrcode/{order_id}", nothing, idempotent;

    /// Links that open the customer's UPI app for this order. Creates nothing. Source: "UPI Intent Links".
    orders.upi_intent_links(order_id) -> UpiIntentLinks
        = GET "/pay/checkout/upi-detail/{order_id}", nothing, read;

    /// What may be paid and how: amount, modes, banks, wallets, fees. Source: the gateway's own browser code.
    orders.details(order_id) -> CheckoutOrder = GET "/pay/checkout/{order_id}", customer, read;

    /// Tells the gateway how to reach the payer. Source: the gateway's own browser code.
    #[may_be_empty]
    #[ask("orders.details")]
    orders.update_customer(order_id, UpdateCheckoutCustomer) -> CheckoutCustomer
        = PATCH "/pay/checkout/customer-info/{order_id}", customer, idempotent;

    /// Cancels the order on the payer's behalf; it takes no payment any more. Source: the gateway's own browser code.
    #[may_be_empty]
    #[ask("payments.minimal", done = "order_status CANCELLED")]
    orders.cancel(CancelOrder) -> ChargeEnded = PATCH "/pay/charge/order/cancel", customer, idempotent;

    /// Network, kind and bank of a card by its first digits. Source: the gateway's own browser code.
    cards.bin_details(BinQuery) -> BinDetails = GET "/api/v0/bin/details", customer, read;

    /// Charges an instrument for an order. Never sent twice on doubt: if the answer is lost, the error is
    /// `OutcomeUnknown`, and the order tells: `PAID` and `CREATED` by themselves, any other state only by the attempts that it
    /// lists. Source: "Submit Payment Request" and "Submit Payment with Split Details".
    #[ask(
        "orders.get",
        done = "order_status PAID",
        undone = "order_status CREATED CHECKOUT_RENDERED ATTEMPTED CANCELLED EXPIRED"
    )]
    payments.submit(SubmitPayment) -> SubmittedPayment = POST "/api/v0/payment/submit", token_and_key, charge;

    /// Charges an instrument from the payer's device. Never sent twice on doubt: if the answer is lost, the error is
    /// `OutcomeUnknown` and `payments.minimal` tells. Source: the gateway's own browser code.
    #[base64_cards]
    #[tells_failure]
    #[ask("payments.minimal", done = "order_status PAID")]
    payments.charge(ChargePayment) -> ChargeResult = POST "/pay/charge/process", customer, charge;

    /// Says which UPI app is about to open a link of `orders.upi_intent_links`. Source: the gateway's own browser code.
    #[ask("payments.minimal")]
    payments.bind_upi_app(BindUpiApp) -> BoundUpiApp = POST "/pay/charge/intent-transaction", customer, idempotent;

    /// The state of a payment as the payer's side may see it. Source: the gateway's own browser code.
    payments.minimal(transaction_id) -> MinimalTransaction
        = GET "/api/v0/transactions/{transaction_id}/minimal", customer, read;

    /// Ends an attempt whose time is over, for example an unpaid UPI QR code. Source: the gateway's own browser code.
    #[may_be_empty]
    #[ask("payments.minimal", done = "status CANCELLED FAILED", undone = "status SUCCESS")]
    payments.expire(EndCharge) -> ChargeEnded = PATCH "/pay/charge/expire", customer, idempotent;

    /// Ends an attempt that the payer gave up. Source: the gateway's own browser code.
    #[may_be_empty]
    #[ask("payments.minimal", done = "status CANCELLED FAILED", undone = "status SUCCESS")]
    payments.cancel(EndCharge) -> ChargeEnded = PATCH "/pay/charge/cancel", customer, idempotent;

    /// A payment attempt by the gateway's transaction id: the truth about that attempt. It may be of any order of the
    /// merchant: to ship, ask `orders.get` or `webhooks.confirm`. `PENDING_WITH_BANK` is pending.
    /// Source: "Get Transaction Status".
    payments.get(transaction_id) -> Transaction = GET "/api/v0/payment/{transaction_id}", token_and_key, read;

    /// Asks for a payment, every 5 seconds unless told otherwise, until it is paid, failed or cancelled. Still pending is an
    /// answer, not an error; `PENDING_WITH_BANK` is pending. The pace is that of the gateway's own page.
    payments.wait(transaction_id, Wait) -> Transaction = crate::wait::payment, token_and_key, read;

    /// Payment attempts that match the filters, one page. Source: "Search Transaction" of the late 2025 documentation; path
    /// and keys are inferred.
    #[unverified]
    #[pages(transaction_id)]
    payments.search(SearchPayments) -> TransactionPage = POST "/api/v0/payment/search", token_and_key, read;

    /// State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status".
    payments.upi_status(transaction_id) -> UpiStatus
        = GET "/pay/checkout/status/upi/{transaction_id}", nothing, read;

    /// Asks for the state of a UPI payment every 5 seconds until it is decided or the window closes. Still pending is an
    /// answer, not an error: then `status` is `PROCESS`.
    payments.wait_upi(transaction_id, Wait) -> UpiStatus = crate::wait::upi, nothing, read;

    /// The name of the account's holder behind a UPI id. Source: "Verify UPI VPA".
    #[access_key("merchantIdentifierKey")]
    payments.verify_vpa(VerifyVpa) -> VerifiedVpa = POST "/pay/charge/verify-vpa", token, read;

    /// Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
    /// Source: "Validate OTP".
    #[ask(
        "payments.get",
        done = "status AUTHORIZED SUCCESS PARTIALLY_REFUNDED REFUNDED",
        undone = "status FAILED CANCELLED"
    )]
    payments.validate_otp(ValidateOtp) -> OtpValidation = POST "/pay/otp/validate", nothing, charge;

    /// Has the bank send the OTP again. Repeated when the answer is lost, so that the payer may get two messages; only the
    /// last OTP counts. Source: "Resend OTP".
    #[plain_text]
    payments.resend_otp(transaction_id) -> OtpResent = GET "/pay/resend/otp/{transaction_id}", nothing, idempotent;

    /// Divides a payment anew, or for the first time, while it is not settled. Source: "Edit Or Deferred Split Settlement".
    #[may_be_empty]
    #[ask("payments.get")]
    payments.update_split(transaction_id, UpdateSplit) -> SplitUpdated
        = POST "/api/v0/split-transaction/{transaction_id}", token_and_key, idempotent;

    /// Gives back all or part of a successful payment. Store `request_id` first and repeat only with the same one.
    ///
    /// If the answer is lost, the refund is looked up by `request_id`. If it is not there (yet), the error is
    /// `OutcomeUnknown`: the gateway does not document that it takes a `request_id` once, so the SDK does not repeat a
    /// refund by itself. Source: "Refund".
    #[ask("payments.get")]
    refunds.create(transaction_id, CreateRefund) -> Refund
        = POST "/api/v0/payment/{transaction_id}/refund", token_and_key, create(request_id, "refunds.get");

    /// A refund by the merchant's `request_id`. Source: "Get Refund Transaction Status" of the 2026 documentation; its path
    /// is not published and inferred here.
    #[unverified]
    refunds.get(request_id) -> Refund = GET "/api/v0/refund/{request_id}", token_and_key, read;

    /// Asks for a refund, every minute unless told otherwise (inferred), until it is paid out or has failed. Banks take days:
    /// still pending is an answer, not an error; wait again later.
    refunds.wait(request_id, Wait) -> Refund = crate::wait::refund, token_and_key, read;

    /// A settlement payout with its transactions. Source: "Get Settlement Payout By ID".
    settlements.get(settlement_payout_id) -> SettlementPayout
        = GET "/api/v0/settlement-payout/{settlement_payout_id}", token_and_key, read;

    /// Settlement payouts that match the filters, one page. Source: "Search Settlement Payouts".
    #[pages(settlement_payout_id)]
    settlements.search(SearchSettlements) -> SettlementPage
        = POST "/api/v0/settlement-payout/search", token_and_key, read;

    /// Registers a recipient of shares. The gateway knows no key of the merchant here, so the call is never sent twice on
    /// doubt, and `calls.resolve` cannot find the recipient: look for him in `split_accounts.list`. Source: "Create Split
    /// Settlement Account"; its keys are those of the update.
    #[ask("split_accounts.list")]
    split_accounts.create(CreateSplitAccount) -> SplitAccount = POST "/api/v0/split-account", token_and_key, charge;

    /// Changes a recipient; what is not given stays. The documentation says POST until the middle of 2025 and PATCH since: the
    /// setting `split_account_update` chooses. Source: "Update Split Settlement Account".
    #[or_verb(POST)]
    #[access_key("accessKey")]
    #[may_be_empty]
    #[ask("split_accounts.list")]
    split_accounts.update(UpdateSplitAccount) -> SplitAccount = PATCH "/api/v0/split-account", token_and_key, idempotent;

    /// All recipients. Source: "Get All Split Settlement Account"; its path is inferred.
    #[unverified]
    split_accounts.list() -> SplitAccountList = GET "/api/v0/split-account", token_and_key, read;

    /// Lets a recipient receive shares again. Source: "Activate Split Settlement Account".
    #[may_be_empty]
    #[ask("split_accounts.list", done = "status ACTIVE")]
    split_accounts.activate(SplitAccountRef) -> SplitAccount
        = PATCH "/api/v0/split-account/activate", token_and_key, idempotent;

    /// Stops a recipient's shares. Source: "Deactivate Split Settlement Account"; its path mirrors the one of activate.
    #[unverified]
    #[may_be_empty]
    #[ask("split_accounts.list", done = "status INACTIVE")]
    split_accounts.deactivate(SplitAccountRef) -> SplitAccount
        = PATCH "/api/v0/split-account/deactivate", token_and_key, idempotent;

    /// Makes a UPI QR code, for one payment or many.
    ///
    /// If the answer is lost, the code is looked up by `reference_number`, so give each code its own. If there is none, or more
    /// than one has it, the error is `OutcomeUnknown`: it is never sent twice on doubt. Source: "Create UPI QR".
    qr_codes.create(CreateQrCode) -> QrCode
        = POST "/api/v0/qr-code", token_and_key, create(reference_number, "qr_codes.search");

    /// A QR code by the gateway's id. Source: "Get UPI QR".
    qr_codes.get(qr_code_id) -> QrCode = GET "/api/v0/qr-code/{qr_code_id}", token_and_key, read;

    /// QR codes that match the filters, one page. Source: "Search UPI QR"; the keys of the filters are inferred.
    #[pages(qr_code_id)]
    qr_codes.search(SearchQrCodes) -> QrCodePage = POST "/api/v0/qr-code/search", token_and_key, read;

    /// Ends a QR code; it takes no payment any more. Source: "Cancel UPI QR".
    #[empty_body]
    #[ask("qr_codes.get", done = "status CANCELLED", undone = "status ACTIVE")]
    qr_codes.cancel(qr_code_id) -> QrCode = PATCH "/api/v0/qr-code/{qr_code_id}/cancel", token_and_key, idempotent;

    /// Creates a customer, for example to link QR codes to. Never sent twice on doubt, and `calls.resolve` cannot find the
    /// customer: look with `customers.search`, by the account number if there is one. Source: "Create Customer".
    #[ask("customers.search")]
    customers.create(CreateCustomer) -> Customer = POST "/api/v0/customer", token_and_key, charge;

    /// Customers that match the filters, one page. Source: "Search Customer".
    #[pages(customer_id)]
    customers.search(SearchCustomers) -> CustomerPage = POST "/api/v0/customer/search", token_and_key, read;

    /// Asks the payer to approve a mandate in the UPI app. The answer is not final: wait for the notification or ask
    /// `mandates.get`.
    ///
    /// If the answer is lost, the mandate is looked up by `reference_id`; if that cannot tell, the error is `OutcomeUnknown`.
    /// Source: "Create UPI Mandate".
    #[legacy("/api/v0/upi-autopay/mandates")]
    mandates.create(CreateMandate) -> Mandate
        = POST "/api/v0/upi-mandate", token_and_key, create(reference_id, "mandates.get");

    /// Asks the payer to approve another amount or end. Never sent twice on doubt: `mandates.get` tells. Source: "Update UPI
    /// Mandate"; its keys are inferred.
    #[legacy("/api/v0/upi-autopay/mandates")]
    #[may_be_empty]
    #[ask("mandates.get")]
    mandates.update(UpdateMandate) -> Mandate = PATCH "/api/v0/upi-mandate", token_and_key, charge;

    /// Ends a mandate: no debits any more. Source: "Revoke UPI Mandate".
    #[legacy("/api/v0/upi-autopay/mandates/revoke")]
    #[may_be_empty]
    #[ask("mandates.get", done = "status REVOKED", undone = "status ACTIVE PAUSED")]
    mandates.revoke(RevokeMandate) -> Mandate = PATCH "/api/v0/upi-mandate/revoke", token_and_key, idempotent;

    /// A mandate by the merchant's reference: the truth about it. Source: "Get UPI Mandate".
    #[legacy("/api/v0/upi-autopay/mandates/{reference_id}")]
    mandates.get(reference_id) -> Mandate = GET "/api/v0/upi-mandate/{reference_id}", token_and_key, read;

    /// Asks for a mandate, every 5 seconds unless told otherwise (inferred), until the payer has decided (or `until`). Still
    /// pending is an answer, not an error.
    mandates.wait(reference_id, WaitMandate) -> Mandate = crate::wait::mandate, token_and_key, read;

    /// Has the payer told of a debit, at least 24 hours before it; without notice a debit is refused. Never sent twice on
    /// doubt, and no call tells whether the payer was told; telling again moves no money. Source: "Mandate Pre-debit
    /// Notification".
    #[legacy("/api/v0/upi-autopay/mandates/pre-debit-notification")]
    mandates.notify(NotifyDebit) -> DebitNotification = POST "/api/v0/upi-mandate/notify", token_and_key, charge;

    /// Debits a mandate: one successful debit per cycle. Answers the order that the debit creates; its outcome is followed like
    /// any other order's. Never sent twice on doubt, and `calls.resolve` cannot find the order, whose id nobody knows then: look
    /// with `orders.search`, by time and amount. Source: "Execute Mandate Debit".
    #[legacy("/api/v0/upi-autopay/mandates/debit")]
    #[ask("orders.search")]
    mandates.execute(ExecuteDebit) -> Order = POST "/api/v0/upi-mandate/execute", token_and_key, charge;

    /// Makes a page to be paid, sent by text message or e-mail where the payer's number or address is given. Never sent twice
    /// on doubt. Source: "Create Payment Link"; path and keys are inferred.
    #[unverified]
    payment_links.create(CreatePaymentLink) -> PaymentLink = POST "/api/v0/payment-link", token_and_key, charge;

    /// A payment link with its state and payments. Source: "Get Payment Link Details"; path and keys are inferred.
    #[unverified]
    payment_links.get(payment_link_id) -> PaymentLink
        = GET "/api/v0/payment-link/{payment_link_id}", token_and_key, read;

    /// Asks for a payment link, every minute unless told otherwise (inferred), until it is paid in full or takes no payment any
    /// more. Still pending, paid in part included, is an answer, not an error.
    payment_links.wait(payment_link_id, Wait) -> PaymentLink = crate::wait::link, token_and_key, read;

    /// Deletes a payment link; it takes no payment any more. Source: "Delete Payment Link"; its path is inferred.
    #[unverified]
    #[may_be_empty]
    #[ask("payment_links.get", done = "status DELETED")]
    payment_links.delete(payment_link_id) -> PaymentLink
        = DELETE "/api/v0/payment-link/{payment_link_id}", token_and_key, idempotent;

    /// Asks the gateway what is true about a notification or a return page: the order, transaction, mandate, refund or link
    /// that it names. Answers the truth, and every point in which the claim differs from it: amount, currency and ids, where
    /// both sides name them, the currency only with a transaction.
    webhooks.confirm(WebhookEvent) -> Confirmation = crate::confirm::confirm, token_and_key, read;

    /// Finds out what became of a call that ended as `OutcomeUnknown`: `unresolved` is the text that its error told, in this
    /// process or another, in this language or another. Asks only, and repeats nothing.
    ///
    /// Answers `APPLIED` with the record, `NOT_APPLIED` only where the gateway's own words prove it, and `UNDECIDED`
    /// otherwise: then ask again later. What is asked is what the row of the lost call names.
    calls.resolve(unresolved) -> Resolution = crate::resolution::resolve, token_and_key, read;
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;
    use crate::schema::{Auth, Effect, FieldType, Operation};

    #[test]
    fn what_a_row_names_is_there() {
        for operation in OPERATIONS {
            let name = operation.name;
            let known =
                |other: &str| find(other).unwrap_or_else(|| panic!("{name} names {other}, which is no operation"));
            operation.ask.map(known);
            if let Effect::Create { key, lookup, .. } = operation.effect {
                let lookup = OPERATIONS[known(lookup)];
                let filter = || lookup.request.fields.iter().any(|field| field.name == key) && lookup.answer.is_page();
                assert!(lookup.id.is_some() || filter(), "{} takes no key", lookup.name);
                assert!(operation.request.fields.iter().any(|field| field.name == key), "{name} has no {key}");
            }
            for words in [operation.done, operation.undone].into_iter().filter(|words| !words.is_empty()) {
                let asked = OPERATIONS[known(operation.ask.expect("words of an answer"))].answer;
                let field = asked.row().unwrap_or(asked).fields.iter().find(|field| field.name == words[0]);
                let FieldType::Enum(info) = field.expect("a field of the answer").ty else { panic!("{name}: no enum") };
                for word in &words[1..] {
                    assert!(info.values.iter().any(|value| value.wire == *word), "{name}: {word}");
                }
            }
            for path in [Some(operation.path), operation.legacy_path].into_iter().flatten() {
                let id = operation.id.map(|id| format!("{{{id}}}"));
                assert!(operation.composed || id.is_none_or(|id| path.contains(&id)), "{name}: {path}");
            }
        }
    }

    #[test]
    fn only_a_row_without_credentials_is_the_customers() {
        for operation in OPERATIONS.iter().filter(|operation| operation.path.starts_with("/api/v0/")) {
            let open = ["cards.bin_details", "payments.minimal"].contains(&operation.name);
            assert_eq!(matches!(operation.auth, Auth::Nothing | Auth::Customer), open, "{}", operation.name);
        }
    }

    #[test]
    fn no_call_in_doubt_is_left_without_a_question() {
        // A payment link has no search, and no call tells of notices.
        let untold = ["payment_links.create", "mandates.notify"];
        let changes = |operation: &&&Operation| match operation.effect {
            Effect::Charge => true,
            Effect::Idempotent => operation.verb != crate::schema::Verb::Get,
            Effect::Read | Effect::Create { .. } => false,
        };
        for operation in OPERATIONS.iter().filter(changes) {
            assert!(operation.ask.is_some() || untold.contains(&operation.name), "{}", operation.name);
        }
    }

    /// It changes nothing, and it is about an id that the text of the call in doubt holds.
    #[test]
    fn the_question_about_a_call_in_doubt_can_be_asked() {
        for operation in OPERATIONS {
            let Some(asked) = operation.ask.and_then(row) else { continue };
            let name = operation.name;
            assert_eq!(asked.effect, Effect::Read, "{name}: {} is no question", asked.name);
            let known = |id: &str| {
                let subject = crate::prepare::SUBJECTS.contains(&id);
                operation.id == Some(id) || subject && operation.request.fields.iter().any(|field| field.name == id)
            };
            assert!(asked.id.is_none_or(known), "{name}: nobody knows the id that {} takes", asked.name);
        }
    }
}
