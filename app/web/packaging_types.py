"""Types of packaging in the office: the list with what is lost of each, and one of them as a form."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import catalogue
from app.db.queries import packaging_assets as queries
from app.db.queries import packaging_balances as balances
from app.db.queries.packaging_assets import OneType
from app.db.queries.packaging_streams import streams
from app.domain.messages import packaging as say
from app.domain.messages.core import Said
from app.domain.packaging import CountedBy, Material, PackagingKind
from app.domain.transitions import AssetState
from app.services import acting, packaging
from app.services.packaging.types import Seen
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.forms import Form, sentences
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.packaging_parsing import NEW, parse, typed
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("packaging_types", __name__, url_prefix="/packaging/types")

UNPROCESSABLE, CONFLICT = 422, 409
LIST = Shape("packaging_types", {}, tuple(queries.TYPE_ORDERS), "code")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the types, how many assets are where, and what was lost of each in the year up to its cut-off."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.types(session, asked.order, asked.falls, asked.find)
        return render_template(
            "packaging/types.html",
            asked=asked,
            rows=rows[asked.first - 1 : asked.first - 1 + listing.PAGE],
            total=len(rows),
            stock=queries.stock(session, by.site_id),
            losses=balances.losses(session, by.site_id, current.now()),
            periods={row.id: balances.period(current.now(), row.cutoff_days) for row in rows},
            states=[AssetState.AVAILABLE, AssetState.ISSUED],
            streams=streams(session, by.site_id, current.now() - balances.YEAR),
            signal=_told(session),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the list as a file."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    now = current.now()
    with current.database().reading() as session:
        rows = queries.types(session, asked.order, asked.falls, asked.find)
        losses = balances.losses(session, by.site_id, now)
    heads = (
        _("Code of the type"), _("Name"), _("Kind"), _("How it is counted"), _("Asset type"), _("Material"),
        _("Deposit"), _("Currency"),
        _("Went out from"), _("Went out until"), _("Went out"), _("Missing"),
    )  # fmt: skip
    lines = (
        (row.code, in_language(row.name), word(row.kind.value), word(row.counted_by.value), row.asset_type,
         word(row.material.value), row.deposit, row.currency, period.since, period.until, loss.issued, loss.missing)
        for row in rows
        if (loss := losses[row.id]) and (period := balances.period(now, row.cutoff_days))
    )  # fmt: skip
    return list_file(f"packaging-types-{today(by).isoformat()}", kind, heads, lines)


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Show the form of a new type."""
    return _form(Form(NEW), None)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Keep a new type; with faults show the form again and keep nothing."""
    return _keep(None)


@blueprint.get("/<uuid:type_id>")
def show(type_id: UUID) -> ResponseReturnValue:
    """Show one type."""
    with current.database().reading() as session:
        stored = _stored(session, type_id)
        return _form(Form(typed(stored)), stored)


@blueprint.post("/<uuid:type_id>")
def update(type_id: UUID) -> ResponseReturnValue:
    """Keep what was changed; with faults, or when another clerk was first, show the form again as it was typed."""
    return _keep(type_id)


def _keep(type_id: UUID | None) -> ResponseReturnValue:
    form, act = current.form(), acts.read_act(packaging.SCOPE)
    with current.database().unit_of_work() as session:
        stored = _stored(session, type_id) if type_id else None
        parsed = parse(form, stored, catalogue.currency_of(session, act.site_id))
        if parsed.draft is None:
            signal = signal_of(Said(say.TYPE_WRONG, {"count": len(parsed.faults)}))
            return _form(Form(form, sentences(parsed.faults)), stored, signal), UNPROCESSABLE
        answered = packaging.keep(session, act, Seen(stored.id, _version()) if stored else None, parsed.draft)
    if answered.said.message is say.TYPE_KEPT:
        return go_to(url_for("packaging_types.index", answer=answered.client_id))
    return _form(Form(form), stored, signal_of(answered.said)), CONFLICT


def _version() -> int:
    text = current.form().get("version", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise BadRequest("not a version")
    return int(text)


def _stored(session: Session, type_id: UUID) -> OneType:
    stored = queries.one_type(session, type_id)
    if stored is None:
        raise NotFound
    return stored


def _told(session: Session) -> SignalView | None:
    site_id = current.principal().site_id
    answered = acting.recall(session, site_id, packaging.SCOPE, request.args.get("answer", ""))
    return acts.shown(answered) if answered else None


def _form(form: Form, stored: OneType | None, signal: SignalView | None = None) -> str:
    return render_template(
        "packaging/type.html",
        form=form,
        stored=stored,
        kinds=[(each.value, word(each.value)) for each in PackagingKind],
        counts=[(each.value, word(each.value)) for each in CountedBy],
        materials=[(each.value, word(each.value)) for each in Material],
        signal=signal,
    )
