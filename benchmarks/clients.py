"""Tablets that scan as fast as they are answered, over connections they keep open."""

import http.client
import statistics
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.floor import Tablet


@dataclass(frozen=True)
class Load:
    """What the clients got: scans a second in all, milliseconds from POST to the whole answer."""

    rate: float
    p50_ms: float
    p99_ms: float
    errors: int


def run_clients(port: int, tablets: list[Tablet], each: int) -> Load:
    """Let every tablet send `each` scans, all of them at once."""
    together = threading.Barrier(len(tablets) + 1)
    waited: list[list[float]] = [[] for _ in tablets]
    refused: list[int] = []

    def run(one: Tablet, costs: list[float]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        together.wait()
        for _ in range(each):
            start = time.perf_counter()
            if not _scan(connection, one, port):
                refused.append(1)
            costs.append((time.perf_counter() - start) * 1e3)
        connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in zip(tablets, waited, strict=True)]
    for thread in threads:
        thread.start()
    together.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - start
    costs = sorted(cost for mine in waited for cost in mine)
    return Load(len(costs) / elapsed, statistics.median(costs), costs[int(len(costs) * 0.99)], len(refused))


def _scan(connection: http.client.HTTPConnection, one: Tablet, port: int) -> bool:
    headers = {
        "Origin": f"http://127.0.0.1:{port}", "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "; ".join(f"{name}={value}" for name, value in one.cookies.items()),
    }  # fmt: skip
    connection.request("POST", one.action, urlencode(one.form()), headers)
    response = connection.getresponse()
    return b'data-verdict="ok"' in response.read() and response.status == 200
