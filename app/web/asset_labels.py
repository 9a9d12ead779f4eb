"""Labels of returnable pallets and totes: of one, or of all of a type."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.db.queries import labels as buildings
from app.db.queries import packaging_assets as queries
from app.db.queries.packaging_assets import Wanted
from app.domain.identifiers import Grai
from app.labels import asset as label
from app.labels.rows import AssetLabel
from app.web import acts, current, i18n, label_rows
from app.web.labels import MOST_COPIES, resolution, send, sheet

blueprint = Blueprint("asset_labels", __name__, url_prefix="/labels/assets")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the label of `?asset=`, or those of `?type=`, as many as one print job has."""
    by = current.principal()
    asset_id, type_id = (acts.an_optional_id(request.args.get(name)) for name in ("asset", "type"))
    with current.database().reading() as session:
        one = queries.one(session, by.site_id, asset_id) if asset_id else None
        of_type = Wanted(type_id=type_id, order="grai", falls=False)
        rows = queries.listed(session, by.site_id, of_type, 0, MOST_COPIES) if type_id else []
    found = [one] if one else rows
    if not found:
        raise NotFound
    lang = i18n.language()
    labels = [
        sheet("asset_labels.file", f"{each.grai} {each.name.get(lang, '')}".strip(), asset_id=each.id) for each in found
    ]
    return render_template("labels/page.html", paper="place", title=_("Packaging"), labels=labels)


@blueprint.get("/<uuid:asset_id>.<any(svg, zpl):kind>")
def file(asset_id: UUID, kind: str) -> ResponseReturnValue:
    """Send the label of one asset, 100x60 mm."""
    by = current.principal()
    with current.database().reading() as session:
        building, found = buildings.building(session, by.site_id), queries.one(session, by.site_id, asset_id)
    if found is None:
        raise NotFound
    with label_rows.language_of(building):
        name = i18n.in_language(found.name)
    row = AssetLabel(Grai.parse(found.grai), name, found.code, building.name)
    return send(lambda: label.lay_out(row, resolution()), found.grai, kind)
