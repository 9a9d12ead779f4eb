"""What is fetched for Laredo: six requests, three loads, two trips that go out; one load stands at the dock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Base, Carton, Trip, TripStop, table_of
from app.db.queries import collections, loads
from app.demo.authorizations import TRADE_RETURN, WARRANTY
from app.demo.hands import Crew, Hand, result_of
from app.demo.paperwork import CLERK
from app.demo.parties import CLEARWATER, HARBOR, NORTHLINE, SOL_Y_MAR
from app.demo.rows import insert
from app.domain.collecting import Freight, Terms, litres_of
from app.domain.geography import Point
from app.domain.transitions import CartonState, TripState
from app.services import arriving, transporting
from app.services.arriving import Screen
from app.services.transporting import Facts, NewRequest, Seen

TRAILER = Freight(20_000, 60_000)
_DOCK_WORKER = "2231"
CARTON = table_of(Carton)
_TOUR = (TRADE_RETURN, WARRANTY)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A request: at whose place, how much, ready from and until so many days from today."""

    party: str
    pallets: int
    kg: int
    days: tuple[int, int]


_WISHES = (
    _Wish(NORTHLINE, 4, 1_850, (-1, 0)),
    _Wish(CLEARWATER, 2, 640, (-1, 1)),
    _Wish(SOL_Y_MAR, 6, 2_900, (0, 2)),
    _Wish(HARBOR, 3, 1_120, (1, 3)),
    _Wish(NORTHLINE, 2, 760, (1, 4)),
    _Wish(CLEARWATER, 1, 310, (1, 5)),
)
_TRIPS = (
    ("TR-5108", 1, "TX-2280", ((HARBOR, 5_400),)),
    ("TR-5111", 2, "TX-2291", ((NORTHLINE, 7_800), (HARBOR, 2_600))),
)


def play_transport(session: Session, rng: Random, now: datetime, today: date, parties: Mapping[str, UUID]) -> None:
    """Let the office ask and plan, and the dock let the first load in. `parties` maps names to ids."""
    crew = Crew(session, rng, now)
    clerk = crew.hand(CLERK, "D-04", hours_ago=9)
    trips = _make_trips(session, clerk.by.site_id, today, parties)
    requests = [_ask(session, clerk, wish, today, parties[wish.party]) for wish in _WISHES]
    _plan(session, clerk, requests[:2], today, 2, ("TX-7714", "SL-204418", "D-02"))
    _plan(session, clerk, requests[2:3], today, -2, ("NL-3390", "SL-771205", "D-03"))
    _combine(session, clerk, requests[3], trips[0], today)
    _arrive(crew.hand(_DOCK_WORKER, "D-02", hours_ago=1))


def _make_trips(session: Session, site_id: UUID, today: date, parties: Mapping[str, UUID]) -> list[UUID]:
    rows: list[Base] = []
    stops: list[Base] = []
    for number, days, vehicle, goes_to in _TRIPS:
        leaves_on = today + timedelta(days=days)
        trip = Trip(site_id=site_id, id=new_id(), number=number, state=TripState.PLANNED, leaves_on=leaves_on,
                    vehicle=vehicle, capacity_kg=11_000, capacity_litres=42_000)  # fmt: skip
        rows.append(trip)
        stops += [
            TripStop(site_id=site_id, id=new_id(), trip_id=trip.id, position=n, party_id=parties[name], kg=kg,
                     litres=kg * 3)
            for n, (name, kg) in enumerate(goes_to, start=1)
        ]  # fmt: skip
    insert(session, rows)
    insert(session, stops)
    return [row.id for row in rows if isinstance(row, Trip)]


def _ask(session: Session, clerk: Hand, wish: _Wish, today: date, party_id: UUID) -> UUID:
    """Ask for the oldest authorization of the party that nobody fetches yet, nor the tour or a notice needs."""
    site_id = clerk.by.site_id
    announced = sa.select(CARTON.c.authorization_id).where(CARTON.c.state == CartonState.EXPECTED)
    spoken_for = set(session.scalars(announced))
    found = collections.collectable(session, site_id, party_id)
    paper = next(each for each in found if each.number not in _TOUR and each.id not in spoken_for)
    place = collections.place_of(session, party_id)
    first, last = (today + timedelta(days=each) for each in wish.days)
    new = NewRequest(
        party_id, (paper.id,), place.address, first, last, Freight(wish.kg, litres_of(wish.pallets, 0)), wish.pallets,
        postal_code=place.postal_code, country=place.country, point=Point(place.latitude or 0, place.longitude or 0),
    )  # fmt: skip
    return result_of(transporting.request(session, clerk.act(transporting.SCOPE), new_id(), new))


def _plan(
    session: Session, clerk: Hand, requests: list[UUID], day: date, hours_ago: int, told: tuple[str, str, str]
) -> None:
    """Make a load of `requests`, and say its trailer, seal and door, with an appointment that began so long ago."""
    site_id, (trailer, seal, door) = clerk.by.site_id, told
    act = clerk.act(transporting.SCOPE)
    load_id = result_of(transporting.plan(session, act, new_id(), requests, day, TRAILER))
    start = (clerk.now + timedelta(hours=9 - hours_ago)).replace(minute=0, second=0, microsecond=0)
    facts = Facts(
        day,
        carrier_id=next(carrier_id for carrier_id, _name in loads.carriers(session)),
        trailer=trailer,
        seal=seal,
        dock_id=next(each.id for each in loads.doors(session, site_id) if each.code == door),
        appointment=(start, start + timedelta(hours=1)),
    )
    result_of(transporting.edit(session, clerk.act(transporting.SCOPE), Seen(load_id, 0), facts))


def _combine(session: Session, clerk: Hand, request_id: UUID, trip_id: UUID, today: date) -> None:
    terms = Terms(Decimal("1.3"), Decimal("1.20"), "USD", 40_000, TRAILER)
    act = clerk.act(transporting.SCOPE)
    result_of(transporting.combine(session, act, new_id(), Seen(request_id, 0), trip_id, terms, today))


def _arrive(worker: Hand) -> None:
    """Let the first load in: its sheet, then the seal, at the door where the worker stands."""
    session = worker.session
    load_id = result_of(arriving.find(session, worker.act(arriving.SCOPE, "LOAD-000001")))
    arriving.scan(session, worker.act(arriving.SCOPE, "SL-204418"), Screen(load_id))
