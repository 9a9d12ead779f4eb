"""What a match does to the rows of the floor: a counted line falls into its shares, and so do its goods in the cartons.

The first share keeps the rows that are there, with their photos and their inspections; every other share gets rows of
its own. Nothing moves from one carton to another: what is locked is split out by whoever stands before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, ReceiptLine, table_of
from app.db.queries import blind, holds
from app.db.queries.authorization import Paper
from app.db.queries.blind import Piece
from app.domain.epcis import ItemRole
from app.domain.holds import Lock, shown
from app.domain.ledger import Change, Moved, Spot
from app.domain.matching import OF_RECEIVING, Rejudged
from app.domain.messages.core import Params
from app.domain.receipts import Board
from app.domain.receiving import Share
from app.domain.vocabulary import HoldReason
from app.services.acting import Act
from app.services.excepting import raise_exception
from app.services.locking import judge_again, lock_line, unlock_lines
from app.services.moving import Standing, overtaken, touch_carton
from app.services.receiving.booking import RAISES
from app.services.stowing import add_to_line

RECEIPT_LINE, LINE = table_of(ReceiptLine), table_of(CartonLine)

Recounted = tuple[UUID, UUID, int]
"""From which counted line, to which, how many base units."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What was written: goods by the lines they stand on now, columns that changed, quantities that changed lines."""

    items: tuple[Moved, ...]
    changes: tuple[Change, ...]
    recounted: tuple[Recounted, ...]

    @property
    def line_ids(self) -> set[UUID]:
        """The carton lines that the goods stand on now."""
        return {item.target.line_id for item in self.items if item.target.line_id}


def regroup(
    session: Session, act: Act, board: Board, paper: Paper, rejudged: Sequence[Rejudged]
) -> Regrouped:  # fmt: skip
    """Write the new verdicts, and locks that agree with them; raise what a supervisor must know of."""
    pieces = blind.pieces(session, act.site_id, [each.count.id for each in rejudged])
    ordered = _ordered(session, act, pieces)
    items: list[Moved] = []
    changes: list[Change] = []
    recounted: list[Recounted] = []
    for each in rejudged:
        ids = [each.count.id, *(new_id() for _ in each.shares[1:])]
        changes += _judge_first(session, act, each)
        recounted += _judge_others(session, act, each, ids)
        own = [piece for piece in pieces if piece.receipt_line_id == each.count.id]
        for piece, parts in _spread(own, each.shares):
            changes += _relock(session, act, piece, parts, each.shares, ordered.get(piece.id, ()))
            items += _part(session, act, piece, parts, each, ids, ordered.get(piece.id, ()))
        _raise(session, act, board, paper, each, own)
    _touch(session, act, pieces)
    return Regrouped(tuple(items), tuple(changes), tuple(recounted))


def _judge_first(session: Session, act: Act, rejudged: Rejudged) -> list[Change]:
    count, first = rejudged.count, rejudged.shares[0]
    session.execute(
        sa.update(RECEIPT_LINE)
        .where(RECEIPT_LINE.c.site_id == act.site_id, RECEIPT_LINE.c.id == count.id)
        .values(authorization_line_id=first.line_id, verdict=first.verdict, quantity=first.quantity)
    )
    line = Change("receipt_line", count.id, "authorization_line_id", "", str(first.line_id or ""))
    verdict = Change("receipt_line", count.id, "verdict", count.verdict, first.verdict)
    return [each for each in (line, verdict) if each.before != each.after]


def _judge_others(session: Session, act: Act, rejudged: Rejudged, ids: Sequence[UUID]) -> list[Recounted]:
    count = rejudged.count
    others = list(zip(ids[1:], rejudged.shares[1:], strict=True))
    rows = [
        {
            "site_id": act.site_id, "id": line_id, "receipt_id": count.receipt_id,
            "authorization_line_id": share.line_id, "product_id": count.product.id, "lot": count.lot,
            "expiry": count.expiry, "serial": count.serial, "verdict": share.verdict, "quantity": share.quantity,
        }
        for line_id, share in others
    ]  # fmt: skip
    if rows:
        session.execute(sa.insert(RECEIPT_LINE), rows)
    return [(count.id, line_id, share.quantity) for line_id, share in others]


Parts = list[tuple[int, int]]
"""Of one piece: which share, by its position, takes how many base units."""


