"""The stubs: what type checkers accept and refuse, and that they name what is there."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

import enkash
from conftest import Sandbox
from enkash import _native, _operations

GOOD = """
from datetime import datetime
from decimal import Decimal
from enkash import AsyncCheckout, AsyncClient, Checkout, Client, CreateOrder, CustomerInfo, EnKashError, NextStep
from enkash import Order, OrderStatus, RecurrencePeriod, Secret, Validity, mandate_calendar, upi, webhooks

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

def subscription(client: Client, start: datetime, end: datetime, number: Secret) -> str | None:
    mandate = client.mandates.create(
        reference_id="SUB1001", amount=299, amount_rule="MAX", mandate_name="Monthly plan", expiry=start,
        payer={"name": "Asha", "vpa": "success@sandbox", "account": number, "account_validation": False},
        block_fund=False, recurrence={"period": RecurrencePeriod.MONTHLY, "rule": "ON", "value": 5},
        validity=Validity(start_at=start, end_at=end),
    )
    limit: Decimal = mandate_calendar.pin_limit(category="OTHER").limit
    client.mandates.notify(mandate_id=mandate.mandate_id, amount=limit, debit_date="2026-12-05")
    return client.mandates.execute(mandate_id=mandate.mandate_id, amount=limit, remarks="Plan").order_id

def payer(order_id: str, card: dict[str, str]) -> bytes:
    with Checkout(base_url="http://127.0.0.1:4000") as checkout:
        order = checkout.orders.details(order_id)
        amount: Decimal | None = order.total_amount
        result = checkout.payments.charge(
            transaction_id=order.transaction_id or "", unique_transaction_id=order.unique_transaction_id or "",
            public_identifier_key=order.public_identifier_key or "", instrument=card,
        )
        assert result.next in (NextStep.PAID, NextStep.OTP) and amount
    link: str = upi.build_pay_link(payee_vpa="success@sandbox", payee_name="Example Store", amount=amount).link
    return upi.qr_png(text=link).png

async def everything(client: AsyncClient, checkout: AsyncCheckout) -> int:
    count = 0
    async for payout in client.settlements.search_all(limit=100):
        count += len(payout.settlement_payout_id)
    return count + len((await checkout.orders.upi_qr("ORD1")).transaction_id or "")

def rows(client: Client) -> list[str]:
    return [code.qr_code_id or "" for code in client.qr_codes.search_all()]

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
    'client.shops.create("x")': "shops",
    "for row in client.settlements.search_all(): row.nothing": "nothing",
    'client.orders.details("ORD1")': "details",
    'Checkout(access_key="a")': "access_key",
    'Checkout().refunds.get("RF1")': "refunds",
    'upi.build_pay_link(payee_vpa="success@sandbox", amount=4.99)': "float",
    'mandate_calendar.pin_limit("x")': "pin_limit",
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
    found = mypy(
        tmp_path,
        f"from enkash import Checkout, Client, mandate_calendar, upi\ndef shop(client: Client) -> None:\n{lines}",
    )
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
    handed_out = {"LoopQueue", "Lost", "StoreReply"}  # by calls; nobody makes one
    assert all(hasattr(_native, name) for name in declared - handed_out)
    for name in _native.__all__:
        own = {one for one in vars(getattr(_native, name)) if not one.startswith("_")}
        assert {one for one in names_of(stub, name) if not one.startswith("_")} == own, name


@pytest.mark.parametrize("side", ["of_client", "of_checkout"])
@pytest.mark.parametrize("asynchronous", [False, True])
def test_the_methods_are_those_of_the_table(
    package: Path, side: Literal["of_client", "of_checkout"], asynchronous: bool
) -> None:
    stub = (package / "python/enkash/_operations.pyi").read_text(encoding="utf-8")
    prefix = ("Async" if asynchronous else "") + ("Checkout" if side == "of_checkout" else "")
    methods: dict[str, set[str]] = {}
    for row in _native.operations():
        if not row[side]:
            continue
        cls = prefix + "".join(word.capitalize() for word in row["resource"].split("_"))
        resource = getattr(_operations, cls)
        parameters = ["self", *([row["id"]] if row["id"] else []), *(name for name, _ in row["fields"])]
        described = {row["method"]: row["doc"]}
        if row["all_rows"] is not None:
            described[f"{row['method']}_all"] = row["all_rows"]
        for name, doc in described.items():
            function = getattr(resource, name)
            assert function.__doc__ == doc
            assert list(inspect.signature(function).parameters) == parameters
        assert inspect.iscoroutinefunction(getattr(resource, row["method"])) is asynchronous
        methods.setdefault(cls, set()).update(described)
    for cls, names in methods.items():
        assert names_of(stub, cls) == names


def test_the_functions_are_those_of_the_table(package: Path) -> None:
    modules: dict[str, set[str]] = {}
    for module, name, doc, fields in _native.functions():
        function = getattr(importlib.import_module(f"enkash.{module}"), name)
        assert function.__doc__ == doc
        assert list(inspect.signature(function).parameters) == [field for field, _ in fields]
        modules.setdefault(module, set()).add(name)
    assert set(modules) < set(enkash.__all__)
    for module, names in modules.items():
        # A module that holds more takes its functions from one with an underscore.
        own = module if module in enkash._modules.__all__ else f"_{module}"
        stub = (package / f"python/enkash/{own}.pyi").read_text(encoding="utf-8")
        assert names_of(stub, "") == names
        assert names <= set(getattr(enkash, module).__all__)


def test_everything_says_what_it_is() -> None:
    for name in enkash.__all__:
        if name != "__version__":
            assert getattr(enkash, name).__doc__, name


def test_the_readme(package: Path, own_sandbox: Sandbox, tmp_path: Path) -> None:
    text = (package / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 6
    said = own_sandbox.run("\n".join(blocks))
    assert said.startswith("ORD")
    assert "orders are paid\nFalse\n499.00 " in said
    assert said.endswith("bytes of PNG\n")
    assert mypy(tmp_path, "\n".join(blocks)) == []
