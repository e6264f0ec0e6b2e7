# Made from the operation table by `cargo xtask generate`; do not edit.
"""The operations as methods."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime
from inspect import Signature
from typing import Any, Literal, overload

from . import _native
from ._store import TokenStore
from ._native import Address, AuthToken, BharatQr, BinDetails, BinQuery, BindUpiApp, BnplMethod, BnplMethods, BoundUpiApp, BuiltLink, CallAttempt, CallRecord, CancelOrder, ChargeEnded, ChargeInstrument, ChargePayment, ChargeResult, CheckDebitAmount, CheckDebitDate, CheckIdentifier, CheckedIdentifier, CheckoutCustomer, CheckoutOrder, Confirmation, Contradiction, CreateCustomer, CreateMandate, CreateOrder, CreatePaymentLink, CreateQrCode, CreateRefund, CreateSplitAccount, CreatedOrder, Customer, CustomerInfo, CustomerKeyContact, CustomerPage, DebitAmountCheck, DebitCycle, DebitDateCheck, DebitDates, DebitNotification, DebitWindowQuery, DebitWindows, DrawQr, EndCharge, ExecuteDebit, ExpectedTransaction, Finding, LinkParameter, LinkText, ListDebitDates, Mandate, MandateDebitNotice, MandateLink, MandatePayee, MandatePayer, MandatePayerInfo, MandateSchedule, MandateTimes, MerchantInfo, MinimalTransaction, NewEnd, NoticeQuery, NoticeWindow, NotifyDebit, Order, OrderPage, OtpResent, OtpValidation, ParsedMandateLink, ParsedPayLink, PausePeriod, PayLink, PaymentDetail, PaymentLink, PaymentLinkNotice, PaymentLinkPayment, PaymentModes, PaymentNotice, PaymentProvider, PayoutProof, PinLimit, PinLimitQuery, PngImage, QrAdditionalData, QrCode, QrCodePage, QrTag, QrText, Reconcile, ReconcileOptions, Reconciliation, ReconciliationTotals, Recurrence, Refund, Resolution, RestrictedPaymentOptions, ReturnQuery, RevokeMandate, SearchCustomers, SearchOrders, SearchPayments, SearchQrCodes, SearchSettlements, Secret, SettlementPage, SettlementPayout, SettlementTransaction, ShareAmount, SplitAccount, SplitAccountList, SplitAccountRef, SplitAccountSummary, SplitAmount, SplitAmounts, SplitSettlement, SplitShare, SplitUpdated, SubmitPayment, SubmittedPayment, SvgImage, TimeWindow, TpvAccount, Transaction, TransactionPage, UnverifiedReturn, UpdateCheckoutCustomer, UpdateMandate, UpdateSplit, UpdateSplitAccount, UpiIntentLinks, UpiQr, UpiStatus, ValidateOtp, Validity, VerifiedVpa, VerifyVpa, Wait, WaitMandate, WaitOrder, WebhookEvent
from ._types import Amount, _AddressDict, _AuthTokenDict, _BharatQrDict, _BinDetailsDict, _BinQueryDict, _BindUpiAppDict, _BnplMethodDict, _BnplMethodsDict, _BoundUpiAppDict, _BuiltLinkDict, _CallAttemptDict, _CallRecordDict, _CancelOrderDict, _ChargeEndedDict, _ChargeInstrumentDict, _ChargePaymentDict, _ChargeResultDict, _CheckDebitAmountDict, _CheckDebitDateDict, _CheckIdentifierDict, _CheckedIdentifierDict, _CheckoutCustomerDict, _CheckoutOrderDict, _ConfirmationDict, _ContradictionDict, _CreateCustomerDict, _CreateMandateDict, _CreateOrderDict, _CreatePaymentLinkDict, _CreateQrCodeDict, _CreateRefundDict, _CreateSplitAccountDict, _CreatedOrderDict, _CustomerDict, _CustomerInfoDict, _CustomerKeyContactDict, _CustomerPageDict, _DebitAmountCheckDict, _DebitCycleDict, _DebitDateCheckDict, _DebitDatesDict, _DebitNotificationDict, _DebitWindowQueryDict, _DebitWindowsDict, _DrawQrDict, _EndChargeDict, _ExecuteDebitDict, _ExpectedTransactionDict, _FindingDict, _LinkParameterDict, _LinkTextDict, _ListDebitDatesDict, _MandateDebitNoticeDict, _MandateDict, _MandateLinkDict, _MandatePayeeDict, _MandatePayerDict, _MandatePayerInfoDict, _MandateScheduleDict, _MandateTimesDict, _MerchantInfoDict, _MinimalTransactionDict, _NewEndDict, _NoticeQueryDict, _NoticeWindowDict, _NotifyDebitDict, _OrderDict, _OrderPageDict, _OtpResentDict, _OtpValidationDict, _ParsedMandateLinkDict, _ParsedPayLinkDict, _PausePeriodDict, _PayLinkDict, _PaymentDetailDict, _PaymentLinkDict, _PaymentLinkNoticeDict, _PaymentLinkPaymentDict, _PaymentModesDict, _PaymentNoticeDict, _PaymentProviderDict, _PayoutProofDict, _PinLimitDict, _PinLimitQueryDict, _PngImageDict, _QrAdditionalDataDict, _QrCodeDict, _QrCodePageDict, _QrTagDict, _QrTextDict, _ReconcileDict, _ReconcileOptionsDict, _ReconciliationDict, _ReconciliationTotalsDict, _RecurrenceDict, _RefundDict, _ResolutionDict, _RestrictedPaymentOptionsDict, _ReturnQueryDict, _RevokeMandateDict, _SearchCustomersDict, _SearchOrdersDict, _SearchPaymentsDict, _SearchQrCodesDict, _SearchSettlementsDict, _SettlementPageDict, _SettlementPayoutDict, _SettlementTransactionDict, _ShareAmountDict, _SplitAccountDict, _SplitAccountListDict, _SplitAccountRefDict, _SplitAccountSummaryDict, _SplitAmountDict, _SplitAmountsDict, _SplitSettlementDict, _SplitShareDict, _SplitUpdatedDict, _SubmitPaymentDict, _SubmittedPaymentDict, _SvgImageDict, _TimeWindowDict, _TpvAccountDict, _TransactionDict, _TransactionPageDict, _UnverifiedReturnDict, _UpdateCheckoutCustomerDict, _UpdateMandateDict, _UpdateSplitAccountDict, _UpdateSplitDict, _UpiIntentLinksDict, _UpiQrDict, _UpiStatusDict, _ValidateOtpDict, _ValidityDict, _VerifiedVpaDict, _VerifyVpaDict, _WaitDict, _WaitMandateDict, _WaitOrderDict, _WebhookEventDict

__all__ = [
    "AsyncCheckoutOperations",
    "AsyncOperations",
    "SyncCheckoutOperations",
    "SyncOperations",
    "signature",
    "wait",
]

def signature(own: list[str], fields: list[tuple[str, bool]]) -> Signature: ...
async def wait(started: tuple[Any, ...]) -> Any: ...

class Auth:
    """The ``auth`` operations."""
    def token(self) -> AuthToken:
        """Fetches a token with the client's keys. The client does this by itself; call it only to use a token elsewhere.

        Source: "Get Authorization Token"."""

class Merchant:
    """The ``merchant`` operations."""
    def payment_modes(self) -> PaymentModes:
        """The payment modes, banks, wallets and card schemes that are switched on for the merchant.

        Source: "Payment Modes Details" of the late 2025 documentation; path and keys are inferred."""

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
    @overload
    def wait(self, order_id: str, request: WaitOrder | _WaitOrderDict | Mapping[str, object], /) -> Order: ...
    @overload
    def wait(self, order_id: str, *, until: str | None = None, timeout_seconds: int | None = None, every_ms: int | None = None) -> Order:
        """Asks for an order, every 5 seconds unless told otherwise, until it is paid (or `until`) or will stay as it is. An order
        that has expired or was cancelled is asked about as long as it lists an attempt that is with the bank. Still pending is
        an answer, not an error. The pace is that of the gateway's own page."""
    def get_by_merchant_order_id(self, merchant_order_id: str) -> Order:
        """The order by the merchant's own reference. Source: "Get Order By Merchant Order Id"; its path is not published and
        inferred here."""
    @overload
    def search(self, request: SearchOrders | _SearchOrdersDict | Mapping[str, object], /) -> OrderPage: ...
    @overload
    def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, order_status: str | None = None, merchant_order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> OrderPage:
        """Orders that match the filters, one page. Source: "Search Order" of the late 2025 documentation; path and keys are
        inferred."""
    @overload
    def search_all(self, request: SearchOrders | _SearchOrdersDict | Mapping[str, object], /) -> Iterator[Order]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, order_status: str | None = None, merchant_order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> Iterator[Order]:
        """All rows that `orders.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""
    def bnpl_methods(self, order_id: str) -> BnplMethods:
        """The pay-later options of an order; one of them goes into `payments.submit` as `bnpl_payment_option_id`.

        Source: "Get BNPL Payment Methods"; path and keys are inferred."""
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
    def submit(self, *, order_id: str, payment_detail: PaymentDetail | _PaymentDetailDict | Mapping[str, object], split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object] | None = None) -> SubmittedPayment:
        """Charges an instrument for an order. Never sent twice on doubt: if the answer is lost, the error is
        `OutcomeUnknown`, and the order tells: `PAID` and `CREATED` by themselves, any other state only by the attempts that it
        lists. Source: "Submit Payment Request" and "Submit Payment with Split Details"."""
    def get(self, transaction_id: str) -> Transaction:
        """A payment attempt by the gateway's transaction id: the truth about that attempt. It may be of any order of the
        merchant: to ship, ask `orders.get` or `webhooks.confirm`. `PENDING_WITH_BANK` is pending.
        Source: "Get Transaction Status"."""
    @overload
    def wait(self, transaction_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> Transaction: ...
    @overload
    def wait(self, transaction_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> Transaction:
        """Asks for a payment, every 5 seconds unless told otherwise, until it is paid, failed or cancelled. Still pending is an
        answer, not an error; `PENDING_WITH_BANK` is pending. The pace is that of the gateway's own page."""
    @overload
    def search(self, request: SearchPayments | _SearchPaymentsDict | Mapping[str, object], /) -> TransactionPage: ...
    @overload
    def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, payment_mode: str | None = None, order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> TransactionPage:
        """Payment attempts that match the filters, one page. Source: "Search Transaction" of the late 2025 documentation; path
        and keys are inferred."""
    @overload
    def search_all(self, request: SearchPayments | _SearchPaymentsDict | Mapping[str, object], /) -> Iterator[Transaction]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, payment_mode: str | None = None, order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> Iterator[Transaction]:
        """All rows that `payments.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""
    def upi_status(self, transaction_id: str) -> UpiStatus:
        """State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status"."""
    @overload
    def wait_upi(self, transaction_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> UpiStatus: ...
    @overload
    def wait_upi(self, transaction_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> UpiStatus:
        """Asks for the state of a UPI payment every 5 seconds until it is decided or the window closes. Still pending is an
        answer, not an error: then `status` is `PROCESS`."""
    @overload
    def verify_vpa(self, request: VerifyVpa | _VerifyVpaDict | Mapping[str, object], /) -> VerifiedVpa: ...
    @overload
    def verify_vpa(self, *, merchant_order_id: str, vpa: str) -> VerifiedVpa:
        """The name of the account's holder behind a UPI id. Source: "Verify UPI VPA"."""
    @overload
    def validate_otp(self, request: ValidateOtp | _ValidateOtpDict | Mapping[str, object], /) -> OtpValidation: ...
    @overload
    def validate_otp(self, *, transaction_id: str, otp: str | Secret, check_sum: str | None = None) -> OtpValidation:
        """Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
        Source: "Validate OTP"."""
    def resend_otp(self, transaction_id: str) -> OtpResent:
        """Has the bank send the OTP again. Repeated when the answer is lost, so that the payer may get two messages; only the
        last OTP counts. Source: "Resend OTP"."""
    @overload
    def update_split(self, transaction_id: str, request: UpdateSplit | _UpdateSplitDict | Mapping[str, object], /) -> SplitUpdated: ...
    @overload
    def update_split(self, transaction_id: str, *, split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object]) -> SplitUpdated:
        """Divides a payment anew, or for the first time, while it is not settled. Source: "Edit Or Deferred Split Settlement"."""

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
    @overload
    def wait(self, request_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> Refund: ...
    @overload
    def wait(self, request_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> Refund:
        """Asks for a refund, every minute unless told otherwise (inferred), until it is paid out or has failed. Banks take days:
        still pending is an answer, not an error; wait again later."""

class Settlements:
    """The ``settlements`` operations."""
    def get(self, settlement_payout_id: str) -> SettlementPayout:
        """A settlement payout with its transactions. Source: "Get Settlement Payout By ID"."""
    @overload
    def search(self, request: SearchSettlements | _SearchSettlementsDict | Mapping[str, object], /) -> SettlementPage: ...
    @overload
    def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, merchant_detail_id: str | None = None, settlement_payout_id: str | None = None, settlement_payout_ids: Sequence[str] | None = None, total_sale_amount_from: Amount | None = None, total_sale_amount_to: Amount | None = None, total_refund_amount_from: Amount | None = None, total_refund_amount_to: Amount | None = None, total_charges_from: Amount | None = None, total_charges_to: Amount | None = None, total_gst_from: Amount | None = None, total_gst_to: Amount | None = None, total_settlement_amount_from: Amount | None = None, total_settlement_amount_to: Amount | None = None) -> SettlementPage:
        """Settlement payouts that match the filters, one page. Source: "Search Settlement Payouts"."""
    @overload
    def search_all(self, request: SearchSettlements | _SearchSettlementsDict | Mapping[str, object], /) -> Iterator[SettlementPayout]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, merchant_detail_id: str | None = None, settlement_payout_id: str | None = None, settlement_payout_ids: Sequence[str] | None = None, total_sale_amount_from: Amount | None = None, total_sale_amount_to: Amount | None = None, total_refund_amount_from: Amount | None = None, total_refund_amount_to: Amount | None = None, total_charges_from: Amount | None = None, total_charges_to: Amount | None = None, total_gst_from: Amount | None = None, total_gst_to: Amount | None = None, total_settlement_amount_from: Amount | None = None, total_settlement_amount_to: Amount | None = None) -> Iterator[SettlementPayout]:
        """All rows that `settlements.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""

class SplitAccounts:
    """The ``split_accounts`` operations."""
    @overload
    def create(self, request: CreateSplitAccount | _CreateSplitAccountDict | Mapping[str, object], /) -> SplitAccount: ...
    @overload
    def create(self, *, name: str, email: str, phone: str, account_number: str | Secret, ifsc: str, settlement_cycle: str | None = None, settlement_schedule: str | None = None, dashboard_access: bool | None = None, pan: str | None = None, gstin: str | None = None) -> SplitAccount:
        """Registers a recipient of shares. The gateway knows no key of the merchant here, so the call is never sent twice on
        doubt, and `calls.resolve` cannot find the recipient: look for him in `split_accounts.list`. Source: "Create Split
        Settlement Account"; its keys are those of the update."""
    @overload
    def update(self, request: UpdateSplitAccount | _UpdateSplitAccountDict | Mapping[str, object], /) -> SplitAccount: ...
    @overload
    def update(self, *, split_account_detail_id: str, name: str | None = None, email: str | None = None, phone: str | None = None, account_number: str | Secret | None = None, ifsc: str | None = None, settlement_cycle: str | None = None, settlement_schedule: str | None = None, dashboard_access: bool | None = None, pan: str | None = None, gstin: str | None = None) -> SplitAccount:
        """Changes a recipient; what is not given stays. The documentation says POST until the middle of 2025 and PATCH since: the
        setting `split_account_update` chooses. Source: "Update Split Settlement Account"."""
    def list(self) -> SplitAccountList:
        """All recipients. Source: "Get All Split Settlement Account"; its path is inferred."""
    @overload
    def activate(self, request: SplitAccountRef | _SplitAccountRefDict | Mapping[str, object], /) -> SplitAccount: ...
    @overload
    def activate(self, *, split_account_detail_id: str) -> SplitAccount:
        """Lets a recipient receive shares again. Source: "Activate Split Settlement Account"."""
    @overload
    def deactivate(self, request: SplitAccountRef | _SplitAccountRefDict | Mapping[str, object], /) -> SplitAccount: ...
    @overload
    def deactivate(self, *, split_account_detail_id: str) -> SplitAccount:
        """Stops a recipient's shares. Source: "Deactivate Split Settlement Account"; its path mirrors the one of activate."""

class QrCodes:
    """The ``qr_codes`` operations."""
    @overload
    def create(self, request: CreateQrCode | _CreateQrCodeDict | Mapping[str, object], /) -> QrCode: ...
    @overload
    def create(self, *, qr_name: str | None = None, multiple_use: bool, fixed_amount: bool, amount: Amount | None = None, description: str | None = None, expiry: datetime | None = None, custom_params: Mapping[str, str] | None = None, customer_name: str | None = None, customer_email: str | None = None, customer_mobile: str | None = None, customer_id: str | None = None, reference_number: str | None = None) -> QrCode:
        """Makes a UPI QR code, for one payment or many.

        If the answer is lost, the code is looked up by `reference_number`, so give each code its own. If there is none, or more
        than one has it, the error is `OutcomeUnknown`: it is never sent twice on doubt. Source: "Create UPI QR"."""
    def get(self, qr_code_id: str) -> QrCode:
        """A QR code by the gateway's id. Source: "Get UPI QR"."""
    @overload
    def search(self, request: SearchQrCodes | _SearchQrCodesDict | Mapping[str, object], /) -> QrCodePage: ...
    @overload
    def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None, reference_number: str | None = None, customer_id: str | None = None) -> QrCodePage:
        """QR codes that match the filters, one page. Source: "Search UPI QR"; the keys of the filters are inferred."""
    @overload
    def search_all(self, request: SearchQrCodes | _SearchQrCodesDict | Mapping[str, object], /) -> Iterator[QrCode]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None, reference_number: str | None = None, customer_id: str | None = None) -> Iterator[QrCode]:
        """All rows that `qr_codes.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""
    def cancel(self, qr_code_id: str) -> QrCode:
        """Ends a QR code; it takes no payment any more. Source: "Cancel UPI QR"."""

class Customers:
    """The ``customers`` operations."""
    @overload
    def create(self, request: CreateCustomer | _CreateCustomerDict | Mapping[str, object], /) -> Customer: ...
    @overload
    def create(self, *, customer_key_contacts: Sequence[CustomerKeyContact | _CustomerKeyContactDict | Mapping[str, object]] | None = None, name: str | None = None, email: str | None = None, contact_number: str | None = None, account_number: str | Secret | None = None, address: str | None = None, company_id: str | None = None, customer_company_id: str | None = None) -> Customer:
        """Creates a customer, for example to link QR codes to. Never sent twice on doubt, and `calls.resolve` cannot find the
        customer: look with `customers.search`, by the account number if there is one. Source: "Create Customer"."""
    @overload
    def search(self, request: SearchCustomers | _SearchCustomersDict | Mapping[str, object], /) -> CustomerPage: ...
    @overload
    def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, account_number: str | Secret | None = None, assigned_agent: str | None = None, name: str | None = None, email: str | None = None, contact_number: str | None = None, from_date: datetime | None = None, to_date: datetime | None = None) -> CustomerPage:
        """Customers that match the filters, one page. Source: "Search Customer"."""
    @overload
    def search_all(self, request: SearchCustomers | _SearchCustomersDict | Mapping[str, object], /) -> Iterator[Customer]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, account_number: str | Secret | None = None, assigned_agent: str | None = None, name: str | None = None, email: str | None = None, contact_number: str | None = None, from_date: datetime | None = None, to_date: datetime | None = None) -> Iterator[Customer]:
        """All rows that `customers.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""

class Mandates:
    """The ``mandates`` operations."""
    @overload
    def create(self, request: CreateMandate | _CreateMandateDict | Mapping[str, object], /) -> Mandate: ...
    @overload
    def create(self, *, reference_id: str, amount: Amount, amount_rule: Literal["EXACT", "MAX"], payer: MandatePayer | _MandatePayerDict | Mapping[str, object], mandate_name: str, expiry: datetime, block_fund: bool, recurrence: Recurrence | _RecurrenceDict | Mapping[str, object], validity: Validity | _ValidityDict | Mapping[str, object], upi_reference_url: str | None = None, description: str | None = None) -> Mandate:
        """Asks the payer to approve a mandate in the UPI app. The answer is not final: wait for the notification or ask
        `mandates.get`.

        If the answer is lost, the mandate is looked up by `reference_id`; if that cannot tell, the error is `OutcomeUnknown`.
        Source: "Create UPI Mandate"."""
    @overload
    def update(self, request: UpdateMandate | _UpdateMandateDict | Mapping[str, object], /) -> Mandate: ...
    @overload
    def update(self, *, reference_id: str, amount: Amount | None = None, validity: NewEnd | _NewEndDict | Mapping[str, object] | None = None, expiry: datetime | None = None, description: str | None = None) -> Mandate:
        """Asks the payer to approve another amount or end. Never sent twice on doubt: `mandates.get` tells. Source: "Update UPI
        Mandate"; its keys are inferred."""
    @overload
    def revoke(self, request: RevokeMandate | _RevokeMandateDict | Mapping[str, object], /) -> Mandate: ...
    @overload
    def revoke(self, *, reference_id: str, description: str | None = None) -> Mandate:
        """Ends a mandate: no debits any more. Source: "Revoke UPI Mandate"."""
    def get(self, reference_id: str) -> Mandate:
        """A mandate by the merchant's reference: the truth about it. Source: "Get UPI Mandate"."""
    @overload
    def wait(self, reference_id: str, request: WaitMandate | _WaitMandateDict | Mapping[str, object], /) -> Mandate: ...
    @overload
    def wait(self, reference_id: str, *, until: str | None = None, timeout_seconds: int | None = None, every_ms: int | None = None) -> Mandate:
        """Asks for a mandate, every 5 seconds unless told otherwise (inferred), until the payer has decided (or `until`). Still
        pending is an answer, not an error."""
    @overload
    def notify(self, request: NotifyDebit | _NotifyDebitDict | Mapping[str, object], /) -> DebitNotification: ...
    @overload
    def notify(self, *, mandate_id: str | None = None, reference_id: str | None = None, amount: Amount, debit_date: str) -> DebitNotification:
        """Has the payer told of a debit, at least 24 hours before it; without notice a debit is refused. Never sent twice on
        doubt, and no call tells whether the payer was told; telling again moves no money. Source: "Mandate Pre-debit
        Notification"."""
    @overload
    def execute(self, request: ExecuteDebit | _ExecuteDebitDict | Mapping[str, object], /) -> Order: ...
    @overload
    def execute(self, *, mandate_id: str | None = None, reference_id: str | None = None, amount: Amount, remarks: str) -> Order:
        """Debits a mandate: one successful debit per cycle. Answers the order that the debit creates; its outcome is followed like
        any other order's. Never sent twice on doubt, and `calls.resolve` cannot find the order, whose id nobody knows then: look
        with `orders.search`, by time and amount. Source: "Execute Mandate Debit"."""

class PaymentLinks:
    """The ``payment_links`` operations."""
    @overload
    def create(self, request: CreatePaymentLink | _CreatePaymentLinkDict | Mapping[str, object], /) -> PaymentLink: ...
    @overload
    def create(self, *, amount: Amount, description: str | None = None, reference_number: str | None = None, customer_name: str | None = None, customer_email: str | None = None, customer_mobile: str | None = None, due_date: datetime | None = None, partial_payment: bool | None = None, minimum_amount: Amount | None = None, return_url: str | None = None, custom_params: Mapping[str, str] | None = None) -> PaymentLink:
        """Makes a page to be paid, sent by text message or e-mail where the payer's number or address is given. Never sent twice
        on doubt. Source: "Create Payment Link"; path and keys are inferred."""
    def get(self, payment_link_id: str) -> PaymentLink:
        """A payment link with its state and payments. Source: "Get Payment Link Details"; path and keys are inferred."""
    @overload
    def wait(self, payment_link_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> PaymentLink: ...
    @overload
    def wait(self, payment_link_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> PaymentLink:
        """Asks for a payment link, every minute unless told otherwise (inferred), until it is paid in full or takes no payment any
        more. Still pending, paid in part included, is an answer, not an error."""
    def delete(self, payment_link_id: str) -> PaymentLink:
        """Deletes a payment link; it takes no payment any more. Source: "Delete Payment Link"; its path is inferred."""

class Webhooks:
    """The ``webhooks`` operations."""
    @overload
    def confirm(self, request: WebhookEvent | _WebhookEventDict | Mapping[str, object], /) -> Confirmation: ...
    @overload
    def confirm(self, *, kind: str, key: str | None = None, payment: PaymentNotice | _PaymentNoticeDict | Mapping[str, object] | None = None, mandate: Mandate | _MandateDict | Mapping[str, object] | None = None, mandate_debit: MandateDebitNotice | _MandateDebitNoticeDict | Mapping[str, object] | None = None, payment_link: PaymentLinkNotice | _PaymentLinkNoticeDict | Mapping[str, object] | None = None, refund: Refund | _RefundDict | Mapping[str, object] | None = None, returned: UnverifiedReturn | _UnverifiedReturnDict | Mapping[str, object] | None = None, body: str | Secret) -> Confirmation:
        """Asks the gateway what is true about a notification or a return page: the order, transaction, mandate, refund or link
        that it names. Answers the truth, and every point in which the claim differs from it: amount, currency and ids, where
        both sides name them, the currency only with a transaction."""

class Calls:
    """The ``calls`` operations."""
    def resolve(self, unresolved: str) -> Resolution:
        """Finds out what became of a call that ended as `OutcomeUnknown`: `unresolved` is the text that its error told, in this
        process or another, in this language or another. Asks only, and repeats nothing.

        Answers `APPLIED` with the record, `NOT_APPLIED` only where the gateway's own words prove it, and `UNDECIDED`
        otherwise: then ask again later. What is asked is what the row of the lost call names."""

class SyncOperations:
    _core: _native.SyncCore
    def __init__(self, *, access_key: str | Secret, secret_key: str | Secret, base_url: str | None = None, environment: Literal["production", "uat"] | None = None, timeout_ms: int | None = None, max_attempts: int | None = None, ca_certificates: str | None = None, client_certificate: str | Secret | None = None, proxy: str | Secret | None = None, max_in_flight: int | None = None, calls_per_second: int | None = None, retry_budget: int | None = None, auth_form: Literal["auto", "bearer", "raw"] | None = None, paths: Mapping[str, str] | None = None, mandate_paths: Literal["current", "legacy"] | None = None, split_account_update: Literal["patch", "post"] | None = None, card_encoding: Literal["plain", "base64"] | None = None, checkout_url: str | None = None, share_token: bool | None = None, token_store: TokenStore | None = None) -> None:
        """Settings of a client. Only the two keys must be given; `base_url` or `environment` says where to, and
        without both it is production.

        access_key: Access key of the merchant account.
        secret_key: Secret key of the merchant account. Keep it on the server.
        base_url: Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only.
        environment: A named gateway, used when `base_url` is not given. Default: production.
        timeout_ms: Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000.
        max_attempts: How often a call may be tried where repeating is safe. Default 3, at most 10.
        ca_certificates: Certificates of authorities to trust beside the bundled ones (Mozilla's roots), as PEM text, at most 1 MiB: for a proxy or a test gateway with an authority of its own. TLS is always verified; nothing switches that off.
        client_certificate: PEM text of a certificate, its chain and its unencrypted private key, shown to a gateway or proxy that asks for one.
        proxy: Proxy on the way to the gateway: `http://user:password@proxy.example.com:3128`, or `https://`. TLS to the gateway goes through it unopened. With `http://` its own user and password travel in the clear: use `https://`, or a proxy on this machine. Not used for a gateway on this machine. `HTTPS_PROXY` and the like are not read.
        max_in_flight: How many requests may be on their way at the same time, 1 to 10000; further calls wait their turn, within their deadline, and end as `Timeout` without having been sent if it does not come. Default: no limit.
        calls_per_second: How many requests may be sent in a second, 1 to 10000: after a rest as many at once, then evenly. Further calls wait as with `max_in_flight`. Token calls and look-ups count. Default: no limit.
        retry_budget: How many repeats the client has at first, 0 to 100000, over all its calls; a success earns a tenth of one, up to this number. Without any left a call is sent once, so that a gateway in trouble does not get several times the load. Look-ups after a lost answer are never saved on. Default 100.
        auth_form: Form of the `Authorization` header. Default: auto.
        paths: Paths that differ from the table: operation name to path, such as `{"orders.get_by_merchant_order_id": "/api/v0/orders/ref/{merchant_order_id}"}`.
        mandate_paths: Which generation of the mandate paths to use. Default: current.
        split_account_update: The verb of `split_accounts.update`. Default: patch.
        card_encoding: How card data travels in `payments.submit`. Default: plain.
        checkout_url: Root of the hosted checkout pages; follows from the environment, and is the base URL itself for any other gateway.
        share_token: Whether clients of this process with the same keys and base URL share one token. Default: each client has its own.
        token_store: Where processes share one token, such as Django's cache. Default: each client has its own."""
    @property
    def auth(self) -> Auth:
        """The ``auth`` operations."""
    @property
    def merchant(self) -> Merchant:
        """The ``merchant`` operations."""
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
    @property
    def split_accounts(self) -> SplitAccounts:
        """The ``split_accounts`` operations."""
    @property
    def qr_codes(self) -> QrCodes:
        """The ``qr_codes`` operations."""
    @property
    def customers(self) -> Customers:
        """The ``customers`` operations."""
    @property
    def mandates(self) -> Mandates:
        """The ``mandates`` operations."""
    @property
    def payment_links(self) -> PaymentLinks:
        """The ``payment_links`` operations."""
    @property
    def webhooks(self) -> Webhooks:
        """The ``webhooks`` operations."""
    @property
    def calls(self) -> Calls:
        """The ``calls`` operations."""

