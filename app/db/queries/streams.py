"""Material streams of a site, and what went out through them in a period."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Certificate, MaterialStream, Operator, Party, RecoveredMaterial, table_of
from app.domain.certificates import CertificateKind, Fate
from app.domain.streams import Recovered, Stream
from app.domain.vocabulary import PartyKind, Program

STREAM, RECOVERED = table_of(MaterialStream), table_of(RecoveredMaterial)
CERTIFICATE, PARTY, OPERATOR = table_of(Certificate), table_of(Party), table_of(Operator)
_COLUMNS = tuple(STREAM.c[name] for name in Stream.__dataclass_fields__)


def of_site(session: Session, site_id: UUID, *, active: bool = False) -> list[Stream]:
    """Return the streams of a site by code, `active` only those that goods are weighed into."""
    where = (STREAM.c.site_id == site_id, *((STREAM.c.is_active,) if active else ()))
    return [Stream(*row) for row in session.execute(sa.select(*_COLUMNS).where(*where).order_by(STREAM.c.code))]


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed a stream last, and when (UTC)."""

    who: str
    when: datetime


def last_change(session: Session, site_id: UUID, stream_id: UUID) -> LastChange:
    """Return who changed a stream last."""
    row = session.execute(
        sa.select(sa.func.coalesce(OPERATOR.c.name, "-"), STREAM.c.changed_at)
        .outerjoin(OPERATOR, OPERATOR.c.id == STREAM.c.changed_by)
        .where(STREAM.c.site_id == site_id, STREAM.c.id == stream_id)
    ).one()
    return LastChange(*row)


def recyclers(session: Session) -> list[tuple[UUID, str]]:
    """Return the recyclers by name."""
    mine = PARTY.c.kind == PartyKind.RECYCLER
    rows = session.execute(sa.select(PARTY.c.id, PARTY.c.name).where(mine).order_by(PARTY.c.name, PARTY.c.id))
    return [(row.id, row.name) for row in rows]


@dataclass(frozen=True, slots=True)
class Row:
    """What went out through one stream in a period."""

    stream: Stream
    fate: Fate
    grams: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """The period (UTC, the end excluded) and the program that figures are of; None leaves nothing out."""

    since: datetime | None = None
    until: datetime | None = None
    program: Program | None = None


def recovered(session: Session, site_id: UUID, wanted: Wanted) -> tuple[list[Row], Recovered]:
    """Return what went out by stream and where it went, and what all of it comes to.

    Goods that were destroyed here count whole: no program is known of their weight, so that a program leaves them out.
    """
    grams = sa.cast(sa.func.sum(RECOVERED.c.grams), sa.BigInteger).label("grams")
    statement = (
        sa.select(*_COLUMNS, RECOVERED.c.fate.label("went"), grams)
        .select_from(RECOVERED)
        .join(STREAM, (STREAM.c.site_id == RECOVERED.c.site_id) & (STREAM.c.id == RECOVERED.c.stream_id))
        .join(
            CERTIFICATE,
            (CERTIFICATE.c.site_id == RECOVERED.c.site_id) & (CERTIFICATE.c.id == RECOVERED.c.certificate_id),
        )
        .where(RECOVERED.c.site_id == site_id, *_within(wanted))
        .group_by(STREAM.c.site_id, *_COLUMNS, RECOVERED.c.fate)
        .order_by(sa.desc("grams"), STREAM.c.code)
    )
    if wanted.program:
        statement = statement.where(RECOVERED.c.program == wanted.program)
    rows = [Row(Stream(*row[: len(_COLUMNS)]), row.went, int(row.grams)) for row in session.execute(statement)]
    of_fate: Mapping[Fate, int] = defaultdict(int)
    for row in rows:
        of_fate[row.fate] += row.grams  # type: ignore[index]
    return rows, Recovered(of_fate, _destroyed(session, site_id, wanted), _certificates(session, site_id, wanted))


def _within(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    since = [CERTIFICATE.c.issued_at >= wanted.since] if wanted.since else []
    return [*since, *([CERTIFICATE.c.issued_at < wanted.until] if wanted.until else [])]


def _destroyed(session: Session, site_id: UUID, wanted: Wanted) -> int:
    if wanted.program:
        return 0
    mine = (CERTIFICATE.c.site_id == site_id, CERTIFICATE.c.kind == CertificateKind.DESTRUCTION, *_within(wanted))
    return int(
        session.execute(sa.select(sa.func.coalesce(sa.func.sum(CERTIFICATE.c.grams), 0)).where(*mine)).scalar_one()
    )


def _certificates(session: Session, site_id: UUID, wanted: Wanted) -> int:
    statement = sa.select(sa.func.count(sa.distinct(CERTIFICATE.c.id))).where(
        CERTIFICATE.c.site_id == site_id, *_within(wanted)
    )
    if wanted.program:
        of_program = (RECOVERED.c.site_id == CERTIFICATE.c.site_id, RECOVERED.c.certificate_id == CERTIFICATE.c.id)
        statement = statement.where(sa.exists().where(*of_program, RECOVERED.c.program == wanted.program))
    return int(session.execute(statement).scalar_one())
