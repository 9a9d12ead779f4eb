"""The scan path under load: `python -m benchmarks.load [--quick | --full] [ROW ...]`.

The server is `python run.py` as a site starts it, in processes of its own; the load comes from one more process, by
raw sockets. Scans of the rate rows come when they are due, answered or not, and wait from that moment. Beside every
row, in the same run, the bare reference (benchmarks/bare.py) under the same calls. The last column tells whose
processor a call took: the server's, and the generator's own.
"""

import argparse
from dataclasses import replace

from benchmarks.rows import NEEDS, Bench, Sizes, rows
from benchmarks.servers import bare

USUAL, QUICK, FULL = Sizes(20, 10_000, 1_000_000), Sizes(4, 2_000, 20_000), Sizes(60, 10_000, 5_000_000)

GOALS = {
    "start": "1.5 s",
    "saturated": "500, p99 30 ms",
    "storm": "0 errors, 0.5",
    "held": "0.75",
    "tablets": "6 / 12 / 25",
    "busy": "p99 50",
    "cameras": "p99 120, 0 errors",
    "memory": "250 MB, flat for an hour",
    "postgresql": "500",
}
"""Every row that can be asked for, with what it is to reach."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rows", nargs="*", metavar="ROW", help=f"what to measure, all by default: {', '.join(GOALS)}")
    size = options.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_const", const=QUICK, dest="sizes", help=_of(QUICK))
    size.add_argument("--full", action="store_const", const=FULL, dest="sizes", help=f"{_of(FULL)}: 15 GB of disk")
    options.add_argument("--events", type=int, help="events in the grown ledger instead")
    options.set_defaults(sizes=USUAL)
    chosen = options.parse_args()
    if unknown := set(chosen.rows) - set(GOALS):
        options.error(f"no row named {', '.join(sorted(unknown))}; there are {', '.join(GOALS)}")
    sizes = replace(chosen.sizes, events=chosen.sizes.events if chosen.events is None else chosen.events)
    report(sizes, frozenset(chosen.rows or GOALS))


def _of(sizes: Sizes) -> str:
    return f"loads of {sizes.seconds:.0f} s, {sizes.events:,} events"


def report(sizes: Sizes, wanted: frozenset[str]) -> None:
    """Print the table, each row as soon as it is measured."""
    print(f"A counted scan under load: python run.py, loads of {sizes.seconds:.0f} s; SQLite, synchronous=FULL\n")
    print("| measure | Backdock | bare reference | goal | processor ms a call: server, generator |")
    print("|---|---|---|---|---|", flush=True)
    needed = wanted.union(*(NEEDS.get(name, ()) for name in wanted))
    with bare() as reference:
        for row in rows(Bench(sizes, needed, reference)):
            if row.name in wanted:
                cells = (row.measure, row.ours, row.reference, GOALS[row.name], row.costs)
                print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
