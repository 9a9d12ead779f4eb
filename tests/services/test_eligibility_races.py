"""Two clerks at once can never promise more than was shipped; what came back counts as well as what is asked for."""

from functools import partial
from uuid import UUID

import pytest

from app.domain.terms import Eligibility
from app.domain.transitions import AuthorizationState
from app.services.eligibility import JudgedPaper
from tests.factories import ExpectedLine, Floor, a_shipment, an_sscc
from tests.services.clerks import NOW, Office, a_policy, told
from tests.services.dock import Dock, gs1
from tests.services.racing import race

ROUNDS, CLERKS = 8, 4


@pytest.fixture
def office(floor: Floor) -> Office:
    with floor.database.unit_of_work() as session:
        a_policy(session)
    return Office(floor)


def test_of_clerks_who_ask_for_the_last_unit_at_once_exactly_one_gets_it(office: Office) -> None:
    floor = office.floor
    for number in range(ROUNDS):
        with floor.database.unit_of_work() as session:
            shipped = [ExpectedLine(floor.shirt, 3)]
            a_shipment(session, floor.site, floor.northline, shipped, f"SH-{number + 10}")
        papers: list[UUID] = [office.ask(floor.shirt, 2) for _ in range(CLERKS)]
        judged: list[JudgedPaper] = race(*(partial(office.submit, paper) for paper in papers))
        outcomes = sorted(paper.outcome.value for paper in judged)
        # of every three delivered, two are asked for again; what is left over serves a clerk of every second round
        served = (number + 1) * 3 // 2 - number * 3 // 2
        assert outcomes == ["eligible"] * served + ["refused"] * (CLERKS - served)


def test_what_came_back_is_not_returned_again(office: Office) -> None:
    floor = office.floor
    dock = Dock(floor)
    dock.scan(an_sscc(4618))
    for _ in range(6):
        dock.scan(gs1(floor.omega, "K7731", "270228"))
    dock.scans("CMD-CLOSE", "CMD-CLOSE")
    office.set_state(floor.trade_return.id, AuthorizationState.CLOSED)
    assert told(office.submit(office.ask(floor.omega, 1)).worst.said) == (
        "Nothing left to return | 1 asked for, none can still come back: of 6 delivered, 6 came back and 0 stand on"
        " other authorizations. | Look at the shipment for what came back, and on which paper"
    )


def test_what_came_of_an_open_authorization_counts_once(office: Office) -> None:
    floor = office.floor
    dock = Dock(floor)
    dock.scan(an_sscc(4618))
    for _ in range(2):
        dock.scan(gs1(floor.omega, "K7731", "270228"))
    judged = office.submit(office.ask(floor.omega, 1), NOW)
    assert judged.outcome is Eligibility.REFUSED
    assert judged.worst.facts.returned == 2
    assert judged.worst.facts.reserved == 4
