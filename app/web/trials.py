"""Trying a version against past requests: which lines it would have judged otherwise."""

from collections.abc import Iterator
from datetime import timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.db.queries import policies as queries
from app.db.queries.policies import Version
from app.exchange.writing import Exported
from app.services import eligibility
from app.services.eligibility import Trial
from app.web import current
from app.web.exporting import list_file
from app.web.forms import sentence
from app.web.i18n import in_language, word
from app.web.policies import version_of

blueprint = Blueprint("trials", __name__, url_prefix="/policies/<int(max=2147483647):version>/trial")

PERIODS = (30, 90, 365)
"""Days back from now that a trial may look."""
SHOWN = 200
"""Of the lines that change; the file has all of them."""


@blueprint.get("")
def show(version: int) -> ResponseReturnValue:
    """Judge the past under this version, keep nothing, and show every line that changes."""
    days = _days()
    with current.database().reading() as session:
        policy, trial = _trial(session, version, days)
    return render_template(
        "policies/trial.html", policy=policy, trial=trial, days=days, periods=PERIODS, shown=SHOWN, sentence=sentence
    )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(version: int, kind: str) -> ResponseReturnValue:
    """Send every line that changes as a file."""
    with current.database().reading() as session:
        _policy, trial = _trial(session, version, _days())
    heads = (_("Authorization"), _("Party"), _("Product"), _("Units"), _("Asked on"), _("Then"), _("Now"), _("Why"))
    return list_file(f"policy-{version}-trial", kind, heads, _lines(trial))


def _lines(trial: Trial) -> Iterator[tuple[Exported, ...]]:
    for one in trial.changed:
        past = one.past
        verdicts = (word(past.verdict.value), word(one.judgement.verdict.value))
        asked = (past.facts.quantity, past.facts.asked_on)
        yield (
            past.number,
            past.party,
            in_language(past.product.texts),
            *asked,
            *verdicts,
            sentence(one.judgement.finding.said),
        )


def _trial(session: Session, version: int, days: int) -> tuple[Version, Trial]:
    policy = version_of(session, version)
    since = current.now() - timedelta(days=days)
    rules = queries.read(session, policy.id, policy.version)
    return policy, eligibility.try_out(session, current.principal().site_id, rules, since)


def _days() -> int:
    text = request.args.get("days", "")
    return int(text) if text in map(str, PERIODS) else PERIODS[1]
