"""The asyncio client: many calls, many loops, cancelled calls."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import time
import weakref
from decimal import Decimal
from http.server import BaseHTTPRequestHandler
from typing import Any, TypeAlias

import pytest

import enkash
from conftest import Gateway, Sandbox
from enkash import AsyncClient


def cause(error: BaseException) -> BaseException | None:
    """What a cancellation names as its cause. Until Python 3.10 a task raises a copy, with the original as context."""
    original = error.__context__ if isinstance(error.__context__, asyncio.CancelledError) else error
    return original.__cause__


def creating(client: AsyncClient) -> asyncio.Task[enkash.CreatedOrder]:
    return asyncio.create_task(client.orders.create(merchant_order_id="INV1001", amount=1))


async def given_up(task: asyncio.Task[Any]) -> BaseException | None:
    """What the cancelled task says about its call."""
    with pytest.raises(asyncio.CancelledError) as caught:
        await task
    return cause(caught.value)


def test_many_calls_at_once(sandbox: Sandbox) -> None:
    async def main() -> None:
        async with AsyncClient(**sandbox.keys) as client:
            requests = [enkash.CreateOrder(merchant_order_id=f"ASYNC{n}", amount=n + 1) for n in range(40)]
            created = await asyncio.gather(*(client.orders.create(request) for request in requests))
            found = await asyncio.gather(*(client.orders.get(order.order_id) for order in created * 5))
            assert [order.amount for order in found[:40]] == [request.amount for request in requests]
            results = await asyncio.gather(
                client.orders.get(created[0].order_id),
                client.orders.get("ORDNONE1"),
                client.orders.create(merchant_order_id="A-1", amount=1),
                return_exceptions=True,
            )
            assert [type(result).__name__ for result in results] == ["Order", "GatewayError", "ValidationError"]

    asyncio.run(main())


def test_one_client_serves_many_loops(sandbox: Sandbox) -> None:
    client = AsyncClient(**sandbox.keys)

    async def use() -> None:
        await asyncio.gather(*(client.auth.token() for _ in range(5)))

    asyncio.run(use())
    before = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0
    for _ in range(50):
        asyncio.run(use())
    if before:
        assert len(os.listdir("/proc/self/fd")) <= before + 10, "loops that ended leave descriptors open"
    failures: list[BaseException] = []

    def thread() -> None:
        try:
            for _ in range(5):
                asyncio.run(use())
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=thread) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    asyncio.run(client.close())


def test_after_close(sandbox: Sandbox) -> None:
    async def main() -> None:
        client = AsyncClient(**sandbox.keys)
        await client.auth.token()
        await client.close()
        await client.close()
        with pytest.raises(enkash.ConfigurationError, match="closed"):
            await client.auth.token()

    asyncio.run(main())


@pytest.mark.parametrize("write", [False, True])
def test_cancelling_a_call_closes_its_request(gateway: Gateway, write: bool) -> None:
    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            call = client.orders.create(merchant_order_id="INV1001", amount=1) if write else client.orders.get("ORD1")
            task = asyncio.create_task(call)
            while not gateway.arrived.is_set():
                await asyncio.sleep(0.01)
            task.cancel()
            unknown = await given_up(task)
            if write:
                assert isinstance(unknown, enkash.OutcomeUnknownError)
                assert unknown.reference == "INV1001"
                assert unknown.operation == "orders.create"
                assert unknown.advice == "look up first"
            else:
                assert unknown is None
            while not gateway.left.is_set():
                await asyncio.sleep(0.01)
            gateway.succeed({"orderId": "ORD2"})
            assert (await client.orders.get("ORD2")).order_id == "ORD2", "the client is still good"

    asyncio.run(asyncio.wait_for(main(), 60))


def test_what_was_surely_not_applied_is_not_in_doubt(gateway: Gateway) -> None:
    """A write that is cancelled before it is sent, and one that was refused by then."""

    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            task = creating(client)
            await asyncio.sleep(0)
            task.cancel()
            assert await given_up(task) is None or gateway.arrived.is_set()
            gateway.answer = lambda handler, body: gateway.send(handler, {"response_code": 400, "payload": None})
            task = creating(client)
            await asyncio.sleep(0)
            time.sleep(0.3)  # noqa: ASYNC251  the answer arrives while the loop is busy
            task.cancel()
            with pytest.raises((asyncio.CancelledError, enkash.GatewayError)) as refused:
                await task
            assert cause(refused.value) is None

    asyncio.run(main())


def test_an_answer_that_comes_too_late_is_not_lost_in_silence(gateway: Gateway) -> None:
    gateway.succeed({"orderId": "ORD1"})

    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            task = creating(client)
            await asyncio.sleep(0)
            time.sleep(0.5)  # noqa: ASYNC251  the answer arrives while the loop is busy
            task.cancel()
            unknown = await given_up(task)
            assert isinstance(unknown, enkash.OutcomeUnknownError)
            assert unknown.reference == "INV1001"

    asyncio.run(main())


def test_an_answer_that_is_settled_but_not_read_is_not_lost_in_silence(gateway: Gateway) -> None:
    gateway.succeed({"orderId": "ORD1"})

    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            task = creating(client)
            await asyncio.sleep(0)
            time.sleep(0.5)  # noqa: ASYNC251  the answer arrives while the loop is busy
            # The loop settles the future in this turn; the task would read it in the next one.
            asyncio.get_running_loop().call_soon(task.cancel)
            assert isinstance(await given_up(task), enkash.OutcomeUnknownError)

    asyncio.run(main())


def test_giving_up_twice_does_not_forget_the_doubt(gateway: Gateway) -> None:
    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            task = creating(client)
            while not gateway.arrived.is_set():
                await asyncio.sleep(0.01)
            task.cancel()
            await asyncio.sleep(0)
            task.cancel()
            assert isinstance(await given_up(task), enkash.OutcomeUnknownError)

    asyncio.run(main())


def test_a_charge_is_in_doubt_whatever_it_is_found_by(gateway: Gateway) -> None:
    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            task = asyncio.create_task(client.payments.validate_otp(transaction_id="EK1", otp="482913"))
            while not gateway.arrived.is_set():
                await asyncio.sleep(0.01)
            task.cancel()
            unknown = await given_up(task)
            assert isinstance(unknown, enkash.OutcomeUnknownError)
            assert unknown.reference == "EK1"

    asyncio.run(main())


def test_paths_beyond_the_table(gateway: Gateway) -> None:
    seen: list[bytes] = []

    def echo(handler: Any, body: bytes) -> None:
        seen.append(body)
        gateway.send(handler, {"response_code": 0, "payload": {"path": handler.path, "verb": handler.command}})

    gateway.answer = echo
    body = {"amount": Decimal("499.00"), "list": [1, "x", None, True], "text": 'a"b'}
    with enkash.Client(**gateway.keys) as client:
        assert client.request("GET", "/api/v0/x?a=b") == {"path": "/api/v0/x?a=b", "verb": "GET"}
        assert client.request("POST", "/api/v0/x", body)["verb"] == "POST"
        for wrong in ({"a": 4.99}, {"a": object()}, {1: 2}):
            with pytest.raises(enkash.ValidationError) as caught:
                client.request("POST", "/api/v0/x", wrong)
            assert (caught.value.field or "").startswith("json")
        with pytest.raises(enkash.ValidationError, match="path"):
            client.request("GET", "//example.com")
        with pytest.raises(enkash.ValidationError, match="GET, POST, PATCH or DELETE"):
            client.request("TRACE", "/")  # type: ignore[arg-type]

    async def main() -> object:
        async with AsyncClient(**gateway.keys) as client:
            return await client.request("POST", "/api/v0/x", body)

    assert asyncio.run(main()) == {"path": "/api/v0/x", "verb": "POST"}
    expected = b'{"amount":499.00,"list":[1,"x",null,true],"text":"a\\"b"}'
    assert seen == [b"", expected, expected]


def test_calls_are_given_up_in_any_moment(sandbox: Sandbox) -> None:
    async def main() -> None:
        async with AsyncClient(**sandbox.keys) as client:
            for round in range(60):
                tasks = [asyncio.create_task(client.auth.token()) for _ in range(5)]
                for _ in range(round % 7):
                    await asyncio.sleep(0)
                if round % 3:
                    await asyncio.sleep(0.0005 * (round % 5))
                for task in tasks[::2]:
                    task.cancel()
                results = await asyncio.gather(*tasks, return_exceptions=True)
                assert all(isinstance(result, enkash.AuthToken | asyncio.CancelledError) for result in results)
                assert all(isinstance(result, enkash.AuthToken) for result in results[1::2])

    asyncio.run(asyncio.wait_for(main(), 120))


def test_a_timeout_around_a_call(gateway: Gateway) -> None:
    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(client.orders.get("ORD1"), 0.2)

    asyncio.run(main())
    assert gateway.left.wait(60), "the request was not closed"


@pytest.mark.parametrize("write", [False, True])
def test_a_loop_that_ends_with_calls_under_way(gateway: Gateway, write: bool) -> None:
    client = AsyncClient(**gateway.keys)

    async def abandon() -> None:
        call = client.orders.create(merchant_order_id="INV1001", amount=1) if write else client.orders.get("ORD1")
        asyncio.ensure_future(call)  # noqa: RUF006
        while not gateway.arrived.is_set():
            await asyncio.sleep(0.01)

    asyncio.run(abandon())
    assert gateway.left.wait(60), "the request was not closed"
    gateway.succeed({"orderId": "ORD1"})

    async def again() -> str:
        return (await client.orders.get("ORD1")).order_id

    assert asyncio.run(again()) == "ORD1"


Loop: TypeAlias = type[asyncio.SelectorEventLoop]


class Blind(asyncio.SelectorEventLoop):
    """Such as the proactor loop of Windows."""

    def add_reader(self, *args: object) -> None:
        raise NotImplementedError


def test_a_loop_that_cannot_watch(gateway: Gateway) -> None:
    gateway.succeed({"orderId": "ORD1"})

    async def main() -> list[str]:
        async with AsyncClient(**gateway.keys) as client:
            return [order.order_id for order in await asyncio.gather(*(client.orders.get("ORD1") for _ in range(10)))]

    loop = Blind()
    try:
        assert loop.run_until_complete(asyncio.wait_for(main(), 60)) == ["ORD1"] * 10
    finally:
        loop.close()


@pytest.mark.parametrize("kind", [asyncio.SelectorEventLoop, Blind])
@pytest.mark.parametrize("closed", [True, False])
def test_ended_loops_and_their_queues_are_let_go(gateway: Gateway, kind: Loop, closed: bool) -> None:
    gateway.succeed({"orderId": "ORD1"})
    client = AsyncClient(**gateway.keys)

    def use() -> weakref.ref[asyncio.SelectorEventLoop]:
        loop = kind()
        loop.run_until_complete(client.orders.get("ORD1"))
        if closed:
            loop.close()
        return weakref.ref(loop)

    loops = [use() for _ in range(5)]
    end = time.monotonic() + 60  # our thread may still be on its way back from the last loop's `call_soon_threadsafe`
    while any(loop() is not None for loop in loops) and time.monotonic() < end:
        gc.collect()
        time.sleep(0.01)
    assert [loop() for loop in loops] == [None] * 5
    asyncio.run(use_again(client))
    gc.collect()
    queues = [thing for thing in gc.get_objects() if type(thing).__name__ == "LoopQueue"]
    assert len(queues) <= 1, "the first call of a loop lets go of the queues of loops that have ended"


async def use_again(client: AsyncClient) -> None:
    await client.orders.get("ORD1")


def test_what_a_time_limit_interrupts_is_found_in_its_exception(gateway: Gateway) -> None:
    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            with pytest.raises(asyncio.TimeoutError) as late:
                await asyncio.wait_for(client.orders.create(merchant_order_id="INV1001", amount=1), 1)
            if gateway.arrived.is_set():
                (doubt,) = enkash.doubts(late.value)
                assert (doubt.reference, doubt.operation) == ("INV1001", "orders.create")
                assert doubt.unresolved is not None
                assert doubt.unresolved in {told.unresolved for told in client.take_doubts()}

    asyncio.run(main())


def test_doubts_that_nobody_saw_are_kept_by_the_client(gateway: Gateway) -> None:
    """Tasks that end with their loop, and one that is cancelled and never awaited."""
    client = AsyncClient(**gateway.keys)

    async def abandon() -> None:
        for n in range(3):
            asyncio.ensure_future(client.orders.create(merchant_order_id=f"INV{n}", amount=1))  # noqa: RUF006
        asyncio.ensure_future(client.orders.get("ORD1"))  # noqa: RUF006
        while gateway.count < 4:
            await asyncio.sleep(0.01)

    asyncio.run(abandon())
    asyncio.run(client.close())
    told = client.take_doubts()
    assert sorted(doubt.reference or "" for doubt in told) == ["INV0", "INV1", "INV2"]
    assert all(isinstance(doubt, enkash.OutcomeUnknownError) and doubt.unresolved for doubt in told)
    assert client.take_doubts() == []


def test_an_answer_without_a_taker_is_kept_as_a_doubt(gateway: Gateway) -> None:
    gateway.succeed({"orderId": "ORD1"})

    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            task = creating(client)
            await asyncio.sleep(0)
            time.sleep(0.5)  # noqa: ASYNC251  the answer arrives while the loop is busy
            task.cancel()
            unknown = await given_up(task)
            assert isinstance(unknown, enkash.OutcomeUnknownError)
            (told,) = client.take_doubts()
            assert (told.reference, told.unresolved) == (unknown.reference, unknown.unresolved)
            assert told.unresolved

    asyncio.run(main())


@pytest.mark.parametrize("end", ["stopped", "closed", "collected"])
def test_an_answer_that_comes_after_its_loop_is_kept_as_a_doubt(gateway: Gateway, end: str) -> None:
    answered, over = threading.Event(), threading.Event()

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        over.wait(60)
        gateway.send(handler, {"response_code": 0, "payload": {"orderId": "ORD1"}})
        answered.set()

    gateway.answer = answer
    client = AsyncClient(**gateway.keys)
    loop = asyncio.new_event_loop()

    async def main() -> asyncio.Task[object]:
        task = asyncio.ensure_future(client.orders.create(merchant_order_id="INV1001", amount=1))
        while not gateway.arrived.is_set():
            await asyncio.sleep(0.01)
        return task

    task: object = loop.run_until_complete(main())
    if end != "stopped":
        loop.close()
    if end == "collected":
        task = None
        gc.collect()
    over.set()
    assert answered.wait(60)
    told: list[enkash.OutcomeUnknownError] = []
    until = time.monotonic() + 60
    while not told and time.monotonic() < until:
        told = client.take_doubts()
        time.sleep(0.01)
    (doubt,) = told
    assert doubt.reference == "INV1001"
    assert doubt.unresolved
    time.sleep(0.1)
    assert client.take_doubts() == []
    if end == "stopped":
        assert loop.run_until_complete(task).order_id == "ORD1", "it may run again"  # type: ignore[arg-type,attr-defined]
        assert client.take_doubts() == []
        loop.close()


def test_a_cancelled_call_that_ended_in_doubt_by_itself_is_kept(gateway: Gateway) -> None:
    async def main() -> None:
        async with AsyncClient(**gateway.keys, timeout_ms=2000) as client:
            task = creating(client)
            while not gateway.arrived.is_set() and not task.done():
                await asyncio.sleep(0.01)
            time.sleep(2.5)  # noqa: ASYNC251  the deadline passes while the loop is busy
            task.cancel()
            unknown = await given_up(task)
            assert isinstance(unknown, enkash.OutcomeUnknownError)
            (told,) = client.take_doubts()
            assert (told.reference, told.unresolved) == (unknown.reference, unknown.unresolved)

    asyncio.run(main())


def test_an_interrupted_observer_ends_the_loop_and_keeps_the_doubt(gateway: Gateway) -> None:
    gateway.succeed({"orderId": "ORD1"})

    def interrupt(call: enkash.CallRecord) -> None:
        if call.operation == "orders.create":
            raise KeyboardInterrupt

    client = AsyncClient(**gateway.keys)
    end = enkash.observe(interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            asyncio.run(client.orders.create(merchant_order_id="INV1001", amount=1))  # type: ignore[arg-type]
    finally:
        end()
    (told,) = client.take_doubts()
    assert told.reference == "INV1001"


@pytest.mark.parametrize("place", ["entry", "call", "answer"])
def test_a_fault_of_the_sdk_is_an_error(gateway: Gateway, place: str, capfd: pytest.CaptureFixture[str]) -> None:
    async def main() -> None:
        async with AsyncClient(**gateway.keys) as client:
            with pytest.raises(enkash.InternalError) as caught:
                await enkash._operations.wait(client._core.provoke_fault(asyncio.get_running_loop(), place))
            assert caught.value.advice == "look up first"
            assert "4111" not in f"{caught.value} {caught.value!r}"
            gateway.succeed({"orderId": "ORD1"})
            assert (await client.orders.get("ORD1")).order_id == "ORD1", "the client is still good"

    asyncio.run(main())
    said = capfd.readouterr().err
    assert "a fault of the SDK at" in said
    assert "4111" not in said, "a panic's message may hold anything"
