"""Servers under load, each a process of its own, and what they take: `python run.py`, and the bare reference.

Processor time and memory are read from /proc, so this needs Linux.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.floor import KEY, Site
from benchmarks.wire import exchange

ROOT = Path(__file__).parents[1]
STARTS_WITHIN_S, STOPS_WITHIN_S, LOOK_EVERY_S = 60, 30, 0.01


@dataclass(frozen=True)
class Server:
    """One server process; how long its first answer took from its start, by the clock and of processor time."""

    process: "subprocess.Popen[bytes]"
    port: int
    first_answer_s: float
    first_answer_processor_s: float

    def processor_s(self) -> float:
        """Return the processor time it has used so far."""
        return _processor_s(self.process.pid)

    def memory_mb(self) -> float:
        """Return the memory it occupies (RSS)."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL."""
        self.process.kill()
        self.process.wait()


@contextmanager
def backdock(site: Site, processes: int = 1) -> Iterator[list[Server]]:
    """Serve `site` by `python run.py` with the settings a production site starts from."""
    with ExitStack() as stack:
        yield [stack.enter_context(run_py(site, free_port())) for _ in range(processes)]


@contextmanager
def run_py(site: Site, port: int) -> Iterator[Server]:
    """Run one `python run.py` at `port`."""
    said = {"DATABASE_URL": site.url, "DATA_DIR": str(site.directory), "SECRET_KEY": KEY, "PORT": str(port)}
    with _running([sys.executable, "run.py"], {f"BACKDOCK_{name}": text for name, text in said.items()}, port) as one:
        yield one


@contextmanager
def bare() -> Iterator[Server]:
    """Run the bare reference on a file of its own."""
    with tempfile.TemporaryDirectory(prefix="bare-") as directory:
        port = free_port()
        with _running([sys.executable, "-m", "benchmarks.bare", directory, str(port)], {}, port) as one:
            yield one


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


@contextmanager
def _running(command: list[str], settings: dict[str, str], port: int) -> Iterator[Server]:
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("BACKDOCK_")}
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=inherited | settings, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for_answer(process, port)
            yield Server(process, port, time.perf_counter() - start, _processor_s(process.pid))
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode()[-4_000:])
            raise
        finally:
            _stop(process)


def _wait_for_answer(process: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(int(STARTS_WITHIN_S / LOOK_EVERY_S)):
        with suppress(OSError):
            answer = exchange(port, f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            if answer.status == 200:
                return
        if process.poll() is not None:
            break
        time.sleep(LOOK_EVERY_S)
    raise RuntimeError("the server did not start; this is what it said")


def _processor_s(pid: int) -> float:
    """Return the processor seconds of a process, user and system (proc(5), utime and stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOPS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
