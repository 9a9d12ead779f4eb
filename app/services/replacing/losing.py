"""A parcel that is lost on its way: what it stood for may be replaced again, and nothing is owed for it."""

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Replacement, ShipmentLine, table_of
from app.db.queries import replacing as queries
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.messages import replacing as say
from app.domain.messages.core import Said
from app.domain.transitions import Move
from app.services.acting import Act, Answered, Outcome, answer
from app.services.charging import post_charge, restate_charges
from app.services.replacing.guarding import REASON, Seen, change, facts, paper_for, replacement

REPLACEMENT, SHIPPED = table_of(Replacement), table_of(ShipmentLine)


def lose(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Note that a replacement never reached its party, and who says so."""
    return answer(session, act, lambda: _lose(session, act, seen, reason.strip()[:REASON]))


def _lose(session: Session, act: Act, seen: Seen, reason: str) -> Outcome[UUID]:
    found = replacement(session, act, seen, Move.LOSE)
    # what is closed is agreed on: it is opened again before something of it is to be sent once more
    paper_for(session, act, found.authorization_id, is_advance=True)
    if not reason:
        raise Refused(say.NEEDS_REASON, number=found.number)
    charged = (REPLACEMENT.c.id == found.id, REPLACEMENT.c.charged_at.is_not(None))
    advances = queries.advances(session, act.site_id, *charged)
    change(session, act, found, Move.LOSE, PaperAct.REPLACEMENT_LOST, reason=reason)
    for advance in advances:  # whoever got nothing owes nothing for what it stood for
        post_charge(session, act, replace(advance, missing=0, version=advance.version + 1))
    _take_back(session, act, found.shipment_id)
    restate_charges(session, act, [found.authorization_id])
    return Outcome(Said(say.LOST, {**facts(found), "reason": reason}), result=found.id)


def _take_back(session: Session, act: Act, shipment_id: UUID | None) -> None:
    """Let the shipment hold nothing: what never arrived is no ground for a return. Its number stays, for the trace."""
    mine = (SHIPPED.c.site_id == act.site_id, SHIPPED.c.shipment_id == shipment_id)
    session.execute(sa.delete(SHIPPED).where(*mine))
