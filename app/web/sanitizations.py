"""What was done to the media of data-bearing units: the office's list."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import sanitizations as queries
from app.db.queries import views
from app.db.queries.sanitizations import Wanted
from app.domain.sanitizing import SanitizationMethod, SanitizationResult
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.routes import today

blueprint = Blueprint("sanitizations", __name__, url_prefix="/sanitizations")

LIST = Shape(
    room="sanitizations",
    filters={"method": SanitizationMethod, "result": SanitizationResult},
    columns=tuple(queries.ORDERS),
    order="-done",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what was done to which medium, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "sanitizations/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            methods=[(each.value, word(each.value)) for each in SanitizationMethod],
            results=[(each.value, word(each.value)) for each in SanitizationResult],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Done"), _("SKU"), _("Product"), _("Serial"), _("Make"), _("Model"), _("Serial of the medium"), _("Method"),
        _("Tool"), _("Version of the tool"), _("Result"), _("Done by"), _("Verified by"),
    )  # fmt: skip
    lines = (
        (row.done_at, row.sku, in_language(row.product), row.serial, row.make, row.model, row.medium_serial,
         word(row.method.value), row.tool, row.version, word(row.result.value), row.done_by, row.verified_by)
        for row in rows
    )  # fmt: skip
    return list_file(f"sanitizations-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        method=asked.read("method", SanitizationMethod),
        result=asked.read("result", SanitizationResult),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )
