"""The HTTP API, version 1: return policies are drafted and put in force. Versions are read as any collection is."""

from dataclasses import asdict
from zoneinfo import ZoneInfo

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import outward, policies
from app.exchange.api.entries import Entry
from app.exchange.api.policy_entries import ActivationEntry, PolicyChange, PolicyEntry
from app.exchange.api.policy_rows import reasons_of, rules_of, terms_of
from app.exchange.api.writings import BY_NAME as WRITINGS
from app.services import drafting
from app.services.acting import Act
from app.services.drafting import Contents
from app.services.replying import Reply
from app.web import api_requests as requests
from app.web import bearing, current
from app.web.api_writing import named, reply
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
        of_id = outward.called(session, bearer.site_id, collection.name, str(number)).id if number else None
        found = outward.one(session, bearer.site_id, collection.name, of_id) if of_id else None
    if found is None:
        raise NotFound
    return as_json(shown(collection, found), tags(found))


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Write a draft."""
    writing = WRITINGS["create_policy"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, PolicyEntry)
        contents = _contents(entry)
        ours = not entry.is_for_all_sites
        number, _said = drafting.draft(session, act.by, entry.based_on, act.now, ours=ours)
        drafting.rewrite(session, act.by, number, 0, contents, act.now)
        return reply(session, act, writing, named(session, act, writing.collection, str(number))["id"], 201)

    return requests.answer_once(writing, do)


@blueprint.patch("/<which>")
def change(which: str) -> ResponseReturnValue:
    """Let a draft say what is said, if nobody changed it since it was seen."""
    writing = WRITINGS["change_policy"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, PolicyChange)
        found = named(session, act, writing.collection, which)
        drafting.rewrite(session, act.by, int(found["number"]), requests.version(), _contents(entry), act.now)
        return reply(session, act, writing, found["id"], 200)

    return requests.answer_again(writing, do)


def _contents(entry: PolicyChange) -> Contents:
    said = entry.model_fields_set
    return Contents(
        note=entry.note if "note" in said else None,
        rules=[asdict(rule) for rule in rules_of(entry.lines)] if "lines" in said else None,
        terms=[asdict(term) for term in terms_of(entry.terms)] if "terms" in said else None,
        reasons=reasons_of(entry.reasons) if "reasons" in said else None,
    )


@blueprint.post("/<which>/activation")
def activate(which: str) -> ResponseReturnValue:
    """Put a draft in force, as it stands now."""
    writing = WRITINGS["activate_policy"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, ActivationEntry)
        found = named(session, act, writing.collection, which)
        note, today = entry.note or found["note"], act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
        number, day = int(found["number"]), entry.effective_from
        drafting.activate(session, act.by, number, found["version"], day, note, today, act.now)
        return reply(session, act, writing, found["id"], 200)

    return requests.answer_once(writing, do)
