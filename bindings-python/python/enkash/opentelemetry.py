"""Calls as OpenTelemetry spans. The SDK does not depend on OpenTelemetry: the application passes its own in. ::

from opentelemetry import trace
from enkash.opentelemetry import instrument

instrument(trace)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._native import __version__
from ._observe import observe

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ._native import CallRecord

__all__ = ["instrument"]


def instrument(trace: Any) -> Callable[[], None]:
    """Has every call make a span; answers what ends that.

    ``trace`` is the module ``opentelemetry.trace``. A span has the operation's name and is a child of the span in which
    the call was made. Its attributes are the path template and numbers, no id. Look-ups and the call for a token have
    spans of their own.
    """
    tracer = trace.get_tracer("enkash", __version__)

    def span(record: CallRecord) -> None:
        # In integers: a float of this size is not exact to the microsecond.
        start = round(record.started_at.timestamp() * 1000) * 1_000_000
        attributes = {
            "http.request.method": record.method,
            "enkash.effect": record.effect,
            "enkash.outcome": record.outcome,
            "enkash.attempts": len(record.attempts),
        }
        if record.template:
            attributes["url.template"] = record.template
        if record.attempts and record.attempts[-1].http_status is not None:
            attributes["http.response.status_code"] = record.attempts[-1].http_status
        if record.code is not None:
            attributes["error.type"] = record.outcome
            attributes["enkash.code"] = record.code
        made = tracer.start_span(record.operation, kind=trace.SpanKind.CLIENT, attributes=attributes, start_time=start)
        for attempt in record.attempts:
            if attempt.failure is not None:
                made.add_event(
                    "attempt failed",
                    {"number": attempt.number, "failure": attempt.failure, "decision": attempt.decision},
                )
        if record.code is not None:
            made.set_status(trace.Status(trace.StatusCode.ERROR, record.code))
        made.end(end_time=start + record.elapsed_us * 1000)

    return observe(span)
