"""Locking goods where they stand: every line that something is about, at once, each showing its strictest lock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, Hold, table_of
from app.db.queries import holds, isolating, pallets
from app.db.queries.isolating import Piece
from app.domain.epcis import ItemRole
from app.domain.holds import Lock, shown
from app.domain.ledger import Change, Moved, Spot
from app.domain.vocabulary import HoldReason
from app.services.acting import Act
from app.services.locking import lock_line, row_of, unlock_lines

LINE, HOLD = table_of(CartonLine), table_of(Hold)
AT_ONCE = 5000  # ids in one statement: drivers take some 30,000 parameters

T = TypeVar("T")
Where = Sequence["sa.ColumnElement[bool]"]


@dataclass(frozen=True, slots=True)
class Marked:
    """Which goods got another lock: how an event names them, and what undo restores."""

    pieces: tuple[Piece, ...] = ()
    items: tuple[Moved, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def units(self) -> int:
        """Base units of all of it."""
        return sum(piece.quantity for piece in self.pieces)

    @property
    def cartons(self) -> int:
        """How many cartons they stand in."""
        return len({piece.carton_id for piece in self.pieces})

    @property
    def receipt_lines(self) -> set[UUID]:
        """What they were counted as: what is owed for them changes."""
        return {piece.receipt_line_id for piece in self.pieces}


def standing(session: Session, site_id: UUID, where: Where) -> list[Piece]:
    """Return the lines for which `where` holds, once their cartons are locked and nobody moves them any more.

    What went into another carton while we waited is waited for in a new round, from the first lock on: all who lock
    several cartons do it in one order.
    """
    wanted = {piece.carton_id for piece in isolating.pieces(session, where)}
    while True:
        attempt = session.begin_nested()
        for some in in_parts(sorted(wanted)):
            pallets.lock(session, site_id, some)
        found = isolating.pieces(session, where)
        here = {piece.carton_id for piece in found}
        if here <= wanted:
            attempt.commit()
            return found
        attempt.rollback()
        wanted |= here


def mark(session: Session, act: Act, pieces: Sequence[Piece], lock: Lock) -> Marked:
    """Put `lock` on those of the standing `pieces` that do not have it yet."""
    locked = locks_on(session, act, pieces)
    fresh = [piece for piece in pieces if lock not in locked.get(piece.id, ())]
    _write(session, act, fresh, [lock])
    return show(session, act, fresh, {piece.id: [*locked.get(piece.id, ()), lock] for piece in fresh})


def locks_on(session: Session, act: Act, pieces: Sequence[Piece]) -> dict[UUID, tuple[Lock, ...]]:
    """Return the locks of those pieces that are locked."""
    held = {piece.id: piece.hold for piece in pieces if piece.hold}
    found: dict[UUID, tuple[Lock, ...]] = {}
    for some in in_parts(list(held)):
        found |= holds.locks(session, act.site_id, some)
    return {line_id: found.get(line_id, (Lock(hold),)) for line_id, hold in held.items()}


def _write(session: Session, act: Act, pieces: Sequence[Piece], locks: Sequence[Lock]) -> None:
    rows = [row_of(act, piece.id, lock) for piece in pieces for lock in locks]
    if rows:
        session.execute(sa.insert(HOLD), rows)


def show(session: Session, act: Act, pieces: Sequence[Piece], locks: Mapping[UUID, Iterable[Lock]]) -> Marked:
    """Let each piece show the strictest of its `locks`. One that is equal to another line then joins it."""
    after = {piece.id: shown(locks.get(piece.id, ())) for piece in pieces}
    changing = sorted(
        (piece for piece in pieces if after[piece.id] is not piece.hold), key=lambda p: _text(after[p.id])
    )
    targets: dict[UUID, UUID] = {}
    for hold, group in groupby(changing, key=lambda piece: after[piece.id]):
        for some in in_parts(list(group)):
            targets |= _change(session, act, some, hold, locks)
    changes = (
        Change("carton_line", piece.id, "hold", _text(piece.hold), _text(after[piece.id]))
        for piece in changing
        if piece.id not in targets
    )
    items = tuple(_item(piece, targets.get(piece.id, piece.id)) for piece in pieces)
    return Marked(tuple(pieces), items, tuple(changes))


def _text(hold: HoldReason | None) -> str:
    return hold.value if hold else ""


def _change(
    session: Session, act: Act, pieces: Sequence[Piece], hold: HoldReason | None, locks: Mapping[UUID, Iterable[Lock]]
) -> dict[UUID, UUID]:
    """Let `pieces` show `hold`; return which of them joined which line, because they would be equal to it."""
    twins = isolating.twins(session, [piece.id for piece in pieces], hold)
    alone = [piece.id for piece in pieces if piece.id not in twins]
    session.execute(sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id.in_(alone)).values(hold=hold))
    for piece in pieces:
        if piece.id in twins:
            _join(session, act, piece, twins[piece.id], list(locks.get(piece.id, ())))
    return twins


def _join(session: Session, act: Act, piece: Piece, line_id: UUID, locks: Sequence[Lock]) -> None:
    for each, quantity in ((piece.id, LINE.c.quantity - piece.quantity), (line_id, LINE.c.quantity + piece.quantity)):
        session.execute(
            sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id == each).values(quantity=quantity)
        )
    unlock_lines(session, act, [piece.id])
    lock_line(session, act, line_id, locks, was_empty=False)


def _item(piece: Piece, line_id: UUID) -> Moved:
    return Moved(
        role=ItemRole.CHILD,
        source=Spot.line(piece.carton_id, piece.id),
        target=Spot.line(piece.carton_id, line_id),
        quantity=piece.quantity,
        product_id=piece.product_id,
        owner_id=piece.owner_id,
        lot=piece.lot,
        expiry=piece.expiry,
        serial=piece.serial,
        lpn=piece.lpn,
        receipt_line_id=piece.receipt_line_id,
    )


def in_parts(ids: Sequence[T]) -> Iterator[list[T]]:
    """Yield `ids` in parts that fit a statement."""
    rest = iter(ids)
    while some := list(islice(rest, AT_ONCE)):
        yield some
