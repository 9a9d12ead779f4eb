"""The HTTP API, version 1: what other systems write of transport. What an entry names is looked up, fault by fault."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import authorization, collections, loads
from app.domain.collecting import Freight, litres_of
from app.domain.importing import Fault, Unfit
from app.domain.messages import announcing
from app.domain.messages import transport as say
from app.domain.messages.core import Message, Said
from app.exchange.api.entries import Entry
from app.exchange.api.transport_entries import CollectionEntry, LoadEntry
from app.exchange.api.writing import BY_NAME as WRITINGS
from app.services import transporting
from app.services.acting import Act
from app.services.replying import Reply
from app.services.transporting import Facts, NewRequest
from app.web import api_requests as requests
from app.web import transport
from app.web.api_writing import done

blueprint = Blueprint("api_transport", __name__, url_prefix="/api/v1")


@blueprint.post("/collections")
def ask() -> ResponseReturnValue:
    """Ask for goods to be fetched."""
    writing = WRITINGS["create_collection"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, CollectionEntry)
        new = _request(session, act, entry)
        own = requests.in_scope(act, transporting.SCOPE)
        return done(session, act, writing, transporting.request(session, own, new_id(), new), 201)

    return requests.answer_once(writing, do)


@blueprint.post("/loads")
def plan() -> ResponseReturnValue:
    """Plan a load that brings collection requests."""
    writing = WRITINGS["create_load"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, LoadEntry)
        wanted = collections.ids_of(session, act.site_id, entry.collections)
        facts = _facts(session, act, entry, wanted)
        own, room = requests.in_scope(act, transporting.SCOPE), transport.trailer()
        answered = transporting.plan_whole(session, own, new_id(), wanted.values(), facts, room)
        return done(session, act, writing, answered, 201)

    return requests.answer_once(writing, do)


def _request(session: Session, act: Act, entry: CollectionEntry) -> NewRequest:
    papers = {number: authorization.id_of(session, act.site_id, number) for number in entry.authorizations}
    faults = [*_unknown("authorizations", entry.authorizations, papers, announcing.UNKNOWN_AUTHORIZATION)]
    faults += _wrong_window(act, entry.ready_from, entry.ready_until)
    litres = entry.litres or litres_of(entry.pallets, entry.cartons)
    if not litres:
        faults.append(Fault(Said(say.NOTHING_TO_CARRY), "/pallets"))
    if faults:
        raise Unfit(faults)
    known = tuple(dict.fromkeys(each for each in papers.values() if each))
    first = authorization.one(session, act.site_id, known[0])
    assert first is not None, "it was found by its number"
    place = _place(session, entry, first.party_id)
    return NewRequest(
        first.party_id, known, ready_from=entry.ready_from, ready_until=entry.ready_until,
        freight=Freight(entry.kg, litres), pallets=entry.pallets, cartons=entry.cartons, contact=entry.contact,
        address=place.address, postal_code=place.postal_code, country=place.country,
        point=collections.point_of(place.latitude, place.longitude),
    )  # fmt: skip


def _unknown(field: str, numbers: Iterable[str], found: Mapping[str, UUID | None], message: Message) -> Iterable[Fault]:
    return (
        Fault(Said(message, {"got": number}), f"/{field}/{position}")
        for position, number in enumerate(numbers)
        if not found.get(number)
    )


def _wrong_window(act: Act, first: date, last: date) -> list[Fault]:
    if last < first:
        return [Fault(Said(say.WINDOW_TURNED, {"day": first}), "/ready_until")]
    if last < act.now.astimezone(ZoneInfo(act.by.time_zone)).date():
        return [Fault(Said(say.WINDOW_PAST, {"day": last}), "/ready_until")]
    return []


def _place(session: Session, entry: CollectionEntry, party_id: UUID) -> collections.Place:
    """Return where it is: as the entry says it, else where the party is. Raises Unfit where nobody knows."""
    own = collections.place_of(session, party_id)
    half = {"latitude", "longitude"} & entry.model_fields_set
    faults = [Fault(Said(say.HALF_A_POINT), f"/{min(half)}")] if len(half) == 1 else []
    if not entry.address and not own.address:
        faults.append(Fault(Said(say.NO_PLACE), "/address"))
    if faults:
        raise Unfit(faults)
    if not entry.address:
        return own
    point = (entry.latitude, entry.longitude) if half else (None, None)
    return collections.Place(own.id, own.name, entry.address, entry.postal_code, entry.country, *point)


def _facts(session: Session, act: Act, entry: LoadEntry, wanted: Mapping[str, UUID]) -> Facts:
    carriers = {name.lower(): carrier_id for carrier_id, name in loads.carriers(session)}
    doors = {each.code: each.id for each in loads.doors(session, act.site_id)}
    carrier, door = carriers.get(entry.carrier.lower()), doors.get(entry.door.upper())
    start, end = entry.appointment_from, entry.appointment_until
    is_half = bool(start) != bool(end) or bool(start and end and end <= start)
    tests = (
        (bool(entry.carrier) and carrier is None, Said(say.UNKNOWN_CARRIER, {"got": entry.carrier}), "/carrier"),
        (bool(entry.door) and door is None, Said(say.UNKNOWN_DOOR, {"got": entry.door}), "/door"),
        (is_half, Said(say.HALF_AN_APPOINTMENT), "/appointment_until"),
    )
    faults = [*_unknown("collections", entry.collections, wanted, say.UNKNOWN_NUMBER)]
    faults += [Fault(said, at) for is_wrong, said, at in tests if is_wrong]
    if faults:
        raise Unfit(faults)
    appointment = (start, end) if start and end else None
    return Facts(entry.planned_on, carrier, entry.trailer, entry.seal, door, appointment)
