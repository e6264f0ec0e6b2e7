"""The language-neutral vectors of tests/vectors, played by the blocking and by the asyncio client."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import re
import urllib.parse
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import enkash
from conftest import fetch
from enkash import (
    AsyncCheckout,
    AsyncClient,
    Checkout,
    Client,
    EnKashError,
    Secret,
    WebhookEvent,
    WebhookKind,
    webhooks,
)

URL = os.environ.get("ENKASH_REPLAY_URL", "")
KEYS = {"access_key": "AKTEST0001", "secret_key": "SKTEST0001"}
STUB = Path(enkash.__file__).with_name("_types.py").read_text(encoding="utf-8")
# Fields that take an instant.
TIMES = set(re.findall(r"^    (\w+): (?:Required\[)?datetime", STUB, re.MULTILINE))
# What a case's `client` names, blocking and for asyncio.
CLIENTS: dict[str, tuple[Any, Any]] = {"client": (Client, AsyncClient), "checkout": (Checkout, AsyncCheckout)}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        cases = fetch(f"{URL}/_cases") if URL else []
        assert isinstance(cases, list)
        metafunc.parametrize("case", cases, ids=[case["name"] for case in cases])


def test_the_replay_server_is_there() -> None:
    if not URL:
        pytest.fail("ENKASH_REPLAY_URL is not set: run `cargo run -p enkash-replay`, or use `cargo xtask test`")


def test_sync(case: dict[str, Any]) -> None:
    def call() -> object:
        client = CLIENTS[case["client"]][0]
        with client(**settings("python-sync", case)) as client:
            return operation(client, case)(*arguments(case), **request(case))

    play("python-sync", case, call)


def test_asyncio(case: dict[str, Any]) -> None:
    async def call() -> object:
        client = CLIENTS[case["client"]][1]
        async with client(**settings("python-asyncio", case)) as client:
            return await operation(client, case)(*arguments(case), **request(case))

    play("python-asyncio", case, lambda: asyncio.run(call()))


def play(run: str, case: dict[str, Any], call: Callable[[], object]) -> None:
    try:
        judge(case, call if "client" in case else lambda: without_client(case))
    except BaseException:
        tell(run, case, held=False)
        raise
    assert tell(run, case, held=True) == {"ok": True}


def tell(run: str, case: dict[str, Any], *, held: bool) -> object:
    return fetch(f"{URL}/_result/{run}/{urllib.parse.quote(case['name'])}?held={str(held).lower()}")


def judge(case: dict[str, Any], call: Callable[[], object]) -> None:
    expected = case["expect"]
    try:
        value = call()
    except EnKashError as error:
        assert "error" in expected, repr(error)
        check_error(error, expected["error"])
    else:
        assert "value" in expected, f"no error, but {value!r}"
        assert differences(value, expected["value"], "value") == []


def without_client(case: dict[str, Any]) -> object:
    """A notice is read, a function is run; nothing is sent."""
    if "body" in case:
        return notice(case)
    module, name = case["operation"].split(".")
    return getattr(getattr(enkash, module), name)(**request(case))


def notice(case: dict[str, Any]) -> WebhookEvent:
    """The notification or the return page of a case."""
    if case.get("kind") == WebhookKind.RETURN_PAGE:
        return webhooks.parse_return(query=case["body"])
    return webhooks.parse(case["body"], kind=case.get("kind"))


def settings(run: str, case: dict[str, Any]) -> dict[str, Any]:
    base_url = f"{URL}/{run}/{urllib.parse.quote(case['name'])}"
    keys = KEYS if case["client"] == "client" else {}
    return {**keys, "base_url": base_url, **case.get("config", {})}


def operation(client: object, case: dict[str, Any]) -> Any:
    resource, method = case["operation"].split(".")
    return getattr(getattr(client, resource), method)


def arguments(case: dict[str, Any]) -> list[object]:
    if "body" in case:
        return [notice(case)]
    return [case["id"]] if "id" in case else []


def request(case: dict[str, Any]) -> dict[str, Any]:
    return {name: argument(name, value) for name, value in case.get("request", {}).items()}


def argument(name: str, value: Any) -> Any:
    """A value as a program would pass it: an instant is an aware datetime."""
    if isinstance(value, dict):
        return {name: argument(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [argument(name, inner) for inner in value]
    if name in TIMES and isinstance(value, str):
        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def check_error(error: EnKashError, expected: dict[str, Any]) -> None:
    for key, value in expected.items():
        if key == "text_contains":
            assert all(piece in str(error) for piece in value), str(error)
        else:
            assert getattr(error, key) == value, f"{key} of {error!r}"
    shown = f"{error} {error!r} {vars(error)}"
    assert not any(key in shown for key in KEYS.values())


def differences(value: object, expected: object, path: str) -> list[str]:
    """What is not as expected, key by key; a null says that the key is absent."""
    if isinstance(expected, dict):
        return [line for key in expected for line in differences(member(value, key), expected[key], f"{path}.{key}")]
    if isinstance(expected, list):
        if not isinstance(value, tuple | list) or len(value) != len(expected):
            return [f"{path}: {value!r} is not a list of {len(expected)}"]
        pairs = enumerate(zip(value, expected, strict=True))
        return [line for index, (one, other) in pairs for line in differences(one, other, f"{path}[{index}]")]
    if isinstance(value, Decimal):
        same = str(value) == expected
    elif isinstance(value, datetime):
        assert isinstance(expected, str)
        same = value == datetime.fromisoformat(expected.replace("Z", "+00:00").replace(".500+", ".500000+"))
    elif isinstance(value, Secret):
        same = value.reveal() == expected
    elif isinstance(value, bytes):
        same = base64.b64encode(value).decode() == expected
    else:
        same = value == expected and type(value) is type(expected)
    return [] if same else [f"{path}: {value!r} is not {expected!r}"]


def member(value: object, key: str) -> object:
    if isinstance(value, dict):
        return value.get(key)
    found = getattr(value, key)
    return None if found in ((), {}) else found


def test_every_operation_is_a_method_of_its_clients() -> None:
    for row in enkash._native.operations():
        for side, clients, keys in (("of_client", CLIENTS["client"], KEYS), ("of_checkout", CLIENTS["checkout"], {})):
            for client in clients:
                method = getattr(getattr(client(**keys), row["resource"], None), row["method"], None)
                assert callable(method) is row[side], (client, row)
