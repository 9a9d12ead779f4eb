"""kill -9 under scans: what was acknowledged is in the ledger once; so is what was not, once it was sent again."""

import random
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from benchmarks.calls import Verdict
from benchmarks.cast import Cast, hire
from benchmarks.floor import Site
from benchmarks.generator import Run, under_way
from benchmarks.servers import Server, free_port, run_py
from benchmarks.wire import exchange

TABLETS, RATE = 10, 50
FEWEST, MOST = 20, 150
"""Scans booked before the kill: somewhere between."""

LONGEST_S, LOOK_EVERY_S = 60, 0.005


@dataclass(frozen=True)
class Round:
    """One kill. `lost` and `doubled` count acts without an event, and with more than one; `refused` ones sent again."""

    acknowledged: int
    sent_again: int
    lost: int
    doubled: int
    refused: int
    started_again_s: float


def rounds(site: Site, count: int, seed: int) -> Iterator[Round]:
    """Kill the server on `site` so many times under scans; the next start has nothing done to the file before."""
    cast, port, chance = hire(site, TABLETS, 0, series=9), free_port(), random.Random(seed)
    for _ in range(count):
        with run_py(site, port) as server:
            run = _killed_under_scans(site, cast, server, chance.randint(FEWEST, MOST))
        yield _judged(site, run, port)


def _killed_under_scans(site: Site, cast: Cast, server: Server, booked: int) -> Run:
    target = _events(site) + booked
    with under_way(cast.working(TABLETS, RATE, LONGEST_S, [server.port]), grace_s=5, until_lost=True) as load:
        while _events(site) < target and not load.ready():
            time.sleep(LOOK_EVERY_S)
        server.kill()
        return load.get()


def _events(site: Site) -> int:
    with closing(sqlite3.connect(site.file)) as connection:
        count: int = connection.execute("SELECT max(rowid) FROM event").fetchone()[0]
    return count


def _judged(site: Site, run: Run, port: int) -> Round:
    acknowledged = [call.key for call in run.calls if call.verdict is Verdict.RIGHT]
    unanswered = [call for call in run.calls if call.verdict is Verdict.LOST and call.request]
    with run_py(site, port) as server:
        answers = [exchange(port, call.request) for call in unanswered]
    found = _events_by_act(site, [*acknowledged, *(call.key for call in unanswered)])
    return Round(
        acknowledged=len(acknowledged),
        sent_again=len(unanswered),
        lost=sum(count == 0 for count in found),
        doubled=sum(count > 1 for count in found),
        refused=sum(b'data-verdict="ok"' not in answer.body for answer in answers),
        started_again_s=server.first_answer_s,
    )


def _events_by_act(site: Site, client_ids: Iterable[str]) -> list[int]:
    with closing(sqlite3.connect(site.file)) as connection:
        one = "SELECT count(*) FROM event WHERE site_id = (SELECT id FROM site) AND client_id = ?"
        return [connection.execute(one, (client_id,)).fetchone()[0] for client_id in client_ids]
