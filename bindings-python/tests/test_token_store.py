"""One token for many processes: a real Redis, Django's cache, and stores that are of no use."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis as redis_py
from django.conf import settings as django_settings
from django.core.cache import cache
from redis_server import Redis, redis

from conftest import Gateway, Sandbox, fetch, started
from enkash import AsyncClient, Client, ConfigurationError, EnKashError, TokenStore


@pytest.fixture
def server() -> Iterator[Redis]:
    with redis() as server:
        yield server


@pytest.fixture
def own_sandbox() -> Iterator[Sandbox]:
    with started() as sandbox:
        yield sandbox


def token_calls(sandbox: Sandbox) -> int:
    """How often the gateway was asked for a token, by its own journal."""
    log = fetch(f"{sandbox.url}/_sandbox/log")
    assert isinstance(log, dict)
    return sum(request["path"] == "/api/v0/merchant/token" for request in log["requests"])


WORKER = """
    import sys, time
    sys.path.insert(0, sys.argv[1])
    from redis_server import Redis
    from enkash import Client

    client = Client.from_env(token_store=Redis(sys.argv[2]))
    sys.stdin.readline()
    for n in range(3):
        client.orders.create(merchant_order_id=f"{sys.argv[3]}{n}", amount=n + 1)
    print("done")
"""


def test_processes_that_start_together_share_one_token(server: Redis, own_sandbox: Sandbox) -> None:
    here = os.path.dirname(__file__)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WORKER), here, server.path, f"W{n}X"],
            env=own_sandbox.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        told, _ = worker.communicate(timeout=120)
        assert (worker.returncode, told) == (0, "done\n")
    assert token_calls(own_sandbox) == 1


def test_what_is_stored_tells_nothing(server: Redis, own_sandbox: Sandbox) -> None:
    with Client(**own_sandbox.keys, token_store=server) as client:
        client.orders.create(merchant_order_id="INV1", amount=1)
        token = client.auth.token().token.reveal()
    key = server.command("RANDOMKEY")
    assert isinstance(key, bytes)
    stored = server.get(key.decode())
    assert isinstance(stored, bytes)
    for secret in (token, own_sandbox.access_key, own_sandbox.secret_key):
        assert secret.encode() not in stored
        assert secret not in key.decode()


def test_a_forked_child_uses_the_store(server: Redis, own_sandbox: Sandbox) -> None:
    told = own_sandbox.run(
        textwrap.dedent("""
        import os, sys
        sys.path.insert(0, sys.argv[1])
        from redis_server import Redis
        from enkash import Client

        client = Client.from_env(token_store=Redis(sys.argv[2]))
        client.orders.create(merchant_order_id="PARENT", amount=1)
        child = os.fork()
        if child == 0:
            client.orders.create(merchant_order_id="CHILD", amount=1)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """),
        os.path.dirname(__file__),
        server.path,
    )
    assert told == "0\n"
    assert token_calls(own_sandbox) == 1


def test_the_guides_store_for_redis_is_one(server: Redis, own_sandbox: Sandbox) -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs/guides/tokens.md").read_text()
    shown: dict[str, Any] = {}
    exec("class RedisStore:" + guide.split("\n```text\nclass RedisStore:")[1].split("\n```\n")[0], shown)
    with redis_py.Redis(unix_socket_path=server.path) as client_of_redis:
        store = shown["RedisStore"](client_of_redis)
        assert store.add("twice", "first", 60)
        assert not store.add("twice", "second", 60)
        assert client_of_redis.ttl("twice") in range(1, 61)
        for n in range(2):
            with Client(**own_sandbox.keys, token_store=store) as client:
                client.orders.create(merchant_order_id=f"GUIDE{n}", amount=1)
        assert token_calls(own_sandbox) == 1
        kept = {key: client_of_redis.ttl(key) for key in client_of_redis.scan_iter() if key != b"twice"}
        assert kept
        assert all(seconds > 0 for seconds in kept.values())


@pytest.fixture(scope="module")
def django() -> None:
    """Django's cache in memory; a process may be configured once."""
    django_settings.configure(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}})


