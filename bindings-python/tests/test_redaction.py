"""Nothing that a person or a log can see holds a key, a token or anything of a card."""

from __future__ import annotations

import asyncio
import copy
import pickle
import traceback

import pytest

import enkash
from conftest import Gateway
from enkash import (
    AsyncCheckout,
    AsyncClient,
    AuthToken,
    Checkout,
    Client,
    Order,
    PaymentDetail,
    Secret,
    SubmitPayment,
    webhooks,
)

CARD = {"card_number": "4111111111111111", "cvv": "987", "expiry": "12/34"}
HIDDEN = [*CARD.values(), "AKTEST0001", "SKTEST0001", "token-1"]


def shown(*things: object) -> str:
    return " ".join(f"{thing} {thing!r} {vars(thing) if hasattr(thing, '__dict__') else ''}" for thing in things)


def test_a_secret_is_closed() -> None:
    secret = Secret("sesame")
    assert "sesame" not in shown(secret)
    assert secret.reveal() == "sesame"
    assert secret == Secret("sesame")
    assert secret != Secret("other")
    assert secret != "sesame"
    assert not Secret("")
    assert copy.deepcopy(secret) is secret
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(secret)


def test_records_hide_cards() -> None:
    detail = PaymentDetail(payment_mode="CREDIT_CARD", **CARD)
    request = SubmitPayment(order_id="ORD1", payment_detail=detail)
    seen = shown(detail, request, request.to_dict()) + detail.to_json() + request.to_json()
    assert not any(value in seen for value in HIDDEN)
    assert detail.card_number.reveal() == CARD["card_number"]
    assert CARD["card_number"] in request.to_json(reveal=True)
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(request)


def test_answers_hide_accounts_even_of_odd_shape() -> None:
    order = Order.from_json(
        '{"orderId": "ORD1", "paymentDetail": {"accountNumber": "123456789012", "ifsc": "KKBK0000432"}}'
    )
    assert "123456789012" not in shown(order) + order.to_json()
    odd = Order.from_json('{"orderId": "ORD1", "paymentDetail": {"accountNumber": {"no": "123456789012"}}}')
    assert "123456789012" not in shown(odd) + odd.to_json()
    token = AuthToken.from_json('{"token": "token-1", "expiry": 1}')
    assert "token-1" not in shown(token, token.to_dict()) + token.to_json()


def test_errors_hide_everything(gateway: Gateway) -> None:
    def complain(handler: object, body: bytes) -> None:
        said = {"response_code": 400, "response_message": "Refused.", "payload": None}
        gateway.send(handler, said)  # type: ignore[arg-type]

    gateway.answer = complain
    calls = [
        {"payment_mode": "CREDIT_CARD", **CARD},
        {"payment_mode": "CREDIT_CARD", **CARD, "card_number": "4111111111111112"},
        {"payment_mode": "CREDIT_CARD", **CARD, "cvv": 987},
        {"payment_mode": "CREDIT_CARD", **CARD, "expiry": "12/34/56"},
        {"payment_mode": "CREDIT_CARD", "card_number": CARD["card_number"]},
    ]
    with Client(**gateway.keys) as client:
        for detail in calls:
            with pytest.raises(enkash.EnKashError) as caught:
                client.payments.submit(order_id="ORD1", payment_detail=detail)
            seen = shown(caught.value) + "".join(traceback.format_exception_only(caught.value))
            # Error reporters show the locals of every frame; ours hold nothing of the caller's.
            frames = traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack
            seen += "".join(str(frame.locals) for frame in frames if "/enkash/" in frame.filename)
            assert not any(value in seen for value in [*HIDDEN, "4111111111111112", "12/34/56"]), seen
        assert not any(value in shown(client, client.orders, client._core) for value in HIDDEN)
    for settings in ({"base_url": "http://example.com"}, {"timeout_ms": 0}, {"wrong": 1}):
        for cls in (Client, AsyncClient):
            with pytest.raises(enkash.ConfigurationError) as configuration:
                cls(**{**gateway.keys, **settings})
            assert not any(value in shown(configuration.value) for value in HIDDEN)


def frames(error: BaseException) -> str:
    """What error reporters show of our own frames."""
    stack = traceback.TracebackException.from_exception(error, capture_locals=True).stack
    return "".join(str(frame.locals) for frame in stack if "/enkash/" in frame.filename)


OTP = "246813"


def test_the_payers_side_hides_everything(gateway: Gateway) -> None:
    gateway.answer = lambda handler, body: gateway.send(handler, {"response_code": 400, "response_message": "Refused."})
    order = {"transaction_id": "T1", "unique_transaction_id": "U1", "public_identifier_key": "P1"}
    charges = [
        {**order, "instrument": {"payment_mode": "CREDIT_CARD", "card_holder_name": "Asha", **CARD}},
        {**order, "instrument": {"payment_mode": "CREDIT_CARD", **CARD, "card_number": "4111111111111112"}},
        {**order, "instrument": {"payment_mode": "CREDIT_CARD", **CARD, "cvv": [987]}},
    ]
    caught: list[BaseException] = []

    async def asynchronous() -> None:
        async with AsyncCheckout(base_url=gateway.url) as checkout:
            for charge in charges:
                with pytest.raises(enkash.EnKashError) as error:
                    await checkout.payments.charge(**charge)
                caught.append(error.value)
            with pytest.raises(enkash.EnKashError) as error:
                await checkout.payments.validate_otp(transaction_id="T1", otp=OTP)
            caught.append(error.value)

    asyncio.run(asynchronous())
    with Checkout(base_url=gateway.url) as checkout:
        for charge in charges:
            with pytest.raises(enkash.EnKashError) as error:
                checkout.payments.charge(**charge)
            caught.append(error.value)
        with pytest.raises(enkash.EnKashError) as error:
            checkout.payments.validate_otp(transaction_id="T1", otp=OTP)
        caught.append(error.value)
    assert len(caught) == 8
    for one in caught:
        seen = shown(one) + frames(one) + "".join(traceback.format_exception_only(one))
        assert not any(value in seen for value in [*HIDDEN, "4111111111111112", OTP]), seen


def test_a_notification_that_is_refused_is_not_shown() -> None:
    for read in (
        lambda: webhooks.parse('{"transactionId": "T1", "paymentToken": "4111111111111111"'),
        lambda: webhooks.parse(b'{"card": "4111111111111111"}', verify=lambda event: False),
        lambda: webhooks.parse_return(query="card=4111111111111111"),
    ):
        with pytest.raises(enkash.ValidationError) as caught:
            read()
        assert CARD["card_number"] not in shown(caught.value) + frames(caught.value)
