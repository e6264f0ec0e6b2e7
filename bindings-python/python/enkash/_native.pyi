# Made from the operation table by `cargo xtask generate`; do not edit.
"""The native part of the package: records, words, and what the clients are made of."""

from asyncio import AbstractEventLoop, Future
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypedDict, final

from typing_extensions import Self

from ._types import Amount, _AddressDict, _AuthTokenDict, _BharatQrDict, _BinDetailsDict, _BinQueryDict, _BindUpiAppDict, _BnplMethodDict, _BnplMethodsDict, _BoundUpiAppDict, _BuiltLinkDict, _CallAttemptDict, _CallRecordDict, _CancelOrderDict, _ChargeEndedDict, _ChargeInstrumentDict, _ChargePaymentDict, _ChargeResultDict, _CheckDebitAmountDict, _CheckDebitDateDict, _CheckIdentifierDict, _CheckedIdentifierDict, _CheckoutCustomerDict, _CheckoutOrderDict, _ConfirmationDict, _ContradictionDict, _CreateCustomerDict, _CreateMandateDict, _CreateOrderDict, _CreatePaymentLinkDict, _CreateQrCodeDict, _CreateRefundDict, _CreateSplitAccountDict, _CreatedOrderDict, _CustomerDict, _CustomerInfoDict, _CustomerKeyContactDict, _CustomerPageDict, _DebitAmountCheckDict, _DebitCycleDict, _DebitDateCheckDict, _DebitDatesDict, _DebitNotificationDict, _DebitWindowQueryDict, _DebitWindowsDict, _DrawQrDict, _EndChargeDict, _ExecuteDebitDict, _ExpectedTransactionDict, _FindingDict, _LinkParameterDict, _LinkTextDict, _ListDebitDatesDict, _MandateDebitNoticeDict, _MandateDict, _MandateLinkDict, _MandatePayeeDict, _MandatePayerDict, _MandatePayerInfoDict, _MandateScheduleDict, _MandateTimesDict, _MerchantInfoDict, _MinimalTransactionDict, _NewEndDict, _NoticeQueryDict, _NoticeWindowDict, _NotifyDebitDict, _OrderDict, _OrderPageDict, _OtpResentDict, _OtpValidationDict, _ParsedMandateLinkDict, _ParsedPayLinkDict, _PausePeriodDict, _PayLinkDict, _PaymentDetailDict, _PaymentLinkDict, _PaymentLinkNoticeDict, _PaymentLinkPaymentDict, _PaymentModesDict, _PaymentNoticeDict, _PaymentProviderDict, _PayoutProofDict, _PinLimitDict, _PinLimitQueryDict, _PngImageDict, _QrAdditionalDataDict, _QrCodeDict, _QrCodePageDict, _QrTagDict, _QrTextDict, _ReconcileDict, _ReconcileOptionsDict, _ReconciliationDict, _ReconciliationTotalsDict, _RecurrenceDict, _RefundDict, _ResolutionDict, _RestrictedPaymentOptionsDict, _ReturnQueryDict, _RevokeMandateDict, _SearchCustomersDict, _SearchOrdersDict, _SearchPaymentsDict, _SearchQrCodesDict, _SearchSettlementsDict, _SettlementPageDict, _SettlementPayoutDict, _SettlementTransactionDict, _ShareAmountDict, _SplitAccountDict, _SplitAccountListDict, _SplitAccountRefDict, _SplitAccountSummaryDict, _SplitAmountDict, _SplitAmountsDict, _SplitSettlementDict, _SplitShareDict, _SplitUpdatedDict, _SubmitPaymentDict, _SubmittedPaymentDict, _SvgImageDict, _TimeWindowDict, _TpvAccountDict, _TransactionDict, _TransactionPageDict, _UnverifiedReturnDict, _UpdateCheckoutCustomerDict, _UpdateMandateDict, _UpdateSplitAccountDict, _UpdateSplitDict, _UpiIntentLinksDict, _UpiQrDict, _UpiStatusDict, _ValidateOtpDict, _ValidityDict, _VerifiedVpaDict, _VerifyVpaDict, _WaitDict, _WaitMandateDict, _WaitOrderDict, _WebhookEventDict

__all__ = ["Address", "AmountRule", "AmountSplitType", "AuthForm", "AuthToken", "BharatQr", "BinDetails", "BinQuery", "BindUpiApp", "BnplMethod", "BnplMethods", "BoundUpiApp", "BuiltLink", "CallAttempt", "CallRecord", "CancelOrder", "CardEncoding", "CardScheme", "CardType", "ChargeEnded", "ChargeInstrument", "ChargePayment", "ChargeResult", "CheckDebitAmount", "CheckDebitDate", "CheckIdentifier", "CheckedIdentifier", "CheckoutCustomer", "CheckoutOrder", "Confirmation", "Contradiction", "CreateCustomer", "CreateMandate", "CreateOrder", "CreatePaymentLink", "CreateQrCode", "CreateRefund", "CreateSplitAccount", "CreatedOrder", "Currency", "Customer", "CustomerInfo", "CustomerKeyContact", "CustomerPage", "DebitAmountCheck", "DebitCycle", "DebitDateCheck", "DebitDates", "DebitNotification", "DebitWindowQuery", "DebitWindows", "DrawQr", "EndCharge", "Environment", "ErrorKind", "ExecuteDebit", "ExpectedKind", "ExpectedTransaction", "Finding", "FindingKind", "IdentifierKind", "LinkParameter", "LinkText", "ListDebitDates", "Mandate", "MandateAction", "MandateCategory", "MandateDebitNotice", "MandateLink", "MandatePaths", "MandatePayee", "MandatePayer", "MandatePayerInfo", "MandateSchedule", "MandateStatus", "MandateTimes", "MdrMode", "MerchantInfo", "MinimalTransaction", "NewEnd", "NextStep", "NoticeQuery", "NoticeWindow", "NotifyDebit", "Order", "OrderPage", "OrderStatus", "OtpResent", "OtpValidation", "ParsedMandateLink", "ParsedPayLink", "PausePeriod", "PayLink", "PaymentDetail", "PaymentLink", "PaymentLinkEvent", "PaymentLinkNotice", "PaymentLinkOutcome", "PaymentLinkPayment", "PaymentLinkStatus", "PaymentMode", "PaymentModes", "PaymentNotice", "PaymentProvider", "PayoutMode", "PayoutProof", "PayoutStatus", "PinLimit", "PinLimitQuery", "PngImage", "QrAdditionalData", "QrCode", "QrCodePage", "QrCodeStatus", "QrCorrection", "QrTag", "QrText", "Reconcile", "ReconcileOptions", "Reconciliation", "ReconciliationTotals", "Recurrence", "RecurrencePeriod", "RecurrenceRule", "Refund", "Resolution", "ResolutionState", "RestrictedPaymentOptions", "RetryAdvice", "ReturnQuery", "RevokeMandate", "SearchCustomers", "SearchOrders", "SearchPayments", "SearchQrCodes", "SearchSettlements", "Secret", "SettlementCycle", "SettlementPage", "SettlementPayout", "SettlementStatus", "SettlementTransaction", "SettlementTransactionType", "SettlementType", "ShareAmount", "SortDirection", "SplitAccount", "SplitAccountList", "SplitAccountRef", "SplitAccountStatus", "SplitAccountSummary", "SplitAccountUpdate", "SplitAmount", "SplitAmounts", "SplitSettlement", "SplitShare", "SplitUpdated", "SubmitPayment", "SubmittedPayment", "SvgImage", "TimeWindow", "TpvAccount", "Transaction", "TransactionPage", "TransactionStatus", "UnverifiedReturn", "UpdateCheckoutCustomer", "UpdateMandate", "UpdateSplit", "UpdateSplitAccount", "UpiInitiationMode", "UpiIntentLinks", "UpiPurpose", "UpiQr", "UpiStatus", "UpiTransactionStatus", "ValidateOtp", "Validity", "VerifiedVpa", "VerifyVpa", "Wait", "WaitMandate", "WaitOrder", "WebhookEvent", "WebhookKind"]
__version__: Final[str]

