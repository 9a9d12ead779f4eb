"""Issuing new licence plates: numbers that no carton carries and no label was printed with."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Site, table_of
from app.db.queries import labels
from app.domain.errors import Refused
from app.domain.identifiers import Lpn
from app.domain.messages import labelling as say
from app.domain.messages.core import Said
from app.services.acting import Act, Answered, Outcome, answer

SITE = table_of(Site)
SCOPE = "plates"
LAST = 999_999
"""A plate has at most six digits."""


def issue_plate(session: Session, act: Act) -> Answered[str]:
    """Issue the next free number of the site's own plates, such as `T-0417`; asked again, the same one."""
    return answer(session, act, lambda: _issue(session, act))


def _issue(session: Session, act: Act) -> Outcome[str]:
    # Plates of a site are numbered one at a time.
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == act.site_id).with_for_update(key_share=True))
    used = labels.highest_plates(session, act.site_id, say.PLATE_ISSUED.key)
    number = max((int(lpn.removeprefix("T-")) for lpn in used), default=0) + 1
    if number > LAST:
        raise Refused(say.PLATES_USED_UP, lpn=f"T-{LAST}")
    plate = Lpn.parse(f"T-{number:04d}").value
    return Outcome(Said(say.PLATE_ISSUED, {"lpn": plate}), result=plate)
