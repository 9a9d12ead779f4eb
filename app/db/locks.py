"""Who may write to SQLite, in the order of asking."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO


class FairLock:
    """A mutex that serves threads first come, first served.

    SQLite's own busy handler polls, so under load one writer can starve for seconds; a queue in front of
    BEGIN IMMEDIATE makes the wait as long as the writers ahead and no longer.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


class SecondServer(RuntimeError):
    """Another server process already serves this SQLite file."""


@contextmanager
def only_server(database: Path) -> Iterator[IO[str]]:
    """Hold an advisory lock beside the SQLite file for the life of the server process."""
    import fcntl

    path = database.with_name(database.name + ".server-lock")
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SecondServer(
                f"Another Backdock server is using {database}. Stop it first: SQLite takes one server process."
            ) from error
        yield handle
