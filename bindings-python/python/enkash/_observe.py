"""What is told about a call when it has ended: by `logging`, and to observers."""

from __future__ import annotations

import contextvars
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from ._native import CallRecord

    Observer: TypeAlias = Callable[[CallRecord], object]

__all__ = ["observe"]

_log = logging.getLogger("enkash")
_calls = _log.getChild("calls")
_token = _log.getChild("token")
_observers: tuple[Observer, ...] = ()


def observe(observer: Observer) -> Callable[[], None]:
    """Has ``observer`` told about every call of every client when it has ended; answers what ends that.

    It gets a :class:`enkash.CallRecord`, which holds no id, key or body. It runs in the thread and the context
    (``contextvars``) of the call, before the call's answer is handed over, so it should be quick. What it raises is
    logged and costs the call nothing.
    """
    global _observers
    # An entry of its own, so that the same function may observe twice.
    entry = [observer]

    def own(record: CallRecord) -> object:
        return entry[0](record)

    _observers = (*_observers, own)

    def end() -> None:
        global _observers
        _observers = tuple(known for known in _observers if known is not own)

    return end


def begin() -> Callable[[list[CallRecord]], None] | None:
    """Called by the native part as a call begins: what to tell its records to, or None if nobody looks."""
    if not _observers and not _calls.isEnabledFor(logging.INFO) and not _token.isEnabledFor(logging.INFO):
        return None
    context = contextvars.copy_context()
    return lambda records: context.run(_tell, records)


def _tell(records: list[CallRecord]) -> None:
    for record in records:
        smooth = record.outcome == "ok" and all(attempt.failure is None for attempt in record.attempts)
        log = _token if record.operation == "auth.token" else _calls
        # Never a warning: whether an error is one is for the program to say, which gets it as an exception.
        log.log(logging.DEBUG if smooth else logging.INFO, "%s", record.text, extra={"enkash": record})
        for observer in _observers:
            try:
                observer(record)
            except Exception:
                _log.exception("an observer failed")
