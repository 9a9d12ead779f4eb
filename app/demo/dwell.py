"""The dwell targets of the demo: recalls first, unsold stock last; and what stands far too long by them."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.models import DwellTable, Site
from app.demo.dates import at, days_before
from app.domain.dwell import Stage
from app.domain.dwell_targets import STARTING, StageTarget, Target, Targets
from app.domain.vocabulary import Program, Role
from app.services import dwelling

HOUR = timedelta(hours=1)
TARGETS = Targets(1, {
    **STARTING.stages,
    Stage.GRADE: StageTarget(
        Target(24 * HOUR, 150), {Program.RECALL: 8 * HOUR, Program.TRADE_RETURN: 3 * HOUR, Program.UNSOLD: 72 * HOUR}
    ),
    Stage.ROUTE: StageTarget(Target(8 * HOUR, 200), {Program.RECALL: 2 * HOUR}),
    Stage.REWORK: StageTarget(Target(120 * HOUR, 150, Role.QUALITY)),
})  # fmt: skip


def demo_dwell_targets(site: Site, today: date, supervisor: UUID) -> list[DwellTable]:
    """Return the one version that the site has."""
    note = "Recalls first, trade returns within three hours; unsold stock may wait three days"
    changed_at = at(days_before(today, 30), 15)
    return [
        DwellTable(
            site_id=site.id, version=1, targets=TARGETS.to_json(), note=note, changed_at=changed_at,
            changed_by=supervisor,
        )
    ]  # fmt: skip


def watch_demo(session: Session, site_id: UUID, now: datetime) -> None:
    """Tell the supervisors of what stands too long, as the server does every minute."""
    dwelling.escalate(session, site_id, now)
