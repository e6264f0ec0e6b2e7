# Made from the operation table by `cargo xtask generate`; do not edit.
"""The operations as methods."""

from collections.abc import Mapping, Sequence
from asyncio import Future
from typing import Any, Literal, overload

from . import _native
from ._native import Amount, Address, AuthToken, CreateOrder, CreateRefund, CreatedOrder, CustomerInfo, Order, OtpValidation, PaymentDetail, PaymentNotice, Refund, RestrictedPaymentOptions, SearchSettlements, Secret, SettlementPage, SettlementPayout, SettlementTransaction, SplitAccountSummary, SubmitPayment, SubmittedPayment, TpvAccount, Transaction, UpiIntentLinks, UpiQr, UpiStatus, ValidateOtp, WebhookEvent, _AddressDict, _AuthTokenDict, _CreateOrderDict, _CreateRefundDict, _CreatedOrderDict, _CustomerInfoDict, _OrderDict, _OtpValidationDict, _PaymentDetailDict, _PaymentNoticeDict, _RefundDict, _RestrictedPaymentOptionsDict, _SearchSettlementsDict, _SettlementPageDict, _SettlementPayoutDict, _SettlementTransactionDict, _SplitAccountSummaryDict, _SubmitPaymentDict, _SubmittedPaymentDict, _TpvAccountDict, _TransactionDict, _UpiIntentLinksDict, _UpiQrDict, _UpiStatusDict, _ValidateOtpDict, _WebhookEventDict

__all__ = ["AsyncOperations", "SyncOperations", "wait"]

async def wait(started: tuple[Future[Any], _native.LoopQueue, int, BaseException | None]) -> Any: ...

class Auth:
    """The ``auth`` operations."""
    def token(self) -> AuthToken:
        """Fetches a token with the client's keys. The client does this by itself; call it only to use a token elsewhere.

        Source: "Get Authorization Token"."""

class Orders:
    """The ``orders`` operations."""
    @overload
    def create(self, request: CreateOrder | _CreateOrderDict | Mapping[str, object], /) -> CreatedOrder: ...
    @overload
    def create(self, *, merchant_order_id: str, amount: Amount, customer_info: CustomerInfo | _CustomerInfoDict | Mapping[str, object] | None = None, return_url: str | None = None, notify_url: str | None = None, custom_parameters: Mapping[str, str] | None = None, description: str | None = None, payment_detail: TpvAccount | _TpvAccountDict | Mapping[str, object] | None = None, restricted_payment_options: RestrictedPaymentOptions | _RestrictedPaymentOptionsDict | Mapping[str, object] | None = None) -> CreatedOrder:
        """Creates an order. One successful payment per order is guaranteed by the gateway.

        If the answer is lost, the order is looked up by `merchant_order_id` before anything is repeated; if that cannot
        tell, the error is `OutcomeUnknown`. Source: "Create Order"."""
    def get(self, order_id: str) -> Order:
        """The order with its state and all payment attempts, by the gateway's id. Source: "Get Order Status"."""
    def get_by_merchant_order_id(self, merchant_order_id: str) -> Order:
        """The order by the merchant's own reference. Source: "Get Order By Merchant Order Id"; its path is not published and
        inferred here."""
    def upi_qr(self, order_id: str) -> UpiQr:
        """A UPI QR code that pays this order once. Opens a transaction; valid for the order's UPI window (5 minutes by
        default). Source: "Get Dynamic UPI QR"."""
    def upi_intent_links(self, order_id: str) -> UpiIntentLinks:
        """Links that open the customer's UPI app for this order. Creates nothing. Source: "UPI Intent Links"."""

class Payments:
    """The ``payments`` operations."""
    @overload
    def submit(self, request: SubmitPayment | _SubmitPaymentDict | Mapping[str, object], /) -> SubmittedPayment: ...
    @overload
    def submit(self, *, order_id: str, payment_detail: PaymentDetail | _PaymentDetailDict | Mapping[str, object]) -> SubmittedPayment:
        """Charges an instrument for an order. Never sent twice on doubt: if the answer is lost, the error is
        `OutcomeUnknown` and the order's state tells. Source: "Submit Payment Request"."""
    def get(self, transaction_id: str) -> Transaction:
        """A payment attempt by the gateway's transaction id: the truth about a payment. `PENDING_WITH_BANK` is pending.
        Source: "Get Transaction Status"."""
    def upi_status(self, transaction_id: str) -> UpiStatus:
        """State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status"."""
    @overload
    def validate_otp(self, request: ValidateOtp | _ValidateOtpDict | Mapping[str, object], /) -> OtpValidation: ...
    @overload
    def validate_otp(self, *, transaction_id: str, otp: str | Secret, check_sum: str | None = None) -> OtpValidation:
        """Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
        Source: "Validate OTP"."""

