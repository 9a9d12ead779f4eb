"""Donations: stated when a load departs to a charity, confirmed once under the charity's receipt, frozen."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import donations
from app.db.queries.donations import Given, Wanted
from app.domain.donating import value
from app.domain.messages.core import Money
from app.domain.vocabulary import DispositionCode, Grade, PartyKind
from app.exchange.documents import donation as documents
from app.exchange.documents import pages
from app.exchange.documents.paper import Paper
from app.services import donating
from app.services.acting import Act, Answered
from tests.exchange import printed
from tests.factories import NOW, Floor, a_party
from tests.services.bench import assert_ledger_holds
from tests.services.dock import shown
from tests.services.loader import Loader, Planner, decided

DONATE = DispositionCode.DONATE


@pytest.mark.parametrize(
    ("grade", "worth"), [(Grade.A, "20.00"), (Grade.B, "16.00"), (Grade.C, "10.00"), (Grade.D, "2.00"), (None, "2.00")]
)
def test_goods_count_for_a_share_of_their_cost(grade: Grade | None, worth: str) -> None:
    assert value(Decimal(5), grade, 4, "USD") == Decimal(worth)


class Clerk:
    """The supervisor at the desk."""

    def __init__(self, floor: Floor) -> None:
        self.floor, self.seconds, self.by = floor, count(1), floor.principal(floor.supervisor)

    def confirm(self, donation_id: UUID, receipt: str) -> str:
        act = Act(self.by, donating.SCOPE, str(new_id()), NOW + timedelta(hours=9, seconds=next(self.seconds)))

        def do(session: Session) -> Answered[UUID]:
            return donating.confirm(session, act, donation_id, receipt, documents.papers)

        with self.floor.database.unit_of_work() as session:
            said = do(session).said
        told = {name: shown(each) for name, each in said.params.items()}
        return " | ".join(part.format(**told) for part in (said.message.title, said.message.say, said.message.next))


def test_what_departs_to_a_charity_is_stated_and_confirmed_once(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        charity = a_party(session, PartyKind.CHARITY, "Mesa Norte").id
    Planner(floor).plan(charity, DONATE)
    Loader(floor).scans("OUT-000001", decided(floor, DONATE, place="N-01"), "CMD-CLOSE", "UL-1", "CMD-CONFIRM")
    given = only(floor)
    (line,) = given.record.lines
    assert (given.number, given.party, given.units, given.receipt) == ("DN-000001", "Mesa Norte", 2, "")
    assert (line.lot, line.grade, line.units) == ("10D9T", Grade.B, 2)
    assert given.record.totals == (Money(line.cost * Decimal("0.8"), line.currency),)
    clerk = Clerk(floor)
    assert clerk.confirm(given.id, " ") == (
        "Receipt missing | Nothing was frozen: DN-000001 needs the number of the receipt that Mesa Norte gave for it."
        " | Enter the number of the receipt"
    )
    assert clerk.confirm(given.id, "MN-77") == (
        "Confirmed | Mesa Norte confirmed DN-000001 under MN-77. Its paper is frozen. | "
    )
    when = shown(NOW + timedelta(hours=9, seconds=2))
    assert clerk.confirm(given.id, "MN-78") == (
        f"Confirmed already | A. Novak confirmed DN-000001 at {when} under MN-77. What is frozen stays."
        " | Print its paper as it is"
    )
    assert clerk.confirm(uuid4(), "MN-79") == (
        "No such donation | There is no such donation at this site. | Look under Donations"
    )
    frozen = only(floor)
    assert frozen.seal == frozen.record.seal
    (said,) = printed.pages(pages.draw(Paper.from_json(frozen.papers["es"])))
    assert {"Constancia de donativo", "DN-000001", "MN-77", "10D9T"} <= set(said)
    assert not any("Northline" in text for text in said)
    assert_ledger_holds(floor)


def only(floor: Floor) -> Given:
    with floor.database.reading() as session:
        (given,) = donations.listed(session, floor.site.id, Wanted(find="mesa"))
    return given
