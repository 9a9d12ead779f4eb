"""Goods that leave for good: lines are emptied, cartons close, one event says where they went, one certificate what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, table_of
from app.db.queries.destroying import EndingLine
from app.db.queries.routing import Place
from app.domain.certificates import Record
from app.domain.epcis import BizStep, Boundary, Disposition, EpcisAction, EventKind, ItemRole
from app.domain.ledger import Change, Entry, Moved, Spot
from app.domain.transitions import Move
from app.services import accruing, certifying
from app.services.acting import Act
from app.services.certifying import Write
from app.services.moving import Standing, move_carton
from app.services.parting import Parted, part
from app.services.recording import record
from app.services.routing.stack import Stack

LINE = table_of(CartonLine)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave from where it stands: a carton or a pallet with all that is on it, its place and its lines."""

    stack: Stack
    place: Place
    lines: tuple[EndingLine, ...]

    @property
    def units(self) -> int:
        """Base units of all lines."""
        return sum(line.says.units for line in self.lines)

    @property
    def grams(self) -> int:
        """Their weight by the products' own, as far as that is known."""
        return sum(line.says.grams for line in self.lines)


@dataclass(frozen=True, slots=True)
class Way:
    """How goods leave, in the ledger's words."""

    kind: EventKind
    step: BizStep
    disposition: Disposition
    boundary: Boundary


@dataclass(frozen=True, slots=True)
class Left:
    """What an act that let goods go wrote."""

    event_id: UUID
    certificate_id: UUID


def leave(
    session: Session, act: Act, every: Sequence[Leaving], way: Way, states: Record, write: Write, **about: UUID | None
) -> Left:
    """Let locked goods go for good in one event, with the certificate that `states` it; `about` names who stands on it.

    Raises Overtaken when a pallet that one of them stands on was changed meanwhile.
    """
    items: list[Moved] = []
    changes: list[Change] = []
    for each in every:
        parted = part(session, act, each.stack.carton)
        changes += _close(session, act, each, parted)
        items += [*each.stack.items, *parted.items[1:], *(gone(line, way.boundary) for line in each.lines)]
    certificate_id = new_id()
    entry = _entry(every[0].place, way, items, changes, certificate_id, states)
    event_id = record(session, act, entry)
    closed = sorted({carton.id for each in every for carton in each.stack.every})
    certifying.freeze(session, act, certificate_id, states, event_id, write, closed, **about)
    accruing.restate(session, act, {line.receipt_line_id for line in lines_of(every)}, event_id)
    return Left(event_id, certificate_id)


def lines_of(every: Iterable[Leaving]) -> Iterator[EndingLine]:
    """Return all lines of what leaves together."""
    return (line for each in every for line in each.lines)


def plates_of(every: Iterable[Leaving]) -> str:
    """Return the plates of what leaves together, as sentences and certificates name them."""
    return ", ".join(each.stack.carton.lpn for each in every)


def _close(session: Session, act: Act, leaving: Leaving, parted: Parted) -> tuple[Change, ...]:
    """Empty the lines and close the carton or pallet with all on it; `parted` is what it left, if it did."""
    ids = [line.id for line in leaving.lines]
    session.execute(sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id.in_(ids)).values(quantity=0))
    changes = list(parted.changes)
    for each in leaving.stack.every:
        standing = Standing(each.id, each.lpn, each.state, each.version)
        columns = parted.columns if each is leaving.stack.carton else {}
        changes += move_carton(session, act, standing, Move.EMPTY, **columns)
    return tuple(changes)


def gone(line: EndingLine, where: Boundary) -> Moved:
    """Return the item of the event that says where the units of a line went."""
    return Moved(
        role=ItemRole.CHILD,
        source=Spot.line(line.carton_id, line.id),
        target=Spot(where),
        quantity=line.says.units,
        product_id=line.product_id,
        owner_id=line.owner_id,
        lot=line.says.lot,
        expiry=line.says.expiry,
        serial=line.says.serial,
        lpn=line.says.lpn,
        receipt_line_id=line.receipt_line_id,
    )


def _entry(
    place: Place, way: Way, items: Iterable[Moved], changes: Iterable[Change], certificate_id: UUID, states: Record
) -> Entry:
    return Entry(
        kind=way.kind,
        action=EpcisAction.DELETE,
        biz_step=way.step,
        disposition=way.disposition,
        items=tuple(items),
        biz_location=place.id,
        biz_transactions=({"type": "cert", "id": str(certificate_id)},),
        changes=tuple(changes),
        detail=certifying.sealed(certificate_id, states),
    )
