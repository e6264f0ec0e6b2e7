"""Notifications: every way a body arrives, and what is no notification."""

from __future__ import annotations

import array
from decimal import Decimal

import pytest

import enkash
from enkash import WebhookKind, webhooks

BODY = b'{"orderId": "ORD1", "transactionId": "T1", "transactionStatus": "SUCCESS", "amount": 499.00, "new": 1}'


@pytest.mark.parametrize(
    "body",
    [BODY, bytearray(BODY), memoryview(BODY), memoryview(b"x" + BODY)[1:], array.array("B", BODY), BODY.decode()],
)
def test_every_kind_of_body(body: bytes) -> None:
    event = webhooks.parse(body)
    assert event.kind == WebhookKind.PAYMENT
    assert event.payment is not None
    assert event.payment.amount == Decimal("499.00")
    assert event.payment.extra == {"new": 1}


def test_a_form() -> None:
    event = webhooks.parse("orderId=ORD1&transactionStatus=SUCCESS&amount=499.00")
    assert event.payment is not None
    assert event.payment.amount == Decimal("499.00")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", "<html>", None, 5, {"orderId": "ORD1"}, ["x"], b"x" * 2_000_000]
)
def test_what_is_no_notification(body: object) -> None:
    with pytest.raises(enkash.ValidationError) as caught:
        webhooks.parse(body)  # type: ignore[arg-type]
    assert caught.value.field == "body"


def test_another_kind_of_notification_is_kept() -> None:
    event = webhooks.parse('{"event": "mandate.created"}')
    assert event.kind == "UNKNOWN"
    assert event.payment is None
    assert "mandate.created" in event.body.reveal()
