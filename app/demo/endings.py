"""What ended at the demo site: coffee whose seals were broken, destroyed before the quality inspector."""

from dataclasses import replace
from datetime import datetime
from random import Random
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, table_of
from app.db.photo_store import PhotoStore
from app.demo.evidence import picture
from app.demo.floor import CONDEMNED
from app.demo.hands import Crew, Hand, Refusal, operator_at
from app.domain.approvals import Approver
from app.domain.certificates import DestructionMethod
from app.exchange.documents import certificate
from app.services import destroying
from app.services.destroying import Screen

CARTON = table_of(Carton)


def play_endings(session: Session, now: datetime, photos: PhotoStore | None) -> None:
    """Destroy the coffee in the cage where there is a place for its photo; without one it stays there."""
    crew = Crew(session, Random(8), now)  # noqa: S311  # a draw of its own: what else happens stays as it is
    if photos is not None:
        _destroy(crew.hand("2412", "X-01", 15.0), photos, CONDEMNED, "2550")


def _destroy(hand: Hand, photos: PhotoStore, plate: str, witness: str) -> None:
    session, watches = hand.session, operator_at(hand.session, witness, "X-01")
    carton_id: UUID = session.execute(sa.select(CARTON.c.id).where(CARTON.c.lpn == plate)).scalar_one()
    act = hand.act(destroying.SCOPE)
    destroying.photograph(session, photos, act, carton_id, picture("carton_wet"))
    signed = Approver(watches.operator_id, watches.roles, watches.operator_name)
    act = replace(hand.act(destroying.SCOPE), approver=signed)
    answered = destroying.destroy(session, act, Screen(carton_id, DestructionMethod.DENATURING), certificate.papers)
    if answered.event_id is None:
        raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")
