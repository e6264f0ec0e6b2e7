"""A call whose outcome nobody knew: its text, and what another client makes of it."""

from __future__ import annotations

import asyncio
import pickle

import pytest

import enkash
from conftest import Gateway

FOUND = {"orderId": "ORD1", "merchantOrderId": "INV1", "amount": 499, "orderStatus": "CREATED"}


def lost(gateway: Gateway) -> str:
    """The text of a call whose answer, and whose look-up's answer, were not the gateway's."""
    gateway.answer = lambda handler, body: gateway.send(handler, {}, status=502)
    with enkash.Client(**gateway.keys, max_attempts=1) as client, pytest.raises(enkash.OutcomeUnknownError) as caught:
        client.orders.create(merchant_order_id="INV1", amount="499.00")
    text = caught.value.unresolved
    assert text is not None
    assert text not in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).unresolved == text
    return text


def test_another_client_resolves_it(gateway: Gateway) -> None:
    text = lost(gateway)
    gateway.succeed(FOUND)
    with enkash.Client(**gateway.keys) as client:
        found = client.resolve(text)
    assert found.state == enkash.ResolutionState.APPLIED
    assert (found.operation, found.reference) == ("orders.create", "INV1")
    assert found.created_order is not None
    assert found.created_order.order_id == "ORD1"


def test_asyncio_resolves_it(gateway: Gateway) -> None:
    text = lost(gateway)
    gateway.succeed(FOUND)

    async def later() -> enkash.Resolution:
        async with enkash.AsyncClient(**gateway.keys) as client:
            return await client.resolve(text)

    assert asyncio.run(later()).state == "APPLIED"


def test_only_an_outcome_unknown_has_a_text(gateway: Gateway) -> None:
    gateway.answer = lambda handler, body: gateway.send(handler, {"response_code": 9, "response_message": "No."})
    with enkash.Client(**gateway.keys) as client:
        with pytest.raises(enkash.GatewayError) as refused:
            client.orders.create(merchant_order_id="INV1", amount="499.00")
        with pytest.raises(enkash.ValidationError) as wrong:
            client.resolve("INV1")
    assert refused.value.unresolved is None
    assert wrong.value.field == "unresolved"
