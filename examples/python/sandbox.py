"""What a real shop has and a program on one machine has not.

Payers with phones, days that pass, and an address on the internet for notifications: the sandbox's control routes stand
in for them (docs/sandbox.md).
"""

from __future__ import annotations

import json
import os
import sys
import traceback
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

ROOT = os.environ.get("ENKASH_BASE_URL", "")
if not ROOT.startswith("http://"):
    sys.exit("start a sandbox and set the three variables that the README names; this program moves pretended money")
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def control(path: str, body: dict[str, Any] | None = None) -> Any:
    """Asks the sandbox for something that no merchant could ask a gateway for."""
    data = None if body is None else json.dumps(body).encode()
    try:
        with DIRECT.open(f"{ROOT}/_sandbox/{path}", data, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        raise RuntimeError(f"{path}: {json.load(refused)['error']}") from None


def now() -> datetime:
    """The sandbox's present."""
    return datetime.fromisoformat(control("clock")["now"].replace("Z", "+00:00"))


def wait_until(instant: datetime) -> None:
    """Lets time pass until an instant; what falls due on the way happens."""
    if instant > now():
        control("clock", {"set": instant.isoformat(timespec="milliseconds")})


@contextmanager
def notifications(handle: Callable[[bytes], object]) -> Iterator[Callable[[], object]]:
    """Calls ``handle`` with the body of each notification; yields what waits until all that are due are delivered.

    The answer is 200 when ``handle`` has ended well; otherwise the sandbox tries again.
    """

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            try:
                handle(body)
            except Exception:
                traceback.print_exc()
                self.send_response(500)
            else:
                self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    control("notify-url", {"url": f"http://127.0.0.1:{server.server_address[1]}/hook"})
    try:
        yield lambda: control("webhooks/flush", {})
    finally:
        server.shutdown()
        server.server_close()


def audit() -> None:
    """Ends the program with what the sandbox's auditor has found, if anything."""
    report = control("audit")
    if report["findings"]:
        sys.exit(f"the auditor found: {'; '.join(report['findings'])}")
    print(f"audit: nothing found, the books differ by {report['books']['imbalance']}")
