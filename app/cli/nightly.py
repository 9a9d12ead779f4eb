"""`flask --app app nightly`: what is to be done once a day, also under load."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from app.cli.ground import backdock, require_newest
from app.context import Backdock
from app.imports import forget_files

Chore = Callable[[Backdock, datetime], int]
"""Does one thing to its end, in short transactions; returns how often there was something to do."""


@click.command("nightly")
@with_appcontext
def nightly() -> None:
    """Do what is due every day: expire authorizations whose last day for sending has passed; end orders to hold whose
    last day has passed, and lock goods whose date has passed; warn of customs entries whose last day is near; charge
    what was replaced in advance and has not come back; delete evidence and photos of authorizations that ended
    BACKDOCK_EVIDENCE_DAYS ago; give up imports that nobody began, and delete kept files and refused rows of imports
    that ended BACKDOCK_IMPORT_DAYS ago."""
    require_newest()
    for said, chore in CHORES.items():
        click.echo(f"{said}: {chore(backdock(), datetime.now(UTC))}.")


def _expire(house: Backdock, now: datetime) -> int:
    from app.services.authorizing import expire_due

    return _until_none(house, lambda session: expire_due(session, now))


def _lapse_orders(house: Backdock, now: datetime) -> int:
    from app.services.isolating.nightly import lapse_due

    return _until_none(house, lambda session: lapse_due(session, now))


def _hold_expired(house: Backdock, now: datetime) -> int:
    from app.services.isolating.nightly import hold_expired

    return _until_none(house, lambda session: hold_expired(session, now))


def _warn_of_entries(house: Backdock, now: datetime) -> int:
    from app.services.customs.warning import warn_due

    return _until_none(house, lambda session: warn_due(session, now))


def _charge_overdue(house: Backdock, now: datetime) -> int:
    from app.services.replacing import charge_overdue, overdue

    with house.database.reading() as session:
        due = overdue(session, now)
    charged = 0
    for each in due:  # each in a transaction of its own, so that nobody on the floor waits for it
        with house.database.unit_of_work() as session:
            charged += charge_overdue(session, now, due=each)
    return charged


def _shed_evidence(house: Backdock, now: datetime) -> int:
    from app.services.authorizing.outliving import shed_evidence

    before = now - timedelta(days=house.settings.evidence_days)
    return _until_none(house, lambda session: shed_evidence(session, house.photo_store, before))


def _drop_unbegun(house: Backdock, now: datetime) -> int:
    from app.services.importing import drop_unbegun

    return _until_none(house, lambda session: drop_unbegun(session, _kept_since(house, now), now))


def _shed_rows(house: Backdock, now: datetime) -> int:
    from app.services.importing import shed_rows

    return _until_none(house, lambda session: shed_rows(session, _kept_since(house, now)))


def _forget_files(house: Backdock, now: datetime) -> int:
    return forget_files(house, _kept_since(house, now))


def _kept_since(house: Backdock, now: datetime) -> datetime:
    return now - timedelta(days=house.settings.import_days)


def _until_none(house: Backdock, batch: Callable[[Session], int]) -> int:
    done = 0
    while True:
        with house.database.unit_of_work() as session:
            did = batch(session)
        if not did:
            return done
        done += did


# in this order: once an import is given up nobody needs its file
CHORES: dict[str, Chore] = {
    "Authorizations expired": _expire,
    "Orders to hold that are over": _lapse_orders,
    "Lines of expired goods locked": _hold_expired,
    "Customs entries warned of": _warn_of_entries,
    "Replacements charged": _charge_overdue,
    "Evidence and photos of ended authorizations deleted": _shed_evidence,
    "Imports given up that nobody began": _drop_unbegun,
    "Refused rows of old imports deleted": _shed_rows,
    "Kept files of old imports deleted": _forget_files,
}
"""Each by what the command says of it. A new chore is one more row."""
