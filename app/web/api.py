"""The HTTP API, version 1: what the company's own systems read. Drawn from `exchange.api.operations`."""

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.db.queries import outward
from app.exchange.api.asking import NotAsked, parse
from app.exchange.api.document import document as whole_document
from app.exchange.api.operations import Collection
from app.web import bearing, current
from app.web.api_requests import an_id
from app.web.problems import problem
from app.web.resources import BY_NAME, as_json, shown, tags

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
NAMES = ", ".join(BY_NAME)


@blueprint.get("/openapi.json")
def document() -> ResponseReturnValue:
    """Send the OpenAPI document."""
    return jsonify(whole_document(_prefix()))


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show the document to a person, with nothing from elsewhere."""
    return render_template("api/index.html", document=whole_document(_prefix()))


def _prefix() -> str:
    return url_for("api.index").rstrip("/")


@blueprint.get(f"/<any({NAMES}):name>")
def listed(name: str) -> ResponseReturnValue:
    """Send a page of a collection."""
    collection = _readable(name)
    try:
        asked = parse(collection, request.args)
    except NotAsked as refusal:
        return problem(400, "Not understood", "The query has faults. Mend them and ask again.", refusal.faults)
    with current.database().reading() as session:
        page = outward.page(session, bearing.bearer().site_id, name, asked.filters, asked.after, asked.limit)
    return as_json({"items": [shown(collection, found) for found in page.items], "next": page.next})


@blueprint.get(f"/<any({NAMES}):name>/<of_id>")
def one(name: str, of_id: str) -> ResponseReturnValue:
    """Send one item of a collection, by its id or by what the company calls it."""
    collection = _readable(name)
    with current.database().reading() as session:
        site_id = bearing.bearer().site_id
        named = an_id(of_id) or outward.called(session, site_id, name, of_id).id
        found = outward.one(session, site_id, name, named) if named else None
    if found is None:
        raise NotFound
    return as_json(shown(collection, found), tags(found))


def _readable(name: str) -> Collection:
    collection = BY_NAME[name]
    bearing.require(collection.scope)
    return collection