@pytest.mark.usefixtures("django")
def test_djangos_cache_is_a_store_as_it_is(own_sandbox: Sandbox) -> None:
    cache.clear()
    store: TokenStore = cache
    at_once = threading.Barrier(3, timeout=60)

    def create(name: str) -> None:
        with Client(**own_sandbox.keys, token_store=store) as client:
            at_once.wait()
            client.orders.create(merchant_order_id=name, amount=1)

    threads = [threading.Thread(target=create, args=(f"DJANGO{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    async def later() -> None:
        async with AsyncClient(**own_sandbox.keys, token_store=store) as client:
            await client.orders.create(merchant_order_id="DJANGOASYNC", amount=1)

    asyncio.run(later())
    log = fetch(f"{own_sandbox.url}/_sandbox/log")
    assert isinstance(log, dict)
    assert sum(request["path"] == "/api/v0/orders" for request in log["requests"]) == 4
    assert token_calls(own_sandbox) == 1
    kept: dict[str, bytes] = cache._cache
    assert kept
    for key, value in kept.items():
        for secret in (own_sandbox.access_key, own_sandbox.secret_key):
            assert secret not in key
            assert secret.encode() not in value


class Memory:
    """A store of this process that can be made to misbehave, in the shape of Django's caches."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.threads: set[int] = set()
        self.mood = "good"

    def _be(self) -> None:
        self.threads.add(threading.get_ident())
        if self.mood == "raises":
            raise RuntimeError("the cache is away: enkash1.sealed")
        if self.mood == "exits":
            raise SystemExit(3)
        if self.mood == "hangs":
            time.sleep(3600)

    def get(self, key: str, default: object = None, version: object = None) -> object:
        self._be()
        return 7 if self.mood == "rubbish" else self.values.get(key, default)

    def set(self, key: str, value: str, timeout: float = 300, version: object = None) -> None:
        self._be()
        assert type(timeout) is int
        assert timeout > 0
        self.values[key] = value


@pytest.mark.parametrize("mood", ["raises", "exits", "hangs", "rubbish"])
def test_a_store_of_no_use_never_fails_a_call(
    own_sandbox: Sandbox, mood: str, capfd: pytest.CaptureFixture[str]
) -> None:
    store = Memory()
    store.mood = mood
    with Client(**own_sandbox.keys, token_store=store, timeout_ms=20_000) as client:
        assert client.orders.create(merchant_order_id="INV1", amount=1).order_id
    assert store.threads
    assert threading.get_ident() not in store.threads
    assert token_calls(own_sandbox) == 1
    told = capfd.readouterr()
    assert told.out == told.err == ""


class PerThread:
    """A proxy that hands out one connection to each thread, as `django.core.cache.cache` does."""

    def __init__(self) -> None:
        self.local = threading.local()
        self.memory = Memory()
        self.asked: list[bool] = []

    def __getattr__(self, name: str) -> object:
        if not hasattr(self.local, "thread"):
            self.local.thread = threading.get_ident()
        made_in, method = self.local.thread, getattr(self.memory, name)

        def own(*arguments: object) -> object:
            self.asked.append(made_in == threading.get_ident())
            return method(*arguments)

        return own


def test_a_connection_of_the_store_stays_with_its_thread(own_sandbox: Sandbox) -> None:
    store: Any = PerThread()
    for n in range(2):
        with Client(**own_sandbox.keys, token_store=store) as client:
            client.orders.create(merchant_order_id=f"INV{n}", amount=1)
    assert store.asked
    assert all(store.asked)
    assert token_calls(own_sandbox) == 1


def test_the_blocking_and_the_asyncio_client_share_by_the_store(own_sandbox: Sandbox) -> None:
    store: TokenStore = Memory()

    async def create() -> None:
        async with AsyncClient(**own_sandbox.keys, token_store=store) as client:
            await asyncio.gather(*(client.orders.create(merchant_order_id=f"ASYNC{n}", amount=1) for n in range(5)))

    asyncio.run(create())
    with Client(**own_sandbox.keys, token_store=store) as client:
        client.orders.create(merchant_order_id="SYNC", amount=1)
    assert token_calls(own_sandbox) == 1


def test_clients_share_a_token_only_if_asked(own_sandbox: Sandbox) -> None:
    with Client(**own_sandbox.keys, share_token=True) as first, Client(**own_sandbox.keys, share_token=True) as other:
        first.orders.create(merchant_order_id="A", amount=1)
        other.orders.create(merchant_order_id="B", amount=1)
        assert token_calls(own_sandbox) == 1
        with Client(**own_sandbox.keys) as alone:
            alone.orders.create(merchant_order_id="C", amount=1)
        assert token_calls(own_sandbox) == 2


def test_what_is_no_store_is_refused_when_the_client_is_made(gateway: Gateway) -> None:
    class Asynchronous:
        async def get(self, key: str) -> None: ...
        async def set(self, key: str, value: str, seconds: int) -> None: ...

    for store in (object(), {}, Asynchronous(), "redis://"):
        with pytest.raises(ConfigurationError) as refused:
            Client(**gateway.keys, token_store=store)  # type: ignore[arg-type]
        assert refused.value.field == "token_store"
    with pytest.raises(EnKashError):
        AsyncClient(**gateway.keys, token_store=3)  # type: ignore[arg-type]


def test_a_store_call_under_way_does_not_hold_the_exit(own_sandbox: Sandbox) -> None:
    told = own_sandbox.run(
        textwrap.dedent("""
        import time
        from enkash import Client

        class Slow:
            def get(self, key):
                time.sleep(3600)
            set = get

        client = Client.from_env(token_store=Slow())
        client.orders.create(merchant_order_id="INV1", amount=1)
        print("done")
        """)
    )
    assert told == "done\n"
