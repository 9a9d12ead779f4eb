"""Writing a forward trip: the vehicle, its day, what it takes, and its stops in the order of the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.ids import new_id
from app.db.queries import parties, trips
from app.db.queries.trips import Listed
from app.domain.authorizing import Faults
from app.domain.collecting import MOST_KG, MOST_LITRES, Freight
from app.domain.messages import authorizing
from app.domain.messages import transport as say
from app.domain.messages import trips as say_trip
from app.domain.messages.core import Said
from app.domain.trip_drafts import StopDraft, TripDraft
from app.services import transporting
from app.web import acts, current, transport
from app.web.forms import Form, sentences
from app.web.responses import go_to
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("trip_forms", __name__, url_prefix="/trips")

UNPROCESSABLE, CONFLICT = 422, 409
LONGEST = {"number": 40, "vehicle": 20, "party": 120}
HEAD, STOP = ("number", "leaves_on", "vehicle", "capacity_kg", "capacity_litres"), ("party", "kg", "litres")
USUAL = 20
MOST_STOPS, FEWEST_ROWS, MORE_ROWS = 60, 3, 5
_STOP = re.compile(r"stop-([0-9]{1,2})-(party|kg|litres)")


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Show the empty form."""
    with current.database().reading() as session:
        return _form(session, None, Form({}), None)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Keep a new trip; with faults show the form again as it was typed, and keep nothing."""
    act = acts.read_act(transporting.SCOPE)
    with current.database().unit_of_work() as session:
        parsed = _parse(session, current.form())
        if current.form().get("more") or parsed.draft is None:
            return _again(session, None, parsed)
        answered = transporting.write_trip(session, act, new_id(), parsed.draft)
        trip_id = answered.result or trips.id_of(session, act.site_id, parsed.draft.number)
        if answered.said.message is not say_trip.WRITTEN or trip_id is None:
            return _form(session, None, Form(parsed.typed), signal_of(answered.said)), CONFLICT
    return go_to(url_for("trips.show", trip_id=trip_id, answer=act.client_id))


@blueprint.get("/<uuid:trip_id>/edit")
def edit(trip_id: UUID) -> ResponseReturnValue:
    """Show the form of a trip as it stands."""
    with current.database().reading() as session:
        trip = _found(session, trip_id)
        return _form(session, trip, Form(_typed_of(session, trip)), None)


@blueprint.post("/<uuid:trip_id>/edit")
def update(trip_id: UUID) -> ResponseReturnValue:
    """Keep what was changed; with faults, or when another was first, show the form again as it was typed."""
    act, seen = acts.read_act(transporting.SCOPE), transport.seen(trip_id)
    with current.database().unit_of_work() as session:
        trip = _found(session, trip_id)
        parsed = _parse(session, {**current.form(), "number": trip.number})
        if current.form().get("more") or parsed.draft is None:
            return _again(session, trip, parsed)
        answered = transporting.edit_trip(session, act, seen, parsed.draft)
        if answered.said.message is not say_trip.EDITED:
            return _form(session, trip, Form(parsed.typed), signal_of(answered.said)), CONFLICT
    return go_to(url_for("trips.show", trip_id=trip_id, answer=act.client_id))


def _found(session: Session, trip_id: UUID) -> Listed:
    trip = trips.one(session, current.principal().site_id, trip_id)
    if trip is None:
        raise NotFound
    return trip


def _typed_of(session: Session, trip: Listed) -> dict[str, str]:
    head = {name: str(getattr(trip, name)) for name in HEAD}
    stops = trips.plan_of(session, current.principal().site_id, trip).stops
    return head | {
        f"stop-{stop.position}-{name}": text
        for stop in stops
        for name, text in zip(STOP, (stop.party, str(stop.freight.kg), str(stop.freight.litres)), strict=True)
    }


@dataclass(slots=True)
class Parsed:
    """What was typed, by field, what is wrong with it, and the draft where nothing is."""

    typed: dict[str, str]
    faults: Faults = field(default_factory=dict)
    draft: TripDraft | None = None


def _parse(session: Session, form: Mapping[str, str]) -> Parsed:
    parsed = Parsed(_typed(form))
    for name, text in parsed.typed.items():
        if not text.isprintable():
            parsed.faults[name] = Said(authorizing.NOT_PRINTABLE)
    if not parsed.typed["number"]:
        parsed.faults["number"] = Said(say_trip.NO_NUMBER)
    day = _day(parsed)
    capacity = Freight(_whole(parsed, "capacity_kg", 1, MOST_KG), _whole(parsed, "capacity_litres", 1, MOST_LITRES))
    stops = tuple(_stop(session, parsed, n) for n in range(1, _stops_in(parsed.typed) + 1))
    if not stops:
        parsed.faults["stop-1-party"] = Said(say_trip.NO_STOPS)
    if day and not parsed.faults:
        draft = TripDraft(parsed.typed["number"], day, parsed.typed["vehicle"].upper(), capacity, stops)
        _check_room(parsed, draft)
        parsed.draft = None if parsed.faults else draft
    return parsed


def _typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return the texts without blanks around them, the stops counted anew from 1; those that are empty fall out."""
    stops: dict[int, dict[str, str]] = {}
    for name, text in form.items():
        if found := _STOP.fullmatch(name):
            stops.setdefault(int(found[1]), {})[found[2]] = text.strip()[: LONGEST.get(found[2], USUAL)]
    filled = [stop for _number, stop in sorted(stops.items()) if any(stop.values())][:MOST_STOPS]
    head = {name: form.get(name, "").strip()[: LONGEST.get(name, USUAL)] for name in HEAD}
    return head | {
        f"stop-{number}-{name}": stop.get(name, "") for number, stop in enumerate(filled, start=1) for name in STOP
    }


