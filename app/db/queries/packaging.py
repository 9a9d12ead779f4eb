"""Packaging as a scan finds it: an asset by its GRAI, a type by its code, the party that brings or gets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    Event,
    EventItem,
    Location,
    Operator,
    PackagingAsset,
    PackagingMovement,
    PackagingType,
    Party,
    table_of,
)
from app.db.queries.parties import Named
from app.db.queries.routing import Place, place_by_id
from app.domain.messages.core import Local
from app.domain.money import NOTHING
from app.domain.packaging import UNIT_OF, CountedBy, DepositTerms, Material, PackagingMove
from app.domain.readings import Reading
from app.domain.transitions import AssetState
from app.domain.vocabulary import Program, Zone

TYPE, ASSET, MOVEMENT = table_of(PackagingType), table_of(PackagingAsset), table_of(PackagingMovement)
PARTY, PLACE, PAPER = table_of(Party), table_of(Location), table_of(Authorization)
EVENT, ITEM, OPERATOR = table_of(Event), table_of(EventItem), table_of(Operator)


@dataclass(frozen=True, slots=True)
class Type:
    """A type of packaging. `weight_grams` is of one piece."""

    id: UUID
    code: str
    name: Mapping[str, str]
    counted_by: CountedBy
    material: Material
    weight_grams: int
    wash_after: int
    terms: DepositTerms

    @property
    def said(self) -> Local:
        """The name as a sentence parameter."""
        return Local(self.name)

    @property
    def unit(self) -> str:
        """The ledger's unit of its quantities: "each" or "gram"."""
        return UNIT_OF[self.counted_by]


@dataclass(frozen=True, slots=True)
class Asset:
    """One asset with its type; `party` has it while it is issued, and had it when it was lost."""

    id: UUID
    grai: str
    state: AssetState
    since: datetime
    party_id: UUID | None
    party: str
    location_id: UUID | None
    trips: int
    version: int
    type: Type


_TYPE = ("id", "code", "name", "counted_by", "material", "weight_grams", "wash_after")
_TERMS = ("deposit", "currency", "dirty_percent", "damaged_percent", "beyond_percent")
_TYPE_COLUMNS = tuple(TYPE.c[name].label(f"type_{name}") for name in (*_TYPE, *_TERMS))


def _type(row: Any) -> Type:
    facts = row._mapping
    terms = DepositTerms(**{name: facts[f"type_{name}"] for name in _TERMS})
    return Type(**{name: facts[f"type_{name}"] for name in _TYPE}, terms=terms)


def asset_by_grai(session: Session, site_id: UUID, grai: str) -> Asset | None:
    """Return the asset with that GRAI, also one that is lost or scrapped."""
    return _asset(session, ASSET.c.site_id == site_id, ASSET.c.grai == grai)


def asset_by_id(session: Session, site_id: UUID, asset_id: UUID) -> Asset | None:
    """Return the asset with that id."""
    return _asset(session, ASSET.c.site_id == site_id, ASSET.c.id == asset_id)


def _asset(session: Session, *where: "sa.ColumnElement[bool]") -> Asset | None:
    own = ("id", "grai", "state", "party_id", "location_id", "trips", "version")
    row = session.execute(
        sa.select(*(ASSET.c[name] for name in own), ASSET.c.state_since, PARTY.c.name.label("party"), *_TYPE_COLUMNS)
        .join(TYPE, TYPE.c.id == ASSET.c.type_id)
        .outerjoin(PARTY, PARTY.c.id == ASSET.c.party_id)
        .where(*where)
    ).one_or_none()
    if row is None:
        return None
    facts = {name: row._mapping[name] for name in own}
    return Asset(**facts, since=row.state_since, party=row.party or "", type=_type(row))


def type_by_asset_type(session: Session, asset_type: str) -> Type | None:
    """Return the type that a GRAI without serial names."""
    return _one_type(session, TYPE.c.asset_type == asset_type, TYPE.c.asset_type != "")


def type_by_code(session: Session, text: str) -> Type | None:
    """Return the type with that code, in any case."""
    return _one_type(session, TYPE.c.code == text.strip().upper())


def type_by_id(session: Session, type_id: UUID) -> Type | None:
    """Return the type with that id."""
    return _one_type(session, TYPE.c.id == type_id)


