"""Disposition in the office: versions of the rules and prices, one of them, and what is done to a draft."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import dry_runs
from app.db.queries import rulesets as queries
from app.db.queries.rulesets import Version
from app.domain.messages import ruling as say
from app.domain.messages.core import Said
from app.domain.ruling_drafts import PERIODS
from app.services import acting, ruling
from app.services.acting import Act, Outcome
from app.web import acts, current
from app.web.drafts import a_number, done, seen
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.responses import go_to
from app.web.routes import today
from app.web.ruleset_view import law_views, price_views, rule_view

blueprint = Blueprint("rulesets", __name__, url_prefix="/disposition")
SCOPE = "rulesets"


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show every version, the newest first, and which of them judges now."""
    by = current.principal()
    with current.database().reading() as session:
        return render_template(
            "rulesets/index.html",
            versions=queries.versions(session, by.site_id),
            in_force=queries.version_in_force(session, by.site_id),
            signal=acts.told(session, SCOPE),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the list of versions as a file."""
    by = current.principal()
    with current.database().reading() as session:
        versions = queries.versions(session, by.site_id)
    heads = (
        _("Version"), _("State"), _("For"), _("Rules"), _("What is new"), _("Changed"), _("By"), _("In force since"),
        _("Put in force by"),
    )  # fmt: skip
    zone = ZoneInfo(by.time_zone)
    rows = (
        (each.version, word(each.state.value), _("This site") if each.is_ours else _("All sites"), each.rules,
         each.note, each.changed_at.astimezone(zone).date(), each.changed_by,
         each.activated_at.astimezone(zone).date() if each.activated_at else None, each.activated_by)
        for each in versions
    )  # fmt: skip
    return list_file(f"disposition-{today(by).isoformat()}", kind, heads, rows)


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Make a draft from a version, or an empty one, for all sites or for this one alone."""
    act, form = acts.read_act(SCOPE), current.form()
    source, ours = a_number(form.get("source", "0")), "ours" in form
    with current.database().unit_of_work() as session:
        answered = acting.answer(session, act, lambda: _draft(session, act, source, ours))
    if answered.said.message is not say.DRAFTED:
        return go_to(url_for("rulesets.index", answer=act.client_id))
    return go_to(url_for("rulesets.show", version=answered.said.params["version"], answer=act.client_id))


def _draft(session: Session, act: Act, source: int, ours: bool) -> Outcome[None]:
    return Outcome(ruling.draft(session, act.by, source, act.now, ours=ours)[1])


@blueprint.get("/<int(max=2147483647):version>")
def show(version: int) -> ResponseReturnValue:
    """Show one version: the law before it, its rules in their order, its prices, the dry runs of it."""
    by = current.principal()
    with current.database().reading() as session:
        found = version_of(session, version)
        return render_template(
            "rulesets/show.html",
            ruleset=found,
            rules=list(map(rule_view, queries.rules(session, found.version))),
            law=law_views(),
            prices=price_views(queries.whole(session, found.version).prices),
            in_force=queries.version_in_force(session, by.site_id),
            runs=dry_runs.of_version(session, by.site_id, found.version),
            periods=PERIODS,
            currency=currency(session),
            signal=acts.told(session, SCOPE),
        )


@blueprint.post("/<int(max=2147483647):version>/<any(activation, removal):deed>")
def do(version: int, deed: str) -> ResponseReturnValue:
    """Put a draft in force, or throw it away."""
    answered = done(SCOPE, lambda session, act: DEEDS[deed](session, act, version))
    if answered.said.message is say.DISCARDED:
        return go_to(url_for("rulesets.index", answer=answered.client_id))
    return go_to(url_for("rulesets.show", version=version, answer=answered.client_id))


def _activate(session: Session, act: Act, version: int) -> Said:
    return ruling.activate(session, act.by, version, seen(), current.form().get("note", ""), act.now)


def _discard(session: Session, act: Act, version: int) -> Said:
    return ruling.discard(session, act.by, version, seen(), act.now)


DEEDS: dict[str, Callable[[Session, Act, int], Said]] = {"activation": _activate, "removal": _discard}


def version_of(session: Session, version: int) -> Version:
    """Return a version that concerns this site. Raises NotFound."""
    found = queries.version(session, current.principal().site_id, version)
    if found is None:
        raise NotFound
    return found


def draft_of(session: Session, version: int) -> Version:
    """Return a draft; what was put in force has no forms. Raises NotFound."""
    found = version_of(session, version)
    if not found.is_draft:
        raise NotFound
    return found


def currency(session: Session) -> str:
    """Return the currency of the site, which amounts of prices are in."""
    return queries.currency(session, current.principal().site_id)
