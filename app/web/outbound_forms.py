"""Writing an outbound load: to whom, under which code, on which day, by what, from which door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import loads
from app.db.queries import outbound as queries
from app.db.queries.outbound import Outbound
from app.domain.authorizing import Faults
from app.domain.messages import authorizing
from app.domain.messages import outbound as say
from app.domain.messages import transport as say_transport
from app.domain.messages.core import Said
from app.domain.outbound import TAKERS, LoadDraft
from app.domain.vocabulary import DispositionCode
from app.services import outbound
from app.web import acts, current
from app.web.forms import Form, sentences
from app.web.i18n import in_language, word
from app.web.outbound import found, seen_of
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("outbound_forms", __name__, url_prefix="/outbound")

UNPROCESSABLE, CONFLICT = 422, 409
FIELDS = ("party", "code", "planned_on", "carrier", "trailer", "door")
LONGEST = 40


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Show the form of a load of today."""
    with current.database().reading() as session:
        return _form(session, None, Form({"planned_on": today(current.principal()).isoformat()}), None)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Keep a new load; with faults show the form again as it was typed, and keep nothing."""
    act, load_id = acts.read_act(outbound.SCOPE), new_id()
    with current.database().unit_of_work() as session:
        parsed = _parse(session, current.form())
        if parsed.draft is None:
            return _form(session, None, Form(parsed.typed, sentences(parsed.faults)), None), UNPROCESSABLE
        answered = outbound.plan(session, act, load_id, parsed.draft)
        if answered.said.message is not say.PLANNED:
            return _form(session, None, Form(parsed.typed), signal_of(answered.said)), CONFLICT
        load = queries.by_code(session, act.site_id, str(answered.said.params["load"]))
    return go_to(url_for("outbound.show", load_id=load.id if load else load_id, answer=act.client_id))


@blueprint.get("/<uuid:load_id>/edit")
def edit(load_id: UUID) -> ResponseReturnValue:
    """Show the form of a load as it stands."""
    with current.database().reading() as session:
        load = found(session, load_id)
        return _form(session, load, Form(_typed_of(load)), None)


@blueprint.post("/<uuid:load_id>/edit")
def update(load_id: UUID) -> ResponseReturnValue:
    """Keep what was changed; with faults, or when another was first, show the form again as it was typed."""
    act, seen = acts.read_act(outbound.SCOPE), seen_of(load_id)
    with current.database().unit_of_work() as session:
        load = found(session, load_id)
        parsed = _parse(session, current.form())
        if parsed.draft is None:
            return _form(session, load, Form(parsed.typed, sentences(parsed.faults)), None), UNPROCESSABLE
        answered = outbound.edit(session, act, seen, parsed.draft)
        if answered.said.message is not say.EDITED:
            return _form(session, load, Form(parsed.typed), signal_of(answered.said)), CONFLICT
    return go_to(url_for("outbound.show", load_id=load_id, answer=act.client_id))


def _typed_of(load: Outbound) -> dict[str, str]:
    return {
        "party": str(load.party_id), "code": load.code.value, "planned_on": load.planned_on.isoformat(),
        "carrier": str(load.carrier_id or ""), "trailer": load.trailer, "door": str(load.dock_id or ""),
    }  # fmt: skip


@dataclass(slots=True)
class Parsed:
    """What was typed, by field, what is wrong with it, and the draft where nothing is."""

    typed: dict[str, str]
    faults: Faults = field(default_factory=dict)
    draft: LoadDraft | None = None


def _parse(session: Session, form: Mapping[str, str]) -> Parsed:
    parsed = Parsed({name: form.get(name, "").strip()[:LONGEST] for name in FIELDS})
    if not parsed.typed["trailer"].isprintable():
        parsed.faults["trailer"] = Said(authorizing.NOT_PRINTABLE)
    party = _one_of(parsed.typed["party"], (each[0] for each in queries.takers(session)))
    if party is None:
        parsed.faults["party"] = Said(say.WHICH_PARTY)
    code = next((each for each in TAKERS if each == parsed.typed["code"]), None)
    if code is None:
        parsed.faults["code"] = Said(say.WHICH_CODE)
    day = _day(parsed)
    if party and code and day and not parsed.faults:
        parsed.draft = _draft(session, parsed.typed, party, code, day)
    return parsed


def _draft(session: Session, typed: Mapping[str, str], party: UUID, code: DispositionCode, day: date) -> LoadDraft:
    carrier = _one_of(typed["carrier"], (each[0] for each in loads.carriers(session)))
    door = _one_of(typed["door"], (each.id for each in loads.doors(session, current.principal().site_id)))
    return LoadDraft(party, code, day, carrier, typed["trailer"][:20], door)


def _one_of(text: str, ids: Iterable[UUID]) -> UUID | None:
    return next((each for each in ids if str(each) == text), None)


def _day(parsed: Parsed) -> date | None:
    try:
        day = date.fromisoformat(parsed.typed["planned_on"])
    except ValueError:
        day = date.min
    if 1970 <= day.year < 9000:
        return day
    parsed.faults["planned_on"] = Said(say_transport.NOT_A_DAY)
    return None


def _form(session: Session, load: Outbound | None, form: Form, signal: SignalView | None) -> str:
    by = current.principal()
    return render_template(
        "outbound/form.html",
        load=load,
        form=form,
        signal=signal,
        parties=[(str(one), f"{name} ({word(kind.value)})") for one, name, kind in queries.takers(session)],
        codes=[(each.value, word(each.value)) for each in TAKERS],
        carriers=[(str(one), name) for one, name in loads.carriers(session)],
        doors=[
            (str(each.id), f"{each.code} {in_language(each.name.texts)}") for each in loads.doors(session, by.site_id)
        ],
    )
