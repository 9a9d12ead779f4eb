"""The gate of a site: receiving passes it, and who must not miss goods that come in just now closes it.

On PostgreSQL a transaction that reads what stands in a building does not see what another is booking. Both take the
same advisory lock, shared by those who book; the queue for it is fair. SQLite has one writer at a time and no gate.
"""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from app.db.types import Id


class passing(FunctionElement[Any]):  # noqa: N801  # written in statements like any other function
    """Passes the gate of a site until the transaction ends: a column of whatever is read first anyway."""

    type = sa.String()
    inherit_cache = True


@compiles(passing, "postgresql")
def _shared(element: Any, compiler: Any, **options: Any) -> str:
    site = compiler.process(element.clauses, **options)
    return f"CAST(pg_advisory_xact_lock_shared(hashtextextended(CAST({site} AS text), 0)) AS text)"


@compiles(passing)
def _nothing(_element: Any, _compiler: Any, **_options: Any) -> str:
    return "NULL"


def close_gate(session: Session, site_id: UUID) -> None:
    """Wait until nobody is booking goods in at the site, and let nobody begin until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        key = sa.func.hashtextextended(sa.cast(str(site_id), sa.Text), 0)
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def pass_gate(session: Session, site_id: UUID) -> None:
    """Pass the gate where nothing else is read that could carry it."""
    session.execute(sa.select(passing(sa.literal(site_id, Id))))
