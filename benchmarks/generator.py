"""The load: one thread in a process of its own that calls when calls are due and notes when answers were whole."""

import heapq
import multiprocessing
import selectors
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.pool import AsyncResult

from benchmarks.calls import Caller, Verdict
from benchmarks.schedules import Pace, percentile
from benchmarks.wire import Answer, Wire


@dataclass(frozen=True, slots=True)
class Part:
    """One caller of a load: who, how often, at which port."""

    caller: Caller
    pace: Pace
    port: int


@dataclass(frozen=True, slots=True)
class Call:
    """One call; `due` and `done` are seconds after the start, `key` the client id of a scan.

    `request` is kept of a call that got no answer, so that it can be sent again.
    """

    kind: str
    key: str
    due: float
    done: float
    verdict: Verdict
    request: bytes = b""


@dataclass(frozen=True)
class Waits:
    """What callers of one kind got: right answers a second, milliseconds from due to the whole answer."""

    calls: int
    rate: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    errors: int
    busy: int
    given_up: int


@dataclass(frozen=True)
class Run:
    """All calls of a load, and what making them cost: processor seconds."""

    calls: list[Call]
    processor_s: float

    def waits(self, kind: str) -> Waits:
        """Sum up the calls of one kind. A lost call is an error and has no wait; one given up waited until then."""
        mine = [call for call in self.calls if call.kind == kind]
        told = Counter(call.verdict for call in mine)
        waited = sorted((call.done - call.due) * 1e3 for call in mine if call.verdict is not Verdict.LOST)
        last = max((call.done for call in mine), default=0)
        return Waits(
            len(mine), told[Verdict.RIGHT] / last if last else 0,
            percentile(waited, 0.50), percentile(waited, 0.95), percentile(waited, 0.99),
            told[Verdict.WRONG] + told[Verdict.LOST], told[Verdict.BUSY], told[Verdict.GIVEN_UP],
        )  # fmt: skip


def generate(parts: Iterable[Part], grace_s: float = 60) -> Run:
    """Run a load in a process of its own; see `under_way`."""
    with under_way(parts, grace_s) as load:
        return load.get()


@contextmanager
def under_way(parts: Iterable[Part], grace_s: float = 60, *, until_lost: bool = False) -> Iterator["AsyncResult[Run]"]:
    """Begin a load in a process of its own. `grace_s` seconds after the last due call, what is open is given up.

    A caller whose connection is lost goes on with its next call; with `until_lost` it makes no more.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        yield pool.apply_async(run, (list(parts), grace_s, until_lost))


def run(parts: list[Part], grace_s: float, until_lost: bool = False) -> Run:
    """Make all calls of `parts` from this thread."""
    return _Load(parts, grace_s, until_lost).run()


@dataclass
class _Open:
    """A call under way on a wire of its caller's."""

    number: int
    part: Part
    wire: Wire
    due: float = 0
    key: str = ""
    request: bytes = field(default=b"", repr=False)


class _Load:
    def __init__(self, parts: list[Part], grace_s: float, until_lost: bool) -> None:
        self._calls: list[Call] = []
        self._until_lost = until_lost
        self._waiting: list[tuple[float, int, _Open]] = []  # by when they are due; the number settles ties
        self._selector = selectors.DefaultSelector()
        self._ends = max((part.pace.last() for part in parts), default=0) + grace_s
        self._start = 0.0
        for number, part in enumerate(parts):
            self._wait(_Open(number, part, Wire(part.port)), part.pace.first())

    def run(self) -> Run:
        processor, self._start = time.process_time(), time.perf_counter()
        while self._waiting or self._selector.get_map():
            self._send_what_is_due()
            for ready, _ in self._selector.select(self._until_next()):
                self._receive(*ready.data)
            if self._now() > self._ends:
                self._give_up()
        return Run(self._calls, time.process_time() - processor)

    def _now(self) -> float:
        return time.perf_counter() - self._start

    def _wait(self, open_: _Open, due: float | None) -> None:
        if due is not None:
            heapq.heappush(self._waiting, (due, open_.number, open_))

    def _send_what_is_due(self) -> None:
        while self._waiting and self._waiting[0][0] <= self._now():
            due, _, open_ = heapq.heappop(self._waiting)
            open_.due, (open_.key, open_.request) = due, open_.part.caller.request(open_.part.port)
            try:
                descriptor = open_.wire.send(open_.request)
            except OSError:
                self._lose(open_)
            else:
                self._selector.register(descriptor, selectors.EVENT_READ, (descriptor, open_))

    def _until_next(self) -> float:
        """Return how long nothing can happen but answers, in seconds; 0 when no answer is due either."""
        next_due = self._waiting[0][0] if self._waiting else self._ends
        return max(0.0, next_due - self._now()) if self._waiting or self._selector.get_map() else 0.0

    def _receive(self, descriptor: int, open_: _Open) -> None:
        try:
            answer = open_.wire.receive()
        except OSError:
            self._selector.unregister(descriptor)
            self._lose(open_)
            return
        if answer is not None:
            self._selector.unregister(descriptor)
            self._answered(open_, answer)

    def _answered(self, open_: _Open, answer: Answer) -> None:
        done, caller = self._now(), open_.part.caller
        self._calls.append(Call(caller.kind, open_.key, open_.due, done, caller.judge(answer)))
        self._wait(open_, open_.part.pace.after(done))

    def _lose(self, open_: _Open) -> None:
        self._unanswered(open_, Verdict.LOST)
        if not self._until_lost:
            self._wait(open_, open_.part.pace.after(self._now()))

    def _unanswered(self, open_: _Open, verdict: Verdict) -> None:
        open_.wire.close()
        kind = open_.part.caller.kind
        self._calls.append(Call(kind, open_.key, open_.due, self._now(), verdict, open_.request))

    def _give_up(self) -> None:
        """Note whatever is under way or still due."""
        under_way = [key.data[1] for key in self._selector.get_map().values()]
        for open_ in under_way:
            self._unanswered(open_, Verdict.GIVEN_UP)
        for due, _, open_ in self._waiting:
            self._never_sent(open_, due)
        for open_ in [*under_way, *(each[2] for each in self._waiting)]:
            while (due := open_.part.pace.after(self._ends)) is not None:
                self._never_sent(open_, due)
        self._selector.close()
        self._waiting, self._selector = [], selectors.DefaultSelector()

    def _never_sent(self, open_: _Open, due: float) -> None:
        self._calls.append(Call(open_.part.caller.kind, "", due, self._ends, Verdict.GIVEN_UP))
