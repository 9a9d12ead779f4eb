"""An advance notice that the office types: it announces, is changed and taken back until something of it has come."""

import pytest

from app.db.queries import pallets
from app.domain.importing import FileRow, ImportKind
from app.services import noticing
from app.services.authorizing import Seen
from tests.factories import Floor, an_sscc
from tests.services.clerk import Clerk
from tests.services.dock import Dock
from tests.services.floor_state import holds
from tests.services.importers import Importer, counted

PALLET, FIRST, SECOND = an_sscc(9001), an_sscc(9101), an_sscc(9102)
TWO = ((PALLET, FIRST, 12), (PALLET, SECOND, 6))


class Announcer(Clerk):
    """A clerk before the notice of RMA-104418."""

    def opens(self) -> "Announcer":
        self.looks_at(self.floor.trade_return.id)
        return self

    def announces(self, *cartons: tuple[str, str, int]) -> str:
        rows = [_row(number, *carton) for number, carton in enumerate(cartons, start=1)]
        act = self.act()
        with self.floor.database.reading() as session:
            lines = noticing.read(session, act, rows)
        said = self.do(lambda session, act: noticing.announce(session, act, self.seen, lines))
        self.looks()
        return said

    def withdraws(self) -> str:
        said = self.do(lambda session, act: noticing.withdraw(session, act, self.seen))
        self.looks()
        return said

    @property
    def announced(self) -> list[str]:
        with self.floor.database.reading() as session:
            return [each.lpn for each in pallets.announced(session, self.floor.site.id, self.floor.trade_return.id)]


def _row(number: int, pallet: str, carton: str, units: int) -> FileRow:
    on = {"pallet": pallet} if pallet else {}
    return FileRow(number, {**on, "carton": carton, "product": "VIT-D3-120", "quantity": units, "lot": "10D9T"})


@pytest.fixture
def clerk(floor: Floor) -> Announcer:
    return Announcer(floor).opens()


def test_a_notice_is_typed_changed_and_taken_back(clerk: Announcer) -> None:
    said = clerk.announces(*TWO)
    assert said == (
        "RMA-104418 is announced | The notice of RMA-104418 names 18 units. Pallets: 1, cartons: 2."
        " | The scan of one of its plates opens the receipt"
    )
    assert clerk.announces(*TWO) == "Nothing new | The notice of RMA-104418 says this already."
    clerk.announces(("", SECOND, 6))
    assert clerk.announced == [SECOND]
    assert clerk.withdraws() == (
        "Taken back | Nothing is announced for RMA-104418 any more; its plates are free."
    )  # fmt: skip
    assert clerk.announced == []
    assert clerk.withdraws() == (
        "No notice | Nothing is announced for RMA-104418. | Look at it as it is now"
    )  # fmt: skip
    assert clerk.announces(*TWO).startswith("RMA-104418 is announced")
    who = "by R. Castillo"
    assert clerk.story == [
        f"announced {who}", f"announced {who}", f"notice_withdrawn {who}", f"announced {who}",
    ]  # fmt: skip


def test_a_notice_stands_once_something_of_it_has_come(clerk: Announcer, floor: Floor) -> None:
    clerk.announces(*TWO)
    Dock(floor).scan(PALLET)
    clerk.opens()
    assert clerk.withdraws() == (
        f"Already here | Carton {FIRST} of RMA-104418 is received: a notice is taken back only while nothing of it has"
        " come. | Count what came; what does not come is short"
    )
    assert clerk.announces(TWO[0]) == (
        f"Already here | Carton {FIRST} of RMA-104418 is received. Expected a notice of which nothing has come yet."
    )
    assert clerk.announced == [FIRST, SECOND]


def test_a_notice_may_change_once_what_was_taken_in_is_taken_back(clerk: Announcer, floor: Floor) -> None:
    clerk.announces(*TWO)
    dock = Dock(floor)
    dock.scan(PALLET)
    dock.tap("undo")
    clerk.opens().announces(TWO[1])
    assert clerk.announced == [SECOND]
    assert dock.scan(PALLET).endswith(
        f"Pallet {PALLET} is in, with the cartons that its notice names: 1, 6 units."
        f" Nobody has counted them. | Put it in G-01, then scan a carton to count it, or the pallet to sample it"
    )
    holds(floor)


def test_who_writes_second_is_told_who_was_first(clerk: Announcer, importer: Importer, floor: Floor) -> None:
    before = clerk.seen
    rows = [("RMA-104418", PALLET, FIRST, "VIT-D3-120", 12)]
    assert counted(importer.do(ImportKind.ASN, ("RMA", "Pallet", "Carton", "SKU", "Quantity"), rows)) == (1, 0, 0, 0)
    assert clerk.seen == before
    assert clerk.announces(*TWO).startswith("Backdock was first | RMA-104418 was changed by Backdock at ")
    assert clerk.announced == [FIRST]


def test_what_cannot_be_announced_is_refused(clerk: Announcer, floor: Floor) -> None:
    assert clerk.announces() == (
        "Nothing written | The notice of RMA-104418 names no carton. | Write one line for each product in each carton"
    )
    assert clerk.announces(TWO[0], ("", FIRST, 6)) == (
        f"Contradiction | Carton {FIRST} of RMA-104418 stands on pallet {PALLET} and on -."
        " Expected one pallet, or none."
    )
    clerk.seen = Seen(floor.site.id, 0)
    assert clerk.withdraws().startswith("Not found | ")
