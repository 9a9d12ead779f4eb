"""Parties in the office: who they are, how they stand with us, what is open with them."""

from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import collections, destroyers, views
from app.db.queries import party as queries
from app.db.queries.party import One, Wanted
from app.domain.authorizing import Faults, is_over
from app.domain.destroyers import Credential
from app.domain.messages import parties as say
from app.domain.terms import PartyTier
from app.domain.vocabulary import PartyKind
from app.services import accrediting, acting, locating, rating
from app.web import acts, current, listing, place_parsing
from app.web.exporting import list_file
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView

blueprint = Blueprint("parties", __name__, url_prefix="/parties")

UNPROCESSABLE = 422

LIST = Shape(
    room="parties", filters={"group": PartyKind, "tier": PartyTier}, columns=tuple(queries.ORDERS), order="name"
)  # fmt: skip


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the parties that were asked for, by name."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        return render_template(
            "parties/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, _wanted(asked), asked.first - 1, listing.PAGE),
            total=queries.count(session, _wanted(asked)),
            kinds=[(each.value, word(each.value)) for each in PartyKind],
            tiers=[(each.value, word(each.value)) for each in PartyTier],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (_("Name"), _("Party code"), _("GLN"), _("Kind"), _("Tier"), _("Open authorizations"))
    lines = ((row.name, row.code, row.gln, row.kind.value, row.tier.value, row.open) for row in rows)
    return list_file(f"parties-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        kind=asked.read("group", PartyKind),
        tier=asked.read("tier", PartyTier),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:party_id>")
def show(party_id: UUID) -> ResponseReturnValue:
    """Show one party with its open authorizations and its latest shipments."""
    by = current.principal()
    with current.database().reading() as session:
        found = queries.one(session, by.site_id, party_id)
        if found is None:
            raise NotFound
        answered = acting.recall(session, by.site_id, rating.SCOPE, request.args.get("answer", ""))
        place = collections.place_of(session, party_id).whereabouts
        form = Form(place_parsing.texts_of(place))
        return _page(session, found, form, acts.shown(answered) if answered else None)


def _page(session: Session, found: One, form: Form, signal: SignalView | None) -> str:
    by, place = current.principal(), collections.place_of(session, found.party.id).whereabouts
    return render_template(
        "parties/show.html",
        one=found,
        signal=signal,
        last=queries.last_rating(session, by.site_id, rating.SCOPE, say.RATED.key, found.party.id),
        tiers=[(each.value, word(each.value)) for each in PartyTier],
        place=place,
        form=form,
        destroyer=destroyers.one(session, found.party.id),
        today=today(by),
        is_over=is_over,
    )


@blueprint.post("/<uuid:party_id>/place")
def locate(party_id: UUID) -> ResponseReturnValue:
    """Say where a party is; with faults show the form again as it was typed, and keep nothing."""
    act, form = acts.read_act(rating.SCOPE), current.form()
    typed, faults = place_parsing.typed(form), Faults()
    now = place_parsing.whereabouts(typed, faults)
    with current.database().unit_of_work() as session:
        found = queries.one(session, act.site_id, party_id)
        if found is None:
            raise NotFound
        if faults:
            return _page(session, found, Form(typed, sentences(faults)), None), UNPROCESSABLE
        locating.locate(session, act, party_id, form.get("seen", ""), now)
    return go_to(url_for("parties.show", party_id=party_id, answer=act.client_id))


@blueprint.post("/<uuid:party_id>/destroyer")
def accredit(party_id: UUID) -> ResponseReturnValue:
    """Keep its certificate as a destroyer, as the page asked for it."""
    act, form = acts.read_act(rating.SCOPE), current.form()
    number, until = form.get("number", "").strip()[:40], form.get("until", "")
    try:
        now = Credential(number, date.fromisoformat(until) if until else None)
    except ValueError:
        raise BadRequest("not a day") from None
    with current.database().unit_of_work() as session:
        answered = accrediting.accredit(session, act, party_id, form.get("seen", ""), now)
    return go_to(url_for("parties.show", party_id=party_id, answer=answered.client_id))


@blueprint.post("/<uuid:party_id>/tier")
def rate(party_id: UUID) -> ResponseReturnValue:
    """Set the tier, as the page asked for it."""
    act = acts.read_act(rating.SCOPE)
    with current.database().unit_of_work() as session:
        answered = rating.rate(session, act, party_id, _tier("seen"), _tier("tier"))
    return go_to(url_for("parties.show", party_id=party_id, answer=answered.client_id))


def _tier(name: str) -> PartyTier:
    try:
        return PartyTier(current.form().get(name, ""))
    except ValueError:
        raise BadRequest("not a tier") from None
