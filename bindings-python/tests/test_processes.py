"""Processes, threads and signals. Programs of their own, so that a fork does not copy the test runner."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pytest

import enkash
from conftest import Gateway, Sandbox
from enkash import Client

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def program(text: str) -> str:
    return textwrap.dedent(text)


def test_import_and_construction_start_nothing(sandbox: Sandbox) -> None:
    told = sandbox.run(
        program("""
        import os
        count = lambda: (len(os.listdir("/proc/self/task")), len(os.listdir("/proc/self/fd")))
        import asyncio, decimal, inspect
        before = count()
        import enkash
        assert count() == before, "importing started something"
        client, later = enkash.Client.from_env(), enkash.AsyncClient.from_env()
        assert count() == before, "constructing started something"
        client.auth.token()
        assert count()[0] == before[0], "a blocking call started a thread"
        client.close()
        assert count() == before, "closing left something open"
        """)
    )
    assert told == ""


def test_every_process_has_connections_of_its_own(sandbox: Sandbox) -> None:
    told = sandbox.run(
        program("""
        import asyncio, os, sys
        from enkash import AsyncClient, Client

        client, other = Client.from_env(), AsyncClient.from_env()

        def use(name):
            assert client.auth.token().token
            async def several():
                tokens = await asyncio.gather(*(other.auth.token() for _ in range(20)))
                assert all(token.token for token in tokens)
            asyncio.run(several())
            os.write(1, f"{name} ".encode())

        use("parent")
        for generation in range(3):
            child = os.fork()
            if child == 0:
                try:
                    use("child")
                    grandchild = os.fork()
                    if grandchild == 0:
                        use("grandchild")
                        client.close()
                        os._exit(0)
                    assert os.waitpid(grandchild, 0)[1] == 0
                    use("child")
                    del client, other
                except BaseException as error:
                    os.write(2, repr(error).encode())
                    os._exit(1)
                os._exit(0)
            assert os.waitpid(child, 0)[1] == 0
            use("parent")
        """)
    )
    assert told.split().count("parent") == 4
    assert told.split().count("child") == 6
    assert told.split().count("grandchild") == 3


def test_a_fork_in_the_middle_of_calls_of_other_threads(own_sandbox: Sandbox) -> None:
    told = own_sandbox.run(
        program("""
        import asyncio, os, signal, threading, warnings
        from enkash import AsyncClient, Client

        warnings.simplefilter("ignore", DeprecationWarning)  # of Python itself: threads and a fork
        client, later = Client.from_env(), AsyncClient.from_env()
        over, faults = threading.Event(), []

        def blocking(name):
            for n in range(10_000):
                client.orders.create(merchant_order_id=f"{name}N{n}", amount=1)
                if over.is_set():
                    return

        def looping(name):
            async def main():
                for n in range(10_000):
                    await asyncio.gather(*(later.auth.token() for _ in range(5)))
                    await later.orders.create(merchant_order_id=f"{name}N{n}", amount=1)
                    if over.is_set():
                        return
            asyncio.run(main())

        def watched(work, name):
            try:
                work(name)
            except BaseException as error:
                faults.append(error)

        threads = [threading.Thread(target=watched, args=(blocking, f"B{n}")) for n in range(3)]
        threads += [threading.Thread(target=watched, args=(looping, f"L{n}")) for n in range(2)]
        for thread in threads:
            thread.start()
        for n in range(12):
            child = os.fork()
            if child == 0:
                signal.alarm(100)  # a child that hangs is ended and fails the test
                code = 1
                try:
                    order = client.orders.create(merchant_order_id=f"C{n}", amount=1)
                    assert asyncio.run(later.orders.get(order.order_id)).merchant_order_id == f"C{n}"
                    code = 0
                except BaseException as error:
                    os.write(2, repr(error).encode())
                finally:
                    os._exit(code)
            assert os.waitpid(child, 0)[1] == 0
        over.set()
        for thread in threads:
            thread.join()
        assert faults == []
        assert client.orders.get_by_merchant_order_id("C11").merchant_order_id == "C11"
        print("done")
        """)
    )
    assert told == "done\n"


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_multiprocessing(sandbox: Sandbox, method: str, tmp_path: object) -> None:
    path = f"{tmp_path}/pool.py"
    with open(path, "w", encoding="utf-8") as file:
        file.write(
            program("""
            import multiprocessing, sys
            from enkash import Client, CreateOrder

            client = Client.from_env()

            def create(request):
                order = client.orders.create(request)
                try:
                    client.orders.get("ORDNONE1")
                except Exception as error:
                    return order, error

            if __name__ == "__main__":
                method = sys.argv[1]
                client.auth.token()
                requests = [CreateOrder(merchant_order_id=f"{method}{n}", amount=n + 1) for n in range(12)]
                with multiprocessing.get_context(method).Pool(3) as pool:
                    for request, (order, error) in zip(requests, pool.map(create, requests)):
                        found = client.orders.get(order.order_id)
                        assert found.merchant_order_id == request.merchant_order_id
                        assert error.reference == "ORDNONE1", error
                print("done")
            """)
        )
    done = subprocess.run(
        [sys.executable, path, method],
        env=sandbox.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def test_threads_share_a_client(client: Client) -> None:
    orders = [client.orders.create(merchant_order_id=f"THREAD{n}", amount=n + 1) for n in range(8)]

    def look(n: int) -> bool:
        order = orders[n % len(orders)]
        return client.orders.get(order.order_id).amount == n % len(orders) + 1

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(look, range(400)))


def test_a_connection_that_was_closed_meanwhile_is_not_written_to(gateway: Gateway) -> None:
    """Between blocking calls nobody watches the connection; a write over a dead one would be in doubt."""

    def answer_and_close(handler: object, body: bytes) -> None:
        said = {"response_code": 0, "response_message": "Success", "payload": {"orderId": "ORD1"}}
        gateway.send(handler, said)  # type: ignore[arg-type]
        handler.close_connection = True  # type: ignore[attr-defined]

    gateway.answer = answer_and_close
    with Client(**gateway.keys, max_attempts=1) as client:
        for n in range(30):
            gateway.closed.clear()
            assert client.orders.create(merchant_order_id=f"INV{n}", amount=1).order_id == "ORD1"
            assert gateway.closed.wait(60)


SLOW = """
    import sys, signal
    import enkash
    from enkash import Client, OutcomeUnknownError
    # A job that a script runs in the background starts with the signal ignored, and its children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    client = Client.from_env()
    try:
        {call}
    except KeyboardInterrupt as stop:
        cause = stop.__cause__
        print("interrupted", type(cause).__name__, getattr(cause, "reference", None))
        known = lambda doubts: [(doubt.reference, doubt.unresolved) for doubt in doubts]
        assert known(client.take_doubts()) == known(enkash.doubts(stop))
        assert cause is None or cause.unresolved or cause.operation == "request"
