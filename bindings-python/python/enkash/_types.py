# Made from the operation table by `cargo xtask generate`; do not edit.
"""What may be given in place of an amount or a record; for type checkers only."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Literal

    from typing_extensions import Required

    from ._native import Address, AuthToken, BharatQr, BinDetails, BinQuery, BindUpiApp, BnplMethod, BnplMethods, BoundUpiApp, BuiltLink, CallAttempt, CallRecord, CancelOrder, ChargeEnded, ChargeInstrument, ChargePayment, ChargeResult, CheckDebitAmount, CheckDebitDate, CheckIdentifier, CheckedIdentifier, CheckoutCustomer, CheckoutOrder, Confirmation, Contradiction, CreateCustomer, CreateMandate, CreateOrder, CreatePaymentLink, CreateQrCode, CreateRefund, CreateSplitAccount, CreatedOrder, Customer, CustomerInfo, CustomerKeyContact, CustomerPage, DebitAmountCheck, DebitCycle, DebitDateCheck, DebitDates, DebitNotification, DebitWindowQuery, DebitWindows, DrawQr, EndCharge, ExecuteDebit, ExpectedTransaction, Finding, LinkParameter, LinkText, ListDebitDates, Mandate, MandateDebitNotice, MandateLink, MandatePayee, MandatePayer, MandatePayerInfo, MandateSchedule, MandateTimes, MerchantInfo, MinimalTransaction, NewEnd, NoticeQuery, NoticeWindow, NotifyDebit, Order, OrderPage, OtpResent, OtpValidation, ParsedMandateLink, ParsedPayLink, PausePeriod, PayLink, PaymentDetail, PaymentLink, PaymentLinkNotice, PaymentLinkPayment, PaymentModes, PaymentNotice, PaymentProvider, PayoutProof, PinLimit, PinLimitQuery, PngImage, QrAdditionalData, QrCode, QrCodePage, QrTag, QrText, Reconcile, ReconcileOptions, Reconciliation, ReconciliationTotals, Recurrence, Refund, Resolution, RestrictedPaymentOptions, ReturnQuery, RevokeMandate, SearchCustomers, SearchOrders, SearchPayments, SearchQrCodes, SearchSettlements, Secret, SettlementPage, SettlementPayout, SettlementTransaction, ShareAmount, SplitAccount, SplitAccountList, SplitAccountRef, SplitAccountSummary, SplitAmount, SplitAmounts, SplitSettlement, SplitShare, SplitUpdated, SubmitPayment, SubmittedPayment, SvgImage, TimeWindow, TpvAccount, Transaction, TransactionPage, UnverifiedReturn, UpdateCheckoutCustomer, UpdateMandate, UpdateSplit, UpdateSplitAccount, UpiIntentLinks, UpiQr, UpiStatus, ValidateOtp, Validity, VerifiedVpa, VerifyVpa, Wait, WaitMandate, WaitOrder, WebhookEvent

Amount: TypeAlias = Decimal | str | int


class _AuthTokenDict(TypedDict, total=False):
    token: Required[str | Secret]
    expiry: int | None
    result_code: int | None
    result_message: str | None


class _PaymentModesDict(TypedDict, total=False):
    payment_modes: Sequence[str] | None
    net_banking_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None
    wallet_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None
    credit_card_schemes: Sequence[str] | None
    debit_card_schemes: Sequence[str] | None
    prepaid_card_schemes: Sequence[str] | None
    corporate_card_schemes: Sequence[str] | None
    pay_later_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None


class _PaymentProviderDict(TypedDict, total=False):
    code: str | None
    name: str | None
    image: str | None
    net_banking_account_type: str | None


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


class _CustomerInfoDict(TypedDict, total=False):
    first_name: str | None
    last_name: str | None
    email: str | None
    phone_number: str | None
    address: Address | _AddressDict | Mapping[str, object] | None


class _AddressDict(TypedDict, total=False):
    street_name: str | None
    city: str | None
    state: str | None
    country: str | None
    zipcode: str | None


class _TpvAccountDict(TypedDict, total=False):
    account_number: str | Secret | None
    ifsc: str | None


class _RestrictedPaymentOptionsDict(TypedDict, total=False):
    net_banking: Sequence[str] | None
    credit_card: Sequence[str] | None
    debit_card: Sequence[str] | None
    prepaid_card: Sequence[str] | None
    corporate_card: Sequence[str] | None
    wallet: Sequence[str] | None
    upi: bool | None


class _CreatedOrderDict(TypedDict, total=False):
    order_id: Required[str]
    redirection_url: str | None


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


class _WaitOrderDict(TypedDict, total=False):
    until: str | None
    timeout_seconds: int | None
    every_ms: int | None


class _SearchOrdersDict(TypedDict, total=False):
    offset: int | None
    limit: int | None
    order_by: str | None
    direction: Literal["ASC", "DESC"] | None
    from_date: datetime | None
    to_date: datetime | None
    order_status: str | None
    merchant_order_id: str | None
    amount_from: Amount | None
    amount_to: Amount | None


class _OrderPageDict(TypedDict, total=False):
    records_count: int | None
    data: Sequence[Order | _OrderDict | Mapping[str, object]] | None


class _BnplMethodsDict(TypedDict, total=False):
    data: Sequence[BnplMethod | _BnplMethodDict | Mapping[str, object]] | None


class _BnplMethodDict(TypedDict, total=False):
    bnpl_payment_option_id: str | None
    bank_code: str | None
    name: str | None
    tenure_months: int | None
    instalment_amount: Amount | None


class _UpiQrDict(TypedDict, total=False):
    qr_code: str | None
    qr_url: str | None
    transaction_id: Required[str]


class _UpiIntentLinksDict(TypedDict, total=False):
    transaction_id: str | None
    gpay: str | None
    phonepe: str | None
    paytm: str | None
    upi: str | None


class _CheckoutOrderDict(TypedDict, total=False):
    transaction_id: str | None
    unique_transaction_id: str | None
    public_identifier_key: str | None
    amount: Amount | None
    total_amount: Amount | None
    name: str | None
    phone: str | None
    skip_contact_info: bool | None
    payment_attempt_left: bool | None
    upi_collect_timeout: int | None
    merchant_info: MerchantInfo | _MerchantInfoDict | Mapping[str, object] | None
    upi: bool | None
    upi_qr_code_enabled: bool | None
    credit_card: bool | None
    debit_card: bool | None
    prepaid_card: bool | None
    corporate_card: bool | None
    net_banking: bool | None
    wallet: bool | None
    net_banking_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None
    top_net_banking_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None
    wallet_list: Sequence[PaymentProvider | _PaymentProviderDict | Mapping[str, object]] | None
    credit_card_schemes: Sequence[str] | None
    debit_card_schemes: Sequence[str] | None
    prepaid_card_schemes: Sequence[str] | None
    corporate_card_schemes: Sequence[str] | None
    card_schemes_supported: Sequence[str] | None
    surcharges: Mapping[str, str] | None
    surcharge_gst: Amount | None


class _MerchantInfoDict(TypedDict, total=False):
    merchant_name: str | None
    checkout_logo: str | None
    checkout_color_scheme: str | None
    hide_app_intent_links: bool | None
    upi_vpa_enabled: bool | None


class _UpdateCheckoutCustomerDict(TypedDict, total=False):
    customer_email: str | None
    customer_mobile: Required[str]
    public_identifier_key: Required[str]


class _CheckoutCustomerDict(TypedDict, total=False):
    customer_mobile: str | None
    first_name: str | None
    address: Address | _AddressDict | Mapping[str, object] | None
    company_id: str | None
    authenticator_enabled: bool | None
    message: str | None


class _CancelOrderDict(TypedDict, total=False):
    transaction_id: Required[str]
    reason: str | None


class _ChargeEndedDict(TypedDict, total=False):
    transaction_id: str | None
    transaction_status: str | None
    order_status: str | None
    message: str | None


class _BinQueryDict(TypedDict, total=False):
    bin: Required[str | Secret]
    transaction_id: Required[str]


class _BinDetailsDict(TypedDict, total=False):
    card_scheme_type: str | None
    card_type: str | None
    pg_code: str | None
    bank_name: str | None
    bank_entity_name: str | None


class _SubmitPaymentDict(TypedDict, total=False):
    order_id: Required[str]
    payment_detail: Required[PaymentDetail | _PaymentDetailDict | Mapping[str, object]]
    split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object] | None


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


class _SplitSettlementDict(TypedDict, total=False):
    amount_split_type: Required[Literal["FLAT", "PERCENTAGE"]]
    shares: Sequence[SplitShare | _SplitShareDict | Mapping[str, object]] | None


class _SplitShareDict(TypedDict, total=False):
    split_account_id: Required[str]
    value: Required[Amount]
    label: str | None


class _SubmittedPaymentDict(TypedDict, total=False):
    transaction_id: str | None
    transaction_status: str | None
    redirection_url: str | None
    result_code: int | None
    result_message: str | None
    rupay: bool | None
    render_otp_page: bool | None
    order_id: str | None


class _ChargePaymentDict(TypedDict, total=False):
    transaction_id: Required[str]
    unique_transaction_id: Required[str]
    public_identifier_key: Required[str]
    instrument: Required[ChargeInstrument | _ChargeInstrumentDict | Mapping[str, object]]
    surcharge: Amount | None
    surcharge_gst: Amount | None


class _ChargeInstrumentDict(TypedDict, total=False):
    payment_mode: Required[str]
    bank_code: str | None
    vpa: str | None
    card_holder_name: str | None
    card_number: str | Secret | None
    cvv: str | Secret | None
    expiry: str | Secret | None


class _ChargeResultDict(TypedDict, total=False):
    next: Literal["PAID", "FAILED", "THREE_D_SECURE", "OTP", "CORRECT_INPUT", "REDIRECT", "PENDING"] | None
    transaction_id: str | None
    transaction_status: str | None
    dauth: bool | None
    error: bool | None
    result_code: int | None
    result_message: str | None
    iframe: str | None
    transaction_uuid: str | None
    rupay: bool | None
    render_otp_page: bool | None
    redirection_url: str | None


class _BindUpiAppDict(TypedDict, total=False):
    transaction_id: Required[str]
    app: Required[str]


class _BoundUpiAppDict(TypedDict, total=False):
    transaction_id: str | None


class _MinimalTransactionDict(TypedDict, total=False):
    order_status: str | None
    status: str | None
    unique_transaction_id: str | None
    transaction_id: str | None
    checksum: str | None
    final_amount: Amount | None
    amount: Amount | None
    currency: str | None
    payment_mode: str | None
    payment_attempt_left: bool | None
    custom_parameters: Mapping[str, str] | None


class _EndChargeDict(TypedDict, total=False):
    transaction_id: Required[str]
    remark: str | None


class _WaitDict(TypedDict, total=False):
    timeout_seconds: int | None
    every_ms: int | None


class _SearchPaymentsDict(TypedDict, total=False):
    offset: int | None
    limit: int | None
    order_by: str | None
    direction: Literal["ASC", "DESC"] | None
    from_date: datetime | None
    to_date: datetime | None
    status: str | None
    payment_mode: str | None
    order_id: str | None
    amount_from: Amount | None
    amount_to: Amount | None


class _TransactionPageDict(TypedDict, total=False):
    records_count: int | None
    data: Sequence[Transaction | _TransactionDict | Mapping[str, object]] | None


class _UpiStatusDict(TypedDict, total=False):
    status: Required[str]
    transaction_message: str | None
    order_id: str | None


class _VerifyVpaDict(TypedDict, total=False):
    merchant_order_id: Required[str]
    vpa: Required[str]


class _VerifiedVpaDict(TypedDict, total=False):
    name: str | None


class _ValidateOtpDict(TypedDict, total=False):
    transaction_id: Required[str]
    otp: Required[str | Secret]
    check_sum: str | None


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


class _OtpResentDict(TypedDict, total=False):
    message: str | None


class _UpdateSplitDict(TypedDict, total=False):
    split_settlement: Required[SplitSettlement | _SplitSettlementDict | Mapping[str, object]]


class _SplitUpdatedDict(TypedDict, total=False):
    message: str | None
    transaction_id: str | None
    split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object] | None


class _CreateRefundDict(TypedDict, total=False):
    amount: Required[Amount]
    request_id: Required[str]
    remarks: str | None


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


class _SplitAccountSummaryDict(TypedDict, total=False):
    split_account_detail_id: str | None
    name: str | None
    label: str | None
    account_number: str | Secret | None
    ifsc: str | None


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


class _SettlementPageDict(TypedDict, total=False):
    records_count: int | None
    data: Sequence[SettlementPayout | _SettlementPayoutDict | Mapping[str, object]] | None


class _CreateSplitAccountDict(TypedDict, total=False):
    name: Required[str]
    email: Required[str]
    phone: Required[str]
    account_number: Required[str | Secret]
    ifsc: Required[str]
    settlement_cycle: str | None
    settlement_schedule: str | None
    dashboard_access: bool | None
    pan: str | None
    gstin: str | None


class _SplitAccountDict(TypedDict, total=False):
    split_account_id: str | None
    split_account_detail_id: str | None
    name: str | None
    email: str | None
    phone: str | None
    status: str | None
    settlement_cycle: str | None
    settlement_schedule: str | None
    dashboard_access: bool | None
    pan: str | None
    gstin: str | None
    account_number: str | Secret | None
    ifsc: str | None
    message: str | None
    created_on: datetime | None
    modified_on: datetime | None


class _UpdateSplitAccountDict(TypedDict, total=False):
    split_account_detail_id: Required[str]
    name: str | None
    email: str | None
    phone: str | None
    account_number: str | Secret | None
    ifsc: str | None
    settlement_cycle: str | None
    settlement_schedule: str | None
    dashboard_access: bool | None
    pan: str | None
    gstin: str | None


class _SplitAccountListDict(TypedDict, total=False):
    records_count: int | None
    data: Sequence[SplitAccount | _SplitAccountDict | Mapping[str, object]] | None


class _SplitAccountRefDict(TypedDict, total=False):
    split_account_detail_id: Required[str]


class _CreateQrCodeDict(TypedDict, total=False):
    qr_name: str | None
    multiple_use: Required[bool]
    fixed_amount: Required[bool]
    amount: Amount | None
    description: str | None
    expiry: datetime | None
    custom_params: Mapping[str, str] | None
    customer_name: str | None
    customer_email: str | None
    customer_mobile: str | None
    customer_id: str | None
    reference_number: str | None


class _QrCodeDict(TypedDict, total=False):
    qr_code_id: Required[str]
    qr_name: str | None
    multiple_use: bool | None
    fixed_amount: bool | None
    amount: Amount | None
    description: str | None
    expiry: datetime | None
    custom_params: Mapping[str, str] | None
    status: str | None
    qr_code_base64: str | None
    created_on: datetime | None
    modified_on: datetime | None
    customer_name: str | None
    customer_email: str | None
    customer_mobile: str | None
    customer_id: str | None
    reference_number: str | None


class _SearchQrCodesDict(TypedDict, total=False):
    offset: int | None
    limit: int | None
    order_by: str | None
    direction: Literal["ASC", "DESC"] | None
    from_date: datetime | None
    to_date: datetime | None
    status: str | None
    amount_from: Amount | None
    amount_to: Amount | None
    reference_number: str | None
    customer_id: str | None


class _QrCodePageDict(TypedDict, total=False):
    records_count: int | None
    data: Sequence[QrCode | _QrCodeDict | Mapping[str, object]] | None


class _CreateCustomerDict(TypedDict, total=False):
    customer_key_contacts: Sequence[CustomerKeyContact | _CustomerKeyContactDict | Mapping[str, object]] | None
    name: str | None
    email: str | None
    contact_number: str | None
    account_number: str | Secret | None
    address: str | None
    company_id: str | None
    customer_company_id: str | None


class _CustomerKeyContactDict(TypedDict, total=False):
    name: str | None
    email: str | None
    contact_number: str | None
    designation: str | None


class _CustomerDict(TypedDict, total=False):
    customer_id: str | None
    name: str | None
    email: str | None
    contact_number: str | None
    account_number: str | Secret | None
    address: str | None
    company_id: str | None
    customer_company_id: str | None
    customer_key_contacts: Sequence[CustomerKeyContact | _CustomerKeyContactDict | Mapping[str, object]] | None
    deleted: bool | None
    message: str | None
    created_on: datetime | None
    modified_on: datetime | None


class _SearchCustomersDict(TypedDict, total=False):
    offset: int | None
    limit: int | None
    order_by: str | None
    direction: Literal["ASC", "DESC"] | None
    account_number: str | Secret | None
    assigned_agent: str | None
    name: str | None
    email: str | None
    contact_number: str | None
    from_date: datetime | None
    to_date: datetime | None


class _CustomerPageDict(TypedDict, total=False):
    records_count: int | None
    data: Sequence[Customer | _CustomerDict | Mapping[str, object]] | None


class _CreateMandateDict(TypedDict, total=False):
    reference_id: Required[str]
    amount: Required[Amount]
    amount_rule: Required[Literal["EXACT", "MAX"]]
    payer: Required[MandatePayer | _MandatePayerDict | Mapping[str, object]]
    mandate_name: Required[str]
    expiry: Required[datetime]
    block_fund: Required[bool]
    recurrence: Required[Recurrence | _RecurrenceDict | Mapping[str, object]]
    validity: Required[Validity | _ValidityDict | Mapping[str, object]]
    upi_reference_url: str | None
    description: str | None


class _MandatePayerDict(TypedDict, total=False):
    name: Required[str]
    vpa: Required[str]
    account: Required[str | Secret]
    account_validation: Required[bool]


class _RecurrenceDict(TypedDict, total=False):
    period: Required[str]
    rule: Required[str]
    value: Required[int]


class _ValidityDict(TypedDict, total=False):
    start_at: Required[datetime]
    end_at: Required[datetime]


class _MandateDict(TypedDict, total=False):
    reference_id: str | None
    mandate_id: str | None
    umn: str | None
    status: str | None
    amount: Amount | None
    amount_rule: Literal["EXACT", "MAX"] | None
    currency: str | None
    payee: MandatePayee | _MandatePayeeDict | Mapping[str, object] | None
    payer: MandatePayerInfo | _MandatePayerInfoDict | Mapping[str, object] | None
    name: str | None
    expire_at: datetime | None
    block_fund: bool | None
    revocable_by_payer: bool | None
    recurrence: Recurrence | _RecurrenceDict | Mapping[str, object] | None
    validity: Validity | _ValidityDict | Mapping[str, object] | None
    pause_period: PausePeriod | _PausePeriodDict | Mapping[str, object] | None
    upi_reference_url: str | None
    description: str | None
    message: str | None


class _MandatePayeeDict(TypedDict, total=False):
    vpa: str | None
    name: str | None
    mcc: str | None


class _MandatePayerInfoDict(TypedDict, total=False):
    name: str | None
    vpa: str | None
    account: str | Secret | None
    account_validation: bool | None


class _PausePeriodDict(TypedDict, total=False):
    start_at: datetime | None
    end_at: datetime | None


class _UpdateMandateDict(TypedDict, total=False):
    reference_id: Required[str]
    amount: Amount | None
    validity: NewEnd | _NewEndDict | Mapping[str, object] | None
    expiry: datetime | None
    description: str | None


class _NewEndDict(TypedDict, total=False):
    end_at: Required[datetime]


class _RevokeMandateDict(TypedDict, total=False):
    reference_id: Required[str]
    description: str | None


class _WaitMandateDict(TypedDict, total=False):
    until: str | None
    timeout_seconds: int | None
    every_ms: int | None


class _NotifyDebitDict(TypedDict, total=False):
    mandate_id: str | None
    reference_id: str | None
    amount: Required[Amount]
    debit_date: Required[str]


class _DebitNotificationDict(TypedDict, total=False):
    mandate_id: str | None
    predebit_notification_id: str | None
    status: str | None
    amount: Amount | None
    debit_date: str | None


class _ExecuteDebitDict(TypedDict, total=False):
    mandate_id: str | None
    reference_id: str | None
    amount: Required[Amount]
    remarks: Required[str]


class _CreatePaymentLinkDict(TypedDict, total=False):
    amount: Required[Amount]
    description: str | None
    reference_number: str | None
    customer_name: str | None
    customer_email: str | None
    customer_mobile: str | None
    due_date: datetime | None
    partial_payment: bool | None
    minimum_amount: Amount | None
    return_url: str | None
    custom_params: Mapping[str, str] | None


class _PaymentLinkDict(TypedDict, total=False):
    payment_link_id: str | None
    payment_link: str | None
    status: str | None
    amount: Amount | None
    amount_paid: Amount | None
    description: str | None
    reference_number: str | None
    customer_name: str | None
    customer_email: str | None
    customer_mobile: str | None
    due_date: datetime | None
    partial_payment: bool | None
    minimum_amount: Amount | None
    return_url: str | None
    custom_params: Mapping[str, str] | None
    payments: Sequence[PaymentLinkPayment | _PaymentLinkPaymentDict | Mapping[str, object]] | None
    message: str | None
    created_on: datetime | None
    modified_on: datetime | None


class _PaymentLinkPaymentDict(TypedDict, total=False):
    transaction_id: str | None
    amount: Amount | None
    payment_status: str | None
    payment_date: datetime | None


class _WebhookEventDict(TypedDict, total=False):
    kind: Required[str]
    key: str | None
    payment: PaymentNotice | _PaymentNoticeDict | Mapping[str, object] | None
    mandate: Mandate | _MandateDict | Mapping[str, object] | None
    mandate_debit: MandateDebitNotice | _MandateDebitNoticeDict | Mapping[str, object] | None
    payment_link: PaymentLinkNotice | _PaymentLinkNoticeDict | Mapping[str, object] | None
    refund: Refund | _RefundDict | Mapping[str, object] | None
    returned: UnverifiedReturn | _UnverifiedReturnDict | Mapping[str, object] | None
    body: Required[str | Secret]


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


class _MandateDebitNoticeDict(TypedDict, total=False):
    transaction_id: str | None
    status: str | None
    transaction_status: str | None
    checksum: str | None
    mandate_id: str | None
    reference_id: str | None
    umn: str | None
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


class _PaymentLinkNoticeDict(TypedDict, total=False):
    payment_link_id: str | None
    event: str | None
    amount: Amount | None
    payment_status: str | None
    message: str | None
    payment_date: datetime | None


class _UnverifiedReturnDict(TypedDict, total=False):
    order_id: str | None
    transaction_id: str | None
    unique_transaction_id: str | None


class _ConfirmationDict(TypedDict, total=False):
    agrees: Required[bool]
    contradictions: Sequence[Contradiction | _ContradictionDict | Mapping[str, object]] | None
    paid: bool | None
    order: Order | _OrderDict | Mapping[str, object] | None
    transaction: Transaction | _TransactionDict | Mapping[str, object] | None
    mandate: Mandate | _MandateDict | Mapping[str, object] | None
    payment_link: PaymentLink | _PaymentLinkDict | Mapping[str, object] | None
    refund: Refund | _RefundDict | Mapping[str, object] | None


class _ContradictionDict(TypedDict, total=False):
    field: Required[str]
    claimed: str | None
    actual: str | None


class _ResolutionDict(TypedDict, total=False):
    state: Required[Literal["APPLIED", "NOT_APPLIED", "UNDECIDED"]]
    operation: Required[str]
    reference: str | None
    text: Required[str]
    created_order: CreatedOrder | _CreatedOrderDict | Mapping[str, object] | None
    order: Order | _OrderDict | Mapping[str, object] | None
    transaction: Transaction | _TransactionDict | Mapping[str, object] | None
    minimal: MinimalTransaction | _MinimalTransactionDict | Mapping[str, object] | None
    refund: Refund | _RefundDict | Mapping[str, object] | None
    mandate: Mandate | _MandateDict | Mapping[str, object] | None
    qr_code: QrCode | _QrCodeDict | Mapping[str, object] | None
    payment_link: PaymentLink | _PaymentLinkDict | Mapping[str, object] | None
    split_account: SplitAccount | _SplitAccountDict | Mapping[str, object] | None


class _PayLinkDict(TypedDict, total=False):
    payee_vpa: Required[str]
    payee_name: Required[str]
    merchant_code: str | None
    transaction_id: str | None
    reference: str | None
    note: str | None
    amount: Amount | None
    minimum_amount: Amount | None
    url: str | None
    mode: str | None
    purpose: str | None
    originator_id: str | None
    other: Sequence[LinkParameter | _LinkParameterDict | Mapping[str, object]] | None
    sign: str | None


class _LinkParameterDict(TypedDict, total=False):
    name: Required[str]
    value: Required[str]


class _BuiltLinkDict(TypedDict, total=False):
    link: Required[str]
    needs_sign: Required[bool]


class _LinkTextDict(TypedDict, total=False):
    link: Required[str]


class _ParsedPayLinkDict(TypedDict, total=False):
    pay: Required[PayLink | _PayLinkDict | Mapping[str, object]]
    signed_text: str | None


class _MandateLinkDict(TypedDict, total=False):
    action: Required[str]
    payee_vpa: Required[str]
    payee_name: Required[str]
    merchant_code: Required[str]
    transaction_id: Required[str]
    reference: Required[str]
    mandate_name: Required[str]
    amount: Required[Amount]
    amount_rule: Required[Literal["EXACT", "MAX"]]
    first_amount: Amount | None
    validity_start: Required[str]
    validity_end: Required[str]
    period: Required[str]
    rule: str | None
    value: int | None
    mode: Required[str]
    purpose: Required[str]
    revocable: bool | None
    block_fund: bool | None
    share_to_payee: bool | None
    umn: str | None
    note: str | None
    originator_id: str | None
    version: str | None
    qr_medium: str | None
    qr_expires: str | None
    other: Sequence[LinkParameter | _LinkParameterDict | Mapping[str, object]] | None
    sign: str | None


class _ParsedMandateLinkDict(TypedDict, total=False):
    mandate: Required[MandateLink | _MandateLinkDict | Mapping[str, object]]
    signed_text: str | None


class _BharatQrDict(TypedDict, total=False):
    merchant_code: Required[str]
    name: Required[str]
    city: Required[str]
    single_use: bool | None
    vpa: str | None
    minimum_amount: Amount | None
    reference: str | None
    url: str | None
    accounts: Sequence[QrTag | _QrTagDict | Mapping[str, object]] | None
    amount: Amount | None
    postal_code: str | None
    additional: QrAdditionalData | _QrAdditionalDataDict | Mapping[str, object] | None
    other: Sequence[QrTag | _QrTagDict | Mapping[str, object]] | None


class _QrTagDict(TypedDict, total=False):
    tag: Required[str]
    value: Required[str]


class _QrAdditionalDataDict(TypedDict, total=False):
    bill_number: str | None
    mobile_number: str | None
    store_label: str | None
    loyalty_number: str | None
    reference_label: str | None
    customer_label: str | None
    terminal_label: str | None
    purpose: str | None


class _QrTextDict(TypedDict, total=False):
    text: Required[str]


class _DrawQrDict(TypedDict, total=False):
    text: Required[str]
    correction: Literal["LOW", "MEDIUM", "QUARTILE", "HIGH"] | None
    module_pixels: int | None


class _SvgImageDict(TypedDict, total=False):
    svg: Required[str]
    side: Required[int]


class _PngImageDict(TypedDict, total=False):
    png: Required[bytes]
    side: Required[int]


class _CheckIdentifierDict(TypedDict, total=False):
    kind: Required[Literal["VPA", "IFSC", "UMN", "RRN", "UTR", "PAN", "GSTIN", "UPI_TRANSACTION_ID", "MOBILE"]]
    text: Required[str]


class _CheckedIdentifierDict(TypedDict, total=False):
    kind: Required[Literal["VPA", "IFSC", "UMN", "RRN", "UTR", "PAN", "GSTIN", "UPI_TRANSACTION_ID", "MOBILE"]]
    text: Required[str]
    handle: str | None
    bank_code: str | None
    branch_code: str | None
    state_code: str | None
    pan: str | None


class _MandateTimesDict(TypedDict, total=False):
    recurrence: Required[Recurrence | _RecurrenceDict | Mapping[str, object]]
    starts_at: Required[datetime]
    ends_at: Required[datetime]
    paused_from: datetime | None
    paused_until: datetime | None


class _MandateScheduleDict(TypedDict, total=False):
    recurrence: Required[Recurrence | _RecurrenceDict | Mapping[str, object]]
    validity_start: Required[str]
    validity_end: Required[str]
    pause_start: str | None
    pause_end: str | None


class _ListDebitDatesDict(TypedDict, total=False):
    schedule: Required[MandateSchedule | _MandateScheduleDict | Mapping[str, object]]
    starting: str | None
    count: int | None


class _DebitDatesDict(TypedDict, total=False):
    cycles: Sequence[DebitCycle | _DebitCycleDict | Mapping[str, object]] | None
    any_day: Required[bool]
    more: Required[bool]


class _DebitCycleDict(TypedDict, total=False):
    number: Required[int]
    starts: Required[str]
    ends: Required[str]
    earliest: Required[str]
    latest: Required[str]
    debit_date: Required[str]
    on_last_day: Required[bool]
    notice_by: Required[datetime]


class _CheckDebitDateDict(TypedDict, total=False):
    schedule: Required[MandateSchedule | _MandateScheduleDict | Mapping[str, object]]
    debit_date: Required[str]


class _DebitDateCheckDict(TypedDict, total=False):
    allowed: Required[bool]
    reason: str | None
    cycle: DebitCycle | _DebitCycleDict | Mapping[str, object] | None


class _CheckDebitAmountDict(TypedDict, total=False):
    mandate_amount: Required[Amount]
    amount_rule: Required[Literal["EXACT", "MAX"]]
    debit_amount: Required[Amount]


class _DebitAmountCheckDict(TypedDict, total=False):
    allowed: Required[bool]
    reason: str | None


class _NoticeQueryDict(TypedDict, total=False):
    debit_date: Required[str]
    category: Literal["OTHER", "MUTUAL_FUND", "INSURANCE_PREMIUM", "CREDIT_CARD_BILL", "FASTAG", "NCMC"] | None
    with_registration: bool | None


class _NoticeWindowDict(TypedDict, total=False):
    required: Required[bool]
    opens: datetime | None
    closes: datetime | None
    too_late: datetime | None


class _DebitWindowQueryDict(TypedDict, total=False):
    debit_date: Required[str]
    notified_at: datetime | None


class _DebitWindowsDict(TypedDict, total=False):
    windows: Sequence[TimeWindow | _TimeWindowDict | Mapping[str, object]] | None
    attempts: Required[int]


class _TimeWindowDict(TypedDict, total=False):
    opens: Required[datetime]
    closes: Required[datetime]


class _PinLimitQueryDict(TypedDict, total=False):
    category: Literal["OTHER", "MUTUAL_FUND", "INSURANCE_PREMIUM", "CREDIT_CARD_BILL", "FASTAG", "NCMC"] | None
    amount: Amount | None


class _PinLimitDict(TypedDict, total=False):
    limit: Required[Amount]
    needs_pin: bool | None


class _ReconcileDict(TypedDict, total=False):
    payouts: Sequence[SettlementPayout | _SettlementPayoutDict | Mapping[str, object]] | None
    expected: Sequence[ExpectedTransaction | _ExpectedTransactionDict | Mapping[str, object]] | None
    options: ReconcileOptions | _ReconcileOptionsDict | Mapping[str, object] | None


class _ExpectedTransactionDict(TypedDict, total=False):
    amount: Required[Amount]
    kind: Literal["SALE", "REFUND", "CHARGEBACK"] | None
    transaction_id: str | None
    merchant_order_id: str | None
    order_id: str | None
    split_account_id: str | None
    charges: Amount | None
    tax: Amount | None
    reference: str | None


class _ReconcileOptionsDict(TypedDict, total=False):
    charge_tolerance: Amount | None


class _ReconciliationDict(TypedDict, total=False):
    totals: Required[ReconciliationTotals | _ReconciliationTotalsDict | Mapping[str, object]]
    findings: Sequence[Finding | _FindingDict | Mapping[str, object]] | None
    proofs: Sequence[PayoutProof | _PayoutProofDict | Mapping[str, object]] | None


class _ReconciliationTotalsDict(TypedDict, total=False):
    payouts: Required[int]
    rows: Required[int]
    expected: Required[int]
    matched: Required[int]
    missing: Required[int]
    repeated: Required[int]
    amount_differs: Required[int]
    charge_differs: Required[int]
    unexpected: Required[int]
    unidentified: Required[int]
    payout_total_differs: Required[int]
    sale: Required[Amount]
    charges: Required[Amount]
    gst: Required[Amount]
    refunds: Required[Amount]
    chargebacks: Required[Amount]
    adjustments: Required[Amount]
    carried_forward: Required[Amount]
    rounding: Required[Amount]
    settled: Required[Amount]
    effects: Required[Amount]
    missing_amount: Required[Amount]
    difference: Required[Amount]
    balanced: Required[bool]


class _FindingDict(TypedDict, total=False):
    kind: Required[Literal["MATCHED", "MISSING", "REPEATED", "AMOUNT_DIFFERS", "CHARGE_DIFFERS", "CARRIED_FORWARD", "REFUND", "CHARGEBACK", "ADJUSTMENT", "UNEXPECTED", "UNIDENTIFIED", "PAYOUT_TOTAL_DIFFERS"]]
    effect: Required[Amount]
    payout_id: str | None
    row_id: str | None
    transaction_type: str | None
    transaction_id: str | None
    merchant_order_id: str | None
    reference: str | None
    field: str | None
    expected_amount: Amount | None
    found_amount: Amount | None
    difference: Amount | None
    expected_charges: Amount | None
    found_charges: Amount | None
    note: str | None


class _PayoutProofDict(TypedDict, total=False):
    payout_id: Required[str]
    rows: Required[int]
    sale: Required[Amount]
    charges: Required[Amount]
    gst: Required[Amount]
    refunds: Required[Amount]
    chargebacks: Required[Amount]
    adjustments: Required[Amount]
    carried_forward: Required[Amount]
    rounding: Required[Amount]
    settled: Required[Amount]
    difference: Required[Amount]
    balanced: Required[bool]


class _SplitAmountDict(TypedDict, total=False):
    amount: Required[Amount]
    split_settlement: Required[SplitSettlement | _SplitSettlementDict | Mapping[str, object]]


class _SplitAmountsDict(TypedDict, total=False):
    remainder: Required[Amount]
    shares: Sequence[ShareAmount | _ShareAmountDict | Mapping[str, object]] | None


class _ShareAmountDict(TypedDict, total=False):
    split_account_id: Required[str]
    amount: Required[Amount]
    label: str | None


class _ReturnQueryDict(TypedDict, total=False):
    query: Required[str | Secret]


class _CallRecordDict(TypedDict, total=False):
    operation: Required[str]
    method: Required[str]
    template: Required[str]
    effect: Required[str]
    started_at: Required[datetime]
    elapsed_us: Required[int]
    attempts: Sequence[CallAttempt | _CallAttemptDict | Mapping[str, object]] | None
    outcome: Required[str]
    code: str | None
    text: Required[str]


class _CallAttemptDict(TypedDict, total=False):
    number: Required[int]
    http_status: int | None
    failure: str | None
    looked_up: Required[bool]
    decision: Required[str]
    pause_ms: Required[int]
    elapsed_us: Required[int]
