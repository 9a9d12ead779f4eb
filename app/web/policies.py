"""Return policies in the office: the versions, one of them, and what is done to a draft."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import policies as queries
from app.db.queries.policies import Version
from app.domain.errors import Refused
from app.domain.messages import policies as say
from app.domain.messages.core import Said
from app.services import acting, drafting
from app.services.acting import Act, Outcome
from app.web import acts, current
from app.web.drafts import a_number, done, seen
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.policy_view import is_in_force, reason_views, rule_view, term_view
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("policies", __name__, url_prefix="/policies")
SCOPE = "policies"


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show every version, the newest first, and which of them judges today."""
    by = current.principal()
    with current.database().reading() as session:
        return render_template(
            "policies/index.html",
            versions=queries.versions(session, by.site_id),
            in_force=queries.version_in_force(session, by.site_id, today(by)),
            is_in_force=is_in_force,
            today=today(by),
            signal=acts.told(session, SCOPE),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the list of versions as a file."""
    by = current.principal()
    with current.database().reading() as session:
        versions = queries.versions(session, by.site_id)
    heads = (
        _("Version"), _("State"), _("From"), _("For"), _("Rules"), _("What is new"), _("Changed"), _("By"),
    )  # fmt: skip
    rows = (
        (each.version, word(each.state.value), each.effective_from, _("This site") if each.is_ours else _("All sites"),
         each.rules, each.note, each.changed_at.astimezone(ZoneInfo(by.time_zone)).date(), each.changed_by)
        for each in versions
    )  # fmt: skip
    return list_file(f"policies-{today(by).isoformat()}", kind, heads, rows)


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Make a draft from a version, or an empty one, for all sites or for this one alone."""
    act, form = acts.read_act(SCOPE), current.form()
    source, ours = a_number(form.get("source", "0")), "ours" in form
    with current.database().unit_of_work() as session:
        answered = acting.answer(session, act, lambda: _draft(session, act, source, ours))
    if answered.said.message is not say.DRAFTED:
        return go_to(url_for("policies.index", answer=act.client_id))
    return go_to(url_for("policies.show", version=answered.said.params["version"], answer=act.client_id))


def _draft(session: Session, act: Act, source: int, ours: bool) -> Outcome[None]:
    return Outcome(drafting.draft(session, act.by, source, act.now, ours=ours)[1])


@blueprint.get("/<int(max=2147483647):version>")
def show(version: int) -> ResponseReturnValue:
    """Show one version: its rules in their order, its reasons, and for a draft what may be done to it."""
    by = current.principal()
    with current.database().reading() as session:
        found = version_of(session, version)
        return render_template(
            "policies/show.html",
            policy=found,
            rules=list(map(rule_view, queries.rules(session, found.id))),
            reasons=reason_views(queries.reasons(session, found.id)),
            terms=list(map(term_view, queries.terms(session, found.id))),
            in_force=queries.version_in_force(session, by.site_id, today(by)),
            is_in_force=is_in_force,
            today=today(by),
            signal=acts.told(session, SCOPE),
        )


@blueprint.post("/<int(max=2147483647):version>/<any(activation, removal):deed>")
def do(version: int, deed: str) -> ResponseReturnValue:
    """Put a draft in force, or throw it away."""
    answered = done(SCOPE, lambda session, act: DEEDS[deed](session, act, version))
    if answered.said.message is say.DISCARDED:
        return go_to(url_for("policies.index", answer=answered.client_id))
    return go_to(url_for("policies.show", version=version, answer=answered.client_id))


def _activate(session: Session, act: Act, version: int) -> Said:
    form = current.form()
    try:
        day = date.fromisoformat(form.get("day", ""))
    except ValueError:
        raise Refused(say.NOT_A_DAY, text=form.get("day", "")[:20] or "-") from None
    return drafting.activate(session, act.by, version, seen(), day, form.get("note", ""), today(act.by), act.now)


def _discard(session: Session, act: Act, version: int) -> Said:
    return drafting.discard(session, act.by, version, seen(), act.now)


DEEDS: dict[str, Callable[[Session, Act, int], Said]] = {"activation": _activate, "removal": _discard}


def version_of(session: Session, version: int) -> Version:
    """Return a version that concerns this site. Raises NotFound."""
    found = queries.version(session, current.principal().site_id, version)
    if found is None:
        raise NotFound
    return found
