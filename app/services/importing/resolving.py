"""From names to ids: the codes, GLNs, SKUs and GTINs of some hundred rows, looked up together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Party, Product, table_of
from app.domain.errors import Refused
from app.domain.identifiers import Gtin, IdentifierError, is_digits
from app.domain.importing import FileRow
from app.domain.messages import importing as say
from app.domain.vocabulary import PartyKind

PARTY, PRODUCT = table_of(Party), table_of(Product)

PARTY_FIELDS = ("party", "owner", "vendor", "place", "carrier")


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in some rows stand for. `company` is the owner where a row names none."""

    company: UUID | None
    parties: Mapping[str, frozenset[UUID]]
    products: Mapping[str, frozenset[tuple[UUID, UUID]]]

    def party(self, name: str) -> UUID:
        """Return the one party with this code, GLN or name. Raises Refused."""
        found = self.parties.get(name, frozenset())
        if not found:
            raise Refused(say.UNKNOWN_PARTY, got=name)
        if len(found) > 1:
            raise Refused(say.SEVERAL_PARTIES, got=name, count=len(found))
        return next(iter(found))

    def product(self, name: str, owner: UUID | None) -> UUID:
        """Return the one product with this SKU or GTIN, of `owner` where it is said. Raises Refused."""
        coded = self.products.get(name) or self.products.get(_as_gtin(name), frozenset())
        found = {product for product, of in coded if owner in (None, of)}
        if not found:
            raise Refused(say.UNKNOWN_PRODUCT, got=name)
        if len(found) > 1:
            raise Refused(say.SEVERAL_PRODUCTS, got=name, count=len(found))
        return found.pop()


def names_in(session: Session, rows: Sequence[FileRow]) -> Names:
    """Look up every name that stands in `rows`: three statements."""
    parties = {str(row.values[name]) for row in rows for name in PARTY_FIELDS if name in row.values}
    named = {str(row.values["product"]) for row in rows if "product" in row.values}
    products = named | {_as_gtin(name) for name in named}
    return Names(company(session), _parties(session, parties), _products(session, products))


def numbers_in(text: str) -> str:
    """Return the numbers that stand in one cell, each once and in one order, with commas between them."""
    return ", ".join(sorted({number.strip() for number in text.replace(";", ",").split(",") if number.strip()}))


LONGEST_KEY = 200
"""Characters of a record's key that are kept: a record of many numbers goes by the digest of them."""


def key_of(numbers: str) -> str:
    """Return the key of a record that goes by `numbers`: no two records share one, however many numbers they have."""
    return numbers if len(numbers) <= LONGEST_KEY else sha256(numbers.encode()).hexdigest()


def company(session: Session) -> UUID | None:
    """Return the party that the goods belong to unless someone else is named; None while there is no party yet."""
    owner = sa.select(PARTY.c.id).where(PARTY.c.kind == PartyKind.CLIENT).order_by(PARTY.c.id).limit(1)
    found: UUID | None = session.execute(owner).scalar_one_or_none()
    return found


def _parties(session: Session, names: Iterable[str]) -> dict[str, frozenset[UUID]]:
    wanted = sorted(names)
    if not wanted:
        return {}
    is_named = sa.or_(PARTY.c.code.in_(wanted), PARTY.c.gln.in_(wanted), PARTY.c.name.in_(wanted))
    rows = session.execute(sa.select(PARTY.c.id, PARTY.c.code, PARTY.c.gln, PARTY.c.name).where(is_named)).all()
    found: dict[str, frozenset[UUID]] = {}
    for column in ("name", "gln", "code"):  # a code is meant before a GLN, and a GLN before a name
        of_column: dict[str, set[UUID]] = {}
        for row in rows:
            of_column.setdefault(getattr(row, column), set()).add(row.id)
        found.update((name, frozenset(ids)) for name, ids in of_column.items())
    return found


def _products(session: Session, codes: Iterable[str]) -> dict[str, frozenset[tuple[UUID, UUID]]]:
    wanted = sorted(codes)
    if not wanted:
        return {}
    is_coded = sa.or_(PRODUCT.c.sku.in_(wanted), PRODUCT.c.gtin.in_(wanted))
    columns = (PRODUCT.c.id, PRODUCT.c.owner_id, PRODUCT.c.sku, PRODUCT.c.gtin)
    rows = session.execute(sa.select(*columns).where(is_coded)).all()
    found: dict[str, frozenset[tuple[UUID, UUID]]] = {}
    for column in ("gtin", "sku"):
        of_column: dict[str, set[tuple[UUID, UUID]]] = {}
        for row in rows:
            of_column.setdefault(getattr(row, column), set()).add((row.id, row.owner_id))
        found.update((code, frozenset(ids)) for code, ids in of_column.items())
    return found


def _as_gtin(name: str) -> str:
    """Return a GTIN as the 14 digits that are stored, anything else as it is."""
    if not is_digits(name):
        return name
    try:
        return Gtin.parse(name).value
    except IdentifierError:
        return name
