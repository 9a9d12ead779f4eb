"""Every call of a load is told of once: answered, put off, or lost."""

import threading
from collections import deque
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.calls import Verdict, Wall
from benchmarks.generator import Call, Part, Run, run
from benchmarks.schedules import AfterAnswer, OnTime


class _Display(BaseHTTPRequestHandler):
    """Answers walls by what their address says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.split("/")[2]
        if name == "hang-up":
            self.close_connection = True
            return
        self.server.held.wait(60 if name == "never" else 0)  # type: ignore[attr-defined]
        self.send_response(204 if name == "unchanged" else 500)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a server of walls."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Display)
    server.held = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.held.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


def test_calls_on_time_are_all_made_though_they_are_due_at_once(port: int) -> None:
    load = run([Part(Wall("/wall/unchanged"), OnTime(deque([0.0] * 20)), port) for _ in range(5)], grace_s=60)
    assert [call.verdict for call in load.calls] == [Verdict.RIGHT] * 100
    assert all(call.done > call.due == 0 for call in load.calls)


def test_a_wrong_answer_ends_nothing(port: int) -> None:
    load = run([Part(Wall("/wall/broken"), OnTime(deque([0.0, 0.0, 0.0])), port)], grace_s=60)
    assert [call.verdict for call in load.calls] == [Verdict.WRONG] * 3


def test_a_lost_connection_costs_its_own_call_only(port: int) -> None:
    load = run([Part(Wall("/wall/hang-up"), OnTime(deque([0.0, 0.0, 0.0])), port)], grace_s=60)
    assert [call.verdict for call in load.calls] == [Verdict.LOST] * 3


def test_whoever_calls_until_the_server_is_lost_stops_there_and_keeps_what_was_asked(port: int) -> None:
    load = run([Part(Wall("/wall/hang-up"), AfterAnswer(0, 0, 60), port)], grace_s=60, until_lost=True)
    assert [call.verdict for call in load.calls] == [Verdict.LOST]
    assert load.calls[0].request.startswith(b"GET /wall/hang-up/data?version= HTTP/1.1\r\n")


def test_nobody_listening_is_a_lost_call() -> None:
    load = run([Part(Wall("/wall/unchanged"), OnTime(deque([0.0])), 1)], grace_s=60)
    assert [call.verdict for call in load.calls] == [Verdict.LOST]


def test_what_is_never_answered_is_given_up_and_told_of_call_by_call(port: int) -> None:
    load = run([Part(Wall("/wall/never"), OnTime(deque([0.0, 0.0, 0.0])), port)], grace_s=0)
    assert [call.verdict for call in load.calls] == [Verdict.GIVEN_UP] * 3


def test_waits_are_summed_up_by_kind() -> None:
    calls = [Call("scan", "", due, due + 0.010 * number, Verdict.RIGHT) for number, due in enumerate([0, 1, 2, 3], 1)]
    calls += [Call("scan", "", 3.5, 4.0, Verdict.WRONG), Call("scan", "", 3.9, 5.0, Verdict.LOST)]
    calls += [Call("frame", "", 0, 1, Verdict.BUSY), Call("frame", "", 0, 2, Verdict.RIGHT)]
    load = Run(calls, processor_s=0.1)
    scans, frames, walls = load.waits("scan"), load.waits("frame"), load.waits("wall")
    assert (scans.calls, scans.errors, scans.busy, scans.rate) == (6, 2, 0, 4 / 5)
    assert [round(wait) for wait in (scans.p50_ms, scans.p95_ms, scans.p99_ms)] == [30, 500, 500]
    assert (frames.calls, frames.errors, frames.busy, frames.rate) == (2, 0, 1, 1 / 2)
    assert (walls.calls, walls.errors, walls.rate) == (0, 0, 0)
