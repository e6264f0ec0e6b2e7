"""Python's runner of the faults: executes the director's commands with both clients; see tests/README.md."""

from __future__ import annotations

import asyncio
import base64
import copy
import json
import logging
import os
import pickle
import re
import signal
import sys
import traceback
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import enkash
from enkash import AsyncCheckout, AsyncClient, Checkout, Client, EnKashError, WebhookEvent, webhooks

OWN = Path(enkash.__file__).parent
STUB = Path(enkash.__file__).with_name("_types.py").read_text(encoding="utf-8")
TIMES = set(re.findall(r"^    (\w+): (?:Required\[)?datetime", STUB, re.MULTILINE))
CLIENTS: dict[tuple[str, str], Any] = {
    ("client", "async"): AsyncClient,
    ("client", "sync"): Client,
    ("checkout", "async"): AsyncCheckout,
    ("checkout", "sync"): Checkout,
}
# As many as any fault calls at once: each blocking call is a thread of its own.
THREADS = ThreadPoolExecutor(256)

texts: list[str] = []
clients: dict[str, Any] = {}
started: dict[str, asyncio.Task[Any]] = {}


class Lines(logging.Handler):
    """Keeps every line that anybody logs."""

    def emit(self, record: logging.LogRecord) -> None:
        texts.append(self.format(record))


def ask(url: str, told: object) -> Any:
    body = json.dumps(told, default=str).encode()
    with urllib.request.urlopen(urllib.request.Request(url, body), timeout=600) as answer:
        return json.load(answer)


async def main() -> None:
    logging.basicConfig(level=0, handlers=[Lines()])
    url = os.environ["ENKASH_FAULTS_URL"] + "/next"
    told: object = {}
    while True:
        command = await asyncio.to_thread(ask, url, told)
        if command["do"] == "done":
            return
        try:
            outcomes = await execute(command)
        except Exception:
            outcomes = [{"crash": traceback.format_exc()}]
        told = {"outcomes": outcomes, "texts": texts[:]}
        texts.clear()


async def execute(command: dict[str, Any]) -> list[object]:
    match command["do"]:
        case "open":
            return [await outcome(opened(command))]
        case "call":
            return await asyncio.gather(*(outcome(call(command)) for _ in range(command.get("times", 1))))
        case "calls":
            client = command["client"]
            return await asyncio.gather(*(outcome(call({"client": client, **one})) for one in command["calls"]))
        case "start":
            started[command["call"]] = asyncio.create_task(call(command))
            await asyncio.sleep(0)
            return [{"value": {}}]
        case "cancel":
            task = started.pop(command["call"])
            task.cancel()
            return [await outcome(task)]
        case "await":
            return [await outcome(started.pop(command["call"]))]
        case "resolve":
            return [await outcome(resolved(command["client"], command["unresolved"]))]
        case "parse":
            return [await outcome(parsed(command))]
        case "confirm":
            return [await outcome(confirmed(command))]
        case "function":
            return [await outcome(function(command))]
        case "close":
            client = clients.pop(command["client"])
            texts.append(repr(client))
            await either(client, client.close)
            return [{"value": {}}]
        case "forget":
            for client in clients.values():
                await either(client, client.close)
            clients.clear()
            started.clear()
            return [{"value": {}}]
        case "run":
            return [{"value": await PROGRAMS[command["program"]](command)}]
    raise ValueError(command["do"])


async def opened(command: dict[str, Any]) -> object:
    client = CLIENTS[command["side"], command["mode"]](**command["config"])
    texts.append(repr(client))
    clients[command["client"]] = client
    return {}


async def call(command: dict[str, Any]) -> object:
    if command["operation"] == "calls.resolve":
        return await resolved(command["client"], command["id"])
    client = clients[command["client"]]
    resource, method = command["operation"].split(".")
    given = [command["id"]] if "id" in command else []
    work = getattr(getattr(clients[command["client"]], resource), method)
    return await either(
        client, work, *given, **{name: argument(name, value) for name, value in command.get("request", {}).items()}
    )


async def resolved(name: str, unresolved: str) -> object:
    return await either(clients[name], clients[name].resolve, unresolved)


async def either(client: object, work: Any, *given: object, **named: object) -> object:
    """Calls a method of either client: one answers something to await, the other blocks a thread."""
    if isinstance(client, AsyncClient | AsyncCheckout):
        return await work(*given, **named)
    return await asyncio.get_running_loop().run_in_executor(THREADS, lambda: work(*given, **named))


