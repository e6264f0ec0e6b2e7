"""What needs no gateway: links, codes, identifiers, the mandate calendar."""

from __future__ import annotations

import copy
import inspect
import pickle
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

import enkash
from enkash import PayLink, PngImage, ValidationError, mandate_calendar, upi

IST = timezone(timedelta(hours=5, minutes=30))


def test_keywords_a_record_and_a_dict_are_the_same() -> None:
    fields = {"payee_vpa": "success@sandbox", "payee_name": "Example Store", "amount": Decimal("499.00")}
    link = upi.build_pay_link(**fields).link
    assert link == upi.build_pay_link(PayLink(**fields)).link == upi.build_pay_link(fields).link
    assert link.startswith("upi://pay?pa=success@sandbox&pn=Example%20Store&")
    back = upi.parse_pay_link(link=link)
    assert (back.pay.payee_vpa, back.pay.payee_name, back.pay.amount) == tuple(fields.values())


def test_an_image_is_bytes() -> None:
    image = upi.qr_png(text="upi://pay?pa=success@sandbox")
    assert isinstance(image.png, bytes)
    assert image.png.startswith(b"\x89PNG\r\n")
    assert repr(image) == f"PngImage(png=<{len(image.png)} bytes>, side={image.side})"
    assert image.to_dict() == {"png": image.png, "side": image.side}
    assert PngImage.from_json(image.to_json()) == image
    for again in (copy.copy(image), pickle.loads(pickle.dumps(image))):
        assert again == image
    for buffer in (image.png, bytearray(image.png), memoryview(image.png)):
        assert PngImage(png=buffer, side=image.side) == image
    for wrong in ("text", 5, [1, 2]):
        with pytest.raises(ValidationError, match="not bytes"):
            PngImage(png=wrong, side=1)


def test_refusals_name_the_field_and_the_function() -> None:
    with pytest.raises(ValidationError) as caught:
        upi.check_identifier(kind="IFSC", text="no-such-code")
    assert caught.value.field == "text"
    assert caught.value.operation == "upi.check_identifier"
    assert "no-such-code" not in str(caught.value)
    with pytest.raises(ValidationError, match="a float") as caught:
        upi.build_pay_link(payee_vpa="success@sandbox", payee_name="Example Store", amount=4.99)
    assert caught.value.field == "amount"


def test_wrong_calls_are_type_errors() -> None:
    fields = {"payee_vpa": "success@sandbox", "payee_name": "Example Store"}
    with pytest.raises(TypeError, match="not both"):
        upi.build_pay_link(fields, amount=1)
    with pytest.raises(TypeError, match="more arguments"):
        upi.build_pay_link(fields, fields)


def test_times_are_aware() -> None:
    told = datetime(2026, 4, 21, 15, 30, tzinfo=IST)
    windows = mandate_calendar.debit_windows(debit_date=date(2026, 4, 22).isoformat(), notified_at=told).windows
    assert windows
    assert all(window.opens >= told + timedelta(hours=24) for window in windows)
    assert all(window.opens.utcoffset() == IST.utcoffset(None) for window in windows)


def test_help_shows_arguments_and_words() -> None:
    assert str(inspect.signature(mandate_calendar.pin_limit)) == "(*, category=None, amount=None)"
    assert "UPI PIN" in (mandate_calendar.pin_limit.__doc__ or "")
    assert mandate_calendar.pin_limit.__module__ == "enkash.mandate_calendar"
    for module in (upi, mandate_calendar):
        assert module.__doc__
        assert module.__name__.rpartition(".")[2] in enkash.__all__
