"""The rows of the Annex-24 reports."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    CustomsEntry,
    CustomsLine,
    Discharge,
    DischargeLine,
    Party,
    Product,
    ReceiptLine,
    table_of,
)
from app.db.queries.customs import ACCOUNTED, HERE, RECEIVED
from app.db.queries.discharges import written
from app.domain.customs import Pedimento, TariffUnit, shown
from app.domain.customs_reports import DAY_OF, Report
from app.domain.money import rounded
from app.domain.transitions import CustomsEntryState, DischargeState

ENTRY, LINE, PRODUCT, PARTY = table_of(CustomsEntry), table_of(CustomsLine), table_of(Product), table_of(Party)
DOCUMENT, PART, COUNTED = table_of(Discharge), table_of(DischargeLine), table_of(ReceiptLine)
GRAMS = 1000

Row = Mapping[str, Any]
"""A row by column; words of vocabularies are their values."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a report are wanted, in which order and language; days are included, `today` is read by clocks."""

    today: date
    since: date | None = None
    until: date | None = None
    find: str = ""
    order: str = ""
    falls: bool = False
    language: str = "en"


def rows(session: Session, site_id: UUID, report: Report, wanted: Wanted) -> list[Row]:
    """Return the rows of a report."""
    found = [row for row in _READS[report](session, site_id, wanted) if _fits(row, report, wanted)]
    column = wanted.order or DAY_OF[report]
    return sorted(found, key=lambda row: (str(type(row[column])), row[column]), reverse=wanted.falls)


def _fits(row: Row, report: Report, wanted: Wanted) -> bool:
    day: date = row[DAY_OF[report]]
    within = (wanted.since or date.min) <= day <= (wanted.until or date.max)
    text = wanted.find.casefold()
    return within and (not text or any(text in str(value).casefold() for value in row.values()))


def _lines(session: Session, site_id: UUID, wanted: Wanted) -> list[Row]:
    own = ("fraction", "nico", "quantity", "tariff_quantity", "tariff_unit", "value", "origin", "method")
    sums = (RECEIVED.label("received"), HERE.label("here"), ACCOUNTED.label("discharged"))
    head = ("number", "entry_key", "cleared_on", "due_on", "currency")
    found = session.execute(
        sa.select(
            *(ENTRY.c[name] for name in head), PARTY.c.name.label("owner"), PRODUCT.c.sku,
            PRODUCT.c.name.label("product"), *(LINE.c[name] for name in own), *sums,
        )
        .select_from(LINE)
        .join(ENTRY, (ENTRY.c.site_id == LINE.c.site_id) & (ENTRY.c.id == LINE.c.entry_id))
        .join(PARTY, PARTY.c.id == ENTRY.c.owner_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, ENTRY.c.state != CustomsEntryState.CANCELLED)
        .order_by(ENTRY.c.cleared_on, ENTRY.c.number, LINE.c.position)
    )  # fmt: skip
    return [_line(row, wanted) for row in found]


def _line(row: Any, wanted: Wanted) -> Row:
    number, left = Pedimento(row.number), row.quantity - int(row.discharged)
    return {
        "entry": str(number), "entry_key": row.entry_key, "office": number.office, "patent": number.patent,
        "cleared": row.cleared_on, "due": row.due_on, "days_left": (row.due_on - wanted.today).days,
        "owner": row.owner, "sku": row.sku, "product": _named(row.product, wanted), "fraction": row.fraction,
        "nico": row.nico, "imported": row.quantity, "received": int(row.received), "here": int(row.here),
        "discharged": int(row.discharged), "left": left,
        "tariff_quantity": _tariff(row.tariff_quantity, row.tariff_unit), "tariff_unit": row.tariff_unit.value,
        "value": row.value, "value_left": rounded(row.value * left / row.quantity, row.currency),
        "currency": row.currency, "origin": row.origin, "method": row.method.value,
    }  # fmt: skip


def _tariff(quantity: int, unit: TariffUnit) -> Decimal:
    return Decimal(quantity) / GRAMS if unit is TariffUnit.KILOGRAM else Decimal(quantity)


def _named(name: Mapping[str, str], wanted: Wanted) -> str:
    return name.get(wanted.language) or name.get("en", "")


def _balances(session: Session, site_id: UUID, wanted: Wanted) -> list[Row]:
    return [row for row in _lines(session, site_id, wanted) if row["left"]]


def _materials(session: Session, site_id: UUID, wanted: Wanted) -> list[Row]:
    """Return the lines of all entries by product and fraction; the day is the nearest of what is to be discharged."""
    by_material: Callable[[Row], Any] = lambda row: (row["sku"], row["fraction"])  # noqa: E731
    lines = sorted(_lines(session, site_id, wanted), key=by_material)
    return [_material(list(group)) for _key, group in groupby(lines, key=by_material)]


def _material(lines: list[Row]) -> Row:
    sums = {name: sum(row[name] for row in lines) for name in ("imported", "received", "here", "discharged", "left")}
    open_ones: Iterable[Row] = [row for row in lines if row["left"]] or lines
    named = {name: lines[0][name] for name in ("sku", "product", "fraction")}
    return {**named, "entries": len(lines), **sums, "due": min(row["due"] for row in open_ones)}


def _exits(session: Session, site_id: UUID, wanted: Wanted) -> list[Row]:
    came, came_line = ENTRY.alias("came"), LINE.alias("came_line")
    found = session.execute(
        sa.select(
            DOCUMENT.c.kind, DOCUMENT.c.number, DOCUMENT.c.dated, PRODUCT.c.sku, PRODUCT.c.name.label("product"),
            LINE.c.fraction, PART.c.quantity, ENTRY.c.number.label("entry"), came.c.number.label("came_under"),
            LINE.c.method, ENTRY.c.cleared_on,
        )
        .select_from(PART)
        .join(DOCUMENT, (DOCUMENT.c.site_id == PART.c.site_id) & (DOCUMENT.c.id == PART.c.discharge_id))
        .join(LINE, (LINE.c.site_id == PART.c.site_id) & (LINE.c.id == PART.c.customs_line_id))
        .join(ENTRY, (ENTRY.c.site_id == LINE.c.site_id) & (ENTRY.c.id == LINE.c.entry_id))
        .join(COUNTED, (COUNTED.c.site_id == PART.c.site_id) & (COUNTED.c.id == PART.c.receipt_line_id))
        .join(came_line, (came_line.c.site_id == PART.c.site_id) & (came_line.c.id == COUNTED.c.customs_line_id))
        .join(came, (came.c.site_id == PART.c.site_id) & (came.c.id == came_line.c.entry_id))
        .join(PRODUCT, PRODUCT.c.id == COUNTED.c.product_id)
        .where(PART.c.site_id == site_id, DOCUMENT.c.state == DischargeState.RECORDED)
        .order_by(DOCUMENT.c.dated, PART.c.id)
    )  # fmt: skip
    return [
        {
            "kind": row.kind.value, "document": written(row.kind, row.number), "dated": row.dated, "sku": row.sku,
            "product": _named(row.product, wanted), "fraction": row.fraction, "units": row.quantity,
            "discharged_entry": shown(row.entry), "came_under": shown(row.came_under), "method": row.method.value,
            "cleared": row.cleared_on,
        }
        for row in found
    ]  # fmt: skip


_READS: Mapping[Report, Callable[[Session, UUID, Wanted], list[Row]]] = {
    Report.ENTRY: _lines,
    Report.EXIT: _exits,
    Report.BALANCE: _balances,
    Report.MATERIAL: _materials,
}
