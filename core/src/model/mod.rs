//! The gateway's records and words, one file per API group.
//!
//! Field names are the SDK's; the gateway's key is the camel-case form unless `wire` says otherwise. The gateway calls
//! two things `orderId`; here the merchant's own reference is always `merchant_order_id` and the gateway's id is always
//! `order_id`. Every answer field is optional unless the answer would be useless without it: the documentation is
//! incomplete, and a field that looks odd must not cost the answer of a call that has moved money.

#[cfg(feature = "server")]
mod auth;
mod calendar;
mod charge;
mod checkout;
#[cfg(feature = "server")]
mod client_config;
mod config;
mod customer;
mod error;
mod mandate;
mod merchant;
mod observed;
mod order;
mod otp;
mod page;
mod payment;
mod payment_link;
mod qr_code;
mod reconcile;
mod refund;
mod resolution;
mod search;
mod settings;
mod settlement;
mod split;
mod split_shares;
mod upi;
mod upi_codes;
mod upi_qr;
mod vpa;
mod wait;
mod webhook;

#[cfg(feature = "server")]
pub use auth::AuthToken;
pub use calendar::{
    AmountRule, CheckDebitAmount, CheckDebitDate, DebitAmountCheck, DebitCycle, DebitDateCheck, DebitDates,
    DebitWindowQuery, DebitWindows, ListDebitDates, MandateCategory, MandateSchedule, MandateTimes, NoticeQuery,
    NoticeWindow, PinLimit, PinLimitQuery, Recurrence, RecurrencePeriod, RecurrenceRule, TimeWindow,
};
pub use charge::{CancelOrder, ChargeEnded, ChargeInstrument, ChargePayment, ChargeResult, EndCharge, NextStep};
pub use checkout::{
    BinDetails, BinQuery, BindUpiApp, BoundUpiApp, CardType, CheckoutCustomer, CheckoutOrder, MerchantInfo,
    MinimalTransaction, UpdateCheckoutCustomer,
};
#[cfg(feature = "server")]
pub use client_config::{AuthForm, CardEncoding, ClientConfig, MandatePaths, SplitAccountUpdate};
pub use config::{CheckoutConfig, Environment};
pub use customer::{CreateCustomer, Customer, CustomerKeyContact, CustomerPage, SearchCustomers};
pub use error::{ErrorInfo, ErrorKind, RetryAdvice};
pub use mandate::{
    CreateMandate, DebitNotification, ExecuteDebit, Mandate, MandatePayee, MandatePayer, MandatePayerInfo,
    MandateStatus, NewEnd, NotifyDebit, PausePeriod, RevokeMandate, UpdateMandate, Validity,
};
pub use merchant::{BnplMethod, BnplMethods, PaymentModes, PaymentProvider};
pub use observed::{CallAttempt, CallRecord};
pub use order::{
    Address, CreateOrder, CreatedOrder, Currency, CustomerInfo, Order, OrderStatus, RestrictedPaymentOptions,
    TpvAccount, UpiIntentLinks, UpiQr,
};
pub use otp::{OtpResent, OtpValidation, ValidateOtp};
pub use page::SortDirection;
pub use payment::{
    CardScheme, MandateDebitNotice, PaymentDetail, PaymentMode, PaymentNotice, SubmitPayment, SubmittedPayment,
    Transaction, TransactionStatus, UpiStatus, UpiTransactionStatus,
};
pub use payment_link::{
    CreatePaymentLink, PaymentLink, PaymentLinkEvent, PaymentLinkNotice, PaymentLinkOutcome, PaymentLinkPayment,
    PaymentLinkStatus,
};
pub use qr_code::{CreateQrCode, QrCode, QrCodePage, QrCodeStatus, SearchQrCodes};
pub use reconcile::{
    ExpectedKind, ExpectedTransaction, Finding, FindingKind, PayoutProof, PayoutReconciliation, Reconcile,
    ReconcileOptions, Reconciliation, ReconciliationTotals,
};
pub use refund::{CreateRefund, Refund};
pub use resolution::{Resolution, ResolutionState};
pub use search::{OrderPage, SearchOrders, SearchPayments, TransactionPage};
pub use settlement::{
    MdrMode, PayoutMode, PayoutStatus, SearchSettlements, SettlementPage, SettlementPayout, SettlementStatus,
    SettlementTransaction, SettlementTransactionType, SettlementType, SplitAccountSummary,
};
pub use split::{
    AmountSplitType, CreateSplitAccount, SettlementCycle, SplitAccount, SplitAccountList, SplitAccountRef,
    SplitAccountStatus, SplitSettlement, SplitShare, SplitUpdated, UpdateSplit, UpdateSplitAccount,
};
pub use split_shares::{ShareAmount, SplitAmount, SplitAmounts};
pub use upi::{BuiltLink, LinkParameter, LinkText, MandateLink, ParsedMandateLink, ParsedPayLink, PayLink};
pub use upi_codes::{CheckIdentifier, CheckedIdentifier, IdentifierKind, MandateAction, UpiInitiationMode, UpiPurpose};
pub use upi_qr::{BharatQr, DrawQr, PngImage, QrAdditionalData, QrCorrection, QrTag, QrText, SvgImage};
pub use vpa::{VerifiedVpa, VerifyVpa};
pub use wait::{Wait, WaitMandate, WaitOrder};
pub use webhook::{Confirmation, Contradiction, ReturnQuery, UnverifiedReturn, WebhookEvent, WebhookKind};

use enkash_macros::model;

/// A request without fields.
#[model(request)]
#[derive(Copy)]
pub struct Nothing {}
