"""A carton on a pallet that is worked on alone leaves the pallet, in the act that takes it up."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import pallets
from app.db.queries.cartons import StandingCarton
from app.domain.errors import Refused
from app.domain.ledger import Change, Moved, about_carton, about_child
from app.domain.messages import pallets as say
from app.domain.messages.core import Word
from app.domain.transitions import CartonState, Move
from app.services.acting import Act
from app.services.moving import Standing, move_carton, touch_carton


@dataclass(frozen=True, slots=True)
class Parted:
    """What an act adds for a carton that left a pallet; for one that stood on none, nothing but its own name."""

    items: tuple[Moved, ...]
    changes: tuple[Change, ...] = ()
    pallet: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """What the act sets on the carton besides its own columns."""
        return {"parent_id": None} if self.pallet else {}


def part(session: Session, act: Act, carton: StandingCarton) -> Parted:
    """Take `carton`, which its caller locked and moves, off its pallet; the last one to leave closes the pallet.

    Raises Refused while the pallet is on its way, Overtaken when another act changed the pallet meanwhile.
    """
    if carton.parent_id is None:
        return Parted((about_carton(carton.id, carton.lpn),))
    pallet = pallets.lock(session, act.site_id, [carton.parent_id])[carton.parent_id]
    if pallet.state is CartonState.ROUTING:
        raise Refused(say.PALLET_MOVING, lpn=carton.lpn, pallet=pallet.lpn, state=Word(pallet.state.value))
    items = (about_child(carton.id, carton.lpn), about_carton(pallet.id, pallet.lpn))
    left = Change("carton", carton.id, "parent_id", str(pallet.id), "")
    return Parted(items, (left, *release(session, act, pallet, {carton.id})), pallet.lpn)


def release(session: Session, act: Act, pallet: StandingCarton, leaving: set[UUID]) -> tuple[Change, ...]:
    """Claim the locked `pallet` for the cartons that leave it; close it when nothing else stands on it."""
    standing = Standing(pallet.id, pallet.lpn, pallet.state, pallet.version)
    stays = [each for each in pallets.standing_on(session, act.site_id, pallet.id) if each.id not in leaving]
    if not stays:
        return move_carton(session, act, standing, Move.EMPTY)
    touch_carton(session, act, standing)
    return ()
