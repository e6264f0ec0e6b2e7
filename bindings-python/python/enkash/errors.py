"""What can go wrong, as a tree of exceptions under :class:`EnKashError`.

The class says what a caller can do about it, the attributes say the rest. No error holds a key, a token or anything of
a card. All of them can be pickled and copied.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "AuthenticationError",
    "CallCancelledError",
    "ConfigurationError",
    "EnKashConnectionError",
    "EnKashError",
    "EnKashTimeoutError",
    "GatewayError",
    "InternalError",
    "OutcomeUnknownError",
    "RateLimitedError",
    "UnavailableError",
    "UnexpectedResponseError",
    "ValidationError",
    "doubts",
]


class EnKashError(Exception):
    """Base of all errors of this package. ``str(error)`` is a sentence, with what is known in brackets."""

    kind: ClassVar[str] = "Internal"
    """The kind's name, the same in every language of the SDK."""

    text: str
    """The sentence alone."""
    code: str
    """Stable code for programs, such as ``gateway_refused`` or ``field_invalid``."""
    field: str | None
    """Path of the refused field, such as ``customer_info.phone_number``."""
    gateway_code: int | None
    """The gateway's ``response_code`` or ``resultCode``."""
    gateway_text: str | None
    """The gateway's own words."""
    http_status: int | None
    """HTTP status of the last answer."""
    operation: str | None
    """The operation, as in ``orders.create``."""
    reference: str | None
    """The merchant's key of the call, or the id it was about."""
    unresolved: str | None
    """Of an :class:`OutcomeUnknownError`: what is known of the call as one printable text without secrets. Store it;
    ``client.resolve`` finds out what became of the call, also from another process or language."""
    attempts: int
    """How many times the request was sent or tried."""
    advice: str
    """Whether to repeat: ``safe``, ``never`` or ``look up first``."""
    retry_after_ms: int | None
    """Milliseconds after which the gateway wants to be asked again, at most 3600000."""

    def __init__(
        self,
        sentence: str = "",
        *,
        text: str | None = None,
        code: str = "",
        field: str | None = None,
        gateway_code: int | None = None,
        gateway_text: str | None = None,
        http_status: int | None = None,
        operation: str | None = None,
        reference: str | None = None,
        unresolved: str | None = None,
        attempts: int = 0,
        advice: str = "never",
        retry_after_ms: int | None = None,
    ) -> None:
        super().__init__(sentence)
        self.text = sentence if text is None else text
        self.code = code
        self.field = field
        self.gateway_code = gateway_code
        self.gateway_text = gateway_text
        self.http_status = http_status
        self.operation = operation
        self.reference = reference
        self.unresolved = unresolved
        self.attempts = attempts
        self.advice = advice
        self.retry_after_ms = retry_after_ms


class ConfigurationError(EnKashError):
    """The client cannot be made or used like this: a missing key, a bad URL, a closed client."""

    kind = "Configuration"


class ValidationError(EnKashError, ValueError):
    """A value was refused before anything was sent; ``field`` names it."""

    kind = "Validation"


class AuthenticationError(EnKashError):
    """The gateway does not accept the keys or the token."""

    kind = "Authentication"


class GatewayError(EnKashError):
    """The gateway understood and refused; ``gateway_code`` and ``gateway_text`` are its words."""

    kind = "Gateway"


class RateLimitedError(EnKashError):
    """Too many calls; this one was not applied."""

    kind = "RateLimited"


class EnKashConnectionError(EnKashError):
    """The gateway could not be reached, or the connection broke under a call that changes nothing or may be made
    again.
    """

    kind = "Connection"


class EnKashTimeoutError(EnKashError):
    """The deadline passed; nothing that changes anything had been sent."""

    kind = "Timeout"


class UnavailableError(EnKashError):
    """The gateway is down or overloaded; the call changes nothing, or has the same result when it is made again."""

    kind = "Unavailable"


class UnexpectedResponseError(EnKashError):
    """An answer that is not the gateway's, or not of a known shape; the call changes nothing, or has the same
    result when it is made again.
    """

    kind = "UnexpectedResponse"


class OutcomeUnknownError(EnKashError):
    """The call may have been applied: its answer was lost, or it was given up, or only its repetition was refused.
    Do not repeat it: find out by ``reference``, as ``text`` says.
    """

    kind = "OutcomeUnknown"


class CallCancelledError(EnKashError):
    """The caller gave up before anything that changes anything was sent."""

    kind = "Cancelled"


class InternalError(EnKashError):
    """A fault of this SDK."""

    kind = "Internal"


def doubts(error: BaseException) -> list[OutcomeUnknownError]:
    """The writes that may have been applied although they were given up, as far as this exception knows of them.

    A cancelled task ends with a ``CancelledError`` and an interrupted thread with a ``KeyboardInterrupt``, as Python
    demands. What is known about the call that was under way is their cause, also of what others made of them::

        try:
            async with asyncio.timeout(5):
                await client.orders.create(request)
        except TimeoutError as late:
            for doubt in enkash.doubts(late):
                keep(doubt.unresolved)  # to find out about, before anything is repeated
    """
    seen: list[BaseException] = []
    open_ = [error]
    while open_:
        this = open_.pop(0)
        if not any(this is other for other in seen):
            seen.append(this)
            inner = (this.__cause__, this.__context__, *getattr(this, "exceptions", ()))
            open_ += [other for other in inner if isinstance(other, BaseException)]
    return [doubt for doubt in seen if isinstance(doubt, OutcomeUnknownError)]
