"""The HTTP API, version 1: what the workshop yields."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.db.queries import yields as queries
from app.domain.yields import By, Period, Yield, yields
from app.exchange.api.asking import Asked, NotAsked, parse
from app.exchange.api.operations import YIELDS
from app.web import bearing, current
from app.web.problems import problem
from app.web.resources import as_json

blueprint = Blueprint("api_rework", __name__, url_prefix="/api/v1/yields")


@blueprint.get("")
def yielded() -> ResponseReturnValue:
    """Send the figures of a period, each group with its n."""
    bearing.require(YIELDS.scope)
    try:
        asked = parse(YIELDS, request.args)
    except NotAsked as refusal:
        return problem(400, "Not understood", "The query has faults. Mend them and ask again.", refusal.faults)
    return as_json({"items": _items(asked), "next": None})


def _items(asked: Asked) -> list[dict[str, Any]]:
    bearer, wanted = bearing.bearer(), dict[str, Any](asked.filters)
    today = current.now().astimezone(ZoneInfo(bearer.time_zone)).date()
    period = Period.of(wanted.get("since"), wanted.get("until"), today)
    with current.database().reading() as session:
        ended = queries.ended(session, bearer.site_id, *period.instants(bearer.time_zone))
    by = wanted.get("by", By.PRODUCT)
    return [_shown(each, by, period) for each in yields(ended, by)][: asked.limit]


def _shown(each: Yield, by: By, period: Period) -> dict[str, Any]:
    figures = {name: getattr(each, name) for name in YIELDS.item.model_fields if hasattr(each, name)}
    own = {**figures, "by": by, "since": period.since, "until": period.until, "margin": each.gain}
    return YIELDS.item.model_validate(own).model_dump()
