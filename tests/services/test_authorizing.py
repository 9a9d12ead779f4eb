"""Authorizations from draft to yes or no, in every program; what was done is written down. On both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.db.models import Event, PaperEvent, table_of
from app.domain.authorizing import Draft
from app.domain.messages.core import Units
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program, ReasonCode, Role
from app.services import authorizing
from tests.factories import TODAY, Floor
from tests.services.clerk import Clerk, a_draft, line
from tests.services.dock import Dock, shown

ASSET = "9521234000006"


@pytest.fixture
def clerk(floor: Floor) -> Clerk:
    return Clerk(floor)


@pytest.fixture
def supervisor(floor: Floor) -> Clerk:
    return Clerk(floor, Role.SUPERVISOR, "T. Vega", "2009")


def complete(floor: Floor, program: Program) -> Draft:
    """Return a draft of each program that lacks nothing."""
    drill = line(floor, floor.drill, serial="DR7-1", claim="Will not charge", reason=ReasonCode.WARRANTY_CLAIM)
    lot = line(floor, floor.zinc, 3, lot="Z0415B", reason=ReasonCode.RECALL)
    asset = line(floor, floor.shirt, 4, asset_type=ASSET)
    shirt = line(floor, floor.shirt, 2)
    return {
        Program.CUSTOMER_RETURN: a_draft(floor, Program.CUSTOMER_RETURN, shirt, order="SO-1"),
        Program.TRADE_RETURN: a_draft(floor, Program.TRADE_RETURN, shirt, purchase_order="PO-7"),
        Program.WARRANTY: replace(a_draft(floor, Program.WARRANTY, drill), details={}),
        Program.UNSOLD: a_draft(floor, Program.UNSOLD, shirt, agreement="VRA-26-01"),
        Program.PACKAGING: a_draft(floor, Program.PACKAGING, asset, return_place="Pool depot"),
        Program.END_OF_LIFE: a_draft(floor, Program.END_OF_LIFE, shirt, contact="Desk 4", data_bearing="erased"),
        Program.RECALL: a_draft(floor, Program.RECALL, lot, recall_number="RC-26-001"),
    }[program]


@pytest.mark.parametrize("program", Program)
def test_every_program_goes_from_draft_to_approved(floor: Floor, clerk: Clerk, program: Program) -> None:
    approver = Clerk(floor, Role.QUALITY if program is Program.RECALL else Role.SUPERVISOR, "T. Vega", "2009")
    draft = complete(floor, program)
    units = shown(Units(sum(each.quantity for each in draft.lines)))
    assert clerk.writes(draft) == (
        f"RMA-104503 is a draft | RMA-104503 of Northline Pharmacy is kept as a draft: {units}. | "
        "Submit it when it is complete"
    )
    assert clerk.submits() == (
        f"RMA-104503 is submitted | RMA-104503 of Northline Pharmacy waits for approval: {units}."
    )
    approver.seen = clerk.looks().seen
    assert approver.approves() == (
        f"RMA-104503 is approved | Northline Pharmacy may send {units}. | Send the label and the instructions"
    )
    assert (clerk.paper.state, clerk.paper.as_draft().details) == (AuthorizationState.APPROVED, clerk.paper.details)
    assert clerk.story == [
        "created by R. Castillo",
        "submitted by R. Castillo state: draft > pending_approval",
        "approved by T. Vega state: pending_approval > approved",
    ]


LACKING = {
    Program.CUSTOMER_RETURN: 1, Program.TRADE_RETURN: 1, Program.WARRANTY: 2, Program.UNSOLD: 1,
    Program.PACKAGING: 2, Program.END_OF_LIFE: 2, Program.RECALL: 2,
}  # fmt: skip


@pytest.mark.parametrize("program", Program)
def test_what_a_program_asks_for_is_asked_for_before_it_is_submitted(
    floor: Floor, clerk: Clerk, program: Program
) -> None:
    row = {Program.WARRANTY: floor.drill, Program.RECALL: floor.zinc}.get(program, floor.shirt)
    bare = replace(a_draft(floor, program, line(floor, row)), details={})
    clerk.writes(bare)
    assert clerk.submits() == (
        f"RMA-104503 is not complete | {program.value} asks for more than RMA-104503 says. "
        f"Missing entries: {LACKING[program]}. | Edit it, then submit it again"
    )
    assert (clerk.paper.state, clerk.story) == (AuthorizationState.DRAFT, ["created by R. Castillo"])


def test_nothing_is_written_when_it_is_submitted_at_once_and_lacks_something(floor: Floor, clerk: Clerk) -> None:
    draft = replace(a_draft(floor), details={})
    assert clerk.writes(draft, submit=True).startswith("RMA-104503 is not complete | ")
    with floor.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(table_of(PaperEvent))) == 0


def test_numbers_follow_each_other(floor: Floor, clerk: Clerk) -> None:
    for expected in ("RMA-104503", "RMA-104504", "RMA-104505"):
        clerk.writes(a_draft(floor))
        assert clerk.paper.number == expected


def test_an_edit_keeps_what_was_before(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(a_draft(floor))
    again = a_draft(floor, Program.TRADE_RETURN, line(floor, floor.shirt, 8), purchase_order="PO-8")
    assert clerk.edits(again) == "RMA-104503 is changed | RMA-104503 of Northline Pharmacy now says 8 units."
    assert clerk.story[1:] == [
        "edited by R. Castillo purchase_order: PO-7 > PO-8, lines: [['SHT-M', 6, 'overstock', '', '', '', '', '']] > "
        "[['SHT-M', 8, 'overstock', '', '', '', '', '']]",
    ]


def test_saving_the_same_again_is_no_act(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(a_draft(floor))
    before = clerk.paper
    assert clerk.edits(a_draft(floor)) == "Nothing changed | RMA-104503 says the same as before."
    assert (clerk.paper, clerk.story) == (before, ["created by R. Castillo"])


def test_an_edit_may_submit(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(replace(a_draft(floor), details={}))
    assert clerk.edits(a_draft(floor), submit=True).startswith("RMA-104503 is submitted | ")
    assert clerk.paper.state is AuthorizationState.PENDING_APPROVAL


def test_what_waits_for_approval_is_not_made_incomplete(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(a_draft(floor), submit=True)
    assert clerk.edits(replace(a_draft(floor), details={})).startswith("RMA-104503 is not complete | ")
    assert clerk.paper.as_draft().details == a_draft(floor).details | {
        name: "" for name in clerk.paper.details if name not in a_draft(floor).details
    }


def test_the_second_of_two_clerks_is_told_who_was_first_and_when(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(a_draft(floor))
    other = Clerk(floor, Role.OFFICE, "B. Luna", "2119")
    other.seen = clerk.seen
    clerk.edits(a_draft(floor, purchase_order="PO-8"))
    assert other.edits(a_draft(floor, purchase_order="PO-9")) == (
        "R. Castillo was first | RMA-104503 was changed by R. Castillo at 20:32:02: it is draft now. "
        "Nothing of yours was kept. | Look at what it says now, then change it again"
    )
    assert clerk.paper.details["purchase_order"] == "PO-8"  # type: ignore[index]


def test_the_same_act_sent_twice_is_done_once(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(a_draft(floor))
    act, seen = clerk.act(), clerk.seen
    for replay in (False, True):
        said = clerk.do(lambda session, act: authorizing.submit(session, act, seen), act)
        assert said.startswith("RMA-104503 is submitted")
        assert clerk.answered
        assert clerk.answered.is_replay is replay
    assert len(clerk.story) == 2


def test_a_no_needs_its_reason(floor: Floor, clerk: Clerk, supervisor: Clerk) -> None:
    clerk.writes(a_draft(floor), submit=True)
    supervisor.seen = clerk.seen
    assert supervisor.rejects("  ") == (
        "Say why | RMA-104503 was left as it is: this step needs a reason, and none was written. | Write the reason"
    )
    assert supervisor.rejects("Delivered 90 days ago") == (
        "RMA-104503 is rejected | RMA-104503 of Northline Pharmacy is rejected: Delivered 90 days ago"
    )
    assert clerk.story[-1] == "rejected by T. Vega state: pending_approval > rejected (Delivered 90 days ago)"


def test_the_office_prepares_and_the_supervisor_says_yes(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(a_draft(floor), submit=True)
    assert clerk.approves() == (
        "Not for your role | This step on RMA-104503 needs another role: approve. Who may do it: supervisor. "
        "Nothing was changed. | Ask one of them"
    )
    assert clerk.paper.state is AuthorizationState.PENDING_APPROVAL


def test_a_recall_is_the_quality_role_s(floor: Floor, clerk: Clerk, supervisor: Clerk) -> None:
    clerk.writes(complete(floor, Program.RECALL), submit=True)
    supervisor.seen = clerk.seen
    assert supervisor.approves() == (
        "Not for your role | This step on RMA-104503 needs another role: approve. Who may do it: quality. "
        "Nothing was changed. | Ask one of them"
    )


def test_what_is_decided_is_not_decided_again(floor: Floor, clerk: Clerk, supervisor: Clerk) -> None:
    clerk.writes(a_draft(floor), submit=True)
    supervisor.seen = clerk.seen
    supervisor.approves()
    assert supervisor.looks().rejects() == (
        "Not now | RMA-104503 is approved, so this step is not possible: reject. Nothing was changed. | "
        "Look at what it says now"
    )
    assert clerk.looks().edits(a_draft(floor)) == (
        "Not now | RMA-104503 is approved, so this step is not possible: edit. Nothing was changed. | "
        "Look at what it says now"
    )


def test_a_draft_that_can_never_be_right_is_not_kept(floor: Floor, clerk: Clerk) -> None:
    assert clerk.writes(a_draft(floor, Program.TRADE_RETURN, line(floor, floor.shirt, 0))) == (
        "Something is not right | The form was not kept. Entries to put right: 1. | Put them right, then save again"
    )


def test_nothing_is_done_to_what_is_not_there(clerk: Clerk) -> None:
    assert clerk.submits() == ("Not found | This authorization does not exist here. | Look for it in the list")


def test_what_is_cancelled_does_not_open_at_the_dock(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(a_draft(floor))
    assert clerk.cancels() == (
        "RMA-104503 is cancelled | RMA-104503 of Northline Pharmacy is cancelled: The customer keeps it"
    )
    assert Dock(floor, "RMA-104503").opened.said.message.key == "receiving.not_receivable"


def test_a_date_that_passes_expires_what_was_approved_and_its_goods_are_received_all_the_same(
    floor: Floor, clerk: Clerk, supervisor: Clerk
) -> None:
    clerk.writes(replace(a_draft(floor), expires_on=TODAY), submit=True)
    supervisor.seen = clerk.seen
    supervisor.approves()
    noon = clerk.act().now
    assert [expired(floor, noon + timedelta(days=days)) for days in (0, 1, 1)] == [0, 1, 0]
    assert clerk.story[-1] == "expired by itself state: approved > expired"
    assert supervisor.cancels().startswith(
        "Backdock was first | RMA-104503 was changed by Backdock at 20:32:02: it is expired now. "
    )
    assert Dock(floor, "RMA-104503").opened.said.message.key == "receiving.opened"


def expired(floor: Floor, now: object) -> int:
    with floor.database.unit_of_work() as session:
        return authorizing.expire_due(session, now)  # type: ignore[arg-type]


def test_paper_acts_are_no_events_of_the_ledger(floor: Floor, clerk: Clerk) -> None:
    clerk.writes(a_draft(floor), submit=True)
    clerk.looks().cancels()
    with floor.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(table_of(Event))) == 0
