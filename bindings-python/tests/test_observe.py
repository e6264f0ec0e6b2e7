"""What is told about calls: by logging, to observers, to OpenTelemetry. Nothing of it is an id or a secret."""

from __future__ import annotations

import asyncio
import contextvars
import itertools
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from opentelemetry import trace as opentelemetry_trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

import enkash
from conftest import Sandbox
from enkash import AsyncClient, Client
from enkash.opentelemetry import instrument

NUMBERS = itertools.count(1)
REQUEST: contextvars.ContextVar[str] = contextvars.ContextVar("REQUEST", default="none")


@pytest.fixture
def observe() -> Iterator[Callable[[Callable[[enkash.CallRecord], object]], None]]:
    ends: list[Callable[[], None]] = []
    yield lambda observer: ends.append(enkash.observe(observer))
    for end in ends:
        end()


def lost(client: Client) -> str:
    """An order, a question without an answer, and what must not be told about them."""
    order = client.orders.create(merchant_order_id=f"PLANTEDINV{next(NUMBERS)}", amount="499.00")
    with pytest.raises(enkash.GatewayError):
        client.orders.get_by_merchant_order_id("PLANTEDINV0")
    assert order.order_id
    return order.order_id


def test_the_log_tells_how_calls_went_and_nothing_else(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "enkash")
    with Client(**sandbox.keys) as client:
        order_id = lost(client)
    told = [(record.name, record.levelname, record.getMessage().split(" after ")[0]) for record in caplog.records]
    assert told == [
        ("enkash.token", "DEBUG", "auth.token POST /api/v0/merchant/token: ok"),
        ("enkash.calls", "DEBUG", "orders.create POST /api/v0/orders: ok"),
        (
            "enkash.calls",
            "INFO",
            "orders.get_by_merchant_order_id GET /api/v0/orders/merchant/{merchant_order_id}: "
            "Gateway (gateway_refused)",
        ),
    ]
    everything = repr([vars(record) for record in caplog.records]) + caplog.text
    for planted in ("PLANTEDINV", order_id, *sandbox.keys.values()):
        assert planted not in everything


def test_a_log_that_is_off_is_told_nothing(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "enkash")
    with Client(**sandbox.keys) as client:
        lost(client)
    assert caplog.records == []


def test_an_observer_hears_in_the_context_of_the_call(sandbox: Sandbox, observe: Any) -> None:
    heard: list[tuple[str, str, str]] = []
    observe(lambda call: heard.append((REQUEST.get(), call.operation, call.outcome)))

    async def shop() -> None:
        async def one(name: str) -> None:
            REQUEST.set(name)
            await client.orders.create(merchant_order_id=f"INV{name}{next(NUMBERS)}", amount="1.00")

        async with AsyncClient(**sandbox.keys) as client:
            await client.orders.create(merchant_order_id=f"INV{next(NUMBERS)}", amount="1.00")
            await asyncio.gather(one("A"), one("B"))

    asyncio.run(shop())
    assert heard[:2] == [("none", "auth.token", "ok"), ("none", "orders.create", "ok")]
    assert sorted(heard[2:]) == [("A", "orders.create", "ok"), ("B", "orders.create", "ok")]


def test_an_observer_that_fails_costs_nothing(sandbox: Sandbox, observe: Any, caplog: pytest.LogCaptureFixture) -> None:
    def fails(call: enkash.CallRecord) -> None:
        raise RuntimeError(call.operation)

    observe(fails)
    with Client(**sandbox.keys) as client:
        assert client.orders.create(merchant_order_id=f"INV{next(NUMBERS)}", amount="1.00").order_id
    assert "an observer failed" in caplog.text


def test_an_observer_that_has_ended_hears_nothing(sandbox: Sandbox) -> None:
    heard: list[enkash.CallRecord] = []
    ends = [enkash.observe(heard.append), enkash.observe(heard.append)]
    ends[0]()
    ends[0]()
    with Client(**sandbox.keys) as client:
        client.orders.create(merchant_order_id=f"INV{next(NUMBERS)}", amount="1.00")
        assert [call.operation for call in heard] == ["auth.token", "orders.create"]
        ends[1]()
        lost(client)
    assert len(heard) == 2


class Trace:
    """The part of ``opentelemetry.trace`` that is used."""

    class SpanKind:
        CLIENT = "client"

    class StatusCode:
        ERROR = "error"

    Status = staticmethod(lambda code, text: (code, text))

    def __init__(self) -> None:
        self.spans: list[dict[str, Any]] = []

    def get_tracer(self, name: str, version: str) -> Trace:
        assert (name, version) == ("enkash", enkash.__version__)
        return self

    def start_span(self, name: str, **given: Any) -> Trace:
        self.spans.append({"name": name, **given})
        return self

    def add_event(self, name: str, attributes: dict[str, Any]) -> None:
        self.spans[-1].setdefault("events", []).append((name, attributes))

    def set_status(self, status: object) -> None:
        self.spans[-1]["status"] = status

    def end(self, end_time: int) -> None:
        self.spans[-1]["end_time"] = end_time


