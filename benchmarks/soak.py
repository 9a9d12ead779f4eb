"""An hour of load, then rounds of kill -9: `python -m benchmarks.soak [--minutes 60] [--rounds 20] [--seed N]`.

40 tablets at 50 scans/s and 60 walls on `python run.py` while its memory is watched; then the server is killed under
scans again and again. Exits 1 when a call failed, an act was lost or doubled, or the ledger does not hold.
"""

import argparse
import random
import statistics
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from multiprocessing.pool import AsyncResult

from app.services.verifying import Broken, Verified, verify
from benchmarks.cast import hire
from benchmarks.floor import Site, demo_site
from benchmarks.generator import Run, under_way
from benchmarks.kills import rounds
from benchmarks.rows import TABLETS, WALLS
from benchmarks.servers import Server, backdock

RATE = 50
SAMPLES = 12


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=60, help="length of the load, 60 by default")
    options.add_argument("--rounds", type=int, default=20, help="kills, 20 by default")
    options.add_argument("--seed", type=int, default=random.randrange(10_000), help="when to kill; chosen by chance")
    chosen = options.parse_args()
    with demo_site() as site:
        faults = [*endure(site, chosen.minutes * 60), *kill(site, chosen.rounds, chosen.seed), *_verified(site)]
    sys.exit("\n".join(faults) if faults else 0)


def endure(site: Site, seconds: float) -> Iterator[str]:
    """Print memory as the load goes on, then what the calls waited; yield what went wrong."""
    if not seconds:
        return
    print(f"{TABLETS} tablets at {RATE} scans/s + {WALLS} walls for {seconds / 60:.0f} minutes; SQLite\n")
    cast = hire(site, TABLETS, WALLS, series=0)
    with backdock(site) as (server,), under_way(cast.working(TABLETS, RATE, seconds, [server.port])) as load:
        memory = list(_memory(server, load, seconds))
        run = load.get()
    print(f"\nfrom the third quarter to the last: {drift(memory):+.1f} MB (goal: 250 MB, flat)\n")
    print("| calls | | p50 / p95 / p99 ms | errors |\n|---|---|---|---|")
    for kind in ("scan", "wall"):
        waits = run.waits(kind)
        told = f"{waits.p50_ms:.0f} / {waits.p95_ms:.0f} / {waits.p99_ms:.0f}"
        print(f"| {kind} | {waits.calls:,} | {told} | {waits.errors} |", flush=True)
        if waits.errors or waits.given_up:
            yield f"Of {waits.calls:,} calls of kind {kind}, {waits.errors} failed and {waits.given_up} were given up."


def _memory(server: Server, load: "AsyncResult[Run]", seconds: float) -> Iterator[float]:
    print("| minute | memory (RSS), MB |\n|---|---|")
    for sample in count():
        yield (taken := server.memory_mb())
        print(f"| {sample * seconds / 60 / SAMPLES:.1f} | {taken:.0f} |", flush=True)
        if load.ready():
            return
        load.wait(seconds / SAMPLES)


def drift(samples: Sequence[float]) -> float:
    """Return by how much the median of the last quarter of `samples` exceeds that of the quarter before it."""
    quarter = max(1, len(samples) // 4)
    return statistics.median(samples[-quarter:]) - statistics.median(samples[-2 * quarter : -quarter] or samples)


def kill(site: Site, times: int, seed: int) -> Iterator[str]:
    """Print every round of kill -9; yield what went wrong."""
    print(f"\nkill -9 under scans, {times} rounds, seed {seed}\n")
    print("| acknowledged | sent again | lost | doubled | refused | started again, s |\n|---|---|---|---|---|---|")
    for each in rounds(site, times, seed):
        cells = (each.acknowledged, each.sent_again, each.lost, each.doubled, each.refused)
        print(f"| {' | '.join(map(str, cells))} | {each.started_again_s:.1f} |", flush=True)
        if each.lost or each.doubled or each.refused:
            yield f"{each.lost} acts lost, {each.doubled} doubled, {each.refused} refused when sent again."


def _verified(site: Site) -> Iterator[str]:
    with site.database.reading() as session:
        outcome = verify(session)
    match outcome:
        case Verified(events=events):
            print(f"\nThe ledger holds: {events:,} events verified.")
        case Broken(event_id=event_id, sentence=sentence):
            yield f"The ledger is broken at event {event_id}: {sentence}."


if __name__ == "__main__":
    main()
