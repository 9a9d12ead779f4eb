"""What waits in each stage of work, how long, and what the wait costs. Reads open cartons only, never history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Carton, CartonLine, Receipt, ReceiptLine, table_of
from app.db.queries import dwell_targets
from app.domain import dwell
from app.domain.dwell import Stage, stage_of
from app.domain.dwell_targets import StageTarget, Targets
from app.domain.transitions import OPEN_CARTON, AuthorizationState, CartonState, ReceiptState
from app.domain.vocabulary import DispositionCode, LineVerdict

CARTON, RECEIPT, PAPER = table_of(Carton), table_of(Receipt), table_of(Authorization)
LINE, RECEIPT_LINE = table_of(CartonLine), table_of(ReceiptLine)

# Literal, in the index's own order: SQLite takes a partial index only when its condition stands in the statement.
STANDING: sa.BindParameter[list[CartonState]] = sa.bindparam(
    "standing", sorted(OPEN_CARTON), expanding=True, literal_execute=True
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits in one stage, since when the oldest of it does, and how many of it longer than they may.

    `oldest` is None when no clock runs.
    """

    stage: Stage
    count: int = 0
    oldest: datetime | None = None
    late: int = 0

    def age(self, now: datetime) -> timedelta | None:
        """Return how long the oldest has waited."""
        return dwell.age(self.oldest, now) if self.oldest else None


@dataclass(frozen=True, slots=True)
class Stages:
    """The work that waits: deliveries to receive, cartons to grade, to route, to rework."""

    receive: Waiting
    grade: Waiting
    route: Waiting
    rework: Waiting


def counts(session: Session, site_id: UUID, now: datetime) -> Stages:
    """Return what waits at `now` (UTC), for the home screen, in three statements.

    To receive are authorizations on their way and receipts that are open; only an open receipt's clock runs, since
    goods on the road wait for nobody here.
    """
    targets = dwell_targets.in_force(session, site_id)
    cartons = by_stage(session, site_id, targets, now)
    receive = _deliveries(session, site_id, targets.stages[Stage.RECEIVE], now)
    return Stages(receive, cartons[Stage.GRADE], cartons[Stage.ROUTE], cartons[Stage.REWORK])


def _deliveries(session: Session, site_id: UUID, target: StageTarget, now: datetime) -> Waiting:
    coming = sa.select(sa.func.count()).where(
        PAPER.c.site_id == site_id, PAPER.c.state == AuthorizationState.IN_TRANSIT
    )
    late = sa.func.sum(sa.case((RECEIPT.c.opened_at < _cutoff(target, now), 1), else_=0))
    row = session.execute(
        sa.select(sa.func.count(), sa.func.min(RECEIPT.c.opened_at), late, coming.scalar_subquery())
        .select_from(RECEIPT)
        .outerjoin(PAPER, (PAPER.c.site_id == RECEIPT.c.site_id) & (PAPER.c.id == RECEIPT.c.authorization_id))
        .where(RECEIPT.c.site_id == site_id, RECEIPT.c.state == ReceiptState.OPEN)
    ).one()
    return Waiting(Stage.RECEIVE, row[0] + row[3], row[1], int(row[2] or 0))


def backlog(session: Session, site_id: UUID, now: datetime) -> dict[Stage, Waiting]:
    """Return the cartons that wait in each stage at `now`, in two statements over the index of open cartons."""
    return by_stage(session, site_id, dwell_targets.in_force(session, site_id), now)


def by_stage(session: Session, site_id: UUID, targets: Targets, now: datetime) -> dict[Stage, Waiting]:
    """Return the cartons that wait in each stage at `now`, in one statement."""
    is_late = sa.case((is_over(targets, now), 1), else_=0).label("is_late")
    each = (
        sa.select(CARTON.c.state, CARTON.c.code, CARTON.c.state_since, is_declared().label("is_declared"), is_late)
        .where(CARTON.c.site_id == site_id, is_waiting())
        .subquery()
    )
    kind = each.c.state, each.c.code, each.c.is_declared
    count, oldest = sa.func.count().label("cartons"), sa.func.min(each.c.state_since).label("oldest")
    late = sa.func.sum(each.c.is_late).label("late")
    rows = session.execute(sa.select(*kind, count, oldest, late).group_by(*kind)).all()
    return {stage: _sum(stage, [row for row in rows if _stage(row) is stage]) for stage in Stage}


def _stage(row: Any) -> Stage | None:
    return stage_of(row.state, row.code, is_declared=row.is_declared)


