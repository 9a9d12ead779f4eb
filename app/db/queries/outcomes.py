"""What became of what was announced: for each line of an authorization what came, how it was judged, and where it is.

Pulled by change: a reader names the last event it has seen, and is told of every authorization that later ones touched.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    AuthorizationLine,
    Carton,
    CartonLine,
    Event,
    EventItem,
    Location,
    Receipt,
    ReceiptLine,
    table_of,
)

PAPER, PAPER_LINE, RECEIPT, LINE = (table_of(each) for each in (Authorization, AuthorizationLine, Receipt, ReceiptLine))
EVENT, ITEM, CARTON, STOCK, PLACE = (table_of(each) for each in (Event, EventItem, Carton, CartonLine, Location))

WINDOW = 500
"""Events looked at for one page: what a page costs does not grow with what was missed."""

Row = Mapping[str, Any]
Lines = dict[UUID | None, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Changed:
    """Some outcomes, in the order in which they changed last; `next` is the last event they take account of.

    `more` tells whether there are later events already.
    """

    items: tuple[Row, ...]
    next: UUID | None
    more: bool


def changed(session: Session, site_id: UUID, after: UUID | None, limit: int, until: UUID | None = None) -> Changed:
    """Return the outcomes that events after `after` touched, at most `limit`; events from `until` on are left alone."""
    where = [EVENT.c.site_id == site_id, *([EVENT.c.id > after] if after else []), *_before(until)]
    window = session.scalars(sa.select(EVENT.c.id).where(*where).order_by(EVENT.c.id).limit(WINDOW)).all()
    if not window:
        return Changed((), after, more=False)
    last = _touched(session, site_id, window)
    order = sorted(last, key=lambda paper_id: last[paper_id])
    shown, cut = order[:limit], len(order) > limit
    found = {row["id"]: {**row, "event_id": last[row["id"]]} for row in of(session, site_id, shown)}
    seen = last[shown[-1]] if cut else window[-1]
    return Changed(tuple(found[each] for each in shown), seen, more=cut or len(window) == WINDOW)


def _before(until: UUID | None) -> list[sa.ColumnElement[bool]]:
    return [EVENT.c.id < until] if until else []


def _touched(session: Session, site_id: UUID, events: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the authorizations whose goods `events` moved, with the last event of each."""
    of_lines = sa.select(ITEM.c.event_id, ITEM.c.receipt_line_id.label("line_id"))
    # what is said of a carton is said of all that it holds or held
    is_there = sa.or_(STOCK.c.carton_id == ITEM.c.to_carton_id, STOCK.c.carton_id == ITEM.c.from_carton_id)
    of_cartons = sa.select(ITEM.c.event_id, STOCK.c.receipt_line_id.label("line_id")).join(
        STOCK, (STOCK.c.site_id == ITEM.c.site_id) & is_there
    )
    mine = (ITEM.c.site_id == site_id, ITEM.c.event_id.in_(events))
    moved = sa.union(of_lines.where(*mine, ITEM.c.receipt_line_id.is_not(None)), of_cartons.where(*mine)).subquery()
    rows = session.execute(
        sa.select(RECEIPT.c.authorization_id, moved.c.event_id)
        .select_from(moved)
        .join(LINE, (LINE.c.site_id == site_id) & (LINE.c.id == moved.c.line_id))
        .join(RECEIPT, (RECEIPT.c.site_id == site_id) & (RECEIPT.c.id == LINE.c.receipt_id))
        .where(RECEIPT.c.authorization_id.is_not(None))
        .distinct()
    )
    last: dict[UUID, UUID] = {}
    for paper_id, event_id in rows:
        last[paper_id] = max(event_id, last.get(paper_id, event_id))
    return last


