"""The engine: writers take turns, readers change nothing, and SQLite has one server."""

import sqlite3
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Queue

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.ids import new_id
from app.db.locks import FairLock, SecondServer, only_server
from app.db.models import Location, Party, Site, table_of
from app.domain.vocabulary import LocationKind, PartyKind

PATIENCE = 30
PARTIES = table_of(Party)
HOLD_THE_FILE = """
import sys
from pathlib import Path
from app.db.locks import only_server
with only_server(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_unit_of_work_commits_when_it_ends(database: Database) -> None:
    with database.unit_of_work() as session:
        add_party(session)
    assert parties(database) == 1


def test_a_unit_of_work_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.unit_of_work() as session:
        add_party(session)
        _ = 1 / 0
    assert parties(database) == 0


def test_a_reading_never_writes(database: Database) -> None:
    with database.reading() as session:
        add_party(session)
        assert session.scalar(sa.select(sa.func.count()).select_from(PARTIES)) == 1
    assert parties(database) == 0


def test_a_reading_sees_one_moment(database: Database) -> None:
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PARTIES)) == 0
        with database.unit_of_work() as writer:
            add_party(writer)
        assert session.scalar(sa.select(sa.func.count()).select_from(PARTIES)) == 0
    assert parties(database) == 1


def test_foreign_keys_are_enforced(database: Database) -> None:
    nowhere = Location(id=new_id(), site_id=new_id(), code="D-01", kind=LocationKind.DOCK, name={}, way={})
    with pytest.raises(sa.exc.IntegrityError), database.unit_of_work() as session:
        session.add(nowhere)


def test_sqlite_is_set_up_to_lose_nothing(sqlite_database: Database) -> None:
    with sqlite_database.reading() as session:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        set_up = {name: session.scalar(sa.text(f"PRAGMA {name}")) for name in asked}
    assert set_up == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_a_unit_of_work_takes_the_write_lock_with_its_first_statement(sqlite_database: Database) -> None:
    with sqlite_database.unit_of_work() as session:
        session.scalar(sa.select(sa.func.count()).select_from(PARTIES))
        with pytest.raises(sqlite3.OperationalError, match=r"^database is locked$"):
            begin_writing(sqlite_database)


def test_a_reading_leaves_the_write_lock_to_others(sqlite_database: Database) -> None:
    with sqlite_database.reading() as session:
        session.scalar(sa.select(sa.func.count()).select_from(PARTIES))
        begin_writing(sqlite_database)


def test_writers_that_read_first_lose_no_update(sqlite_database: Database) -> None:
    with sqlite_database.unit_of_work() as session:
        session.add(Site(id=new_id(), code="S", daily_target=0))
    start = threading.Barrier(4)

    def raise_the_target() -> None:
        start.wait(PATIENCE)
        for _ in range(10):
            with sqlite_database.unit_of_work() as session:
                site = session.scalars(sa.select(Site)).one()
                site.daily_target += 1

    run_together([threading.Thread(target=raise_the_target) for _ in range(4)])
    with sqlite_database.reading() as session:
        assert session.scalar(sa.select(table_of(Site).c.daily_target)) == 40


def test_the_lock_serves_in_the_order_of_asking() -> None:
    lock, served = FairLock(), list[int]()
    asked = announce_waiting(lock)

    def take_a_turn(number: int) -> None:
        with lock:
            served.append(number)

    threads = [threading.Thread(target=take_a_turn, args=(number,)) for number in range(8)]
    with lock:
        for thread in threads:
            thread.start()
            asked.get(timeout=PATIENCE)  # the next one starts only once this one stands in the queue
        assert served == []
    for thread in threads:
        thread.join(PATIENCE)
    assert served == list(range(8))


def test_the_lock_passes_on_when_its_holder_fails() -> None:
    lock = FairLock()
    with pytest.raises(ZeroDivisionError), lock:
        _ = 1 / 0
    entered = threading.Event()

    def enter() -> None:
        with lock:
            entered.set()

    run_together([threading.Thread(target=enter, daemon=True)])
    assert entered.is_set()


def test_a_second_server_on_the_same_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "backdock.sqlite"
    with another_server(path), pytest.raises(SecondServer) as refused, only_server(path):
        pass
    assert str(refused.value) == (
        f"Another Backdock server is using {path}. Stop it first: SQLite takes one server process."
    )
    with only_server(path):
        pass  # the lock went with the process that held it


@contextmanager
def another_server(path: Path) -> Iterator[None]:
    """Hold the file in a process of its own."""
    command = [sys.executable, "-c", HOLD_THE_FILE, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.communicate(timeout=PATIENCE)


def announce_waiting(lock: FairLock) -> Queue[None]:
    """Return a queue that gets one entry whenever a thread has taken its place in the lock's line."""
    asked: Queue[None] = Queue()

    class Line(deque[threading.Lock]):
        def append(self, turn: threading.Lock) -> None:
            super().append(turn)
            asked.put(None)

    lock._waiting = Line()
    return asked


def begin_writing(database: Database) -> None:
    with closing(sqlite3.connect(str(database.engine.url.database), timeout=0)) as connection:
        connection.execute("BEGIN IMMEDIATE")


def run_together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)


def add_party(session: Session) -> None:
    session.execute(PARTIES.insert(), {"id": new_id(), "kind": PartyKind.CUSTOMER, "name": "Harbor", "gln": ""})


def parties(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(PARTIES)) or 0