def test_calls_become_spans(sandbox: Sandbox) -> None:
    trace = Trace()
    end = instrument(trace)
    try:
        with Client(**sandbox.keys) as client:
            order_id = lost(client)
    finally:
        end()
    assert [span["name"] for span in trace.spans] == ["auth.token", "orders.create", "orders.get_by_merchant_order_id"]
    assert all(span["kind"] == "client" and span["end_time"] >= span["start_time"] for span in trace.spans)
    assert trace.spans[1]["attributes"]["url.template"] == "/api/v0/orders"
    assert trace.spans[2]["status"] == ("error", "gateway_refused")
    assert trace.spans[2]["events"][0][1]["failure"] == "refused"
    assert not [planted for planted in ("PLANTEDINV", order_id) if planted in repr(trace.spans)]


@pytest.fixture(scope="module")
def exporter() -> InMemorySpanExporter:
    """Where OpenTelemetry's own SDK puts finished spans; a process may set its provider once."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    opentelemetry_trace.set_tracer_provider(provider)
    return exporter


@pytest.fixture
def finished(exporter: InMemorySpanExporter) -> Iterator[Callable[[], list[ReadableSpan]]]:
    """The spans that the SDK's calls have made, and nobody else's."""
    exporter.clear()
    end = instrument(opentelemetry_trace)
    yield lambda: [
        span
        for span in exporter.get_finished_spans()
        if span.instrumentation_scope and span.instrumentation_scope.name == "enkash"
    ]
    end()


def test_opentelemetrys_own_sdk_takes_the_spans(sandbox: Sandbox, finished: Callable[[], list[ReadableSpan]]) -> None:
    tracer = opentelemetry_trace.get_tracer("shop")
    with Client(**sandbox.keys) as client:
        with tracer.start_as_current_span("sale") as sale:
            order_id = lost(client)
        client.orders.get(order_id)
    spans = finished()
    assert [span.name for span in spans] == [
        "auth.token",
        "orders.create",
        "orders.get_by_merchant_order_id",
        "orders.get",
    ]
    assert {span.kind for span in spans} == {opentelemetry_trace.SpanKind.CLIENT}
    assert all((span.end_time or 0) > (span.start_time or 0) > 0 for span in spans)
    # Children of the span in which the call was made; the last call was made in none.
    parents = [span.parent and (span.parent.trace_id, span.parent.span_id) for span in spans]
    context = sale.get_span_context()
    assert parents == [(context.trace_id, context.span_id)] * 3 + [None]
    told = [dict(span.attributes or {}) for span in spans]
    assert [attributes["url.template"] for attributes in told] == [
        "/api/v0/merchant/token",
        "/api/v0/orders",
        "/api/v0/orders/merchant/{merchant_order_id}",
        "/api/v0/orders/{order_id}",
    ]
    assert told[1] == {
        "http.request.method": "POST",
        "http.response.status_code": 200,
        "url.template": "/api/v0/orders",
        "enkash.effect": "create",
        "enkash.outcome": "ok",
        "enkash.attempts": 1,
    }
    refused = spans[2]
    assert (refused.status.status_code.name, refused.status.description) == ("ERROR", "gateway_refused")
    assert (told[2]["error.type"], told[2]["enkash.code"]) == ("Gateway", "gateway_refused")
    assert [(event.name, (event.attributes or {})["failure"]) for event in refused.events] == [
        ("attempt failed", "refused")
    ]
    assert [span.status.status_code.name for span in (*spans[:2], spans[3])] == ["UNSET"] * 3
    everything = "".join(span.to_json() for span in spans)
    for planted in ("PLANTEDINV", order_id, *sandbox.keys.values()):
        assert planted not in everything


def test_a_span_is_a_child_of_its_own_tasks_span(sandbox: Sandbox, finished: Callable[[], list[ReadableSpan]]) -> None:
    tracer = opentelemetry_trace.get_tracer("shop")
    sales: list[int] = []

    async def shop() -> None:
        async def sale() -> None:
            with tracer.start_as_current_span("sale") as span:
                sales.append(span.get_span_context().span_id)
                await client.orders.create(merchant_order_id=f"INV{next(NUMBERS)}", amount="1.00")

        async with AsyncClient(**sandbox.keys) as client:
            await client.orders.create(merchant_order_id=f"INV{next(NUMBERS)}", amount="1.00")
            await asyncio.gather(sale(), sale(), sale())

    asyncio.run(shop())
    parents = [span.parent.span_id for span in finished() if span.parent]
    assert len(sales) == 3
    assert sorted(parents) == sorted(sales)
