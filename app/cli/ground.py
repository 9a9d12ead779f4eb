"""What every command stands on: the app's own things, and refusals as sentences of a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import click
import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from app.context import Backdock
from app.db.locks import SecondServer
from app.db.migrating import SchemaBehind
from app.db.migrating import require_newest as require_newest_schema
from app.db.models import Site, table_of
from app.domain.errors import FloorError
from app.domain.plain import in_english


@contextmanager
def refusing() -> Iterator[None]:
    """Turn refusals into an exit status of 1 and their sentence."""
    try:
        yield
    except (SchemaBehind, SecondServer) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except FloorError as refusal:
        raise click.ClickException(in_english(refusal.said)) from refusal


def backdock() -> Backdock:
    """Return settings and database of the app at hand."""
    found: Backdock = current_app.extensions["backdock"]
    return found


def require_newest() -> None:
    """Refuse to go on upon a schema that is not the newest."""
    with refusing():
        require_newest_schema(backdock().database.engine)


def site_id(session: Session, code: str) -> UUID:
    """Return the building with that code; none needs naming where there is one only."""
    site = table_of(Site)
    rows: dict[str, UUID] = {row.code: row.id for row in session.execute(sa.select(site.c.code, site.c.id))}
    if code in rows:
        return rows[code]
    if code or len(rows) != 1:
        raise click.ClickException(f"Name the building by --site. There are: {', '.join(sorted(rows)) or 'none'}.")
    return next(iter(rows.values()))
