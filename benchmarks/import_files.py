"""The files that the benchmark of imports reads, and the same rows written raw: one entry a kind.

The raw rows go into the same tables by one executemany each, in one transaction that keeps every scan waiting.
"""

import csv
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Base
from app.domain.importing import ImportKind

LINES = 4
"""Of one shipment."""
LOTS = 700
"""Of one product in a snapshot of one place."""


@dataclass(frozen=True)
class Ground:
    """The customers and products that the files name, with their ids as SQLite keeps them."""

    customers: Mapping[str, str]
    products: Mapping[str, str]


Cells = tuple[object, ...]
Row = Mapping[str, str]
Tables = Mapping[str, tuple[Sequence[str], Sequence[Cells]]]
"""By table: the columns that are written, and the rows."""


@dataclass(frozen=True)
class LongFile:
    """What a long file of one kind holds, and what its rows are as rows of tables."""

    headings: tuple[str, ...]
    cells: Callable[[Ground, int], Iterator[Cells]]
    tables: Callable[[Ground, Iterator[Row]], Tables]


def ground_of(database: Database) -> Ground:
    """Return the ground of the demo site. Products with serials are left out: a serial is one piece."""
    party, product = (Base.metadata.tables[name] for name in ("party", "product"))
    with database.reading() as session:
        customers = session.execute(sa.select(party.c.name, party.c.id).where(party.c.kind == "customer"))
        products = session.execute(sa.select(product.c.sku, product.c.id).where(~product.c.serial_tracked))
        return Ground({name: id.hex for name, id in customers}, {sku: id.hex for sku, id in products})


def write_file(kind: ImportKind, ground: Ground, path: Path, rows: int) -> None:
    """Write a CSV file of `rows` rows."""
    with path.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(FILES[kind].headings)
        lines.writerows(FILES[kind].cells(ground, rows))


def write_raw(kind: ImportKind, ground: Ground, path: Path, connection: sqlite3.Connection) -> None:
    """Read the file at `path` and write its rows with nothing checked."""
    with path.open(newline="") as file:
        tables = FILES[kind].tables(ground, iter(csv.DictReader(file)))
    connection.execute("BEGIN IMMEDIATE")
    for name, (columns, rows) in tables.items():
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)
    connection.execute("COMMIT")


def _shipments(ground: Ground, rows: int) -> Iterator[Cells]:
    customers, skus = list(ground.customers), list(ground.products)
    for row in range(rows):
        paper = row // LINES
        day = date(2026, 1, 1) + timedelta(days=paper % 300)
        yield (
            f"BSH-{paper:07}", f"BSO-{paper:07}", customers[paper % len(customers)], day, skus[row % len(skus)],
            1 + row % 48, f"L{row % 997:04}", day + timedelta(days=400), "",
        )  # fmt: skip


def _shipment_tables(ground: Ground, rows: Iterator[Row]) -> Tables:
    heads: dict[str, Cells] = {}
    lines: list[Cells] = []
    site = new_id().hex
    for row in rows:
        party = ground.customers[row["Customer"]]
        head = (site, new_id().hex, row["Shipment"], row["Order"], party, row["Delivered on"])
        paper = heads.setdefault(row["Shipment"], head)[1]
        what = (ground.products[row["SKU"]], row["Lot"], row["Expiry"], "", row["Quantity"], "")
        lines.append((site, new_id().hex, paper, *what))
    return {
        "shipment": (("site_id", "id", "number", '"order"', "party_id", "delivered_on"), list(heads.values())),
        "shipment_line": (
            ("site_id", "id", "shipment_id", "product_id", "lot", "expiry", "serial", "quantity", "currency"),
            lines,
        ),
    }


def _snapshots(ground: Ground, rows: int) -> Iterator[Cells]:
    """Every place counts on its own day. About half of the lots are unsold by the demo's thresholds."""
    customers, skus = list(ground.customers), list(ground.products)
    for row in range(rows):
        lot, shelf = row % LOTS, row // LOTS
        place, day = shelf // len(skus), date(2026, 10, 1)
        sold = row % 97 if row % 2 else row % 5
        yield (
            day + timedelta(days=place // len(customers)), customers[place % len(customers)], skus[shelf % len(skus)],
            f"L{lot:04}", day + timedelta(days=20 + row % 700), 1 + row % 480, day - timedelta(days=20 + row % 300),
            day - timedelta(days=row % 150), sold // 3, sold,
        )  # fmt: skip


def _snapshot_tables(ground: Ground, rows: Iterator[Row]) -> Tables:
    heads: dict[tuple[str, str], Cells] = {}
    lines: list[Cells] = []
    site = new_id().hex
    for row in rows:
        day, place = row["Counted on"], ground.customers[row["Place"]]
        snapshot = heads.setdefault((place, day), (site, new_id().hex, place, day, f"{day} 00:00:00"))[1]
        said = (row[heading] for heading in _SNAPSHOT_HEADINGS[3:])
        lines.append((site, new_id().hex, snapshot, ground.products[row["SKU"]], *said, "", "", "", 0, 1))
    return {
        "inventory_snapshot": (("site_id", "id", "place_id", "taken_on", "created_at"), list(heads.values())),
        "snapshot_line": (
            ("site_id", "id", "snapshot_id", "product_id", "lot", "expiry", "on_hand", "received_on", "last_sold_on",
             "sold_30", "sold_90", "season", "kinds", "worst", "excess", "judged_under"),
            lines,
        ),
    }  # fmt: skip


_SNAPSHOT_HEADINGS = (
    "Counted on", "Place", "SKU", "Lot", "Expiry", "On hand", "Received on", "Last sold on", "Sold 30", "Sold 90",
)  # fmt: skip

FILES: Mapping[ImportKind, LongFile] = {
    ImportKind.SHIPMENTS: LongFile(
        ("Shipment", "Order", "Customer", "Delivered on", "SKU", "Quantity", "Lot", "Expiry", "Serial"),
        _shipments, _shipment_tables,
    ),
    ImportKind.SNAPSHOTS: LongFile(_SNAPSHOT_HEADINGS, _snapshots, _snapshot_tables),
}  # fmt: skip
