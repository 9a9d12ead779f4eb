"""Who calls: tablets, walls and cameras of one site, put together to loads, and what a load comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice

from benchmarks.calls import Camera, Tablet, Wall
from benchmarks.decode import data_directory, photographs, regions
from benchmarks.floor import Site, hang_walls, tablet
from benchmarks.generator import Part, Run, Waits, generate
from benchmarks.schedules import AfterAnswer, Pace, beats, polls
from benchmarks.servers import Server

POLL_S, BETWEEN_FRAMES_S = 2.0, 0.04
"""What wall.js and camera.js wait after an answer."""

FRAMES = 60


@dataclass(frozen=True)
class Cast:
    """Signed-in tablets, each on a receipt of its own, and the addresses of walls."""

    tablets: list[Tablet]
    walls: list[str]

    def saturating(self, clients: int, seconds: float, ports: Sequence[int]) -> list[Part]:
        """Let `clients` tablets scan as fast as they are answered, all from the same moment on."""
        return list(_parts(self.tablets[:clients], [AfterAnswer(0, 0, seconds)] * clients, ports))

    def working(self, tablets: int, rate: float, seconds: float, ports: Sequence[int]) -> list[Part]:
        """Let `tablets` scan `rate` times a second in all, beside walls that poll."""
        scanning = _parts(self.tablets[:tablets], beats(tablets, rate, seconds), ports)
        polling = _parts([Wall(each) for each in self.walls], polls(len(self.walls), POLL_S, seconds), ports)
        return [*scanning, *polling]

    def filming(self, cameras: int, seconds: float, ports: Sequence[int]) -> list[Part]:
        """Let `cameras` send region after region of interest, as their page does."""
        seen = _frames() if cameras else []
        filming = self.tablets[len(self.tablets) - cameras :]
        callers = [Camera(each.cookies, seen[turn:] + seen[:turn]) for turn, each in enumerate(filming)]
        return list(_parts(callers, polls(cameras, BETWEEN_FRAMES_S, seconds), ports))


@cache
def _frames() -> list[bytes]:
    return list(islice(regions(photographs(data_directory())), FRAMES))


def _parts(callers: Sequence[Tablet | Wall | Camera], paces: Sequence[Pace], ports: Sequence[int]) -> Iterator[Part]:
    yield from (Part(*each) for each in zip(callers, paces, cycle(ports), strict=False))


def hire(site: Site, tablets: int, walls: int, series: int) -> Cast:
    """Sign in so many tablets and hang so many walls; plates are T-8000 and on, a hundred to a series."""
    first = 8_000 + 100 * series
    signed_in = [tablet(site, f"T-{first + number}", number) for number in range(tablets)]
    cast = Cast(signed_in, hang_walls(site, walls))
    site.database.engine.dispose()
    return cast


@dataclass(frozen=True)
class Measured:
    """One load on one kind of server: how the scans fared, what went wrong in all, processor milliseconds a call."""

    scans: Waits
    calls: int
    seconds: float
    errors: int
    busy: int
    given_up: int
    frames: float
    server_ms: float
    generator_ms: float


def measure(parts: list[Part], servers: Sequence[Server]) -> Measured:
    """Run a load and read what the servers took meanwhile."""
    before = sum(server.processor_s() for server in servers)
    run = generate(parts)
    return _measured(run, sum(server.processor_s() for server in servers) - before)


def _measured(run: Run, server_s: float) -> Measured:
    every = {kind: run.waits(kind) for kind in ("scan", "wall", "frame")}
    calls = len(run.calls)
    return Measured(
        scans=every["scan"],
        calls=calls,
        seconds=max((call.done for call in run.calls), default=0),
        errors=sum(each.errors for each in every.values()),
        busy=every["frame"].busy,
        given_up=sum(each.given_up for each in every.values()),
        frames=every["frame"].rate,
        server_ms=server_s * 1e3 / max(1, calls),
        generator_ms=run.processor_s * 1e3 / max(1, calls),
    )
