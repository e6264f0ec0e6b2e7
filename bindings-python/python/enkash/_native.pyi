# Made from the operation table by `cargo xtask generate`; do not edit.
"""The native part of the package: records, words, and what the clients are made of."""

from asyncio import AbstractEventLoop, Future
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypedDict, final

from typing_extensions import Required, Self, TypeAlias

Amount: TypeAlias = Decimal | str | int

__all__ = ["Address", "AuthForm", "AuthToken", "CardScheme", "CreateOrder", "CreateRefund", "CreatedOrder", "Currency", "CustomerInfo", "Environment", "ErrorKind", "MdrMode", "Order", "OrderStatus", "OtpValidation", "PaymentDetail", "PaymentMode", "PaymentNotice", "PayoutMode", "PayoutStatus", "Refund", "RestrictedPaymentOptions", "RetryAdvice", "SearchSettlements", "Secret", "SettlementPage", "SettlementPayout", "SettlementStatus", "SettlementTransaction", "SettlementTransactionType", "SettlementType", "SortDirection", "SplitAccountSummary", "SubmitPayment", "SubmittedPayment", "TpvAccount", "Transaction", "TransactionStatus", "UpiIntentLinks", "UpiQr", "UpiStatus", "UpiTransactionStatus", "ValidateOtp", "WebhookEvent", "WebhookKind"]
__version__: Final[str]

