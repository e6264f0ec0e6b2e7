"""Notifications from the gateway: read here, believed only after a status call.

Anybody who knows the address can post to it, and the gateway's checksum cannot be verified. So an event says what is
claimed; ``client.orders.get(order_id)`` or ``client.payments.get(transaction_id)`` says what is true::

    event = webhooks.parse(request.body)
    if event.payment is not None and event.payment.order_id is not None:
        order = client.orders.get(event.payment.order_id)
"""

from __future__ import annotations

from . import _native
from ._native import WebhookEvent

__all__ = ["WebhookEvent", "parse"]


def parse(body: bytes | bytearray | memoryview | str) -> WebhookEvent:
    """Reads a notification from the body of its request, JSON or form-encoded.

    Raises :class:`enkash.ValidationError` if it is neither.
    """
    return _native.parse_webhook(body)
