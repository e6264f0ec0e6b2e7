"""Amounts and times: what goes in, what comes out, what is refused and with which words."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from enkash import CreateOrder, Order, Transaction, ValidationError


def amount(value: object) -> Decimal:
    return CreateOrder(merchant_order_id="A1", amount=value).amount


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (499, "499.00"),
        ("499", "499.00"),
        ("499.50", "499.50"),
        (Decimal("499.00"), "499.00"),
        (Decimal("4.99E+2"), "499.00"),
        (Decimal("1E+2"), "100.00"),
        ("0.1176", "0.1176"),
        ("999999999999999999.99", "999999999999999999.99"),
    ],
)
def test_amounts_are_exact_decimals(given: object, kept: str) -> None:
    value = amount(given)
    assert type(value) is Decimal
    assert str(value) == kept


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (4.99, "a float, which cannot hold paise exactly"),
        (True, "True or False"),
        (False, "True or False"),
        (b"499", "of type bytes"),
        ([499], "of type list"),
        ("", "write rupees like"),
        ("1,000.00", "write rupees like"),
        ("1e5", "write rupees like"),
        ("NaN", "write rupees like"),
        ("\u0664\u0669\u0669", "write rupees like"),
        (Decimal("NaN"), "not a number"),
        (Decimal("sNaN"), "not a number"),
        (Decimal("Infinity"), "not a number"),
        (Decimal("1E+1000000"), "more digits"),
        (Decimal("1E-1000000"), "more digits"),
        (10**40, "more digits"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(given: object, says: str) -> None:
    with pytest.raises(ValidationError, match=says) as caught:
        amount(given)
    assert caught.value.field == "amount"
    if not isinstance(given, str | Decimal | int) or isinstance(given, bool):
        assert 'pass Decimal("499.00"), "499.00" or 499' in str(caught.value)


def test_the_sum_of_answers_is_exact() -> None:
    payments = [Transaction.from_json('{"transactionId": "T", "amount": 0.1}') for _ in range(3)]
    assert sum((payment.amount for payment in payments), Decimal(0)) == Decimal("0.30")


def created(text: str) -> Order:
    return Order.from_json(f'{{"orderId": "ORD1", "created": {text}}}')


@pytest.mark.parametrize(
    "text",
    [
        '"2026-04-22 13:50:03"',
        '"2026-04-22T08:20:03Z"',
        '"2026-04-22T13:50:03+05:30"',
        "1776846003",
        "1776846003000",
    ],
)
def test_times_are_aware_and_equal_however_they_are_written(text: str) -> None:
    time = created(text).created
    assert time == datetime(2026, 4, 22, 8, 20, 3, tzinfo=timezone.utc)
    assert time.utcoffset() == timedelta(hours=5, minutes=30)
    assert created(text).extra["created"] is not None


@pytest.mark.parametrize(
    "text", ['"9999-12-31T23:59:59.999Z"', '"0001-01-01T00:00:00Z"', '"0000-01-01T00:00:00Z"', "-62135510400000"]
)
def test_times_at_the_ends_do_not_cost_the_answer(text: str) -> None:
    order = created(text)
    assert order.created is None or order.created.tzinfo is not None
    assert "created" in order.extra


def test_milliseconds_survive() -> None:
    time = created('"9998-04-22T08:20:04.537Z"').created
    assert time.microsecond == 537_000
    assert Order(order_id="ORD1", created=time).created == time


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (datetime(2026, 4, 22), "without a time zone"),
        (date(2026, 4, 22), "of type date"),
        ("2026-04-22T08:20:03Z", "of type str"),
        (1776846003, "of type int"),
    ],
)
def test_what_is_no_instant_is_refused_with_a_sentence(given: object, says: str) -> None:
    with pytest.raises(ValidationError, match=says) as caught:
        Order(order_id="ORD1", created=given)
    assert caught.value.field == "created"
    assert "aware" in str(caught.value)
