"""The demo's pool of pallets and totes: issued to customers, back in every condition, one lost, one party settled."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import PackagingAsset, PackagingType, Party, table_of
from app.db.queries import packaging as queries
from app.db.queries import packaging_balances as balances
from app.demo.gs1 import COMPANY_PREFIX
from app.demo.hands import Crew, Hand, Refusal
from app.demo.paperwork import CLERK
from app.demo.parties import HARBOR, NORTHLINE, SOL_Y_MAR
from app.demo.rows import insert
from app.domain.identifiers import check_digit
from app.domain.messages.core import Money
from app.domain.packaging import CountedBy, Material, PackagingKind
from app.domain.transitions import AssetState
from app.services import packaging
from app.services.packaging import Screen

_ROUTER = "2412"
TOTE, PALLET, _STRAP, _BOARD = 80031, 80032, 80033, 80034

# number, code, names, kind, how it is counted, material, grams, deposit, trips to the wash, days to the cut-off
_Row = tuple[int, str, tuple[str, str], PackagingKind, CountedBy, Material, int, str, int, int]
_TYPES: tuple[_Row, ...] = (
    (TOTE, "TOTE-60", ("Folding tote, 60 l", "Contenedor plegable, 60 l"), PackagingKind.TOTE, CountedBy.ASSET,
     Material.PLASTIC, 2100, "14.00", 5, 45),
    (PALLET, "PALLET-48X40", ("Pallet, 48 x 40 in", "Tarima, 48 x 40 in"), PackagingKind.PALLET, CountedBy.ASSET,
     Material.WOOD, 19000, "18.50", 0, 60),
    (_STRAP, "STRAPS", ("Reusable strap", "Cincho reutilizable"), PackagingKind.DUNNAGE, CountedBy.GRAM,
     Material.PLASTIC, 0, "6.00", 0, 60),
    (_BOARD, "BOARDS", ("Corner board", "Esquinero"), PackagingKind.DUNNAGE, CountedBy.PIECE,
     Material.CARDBOARD, 320, "0.45", 0, 60),
)  # fmt: skip
_ASSETS = {TOTE: 30, PALLET: 16}


def play_packaging(session: Session, now: datetime) -> None:
    """Write the pool, and let it travel for two months."""
    site_id = Crew(session, _dice(), now).hand(_ROUTER, "D-02", 0).by.site_id
    types = [_type(row, now) for row in _TYPES]
    insert(session, types)
    ids = {row[0]: made.id for row, made in zip(_TYPES, types, strict=True)}
    insert(session, [
        PackagingAsset(
            site_id=site_id, id=new_id(), type_id=ids[number], grai=grai(number, serial), state=AssetState.AVAILABLE,
            state_since=now - timedelta(days=90),
        )
        for number, pieces in _ASSETS.items()
        for serial in range(1, pieces + 1)
    ])  # fmt: skip
    _travel(session, now)
    _decide(session, now)


def _dice() -> Random:
    return Random(8003)  # noqa: S311  # its own, so that the rest of the demo stays as it is


def _type(row: _Row, now: datetime) -> PackagingType:
    number, code, (english, spanish), kind, counted_by, material, grams, deposit, wash_after, cutoff = row
    return PackagingType(
        id=new_id(), code=code, name={"en": english, "es": spanish}, kind=kind, counted_by=counted_by,
        asset_type=asset_type(number), material=material, weight_grams=grams, deposit=Decimal(deposit),
        currency="USD", wash_after=wash_after, cutoff_days=cutoff, changed_at=now - timedelta(days=90),
    )  # fmt: skip


def asset_type(number: int) -> str:
    """Return the GRAI without serial of a type of the demo company."""
    digits = f"{COMPANY_PREFIX}{number:05d}"
    return digits + check_digit(digits)


def grai(number: int, serial: int) -> str:
    """Return the GRAI of an asset."""
    return f"0{asset_type(number)}{serial:04d}"


def _all(number: int, serials: Iterable[int]) -> list[str]:
    return [f"(8003){grai(number, serial)}" for serial in serials]


def _travel(session: Session, now: datetime) -> None:
    crew = Crew(session, _dice(), now)
    north, harbor, sol = (_gln(session, name) for name in (NORTHLINE, HARBOR, SOL_Y_MAR))
    _play(crew.hand(_ROUTER, "D-02", 24 * 70), [
        "CMD-ISSUE", north, *_all(TOTE, range(1, 9)), "BOARDS", "60", harbor, *_all(PALLET, range(1, 6)),
    ])  # fmt: skip
    _play(crew.hand(_ROUTER, "D-02", 24 * 20), [
        *_all(TOTE, (1, 2, 3)), "CMD-DIRTY", *_all(TOTE, (4, 5)), "CMD-DAMAGED", *_all(TOTE, (6,)),
        "CMD-GOOD", *_all(PALLET, (1, 2, 3)), "CMD-BEYOND-REUSE", *_all(PALLET, (4,)),
        north, "BOARDS", "45", "CMD-TEND", *_all(TOTE, (4,)),
    ])  # fmt: skip
    _play(crew.hand(_ROUTER, "D-02", 24 * 5), ["CMD-ISSUE", sol, *_all(TOTE, range(10, 14)), "STRAPS", "2500"])


def _gln(session: Session, name: str) -> str:
    found = session.execute(sa.select(table_of(Party).c.gln).where(table_of(Party).c.name == name)).scalar_one()
    return f"(414){found}"


def _play(hand: Hand, texts: Iterable[str]) -> None:
    screen = Screen()
    for text in texts:
        answered = packaging.scan(hand.session, hand.act(packaging.SCOPE, text), screen)
        if answered.said.message.signal.value == "stop":
            raise Refusal(f"{text}: {answered.said.message.key}: {dict(answered.said.params)}")
        screen = Screen.parse(answered.pending)


def _decide(session: Session, now: datetime) -> None:
    """Write a tote off that nobody has seen for too long, and settle with whom all is told."""
    clerk = Crew(session, _dice(), now).hand(CLERK, "D-02", 24 * 3)
    lost = queries.asset_by_grai(session, clerk.by.site_id, grai(TOTE, 7))
    assert lost
    assert lost.party_id
    packaging.lose(session, clerk.act(packaging.SCOPE), lost.id)
    (currency, amount), *_ = balances.owed(session, clerk.by.site_id, lost.party_id).items()
    packaging.settle(session, clerk.act(packaging.SCOPE), lost.party_id, Money(amount, currency), "WIRE-20418")