def _sum(stage: Stage, rows: list[Any]) -> Waiting:
    oldest = min((row.oldest for row in rows), default=None)
    return Waiting(stage, sum(row.cartons for row in rows), oldest, int(sum(row.late for row in rows)))


def is_over(targets: Targets, now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition on cartons that wait that some of their goods have stood longer than they may at `now`.

    What is only announced waits for nobody here.
    """
    over = (sa.and_(sa.or_(*_states_of(stage)), _stands_over(targets.stages[stage], now)) for stage in Stage)
    return sa.and_(CARTON.c.state != CartonState.EXPECTED, sa.or_(*over))


def _stands_over(target: StageTarget, now: datetime) -> sa.ColumnElement[bool]:
    usual = CARTON.c.state_since < now - target.usual.within
    if not target.programs:  # nothing depends on the goods, so nobody looks at them
        return usual
    over = sa.or_(_goods(CARTON.c.state_since < _cutoff(target, now)), sa.and_(usual, ~_goods(sa.true())))
    return sa.and_(CARTON.c.state_since < now - target.shortest, over)


def _cutoff(target: StageTarget, now: datetime) -> sa.ColumnElement[datetime]:
    """Return since when goods of a paper's program may have stood at `now`."""
    usual, programs = _instant(now - target.usual.within), target.programs.items()
    own = [(PAPER.c.program == program, _instant(now - within)) for program, within in programs]
    return sa.case(*own, else_=usual) if own else usual


def _instant(at: datetime) -> sa.ColumnElement[datetime]:
    return sa.literal(at, CARTON.c.state_since.type)


def _goods(where: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Return the condition on cartons that goods in them came under paper, or under none, of which `where` is so."""
    of_site = LINE.c.site_id
    return (
        sa.select(sa.literal(1))
        .select_from(LINE)
        .join(RECEIPT_LINE, (RECEIPT_LINE.c.site_id == of_site) & (RECEIPT_LINE.c.id == LINE.c.receipt_line_id))
        .join(RECEIPT, (RECEIPT.c.site_id == of_site) & (RECEIPT.c.id == RECEIPT_LINE.c.receipt_id))
        .outerjoin(PAPER, (PAPER.c.site_id == of_site) & (PAPER.c.id == RECEIPT.c.authorization_id))
        .where(of_site == CARTON.c.site_id, LINE.c.carton_id == CARTON.c.id, LINE.c.quantity > 0, where)
        .correlate(CARTON)
        .exists()
    )


def is_waiting(stage: Stage | None = None) -> sa.ColumnElement[bool]:
    """Return the condition on cartons that they wait in `stage`, or in any; quarantine and pallets do not wait."""
    return sa.and_(
        CARTON.c.state.in_(STANDING), sa.or_(*_states_of(stage)), ~CARTON.c.is_quarantine, ~CARTON.c.is_pallet
    )


def is_declared() -> sa.ColumnElement[bool]:
    """Return the condition on cartons that they hold units which a notice declares and nobody has counted."""
    uncounted = (
        sa.exists()
        .where(
            LINE.c.site_id == CARTON.c.site_id,
            LINE.c.carton_id == CARTON.c.id,
            LINE.c.quantity > 0,
            RECEIPT_LINE.c.site_id == LINE.c.site_id,
            RECEIPT_LINE.c.id == LINE.c.receipt_line_id,
            RECEIPT_LINE.c.verdict == LineVerdict.DECLARED,
        )
        .correlate(CARTON)
    )
    return sa.and_(CARTON.c.authorization_id.is_not(None), uncounted)


def _states_of(stage: Stage | None) -> Iterator[sa.ColumnElement[bool]]:
    # Drawn from the table of stages, so that neither has to be changed with the other.
    for state in sorted(OPEN_CARTON):
        counted, declared = (_codes(state, stage, is_declared=each) for each in (False, True))
        if counted == declared:
            yield _coded(state, counted)
        else:
            yield sa.and_(_coded(state, counted), ~is_declared())
            yield sa.and_(_coded(state, declared), is_declared())


_EVERY: tuple[DispositionCode | None, ...] = (None, *DispositionCode)


def _codes(state: CartonState, stage: Stage | None, *, is_declared: bool) -> list[DispositionCode | None]:
    found = {code: stage_of(state, code, is_declared=is_declared) for code in _EVERY}
    return [code for code in _EVERY if found[code] and stage in (None, found[code])]


def _coded(state: CartonState, codes: list[DispositionCode | None]) -> sa.ColumnElement[bool]:
    if len(codes) == len(_EVERY):
        return CARTON.c.state == state
    if not codes:
        return sa.false()
    return sa.and_(CARTON.c.state == state, CARTON.c.code.in_([code or "" for code in codes]))
