"""Sale bundles in the office, on either database: offered, sold, paid for and taken back, and what is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.db.models import CartonLine, JournalEntry, Posting, table_of
from app.db.queries import bundle_lines, bundles, money
from app.db.queries.bundles import Wanted
from app.domain.approvals import Approver
from app.domain.bundles import brought
from app.domain.vocabulary import Role
from app.services import settling
from app.services.balancing import Balanced, balance
from tests.factories import Floor
from tests.services.bench import assert_ledger_holds
from tests.services.bundler import SUPERVISES, Bundler, Seller, in_place, latest
from tests.services.dock import shown
from tests.services.holder import carton_id, lock

ONE, TWO = "T-0412", "T-0413"
LINE, ENTRY, POSTING = table_of(CartonLine), table_of(JournalEntry), table_of(Posting)


@pytest.fixture
def at(floor: Floor) -> Bundler:
    """Someone who has put two totes, of two and three vitamins, into a bundle."""
    at = Bundler(floor)
    at.scans(in_place(floor, ONE), in_place(floor, TWO, 3, carton=4619))
    return at


def test_a_bundle_is_offered_sold_and_paid_to_the_cent(floor: Floor, at: Bundler) -> None:
    office = Seller(floor)
    assert office.price("offer", "5.00") == (
        "Offered | SB-000001 is offered to Second Wind Liquidators for 5.00 USD. Estimated net recovery: 1.55 USD. | "
    )
    bundle = latest(floor)
    assert (bundle.list_total, bundle.estimate, bundle.units) == (Decimal(50), Decimal("1.55"), 5)
    assert office.price("sell", "4.00") == (
        "Sold | Second Wind Liquidators buys SB-000001 for 4.00 USD. Estimated net recovery was 1.55 USD. | "
    )
    assert office.sell_as("pay", None, "3.01", "wire") == (
        "Payment noted | Second Wind Liquidators paid 3.01 USD for SB-000001. It has brought 3.01 USD so far. | "
    )
    office.sell_as("pay", None, "0.99")
    with floor.database.reading() as session:
        lines = bundle_lines.frozen(session, floor.site.id, bundle.id)
        first, second = bundles.payments(session, floor.site.id, bundle.id)
        assert brought([first.amount, second.amount], lines, "USD") == (Decimal("1.60"), Decimal("2.40"))
        posted = sa.select(sa.func.sum(-POSTING.c.amount)).where(POSTING.c.account == "proceeds")
        by_leg = session.scalars(posted.group_by(POSTING.c.position)).all()
        assert sorted(by_leg) == [Decimal("1.60"), Decimal("2.40")]
        account = money.account(session, floor.site.id, floor.trade_return.id)
        assert (account.proceeds, latest(floor).proceeds, latest(floor).difference) == (4, 4, Decimal("2.45"))
        entry = first.entry_ids[0]
    act = office.act(settling.SCOPE)
    assert office.take(
        lambda session: settling.reverse_proceeds(session, act, floor.trade_return.id, entry, "wrong")
    ).startswith("Not now | These are no proceeds that still count.")
    assert office.sell_as("reopen") == (
        "Paid already | SB-000001 has brought 4 USD. It was not opened again. | Take the payments back first"
    )
    assert office.sell_as("take_back", None, first.client_id, "Bounced") == (
        "Payment taken back | 3.01 USD for SB-000001 did not come: Bounced. It has brought 0.99 USD so far. | "
    )
    assert office.sell_as("take_back", None, first.client_id, "Bounced") == (
        "Not now | This is no payment for SB-000001 that still counts. Nothing was changed."
        " | Look at what was paid as it is now"
    )
    assert found(floor, "second wind") == ["SB-000001"]
    assert_ledger_holds(floor)


def found(floor: Floor, text: str) -> list[str]:
    """Return the bundles that a list finds by `text`, once the books balance."""
    with floor.database.reading() as session:
        assert isinstance(balance(session), Balanced)
        wanted = Wanted(state=latest(floor).state, find=text)
        return [each.number for each in bundles.listed(session, floor.site.id, wanted)]


def test_a_price_far_below_the_estimate_is_approved(floor: Floor, at: Bundler) -> None:
    office = Seller(floor)
    office.price("offer", "1.50")
    office.by = replace(office.by, roles=frozenset({Role.OFFICE}))
    assert office.price("sell", "1.00") == (
        "Approval needed | sell_below_estimate, SB-000001: 35 %, and what is more than 10 % is approved first. Nothing"
        " was changed. Who approves: supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    office.approver = Approver(floor.supervisor.id, SUPERVISES, "A. Novak")
    assert office.price("sell", "1.00").startswith("Sold | ")


def test_what_cannot_be_done_to_a_bundle_says_why(floor: Floor, at: Bundler) -> None:
    office = Seller(floor)
    assert office.price("offer", "5.00", buyer=False) == (
        "Who buys it? | Nothing was changed on SB-000001: a liquidator has to be named. | Choose the liquidator"
    )
    assert office.price("sell", "5.00") == (
        "Not now | SB-000001 is open, so this is not possible: sell. Nothing was changed."
        " | Look at the bundle as it is now"
    )
    with floor.database.reading() as session:
        when = shown(bundles.listed(session, floor.site.id, Wanted())[0].changed_at)
    assert office.price("offer", "5.00", version=0) == (
        f"Changed meanwhile | D. Silva changed SB-000001 at {when}: it is open. Yours was not saved."
        " | Look at it as it is now, then do it again"
    )
    assert office.sell_as("pay", None, "5.00").startswith("Not now | SB-000001 is open, so this is not possible: pay.")
    office.price("offer", "5.00")
    lock(floor, "10D9T")
    assert office.price("sell", "5.00") == (
        "Not what was offered | Goods of SB-000001 have been moved, locked or taken out since it was offered: carton"
        " T-0412. It was not sold. | Open it again, and offer what is left"
    )
    lock(floor, "10D9T", "")  # type: ignore[arg-type]
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(LINE).where(LINE.c.carton_id == carton_id(floor, TWO)).values(quantity=1))
    assert "carton T-0413" in office.price("sell", "5.00")
    assert office.sell_as("reopen") == (
        "Open again | SB-000001 can be built on. What it was offered for counts no more. | "
    )
    at.take_out(ONE)
    at.take_out(TWO)
    assert office.price("offer", "5.00") == (
        "Nothing in it | SB-000001 holds no goods, so there is nothing to offer. | Scan cartons into it, or cancel it"
    )
    at.scan(ONE)
    assert office.sell_as("cancel") == ("Cancelled | SB-000001 is given up. Its cartons are part of none now. | ")
    with floor.database.reading() as session:
        assert bundles.of_cartons(session, floor.site.id, [carton_id(floor, ONE)]) == {}