class AsyncAuth:
    """The ``auth`` operations."""
    async def token(self) -> AuthToken:
        """Fetches a token with the client's keys. The client does this by itself; call it only to use a token elsewhere.

        Source: "Get Authorization Token"."""

class AsyncMerchant:
    """The ``merchant`` operations."""
    async def payment_modes(self) -> PaymentModes:
        """The payment modes, banks, wallets and card schemes that are switched on for the merchant.

        Source: "Payment Modes Details" of the late 2025 documentation; path and keys are inferred."""

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
    @overload
    async def wait(self, order_id: str, request: WaitOrder | _WaitOrderDict | Mapping[str, object], /) -> Order: ...
    @overload
    async def wait(self, order_id: str, *, until: str | None = None, timeout_seconds: int | None = None, every_ms: int | None = None) -> Order:
        """Asks for an order, every 5 seconds unless told otherwise, until it is paid (or `until`) or will stay as it is. An order
        that has expired or was cancelled is asked about as long as it lists an attempt that is with the bank. Still pending is
        an answer, not an error. The pace is that of the gateway's own page."""
    async def get_by_merchant_order_id(self, merchant_order_id: str) -> Order:
        """The order by the merchant's own reference. Source: "Get Order By Merchant Order Id"; its path is not published and
        inferred here."""
    @overload
    async def search(self, request: SearchOrders | _SearchOrdersDict | Mapping[str, object], /) -> OrderPage: ...
    @overload
    async def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, order_status: str | None = None, merchant_order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> OrderPage:
        """Orders that match the filters, one page. Source: "Search Order" of the late 2025 documentation; path and keys are
        inferred."""
    @overload
    def search_all(self, request: SearchOrders | _SearchOrdersDict | Mapping[str, object], /) -> AsyncIterator[Order]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, order_status: str | None = None, merchant_order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> AsyncIterator[Order]:
        """All rows that `orders.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""
    async def bnpl_methods(self, order_id: str) -> BnplMethods:
        """The pay-later options of an order; one of them goes into `payments.submit` as `bnpl_payment_option_id`.

        Source: "Get BNPL Payment Methods"; path and keys are inferred."""
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
    async def submit(self, *, order_id: str, payment_detail: PaymentDetail | _PaymentDetailDict | Mapping[str, object], split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object] | None = None) -> SubmittedPayment:
        """Charges an instrument for an order. Never sent twice on doubt: if the answer is lost, the error is
        `OutcomeUnknown`, and the order tells: `PAID` and `CREATED` by themselves, any other state only by the attempts that it
        lists. Source: "Submit Payment Request" and "Submit Payment with Split Details"."""
    async def get(self, transaction_id: str) -> Transaction:
        """A payment attempt by the gateway's transaction id: the truth about that attempt. It may be of any order of the
        merchant: to ship, ask `orders.get` or `webhooks.confirm`. `PENDING_WITH_BANK` is pending.
        Source: "Get Transaction Status"."""
    @overload
    async def wait(self, transaction_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> Transaction: ...
    @overload
    async def wait(self, transaction_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> Transaction:
        """Asks for a payment, every 5 seconds unless told otherwise, until it is paid, failed or cancelled. Still pending is an
        answer, not an error; `PENDING_WITH_BANK` is pending. The pace is that of the gateway's own page."""
    @overload
    async def search(self, request: SearchPayments | _SearchPaymentsDict | Mapping[str, object], /) -> TransactionPage: ...
    @overload
    async def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, payment_mode: str | None = None, order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> TransactionPage:
        """Payment attempts that match the filters, one page. Source: "Search Transaction" of the late 2025 documentation; path
        and keys are inferred."""
    @overload
    def search_all(self, request: SearchPayments | _SearchPaymentsDict | Mapping[str, object], /) -> AsyncIterator[Transaction]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, payment_mode: str | None = None, order_id: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None) -> AsyncIterator[Transaction]:
        """All rows that `payments.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""
    async def upi_status(self, transaction_id: str) -> UpiStatus:
        """State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status"."""
    @overload
    async def wait_upi(self, transaction_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> UpiStatus: ...
    @overload
    async def wait_upi(self, transaction_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> UpiStatus:
        """Asks for the state of a UPI payment every 5 seconds until it is decided or the window closes. Still pending is an
        answer, not an error: then `status` is `PROCESS`."""
    @overload
    async def verify_vpa(self, request: VerifyVpa | _VerifyVpaDict | Mapping[str, object], /) -> VerifiedVpa: ...
    @overload
    async def verify_vpa(self, *, merchant_order_id: str, vpa: str) -> VerifiedVpa:
        """The name of the account's holder behind a UPI id. Source: "Verify UPI VPA"."""
    @overload
    async def validate_otp(self, request: ValidateOtp | _ValidateOtpDict | Mapping[str, object], /) -> OtpValidation: ...
    @overload
    async def validate_otp(self, *, transaction_id: str, otp: str | Secret, check_sum: str | None = None) -> OtpValidation:
        """Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
        Source: "Validate OTP"."""
    async def resend_otp(self, transaction_id: str) -> OtpResent:
        """Has the bank send the OTP again. Repeated when the answer is lost, so that the payer may get two messages; only the
        last OTP counts. Source: "Resend OTP"."""
    @overload
    async def update_split(self, transaction_id: str, request: UpdateSplit | _UpdateSplitDict | Mapping[str, object], /) -> SplitUpdated: ...
    @overload
    async def update_split(self, transaction_id: str, *, split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object]) -> SplitUpdated:
        """Divides a payment anew, or for the first time, while it is not settled. Source: "Edit Or Deferred Split Settlement"."""

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
    @overload
    async def wait(self, request_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> Refund: ...
    @overload
    async def wait(self, request_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> Refund:
        """Asks for a refund, every minute unless told otherwise (inferred), until it is paid out or has failed. Banks take days:
        still pending is an answer, not an error; wait again later."""

class AsyncSettlements:
    """The ``settlements`` operations."""
    async def get(self, settlement_payout_id: str) -> SettlementPayout:
        """A settlement payout with its transactions. Source: "Get Settlement Payout By ID"."""
    @overload
    async def search(self, request: SearchSettlements | _SearchSettlementsDict | Mapping[str, object], /) -> SettlementPage: ...
    @overload
    async def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, merchant_detail_id: str | None = None, settlement_payout_id: str | None = None, settlement_payout_ids: Sequence[str] | None = None, total_sale_amount_from: Amount | None = None, total_sale_amount_to: Amount | None = None, total_refund_amount_from: Amount | None = None, total_refund_amount_to: Amount | None = None, total_charges_from: Amount | None = None, total_charges_to: Amount | None = None, total_gst_from: Amount | None = None, total_gst_to: Amount | None = None, total_settlement_amount_from: Amount | None = None, total_settlement_amount_to: Amount | None = None) -> SettlementPage:
        """Settlement payouts that match the filters, one page. Source: "Search Settlement Payouts"."""
    @overload
    def search_all(self, request: SearchSettlements | _SearchSettlementsDict | Mapping[str, object], /) -> AsyncIterator[SettlementPayout]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, merchant_detail_id: str | None = None, settlement_payout_id: str | None = None, settlement_payout_ids: Sequence[str] | None = None, total_sale_amount_from: Amount | None = None, total_sale_amount_to: Amount | None = None, total_refund_amount_from: Amount | None = None, total_refund_amount_to: Amount | None = None, total_charges_from: Amount | None = None, total_charges_to: Amount | None = None, total_gst_from: Amount | None = None, total_gst_to: Amount | None = None, total_settlement_amount_from: Amount | None = None, total_settlement_amount_to: Amount | None = None) -> AsyncIterator[SettlementPayout]:
        """All rows that `settlements.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""

class AsyncSplitAccounts:
    """The ``split_accounts`` operations."""
    @overload
    async def create(self, request: CreateSplitAccount | _CreateSplitAccountDict | Mapping[str, object], /) -> SplitAccount: ...
    @overload
    async def create(self, *, name: str, email: str, phone: str, account_number: str | Secret, ifsc: str, settlement_cycle: str | None = None, settlement_schedule: str | None = None, dashboard_access: bool | None = None, pan: str | None = None, gstin: str | None = None) -> SplitAccount:
        """Registers a recipient of shares. The gateway knows no key of the merchant here, so the call is never sent twice on
        doubt, and `calls.resolve` cannot find the recipient: look for him in `split_accounts.list`. Source: "Create Split
        Settlement Account"; its keys are those of the update."""
    @overload
    async def update(self, request: UpdateSplitAccount | _UpdateSplitAccountDict | Mapping[str, object], /) -> SplitAccount: ...
    @overload
    async def update(self, *, split_account_detail_id: str, name: str | None = None, email: str | None = None, phone: str | None = None, account_number: str | Secret | None = None, ifsc: str | None = None, settlement_cycle: str | None = None, settlement_schedule: str | None = None, dashboard_access: bool | None = None, pan: str | None = None, gstin: str | None = None) -> SplitAccount:
        """Changes a recipient; what is not given stays. The documentation says POST until the middle of 2025 and PATCH since: the
        setting `split_account_update` chooses. Source: "Update Split Settlement Account"."""
    async def list(self) -> SplitAccountList:
        """All recipients. Source: "Get All Split Settlement Account"; its path is inferred."""
    @overload
    async def activate(self, request: SplitAccountRef | _SplitAccountRefDict | Mapping[str, object], /) -> SplitAccount: ...
    @overload
    async def activate(self, *, split_account_detail_id: str) -> SplitAccount:
        """Lets a recipient receive shares again. Source: "Activate Split Settlement Account"."""
    @overload
    async def deactivate(self, request: SplitAccountRef | _SplitAccountRefDict | Mapping[str, object], /) -> SplitAccount: ...
    @overload
    async def deactivate(self, *, split_account_detail_id: str) -> SplitAccount:
        """Stops a recipient's shares. Source: "Deactivate Split Settlement Account"; its path mirrors the one of activate."""

class AsyncQrCodes:
    """The ``qr_codes`` operations."""
    @overload
    async def create(self, request: CreateQrCode | _CreateQrCodeDict | Mapping[str, object], /) -> QrCode: ...
    @overload
    async def create(self, *, qr_name: str | None = None, multiple_use: bool, fixed_amount: bool, amount: Amount | None = None, description: str | None = None, expiry: datetime | None = None, custom_params: Mapping[str, str] | None = None, customer_name: str | None = None, customer_email: str | None = None, customer_mobile: str | None = None, customer_id: str | None = None, reference_number: str | None = None) -> QrCode:
        """Makes a UPI QR code, for one payment or many.

        If the answer is lost, the code is looked up by `reference_number`, so give each code its own. If there is none, or more
        than one has it, the error is `OutcomeUnknown`: it is never sent twice on doubt. Source: "Create UPI QR"."""
    async def get(self, qr_code_id: str) -> QrCode:
        """A QR code by the gateway's id. Source: "Get UPI QR"."""
    @overload
    async def search(self, request: SearchQrCodes | _SearchQrCodesDict | Mapping[str, object], /) -> QrCodePage: ...
    @overload
    async def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None, reference_number: str | None = None, customer_id: str | None = None) -> QrCodePage:
        """QR codes that match the filters, one page. Source: "Search UPI QR"; the keys of the filters are inferred."""
    @overload
    def search_all(self, request: SearchQrCodes | _SearchQrCodesDict | Mapping[str, object], /) -> AsyncIterator[QrCode]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, from_date: datetime | None = None, to_date: datetime | None = None, status: str | None = None, amount_from: Amount | None = None, amount_to: Amount | None = None, reference_number: str | None = None, customer_id: str | None = None) -> AsyncIterator[QrCode]:
        """All rows that `qr_codes.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""
    async def cancel(self, qr_code_id: str) -> QrCode:
        """Ends a QR code; it takes no payment any more. Source: "Cancel UPI QR"."""

class AsyncCustomers:
    """The ``customers`` operations."""
    @overload
    async def create(self, request: CreateCustomer | _CreateCustomerDict | Mapping[str, object], /) -> Customer: ...
    @overload
    async def create(self, *, customer_key_contacts: Sequence[CustomerKeyContact | _CustomerKeyContactDict | Mapping[str, object]] | None = None, name: str | None = None, email: str | None = None, contact_number: str | None = None, account_number: str | Secret | None = None, address: str | None = None, company_id: str | None = None, customer_company_id: str | None = None) -> Customer:
        """Creates a customer, for example to link QR codes to. Never sent twice on doubt, and `calls.resolve` cannot find the
        customer: look with `customers.search`, by the account number if there is one. Source: "Create Customer"."""
    @overload
    async def search(self, request: SearchCustomers | _SearchCustomersDict | Mapping[str, object], /) -> CustomerPage: ...
    @overload
    async def search(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, account_number: str | Secret | None = None, assigned_agent: str | None = None, name: str | None = None, email: str | None = None, contact_number: str | None = None, from_date: datetime | None = None, to_date: datetime | None = None) -> CustomerPage:
        """Customers that match the filters, one page. Source: "Search Customer"."""
    @overload
    def search_all(self, request: SearchCustomers | _SearchCustomersDict | Mapping[str, object], /) -> AsyncIterator[Customer]: ...
    @overload
    def search_all(self, *, offset: int | None = None, limit: int | None = None, order_by: str | None = None, direction: Literal["ASC", "DESC"] | None = None, account_number: str | Secret | None = None, assigned_agent: str | None = None, name: str | None = None, email: str | None = None, contact_number: str | None = None, from_date: datetime | None = None, to_date: datetime | None = None) -> AsyncIterator[Customer]:
        """All rows that `customers.search` finds, fetched page by page: a page is asked for when its first row is. `limit` is the number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under way loses no row and yields none twice."""

class AsyncMandates:
    """The ``mandates`` operations."""
    @overload
    async def create(self, request: CreateMandate | _CreateMandateDict | Mapping[str, object], /) -> Mandate: ...
    @overload
    async def create(self, *, reference_id: str, amount: Amount, amount_rule: Literal["EXACT", "MAX"], payer: MandatePayer | _MandatePayerDict | Mapping[str, object], mandate_name: str, expiry: datetime, block_fund: bool, recurrence: Recurrence | _RecurrenceDict | Mapping[str, object], validity: Validity | _ValidityDict | Mapping[str, object], upi_reference_url: str | None = None, description: str | None = None) -> Mandate:
        """Asks the payer to approve a mandate in the UPI app. The answer is not final: wait for the notification or ask
        `mandates.get`.

        If the answer is lost, the mandate is looked up by `reference_id`; if that cannot tell, the error is `OutcomeUnknown`.
        Source: "Create UPI Mandate"."""
    @overload
    async def update(self, request: UpdateMandate | _UpdateMandateDict | Mapping[str, object], /) -> Mandate: ...
    @overload
    async def update(self, *, reference_id: str, amount: Amount | None = None, validity: NewEnd | _NewEndDict | Mapping[str, object] | None = None, expiry: datetime | None = None, description: str | None = None) -> Mandate:
        """Asks the payer to approve another amount or end. Never sent twice on doubt: `mandates.get` tells. Source: "Update UPI
        Mandate"; its keys are inferred."""
    @overload
    async def revoke(self, request: RevokeMandate | _RevokeMandateDict | Mapping[str, object], /) -> Mandate: ...
    @overload
    async def revoke(self, *, reference_id: str, description: str | None = None) -> Mandate:
        """Ends a mandate: no debits any more. Source: "Revoke UPI Mandate"."""
    async def get(self, reference_id: str) -> Mandate:
        """A mandate by the merchant's reference: the truth about it. Source: "Get UPI Mandate"."""
    @overload
    async def wait(self, reference_id: str, request: WaitMandate | _WaitMandateDict | Mapping[str, object], /) -> Mandate: ...
    @overload
    async def wait(self, reference_id: str, *, until: str | None = None, timeout_seconds: int | None = None, every_ms: int | None = None) -> Mandate:
        """Asks for a mandate, every 5 seconds unless told otherwise (inferred), until the payer has decided (or `until`). Still
        pending is an answer, not an error."""
    @overload
    async def notify(self, request: NotifyDebit | _NotifyDebitDict | Mapping[str, object], /) -> DebitNotification: ...
    @overload
    async def notify(self, *, mandate_id: str | None = None, reference_id: str | None = None, amount: Amount, debit_date: str) -> DebitNotification:
        """Has the payer told of a debit, at least 24 hours before it; without notice a debit is refused. Never sent twice on
        doubt, and no call tells whether the payer was told; telling again moves no money. Source: "Mandate Pre-debit
        Notification"."""
    @overload
    async def execute(self, request: ExecuteDebit | _ExecuteDebitDict | Mapping[str, object], /) -> Order: ...
    @overload
    async def execute(self, *, mandate_id: str | None = None, reference_id: str | None = None, amount: Amount, remarks: str) -> Order:
        """Debits a mandate: one successful debit per cycle. Answers the order that the debit creates; its outcome is followed like
        any other order's. Never sent twice on doubt, and `calls.resolve` cannot find the order, whose id nobody knows then: look
        with `orders.search`, by time and amount. Source: "Execute Mandate Debit"."""