class SyncCore:
    def __new__(cls, **settings: Any) -> Self: ...
    @staticmethod
    def from_env(token_store: object = None) -> SyncCore: ...
    @staticmethod
    def checkout(**settings: Any) -> SyncCore: ...
    def page(self, pages: Pages) -> tuple[Any, ...] | None: ...
    def call(self, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any: ...
    def request(self, method: str, path: str, json: object, /) -> Any: ...
    def take_doubts(self) -> list[Any]: ...
    def provoke_fault(self, in_call: bool) -> None: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...

class Pages:
    def __new__(cls, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Self: ...

class StoreReply:
    def give(self, answer: object) -> None: ...

class LoopQueue:
    def drain(self) -> None: ...
    def abandon(self, ticket: int) -> Future[BaseException | None] | None: ...

class Lost:
    def tell(self) -> BaseException | None: ...
    def show(self) -> BaseException: ...

class AsyncCore:
    def __new__(cls, **settings: Any) -> Self: ...
    @staticmethod
    def from_env(token_store: object = None) -> AsyncCore: ...
    @staticmethod
    def checkout(**settings: Any) -> AsyncCore: ...
    def page(
        self, event_loop: AbstractEventLoop, pages: Pages
    ) -> tuple[Future[Any], LoopQueue, int, Lost | None]: ...
    def start(
        self, event_loop: AbstractEventLoop, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Future[Any], LoopQueue, int, Lost | None]: ...
    def request(
        self, event_loop: AbstractEventLoop, method: str, path: str, json: object, /
    ) -> tuple[Future[Any], LoopQueue, int, Lost | None]: ...
    def take_doubts(self) -> list[Any]: ...
    def provoke_fault(
        self, event_loop: AbstractEventLoop, place: str
    ) -> tuple[Future[Any], LoopQueue, int, Lost | None]: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...

class _Row(TypedDict):
    resource: str
    method: str
    doc: str
    id: str | None
    fields: list[tuple[str, bool]]
    all_rows: str | None
    of_client: bool
    of_checkout: bool

def operations() -> list[_Row]: ...
def functions() -> list[tuple[str, str, str, list[tuple[str, bool]]]]: ...
def run_function(index: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any: ...
def client_settings() -> list[tuple[str, bool]]: ...
def checkout_settings() -> list[tuple[str, bool]]: ...
def webhook_not_genuine() -> BaseException: ...
def parse_webhook(body: bytes | bytearray | memoryview | str, kind: str | None) -> WebhookEvent: ...

@final
class Secret:
    """Text that never prints: a key, a token, a card number. ``reveal()`` opens it.

    It cannot be pickled: a pickle ends up in queues, caches and files, where a secret must not lie open."""

    def __new__(cls, text: str) -> Self: ...
    def reveal(self) -> str:
        """The text. Whoever calls this answers for where it goes."""
    def __bool__(self) -> bool: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PaymentMode:
    """How a payment is made.

    Other values pass through as they are."""
    NET_BANKING: Final = "NET_BANKING"
    """Net banking; needs `bank_code`."""
    UPI: Final = "UPI"
    """UPI; needs `vpa`."""
    CREDIT_CARD: Final = "CREDIT_CARD"
    """Credit card."""
    DEBIT_CARD: Final = "DEBIT_CARD"
    """Debit card."""
    PREPAID_CARD: Final = "PREPAID_CARD"
    """Prepaid card."""
    PAY_LATER: Final = "PAY_LATER"
    """Pay later; needs `bank_code` or `bnpl_payment_option_id`."""
    WALLET: Final = "WALLET"
    """Wallet; needs `bank_code` with the wallet's code."""
    CORPORATE_CARD: Final = "CORPORATE_CARD"
    """Corporate card."""

@final
class CardScheme:
    """Card network.

    Other values pass through as they are."""
    MASTERCARD: Final = "MASTERCARD"
    """Mastercard"""
    VISA: Final = "VISA"
    """Visa"""
    RUPAY: Final = "RUPAY"
    """RuPay"""
    DINERS: Final = "DINERS"
    """Diners Club"""
    AMEX: Final = "AMEX"
    """American Express"""
    MAESTRO: Final = "MAESTRO"
    """Maestro"""
    DISCOVER: Final = "DISCOVER"
    """Discover"""

@final
class OrderStatus:
    """State of an order.

    Other values pass through as they are."""
    CREATED: Final = "CREATED"
    """It exists and can be paid."""
    CHECKOUT_RENDERED: Final = "CHECKOUT_RENDERED"
    """The customer was sent to the hosted checkout."""
    ATTEMPTED: Final = "ATTEMPTED"
    """At least one payment attempt; its outcome stands on the transaction."""
    PAID: Final = "PAID"
    """Paid. An order is paid at most once."""
    CANCELLED: Final = "CANCELLED"
    """Cancelled by the customer."""
    EXPIRED: Final = "EXPIRED"
    """Its time ran out."""
    PAYMENT_CONFIRMATION_PENDING: Final = "PAYMENT_CONFIRMATION_PENDING"
    """Waiting for the customer's bank (2024 documentation)."""

@final
class Currency:
    """Currency; the gateway takes rupees only.

    Other values pass through as they are."""
    INR: Final = "INR"
    """Indian rupee."""

@final
class TransactionStatus:
    """State of a transaction.

    Other values pass through as they are."""
    CREATED: Final = "CREATED"
    """It exists, nothing was paid."""
    AUTHORIZED: Final = "AUTHORIZED"
    """Authorised (after an OTP)."""
    PENDING_WITH_BANK: Final = "PENDING_WITH_BANK"
    """With the bank: pending, whatever the payment mode. Keep asking."""
    SUCCESS: Final = "SUCCESS"
    """Paid."""
    FAILED: Final = "FAILED"
    """Failed."""
    CANCELLED: Final = "CANCELLED"
    """Cancelled."""
    PARTIALLY_REFUNDED: Final = "PARTIALLY_REFUNDED"
    """Paid, and part of it was given back."""
    REFUNDED: Final = "REFUNDED"
    """Paid, and all of it was given back."""

@final
class SortDirection:
    """Order of a search."""
    ASC: Final = "ASC"
    """Smallest first."""
    DESC: Final = "DESC"
    """Largest first."""

@final
class CardType:
    """Kind of a card.

    Other values pass through as they are."""
    CREDIT: Final = "CREDIT"
    """Pay with `CREDIT_CARD`."""
    DEBIT: Final = "DEBIT"
    """Pay with `DEBIT_CARD`."""
    PREPAID: Final = "PREPAID"
    """Pay with `PREPAID_CARD`."""
    CORPORATE: Final = "CORPORATE"
    """Pay with `CORPORATE_CARD`."""

@final
class AmountSplitType:
    """How the shares of a split are read."""
    FLAT: Final = "FLAT"
    """`value` is rupees."""
    PERCENTAGE: Final = "PERCENTAGE"
    """`value` is percent of the payment."""

@final
class NextStep:
    """What to do after a charge."""
    PAID: Final = "PAID"
    """Nothing: it is paid. Confirm with `payments.minimal`."""
    FAILED: Final = "FAILED"
    """Nothing: it failed; `result_message` says why."""
    THREE_D_SECURE: Final = "THREE_D_SECURE"
    """Show the in-page 3-D Secure of `transaction_uuid`, then ask `payments.upi_status`."""
    OTP: Final = "OTP"
    """Ask the payer for the bank's OTP, then `payments.validate_otp`."""
    CORRECT_INPUT: Final = "CORRECT_INPUT"
    """Correct the input and charge again; the attempt stays open."""
    REDIRECT: Final = "REDIRECT"
    """Send the payer to `redirection_url`, then ask `payments.minimal`."""
    PENDING: Final = "PENDING"
    """Nothing is known yet: ask `payments.minimal`."""

@final
class UpiTransactionStatus:
    """State of a UPI payment, as its status call says it.

    Other values pass through as they are."""
    SUCCESS: Final = "SUCCESS"
    """Paid."""
    FAILED: Final = "FAILED"
    """Failed."""
    PROCESS: Final = "PROCESS"
    """Not decided yet."""

@final
class PayoutStatus:
    """State of a payout.

    Other values pass through as they are."""
    INIT: Final = "INIT"
    """Started."""
    SUCCESS: Final = "SUCCESS"
    """Paid to the merchant's bank."""

@final
class PayoutMode:
    """Bank rail of a payout.

    Other values pass through as they are."""
    IMPS: Final = "IMPS"
    """Immediate payment service."""

@final
class SettlementTransactionType:
    """What a row of a settlement is. Only `SALE` is documented, the other words are inferred.

    Other values pass through as they are."""
    SALE: Final = "SALE"
    """A payment."""
    REFUND: Final = "REFUND"
    """A refund."""
    CHARGEBACK: Final = "CHARGEBACK"
    """A payment that the customer's bank took back."""
    ADJUSTMENT: Final = "ADJUSTMENT"
    """Another amount, taken off or added."""

@final
class SettlementStatus:
    """State of a transaction within a settlement.

    Other values pass through as they are."""
    PENDING: Final = "PENDING"
    """Not settled yet."""
    SETTLED: Final = "SETTLED"
    """Settled."""

@final
class MdrMode:
    """Who bears the charges.

    Other values pass through as they are."""
    CONVENIENCE: Final = "CONVENIENCE"
    """The customer, as a convenience fee."""
    NORMAL: Final = "NORMAL"
    """The merchant."""

@final
class SettlementType:
    """Kind of settlement.

    Other values pass through as they are."""
    NORMAL: Final = "NORMAL"
    """The ordinary one."""

@final
class SettlementCycle:
    """When a recipient is paid, in working days after the payment (inferred from the names).

    Other values pass through as they are."""
    T0: Final = "T0"
    """The same day."""
    T1: Final = "T1"
    """The next day."""
    T2: Final = "T2"
    """The day after."""

@final
class SplitAccountStatus:
    """State of a split account (inferred from the two calls that change it).

    Other values pass through as they are."""
    ACTIVE: Final = "ACTIVE"
    """Receives shares."""
    INACTIVE: Final = "INACTIVE"
    """Receives none."""

@final
class QrCodeStatus:
    """State of a QR code. That it is used up or out of time is not expressed by the documented states.

    Other values pass through as they are."""
    ACTIVE: Final = "ACTIVE"
    """Can be paid."""
    CANCELLED: Final = "CANCELLED"
    """Cancelled by the merchant."""
    EXPIRED: Final = "EXPIRED"
    """Out of time or used up; not documented, tolerated."""

@final
class AmountRule:
    """How a mandate's amount is meant."""
    EXACT: Final = "EXACT"
    """Every debit is of this amount."""
    MAX: Final = "MAX"
    """A debit may be of this amount or less."""

@final
class RecurrencePeriod:
    """How often a mandate may be debited. The gateway prints no list; these are the words of the payment network, in
    capitals as the gateway writes its other words (inferred).

    Other values pass through as they are."""
    ONE_TIME: Final = "ONETIME"
    """Once, on a day inside the validity."""
    DAILY: Final = "DAILY"
    """Once a day."""
    WEEKLY: Final = "WEEKLY"
    """Once a week, Monday to Sunday."""
    FORTNIGHTLY: Final = "FORTNIGHTLY"
    """Once in each half of a month: 1st to 15th, 16th to the last (halves inferred)."""
    MONTHLY: Final = "MONTHLY"
    """Once a calendar month."""
    BIMONTHLY: Final = "BIMONTHLY"
    """Once in two months, counted from the month the validity starts in."""
    QUARTERLY: Final = "QUARTERLY"
    """Once in three months, counted from the month the validity starts in."""
    HALF_YEARLY: Final = "HALFYEARLY"
    """Once in six months, counted from the month the validity starts in."""
    YEARLY: Final = "YEARLY"
    """Once a year, in the month the validity starts in."""
    AS_PRESENTED: Final = "ASPRESENTED"
    """Whenever the merchant presents a debit; the merchant sends each notice itself."""

@final
class RecurrenceRule:
    """How the day of a recurrence is meant; the day itself is always included.

    Other values pass through as they are."""
    ON: Final = "ON"
    """On that day."""
    BEFORE: Final = "BEFORE"
    """On that day or earlier in the cycle."""
    AFTER: Final = "AFTER"
    """On that day or later in the cycle."""

@final
class MandateStatus:
    """State of a mandate. The gateway publishes no list; these are the words in use on the rail.

    Other values pass through as they are."""
    INITIATED: Final = "INITIATED"
    """Made, not with the payer yet."""
    PENDING: Final = "PENDING"
    """The payer has been asked to approve."""
    ACTIVE: Final = "ACTIVE"
    """Approved: debits are possible."""
    REJECTED: Final = "REJECTED"
    """Refused by the payer."""
    FAILED: Final = "FAILED"
    """Could not be set up."""
    PAUSED: Final = "PAUSED"
    """Paused by the payer: no debits."""
    REVOKED: Final = "REVOKED"
    """Ended by merchant or payer."""
    COMPLETED: Final = "COMPLETED"
    """Served its purpose: executed once, or its validity is over."""
    EXPIRED: Final = "EXPIRED"
    """The payer did not approve in time."""

@final
class PaymentLinkStatus:
    """State of a payment link (inferred).

    Other values pass through as they are."""
    CREATED: Final = "CREATED"
    """Can be paid."""
    PARTIALLY_PAID: Final = "PARTIALLY_PAID"
    """Part of it was paid, the rest can be."""
    PAID: Final = "PAID"
    """Paid in full."""
    EXPIRED: Final = "EXPIRED"
    """Out of time."""
    DELETED: Final = "DELETED"
    """Deleted by the merchant."""

@final
class PaymentLinkOutcome:
    """Outcome of a payment of a link.

    Other values pass through as they are."""
    SUCCESS: Final = "SUCCESS"
    """Paid."""
    FAILED: Final = "FAILED"
    """Not paid."""

@final
class WebhookKind:
    """What a notification is about.

    Other values pass through as they are."""
    PAYMENT: Final = "PAYMENT"
    """The state of a payment; `payment` holds the claim."""
    MANDATE: Final = "MANDATE"
    """The state of a mandate; `mandate` holds the claim."""
    MANDATE_DEBIT: Final = "MANDATE_DEBIT"
    """A debit of a mandate; `mandate_debit` holds the claim."""
    PAYMENT_LINK: Final = "PAYMENT_LINK"
    """A payment link; `payment_link` holds the claim."""
    REFUND: Final = "REFUND"
    """A refund; `refund` holds the claim."""
    RETURN_PAGE: Final = "RETURN_PAGE"
    """The payer's browser has come back; `returned` names what to ask about."""

@final
class PaymentLinkEvent:
    """What a notification about a link tells.

    Other values pass through as they are."""
    PAYMENT: Final = "PAYMENT"
    """A payment succeeded or failed."""
    DUE_DATE: Final = "DUE_DATE"
    """The due date was reached (inferred from the name)."""

@final
class ResolutionState:
    """What is known of a call that was in doubt."""
    APPLIED: Final = "APPLIED"
    """It has had its effect. The record tells with which outcome: a payment may still be with the bank."""
    NOT_APPLIED: Final = "NOT_APPLIED"
    """It has had no effect, and the gateway's own answer proves it. It may be made again, with the same key where it has one."""
    UNDECIDED: Final = "UNDECIDED"
    """Nobody can tell yet, or no call of the gateway tells. Do not make it again; ask later."""

@final
class UpiInitiationMode:
    """How a payment was started: parameter `mode` of a link. Signed modes need `sign`.

    Other values pass through as they are."""
    DEFAULT_MODE: Final = "00"
    """No particular way."""
    QR: Final = "01"
    """QR code."""
    SECURE_QR: Final = "02"
    """Signed QR code."""
    BHARAT_QR: Final = "03"
    """BharatQR."""
    INTENT: Final = "04"
    """Link that opens an app."""
    SECURE_INTENT: Final = "05"
    """Signed link."""
    NFC: Final = "06"
    """Near-field communication."""
    BLE: Final = "07"
    """Bluetooth low energy."""
    UHF: Final = "08"
    """Ultra-high frequency sound or radio."""
    AADHAAR: Final = "09"
    """Aadhaar."""
    SDK: Final = "10"
    """A library inside the merchant's app."""
    MANDATE: Final = "11"
    """Mandate."""
    FOREIGN_INWARD: Final = "12"
    """Money from abroad."""
    STATIC_SECURE_QR_MANDATE_OFFLINE: Final = "13"
    """Signed static QR code of a mandate, offline."""
    RESTRICTED: Final = "14"
    """Restricted use."""
    DYNAMIC_QR_OFFLINE: Final = "15"
    """Dynamic QR code, offline."""
    DYNAMIC_SECURE_QR_OFFLINE: Final = "16"
    """Signed dynamic QR code, offline."""
    DYNAMIC_SECURE_QR_MANDATE_OFFLINE: Final = "17"
    """Signed dynamic QR code of a mandate, offline."""
    ATM_QR: Final = "18"
    """QR code at a cash machine."""
    STATIC_QR_ONLINE: Final = "19"
    """Static QR code, online."""
    STATIC_SECURE_QR_ONLINE: Final = "20"
    """Signed static QR code, online."""
    STATIC_QR_MANDATE_ONLINE: Final = "21"
    """Static QR code of a mandate, online."""
    DYNAMIC_QR_ONLINE: Final = "22"
    """Dynamic QR code, online."""
    DYNAMIC_SECURE_QR_ONLINE: Final = "23"
    """Signed dynamic QR code, online."""
    DYNAMIC_SECURE_QR_MANDATE_ONLINE: Final = "24"
    """Signed dynamic QR code of a mandate, online."""

@final
class UpiPurpose:
    """What a payment is for: parameter `purpose` of a link.

    Other values pass through as they are."""
    DEFAULT_PURPOSE: Final = "00"
    """No particular purpose."""
    SECURITIES: Final = "01"
    """Securities, as in subscribing to an IPO; one-time mandates."""
    ASSET_MANAGEMENT: Final = "02"
    """Asset management."""
    TRAVEL: Final = "03"
    """Travel."""
    HOSPITALITY: Final = "04"
    """Hospitality."""
    HOSPITAL: Final = "05"
    """Hospital."""
    TELECOM: Final = "06"
    """Telecom."""
    INSURANCE: Final = "07"
    """Insurance."""
    EDUCATION: Final = "08"
    """Education."""
    GIFTING: Final = "09"
    """Gifts."""
    BILL_PAYMENT: Final = "10"
    """Bills."""
    INTERNATIONAL: Final = "11"
    """International."""
    ATM_METRO: Final = "12"
    """QR code at a cash machine in a metropolitan area."""
    ATM_NON_METRO: Final = "13"
    """QR code at a cash machine elsewhere."""
    STANDING_INSTRUCTION: Final = "14"
    """Standing instruction: recurring mandates."""
    CORPORATE_DISBURSEMENT: Final = "15"
    """Payments by a company."""
    BUSINESS_TO_BUSINESS: Final = "20"
    """Between businesses."""
    RETAIL_DIRECT: Final = "25"
    """Government securities bought directly."""
    UPI_LITE41: Final = "41"
    """UPI Lite, code 41."""
    UPI_LITE42: Final = "42"
    """UPI Lite, code 42."""
    UPI_LITE43: Final = "43"
    """UPI Lite, code 43."""
    UPI_LITE44: Final = "44"
    """UPI Lite, code 44."""
    UPI_LITE45: Final = "45"
    """UPI Lite, code 45."""
    UPI_LITE46: Final = "46"
    """UPI Lite, code 46."""
    UPI_LITE50: Final = "50"
    """UPI Lite, code 50."""
    DELEGATION: Final = "59"
    """Payment on behalf of somebody else."""
    INTERNATIONAL60: Final = "60"
    """International, code 60."""
    INTERNATIONAL61: Final = "61"
    """International, code 61."""
    INTERNATIONAL62: Final = "62"
    """International, code 62."""
    INTERNATIONAL63: Final = "63"
    """International, code 63."""
    INTERNATIONAL64: Final = "64"
    """International, code 64."""
    INTERNATIONAL65: Final = "65"
    """International, code 65."""
    INTERNATIONAL66: Final = "66"
    """International, code 66."""
    UPI_LITE_AUTOPAY: Final = "71"
    """Automatic refill of UPI Lite."""
    SINGLE_BLOCK_MULTIPLE_DEBIT: Final = "76"
    """One blocked amount, several debits."""

@final
class MandateAction:
    """What a mandate link asks the payer to approve: parameter `txnType`.

    Other values pass through as they are."""
    CREATE: Final = "CREATE"
    """A new mandate (by analogy; providers print only `UPDATE`)."""
    UPDATE: Final = "UPDATE"
    """A change of amount or end of an existing one."""
    REVOKE: Final = "REVOKE"
    """The end of an existing one (by analogy)."""

@final
class QrCorrection:
    """How much of a QR code may be unreadable."""
    LOW: Final = "LOW"
    """7 %."""
    MEDIUM: Final = "MEDIUM"
    """15 %."""
    QUARTILE: Final = "QUARTILE"
    """25 %."""
    HIGH: Final = "HIGH"
    """30 %."""

@final
class IdentifierKind:
    """Kinds of identifiers."""
    VPA: Final = "VPA"
    """UPI id, `name@handle`; compared without regard to case, normalised to lower case."""
    IFSC: Final = "IFSC"
    """Branch of a bank: four letters, a zero, six letters or digits; normalised to capitals."""
    UMN: Final = "UMN"
    """UPI mandate number: 30 to 35 letters or digits, `@`, the payer's handle. Opaque: kept as it is."""
    RRN: Final = "RRN"
    """Retrieval reference number, the customer's reference of a UPI payment: 12 digits."""
    UTR: Final = "UTR"
    """Reference of a bank transfer: 12 to 22 letters or digits (NEFT 16, RTGS 22, UPI and IMPS the RRN); normalised to
    capitals."""
    PAN: Final = "PAN"
    """Tax number of a person or company: five letters, four digits, a letter; normalised to capitals."""
    GSTIN: Final = "GSTIN"
    """Tax number of a business with its check character: 15 characters; normalised to capitals."""
    UPI_TRANSACTION_ID: Final = "UPI_TRANSACTION_ID"
    """UPI transaction id: 35 letters or digits that start with the three letters of a provider. Kept as it is."""
    MOBILE: Final = "MOBILE"
    """Indian mobile number, normalised to its ten digits."""

@final
class MandateCategory:
    """What a mandate pays for. Decides the limit without UPI PIN and whether a notice is due before a debit."""
    OTHER: Final = "OTHER"
    """Anything not listed here."""
    MUTUAL_FUND: Final = "MUTUAL_FUND"
    """Mutual fund subscriptions."""
    INSURANCE_PREMIUM: Final = "INSURANCE_PREMIUM"
    """Insurance premiums."""
    CREDIT_CARD_BILL: Final = "CREDIT_CARD_BILL"
    """Credit card bills."""
    FASTAG: Final = "FASTAG"
    """Refilling a FASTag."""
    NCMC: Final = "NCMC"
    """Refilling a National Common Mobility Card."""

@final
class ExpectedKind:
    """What a merchant expects to find in a payout."""
    SALE: Final = "SALE"
    """A payment."""
    REFUND: Final = "REFUND"
    """A refund."""
    CHARGEBACK: Final = "CHARGEBACK"
    """A payment that the customer's bank took back."""

@final
class FindingKind:
    """What became of a row of a payout, of an amount of a payout, or of an expected transaction."""
    MATCHED: Final = "MATCHED"
    """The row is what was expected."""
    MISSING: Final = "MISSING"
    """Expected, and in none of the payouts."""
    REPEATED: Final = "REPEATED"
    """Settled before: the same row, the same transaction or the same payout once more."""
    AMOUNT_DIFFERS: Final = "AMOUNT_DIFFERS"
    """The expected transaction with another amount."""
    CHARGE_DIFFERS: Final = "CHARGE_DIFFERS"
    """The expected transaction and amount with other charges or tax."""
    CARRIED_FORWARD: Final = "CARRIED_FORWARD"
    """An amount moved between this payout and an earlier or later one."""
    REFUND: Final = "REFUND"
    """A refund taken off that the merchant did not list."""
    CHARGEBACK: Final = "CHARGEBACK"
    """A chargeback taken off that the merchant did not list."""
    ADJUSTMENT: Final = "ADJUSTMENT"
    """Another amount taken off or added: adjustments, wallet, charges of instant settlements and splits."""
    UNEXPECTED: Final = "UNEXPECTED"
    """A payment with ids of which none was expected."""
    UNIDENTIFIED: Final = "UNIDENTIFIED"
    """A row without an id, with ids that contradict each other, of an unknown type, or a payout without rows."""
    PAYOUT_TOTAL_DIFFERS: Final = "PAYOUT_TOTAL_DIFFERS"
    """A total of the payout is not what its parts add up to."""

@final
class Environment:
    """A named installation of the gateway."""
    PRODUCTION: Final = "production"
    """The live gateway."""
    UAT: Final = "uat"
    """The gateway's test system."""

@final
class AuthForm:
    """How the token stands in the `Authorization` header."""
    AUTO: Final = "auto"
    """`Bearer <token>` first, as documented; if the gateway refuses it, the raw token once, and what worked is kept."""
    BEARER: Final = "bearer"
    """`Bearer <token>` only."""
    RAW: Final = "raw"
    """The token alone."""

@final
class MandatePaths:
    """Which generation of the mandate paths to use."""
    CURRENT: Final = "current"
    """`/api/v0/upi-mandate...`, since July 2025."""
    LEGACY: Final = "legacy"
    """`/api/v0/upi-autopay/mandates...`, before."""

@final
class SplitAccountUpdate:
    """The verb of `split_accounts.update`."""
    PATCH: Final = "patch"
    """PATCH, since late 2025."""
    POST: Final = "post"
    """POST, before."""

@final
class CardEncoding:
    """How card data travels in `payments.submit`."""
    PLAIN: Final = "plain"
    """As typed: what the schema of the documentation shows."""
    BASE64: Final = "base64"
    """In base64, as the gateway's own browser code sends it."""

@final
class ErrorKind:
    """The kind of an error: what the caller can do about it."""
    CONFIGURATION: Final = "Configuration"
    """The client cannot be made or used like this: a missing key, a bad URL, a closed client."""
    VALIDATION: Final = "Validation"
    """A value was refused before anything was sent; `field` names it."""
    AUTHENTICATION: Final = "Authentication"
    """The gateway does not accept the keys or the token."""
    GATEWAY: Final = "Gateway"
    """The gateway understood and refused; `gateway_code` and `gateway_text` are its words."""
    RATE_LIMITED: Final = "RateLimited"
    """Too many calls; this one was not applied."""
    CONNECTION: Final = "Connection"
    """The gateway could not be reached, or the connection broke under a call that changes nothing or may be made again."""
    TIMEOUT: Final = "Timeout"
    """The deadline passed; nothing that changes anything had been sent."""
    UNAVAILABLE: Final = "Unavailable"
    """The gateway is down or overloaded; the call changes nothing, or has the same result when it is made again."""
    UNEXPECTED_RESPONSE: Final = "UnexpectedResponse"
    """An answer that is not the gateway's, or not of a known shape; the call changes nothing, or has the same result when it
    is made again."""
    OUTCOME_UNKNOWN: Final = "OutcomeUnknown"
    """The call may have been applied: its answer was lost, or it was given up, or only its repetition was refused. Do not
    repeat it: find out by `reference`, as `text` says."""
    CANCELLED: Final = "Cancelled"
    """The caller gave up before anything that changes anything was sent."""
    INTERNAL: Final = "Internal"
    """A fault of this SDK."""

@final
class RetryAdvice:
    """Whether the caller may repeat the call."""
    SAFE: Final = "safe"
    """Repeating is safe."""
    NEVER: Final = "never"
    """Repeating cannot help."""
    LOOK_UP_FIRST: Final = "look up first"
    """Look the reference up first; repeat only if it is surely absent."""

@final
class AuthToken:
    """A token of the gateway. The client fetches and renews its own; this is for callers that need one elsewhere."""
    __match_args__ = ("token", "expiry", "result_code", "result_message",)
    def __new__(cls, *, token: str | Secret, expiry: int | None = None, result_code: int | None = None, result_message: str | None = None) -> Self: ...
    @property
    def token(self) -> Secret:
        """Value for the `Authorization` header."""
    @property
    def expiry(self) -> int | None:
        """When it ends, in milliseconds since 1970 as the samples show it; the documentation can also be read as a
        lifetime in milliseconds."""
    @property
    def result_code(self) -> int | None:
        """Outcome code: 0 or 200, depending on the edition of the documentation."""
    @property
    def result_message(self) -> str | None:
        """Outcome text."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> AuthToken:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PaymentModes:
    """Answer of `merchant.payment_modes`. Inferred from the order detail of the checkout."""
    __match_args__ = ("payment_modes", "net_banking_list", "wallet_list", "credit_card_schemes", "debit_card_schemes", "prepaid_card_schemes", "corporate_card_schemes", "pay_later_list",)
    def __new__(cls, *, payment_modes: Sequence[str] | None = None, net_banking_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None = None, wallet_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None = None, credit_card_schemes: Sequence[str] | None = None, debit_card_schemes: Sequence[str] | None = None, prepaid_card_schemes: Sequence[str] | None = None, corporate_card_schemes: Sequence[str] | None = None, pay_later_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def payment_modes(self) -> tuple[str, ...]:
        """The modes that are switched on for the merchant."""
    @property
    def net_banking_list(self) -> tuple[PaymentProvider, ...]:
        """Banks for net banking."""
    @property
    def wallet_list(self) -> tuple[PaymentProvider, ...]:
        """Wallets."""
    @property
    def credit_card_schemes(self) -> tuple[str, ...]:
        """Schemes of credit cards; an empty list means no restriction."""
    @property
    def debit_card_schemes(self) -> tuple[str, ...]:
        """Schemes of debit cards."""
    @property
    def prepaid_card_schemes(self) -> tuple[str, ...]:
        """Schemes of prepaid cards."""
    @property
    def corporate_card_schemes(self) -> tuple[str, ...]:
        """Schemes of corporate cards."""
    @property
    def pay_later_list(self) -> tuple[PaymentProvider, ...]:
        """Pay-later providers."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PaymentModes:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PaymentProvider:
    """A bank or a wallet with the code that `bank_code` takes."""
    __match_args__ = ("code", "name", "image", "net_banking_account_type",)
    def __new__(cls, *, code: str | None = None, name: str | None = None, image: str | None = None, net_banking_account_type: str | None = None) -> Self: ...
    @property
    def code(self) -> str | None:
        """The code to pass as `bank_code`."""
    @property
    def name(self) -> str | None:
        """Name to show."""
    @property
    def image(self) -> str | None:
        """Address of its logo."""
    @property
    def net_banking_account_type(self) -> str | None:
        """Kind of account at a bank (net banking)."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PaymentProvider:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CreateOrder:
    """Request of `orders.create`."""
    __match_args__ = ("merchant_order_id", "amount", "customer_info", "return_url", "notify_url", "custom_parameters", "description", "payment_detail", "restricted_payment_options",)
    def __new__(cls, *, merchant_order_id: str, amount: Amount, customer_info: CustomerInfo | _CustomerInfoDict | Mapping[str, object] | None = None, return_url: str | None = None, notify_url: str | None = None, custom_parameters: Mapping[str, str] | None = None, description: str | None = None, payment_detail: TpvAccount | _TpvAccountDict | Mapping[str, object] | None = None, restricted_payment_options: RestrictedPaymentOptions | _RestrictedPaymentOptionsDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def merchant_order_id(self) -> str:
        """The merchant's own reference, unique per merchant: letters and digits only."""
    @property
    def amount(self) -> Decimal:
        """Rupees, at least 0.01, two decimals at most."""
    @property
    def customer_info(self) -> CustomerInfo | None:
        """The payer."""
    @property
    def return_url(self) -> str | None:
        """Where the browser comes back to after the checkout."""
    @property
    def notify_url(self) -> str | None:
        """Where the gateway sends payment notifications."""
    @property
    def custom_parameters(self) -> dict[str, str]:
        """Free key-value pairs that come back with the order."""
    @property
    def description(self) -> str | None:
        """Shown to the customer."""
    @property
    def payment_detail(self) -> TpvAccount | None:
        """The one account that may pay (UPI third-party validation)."""
    @property
    def restricted_payment_options(self) -> RestrictedPaymentOptions | None:
        """What the checkout may offer; absent offers everything the merchant has."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CreateOrder:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CustomerInfo:
    """The payer."""
    __match_args__ = ("first_name", "last_name", "email", "phone_number", "address",)
    def __new__(cls, *, first_name: str | None = None, last_name: str | None = None, email: str | None = None, phone_number: str | None = None, address: Address | _AddressDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def first_name(self) -> str | None:
        """First name."""
    @property
    def last_name(self) -> str | None:
        """Last name."""
    @property
    def email(self) -> str | None:
        """E-mail address."""
    @property
    def phone_number(self) -> str | None:
        """Mobile number: ten digits, the first one 6 to 9."""
    @property
    def address(self) -> Address | None:
        """Postal address."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CustomerInfo:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Address:
    """A postal address."""
    __match_args__ = ("street_name", "city", "state", "country", "zipcode",)
    def __new__(cls, *, street_name: str | None = None, city: str | None = None, state: str | None = None, country: str | None = None, zipcode: str | None = None) -> Self: ...
    @property
    def street_name(self) -> str | None:
        """Street and house."""
    @property
    def city(self) -> str | None:
        """City."""
    @property
    def state(self) -> str | None:
        """State."""
    @property
    def country(self) -> str | None:
        """Country."""
    @property
    def zipcode(self) -> str | None:
        """PIN code."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Address:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TpvAccount:
    """The one bank account that may pay (third-party validation, UPI)."""
    __match_args__ = ("account_number", "ifsc",)
    def __new__(cls, *, account_number: str | Secret | None = None, ifsc: str | None = None) -> Self: ...
    @property
    def account_number(self) -> Secret | None:
        """Account number, 9 to 36 letters or digits."""
    @property
    def ifsc(self) -> str | None:
        """IFSC of the branch, such as `KKBK0000432`."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> TpvAccount:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class RestrictedPaymentOptions:
    """What the checkout offers for an order; a mode that is absent is not offered once any mode is named."""
    __match_args__ = ("net_banking", "credit_card", "debit_card", "prepaid_card", "corporate_card", "wallet", "upi",)
    def __new__(cls, *, net_banking: Sequence[str] | None = None, credit_card: Sequence[str] | None = None, debit_card: Sequence[str] | None = None, prepaid_card: Sequence[str] | None = None, corporate_card: Sequence[str] | None = None, wallet: Sequence[str] | None = None, upi: bool | None = None) -> Self: ...
    @property
    def net_banking(self) -> tuple[str, ...]:
        """Bank codes for net banking."""
    @property
    def credit_card(self) -> tuple[str, ...]:
        """Card schemes for credit cards, such as `VISA`."""
    @property
    def debit_card(self) -> tuple[str, ...]:
        """Card schemes for debit cards."""
    @property
    def prepaid_card(self) -> tuple[str, ...]:
        """Card schemes for prepaid cards."""
    @property
    def corporate_card(self) -> tuple[str, ...]:
        """Card schemes for corporate cards."""
    @property
    def wallet(self) -> tuple[str, ...]:
        """Wallet codes."""
    @property
    def upi(self) -> bool | None:
        """True offers UPI."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> RestrictedPaymentOptions:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CreatedOrder:
    """Answer of `orders.create`."""
    __match_args__ = ("order_id", "redirection_url",)
    def __new__(cls, *, order_id: str, redirection_url: str | None = None) -> Self: ...
    @property
    def order_id(self) -> str:
        """The gateway's id of the order (`ORD...`), used by every later call."""
    @property
    def redirection_url(self) -> str | None:
        """Hosted checkout page to send the customer to."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CreatedOrder:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Order:
    """An order as the gateway holds it."""
    __match_args__ = ("order_id", "merchant_order_id", "order_status", "amount", "currency", "created", "last_modified", "order_date", "transactions", "customer_info", "return_url", "notify_url", "custom_parameters", "description", "order_message", "merchant_name", "merchant_identifier_key", "payment_detail",)
    def __new__(cls, *, order_id: str, merchant_order_id: str | None = None, order_status: str | None = None, amount: Amount | None = None, currency: str | None = None, created: datetime | None = None, last_modified: datetime | None = None, order_date: datetime | None = None, transactions: Sequence[Transaction | _TransactionDict | Mapping[str, object]] | None = None, customer_info: CustomerInfo | _CustomerInfoDict | Mapping[str, object] | None = None, return_url: str | None = None, notify_url: str | None = None, custom_parameters: Mapping[str, str] | None = None, description: str | None = None, order_message: str | None = None, merchant_name: str | None = None, merchant_identifier_key: str | None = None, payment_detail: TpvAccount | _TpvAccountDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def order_id(self) -> str:
        """The gateway's id."""
    @property
    def merchant_order_id(self) -> str | None:
        """The merchant's own reference."""
    @property
    def order_status(self) -> str | None:
        """State."""
    @property
    def amount(self) -> Decimal | None:
        """Order value in rupees."""
    @property
    def currency(self) -> str | None:
        """Currency."""
    @property
    def created(self) -> datetime | None:
        """When it was created."""
    @property
    def last_modified(self) -> datetime | None:
        """When it last changed."""
    @property
    def order_date(self) -> datetime | None:
        """When it was placed."""
    @property
    def transactions(self) -> tuple[Transaction, ...]:
        """All payment attempts; at most one is successful."""
    @property
    def customer_info(self) -> CustomerInfo | None:
        """The payer."""
    @property
    def return_url(self) -> str | None:
        """Where the browser comes back to."""
    @property
    def notify_url(self) -> str | None:
        """Where notifications go."""
    @property
    def custom_parameters(self) -> dict[str, str]:
        """The free pairs given at creation."""
    @property
    def description(self) -> str | None:
        """The text given at creation."""
    @property
    def order_message(self) -> str | None:
        """The gateway's remark."""
    @property
    def merchant_name(self) -> str | None:
        """Name of the merchant."""
    @property
    def merchant_identifier_key(self) -> str | None:
        """The merchant's public key of the gateway."""
    @property
    def payment_detail(self) -> TpvAccount | None:
        """The one account that may pay."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Order:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Transaction:
    """One payment attempt, as the gateway's status call tells it: this is the truth about a payment."""
    __match_args__ = ("transaction_id", "status", "created", "last_modified", "order_id", "order_status", "unique_transaction_id", "amount", "final_amount", "transaction_amount", "surcharge", "surcharge_gst", "mdr", "mdr_gst", "currency", "payment_mode", "bank_code", "bank_name", "card_scheme", "masked_card_number", "card_holder_name", "payment_token", "bank_transaction_id", "txn_msg", "txn_date",)
    def __new__(cls, *, transaction_id: str, status: str | None = None, created: datetime | None = None, last_modified: datetime | None = None, order_id: str | None = None, order_status: str | None = None, unique_transaction_id: str | None = None, amount: Amount | None = None, final_amount: Amount | None = None, transaction_amount: Amount | None = None, surcharge: Amount | None = None, surcharge_gst: Amount | None = None, mdr: Amount | None = None, mdr_gst: Amount | None = None, currency: str | None = None, payment_mode: str | None = None, bank_code: str | None = None, bank_name: str | None = None, card_scheme: str | None = None, masked_card_number: str | None = None, card_holder_name: str | None = None, payment_token: str | Secret | None = None, bank_transaction_id: str | None = None, txn_msg: str | None = None, txn_date: datetime | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str:
        """The gateway's id (`EK...`)."""
    @property
    def status(self) -> str | None:
        """State."""
    @property
    def created(self) -> datetime | None:
        """When it was created."""
    @property
    def last_modified(self) -> datetime | None:
        """When it last changed."""
    @property
    def order_id(self) -> str | None:
        """The gateway's id of the order."""
    @property
    def order_status(self) -> str | None:
        """State of the order."""
    @property
    def unique_transaction_id(self) -> str | None:
        """The merchant's own reference of the order."""
    @property
    def amount(self) -> Decimal | None:
        """Order value in rupees."""
    @property
    def final_amount(self) -> Decimal | None:
        """What the customer pays in rupees: order value, surcharge and its tax."""
    @property
    def transaction_amount(self) -> Decimal | None:
        """Rupees that moved."""
    @property
    def surcharge(self) -> Decimal | None:
        """Fee added for the customer, in rupees."""
    @property
    def surcharge_gst(self) -> Decimal | None:
        """Tax on that fee; the gateway's browser code reads it as a rate in percent."""
    @property
    def mdr(self) -> Decimal | None:
        """The merchant's cost in rupees."""
    @property
    def mdr_gst(self) -> Decimal | None:
        """Tax on that cost in rupees."""
    @property
    def currency(self) -> str | None:
        """Currency."""
    @property
    def payment_mode(self) -> str | None:
        """How it was paid."""
    @property
    def bank_code(self) -> str | None:
        """Code of the bank or wallet."""
    @property
    def bank_name(self) -> str | None:
        """Name of the bank."""
    @property
    def card_scheme(self) -> str | None:
        """Card network."""
    @property
    def masked_card_number(self) -> str | None:
        """Card number with all but a few digits masked."""
    @property
    def card_holder_name(self) -> str | None:
        """Name on the card."""
    @property
    def payment_token(self) -> Secret | None:
        """The gateway's token of a saved card; charges need it, so it stays closed."""
    @property
    def bank_transaction_id(self) -> str | None:
        """The bank's reference; for UPI the RRN."""
    @property
    def txn_msg(self) -> str | None:
        """Text of the outcome."""
    @property
    def txn_date(self) -> datetime | None:
        """When it was paid or failed."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Transaction:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class WaitOrder:
    """Request of `orders.wait`."""
    __match_args__ = ("until", "timeout_seconds", "every_ms",)
    def __new__(cls, *, until: str | None = None, timeout_seconds: int | None = None, every_ms: int | None = None) -> Self: ...
    @property
    def until(self) -> str | None:
        """The state to wait for; `PAID` if left out. A state that no longer changes ends the waiting, too."""
    @property
    def timeout_seconds(self) -> int | None:
        """How long to wait in seconds, 1 to 3600; 300 if left out, as the gateway's own page waits. The client's deadline
        holds for each question, not for the waiting."""
    @property
    def every_ms(self) -> int | None:
        """Milliseconds between two questions, 100 to 60000; if left out what the method says."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> WaitOrder:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SearchOrders:
    """Request of `orders.search`."""
    __match_args__ = ("offset", "limit", "order_by", "direction", "from_date", "to_date", "order_status", "merchant_order_id", "amount_from", "amount_to",)
    def __new__(cls, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, order_status: str | None = None, merchant_order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> Self: ...
    @property
    def offset(self) -> int | None:
        """How many rows to skip; default 0."""
    @property
    def limit(self) -> int | None:
        """How many rows at most, 1 to 5000."""
    @property
    def order_by(self) -> str | None:
        """Key to sort by."""
    @property
    def direction(self) -> Literal["ASC", "DESC"] | None:
        """Sorting direction."""
    @property
    def from_date(self) -> datetime | None:
        """Created at or after this."""
    @property
    def to_date(self) -> datetime | None:
        """Created before or at this."""
    @property
    def order_status(self) -> str | None:
        """State."""
    @property
    def merchant_order_id(self) -> str | None:
        """The merchant's own reference."""
    @property
    def amount_from(self) -> Decimal | None:
        """At least this many rupees."""
    @property
    def amount_to(self) -> Decimal | None:
        """At most this many rupees."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SearchOrders:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class OrderPage:
    """One page of `orders.search`."""
    __match_args__ = ("records_count", "data",)
    def __new__(cls, *, records_count: int | None = None, data: Sequence[Order | _OrderDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def records_count(self) -> int | None:
        """How many rows match in all."""
    @property
    def data(self) -> tuple[Order, ...]:
        """The rows of this page."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> OrderPage:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class BnplMethods:
    """Answer of `orders.bnpl_methods`."""
    __match_args__ = ("data",)
    def __new__(cls, *, data: Sequence[BnplMethod | _BnplMethodDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def data(self) -> tuple[BnplMethod, ...]:
        """The options, possibly none."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> BnplMethods:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class BnplMethod:
    """A pay-later option of an order. Inferred: the page is public by name only."""
    __match_args__ = ("bnpl_payment_option_id", "bank_code", "name", "tenure_months", "instalment_amount",)
    def __new__(cls, *, bnpl_payment_option_id: str | None = None, bank_code: str | None = None, name: str | None = None, tenure_months: int | None = None, instalment_amount: Amount | None = None) -> Self: ...
    @property
    def bnpl_payment_option_id(self) -> str | None:
        """What `payments.submit` takes as `bnpl_payment_option_id`."""
    @property
    def bank_code(self) -> str | None:
        """Code of the provider."""
    @property
    def name(self) -> str | None:
        """Name to show."""
    @property
    def tenure_months(self) -> int | None:
        """Months of the instalment plan."""
    @property
    def instalment_amount(self) -> Decimal | None:
        """One instalment in rupees."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> BnplMethod:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UpiQr:
    """Answer of `orders.upi_qr`: a QR code to be paid once."""
    __match_args__ = ("qr_code", "qr_url", "transaction_id",)
    def __new__(cls, *, qr_code: str | None = None, qr_url: str | None = None, transaction_id: str) -> Self: ...
    @property
    def qr_code(self) -> str | None:
        """PNG image, base64 without a prefix."""
    @property
    def qr_url(self) -> str | None:
        """The `upi://pay` text in the image."""
    @property
    def transaction_id(self) -> str:
        """The transaction this call opened; follow it with `payments.upi_status`."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpiQr:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UpiIntentLinks:
    """Answer of `orders.upi_intent_links`: links that open a UPI app; any of them may be missing."""
    __match_args__ = ("transaction_id", "gpay", "phonepe", "paytm", "upi",)
    def __new__(cls, *, transaction_id: str | None = None, gpay: str | None = None, phonepe: str | None = None, paytm: str | None = None, upi: str | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The transaction to follow with `payments.upi_status`."""
    @property
    def gpay(self) -> str | None:
        """Google Pay."""
    @property
    def phonepe(self) -> str | None:
        """PhonePe."""
    @property
    def paytm(self) -> str | None:
        """Paytm."""
    @property
    def upi(self) -> str | None:
        """Any UPI app."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpiIntentLinks:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CheckoutOrder:
    """Answer of `orders.details`: what may be paid and how. The payer's saved cards are left out."""
    __match_args__ = ("transaction_id", "unique_transaction_id", "public_identifier_key", "amount", "total_amount", "name", "phone", "skip_contact_info", "payment_attempt_left", "upi_collect_timeout", "merchant_info", "upi", "upi_qr_code_enabled", "credit_card", "debit_card", "prepaid_card", "corporate_card", "net_banking", "wallet", "net_banking_list", "top_net_banking_list", "wallet_list", "credit_card_schemes", "debit_card_schemes", "prepaid_card_schemes", "corporate_card_schemes", "card_schemes_supported", "surcharges", "surcharge_gst",)
    def __new__(cls, *, transaction_id: str | None = None, unique_transaction_id: str | None = None, public_identifier_key: str | None = None, amount: Amount | None = None, total_amount: Amount | None = None, name: str | None = None, phone: str | None = None, skip_contact_info: bool | None = None, payment_attempt_left: bool | None = None, upi_collect_timeout: int | None = None, merchant_info: MerchantInfo | _MerchantInfoDict | Mapping[str, object] | None = None, upi: bool | None = None, upi_qr_code_enabled: bool | None = None, credit_card: bool | None = None, debit_card: bool | None = None, prepaid_card: bool | None = None, corporate_card: bool | None = None, net_banking: bool | None = None, wallet: bool | None = None, net_banking_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None = None, top_net_banking_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None = None, wallet_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None = None, credit_card_schemes: Sequence[str] | None = None, debit_card_schemes: Sequence[str] | None = None, prepaid_card_schemes: Sequence[str] | None = None, corporate_card_schemes: Sequence[str] | None = None, card_schemes_supported: Sequence[str] | None = None, surcharges: Mapping[str, str] | None = None, surcharge_gst: Amount | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The id that the later calls take; seen equal to the order id."""
    @property
    def unique_transaction_id(self) -> str | None:
        """The merchant's own reference."""
    @property
    def public_identifier_key(self) -> str | None:
        """The merchant's public key, needed to charge."""
    @property
    def amount(self) -> Decimal | None:
        """Order value in rupees."""
    @property
    def total_amount(self) -> Decimal | None:
        """Rupees to pay."""
    @property
    def name(self) -> str | None:
        """Name of the payer."""
    @property
    def phone(self) -> str | None:
        """Mobile number of the payer."""
    @property
    def skip_contact_info(self) -> bool | None:
        """Whether the payer's contact is known already."""
    @property
    def payment_attempt_left(self) -> bool | None:
        """Whether another attempt is allowed."""
    @property
    def upi_collect_timeout(self) -> int | None:
        """How long a UPI payment may take, in minutes; 5 if absent."""
    @property
    def merchant_info(self) -> MerchantInfo | None:
        """The merchant."""
    @property
    def upi(self) -> bool | None:
        """UPI is offered."""
    @property
    def upi_qr_code_enabled(self) -> bool | None:
        """A UPI QR code is offered."""
    @property
    def credit_card(self) -> bool | None:
        """Credit cards are offered."""
    @property
    def debit_card(self) -> bool | None:
        """Debit cards are offered."""
    @property
    def prepaid_card(self) -> bool | None:
        """Prepaid cards are offered."""
    @property
    def corporate_card(self) -> bool | None:
        """Corporate cards are offered."""
    @property
    def net_banking(self) -> bool | None:
        """Net banking is offered."""
    @property
    def wallet(self) -> bool | None:
        """Wallets are offered."""
    @property
    def net_banking_list(self) -> tuple[PaymentProvider, ...]:
        """Banks."""
    @property
    def top_net_banking_list(self) -> tuple[PaymentProvider, ...]:
        """Banks to show first."""
    @property
    def wallet_list(self) -> tuple[PaymentProvider, ...]:
        """Wallets."""
    @property
    def credit_card_schemes(self) -> tuple[str, ...]:
        """Schemes of credit cards; an empty list means no restriction."""
    @property
    def debit_card_schemes(self) -> tuple[str, ...]:
        """Schemes of debit cards."""
    @property
    def prepaid_card_schemes(self) -> tuple[str, ...]:
        """Schemes of prepaid cards."""
    @property
    def corporate_card_schemes(self) -> tuple[str, ...]:
        """Schemes of corporate cards."""
    @property
    def card_schemes_supported(self) -> tuple[str, ...]:
        """All schemes."""
    @property
    def surcharges(self) -> dict[str, str]:
        """Fees in rupees under keys such as `SC_CC_VISA`: surcharge (`SC`), convenience fee (`CF`), platform fee (`PF`, not the
        payer's); then the mode; then `DEFAULT`, a bank, a wallet or a scheme."""
    @property
    def surcharge_gst(self) -> Decimal | None:
        """Tax on the fees: a rate in percent, such as 18."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CheckoutOrder:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class MerchantInfo:
    """The merchant as the checkout shows it."""
    __match_args__ = ("merchant_name", "checkout_logo", "checkout_color_scheme", "hide_app_intent_links", "upi_vpa_enabled",)
    def __new__(cls, *, merchant_name: str | None = None, checkout_logo: str | None = None, checkout_color_scheme: str | None = None, hide_app_intent_links: bool | None = None, upi_vpa_enabled: bool | None = None) -> Self: ...
    @property
    def merchant_name(self) -> str | None:
        """Name."""
    @property
    def checkout_logo(self) -> str | None:
        """Address of the logo."""
    @property
    def checkout_color_scheme(self) -> str | None:
        """Colours."""
    @property
    def hide_app_intent_links(self) -> bool | None:
        """Whether links to UPI apps are hidden."""
    @property
    def upi_vpa_enabled(self) -> bool | None:
        """Whether a UPI id may be typed."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> MerchantInfo:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UpdateCheckoutCustomer:
    """Request of `orders.update_customer`."""
    __match_args__ = ("customer_email", "customer_mobile", "public_identifier_key",)
    def __new__(cls, *, customer_email: str | None = None, customer_mobile: str, public_identifier_key: str) -> Self: ...
    @property
    def customer_email(self) -> str | None:
        """E-mail address."""
    @property
    def customer_mobile(self) -> str:
        """Mobile number: ten digits, the first one 6 to 9."""
    @property
    def public_identifier_key(self) -> str:
        """`public_identifier_key` of the order's details."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpdateCheckoutCustomer:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CheckoutCustomer:
    """Answer of `orders.update_customer`."""
    __match_args__ = ("customer_mobile", "first_name", "address", "company_id", "authenticator_enabled", "message",)
    def __new__(cls, *, customer_mobile: str | None = None, first_name: str | None = None, address: Address | _AddressDict | Mapping[str, object] | None = None, company_id: str | None = None, authenticator_enabled: bool | None = None, message: str | None = None) -> Self: ...
    @property
    def customer_mobile(self) -> str | None:
        """Mobile number."""
    @property
    def first_name(self) -> str | None:
        """First name."""
    @property
    def address(self) -> Address | None:
        """Postal address."""
    @property
    def company_id(self) -> str | None:
        """Company at the gateway."""
    @property
    def authenticator_enabled(self) -> bool | None:
        """Whether a second factor is asked for."""
    @property
    def message(self) -> str | None:
        """The gateway's sentence, where it answers with one."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CheckoutCustomer:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CancelOrder:
    """Request of `orders.cancel`."""
    __match_args__ = ("transaction_id", "reason",)
    def __new__(cls, *, transaction_id: str, reason: str | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str:
        """`transaction_id` of the order's details."""
    @property
    def reason(self) -> str | None:
        """Reason."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CancelOrder:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ChargeEnded:
    """Answer of the calls that end an attempt or an order; no key of it is documented."""
    __match_args__ = ("transaction_id", "transaction_status", "order_status", "message",)
    def __new__(cls, *, transaction_id: str | None = None, transaction_status: str | None = None, order_status: str | None = None, message: str | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The transaction."""
    @property
    def transaction_status(self) -> str | None:
        """Its state."""
    @property
    def order_status(self) -> str | None:
        """State of the order."""
    @property
    def message(self) -> str | None:
        """The gateway's sentence, where it answers with one."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ChargeEnded:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class BinQuery:
    """Request of `cards.bin_details`."""
    __match_args__ = ("bin", "transaction_id",)
    def __new__(cls, *, bin: str | Secret, transaction_id: str) -> Self: ...
    @property
    def bin(self) -> Secret:
        """The first ten digits of the card, twelve at most, because they travel in the address; never shown, logged or kept."""
    @property
    def transaction_id(self) -> str:
        """`transaction_id` of the order's details."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> BinQuery:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class BinDetails:
    """Answer of `cards.bin_details`."""
    __match_args__ = ("card_scheme_type", "card_type", "pg_code", "bank_name", "bank_entity_name",)
    def __new__(cls, *, card_scheme_type: str | None = None, card_type: str | None = None, pg_code: str | None = None, bank_name: str | None = None, bank_entity_name: str | None = None) -> Self: ...
    @property
    def card_scheme_type(self) -> str | None:
        """Card network."""
    @property
    def card_type(self) -> str | None:
        """Kind of the card: which payment mode to use."""
    @property
    def pg_code(self) -> str | None:
        """Code of the acquirer."""
    @property
    def bank_name(self) -> str | None:
        """The issuing bank."""
    @property
    def bank_entity_name(self) -> str | None:
        """The bank's legal name."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> BinDetails:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SubmitPayment:
    """Request of `payments.submit`."""
    __match_args__ = ("order_id", "payment_detail", "split_settlement",)
    def __new__(cls, *, order_id: str, payment_detail: PaymentDetail | _PaymentDetailDict | Mapping[str, object], split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def order_id(self) -> str:
        """The gateway's id of the order to pay."""
    @property
    def payment_detail(self) -> PaymentDetail:
        """The instrument."""
    @property
    def split_settlement(self) -> SplitSettlement | None:
        """How the payment is divided among recipients."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SubmitPayment:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PaymentDetail:
    """The instrument of `payments.submit`. Which fields are needed follows from `payment_mode`."""
    __match_args__ = ("payment_mode", "card_holder_name", "card_number", "cvv", "expiry", "bank_code", "bnpl_payment_option_id", "vpa", "account_number", "ifsc",)
    def __new__(cls, *, payment_mode: str, card_holder_name: str | None = None, card_number: str | Secret | None = None, cvv: str | Secret | None = None, expiry: str | Secret | None = None, bank_code: str | None = None, bnpl_payment_option_id: str | None = None, vpa: str | None = None, account_number: str | Secret | None = None, ifsc: str | None = None) -> Self: ...
    @property
    def payment_mode(self) -> str:
        """How to pay."""
    @property
    def card_holder_name(self) -> str | None:
        """Name on the card."""
    @property
    def card_number(self) -> Secret | None:
        """Card number, 12 to 19 digits; never shown, logged or kept."""
    @property
    def cvv(self) -> Secret | None:
        """Card verification value, 3 or 4 digits; never shown, logged or kept."""
    @property
    def expiry(self) -> Secret | None:
        """Expiry as `MM/YY`; never shown, logged or kept."""
    @property
    def bank_code(self) -> str | None:
        """Code of the bank, wallet or pay-later provider."""
    @property
    def bnpl_payment_option_id(self) -> str | None:
        """The pay-later option."""
    @property
    def vpa(self) -> str | None:
        """The payer's UPI id."""
    @property
    def account_number(self) -> Secret | None:
        """The one account that may pay (UPI third-party validation), 9 to 36 letters or digits."""
    @property
    def ifsc(self) -> str | None:
        """IFSC of that account."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PaymentDetail:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SplitSettlement:
    """How a payment is divided. What is not given away stays with the merchant."""
    __match_args__ = ("amount_split_type", "shares",)
    def __new__(cls, *, amount_split_type: Literal["FLAT", "PERCENTAGE"], shares: Sequence[SplitShare | _SplitShareDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def amount_split_type(self) -> Literal["FLAT", "PERCENTAGE"]:
        """How the shares are read."""
    @property
    def shares(self) -> tuple[SplitShare, ...]:
        """One share per recipient; each recipient once. Percentages add up to 100 at most; rupees to the payment at most,
        which only the gateway can check."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitSettlement:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SplitShare:
    """One recipient's share."""
    __match_args__ = ("split_account_id", "value", "label",)
    def __new__(cls, *, split_account_id: str, value: Amount, label: str | None = None) -> Self: ...
    @property
    def split_account_id(self) -> str:
        """The recipient's account, from `split_accounts.create`."""
    @property
    def value(self) -> Decimal:
        """Rupees (`FLAT`) or percent (`PERCENTAGE`), more than 0, two decimals at most."""
    @property
    def label(self) -> str | None:
        """Free label."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitShare:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SubmittedPayment:
    """Answer of `payments.submit`. The documentation does not list its fields; these are inferred from the browser call."""
    __match_args__ = ("transaction_id", "transaction_status", "redirection_url", "result_code", "result_message", "rupay", "render_otp_page", "order_id",)
    def __new__(cls, *, transaction_id: str | None = None, transaction_status: str | None = None, redirection_url: str | None = None, result_code: int | None = None, result_message: str | None = None, rupay: bool | None = None, render_otp_page: bool | None = None, order_id: str | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The transaction; follow it with `payments.get`."""
    @property
    def transaction_status(self) -> str | None:
        """State right after the submission."""
    @property
    def redirection_url(self) -> str | None:
        """The bank's page to send the customer to, where the mode needs one."""
    @property
    def result_code(self) -> int | None:
        """Code of the outcome; 156 and 158 mean that the input was refused and may be corrected."""
    @property
    def result_message(self) -> str | None:
        """Text of the outcome."""
    @property
    def rupay(self) -> bool | None:
        """Whether RuPay's own OTP is asked for: then `payments.validate_otp`."""
    @property
    def render_otp_page(self) -> bool | None:
        """Whether an OTP page is to be shown; without `rupay` it is the page of `redirection_url`."""
    @property
    def order_id(self) -> str | None:
        """The gateway's id of the order."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SubmittedPayment:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ChargePayment:
    """Request of `payments.charge`; its keys come from the gateway's own browser code. The three ids are those of
    `orders.details`."""
    __match_args__ = ("transaction_id", "unique_transaction_id", "public_identifier_key", "instrument", "surcharge", "surcharge_gst",)
    def __new__(cls, *, transaction_id: str, unique_transaction_id: str, public_identifier_key: str, instrument: ChargeInstrument | _ChargeInstrumentDict | Mapping[str, object], surcharge: Amount | None = None, surcharge_gst: Amount | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str:
        """`transaction_id` of the order's details."""
    @property
    def unique_transaction_id(self) -> str:
        """`unique_transaction_id` of the order's details."""
    @property
    def public_identifier_key(self) -> str:
        """`public_identifier_key` of the order's details."""
    @property
    def instrument(self) -> ChargeInstrument:
        """The instrument."""
    @property
    def surcharge(self) -> Decimal | None:
        """Surcharge and convenience fee together, in rupees; see `surcharges` of the order's details."""
    @property
    def surcharge_gst(self) -> Decimal | None:
        """`surcharge_gst` of the order's details: a rate in percent."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ChargePayment:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ChargeInstrument:
    """The instrument of `payments.charge`. Which fields are needed follows from `payment_mode`."""
    __match_args__ = ("payment_mode", "bank_code", "vpa", "card_holder_name", "card_number", "cvv", "expiry",)
    def __new__(cls, *, payment_mode: str, bank_code: str | None = None, vpa: str | None = None, card_holder_name: str | None = None, card_number: str | Secret | None = None, cvv: str | Secret | None = None, expiry: str | Secret | None = None) -> Self: ...
    @property
    def payment_mode(self) -> str:
        """How to pay."""
    @property
    def bank_code(self) -> str | None:
        """Code of the bank or wallet."""
    @property
    def vpa(self) -> str | None:
        """The payer's UPI id (collect; inferred from the server's submit call)."""
    @property
    def card_holder_name(self) -> str | None:
        """Name on the card."""
    @property
    def card_number(self) -> Secret | None:
        """Card number, 12 to 19 digits; travels in base64, never shown, logged or kept."""
    @property
    def cvv(self) -> Secret | None:
        """Card verification value, 3 or 4 digits; travels in base64, never shown, logged or kept."""
    @property
    def expiry(self) -> Secret | None:
        """Expiry as `MM/YY`; travels in base64, never shown, logged or kept."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ChargeInstrument:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ChargeResult:
    """Answer of `payments.charge`: one of six branches, told by `next`."""
    __match_args__ = ("next", "transaction_id", "transaction_status", "dauth", "error", "result_code", "result_message", "iframe", "transaction_uuid", "rupay", "render_otp_page", "redirection_url",)
    def __new__(cls, *, next: Literal["PAID", "FAILED", "THREE_D_SECURE", "OTP", "CORRECT_INPUT", "REDIRECT", "PENDING"] | None = None, transaction_id: str | None = None, transaction_status: str | None = None, dauth: bool | None = None, error: bool | None = None, result_code: int | None = None, result_message: str | None = None, iframe: str | None = None, transaction_uuid: str | None = None, rupay: bool | None = None, render_otp_page: bool | None = None, redirection_url: str | None = None) -> Self: ...
    @property
    def next(self) -> Literal["PAID", "FAILED", "THREE_D_SECURE", "OTP", "CORRECT_INPUT", "REDIRECT", "PENDING"] | None:
        """What to do now; worked out from the other fields in the order in which the gateway's own browser code looks at
        them."""
    @property
    def transaction_id(self) -> str | None:
        """The transaction."""
    @property
    def transaction_status(self) -> str | None:
        """State."""
    @property
    def dauth(self) -> bool | None:
        """Whether it was authorised without a redirect."""
    @property
    def error(self) -> bool | None:
        """Whether it failed."""
    @property
    def result_code(self) -> int | None:
        """Code of the outcome; 156 and 158 mean that the input was refused."""
    @property
    def result_message(self) -> str | None:
        """Text of the outcome."""
    @property
    def iframe(self) -> str | None:
        """`LYRA` for in-page 3-D Secure."""
    @property
    def transaction_uuid(self) -> str | None:
        """The id of the in-page 3-D Secure."""
    @property
    def rupay(self) -> bool | None:
        """Whether RuPay's own OTP is asked for."""
    @property
    def render_otp_page(self) -> bool | None:
        """Whether an OTP page is to be shown."""
    @property
    def redirection_url(self) -> str | None:
        """The bank's page."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ChargeResult:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class BindUpiApp:
    """Request of `payments.bind_upi_app`: which app the link of `orders.upi_intent_links` will open."""
    __match_args__ = ("transaction_id", "app",)
    def __new__(cls, *, transaction_id: str, app: str) -> Self: ...
    @property
    def transaction_id(self) -> str:
        """`transaction_id` of the links."""
    @property
    def app(self) -> str:
        """The app: `gpay`, `phonepe`, `paytm` or `upi`."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> BindUpiApp:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class BoundUpiApp:
    """Answer of `payments.bind_upi_app`."""
    __match_args__ = ("transaction_id",)
    def __new__(cls, *, transaction_id: str | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The transaction to follow with `payments.upi_status`."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> BoundUpiApp:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class MinimalTransaction:
    """Answer of `payments.minimal`: the state of a payment as the payer's side may see it."""
    __match_args__ = ("order_status", "status", "unique_transaction_id", "transaction_id", "checksum", "final_amount", "amount", "currency", "payment_mode", "payment_attempt_left", "custom_parameters",)
    def __new__(cls, *, order_status: str | None = None, status: str | None = None, unique_transaction_id: str | None = None, transaction_id: str | None = None, checksum: str | None = None, final_amount: Amount | None = None, amount: Amount | None = None, currency: str | None = None, payment_mode: str | None = None, payment_attempt_left: bool | None = None, custom_parameters: Mapping[str, str] | None = None) -> Self: ...
    @property
    def order_status(self) -> str | None:
        """State of the order."""
    @property
    def status(self) -> str | None:
        """State of the transaction. `PENDING_WITH_BANK` is pending: keep asking."""
    @property
    def unique_transaction_id(self) -> str | None:
        """The merchant's own reference of the order."""
    @property
    def transaction_id(self) -> str | None:
        """The transaction."""
    @property
    def checksum(self) -> str | None:
        """Integrity value; its algorithm is not published."""
    @property
    def final_amount(self) -> Decimal | None:
        """What the customer pays, in rupees."""
    @property
    def amount(self) -> Decimal | None:
        """Order value in rupees."""
    @property
    def currency(self) -> str | None:
        """Currency."""
    @property
    def payment_mode(self) -> str | None:
        """How it was paid."""
    @property
    def payment_attempt_left(self) -> bool | None:
        """Whether another attempt is allowed."""
    @property
    def custom_parameters(self) -> dict[str, str]:
        """The merchant's free pairs."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> MinimalTransaction:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class EndCharge:
    """Request of `payments.expire` and `payments.cancel`."""
    __match_args__ = ("transaction_id", "remark",)
    def __new__(cls, *, transaction_id: str, remark: str | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str:
        """The transaction."""
    @property
    def remark(self) -> str | None:
        """Reason."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> EndCharge:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Wait:
    """Request of the rows that wait until something is decided."""
    __match_args__ = ("timeout_seconds", "every_ms",)
    def __new__(cls, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> Self: ...
    @property
    def timeout_seconds(self) -> int | None:
        """How long to wait in seconds, 1 to 3600; 300 if left out, as the gateway's own page waits. The client's deadline
        holds for each question, not for the waiting."""
    @property
    def every_ms(self) -> int | None:
        """Milliseconds between two questions, 100 to 60000; if left out what the method says."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Wait:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SearchPayments:
    """Request of `payments.search`."""
    __match_args__ = ("offset", "limit", "order_by", "direction", "from_date", "to_date", "status", "payment_mode", "order_id", "amount_from", "amount_to",)
    def __new__(cls, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, payment_mode: str | None = None, order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> Self: ...
    @property
    def offset(self) -> int | None:
        """How many rows to skip; default 0."""
    @property
    def limit(self) -> int | None:
        """How many rows at most, 1 to 5000."""
    @property
    def order_by(self) -> str | None:
        """Key to sort by."""
    @property
    def direction(self) -> Literal["ASC", "DESC"] | None:
        """Sorting direction."""
    @property
    def from_date(self) -> datetime | None:
        """Created at or after this."""
    @property
    def to_date(self) -> datetime | None:
        """Created before or at this."""
    @property
    def status(self) -> str | None:
        """State."""
    @property
    def payment_mode(self) -> str | None:
        """How it was paid."""
    @property
    def order_id(self) -> str | None:
        """The gateway's id of the order."""
    @property
    def amount_from(self) -> Decimal | None:
        """At least this many rupees."""
    @property
    def amount_to(self) -> Decimal | None:
        """At most this many rupees."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SearchPayments:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TransactionPage:
    """One page of `payments.search`."""
    __match_args__ = ("records_count", "data",)
    def __new__(cls, *, records_count: int | None = None, data: Sequence[Transaction | _TransactionDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def records_count(self) -> int | None:
        """How many rows match in all."""
    @property
    def data(self) -> tuple[Transaction, ...]:
        """The rows of this page."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> TransactionPage:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UpiStatus:
    """Answer of `payments.upi_status`."""
    __match_args__ = ("status", "transaction_message", "order_id",)
    def __new__(cls, *, status: str, transaction_message: str | None = None, order_id: str | None = None) -> Self: ...
    @property
    def status(self) -> str:
        """State; anything but `SUCCESS` and `FAILED` is not decided yet."""
    @property
    def transaction_message(self) -> str | None:
        """Text of the outcome."""
    @property
    def order_id(self) -> str | None:
        """The gateway's id of the order."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpiStatus:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class VerifyVpa:
    """Request of `payments.verify_vpa`. The client adds the access key, which the gateway wants in the body."""
    __match_args__ = ("merchant_order_id", "vpa",)
    def __new__(cls, *, merchant_order_id: str, vpa: str) -> Self: ...
    @property
    def merchant_order_id(self) -> str:
        """The merchant's own reference of the order."""
    @property
    def vpa(self) -> str:
        """The UPI id."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> VerifyVpa:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class VerifiedVpa:
    """Answer of `payments.verify_vpa`. How the gateway refuses a UPI id that does not exist is not documented."""
    __match_args__ = ("name",)
    def __new__(cls, *, name: str | None = None) -> Self: ...
    @property
    def name(self) -> str | None:
        """Name of the account's holder."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> VerifiedVpa:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ValidateOtp:
    """Request of `payments.validate_otp`."""
    __match_args__ = ("transaction_id", "otp", "check_sum",)
    def __new__(cls, *, transaction_id: str, otp: str | Secret, check_sum: str | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str:
        """The transaction that waits for the OTP."""
    @property
    def otp(self) -> Secret:
        """What the customer typed; never shown, logged or kept."""
    @property
    def check_sum(self) -> str | None:
        """Integrity value; its algorithm is not published."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ValidateOtp:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class OtpValidation:
    """Answer of `payments.validate_otp`."""
    __match_args__ = ("transaction_id", "status", "txn_msg", "txn_date", "amount", "currency", "order_id", "unique_transaction_id", "public_identifier_key", "otp_reference_number",)
    def __new__(cls, *, transaction_id: str | None = None, status: str | None = None, txn_msg: str | None = None, txn_date: datetime | None = None, amount: Amount | None = None, currency: str | None = None, order_id: str | None = None, unique_transaction_id: str | None = None, public_identifier_key: str | None = None, otp_reference_number: str | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The gateway's id of the transaction."""
    @property
    def status(self) -> str | None:
        """State after the OTP."""
    @property
    def txn_msg(self) -> str | None:
        """Text of the outcome."""
    @property
    def txn_date(self) -> datetime | None:
        """When it was decided."""
    @property
    def amount(self) -> Decimal | None:
        """Rupees."""
    @property
    def currency(self) -> str | None:
        """Currency."""
    @property
    def order_id(self) -> str | None:
        """The gateway's id of the order."""
    @property
    def unique_transaction_id(self) -> str | None:
        """The merchant's own reference of the order."""
    @property
    def public_identifier_key(self) -> str | None:
        """The merchant's public key of the gateway."""
    @property
    def otp_reference_number(self) -> str | None:
        """The bank's reference of the OTP."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> OtpValidation:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class OtpResent:
    """Answer of `payments.resend_otp`."""
    __match_args__ = ("message",)
    def __new__(cls, *, message: str | None = None) -> Self: ...
    @property
    def message(self) -> str | None:
        """The gateway's sentence, in plain text."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> OtpResent:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UpdateSplit:
    """Request of `payments.update_split`."""
    __match_args__ = ("split_settlement",)
    def __new__(cls, *, split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object]) -> Self: ...
    @property
    def split_settlement(self) -> SplitSettlement:
        """The new division; it takes the place of the old one."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpdateSplit:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SplitUpdated:
    """Answer of `payments.update_split`; the documentation shows no keys of the payload."""
    __match_args__ = ("message", "transaction_id", "split_settlement",)
    def __new__(cls, *, message: str | None = None, transaction_id: str | None = None, split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def message(self) -> str | None:
        """The gateway's sentence."""
    @property
    def transaction_id(self) -> str | None:
        """The transaction."""
    @property
    def split_settlement(self) -> SplitSettlement | None:
        """The division that now holds."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitUpdated:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CreateRefund:
    """Request of `refunds.create`."""
    __match_args__ = ("amount", "request_id", "remarks",)
    def __new__(cls, *, amount: Amount, request_id: str, remarks: str | None = None) -> Self: ...
    @property
    def amount(self) -> Decimal:
        """Rupees to give back, at least 0.01, two decimals at most; the sum of all refunds stays within the payment."""
    @property
    def request_id(self) -> str:
        """The merchant's own unique id of this refund, unique over all payments: a lost refund is looked up by it alone. Store it
        before the call; repeat only with the same one."""
    @property
    def remarks(self) -> str | None:
        """Reason."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CreateRefund:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Refund:
    """A refund as the gateway holds it."""
    __match_args__ = ("transaction_id", "amount", "status", "request_id", "payment_mode", "bank_code", "bank_name", "currency", "txn_msg", "txn_date", "unique_transaction_id", "bank_transaction_id",)
    def __new__(cls, *, transaction_id: str | None = None, amount: Amount | None = None, status: str | None = None, request_id: str | None = None, payment_mode: str | None = None, bank_code: str | None = None, bank_name: str | None = None, currency: str | None = None, txn_msg: str | None = None, txn_date: datetime | None = None, unique_transaction_id: str | None = None, bank_transaction_id: str | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The gateway's id; whether of the refund or of the payment is not documented."""
    @property
    def amount(self) -> Decimal | None:
        """Rupees given back."""
    @property
    def status(self) -> str | None:
        """State; starts at `CREATED`."""
    @property
    def request_id(self) -> str | None:
        """The merchant's id of the refund."""
    @property
    def payment_mode(self) -> str | None:
        """How the payment was made."""
    @property
    def bank_code(self) -> str | None:
        """Code of the bank."""
    @property
    def bank_name(self) -> str | None:
        """Name of the bank."""
    @property
    def currency(self) -> str | None:
        """Currency."""
    @property
    def txn_msg(self) -> str | None:
        """Text of the outcome."""
    @property
    def txn_date(self) -> datetime | None:
        """When it was made."""
    @property
    def unique_transaction_id(self) -> str | None:
        """The merchant's own reference of the order."""
    @property
    def bank_transaction_id(self) -> str | None:
        """The bank's reference."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Refund:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SettlementPayout:
    """A payout. Settled amount = sales - charges - GST - refunds and adjustments, rounded to the paisa."""
    __match_args__ = ("settlement_payout_id", "payout_status", "total_sale_amount", "total_charges", "total_gst", "total_refund_amount", "total_settlement_amount", "refund_chargeback_amount", "carry_forward_amount", "adjustment_amount", "instant_settlement_charges", "instant_settlement_gst", "wallet_fund_adjustment", "split_transaction_charges", "split_transaction_gst", "payout_mode", "utr", "payout_date", "remarks", "payout_remarks", "transfer_response_reason", "transfer_id", "created_on", "modified_on", "settlement_transactions", "merchant_name", "transactions_count", "settlement_type", "split_account",)
    def __new__(cls, *, settlement_payout_id: str, payout_status: str | None = None, total_sale_amount: Amount | None = None, total_charges: Amount | None = None, total_gst: Amount | None = None, total_refund_amount: Amount | None = None, total_settlement_amount: Amount | None = None, refund_chargeback_amount: Amount | None = None, carry_forward_amount: Amount | None = None, adjustment_amount: Amount | None = None, instant_settlement_charges: Amount | None = None, instant_settlement_gst: Amount | None = None, wallet_fund_adjustment: Amount | None = None, split_transaction_charges: Amount | None = None, split_transaction_gst: Amount | None = None, payout_mode: str | None = None, utr: str | None = None, payout_date: datetime | None = None, remarks: str | None = None, payout_remarks: str | None = None, transfer_response_reason: str | None = None, transfer_id: str | None = None, created_on: datetime | None = None, modified_on: datetime | None = None, settlement_transactions: Sequence[SettlementTransaction | _SettlementTransactionDict | Mapping[str, object]] | None = None, merchant_name: str | None = None, transactions_count: int | None = None, settlement_type: str | None = None, split_account: SplitAccountSummary | _SplitAccountSummaryDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def settlement_payout_id(self) -> str:
        """The gateway's id (`SP...`)."""
    @property
    def payout_status(self) -> str | None:
        """State."""
    @property
    def total_sale_amount(self) -> Decimal | None:
        """Sales in rupees."""
    @property
    def total_charges(self) -> Decimal | None:
        """Charges in rupees, four decimals."""
    @property
    def total_gst(self) -> Decimal | None:
        """Tax on the charges in rupees, four decimals."""
    @property
    def total_refund_amount(self) -> Decimal | None:
        """Refunds in rupees."""
    @property
    def total_settlement_amount(self) -> Decimal | None:
        """What is paid out, in rupees."""
    @property
    def refund_chargeback_amount(self) -> Decimal | None:
        """Refunds and chargebacks taken off, in rupees."""
    @property
    def carry_forward_amount(self) -> Decimal | None:
        """Carried forward from earlier payouts, in rupees."""
    @property
    def adjustment_amount(self) -> Decimal | None:
        """Other adjustments, in rupees."""
    @property
    def instant_settlement_charges(self) -> Decimal | None:
        """Charges of an instant settlement, in rupees."""
    @property
    def instant_settlement_gst(self) -> Decimal | None:
        """Tax on them, in rupees."""
    @property
    def wallet_fund_adjustment(self) -> Decimal | None:
        """Moved to or from the merchant's wallet, in rupees."""
    @property
    def split_transaction_charges(self) -> Decimal | None:
        """Charges of split transactions, in rupees."""
    @property
    def split_transaction_gst(self) -> Decimal | None:
        """Tax on them, in rupees."""
    @property
    def payout_mode(self) -> str | None:
        """Bank rail."""
    @property
    def utr(self) -> str | None:
        """The bank's reference of the transfer (UTR)."""
    @property
    def payout_date(self) -> datetime | None:
        """When it was paid."""
    @property
    def remarks(self) -> str | None:
        """The gateway's remark."""
    @property
    def payout_remarks(self) -> str | None:
        """Remark on the payout."""
    @property
    def transfer_response_reason(self) -> str | None:
        """The bank's reason."""
    @property
    def transfer_id(self) -> str | None:
        """The gateway's id of the transfer."""
    @property
    def created_on(self) -> datetime | None:
        """When it was created."""
    @property
    def modified_on(self) -> datetime | None:
        """When it last changed."""
    @property
    def settlement_transactions(self) -> tuple[SettlementTransaction, ...]:
        """Its transactions; only `settlements.get` has them."""
    @property
    def merchant_name(self) -> str | None:
        """Name of the merchant; only in a search."""
    @property
    def transactions_count(self) -> int | None:
        """How many transactions; only in a search."""
    @property
    def settlement_type(self) -> str | None:
        """Kind of settlement; only in a search."""
    @property
    def split_account(self) -> SplitAccountSummary | None:
        """The recipient of a split payout."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SettlementPayout:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SettlementTransaction:
    """One transaction within a payout. All amounts in rupees; charges come with four decimals."""
    __match_args__ = ("settlement_transaction_id", "id", "transaction_id", "unique_transaction_id", "order_id", "transaction_type", "settlement_status", "sale_amount", "txn_amount", "charges", "tax_amount", "settlement_amount", "merchant_mdr_mode", "remarks", "created_on", "modified_on", "approved_on", "acquirer_amount_rate", "acquirer_flat_amount_rate", "acquirer_net_amount", "acquirer_gst_amount", "merchant_mdr", "merchant_flat_mdr", "merchant_percentage_platform_fee", "merchant_flat_platform_fee", "merchant_percentage_convenience_fee", "merchant_flat_convenience_fee", "net_profit", "profit_gst",)
    def __new__(cls, *, settlement_transaction_id: str | None = None, id: int | None = None, transaction_id: str | None = None, unique_transaction_id: str | None = None, order_id: str | None = None, transaction_type: str | None = None, settlement_status: str | None = None, sale_amount: Amount | None = None, txn_amount: Amount | None = None, charges: Amount | None = None, tax_amount: Amount | None = None, settlement_amount: Amount | None = None, merchant_mdr_mode: str | None = None, remarks: str | None = None, created_on: datetime | None = None, modified_on: datetime | None = None, approved_on: datetime | None = None, acquirer_amount_rate: Amount | None = None, acquirer_flat_amount_rate: Amount | None = None, acquirer_net_amount: Amount | None = None, acquirer_gst_amount: Amount | None = None, merchant_mdr: Amount | None = None, merchant_flat_mdr: Amount | None = None, merchant_percentage_platform_fee: Amount | None = None, merchant_flat_platform_fee: Amount | None = None, merchant_percentage_convenience_fee: Amount | None = None, merchant_flat_convenience_fee: Amount | None = None, net_profit: Amount | None = None, profit_gst: Amount | None = None) -> Self: ...
    @property
    def settlement_transaction_id(self) -> str | None:
        """The gateway's id of the row (`STG...`)."""
    @property
    def id(self) -> int | None:
        """Numeric id (2024 documentation)."""
    @property
    def transaction_id(self) -> str | None:
        """The gateway's id of the payment or refund (`EK...`). Inferred: no documented row names its payment."""
    @property
    def unique_transaction_id(self) -> str | None:
        """The merchant's own reference of the order. Inferred, as above."""
    @property
    def order_id(self) -> str | None:
        """The gateway's id of the order (`ORD...`). Inferred, as above."""
    @property
    def transaction_type(self) -> str | None:
        """Kind of row."""
    @property
    def settlement_status(self) -> str | None:
        """State."""
    @property
    def sale_amount(self) -> Decimal | None:
        """Order value."""
    @property
    def txn_amount(self) -> Decimal | None:
        """What the customer paid."""
    @property
    def charges(self) -> Decimal | None:
        """Charges without tax."""
    @property
    def tax_amount(self) -> Decimal | None:
        """Tax on the charges."""
    @property
    def settlement_amount(self) -> Decimal | None:
        """What remains for the merchant."""
    @property
    def merchant_mdr_mode(self) -> str | None:
        """Who bears the charges."""
    @property
    def remarks(self) -> str | None:
        """The gateway's remark."""
    @property
    def created_on(self) -> datetime | None:
        """When it was created."""
    @property
    def modified_on(self) -> datetime | None:
        """When it last changed."""
    @property
    def approved_on(self) -> datetime | None:
        """When it was approved."""
    @property
    def acquirer_amount_rate(self) -> Decimal | None:
        """Acquirer's percentage."""
    @property
    def acquirer_flat_amount_rate(self) -> Decimal | None:
        """Acquirer's flat rate."""
    @property
    def acquirer_net_amount(self) -> Decimal | None:
        """Acquirer's net amount."""
    @property
    def acquirer_gst_amount(self) -> Decimal | None:
        """Acquirer's tax."""
    @property
    def merchant_mdr(self) -> Decimal | None:
        """The merchant's discount rate."""
    @property
    def merchant_flat_mdr(self) -> Decimal | None:
        """The merchant's flat rate."""
    @property
    def merchant_percentage_platform_fee(self) -> Decimal | None:
        """Platform fee in percent."""
    @property
    def merchant_flat_platform_fee(self) -> Decimal | None:
        """Platform fee, flat."""
    @property
    def merchant_percentage_convenience_fee(self) -> Decimal | None:
        """Convenience fee in percent."""
    @property
    def merchant_flat_convenience_fee(self) -> Decimal | None:
        """Convenience fee, flat."""
    @property
    def net_profit(self) -> Decimal | None:
        """Net profit."""
    @property
    def profit_gst(self) -> Decimal | None:
        """Tax on the profit."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SettlementTransaction:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SplitAccountSummary:
    """The recipient of a split payout."""
    __match_args__ = ("split_account_detail_id", "name", "label", "account_number", "ifsc",)
    def __new__(cls, *, split_account_detail_id: str | None = None, name: str | None = None, label: str | None = None, account_number: str | Secret | None = None, ifsc: str | None = None) -> Self: ...
    @property
    def split_account_detail_id(self) -> str | None:
        """Id of the split account."""
    @property
    def name(self) -> str | None:
        """Name."""
    @property
    def label(self) -> str | None:
        """Label."""
    @property
    def account_number(self) -> Secret | None:
        """Bank account; closed."""
    @property
    def ifsc(self) -> str | None:
        """IFSC."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitAccountSummary:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SearchSettlements:
    """Request of `settlements.search`: a page and optional filters. The gateway has more filters than its documentation shows."""
    __match_args__ = ("offset", "limit", "order_by", "direction", "merchant_detail_id", "settlement_payout_id", "settlement_payout_ids", "total_sale_amount_from", "total_sale_amount_to", "total_refund_amount_from", "total_refund_amount_to", "total_charges_from", "total_charges_to", "total_gst_from", "total_gst_to", "total_settlement_amount_from", "total_settlement_amount_to",)
    def __new__(cls, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, merchant_detail_id: str | None = None, settlement_payout_id: str | None = None, settlement_payout_ids: Sequence[str] | None = None, total_sale_amount_from: Amount | None = None, total_sale_amount_to: Amount | None = None, total_refund_amount_from: Amount | None = None, total_refund_amount_to: Amount | None = None, total_charges_from: Amount | None = None, total_charges_to: Amount | None = None, total_gst_from: Amount | None = None, total_gst_to: Amount | None = None, total_settlement_amount_from: Amount | None = None, total_settlement_amount_to: Amount | None = None) -> Self: ...
    @property
    def offset(self) -> int | None:
        """How many rows to skip; default 0."""
    @property
    def limit(self) -> int | None:
        """How many rows at most, 1 to 5000."""
    @property
    def order_by(self) -> str | None:
        """Key to sort by."""
    @property
    def direction(self) -> Literal["ASC", "DESC"] | None:
        """Sorting direction."""
    @property
    def merchant_detail_id(self) -> str | None:
        """The gateway's id of the merchant."""
    @property
    def settlement_payout_id(self) -> str | None:
        """One payout."""
    @property
    def settlement_payout_ids(self) -> tuple[str, ...]:
        """Several payouts."""
    @property
    def total_sale_amount_from(self) -> Decimal | None:
        """Sales of at least this, in rupees."""
    @property
    def total_sale_amount_to(self) -> Decimal | None:
        """Sales of at most this, in rupees."""
    @property
    def total_refund_amount_from(self) -> Decimal | None:
        """Refunds of at least this, in rupees."""
    @property
    def total_refund_amount_to(self) -> Decimal | None:
        """Refunds of at most this, in rupees."""
    @property
    def total_charges_from(self) -> Decimal | None:
        """Charges of at least this, in rupees."""
    @property
    def total_charges_to(self) -> Decimal | None:
        """Charges of at most this, in rupees."""
    @property
    def total_gst_from(self) -> Decimal | None:
        """GST of at least this, in rupees."""
    @property
    def total_gst_to(self) -> Decimal | None:
        """GST of at most this, in rupees."""
    @property
    def total_settlement_amount_from(self) -> Decimal | None:
        """Settled amount of at least this, in rupees."""
    @property
    def total_settlement_amount_to(self) -> Decimal | None:
        """Settled amount of at most this, in rupees."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SearchSettlements:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SettlementPage:
    """One page of `settlements.search`, the payouts without their transactions."""
    __match_args__ = ("records_count", "data",)
    def __new__(cls, *, records_count: int | None = None, data: Sequence[SettlementPayout | _SettlementPayoutDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def records_count(self) -> int | None:
        """How many rows match in all."""
    @property
    def data(self) -> tuple[SettlementPayout, ...]:
        """The rows of this page."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SettlementPage:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CreateSplitAccount:
    """Request of `split_accounts.create`. Inferred from the update call, whose keys are documented."""
    __match_args__ = ("name", "email", "phone", "account_number", "ifsc", "settlement_cycle", "settlement_schedule", "dashboard_access", "pan", "gstin",)
    def __new__(cls, *, name: str, email: str, phone: str, account_number: str | Secret, ifsc: str, settlement_cycle: str | None = None, settlement_schedule: str | None = None, dashboard_access: bool | None = None, pan: str | None = None, gstin: str | None = None) -> Self: ...
    @property
    def name(self) -> str:
        """Name of the recipient."""
    @property
    def email(self) -> str:
        """E-mail address."""
    @property
    def phone(self) -> str:
        """Mobile number: ten digits, the first one 6 to 9."""
    @property
    def account_number(self) -> Secret:
        """Bank account number, 9 to 36 letters or digits."""
    @property
    def ifsc(self) -> str:
        """IFSC of that account."""
    @property
    def settlement_cycle(self) -> str | None:
        """When the recipient is paid."""
    @property
    def settlement_schedule(self) -> str | None:
        """Schedule within the cycle; its values are not documented."""
    @property
    def dashboard_access(self) -> bool | None:
        """Whether the recipient may log in to a dashboard."""
    @property
    def pan(self) -> str | None:
        """Income-tax PAN of the recipient."""
    @property
    def gstin(self) -> str | None:
        """GST registration of the recipient."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CreateSplitAccount:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SplitAccount:
    """A recipient as the gateway holds it. The documentation shows no answer; the keys are those of the update call."""
    __match_args__ = ("split_account_id", "split_account_detail_id", "name", "email", "phone", "status", "settlement_cycle", "settlement_schedule", "dashboard_access", "pan", "gstin", "account_number", "ifsc", "message", "created_on", "modified_on",)
    def __new__(cls, *, split_account_id: str | None = None, split_account_detail_id: str | None = None, name: str | None = None, email: str | None = None, phone: str | None = None, status: str | None = None, settlement_cycle: str | None = None, settlement_schedule: str | None = None, dashboard_access: bool | None = None, pan: str | None = None, gstin: str | None = None, account_number: str | Secret | None = None, ifsc: str | None = None, message: str | None = None, created_on: datetime | None = None, modified_on: datetime | None = None) -> Self: ...
    @property
    def split_account_id(self) -> str | None:
        """The id that shares name. The gateway's documentation uses two names and does not say whether they differ."""
    @property
    def split_account_detail_id(self) -> str | None:
        """The id that update, activate and deactivate take."""
    @property
    def name(self) -> str | None:
        """Name."""
    @property
    def email(self) -> str | None:
        """E-mail address."""
    @property
    def phone(self) -> str | None:
        """Mobile number."""
    @property
    def status(self) -> str | None:
        """State."""
    @property
    def settlement_cycle(self) -> str | None:
        """When the recipient is paid."""
    @property
    def settlement_schedule(self) -> str | None:
        """Schedule within the cycle."""
    @property
    def dashboard_access(self) -> bool | None:
        """Whether the recipient may log in to a dashboard."""
    @property
    def pan(self) -> str | None:
        """Income-tax PAN."""
    @property
    def gstin(self) -> str | None:
        """GST registration."""
    @property
    def account_number(self) -> Secret | None:
        """Bank account number; closed."""
    @property
    def ifsc(self) -> str | None:
        """IFSC."""
    @property
    def message(self) -> str | None:
        """The gateway's sentence, where it answers with one."""
    @property
    def created_on(self) -> datetime | None:
        """When it was created."""
    @property
    def modified_on(self) -> datetime | None:
        """When it last changed."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitAccount:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UpdateSplitAccount:
    """Request of `split_accounts.update`: what is given changes, the rest stays. The client adds the access key, which
    the gateway wants in the body."""
    __match_args__ = ("split_account_detail_id", "name", "email", "phone", "account_number", "ifsc", "settlement_cycle", "settlement_schedule", "dashboard_access", "pan", "gstin",)
    def __new__(cls, *, split_account_detail_id: str, name: str | None = None, email: str | None = None, phone: str | None = None, account_number: str | Secret | None = None, ifsc: str | None = None, settlement_cycle: str | None = None, settlement_schedule: str | None = None, dashboard_access: bool | None = None, pan: str | None = None, gstin: str | None = None) -> Self: ...
    @property
    def split_account_detail_id(self) -> str:
        """The account to change."""
    @property
    def name(self) -> str | None:
        """Name of the recipient."""
    @property
    def email(self) -> str | None:
        """E-mail address."""
    @property
    def phone(self) -> str | None:
        """Mobile number: ten digits, the first one 6 to 9."""
    @property
    def account_number(self) -> Secret | None:
        """Bank account number, 9 to 36 letters or digits."""
    @property
    def ifsc(self) -> str | None:
        """IFSC of that account."""
    @property
    def settlement_cycle(self) -> str | None:
        """When the recipient is paid."""
    @property
    def settlement_schedule(self) -> str | None:
        """Schedule within the cycle; its values are not documented."""
    @property
    def dashboard_access(self) -> bool | None:
        """Whether the recipient may log in to a dashboard."""
    @property
    def pan(self) -> str | None:
        """Income-tax PAN of the recipient."""
    @property
    def gstin(self) -> str | None:
        """GST registration of the recipient."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpdateSplitAccount:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SplitAccountList:
    """Answer of `split_accounts.list`: every recipient of the merchant."""
    __match_args__ = ("records_count", "data",)
    def __new__(cls, *, records_count: int | None = None, data: Sequence[SplitAccount | _SplitAccountDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def records_count(self) -> int | None:
        """How many rows match in all."""
    @property
    def data(self) -> tuple[SplitAccount, ...]:
        """The rows of this page."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitAccountList:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SplitAccountRef:
    """Request of `split_accounts.activate` and `split_accounts.deactivate`."""
    __match_args__ = ("split_account_detail_id",)
    def __new__(cls, *, split_account_detail_id: str) -> Self: ...
    @property
    def split_account_detail_id(self) -> str:
        """The account."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitAccountRef:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CreateQrCode:
    """Request of `qr_codes.create`. The keys are those of the answer, which is documented in full."""
    __match_args__ = ("qr_name", "multiple_use", "fixed_amount", "amount", "description", "expiry", "custom_params", "customer_name", "customer_email", "customer_mobile", "customer_id", "reference_number",)
    def __new__(cls, *, qr_name: str | None = None, multiple_use: bool, fixed_amount: bool, amount: Amount | None = None, description: str | None = None, expiry: datetime | None = None, custom_params: Mapping[str, str] | None = None, customer_name: str | None = None, customer_email: str | None = None, customer_mobile: str | None = None, customer_id: str | None = None, reference_number: str | None = None) -> Self: ...
    @property
    def qr_name(self) -> str | None:
        """Name to show."""
    @property
    def multiple_use(self) -> bool:
        """True: may be paid many times; false: once."""
    @property
    def fixed_amount(self) -> bool:
        """True: the payer cannot change the amount; then `amount` is required."""
    @property
    def amount(self) -> Decimal | None:
        """Rupees, at least 0.01, two decimals at most."""
    @property
    def description(self) -> str | None:
        """Note."""
    @property
    def expiry(self) -> datetime | None:
        """When it stops working; sent as ISO 8601 in Indian time."""
    @property
    def custom_params(self) -> dict[str, str]:
        """Free key-value pairs."""
    @property
    def customer_name(self) -> str | None:
        """Name of the payer it is meant for."""
    @property
    def customer_email(self) -> str | None:
        """The payer's e-mail address."""
    @property
    def customer_mobile(self) -> str | None:
        """The payer's mobile number: ten digits, the first one 6 to 9."""
    @property
    def customer_id(self) -> str | None:
        """A customer made by `customers.create`."""
    @property
    def reference_number(self) -> str | None:
        """The merchant's own reference."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CreateQrCode:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class QrCode:
    """A QR code as the gateway holds it."""
    __match_args__ = ("qr_code_id", "qr_name", "multiple_use", "fixed_amount", "amount", "description", "expiry", "custom_params", "status", "qr_code_base64", "created_on", "modified_on", "customer_name", "customer_email", "customer_mobile", "customer_id", "reference_number",)
    def __new__(cls, *, qr_code_id: str, qr_name: str | None = None, multiple_use: bool | None = None, fixed_amount: bool | None = None, amount: Amount | None = None, description: str | None = None, expiry: datetime | None = None, custom_params: Mapping[str, str] | None = None, status: str | None = None, qr_code_base64: str | None = None, created_on: datetime | None = None, modified_on: datetime | None = None, customer_name: str | None = None, customer_email: str | None = None, customer_mobile: str | None = None, customer_id: str | None = None, reference_number: str | None = None) -> Self: ...
    @property
    def qr_code_id(self) -> str:
        """The gateway's id."""
    @property
    def qr_name(self) -> str | None:
        """Name to show."""
    @property
    def multiple_use(self) -> bool | None:
        """True: may be paid many times."""
    @property
    def fixed_amount(self) -> bool | None:
        """True: the payer cannot change the amount."""
    @property
    def amount(self) -> Decimal | None:
        """Rupees."""
    @property
    def description(self) -> str | None:
        """Note."""
    @property
    def expiry(self) -> datetime | None:
        """When it stops working."""
    @property
    def custom_params(self) -> dict[str, str]:
        """Free key-value pairs."""
    @property
    def status(self) -> str | None:
        """State."""
    @property
    def qr_code_base64(self) -> str | None:
        """PNG image, base64 without a prefix."""
    @property
    def created_on(self) -> datetime | None:
        """When it was created."""
    @property
    def modified_on(self) -> datetime | None:
        """When it last changed."""
    @property
    def customer_name(self) -> str | None:
        """Name of the linked payer."""
    @property
    def customer_email(self) -> str | None:
        """The linked payer's e-mail address."""
    @property
    def customer_mobile(self) -> str | None:
        """The linked payer's mobile number."""
    @property
    def customer_id(self) -> str | None:
        """The linked customer."""
    @property
    def reference_number(self) -> str | None:
        """The merchant's own reference."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> QrCode:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SearchQrCodes:
    """Request of `qr_codes.search`. The documentation speaks of dates, state and amount; the keys of the filters are inferred."""
    __match_args__ = ("offset", "limit", "order_by", "direction", "from_date", "to_date", "status", "amount_from", "amount_to", "reference_number", "customer_id",)
    def __new__(cls, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None, reference_number: str | None = None, customer_id: str | None = None) -> Self: ...
    @property
    def offset(self) -> int | None:
        """How many rows to skip; default 0."""
    @property
    def limit(self) -> int | None:
        """How many rows at most, 1 to 5000."""
    @property
    def order_by(self) -> str | None:
        """Key to sort by."""
    @property
    def direction(self) -> Literal["ASC", "DESC"] | None:
        """Sorting direction."""
    @property
    def from_date(self) -> datetime | None:
        """Created at or after this."""
    @property
    def to_date(self) -> datetime | None:
        """Created before or at this."""
    @property
    def status(self) -> str | None:
        """State."""
    @property
    def amount_from(self) -> Decimal | None:
        """At least this many rupees."""
    @property
    def amount_to(self) -> Decimal | None:
        """At most this many rupees."""
    @property
    def reference_number(self) -> str | None:
        """The merchant's own reference."""
    @property
    def customer_id(self) -> str | None:
        """The linked customer."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SearchQrCodes:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class QrCodePage:
    """One page of `qr_codes.search`."""
    __match_args__ = ("records_count", "data",)
    def __new__(cls, *, records_count: int | None = None, data: Sequence[QrCode | _QrCodeDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def records_count(self) -> int | None:
        """How many rows match in all."""
    @property
    def data(self) -> tuple[QrCode, ...]:
        """The rows of this page."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> QrCodePage:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CreateCustomer:
    """Request of `customers.create`."""
    __match_args__ = ("customer_key_contacts", "name", "email", "contact_number", "account_number", "address", "company_id", "customer_company_id",)
    def __new__(cls, *, customer_key_contacts: Sequence[CustomerKeyContact | _CustomerKeyContactDict | Mapping[str, object]] | None = None, name: str | None = None, email: str | None = None, contact_number: str | None = None, account_number: str | Secret | None = None, address: str | None = None, company_id: str | None = None, customer_company_id: str | None = None) -> Self: ...
    @property
    def customer_key_contacts(self) -> tuple[CustomerKeyContact, ...]:
        """Contact people, at least one."""
    @property
    def name(self) -> str | None:
        """Name of the customer (inferred)."""
    @property
    def email(self) -> str | None:
        """E-mail address."""
    @property
    def contact_number(self) -> str | None:
        """Ten digits, with or without a country code."""
    @property
    def account_number(self) -> Secret | None:
        """A bank account number for the customer, unique, 9 to 36 letters or digits."""
    @property
    def address(self) -> str | None:
        """Postal address in one line."""
    @property
    def company_id(self) -> str | None:
        """The merchant's company at the gateway: `CEK` and seven capitals or digits."""
    @property
    def customer_company_id(self) -> str | None:
        """The customer's own company at the gateway, if it has one."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CreateCustomer:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CustomerKeyContact:
    """A contact person. The documentation counts ten keys and names none; these are inferred."""
    __match_args__ = ("name", "email", "contact_number", "designation",)
    def __new__(cls, *, name: str | None = None, email: str | None = None, contact_number: str | None = None, designation: str | None = None) -> Self: ...
    @property
    def name(self) -> str | None:
        """Name."""
    @property
    def email(self) -> str | None:
        """E-mail address."""
    @property
    def contact_number(self) -> str | None:
        """Ten digits, with or without a country code."""
    @property
    def designation(self) -> str | None:
        """What the person does."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CustomerKeyContact:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Customer:
    """A customer as the gateway holds it. The documentation shows no answer; the keys are those of the request."""
    __match_args__ = ("customer_id", "name", "email", "contact_number", "account_number", "address", "company_id", "customer_company_id", "customer_key_contacts", "deleted", "message", "created_on", "modified_on",)
    def __new__(cls, *, customer_id: str | None = None, name: str | None = None, email: str | None = None, contact_number: str | None = None, account_number: str | Secret | None = None, address: str | None = None, company_id: str | None = None, customer_company_id: str | None = None, customer_key_contacts: Sequence[CustomerKeyContact | _CustomerKeyContactDict | Mapping[str, object]] | None = None, deleted: bool | None = None, message: str | None = None, created_on: datetime | None = None, modified_on: datetime | None = None) -> Self: ...
    @property
    def customer_id(self) -> str | None:
        """The gateway's id."""
    @property
    def name(self) -> str | None:
        """Name."""
    @property
    def email(self) -> str | None:
        """E-mail address."""
    @property
    def contact_number(self) -> str | None:
        """Phone number."""
    @property
    def account_number(self) -> Secret | None:
        """Bank account number; closed."""
    @property
    def address(self) -> str | None:
        """Postal address."""
    @property
    def company_id(self) -> str | None:
        """The merchant's company."""
    @property
    def customer_company_id(self) -> str | None:
        """The customer's own company."""
    @property
    def customer_key_contacts(self) -> tuple[CustomerKeyContact, ...]:
        """Contact people."""
    @property
    def deleted(self) -> bool | None:
        """Whether it is deleted."""
    @property
    def message(self) -> str | None:
        """The gateway's sentence, where it answers with one."""
    @property
    def created_on(self) -> datetime | None:
        """When it was created."""
    @property
    def modified_on(self) -> datetime | None:
        """When it last changed."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Customer:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SearchCustomers:
    """Request of `customers.search`. The documentation names the first two filters; the others are inferred from its text."""
    __match_args__ = ("offset", "limit", "order_by", "direction", "account_number", "assigned_agent", "name", "email", "contact_number", "from_date", "to_date",)
    def __new__(cls, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, account_number: str | Secret | None = None, assigned_agent: str | None = None, name: str | None = None, email: str | None = None, contact_number: str | None = None, from_date: datetime | None = None, to_date: datetime | None = None) -> Self: ...
    @property
    def offset(self) -> int | None:
        """How many rows to skip; default 0."""
    @property
    def limit(self) -> int | None:
        """How many rows at most, 1 to 5000."""
    @property
    def order_by(self) -> str | None:
        """Key to sort by."""
    @property
    def direction(self) -> Literal["ASC", "DESC"] | None:
        """Sorting direction."""
    @property
    def account_number(self) -> Secret | None:
        """Bank account number of the customer."""
    @property
    def assigned_agent(self) -> str | None:
        """The agent in charge."""
    @property
    def name(self) -> str | None:
        """Name."""
    @property
    def email(self) -> str | None:
        """E-mail address."""
    @property
    def contact_number(self) -> str | None:
        """Phone number."""
    @property
    def from_date(self) -> datetime | None:
        """Created at or after this."""
    @property
    def to_date(self) -> datetime | None:
        """Created before or at this."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SearchCustomers:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CustomerPage:
    """One page of `customers.search`."""
    __match_args__ = ("records_count", "data",)
    def __new__(cls, *, records_count: int | None = None, data: Sequence[Customer | _CustomerDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def records_count(self) -> int | None:
        """How many rows match in all."""
    @property
    def data(self) -> tuple[Customer, ...]:
        """The rows of this page."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CustomerPage:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CreateMandate:
    """Request of `mandates.create`."""
    __match_args__ = ("reference_id", "amount", "amount_rule", "payer", "mandate_name", "expiry", "block_fund", "recurrence", "validity", "upi_reference_url", "description",)
    def __new__(cls, *, reference_id: str, amount: Amount, amount_rule: Literal["EXACT", "MAX"], payer: MandatePayer | _MandatePayerDict | Mapping[str, object], mandate_name: str, expiry: datetime, block_fund: bool, recurrence: Recurrence | _RecurrenceDict | Mapping[str, object], validity: Validity | _ValidityDict | Mapping[str, object], upi_reference_url: str | None = None, description: str | None = None) -> Self: ...
    @property
    def reference_id(self) -> str:
        """The merchant's own unique reference. Store it first; `mandates.get` finds the mandate by it."""
    @property
    def amount(self) -> Decimal:
        """Whole rupees: what each debit is, or is at most."""
    @property
    def amount_rule(self) -> Literal["EXACT", "MAX"]:
        """Whether debits are this amount or at most this amount."""
    @property
    def payer(self) -> MandatePayer:
        """Who pays."""
    @property
    def mandate_name(self) -> str:
        """Name the payer sees."""
    @property
    def expiry(self) -> datetime:
        """Until when the payer may approve: 45 days ahead at most. Sent in Indian time."""
    @property
    def block_fund(self) -> bool:
        """Reserve the amount at the payer's bank; for `ONETIME` only."""
    @property
    def recurrence(self) -> Recurrence:
        """When debits happen."""
    @property
    def validity(self) -> Validity:
        """From when to when."""
    @property
    def upi_reference_url(self) -> str | None:
        """Link shown with the mandate."""
    @property
    def description(self) -> str | None:
        """Note to the payer."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CreateMandate:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class MandatePayer:
    """Who pays."""
    __match_args__ = ("name", "vpa", "account", "account_validation",)
    def __new__(cls, *, name: str, vpa: str, account: str | Secret, account_validation: bool) -> Self: ...
    @property
    def name(self) -> str:
        """Name."""
    @property
    def vpa(self) -> str:
        """UPI id."""
    @property
    def account(self) -> Secret:
        """Bank account number, 9 to 36 letters or digits."""
    @property
    def account_validation(self) -> bool:
        """Whether the debited account must be `account`."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> MandatePayer:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Recurrence:
    """When a mandate may be debited. `rule` and `value` say nothing for `ONETIME`, `DAILY` and `ASPRESENTED`."""
    __match_args__ = ("period", "rule", "value",)
    def __new__(cls, *, period: str, rule: str, value: int) -> Self: ...
    @property
    def period(self) -> str:
        """How often."""
    @property
    def rule(self) -> str:
        """How `value` is meant."""
    @property
    def value(self) -> int:
        """The day: 1 (Monday) to 7 for `WEEKLY`, 1 to 16 for `FORTNIGHTLY`, 1 to 31 for `MONTHLY` and longer. A day the
        month does not have means its last day. 1 is usual where it says nothing."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Recurrence:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Validity:
    """From when to when a mandate holds."""
    __match_args__ = ("start_at", "end_at",)
    def __new__(cls, *, start_at: datetime, end_at: datetime) -> Self: ...
    @property
    def start_at(self) -> datetime:
        """First day on which a debit is possible; sent in Indian time."""
    @property
    def end_at(self) -> datetime:
        """Last day; sent in Indian time."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Validity:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Mandate:
    """A mandate, as `mandates.get` and the mandate notification tell it."""
    __match_args__ = ("reference_id", "mandate_id", "umn", "status", "amount", "amount_rule", "currency", "payee", "payer", "name", "expire_at", "block_fund", "revocable_by_payer", "recurrence", "validity", "pause_period", "upi_reference_url", "description", "message",)
    def __new__(cls, *, reference_id: str | None = None, mandate_id: str | None = None, umn: str | None = None, status: str | None = None, amount: Amount | None = None, amount_rule: Literal["EXACT", "MAX"] | None = None, currency: str | None = None, payee: MandatePayee | _MandatePayeeDict | Mapping[str, object] | None = None, payer: MandatePayerInfo | _MandatePayerInfoDict | Mapping[str, object] | None = None, name: str | None = None, expire_at: datetime | None = None, block_fund: bool | None = None, revocable_by_payer: bool | None = None, recurrence: Recurrence | _RecurrenceDict | Mapping[str, object] | None = None, validity: Validity | _ValidityDict | Mapping[str, object] | None = None, pause_period: PausePeriod | _PausePeriodDict | Mapping[str, object] | None = None, upi_reference_url: str | None = None, description: str | None = None, message: str | None = None) -> Self: ...
    @property
    def reference_id(self) -> str | None:
        """The merchant's reference."""
    @property
    def mandate_id(self) -> str | None:
        """The gateway's id."""
    @property
    def umn(self) -> str | None:
        """UPI mandate number, once approved."""
    @property
    def status(self) -> str | None:
        """State; `ACTIVE` means that debits are possible."""
    @property
    def amount(self) -> Decimal | None:
        """What each debit is, or is at most; see the note on units above."""
    @property
    def amount_rule(self) -> Literal["EXACT", "MAX"] | None:
        """Whether debits are this amount or at most this amount."""
    @property
    def currency(self) -> str | None:
        """Currency."""
    @property
    def payee(self) -> MandatePayee | None:
        """Who is paid."""
    @property
    def payer(self) -> MandatePayerInfo | None:
        """Who pays."""
    @property
    def name(self) -> str | None:
        """Name the payer sees."""
    @property
    def expire_at(self) -> datetime | None:
        """Until when the payer may approve."""
    @property
    def block_fund(self) -> bool | None:
        """Whether the amount is reserved."""
    @property
    def revocable_by_payer(self) -> bool | None:
        """Whether the payer may end it."""
    @property
    def recurrence(self) -> Recurrence | None:
        """When debits happen."""
    @property
    def validity(self) -> Validity | None:
        """From when to when."""
    @property
    def pause_period(self) -> PausePeriod | None:
        """When it is paused."""
    @property
    def upi_reference_url(self) -> str | None:
        """Link shown with the mandate."""
    @property
    def description(self) -> str | None:
        """Note to the payer."""
    @property
    def message(self) -> str | None:
        """The gateway's sentence, where it answers with one."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Mandate:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class MandatePayee:
    """Who is paid."""
    __match_args__ = ("vpa", "name", "mcc",)
    def __new__(cls, *, vpa: str | None = None, name: str | None = None, mcc: str | None = None) -> Self: ...
    @property
    def vpa(self) -> str | None:
        """UPI id."""
    @property
    def name(self) -> str | None:
        """Name."""
    @property
    def mcc(self) -> str | None:
        """Merchant category code."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> MandatePayee:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class MandatePayerInfo:
    """Who pays, as the gateway tells it: any of it may be missing."""
    __match_args__ = ("name", "vpa", "account", "account_validation",)
    def __new__(cls, *, name: str | None = None, vpa: str | None = None, account: str | Secret | None = None, account_validation: bool | None = None) -> Self: ...
    @property
    def name(self) -> str | None:
        """Name."""
    @property
    def vpa(self) -> str | None:
        """UPI id."""
    @property
    def account(self) -> Secret | None:
        """Bank account number; closed."""
    @property
    def account_validation(self) -> bool | None:
        """Whether the debited account must be `account`."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> MandatePayerInfo:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PausePeriod:
    """When the payer has paused a mandate."""
    __match_args__ = ("start_at", "end_at",)
    def __new__(cls, *, start_at: datetime | None = None, end_at: datetime | None = None) -> Self: ...
    @property
    def start_at(self) -> datetime | None:
        """From."""
    @property
    def end_at(self) -> datetime | None:
        """Until."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PausePeriod:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UpdateMandate:
    """Request of `mandates.update`: the amount, the end, or both; the payer has to approve. The body is not public; its keys are
    inferred from the create call."""
    __match_args__ = ("reference_id", "amount", "validity", "expiry", "description",)
    def __new__(cls, *, reference_id: str, amount: Amount | None = None, validity: NewEnd | _NewEndDict | Mapping[str, object] | None = None, expiry: datetime | None = None, description: str | None = None) -> Self: ...
    @property
    def reference_id(self) -> str:
        """The merchant's reference of the mandate."""
    @property
    def amount(self) -> Decimal | None:
        """New amount in whole rupees."""
    @property
    def validity(self) -> NewEnd | None:
        """New end."""
    @property
    def expiry(self) -> datetime | None:
        """Until when the payer may approve."""
    @property
    def description(self) -> str | None:
        """Note to the payer."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpdateMandate:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class NewEnd:
    """The new end of a mandate."""
    __match_args__ = ("end_at",)
    def __new__(cls, *, end_at: datetime) -> Self: ...
    @property
    def end_at(self) -> datetime:
        """Last day; sent in Indian time."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> NewEnd:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class RevokeMandate:
    """Request of `mandates.revoke`."""
    __match_args__ = ("reference_id", "description",)
    def __new__(cls, *, reference_id: str, description: str | None = None) -> Self: ...
    @property
    def reference_id(self) -> str:
        """The merchant's reference of the mandate."""
    @property
    def description(self) -> str | None:
        """Reason (inferred)."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> RevokeMandate:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class WaitMandate:
    """Request of `mandates.wait`."""
    __match_args__ = ("until", "timeout_seconds", "every_ms",)
    def __new__(cls, *, until: str | None = None, timeout_seconds: int | None = None, every_ms: int | None = None) -> Self: ...
    @property
    def until(self) -> str | None:
        """The state to wait for, such as `REVOKED`; if left out, any by which the payer has decided. A state that no longer
        changes ends the waiting, too."""
    @property
    def timeout_seconds(self) -> int | None:
        """How long to wait in seconds, 1 to 3600; 300 if left out, as the gateway's own page waits. The client's deadline
        holds for each question, not for the waiting."""
    @property
    def every_ms(self) -> int | None:
        """Milliseconds between two questions, 100 to 60000; if left out what the method says."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> WaitMandate:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class NotifyDebit:
    """Request of `mandates.notify`: tells the payer of a debit at least 24 hours before it."""
    __match_args__ = ("mandate_id", "reference_id", "amount", "debit_date",)
    def __new__(cls, *, mandate_id: str | None = None, reference_id: str | None = None, amount: Amount, debit_date: str) -> Self: ...
    @property
    def mandate_id(self) -> str | None:
        """The gateway's id of the mandate. One of the two ids must be given; which one the gateway wants is not settled."""
    @property
    def reference_id(self) -> str | None:
        """The merchant's reference of the mandate."""
    @property
    def amount(self) -> Decimal:
        """Rupees of the debit, two decimals at most; within the mandate's amount rule."""
    @property
    def debit_date(self) -> str:
        """Day of the debit in India, `YYYY-MM-DD`."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> NotifyDebit:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DebitNotification:
    """Answer of `mandates.notify`."""
    __match_args__ = ("mandate_id", "predebit_notification_id", "status", "amount", "debit_date",)
    def __new__(cls, *, mandate_id: str | None = None, predebit_notification_id: str | None = None, status: str | None = None, amount: Amount | None = None, debit_date: str | None = None) -> Self: ...
    @property
    def mandate_id(self) -> str | None:
        """The gateway's id of the mandate."""
    @property
    def predebit_notification_id(self) -> str | None:
        """The gateway's id of the notice."""
    @property
    def status(self) -> str | None:
        """State; the words are not documented."""
    @property
    def amount(self) -> Decimal | None:
        """Rupees of the debit."""
    @property
    def debit_date(self) -> str | None:
        """Day of the debit, `YYYY-MM-DD`."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> DebitNotification:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ExecuteDebit:
    """Request of `mandates.execute`. The gateway pairs it with the notice by itself and knows no key of the merchant: a
    debit is never sent twice by the SDK."""
    __match_args__ = ("mandate_id", "reference_id", "amount", "remarks",)
    def __new__(cls, *, mandate_id: str | None = None, reference_id: str | None = None, amount: Amount, remarks: str) -> Self: ...
    @property
    def mandate_id(self) -> str | None:
        """The gateway's id of the mandate. One of the two ids must be given; which one the gateway wants is not settled."""
    @property
    def reference_id(self) -> str | None:
        """The merchant's reference of the mandate."""
    @property
    def amount(self) -> Decimal:
        """Rupees of the debit, two decimals at most; within the mandate's amount rule."""
    @property
    def remarks(self) -> str:
        """Remark."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ExecuteDebit:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CreatePaymentLink:
    """Request of `payment_links.create`."""
    __match_args__ = ("amount", "description", "reference_number", "customer_name", "customer_email", "customer_mobile", "due_date", "partial_payment", "minimum_amount", "return_url", "custom_params",)
    def __new__(cls, *, amount: Amount, description: str | None = None, reference_number: str | None = None, customer_name: str | None = None, customer_email: str | None = None, customer_mobile: str | None = None, due_date: datetime | None = None, partial_payment: bool | None = None, minimum_amount: Amount | None = None, return_url: str | None = None, custom_params: Mapping[str, str] | None = None) -> Self: ...
    @property
    def amount(self) -> Decimal:
        """Rupees, at least 0.01, two decimals at most."""
    @property
    def description(self) -> str | None:
        """What it is for; the payer sees it."""
    @property
    def reference_number(self) -> str | None:
        """The merchant's own reference."""
    @property
    def customer_name(self) -> str | None:
        """Name of the payer."""
    @property
    def customer_email(self) -> str | None:
        """The payer's e-mail address; with it, the gateway sends the link."""
    @property
    def customer_mobile(self) -> str | None:
        """The payer's mobile number, ten digits, the first one 6 to 9; with it, the gateway sends the link."""
    @property
    def due_date(self) -> datetime | None:
        """Until when it can be paid; sent in Indian time."""
    @property
    def partial_payment(self) -> bool | None:
        """Whether it may be paid in parts."""
    @property
    def minimum_amount(self) -> Decimal | None:
        """The smallest part in rupees; only with `partial_payment`."""
    @property
    def return_url(self) -> str | None:
        """Where the browser comes back to."""
    @property
    def custom_params(self) -> dict[str, str]:
        """Free key-value pairs."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CreatePaymentLink:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PaymentLink:
    """A payment link as the gateway holds it."""
    __match_args__ = ("payment_link_id", "payment_link", "status", "amount", "amount_paid", "description", "reference_number", "customer_name", "customer_email", "customer_mobile", "due_date", "partial_payment", "minimum_amount", "return_url", "custom_params", "payments", "message", "created_on", "modified_on",)
    def __new__(cls, *, payment_link_id: str | None = None, payment_link: str | None = None, status: str | None = None, amount: Amount | None = None, amount_paid: Amount | None = None, description: str | None = None, reference_number: str | None = None, customer_name: str | None = None, customer_email: str | None = None, customer_mobile: str | None = None, due_date: datetime | None = None, partial_payment: bool | None = None, minimum_amount: Amount | None = None, return_url: str | None = None, custom_params: Mapping[str, str] | None = None, payments: Sequence[PaymentLinkPayment | _PaymentLinkPaymentDict | Mapping[str, object]] | None = None, message: str | None = None, created_on: datetime | None = None, modified_on: datetime | None = None) -> Self: ...
    @property
    def payment_link_id(self) -> str | None:
        """The gateway's id; its notifications call it `quickCollectRequestId`."""
    @property
    def payment_link(self) -> str | None:
        """Address to send to the payer."""
    @property
    def status(self) -> str | None:
        """State."""
    @property
    def amount(self) -> Decimal | None:
        """Rupees asked for."""
    @property
    def amount_paid(self) -> Decimal | None:
        """Rupees paid so far."""
    @property
    def description(self) -> str | None:
        """What it is for."""
    @property
    def reference_number(self) -> str | None:
        """The merchant's own reference."""
    @property
    def customer_name(self) -> str | None:
        """Name of the payer."""
    @property
    def customer_email(self) -> str | None:
        """The payer's e-mail address."""
    @property
    def customer_mobile(self) -> str | None:
        """The payer's mobile number."""
    @property
    def due_date(self) -> datetime | None:
        """Until when it can be paid."""
    @property
    def partial_payment(self) -> bool | None:
        """Whether it may be paid in parts."""
    @property
    def minimum_amount(self) -> Decimal | None:
        """The smallest part in rupees."""
    @property
    def return_url(self) -> str | None:
        """Where the browser comes back to."""
    @property
    def custom_params(self) -> dict[str, str]:
        """Free key-value pairs."""
    @property
    def payments(self) -> tuple[PaymentLinkPayment, ...]:
        """Its payments."""
    @property
    def message(self) -> str | None:
        """The gateway's sentence, where it answers with one."""
    @property
    def created_on(self) -> datetime | None:
        """When it was created."""
    @property
    def modified_on(self) -> datetime | None:
        """When it last changed."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PaymentLink:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PaymentLinkPayment:
    """A payment of a link."""
    __match_args__ = ("transaction_id", "amount", "payment_status", "payment_date",)
    def __new__(cls, *, transaction_id: str | None = None, amount: Amount | None = None, payment_status: str | None = None, payment_date: datetime | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The gateway's id of the transaction."""
    @property
    def amount(self) -> Decimal | None:
        """Rupees."""
    @property
    def payment_status(self) -> str | None:
        """Outcome."""
    @property
    def payment_date(self) -> datetime | None:
        """When."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PaymentLinkPayment:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class WebhookEvent:
    """A notification, read and not yet believed. The gateway's checksum cannot be verified (its algorithm is not
    published): `webhooks.confirm` asks the gateway what is true."""
    __match_args__ = ("kind", "key", "payment", "mandate", "mandate_debit", "payment_link", "refund", "returned", "body",)
    def __new__(cls, *, kind: str, key: str | None = None, payment: PaymentNotice | _PaymentNoticeDict | Mapping[str, object] | None = None, mandate: Mandate | _MandateDict | Mapping[str, object] | None = None, mandate_debit: MandateDebitNotice | _MandateDebitNoticeDict | Mapping[str, object] | None = None, payment_link: PaymentLinkNotice | _PaymentLinkNoticeDict | Mapping[str, object] | None = None, refund: Refund | _RefundDict | Mapping[str, object] | None = None, returned: UnverifiedReturn | _UnverifiedReturnDict | Mapping[str, object] | None = None, body: str | Secret) -> Self: ...
    @property
    def kind(self) -> str:
        """What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
        of no known kind."""
    @property
    def key(self) -> str | None:
        """The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
        order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key."""
    @property
    def payment(self) -> PaymentNotice | None:
        """The claim, when `kind` is `PAYMENT`."""
    @property
    def mandate(self) -> Mandate | None:
        """The claim, when `kind` is `MANDATE`."""
    @property
    def mandate_debit(self) -> MandateDebitNotice | None:
        """The claim, when `kind` is `MANDATE_DEBIT`."""
    @property
    def payment_link(self) -> PaymentLinkNotice | None:
        """The claim, when `kind` is `PAYMENT_LINK`."""
    @property
    def refund(self) -> Refund | None:
        """The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund."""
    @property
    def returned(self) -> UnverifiedReturn | None:
        """What to ask about, when `kind` is `RETURN_PAGE`."""
    @property
    def body(self) -> Secret:
        """The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
        account number that no log should show: reveal it where you read it."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> WebhookEvent:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PaymentNotice:
    """What a payment notification claims. Anybody can post one: confirm it with `webhooks.confirm`."""
    __match_args__ = ("transaction_id", "status", "transaction_status", "checksum", "order_id", "order_status", "unique_transaction_id", "amount", "final_amount", "transaction_amount", "surcharge", "surcharge_gst", "mdr", "mdr_gst", "currency", "payment_mode", "bank_code", "bank_name", "card_scheme", "masked_card_number", "card_holder_name", "payment_token", "bank_transaction_id", "txn_msg", "txn_date",)
    def __new__(cls, *, transaction_id: str | None = None, status: str | None = None, transaction_status: str | None = None, checksum: str | None = None, order_id: str | None = None, order_status: str | None = None, unique_transaction_id: str | None = None, amount: Amount | None = None, final_amount: Amount | None = None, transaction_amount: Amount | None = None, surcharge: Amount | None = None, surcharge_gst: Amount | None = None, mdr: Amount | None = None, mdr_gst: Amount | None = None, currency: str | None = None, payment_mode: str | None = None, bank_code: str | None = None, bank_name: str | None = None, card_scheme: str | None = None, masked_card_number: str | None = None, card_holder_name: str | None = None, payment_token: str | Secret | None = None, bank_transaction_id: str | None = None, txn_msg: str | None = None, txn_date: datetime | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The gateway's id of the transaction."""
    @property
    def status(self) -> str | None:
        """State, as `transactionStatus`."""
    @property
    def transaction_status(self) -> str | None:
        """State of the transaction."""
    @property
    def checksum(self) -> str | None:
        """Integrity value of the gateway; its algorithm is not published."""
    @property
    def order_id(self) -> str | None:
        """The gateway's id of the order."""
    @property
    def order_status(self) -> str | None:
        """State of the order."""
    @property
    def unique_transaction_id(self) -> str | None:
        """The merchant's own reference of the order."""
    @property
    def amount(self) -> Decimal | None:
        """Order value in rupees."""
    @property
    def final_amount(self) -> Decimal | None:
        """What the customer pays in rupees: order value, surcharge and its tax."""
    @property
    def transaction_amount(self) -> Decimal | None:
        """Rupees that moved."""
    @property
    def surcharge(self) -> Decimal | None:
        """Fee added for the customer, in rupees."""
    @property
    def surcharge_gst(self) -> Decimal | None:
        """Tax on that fee; the gateway's browser code reads it as a rate in percent."""
    @property
    def mdr(self) -> Decimal | None:
        """The merchant's cost in rupees."""
    @property
    def mdr_gst(self) -> Decimal | None:
        """Tax on that cost in rupees."""
    @property
    def currency(self) -> str | None:
        """Currency."""
    @property
    def payment_mode(self) -> str | None:
        """How it was paid."""
    @property
    def bank_code(self) -> str | None:
        """Code of the bank or wallet."""
    @property
    def bank_name(self) -> str | None:
        """Name of the bank."""
    @property
    def card_scheme(self) -> str | None:
        """Card network."""
    @property
    def masked_card_number(self) -> str | None:
        """Card number with all but a few digits masked."""
    @property
    def card_holder_name(self) -> str | None:
        """Name on the card."""
    @property
    def payment_token(self) -> Secret | None:
        """The gateway's token of a saved card; charges need it, so it stays closed."""
    @property
    def bank_transaction_id(self) -> str | None:
        """The bank's reference; for UPI the RRN."""
    @property
    def txn_msg(self) -> str | None:
        """Text of the outcome."""
    @property
    def txn_date(self) -> datetime | None:
        """When it was paid or failed."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PaymentNotice:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class MandateDebitNotice:
    """What a notification about a mandate's debit claims. Anybody can post one: confirm it with `webhooks.confirm`."""
    __match_args__ = ("transaction_id", "status", "transaction_status", "checksum", "mandate_id", "reference_id", "umn", "order_id", "order_status", "unique_transaction_id", "amount", "final_amount", "transaction_amount", "surcharge", "surcharge_gst", "mdr", "mdr_gst", "currency", "payment_mode", "bank_code", "bank_name", "card_scheme", "masked_card_number", "card_holder_name", "payment_token", "bank_transaction_id", "txn_msg", "txn_date",)
    def __new__(cls, *, transaction_id: str | None = None, status: str | None = None, transaction_status: str | None = None, checksum: str | None = None, mandate_id: str | None = None, reference_id: str | None = None, umn: str | None = None, order_id: str | None = None, order_status: str | None = None, unique_transaction_id: str | None = None, amount: Amount | None = None, final_amount: Amount | None = None, transaction_amount: Amount | None = None, surcharge: Amount | None = None, surcharge_gst: Amount | None = None, mdr: Amount | None = None, mdr_gst: Amount | None = None, currency: str | None = None, payment_mode: str | None = None, bank_code: str | None = None, bank_name: str | None = None, card_scheme: str | None = None, masked_card_number: str | None = None, card_holder_name: str | None = None, payment_token: str | Secret | None = None, bank_transaction_id: str | None = None, txn_msg: str | None = None, txn_date: datetime | None = None) -> Self: ...
    @property
    def transaction_id(self) -> str | None:
        """The gateway's id of the transaction."""
    @property
    def status(self) -> str | None:
        """State, as `transactionStatus`."""
    @property
    def transaction_status(self) -> str | None:
        """State of the transaction."""
    @property
    def checksum(self) -> str | None:
        """Integrity value of the gateway; its algorithm is not published."""
    @property
    def mandate_id(self) -> str | None:
        """The gateway's id of the mandate; not documented for this notification, read where it is there."""
    @property
    def reference_id(self) -> str | None:
        """The merchant's reference of the mandate; not documented for this notification."""
    @property
    def umn(self) -> str | None:
        """UPI mandate number; not documented for this notification."""
    @property
    def order_id(self) -> str | None:
        """The gateway's id of the order."""
    @property
    def order_status(self) -> str | None:
        """State of the order."""
    @property
    def unique_transaction_id(self) -> str | None:
        """The merchant's own reference of the order."""
    @property
    def amount(self) -> Decimal | None:
        """Order value in rupees."""
    @property
    def final_amount(self) -> Decimal | None:
        """What the customer pays in rupees: order value, surcharge and its tax."""
    @property
    def transaction_amount(self) -> Decimal | None:
        """Rupees that moved."""
    @property
    def surcharge(self) -> Decimal | None:
        """Fee added for the customer, in rupees."""
    @property
    def surcharge_gst(self) -> Decimal | None:
        """Tax on that fee; the gateway's browser code reads it as a rate in percent."""
    @property
    def mdr(self) -> Decimal | None:
        """The merchant's cost in rupees."""
    @property
    def mdr_gst(self) -> Decimal | None:
        """Tax on that cost in rupees."""
    @property
    def currency(self) -> str | None:
        """Currency."""
    @property
    def payment_mode(self) -> str | None:
        """How it was paid."""
    @property
    def bank_code(self) -> str | None:
        """Code of the bank or wallet."""
    @property
    def bank_name(self) -> str | None:
        """Name of the bank."""
    @property
    def card_scheme(self) -> str | None:
        """Card network."""
    @property
    def masked_card_number(self) -> str | None:
        """Card number with all but a few digits masked."""
    @property
    def card_holder_name(self) -> str | None:
        """Name on the card."""
    @property
    def payment_token(self) -> Secret | None:
        """The gateway's token of a saved card; charges need it, so it stays closed."""
    @property
    def bank_transaction_id(self) -> str | None:
        """The bank's reference; for UPI the RRN."""
    @property
    def txn_msg(self) -> str | None:
        """Text of the outcome."""
    @property
    def txn_date(self) -> datetime | None:
        """When it was paid or failed."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> MandateDebitNotice:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PaymentLinkNotice:
    """What a notification about a payment link claims; answer it with HTTP 200 and `{}`. With payments in parts several of
    them carry the same id: confirm with `payment_links.get`."""
    __match_args__ = ("payment_link_id", "event", "amount", "payment_status", "message", "payment_date",)
    def __new__(cls, *, payment_link_id: str | None = None, event: str | None = None, amount: Amount | None = None, payment_status: str | None = None, message: str | None = None, payment_date: datetime | None = None) -> Self: ...
    @property
    def payment_link_id(self) -> str | None:
        """The gateway's id of the link."""
    @property
    def event(self) -> str | None:
        """What happened."""
    @property
    def amount(self) -> Decimal | None:
        """Rupees of this payment."""
    @property
    def payment_status(self) -> str | None:
        """Its outcome."""
    @property
    def message(self) -> str | None:
        """The gateway's sentence."""
    @property
    def payment_date(self) -> datetime | None:
        """When."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PaymentLinkNotice:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UnverifiedReturn:
    """What the payer's browser brought back. Anybody can type such an address, so it holds nothing but what to ask about:
    pass the event to `webhooks.confirm`."""
    __match_args__ = ("order_id", "transaction_id", "unique_transaction_id",)
    def __new__(cls, *, order_id: str | None = None, transaction_id: str | None = None, unique_transaction_id: str | None = None) -> Self: ...
    @property
    def order_id(self) -> str | None:
        """The gateway's id of the order."""
    @property
    def transaction_id(self) -> str | None:
        """The gateway's id of the transaction."""
    @property
    def unique_transaction_id(self) -> str | None:
        """The merchant's own reference of the order."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UnverifiedReturn:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Confirmation:
    """Answer of `webhooks.confirm`: what the gateway says about what a notification claims."""
    __match_args__ = ("agrees", "contradictions", "paid", "order", "transaction", "mandate", "payment_link", "refund",)
    def __new__(cls, *, agrees: bool, contradictions: Sequence[Contradiction | _ContradictionDict | Mapping[str, object]] | None = None, paid: bool | None = None, order: Order | _OrderDict | Mapping[str, object] | None = None, transaction: Transaction | _TransactionDict | Mapping[str, object] | None = None, mandate: Mandate | _MandateDict | Mapping[str, object] | None = None, payment_link: PaymentLink | _PaymentLinkDict | Mapping[str, object] | None = None, refund: Refund | _RefundDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def agrees(self) -> bool:
        """Whether nothing of the claim is contradicted: a point counts only where both the claim and the gateway name it. Proves
        nothing alone; act on the records below, not on the claim."""
    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Every point in which the notification and the gateway differ. A notification that is merely late is no contradiction."""
    @property
    def paid(self) -> bool | None:
        """Whether the order (or the link) is paid, where the notification is about a payment; refunded later counts as paid. A
        transaction that the gateway does not connect with the order pays nothing. Ship where `agrees` and `paid` are
        both true, once for each order: its id under a unique constraint."""
    @property
    def order(self) -> Order | None:
        """The order."""
    @property
    def transaction(self) -> Transaction | None:
        """The transaction."""
    @property
    def mandate(self) -> Mandate | None:
        """The mandate. For a debit it is the one that the notification names; that the debit is of this mandate is not proven,
        because the gateway's order does not say."""
    @property
    def payment_link(self) -> PaymentLink | None:
        """The payment link."""
    @property
    def refund(self) -> Refund | None:
        """The refund."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Confirmation:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Contradiction:
    """A point in which a notification and the gateway differ."""
    __match_args__ = ("field", "claimed", "actual",)
    def __new__(cls, *, field: str, claimed: str | None = None, actual: str | None = None) -> Self: ...
    @property
    def field(self) -> str:
        """The field of the claim."""
    @property
    def claimed(self) -> str | None:
        """What the notification says."""
    @property
    def actual(self) -> str | None:
        """What the gateway says."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Contradiction:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Resolution:
    """Answer of `calls.resolve`: what became of a call that ended as `OutcomeUnknown`. At most one record is the lost one's; a
    second one says more about it."""
    __match_args__ = ("state", "operation", "reference", "text", "created_order", "order", "transaction", "minimal", "refund", "mandate", "qr_code", "payment_link", "split_account",)
    def __new__(cls, *, state: Literal["APPLIED", "NOT_APPLIED", "UNDECIDED"], operation: str, reference: str | None = None, text: str, created_order: CreatedOrder | _CreatedOrderDict | Mapping[str, object] | None = None, order: Order | _OrderDict | Mapping[str, object] | None = None, transaction: Transaction | _TransactionDict | Mapping[str, object] | None = None, minimal: MinimalTransaction | _MinimalTransactionDict | Mapping[str, object] | None = None, refund: Refund | _RefundDict | Mapping[str, object] | None = None, mandate: Mandate | _MandateDict | Mapping[str, object] | None = None, qr_code: QrCode | _QrCodeDict | Mapping[str, object] | None = None, payment_link: PaymentLink | _PaymentLinkDict | Mapping[str, object] | None = None, split_account: SplitAccount | _SplitAccountDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def state(self) -> Literal["APPLIED", "NOT_APPLIED", "UNDECIDED"]:
        """What is known."""
    @property
    def operation(self) -> str:
        """The lost call, as in `orders.create`."""
    @property
    def reference(self) -> str | None:
        """The merchant's key of the call, or the id that it was about."""
    @property
    def text(self) -> str:
        """A sentence for people: what was found, and what to do."""
    @property
    def created_order(self) -> CreatedOrder | None:
        """The lost answer of `orders.create`, with the checkout page."""
    @property
    def order(self) -> Order | None:
        """The order that the call made or was about."""
    @property
    def transaction(self) -> Transaction | None:
        """The payment that the call was about."""
    @property
    def minimal(self) -> MinimalTransaction | None:
        """The same, as the payer's side may see it."""
    @property
    def refund(self) -> Refund | None:
        """The refund."""
    @property
    def mandate(self) -> Mandate | None:
        """The mandate."""
    @property
    def qr_code(self) -> QrCode | None:
        """The QR code."""
    @property
    def payment_link(self) -> PaymentLink | None:
        """The payment link."""
    @property
    def split_account(self) -> SplitAccount | None:
        """The recipient of shares."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
        Printing the record shows the keys only."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Resolution:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PayLink:
    """A link that asks a UPI app to pay (`upi://pay`). Rupees only: `cu=INR` is written always, and another currency is
    refused when reading."""
    __match_args__ = ("payee_vpa", "payee_name", "merchant_code", "transaction_id", "reference", "note", "amount", "minimum_amount", "url", "mode", "purpose", "originator_id", "other", "sign",)
    def __new__(cls, *, payee_vpa: str, payee_name: str, merchant_code: str | None = None, transaction_id: str | None = None, reference: str | None = None, note: str | None = None, amount: Amount | None = None, minimum_amount: Amount | None = None, url: str | None = None, mode: str | None = None, purpose: str | None = None, originator_id: str | None = None, other: Sequence[LinkParameter | _LinkParameterDict | Mapping[str, object]] | None = None, sign: str | None = None) -> Self: ...
    @property
    def payee_vpa(self) -> str:
        """`pa`: UPI id of the payee."""
    @property
    def payee_name(self) -> str:
        """`pn`: name of the payee, shown to the payer."""
    @property
    def merchant_code(self) -> str | None:
        """`mc`: merchant category code, four digits; `0000` for a person. Merchants need it."""
    @property
    def transaction_id(self) -> str | None:
        """`tid`: UPI transaction id made by the merchant's provider, 35 letters or digits; the payment then carries it."""
    @property
    def reference(self) -> str | None:
        """`tr`: the merchant's reference of the order; merchants need it, and `url` does."""
    @property
    def note(self) -> str | None:
        """`tn`: note to the payer."""
    @property
    def amount(self) -> Decimal | None:
        """`am`: rupees, written with two decimals; left out, the payer types the amount."""
    @property
    def minimum_amount(self) -> Decimal | None:
        """`mam`: least amount in rupees; give it only if the payer may pay more than this or choose."""
    @property
    def url(self) -> str | None:
        """`url` (read also as `refUrl`): a page with details of the payment."""
    @property
    def mode(self) -> str | None:
        """`mode`: how the payment is started."""
    @property
    def purpose(self) -> str | None:
        """`purpose`: what it is for."""
    @property
    def originator_id(self) -> str | None:
        """`orgid`: id of the originator; `000000` if there is none."""
    @property
    def other(self) -> tuple[LinkParameter, ...]:
        """Parameters this version does not know, in their order."""
    @property
    def sign(self) -> str | None:
        """`sign`: base64 signature over everything before it; always written last. Signed modes need it."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PayLink:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class LinkParameter:
    """A parameter this version does not know."""
    __match_args__ = ("name", "value",)
    def __new__(cls, *, name: str, value: str) -> Self: ...
    @property
    def name(self) -> str:
        """Name as in the link: letters, digits, `-`, `_` and `.`."""
    @property
    def value(self) -> str:
        """Value, unescaped."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> LinkParameter:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class BuiltLink:
    """Answer of `upi.build_pay_link` and `upi.build_mandate_link`."""
    __match_args__ = ("link", "needs_sign",)
    def __new__(cls, *, link: str, needs_sign: bool) -> Self: ...
    @property
    def link(self) -> str:
        """The link: open it on a phone or draw it as a QR code."""
    @property
    def needs_sign(self) -> bool:
        """Whether `mode` is a signed one and `sign` is missing: sign the text of `link` and build again with `sign`, which
        adds `&sign=` and changes nothing before it."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> BuiltLink:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class LinkText:
    """Request of `upi.parse_pay_link` and `upi.parse_mandate_link`."""
    __match_args__ = ("link",)
    def __new__(cls, *, link: str) -> Self: ...
    @property
    def link(self) -> str:
        """The link as it was scanned or received, 4096 bytes at most."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> LinkText:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ParsedPayLink:
    """Answer of `upi.parse_pay_link`."""
    __match_args__ = ("pay", "signed_text",)
    def __new__(cls, *, pay: PayLink | _PayLinkDict | Mapping[str, object], signed_text: str | None = None) -> Self: ...
    @property
    def pay(self) -> PayLink:
        """What it says."""
    @property
    def signed_text(self) -> str | None:
        """The text that `sign` stands for, byte for byte, if the link is signed. Nothing was verified."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ParsedPayLink:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class MandateLink:
    """A link that asks a UPI app to approve a mandate (`upi://mandate`). Rupees only."""
    __match_args__ = ("action", "payee_vpa", "payee_name", "merchant_code", "transaction_id", "reference", "mandate_name", "amount", "amount_rule", "first_amount", "validity_start", "validity_end", "period", "rule", "value", "mode", "purpose", "revocable", "block_fund", "share_to_payee", "umn", "note", "originator_id", "version", "qr_medium", "qr_expires", "other", "sign",)
    def __new__(cls, *, action: str, payee_vpa: str, payee_name: str, merchant_code: str, transaction_id: str, reference: str, mandate_name: str, amount: Amount, amount_rule: Literal["EXACT", "MAX"], first_amount: Amount | None = None, validity_start: str, validity_end: str, period: str, rule: str | None = None, value: int | None = None, mode: str, purpose: str, revocable: bool | None = None, block_fund: bool | None = None, share_to_payee: bool | None = None, umn: str | None = None, note: str | None = None, originator_id: str | None = None, version: str | None = None, qr_medium: str | None = None, qr_expires: str | None = None, other: Sequence[LinkParameter | _LinkParameterDict | Mapping[str, object]] | None = None, sign: str | None = None) -> Self: ...
    @property
    def action(self) -> str:
        """`txnType`: what to approve."""
    @property
    def payee_vpa(self) -> str:
        """`pa`: UPI id of the payee."""
    @property
    def payee_name(self) -> str:
        """`pn`: name of the payee, shown to the payer."""
    @property
    def merchant_code(self) -> str:
        """`mc`: merchant category code, four digits."""
    @property
    def transaction_id(self) -> str:
        """`tid`: UPI transaction id, 35 letters or digits."""
    @property
    def reference(self) -> str:
        """`tr`: the merchant's reference."""
    @property
    def mandate_name(self) -> str:
        """`mn`: name of the mandate, shown to the payer."""
    @property
    def amount(self) -> Decimal:
        """`am`: the mandate's amount in rupees, written with two decimals."""
    @property
    def amount_rule(self) -> Literal["EXACT", "MAX"]:
        """`amrule`: how the amount is meant."""
    @property
    def first_amount(self) -> Decimal | None:
        """`fam`: amount of the first debit in rupees, below `amount`; not zero where `purpose` is 14."""
    @property
    def validity_start(self) -> str:
        """`validitystart`: first day, `YYYY-MM-DD` (written `ddmmyyyy`)."""
    @property
    def validity_end(self) -> str:
        """`validityend`: last day, `YYYY-MM-DD` (written `ddmmyyyy`)."""
    @property
    def period(self) -> str:
        """`recur`: how often it may be debited."""
    @property
    def rule(self) -> str | None:
        """`recurtype`: how `value` is meant."""
    @property
    def value(self) -> int | None:
        """`recurvalue`: the day, as in [`Recurrence`](super::Recurrence)."""
    @property
    def mode(self) -> str:
        """`mode`: how it is started."""
    @property
    def purpose(self) -> str:
        """`purpose`: `01` for one-time mandates (securities), `14` for standing instructions."""
    @property
    def revocable(self) -> bool | None:
        """`rev`: whether the payer may revoke it. Recurring mandates always are, but for loan repayments (MCC 7322)."""
    @property
    def block_fund(self) -> bool | None:
        """`block`: whether the amount is reserved at the payer's bank; only for `ONETIME`."""
    @property
    def share_to_payee(self) -> bool | None:
        """`share`: whether it is shown to the payee."""
    @property
    def umn(self) -> str | None:
        """`umn`: the existing mandate's number, for `UPDATE` and `REVOKE`."""
    @property
    def note(self) -> str | None:
        """`tn`: note to the payer."""
    @property
    def originator_id(self) -> str | None:
        """`orgid`: id of the originator; `000000` if there is none."""
    @property
    def version(self) -> str | None:
        """`ver`: version of the link."""
    @property
    def qr_medium(self) -> str | None:
        """`qrMedium`: where the QR code is shown, as the provider codes it."""
    @property
    def qr_expires(self) -> str | None:
        """`QRexpire`: until when the QR code is good, in the provider's own form."""
    @property
    def other(self) -> tuple[LinkParameter, ...]:
        """Parameters this version does not know, in their order."""
    @property
    def sign(self) -> str | None:
        """`sign`: base64 signature over everything before it; always written last. Signed modes need it."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> MandateLink:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ParsedMandateLink:
    """Answer of `upi.parse_mandate_link`."""
    __match_args__ = ("mandate", "signed_text",)
    def __new__(cls, *, mandate: MandateLink | _MandateLinkDict | Mapping[str, object], signed_text: str | None = None) -> Self: ...
    @property
    def mandate(self) -> MandateLink:
        """What it says."""
    @property
    def signed_text(self) -> str | None:
        """The text that `sign` stands for, byte for byte, if the link is signed. Nothing was verified."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ParsedMandateLink:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class BharatQr:
    """A BharatQR code (EMVCo merchant-presented): a text of tags that every Indian payment app can read. Currency is
    rupees, country India, always. Values are printable ASCII of at most 99 bytes."""
    __match_args__ = ("merchant_code", "name", "city", "single_use", "vpa", "minimum_amount", "reference", "url", "accounts", "amount", "postal_code", "additional", "other",)
    def __new__(cls, *, merchant_code: str, name: str, city: str, single_use: bool | None = None, vpa: str | None = None, minimum_amount: Amount | None = None, reference: str | None = None, url: str | None = None, accounts: Sequence[QrTag | _QrTagDict | Mapping[str, object]] | None = None, amount: Amount | None = None, postal_code: str | None = None, additional: QrAdditionalData | _QrAdditionalDataDict | Mapping[str, object] | None = None, other: Sequence[QrTag | _QrTagDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def merchant_code(self) -> str:
        """Tag 52: merchant category code, four digits."""
    @property
    def name(self) -> str:
        """Tag 59: name of the merchant, 25 bytes at most."""
    @property
    def city(self) -> str:
        """Tag 60: city, 15 bytes at most."""
    @property
    def single_use(self) -> bool | None:
        """Tag 01: whether the code is for one payment (12) rather than for many (11); left out, the code does not say."""
    @property
    def vpa(self) -> str | None:
        """Tag 26-01: UPI id of the payee. A code needs this or one of `accounts`."""
    @property
    def minimum_amount(self) -> Decimal | None:
        """Tag 26-02: least amount in rupees; needs `vpa`."""
    @property
    def reference(self) -> str | None:
        """Tag 27-01: the merchant's reference, `tr` of the UPI payment."""
    @property
    def url(self) -> str | None:
        """Tag 27-02: a page with details of the payment."""
    @property
    def accounts(self) -> tuple[QrTag, ...]:
        """Tags 02 to 25: card and account ids of the networks."""
    @property
    def amount(self) -> Decimal | None:
        """Tag 54: rupees; left out, the payer types the amount."""
    @property
    def postal_code(self) -> str | None:
        """Tag 61: PIN code, 10 bytes at most."""
    @property
    def additional(self) -> QrAdditionalData | None:
        """Tag 62: data for the merchant's own books."""
    @property
    def other(self) -> tuple[QrTag, ...]:
        """Tags this version does not know. `64` is a tag, `62.50` a tag inside tag 62; inside 26, 27 and 62 each stands for
        itself, elsewhere the value is kept whole."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> BharatQr:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class QrTag:
    """A tag and its value."""
    __match_args__ = ("tag", "value",)
    def __new__(cls, *, tag: str, value: str) -> Self: ...
    @property
    def tag(self) -> str:
        """Two digits, or twice two digits with a dot between for a tag inside a tag."""
    @property
    def value(self) -> str:
        """The value, 1 to 99 bytes."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> QrTag:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class QrAdditionalData:
    """Tag 62 of a BharatQR code; each value has 25 bytes at most. `***` asks the payer's app to ask the payer."""
    __match_args__ = ("bill_number", "mobile_number", "store_label", "loyalty_number", "reference_label", "customer_label", "terminal_label", "purpose",)
    def __new__(cls, *, bill_number: str | None = None, mobile_number: str | None = None, store_label: str | None = None, loyalty_number: str | None = None, reference_label: str | None = None, customer_label: str | None = None, terminal_label: str | None = None, purpose: str | None = None) -> Self: ...
    @property
    def bill_number(self) -> str | None:
        """62-01: number of the bill."""
    @property
    def mobile_number(self) -> str | None:
        """62-02: mobile number."""
    @property
    def store_label(self) -> str | None:
        """62-03: the store."""
    @property
    def loyalty_number(self) -> str | None:
        """62-04: number of a loyalty card."""
    @property
    def reference_label(self) -> str | None:
        """62-05: reference of the payment."""
    @property
    def customer_label(self) -> str | None:
        """62-06: the customer."""
    @property
    def terminal_label(self) -> str | None:
        """62-07: the terminal."""
    @property
    def purpose(self) -> str | None:
        """62-08: what it is for."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> QrAdditionalData:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class QrText:
    """Answer of `upi.build_bharat_qr` and request of `upi.parse_bharat_qr`."""
    __match_args__ = ("text",)
    def __new__(cls, *, text: str) -> Self: ...
    @property
    def text(self) -> str:
        """The text in the QR code, with its check sum; 4096 bytes at most."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> QrText:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DrawQr:
    """Request of `upi.qr_svg` and `upi.qr_png`."""
    __match_args__ = ("text", "correction", "module_pixels",)
    def __new__(cls, *, text: str, correction: Literal["LOW", "MEDIUM", "QUARTILE", "HIGH"] | None = None, module_pixels: int | None = None) -> Self: ...
    @property
    def text(self) -> str:
        """What the code says: a link, a BharatQR text, anything; 2953 bytes at most, fewer with more correction."""
    @property
    def correction(self) -> Literal["LOW", "MEDIUM", "QUARTILE", "HIGH"] | None:
        """How much may be unreadable; `MEDIUM` if left out."""
    @property
    def module_pixels(self) -> int | None:
        """Pixels of one module, 1 to 32; 6 if left out."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> DrawQr:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SvgImage:
    """Answer of `upi.qr_svg`."""
    __match_args__ = ("svg", "side",)
    def __new__(cls, *, svg: str, side: int) -> Self: ...
    @property
    def svg(self) -> str:
        """An SVG document, black on white with the quiet zone the standard asks for."""
    @property
    def side(self) -> int:
        """Width and height in pixels."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SvgImage:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PngImage:
    """Answer of `upi.qr_png`."""
    __match_args__ = ("png", "side",)
    def __new__(cls, *, png: bytes, side: int) -> Self: ...
    @property
    def png(self) -> bytes:
        """A PNG file, black on white with the quiet zone the standard asks for; base64 text in JSON."""
    @property
    def side(self) -> int:
        """Width and height in pixels."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PngImage:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CheckIdentifier:
    """Request of `upi.check_identifier`."""
    __match_args__ = ("kind", "text",)
    def __new__(cls, *, kind: Literal["VPA", "IFSC", "UMN", "RRN", "UTR", "PAN", "GSTIN", "UPI_TRANSACTION_ID", "MOBILE"], text: str) -> Self: ...
    @property
    def kind(self) -> Literal["VPA", "IFSC", "UMN", "RRN", "UTR", "PAN", "GSTIN", "UPI_TRANSACTION_ID", "MOBILE"]:
        """What it should be."""
    @property
    def text(self) -> str:
        """The identifier as somebody typed it; spaces around it do not count."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CheckIdentifier:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CheckedIdentifier:
    """Answer of `upi.check_identifier`: the identifier in its one form, and what can be read from it."""
    __match_args__ = ("kind", "text", "handle", "bank_code", "branch_code", "state_code", "pan",)
    def __new__(cls, *, kind: Literal["VPA", "IFSC", "UMN", "RRN", "UTR", "PAN", "GSTIN", "UPI_TRANSACTION_ID", "MOBILE"], text: str, handle: str | None = None, bank_code: str | None = None, branch_code: str | None = None, state_code: str | None = None, pan: str | None = None) -> Self: ...
    @property
    def kind(self) -> Literal["VPA", "IFSC", "UMN", "RRN", "UTR", "PAN", "GSTIN", "UPI_TRANSACTION_ID", "MOBILE"]:
        """What it is."""
    @property
    def text(self) -> str:
        """The normalised text: store and compare this."""
    @property
    def handle(self) -> str | None:
        """The handle after `@`, of a UPI id or a UMN."""
    @property
    def bank_code(self) -> str | None:
        """The bank, the first four letters of an IFSC."""
    @property
    def branch_code(self) -> str | None:
        """The branch, the last six characters of an IFSC."""
    @property
    def state_code(self) -> str | None:
        """The state, the first two digits of a GSTIN."""
    @property
    def pan(self) -> str | None:
        """The PAN inside a GSTIN."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CheckedIdentifier:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class MandateTimes:
    """Request of `mandate_calendar.schedule`: a mandate's times as the gateway tells them."""
    __match_args__ = ("recurrence", "starts_at", "ends_at", "paused_from", "paused_until",)
    def __new__(cls, *, recurrence: Recurrence | _RecurrenceDict | Mapping[str, object], starts_at: datetime, ends_at: datetime, paused_from: datetime | None = None, paused_until: datetime | None = None) -> Self: ...
    @property
    def recurrence(self) -> Recurrence:
        """How often and on which day."""
    @property
    def starts_at(self) -> datetime:
        """Start of the validity."""
    @property
    def ends_at(self) -> datetime:
        """End of the validity; the day it falls on is the last one."""
    @property
    def paused_from(self) -> datetime | None:
        """Start of the payer's pause, if there is one; left out with an end, the start of the validity."""
    @property
    def paused_until(self) -> datetime | None:
        """End of the payer's pause; left out with a start, the end of the validity."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> MandateTimes:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class MandateSchedule:
    """When a mandate may be debited, in days of India."""
    __match_args__ = ("recurrence", "validity_start", "validity_end", "pause_start", "pause_end",)
    def __new__(cls, *, recurrence: Recurrence | _RecurrenceDict | Mapping[str, object], validity_start: str, validity_end: str, pause_start: str | None = None, pause_end: str | None = None) -> Self: ...
    @property
    def recurrence(self) -> Recurrence:
        """How often and on which day."""
    @property
    def validity_start(self) -> str:
        """First day of the validity, `YYYY-MM-DD`."""
    @property
    def validity_end(self) -> str:
        """Last day of the validity, `YYYY-MM-DD`; a debit may fall on it."""
    @property
    def pause_start(self) -> str | None:
        """First day of the payer's pause, `YYYY-MM-DD`; no debit while paused. Give both days or none."""
    @property
    def pause_end(self) -> str | None:
        """Last day of the payer's pause, `YYYY-MM-DD`."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> MandateSchedule:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ListDebitDates:
    """Request of `mandate_calendar.debit_dates`."""
    __match_args__ = ("schedule", "starting", "count",)
    def __new__(cls, *, schedule: MandateSchedule | _MandateScheduleDict | Mapping[str, object], starting: str | None = None, count: int | None = None) -> Self: ...
    @property
    def schedule(self) -> MandateSchedule:
        """The mandate's schedule."""
    @property
    def starting(self) -> str | None:
        """First day that counts, `YYYY-MM-DD`; left out, the list starts with the validity."""
    @property
    def count(self) -> int | None:
        """How many cycles at most, 1 to 500; 12 if left out."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ListDebitDates:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DebitDates:
    """Answer of `mandate_calendar.debit_dates`."""
    __match_args__ = ("cycles", "any_day", "more",)
    def __new__(cls, *, cycles: Sequence[DebitCycle | _DebitCycleDict | Mapping[str, object]] | None = None, any_day: bool, more: bool) -> Self: ...
    @property
    def cycles(self) -> tuple[DebitCycle, ...]:
        """The cycles in order; those without a possible day are left out."""
    @property
    def any_day(self) -> bool:
        """Whether a debit may run on any day of the one cycle, as often as it is presented (`ASPRESENTED`)."""
    @property
    def more(self) -> bool:
        """Whether the validity holds more cycles than were asked for."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> DebitDates:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DebitCycle:
    """One cycle of a mandate that can be debited, once. Days are text, `YYYY-MM-DD`, in India."""
    __match_args__ = ("number", "starts", "ends", "earliest", "latest", "debit_date", "on_last_day", "notice_by",)
    def __new__(cls, *, number: int, starts: str, ends: str, earliest: str, latest: str, debit_date: str, on_last_day: bool, notice_by: datetime) -> Self: ...
    @property
    def number(self) -> int:
        """Number of the cycle; 1 is the one the validity starts in. A cycle without a possible day keeps its number."""
    @property
    def starts(self) -> str:
        """First day of the cycle."""
    @property
    def ends(self) -> str:
        """Last day of the cycle."""
    @property
    def earliest(self) -> str:
        """First day on which the debit may run."""
    @property
    def latest(self) -> str:
        """Last day on which the debit may run."""
    @property
    def debit_date(self) -> str:
        """The day to use: the agreed day for `ON`; the first possible for `AFTER`; the last possible for `BEFORE`, but not
        the last day of the cycle where an earlier one is left."""
    @property
    def on_last_day(self) -> bool:
        """Whether `debit_date` is the last day of a cycle of several days: a late attempt would fall into the next cycle."""
    @property
    def notice_by(self) -> datetime:
        """Send the notice before this moment, and every non-peak minute of `debit_date` is open: 24 hours before the day
        begins."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> DebitCycle:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CheckDebitDate:
    """Request of `mandate_calendar.check_date`."""
    __match_args__ = ("schedule", "debit_date",)
    def __new__(cls, *, schedule: MandateSchedule | _MandateScheduleDict | Mapping[str, object], debit_date: str) -> Self: ...
    @property
    def schedule(self) -> MandateSchedule:
        """The mandate's schedule."""
    @property
    def debit_date(self) -> str:
        """The day of the debit, `YYYY-MM-DD`."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CheckDebitDate:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DebitDateCheck:
    """Answer of `mandate_calendar.check_date`."""
    __match_args__ = ("allowed", "reason", "cycle",)
    def __new__(cls, *, allowed: bool, reason: str | None = None, cycle: DebitCycle | _DebitCycleDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def allowed(self) -> bool:
        """Whether the mandate may be debited on that day, as far as its dates go."""
    @property
    def reason(self) -> str | None:
        """Why not."""
    @property
    def cycle(self) -> DebitCycle | None:
        """The cycle the day counts for, if allowed; one successful debit per cycle."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> DebitDateCheck:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CheckDebitAmount:
    """Request of `mandate_calendar.check_amount`."""
    __match_args__ = ("mandate_amount", "amount_rule", "debit_amount",)
    def __new__(cls, *, mandate_amount: Amount, amount_rule: Literal["EXACT", "MAX"], debit_amount: Amount) -> Self: ...
    @property
    def mandate_amount(self) -> Decimal:
        """The mandate's amount in rupees."""
    @property
    def amount_rule(self) -> Literal["EXACT", "MAX"]:
        """How it is meant."""
    @property
    def debit_amount(self) -> Decimal:
        """The debit's amount in rupees."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CheckDebitAmount:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DebitAmountCheck:
    """Answer of `mandate_calendar.check_amount`."""
    __match_args__ = ("allowed", "reason",)
    def __new__(cls, *, allowed: bool, reason: str | None = None) -> Self: ...
    @property
    def allowed(self) -> bool:
        """Whether the amount fits the mandate's amount rule."""
    @property
    def reason(self) -> str | None:
        """Why not."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> DebitAmountCheck:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class NoticeQuery:
    """Request of `mandate_calendar.notice_window`."""
    __match_args__ = ("debit_date", "category", "with_registration",)
    def __new__(cls, *, debit_date: str, category: Literal["OTHER", "MUTUAL_FUND", "INSURANCE_PREMIUM", "CREDIT_CARD_BILL", "FASTAG", "NCMC"] | None = None, with_registration: bool | None = None) -> Self: ...
    @property
    def debit_date(self) -> str:
        """The day of the debit, `YYYY-MM-DD`."""
    @property
    def category(self) -> Literal["OTHER", "MUTUAL_FUND", "INSURANCE_PREMIUM", "CREDIT_CARD_BILL", "FASTAG", "NCMC"] | None:
        """What the mandate pays for; left out, `OTHER`."""
    @property
    def with_registration(self) -> bool | None:
        """Whether it is the first debit, taken together with the registration: that needs no separate notice."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> NoticeQuery:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class NoticeWindow:
    """Answer of `mandate_calendar.notice_window`: when the payer must be told. The times are absent where no notice is due."""
    __match_args__ = ("required", "opens", "closes", "too_late",)
    def __new__(cls, *, required: bool, opens: datetime | None = None, closes: datetime | None = None, too_late: datetime | None = None) -> Self: ...
    @property
    def required(self) -> bool:
        """Whether a notice is due: not for FASTag and NCMC refills, not for a first debit with the registration."""
    @property
    def opens(self) -> datetime | None:
        """48 hours before the debit date begins; earlier is not usual."""
    @property
    def closes(self) -> datetime | None:
        """24 hours before the debit date begins: a notice up to here opens the whole day."""
    @property
    def too_late(self) -> datetime | None:
        """24 hours before the debit date ends: a notice from here on leaves no minute of that day."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> NoticeWindow:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DebitWindowQuery:
    """Request of `mandate_calendar.debit_windows`."""
    __match_args__ = ("debit_date", "notified_at",)
    def __new__(cls, *, debit_date: str, notified_at: datetime | None = None) -> Self: ...
    @property
    def debit_date(self) -> str:
        """The day of the debit, `YYYY-MM-DD`."""
    @property
    def notified_at(self) -> datetime | None:
        """When the notice reached the payer; left out where none is due, or to see the whole day."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> DebitWindowQuery:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DebitWindows:
    """Answer of `mandate_calendar.debit_windows`: when attempts of a debit may start."""
    __match_args__ = ("windows", "attempts",)
    def __new__(cls, *, windows: Sequence[TimeWindow | _TimeWindowDict | Mapping[str, object]] | None = None, attempts: int) -> Self: ...
    @property
    def windows(self) -> tuple[TimeWindow, ...]:
        """The non-peak windows of the day, less the first 24 hours after the notice. Empty: not on this day."""
    @property
    def attempts(self) -> int:
        """How often a scheduled debit may be attempted at most: once and three retries."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> DebitWindows:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TimeWindow:
    """A stretch of time."""
    __match_args__ = ("opens", "closes",)
    def __new__(cls, *, opens: datetime, closes: datetime) -> Self: ...
    @property
    def opens(self) -> datetime:
        """Its first moment."""
    @property
    def closes(self) -> datetime:
        """The first moment after it."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> TimeWindow:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PinLimitQuery:
    """Request of `mandate_calendar.pin_limit`."""
    __match_args__ = ("category", "amount",)
    def __new__(cls, *, category: Literal["OTHER", "MUTUAL_FUND", "INSURANCE_PREMIUM", "CREDIT_CARD_BILL", "FASTAG", "NCMC"] | None = None, amount: Amount | None = None) -> Self: ...
    @property
    def category(self) -> Literal["OTHER", "MUTUAL_FUND", "INSURANCE_PREMIUM", "CREDIT_CARD_BILL", "FASTAG", "NCMC"] | None:
        """What the mandate pays for; left out, `OTHER`."""
    @property
    def amount(self) -> Decimal | None:
        """A debit's amount in rupees, to learn whether it needs the PIN."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PinLimitQuery:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PinLimit:
    """Answer of `mandate_calendar.pin_limit`."""
    __match_args__ = ("limit", "needs_pin",)
    def __new__(cls, *, limit: Amount, needs_pin: bool | None = None) -> Self: ...
    @property
    def limit(self) -> Decimal:
        """Rupees up to which, this amount included, a later debit needs no UPI PIN."""
    @property
    def needs_pin(self) -> bool | None:
        """Whether the amount asked about needs the PIN, if one was given."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PinLimit:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Reconcile:
    """Request of `settlements.reconcile`."""
    __match_args__ = ("payouts", "expected", "options",)
    def __new__(cls, *, payouts: Sequence[SettlementPayout | _SettlementPayoutDict | Mapping[str, object]] | None = None, expected: Sequence[ExpectedTransaction | _ExpectedTransactionDict | Mapping[str, object]] | None = None, options: ReconcileOptions | _ReconcileOptionsDict | Mapping[str, object] | None = None) -> Self: ...
    @property
    def payouts(self) -> tuple[SettlementPayout, ...]:
        """Payouts with their transactions, as `settlements.get` answers them."""
    @property
    def expected(self) -> tuple[ExpectedTransaction, ...]:
        """What the merchant expects to find in them."""
    @property
    def options(self) -> ReconcileOptions | None:
        """Settings."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Reconcile:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ExpectedTransaction:
    """A transaction of the merchant's own books. It is found by its ids alone, so it needs at least one."""
    __match_args__ = ("amount", "kind", "transaction_id", "merchant_order_id", "order_id", "split_account_id", "charges", "tax", "reference",)
    def __new__(cls, *, amount: Amount, kind: Literal["SALE", "REFUND", "CHARGEBACK"] | None = None, transaction_id: str | None = None, merchant_order_id: str | None = None, order_id: str | None = None, split_account_id: str | None = None, charges: Amount | None = None, tax: Amount | None = None, reference: str | None = None) -> Self: ...
    @property
    def amount(self) -> Decimal:
        """Rupees, more than 0, two decimals at most; for a refund or chargeback too."""
    @property
    def kind(self) -> Literal["SALE", "REFUND", "CHARGEBACK"] | None:
        """What it is; a sale if left out."""
    @property
    def transaction_id(self) -> str | None:
        """The gateway's transaction id (`EK...`)."""
    @property
    def merchant_order_id(self) -> str | None:
        """The merchant's own reference of the order."""
    @property
    def order_id(self) -> str | None:
        """The gateway's order id (`ORD...`)."""
    @property
    def split_account_id(self) -> str | None:
        """The recipient, for a share that is settled to a split account: only that recipient's payouts are searched."""
    @property
    def charges(self) -> Decimal | None:
        """Charges without tax that were agreed on, in rupees; not compared if left out."""
    @property
    def tax(self) -> Decimal | None:
        """Tax on the charges, in rupees; not compared if left out."""
    @property
    def reference(self) -> str | None:
        """Anything the merchant wants to find again in the finding, such as a refund's request id."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ExpectedTransaction:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ReconcileOptions:
    """Settings of a reconciliation."""
    __match_args__ = ("charge_tolerance",)
    def __new__(cls, *, charge_tolerance: Amount | None = None) -> Self: ...
    @property
    def charge_tolerance(self) -> Decimal | None:
        """Rupees by which charges or tax may differ before they are found; zero if left out. The gateway writes four
        decimals, so a merchant who computes in paise sets 0.01."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ReconcileOptions:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Reconciliation:
    """Result of `settlements.reconcile`."""
    __match_args__ = ("totals", "findings", "proofs",)
    def __new__(cls, *, totals: ReconciliationTotals | _ReconciliationTotalsDict | Mapping[str, object], findings: Sequence[Finding | _FindingDict | Mapping[str, object]] | None = None, proofs: Sequence[PayoutProof | _PayoutProofDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def totals(self) -> ReconciliationTotals:
        """Totals over everything."""
    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: payout by payout, then what is missing. Of a `Reconciler` only what is missing, because the others
        were handed out with their payouts."""
    @property
    def proofs(self) -> tuple[PayoutProof, ...]:
        """One proof per payout; none of a `Reconciler`, likewise."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Reconciliation:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ReconciliationTotals:
    """Totals over all payouts. Amounts in rupees, with the meaning they have in `PayoutProof`."""
    __match_args__ = ("payouts", "rows", "expected", "matched", "missing", "repeated", "amount_differs", "charge_differs", "unexpected", "unidentified", "payout_total_differs", "sale", "charges", "gst", "refunds", "chargebacks", "adjustments", "carried_forward", "rounding", "settled", "effects", "missing_amount", "difference", "balanced",)
    def __new__(cls, *, payouts: int, rows: int, expected: int, matched: int, missing: int, repeated: int, amount_differs: int, charge_differs: int, unexpected: int, unidentified: int, payout_total_differs: int, sale: Amount, charges: Amount, gst: Amount, refunds: Amount, chargebacks: Amount, adjustments: Amount, carried_forward: Amount, rounding: Amount, settled: Amount, effects: Amount, missing_amount: Amount, difference: Amount, balanced: bool) -> Self: ...
    @property
    def payouts(self) -> int:
        """Payouts, each counted once."""
    @property
    def rows(self) -> int:
        """Their rows."""
    @property
    def expected(self) -> int:
        """Expected transactions: matched, amount differs, charge differs and missing together."""
    @property
    def matched(self) -> int:
        """Findings of kind `MATCHED`."""
    @property
    def missing(self) -> int:
        """Findings of kind `MISSING`."""
    @property
    def repeated(self) -> int:
        """Findings of kind `REPEATED`."""
    @property
    def amount_differs(self) -> int:
        """Findings of kind `AMOUNT_DIFFERS`."""
    @property
    def charge_differs(self) -> int:
        """Findings of kind `CHARGE_DIFFERS`."""
    @property
    def unexpected(self) -> int:
        """Findings of kind `UNEXPECTED`."""
    @property
    def unidentified(self) -> int:
        """Findings of kind `UNIDENTIFIED`."""
    @property
    def payout_total_differs(self) -> int:
        """Findings of kind `PAYOUT_TOTAL_DIFFERS`."""
    @property
    def sale(self) -> Decimal:
        """Sales."""
    @property
    def charges(self) -> Decimal:
        """Charges."""
    @property
    def gst(self) -> Decimal:
        """Tax on the charges."""
    @property
    def refunds(self) -> Decimal:
        """Refunds."""
    @property
    def chargebacks(self) -> Decimal:
        """Chargebacks."""
    @property
    def adjustments(self) -> Decimal:
        """Adjustments, with their sign."""
    @property
    def carried_forward(self) -> Decimal:
        """Carried forward, with its sign."""
    @property
    def rounding(self) -> Decimal:
        """Rounding to the paisa."""
    @property
    def settled(self) -> Decimal:
        """What was settled."""
    @property
    def effects(self) -> Decimal:
        """Sum of the effects of all findings; settled = effects + rounding."""
    @property
    def missing_amount(self) -> Decimal:
        """Expected sales in no payout, less the refunds and chargebacks in none."""
    @property
    def difference(self) -> Decimal:
        """Sum of the payouts' differences."""
    @property
    def balanced(self) -> bool:
        """Whether every payout is balanced."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ReconciliationTotals:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Finding:
    """One result of a reconciliation."""
    __match_args__ = ("kind", "effect", "payout_id", "row_id", "transaction_type", "transaction_id", "merchant_order_id", "reference", "field", "expected_amount", "found_amount", "difference", "expected_charges", "found_charges", "note",)
    def __new__(cls, *, kind: Literal["MATCHED", "MISSING", "REPEATED", "AMOUNT_DIFFERS", "CHARGE_DIFFERS", "CARRIED_FORWARD", "REFUND", "CHARGEBACK", "ADJUSTMENT", "UNEXPECTED", "UNIDENTIFIED", "PAYOUT_TOTAL_DIFFERS"], effect: Amount, payout_id: str | None = None, row_id: str | None = None, transaction_type: str | None = None, transaction_id: str | None = None, merchant_order_id: str | None = None, reference: str | None = None, field: str | None = None, expected_amount: Amount | None = None, found_amount: Amount | None = None, difference: Amount | None = None, expected_charges: Amount | None = None, found_charges: Amount | None = None, note: str | None = None) -> Self: ...
    @property
    def kind(self) -> Literal["MATCHED", "MISSING", "REPEATED", "AMOUNT_DIFFERS", "CHARGE_DIFFERS", "CARRIED_FORWARD", "REFUND", "CHARGEBACK", "ADJUSTMENT", "UNEXPECTED", "UNIDENTIFIED", "PAYOUT_TOTAL_DIFFERS"]:
        """What it is."""
    @property
    def effect(self) -> Decimal:
        """What it adds to the payout's settled amount, in rupees, exact; below zero where it takes off, zero where the payout
        does not contain it. The effects of all findings of a payout and its rounding add up to what was settled."""
    @property
    def payout_id(self) -> str | None:
        """The payout."""
    @property
    def row_id(self) -> str | None:
        """The payout's row (`STG...`)."""
    @property
    def transaction_type(self) -> str | None:
        """What the row is, or the expected transaction would be."""
    @property
    def transaction_id(self) -> str | None:
        """The gateway's transaction id."""
    @property
    def merchant_order_id(self) -> str | None:
        """The merchant's own reference of the order."""
    @property
    def reference(self) -> str | None:
        """The merchant's `reference` of the expected transaction."""
    @property
    def field(self) -> str | None:
        """Which amount of the payout it is about, where it is not about a row: `adjustment_amount`, for example."""
    @property
    def expected_amount(self) -> Decimal | None:
        """Rupees that were expected."""
    @property
    def found_amount(self) -> Decimal | None:
        """Rupees that were found."""
    @property
    def difference(self) -> Decimal | None:
        """Found less expected, in rupees: of the amounts, or of the charges where those differ."""
    @property
    def expected_charges(self) -> Decimal | None:
        """Charges that were expected, with tax where tax was, in rupees."""
    @property
    def found_charges(self) -> Decimal | None:
        """Charges that were found, with tax where tax was expected, in rupees."""
    @property
    def note(self) -> str | None:
        """Why, in a sentence, where the kind does not say it all."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Finding:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PayoutProof:
    """How a payout's parts make its settled amount: settled = sale - charges - gst - refunds - chargebacks + adjustments +
    carried_forward + differences + rounding. The first three are documented, the signs of the others are inferred.
    All amounts in rupees."""
    __match_args__ = ("payout_id", "rows", "sale", "charges", "gst", "refunds", "chargebacks", "adjustments", "carried_forward", "rounding", "settled", "difference", "balanced",)
    def __new__(cls, *, payout_id: str, rows: int, sale: Amount, charges: Amount, gst: Amount, refunds: Amount, chargebacks: Amount, adjustments: Amount, carried_forward: Amount, rounding: Amount, settled: Amount, difference: Amount, balanced: bool) -> Self: ...
    @property
    def payout_id(self) -> str:
        """The payout."""
    @property
    def rows(self) -> int:
        """How many rows it has."""
    @property
    def sale(self) -> Decimal:
        """Sales."""
    @property
    def charges(self) -> Decimal:
        """Charges, four decimals."""
    @property
    def gst(self) -> Decimal:
        """Tax on the charges, four decimals."""
    @property
    def refunds(self) -> Decimal:
        """Refunds."""
    @property
    def chargebacks(self) -> Decimal:
        """Chargebacks: the gateway's "refund and chargeback amount"."""
    @property
    def adjustments(self) -> Decimal:
        """Adjustments, with their sign: adjustment and wallet less charges and tax of instant settlements and splits."""
    @property
    def carried_forward(self) -> Decimal:
        """Carried forward, with its sign."""
    @property
    def rounding(self) -> Decimal:
        """What rounding to the paisa added or took off."""
    @property
    def settled(self) -> Decimal:
        """What was settled."""
    @property
    def difference(self) -> Decimal:
        """What is settled and not explained by the parts, or the other way round: below zero if too little was settled."""
    @property
    def balanced(self) -> bool:
        """Whether every total is what its parts add up to."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PayoutProof:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SplitAmount:
    """Request of `split_accounts.shares`."""
    __match_args__ = ("amount", "split_settlement",)
    def __new__(cls, *, amount: Amount, split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object]) -> Self: ...
    @property
    def amount(self) -> Decimal:
        """The payment in rupees, two decimals at most."""
    @property
    def split_settlement(self) -> SplitSettlement:
        """How it is divided."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitAmount:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SplitAmounts:
    """Answer of `split_accounts.shares`: the shares and the remainder add up to the payment."""
    __match_args__ = ("remainder", "shares",)
    def __new__(cls, *, remainder: Amount, shares: Sequence[ShareAmount | _ShareAmountDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def remainder(self) -> Decimal:
        """What stays with the merchant, in rupees: what was not given away, and what rounding left over."""
    @property
    def shares(self) -> tuple[ShareAmount, ...]:
        """One amount per share, in the same order."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitAmounts:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ShareAmount:
    """What one recipient gets."""
    __match_args__ = ("split_account_id", "amount", "label",)
    def __new__(cls, *, split_account_id: str, amount: Amount, label: str | None = None) -> Self: ...
    @property
    def split_account_id(self) -> str:
        """The recipient's account."""
    @property
    def amount(self) -> Decimal:
        """Rupees, to the paisa."""
    @property
    def label(self) -> str | None:
        """The share's label."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ShareAmount:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ReturnQuery:
    """Request of `webhooks.parse_return`."""
    __match_args__ = ("query",)
    def __new__(cls, *, query: str | Secret) -> Self: ...
    @property
    def query(self) -> Secret:
        """The query string of the return page, with or without `?`, as it came."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> ReturnQuery:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CallRecord:
    """How a call went, told when it has ended. It holds what is the same for every call of its operation, and numbers: no id,
    no key, no query, no body, no word of the gateway."""
    __match_args__ = ("operation", "method", "template", "effect", "started_at", "elapsed_us", "attempts", "outcome", "code", "text",)
    def __new__(cls, *, operation: str, method: str, template: str, effect: str, started_at: datetime, elapsed_us: int, attempts: Sequence[CallAttempt | _CallAttemptDict | Mapping[str, object]] | None = None, outcome: str, code: str | None = None, text: str) -> Self: ...
    @property
    def operation(self) -> str:
        """The operation, as in `orders.create`; `request` for a path that the table lacks."""
    @property
    def method(self) -> str:
        """HTTP method."""
    @property
    def template(self) -> str:
        """The path as it stands in the table, such as `/api/v0/orders/{order_id}`; empty where the table has none."""
    @property
    def effect(self) -> str:
        """What a repetition may do: `read`, `idempotent`, `create` or `charge`."""
    @property
    def started_at(self) -> datetime:
        """When the call began."""
    @property
    def elapsed_us(self) -> int:
        """How long it took, with its pauses and look-ups, in microseconds."""
    @property
    def attempts(self) -> tuple[CallAttempt, ...]:
        """The requests of the call. Its look-ups and the call for a token are calls of their own."""
    @property
    def outcome(self) -> str:
        """`ok`, or the kind of the error, such as `OutcomeUnknown`."""
    @property
    def code(self) -> str | None:
        """The error's code, such as `gateway_refused`."""
    @property
    def text(self) -> str:
        """All of this as one line of a log."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CallRecord:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CallAttempt:
    """One request of a call."""
    __match_args__ = ("number", "http_status", "failure", "looked_up", "decision", "pause_ms", "elapsed_us",)
    def __new__(cls, *, number: int, http_status: int | None = None, failure: str | None = None, looked_up: bool, decision: str, pause_ms: int, elapsed_us: int) -> Self: ...
    @property
    def number(self) -> int:
        """Counted from 1."""
    @property
    def http_status(self) -> int | None:
        """HTTP status, if an answer came."""
    @property
    def failure(self) -> str | None:
        """What went wrong: `not_sent`, `tls`, `no_answer`, `foreign`, `server`, `rate_limited`, `token_rejected`, `incomplete` or
        `refused`. Nothing if the answer was whole."""
    @property
    def looked_up(self) -> bool:
        """Whether the merchant's key was looked up after it."""
    @property
    def decision(self) -> str:
        """What was decided: `answer`, `repeat`, `other_form` (of the token's header), `new_token`, `outcome_unknown` or `fail`."""
    @property
    def pause_ms(self) -> int:
        """The pause before what was decided, in milliseconds."""
    @property
    def elapsed_us(self) -> int:
        """From the request to the end of its answer, in microseconds."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CallAttempt:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
