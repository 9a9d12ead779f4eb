"""Judging requests to return goods: on what facts, what is kept, and what a supervisor may accept all the same."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.db.ids import new_id
from app.domain.approvals import Approver
from app.domain.terms import Eligibility, Evidence, PartyTier
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Condition, Program, ReasonCode
from app.services import eligibility
from app.services.acting import Act
from app.services.eligibility import JudgedPaper, Override
from tests.domain.policy_rows import REFUSE, ROWS, Row
from tests.factories import ExpectedLine, Floor, a_party, a_shipment
from tests.services.clerks import LINE, NOW, Office, a_policy, line_of, told
from tests.services.releaser import by_badge

STATES = AuthorizationState


@pytest.fixture
def office(floor: Floor) -> Office:
    """A policy in force, and nothing asked for yet of what Northline got on 2 October: 24 + 12 vitamins, 18 zincs."""
    office = Office(floor)
    with floor.database.unit_of_work() as session:
        a_policy(session)
    for paper in (floor.trade_return, floor.warranty):
        office.set_state(paper.id, STATES.CANCELLED)
    return office


def outcome(paper: JudgedPaper) -> tuple[str, str]:
    return paper.outcome.value, told(paper.worst.said)


def test_goods_inside_their_window_are_eligible_and_the_verdict_is_kept(office: Office) -> None:
    judged = office.submit(office.ask(office.floor.vitamin, 24, lot="10D9T"))
    assert outcome(judged) == (
        "eligible",
        "In time | Rule 5. Delivered on 2026-10-02: the window is open until 2026-12-31. | Approve it",
    )
    assert office.verdicts() == ["v1 rule 5 eligible eligibility.within"]


def test_the_day_of_asking_is_the_site_s_own(office: Office) -> None:
    last_moment = datetime(2027, 1, 1, 5, 59, tzinfo=UTC)  # 31 December, 23:59 in Laredo
    asked = [office.ask(office.floor.vitamin, 1, at=at) for at in (last_moment, last_moment + timedelta(minutes=1))]
    assert [office.submit(paper).outcome.value for paper in asked] == ["eligible", "refused"]


def test_more_than_was_delivered_of_the_lot_is_refused(office: Office) -> None:
    assert outcome(office.submit(office.ask(office.floor.vitamin, 13, lot="10F1C"))) == (
        "refused",
        "More than is left | 13 asked for, 12 can still come back: of 12 delivered, 0 came back and 0 stand on other"
        " authorizations. | Ask for 12 or fewer",
    )


def test_what_stands_on_other_open_authorizations_is_kept_from_the_next(office: Office) -> None:
    office.submit(office.ask(office.floor.vitamin, 30))
    assert outcome(office.submit(office.ask(office.floor.vitamin, 7, lot="10D9T"))) == (
        "refused",
        "More than is left | 7 asked for, 6 can still come back: of 36 delivered, 0 came back and 30 stand on other"
        " authorizations. | Ask for 6 or fewer",
    )
    assert office.submit(office.ask(office.floor.vitamin, 6, lot="10D9T")).outcome is Eligibility.ELIGIBLE


@pytest.mark.parametrize(
    ("state", "left"),
    [
        (STATES.DRAFT, True), (STATES.REJECTED, True), (STATES.CANCELLED, True), (STATES.EXPIRED, True),
        (STATES.CLOSED, True), (STATES.PENDING_APPROVAL, False), (STATES.APPROVED, False), (STATES.IN_TRANSIT, False),
        (STATES.RECEIVING, False),
    ],
)  # fmt: skip
def test_only_what_may_still_come_is_kept_from_others(office: Office, state: AuthorizationState, left: bool) -> None:
    office.set_state(office.ask(office.floor.zinc, 18), state)
    verdict = office.submit(office.ask(office.floor.zinc, 18)).outcome
    assert verdict is (Eligibility.ELIGIBLE if left else Eligibility.REFUSED)


def test_two_lines_of_one_authorization_share_what_is_left(office: Office) -> None:
    lines = [ExpectedLine(office.floor.vitamin, 20, "10D9T"), ExpectedLine(office.floor.vitamin, 17)]
    judged = office.submit(office.ask_for(lines))
    assert [line.outcome.value for line in judged.lines] == ["eligible", "refused"]
    assert told(judged.worst.said).startswith("More than is left | 17 asked for, 16 can still come back: of 36")


def test_goods_that_other_parties_got_are_not_this_party_s(office: Office) -> None:
    floor = office.floor
    assert told(office.submit(office.ask(floor.shirt)).worst.said) == (
        "Never delivered | No delivery of this product to this party is known."
        " | Compare party and product with the order, or record the shipment first"
    )
    assert told(office.submit(office.ask(floor.zinc, 1, lot="Z0392A")).worst.said) == (
        "Other lot | Lot Z0392A was never delivered to this party; other lots of this product were."
        " | Compare the lot on the goods with the shipment"
    )
    assert told(office.submit(office.ask(floor.drill, 1, serial="DR7-1")).worst.said) == (
        "Other serial | Serial DR7-1 was never delivered to this party; other units of this product were."
        " | Compare the serial on the goods with the shipment"
    )
    assert office.submit(office.ask(floor.drill, 1, serial="DR7-204815")).outcome is Eligibility.ELIGIBLE


def test_a_delivery_booked_without_lot_may_be_of_any(office: Office) -> None:
    floor = office.floor
    with floor.database.unit_of_work() as session:
        a_shipment(session, floor.site, floor.harbor, [ExpectedLine(floor.omega, 4)], "SH-9")
    assert office.submit(office.ask(floor.omega, 4, lot="K7731", party=floor.harbor)).outcome is Eligibility.ELIGIBLE
    assert office.submit(office.ask(floor.omega, 1, lot="K7731", party=floor.harbor)).outcome is Eligibility.REFUSED


def test_old_goods_do_not_ride_on_a_new_delivery(office: Office) -> None:
    floor, today = office.floor, datetime(2027, 2, 1, 18, tzinfo=UTC)
    with floor.database.unit_of_work() as session:
        a_shipment(session, floor.site, floor.northline, [ExpectedLine(floor.zinc, 5, "Z0415B")], "SH-9",
                   delivered_on=date(2027, 1, 15))  # fmt: skip
    assert office.submit(office.ask(floor.zinc, 6, at=today)).outcome is Eligibility.REFUSED
    assert office.submit(office.ask(floor.zinc, 5, at=today)).outcome is Eligibility.ELIGIBLE
    assert told(office.submit(office.ask(floor.zinc, 1, at=today)).worst.said).startswith(
        "Too late | Rule 5. Delivered on 2026-10-02, asked for on 2027-02-01"
    )


def test_the_tier_of_the_party_and_what_it_says_of_the_goods_count(office: Office) -> None:
    floor = office.floor
    with floor.database.unit_of_work() as session:
        loyal = a_party(session, name="Loyal & Sons")
        loyal.tier = PartyTier.LOYAL
        a_shipment(session, floor.site, loyal, [ExpectedLine(floor.shirt, 9)], "SH-9")
    late = {"program": Program.CUSTOMER_RETURN, "party": loyal, "at": NOW + timedelta(days=30)}
    assert (
        office.submit(office.ask(floor.shirt, reason=ReasonCode.WRONG_SIZE, **late)).worst.judgement.finding.rule == 2
    )
    worn = office.ask(floor.shirt, reason=ReasonCode.DEFECTIVE, condition=frozenset({Condition.OPENED}), **late)
    assert outcome(office.submit(worn)) == (
        "needs_approval",
        "Evidence missing | The reason defective needs evidence: photo, text. It was not given."
        " | Add it and ask again, or a supervisor decides",
    )
    promised = {"claim": "Torn at the seam", "evidence_to_follow": frozenset({Evidence.PHOTO})}
    paper = office.ask(floor.shirt, reason=ReasonCode.DEFECTIVE, **promised, **late)
    assert outcome(office.submit(paper)) == (
        "needs_approval",
        "Evidence to follow | The reason defective needs evidence: photo. It was promised, and has not come."
        " | Add it when it comes, or a supervisor decides",
    )
    office.shows(paper, Evidence.PHOTO)
    assert office.submit(paper).outcome.value == "eligible"


def test_the_policy_of_the_day_of_asking_counts_and_the_site_s_own_first(office: Office) -> None:
    floor, none = office.floor, [Row(1, REFUSE)]
    with floor.database.unit_of_work() as session:
        a_policy(session, none, version=2, effective_from=NOW.date() + timedelta(days=1))
        a_policy(session, [*ROWS], version=3, site=floor.site, effective_from=NOW.date() + timedelta(days=2))
    days = [office.submit(office.ask(floor.vitamin, 1, at=NOW + timedelta(days=day))) for day in range(3)]
    assert [(paper.worst.judgement.version, paper.outcome.value) for paper in days] == [
        (1, "eligible"), (2, "refused"), (3, "eligible"),
    ]  # fmt: skip


def test_without_a_policy_a_supervisor_decides(floor: Floor) -> None:
    office = Office(floor)
    office.set_state(floor.trade_return.id, STATES.CANCELLED)
    assert outcome(office.submit(office.ask(floor.vitamin))) == (
        "needs_approval",
        "No policy | No return policy is in force here."
        " | A supervisor decides; the returns office can put a policy in force",
    )


# --- exceptions ---

LATE = datetime(2026, 12, 20, 18, tzinfo=UTC)
CONSUMER = {"program": Program.CUSTOMER_RETURN, "reason": ReasonCode.CHANGED_MIND, "at": LATE}


def accept(office: Office, paper: object, reason: str = "Promised by phone", approver: Approver | None = None,
           by: str = "supervisor") -> str:  # fmt: skip
    floor = office.floor
    act = Act(floor.principal(getattr(floor, by)), "eligibility", str(new_id()), LATE, approver=approver)
    wanted = Override(line_of(floor, paper), reason)  # type: ignore[arg-type]
    with floor.database.unit_of_work() as session:
        return told(eligibility.override(session, act, wanted).said)


def test_a_supervisor_accepts_an_exception_with_a_reason_and_it_holds(office: Office) -> None:
    paper = office.ask(office.floor.vitamin, 2, **CONSUMER)
    assert office.submit(paper).outcome is Eligibility.REFUSED
    assert accept(office, paper) == (
        "Accepted as an exception | A. Novak accepts 2 of Vitamin D3 1000 IU, 120 ct: Promised by phone."
        " | Go on with the authorization"
    )
    assert office.submit(paper).outcome is Eligibility.ELIGIBLE
    assert office.verdicts() == [
        "v1 rule 3 refused eligibility.late", "v1 rule 3 refused eligibility.late Promised by phone",
    ]  # fmt: skip


def test_an_exception_is_of_its_quantity(office: Office) -> None:
    paper = office.ask(office.floor.vitamin, 2, **CONSUMER)
    accept(office, paper)
    with office.floor.database.unit_of_work() as session:
        line = line_of(office.floor, paper)
        session.execute(LINE.update().where(LINE.c.id == line).values(quantity=3))
    assert office.submit(paper).outcome is Eligibility.REFUSED


def test_another_s_badge_approves_on_the_spot(office: Office) -> None:
    floor, paper = office.floor, office.ask(office.floor.vitamin, 2, **CONSUMER)
    sentence = (
        "Another badge, please | override_eligibility, Vitamin D3 1000 IU, 120 ct: J. Park cannot approve this. Nothing"
        " was changed. Who approves: supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    inspector = by_badge(floor, "inspector")
    assert accept(office, paper, by="dock_worker").startswith("Approval needed | override_eligibility")
    assert accept(office, paper, by="dock_worker", approver=inspector) == sentence
    assert accept(office, paper, approver=inspector) == sentence
    assert accept(office, paper, by="dock_worker", approver=by_badge(floor)).startswith(
        "Accepted as an exception | A. Novak accepts 2"
    )


def test_an_exception_needs_words(office: Office) -> None:
    assert accept(office, office.ask(office.floor.vitamin, 2, **CONSUMER), reason="  ") == (
        "Say why | An exception to the policy needs its reason in words. | Write the reason and send it again"
    )


def test_what_is_eligible_needs_no_exception(office: Office) -> None:
    assert accept(office, office.ask(office.floor.vitamin, 2)) == (
        "No exception needed | Vitamin D3 1000 IU, 120 ct may come back as it is. | Go on with the authorization"
    )


def test_an_exception_is_accepted_once(office: Office) -> None:
    paper = office.ask(office.floor.vitamin, 2, **CONSUMER)
    accept(office, paper)
    assert accept(office, paper) == (
        "Already accepted | A. Novak accepted Vitamin D3 1000 IU, 120 ct as an exception at 2026-12-20 18:00:00+00:00."
        " | Go on with the authorization"
    )


def test_a_rule_that_lets_no_exception_be_is_firm(office: Office) -> None:
    paper = office.ask(office.floor.vitamin, 2, at=NOW + timedelta(days=200))
    assert accept(office, paper) == (
        "No exception here | Vitamin D3 1000 IU, 120 ct is refused: Rule 5. The policy lets nobody make an exception to"
        " this. | Change the request, or tell the party why"
    )


def test_nobody_can_accept_more_than_is_left(office: Office) -> None:
    paper = office.ask(office.floor.vitamin, 37, **CONSUMER)
    assert accept(office, paper).startswith("More than is left | 37 asked for, 36 can still come back")
    assert office.verdicts() == []


def test_an_exception_is_judged_as_things_stand_now(office: Office) -> None:
    paper = office.ask(office.floor.vitamin, 30, **CONSUMER)
    office.submit(paper)
    office.submit(office.ask(office.floor.vitamin, 20))
    assert accept(office, paper).startswith("More than is left | 30 asked for, 16 can still come back")


def test_a_line_that_is_not_there(office: Office) -> None:
    act = Act(office.by, "eligibility", str(new_id()), LATE)
    with office.floor.database.unit_of_work() as session:
        said = eligibility.override(session, act, Override(new_id(), "Why not")).said
    assert told(said) == "Not found | This line of an authorization does not exist here. | Go back to the authorization"


def test_goods_of_an_order_go_by_the_day_of_that_order(office: Office) -> None:
    floor, today = office.floor, datetime(2027, 2, 1, 18, tzinfo=UTC)
    with floor.database.unit_of_work() as session:
        a_shipment(session, floor.site, floor.northline, [ExpectedLine(floor.zinc, 5, "Z0415B")], "SH-9",
                   delivered_on=date(2027, 1, 15))  # fmt: skip
    assert office.submit(office.ask(floor.zinc, 5, at=today)).outcome is Eligibility.ELIGIBLE  # names no order
    late = office.submit(office.ask(floor.zinc, 2, at=today, order="SO-OTHER"))
    named = [office.submit(office.ask(floor.zinc, 3, at=today, order="SO-SH-9")) for _ in range(2)]
    assert [each.outcome.value for each in (late, *named)] == ["refused", "eligible", "refused"]
    assert told(named[0].worst.said).startswith("In time | Rule 5. Delivered on 2027-01-15: the window is open until")
    old = office.submit(office.ask(floor.zinc, 1, at=today, order="SO-SH-1"))
    assert told(old.worst.said).startswith("Too late | Rule 5. Delivered on 2026-10-02")
