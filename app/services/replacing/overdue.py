"""Charging what was replaced in advance and has not come back by its day: by hand, or each night."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Replacement, Site, table_of
from app.db.queries import replacing as queries
from app.db.queries.replacements import OneReplacement
from app.db.queries.replacing import Advance
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.messages import replacing as say
from app.domain.messages.core import Money, Params, Said, Units
from app.domain.principals import the_calendar
from app.domain.transitions import Move, moved
from app.services.acting import Act, Answered, Outcome, answer
from app.services.charging import post_charge
from app.services.refunding import lock_papers
from app.services.replacing.guarding import Seen, facts, replacement, today, write_down

REPLACEMENT, SITE = table_of(Replacement), table_of(Site)
BY_DATE = "replacing by date"


def charge(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Charge what was to be here by now and is not, at the share of its list price that the terms say; once."""
    return answer(session, act, lambda: _charge(session, act, seen))


def _charge(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    found = replacement(session, act, seen, Move.CHARGE)
    back = _overdue_since(act, found)
    if found.charged_at:
        raise Refused(say.CHARGED_BEFORE, number=found.number, when=found.charged_at, amount=found.charge)
    if found.id not in dict(queries.overdue(session, act.site_id, today(act))):
        raise Refused(say.BEING_COUNTED, number=found.number, paper=found.paper)
    (advance,) = queries.advances(session, act.site_id, REPLACEMENT.c.id == found.id)
    if not advance.missing:
        raise Refused(say.NOTHING_MISSING, number=found.number)
    amount = Money(_post(session, act, advance), advance.currency)
    said: Params = {**facts(found), "units": Units(advance.missing), "amount": amount, "back": back}
    return Outcome(Said(say.CHARGED, said), result=found.id)


def _overdue_since(act: Act, found: OneReplacement) -> date:
    if found.return_by is None:
        raise Refused(say.NOT_IN_ADVANCE, number=found.number)
    if not found.is_overdue(today(act)):
        raise Refused(say.NOT_DUE_BACK, number=found.number, back=found.return_by)
    return found.return_by


def _post(session: Session, act: Act, advance: Advance) -> Decimal:
    amount = post_charge(session, act, advance, charged_at=act.now, state=moved(advance.state, Move.CHARGE))
    write_down(session, act, advance.authorization_id, advance.number, PaperAct.REPLACEMENT_CHARGED)
    return amount


@dataclass(frozen=True, slots=True)
class Due:
    """A replacement that is to be looked at by its date, with its site and the site's time zone."""

    site_id: UUID
    zone: str
    id: UUID


def overdue(session: Session, now: datetime) -> list[Due]:
    """Return every replacement that is to be looked at by its date."""
    return [
        Due(site_id, zone, found)
        for site_id, zone in session.execute(sa.select(SITE.c.id, SITE.c.time_zone)).all()
        for found, _paper in queries.overdue(session, site_id, now.astimezone(ZoneInfo(zone)).date())
    ]


def charge_overdue(session: Session, now: datetime, due: Due) -> int:
    """Charge one replacement by its date and return 1, or 0 where it was charged or its goods came meanwhile."""
    act = Act(the_calendar(due.site_id, due.zone), BY_DATE, str(due.id), now)
    papers = dict(queries.overdue(session, due.site_id, today(act)))
    lock_papers(session, act, [papers[due.id]] if due.id in papers else [])
    if due.id not in dict(queries.overdue(session, due.site_id, today(act))):
        return 0
    (advance,) = queries.advances(session, due.site_id, REPLACEMENT.c.id == due.id)
    if advance.missing:
        _post(session, act, advance)
    return 1 if advance.missing else 0
