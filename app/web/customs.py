"""Temporary imports in the office: the list of entries by their clock, one of them, and what is done to it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import catalogue, customs_entries, customs_goods, views
from app.db.queries import customs as queries
from app.db.queries.customs import Entry
from app.db.queries.customs_entries import Wanted
from app.domain.customs import Clock
from app.domain.transitions import CustomsEntryState
from app.services import customs
from app.services.acting import Act, Answered
from app.services.customs import SeenEntry
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("customs", __name__, url_prefix="/customs")

LIST = Shape(
    "customs",
    {"state": CustomsEntryState, "clock": Clock, "owner": listing.ID},
    tuple(customs_entries.ORDERS),
    "due",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the entries, the one whose last day is nearest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked, today(by))
    with current.database().reading() as session:
        return render_template(
            "customs/index.html",
            asked=asked,
            rows=customs_entries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=customs_entries.count(session, by.site_id, wanted),
            clocks=customs_entries.clocks(session, by.site_id, wanted.today),
            states=words(CustomsEntryState),
            owners=catalogue.owners(session),
            today=wanted.today,
            views=views.of_room(session, by.operator_id, LIST.room),
        )


def words(values: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Return the values of a vocabulary with their words, as a form offers them."""
    return [(each.value, word(each.value)) for each in values]


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    now = today(by)
    with current.database().reading() as session:
        rows = customs_entries.listed(session, by.site_id, _wanted(asked, now))
    heads = (
        _("Entry"), _("Key"), _("State"), _("Owner"), _("Cleared"), _("Last day"), _("Days left"), _("Units"),
        _("Discharged"), _("To discharge"),
    )  # fmt: skip
    lines = (
        (row.said, row.entry_key, row.state.value, row.owner, row.cleared_on, row.due_on, (row.due_on - now).days,
         row.units, row.discharged, row.units - row.discharged)
        for row in rows
    )  # fmt: skip
    return list_file(f"customs-entries-{now.isoformat()}", kind, heads, lines)


def _wanted(asked: Asked, now: date) -> Wanted:
    return Wanted(
        today=now,
        state=asked.read("state", CustomsEntryState),
        clock=asked.read("clock", Clock),
        owner_id=asked.read("owner", listing.ID),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:entry_id>")
def show(entry_id: UUID) -> ResponseReturnValue:
    """Show one entry: its clock, the balance of each line, the authorizations under it, and the last verdict."""
    by = current.principal()
    with current.database().reading() as session:
        entry = found(session, entry_id)
        return render_template(
            "customs/show.html",
            entry=entry,
            today=today(by),
            waiting=customs_goods.waiting(session, by.site_id, entry_id),
            papers=queries.linked(session, by.site_id, entry_id),
            signal=acts.told(session, customs.SCOPE),
        )


def found(session: Session, entry_id: UUID) -> Entry:
    """Return the entry of an address. Raises NotFound."""
    entry = queries.one(session, current.principal().site_id, entry_id)
    if entry is None:
        raise NotFound
    return entry


Deed = Callable[[Session, Act, SeenEntry], Answered[UUID]]

DEEDS: Mapping[str, Deed] = {
    "cancellation": customs.cancel,
    "allocation": customs.allocate,
    "paper": lambda session, act, seen: customs.link(session, act, seen, current.form().get("paper", "")),
    "removal": lambda session, act, seen: customs.unlink(
        session, act, seen, acts.an_id(current.form().get("paper_id"))
    ),
}


@blueprint.post("/<uuid:entry_id>/<any(cancellation, allocation, paper, removal):deed>")
def do(entry_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says, to the entry as its page showed it."""
    act, seen = acts.read_act(customs.SCOPE), seen_of(entry_id)
    with current.database().unit_of_work() as session:
        found(session, entry_id)
        answered = DEEDS[deed](session, act, seen)
    return go_to(url_for("customs.show", entry_id=entry_id, answer=answered.client_id))


def seen_of(entry_id: UUID) -> SeenEntry:
    """Return the entry with the version that the form's page showed."""
    version = current.form().get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 9):
        raise BadRequest("not a version")
    return SeenEntry(entry_id, int(version))