def of(session: Session, site_id: UUID, papers: Collection[UUID]) -> list[Row]:
    """Return the outcomes of authorizations as they stand now."""
    columns = (PAPER.c.id, PAPER.c.number, PAPER.c.state)
    heads = session.execute(sa.select(*columns).where(PAPER.c.site_id == site_id, PAPER.c.id.in_(papers))).mappings()
    expected = _expected(session, site_id, papers)
    received = _received(session, site_id, papers)
    standing = _standing(session, site_id, papers)
    return [
        {**head, "event_id": None, "lines": _lines(expected[head["id"]], received[head["id"]], standing[head["id"]])}
        for head in heads
    ]


def _lines(expected: Sequence[Row], received: Lines, standing: Lines) -> list[Row]:
    """Return every line of the paper with what came of it, then what came without standing on the paper."""
    lines: list[Row] = [
        {**line, "received": received.get(line["id"], []), "standing": standing.get(line["id"], [])}
        for line in expected
    ]
    if None in received:
        lines.append({"id": None, "position": None, "product_id": None, "quantity": 0, "received": received[None],
                      "standing": standing.get(None, [])})  # fmt: skip
    return lines


def _expected(session: Session, site_id: UUID, papers: Collection[UUID]) -> dict[UUID, list[Row]]:
    columns = [PAPER_LINE.c[name] for name in ("authorization_id", "id", "position", "product_id", "quantity")]
    where = (PAPER_LINE.c.site_id == site_id, PAPER_LINE.c.authorization_id.in_(papers))
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in session.execute(sa.select(*columns).where(*where).order_by(PAPER_LINE.c.position)).mappings():
        found[row["authorization_id"]].append({name: row[name] for name in row if name != "authorization_id"})
    return found


def _received(session: Session, site_id: UUID, papers: Collection[UUID]) -> dict[UUID, Lines]:
    names = ("id", "product_id", "lot", "expiry", "serial", "verdict", "quantity")
    query = sa.select(*(LINE.c[name] for name in names), *_OF_PAPER).join(RECEIPT, _OF_RECEIPT)
    where = (LINE.c.site_id == site_id, RECEIPT.c.authorization_id.in_(papers), LINE.c.quantity > 0)
    return _gathered(session.execute(query.where(*where).order_by(LINE.c.id)).mappings())


def _standing(session: Session, site_id: UUID, papers: Collection[UUID]) -> dict[UUID, Lines]:
    names = ("receipt_line_id", "product_id", "lot", "expiry", "serial", "grade", "code", "hold", "quantity")
    place = (PLACE.c.code.label("place"), PLACE.c.zone)
    columns = (*(STOCK.c[name] for name in names), CARTON.c.lpn.label("carton"), CARTON.c.state.label("carton_state"))
    query = (
        sa.select(*columns, *place, *_OF_PAPER)
        .join(LINE, (LINE.c.site_id == STOCK.c.site_id) & (LINE.c.id == STOCK.c.receipt_line_id))
        .join(RECEIPT, _OF_RECEIPT)
        .join(CARTON, (CARTON.c.site_id == STOCK.c.site_id) & (CARTON.c.id == STOCK.c.carton_id))
        .outerjoin(PLACE, PLACE.c.id == CARTON.c.location_id)
    )
    where = (STOCK.c.site_id == site_id, RECEIPT.c.authorization_id.in_(papers), STOCK.c.quantity > 0)
    return _gathered(session.execute(query.where(*where).order_by(STOCK.c.id)).mappings())


_OF_PAPER = (RECEIPT.c.authorization_id.label("of_paper"), LINE.c.authorization_line_id.label("of_line"))
_OF_RECEIPT = (RECEIPT.c.site_id == LINE.c.site_id) & (RECEIPT.c.id == LINE.c.receipt_id)


def _gathered(rows: "sa.MappingResult") -> dict[UUID, Lines]:
    found: dict[UUID, Lines] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        kept = {name: row[name] for name in row if name not in ("of_paper", "of_line")}
        found[row["of_paper"]][row["of_line"]].append(kept)
    return found
