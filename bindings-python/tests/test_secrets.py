"""Every record with a secret in it, at whatever depth: found through the stubs, which are made from the table."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import re
import traceback
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import enkash
from enkash import Secret, ValidationError

STUB = Path(enkash.__file__).with_name("_types.py").read_text(encoding="utf-8")
CLASSES = re.findall(r"^class _(\w+)Dict\(TypedDict, total=False\):\n((?:    \w+: .*\n)*)", STUB, re.MULTILINE)
FIELDS = {
    name: [
        (field, re.sub(r"^Required\[(.*)\]$", r"\1", ty.removesuffix(" | None")))
        for field, ty in re.findall(r"^    (\w+): (.*)$", body, re.MULTILINE)
    ]
    for name, body in CLASSES
}
WORD = "open-sesame-4111111111111111"


def record_in(ty: str) -> str | None:
    """The record that a type names, alone or in a list."""
    found = re.match(r"(?:Sequence\[)*(\w+) \| _\1Dict", ty)
    return found[1] if found else None


def has_secret(name: str) -> bool:
    return any("Secret" in ty or has_secret(record_in(ty) or "") for _, ty in FIELDS.get(name, []))


def sample(ty: str) -> Any:
    """A value of a type, with the secret word wherever a secret goes."""
    listed = re.fullmatch(r"Sequence\[(.*)\]", ty)
    if listed:
        return [sample(listed[1])]
    inside = record_in(ty)
    if inside:
        return {field: sample(of) for field, of in FIELDS[inside]}
    word = re.match(r'Literal\["([^"]*)"', ty)
    if word:
        return word[1]
    plain: dict[str, Any] = {
        "str": "text",
        "str | Secret": WORD,
        "bool": True,
        "int": 1,
        "bytes": b"bytes",
        "Amount": Decimal("1.00"),
        "datetime": datetime(2026, 4, 22, tzinfo=timezone.utc),
        "Mapping[str, str]": {"key": "text"},
    }
    return plain[ty]


SECRETIVE = sorted(name for name in FIELDS if has_secret(name))


def test_the_stubs_name_the_records_with_secrets() -> None:
    assert {name for name in FIELDS if hasattr(enkash, name)} == set(FIELDS)
    assert {"PaymentDetail", "SubmitPayment", "ChargePayment", "ValidateOtp", "AuthToken", "MandatePayer"} <= set(
        SECRETIVE
    )
    assert {"CreateMandate", "CreateSplitAccount", "WebhookEvent", "Order", "Confirmation"} <= set(SECRETIVE)


@pytest.mark.parametrize("name", SECRETIVE)
def test_no_secret_shows(name: str, caplog: pytest.LogCaptureFixture) -> None:
    cls = getattr(enkash, name)
    fields = {field: sample(ty) for field, ty in FIELDS[name]}
    record = cls(**fields)
    assert "Secret(***)" in repr(record), "the word is in it"
    with caplog.at_level(logging.INFO):
        logging.getLogger("shop").info("%s %r", record, record, extra={"record_of_shop": record})
    seen = [
        str(record),
        repr(record),
        f"{record}",
        record.to_json(),
        repr(record.to_dict()),
        repr([record]),
        caplog.text,
    ]
    seen.append(json.dumps(record.to_dict(), default=repr))
    seen.append(repr({field: getattr(record, field) for field, _ in FIELDS[name]}))
    assert not any(WORD in text for text in seen)
    assert copy.deepcopy(record) == record
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(record)


@pytest.mark.parametrize("name", SECRETIVE)
def test_no_refusal_shows_a_secret(name: str) -> None:
    fields = {field: sample(ty) for field, ty in FIELDS[name]}
    with pytest.raises(ValidationError) as caught:
        getattr(enkash, name)(**fields, no_such_field=WORD)
    shown = f"{caught.value} {caught.value!r} {vars(caught.value)}"
    assert WORD not in shown + "".join(traceback.format_exception_only(caught.value))
    for field, ty in FIELDS[name]:
        if ty == "str | Secret":
            with pytest.raises(ValidationError) as caught:
                getattr(enkash, name)(**{**fields, field: [WORD]})
            assert caught.value.field == field
            assert WORD not in f"{caught.value} {caught.value!r} {vars(caught.value)}"


@pytest.mark.parametrize("name", SECRETIVE)
def test_a_secret_arrives_as_one(name: str) -> None:
    fields = {field: sample(ty) for field, ty in FIELDS[name]}
    record = getattr(enkash, name)(**fields)
    for field, ty in FIELDS[name]:
        if ty == "str | Secret":
            assert getattr(record, field) == Secret(WORD)
