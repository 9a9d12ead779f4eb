"""What the demo's office sent before the goods came: one overdue and charged, one on its way, one to be sent."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, ShipmentLine, table_of
from app.db.queries import replacements, replacing
from app.db.queries.replacements import OneReplacement
from app.demo.hands import operator_at, result_of
from app.demo.paperwork import CLERK
from app.domain.principals import Principal
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program
from app.services import replacing as verbs
from app.services.acting import Act
from app.services.replacing import Parcel, Seen, Wish

PAPER, SHIPPED = table_of(Authorization), table_of(ShipmentLine)

_S = AuthorizationState
OVERDUE_DAYS, RECENT_DAYS = 20, 4
"""Days since the first replacement left, and since the second did."""


class Post:
    """The clerk's parcels."""

    def __init__(self, session: Session, by: Principal, now: datetime) -> None:
        self.session, self.by, self.now, self.zone = session, by, now, ZoneInfo(by.time_zone)

    def papers(self) -> list[UUID]:
        """Return the warranty returns that are promised and have not come, the oldest first."""
        waiting = sa.select(PAPER.c.id).where(
            PAPER.c.site_id == self.by.site_id, PAPER.c.program == Program.WARRANTY,
            PAPER.c.state.in_((_S.APPROVED, _S.IN_TRANSIT)),
        )  # fmt: skip
        return list(self.session.scalars(waiting.order_by(PAPER.c.created_at, PAPER.c.number)))

    def plan(self, paper_id: UUID, days_ago: int, order: str) -> UUID:
        """Plan a unit of the first line in advance."""
        act = self._act(days_ago)
        line = replacing.of_paper(self.session, self.by.site_id, paper_id)[0]
        wish = Wish(line.id, 1, act.now.astimezone(self.zone).date() + timedelta(days=1), order, is_advance=True)
        return result_of(verbs.plan(self.session, act, new_id(), paper_id, wish))

    def ship(self, replacement_id: UUID, days_ago: int, tracking: str, serial: str) -> None:
        """Let it leave."""
        act, found = self._act(days_ago), self._one(replacement_id)
        of_product = sa.select(sa.func.max(SHIPPED.c.lot)).where(SHIPPED.c.product_id == found.product_id)
        lot = self.session.execute(of_product).scalar_one() or ""
        parcel = Parcel(act.now.astimezone(self.zone).date(), tracking, lot, serial)
        result_of(verbs.ship(self.session, act, Seen(found.id, found.version), parcel))

    def deliver(self, replacement_id: UUID, days_ago: int) -> None:
        """Let it arrive."""
        act, found = self._act(days_ago), self._one(replacement_id)
        day = act.now.astimezone(self.zone).date()
        result_of(verbs.deliver(self.session, act, Seen(found.id, found.version), day))

    def _act(self, days_ago: int) -> Act:
        return Act(self.by, verbs.SCOPE, str(new_id()), self.now - timedelta(days=days_ago, minutes=30))

    def _one(self, replacement_id: UUID) -> OneReplacement:
        found = replacements.one(self.session, self.by.site_id, replacement_id)
        assert found is not None
        return found


def play_replacements(session: Session, now: datetime) -> None:
    """Replace what the three oldest warranty returns are to bring; the night has charged what is overdue."""
    post = Post(session, operator_at(session, CLERK, "D-04"), now)
    for number, (paper_id, days) in enumerate(zip(post.papers(), (OVERDUE_DAYS, RECENT_DAYS, 0), strict=False), 1):
        planned = post.plan(paper_id, days, f"SO-7790{number}")
        if days:
            post.ship(planned, days, f"1Z999AA1012345678{number}", f"RPL-00{number}")
            post.deliver(planned, days - 2)
    for due in verbs.overdue(session, now):
        verbs.charge_overdue(session, now, due)
