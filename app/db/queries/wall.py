"""What a wall display shows, in a bounded number of statements, none of which reads history."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from heapq import nlargest
from itertools import starmap
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, Device, Event, FloorException, Location, Scan, Site, Tally, table_of
from app.db.queries import dwell_targets, exceptions, stages
from app.db.queries.contents import Contents, contents
from app.db.queries.exceptions import ExceptionCounts, OpenException
from app.db.queries.next_best import can_be_given
from app.db.queries.stages import is_waiting
from app.db.queries.waiting import WaitingCarton, with_goods
from app.domain import dwell
from app.domain.dwell import Stage
from app.domain.dwell_targets import Targets
from app.domain.messages.core import Local, Money
from app.domain.pricing import NOTHING
from app.domain.recovery import CENT
from app.domain.vocabulary import DeviceKind, ExceptionKind, LocationKind, TallyKind

SITE, EVENT, EXCEPTION, TALLY = table_of(Site), table_of(Event), table_of(FloorException), table_of(Tally)
PLACE, SCAN, DEVICE, CARTON = table_of(Location), table_of(Scan), table_of(Device), table_of(Carton)

# The daily target is spread evenly over the working day of the site, by its own clock.
WORK_BEGINS, WORK_ENDS = time(6), time(18)

# A bench or door without a scan for so long is idle.
IDLE_AFTER = timedelta(minutes=15)

EXCEPTIONS_SHOWN = 3

# Of so many cartons that lose most, one can be taken as a rule: not all are locked or in somebody's hands.
LOSING_SEEN = 20


class StationState(StrEnum):
    """What the andon strip says of a door or bench."""

    OK = "ok"
    IDLE = "idle"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class StationLight:
    """One light of the andon strip; `since` (UTC) is when help was called."""

    name: Local
    state: StationState
    since: datetime | None = None

    def age(self, now: datetime) -> timedelta | None:
        """Return how long help has been called for."""
        return dwell.age(self.since, now) if self.since else None


@dataclass(frozen=True, slots=True)
class Pace:
    """Units graded today against the target of the day."""

    done: int
    target: int
    planned: int
    """How many of the target were to be done by now."""

    @property
    def ahead(self) -> int:
        """Units done more than planned; negative when behind."""
        return self.done - self.planned


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything on page 1. `grown` is how many cartons more came in today than were put in their place."""

    site: str
    currency: str
    backlog: Mapping[Stage, stages.Waiting]
    grown: int
    pace: Pace
    exceptions: ExceptionCounts
    unowned: tuple[OpenException, ...]
    at_risk: Money
    worst_lpn: str
    worst: Money
    best: WaitingCarton | None
    """What is best taken next, of the cartons that lose most."""
    stations: tuple[StationLight, ...]

    @property
    def cartons(self) -> int:
        """All cartons that wait."""
        return sum(waiting.count for waiting in self.backlog.values())


def version(session: Session, site_id: UUID, now: datetime) -> str:
    """Return what tells one state of the wall from the next, in one statement.

    It changes with every event, every exception raised, taken up or settled, and every minute, so that ages move.
    """
    last = sa.select(EVENT.c.id).where(EVENT.c.site_id == site_id).order_by(EVENT.c.id.desc()).limit(1)
    row = session.execute(
        sa.select(
            sa.func.count(), sa.func.count(EXCEPTION.c.owner_id), sa.func.max(EXCEPTION.c.raised_at),
            last.scalar_subquery(),
        ).where(EXCEPTION.c.site_id == site_id, EXCEPTION.c.resolved_at.is_(None))
    ).one()  # fmt: skip
    minute = int(now.timestamp()) // 60
    return hashlib.sha256(repr((*row, minute)).encode()).hexdigest()[:16]


