"""Certificates: one with all it states, and the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Certificate, CertificateCarton, Operator, Party, table_of
from app.domain.certificates import CertificateKind, Record
from app.domain.messages.core import Params, Word

CERTIFICATE, OF_CARTON, PARTY = table_of(Certificate), table_of(CertificateCarton), table_of(Party)
OPERATOR, WITNESS = table_of(Operator), table_of(Operator).alias("witness")


@dataclass(frozen=True, slots=True)
class Issued:
    """One certificate: what it states, and how that is said on paper in each language."""

    id: UUID
    event_id: UUID
    seal: str
    record: Record
    papers: Mapping[str, Mapping[str, Any]]


def one(session: Session, site_id: UUID, certificate_id: UUID) -> Issued | None:
    """Return a certificate of the site."""
    columns = (CERTIFICATE.c[name] for name in ("id", "event_id", "seal", "record", "papers"))
    where = (CERTIFICATE.c.site_id == site_id, CERTIFICATE.c.id == certificate_id)
    row = session.execute(sa.select(*columns).where(*where)).one_or_none()
    return Issued(row.id, row.event_id, row.seal, Record.from_json(row.record), row.papers) if row else None


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issued a certificate, of which kind, and when (UTC)."""

    number: str
    who: str
    when: datetime
    kind: CertificateKind

    @property
    def said(self) -> Params:
        """As a sentence names it."""
        return {"number": self.number, "who": self.who, "when": self.when, "kind": Word(self.kind.value)}


def of_carton(session: Session, site_id: UUID, carton_id: UUID) -> Issue | None:
    """Return the certificate of what was in a carton."""
    row = session.execute(
        sa.select(CERTIFICATE.c.number, OPERATOR.c.name, CERTIFICATE.c.issued_at, CERTIFICATE.c.kind)
        .join(OPERATOR, OPERATOR.c.id == CERTIFICATE.c.issued_by)
        .join(OF_CARTON, _IS_OF)
        .where(OF_CARTON.c.site_id == site_id, OF_CARTON.c.carton_id == carton_id)
        .order_by(CERTIFICATE.c.id.desc())
        .limit(1)
    ).one_or_none()
    return Issue(*row) if row else None


_IS_OF = (OF_CARTON.c.site_id == CERTIFICATE.c.site_id) & (OF_CARTON.c.certificate_id == CERTIFICATE.c.id)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list. `grams` is 0 where no product's weight is known."""

    id: UUID
    number: str
    kind: CertificateKind
    issued_at: datetime
    lpn: str
    units: int
    grams: int
    issued_by: str
    witness: str
    party: str
    seal: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which certificates a list shows, in which order; None and empty leave nothing out. Instants are UTC."""

    kind: CertificateKind | None = None
    since: datetime | None = None
    until: datetime | None = None
    find: str = ""
    order: str = "issued"
    falls: bool = True


ORDERS: Mapping[str, sa.ColumnElement[Any]] = {
    "issued": CERTIFICATE.c.issued_at,
    "number": CERTIFICATE.c.number,
    "kind": CERTIFICATE.c.kind,
    "units": CERTIFICATE.c.units,
    "weight": CERTIFICATE.c.grams,
}
"""The columns a list sorts by."""


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many certificates are wanted."""
    total: int = session.execute(_from(sa.select(sa.func.count()), site_id, wanted)).scalar_one()
    return total


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Listed]:
    """Return the wanted certificates in order."""
    column = ORDERS[wanted.order]
    order = (column.desc(), CERTIFICATE.c.id.desc()) if wanted.falls else (column, CERTIFICATE.c.id)
    rows = session.execute(_from(sa.select(*_COLUMNS), site_id, wanted).order_by(*order).offset(skip).limit(limit))
    return [Listed(*row) for row in rows]


_COLUMNS = (
    *(CERTIFICATE.c[name] for name in ("id", "number", "kind", "issued_at", "lpn", "units", "grams")),
    OPERATOR.c.name, sa.func.coalesce(WITNESS.c.name, ""), sa.func.coalesce(PARTY.c.name, ""), CERTIFICATE.c.seal,
)  # fmt: skip


def _from(statement: Any, site_id: UUID, wanted: Wanted) -> Any:
    statement = (
        statement.select_from(CERTIFICATE)
        .join(OPERATOR, OPERATOR.c.id == CERTIFICATE.c.issued_by)
        .outerjoin(WITNESS, WITNESS.c.id == CERTIFICATE.c.witness_id)
        .outerjoin(PARTY, PARTY.c.id == CERTIFICATE.c.party_id)
        .where(CERTIFICATE.c.site_id == site_id)
    )
    if wanted.kind:
        statement = statement.where(CERTIFICATE.c.kind == wanted.kind)
    if wanted.since:
        statement = statement.where(CERTIFICATE.c.issued_at >= wanted.since)
    if wanted.until:
        statement = statement.where(CERTIFICATE.c.issued_at < wanted.until)
    return statement.where(_found(wanted.find)) if wanted.find else statement


def _found(text: str) -> sa.ColumnElement[bool]:
    own = tuple(CERTIFICATE.c[name] for name in ("number", "lpn", "seal"))
    names = (OPERATOR.c.name, WITNESS.c.name, PARTY.c.name)
    return sa.or_(*(column.icontains(text, autoescape=True) for column in (*own, *names)))
