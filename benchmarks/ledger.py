"""Years of past counts, written as fast as SQLite takes them: a ledger to be slow on."""

import os
import sqlite3
import time
from pathlib import Path

SPAN_DAYS = 730
PER_LINE = 12
"""Counts into one line of one carton before the next begins."""

DAY_MS = 86_400_000
MOMENT = "(:start + n * :step)"
STEMS = "(:start + (n - n % :per_line) * :step)"
# UUIDv7 (RFC 9562, 5.7) of the moment: 48 bits of milliseconds, then bits that keep row n apart from its neighbours.
ROW_ID = f"printf('%012x7%03x8%015x', {MOMENT}, n % 4096, n)"
LINE_ID = f"printf('%012x7%03x9%015x', {STEMS}, 0, n / :per_line)"
CARTON_ID = f"printf('%012x7%03xa%015x', {STEMS}, 0, n / :per_line)"
CLIENT_ID = f"printf('%08x-%04x-7%03x-8000-%012x', {MOMENT} >> 16, {MOMENT} & 65535, n % 4096, n)"
INSTANT = f"strftime('%Y-%m-%d %H:%M:%f', {MOMENT} / 1000.0, 'unixepoch') || '000'"
CHANGED: dict[str, dict[str, str]] = {
    "event": {"id": ROW_ID, "client_id": CLIENT_ID, "undoes_event_id": "NULL",
              "device_time": INSTANT, "event_time": INSTANT, "record_time": INSTANT},
    "event_item": {"id": ROW_ID, "event_id": ROW_ID, "to_carton_id": CARTON_ID, "to_line_id": LINE_ID},
    "answer": {"client_id": CLIENT_ID, "event_id": ROW_ID, "answered_at": INSTANT},
    "scan": {"id": ROW_ID, "client_id": CLIENT_ID, "scanned_at": INSTANT},
}  # fmt: skip
"""What tells a past row from the last real one, by table and column, as SQL over its number n."""


KEYS = {"event": "id", "event_item": "id", "answer": "event_id", "scan": "id"}


def grow(file: Path, events: int) -> None:
    """Add `events` past counts to a ledger that holds at least one: event, item, answer and scan each.

    They are like the last one, spread evenly over the two years that end an hour ago; every dozen went into a carton
    and a line of its own, which are long gone. Nobody else may have the file open: it is written without a journal.
    """
    now = int(time.time() * 1000) - DAY_MS // 24
    span = {"step": max(1, SPAN_DAYS * DAY_MS // max(1, events)), "count": events, "per_line": PER_LINE}
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        for pragma in ("journal_mode=DELETE", "journal_mode=OFF", "synchronous=OFF", "cache_size=-200000"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        for table, row in _last_count(connection).items():
            _repeat(connection, table, row, span | {"start": now - span["step"] * events})
    finally:
        connection.close()
    _settle(file)


def _settle(file: Path) -> None:
    """Wait until all of it is on the disk, or the first checkpoint under load would wait for gigabytes."""
    descriptor = os.open(file, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)


def _last_count(connection: sqlite3.Connection) -> dict[str, dict[str, object]]:
    """Return the rows that the last counted scan wrote, by table."""
    event = _row(connection, "event", "kind", "units_received")
    beside = {"event_item": ("event_id", event["id"]), "answer": ("event_id", event["id"])}
    beside["scan"] = ("client_id", event["client_id"])
    return {"event": event} | {table: _row(connection, table, *where) for table, where in beside.items()}


def _row(connection: sqlite3.Connection, table: str, column: str, value: object) -> dict[str, object]:
    last = f'SELECT * FROM "{table}" WHERE "{column}" = ? ORDER BY "{KEYS[table]}" DESC LIMIT 1'
    cursor = connection.execute(last, (value,))
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def _repeat(connection: sqlite3.Connection, table: str, row: dict[str, object], span: dict[str, int]) -> None:
    values = [CHANGED[table].get(column, f":{column}") for column in row]
    connection.execute(
        "WITH RECURSIVE past (n) AS (SELECT 0 WHERE :count > 0 UNION ALL SELECT n + 1 FROM past WHERE n + 1 < :count) "
        f'INSERT INTO "{table}" ({", ".join(row)}) SELECT {", ".join(values)} FROM past',
        row | span,
    )
