"""Nothing that a person or a log can see holds a key, a token or anything of a card."""

from __future__ import annotations

import copy
import pickle
import traceback

import pytest

import enkash
from conftest import Gateway
from enkash import AsyncClient, AuthToken, Client, Order, PaymentDetail, Secret, SubmitPayment

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
