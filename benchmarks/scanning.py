"""A counted scan from POST to verdict: `python -m benchmarks.scanning [--quick] [--json]`.

The whole app on the demo site in an SQLite file with synchronous=FULL: signed in, read, judged, booked, recorded,
answered with the fragment that a tablet swaps in. Beside it, in the same run: an empty Flask route, and what the scan
costs at least, one insert and one update by raw sqlite3 with the same durability. Served and under load:
`benchmarks.load`.
"""

import argparse
import io
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from wsgiref.types import WSGIApplication

import sqlalchemy as sa
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from app.db import prepared
from benchmarks.calls import Tablet
from benchmarks.floor import ORIGIN, Site, demo_site, tablet

Environ = dict[str, Any]
"""A WSGI request."""

GOALS = {"cpu_ms": 1.5, "statements": 12}


SCANS, QUICK_SCANS = 1_000, 200


@dataclass(frozen=True)
class Times:
    """Processor milliseconds of one request, and how many a second one thread does."""

    median_ms: float
    p95_ms: float
    rate: float


@dataclass(frozen=True)
class Figures:
    """What one run reached."""

    scan: Times
    empty_route: Times
    raw_sqlite: Times
    statements: int


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a fifth of the scans")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = options.parse_args()
    figures = measure(QUICK_SCANS if chosen.quick else SCANS)
    print(json.dumps(asdict(figures), indent=2) if chosen.json else table(figures))


def measure(scans: int) -> Figures:
    """Return all figures of one run."""
    with demo_site() as site:
        one = tablet(site, "T-9900")
        asked = asking(one)
        times(scanning(site), scans // 10, asked)  # statements are compiled, templates loaded
        scan, statements = times(scanning(site), scans, asked), count_statements(site, asked)
    return Figures(
        scan,
        times(empty_route(), scans, lambda: EnvironBuilder("/").get_environ()),
        times_of_raw_sqlite(scans),
        statements,
    )


def times(act: Callable[[Environ], None], count: int, ask: Callable[[], Environ] = dict) -> Times:
    """Return what `count` runs of `act` take, one after the other; making each request with `ask` is left out."""
    costs, elapsed = [], 0.0
    for _ in range(count):
        asked = ask()
        start, before = time.perf_counter(), time.process_time()
        act(asked)
        costs.append((time.process_time() - before) * 1e3)
        elapsed += time.perf_counter() - start
    return Times(statistics.median(costs), statistics.quantiles(costs, n=20)[-1], count / elapsed)


def asking(one: Tablet) -> Callable[[], Environ]:
    """Return the requests of one tablet, each a scan of the next unit, as a server hands them to the app."""
    cookies = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
    headers = Headers({"Origin": ORIGIN, "HX-Request": "true", "Cookie": cookies})

    def ask() -> Environ:
        body = urlencode(one.form()).encode()
        return EnvironBuilder(
            one.action, method="POST", headers=headers, input_stream=io.BytesIO(body), content_length=len(body),
            content_type="application/x-www-form-urlencoded",
        ).get_environ()  # fmt: skip

    return ask


def scanning(site: Site) -> Callable[[Environ], None]:
    """Return one counted scan through the app, as a server calls it."""

    def scan(asked: Environ) -> None:
        verdict = call(site.app, asked)
        assert b'data-verdict="ok"' in verdict, verdict[:500]

    return scan


def call(app: WSGIApplication, asked: Environ) -> bytes:
    """Return the body that `app` answers."""
    return b"".join(app(asked, lambda *_: lambda _: None))


def empty_route() -> Callable[[Environ], None]:
    """Return a request to a Flask app that does nothing."""
    app = Flask("empty")
    app.add_url_rule("/", "empty", lambda: "")

    def ask(asked: Environ) -> None:
        call(app, asked)

    return ask


def times_of_raw_sqlite(count: int) -> Times:
    """Return what one insert and one update cost by sqlite3 alone, WAL and synchronous=FULL."""
    with tempfile.TemporaryDirectory() as directory:
        connection = sqlite3.connect(Path(directory) / "raw.sqlite", isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, text TEXT)")
        connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, quantity INTEGER)")
        connection.execute("INSERT INTO line VALUES (1, 0)")

        def book(_asked: Environ) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO event (text) VALUES (?)", ("x" * 200,))
            connection.execute("UPDATE line SET quantity = quantity + 1 WHERE id = 1")
            connection.execute("COMMIT")

        found = times(book, count)
        connection.close()
    return found


def count_statements(site: Site, asked: Callable[[], Environ]) -> int:
    """Return how many statements a counted scan sends, beside those that open and close transactions."""
    seen: list[str] = []
    engine, scan = site.database.engine, scanning(site)

    def see(*sent: object) -> None:
        seen.append(str(sent[2]))

    sa.event.listen(engine, "before_cursor_execute", see)
    prepared.observers.append(seen.append)
    scan(asked())
    prepared.observers.remove(seen.append)
    sa.event.remove(engine, "before_cursor_execute", see)
    return sum(not each.startswith(("BEGIN", "SAVEPOINT", "RELEASE")) for each in seen)


def table(figures: Figures) -> str:
    """Return the figures as a Markdown table."""
    scan, empty, raw = figures.scan, figures.empty_route, figures.raw_sqlite
    rows = [
        ("processor ms per counted scan, median / p95", f"{scan.median_ms:.2f} / {scan.p95_ms:.2f}",
         f"empty Flask route {empty.median_ms:.2f}: x {scan.median_ms / empty.median_ms:.1f}", f"{GOALS['cpu_ms']}"),
        ("the same beside one insert and one update", f"{scan.median_ms:.2f}",
         f"raw sqlite3 {raw.median_ms:.2f}: x {scan.median_ms / raw.median_ms:.1f}", "-"),
        ("statements per counted scan", f"{figures.statements}", "-", f"{GOALS['statements']}"),
        ("scans/s, one after the other", f"{scan.rate:.0f}", f"raw sqlite3 {raw.rate:.0f}", "-"),
    ]  # fmt: skip
    lines = [
        "A counted scan, from POST to verdict; SQLite, synchronous=FULL",
        "",
        "| measure | Backdock | reference | goal |",
    ]
    return "\n".join([*lines, "|---|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)])


if __name__ == "__main__":
    main()
