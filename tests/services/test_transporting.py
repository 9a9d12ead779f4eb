"""Requests to collect and the loads made of them: asked for, planned, changed, refused in whole sentences."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.models import Authorization, table_of
from app.db.queries import authorization
from app.domain.transitions import AuthorizationState, CollectionState, LoadState
from app.domain.vocabulary import LocationKind
from app.services import transporting
from tests.factories import TODAY, Floor, a_location, an_authorization
from tests.makers import NOW, ExpectedLine
from tests.services.shipper import Shipper, said_in_english

PAPER = table_of(Authorization)


@pytest.fixture
def shipper(floor: Floor) -> Shipper:
    """The transport desk of a site with two returns of Northline and one of Harbor & Pine."""
    with floor.database.unit_of_work() as session:
        an_authorization(session, floor.site, floor.harbor, [ExpectedLine(floor.shirt, 5)], "RMA-104600",
                         state=AuthorizationState.APPROVED)  # fmt: skip
    return Shipper(floor)


def harbors(floor: Floor) -> authorization.Paper:
    with floor.database.reading() as session:
        paper_id = authorization.id_of(session, floor.site.id, "RMA-104600")
        assert paper_id
        paper = authorization.one(session, floor.site.id, paper_id)
    assert paper
    return paper


def story(floor: Floor) -> list[str]:
    with floor.database.reading() as session:
        told = authorization.history(session, floor.site.id, harbors(floor).id)
    return [f"{each.act.value} {each.changes}" for each in reversed(told)]


def test_three_requests_of_one_area_become_a_load(shipper: Shipper) -> None:
    floor = shipper.floor
    assert shipper.asks(floor.trade_return.id) == (
        "Collection asked for | COL-000001: 500 kg at Northline Pharmacy, from 2026-11-22 to 2026-11-26."
    )
    shipper.asks(floor.warranty.id, days=(1, 2))
    shipper.asks(harbors(floor).id, party=floor.harbor.id, days=(0, 1))
    (proposal,), _none = shipper.proposed()
    assert said_in_english(proposal.said) == (
        "One load | COL-000001, COL-000002, COL-000003 fit one load on monday, 2026-11-23: 1500 kg of 20000 kg and "
        "4500 l of 60000 l."
    )
    assert shipper.plans(*(each.number for each in proposal.pickups), day=proposal.day) == (
        "LOAD-000001 planned | LOAD-000001 brings COL-000001, COL-000002, COL-000003 on 2026-11-23. | "
        "Say who drives it, and which door it comes to"
    )
    load = shipper.load()
    assert (load.state, load.requests, load.kg, load.litres) == (LoadState.PLANNED, 3, 1500, 4500)
    assert shipper.proposed() == ([], [])
    assert shipper.to(transporting.drop, load, shipper.request("COL-000002").id) == (
        "Taken off | COL-000002 was taken off LOAD-000001 and waits to be planned again."
    )
    assert shipper.to(transporting.cancel_load, shipper.load()) == (
        "Cancelled | LOAD-000001 does not run. What it would have brought waits to be planned again."
    )
    states = {shipper.request(f"COL-00000{n}").state for n in (1, 2, 3)}
    assert states == {CollectionState.REQUESTED}


def test_what_was_approved_is_on_its_way_once_it_is_collected(shipper: Shipper) -> None:
    floor = shipper.floor
    shipper.asks(harbors(floor).id, party=floor.harbor.id)
    shipper.plans("COL-000001")
    assert shipper.to(transporting.collect, shipper.request("COL-000001")) == (
        "Collected | COL-000001 is on its way here with LOAD-000001."
    )
    assert harbors(floor).state is AuthorizationState.IN_TRANSIT
    assert story(floor) == [
        "paper_collection (('collection', '', 'COL-000001'),)",
        "paper_sent (('state', 'approved', 'in_transit'),)",
    ]
    assert shipper.to(transporting.cancel_load, shipper.load()) == (
        "Not now | COL-000001 is collected, so this is not possible: drop. | See what is offered on its page"
    )
    assert shipper.load().state is LoadState.PLANNED


def test_a_cancelled_request_may_be_asked_for_again(shipper: Shipper) -> None:
    paper_id = shipper.floor.trade_return.id
    shipper.asks(paper_id)
    assert shipper.asks(paper_id) == (
        "Asked before | RMA-104418 stands on COL-000001, which is requested. | "
        "Cancel that request first, or leave RMA-104418 out"
    )
    seen = shipper.request("COL-000001")
    assert shipper.to(transporting.cancel, seen) == "Cancelled | COL-000001 of Northline Pharmacy is not collected."
    assert shipper.to(transporting.cancel, seen) == (
        "A. Novak was first | A. Novak changed COL-000001 at 20:32:03: it is cancelled now. Nothing was changed here."
        " | Look at it as it is now, and decide again"
    )
    assert shipper.to(transporting.cancel, shipper.request("COL-000001")) == (
        "Not now | COL-000001 is cancelled, so this is not possible: cancel. | See what is offered on its page"
    )
    assert shipper.asks(paper_id).startswith("Collection asked for | COL-000002")


def test_what_cannot_be_asked_for(shipper: Shipper) -> None:
    floor = shipper.floor
    assert shipper.asks() == "Nothing chosen | No authorization is ticked. | Tick what is to be collected"
    assert shipper.asks(floor.trade_return.id, harbors(floor).id) == (
        "Two senders | RMA-104600 is of Harbor & Pine Retail: one request collects at one party, Northline Pharmacy. | "
        "Ask for two collections"
    )
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(PAPER).values(state=AuthorizationState.DRAFT))
    assert shipper.asks(floor.trade_return.id) == (
        "Not yet | RMA-104418 is draft: only what is approved is collected. | Have it approved, or leave it out"
    )
    with pytest.raises(StopIteration):
        shipper.request("COL-000001")


def test_what_is_of_nowhere_is_not_found(shipper: Shipper) -> None:
    shipper.asks(shipper.floor.trade_return.id)
    shipper.asks(shipper.floor.warranty.id)
    shipper.plans("COL-000002")
    request, load, nowhere = shipper.request("COL-000001"), shipper.load(), UUID(int=1)
    assert shipper.to(transporting.cancel, replace(request, id=nowhere)) == (
        "Not found | This collection request does not exist here. | Look for it in the list"
    )
    assert shipper.to(transporting.cancel_load, replace(load, id=nowhere)) == (
        "Not found | This load does not exist here. | Look for it in the list"
    )
    trip_id = shipper.trip((shipper.floor.harbor.id, 700))
    assert shipper.combines(request, trip_id) == (
        "No place on the map | This building has no place on the map, so no distance can be worked out."
        " | Have its latitude and longitude entered"
    )
    assert shipper.maps().combines(request, nowhere) == (
        "Not found | This trip does not exist here. | See what is proposed now"
    )


def test_what_cannot_be_planned(shipper: Shipper) -> None:
    floor = shipper.floor
    shipper.asks(floor.trade_return.id, kg=12_000, days=(1, 3))
    shipper.asks(floor.warranty.id, kg=9_000)
    assert shipper.plans() == "Nothing chosen | No request is ticked. | Tick the requests that one load brings"
    assert shipper.plans("COL-000001") == (
        "Not on 2026-11-22 | COL-000001 can be collected from 2026-11-23 to 2026-11-25, not on 2026-11-22. | "
        "Choose another day, or leave COL-000001 out"
    )
    assert shipper.plans("COL-000001", "COL-000002", day=TODAY + timedelta(days=1)) == (
        "Too much | COL-000001, COL-000002 come to 21000 kg and 63000 l. A trailer takes 20000 kg and 60000 l. | "
        "Make two loads of them"
    )
    shipper.plans("COL-000002")
    assert shipper.plans("COL-000002") == (
        "Not now | COL-000002 is planned, so this is not possible: plan. | See what is offered on its page"
    )


def test_two_loads_do_not_meet_at_one_door(shipper: Shipper) -> None:
    floor = shipper.floor
    shipper.asks(floor.trade_return.id)
    shipper.asks(floor.warranty.id)
    shipper.plans("COL-000001")
    shipper.plans("COL-000002")
    door, slot = floor.places["D-04"].id, (NOW, NOW + timedelta(hours=1))
    seen = shipper.load()
    facts = {"trailer": " tx-99 ", "seal": "sl-1", "dock_id": door, "appointment": slot}
    assert shipper.edits(seen, **facts) == "Saved | LOAD-000001 is kept as it is written here."
    assert (shipper.load().trailer, shipper.load().seal, shipper.load().dock) == ("TX-99", "SL-1", "D-04")
    assert shipper.edits(seen, **facts).startswith("A. Novak was first | A. Novak changed LOAD-000001 at ")
    meets = (NOW + timedelta(minutes=59), NOW + timedelta(hours=2))
    other = shipper.load("LOAD-000002")
    assert shipper.edits(other, dock_id=door, appointment=meets) == (
        f"Door taken | D-04 is taken by LOAD-000001 from {slot[0]:%H:%M:%S} to {slot[1]:%H:%M:%S}. | "
        "Choose another door or time"
    )
    after = (slot[1], NOW + timedelta(hours=2))
    assert shipper.edits(other, dock_id=door, appointment=after).startswith("Saved")
    assert shipper.edits(shipper.load(), planned_on=TODAY + timedelta(days=9)) == (
        "Not on 2026-12-01 | COL-000001 can be collected from 2026-11-22 to 2026-11-26, not on 2026-12-01. | "
        "Choose another day, or leave COL-000001 out"
    )


def test_a_trip_takes_on_what_it_has_room_for_and_no_more(shipper: Shipper) -> None:
    floor = shipper.maps().floor
    trip_id = shipper.trip((floor.harbor.id, 700), kg=800)
    shipper.asks(floor.trade_return.id)
    shipper.asks(floor.warranty.id, kg=400)
    _loads, together = shipper.proposed()
    assert {each.pickup.number: each.room.kg for each in together} == {"COL-000001": 800, "COL-000002": 800}
    assert shipper.combines(shipper.request("COL-000001"), trip_id) == (
        "Goes along | COL-000001 rides with TR-7 on 2026-11-23 and comes as LOAD-000001: 611 km and 733.65 USD saved."
    )
    assert shipper.combines(shipper.request("COL-000002"), trip_id) == (
        "No room any more | TR-7 of 2026-11-23 cannot take COL-000002 on any more: its room, its stops or the days "
        "changed. | See what is proposed now"
    )
    assert shipper.proposed() == ([], [])
    assert (shipper.load().trip, shipper.load().trailer) == ("TR-7", "TX-4471")


def test_a_door_is_a_door_of_this_building(shipper: Shipper) -> None:
    with shipper.floor.database.unit_of_work() as session:
        a_location(session, shipper.floor.site, "D-05", LocationKind.DOCK)
    shipper.asks(shipper.floor.trade_return.id)
    shipper.plans("COL-000001")
    assert shipper.finds("LOAD-000001") == "LOAD-000001 | LOAD-000001 is expected on 2026-11-22."
