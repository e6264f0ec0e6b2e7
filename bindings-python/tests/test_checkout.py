"""The payer's side: no keys, and no way to give it any."""

from __future__ import annotations

import asyncio
import os
from http.server import BaseHTTPRequestHandler

import pytest

from conftest import Gateway, Sandbox
from enkash import AsyncCheckout, Checkout, Client, ConfigurationError

KEYS = {"access_key": "AKTEST0001", "secret_key": "SKTEST0001"}


@pytest.mark.parametrize("cls", [Checkout, AsyncCheckout])
@pytest.mark.parametrize("key", KEYS)
def test_it_cannot_be_given_a_key(cls: type, key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        cls(**{key: KEYS[key]})
    assert caught.value.field == key
    assert KEYS[key] not in f"{caught.value} {caught.value!r} {vars(caught.value)}"


@pytest.mark.parametrize("cls", [Checkout, AsyncCheckout])
def test_it_reads_no_environment_and_has_no_raw_call(cls: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "ENKASH_ACCESS_KEY", KEYS["access_key"])
    monkeypatch.setitem(os.environ, "ENKASH_SECRET_KEY", KEYS["secret_key"])
    assert not hasattr(cls, "from_env")
    assert not hasattr(cls, "request")
    for resource in ("auth", "refunds", "settlements", "mandates", "split_accounts"):
        assert not hasattr(cls, resource)


def test_no_credential_travels(gateway: Gateway) -> None:
    seen: list[set[str]] = []

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        seen.append({name.lower() for name in handler.headers})
        payload = {"response_code": 0, "response_message": "Success", "payload": {"totalAmount": "499.00"}}
        gateway.send(handler, payload)

    gateway.answer = answer

    async def asynchronous() -> None:
        async with AsyncCheckout(base_url=gateway.url) as checkout:
            await checkout.orders.details("ORD1")

    with Checkout(base_url=gateway.url) as checkout:
        assert str(checkout.orders.details("ORD1").total_amount) == "499.00"
    asyncio.run(asynchronous())
    assert len(seen) == 2
    for headers in seen:
        assert not headers & {"authorization", "merchantaccesskey", "api-key"}


def test_a_closed_checkout_says_so(gateway: Gateway) -> None:
    checkout = Checkout(base_url=gateway.url)
    checkout.close()
    assert repr(checkout) == "<enkash.Checkout closed>"
    with pytest.raises(ConfigurationError, match="closed"):
        checkout.orders.details("ORD1")


def test_a_payer_pays_by_card(sandbox: Sandbox, client: Client) -> None:
    created = client.orders.create(merchant_order_id="CHECKOUT1", amount="499.00")
    with Checkout(base_url=sandbox.url) as checkout:
        order = checkout.orders.details(created.order_id)
        assert order.transaction_id
        result = checkout.payments.charge(
            transaction_id=order.transaction_id,
            unique_transaction_id=order.unique_transaction_id or "",
            public_identifier_key=order.public_identifier_key or "",
            instrument={
                "payment_mode": "CREDIT_CARD",
                "card_holder_name": "Asha",
                "card_number": "4111111111111111",
                "cvv": "987",
                "expiry": "12/34",
            },
        )
        assert result.next == "PAID"
        assert checkout.payments.minimal(order.transaction_id).status == "SUCCESS"
    assert client.orders.get(created.order_id).order_status == "PAID"
