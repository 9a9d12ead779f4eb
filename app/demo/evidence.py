"""What the demo's customers sent along: pictures and words for what came damaged or failed; the rest is promised."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, LineEvidence, table_of
from app.db.photo_store import PhotoStore
from app.demo.hands import operator_at
from app.demo.paperwork import CLERK
from app.domain.terms import Evidence
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import ReasonCode
from app.services.acting import Act
from app.services.photographing import Picture, store_picture

PAPER, LINE, EVIDENCE = table_of(Authorization), table_of(AuthorizationLine), table_of(LineEvidence)

SHOWN = {
    ReasonCode.DAMAGED_IN_TRANSIT: ("carton_crushed", "carton_wet"),
    ReasonCode.WARRANTY_CLAIM: ("drill_cracked",),
}
"""Pictures that customers send, by the reason that they show."""
WIDTH, HEIGHT = 640, 480


def show_evidence(session: Session, photos: PhotoStore | None) -> None:
    """Let half of what needs a photo have one, and the first warranty claim too; of the others it is promised.

    Without a place for pictures all are promised.
    """
    clerk = operator_at(session, CLERK, "D-04")
    for place, line in enumerate(_damaged(session)):
        act = Act(clerk, "eligibility", str(new_id()), line.created_at + timedelta(minutes=20))
        if photos is None or line.state is AuthorizationState.PENDING_APPROVAL or place % 3 == 2:
            _promise(session, line)
        else:
            names = SHOWN[line.reason]
            photo = store_picture(session, photos, act, picture(names[place % len(names)]))
            _give(session, act, line, kind=Evidence.PHOTO, photo_id=photo)
    for line in _claimed(session):
        act = Act(clerk, "eligibility", str(new_id()), line.created_at + timedelta(minutes=20))
        _give(session, act, line, kind=Evidence.PROOF_OF_PURCHASE, text="Invoice INV-20917, 14 March")
        if photos is not None:
            photo = store_picture(session, photos, act, picture(SHOWN[ReasonCode.WARRANTY_CLAIM][0]))
            _give(session, act, line, kind=Evidence.PHOTO, photo_id=photo, text="Crack beside the switch")


def _damaged(session: Session) -> Sequence[Any]:
    return session.execute(_LINES.where(LINE.c.reason == ReasonCode.DAMAGED_IN_TRANSIT)).all()


def _claimed(session: Session) -> Sequence[Any]:
    first = PAPER.c.number == "RMA-104502"  # the tour's
    return session.execute(_LINES.where(first, LINE.c.position == 1)).all()


_LINES = (
    sa.select(LINE.c.site_id, LINE.c.id, LINE.c.authorization_id, LINE.c.reason, PAPER.c.created_at, PAPER.c.state)
    .join(PAPER, (PAPER.c.site_id == LINE.c.site_id) & (PAPER.c.id == LINE.c.authorization_id))
    .order_by(PAPER.c.number, LINE.c.position)
)


def _promise(session: Session, line: Any) -> None:
    session.execute(
        sa.update(LINE)
        .where(LINE.c.site_id == line.site_id, LINE.c.id == line.id)
        .values(evidence_to_follow=frozenset({Evidence.PHOTO}))
    )


def _give(session: Session, act: Act, line: Any, **said: Any) -> None:
    row = {"site_id": line.site_id, "id": new_id(), "authorization_id": line.authorization_id}
    given = {"authorization_line_id": line.id, "given_at": act.now, "given_by": act.by.operator_id}
    session.execute(sa.insert(EVIDENCE).values(**row, **given, **said))


@cache
def picture(name: str) -> Picture:
    """Return one of the pictures that travel with the demo."""
    return Picture((files(__package__) / "pictures" / f"{name}.jpg").read_bytes(), WIDTH, HEIGHT)
