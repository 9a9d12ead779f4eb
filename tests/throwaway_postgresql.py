"""A PostgreSQL server for one test run, from the programs Debian's `postgresql` package installs."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = "/usr/lib/postgresql"
# What a crash may cost a throw-away database is worth less than the time fsync takes.
SETTINGS = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "listen_addresses=''",
    "max_connections=200",
)  # fmt: skip


def programs() -> Path | None:
    """Return the directory of the newest installed server's programs."""
    found = sorted(Path(PROGRAMS).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def server(bin_directory: Path, settings: tuple[str, ...] = SETTINGS) -> Iterator[str]:
    """Run a server on a socket in a directory of its own; yield the URL of its database `postgres`."""
    home = Path(tempfile.mkdtemp(prefix="backdock-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    try:
        _run(bin_directory / "initdb", "--pgdata", home / "data", "--username=postgres", "--auth=trust",
             "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        with _started(bin_directory, home, settings):
            yield f"postgresql+psycopg://postgres@/postgres?host={home}"
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _started(bin_directory: Path, home: Path, settings: tuple[str, ...]) -> Iterator[None]:
    options = " ".join(f"-c {setting}" for setting in (*settings, f"unix_socket_directories={home}"))
    pg_ctl = (bin_directory / "pg_ctl", "--pgdata", home / "data", "--wait")
    _run(*pg_ctl, "--log", home / "log", "--options", options, "start")
    try:
        yield
    finally:
        _run(*pg_ctl, "--mode=immediate", "stop")


def _run(*command: str | Path) -> None:
    """Run a server program; it refuses to run as root, so root steps down first."""
    step_down = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    words = [*step_down, *map(str, command)]
    done = subprocess.run(words, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False)  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout}")
