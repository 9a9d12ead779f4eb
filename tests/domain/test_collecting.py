"""Which requests fit one load, and which ride with a forward delivery: tables of cases, and what must always hold."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.collecting import Freight, Pickup, Terms, litres_of, propose_loads, total
from app.domain.combining import Aboard, Stop, Trip, propose_combinations
from app.domain.geography import Point, area_of, by_road, degrees, great_circle
from app.domain.messages.core import Money, Word

MONDAY = date(2026, 11, 23)
TRAILER = Freight(20_000, 60_000)
LAREDO, SAN_ANTONIO = Point(27_506_400, -99_507_500), Point(29_424_100, -98_493_600)
AUSTIN, HOUSTON = Point(30_267_200, -97_743_100), Point(29_760_400, -95_369_800)
TERMS = Terms(Decimal("1.3"), Decimal("1.20"), "USD", 40_000, TRAILER)


def a_pickup(
    number: int, area: str = "US 780", days: tuple[int, int] = (0, 4), kg: int = 500, point: Point | None = SAN_ANTONIO
) -> Pickup:
    """Return a request, ready from and until so many days after Monday."""
    first, last = (MONDAY + timedelta(days=each) for each in days)
    freight = Freight(kg, kg * 3)
    return Pickup(UUID(int=number), f"COL-{number}", UUID(int=900 + number), f"P{number}", area, point, first, last,
                  freight)  # fmt: skip


def a_trip(stops: Sequence[Stop], day: int = 1, kg: int = 1_000, aboard: tuple[Aboard, ...] = ()) -> Trip:
    return Trip(UUID(int=50), "TR-7", MONDAY + timedelta(days=day), Freight(kg, 90_000), tuple(stops), aboard)


def a_stop(position: int, kg: int = 400, point: Point | None = SAN_ANTONIO) -> Stop:
    return Stop(UUID(int=70 + position), position, UUID(int=9), f"Stop {position}", point, Freight(kg, kg))


@pytest.mark.parametrize(
    ("pickups", "loads"),
    [
        ([], []),
        ([a_pickup(1)], []),
        ([a_pickup(1), a_pickup(2, area="US 770")], []),
        ([a_pickup(2, days=(1, 4)), a_pickup(1), a_pickup(3)], [(1, "COL-1 COL-2 COL-3")]),
        ([a_pickup(1, days=(0, 1)), a_pickup(2), a_pickup(3, days=(2, 4))], [(0, "COL-1 COL-2")]),
        ([a_pickup(1, days=(0, 1)), a_pickup(2, days=(2, 3))], []),
        ([a_pickup(n, kg=9_000) for n in range(1, 6)], [(0, "COL-1 COL-2"), (0, "COL-3 COL-4")]),
        ([a_pickup(1, kg=25_000), a_pickup(2), a_pickup(3)], [(0, "COL-2 COL-3")]),
        ([a_pickup(1, days=(-9, -2)), a_pickup(2), a_pickup(3)], [(0, "COL-2 COL-3")]),
        ([a_pickup(1, area=""), a_pickup(2, area="")], []),
    ],
)  # fmt: skip
def test_requests_of_one_area_make_loads(pickups: list[Pickup], loads: list[tuple[int, str]]) -> None:
    found = propose_loads(pickups, TRAILER, MONDAY)
    assert [((each.day - MONDAY).days, " ".join(one.number for one in each.pickups)) for each in found] == loads


def test_a_load_is_proposed_in_a_sentence() -> None:
    (proposal,) = propose_loads([a_pickup(1, days=(1, 4)), a_pickup(2), a_pickup(3)], TRAILER, MONDAY)
    assert proposal.said.message.say == (
        "{requests} fit one load on {weekday}, {day}: {kg} kg of {most_kg} kg and {litres} l of {most_litres} l."
    )
    assert proposal.said.params == {
        "requests": "COL-1, COL-2, COL-3", "weekday": Word("tuesday"), "day": date(2026, 11, 24), "kg": 1_500,
        "litres": 4_500, "most_kg": 20_000, "most_litres": 60_000,
    }  # fmt: skip


def test_what_waits_at_one_stop_rides_back_from_there() -> None:
    trip = a_trip([a_stop(1, kg=600), a_stop(2, kg=300, point=AUSTIN)])
    (found,) = propose_combinations([a_pickup(1)], [trip], LAREDO, TERMS, MONDAY)
    alone = 2 * by_road(LAREDO, SAN_ANTONIO, Decimal("1.3"))
    assert (found.stop.position, found.room.kg, found.detour, found.saved) == (1, 500 + 200, 0, alone)
    assert found.cost_saved == Money((Decimal("1.20") * alone / 1000).quantize(Decimal("0.01")), "USD")
    assert found.said.params["saved"] == round(alone / 1000)


FAR_ON = a_trip([a_stop(1), a_stop(2, kg=300, point=HOUSTON)])
TAKEN = a_trip([a_stop(1)], aboard=(Aboard(1, SAN_ANTONIO, Freight(501, 1)),))


@pytest.mark.parametrize(
    ("why_not", "pickup", "trip", "today"),
    [
        ("the vehicle is full until it has delivered more", a_pickup(1, kg=701), FAR_ON, MONDAY),
        ("another pick-up has the room", a_pickup(1), TAKEN, MONDAY),
        ("it is not ready on the day", a_pickup(1, days=(2, 4)), a_trip([a_stop(1)]), MONDAY),
        ("it had to be fetched before", a_pickup(1, days=(0, 0)), a_trip([a_stop(1)]), MONDAY),
        ("the trip has left", a_pickup(1), a_trip([a_stop(1)]), MONDAY + timedelta(days=2)),
        ("nobody goes near", a_pickup(1, point=HOUSTON), a_trip([a_stop(1)]), MONDAY),
        ("nobody knows where it is", a_pickup(1, point=None), a_trip([a_stop(1)]), MONDAY),
        ("nobody knows where the trip goes", a_pickup(1), a_trip([a_stop(1, point=None)]), MONDAY),
        ("it waits at the door", a_pickup(1, point=LAREDO), a_trip([a_stop(1)]), MONDAY),
    ],
)  # fmt: skip
def test_nothing_is_combined_where(why_not: str, pickup: Pickup, trip: Trip, today: date) -> None:
    assert propose_combinations([pickup], [trip], LAREDO, TERMS, today) == (), why_not


def test_of_several_trips_the_one_that_saves_most_is_proposed() -> None:
    far = a_trip([a_stop(1, point=Point(29_600_000, -98_400_000))])
    near = Trip(UUID(int=51), "TR-8", MONDAY + timedelta(days=3), far.capacity, (a_stop(1),))
    (found,) = propose_combinations([a_pickup(1)], [far, near], LAREDO, TERMS, MONDAY)
    assert found.trip.number == "TR-8"


points = st.builds(Point, st.integers(26_000_000, 31_000_000), st.integers(-100_000_000, -95_000_000))
freights = st.builds(Freight, st.integers(0, 3_000), st.integers(0, 9_000))


@st.composite
def pickups(draw: st.DrawFn) -> list[Pickup]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        first = MONDAY + timedelta(days=draw(st.integers(-2, 4)))
        last, area = first + timedelta(days=draw(st.integers(0, 3))), draw(st.sampled_from(["US 780", "US 770", ""]))
        found.append(Pickup(UUID(int=number), f"COL-{number}", UUID(int=7), "P", area, draw(st.none() | points), first,
                            last, draw(freights)))  # fmt: skip
    return found


@st.composite
def trips(draw: st.DrawFn) -> list[Trip]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        stops = tuple(
            Stop(UUID(int=position), position, UUID(int=9), "S", draw(st.none() | points), draw(freights))
            for position in range(1, draw(st.integers(1, 4)) + 1)
        )
        aboard = tuple(
            Aboard(draw(st.integers(0, len(stops))), draw(st.none() | points), draw(freights))
            for _ in range(draw(st.integers(0, 2)))
        )
        day = MONDAY + timedelta(days=draw(st.integers(-1, 5)))
        found.append(Trip(UUID(int=number), f"TR-{number}", day, draw(freights), stops, aboard))
    return found


@given(pickups(), trips(), points, st.integers(0, 900_000))
def test_no_combination_breaks_its_bounds(wanted: list[Pickup], planned: list[Trip], home: Point, reach: int) -> None:
    terms = Terms(Decimal("1.3"), Decimal("0.95"), "MXN", reach, TRAILER)
    found = propose_combinations(wanted, planned, home, terms, MONDAY)
    assert found == propose_combinations(wanted[::-1], planned[::-1], home, terms, MONDAY)
    assert len({each.pickup.id for each in found}) == len(found)
    for each in found:
        assert each.pickup.ready_from <= each.trip.day <= each.pickup.ready_until
        assert each.trip.day >= MONDAY
        assert each.saved > 0
        assert each.cost_saved.amount >= 0
        assert each.detour <= reach
        fuller = (*each.trip.aboard, Aboard(each.stop.position, each.pickup.point, each.pickup.freight))
        after = Trip(each.trip.id, "", each.trip.day, each.trip.capacity, each.trip.stops, fuller)
        assert all(after.carried(leg).fits(after.capacity) for leg in range(each.stop.position, len(after.stops) + 1))


@given(pickups())
def test_no_proposed_load_breaks_its_bounds(wanted: list[Pickup]) -> None:
    trailer = Freight(5_000, 15_000)
    found = propose_loads(wanted, trailer, MONDAY)
    assert found == propose_loads(wanted[::-1], trailer, MONDAY)
    numbers = [one.number for each in found for one in each.pickups]
    assert len(numbers) == len(set(numbers))
    for each in found:
        assert len(each.pickups) >= 2
        assert total(one.freight for one in each.pickups).fits(trailer)
        assert all(one.is_ready(each.day) and one.area == each.area for one in each.pickups)
        assert each.day >= MONDAY


def test_ways_and_areas() -> None:
    assert great_circle(LAREDO, LAREDO) == 0
    assert great_circle(LAREDO, SAN_ANTONIO) == great_circle(SAN_ANTONIO, LAREDO)
    assert 230_000 < great_circle(LAREDO, SAN_ANTONIO) < 240_000  # 235 km as an atlas has it
    assert great_circle(Point(0, 0), Point(0, 180_000_000)) == 20_015_115  # half of the way around
    assert [area_of("us", "78045-1201"), area_of("MX", " 880 00"), area_of("US", "")] == ["US 780", "MX 880", ""]
    assert [degrees(27_506_400), degrees(-99_507_500), degrees(-500)] == ["27.506400", "-99.507500", "-0.000500"]
    assert litres_of(pallets=2, cartons=10) == 4_200
