"""Numbers of credit memos: CM-100002 follows CM-100001, one at a time for each site."""

import re
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CreditMemo, Site, table_of

SITE, MEMO = table_of(Site), table_of(CreditMemo)
PREFIX = "CM-"
FIRST = 100_001
_OURS = re.compile(r"CM-([0-9]{1,12})")


def next_number(session: Session, site_id: UUID) -> str:
    """Return a number that no memo of the site has; numbers of another form are left alone."""
    # as any lock here it lets foreign keys be checked: every act under way refers to its site
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == site_id).with_for_update(key_share=True))
    ours = (MEMO.c.site_id == site_id, MEMO.c.number.like(f"{PREFIX}%"), ~MEMO.c.number.like(f"{PREFIX}%-%"))
    longest = sa.select(sa.func.max(sa.func.length(MEMO.c.number))).where(*ours).scalar_subquery()
    highest = session.scalars(
        sa.select(sa.func.max(MEMO.c.number)).where(*ours, sa.func.length(MEMO.c.number) == longest)
    ).one()
    found = _OURS.fullmatch(highest or "")
    return f"{PREFIX}{max(FIRST, int(found[1]) + 1 if found else 0)}"
