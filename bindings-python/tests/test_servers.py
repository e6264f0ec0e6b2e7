"""Servers and workers that load a program, use its client, and then fork: real ones, with two processes each."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import DIRECT, Sandbox
from enkash import Client

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

# Both clients are used before the fork: the blocking one has a connection by then, the other one a thread.
SHOP = """
    import asyncio, os
    from enkash import AsyncClient, Client

    client, later = Client.from_env(), AsyncClient.from_env()
    client.auth.token()
    asyncio.run(later.auth.token())
    LOADED_BY = os.getpid()

    def wsgi(environ, start_response):
        key = environ["PATH_INFO"].strip("/")
        order = client.orders.create(merchant_order_id=key, amount=1)
        again = asyncio.run(later.orders.get(order.order_id))
        assert again.merchant_order_id == key
        start_response("200 OK", [("content-type", "text/plain")])
        return [f"{LOADED_BY} {os.getpid()}".encode()]

    async def asgi(scope, receive, send):
        key = scope["path"].strip("/")
        order = await later.orders.create(merchant_order_id=key, amount=1)
        again = await asyncio.to_thread(client.orders.get, order.order_id)
        assert again.merchant_order_id == key
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": f"{LOADED_BY} {os.getpid()}".encode()})
"""

WORKER = """
    import asyncio, os
    from celery import Celery
    from enkash import AsyncClient, Client

    FOLDER = os.environ["CELERY_FOLDER"]
    app = Celery("tasks", broker="filesystem://", backend=f"file://{FOLDER}/results")
    app.conf.broker_transport_options = {
        "data_folder_in": f"{FOLDER}/queue",
        "data_folder_out": f"{FOLDER}/queue",
        "control_folder": f"{FOLDER}/control",
    }
    client, later = Client.from_env(), AsyncClient.from_env()
    client.auth.token()
    asyncio.run(later.auth.token())
    LOADED_BY = os.getpid()

    @app.task(name="create")
    def create(key):
        order = client.orders.create(merchant_order_id=key, amount=1)
        assert asyncio.run(later.orders.get(order.order_id)).merchant_order_id == key
        return f"{LOADED_BY} {os.getpid()}"
"""


@contextmanager
def running(
    command: list[str],
    folder: Path,
    sandbox: Sandbox,
    *,
    more: dict[str, str] | None = None,
    hand_over: int | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A server, for as long as the block lasts; it must end by itself when it is told to, and must not complain."""
    log = folder / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**sandbox.environment, **(more or {})},
            stdout=file,
            stderr=file,
            pass_fds=() if hand_over is None else (hand_over,),
        )
        try:
            yield process
            process.send_signal(signal.SIGTERM)
            assert process.wait(120) == 0, log.read_text()
        except BaseException:
            print(log.read_text())
            raise
        finally:
            process.kill()
            process.wait()
    for complaint in ("Traceback", "panicked", "SIGSEGV", "SIGABRT", "was terminated"):
        assert complaint not in log.read_text(), log.read_text()


def used_by_both(sandbox: Sandbox, ask: Callable[[str], str], prefix: str) -> None:
    """Asks until two processes that were forked after loading have answered; every order must be there."""
    seen: set[str] = set()
    keys: list[str] = []
    with ThreadPoolExecutor(8) as pool:
        for round in range(200):
            batch = [f"{prefix}{round}N{n}" for n in range(8)]
            keys += batch
            for told in pool.map(ask, batch):
                loaded_by, answered_by = told.split()
                assert loaded_by != answered_by, "it was not forked after loading"
                seen.add(answered_by)
            if len(seen) == 2 and round >= 2:
                break
    assert len(seen) == 2
    with Client(**sandbox.keys) as client:
        for key in keys:
            assert client.orders.get_by_merchant_order_id(key).merchant_order_id == key


@pytest.mark.parametrize(
    ("name", "worker"),
    [
        ("wsgi", ["--worker-class", "sync"]),
        ("wsgi", ["--worker-class", "gthread", "--threads", "4"]),
        ("asgi", ["--worker-class", "uvicorn_worker.UvicornWorker"]),
    ],
    ids=["sync", "gthread", "uvicorn"],
)
def test_gunicorn_that_loads_before_it_forks(sandbox: Sandbox, tmp_path: Path, name: str, worker: list[str]) -> None:
    (tmp_path / "shop.py").write_text(textwrap.dedent(SHOP))
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        bind, address = f"fd://{listening.fileno()}", f"http://127.0.0.1:{listening.getsockname()[1]}"
        own = ["--preload", "--workers", "2", "--bind", bind, "--worker-tmp-dir", str(tmp_path), "--timeout", "0"]
        command = [sys.executable, "-m", "gunicorn", *own, *worker, f"shop:{name}"]

        def ask(key: str) -> str:
            with DIRECT.open(urllib.request.Request(f"{address}/{key}"), timeout=120) as answer:
                return str(answer.read(), "ascii")

        with running(command, tmp_path, sandbox, hand_over=listening.fileno()):
            used_by_both(sandbox, ask, f"G{worker[1][:2].upper()}")


def test_celery_whose_workers_are_forked(sandbox: Sandbox, tmp_path: Path) -> None:
    for folder in ("queue", "control", "results"):
        (tmp_path / folder).mkdir()
    (tmp_path / "tasks.py").write_text(textwrap.dedent(WORKER))
    command = [sys.executable, "-m", "celery", "-A", "tasks", "worker", "--pool", "prefork", "--concurrency", "2"]

    # The asking side needs the queue and no client: tasks are named, not imported.
    from celery import Celery

    app = Celery("asking", broker="filesystem://", backend=f"file://{tmp_path}/results")
    app.conf.broker_transport_options = {
        "data_folder_in": f"{tmp_path}/queue",
        "data_folder_out": f"{tmp_path}/queue",
        "control_folder": f"{tmp_path}/control",
    }

    def ask(key: str) -> str:
        return str(app.send_task("create", [key]).get(timeout=120))

    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    with running([*command, *quiet], tmp_path, sandbox, more={"CELERY_FOLDER": str(tmp_path)}):
        used_by_both(sandbox, ask, "CELERY")
