"""A blind receipt is matched to an authorization: every verdict runs again, nothing is lost, and it can be undone."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.refunds import RefundTiming
from app.domain.vocabulary import Role
from tests.factories import ExpectedLine, Floor, a_shipment, an_authorization, an_sscc
from tests.services.dock import Dock, gs1
from tests.services.floor_state import holds, lines, omega, vitamin
from tests.services.matcher import Matcher, blind, counted, locked, paper_of, raised, state_of
from tests.services.racing import wrote
from tests.services.settler import TermOf, assert_books_balance, books, priced, terms_in_force


@pytest.fixture
def clerk(floor: Floor) -> Matcher:
    return Matcher(floor)


def test_goods_that_are_expected_are_free_and_count_for_their_lines(floor: Floor, clerk: Matcher) -> None:
    dock = blind(floor, an_sscc(1), vitamin(floor), vitamin(floor), omega(floor))
    assert locked(floor) == ["unmatched", "unmatched"]
    assert clerk.matches(dock.screen.receipt_id, floor.trade_return.id) == (
        "R-000001 answers RMA-104418 | Expected by Northline Pharmacy: 3 units. Nothing is over and nothing is held."
        " | The goods may be graded and routed now"
    )
    assert counted(floor) == [("10D9T", 2, "expected", True), ("K7731", 1, "expected", True)]
    assert (locked(floor), lines(floor)) == ([], [("10D9T", 2, ""), ("K7731", 1, "")])
    assert state_of(floor, "RMA-104418") == "received"
    assert raised(floor) == ["differences"], "most of the paper is still missing"
    holds(floor)


def test_a_count_that_is_too_many_is_split_and_goods_that_do_not_belong_are_held(floor: Floor, clerk: Matcher) -> None:
    dock = blind(
        floor, an_sscc(1), *[omega(floor)] * 8, gs1(floor.zinc, "Z0392A", "270630"), floor.shirt.gtin, vitamin(floor)
    )
    said = clerk.matches(dock.screen.receipt_id, floor.trade_return.id)
    assert said == (
        "R-000001 answers RMA-104418 | Expected by Northline Pharmacy: 7 units. Over: 2. Held: 2."
        " The supervisor was told."
        " | Split out what is held; the rest may be graded and routed"
    )
    assert counted(floor) == [
        ("", 1, "unexpected", False), ("10D9T", 1, "expected", True), ("K7731", 6, "expected", True),
        ("K7731", 2, "over", True), ("Z0392A", 1, "wrong_lot", False),
    ]  # fmt: skip
    assert locked(floor) == ["unexpected", "wrong_lot"]
    assert raised(floor) == ["differences", "over", "unexpected", "wrong_lot"]
    assert sorted(dock.counts().values()) == ["0/12", "0/18", "1/24", "6/6+2"]
    holds(floor)


def test_what_came_before_leaves_less_to_fill(floor: Floor, clerk: Matcher) -> None:
    first = Dock(floor)
    first.scans(an_sscc(9), *[omega(floor)] * 5)
    first.tap("close_carton")
    first.scans("CMD-CLOSE", "CMD-CONFIRM")
    dock = blind(floor, an_sscc(1), omega(floor), omega(floor))
    clerk.matches(dock.screen.receipt_id, floor.trade_return.id)
    assert counted(floor) == [
        ("K7731", 5, "expected", True),
        ("K7731", 1, "expected", True),
        ("K7731", 1, "over", True),
    ]
    holds(floor)


def test_the_undo_of_a_match_restores_verdicts_locks_and_paper(floor: Floor, clerk: Matcher) -> None:
    dock = blind(floor, an_sscc(1), *[omega(floor)] * 8, floor.shirt.gtin)
    before = counted(floor), locked(floor), lines(floor), raised(floor), state_of(floor, "RMA-104418")
    clerk.matches(dock.screen.receipt_id, floor.trade_return.id)
    assert clerk.takes_back() == "Undone | Taken back: receipt_matched. | Scan the next item"
    assert (counted(floor), locked(floor), lines(floor), raised(floor), state_of(floor, "RMA-104418")) == before
    assert paper_of(floor, dock.screen.receipt_id) is None
    holds(floor)
    clerk.seen = clerk.seen.__class__(floor.trade_return.id, 0)
    assert clerk.story == [
        "matched by R. Castillo receipt: - > R-000001, state: in_transit > received",
        "unmatched by R. Castillo receipt: R-000001 > -",
    ]
    assert clerk.matches(dock.screen.receipt_id, floor.trade_return.id).startswith("R-000001 answers RMA-104418")
    holds(floor)


def test_a_match_is_not_undone_once_more_was_received_on_its_paper(floor: Floor, clerk: Matcher) -> None:
    dock = blind(floor, an_sscc(1), omega(floor), closed=False)
    clerk.matches(dock.screen.receipt_id, floor.trade_return.id)
    dock.scan(vitamin(floor))
    assert counted(floor) == [("10D9T", 1, "expected", True), ("K7731", 1, "expected", True)]
    assert clerk.takes_back() == (
        "Too late to undo | Goods were received on RMA-104418 since R-000001 was matched to it. Nothing was changed."
        " | Take those back first, or correct it with a supervisor"
    )
    assert state_of(floor, "RMA-104418") == "receiving", "the receipt is still open, and answers it now"
    holds(floor)


def test_a_receipt_is_matched_once(floor: Floor, clerk: Matcher) -> None:
    dock = blind(floor, an_sscc(1), omega(floor))
    clerk.matches(dock.screen.receipt_id, floor.trade_return.id)
    when = clerk.answered and clerk.answered.event_id and wrote(clerk)[1]  # type: ignore[arg-type]
    assert clerk.matches(dock.screen.receipt_id, floor.warranty.id) == (
        f"R. Castillo was first | R-000001 was matched to RMA-104418 by R. Castillo at {when}."
        " Nothing was changed here. | Open RMA-104418 to see what was received"
    )
    opened = Dock(floor, "RMA-104502")
    opened.scans(an_sscc(2), gs1(floor.drill, "L2608", serial="DR7-204815"))
    assert clerk.matches(opened.screen.receipt_id, floor.trade_return.id) == (
        "Matched already | R-000002 answers RMA-104502 already. Nothing was changed."
        " | Open RMA-104502 to see what was received"
    )


def test_what_cannot_be_matched_says_why(floor: Floor, clerk: Matcher) -> None:
    empty = Dock(floor, "")
    assert clerk.matches(empty.screen.receipt_id, floor.trade_return.id) == (
        "Nothing counted | R-000001 holds no goods that could be matched. | Count its goods first"
    )
    clerk.makes(blind(floor, an_sscc(1), floor.shirt.gtin).screen.receipt_id)
    assert clerk.says == (
        "RMA-104503 is a draft | It says what R-000002 counted: 1 unit from Northline Pharmacy."
        " It lacks what its program asks for. | Complete and submit it, then match R-000002 to it"
    )
    assert clerk.answered and clerk.answered.result
    receipt = blind(floor, an_sscc(2), omega(floor)).screen.receipt_id
    assert clerk.matches(receipt, clerk.answered.result) == (
        "Not to be received | RMA-104503 is draft: R-000003 cannot be matched to it."
        " | Approve or reopen RMA-104503 first, or choose another"
    )


def test_only_one_receipt_of_an_authorization_is_open(floor: Floor, clerk: Matcher, dock: Dock) -> None:
    other = blind(floor, an_sscc(1), omega(floor), closed=False)
    assert clerk.matches(other.screen.receipt_id, floor.trade_return.id) == (
        "RMA-104418 is open | RMA-104418 is being received in R-000001, and R-000002 is open too: only one receipt of"
        " it may be open. | Close one of the two first"
    )
    other.tap("close_carton")
    other.tap("close_receipt")
    while other.screen.pending:
        other.tap("accept")
    assert clerk.matches(other.screen.receipt_id, floor.trade_return.id).startswith("R-000002 answers RMA-104418")
    assert state_of(floor, "RMA-104418") == "receiving", "its own receipt is still open"
    assert dock.counts()["Omega-3 1200 mg, 90 ct", "K7731"] == "1/6"
    holds(floor)


def test_an_authorization_made_of_the_count_waits_until_somebody_says_yes(floor: Floor, clerk: Matcher) -> None:
    receipt = blind(floor, an_sscc(1), floor.shirt.gtin, floor.shirt.gtin).screen.receipt_id
    assert clerk.makes(receipt, purchase_order="PO-9") == (
        "RMA-104503 waits | It says what R-000001 counted, and is not approved. RMA-104503 of Northline Pharmacy waits"
        " for approval: 2 units. | Once it is approved, match R-000001 to it"
    )
    assert clerk.answered and clerk.answered.result
    paper_id = clerk.answered.result
    boss = Matcher(floor, Role.SUPERVISOR, "A. Uno", "3001")
    boss.looks_at(paper_id)
    boss.approves()
    (first, *_) = clerk.proposal(receipt).candidates
    assert (first.paper.number, first.may_match) == ("RMA-104503", True)
    assert clerk.matches(receipt, paper_id).startswith("R-000001 answers RMA-104503 | Expected by Northline")
    holds(floor)


def test_goods_that_the_policy_refuses_are_matched_and_said(floor: Floor, clerk: Matcher) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session)
        paper = an_authorization(session, floor.site, floor.harbor, [ExpectedLine(floor.shirt, 1)], "RMA-104600")
    receipt = blind(floor, an_sscc(1), floor.shirt.gtin).screen.receipt_id
    assert clerk.matches(receipt, paper.id) == (
        "R-000001 answers RMA-104600 | Expected by Harbor & Pine Retail: 1 unit. Over: 0. Held: 0. The policy says of"
        " Work shirt, M: No delivery of this product to this party is known."
        " | Look at the eligibility of its lines before money goes back"
    )


def test_candidates_are_ranked_by_what_fits(floor: Floor, clerk: Matcher) -> None:
    with floor.database.unit_of_work() as session:
        other = [ExpectedLine(floor.omega, 9, "K9", date(2027, 9, 30))]
        a_shipment(session, floor.site, floor.harbor, other, "SH-9")
        an_authorization(session, floor.site, floor.harbor, other, "RMA-104600")
    receipt = blind(floor, an_sscc(1), omega(floor), omega(floor)).screen.receipt_id
    proposal = clerk.proposal(receipt)
    assert [each.paper.number for each in proposal.candidates] == ["RMA-104418", "RMA-104600"]
    first, second = (each.fit for each in proposal.candidates)
    assert (first.by_lot, first.sent, second.expected, second.held, second.sent) == (2, 2, 0, 2, 0)
    assert proposal.senders[0][1] == "Northline Pharmacy"
    assert clerk.proposal(receipt, "rma-104600").candidates[0].paper.number == "RMA-104600"


def test_a_blind_receipt_is_matched_at_the_dock_by_scanning_its_paper(floor: Floor) -> None:
    dock = blind(floor, an_sscc(1), omega(floor), floor.shirt.gtin, closed=False)
    assert dock.scan("RMA-104418") == (
        "Match to RMA-104418? | R-000001 is blind; RMA-104418 of Northline Pharmacy was scanned."
        " Expected of what is counted: 1 of 2 units. | Match with the button or the confirm code, or undo"
    )
    assert dock.scan("CMD-CONFIRM").startswith("R-000001 answers RMA-104418 | Expected by Northline Pharmacy: 1 unit.")
    assert dock.scan(vitamin(floor)).startswith("Vitamin D3 1000 IU, 120 ct | 1 of 24 counted.")
    assert locked(floor) == ["unexpected"]
    holds(floor)


def test_a_match_at_the_dock_is_taken_back_at_the_dock(floor: Floor) -> None:
    dock = blind(floor, an_sscc(1), closed=False)
    dock.scans("RMA-104418", "CMD-CONFIRM")
    assert state_of(floor, "RMA-104418") == "receiving"
    assert dock.scan("CMD-UNDO").startswith("Undone | Taken back: receipt_matched.")
    assert (state_of(floor, "RMA-104418"), dock.board().paper) == ("in_transit", None)
    dock.scan(omega(floor))
    assert locked(floor) == ["unmatched"]
    holds(floor)


def test_money_follows_a_match_and_its_undo(floor: Floor, clerk: Matcher) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(timing=RefundTiming.ON_CHECK_IN))
        priced(session, "10.00")
    receipt = blind(floor, an_sscc(1), *[omega(floor)] * 7, floor.shirt.gtin).screen.receipt_id
    clerk.matches(receipt, floor.trade_return.id)
    owed = {"returns_expense": Decimal(60), "customer_payable": Decimal(-60)}
    assert books(floor) == owed, "what is over and what is held is not owed"
    clerk.takes_back()
    assert set(books(floor).values()) <= {Decimal(0)}
    assert_books_balance(floor)
    clerk.matches(receipt, floor.trade_return.id)
    assert {name: amount for name, amount in books(floor).items() if amount} == owed
