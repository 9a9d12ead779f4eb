"""A version tried against past decisions: asked for, watched while it goes on, and what came of it."""

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import dry_runs as queries
from app.db.queries.dry_runs import DryRun
from app.domain.messages import ruling as say
from app.exchange.writing import Exported
from app.services import acting, ruling
from app.services.ruling import Asked
from app.web import acts, current
from app.web.drafts import a_number
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.responses import go_to
from app.web.rulesets import SCOPE, currency

blueprint = Blueprint("dry_runs", __name__, url_prefix="/disposition")


@blueprint.post("/<int(max=2147483647):version>/runs")
def create(version: int) -> ResponseReturnValue:
    """Put a dry run in line and show how far it is."""
    act, days = acts.read_act(SCOPE), a_number(current.form().get("days", ""))
    with current.database().unit_of_work() as session:
        answered = acting.answer(session, act, lambda: ruling.ask(session, act, Asked(version, days)))
    if answered.said.message is say.TRYING:
        return go_to(url_for("dry_runs.show", run_id=act.client_id))
    return go_to(url_for("rulesets.show", version=version, answer=act.client_id))


@blueprint.get("/runs/<uuid:run_id>")
def show(run_id: UUID) -> ResponseReturnValue:
    """Show how far a dry run is, then what came of it."""
    with current.database().reading() as session:
        run = _run(session, run_id)
        return render_template("dry_runs/show.html", run=run, currency=currency(session))


@blueprint.get("/runs/<uuid:run_id>/progress")
def progress(run_id: UUID) -> ResponseReturnValue:
    """Show how far it is; when it has ended, send the page to its end."""
    with current.database().reading() as session:
        run = _run(session, run_id)
    if not run.is_under_way:
        return go_to(url_for("dry_runs.show", run_id=run_id))
    return render_template("dry_runs/_progress.html", run=run)


@blueprint.get("/runs/<uuid:run_id>/export.<any(csv, xlsx):kind>")
def export(run_id: UUID, kind: str) -> Response:
    """Send what would go elsewhere as a file."""
    with current.database().reading() as session:
        run = _run(session, run_id)
    heads = (_("Decided then"), _("Under version %(n)s", n=run.version), _("Units"))
    return list_file(f"dry-run-{run.version}-{run.days}-days", kind, heads, _lines(run))


def _lines(run: DryRun) -> Iterator[tuple[Exported, ...]]:
    for (old, new), units in run.outcome.moves.items():
        yield word(old.value), word(new.value), units


def _run(session: Session, run_id: UUID) -> DryRun:
    found = queries.one(session, current.principal().site_id, run_id)
    if found is None:
        raise NotFound
    return found