def _stops_in(texts: Mapping[str, str]) -> int:
    return sum(1 for name in texts if name.endswith("-party"))


def _day(parsed: Parsed) -> date | None:
    try:
        day = date.fromisoformat(parsed.typed["leaves_on"])
    except ValueError:
        day = date.min
    if 1970 <= day.year < 9000:
        return day
    parsed.faults["leaves_on"] = Said(say.NOT_A_DAY)
    return None


def _whole(parsed: Parsed, name: str, least: int, most: int) -> int:
    text = parsed.typed[name] or ("" if least else "0")
    number = int(text) if text.isascii() and text.isdecimal() else -1
    if least <= number <= most:
        return number
    parsed.faults[name] = Said(say.NOT_A_NUMBER, {"got": text or "-", "least": least, "most": most})
    return least


def _stop(session: Session, parsed: Parsed, number: int) -> StopDraft:
    at = f"stop-{number}-"
    text = parsed.typed[f"{at}party"]
    found = parties.by_name(session, text) if text else []
    if not found:
        no_party = Said(authorizing.NO_PARTY, {"text": text}) if text else Said(say_trip.NO_STOPS)
        parsed.faults[f"{at}party"] = no_party
    freight = Freight(_whole(parsed, f"{at}kg", 0, MOST_KG), _whole(parsed, f"{at}litres", 0, MOST_LITRES))
    return StopDraft(found[0].id if found else UUID(int=0), freight)


def _check_room(parsed: Parsed, draft: TripDraft) -> None:
    if not draft.freight.fits(draft.capacity):
        both = {"kg": draft.freight.kg, "litres": draft.freight.litres}
        most = {"most_kg": draft.capacity.kg, "most_litres": draft.capacity.litres}
        parsed.faults["capacity_kg"] = Said(say_trip.OVERLOADED, {**both, **most})


def _again(session: Session, trip: Listed | None, parsed: Parsed) -> ResponseReturnValue:
    if current.form().get("more"):
        return _form(session, trip, Form(parsed.typed), None)
    return _form(session, trip, Form(parsed.typed, sentences(parsed.faults)), None), UNPROCESSABLE


def _form(session: Session, trip: Listed | None, form: Form, signal: SignalView | None) -> str:
    filled = _stops_in(form.typed)
    rows = filled + MORE_ROWS if current.form().get("more") else max(filled + 1, FEWEST_ROWS)
    return render_template(
        "trips/form.html",
        trip=trip,
        form=form,
        signal=signal,
        rows=max(filled, min(rows, MOST_STOPS)),
        parties=parties.named(session),
    )
