"""Numbers of authorizations: RMA-104516 follows RMA-104515, one at a time for each site."""

import re
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Site, table_of

SITE, PAPER = table_of(Site), table_of(Authorization)
PREFIX = "RMA-"
FIRST = 100_001
_OURS = re.compile(r"RMA-([0-9]{1,12})")


def next_number(session: Session, site_id: UUID) -> str:
    """Return a number that no authorization of the site has; imported numbers of another form are left alone."""
    # Authorizations of a site are numbered one at a time.
    # As any lock here it lets foreign keys be checked: every act under way refers to its site.
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == site_id).with_for_update(key_share=True))
    longest = sa.select(sa.func.max(sa.func.length(PAPER.c.number))).where(*_ours(site_id)).scalar_subquery()
    of_that_length = sa.func.length(PAPER.c.number) == longest
    highest = session.scalars(sa.select(sa.func.max(PAPER.c.number)).where(*_ours(site_id), of_that_length)).one()
    found = _OURS.fullmatch(highest or "")
    return f"{PREFIX}{max(FIRST, int(found[1]) + 1 if found else 0)}"


def _ours(site_id: UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return (PAPER.c.site_id == site_id, PAPER.c.number.like(f"{PREFIX}%"), ~PAPER.c.number.like(f"{PREFIX}%-%"))
