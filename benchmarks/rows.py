"""The rows of the load table: which servers run, on which ledger, under which calls, and how they are told."""

import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.cast import Cast, Measured, hire, measure
from benchmarks.floor import Site, demo_site
from benchmarks.generator import Part
from benchmarks.ledger import grow
from benchmarks.servers import Server, backdock, bare
from tests import throwaway_postgresql

CLIENTS, STORM, TABLETS, WALLS, CAMERAS = 8, 64, 40, 60, 4
STARTS, WARM_UP_S = 3, 2.0

NEEDS = {"storm": {"saturated"}, "held": {"saturated"}, "memory": {"tablets"}}
"""Rows that take up what another has measured."""

RATES = {"tablets": (50, 0), "busy": (200, 0), "cameras": (200, CAMERAS)}
"""Scans a second in all, and cameras, of the rows whose calls come by the clock."""

DURABLE = ("listen_addresses=''", "max_connections=100")
"""Settings of the PostgreSQL server: those of Debian, fsync among them."""


@dataclass(frozen=True)
class Sizes:
    """How much is measured: seconds of every load, events in the small ledger and in the grown one."""

    seconds: float
    small: int
    events: int


@dataclass(frozen=True)
class Row:
    """One line of the table; `reference` is what stands beside ours in the same run."""

    name: str
    measure: str
    ours: str
    reference: str
    costs: str = "-"


Load = Callable[[Sequence[int]], list[Part]]
"""Makes the calls of one load, for servers at these ports."""


@dataclass
class Bench:
    """One run: how much, which rows, the reference, and the 8-client rates that later rows are held against."""

    sizes: Sizes
    wanted: frozenset[str]
    bare: Server
    saturated: list[Measured] = field(default_factory=list)

    def both(self, load: Load, servers: Sequence[Server]) -> list[Measured]:
        """Return what the load comes to on our servers, and on the reference."""
        return [measure(load([each.port for each in group]), group) for group in (servers, [self.bare])]


def rows(bench: Bench) -> Iterator[Row]:
    """Measure and yield the wanted rows."""
    if bench.wanted - {"postgresql"}:
        with demo_site() as site:
            yield from _on_small_ledger(bench, site)
            if bench.wanted & {"held", *RATES}:
                yield from _on_grown_ledger(bench, site)
    if "postgresql" in bench.wanted:
        yield from _on_postgresql(bench)


def _on_small_ledger(bench: Bench, site: Site) -> Iterator[Row]:
    cast = hire(site, STORM, 0, series=0)
    _grow(site, bench.sizes.small)
    if "start" in bench.wanted:
        yield _start(site)
    if bench.wanted & {"saturated", "storm"}:
        with backdock(site) as servers:
            bench.saturated = bench.both(_warm(bench, cast, CLIENTS, servers), servers)
            yield _saturated(*bench.saturated)
            if "storm" in bench.wanted:
                yield _storm(bench, *bench.both(_warm(bench, cast, STORM, servers), servers))


def _grow(site: Site, events: int) -> None:
    print(f"Writing {events:,} past events ...", file=sys.stderr, flush=True)
    grow(site.file, events)


def _start(site: Site) -> Row:
    ours, reference = [], []
    for _ in range(STARTS):
        with backdock(site) as servers:
            ours += servers
        with bare() as other:
            reference.append(other)
    named = f"start to first answer, s, median of {STARTS} (processor time)"
    return Row("start", named, _first_answer(ours), _first_answer(reference))


def _first_answer(started: Sequence[Server]) -> str:
    by_the_clock = statistics.median(each.first_answer_s for each in started)
    return f"{by_the_clock:.1f} ({statistics.median(each.first_answer_processor_s for each in started):.1f})"


def _warm(bench: Bench, cast: Cast, clients: int, servers: Sequence[Server]) -> Load:
    """Return the load of so many clients without a pause; before it, a server compiles what it keeps."""
    measure(cast.saturating(CLIENTS, WARM_UP_S, [each.port for each in servers]), servers)
    return lambda ports: cast.saturating(clients, bench.sizes.seconds, ports)


def _saturated(ours: Measured, reference: Measured) -> Row:
    named = f"scans/s saturated, {CLIENTS} clients, durable"
    return Row("saturated", named, _rate(ours), _rate(reference), _costs(ours))


def _rate(load: Measured) -> str:
    waits = load.scans
    return f"{waits.rate:.0f}; p50 / p99 {waits.p50_ms:.0f} / {waits.p99_ms:.0f} ms; {_errors(load)}"


