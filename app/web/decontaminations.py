"""How cartons of medical goods were decontaminated: the office's list."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import decontaminations as queries
from app.db.queries import views
from app.db.queries.decontaminations import Wanted
from app.domain.decontamination import DecontaminationMethod
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.routes import today

blueprint = Blueprint("decontaminations", __name__, url_prefix="/devices/decontaminations")

LIST = Shape(
    room="decontaminations", filters={"method": DecontaminationMethod}, columns=tuple(queries.ORDERS), order="-done"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show which carton was decontaminated how, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "decontaminations/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            methods=[(each.value, word(each.value)) for each in DecontaminationMethod],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (_("Done on"), _("Carton"), _("Method"), _("Receipt"), _("Done by"), _("Confirmed by"), _("Recorded"))
    lines = (
        (row.done_on, row.lpn, word(row.method.value), row.receipt, row.done_by, row.confirmed_by, row.recorded_at)
        for row in rows
    )
    return list_file(f"decontaminations-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(asked.read("method", DecontaminationMethod), asked.find, asked.order, asked.falls)
