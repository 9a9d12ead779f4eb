"""Asking for a collection, and changing what was asked: one form, faults in words beside their fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.ids import new_id
from app.db.queries import authorization, collections
from app.db.queries.authorization import Paper
from app.db.queries.collections import Request
from app.domain.authorizing import Faults
from app.domain.collecting import MOST_KG, MOST_LITRES, MOST_PIECES, Freight, litres_of
from app.domain.geography import Point, Whereabouts
from app.domain.messages import authorizing
from app.domain.messages import transport as say
from app.domain.messages.core import Said
from app.services import transporting
from app.services.transporting import NewRequest
from app.web import acts, current, place_parsing, transport
from app.web.forms import Form, sentences
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("collection_forms", __name__, url_prefix="/collections")

UNPROCESSABLE, CONFLICT = 422, 409
LONGEST: Mapping[str, int] = {"address": 240, "postal_code": 12, "country": 2, "contact": 120}
FIELDS = (*LONGEST, "latitude", "longitude", "ready_from", "ready_until", "kg", "litres", "pallets", "cartons")
USUAL = 20


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Show the form for the authorization of `?paper=`, with the place of its party."""
    paper_id = acts.an_id(request.args.get("paper"))
    with current.database().reading() as session:
        paper = _paper(session, paper_id)
        place = collections.place_of(session, paper.party_id)
        day = today(current.principal()).isoformat()
        typed = {
            **place_parsing.texts_of(place.whereabouts),
            "ready_from": day,
            "ready_until": day,
            "pallets": "1",
            "cartons": "0",
        }
        return _form(session, paper, Form(typed), {paper_id}, None)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Keep the request; with faults show the form again and keep nothing."""
    paper_id = acts.an_id(current.form().get("for"))
    chosen = {acts.an_id(text) for text in request.form.getlist("paper")}
    act, parsed = acts.read_act(transporting.SCOPE), _parse(current.form())
    with current.database().unit_of_work() as session:
        paper = _paper(session, paper_id)
        if parsed.faults:
            form = Form(parsed.typed, sentences(parsed.faults))
            return _form(session, paper, form, chosen, None), UNPROCESSABLE
        wanted = parsed.request(paper.party_id, tuple(sorted(chosen)))
        answered = transporting.request(session, act, new_id(), wanted)
        if answered.said.message is not say.REQUESTED:
            return _form(session, paper, Form(parsed.typed), chosen, signal_of(answered.said)), CONFLICT
        made = next(
            each
            for each in collections.of_paper(session, act.site_id, min(chosen))
            if each.number == answered.said.params["number"]
        )
    return go_to(url_for("collections.show", request_id=made.id, answer=act.client_id))


@blueprint.get("/<uuid:request_id>/edit")
def edit(request_id: UUID) -> ResponseReturnValue:
    """Show the form of a request as it stands."""
    with current.database().reading() as session:
        asked = _asked(session, request_id)
        return _again(session, asked, Form(_typed_of(asked)), None)


@blueprint.post("/<uuid:request_id>/edit")
def update(request_id: UUID) -> ResponseReturnValue:
    """Keep what was changed; with faults, or when another was first, show the form again as it was typed."""
    act, seen, parsed = acts.read_act(transporting.SCOPE), transport.seen(request_id), _parse(current.form())
    with current.database().unit_of_work() as session:
        asked = _asked(session, request_id)
        if parsed.faults:
            return _again(session, asked, Form(parsed.typed, sentences(parsed.faults)), None), UNPROCESSABLE
        answered = transporting.amend(session, act, seen, parsed.request(asked.party_id, ()))
        if answered.said.message is not say.AMENDED:
            return _again(session, asked, Form(parsed.typed), signal_of(answered.said)), CONFLICT
    return go_to(url_for("collections.show", request_id=request_id, answer=act.client_id))


def _asked(session: Session, request_id: UUID) -> Request:
    found = collections.one(session, current.principal().site_id, request_id)
    if found is None:
        raise NotFound
    return found


def _typed_of(asked: Request) -> dict[str, str]:
    whereabouts = Whereabouts(asked.address, asked.postal_code, asked.country, asked.point)
    plain = ("contact", "ready_from", "ready_until", "kg", "litres", "pallets", "cartons")
    return {**place_parsing.texts_of(whereabouts), **{name: str(getattr(asked, name)) for name in plain}}


def _again(session: Session, asked: Request, form: Form, signal: SignalView | None) -> str:
    chosen = {each.id for each in asked.papers}
    return _form(session, _paper(session, min(chosen)), form, chosen, signal, asked)


def _paper(session: Session, paper_id: UUID) -> Paper:
    paper = authorization.one(session, current.principal().site_id, paper_id)
    if paper is None:
        raise NotFound
    return paper


def _form(
    session: Session, paper: Paper, form: Form, chosen: set[UUID], signal: SignalView | None,
    asked: Request | None = None,
) -> str:  # fmt: skip
    offered = asked.papers if asked else collections.collectable(session, current.principal().site_id, paper.party_id)
    return render_template(
        "collections/form.html", paper=paper, form=form, offered=offered, chosen=chosen, signal=signal, asked=asked
    )


@dataclass(slots=True)
class Parsed:
    """What was typed, by field, what is wrong with it, and what could be understood."""

    typed: dict[str, str]
    faults: Faults = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    point: Point | None = None

    def request(self, party_id: UUID, papers: tuple[UUID, ...]) -> NewRequest:
        """Return what is asked for; only of what has no faults."""
        n = self.numbers
        volume = n.get("litres") or litres_of(n.get("pallets", 0), n.get("cartons", 0))
        texts = {name: self.typed[name] for name in ("address", "postal_code", "contact")}
        return NewRequest(
            party_id, papers, ready_from=self.days["ready_from"], ready_until=self.days["ready_until"],
            freight=Freight(n["kg"], volume), pallets=n.get("pallets", 0), cartons=n.get("cartons", 0),
            country=self.typed["country"].upper(), point=self.point, **texts,
        )  # fmt: skip


def _parse(form: Mapping[str, str]) -> Parsed:
    parsed = Parsed({name: form.get(name, "").strip()[: LONGEST.get(name, USUAL)] for name in FIELDS})
    if not parsed.typed["address"]:
        parsed.faults["address"] = Said(say.NO_PLACE)
    for name in LONGEST:
        if not "".join(parsed.typed[name].split()).isprintable():
            parsed.faults[name] = Said(authorizing.NOT_PRINTABLE)
    _read_days(parsed)
    _read_amounts(parsed)
    parsed.point = place_parsing.point(parsed.typed, parsed.faults)
    return parsed


def _read_days(parsed: Parsed) -> None:
    for name in ("ready_from", "ready_until"):
        try:
            parsed.days[name] = date.fromisoformat(parsed.typed[name])
        except ValueError:
            parsed.faults[name] = Said(say.NOT_A_DAY)
    if len(parsed.days) < 2:
        return
    first, last = parsed.days["ready_from"], parsed.days["ready_until"]
    if last < first:
        parsed.faults["ready_until"] = Said(say.WINDOW_TURNED, {"day": first})
    elif last < today(current.principal()):
        parsed.faults["ready_until"] = Said(say.WINDOW_PAST, {"day": last})


_BOUNDS = {"kg": (1, MOST_KG), "litres": (0, MOST_LITRES), "pallets": (0, MOST_PIECES), "cartons": (0, MOST_PIECES)}


def _read_amounts(parsed: Parsed) -> None:
    for name, (least, most) in _BOUNDS.items():
        text = parsed.typed[name] or ("0" if least == 0 else "")
        number = int(text) if text.isascii() and text.isdecimal() else -1
        if least <= number <= most:
            parsed.numbers[name] = number
        else:
            parsed.faults[name] = Said(say.NOT_A_NUMBER, {"got": text or "-", "least": least, "most": most})
    if not any(parsed.numbers.get(name) for name in ("litres", "pallets", "cartons")):
        parsed.faults.setdefault("pallets", Said(say.NOTHING_TO_CARRY))
