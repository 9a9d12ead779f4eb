"""`flask --app app rules dry-run`: the disposition rules tried against the past, from a terminal."""

import json
from datetime import UTC, datetime
from time import perf_counter
from typing import Any
from uuid import UUID

import click
import sqlalchemy as sa
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from app.cli.ground import backdock, require_newest, site_id
from app.db.models import Site, table_of
from app.db.queries import rulesets
from app.domain.dry_runs import Outcome
from app.domain.rulesets import Ruleset
from app.memory import settle

SITE = table_of(Site)


@click.group("rules")
def rules() -> None:
    """Disposition rules and prices."""


@rules.command("dry-run")
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="Days back from today.")
@click.option("--draft", is_flag=True, help="Try the newest draft instead of what is in force.")
@click.option("--version", "number", type=int, help="Try this version.")
@click.option("--site", default="", help="Code of the building; needed where there are several.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; nothing else goes to standard output.")
@with_appcontext
def dry_run(days: int, draft: bool, number: int | None, site: str, as_json: bool) -> None:
    """Judge the decisions of the last days again and say how many units would go elsewhere. Nothing is kept."""
    from app.services import ruling

    require_newest()
    settle()
    database, began = backdock().database, perf_counter()
    with database.reading() as session:
        building = site_id(session, site)
        ruleset = _ruleset(session, building, number, draft)
        since = ruling.since_day(session, building, days, datetime.now(UTC))
        currency = session.execute(
            sa.select(table_of(Site).c.currency).where(table_of(Site).c.id == building)
        ).scalar_one()
    outcome = Outcome()
    for outcome in ruling.replay(database, building, ruleset, since):
        click.echo(f"{outcome.units} units", err=True)
    told = _told(outcome, currency, days=days, version=ruleset.version, seconds=round(perf_counter() - began, 2))
    click.echo(json.dumps(told, indent=2) if as_json else _sentence(told))


def _ruleset(session: Session, site: UUID, number: int | None, draft: bool) -> Ruleset:
    found = rulesets.newest_draft(session, site) if draft else rulesets.version(session, site, number or 0)
    if found:
        return rulesets.whole(session, found.version)
    if draft:
        raise click.ClickException("There is no draft of the disposition rules here. Make one in the office first.")
    if number is not None:
        raise click.ClickException(f"There is no version {number} of the disposition rules here.")
    return rulesets.in_force(session, site)


def _told(outcome: Outcome, currency: str, **around: Any) -> dict[str, Any]:
    sums = outcome.in_currency(currency)
    others = {
        name: {"before": str(each.before), "after": str(each.after)}
        for name, each in outcome.recovered.items() if name != currency
    }  # fmt: skip
    return {
        "units": outcome.units,
        "changed": outcome.changed,
        "recovery_before": str(sums.before),
        "recovery_after": str(sums.after),
        "recovery_decided": str(sums.decided),
        "currency": currency,
        "other_currencies": others,
        "moves": [{"from": old.value, "to": new.value, "units": units} for (old, new), units in outcome.moves.items()],
        **around,
    }


def _sentence(told: dict[str, Any]) -> str:
    return (
        f"Version {told['version']} on the last {told['days']} days: {told['changed']} of {told['units']} units change"
        f" code. Recovery before {told['recovery_before']}, after {told['recovery_after']} {told['currency']}."
        f" {told['seconds']} seconds."
    )
