"""Packaging assets in the office: the list, one with all that was done with it, and written off as lost."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.db.queries import packaging_assets as queries
from app.db.queries import parties, views
from app.db.queries.packaging_assets import Wanted
from app.domain.messages.packaging import WRITTEN_OFF
from app.domain.transitions import AssetState, Move, allows
from app.services import acting, packaging
from app.services.acting import Answered
from app.services.packaging import Screen
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView

blueprint = Blueprint("assets", __name__, url_prefix="/packaging/assets")

LIST = Shape(
    room="assets",
    filters={"state": AssetState, "type": listing.ID, "party": listing.ID},
    columns=tuple(queries.ORDERS),
    order="since",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the assets that were asked for, those that have stood longest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "packaging/assets.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=[(each.value, word(each.value)) for each in AssetState],
            types=[(each.id, each.code) for each in queries.types(session)],
            parties=[(each.id, each.name) for each in parties.named(session)],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("GRAI"), _("Type"), _("Name"), _("State"), _("Since"), _("Party"), _("Place"), _("Trips since the wash"),
    )  # fmt: skip
    lines = (
        (row.grai, row.code, in_language(row.name), word(row.state.value), row.since, row.party, row.place, row.trips)
        for row in rows
    )
    return list_file(f"packaging-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", AssetState),
        type_id=asked.read("type", listing.ID),
        party_id=asked.read("party", listing.ID),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:asset_id>")
def show(asset_id: UUID) -> ResponseReturnValue:
    """Show one asset with what was done with it, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        asset = queries.one(session, by.site_id, asset_id)
        if asset is None:
            raise NotFound
        answered = acting.recall(session, by.site_id, packaging.SCOPE, request.args.get("answer", ""))
        return render_template(
            "packaging/asset.html",
            asset=asset,
            acts=queries.acts_on(session, by.site_id, asset_id),
            may_lose=allows(asset.state, Move.LOSE),
            signal=told(answered, url_for("assets.undo", asset_id=asset_id)),
        )


def told(answered: Answered[Any] | None, undo_url: str) -> SignalView | None:
    """Return the band for an answer; what was just written off can be taken back there."""
    if answered is None:
        return None
    is_lost = answered.said.message.key == WRITTEN_OFF.key
    return acts.shown(answered, acts.undo_of(answered, undo_url, {"last": answered.client_id}) if is_lost else None)


@blueprint.post("/<uuid:asset_id>/undo")
def undo(asset_id: UUID) -> ResponseReturnValue:
    """Take back that an asset was written off."""
    act = acts.read_act(packaging.SCOPE)
    with current.database().unit_of_work() as session:
        packaging.undo(session, act, Screen(last=current.form().get("last", "")[:36]))
    return go_to(url_for("assets.show", asset_id=asset_id, answer=act.client_id))


@blueprint.post("/<uuid:asset_id>/loss")
def lose(asset_id: UUID) -> ResponseReturnValue:
    """Write an asset off that its party will not bring back."""
    act = acts.read_act(packaging.SCOPE)
    with current.database().unit_of_work() as session:
        if queries.one(session, act.site_id, asset_id) is None:
            raise NotFound
        packaging.lose(session, act, asset_id)
    return go_to(url_for("assets.show", asset_id=asset_id, answer=act.client_id))
