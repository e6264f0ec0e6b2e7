"""The language-neutral vectors of tests/vectors, played by the blocking and by the asyncio client."""

from __future__ import annotations

import asyncio
import os
import urllib.parse
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

import enkash
from conftest import fetch
from enkash import AsyncClient, Client, EnKashError, Secret, webhooks

URL = os.environ.get("ENKASH_REPLAY_URL", "")
KEYS = {"access_key": "AKTEST0001", "secret_key": "SKTEST0001"}


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
        with Client(**settings("python-sync", case)) as client:
            return operation(client, case)(*arguments(case), **request(case))

    play("python-sync", case, call)


def test_asyncio(case: dict[str, Any]) -> None:
    async def call() -> object:
        async with AsyncClient(**settings("python-asyncio", case)) as client:
            return await operation(client, case)(*arguments(case), **request(case))

    play("python-asyncio", case, lambda: asyncio.run(call()))


def play(run: str, case: dict[str, Any], call: Any) -> None:
    expected = case["expect"]
    try:
        value = webhooks.parse(case["body"]) if case["operation"] == "webhooks.parse" else call()
    except EnKashError as error:
        assert "error" in expected, repr(error)
        check_error(error, expected["error"])
    else:
        assert "value" in expected, f"no error, but {value!r}"
        assert differences(value, expected["value"], "value") == []
    result = fetch(f"{URL}/_result/{run}/{urllib.parse.quote(case['name'])}")
    assert result == {"ok": True}


def settings(run: str, case: dict[str, Any]) -> dict[str, Any]:
    base_url = f"{URL}/{run}/{urllib.parse.quote(case['name'])}"
    return {**KEYS, "base_url": base_url, **case.get("config", {})}


def operation(client: object, case: dict[str, Any]) -> Any:
    resource, method = case["operation"].split(".")
    return getattr(getattr(client, resource), method)


def arguments(case: dict[str, Any]) -> list[str]:
    return [case["id"]] if "id" in case else []


def request(case: dict[str, Any]) -> dict[str, Any]:
    return dict(case.get("request", {}))


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
    else:
        same = value == expected and type(value) is type(expected)
    return [] if same else [f"{path}: {value!r} is not {expected!r}"]


def member(value: object, key: str) -> object:
    if isinstance(value, dict):
        return value.get(key)
    found = getattr(value, key)
    return None if found in ((), {}) else found


def test_every_operation_is_a_method_of_both_clients() -> None:
    names = {(resource, method) for resource, method, *_ in enkash._native.operations()}
    for client in (Client(**KEYS), AsyncClient(**KEYS)):
        for resource, method in names:
            assert callable(getattr(getattr(client, resource), method))
