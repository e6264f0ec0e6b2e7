"""A Redis of the tests' own, and the smallest client that can talk to it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Redis:
    """Commands over a Unix socket; a connection for each, so that threads and forked children share nothing."""

    def __init__(self, path: str) -> None:
        self.path = path

    def command(self, *words: str) -> object:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.path)
            parts = [f"*{len(words)}\r\n"] + [f"${len(word.encode())}\r\n{word}\r\n" for word in words]
            connection.sendall("".join(parts).encode())
            with connection.makefile("rb") as answer:
                head = answer.readline().decode().rstrip()
                if head.startswith("$"):
                    length = int(head[1:])
                    return None if length < 0 else answer.read(length)
                if head.startswith("-"):
                    raise RuntimeError(head)
                return head[1:]

    # What follows is the adapter that the guide shows.
    def get(self, key: str) -> object:
        return self.command("GET", key)

    def set(self, key: str, value: str, seconds: int) -> object:
        return self.command("SET", key, value, "EX", str(seconds))

    def add(self, key: str, value: str, seconds: int) -> object:
        return self.command("SET", key, value, "EX", str(seconds), "NX")


@contextmanager
def redis() -> Iterator[Redis]:
    """A server that keeps nothing on disk and listens to a socket in a folder of its own."""
    program = shutil.which("redis-server")
    assert program, "redis-server is missing: install it (on Debian: apt-get install redis-server)"
    with tempfile.TemporaryDirectory(prefix="enkash-redis-") as folder:
        path = str(Path(folder) / "s")
        options = ["--port", "0", "--unixsocket", path, "--save", "", "--appendonly", "no", "--dir", folder]
        process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
        try:
            server = Redis(path)
            while True:
                try:
                    assert server.command("PING") == "PONG"
                    break
                except OSError:
                    assert process.poll() is None, "redis-server ended at once"
                    time.sleep(0.05)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)
