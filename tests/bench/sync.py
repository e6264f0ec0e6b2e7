"""CPU per call of the synchronous client: `sync.py CALLS IN_FLIGHT`, keys and URL from the environment."""

import json
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from enkash import Client


def main() -> None:
    calls, in_flight = int(sys.argv[1]), int(sys.argv[2])
    with Client.from_env() as client, ThreadPoolExecutor(in_flight) as pool:

        def ask(_: int) -> None:
            assert client.orders.get("ORD1784195236818VZuxB").order_status == "PAID"

        list(pool.map(ask, range(in_flight * 4)))
        before, started = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
        list(pool.map(ask, range(calls)))
        after, ended = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"calls": calls, "cpu": cpu, "wall": ended - started}))


main()
