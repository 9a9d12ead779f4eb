"""The dwell targets: one form for all stages and programs, each saving a version."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import dwell_targets as queries
from app.domain.dwell import Stage
from app.domain.dwell_drafts import read, typed
from app.domain.dwell_targets import TOLD
from app.domain.dwell_words import STAGE_WORDS
from app.domain.vocabulary import Program
from app.services import acting, dwelling
from app.web import acts, current
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.responses import go_to
from app.web.signals import SignalView

blueprint = Blueprint("dwell_targets", __name__, url_prefix="/dwell-targets")

UNPROCESSABLE = 422


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the targets in force, to be changed by who may."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, dwelling.SCOPE, request.args.get("answer", ""))
        form = Form(typed(queries.in_force(session, by.site_id).stages))
        return _page(session, form, signal=acts.shown(answered) if answered else None)


@blueprint.post("")
def update() -> ResponseReturnValue:
    """Put what was entered in force; with faults show the form again and keep nothing."""
    form = current.form()
    stages, faults = read(form)
    if faults:
        with current.database().reading() as session:
            return _page(session, Form(form, sentences(faults)), _seen()), UNPROCESSABLE
    act = acts.read_act(dwelling.SCOPE)
    with current.database().unit_of_work() as session:
        answered = dwelling.keep_targets(session, act, _seen(), stages, form.get("note", ""))
    return go_to(url_for("dwell_targets.show", answer=answered.client_id))


def _seen() -> int:
    text = current.form().get("version", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise BadRequest("not a version")
    return int(text)


def _page(session: Session, form: Form, seen: int | None = None, signal: SignalView | None = None) -> str:
    versions = queries.versions(session, current.principal().site_id)
    newest = versions[0].version if versions else 0
    return render_template(
        "dwell_targets/show.html",
        form=form,
        version=newest if seen is None else seen,
        versions=versions,
        stages={stage.value: word(STAGE_WORDS[stage]) for stage in Stage},
        programs=[program.value for program in Program],
        roles=[(role.value, word(role.value)) for role in TOLD],
        signal=signal,
    )