class Refunds:
    """The ``refunds`` operations."""
    @overload
    def create(self, transaction_id: str, request: CreateRefund | _CreateRefundDict | Mapping[str, object], /) -> Refund: ...
    @overload
    def create(self, transaction_id: str, *, amount: Amount, request_id: str, remarks: str | None = None) -> Refund:
        """Gives back all or part of a successful payment. Store `request_id` first and repeat only with the same one.

        If the answer is lost, the refund is looked up by `request_id`. If it is not there (yet), the error is
        `OutcomeUnknown`: the gateway does not document that it takes a `request_id` once, so the SDK does not repeat a
        refund by itself. Source: "Refund"."""
    def get(self, request_id: str) -> Refund:
        """A refund by the merchant's `request_id`. Source: "Get Refund Transaction Status" of the 2026 documentation; its path
        is not published and inferred here."""

class Settlements:
    """The ``settlements`` operations."""
    def get(self, settlement_payout_id: str) -> SettlementPayout:
        """A settlement payout with its transactions. Source: "Get Settlement Payout By ID"."""
    @overload
    def search(self, request: SearchSettlements | _SearchSettlementsDict | Mapping[str, object], /) -> SettlementPage: ...
    @overload
    def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, merchant_detail_id: str | None = None, settlement_payout_id: str | None = None, settlement_payout_ids: Sequence[str] | None = None, total_sale_amount_from: Amount | None = None, total_sale_amount_to: Amount | None = None, total_refund_amount_from: Amount | None = None, total_refund_amount_to: Amount | None = None, total_charges_from: Amount | None = None, total_charges_to: Amount | None = None, total_gst_from: Amount | None = None, total_gst_to: Amount | None = None, total_settlement_amount_from: Amount | None = None, total_settlement_amount_to: Amount | None = None) -> SettlementPage:
        """Settlement payouts that match the filters, one page. Source: "Search Settlement Payouts"."""

class SyncOperations:
    _core: _native.SyncCore
    def __init__(self, *, access_key: str | Secret, secret_key: str | Secret, base_url: str | None = None, environment: Literal["production", "uat"] | None = None, timeout_ms: int | None = None, max_attempts: int | None = None, auth_form: Literal["auto", "bearer", "raw"] | None = None, paths: Mapping[str, str] | None = None, checkout_url: str | None = None) -> None:
        """Settings of a client. Only the two keys must be given; `base_url` or `environment` says where to.

        access_key: Access key of the merchant account.
        secret_key: Secret key of the merchant account. Keep it on the server.
        base_url: Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only.
        environment: A named gateway, used when `base_url` is not given. Default: production.
        timeout_ms: Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000.
        max_attempts: How often a call may be tried where repeating is safe. Default 3, at most 10.
        auth_form: Form of the `Authorization` header. Default: auto.
        paths: Paths that differ from the table: operation name to path, such as `{"orders.get_by_merchant_order_id": "/api/v0/orders/ref/{merchant_order_id}"}`.
        checkout_url: Root of the hosted checkout pages; follows from the environment, and is the base URL itself for any other gateway."""
    @property
    def auth(self) -> Auth:
        """The ``auth`` operations."""
    @property
    def orders(self) -> Orders:
        """The ``orders`` operations."""
    @property
    def payments(self) -> Payments:
        """The ``payments`` operations."""
    @property
    def refunds(self) -> Refunds:
        """The ``refunds`` operations."""
    @property
    def settlements(self) -> Settlements:
        """The ``settlements`` operations."""

class AsyncAuth:
    """The ``auth`` operations."""
    async def token(self) -> AuthToken:
        """Fetches a token with the client's keys. The client does this by itself; call it only to use a token elsewhere.

        Source: "Get Authorization Token"."""

class AsyncOrders:
    """The ``orders`` operations."""
    @overload
    async def create(self, request: CreateOrder | _CreateOrderDict | Mapping[str, object], /) -> CreatedOrder: ...
    @overload
    async def create(self, *, merchant_order_id: str, amount: Amount, customer_info: CustomerInfo | _CustomerInfoDict | Mapping[str, object] | None = None, return_url: str | None = None, notify_url: str | None = None, custom_parameters: Mapping[str, str] | None = None, description: str | None = None, payment_detail: TpvAccount | _TpvAccountDict | Mapping[str, object] | None = None, restricted_payment_options: RestrictedPaymentOptions | _RestrictedPaymentOptionsDict | Mapping[str, object] | None = None) -> CreatedOrder:
        """Creates an order. One successful payment per order is guaranteed by the gateway.

        If the answer is lost, the order is looked up by `merchant_order_id` before anything is repeated; if that cannot
        tell, the error is `OutcomeUnknown`. Source: "Create Order"."""
    async def get(self, order_id: str) -> Order:
        """The order with its state and all payment attempts, by the gateway's id. Source: "Get Order Status"."""
    async def get_by_merchant_order_id(self, merchant_order_id: str) -> Order:
        """The order by the merchant's own reference. Source: "Get Order By Merchant Order Id"; its path is not published and
        inferred here."""
    async def upi_qr(self, order_id: str) -> UpiQr:
        """A UPI QR code that pays this order once. Opens a transaction; valid for the order's UPI window (5 minutes by
        default). Source: "Get Dynamic UPI QR"."""
    async def upi_intent_links(self, order_id: str) -> UpiIntentLinks:
        """Links that open the customer's UPI app for this order. Creates nothing. Source: "UPI Intent Links"."""

