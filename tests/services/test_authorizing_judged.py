"""Submitting under a policy: what it says is done at once, and is said again before anybody approves."""

from functools import partial

import pytest

from app.domain.authorizing import Draft
from app.domain.terms import Evidence
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Condition, Program, ReasonCode, Role
from app.services import authorizing, eligibility
from app.services.authorizing import Statement
from app.services.eligibility import Override
from tests.domain.policy_rows import ALLOW, ASK, LIMIT, ROWS, Row
from tests.factories import ExpectedLine, Floor, a_shipment
from tests.services.clerk import Clerk, a_draft, line
from tests.services.clerks import Office, a_policy
from tests.services.racing import race

STATES = AuthorizationState


@pytest.fixture
def floor(floor: Floor) -> Floor:
    """A policy in force, and nothing asked for yet of what Northline got."""
    with floor.database.unit_of_work() as session:
        a_policy(session, [*ROWS, Row(12, ASK, {"quantity_min": 20})])
    for paper in (floor.trade_return, floor.warranty):
        Office(floor).set_state(paper.id, STATES.CANCELLED)
    return floor


@pytest.fixture
def clerk(floor: Floor) -> Clerk:
    return Clerk(floor)


@pytest.fixture
def supervisor(floor: Floor) -> Clerk:
    return Clerk(floor, Role.SUPERVISOR, "T. Vega", "2009")


def vitamins(floor: Floor, quantity: int, lot: str = "10D9T") -> Draft:
    return a_draft(floor, Program.TRADE_RETURN, line(floor, floor.vitamin, quantity, lot=lot), purchase_order="PO-7")


def test_what_is_eligible_is_approved_at_once(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(vitamins(floor, 4))
    assert clerk.submits() == (
        "RMA-104503 is approved | Policy 1 lets every line come back: Northline Pharmacy may send 4 units."
        " | Send the label and the instructions"
    )
    assert clerk.story == [
        "created by R. Castillo",
        "submitted by R. Castillo state: draft > pending_approval",
        "approved by R. Castillo state: pending_approval > approved, policy: - > 1",
    ]


def test_what_is_refused_is_rejected_with_the_rule_s_sentence(floor: Floor, clerk: Clerk) -> None:
    assert clerk.writes(vitamins(floor, 13, lot="10F1C"), submit=True) == (
        "RMA-104503 is rejected | Policy 1 refuses Vitamin D3 1000 IU, 120 ct. 13 asked for, 12 can still come back: of"
        " 12 delivered, 0 came back and 0 stand on other authorizations."
        " | Tell Northline Pharmacy, or put it right and submit it again"
    )
    assert clerk.paper.state is STATES.REJECTED


def test_what_needs_approval_waits_with_the_rule_s_sentence(floor: Floor, clerk: Clerk, supervisor: Clerk) -> None:
    assert clerk.writes(vitamins(floor, 20), submit=True) == (
        "RMA-104503 is submitted | RMA-104503 of Northline Pharmacy waits for approval. Vitamin D3 1000 IU, 120 ct:"
        " Rule 12. | A supervisor decides"
    )
    supervisor.looks_at(clerk.seen.id)
    assert supervisor.approves().startswith("RMA-104503 is approved")


def test_a_rejected_one_is_put_right_and_submitted_again(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(vitamins(floor, 13, lot="10F1C"), submit=True)
    clerk.looks().edits(vitamins(floor, 12, lot="10F1C"))
    assert clerk.paper.state is STATES.DRAFT
    assert clerk.looks().submits().startswith("RMA-104503 is approved")


def test_an_exception_lets_a_rejected_one_through(floor: Floor, clerk: Clerk, supervisor: Clerk) -> None:
    late = a_draft(
        floor, Program.CUSTOMER_RETURN, line(floor, floor.vitamin, 2, reason=ReasonCode.CHANGED_MIND), order="S"
    )
    clerk.writes(late, submit=True)
    assert clerk.paper.state is STATES.REJECTED
    (only,) = clerk.paper.lines
    supervisor.do(lambda session, act: eligibility.override(session, act, Override(only.id, "Promised")))  # type: ignore[arg-type,return-value]
    assert clerk.looks().submits().startswith("RMA-104503 is approved")


def test_nobody_approves_what_the_policy_refuses(floor: Floor, clerk: Clerk, supervisor: Clerk) -> None:
    clerk.writes(vitamins(floor, 30, lot=""), submit=True)
    other = Clerk(floor, Role.OFFICE, "D. Luna", "2119")
    other.writes(vitamins(floor, 5), submit=True)
    assert other.paper.state is STATES.APPROVED
    clerk.looks().edits(vitamins(floor, 36, lot=""))
    supervisor.looks_at(clerk.seen.id)
    assert supervisor.approves() == (
        "RMA-104503 cannot be approved | The policy refuses Vitamin D3 1000 IU, 120 ct. 36 asked for, 31 can still come"
        " back: of 36 delivered, 0 came back and 5 stand on other authorizations. Nothing was changed."
        " | Accept the line as an exception where the rule lets it, change it, or reject the authorization"
    )
    assert clerk.paper.state is STATES.PENDING_APPROVAL


def test_what_the_sender_says_of_the_goods_counts_and_outlives_a_change(floor: Floor, clerk: Clerk) -> None:
    with floor.database.unit_of_work() as session:
        opened = Row(2, LIMIT, {"condition_has": ["opened"]}, days=3)
        a_policy(session, [Row(1, ALLOW, days=90), opened], version=2)
    clerk.writes(vitamins(floor, 4))
    (only,) = clerk.paper.lines
    said = Statement(only.id, frozenset({Condition.OPENED}), frozenset({Evidence.PHOTO}))
    assert clerk.do(lambda session, act: authorizing.state(session, act, clerk.seen, said)) == (
        "RMA-104503 is changed | Noted what Northline Pharmacy says of Vitamin D3 1000 IU, 120 ct."
        " | Read the verdict again"
    )
    clerk.looks().edits(vitamins(floor, 3))
    assert "Rule 2. Delivered on 2026-10-02" in clerk.looks().submits()
    assert clerk.paper.state is STATES.REJECTED


def test_clerks_who_submit_the_last_units_at_once_never_promise_more_than_was_shipped(floor: Floor) -> None:
    clerks = [Clerk(floor, Role.OFFICE, f"Clerk {number}", str(3000 + number)) for number in range(4)]
    with floor.database.unit_of_work() as session:
        a_shipment(session, floor.site, floor.northline, [ExpectedLine(floor.shirt, 5)], "SH-9")
    shirts = a_draft(floor, Program.TRADE_RETURN, line(floor, floor.shirt, 2), purchase_order="PO-7")
    for clerk in clerks:
        clerk.writes(shirts)
    race(*(partial(clerk.submits) for clerk in clerks))
    assert sorted(clerk.paper.state for clerk in clerks) == ["approved", "approved", "rejected", "rejected"]
