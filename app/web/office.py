"""The rooms of the office: the one table its navigation is drawn from. A room that is built adds its row."""

from dataclasses import dataclass

from flask import Flask

from app.domain.messages.core import msg
from app.web.render import opens


@dataclass(frozen=True, slots=True)
class Room:
    """One room: the endpoint of its first page, its icon, and its name as catalogue text."""

    endpoint: str
    glyph: str
    name: str


ROOMS: tuple[Room, ...] = (
    Room("authorizations.index", "file", msg("Authorizations")),
    Room("money.index", "value", msg("Money")),
    Room("matching.index", "swap", msg("Blind receipts")),
    Room("credit_memos.index", "claim", msg("Credit memos")),
    Room("replacements.index", "replace", msg("Replacements")),
    Room("shipments.index", "truck", msg("Shipments")),
    Room("parties.index", "people", msg("Parties")),
    Room("collections.index", "hand", msg("Collections")),
    Room("loads.index", "dock", msg("Loads")),
    Room("trips.index", "route", msg("Trips")),
    Room("unsold.index", "resell", msg("Unsold")),
    Room("policies.index", "rules", msg("Return policies")),
    Room("cartons.index", "carton", msg("Cartons")),
    Room("imports.index", "import", msg("Imports")),
    Room("webhooks.index", "outbox", msg("Webhooks")),
    Room("labels.index", "print", msg("Labels")),
)


def install(app: Flask) -> None:
    """Give every template of `app` the rooms that open to whoever asks."""
    app.jinja_env.globals.update(rooms=rooms)


def rooms() -> tuple[Room, ...]:
    """Return the rooms that open to whoever asks for this page."""
    return tuple(room for room in ROOMS if opens(room.endpoint))
