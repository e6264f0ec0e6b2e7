//! The gateway's records and words, one file per API group.
//!
//! Field names are the SDK's; the gateway's key is the camel-case form unless `wire` says otherwise. The gateway calls
//! two things `orderId`; here the merchant's own reference is always `merchant_order_id` and the gateway's id is always
//! `order_id`. Every answer field is optional unless the answer would be useless without it: the documentation is
//! incomplete, and a field that looks odd must not cost the answer of a call that has moved money.

mod auth;
mod calendar;
mod config;
mod error;
mod order;
mod otp;
mod payment;
mod reconcile;
mod refund;
mod settlement;
mod upi;
mod upi_codes;
mod upi_qr;
mod webhook;

pub use auth::AuthToken;
pub use calendar::{
    AmountRule, CheckDebitAmount, CheckDebitDate, DebitAmountCheck, DebitCycle, DebitDateCheck, DebitDates,
    DebitWindowQuery, DebitWindows, ListDebitDates, MandateCategory, MandateSchedule, MandateTimes, NoticeQuery,
    NoticeWindow, PinLimit, PinLimitQuery, Recurrence, RecurrencePeriod, RecurrenceRule, TimeWindow,
};
pub use config::{AuthForm, ClientConfig, Environment};
pub use error::{ErrorInfo, ErrorKind, RetryAdvice};
pub use order::{
    Address, CreateOrder, CreatedOrder, Currency, CustomerInfo, Order, OrderStatus, RestrictedPaymentOptions,
    TpvAccount, UpiIntentLinks, UpiQr,
};
pub use otp::{OtpValidation, ValidateOtp};
pub use payment::{
    CardScheme, PaymentDetail, PaymentMode, PaymentNotice, SubmitPayment, SubmittedPayment, Transaction,
    TransactionStatus, UpiStatus, UpiTransactionStatus,
};
pub use reconcile::{
    ExpectedKind, ExpectedTransaction, Finding, FindingKind, PayoutProof, PayoutReconciliation, Reconcile,
    ReconcileOptions, Reconciliation, ReconciliationTotals,
};
pub use refund::{CreateRefund, Refund};
pub use settlement::{
    MdrMode, PayoutMode, PayoutStatus, SearchSettlements, SettlementPage, SettlementPayout, SettlementStatus,
    SettlementTransaction, SettlementTransactionType, SettlementType, SortDirection, SplitAccountSummary,
};
pub use upi::{BuiltLink, LinkParameter, LinkText, MandateLink, ParsedMandateLink, ParsedPayLink, PayLink};
pub use upi_codes::{CheckIdentifier, CheckedIdentifier, IdentifierKind, MandateAction, UpiInitiationMode, UpiPurpose};
pub use upi_qr::{BharatQr, DrawQr, QrAdditionalData, QrCorrection, QrTag, QrText, SvgImage};
pub use webhook::{WebhookEvent, WebhookKind};

use enkash_macros::model;

/// A request without fields.
#[model(request)]
#[derive(Copy)]
pub struct Nothing {}