def argument(name: str, value: Any) -> Any:
    """A value as a program would pass it: an instant is an aware datetime."""
    if isinstance(value, dict):
        return {name: argument(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [argument(name, inner) for inner in value]
    if name in TIMES and isinstance(value, str):
        with suppress(ValueError):
            return datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def event(command: dict[str, Any]) -> WebhookEvent:
    body = command["body"]
    if command.get("encoding") == "base64":
        body = base64.b64decode(body)
    if command.get("kind") == "RETURN_PAGE":
        return webhooks.parse_return(query=body)
    return webhooks.parse(body, kind=command.get("kind"))


async def parsed(command: dict[str, Any]) -> object:
    return event(command)


async def confirmed(command: dict[str, Any]) -> object:
    client = clients[command["client"]]
    return await either(client, client.webhooks.confirm, event(command))


async def function(command: dict[str, Any]) -> object:
    module, name = command["operation"].split(".")
    return getattr(getattr(enkash, module), name)(**command.get("request", {}))


async def outcome(work: Any) -> object:
    """What came of it for the director, and every text that a program could print or log about it."""
    try:
        value = await work
    except EnKashError as error:
        return {"error": told(error)}
    except asyncio.CancelledError as error:
        texts.extend(["".join(traceback.format_exception(error)), repr(error)])
        cause = error.__cause__
        return {"error": told(cause) if isinstance(cause, EnKashError) else {"kind": "Cancelled"}}
    except Exception as error:
        return {"crash": "".join(traceback.format_exception(error))}
    texts.extend([repr(value), str(value)])
    return {"value": value.to_dict() if hasattr(value, "to_dict") else value}


def told(error: EnKashError) -> dict[str, object]:
    texts.extend([str(error), repr(error), repr(vars(error)), "".join(traceback.format_exception(error))])
    # What a crash reporter shows of the SDK's own frames; the caller's variables are the caller's.
    frames = traceback.TracebackException.from_exception(error, capture_locals=True).stack
    texts.extend(str(frame.locals) for frame in frames if OWN in Path(frame.filename).parents)
    texts.extend([repr(copy.copy(error)), repr(pickle.loads(pickle.dumps(error)))])
    logging.getLogger("shop").error("a call failed", exc_info=error)
    return {"kind": error.kind, **vars(error)}


async def fork(command: dict[str, Any]) -> object:
    """A process that has used a client forks; both go on with it."""
    client = Client(**command["config"])
    first = client.orders.create(merchant_order_id="FORK1", amount="499.00")
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            found = client.orders.get(first.order_id)
            made = client.orders.create(merchant_order_id="FORK2", amount="499.00")
            os.write(write, f"{found.merchant_order_id} {made.order_id}".encode())
        except BaseException as error:
            os.write(write, f"failed {error!r}".encode())
        finally:
            os._exit(0)
    os.close(write)
    _, status = await asyncio.to_thread(os.waitpid, child, 0)
    with os.fdopen(read) as pipe:
        said = pipe.read()
    texts.append(said)
    after = client.orders.create(merchant_order_id="FORK3", amount="499.00")
    client.close()
    return {"status": status, "found": said.split()[0], "made": said.split()[-1], "after": after.order_id}


async def interrupt(command: dict[str, Any]) -> object:
    """Ctrl-C while a call of the blocking client waits for an answer that does not come before it."""
    client = Client(**command["config"])
    waiting = f"{command['config']['base_url']}/_sandbox/faults?wait={command['arguments']['hit']}"

    def press() -> None:
        with urllib.request.urlopen(waiting, timeout=60):
            os.kill(os.getpid(), signal.SIGINT)

    # The event loop's own handler would only cancel its task, which is here.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    pressing = THREADS.submit(press)
    try:
        client.orders.create(merchant_order_id="INV1", amount="499.00")
        stopped: BaseException | None = None
    except KeyboardInterrupt as error:
        stopped = error
    finally:
        signal.signal(signal.SIGINT, before)
    await asyncio.to_thread(pressing.result)
    if stopped is None:
        return {"doubts": []}
    texts.extend(["".join(traceback.format_exception(stopped)), repr(stopped)])
    kept = [doubt.unresolved for doubt in client.take_doubts()]
    client.close()
    return {"doubts": [told(doubt) for doubt in enkash.doubts(stopped)], "kept": kept}


PROGRAMS = {"fork": fork, "interrupt": interrupt}

if __name__ == "__main__":
    sys.excepthook = lambda *error: print("".join(traceback.format_exception(*error)), file=sys.stderr)
    asyncio.run(main())
