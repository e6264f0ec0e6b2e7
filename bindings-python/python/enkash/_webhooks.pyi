# Made from the operation table by `cargo xtask generate`; do not edit.
"""The ``webhooks`` functions: worked out on this machine; nothing is sent.

Wrong input is an :class:`enkash.ValidationError` that names the field."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, overload

from ._native import Mandate, MandateDebitNotice, MandatePayee, MandatePayerInfo, PausePeriod, PaymentLinkNotice, PaymentNotice, Recurrence, Refund, ReturnQuery, Secret, UnverifiedReturn, Validity, WebhookEvent
from ._types import Amount, _MandateDebitNoticeDict, _MandateDict, _MandatePayeeDict, _MandatePayerInfoDict, _PausePeriodDict, _PaymentLinkNoticeDict, _PaymentNoticeDict, _RecurrenceDict, _RefundDict, _ReturnQueryDict, _UnverifiedReturnDict, _ValidityDict, _WebhookEventDict

__all__ = ["parse_return"]

@overload
def parse_return(request: ReturnQuery | _ReturnQueryDict | Mapping[str, object], /) -> WebhookEvent: ...
@overload
def parse_return(*, query: str | Secret) -> WebhookEvent:
    """Reads the query with which the payer's browser came back. It says what somebody typed: only `webhooks.confirm` tells
    whether it is true."""
