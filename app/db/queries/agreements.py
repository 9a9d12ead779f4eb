"""Agreements with vendors: the list, one of them, and what may still go back under each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    AgreementProduct,
    Authorization,
    Decision,
    Inspection,
    Operator,
    Party,
    Product,
    UnsoldReturn,
    VendorAgreement,
    table_of,
)
from app.db.queries.surpluses import RELEASES
from app.domain.agreements import Agreement, AgreementTerms
from app.domain.vocabulary import DispositionCode, PartyKind

AGREEMENT, NAMED, RETURN = table_of(VendorAgreement), table_of(AgreementProduct), table_of(UnsoldReturn)
DECISION, INSPECTION = table_of(Decision), table_of(Inspection)
PARTY, PRODUCT, OPERATOR, PAPER = table_of(Party), table_of(Product), table_of(Operator), table_of(Authorization)

TERMS = tuple(name for name in AgreementTerms.__dataclass_fields__ if name != "products")


@dataclass(frozen=True, slots=True)
class Stored:
    """An agreement with what stands around its terms; `used` is base units of the present period."""

    id: UUID
    terms: AgreementTerms
    vendor: str
    skus: tuple[str, ...]
    note: str
    revision: int
    changed_at: datetime
    changed_by: str
    used: int

    @property
    def left(self) -> int:
        """Base units that may still go back in this period."""
        return max(0, self.terms.allowed - self.used)


ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": AGREEMENT.c.number,
    "vendor": sa.func.lower(PARTY.c.name),
    "ends": sa.func.coalesce(AGREEMENT.c.ends_on, date.max),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which agreements a list is to hold, and in which order."""

    vendor_id: UUID | None = None
    find: str = ""
    order: str = "number"
    falls: bool = False


