"""What is moved together: a carton, or a pallet with all that stands on it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.db.models import Carton, table_of
from app.db.queries import pallets
from app.db.queries.cartons import StandingCarton
from app.db.queries.contents import EMPTY, Contents, contents, together
from app.domain.errors import Refused
from app.domain.ledger import Moved, about_carton, about_child
from app.domain.messages import pallets as say
from app.domain.messages.core import Param, Word
from app.domain.transitions import CartonState, Move, allows
from app.services.acting import Act
from app.services.routing.calendar import today

CARTON = table_of(Carton)


@dataclass(frozen=True, slots=True)
class Stack:
    """A carton that stands alone, or a pallet with its cartons, and what they hold. `held` is the plate that locks."""

    carton: StandingCarton
    on_it: tuple[StandingCarton, ...]
    goods: Contents
    held: str = ""

    @property
    def every(self) -> tuple[StandingCarton, ...]:
        """All that moves, the pallet first."""
        return (self.carton, *self.on_it)

    @property
    def items(self) -> tuple[Moved, ...]:
        """How an event names it: the carton or pallet, then what stands on it."""
        return (about_carton(self.carton.id, self.carton.lpn), *(about_child(each.id, each.lpn) for each in self.on_it))

    @property
    def stands_placed(self) -> bool:
        """Tell whether all of it was put in a place; a pallet that was built there counts as well."""
        return all(each.state is CartonState.PLACED for each in self.on_it or (self.carton,))


def stack_of(session: Session, act: Act, carton: StandingCarton, *, lock: bool = True) -> Stack:
    """Return what moves with the locked `carton`; what stands on it is locked too, unless it is only looked at."""
    on_it: tuple[StandingCarton, ...] = ()
    if carton.is_pallet:
        on_it = tuple(pallets.standing_on(session, act.site_id, carton.id, locked=lock))
    ids = [each.id for each in (carton, *on_it)]
    goods = contents(session, act.site_id, today(act), CARTON.c.id.in_(ids))
    held = next((each.lpn for each in (carton, *on_it) if goods.get(each.id, EMPTY).holds), "")
    return Stack(carton, on_it, together(goods.values()) if carton.is_pallet else goods.get(carton.id, EMPTY), held)


def check_all_move(stack: Stack) -> None:
    """Raise Refused when something on the pallet is in work: all of it moves, or nothing."""
    for each in stack.on_it:
        if not allows(each.state, Move.ROUTE):
            facts: dict[str, Param] = {"lpn": stack.carton.lpn, "carton": each.lpn, "state": Word(each.state.value)}
            raise Refused(say.NOT_ALL_MOVABLE, **facts)
