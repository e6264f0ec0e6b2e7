"""Records are values: immutable, comparable, convertible."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from decimal import Decimal
from types import MappingProxyType

import pytest

import enkash
from enkash import CreateOrder, CreateRefund, CustomerInfo, Order, OrderStatus, Transaction, ValidationError

ANSWER = """{"orderId": "ORD1", "merchantOrderId": "INV1001", "orderStatus": "SHIPPED", "amount": "499.10",
    "created": "2026-04-22 13:50:03", "customParameters": {"shop": "1"}, "loyalty": {"points": 12345678901234567890.25},
    "transactions": [{"transactionId": "T1", "orderId": "ORD1", "status": "SUCCESS", "amount": 499.10}]}"""


@pytest.fixture
def order() -> Order:
    return Order.from_json(ANSWER)


def test_attributes(order: Order) -> None:
    assert order.order_id == "ORD1"
    assert order.order_status == "SHIPPED", "a word that the SDK does not know passes through"
    assert order.amount == Decimal("499.10")
    assert order.description is None
    assert order.custom_parameters == {"shop": "1"}
    assert isinstance(order.transactions, tuple)
    assert order.transactions[0].status == "SUCCESS"
    assert order.extra["loyalty"] == {"points": Decimal("12345678901234567890.25")}
    assert Order(order_id="ORD1").transactions == ()
    assert Order(order_id="ORD1").custom_parameters == {}


def test_records_do_not_change(order: Order) -> None:
    with pytest.raises(AttributeError):
        order.order_id = "ORD2"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        order.new = 1  # type: ignore[attr-defined]
    order.custom_parameters["shop"] = "2"
    assert order.custom_parameters == {"shop": "1"}


def test_equality_and_hash(order: Order) -> None:
    same = Order.from_json(ANSWER)
    assert order == same
    assert hash(order) == hash(same)
    assert len({order, same, Order(order_id="ORD1")}) == 2
    assert order != Order(order_id="ORD1")
    assert order != "ORD1"
    assert CreateOrder(merchant_order_id="A", amount="5") == CreateOrder(merchant_order_id="A", amount=Decimal("5.00"))


def test_repr_is_readable(order: Order) -> None:
    assert repr(CreateRefund(amount=5, request_id="RF1")) == "CreateRefund(amount=Decimal('5.00'), request_id='RF1')"
    shown = repr(order)
    assert "created=<2026-04-22 13:50:03+05:30>" in shown
    assert "Transaction(transaction_id='T1'" in shown
    assert "extra=<created, loyalty>" in shown
    assert len(repr(Order(order_id="x" * 5000))) < 200


def test_dict_and_json(order: Order) -> None:
    plain = order.to_dict()
    assert plain["amount"] == Decimal("499.10")
    assert plain["transactions"] == [
        {"transaction_id": "T1", "order_id": "ORD1", "status": "SUCCESS", "amount": Decimal("499.10")}
    ]
    assert "description" not in plain
    wire = json.loads(order.to_json())
    assert wire["orderId"] == "ORD1"
    assert wire["created"] == "2026-04-22 13:50:03", "the gateway's own text"
    assert (
        '"points": 12345678901234567890.25' in order.to_json() or '"points":12345678901234567890.25' in order.to_json()
    )
    assert Order.from_json(order.to_json()) == order
    assert Order.from_json(order.to_json().encode()) == order


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "{}", "\ud800"])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  ValidationError is one, and so is UnicodeError
        Order.from_json(text)


def test_copies(order: Order) -> None:
    for again in (copy.copy(order), copy.deepcopy(order), pickle.loads(pickle.dumps(order))):
        assert again == order
        assert again.extra == order.extra
    options = enkash.RestrictedPaymentOptions(upi=True)
    assert pickle.loads(pickle.dumps(options)).upi is True


def test_matching(order: Order) -> None:
    match order:
        case Order(order_id=order_id, transactions=(Transaction(status="SUCCESS"),)):
            assert order_id == "ORD1"
        case _:
            pytest.fail("no match")


def test_nested_records_may_be_dicts() -> None:
    address = {"city": "Pune"}
    one = CustomerInfo(first_name="Asha", address=address)
    other = CustomerInfo(first_name="Asha", address=enkash.Address(city="Pune"))
    assert one == other
    customer = MappingProxyType({"first_name": "Asha", "address": address})
    assert CreateOrder(merchant_order_id="A", amount=1, customer_info=customer).customer_info == one


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"amount": 1}, "merchant_order_id", "is required in CreateOrder"),
        ({"merchant_order_id": "A"}, "amount", "is required in CreateOrder"),
        ({"merchant_order_id": 5, "amount": 1}, "merchant_order_id", "of type int, not text"),
        ({"merchant_order_id": "A", "amount": 1, "order_id": "B"}, "order_id", "not a field of CreateOrder; it has"),
        (
            {"merchant_order_id": "A", "amount": 1, "customer_info": {"name": "Asha"}},
            "customer_info.name",
            "first_name",
        ),
        ({"merchant_order_id": "A", "amount": 1, "customer_info": "Asha"}, "customer_info", "pass CustomerInfo"),
        (
            {"merchant_order_id": "A", "amount": 1, "custom_parameters": {"a": 1}},
            "custom_parameters.a",
            "of type int",
        ),
    ],
)
def test_refusals_name_the_field(fields: dict[str, object], field: str, says: str) -> None:
    with pytest.raises(ValidationError, match=says) as caught:
        CreateOrder(**fields)
    assert caught.value.field == field


def test_constructors_take_keywords_only() -> None:
    with pytest.raises(TypeError):
        CreateRefund("1", "RF1")  # type: ignore[call-arg, misc]
    assert str(inspect.signature(CreateRefund)) == "(*, amount, request_id, remarks=None)"


def test_words_are_constants_and_plain_text() -> None:
    assert OrderStatus.PAID == "PAID"
    assert type(OrderStatus.CHECKOUT_RENDERED) is str
    assert enkash.RetryAdvice.LOOK_UP_FIRST == "look up first"
    detail = enkash.PaymentDetail(payment_mode=enkash.PaymentMode.UPI, vpa="success@sandbox")
    assert detail.payment_mode == "UPI"


def test_everything_that_operations_use_is_exported() -> None:
    assert len(enkash.__all__) == len(set(enkash.__all__))
    for name in enkash.__all__:
        assert getattr(enkash, name) is not None
    assert {"CreateOrder", "CustomerInfo", "Address", "SplitAccountSummary", "PaymentNotice"} <= set(enkash.__all__)
    assert "ClientConfig" not in enkash.__all__
