"""The programs of examples/python, each against a sandbox of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import fetch, started

FOLDER = Path(__file__).resolve().parents[2] / "examples/python"
# What a program must have said at its end; each ends with an error of its own where a figure is wrong.
SAYS = {
    "autopay": ["is approved as MD", "cycle 4", "after three debits: REVOKED"],
    "marketplace": ["refund: SUCCESS", "to the marketplace, proven", "sales 1000.01, refunds 100.00"],
    "counter": ["90 payments at the counter, 90 notified and confirmed, 90 on the evening's list", "cancelled"],
}


def test_no_program_is_left_out() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} == {*SAYS, "sandbox"}


@pytest.mark.parametrize("name", SAYS)
def test_example(name: str) -> None:
    with started() as sandbox:
        done = subprocess.run(
            [sys.executable, f"{name}.py"],
            cwd=FOLDER,
            env=sandbox.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        assert all(piece in done.stdout for piece in SAYS[name]), done.stdout
        audit = fetch(f"{sandbox.url}/_sandbox/audit")
    assert isinstance(audit, dict)
    assert audit["findings"] == []
    assert float(audit["books"]["imbalance"]) == 0
