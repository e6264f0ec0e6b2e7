"""All rows of a search: fetched page by page, as they are read."""

from __future__ import annotations

import asyncio
import types
import urllib.parse
from http.server import BaseHTTPRequestHandler

import pytest

from conftest import Gateway
from enkash import AsyncClient, Client, ConfigurationError, EnKashError, ValidationError


class Shop:
    """A gateway with payouts; notes which pages were asked for."""

    def __init__(self, gateway: Gateway, count: int) -> None:
        self.gateway = gateway
        self.payouts = [{"settlementPayoutId": f"SP{number}"} for number in range(count)]
        self.asked: list[tuple[int, int]] = []
        self.bodies: list[bytes] = []
        gateway.answer = self.answer

    @property
    def ids(self) -> list[str]:
        return [payout["settlementPayoutId"] for payout in self.payouts]

    def answer(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(handler.path).query))
        offset, limit = int(query["offset"]), int(query["limit"])
        self.asked.append((offset, limit))
        self.bodies.append(body)
        payload = {"recordsCount": len(self.payouts), "data": self.payouts[offset : offset + limit]}
        self.gateway.send(handler, {"response_code": 0, "response_message": "Success", "payload": payload})


@pytest.fixture
def shop(gateway: Gateway) -> Shop:
    return Shop(gateway, 25)


def test_all_rows(shop: Shop, gateway: Gateway) -> None:
    with Client(**gateway.keys) as client:
        rows = client.settlements.search_all(limit=10, merchant_detail_id="M1")
        assert isinstance(rows, types.GeneratorType)
        assert [row.settlement_payout_id for row in rows] == shop.ids
        assert list(rows) == []
    assert all(limit == 10 for _, limit in shop.asked)
    assert all(b"M1" in body for body in shop.bodies)


def test_all_rows_of_asyncio(shop: Shop, gateway: Gateway) -> None:
    async def read() -> list[str]:
        async with AsyncClient(**gateway.keys) as client:
            return [row.settlement_payout_id async for row in client.settlements.search_all(limit=10)]

    assert asyncio.run(read()) == shop.ids


def test_a_page_is_asked_for_when_its_first_row_is(shop: Shop, gateway: Gateway) -> None:
    with Client(**gateway.keys) as client:
        rows = client.settlements.search_all(limit=10)
        assert shop.asked == []
        for _ in range(10):
            next(rows)
        assert shop.asked == [(0, 10)]
        next(rows)
        assert len(shop.asked) == 2


def test_a_page_is_awaited_when_its_first_row_is(shop: Shop, gateway: Gateway) -> None:
    async def read() -> None:
        async with AsyncClient(**gateway.keys) as client:
            rows = client.settlements.search_all(limit=10)
            await asyncio.sleep(0)
            assert shop.asked == []
            for _ in range(10):
                await anext(rows)
            assert shop.asked == [(0, 10)]
            await anext(rows)
            assert len(shop.asked) == 2

    asyncio.run(read())


def test_a_list_that_shrinks_loses_no_row(shop: Shop, gateway: Gateway) -> None:
    with Client(**gateway.keys) as client:
        there = shop.ids
        rows = client.settlements.search_all(limit=10)
        read = [next(rows).settlement_payout_id for _ in range(10)]
        del shop.payouts[2:6]
        read += [row.settlement_payout_id for row in rows]
    assert read == there


def test_a_walk_begins_and_is_as_wide_as_its_request_says(shop: Shop, gateway: Gateway) -> None:
    with Client(**gateway.keys) as client:
        read = [row.settlement_payout_id for row in client.settlements.search_all({"offset": 20, "limit": 3})]
    assert read == shop.ids[20:]
    assert shop.asked[0] == (20, 3)


def test_wrong_arguments_are_refused_at_once(shop: Shop, gateway: Gateway) -> None:
    with Client(**gateway.keys) as client:
        with pytest.raises(ValidationError) as caught:
            client.settlements.search_all(limit="ten")  # type: ignore[call-overload]
        assert (caught.value.field, caught.value.operation) == ("limit", "settlements.search")
        with pytest.raises(ValidationError, match="limit"):
            next(client.settlements.search_all(limit=100_000))
    assert shop.asked == []


def test_a_closed_client_ends_the_walk_with_an_error(shop: Shop, gateway: Gateway) -> None:
    client = Client(**gateway.keys)
    rows = client.settlements.search_all(limit=10)
    next(rows)
    client.close()
    with pytest.raises(ConfigurationError):
        list(rows)


def test_an_error_of_a_page_is_raised_where_its_first_row_would_be(shop: Shop, gateway: Gateway) -> None:
    with Client(**gateway.keys) as client:
        rows = client.settlements.search_all(limit=10)
        read = [next(rows) for _ in range(10)]
        gateway.answer = lambda handler, body: gateway.send(handler, {"response_code": 400, "response_message": "No."})
        with pytest.raises(EnKashError):
            next(rows)
    assert len(read) == 10


def test_a_walk_that_is_given_up_leaves_the_gateway(shop: Shop, gateway: Gateway) -> None:
    async def read() -> None:
        async with AsyncClient(**gateway.keys) as client:
            rows = client.settlements.search_all(limit=10)
            await anext(rows)
            gateway.answer = lambda handler, body: gateway.hang(handler)

            async def rest() -> None:
                async for _ in rows:
                    pass

            gateway.arrived.clear()
            task = asyncio.create_task(rest())
            await asyncio.to_thread(gateway.arrived.wait, 30)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await asyncio.to_thread(gateway.left.wait, 30)

    asyncio.run(read())
