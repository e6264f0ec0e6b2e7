"""Interpreters: one that ends in the middle of calls, and one within another."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import enkash
from conftest import Gateway

# While modules are torn down, `Slow` keeps the interpreter ending for longer than a waiting call goes without looking
# for signals: a thread of ours then asks for the interpreter while there is none to be had.
LEAVE = """
    import asyncio, os, sys, threading, time
    import enkash

    class Slow:
        def __del__(self, sleep=time.sleep):
            sleep(0.4)

    keys = dict(access_key="a", secret_key="b", base_url=sys.argv[1])
    arrived = lambda: os.read(0, 1)  # a byte from the test for each request that its gateway has
"""

WAYS = {
    "daemon threads in blocking calls": """
        client = enkash.Client(**keys)
        for _ in range(4):
            threading.Thread(target=client.orders.get, args=("ORD1",), daemon=True).start()
        for _ in range(4):
            arrived()
        slow = Slow()
    """,
    "daemon threads in loops of their own": """
        client = enkash.AsyncClient(**keys)
        for _ in range(4):
            threading.Thread(target=lambda: asyncio.run(client.orders.get("ORD1")), daemon=True).start()
        for _ in range(4):
            arrived()
        slow = Slow()
    """,
    "a loop that is left with its calls": """
        client = enkash.AsyncClient(**keys)
        loop = asyncio.new_event_loop()
        tasks = [loop.create_task(client.orders.get("ORD1")) for _ in range(4)]
        loop.run_until_complete(asyncio.sleep(0))
        for _ in range(4):
            arrived()
        slow = Slow()
    """,
    "a loop that cannot watch, with answers on their way": """
        class Blind(asyncio.SelectorEventLoop):
            def add_reader(self, *args):
                raise NotImplementedError
        client = enkash.AsyncClient(**keys)
        loop = Blind()
        tasks = [loop.create_task(client.orders.get("SOON")) for _ in range(200)]
        loop.run_until_complete(asyncio.sleep(0))
        slow = Slow()
    """,
    "sys.exit in a coroutine": """
        client = enkash.AsyncClient(**keys)
        async def main():
            tasks = [asyncio.ensure_future(client.orders.get("ORD1")) for _ in range(4)]
            await asyncio.sleep(0)
            for _ in range(4):
                arrived()
            sys.exit(0)
        asyncio.run(main())
    """,
    "os._exit": """
        client = enkash.Client(**keys)
        threading.Thread(target=client.orders.get, args=("ORD1",)).start()
        arrived()
        os._exit(0)
    """,
}


@pytest.mark.parametrize("way", WAYS)
def test_an_interpreter_that_ends_in_the_middle_of_calls(gateway: Gateway, way: str) -> None:
    """It neither crashes nor hangs, and says nothing that was not asked."""
    program = textwrap.dedent(LEAVE) + textwrap.dedent(WAYS[way])
    command = [sys.executable, "-X", "faulthandler", "-c", program, gateway.url]
    for _ in range(3):
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdin is not None

            def answer(handler: object, body: bytes, told: object = process.stdin) -> None:
                if handler.path.endswith("SOON"):  # type: ignore[attr-defined]
                    gateway.send(handler, {"response_code": 0, "payload": {"orderId": "SOON"}})  # type: ignore[arg-type]
                    return
                os.write(told.fileno(), b".")  # type: ignore[attr-defined]
                gateway.hang(handler)  # type: ignore[arg-type]

            gateway.answer = answer
            try:
                process.wait(120)
            except BaseException:
                process.kill()
                raise
            assert process.stdout is not None
            assert process.stderr is not None
            said = process.stdout.read() + process.stderr.read()
            complaints = [line for line in said.decode().splitlines() if "was destroyed but it is pending" not in line]
            assert process.returncode == 0, said.decode()
            assert not any(line.startswith(("Fatal", "thread '", "FATAL")) for line in complaints), said.decode()


IN_ANOTHER = """
    import sys
    try:
        import _interpreters as interpreters  # 3.13 and later
        create = lambda: interpreters.create(sys.argv[1])
    except ImportError:
        import _xxsubinterpreters as interpreters
        create = lambda: interpreters.create(isolated=sys.argv[1] == "isolated")
    if sys.argv[2] == "second":
        import enkash
    told = "try:\\n    import enkash\\nexcept ImportError as refused:\\n    print('refused:', refused)"
    told += "\\nelse:\\n    print('loaded')"
    print(interpreters.run_string(create(), told))
"""


def pythons() -> list[str]:
    """This interpreter and, where there are, others that the same build of the package loads in."""
    others = [shutil.which(f"python3.{minor}") for minor in range(10, 16)]
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    others += [str(path) for path in versions.glob("3.1[0-9].*/bin/python3")]
    return [sys.executable, *(other for other in others if other)]


def version(python: str) -> str:
    command = [python, "-c", "import sys; print('3.%d' % sys.version_info.minor)"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


PYTHONS = {version(python): python for python in reversed(pythons())}


@pytest.mark.parametrize("python", [number for number in PYTHONS if number])
@pytest.mark.parametrize("kind", ["isolated", "legacy"])
@pytest.mark.parametrize("place", ["first", "second"])
def test_a_second_interpreter_is_refused_in_plain_words(python: str, kind: str, place: str) -> None:
    done = subprocess.run(
        [PYTHONS[python], "-c", textwrap.dedent(IN_ANOTHER), kind, place],
        env={**os.environ, "PYTHONPATH": str(Path(enkash.__file__).parent.parent)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "No module named" in done.stderr:
        pytest.skip(f"Python {python} has no module that makes interpreters")
    assert done.returncode == 0, done.stderr
    own_lock = kind == "isolated" and int(python.split(".")[1]) >= 12
    if place == "first" and not own_lock:
        assert "loaded" in done.stdout, "alone in the process it may be any interpreter"
    else:
        assert "refused: enkash works in one interpreter of a process" in done.stdout, done.stdout