def wall(session: Session, site_id: UUID, now: datetime) -> Wall:
    """Return what the wall shows at `now` (UTC), in twelve statements."""
    site = session.execute(sa.select(SITE).where(SITE.c.id == site_id)).one()
    local = now.astimezone(ZoneInfo(site.time_zone))
    tallies = _tallies(session, site_id, local.date())
    goods = contents(session, site_id, local.date(), is_waiting())
    targets = dwell_targets.in_force(session, site_id)
    losing = _losing(session, site_id, goods, targets)
    worst = losing[0] if losing else None
    unowned = [each for each in exceptions.open_exceptions(session, site_id, EXCEPTIONS_SHOWN) if not each.owner]
    return Wall(
        site=site.name,
        currency=site.currency,
        backlog=stages.by_stage(session, site_id, targets, now),
        grown=tallies.get(TallyKind.CARTONS_RECEIVED, 0) - tallies.get(TallyKind.CARTONS_PLACED, 0),
        pace=_pace(tallies.get(TallyKind.UNITS_GRADED, 0), site.daily_target, local),
        exceptions=exceptions.counts(session, site_id),
        unowned=tuple(unowned),
        at_risk=_money(sum((each.lost for each in goods.values()), NOTHING), site.currency),
        worst_lpn=worst.lpn if worst else "",
        worst=_money(worst.goods.lost if worst else NOTHING, site.currency),
        best=next((each for each in losing if can_be_given(each)), None),
        stations=_stations(session, site_id, now),
    )


def _tallies(session: Session, site_id: UUID, day: date) -> dict[TallyKind, int]:
    rows = session.execute(
        sa.select(TALLY.c.kind, sa.func.sum(TALLY.c.amount))
        .where(TALLY.c.site_id == site_id, TALLY.c.day == day)
        .group_by(TALLY.c.kind)
    )
    return {kind: int(amount) for kind, amount in rows}


def _pace(done: int, target: int, local: datetime) -> Pace:
    begins, ends = (datetime.combine(local.date(), at, local.tzinfo) for at in (WORK_BEGINS, WORK_ENDS))
    share = min(max((local - begins) / (ends - begins), 0.0), 1.0)
    return Pace(done, target, round(target * share))


def _losing(session: Session, site_id: UUID, goods: Mapping[UUID, Contents], targets: Targets) -> list[WaitingCarton]:
    """Return the cartons that lose a cent an hour or more, the worst first, no more than a few."""
    losing = [(each.lost, carton_id) for carton_id, each in goods.items() if each.lost >= CENT]
    ids = [carton_id for _lost, carton_id in nlargest(LOSING_SEEN, losing)]
    rows: list[WaitingCarton] = with_goods(session, site_id, goods, targets, CARTON.c.id.in_(ids))
    return sorted(rows, key=lambda row: (-row.goods.lost, row.since))


def _money(amount: Decimal, currency: str) -> Money:
    return Money(amount.quantize(CENT), currency)


def _stations(session: Session, site_id: UUID, now: datetime) -> tuple[StationLight, ...]:
    called = sa.select(sa.func.min(EXCEPTION.c.raised_at)).where(
        EXCEPTION.c.site_id == site_id,
        EXCEPTION.c.kind == ExceptionKind.HELP,
        EXCEPTION.c.station_id == PLACE.c.id,
        EXCEPTION.c.resolved_at.is_(None),
    )
    rows = session.execute(
        sa.select(PLACE.c.id, PLACE.c.name, called.scalar_subquery().label("called"))
        .where(PLACE.c.site_id == site_id, PLACE.c.kind.in_([LocationKind.DOCK, LocationKind.BENCH]), PLACE.c.is_active)
        .order_by(PLACE.c.kind.desc(), PLACE.c.code)
    ).all()
    busy = _busy(session, site_id, now)
    return tuple(starmap(StationLight, (_light(row, row.id in busy) for row in rows)))


def _light(row: Any, is_busy: bool) -> tuple[Local, StationState, datetime | None]:
    if row.called:
        return Local(row.name), StationState.HELP, row.called
    return Local(row.name), StationState.OK if is_busy else StationState.IDLE, None


def _busy(session: Session, site_id: UUID, now: datetime) -> set[UUID | None]:
    """Return the stations with a scan in the last minutes: the newest end of an index, not history."""
    where = (SCAN.c.site_id == site_id, SCAN.c.scanned_at >= now - IDLE_AFTER)
    return set(session.scalars(sa.select(SCAN.c.station_id).where(*where).distinct()))


@dataclass(frozen=True, slots=True)
class Display:
    """A wall display that hangs somewhere."""

    id: UUID
    name: str


def displays(session: Session, site_id: UUID) -> list[Display]:
    """Return the wall displays of the site; their addresses are kept nowhere."""
    where = (DEVICE.c.site_id == site_id, DEVICE.c.kind == DeviceKind.WALL)
    rows = session.execute(sa.select(DEVICE.c.id, DEVICE.c.name).where(*where).order_by(DEVICE.c.name, DEVICE.c.id))
    return [Display(*row) for row in rows]
