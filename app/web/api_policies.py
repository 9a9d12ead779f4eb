"""The HTTP API, version 1: the return policy that counts today. Versions are read as any collection is."""

from zoneinfo import ZoneInfo

from flask import Blueprint
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.db.queries import outward, policies
from app.web import bearing, current
from app.web.resources import BY_NAME, as_json, shown, tags

blueprint = Blueprint("api_policies", __name__, url_prefix="/api/v1/policies")


@blueprint.get("/in_force")
def in_force() -> ResponseReturnValue:
    """Send the version in force on this day of the site."""
    collection = BY_NAME["policies"]
    bearing.require(collection.scope)
    bearer = bearing.bearer()
    with current.database().reading() as session:
        today = current.now().astimezone(ZoneInfo(bearer.time_zone)).date()
        number = policies.version_in_force(session, bearer.site_id, today)
        named = outward.called(session, bearer.site_id, collection.name, str(number)).id if number else None
        found = outward.one(session, bearer.site_id, collection.name, named) if named else None
    if found is None:
        raise NotFound
    return as_json(shown(collection, found), tags(found))