"""


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ('client.orders.get("ORD1")', "interrupted NoneType None"),
        (
            'client.orders.create(merchant_order_id="INV1001", amount=1)',
            "interrupted OutcomeUnknownError INV1001",
        ),
        (
            'client.refunds.create("T1", amount=1, request_id="RF1")',
            "interrupted OutcomeUnknownError RF1",
        ),
        ('client.request("GET", "/api/v0/x")', "interrupted NoneType None"),
        ('client.request("POST", "/api/v0/x", {})', "interrupted OutcomeUnknownError /api/v0/x"),
    ],
)
def test_ctrl_c_ends_a_call_that_waits(gateway: Gateway, call: str, says: str) -> None:
    environment = {
        **os.environ,
        "ENKASH_BASE_URL": gateway.url,
        "ENKASH_ACCESS_KEY": "AKTEST0001",
        "ENKASH_SECRET_KEY": "SKTEST0001",
    }
    command = [sys.executable, "-c", program(SLOW).format(call=call)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert gateway.arrived.wait(60)
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=60)
    assert told.strip() == says
    assert gateway.left.wait(60), "the request was not closed"


@pytest.mark.parametrize("observer", ["None", "lambda call: None", "interrupted", "itself"])
def test_ctrl_c_as_the_answer_comes_leaves_the_doubt(gateway: Gateway, observer: str) -> None:
    """The signal is there before the answer, and both before the client looks; or an observer is interrupted."""
    environment = {
        **os.environ,
        "ENKASH_BASE_URL": gateway.url,
        "ENKASH_ACCESS_KEY": "AKTEST0001",
        "ENKASH_SECRET_KEY": "SKTEST0001",
    }
    call = f"""
        import os

        def interrupted(call):
            if call.operation == "orders.create":
                os.kill(os.getpid(), signal.SIGINT)
                for _ in range(1000): pass

        def itself(call):
            if call.operation == "orders.create":
                raise KeyboardInterrupt

        observer = {observer}
        observer and enkash.observe(observer)
        print("answered", client.orders.create(merchant_order_id="INV1001", amount=1).order_id)
    """

    def answer(handler: object, body: bytes) -> None:
        if not observer.startswith("i"):
            process.send_signal(signal.SIGINT)
        gateway.send(handler, {"response_code": 0, "payload": {"orderId": "ORD1"}})  # type: ignore[arg-type]

    gateway.answer = answer
    command = [sys.executable, "-c", program(SLOW).format(call=call.strip().replace("\n    ", "\n"))]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        told, _ = process.communicate(timeout=60)
    assert told.strip() == "interrupted OutcomeUnknownError INV1001"


@pytest.mark.parametrize("in_call", [False, True])
def test_a_fault_of_the_sdk_is_an_error(gateway: Gateway, in_call: bool, capfd: pytest.CaptureFixture[str]) -> None:
    with Client(**gateway.keys) as client:
        with pytest.raises(enkash.InternalError) as caught:
            client._core.provoke_fault(in_call)  # type: ignore[union-attr]
        assert "4111" not in f"{caught.value} {caught.value!r}"
        gateway.succeed({"orderId": "ORD1"})
        assert client.orders.get("ORD1").order_id == "ORD1", "the client is still good"
    said = capfd.readouterr().err
    assert "a fault of the SDK at" in said
    assert "4111" not in said, "a panic's message may hold anything"


def test_a_signal_handler_may_use_the_client(gateway: Gateway) -> None:
    gateway.answer = lambda handler, body: (
        gateway.hang(handler)
        if handler.path.endswith("/SLOW")
        else gateway.send(handler, {"response_code": 0, "payload": {"orderId": "ORD1"}})
    )
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            program("""
            import os, signal, sys
            from enkash import Client, EnKashTimeoutError
            client = Client(access_key="a", secret_key="b", base_url=sys.argv[1], timeout_ms=2000)
            seen = []
            signal.signal(signal.SIGALRM, lambda *_: seen.append(client.orders.get("ORD1").order_id))
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            try:
                client.orders.get("SLOW")
            except EnKashTimeoutError:
                print(seen)
            """),
            gateway.url,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.stdout == "['ORD1']\n", told.stderr
