"""Errors: their classes, what they carry, and that they survive a pickle."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest

import enkash
from conftest import Gateway, Sandbox
from enkash import Client, EnKashError, ErrorKind, errors

CLASSES = [getattr(errors, name) for name in errors.__all__ if name not in ("EnKashError", "doubts")]


def test_there_is_one_class_for_each_kind() -> None:
    kinds = {value for name, value in vars(ErrorKind).items() if name.isupper()}
    assert {cls.kind for cls in CLASSES} == kinds
    assert all(issubclass(cls, EnKashError) and getattr(enkash, cls.__name__) is cls for cls in CLASSES)
    assert issubclass(enkash.ValidationError, ValueError)


@pytest.mark.parametrize("cls", CLASSES)
def test_errors_survive_pickle_and_copy(cls: type[EnKashError]) -> None:
    error = cls("sentence [x]", text="sentence", code="c", field="a.b", gateway_code=7, attempts=2, advice="safe")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is cls
        assert str(again) == "sentence [x]"
        assert vars(again) == vars(error)


def test_a_refusal_of_the_gateway(client: Client) -> None:
    with pytest.raises(enkash.GatewayError) as caught:
        client.orders.get("ORDNONE1")
    error = caught.value
    assert (error.kind, error.code, error.operation, error.reference) == (
        "Gateway",
        "gateway_refused",
        "orders.get",
        "ORDNONE1",
    )
    assert error.gateway_code is not None
    assert error.gateway_text
    assert error.http_status == 200
    assert error.attempts == 1
    assert error.advice == "never"
    assert str(error).startswith(error.text)
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)


def test_a_wrong_key(sandbox: Sandbox) -> None:
    with Client(**{**sandbox.keys, "secret_key": "wrong"}) as client, pytest.raises(enkash.AuthenticationError):
        client.orders.get("ORD1")


def test_nobody_listens() -> None:
    with Client(access_key="a", secret_key="b", base_url="http://127.0.0.1:9", max_attempts=1) as client:
        with pytest.raises(enkash.EnKashConnectionError) as caught:
            client.orders.get("ORD1")
        assert caught.value.advice == "safe"


def test_the_deadline_passes(gateway: Gateway) -> None:
    with Client(**gateway.keys, timeout_ms=200) as client:
        with pytest.raises(enkash.EnKashTimeoutError):
            client.orders.get("ORD1")
        with pytest.raises(enkash.OutcomeUnknownError) as caught:
            client.orders.create(merchant_order_id="INV1001", amount=1)
    assert caught.value.reference == "INV1001"
    assert caught.value.advice == "look up first"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "access_key"),
        ({"access_key": "a"}, "secret_key"),
        ({"access_key": "", "secret_key": "b"}, "access_key"),
        ({"access_key": "a", "secret_key": "b", "base_url": "http://example.com"}, "base_url"),
        ({"access_key": "a", "secret_key": "b", "environment": "moon"}, "production, uat"),
        ({"access_key": "a", "secret_key": "b", "max_attempts": 99}, "max_attempts"),
        ({"access_key": "a", "secret_key": "b", "retries": 3}, "retries"),
        ({"access_key": 5, "secret_key": "b"}, "access_key is of type int"),
        ({"access_key": "a", "secret_key": "b", "paths": {"orders.fetch": "/x"}}, "orders.fetch"),
    ],
)
@pytest.mark.parametrize("cls", [Client, enkash.AsyncClient])
def test_wrong_settings(cls: type, settings: dict[str, object], says: str) -> None:
    with pytest.raises(enkash.ConfigurationError, match=says):
        cls(**settings)


def test_from_env(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENKASH_ACCESS_KEY", "ENKASH_SECRET_KEY", "ENKASH_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for cls in (Client, enkash.AsyncClient):
        with pytest.raises(enkash.ConfigurationError, match="ENKASH_ACCESS_KEY"):
            cls.from_env()
    for name, value in sandbox.environment.items():
        monkeypatch.setenv(name, value)
    with Client.from_env() as client:
        assert client.auth.token().token.reveal()


def test_after_close(sandbox: Sandbox) -> None:
    client = Client(**sandbox.keys)
    client.auth.token()
    client.close()
    client.close()
    with pytest.raises(enkash.ConfigurationError, match="closed"):
        client.auth.token()


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [
        ((), {}),
        (("T1", {"amount": 1, "request_id": "R1"}, "more"), {}),
        (("T1", {"amount": 1, "request_id": "R1"}), {"remarks": "x"}),
        (("T1",), {"transaction_id": "T1", "amount": 1, "request_id": "R1"}),
    ],
)
def test_wrong_calls_are_type_errors(client: Client, args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    with pytest.raises(TypeError, match=r"refunds\.create\(\)"):
        client.refunds.create(*args, **kwargs)
    with pytest.raises(TypeError, match=r"auth\.token\(\)"):
        client.auth.token("x")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"orders\.get\(\) takes no argument amount"):
        client.orders.get("ORD1", amount=1)  # type: ignore[call-arg]


def test_a_panic_is_an_ordinary_error(client: Client) -> None:
    """Iterating a dict that changes meanwhile panics; nothing but such a value can bring that about."""
    body: dict[str, object] = {}

    class Sly(Decimal):
        def is_finite(self) -> bool:
            body["new"] = 1
            return True

    body.update(amount=Sly("499.00"), more=1)
    with pytest.raises(enkash.InternalError):
        client.request("POST", "/api/v0/x", body)
    assert client.auth.token(), "the client is still good"
