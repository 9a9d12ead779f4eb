"""What the loading screen is about: it travels with each act and back with its answer, never in a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import outbound
from app.db.queries.outbound import Outbound
from app.domain.errors import Refused
from app.domain.messages import loading as say
from app.domain.messages.core import Word
from app.domain.transitions import Move, allows
from app.services.acting import Act

SCOPE = "loading"
SHOWN = 60
"""Characters of a scan that a sentence repeats."""


class Ask(StrEnum):
    """What is asked: whether a carton comes off, which seal is on the doors, whether the load departs."""

    TAKE_OFF = "take_off"
    SEAL = "seal"
    DEPART = "depart"


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: the load, what is asked about which plate or seal, and what undo takes back."""

    load_id: UUID | None = None
    ask: Ask | None = None
    about: str = ""
    last: str = ""

    @property
    def bare(self) -> "Screen":
        """The same load, with no question open."""
        return Screen(self.load_id)

    def to_params(self) -> dict[str, str]:
        """Return the query, form fields or JSON object that `parse` reads; nothing to carry is an empty one."""
        values = {"load": str(self.load_id or ""), "ask": str(self.ask or ""), "about": self.about}
        return {name: value for name, value in values.items() if value}

    @classmethod
    def parse(cls, stored: Mapping[str, Any], last: str = "") -> "Screen":
        """Read back `to_params`. Raises ValueError for what a screen never sends."""
        load, ask = str(stored.get("load") or ""), str(stored.get("ask") or "")
        about = str(stored.get("about") or "")[:40]
        return cls(UUID(load) if load else None, Ask(ask) if ask else None, about, last)


def locked(session: Session, act: Act, screen: Screen) -> Outbound:
    """Return the load of the screen, which nobody else changes meanwhile. It is locked before any carton.

    Raises Refused when none is chosen, and for one that takes nothing any more.
    """
    load = outbound.locked(session, act.site_id, screen.load_id) if screen.load_id else None
    if load is None:
        raise Refused(say.LOAD_FIRST, text=act.text[:SHOWN] or "-")
    if not allows(load.state, Move.LOAD):
        raise Refused(say.NOT_OPEN, load=load.number, state=Word(load.state.value))
    return load
