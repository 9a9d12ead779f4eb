"""Trying a version against the past: every decision judged again, and nothing kept but what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.models import DryRun, Ruleset, Site, table_of
from app.db.queries import dry_runs as queries
from app.db.queries import rulesets
from app.domain.dry_runs import Outcome, Replay
from app.domain.errors import Refused
from app.domain.jobs import JobKind
from app.domain.messages import ruling as say
from app.domain.messages.core import Said
from app.domain.rulesets import Ruleset as Judging
from app.services import leasing
from app.services.acting import Act
from app.services.acting import Outcome as Done

RUN, RULESET, SITE = table_of(DryRun), table_of(Ruleset), table_of(Site)

AT_ONCE = 5000
"""Decisions of one page: a fifth of a second at most, in a reading transaction of its own."""
TELLS_EVERY = 0.5
"""Seconds between two notes of how far a dry run is."""
MOST_DAYS = 3650


def replay(database: Database, site_id: UUID, ruleset: Judging, since: date) -> Iterator[Outcome]:
    """Judge every decision since a day of the site again, and yield what came of it so far, page after page."""
    judging, after = Replay(ruleset), queries.first_id(since)
    going_on: UUID | None = after
    while going_on is not None:
        with database.reading() as session:
            decided, going_on = queries.page(session, site_id, since, going_on, AT_ONCE)
        for past, quantity in decided:
            judging.take(past, quantity)
        yield judging.outcome


def since_day(session: Session, site_id: UUID, days: int, now: datetime) -> date:
    """Return the day of the site so many days ago."""
    zone = session.execute(sa.select(SITE.c.time_zone).where(SITE.c.id == site_id)).scalar_one()
    return now.astimezone(ZoneInfo(zone)).date() - timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a dry run is to try: a version, as its page showed it, on so many days."""

    version: int
    days: int


def ask(session: Session, act: Act, asked: Asked) -> Done[UUID]:
    """Put a dry run in line, under the id of the act; that is also the result.

    It is done behind the screens and goes on when its page is left.
    """
    found = rulesets.version(session, act.site_id, asked.version)
    if found is None:
        raise Refused(say.UNKNOWN, version=asked.version)
    if not 1 <= asked.days <= MOST_DAYS:
        raise Refused(say.NOT_SO_MANY_DAYS, days=asked.days, most=MOST_DAYS)
    run_id = UUID(act.client_id)
    units = queries.units_since(session, act.site_id, since_day(session, act.site_id, asked.days, act.now))
    session.execute(sa.insert(RUN).values(
        site_id=act.site_id, id=run_id, version=found.version, revision=found.revision, days=asked.days, units=units,
        judged=0, outcome={}, failure="", asked_at=act.now, asked_by=act.by.operator_id,
    ))  # fmt: skip
    leasing.enqueue(session, act.site_id, JobKind.DRY_RUN, run_id, act.now)
    return Done(Said(say.TRYING, {"version": found.version, "days": asked.days}), result=run_id)


def work(database: Database, site_id: UUID, run_id: UUID) -> Iterator[None]:
    """Do a dry run from its beginning, telling now and then how far it is."""
    with database.reading() as session:
        run = queries.one(session, site_id, run_id)
        if run is None or not run.is_under_way:
            return
        ruleset = rulesets.whole(session, run.version)
        since = since_day(session, site_id, run.days, run.asked_at)
    told, outcome = monotonic(), Outcome()
    for outcome in replay(database, site_id, ruleset, since):
        yield
        if monotonic() - told > TELLS_EVERY:
            told = monotonic()
            _tell(database, site_id, run_id, judged=outcome.units, outcome=outcome.to_json())
    _tell(
        database, site_id, run_id, units=outcome.units, judged=outcome.units, outcome=outcome.to_json(),
        finished_at=datetime.now(UTC),
    )  # fmt: skip


def give_up(database: Database, site_id: UUID, run_id: UUID) -> None:
    """End a dry run that failed for good: its version cannot be read, or is gone."""
    _tell(database, site_id, run_id, failure="failed", finished_at=datetime.now(UTC))


def _tell(database: Database, site_id: UUID, run_id: UUID, **said: object) -> None:
    with database.unit_of_work() as session:
        session.execute(sa.update(RUN).where(RUN.c.site_id == site_id, RUN.c.id == run_id).values(**said))
