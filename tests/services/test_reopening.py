"""A closed receipt is opened again, on either database: approved, put right, closed again."""

from dataclasses import replace

import sqlalchemy as sa

from app.db.models import Authorization, AuthorizationLine, table_of
from app.domain.refunds import RefundTiming, Resolution
from app.domain.transitions import AuthorizationState
from app.services import correcting
from tests.factories import Floor, an_sscc
from tests.services.dock import Dock
from tests.services.floor_state import holds, omega
from tests.services.forklift import kinds
from tests.services.releaser import by_badge
from tests.services.settler import Settler, TermOf, assert_books_balance, priced, states, terms_in_force

PAPER = table_of(Authorization)


def closed(floor: Floor) -> Dock:
    """Two omegas of six came, and the receipt was closed with its differences."""
    with floor.database.unit_of_work() as session:
        priced(session, "10.00")
        session.execute(sa.update(table_of(AuthorizationLine)).values(resolution=Resolution.REFUND))
        terms_in_force(session, TermOf(timing=RefundTiming.ON_CHECK_IN))
    dock = Dock(floor)
    dock.scans(an_sscc(4618), omega(floor), omega(floor), "CMD-CLOSE")
    dock.tap("close_receipt")
    dock.tap("accept")
    return dock


def takes_back(dock: Dock) -> str:
    """Press undo, as the page offers it."""
    with dock.floor.database.reading() as session:
        last = correcting.last_undoable(session, dock.by, "receiving", dock.screen.receipt_id)
    dock.screen = replace(dock.screen, last=last)
    return dock.tap("undo")


def at(floor: Floor, state: AuthorizationState) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(PAPER).values(state=state))


def state(floor: Floor) -> str:
    with floor.database.reading() as session:
        of_paper = sa.select(PAPER.c.state).where(PAPER.c.id == floor.trade_return.id)
        return session.execute(of_paper).scalar_one().value  # type: ignore[no-any-return]


def test_it_is_approved_put_right_and_closed_again(floor: Floor) -> None:
    dock = closed(floor)
    assert dock.tap("reopen_receipt") == (
        "Approval needed | reopen_receipt, R-000001: this is approved first. Nothing was changed."
        " Who approves: supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    dock.approver = by_badge(floor)
    assert dock.tap("reopen_receipt") == (
        "Receipt R-000001 is open again | What it counted can be taken back or added to. Until it is closed nothing is"
        " owed for it. | Take back or count, then close it"
    )
    assert (kinds(floor)[-1], state(floor)) == ("receipt_reopened", "receiving")
    assert dock.tap("reopen_receipt") == (
        "Still open | Receipt R-000001 is not closed. Nothing was changed. | Go on counting"
    )
    dock.scans(an_sscc(4619), omega(floor), "CMD-CLOSE")
    dock.tap("close_receipt")
    assert dock.tap("accept").startswith("Closed")
    assert (state(floor), dock.counts()["Omega-3 1200 mg, 90 ct", "K7731"]) == ("received", "3/6")
    holds(floor)


def test_what_was_counted_before_is_taken_back_then(floor: Floor) -> None:
    dock = closed(floor)
    assert takes_back(dock).startswith("Too late to undo | M. Ortega worked on the same goods at")
    dock.approver = by_badge(floor)
    dock.tap("reopen_receipt")
    assert takes_back(dock) == "Undone | Taken back: carton_closed. | Scan the next item"
    assert takes_back(dock) == "Undone | Taken back: units_received. | Scan the next item"
    assert dock.counts()["Omega-3 1200 mg, 90 ct", "K7731"] == "1/6"
    holds(floor)


def test_nothing_is_owed_while_it_is_open(floor: Floor) -> None:
    dock, settler = closed(floor), Settler(floor)
    before = states(settler, floor.trade_return.id)
    dock.approver = by_badge(floor)
    dock.tap("reopen_receipt")
    assert (before, states(settler, floor.trade_return.id)) == (["refund owed 20 USD"], [])
    dock.tap("close_receipt")
    dock.tap("accept")
    assert states(settler, floor.trade_return.id) == before
    assert_books_balance(floor)


def test_what_was_agreed_on_stays_closed(floor: Floor) -> None:
    dock = closed(floor)
    at(floor, AuthorizationState.RECONCILED)
    assert dock.tap("reopen_receipt") == (
        "Not possible now | RMA-104418 is reconciled: what R-000001 counted was agreed on. Nothing was changed."
        " | Scan the paper and receive what is missing, or let the office put it right there"
    )


def test_what_is_received_elsewhere_by_now_stays_closed(floor: Floor) -> None:
    dock = closed(floor)
    Dock(floor)
    assert dock.tap("reopen_receipt") == (
        "Another receipt is open | RMA-104418 is being received by another receipt, so R-000001 stays closed. Nothing"
        " was changed. | Count in the open one, or close it first"
    )
