"""The stubs: what type checkers accept and refuse, and that they name what is there."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import enkash
from enkash import _native, _operations

GOOD = """
from datetime import datetime
from decimal import Decimal
from enkash import AsyncClient, Client, CreateOrder, CustomerInfo, EnKashError, Order, OrderStatus, Secret, webhooks

def shop(client: Client, text: dict[str, str]) -> Decimal | None:
    created = client.orders.create(
        merchant_order_id="INV1001", amount="499.00", customer_info={"first_name": "Asha", "address": {"city": "Pune"}}
    )
    client.orders.create(CreateOrder(merchant_order_id="INV1002", amount=5, customer_info=CustomerInfo()))
    client.payments.submit(order_id=created.order_id, payment_detail=text)
    client.refunds.create("T1", amount=Decimal("1"), request_id="RF1")
    client.settlements.search(limit=10, direction="ASC")
    client.request("POST", "/api/v0/x", {"amount": Decimal("1")})
    order: Order = client.orders.get(order_id=created.order_id)
    at: datetime | None = order.created
    if order.order_status == OrderStatus.PAID and at:
        return order.amount
    return sum((one.amount for one in order.transactions if one.amount), Decimal(0))

async def asynchronous(secret: Secret) -> str:
    async with AsyncClient(access_key="a", secret_key=secret, environment="uat", timeout_ms=5000) as client:
        try:
            return (await client.orders.create(merchant_order_id="INV1001", amount=1)).order_id
        except EnKashError as error:
            return error.reference or error.text

def hook(body: bytes) -> str | None:
    event = webhooks.parse(body)
    return event.payment.order_id if event.payment else None
"""

BAD = {
    'client.orders.create(merchant_order_id="A", amount=4.99)': "float",
    'client.orders.create(merchant="A", amount=4)': "merchant",
    "client.orders.create(amount=4)": "create",
    "client.orders.get()": "order_id",
    "client.orders.get(5)": "int",
    'client.settlements.search(direction="UP")': "search",
    'client.orders.get("A").order_id = "B"': "read-only",
    'Client(access_key="a")': "secret_key",
    'Client(access_key="a", secret_key="b", environment="moon")': "environment",
    'client.mandates.create("x")': "mandates",
    'client.request("TRACE", "/")': "TRACE",
}


def mypy(folder: Path, text: str) -> list[str]:
    (folder / "sample.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--hide-error-context", "--no-error-summary", "sample.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if ": error: " in line]


def test_a_program_that_uses_everything_is_accepted(tmp_path: Path) -> None:
    assert mypy(tmp_path, GOOD) == []


def test_mistakes_are_found(tmp_path: Path) -> None:
    lines = "".join(f"    {line}\n" for line in BAD)
    found = mypy(tmp_path, f"from enkash import Client\ndef shop(client: Client) -> None:\n{lines}")
    for number, (line, says) in enumerate(BAD.items(), 3):
        assert any(error.startswith(f"sample.py:{number}:") and says in error for error in found), (line, found)


def names_of(stub: str, cls: str) -> set[str]:
    """Names that a stub declares in a class; without `cls`, in the module."""
    if cls:
        start = re.search(rf"^class {cls}\b.*:$", stub, re.MULTILINE)
        assert start, cls
        stub = re.split(r"^\S", stub[start.end() :], maxsplit=1, flags=re.MULTILINE)[0]
        return set(re.findall(r"^    (?:async )?(?:def )?(\w+)(?=\(|:)", stub, re.MULTILINE))
    return set(re.findall(r"^(?:def|class) (\w+)", stub, re.MULTILINE))


def test_the_stubs_name_what_is_there(package: Path) -> None:
    stub = (package / "python/enkash/_native.pyi").read_text(encoding="utf-8")
    declared = {name for name in names_of(stub, "") if not name.startswith("_")}
    assert declared >= set(_native.__all__)
    assert all(hasattr(_native, name) for name in declared - {"LoopQueue"})
    for name in _native.__all__:
        own = {one for one in vars(getattr(_native, name)) if not one.startswith("_")}
        assert {one for one in names_of(stub, name) if not one.startswith("_")} == own, name


def test_the_methods_are_those_of_the_table(package: Path) -> None:
    stub = (package / "python/enkash/_operations.pyi").read_text(encoding="utf-8")
    for prefix, asynchronous in (("", False), ("Async", True)):
        for resource, method, doc, id_name, fields in _native.operations():
            cls = f"{prefix}{resource.capitalize()}"
            assert method in names_of(stub, cls)
            function = getattr(getattr(_operations, cls), method)
            assert inspect.iscoroutinefunction(function) is asynchronous
            assert function.__doc__ == doc
            expected = ["self", *([id_name] if id_name else []), *(name for name, _ in fields)]
            assert list(inspect.signature(function).parameters) == expected


def test_everything_says_what_it_is() -> None:
    for name in enkash.__all__:
        if name != "__version__":
            assert getattr(enkash, name).__doc__, name


def test_the_quick_start(package: Path, sandbox: object) -> None:
    text = (package / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert block
    assert sandbox.run(block[1]).startswith("ORD")  # type: ignore[attr-defined]
