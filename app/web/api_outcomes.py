"""The HTTP API, version 1: what became of what was announced, pulled by change."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.db.ids import first_id_at
from app.db.queries import outcomes
from app.exchange.api.asking import NotAsked, parse
from app.exchange.api.operations import OUTCOMES
from app.exchange.api.outcomes import Outcome
from app.web import bearing, current
from app.web.problems import problem
from app.web.resources import as_json

blueprint = Blueprint("api_outcomes", __name__, url_prefix="/api/v1/outcomes")

SETTLES_IN = timedelta(seconds=5)
"""On PostgreSQL acts of one moment are committed in any order: younger events wait for the next question."""


@blueprint.get("")
def changed() -> ResponseReturnValue:
    """Send the outcomes that changed after an event, and the event to ask from next."""
    bearing.require(OUTCOMES.scope)
    try:
        asked = parse(OUTCOMES, request.args)
    except NotAsked as refusal:
        return problem(400, "Not understood", "The query has faults. Mend them and ask again.", refusal.faults)
    with current.database().reading() as session:
        until = None if session.get_bind().dialect.name == "sqlite" else _settled(current.now())
        found = outcomes.changed(session, bearing.bearer().site_id, asked.after, asked.limit, until)
    return as_json({"items": [_shown(each) for each in found.items], "next": found.next, "more": found.more})


def _settled(now: datetime) -> UUID:
    return first_id_at(now - SETTLES_IN)


@blueprint.get("/<uuid:of_id>")
def one(of_id: UUID) -> ResponseReturnValue:
    """Send what became of one authorization."""
    bearing.require(OUTCOMES.scope)
    with current.database().reading() as session:
        found = outcomes.of(session, bearing.bearer().site_id, [of_id])
    if not found:
        raise NotFound
    return as_json(_shown(found[0]))


def _shown(found: outcomes.Row) -> dict[str, Any]:
    return Outcome.model_validate(found).model_dump()
