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
from app.db.queries.collections import Request
from app.db.queries.loads import Inbound
from app.domain.collecting import Freight, litres_of
from app.domain.importing import Fault, Unfit
from app.domain.messages import announcing
from app.domain.messages import transport as say
from app.domain.messages.core import Message, Said
from app.exchange.api.entries import Entry
from app.exchange.api.transport_entries import CollectionChange, CollectionEntry, LoadChange, LoadEntry
from app.exchange.api.writings import BY_NAME as WRITINGS
from app.services import transporting
from app.services.acting import Act
from app.services.replying import Reply
from app.services.transporting import Facts, NewRequest, Seen
from app.web import api_requests as requests
from app.web import transport
from app.web.api_writing import done, named

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


@blueprint.patch("/collections/<which>")
def amend(which: str) -> ResponseReturnValue:
    """Change what is to be fetched, if nobody did since it was seen."""
    writing = WRITINGS["change_collection"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, CollectionChange)
        stored = collections.one(session, act.site_id, named(session, act, writing.collection, which)["id"])
        assert stored is not None, "it was found by its name"
        seen, own = Seen(stored.id, requests.version()), requests.in_scope(act, transporting.SCOPE)
        return done(session, act, writing, transporting.amend(session, own, seen, _amended(act, stored, entry)), 200)

    return requests.answer_again(writing, do)


def _amended(act: Act, stored: Request, entry: CollectionChange) -> NewRequest:
    """Return the whole request: what is said of it, and what was before of the rest. Raises Unfit."""
    said = entry.model_dump(exclude_unset=True)
    half = {"latitude", "longitude"} & said.keys()
    now = {name: said.get(name, getattr(stored, name)) for name in _PLAIN}
    litres = said.get("litres") or (litres_of(now["pallets"], now["cartons"]) if _PIECES & said.keys() else None)
    faults = _wrong_window(act, now["ready_from"], now["ready_until"])
    if len(half) == 1:
        faults.append(Fault(Said(say.HALF_A_POINT), f"/{min(half)}"))
    if litres == 0:
        faults.append(Fault(Said(say.NOTHING_TO_CARRY), "/pallets"))
    if faults:
        raise Unfit(faults)
    # another address is elsewhere on the map
    point = None if "address" in said else stored.point
    return NewRequest(
        stored.party_id, (), freight=Freight(said.get("kg", stored.kg), litres or stored.litres),
        point=collections.point_of(entry.latitude, entry.longitude) if half else point, **now,
    )  # fmt: skip


_PLAIN = ("address", "postal_code", "country", "contact", "ready_from", "ready_until", "pallets", "cartons")
_PIECES = {"pallets", "cartons"}


@blueprint.patch("/loads/<which>")
def edit(which: str) -> ResponseReturnValue:
    """Change what is known of a load, if nobody did since it was seen."""
    writing = WRITINGS["change_load"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, LoadChange)
        stored = loads.one(session, act.site_id, named(session, act, writing.collection, which)["id"])
        assert stored is not None, "it was found by its name"
        seen, own = Seen(stored.id, requests.version()), requests.in_scope(act, transporting.SCOPE)
        facts = _facts(session, act, _whole(stored, entry), {})
        return done(session, act, writing, transporting.edit(session, own, seen, facts), 200)

    return requests.answer_again(writing, do)


def _whole(stored: Inbound, entry: LoadChange) -> LoadChange:
    """Return what is said of a load, and what was before of the rest."""
    before = {name: getattr(stored, name) for name in LoadChange.model_fields if name != "door"} | {"door": stored.dock}
    return LoadChange.model_construct(**{**before, **entry.model_dump(exclude_unset=True)})


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


def _facts(session: Session, act: Act, entry: LoadChange, wanted: Mapping[str, UUID]) -> Facts:
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
    asked = entry.collections if isinstance(entry, LoadEntry) else ()
    faults = [*_unknown("collections", asked, wanted, say.UNKNOWN_NUMBER)]
    faults += [Fault(said, at) for is_wrong, said, at in tests if is_wrong]
    if faults:
        raise Unfit(faults)
    appointment = (start, end) if start and end else None
    return Facts(entry.planned_on, carrier, entry.trailer, entry.seal, door, appointment)
