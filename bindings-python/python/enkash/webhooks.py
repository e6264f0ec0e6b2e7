"""Notifications from the gateway: read here, believed only after a status call.

Anybody who knows the address can post to it, and the gateway does not publish how its checksum is made. So an event
says what is claimed; ``client.webhooks.confirm`` asks the gateway and says what is true::

    event = webhooks.parse(request.body)
    truth = client.webhooks.confirm(event)
    if truth.agrees and truth.paid and truth.order is not None:
        deliver_once(truth.order.order_id)

Deliver at most once per order: insert the id of the order that the gateway answered under a unique constraint, in the
transaction that delivers. ``event.key`` recognises a notice that was seen before, and anybody can invent notices with
new keys about the same order.

The page to which the payer's browser returns is read by ``parse_return`` and confirmed in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _native
from ._native import WebhookEvent
from ._webhooks import parse_return

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["WebhookEvent", "parse", "parse_return"]


def parse(
    body: bytes | bytearray | memoryview | str,
    *,
    kind: str | None = None,
    verify: Callable[[WebhookEvent], bool] | None = None,
) -> WebhookEvent:
    """Reads a notification from the raw body of its request, JSON or form-encoded.

    ``kind``, one of :class:`enkash.WebhookKind`, says what notifications at this address are about: those of a payment
    and of a mandate's debit look alike, and an address of its own for debits tells them apart.

    ``verify`` says whether the notification is the gateway's own, for a shop that knows how the checksum is made;
    there is nothing built in. It answers a bool and at once; ``event.body.reveal()`` is the body as JSON text.

    Raises :class:`enkash.ValidationError` if the body is neither JSON nor a form, and with the code
    ``webhook_checksum`` if ``verify`` says no.
    """
    try:
        event = _native.parse_webhook(body, kind)
    finally:
        del body  # error reporters show the locals of every frame
    if verify is None:
        return event
    verdict = verify(event)
    if not isinstance(verdict, bool):
        raise TypeError("verify must answer True or False, and at once")  # a coroutine would count as a yes
    if not verdict:
        raise _native.webhook_not_genuine()
    return event
