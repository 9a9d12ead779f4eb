"""Before a sale bundle is changed: is it there, does its state allow it, has nobody else changed it meanwhile."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import SaleBundle, table_of
from app.db.queries import bundles
from app.db.queries.bundles import OneBundle
from app.domain.errors import Overtaken, Refused
from app.domain.messages import bundling as say
from app.domain.messages.core import Param, Word
from app.domain.transitions import Move, allows
from app.services.acting import Act
from app.services.settling.guarding import check_role

BUNDLE = table_of(SaleBundle)
SCOPE = "bundles"


@dataclass(frozen=True, slots=True)
class Seen:
    """A bundle as the office's page showed it."""

    id: UUID
    version: int


def a_bundle(session: Session, act: Act, seen: Seen, move: Move | None) -> OneBundle:
    """Return the bundle, locked, when `move` is open to it and nobody changed it since. Raises Refused, Overtaken."""
    check_role(act)
    found = bundles.one(session, act.site_id, seen.id, lock=True)
    if found is None:
        raise Refused(say.UNKNOWN)
    if found.version != seen.version:
        state = Word(found.state.value)
        raise Overtaken(say.OVERTAKEN, who=found.changed_by, number=found.number, when=found.changed_at, state=state)
    if move and not allows(found.state, move):
        raise Refused(say.NOT_NOW, number=found.number, state=Word(found.state.value), move=Word(move.value))
    return found


def claim_open(session: Session, act: Act, bundle_id: UUID) -> OneBundle:
    """Return the bundle as it was, claimed for a change of what it holds. Raises Refused unless it is open."""
    found = bundles.one(session, act.site_id, bundle_id, lock=True)
    if found is None:
        raise Refused(say.UNKNOWN)
    if not found.is_open:
        raise Refused(say.NOT_BUILT_ON, number=found.number, state=Word(found.state.value))
    change(session, act, found)
    return found


def change(session: Session, act: Act, found: OneBundle, **columns: Any) -> None:
    """Set `columns` on a bundle that was locked when it was read."""
    mine = (BUNDLE.c.site_id == act.site_id, BUNDLE.c.id == found.id)
    by = {"version": found.version + 1, "changed_at": act.now, "changed_by": act.by.operator_id}
    session.execute(sa.update(BUNDLE).where(*mine).values(**by, **columns))


def facts(found: OneBundle) -> dict[str, Param]:
    """Return what every sentence about a bundle may name."""
    return {
        "number": found.number, "party": found.buyer, "estimate": found.money(found.estimate),
        "total": found.money(found.proceeds),
    }  # fmt: skip


def about(bundle_id: UUID) -> dict[str, str]:
    """Return the bundle as an EPCIS business transaction."""
    return {"type": "bundle", "id": str(bundle_id)}
