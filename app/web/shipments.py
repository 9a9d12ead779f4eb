"""Forward deliveries in the office: what was delivered to whom, and what of it came back."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.db.queries import parties, replacements, views
from app.db.queries import shipments as queries
from app.db.queries.shipments import Wanted
from app.web import current, listing
from app.web.exporting import list_file
from app.web.listing import Asked, Shape
from app.web.routes import today

blueprint = Blueprint("shipments", __name__, url_prefix="/shipments")

LIST = Shape(
    room="shipments",
    filters={"party": listing.ID, "since": listing.DAY, "until": listing.DAY},
    columns=tuple(queries.ORDERS),
    order="-delivered",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the shipments that were asked for, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "shipments/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            parties=[(each.id, each.name) for each in parties.named(session)],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (_("Shipment"), _("Order"), _("Party"), _("Delivered on"), _("Lines"), _("Units"))
    lines = ((row.number, row.order, row.party, row.delivered_on, row.lines, row.units) for row in rows)
    return list_file(f"shipments-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        party_id=asked.read("party", listing.ID),
        since=asked.read("since", listing.DAY),
        until=asked.read("until", listing.DAY),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:shipment_id>")
def show(shipment_id: UUID) -> ResponseReturnValue:
    """Show one shipment with its lines and what came back of each."""
    with current.database().reading() as session:
        site_id = current.principal().site_id
        shipment = queries.one(session, site_id, shipment_id)
        replaces = replacements.of_shipment(session, site_id, shipment_id)
    if shipment is None:
        raise NotFound
    return render_template("shipments/show.html", shipment=shipment, replaces=replaces)
