"""CPU per call of the asyncio client: `asyncio_client.py CALLS IN_FLIGHT`, keys and URL from the environment."""

import asyncio
import json
import resource
import sys
import time

from enkash import AsyncClient


async def main() -> None:
    calls, in_flight = int(sys.argv[1]), int(sys.argv[2])
    async with AsyncClient.from_env() as client:

        async def worker(count: int) -> None:
            for _ in range(count):
                assert (await client.orders.get("ORD1784195236818VZuxB")).order_status == "PAID"

        async def run(count: int) -> None:
            await asyncio.gather(*(worker(count // in_flight) for _ in range(in_flight)))

        await run(in_flight * 4)
        before, started = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
        await run(calls)
        after, ended = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    made = calls // in_flight * in_flight
    print(json.dumps({"calls": made, "cpu": cpu, "wall": ended - started}))


asyncio.run(main())
