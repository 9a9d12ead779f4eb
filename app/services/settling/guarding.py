"""Before money moves: is the paper there, is the step possible and the operator's, has nobody else been there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Claim, Operator, Refund, table_of
from app.db.queries import claims, refunds
from app.db.queries.claims import OneClaim
from app.db.queries.refunds import OneRefund
from app.domain.errors import Overtaken, Refused
from app.domain.messages import money as say
from app.domain.messages.core import Word
from app.domain.transitions import Move, allows
from app.domain.vocabulary import Role
from app.services.acting import Act

REFUND, CLAIM, OPERATOR = table_of(Refund), table_of(Claim), table_of(Operator)
SCOPE = "money"
REASON, REFERENCE = 200, 60
"""Characters of a reason and of a reference."""

MAY_SETTLE = (Role.OFFICE, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Seen:
    """A refund or claim as the screen showed it when the operator decided."""

    id: UUID
    version: int


def refund(session: Session, act: Act, seen: Seen, move: Move) -> OneRefund:
    """Return the refund when `move` is possible and nobody was there since it was seen. Raises Refused, Overtaken."""
    check_role(act)
    found = refunds.one(session, act.site_id, seen.id)
    if found is None:
        raise Refused(say.UNKNOWN)
    _check(found, seen, move)
    return found


def claim(session: Session, act: Act, seen: Seen, move: Move) -> OneClaim:
    """Return the claim when `move` is possible and nobody was there since it was seen. Raises Refused, Overtaken."""
    check_role(act)
    found = claims.one(session, act.site_id, seen.id)
    if found is None:
        raise Refused(say.UNKNOWN)
    _check(found, seen, move)
    return found


def check_role(act: Act) -> None:
    """Raise Refused for whoever has no business with money."""
    if not act.by.has(*MAY_SETTLE):
        raise Refused(say.NOT_YOURS)


def _check(found: OneRefund | OneClaim, seen: Seen, move: Move) -> None:
    if found.version != seen.version:
        raise _overtaken(found)
    if not allows(found.state, move):
        raise Refused(say.NOT_NOW, number=found.number, state=Word(found.state.value), move=Word(move.value))


def change(session: Session, act: Act, found: OneRefund | OneClaim, **columns: Any) -> None:
    """Set `columns` if nobody changed the paper since it was read. Raises Overtaken when somebody did."""
    table, again = (REFUND, refunds.one) if isinstance(found, OneRefund) else (CLAIM, claims.one)
    changed = session.execute(
        sa.update(table)
        .where(table.c.site_id == act.site_id, table.c.id == found.id, table.c.version == found.version)
        .values(version=found.version + 1, changed_at=act.now, changed_by=act.by.operator_id, **columns)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _overtaken(again(session, act.site_id, found.id) or found)


def _overtaken(now: OneRefund | OneClaim) -> Overtaken:
    who = now.changed_by or "Backdock"
    state = Word(now.state.value)
    return Overtaken(say.OVERTAKEN, number=now.number, who=who, when=now.changed_at, state=state, amount=now.money)


def name_of(session: Session, operator_id: UUID) -> str:
    """Return the name of an operator."""
    return str(session.execute(sa.select(OPERATOR.c.name).where(OPERATOR.c.id == operator_id)).scalar_one())


def reason_of(text: str) -> str:
    """Return a reason as it is kept. Raises Refused when none was written."""
    if not text.strip():
        raise Refused(say.NEEDS_REASON)
    return text.strip()[:REASON]


def reference_of(text: str, number: str) -> str:
    """Return a reference as it is kept. Raises Refused when none was written."""
    if not text.strip():
        raise Refused(say.NEEDS_REFERENCE, number=number)
    return text.strip()[:REFERENCE]