class SyncCore:
    def __new__(cls, **settings: Any) -> Self: ...
    @staticmethod
    def from_env() -> SyncCore: ...
    def call(self, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any: ...
    def request(self, method: str, path: str, json: object, /) -> Any: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...

class LoopQueue:
    def drain(self) -> None: ...
    def abandon(self, ticket: int) -> Future[BaseException | None] | None: ...

class AsyncCore:
    def __new__(cls, **settings: Any) -> Self: ...
    @staticmethod
    def from_env() -> AsyncCore: ...
    def start(
        self, event_loop: AbstractEventLoop, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Future[Any], LoopQueue, int, BaseException | None]: ...
    def request(
        self, event_loop: AbstractEventLoop, method: str, path: str, json: object, /
    ) -> tuple[Future[Any], LoopQueue, int, BaseException | None]: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...

def operations() -> list[tuple[str, str, str, str | None, list[tuple[str, bool]]]]: ...
def settings() -> list[tuple[str, bool]]: ...
def parse_webhook(body: bytes | bytearray | memoryview | str) -> WebhookEvent: ...

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
class SortDirection:
    """Order of a search."""
    ASC: Final = "ASC"
    """Smallest first."""
    DESC: Final = "DESC"
    """Largest first."""

@final
class WebhookKind:
    """What a notification is about.

    Other values pass through as they are."""
    PAYMENT: Final = "PAYMENT"
    """The state of a payment."""

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
    """Too many calls; nothing was applied."""
    CONNECTION: Final = "Connection"
    """The gateway could not be reached; nothing was sent."""
    TIMEOUT: Final = "Timeout"
    """The deadline passed; nothing that changes anything had been sent."""
    UNAVAILABLE: Final = "Unavailable"
    """The gateway is down or overloaded, and the call changes nothing."""
    UNEXPECTED_RESPONSE: Final = "UnexpectedResponse"
    """An answer that is not the gateway's, or not of a known shape, to a call that changes nothing."""
    OUTCOME_UNKNOWN: Final = "OutcomeUnknown"
    """The call may have been applied. Do not repeat it: find out by `reference`, as `text` says."""
    CANCELLED: Final = "Cancelled"
    """The caller gave up before anything was sent."""
    INTERNAL: Final = "Internal"
    """A fault of this SDK."""

@final
class RetryAdvice:
    """Whether the caller may repeat the call."""
    SAFE: Final = "safe"
    """Repeating is safe."""
    SAME_KEY: Final = "same key"
    """Repeating with the same key (merchant order id, request id) is safe."""
    NEVER: Final = "never"
    """Repeating cannot help."""
    LOOK_UP_FIRST: Final = "look up first"
    """Look the reference up first; repeat only if it is surely absent."""

class _AuthTokenDict(TypedDict, total=False):
    token: Required[str | Secret]
    expiry: int | None
    result_code: int | None
    result_message: str | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> AuthToken:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _CreateOrderDict(TypedDict, total=False):
    merchant_order_id: Required[str]
    amount: Required[Amount]
    customer_info: CustomerInfo | _CustomerInfoDict | Mapping[str, object] | None
    return_url: str | None
    notify_url: str | None
    custom_parameters: Mapping[str, str] | None
    description: str | None
    payment_detail: TpvAccount | _TpvAccountDict | Mapping[str, object] | None
    restricted_payment_options: RestrictedPaymentOptions | _RestrictedPaymentOptionsDict | Mapping[str, object] | None

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

class _CustomerInfoDict(TypedDict, total=False):
    first_name: str | None
    last_name: str | None
    email: str | None
    phone_number: str | None
    address: Address | _AddressDict | Mapping[str, object] | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CustomerInfo:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _AddressDict(TypedDict, total=False):
    street_name: str | None
    city: str | None
    state: str | None
    country: str | None
    zipcode: str | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Address:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _TpvAccountDict(TypedDict, total=False):
    account_number: str | Secret | None
    ifsc: str | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> TpvAccount:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _RestrictedPaymentOptionsDict(TypedDict, total=False):
    net_banking: Sequence[str] | None
    credit_card: Sequence[str] | None
    debit_card: Sequence[str] | None
    prepaid_card: Sequence[str] | None
    corporate_card: Sequence[str] | None
    wallet: Sequence[str] | None
    upi: bool | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> RestrictedPaymentOptions:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _CreatedOrderDict(TypedDict, total=False):
    order_id: Required[str]
    redirection_url: str | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> CreatedOrder:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _OrderDict(TypedDict, total=False):
    order_id: Required[str]
    merchant_order_id: str | None
    order_status: str | None
    amount: Amount | None
    currency: str | None
    created: datetime | None
    last_modified: datetime | None
    order_date: datetime | None
    transactions: Sequence[Transaction | _TransactionDict | Mapping[str, object]] | None
    customer_info: CustomerInfo | _CustomerInfoDict | Mapping[str, object] | None
    return_url: str | None
    notify_url: str | None
    custom_parameters: Mapping[str, str] | None
    description: str | None
    order_message: str | None
    merchant_name: str | None
    merchant_identifier_key: str | None
    payment_detail: TpvAccount | _TpvAccountDict | Mapping[str, object] | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Order:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _TransactionDict(TypedDict, total=False):
    transaction_id: Required[str]
    status: str | None
    created: datetime | None
    last_modified: datetime | None
    order_id: str | None
    order_status: str | None
    unique_transaction_id: str | None
    amount: Amount | None
    final_amount: Amount | None
    transaction_amount: Amount | None
    surcharge: Amount | None
    surcharge_gst: Amount | None
    mdr: Amount | None
    mdr_gst: Amount | None
    currency: str | None
    payment_mode: str | None
    bank_code: str | None
    bank_name: str | None
    card_scheme: str | None
    masked_card_number: str | None
    card_holder_name: str | None
    payment_token: str | Secret | None
    bank_transaction_id: str | None
    txn_msg: str | None
    txn_date: datetime | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Transaction:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _UpiQrDict(TypedDict, total=False):
    qr_code: str | None
    qr_url: str | None
    transaction_id: Required[str]

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpiQr:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _UpiIntentLinksDict(TypedDict, total=False):
    transaction_id: str | None
    gpay: str | None
    phonepe: str | None
    paytm: str | None
    upi: str | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpiIntentLinks:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _SubmitPaymentDict(TypedDict, total=False):
    order_id: Required[str]
    payment_detail: Required[PaymentDetail | _PaymentDetailDict | Mapping[str, object]]

@final
class SubmitPayment:
    """Request of `payments.submit`."""
    __match_args__ = ("order_id", "payment_detail",)
    def __new__(cls, *, order_id: str, payment_detail: PaymentDetail | _PaymentDetailDict | Mapping[str, object]) -> Self: ...
    @property
    def order_id(self) -> str:
        """The gateway's id of the order to pay."""
    @property
    def payment_detail(self) -> PaymentDetail:
        """The instrument."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SubmitPayment:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _PaymentDetailDict(TypedDict, total=False):
    payment_mode: Required[str]
    card_holder_name: str | None
    card_number: str | Secret | None
    cvv: str | Secret | None
    expiry: str | Secret | None
    bank_code: str | None
    bnpl_payment_option_id: str | None
    vpa: str | None
    account_number: str | Secret | None
    ifsc: str | None

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

class _SubmittedPaymentDict(TypedDict, total=False):
    transaction_id: str | None
    transaction_status: str | None
    redirection_url: str | None
    result_code: int | None
    result_message: str | None
    order_id: str | None

@final
class SubmittedPayment:
    """Answer of `payments.submit`. The documentation does not list its fields; these are inferred from the browser call."""
    __match_args__ = ("transaction_id", "transaction_status", "redirection_url", "result_code", "result_message", "order_id",)
    def __new__(cls, *, transaction_id: str | None = None, transaction_status: str | None = None, redirection_url: str | None = None, result_code: int | None = None, result_message: str | None = None, order_id: str | None = None) -> Self: ...
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
    def order_id(self) -> str | None:
        """The gateway's id of the order."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SubmittedPayment:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _UpiStatusDict(TypedDict, total=False):
    status: Required[str]
    transaction_message: str | None
    order_id: str | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> UpiStatus:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _ValidateOtpDict(TypedDict, total=False):
    transaction_id: Required[str]
    otp: Required[str | Secret]
    check_sum: str | None

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

class _OtpValidationDict(TypedDict, total=False):
    transaction_id: str | None
    status: str | None
    txn_msg: str | None
    txn_date: datetime | None
    amount: Amount | None
    currency: str | None
    order_id: str | None
    unique_transaction_id: str | None
    public_identifier_key: str | None
    otp_reference_number: str | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> OtpValidation:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _CreateRefundDict(TypedDict, total=False):
    amount: Required[Amount]
    request_id: Required[str]
    remarks: str | None

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
        """The merchant's own unique id of this refund. Store it before the call; repeat only with the same one."""
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

class _RefundDict(TypedDict, total=False):
    transaction_id: str | None
    amount: Amount | None
    status: str | None
    request_id: str | None
    payment_mode: str | None
    bank_code: str | None
    bank_name: str | None
    currency: str | None
    txn_msg: str | None
    txn_date: datetime | None
    unique_transaction_id: str | None
    bank_transaction_id: str | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> Refund:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _SettlementPayoutDict(TypedDict, total=False):
    settlement_payout_id: Required[str]
    payout_status: str | None
    total_sale_amount: Amount | None
    total_charges: Amount | None
    total_gst: Amount | None
    total_refund_amount: Amount | None
    total_settlement_amount: Amount | None
    refund_chargeback_amount: Amount | None
    carry_forward_amount: Amount | None
    adjustment_amount: Amount | None
    instant_settlement_charges: Amount | None
    instant_settlement_gst: Amount | None
    wallet_fund_adjustment: Amount | None
    split_transaction_charges: Amount | None
    split_transaction_gst: Amount | None
    payout_mode: str | None
    utr: str | None
    payout_date: datetime | None
    remarks: str | None
    payout_remarks: str | None
    transfer_response_reason: str | None
    transfer_id: str | None
    created_on: datetime | None
    modified_on: datetime | None
    settlement_transactions: Sequence[SettlementTransaction | _SettlementTransactionDict | Mapping[str, object]] | None
    merchant_name: str | None
    transactions_count: int | None
    settlement_type: str | None
    split_account: SplitAccountSummary | _SplitAccountSummaryDict | Mapping[str, object] | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SettlementPayout:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _SettlementTransactionDict(TypedDict, total=False):
    settlement_transaction_id: str | None
    id: int | None
    transaction_id: str | None
    unique_transaction_id: str | None
    order_id: str | None
    transaction_type: str | None
    settlement_status: str | None
    sale_amount: Amount | None
    txn_amount: Amount | None
    charges: Amount | None
    tax_amount: Amount | None
    settlement_amount: Amount | None
    merchant_mdr_mode: str | None
    remarks: str | None
    created_on: datetime | None
    modified_on: datetime | None
    approved_on: datetime | None
    acquirer_amount_rate: Amount | None
    acquirer_flat_amount_rate: Amount | None
    acquirer_net_amount: Amount | None
    acquirer_gst_amount: Amount | None
    merchant_mdr: Amount | None
    merchant_flat_mdr: Amount | None
    merchant_percentage_platform_fee: Amount | None
    merchant_flat_platform_fee: Amount | None
    merchant_percentage_convenience_fee: Amount | None
    merchant_flat_convenience_fee: Amount | None
    net_profit: Amount | None
    profit_gst: Amount | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SettlementTransaction:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _SplitAccountSummaryDict(TypedDict, total=False):
    split_account_detail_id: str | None
    name: str | None
    label: str | None
    account_number: str | Secret | None
    ifsc: str | None

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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SplitAccountSummary:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _SearchSettlementsDict(TypedDict, total=False):
    offset: int | None
    limit: int | None
    order_by: str | None
    direction: Literal["ASC", "DESC"] | None
    merchant_detail_id: str | None
    settlement_payout_id: str | None
    settlement_payout_ids: Sequence[str] | None
    total_sale_amount_from: Amount | None
    total_sale_amount_to: Amount | None
    total_refund_amount_from: Amount | None
    total_refund_amount_to: Amount | None
    total_charges_from: Amount | None
    total_charges_to: Amount | None
    total_gst_from: Amount | None
    total_gst_to: Amount | None
    total_settlement_amount_from: Amount | None
    total_settlement_amount_to: Amount | None

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
        """How many rows at most, up to 5000."""
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

class _SettlementPageDict(TypedDict, total=False):
    records_count: int | None
    data: Sequence[SettlementPayout | _SettlementPayoutDict | Mapping[str, object]] | None

@final
class SettlementPage:
    """One page of `settlements.search`."""
    __match_args__ = ("records_count", "data",)
    def __new__(cls, *, records_count: int | None = None, data: Sequence[SettlementPayout | _SettlementPayoutDict | Mapping[str, object]] | None = None) -> Self: ...
    @property
    def records_count(self) -> int | None:
        """How many payouts match in all."""
    @property
    def data(self) -> tuple[SettlementPayout, ...]:
        """The payouts of this page, without their transactions."""
    @property
    def extra(self) -> dict[str, Any]:
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> SettlementPage:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _WebhookEventDict(TypedDict, total=False):
    kind: Required[str]
    payment: PaymentNotice | _PaymentNoticeDict | Mapping[str, object] | None
    body: Required[str | Secret]

@final
class WebhookEvent:
    """A notification, read and not yet believed. The gateway's checksum cannot be verified (its algorithm is not
    published), so act only on what `orders.get` or `payments.get` answers."""
    __match_args__ = ("kind", "payment", "body",)
    def __new__(cls, *, kind: str, payment: PaymentNotice | _PaymentNoticeDict | Mapping[str, object] | None = None, body: str | Secret) -> Self: ...
    @property
    def kind(self) -> str:
        """What it is about; `UNKNOWN` where the body is JSON or a form of no known kind."""
    @property
    def payment(self) -> PaymentNotice | None:
        """The claim, when `kind` is `PAYMENT`."""
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

class _PaymentNoticeDict(TypedDict, total=False):
    transaction_id: str | None
    status: str | None
    transaction_status: str | None
    checksum: str | None
    order_id: str | None
    order_status: str | None
    unique_transaction_id: str | None
    amount: Amount | None
    final_amount: Amount | None
    transaction_amount: Amount | None
    surcharge: Amount | None
    surcharge_gst: Amount | None
    mdr: Amount | None
    mdr_gst: Amount | None
    currency: str | None
    payment_mode: str | None
    bank_code: str | None
    bank_name: str | None
    card_scheme: str | None
    masked_card_number: str | None
    card_holder_name: str | None
    payment_token: str | Secret | None
    bank_transaction_id: str | None
    txn_msg: str | None
    txn_date: datetime | None

@final
class PaymentNotice:
    """What a payment notification claims. Anybody can post one: confirm it with `orders.get` or `payments.get`."""
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
        """Keys this version does not know, values of an unexpected shape and the gateway's own text of times."""
    def to_dict(self) -> dict[str, Any]:
        """The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed."""
    def to_json(self, *, reveal: bool = False) -> str:
        """The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true."""
    @staticmethod
    def from_json(json: str | bytes) -> PaymentNotice:
        """Reads a record from JSON with the gateway's own keys."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
