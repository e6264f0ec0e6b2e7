"""Notifications: every way a body arrives, and what is no notification."""

from __future__ import annotations

import array
import json
import warnings
from decimal import Decimal

import pytest

import enkash
from enkash import Client, ValidationError, WebhookEvent, WebhookKind, webhooks

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


NOTICE = b'{"orderId": "ORD1", "transactionId": "T1", "transactionStatus": "SUCCESS", "checksum": "abc"}'


def test_a_verifier_decides_about_the_checksum() -> None:
    seen: list[WebhookEvent] = []

    def verify(event: WebhookEvent) -> bool:
        seen.append(event)
        return json.loads(event.body.reveal())["checksum"] == "abc"

    event = webhooks.parse(NOTICE, verify=verify)
    assert seen == [event]
    with pytest.raises(ValidationError) as caught:
        webhooks.parse(NOTICE.replace(b"abc", b"abd"), verify=verify)
    error = caught.value
    assert (error.code, error.field, error.advice) == ("webhook_checksum", "body", "never")
    assert "abd" not in f"{error!r} {vars(error)}"


def test_a_verifier_answers_a_bool_at_once() -> None:
    async def verify(event: WebhookEvent) -> bool:
        return False

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        with pytest.raises(TypeError, match="True or False"):
            webhooks.parse(NOTICE, verify=verify)  # type: ignore[arg-type]


def test_an_address_may_know_the_kind() -> None:
    assert webhooks.parse(NOTICE).kind == WebhookKind.PAYMENT
    debit = webhooks.parse(NOTICE, kind=WebhookKind.MANDATE_DEBIT)
    assert debit.kind == WebhookKind.MANDATE_DEBIT
    assert debit.mandate_debit is not None
    assert debit.payment is None
    for wrong in (5, "PAYMNET", WebhookKind.RETURN_PAGE):
        with pytest.raises(ValidationError) as caught:
            webhooks.parse(NOTICE, kind=wrong)  # type: ignore[arg-type]
        assert caught.value.field == "kind"


def test_a_return_page_says_only_what_to_ask_about() -> None:
    event = webhooks.parse_return(query="?orderId=ORD1&transactionId=T1&transactionStatus=SUCCESS")
    assert event.kind == WebhookKind.RETURN_PAGE
    assert event.returned is not None
    assert (event.returned.order_id, event.returned.transaction_id) == ("ORD1", "T1")
    assert event.payment is None
    assert "SUCCESS" not in repr(event)


def test_confirming_tells_a_false_claim(client: Client) -> None:
    order = client.orders.create(merchant_order_id="HOOK1", amount="499.00")
    claim = {"orderId": order.order_id, "transactionStatus": "SUCCESS", "orderStatus": "PAID", "amount": 499}
    truth = client.webhooks.confirm(webhooks.parse(json.dumps(claim)))
    assert not truth.agrees
    assert not truth.paid
    assert truth.order is not None
    assert truth.order.merchant_order_id == "HOOK1"
    assert truth.contradictions
    assert {one.claimed for one in truth.contradictions} <= {"SUCCESS", "PAID", "499", "499.00", "499.0"}
    back = webhooks.parse_return(query=f"orderId={order.order_id}&transactionStatus=SUCCESS")
    assert client.webhooks.confirm(back).paid is False