def _one_type(session: Session, *where: "sa.ColumnElement[bool]") -> Type | None:
    row = session.execute(sa.select(*_TYPE_COLUMNS).where(*where)).one_or_none()
    return _type(row) if row else None


def party_by_scan(session: Session, site_id: UUID, readings: Sequence[Reading]) -> Named | None:
    """Return the one party that a scan names: by its code, its GLN, or an authorization to send packaging back."""
    texts = {text for each in readings for text in (each.text.strip(), each.text.strip().upper())} - {""}
    glns = {each.gln.value for each in readings if each.gln} | {text for text in texts if len(text) == 13}
    paper = sa.select(PAPER.c.party_id).where(
        PAPER.c.site_id == site_id, PAPER.c.number.in_(texts), PAPER.c.program == Program.PACKAGING
    )
    known = sa.or_(
        sa.and_(PARTY.c.code != "", PARTY.c.code.in_(texts)),
        sa.and_(PARTY.c.gln != "", PARTY.c.gln.in_(glns)),
        PARTY.c.id.in_(paper),
    )
    rows = session.execute(sa.select(PARTY.c.id, PARTY.c.name).where(known).limit(2)).all()
    return Named(*rows[0]) if len(rows) == 1 else None


def party_by_id(session: Session, party_id: UUID | None) -> Named | None:
    """Return the party with that id."""
    row = session.execute(sa.select(PARTY.c.id, PARTY.c.name).where(PARTY.c.id == party_id)).one_or_none()
    return Named(*row) if row else None


def lock_party(session: Session, party_id: UUID) -> None:
    """Let nobody else move packaging of this party until the transaction ends."""
    session.execute(sa.select(PARTY.c.id).where(PARTY.c.id == party_id).with_for_update(key_share=True))


@dataclass(frozen=True, slots=True)
class Balance:
    """What a party has of one type, in pieces or grams, and the deposit that is held for it."""

    quantity: int
    deposit: Decimal


def balance(session: Session, site_id: UUID, party_id: UUID, type_id: UUID) -> Balance:
    """Return what a party has of a type."""
    mine = (MOVEMENT.c.site_id == site_id, MOVEMENT.c.party_id == party_id, MOVEMENT.c.type_id == type_id)
    row = session.execute(sa.select(*_SUMS).where(*mine)).one()
    return Balance(int(row.quantity), row.deposit)


_SUMS = (
    sa.func.coalesce(sa.func.sum(MOVEMENT.c.quantity), 0).label("quantity"),
    sa.func.coalesce(sa.func.sum(MOVEMENT.c.deposit), NOTHING, type_=MOVEMENT.c.deposit.type).label("deposit"),
)


def deposit_of(session: Session, site_id: UUID, asset_id: UUID, *, lost: bool = False) -> Decimal:
    """Return the deposit that is held for an asset; with `lost` the one that was kept when it was written off last."""
    mine = (MOVEMENT.c.site_id == site_id, MOVEMENT.c.asset_id == asset_id)
    if not lost:
        held: Decimal = session.execute(sa.select(_SUMS[1]).where(*mine)).scalar_one()
        return held
    of_losses = sa.select(_SUMS[1]).where(*mine, MOVEMENT.c.kind == PackagingMove.LOST)
    kept: Decimal = session.execute(of_losses).scalar_one()
    return -kept


def assets_of(session: Session, site_id: UUID, party_id: UUID) -> int:
    """Return how many assets a party has."""
    mine = (ASSET.c.site_id == site_id, ASSET.c.party_id == party_id, ASSET.c.state == AssetState.ISSUED)
    return session.execute(sa.select(sa.func.count()).select_from(ASSET).where(*mine)).scalar_one()


def place_of(session: Session, site_id: UUID, zone: Zone) -> Place | None:
    """Return the place of a zone where packaging is put: the first by its code that is in use."""
    here = (PLACE.c.site_id == site_id, PLACE.c.is_active, PLACE.c.zone == zone)
    found = session.execute(sa.select(PLACE.c.id).where(*here).order_by(PLACE.c.code).limit(1)).scalar_one_or_none()
    return place_by_id(session, found)


def who_moved(session: Session, site_id: UUID, asset_id: UUID) -> str:
    """Return the name of the operator whose act on an asset was the last, the empty string where there is none."""
    found = session.execute(
        sa.select(OPERATOR.c.name)
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .where(ITEM.c.site_id == site_id, ITEM.c.asset_id == asset_id)
        .order_by(EVENT.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found or ""
