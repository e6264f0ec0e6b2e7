# Made from the operation table by `cargo xtask generate`; do not edit.
"""The ``mandate_calendar`` functions: worked out on this machine; nothing is sent.

Wrong input is an :class:`enkash.ValidationError` that names the field."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, overload

from ._native import CheckDebitAmount, CheckDebitDate, DebitAmountCheck, DebitCycle, DebitDateCheck, DebitDates, DebitWindowQuery, DebitWindows, ListDebitDates, MandateSchedule, MandateTimes, NoticeQuery, NoticeWindow, PinLimit, PinLimitQuery, Recurrence, Secret, TimeWindow
from ._types import Amount, _CheckDebitAmountDict, _CheckDebitDateDict, _DebitAmountCheckDict, _DebitCycleDict, _DebitDateCheckDict, _DebitDatesDict, _DebitWindowQueryDict, _DebitWindowsDict, _ListDebitDatesDict, _MandateScheduleDict, _MandateTimesDict, _NoticeQueryDict, _NoticeWindowDict, _PinLimitDict, _PinLimitQueryDict, _RecurrenceDict, _TimeWindowDict

__all__ = ["check_amount", "check_date", "debit_dates", "debit_windows", "notice_window", "pin_limit", "schedule"]

@overload
def schedule(request: MandateTimes | _MandateTimesDict | Mapping[str, object], /) -> MandateSchedule: ...
@overload
def schedule(*, recurrence: Recurrence | _RecurrenceDict | Mapping[str, object], starts_at: datetime, ends_at: datetime, paused_from: datetime | None = None, paused_until: datetime | None = None) -> MandateSchedule:
    """Makes a mandate's schedule, in days of India, of the times that the gateway tells of it."""

@overload
def debit_dates(request: ListDebitDates | _ListDebitDatesDict | Mapping[str, object], /) -> DebitDates: ...
@overload
def debit_dates(*, schedule: MandateSchedule | _MandateScheduleDict | Mapping[str, object], starting: str | None = None, count: int | None = None) -> DebitDates:
    """Lists the cycles in which a mandate may be debited, once each: their days, the day to use, and until when the payer
    must be told. Days a month does not have are its last; days outside the validity or inside a pause are left out.

    Source: NPCI's operating rules, as payment providers print them. Inferred: weeks run Monday to Sunday, fortnights
    are the halves of a month, longer cycles begin with the month the validity starts in and are debited in it."""

@overload
def check_date(request: CheckDebitDate | _CheckDebitDateDict | Mapping[str, object], /) -> DebitDateCheck: ...
@overload
def check_date(*, schedule: MandateSchedule | _MandateScheduleDict | Mapping[str, object], debit_date: str) -> DebitDateCheck:
    """Tells whether a mandate may be debited on a day, as far as its dates go. A day that does not fit is an answer with a
    reason, not an error.

    Source: as for `mandate_calendar.debit_dates`."""

@overload
def check_amount(request: CheckDebitAmount | _CheckDebitAmountDict | Mapping[str, object], /) -> DebitAmountCheck: ...
@overload
def check_amount(*, mandate_amount: Amount, amount_rule: Literal["EXACT", "MAX"], debit_amount: Amount) -> DebitAmountCheck:
    """Tells whether a debit's amount in rupees fits the mandate: the same for `EXACT`, the same or less for `MAX`. An amount
    that does not fit is an answer with a reason, not an error.

    Source: NPCI's operating rules, as payment providers print them."""

@overload
def notice_window(request: NoticeQuery | _NoticeQueryDict | Mapping[str, object], /) -> NoticeWindow: ...
@overload
def notice_window(*, debit_date: str, category: Literal["OTHER", "MUTUAL_FUND", "INSURANCE_PREMIUM", "CREDIT_CARD_BILL", "FASTAG", "NCMC"] | None = None, with_registration: bool | None = None) -> NoticeWindow:
    """Tells when the payer must be told of a debit: at least 24 hours before it, usually not more than 48. FASTag and
    mobility card refills and a first debit taken with the registration need no notice.

    Source: the Reserve Bank's e-mandate framework (exemptions since 22 August 2024)."""

@overload
def debit_windows(request: DebitWindowQuery | _DebitWindowQueryDict | Mapping[str, object], /) -> DebitWindows: ...
@overload
def debit_windows(*, debit_date: str, notified_at: datetime | None = None) -> DebitWindows:
    """Tells when attempts of a debit may start on a day: outside 10:00 to 13:00 and 17:00 to 21:30 IST, and at least 24
    hours after the notice.

    Source: NPCI's operating rules, in force since 1 August 2025."""

@overload
def pin_limit(request: PinLimitQuery | _PinLimitQueryDict | Mapping[str, object], /) -> PinLimit: ...
@overload
def pin_limit(*, category: Literal["OTHER", "MUTUAL_FUND", "INSURANCE_PREMIUM", "CREDIT_CARD_BILL", "FASTAG", "NCMC"] | None = None, amount: Amount | None = None) -> PinLimit:
    """Tells up to which amount in rupees a later debit of a mandate needs no UPI PIN: 15,000, and 1,00,000 for mutual funds,
    insurance premiums and credit card bills.

    Source: the Reserve Bank's e-mandate framework (the higher limit since December 2023)."""
