"""The rooms of the office: the one table its navigation is drawn from. A room that is built adds its row to a wing."""

from dataclasses import dataclass, replace

from flask import Flask, request, url_for

from app.domain.messages.core import msg
from app.web.render import opens


@dataclass(frozen=True, slots=True)
class Room:
    """One room: the endpoint of its first page, its icon, and its name as catalogue text."""

    endpoint: str
    glyph: str
    name: str

    @property
    def is_here(self) -> bool:
        """Whether the page that is asked for is in this room."""
        return f"{request.path}/".startswith(f"{url_for(self.endpoint)}/")


@dataclass(frozen=True, slots=True)
class Wing:
    """Rooms that are about the same, under one heading. Half a dozen wings with few rooms each fit a low screen."""

    glyph: str
    name: str
    rooms: tuple[Room, ...]

    @property
    def is_here(self) -> bool:
        """Whether the page that is asked for is in one of its rooms."""
        return any(room.is_here for room in self.rooms)


WINGS: tuple[Wing, ...] = (
    Wing("return", msg("Returns"), (
        Room("authorizations.index", "file", msg("Authorizations")),
        Room("notices.index", "carton", msg("Notices")),
        Room("matching.index", "swap", msg("Blind receipts")),
        Room("unsold.index", "resell", msg("Unsold")),
        Room("samples.index", "scale", msg("Samples")),
    )),
    Wing("scale", msg("Accounts"), (
        Room("money.index", "value", msg("Money")),
        Room("credit_memos.index", "claim", msg("Credit memos")),
        Room("replacements.index", "replace", msg("Replacements")),
        Room("deposits.index", "scale", msg("Packaging balances")),
        Room("donations.index", "hand", msg("Donations")),
    )),
    Wing("carton", msg("Goods"), (
        Room("cartons.index", "carton", msg("Cartons")),
        Room("releases.index", "lock", msg("Locked goods")),
        Room("hold_orders.index", "stop", msg("Holds")),
        Room("devices.index", "trace", msg("Device history")),
        Room("grading_quality.index", "grade", msg("Grading quality")),
    )),
    Wing("truck", msg("Transport"), (
        Room("collections.index", "hand", msg("Collections")),
        Room("loads.index", "dock", msg("Loads")),
        Room("trips.index", "route", msg("Trips")),
        Room("assets.index", "packaging", msg("Assets")),
        Room("packaging_types.index", "rules", msg("Types of packaging")),
    )),
    Wing("route", msg("Outbound"), (
        Room("outbound.index", "truck", msg("Outbound loads")),
        Room("bundles.index", "value", msg("Sale bundles")),
        Room("shipments.index", "truck", msg("Shipments")),
        Room("customs.index", "cert", msg("Customs")),
        Room("dwell_targets.show", "clock", msg("Dwell targets")),
    )),
    Wing("recycle", msg("Rework, end of life"), (
        Room("work_orders.index", "rework", msg("Work orders")),
        Room("certificates.index", "cert", msg("Certificates")),
        Room("sanitizations.index", "erase", msg("Sanitized data")),
        Room("materials.index", "recycle", msg("Material recovery")),
        Room("streams.index", "swap", msg("Streams")),
    )),
    Wing("rules", msg("Rules"), (
        Room("policies.index", "rules", msg("Return policies")),
        Room("rulesets.index", "route", msg("Disposition")),
        Room("checklists.index", "bench", msg("Checklists")),
        Room("grade_tables.index", "grade", msg("Grade table")),
        Room("approvals.index", "badge", msg("Approvals")),
    )),
    Wing("search", msg("Reference"), (
        Room("parties.index", "people", msg("Parties")),
        Room("products.index", "barcode", msg("Products")),
        Room("labels.index", "print", msg("Labels")),
        Room("imports.index", "import", msg("Imports")),
        Room("webhooks.index", "outbox", msg("Webhooks")),
    )),
)  # fmt: skip

ROOMS: tuple[Room, ...] = tuple(room for wing in WINGS for room in wing.rooms)


def install(app: Flask) -> None:
    """Give every template of `app` the wings with the rooms that open to whoever asks."""
    app.jinja_env.globals.update(wings=wings)


def wings() -> tuple[Wing, ...]:
    """Return the wings with a room that opens to whoever asks for this page, each with those rooms."""
    open_ones = (replace(wing, rooms=tuple(room for room in wing.rooms if opens(room.endpoint))) for wing in WINGS)
    return tuple(wing for wing in open_ones if wing.rooms)