def _spread(pieces: Sequence[Piece], shares: Sequence[Share]) -> Iterator[tuple[Piece, Parts]]:
    """Yield the pieces with their shares, first come first served; a share may want more than still stands there."""
    wanted = [[position, share.quantity] for position, share in enumerate(shares)]
    for piece in pieces:
        left, parts = piece.quantity, []
        while left and wanted:
            take = min(left, wanted[0][1])
            parts.append((wanted[0][0], take))
            left -= take
            wanted[0][1] -= take
            if not wanted[0][1]:
                wanted.pop(0)
        yield piece, parts


Locks = Sequence[Lock]
"""Those of one piece that stay whatever the paper says."""


def _ordered(session: Session, act: Act, pieces: Sequence[Piece]) -> dict[UUID, tuple[Lock, ...]]:
    """Return the locks on locked pieces that receiving did not place."""
    locked = {piece.id: piece.hold for piece in pieces if piece.hold}
    found = holds.locks(session, act.site_id, list(locked)) if locked else {}
    every = {line_id: found.get(line_id, (Lock(hold),)) for line_id, hold in locked.items()}
    return {
        line_id: tuple(lock for lock in locks if lock.order_id or lock.reason not in OF_RECEIVING)
        for line_id, locks in every.items()
    }


def _relock(
    session: Session, act: Act, piece: Piece, parts: Parts, shares: Sequence[Share], ordered: Locks
) -> list[Change]:
    """Leave on the piece's own line what the first share takes, under its lock; goods of other shares go beside it."""
    kept = piece.quantity - sum(quantity for position, quantity in parts if position)
    hold = _hold(shares[0], ordered) if kept else piece.hold
    changed = session.execute(
        sa.update(LINE)
        .where(LINE.c.site_id == act.site_id, LINE.c.id == piece.id, LINE.c.quantity == piece.quantity)
        .values(quantity=kept, hold=hold)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise overtaken(session, act, _standing(piece))
    if kept:
        judge_again(session, act, piece.id, shares[0].hold)
    elif piece.hold:
        unlock_lines(session, act, [piece.id])
    return [Change("carton_line", piece.id, "hold", piece.hold or "", hold or "")] if hold is not piece.hold else []


def _hold(share: Share, ordered: Locks) -> HoldReason | None:
    return shown([*ordered, *_own(share)])


def _own(share: Share) -> Locks:
    return [Lock(share.hold)] if share.hold else []


def _part(
    session: Session, act: Act, piece: Piece, parts: Parts, rejudged: Rejudged, ids: Sequence[UUID], ordered: Locks
) -> Iterator[Moved]:
    for position, quantity in parts:
        line_id, share = piece.id, rejudged.shares[position]
        if position:
            values = {**piece.values, "receipt_line_id": ids[position], "hold": _hold(share, ordered)}
            line_id, now = add_to_line(session, values, quantity)
            lock_line(session, act, line_id, [*ordered, *_own(share)], was_empty=now == quantity)
        yield Moved(
            role=ItemRole.CHILD,
            source=Spot.line(piece.carton_id, piece.id),
            target=Spot.line(piece.carton_id, line_id),
            quantity=quantity,
            product_id=rejudged.count.product.id,
            owner_id=piece.values["owner_id"],
            lot=rejudged.count.lot,
            expiry=rejudged.count.expiry,
            serial=rejudged.count.serial,
            lpn=piece.lpn,
            receipt_line_id=ids[position],
        )


def _raise(session: Session, act: Act, board: Board, paper: Paper, rejudged: Rejudged, pieces: Sequence[Piece]) -> None:
    count = rejudged.count
    for share in rejudged.shares:
        kind = RAISES.get(share.verdict)
        if kind is None or share.verdict is count.verdict:  # what was known when it was counted was told then
            continue
        first = pieces[0] if pieces else None
        params: Params = {
            "product": count.product.said, "lot": count.lot, "quantity": share.quantity, "number": paper.number,
            "lpn": first.lpn if first else "",
        }  # fmt: skip
        raise_exception(session, act, kind, params, board.receipt_id, first.carton_id if first else None)


def _touch(session: Session, act: Act, pieces: Sequence[Piece]) -> None:
    """Claim every carton whose lines changed; the quarantine carton takes goods at any time and is nobody's."""
    for carton in {piece.carton_id: piece for piece in pieces if not piece.is_quarantine}.values():
        touch_carton(session, act, _standing(carton))


def _standing(piece: Piece) -> Standing:
    return Standing(piece.carton_id, piece.lpn, piece.state, piece.version)