def listed(session: Session, wanted: Wanted, today: date, start: int = 0, limit: int | None = None) -> list[Stored]:
    """Return `limit` agreements from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    statement = _STORED.where(*_conditions(wanted)).order_by(column.desc() if wanted.falls else column, AGREEMENT.c.id)
    return _read(session, session.execute(statement.offset(start).limit(limit)).all(), today)


def count(session: Session, wanted: Wanted) -> int:
    """Return how many agreements are wanted."""
    named = sa.select(sa.func.count()).select_from(AGREEMENT).join(PARTY, PARTY.c.id == AGREEMENT.c.vendor_id)
    return session.scalar(named.where(*_conditions(wanted))) or 0


def one(session: Session, agreement_id: UUID, today: date) -> Stored | None:
    """Return an agreement, or None."""
    rows = session.execute(_STORED.where(AGREEMENT.c.id == agreement_id)).all()
    return next(iter(_read(session, rows, today)), None)


def locked(session: Session, today: date) -> list[Agreement]:
    """Return every agreement and keep others from using its quota until the transaction ends.

    They are locked in the order of their ids, before any authorization is written.
    """
    session.execute(sa.select(AGREEMENT.c.id).order_by(AGREEMENT.c.id).with_for_update(key_share=True))
    return standing(session, today)


def lock_one(session: Session, agreement_id: UUID, today: date) -> Agreement:
    """Return one agreement and keep others from using its quota until the transaction ends."""
    session.execute(sa.select(AGREEMENT.c.id).where(AGREEMENT.c.id == agreement_id).with_for_update(key_share=True))
    found = one(session, agreement_id, today)
    assert found is not None, "a decision names it"
    return Agreement(found.id, found.terms, found.left)


def standing(session: Session, today: date) -> list[Agreement]:
    """Return every agreement as it stands today."""
    return [Agreement(each.id, each.terms, each.left) for each in listed(session, Wanted(), today)]


def of_vendor(session: Session, vendor_id: UUID, today: date) -> list[Agreement]:
    """Return the agreements of one vendor as they stand today."""
    return [Agreement(each.id, each.terms, each.left) for each in listed(session, Wanted(vendor_id), today)]


def terms_of(session: Session, vendors: Collection[UUID]) -> list[AgreementTerms]:
    """Return what was agreed with `vendors`, without a look at quotas."""
    rows = session.execute(
        sa.select(AGREEMENT).where(AGREEMENT.c.vendor_id.in_(vendors)).order_by(AGREEMENT.c.id)
    ).all()
    named = _named(session, [row.id for row in rows]) if rows else {}
    return [_terms(row, named.get(row.id, {})) for row in rows]


_STORED = (
    sa.select(AGREEMENT, PARTY.c.name.label("vendor"), sa.func.coalesce(OPERATOR.c.name, "").label("who"))
    .join(PARTY, PARTY.c.id == AGREEMENT.c.vendor_id)
    .outerjoin(OPERATOR, OPERATOR.c.id == AGREEMENT.c.changed_by)
)


def _conditions(wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    vendor = [AGREEMENT.c.vendor_id == wanted.vendor_id] if wanted.vendor_id else []
    texts = (sa.func.lower(column).contains(wanted.find.lower(), autoescape=True) for column in _FOUND_BY)
    return [*vendor, *([sa.or_(*texts)] if wanted.find else [])]


_FOUND_BY = (AGREEMENT.c.number, PARTY.c.name, AGREEMENT.c.note)


def _read(session: Session, rows: Iterable[Any], today: date) -> list[Stored]:
    found = list(rows)
    named = _named(session, [row.id for row in found])
    return [_stored(session, row, named.get(row.id, {}), today) for row in found]


def _named(session: Session, agreements: list[UUID]) -> dict[UUID, dict[UUID, str]]:
    rows = session.execute(
        sa.select(NAMED.c.agreement_id, PRODUCT.c.id, PRODUCT.c.sku)
        .join(PRODUCT, PRODUCT.c.id == NAMED.c.product_id)
        .where(NAMED.c.agreement_id.in_(agreements))
        .order_by(PRODUCT.c.sku)
    )
    found: dict[UUID, dict[UUID, str]] = {}
    for agreement_id, product_id, sku in rows:
        found.setdefault(agreement_id, {})[product_id] = sku
    return found


def _stored(session: Session, row: Any, products: Mapping[UUID, str], today: date) -> Stored:
    terms = _terms(row, products)
    around = (row.note, row.revision, row.changed_at, row.who)
    return Stored(row.id, terms, row.vendor, tuple(products.values()), *around, _used(session, row.id, terms, today))


def _terms(row: Any, products: Collection[UUID]) -> AgreementTerms:
    return AgreementTerms(**{name: row._mapping[name] for name in TERMS}, products=frozenset(products))


def _used(session: Session, agreement_id: UUID, terms: AgreementTerms, today: date) -> int:
    """Return the base units that hold a part of the quota in the period of `today`: on paper, and from the bench."""
    first, after = terms.period_of(today)
    return _on_paper(session, agreement_id, first, after) + _at_the_bench(session, agreement_id, first, after)


def _on_paper(session: Session, agreement_id: UUID, first: date, after: date) -> int:
    """Return the base units on authorizations that were made in these days and still hold them."""
    used = (
        sa.select(sa.func.coalesce(sa.func.sum(RETURN.c.quantity), 0))
        .join(PAPER, (PAPER.c.site_id == RETURN.c.site_id) & (PAPER.c.id == RETURN.c.authorization_id))
        .where(
            RETURN.c.agreement_id == agreement_id,
            RETURN.c.made_on >= first,
            RETURN.c.made_on < after,
            PAPER.c.state.not_in(RELEASES),
        )
    )
    return int(session.scalar(used) or 0)


def _at_the_bench(session: Session, agreement_id: UUID, first: date, after: date) -> int:
    """Return the base units that were sent back to the vendor at a bench in these days."""
    used = (
        sa.select(sa.func.coalesce(sa.func.sum(INSPECTION.c.quantity - _sent_elsewhere()), 0))
        .join(DECISION, (DECISION.c.site_id == INSPECTION.c.site_id) & (DECISION.c.inspection_id == INSPECTION.c.id))
        .where(
            DECISION.c.agreement_id == agreement_id,
            DECISION.c.decided_on >= first,
            DECISION.c.decided_on < after,
            INSPECTION.c.undone_at.is_(None),
        )
    )
    return int(session.scalar(used) or 0)


def _sent_elsewhere() -> "sa.ScalarSelect[int]":
    """Return how many units of an inspection were graded again since and do not go back any more."""
    newer, decided = INSPECTION.alias("newer"), DECISION.alias("decided_again")
    return (
        sa.select(sa.func.coalesce(sa.func.sum(newer.c.quantity), 0))
        .join(decided, (decided.c.site_id == newer.c.site_id) & (decided.c.inspection_id == newer.c.id))
        .where(
            newer.c.site_id == INSPECTION.c.site_id,
            newer.c.supersedes == INSPECTION.c.id,
            newer.c.undone_at.is_(None),
            decided.c.chosen != DispositionCode.RETURN_TO_VENDOR,
        )
        .correlate(INSPECTION)
        .scalar_subquery()
    )


def vendors(session: Session) -> list[tuple[UUID, str]]:
    """Return the vendors by name."""
    rows = session.execute(
        sa.select(PARTY.c.id, PARTY.c.name).where(PARTY.c.kind == PartyKind.VENDOR).order_by(PARTY.c.name)
    )
    return [(row.id, row.name) for row in rows]


def products_of(session: Session, vendor_id: UUID, skus: Iterable[str]) -> dict[str, UUID]:
    """Return the ids of the vendor's products that have one of `skus`."""
    named = sa.select(PRODUCT.c.sku, PRODUCT.c.id).where(
        PRODUCT.c.vendor_id == vendor_id, PRODUCT.c.sku.in_(list(skus))
    )
    return {row.sku: row.id for row in session.execute(named)}


def id_of(session: Session, number: str) -> UUID | None:
    """Return the agreement with that number."""
    found: UUID | None = session.scalar(sa.select(AGREEMENT.c.id).where(AGREEMENT.c.number == number))
    return found