def _errors(load: Measured) -> str:
    """Tell of wrong answers and lost connections, and apart from them of calls given up long after they were due."""
    return f"{load.errors} errors" + (f", {load.given_up:,} calls given up" if load.given_up else "")


def _costs(load: Measured) -> str:
    return f"{load.server_ms:.1f}, {load.generator_ms:.2f}"


def _storm(bench: Bench, ours: Measured, reference: Measured) -> Row:
    named = f"{STORM} clients at once: errors, share of the {CLIENTS}-client rate"
    told = [
        f"{_errors(storm)}; {storm.scans.rate / calm.scans.rate:.2f}"
        for storm, calm in zip((ours, reference), bench.saturated, strict=True)
    ]
    return Row("storm", named, told[0], told[1], _costs(ours))


def _on_grown_ledger(bench: Bench, site: Site) -> Iterator[Row]:
    cast = hire(site, TABLETS + CAMERAS, WALLS, series=1)
    _grow(site, bench.sizes.events)
    with backdock(site) as servers:
        fresh_mb, loads = servers[0].memory_mb(), []
        held = bench.both(_warm(bench, cast, CLIENTS, servers), servers)
        if "held" in bench.wanted:
            yield _held(bench, *held)
        for name, (rate, cameras) in RATES.items():
            if name in bench.wanted:
                both = bench.both(_by_the_clock(bench, cast, rate, cameras), servers)
                loads.append(both[0])
                yield _on_time(bench, name, *both)
        if "memory" in bench.wanted:
            yield _memory(bench, servers[0], fresh_mb, [held[0], *loads])


def _held(bench: Bench, ours: Measured, reference: Measured) -> Row:
    named = f"{CLIENTS}-client rate at {bench.sizes.events:,} events / at {bench.sizes.small:,}"
    first = bench.saturated[0].scans.rate
    told = f"{ours.scans.rate / first:.2f} ({ours.scans.rate:.0f} / {first:.0f} scans/s)"
    again = f"{reference.scans.rate / bench.saturated[1].scans.rate:.2f} (the same file twice)"
    return Row("held", named, told, again, _costs(ours))


def _by_the_clock(bench: Bench, cast: Cast, rate: float, cameras: int) -> Load:
    def load(ports: Sequence[int]) -> list[Part]:
        seconds = bench.sizes.seconds
        return [*cast.working(TABLETS, rate, seconds, ports), *cast.filming(cameras, seconds, ports)]

    return load


def _on_time(bench: Bench, name: str, ours: Measured, reference: Measured) -> Row:
    rate, cameras = RATES[name]
    around = f"{WALLS} walls" + (f" + {cameras} cameras" if cameras else "")
    named = f"{TABLETS} tablets at {rate} scans/s + {around}, {bench.sizes.events:,} events: p50 / p95 / p99 ms"
    return Row(name, named, _waited(ours), _waited(reference), _costs(ours))


def _waited(load: Measured) -> str:
    waits = load.scans
    told = f"{waits.p50_ms:.0f} / {waits.p95_ms:.0f} / {waits.p99_ms:.0f}; {waits.rate:.0f} scans/s"
    seen = f"; {load.frames:.0f} frames/s, {load.busy} put off" if load.frames or load.busy else ""
    return f"{told}{seen}; {_errors(load)}"


def _memory(bench: Bench, server: Server, fresh_mb: float, loads: Sequence[Measured]) -> Row:
    seconds, calls = sum(each.seconds for each in loads), sum(each.calls for each in loads)
    named = f"memory (RSS) after {seconds:.0f} s and {calls:,} calls of this run's own load (an hour: make soak)"
    ours = f"{server.memory_mb():.0f} MB, {fresh_mb:.0f} at the first answer"
    return Row("memory", named, ours, f"{bench.bare.memory_mb():.0f} MB")


def _on_postgresql(bench: Bench) -> Iterator[Row]:
    named = f"PostgreSQL, two server processes: scans/s, {CLIENTS} clients, durable"
    programs = throwaway_postgresql.programs()
    if programs is None:
        yield Row("postgresql", named, "not measured: PostgreSQL is not installed", "-")
        return
    with throwaway_postgresql.server(programs, DURABLE) as url, demo_site(url) as site:
        cast = hire(site, CLIENTS, 0, series=0)
        two, one = [_alone(bench, site, cast, processes) for processes in (2, 1)]
    yield Row("postgresql", named, _rate(two), f"one process: {_rate(one)}", _costs(two))


def _alone(bench: Bench, site: Site, cast: Cast, processes: int) -> Measured:
    with backdock(site, processes) as servers:
        load = _warm(bench, cast, CLIENTS, servers)
        return measure(load([each.port for each in servers]), servers)
