"""Someone at the packaging screen, as the browser would play one; and the types and assets of a small pool."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import PackagingAsset, PackagingType, Party, table_of
from app.db.queries import packaging as queries
from app.db.queries import packaging_balances as balances
from app.db.queries.packaging import Asset
from app.domain.identifiers import check_digit
from app.domain.messages.core import Said
from app.domain.packaging import CountedBy, Material, PackagingKind
from app.domain.transitions import AssetState
from app.services import balancing, packaging
from app.services.acting import Act, Answered
from app.services.packaging import Screen
from app.services.verifying import Verified, verify
from tests.factories import NOW, Floor
from tests.services.dock import shown

TYPE, PARTY = table_of(PackagingType), table_of(Party)
AFTERNOON = NOW + timedelta(hours=2)


def asset_type(number: int) -> str:
    digits = f"95011015{number:04d}"
    return digits + check_digit(digits)


def grai(number: int, serial: str) -> str:
    """Return the data of AI (8003) of an asset."""
    return f"0{asset_type(number)}{serial}"


TOTE, STRAP, BOARD = 1, 2, 3


@dataclass(frozen=True)
class Pool:
    """Ten totes at 12.50 that are washed after two trips; straps at 4.00 a kilogram; corner boards at 0.35 each."""

    floor: Floor
    tote: UUID
    strap: UUID
    board: UUID

    def scan(self, serial: int) -> str:
        """Return the barcode of a tote."""
        return f"(8003){grai(TOTE, str(serial))}"

    def owed(self, party: Party) -> Decimal:
        """Return what a party owes for packaging."""
        with self.floor.database.reading() as session:
            return balances.owed(session, self.floor.site.id, party.id).get("USD", Decimal(0))


def a_pool(floor: Floor) -> Pool:
    """Make the types and the totes; the parties are known by the codes NORTH and HARBOR."""
    with floor.database.unit_of_work() as session:
        for party, code in ((floor.northline, "NORTH"), (floor.harbor, "HARBOR")):
            session.execute(sa.update(PARTY).where(PARTY.c.id == party.id).values(code=code))
        tote = _a_type(session, "TOTE-60", TOTE, CountedBy.ASSET, "Tote 60 l", "12.50", wash_after=2)
        strap = _a_type(session, "STRAPS", STRAP, CountedBy.GRAM, "Strapping band", "4.00")
        board = _a_type(session, "BOARDS", BOARD, CountedBy.PIECE, "Corner board", "0.35")
        for serial in range(1, 11):
            session.add(PackagingAsset(
                site_id=floor.site.id, id=new_id(), type_id=tote, grai=grai(TOTE, str(serial)),
                state=AssetState.AVAILABLE, state_since=NOW,
            ))  # fmt: skip
    return Pool(floor, tote, strap, board)


def _a_type(
    session: Session, code: str, number: int, counted_by: CountedBy, name: str, deposit: str, wash_after: int = 0
) -> UUID:
    row = PackagingType(
        id=new_id(), code=code, name={"en": name, "es": name}, kind=PackagingKind.TOTE, counted_by=counted_by,
        asset_type=asset_type(number), material=Material.PLASTIC, weight_grams=1900, deposit=Decimal(deposit),
        currency="USD", wash_after=wash_after, cutoff_days=30, changed_at=NOW,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


class Packer:
    """Scans and taps at the packaging screen. Every verb returns the verdict as `title | say | next` in English."""

    def __init__(self, floor: Floor, operator: str = "dock_worker") -> None:
        self.floor = floor
        self.by = floor.principal(getattr(floor, operator))
        self.seconds = count(1)
        self.now = AFTERNOON
        self.answered: Answered[None] | None = None
        self.log: Callable[[Act], None] = lambda _act: None
        self.screen = Screen()

    def scan(self, text: str) -> str:
        return self.do(packaging.scan, text)

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def clock(self, nth: int) -> str:
        """Return the time of the nth act as a sentence of these tests has it."""
        return shown(self.now + timedelta(seconds=nth))

    def enter(self, quantity: str) -> str:
        return self.do(lambda session, act, screen: packaging.enter(session, act, screen, quantity))

    def do(self, verb: Callable[[Session, Act, Screen], Answered[None]], text: str = "") -> str:
        act = self.act(text)
        with self.floor.database.unit_of_work() as session:
            self.answered = answered = verb(session, act, self.screen)
        last = act.client_id if answered.event_id else self.screen.last
        self.screen = Screen.parse(answered.pending, last)
        return says(answered.said)

    def decide(self, verb: Callable[[Session, Act], Answered[Any]]) -> str:
        """Do something of the office, and return what was said."""
        with self.floor.database.unit_of_work() as session:
            return says(verb(session, self.act()).said)

    def act(self, text: str = "") -> Act:
        act = Act(
            by=self.by,
            scope=packaging.SCOPE,
            client_id=str(new_id()),
            now=self.now + timedelta(seconds=next(self.seconds)),
            content={"text": text, **{name: str(value) for name, value in self.screen.pending().items()}},
            text=text,
            source="wedge",
        )
        self.log(act)
        return act


def says(said: Said) -> str:
    params = {name: shown(value) for name, value in said.params.items()}
    message = said.message
    return " | ".join(part.format(**params) for part in (message.title, message.say, message.next) if part)


def asset_with(floor: Floor, serial: int) -> Asset:
    with floor.database.reading() as session:
        found = queries.asset_by_grai(session, floor.site.id, grai(TOTE, str(serial)))
    assert found
    return found


def state_of(floor: Floor, serial: int) -> str:
    return asset_with(floor, serial).state.value


def has(pool: Pool, party: Party, type_id: UUID) -> tuple[int, Decimal]:
    """Return what a party has of a type, and the deposit on it."""
    with pool.floor.database.reading() as session:
        found = queries.balance(session, pool.floor.site.id, party.id, type_id)
    return found.quantity, found.deposit


def holds(floor: Floor) -> None:
    """Assert that the ledger and the journal agree with what stands."""
    with floor.database.reading() as session:
        assert isinstance(found := verify(session), Verified), found
        assert isinstance(money := balancing.balance(session), balancing.Balanced), money
