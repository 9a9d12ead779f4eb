"""`flask --app app ...`: what an administrator does from a terminal."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from app import config
from app.cli.customs import customs
from app.cli.ground import backdock, refusing, require_newest
from app.cli.importing import import_
from app.cli.nightly import nightly
from app.cli.rules import rules
from app.cli.tokens import token
from app.db.migrating import upgrade
from app.db.models import Site, table_of

COMMANDS: list[click.Command] = [token, import_, nightly, rules, customs]


def register(app: Flask) -> None:
    """Add the commands to `app`."""
    for command in COMMANDS:
        app.cli.add_command(command)


def _command(does: Callable[..., Any]) -> click.Command:
    made = click.command(does.__name__)(with_appcontext(does))
    COMMANDS.append(made)
    return made


@_command
def prepare() -> None:
    """Make everything ready for a first look: secret key, schema, demo site; say how to sign in."""
    settings = backdock().settings
    config.keep_secret_key(settings.data_dir)
    _upgrade()
    if not _sites():
        _load_demo()
    if _is_demo():
        click.echo(_sign_ins())
        click.echo(f"Barcodes to print and scan: http://{settings.host}:{settings.port}/labels/demo")


@_command
def migrate() -> None:
    """Bring the database to the newest revision. On SQLite the server must be stopped."""
    _upgrade()
    click.echo("The database is at the newest revision.")


@_command
def demo() -> None:
    """Load the demo site into an empty database and say how to sign in."""
    _upgrade()
    if not _sites():
        _load_demo()
    if not _is_demo():
        raise click.ClickException("This database has a site of its own. The demo is loaded into an empty one only.")
    click.echo(_sign_ins())


@_command
def verify() -> None:
    """Check every event of the ledger, every entry of the journal, every certificate and the papers of every load that
    left: digests, that goods are conserved, that money balances. Exit 1 at the first that fails."""
    from app.services.balancing import Balanced, OffBalance
    from app.services.balancing import balance as balance_journal
    from app.services.certifying import Changed, Held
    from app.services.certifying import verify as verify_certificates
    from app.services.verifying import Broken, Verified
    from app.services.verifying import verify as verify_ledger

    require_newest()
    with backdock().database.reading() as session:
        match verify_ledger(session):
            case Verified(events=events):
                click.echo(f"The ledger holds: {events} events verified.")
            case Broken(event_id=event_id, sentence=sentence):
                where = f"at event {event_id}" if event_id else "beside its events"
                raise click.ClickException(f"The ledger is broken {where}: {sentence}.")
        match balance_journal(session):
            case Balanced(entries=entries):
                click.echo(f"The journal balances: {entries} entries verified.")
            case OffBalance(id=id, sentence=sentence):
                raise click.ClickException(f"The journal is off at {id}: {sentence}.")
        match verify_certificates(session):
            case Held(certificates=certificates):
                click.echo(f"The certificates hold: {certificates} seals verified.")
            case Changed(number=number, sentence=sentence):
                raise click.ClickException(f"Certificate {number} does not hold: {sentence}.")
        _verify_loads(session)


def _verify_loads(session: Session) -> None:
    from app.services.loading import freezing

    match freezing.verify(session):
        case freezing.Held(loads=loads):
            click.echo(f"The papers of loads hold: {loads} seals verified.")
        case freezing.Changed(number=number, sentence=sentence):
            raise click.ClickException(f"The papers of {number} do not hold: {sentence}.")


@_command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the SQLite database to FILE while the server runs. Photos are copied apart, as plain files."""
    url = backdock().database.engine.url
    if url.get_backend_name() != "sqlite":
        raise click.ClickException("This database is PostgreSQL: back it up with pg_dump, which also works under load.")
    if file.exists():
        raise click.ClickException(f"{file} exists already. Name a new file.")
    _copy(str(url.database), file)
    click.echo(f"{file} holds the whole database. Copy {backdock().settings.photo_dir} beside it for the photos.")


def _copy(database: str, file: Path) -> None:
    """Copy by SQLite's online backup; under its own name only once it is whole."""
    unfinished = file.with_name(file.name + ".unfinished")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.replace(file)


def _upgrade() -> None:
    house = backdock()
    with refusing(), house.alone():
        upgrade(house.database.engine)


def _sites() -> list[str]:
    with backdock().database.reading() as session:
        return list(session.execute(sa.select(table_of(Site).c.code)).scalars())


def _is_demo() -> bool:
    from app.demo.site import SITE_CODE

    return _sites() == [SITE_CODE]


def _load_demo() -> None:
    from app.db.photo_store import PhotoStore
    from app.demo import load_demo

    load_demo(backdock().database, photos=PhotoStore(backdock().settings.photo_dir))


def _sign_ins() -> str:
    from app.demo.people import DEMO_OPERATORS

    rows = [f"  BADGE-{who.badge}  PIN {who.pin}  {who.name}: {', '.join(who.roles)}" for who in DEMO_OPERATORS]
    return "\n".join(["Badges of the demo site:", *rows])
