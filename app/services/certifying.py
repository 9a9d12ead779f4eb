"""Certificates: frozen in the transaction in which the goods go, and proved unchanged ever after."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Certificate, CertificateCarton, Event, table_of
from app.domain.certificates import Record, seal_of
from app.services.acting import Act
from app.services.transporting.guarding import next_number

CERTIFICATE, OF_CARTON, EVENT = table_of(Certificate), table_of(CertificateCarton), table_of(Event)
PREFIX = "CE-"

Write = Callable[[Record], Mapping[str, Mapping[str, Any]]]
"""Puts a record into the words of each language, as a paper that can be printed."""


def number_for(session: Session, act: Act) -> str:
    """Return the number of the next certificate; call it before anything else is locked, since it locks the site."""
    return next_number(session, act, CERTIFICATE, PREFIX)


def sealed(certificate_id: UUID, record: Record) -> Mapping[str, object]:
    """Return what the event of the goods keeps of the certificate: it cannot be exchanged without breaking that."""
    return {"certificate": [str(certificate_id), record.seal]}


def freeze(
    session: Session, act: Act, certificate_id: UUID, record: Record, event_id: UUID, write: Write,
    cartons: Iterable[UUID], **about: UUID | None,
) -> None:  # fmt: skip
    """Write the certificate of goods that went in the event out of `cartons`; `about` names witness and party."""
    session.execute(
        sa.insert(CERTIFICATE).values(
            site_id=act.site_id, id=certificate_id, number=record.number, kind=record.kind, issued_at=record.issued_at,
            issued_by=act.by.operator_id, event_id=event_id, lpn=record.lpn, units=record.units, grams=record.grams,
            record=record.to_json(), papers=dict(write(record)), seal=record.seal, **about,
        )
    )  # fmt: skip
    of_certificate = {"site_id": act.site_id, "certificate_id": certificate_id}
    session.execute(sa.insert(OF_CARTON), [{**of_certificate, "carton_id": carton_id} for carton_id in cartons])


@dataclass(frozen=True, slots=True)
class Held:
    """Every certificate states what it stated when it was issued."""

    certificates: int


@dataclass(frozen=True, slots=True)
class Changed:
    """The first certificate that does not, and why."""

    number: str
    sentence: str


def verify(session: Session) -> Held | Changed:
    """Recompute the seal of every certificate, and compare it with the one that the event of its goods keeps."""
    rows = session.execute(
        sa.select(*(CERTIFICATE.c[name] for name in ("id", "number", "record", "seal")), EVENT.c.detail)
        .join(EVENT, (EVENT.c.site_id == CERTIFICATE.c.site_id) & (EVENT.c.id == CERTIFICATE.c.event_id))
        .order_by(CERTIFICATE.c.site_id, CERTIFICATE.c.id)
    )
    count = 0
    for count, row in enumerate(rows.yield_per(100), start=1):  # noqa: B007
        if seal_of(row.record) != row.seal:
            return Changed(row.number, "what it states was changed after it was issued")
        if row.detail.get("certificate") != [str(row.id), row.seal]:
            return Changed(row.number, "the event of its goods names another")
    return Held(count)