class AsyncPaymentLinks:
    """The ``payment_links`` operations."""
    @overload
    async def create(self, request: CreatePaymentLink | _CreatePaymentLinkDict | Mapping[str, object], /) -> PaymentLink: ...
    @overload
    async def create(self, *, amount: Amount, description: str | None = None, reference_number: str | None = None, customer_name: str | None = None, customer_email: str | None = None, customer_mobile: str | None = None, due_date: datetime | None = None, partial_payment: bool | None = None, minimum_amount: Amount | None = None, return_url: str | None = None, custom_params: Mapping[str, str] | None = None) -> PaymentLink:
        """Makes a page to be paid, sent by text message or e-mail where the payer's number or address is given. Never sent twice
        on doubt. Source: "Create Payment Link"; path and keys are inferred."""
    async def get(self, payment_link_id: str) -> PaymentLink:
        """A payment link with its state and payments. Source: "Get Payment Link Details"; path and keys are inferred."""
    @overload
    async def wait(self, payment_link_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> PaymentLink: ...
    @overload
    async def wait(self, payment_link_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> PaymentLink:
        """Asks for a payment link, every minute unless told otherwise (inferred), until it is paid in full or takes no payment any
        more. Still pending, paid in part included, is an answer, not an error."""
    async def delete(self, payment_link_id: str) -> PaymentLink:
        """Deletes a payment link; it takes no payment any more. Source: "Delete Payment Link"; its path is inferred."""

class AsyncWebhooks:
    """The ``webhooks`` operations."""
    @overload
    async def confirm(self, request: WebhookEvent | _WebhookEventDict | Mapping[str, object], /) -> Confirmation: ...
    @overload
    async def confirm(self, *, kind: str, key: str | None = None, payment: PaymentNotice | _PaymentNoticeDict | Mapping[str, object] | None = None, mandate: Mandate | _MandateDict | Mapping[str, object] | None = None, mandate_debit: MandateDebitNotice | _MandateDebitNoticeDict | Mapping[str, object] | None = None, payment_link: PaymentLinkNotice | _PaymentLinkNoticeDict | Mapping[str, object] | None = None, refund: Refund | _RefundDict | Mapping[str, object] | None = None, returned: UnverifiedReturn | _UnverifiedReturnDict | Mapping[str, object] | None = None, body: str | Secret) -> Confirmation:
        """Asks the gateway what is true about a notification or a return page: the order, transaction, mandate, refund or link
        that it names. Answers the truth, and every point in which the claim differs from it: amount, currency and ids, where
        both sides name them, the currency only with a transaction."""

class AsyncCalls:
    """The ``calls`` operations."""
    async def resolve(self, unresolved: str) -> Resolution:
        """Finds out what became of a call that ended as `OutcomeUnknown`: `unresolved` is the text that its error told, in this
        process or another, in this language or another. Asks only, and repeats nothing.

        Answers `APPLIED` with the record, `NOT_APPLIED` only where the gateway's own words prove it, and `UNDECIDED`
        otherwise: then ask again later. What is asked is what the row of the lost call names."""

class AsyncOperations:
    _core: _native.AsyncCore
    def __init__(self, *, access_key: str | Secret, secret_key: str | Secret, base_url: str | None = None, environment: Literal["production", "uat"] | None = None, timeout_ms: int | None = None, max_attempts: int | None = None, ca_certificates: str | None = None, client_certificate: str | Secret | None = None, proxy: str | Secret | None = None, max_in_flight: int | None = None, calls_per_second: int | None = None, retry_budget: int | None = None, auth_form: Literal["auto", "bearer", "raw"] | None = None, paths: Mapping[str, str] | None = None, mandate_paths: Literal["current", "legacy"] | None = None, split_account_update: Literal["patch", "post"] | None = None, card_encoding: Literal["plain", "base64"] | None = None, checkout_url: str | None = None, share_token: bool | None = None, token_store: TokenStore | None = None) -> None:
        """Settings of a client. Only the two keys must be given; `base_url` or `environment` says where to, and
        without both it is production.

        access_key: Access key of the merchant account.
        secret_key: Secret key of the merchant account. Keep it on the server.
        base_url: Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only.
        environment: A named gateway, used when `base_url` is not given. Default: production.
        timeout_ms: Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000.
        max_attempts: How often a call may be tried where repeating is safe. Default 3, at most 10.
        ca_certificates: Certificates of authorities to trust beside the bundled ones (Mozilla's roots), as PEM text, at most 1 MiB: for a proxy or a test gateway with an authority of its own. TLS is always verified; nothing switches that off.
        client_certificate: PEM text of a certificate, its chain and its unencrypted private key, shown to a gateway or proxy that asks for one.
        proxy: Proxy on the way to the gateway: `http://user:password@proxy.example.com:3128`, or `https://`. TLS to the gateway goes through it unopened. With `http://` its own user and password travel in the clear: use `https://`, or a proxy on this machine. Not used for a gateway on this machine. `HTTPS_PROXY` and the like are not read.
        max_in_flight: How many requests may be on their way at the same time, 1 to 10000; further calls wait their turn, within their deadline, and end as `Timeout` without having been sent if it does not come. Default: no limit.
        calls_per_second: How many requests may be sent in a second, 1 to 10000: after a rest as many at once, then evenly. Further calls wait as with `max_in_flight`. Token calls and look-ups count. Default: no limit.
        retry_budget: How many repeats the client has at first, 0 to 100000, over all its calls; a success earns a tenth of one, up to this number. Without any left a call is sent once, so that a gateway in trouble does not get several times the load. Look-ups after a lost answer are never saved on. Default 100.
        auth_form: Form of the `Authorization` header. Default: auto.
        paths: Paths that differ from the table: operation name to path, such as `{"orders.get_by_merchant_order_id": "/api/v0/orders/ref/{merchant_order_id}"}`.
        mandate_paths: Which generation of the mandate paths to use. Default: current.
        split_account_update: The verb of `split_accounts.update`. Default: patch.
        card_encoding: How card data travels in `payments.submit`. Default: plain.
        checkout_url: Root of the hosted checkout pages; follows from the environment, and is the base URL itself for any other gateway.
        share_token: Whether clients of this process with the same keys and base URL share one token. Default: each client has its own.
        token_store: Where processes share one token, such as Django's cache. Default: each client has its own."""
    @property
    def auth(self) -> AsyncAuth:
        """The ``auth`` operations."""
    @property
    def merchant(self) -> AsyncMerchant:
        """The ``merchant`` operations."""
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
    @property
    def split_accounts(self) -> AsyncSplitAccounts:
        """The ``split_accounts`` operations."""
    @property
    def qr_codes(self) -> AsyncQrCodes:
        """The ``qr_codes`` operations."""
    @property
    def customers(self) -> AsyncCustomers:
        """The ``customers`` operations."""
    @property
    def mandates(self) -> AsyncMandates:
        """The ``mandates`` operations."""
    @property
    def payment_links(self) -> AsyncPaymentLinks:
        """The ``payment_links`` operations."""
    @property
    def webhooks(self) -> AsyncWebhooks:
        """The ``webhooks`` operations."""
    @property
    def calls(self) -> AsyncCalls:
        """The ``calls`` operations."""

class CheckoutOrders:
    """The ``orders`` operations."""
    def upi_qr(self, order_id: str) -> UpiQr:
        """A UPI QR code that pays this order once. Opens a transaction; valid for the order's UPI window (5 minutes by
        default). Source: "Get Dynamic UPI QR"."""
    def upi_intent_links(self, order_id: str) -> UpiIntentLinks:
        """Links that open the customer's UPI app for this order. Creates nothing. Source: "UPI Intent Links"."""
    def details(self, order_id: str) -> CheckoutOrder:
        """What may be paid and how: amount, modes, banks, wallets, fees. Source: the gateway's own browser code."""
    @overload
    def update_customer(self, order_id: str, request: UpdateCheckoutCustomer | _UpdateCheckoutCustomerDict | Mapping[str, object], /) -> CheckoutCustomer: ...
    @overload
    def update_customer(self, order_id: str, *, customer_email: str | None = None, customer_mobile: str, public_identifier_key: str) -> CheckoutCustomer:
        """Tells the gateway how to reach the payer. Source: the gateway's own browser code."""
    @overload
    def cancel(self, request: CancelOrder | _CancelOrderDict | Mapping[str, object], /) -> ChargeEnded: ...
    @overload
    def cancel(self, *, transaction_id: str, reason: str | None = None) -> ChargeEnded:
        """Cancels the order on the payer's behalf; it takes no payment any more. Source: the gateway's own browser code."""

class CheckoutCards:
    """The ``cards`` operations."""
    @overload
    def bin_details(self, request: BinQuery | _BinQueryDict | Mapping[str, object], /) -> BinDetails: ...
    @overload
    def bin_details(self, *, bin: str | Secret, transaction_id: str) -> BinDetails:
        """Network, kind and bank of a card by its first digits. Source: the gateway's own browser code."""

class CheckoutPayments:
    """The ``payments`` operations."""
    @overload
    def charge(self, request: ChargePayment | _ChargePaymentDict | Mapping[str, object], /) -> ChargeResult: ...
    @overload
    def charge(self, *, transaction_id: str, unique_transaction_id: str, public_identifier_key: str, instrument: ChargeInstrument | _ChargeInstrumentDict | Mapping[str, object], surcharge: Amount | None = None, surcharge_gst: Amount | None = None) -> ChargeResult:
        """Charges an instrument from the payer's device. Never sent twice on doubt: if the answer is lost, the error is
        `OutcomeUnknown` and `payments.minimal` tells. Source: the gateway's own browser code."""
    @overload
    def bind_upi_app(self, request: BindUpiApp | _BindUpiAppDict | Mapping[str, object], /) -> BoundUpiApp: ...
    @overload
    def bind_upi_app(self, *, transaction_id: str, app: str) -> BoundUpiApp:
        """Says which UPI app is about to open a link of `orders.upi_intent_links`. Source: the gateway's own browser code."""
    def minimal(self, transaction_id: str) -> MinimalTransaction:
        """The state of a payment as the payer's side may see it. Source: the gateway's own browser code."""
    @overload
    def expire(self, request: EndCharge | _EndChargeDict | Mapping[str, object], /) -> ChargeEnded: ...
    @overload
    def expire(self, *, transaction_id: str, remark: str | None = None) -> ChargeEnded:
        """Ends an attempt whose time is over, for example an unpaid UPI QR code. Source: the gateway's own browser code."""
    @overload
    def cancel(self, request: EndCharge | _EndChargeDict | Mapping[str, object], /) -> ChargeEnded: ...
    @overload
    def cancel(self, *, transaction_id: str, remark: str | None = None) -> ChargeEnded:
        """Ends an attempt that the payer gave up. Source: the gateway's own browser code."""
    def upi_status(self, transaction_id: str) -> UpiStatus:
        """State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status"."""
    @overload
    def wait_upi(self, transaction_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> UpiStatus: ...
    @overload
    def wait_upi(self, transaction_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> UpiStatus:
        """Asks for the state of a UPI payment every 5 seconds until it is decided or the window closes. Still pending is an
        answer, not an error: then `status` is `PROCESS`."""
    @overload
    def validate_otp(self, request: ValidateOtp | _ValidateOtpDict | Mapping[str, object], /) -> OtpValidation: ...
    @overload
    def validate_otp(self, *, transaction_id: str, otp: str | Secret, check_sum: str | None = None) -> OtpValidation:
        """Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
        Source: "Validate OTP"."""
    def resend_otp(self, transaction_id: str) -> OtpResent:
        """Has the bank send the OTP again. Repeated when the answer is lost, so that the payer may get two messages; only the
        last OTP counts. Source: "Resend OTP"."""

class SyncCheckoutOperations:
    _core: _native.SyncCore
    def __init__(self, *, base_url: str | None = None, environment: Literal["production", "uat"] | None = None, timeout_ms: int | None = None, max_attempts: int | None = None, ca_certificates: str | None = None, client_certificate: str | Secret | None = None, proxy: str | Secret | None = None, max_in_flight: int | None = None, calls_per_second: int | None = None, retry_budget: int | None = None, paths: Mapping[str, str] | None = None) -> None:
        """Settings of a customer's client: where to, and how long.

        base_url: Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only.
        environment: A named gateway, used when `base_url` is not given. Default: production.
        timeout_ms: Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000.
        max_attempts: How often a call may be tried where repeating is safe. Default 3, at most 10.
        ca_certificates: Certificates of authorities to trust beside the bundled ones (Mozilla's roots), as PEM text, at most 1 MiB: for a proxy or a test gateway with an authority of its own. TLS is always verified; nothing switches that off.
        client_certificate: PEM text of a certificate, its chain and its unencrypted private key, shown to a gateway or proxy that asks for one.
        proxy: Proxy on the way to the gateway: `http://user:password@proxy.example.com:3128`, or `https://`. TLS to the gateway goes through it unopened. With `http://` its own user and password travel in the clear: use `https://`, or a proxy on this machine. Not used for a gateway on this machine. `HTTPS_PROXY` and the like are not read.
        max_in_flight: How many requests may be on their way at the same time, 1 to 10000; further calls wait their turn, within their deadline, and end as `Timeout` without having been sent if it does not come. Default: no limit.
        calls_per_second: How many requests may be sent in a second, 1 to 10000: after a rest as many at once, then evenly. Further calls wait as with `max_in_flight`. Token calls and look-ups count. Default: no limit.
        retry_budget: How many repeats the client has at first, 0 to 100000, over all its calls; a success earns a tenth of one, up to this number. Without any left a call is sent once, so that a gateway in trouble does not get several times the load. Look-ups after a lost answer are never saved on. Default 100.
        paths: Paths that differ from the table: operation name to path."""
    @property
    def orders(self) -> CheckoutOrders:
        """The ``orders`` operations."""
    @property
    def cards(self) -> CheckoutCards:
        """The ``cards`` operations."""
    @property
    def payments(self) -> CheckoutPayments:
        """The ``payments`` operations."""

class AsyncCheckoutOrders:
    """The ``orders`` operations."""
    async def upi_qr(self, order_id: str) -> UpiQr:
        """A UPI QR code that pays this order once. Opens a transaction; valid for the order's UPI window (5 minutes by
        default). Source: "Get Dynamic UPI QR"."""
    async def upi_intent_links(self, order_id: str) -> UpiIntentLinks:
        """Links that open the customer's UPI app for this order. Creates nothing. Source: "UPI Intent Links"."""
    async def details(self, order_id: str) -> CheckoutOrder:
        """What may be paid and how: amount, modes, banks, wallets, fees. Source: the gateway's own browser code."""
    @overload
    async def update_customer(self, order_id: str, request: UpdateCheckoutCustomer | _UpdateCheckoutCustomerDict | Mapping[str, object], /) -> CheckoutCustomer: ...
    @overload
    async def update_customer(self, order_id: str, *, customer_email: str | None = None, customer_mobile: str, public_identifier_key: str) -> CheckoutCustomer:
        """Tells the gateway how to reach the payer. Source: the gateway's own browser code."""
    @overload
    async def cancel(self, request: CancelOrder | _CancelOrderDict | Mapping[str, object], /) -> ChargeEnded: ...
    @overload
    async def cancel(self, *, transaction_id: str, reason: str | None = None) -> ChargeEnded:
        """Cancels the order on the payer's behalf; it takes no payment any more. Source: the gateway's own browser code."""

class AsyncCheckoutCards:
    """The ``cards`` operations."""
    @overload
    async def bin_details(self, request: BinQuery | _BinQueryDict | Mapping[str, object], /) -> BinDetails: ...
    @overload
    async def bin_details(self, *, bin: str | Secret, transaction_id: str) -> BinDetails:
        """Network, kind and bank of a card by its first digits. Source: the gateway's own browser code."""

class AsyncCheckoutPayments:
    """The ``payments`` operations."""
    @overload
    async def charge(self, request: ChargePayment | _ChargePaymentDict | Mapping[str, object], /) -> ChargeResult: ...
    @overload
    async def charge(self, *, transaction_id: str, unique_transaction_id: str, public_identifier_key: str, instrument: ChargeInstrument | _ChargeInstrumentDict | Mapping[str, object], surcharge: Amount | None = None, surcharge_gst: Amount | None = None) -> ChargeResult:
        """Charges an instrument from the payer's device. Never sent twice on doubt: if the answer is lost, the error is
        `OutcomeUnknown` and `payments.minimal` tells. Source: the gateway's own browser code."""
    @overload
    async def bind_upi_app(self, request: BindUpiApp | _BindUpiAppDict | Mapping[str, object], /) -> BoundUpiApp: ...
    @overload
    async def bind_upi_app(self, *, transaction_id: str, app: str) -> BoundUpiApp:
        """Says which UPI app is about to open a link of `orders.upi_intent_links`. Source: the gateway's own browser code."""
    async def minimal(self, transaction_id: str) -> MinimalTransaction:
        """The state of a payment as the payer's side may see it. Source: the gateway's own browser code."""
    @overload
    async def expire(self, request: EndCharge | _EndChargeDict | Mapping[str, object], /) -> ChargeEnded: ...
    @overload
    async def expire(self, *, transaction_id: str, remark: str | None = None) -> ChargeEnded:
        """Ends an attempt whose time is over, for example an unpaid UPI QR code. Source: the gateway's own browser code."""
    @overload
    async def cancel(self, request: EndCharge | _EndChargeDict | Mapping[str, object], /) -> ChargeEnded: ...
    @overload
    async def cancel(self, *, transaction_id: str, remark: str | None = None) -> ChargeEnded:
        """Ends an attempt that the payer gave up. Source: the gateway's own browser code."""
    async def upi_status(self, transaction_id: str) -> UpiStatus:
        """State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status"."""
    @overload
    async def wait_upi(self, transaction_id: str, request: Wait | _WaitDict | Mapping[str, object], /) -> UpiStatus: ...
    @overload
    async def wait_upi(self, transaction_id: str, *, timeout_seconds: int | None = None, every_ms: int | None = None) -> UpiStatus:
        """Asks for the state of a UPI payment every 5 seconds until it is decided or the window closes. Still pending is an
        answer, not an error: then `status` is `PROCESS`."""
    @overload
    async def validate_otp(self, request: ValidateOtp | _ValidateOtpDict | Mapping[str, object], /) -> OtpValidation: ...
    @overload
    async def validate_otp(self, *, transaction_id: str, otp: str | Secret, check_sum: str | None = None) -> OtpValidation:
        """Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
        Source: "Validate OTP"."""
    async def resend_otp(self, transaction_id: str) -> OtpResent:
        """Has the bank send the OTP again. Repeated when the answer is lost, so that the payer may get two messages; only the
        last OTP counts. Source: "Resend OTP"."""

class AsyncCheckoutOperations:
    _core: _native.AsyncCore
    def __init__(self, *, base_url: str | None = None, environment: Literal["production", "uat"] | None = None, timeout_ms: int | None = None, max_attempts: int | None = None, ca_certificates: str | None = None, client_certificate: str | Secret | None = None, proxy: str | Secret | None = None, max_in_flight: int | None = None, calls_per_second: int | None = None, retry_budget: int | None = None, paths: Mapping[str, str] | None = None) -> None:
        """Settings of a customer's client: where to, and how long.

        base_url: Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only.
        environment: A named gateway, used when `base_url` is not given. Default: production.
        timeout_ms: Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000.
        max_attempts: How often a call may be tried where repeating is safe. Default 3, at most 10.
        ca_certificates: Certificates of authorities to trust beside the bundled ones (Mozilla's roots), as PEM text, at most 1 MiB: for a proxy or a test gateway with an authority of its own. TLS is always verified; nothing switches that off.
        client_certificate: PEM text of a certificate, its chain and its unencrypted private key, shown to a gateway or proxy that asks for one.
        proxy: Proxy on the way to the gateway: `http://user:password@proxy.example.com:3128`, or `https://`. TLS to the gateway goes through it unopened. With `http://` its own user and password travel in the clear: use `https://`, or a proxy on this machine. Not used for a gateway on this machine. `HTTPS_PROXY` and the like are not read.
        max_in_flight: How many requests may be on their way at the same time, 1 to 10000; further calls wait their turn, within their deadline, and end as `Timeout` without having been sent if it does not come. Default: no limit.
        calls_per_second: How many requests may be sent in a second, 1 to 10000: after a rest as many at once, then evenly. Further calls wait as with `max_in_flight`. Token calls and look-ups count. Default: no limit.
        retry_budget: How many repeats the client has at first, 0 to 100000, over all its calls; a success earns a tenth of one, up to this number. Without any left a call is sent once, so that a gateway in trouble does not get several times the load. Look-ups after a lost answer are never saved on. Default 100.
        paths: Paths that differ from the table: operation name to path."""
    @property
    def orders(self) -> AsyncCheckoutOrders:
        """The ``orders`` operations."""
    @property
    def cards(self) -> AsyncCheckoutCards:
        """The ``cards`` operations."""
    @property
    def payments(self) -> AsyncCheckoutPayments:
        """The ``payments`` operations."""
