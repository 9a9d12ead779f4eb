"""Device history: medical devices by their UDI, and what happened to one of them, from shipment to end."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.db.queries import devices as queries
from app.db.queries import views
from app.db.queries.devices import Step, Wanted
from app.domain.messages.core import Word
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.render import opens
from app.web.routes import today

blueprint = Blueprint("devices", __name__, url_prefix="/devices")

HERE = "yes"


def _here(text: str) -> bool:
    """Read the filter for what is in the building. Raises ValueError for anything but that."""
    if text != HERE:
        raise ValueError(text)
    return True


LIST = Shape("devices", {"here": _here}, queries.ORDERS, "-sent")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the medical devices that were sent or came in, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "devices/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            wheres=[(HERE, _("In the building"))],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (_("SKU"), _("Product"), _("Lot"), _("Serial"), _("Delivered on"), _("In the building"))
    lines = ((row.sku, in_language(row.name), row.lot, row.serial, row.sent_on, row.here) for row in rows)
    return list_file(f"devices-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(bool(asked.read("here", _here)), asked.find, asked.order, asked.falls)


@blueprint.get("/<uuid:product_id>")
def show(product_id: UUID) -> ResponseReturnValue:
    """Show what happened to one device, by `serial`, or to a lot of those that bear none, by `lot`."""
    lot, serial = _named()
    with current.database().reading() as session:
        product = queries.product(session, product_id)
        steps = queries.history(session, current.principal().site_id, product_id, lot, serial) if product else []
    if product is None or not (lot or serial):
        raise NotFound
    shown = [(step, _told(step.detail), _address(step)) for step in steps]
    return render_template("devices/show.html", product=product, lot=lot, serial=serial, steps=shown)


@blueprint.get("/<uuid:product_id>/history.<any(csv, xlsx):kind>")
def history(product_id: UUID, kind: str) -> ResponseReturnValue:
    """Send the history of one device as a file."""
    lot, serial = _named()
    with current.database().reading() as session:
        steps = queries.history(session, current.principal().site_id, product_id, lot, serial)
    heads = (_("When"), _("What happened"), _("Details"), _("Units"), _("Carton"), _("Done by"), _("Paper"))
    lines = (
        (step.at, _(step.what), _told(step.detail), step.units, step.lpn, step.who, step.paper) for step in steps
    )  # fmt: skip
    return list_file(f"device-{serial or lot}", kind, heads, lines)


def _named() -> tuple[str, str]:
    lot, serial = (request.args.get(name, "").strip()[:40] for name in ("lot", "serial"))
    return lot, serial


def _told(detail: Word | str) -> str:
    return word(detail.value) if isinstance(detail, Word) else detail


def _address(step: Step) -> str:
    """Return where the paper of a step stands, "" where there is none or it is not for whoever asks."""
    endpoint, name = PAPERS.get(step.paper_kind, ("", ""))
    named: dict[str, Any] = {name: step.paper_id}
    return url_for(endpoint, **named) if endpoint and opens(endpoint) else ""


PAPERS: Mapping[str, tuple[str, str]] = {
    "shipment": ("shipments.show", "shipment_id"),
    "authorization": ("authorizations.show", "paper_id"),
    "certificate": ("certificates.show", "certificate_id"),
}
