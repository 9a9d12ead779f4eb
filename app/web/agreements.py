"""Agreements with vendors in the office: the list, and one of them as a form."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import agreements as queries
from app.db.queries.agreements import Stored, Wanted
from app.domain.agreements import QuotaKind, QuotaPeriod
from app.domain.messages import agreements as say
from app.domain.messages.core import Said
from app.domain.vocabulary import Category
from app.services import unsold
from app.services.unsold import Seen
from app.web import acts, current, listing
from app.web.agreement_parsing import NEW, Parsed, parse, typed
from app.web.exporting import list_file
from app.web.forms import Form, sentences
from app.web.i18n import number, units, word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("agreements", __name__, url_prefix="/unsold/agreements")

UNPROCESSABLE, CONFLICT = 422, 409
LIST = Shape("agreements", {"vendor": listing.ID}, tuple(queries.ORDERS), "number")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the agreements with what is left of each."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        return render_template(
            "unsold/agreements.html",
            asked=asked,
            rows=queries.listed(session, _wanted(asked), today(by), asked.first - 1, listing.PAGE),
            total=queries.count(session, _wanted(asked)),
            vendors=queries.vendors(session),
            scope_of=scope_of,
            quota_of=quota_of,
            signal=acts.told(session, unsold.SCOPE),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, _wanted(asked), today(by))
    heads = (
        _("Number"), _("Vendor"), _("Goods"), _("Quota"), _("Left now"), _("Minimum"), _("Percent of the cost"),
        _("Restocking fee in percent"), _("From"), _("Until"), _("Days from the delivery to us"), _("Note"),
    )  # fmt: skip
    lines = (
        (row.terms.number, row.vendor, scope_of(row), quota_of(row), row.left, row.terms.minimum,
         row.terms.credit_percent, row.terms.fee_percent, row.terms.opens_on, row.terms.ends_on,
         row.terms.window_days, row.note)
        for row in rows
    )  # fmt: skip
    return list_file(f"agreements-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    vendor = asked.read("vendor", listing.ID)
    return Wanted(vendor, asked.find, asked.order, asked.falls)


def scope_of(row: Stored) -> str:
    """Write which goods an agreement is about."""
    named = [*(word(each.value) for each in sorted(row.terms.categories)), *row.skus]
    return ", ".join(named) or str(_("All that the vendor supplies"))


def quota_of(row: Stored) -> str:
    """Write how much goes back in which period."""
    terms = row.terms
    amount = units(terms.quota) if terms.quota_kind is QuotaKind.UNITS else f"{number(terms.quota)} %"
    return f"{amount}, {word(terms.period.value)}"


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Show the form of a new agreement."""
    with current.database().reading() as session:
        return _form(session, Form(NEW), (), None)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Keep a new agreement; with faults show the form again and keep nothing."""
    return _keep(None)


@blueprint.get("/<uuid:agreement_id>")
def show(agreement_id: UUID) -> ResponseReturnValue:
    """Show one agreement."""
    with current.database().reading() as session:
        stored = _stored(session, agreement_id)
        ticked = tuple(each.value for each in stored.terms.categories)
        return _form(session, Form(typed(stored)), ticked, stored, acts.told(session, unsold.SCOPE))


@blueprint.post("/<uuid:agreement_id>")
def update(agreement_id: UUID) -> ResponseReturnValue:
    """Keep what was changed; with faults, or when another clerk was first, show the form again as it was typed."""
    return _keep(agreement_id)


def _keep(agreement_id: UUID | None) -> ResponseReturnValue:
    form, ticked = current.form(), tuple(request.form.getlist("categories"))
    with current.database().unit_of_work() as session:
        stored = _stored(session, agreement_id) if agreement_id else None
        parsed = parse(session, form, ticked)
        if parsed.terms is None:
            signal = signal_of(Said(say.WRONG, {"count": len(parsed.faults)}))
            return _form(session, Form(form, sentences(parsed.faults)), ticked, stored, signal), UNPROCESSABLE
        return _answer(session, parsed, ticked, stored)


def _answer(session: Session, parsed: Parsed, ticked: tuple[str, ...], stored: Stored | None) -> ResponseReturnValue:
    act, seen = acts.read_act(unsold.SCOPE), Seen(stored.id, _revision()) if stored else None
    assert parsed.terms is not None, "whoever has faults was sent back"
    content = {**act.content, "categories": ",".join(ticked)}
    kept = unsold.keep_agreement(session, replace(act, content=content), seen, parsed.terms, parsed.note, _today())
    if kept.said.message is say.KEPT:
        return go_to(url_for("agreements.index", answer=kept.client_id))
    return _form(session, Form(current.form()), ticked, stored, signal_of(kept.said)), CONFLICT


def _revision() -> int:
    text = current.form().get("revision", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise BadRequest("not a revision")
    return int(text)


def _today() -> date:
    return today(current.principal())


def _stored(session: Session, agreement_id: UUID) -> Stored:
    stored = queries.one(session, agreement_id, _today())
    if stored is None:
        raise NotFound
    return stored


def _form(
    session: Session, form: Form, ticked: tuple[str, ...], stored: Stored | None, signal: SignalView | None = None
) -> str:
    return render_template(
        "unsold/agreement.html",
        form=form,
        stored=stored,
        ticked=ticked,
        vendors=queries.vendors(session),
        categories=[(each.value, word(each.value)) for each in Category],
        quota_kinds=[(each.value, word(each.value)) for each in QuotaKind],
        periods=[(each.value, word(each.value)) for each in QuotaPeriod],
        signal=signal,
    )
