"""The lots that samples judge, and at which AQL goods of a party are judged so."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from app.db.queries import parties, views
from app.db.queries import sampling as queries
from app.db.queries.sampling import Wanted
from app.domain.sampling import Aql
from app.domain.transitions import SampleState
from app.services import acting, sampling
from app.services.sampling.agreeing import Wish
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.i18n import in_language, moment, word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("samples", __name__, url_prefix="/samples")

LIST = Shape(room="samples", filters={"state": SampleState}, columns=tuple(queries.ORDERS), order="-opened")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the lots that samples judge, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "samples/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=[(each.value, word(each.value)) for each in SampleState],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Authorization"), _("Party"), _("Product"), _("Lot"), _("Units"), _("Sample"), _("Looked at"),
        _("Defective"), _("Accepted up to"), _("AQL"), _("Inspection"), _("State"), _("Begun"), _("Decided"), _("By"),
    )  # fmt: skip
    lines = (
        (row.number, row.party, in_language(row.product.texts), row.lot, row.lot_size, row.sample, row.drawn,
         row.defective, row.accept, row.aql.value, word(row.severity.value), word(row.state.value),
         moment(row.opened_at), moment(row.decided_at) if row.decided_at else "", row.decided_by)
        for row in rows
    )  # fmt: skip
    return list_file(f"samples-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(state=asked.read("state", SampleState), find=asked.find, order=asked.order, falls=asked.falls)


@blueprint.get("/agreed")
def agreed() -> ResponseReturnValue:
    """Show at which AQL goods of which party are judged by samples, and a form to say so."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, sampling.SCOPE, request.args.get("answer", ""))
        return render_template(
            "samples/agreed.html",
            settings=queries.settings(session),
            parties=[(each.id, each.name) for each in parties.named(session)],
            aqls=[each.value for each in Aql],
            signal=acts.shown(answered) if answered else None,
        )


@blueprint.get("/agreed.<any(csv, xlsx):kind>")
def agreed_file(kind: str) -> Response:
    """Send what was agreed as a file."""
    with current.database().reading() as session:
        settings = queries.settings(session)
    heads = (_("Party"), _("SKU"), _("Product"), _("AQL"), _("May be reduced"), _("Since"), _("By"))
    lines = (
        (row.party, row.sku, in_language(row.product.texts) if row.product else "", row.aql.value,
         _("yes") if row.may_reduce else _("no"), moment(row.changed_at), row.changed_by)
        for row in settings
    )  # fmt: skip
    return list_file(f"aql-{today(current.principal()).isoformat()}", kind, heads, lines)


@blueprint.post("/agreed")
def keep() -> ResponseReturnValue:
    """Keep an AQL for a party's goods, or that samples judge them no more."""
    act, wish = acts.read_act(sampling.SCOPE), _wish()
    with current.database().unit_of_work() as session:
        answered = sampling.keep_aql(session, act, wish)
    return go_to(url_for("samples.agreed", answer=answered.client_id))


def _wish() -> Wish:
    form = current.form()
    aql = form.get("aql", "")
    if aql and aql not in set(Aql):
        raise BadRequest("not an AQL")
    party: UUID = acts.an_id(form.get("party"))
    return Wish(party, form.get("sku", "").strip()[:40], Aql(aql) if aql else None, "may_reduce" in form)
