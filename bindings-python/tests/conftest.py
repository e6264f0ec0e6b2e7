"""What the tests need: a sandbox of their own, and a gateway that does what a test tells it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import enkash

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def fetch(url: str, body: object = None) -> object:
    """JSON from a server on this machine."""
    data = None if body is None else json.dumps(body).encode()
    with DIRECT.open(urllib.request.Request(url, data, {"content-type": "application/json"}), timeout=30) as answer:
        return json.load(answer)


@dataclass
class Sandbox:
    url: str
    access_key: str
    secret_key: str

    @property
    def keys(self) -> dict[str, str]:
        return {"access_key": self.access_key, "secret_key": self.secret_key, "base_url": self.url}

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program that uses the SDK."""
        return {
            **os.environ,
            "ENKASH_BASE_URL": self.url,
            "ENKASH_ACCESS_KEY": self.access_key,
            "ENKASH_SECRET_KEY": self.secret_key,
        }

    def run(self, program: str, *arguments: str) -> str:
        """Runs a Python program to its end and answers what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def started() -> Iterator[Sandbox]:
    """A sandbox of its own, for as long as the block lasts."""
    program = os.environ.get("ENKASH_SANDBOX_BIN")
    if not program:
        pytest.fail(
            "ENKASH_SANDBOX_BIN is not set: build enkash-sandbox and name the program, or use `cargo xtask test`"
        )
    process = subprocess.Popen([program, "serve", "--json"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        yield Sandbox(told["url"], told["access_key"], told["secret_key"])
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with started() as sandbox:
        yield sandbox


@pytest.fixture
def own_sandbox() -> Iterator[Sandbox]:
    """For a test that fills the gateway, or walks over all that is in it."""
    with started() as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[enkash.Client]:
    with enkash.Client(**sandbox.keys) as client:
        yield client


class Gateway:
    """A gateway that grants tokens and leaves every other answer to the test."""

    def __init__(self) -> None:
        gateway = self
        self.answer: Callable[[BaseHTTPRequestHandler, bytes], None] = lambda handler, body: self.hang(handler)
        self.arrived = threading.Event()
        self.left = threading.Event()
        self.closed = threading.Event()
        self.count = 0

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                if self.path == "/api/v0/merchant/token":
                    gateway.send(self, {"token": "token-1", "expiry": 4102444800000, "resultCode": 0})
                else:
                    gateway.count += 1
                    gateway.arrived.set()
                    gateway.answer(self, body)

            do_POST = do_GET

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def shutdown_request(self, request: object) -> None:
                super().shutdown_request(request)  # type: ignore[arg-type]
                gateway.closed.set()

            def handle_error(self, request: object, client_address: object) -> None:
                """Callers that go away in the middle are what many tests are about."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def keys(self) -> dict[str, str]:
        return {"access_key": "AKTEST0001", "secret_key": "SKTEST0001", "base_url": self.url}

    def send(self, handler: BaseHTTPRequestHandler, answer: object, status: int = 200) -> None:
        body = json.dumps(answer).encode()
        handler.send_response(status)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def succeed(self, payload: object) -> None:
        answer = {"response_code": 0, "response_message": "Success", "payload": payload}
        self.answer = lambda handler, body: self.send(handler, answer)

    def hang(self, handler: BaseHTTPRequestHandler) -> None:
        """Never answers; notices when the caller goes away."""
        handler.connection.recv(1)
        self.left.set()
        handler.close_connection = True


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    gateway = Gateway()
    yield gateway
    gateway.server.shutdown()
    gateway.server.server_close()


@pytest.fixture(scope="session")
def package() -> Path:
    """The folder of this package's sources."""
    return Path(__file__).resolve().parent.parent
