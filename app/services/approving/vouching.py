"""Vouching for another's act: badge and PIN, without switching who is signed in."""

from datetime import datetime
from uuid import UUID

from app.db.engine import Database
from app.db.queries.operators import Held
from app.domain.approvals import Approver
from app.domain.errors import Refused
from app.domain.identifiers import BadgeCode, IdentifierError, is_digits
from app.domain.messages.core import Said
from app.domain.messages.signing_in import NOT_A_BADGE
from app.services.signing_in import Attempt, Entered, sign_in


def vouch(database: Database, site_id: UUID, badge: str, pin: str, device: Held | None, now: datetime) -> Approver:
    """Return who approves. Raises Refused for an unknown badge, a wrong PIN or a locked badge, and counts wrong PINs.

    Runs its own transactions, before the act's: checking a PIN takes longer than any writer may wait.
    """
    match sign_in(database, Attempt(site_id, _number(badge), pin, device), now):
        case Entered(holder=holder):
            return Approver(holder.id, frozenset(holder.roles), holder.name)
        case Said(message=message, params=params):
            raise Refused(message, **params)


def _number(badge: str) -> str:
    typed = badge.strip()
    try:
        return BadgeCode.parse(f"BADGE-{typed}" if is_digits(typed) else typed).value
    except IdentifierError:
        raise Refused(NOT_A_BADGE) from None