class AsyncPayments:
    """The ``payments`` operations."""
    @overload
    async def submit(self, request: SubmitPayment | _SubmitPaymentDict | Mapping[str, object], /) -> SubmittedPayment: ...
    @overload
    async def submit(self, *, order_id: str, payment_detail: PaymentDetail | _PaymentDetailDict | Mapping[str, object]) -> SubmittedPayment:
        """Charges an instrument for an order. Never sent twice on doubt: if the answer is lost, the error is
        `OutcomeUnknown` and the order's state tells. Source: "Submit Payment Request"."""
    async def get(self, transaction_id: str) -> Transaction:
        """A payment attempt by the gateway's transaction id: the truth about a payment. `PENDING_WITH_BANK` is pending.
        Source: "Get Transaction Status"."""
    async def upi_status(self, transaction_id: str) -> UpiStatus:
        """State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status"."""
    @overload
    async def validate_otp(self, request: ValidateOtp | _ValidateOtpDict | Mapping[str, object], /) -> OtpValidation: ...
    @overload
    async def validate_otp(self, *, transaction_id: str, otp: str | Secret, check_sum: str | None = None) -> OtpValidation:
        """Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
        Source: "Validate OTP"."""

class AsyncRefunds:
    """The ``refunds`` operations."""
    @overload
    async def create(self, transaction_id: str, request: CreateRefund | _CreateRefundDict | Mapping[str, object], /) -> Refund: ...
    @overload
    async def create(self, transaction_id: str, *, amount: Amount, request_id: str, remarks: str | None = None) -> Refund:
        """Gives back all or part of a successful payment. Store `request_id` first and repeat only with the same one.

        If the answer is lost, the refund is looked up by `request_id`. If it is not there (yet), the error is
        `OutcomeUnknown`: the gateway does not document that it takes a `request_id` once, so the SDK does not repeat a
        refund by itself. Source: "Refund"."""
    async def get(self, request_id: str) -> Refund:
        """A refund by the merchant's `request_id`. Source: "Get Refund Transaction Status" of the 2026 documentation; its path
        is not published and inferred here."""

class AsyncSettlements:
    """The ``settlements`` operations."""
    async def get(self, settlement_payout_id: str) -> SettlementPayout:
        """A settlement payout with its transactions. Source: "Get Settlement Payout By ID"."""
    @overload
    async def search(self, request: SearchSettlements | _SearchSettlementsDict | Mapping[str, object], /) -> SettlementPage: ...
    @overload
    async def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, merchant_detail_id: str | None = None, settlement_payout_id: str | None = None, settlement_payout_ids: Sequence[str] | None = None, total_sale_amount_from: Amount | None = None, total_sale_amount_to: Amount | None = None, total_refund_amount_from: Amount | None = None, total_refund_amount_to: Amount | None = None, total_charges_from: Amount | None = None, total_charges_to: Amount | None = None, total_gst_from: Amount | None = None, total_gst_to: Amount | None = None, total_settlement_amount_from: Amount | None = None, total_settlement_amount_to: Amount | None = None) -> SettlementPage:
        """Settlement payouts that match the filters, one page. Source: "Search Settlement Payouts"."""

class AsyncOperations:
    _core: _native.AsyncCore
    def __init__(self, *, access_key: str | Secret, secret_key: str | Secret, base_url: str | None = None, environment: Literal["production", "uat"] | None = None, timeout_ms: int | None = None, max_attempts: int | None = None, auth_form: Literal["auto", "bearer", "raw"] | None = None, paths: Mapping[str, str] | None = None, checkout_url: str | None = None) -> None:
        """Settings of a client. Only the two keys must be given; `base_url` or `environment` says where to.

        access_key: Access key of the merchant account.
        secret_key: Secret key of the merchant account. Keep it on the server.
        base_url: Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only.
        environment: A named gateway, used when `base_url` is not given. Default: production.
        timeout_ms: Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000.
        max_attempts: How often a call may be tried where repeating is safe. Default 3, at most 10.
        auth_form: Form of the `Authorization` header. Default: auto.
        paths: Paths that differ from the table: operation name to path, such as `{"orders.get_by_merchant_order_id": "/api/v0/orders/ref/{merchant_order_id}"}`.
        checkout_url: Root of the hosted checkout pages; follows from the environment, and is the base URL itself for any other gateway."""
    @property
    def auth(self) -> AsyncAuth:
        """The ``auth`` operations."""
    @property
    def orders(self) -> AsyncOrders:
        """The ``orders`` operations."""
    @property
    def payments(self) -> AsyncPayments:
        """The ``payments`` operations."""
    @property
    def refunds(self) -> AsyncRefunds:
        """The ``refunds`` operations."""
    @property
    def settlements(self) -> AsyncSettlements:
        """The ``settlements`` operations."""
