"""The thresholds of unsold stock: one form for all categories, each saving a version."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import unsold as queries
from app.domain.messages import unsold as say
from app.domain.messages.core import Said, msg
from app.domain.unsold import LIMIT_NAMES, MOST_DAYS, NO_LIMITS, Limits, Thresholds
from app.domain.vocabulary import Category
from app.services import acting, unsold
from app.web import acts, current
from app.web.forms import Form, sentences
from app.web.responses import go_to
from app.web.signals import SignalView

blueprint = Blueprint("thresholds", __name__, url_prefix="/unsold/thresholds")

UNPROCESSABLE = 422
LABELS: Mapping[str, str] = {
    "cover_days": msg("Overstock: days of cover above"),
    "idle_days": msg("Obsolete: days without a sale"),
    "season_days": msg("Days after the season"),
    "life_days": msg("Short-dated: days of life left"),
    "life_share": msg("Short-dated: percent of life left"),
}


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the thresholds in force, to be changed by who may."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, unsold.SCOPE, request.args.get("answer", ""))
        typed = _typed(queries.thresholds(session, by.site_id))
        return _page(session, Form(typed), signal=acts.shown(answered) if answered else None)


@blueprint.post("")
def update() -> ResponseReturnValue:
    """Put what was entered in force; with faults show the form again and keep nothing."""
    form = current.form()
    limits, faults = _read(form)
    if faults:
        with current.database().reading() as session:
            return _page(session, Form(form, sentences(faults)), _seen()), UNPROCESSABLE
    act = acts.read_act(unsold.SCOPE)
    with current.database().unit_of_work() as session:
        answered = unsold.keep_thresholds(session, act, _seen(), limits, form.get("note", ""))
    return go_to(url_for("thresholds.show", answer=answered.client_id))


def _seen() -> int:
    text = current.form().get("version", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise BadRequest("not a version")
    return int(text)


def _read(form: Mapping[str, str]) -> tuple[dict[Category, Limits], dict[str, Said]]:
    limits, faults = {}, {}
    for category in Category:
        read = {name: form.get(f"{category.value}-{name}", "").strip() for name in LIMIT_NAMES}
        for name, text in read.items():
            if not _is_days(text):
                faults[f"{category.value}-{name}"] = Said(say.NOT_DAYS, {"got": text[:20], "most": MOST_DAYS})
        limits[category] = Limits(**{name: int(text) for name, text in read.items() if text and _is_days(text)})
    return limits, faults


def _is_days(text: str) -> bool:
    return not text or (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) <= MOST_DAYS)


def _typed(thresholds: Thresholds) -> dict[str, str]:
    return {
        f"{category.value}-{name}": str(value)
        for category in Category
        for name in LIMIT_NAMES
        if (value := getattr(thresholds.limits.get(category, NO_LIMITS), name)) is not None
    }


def _page(session: Session, form: Form, seen: int | None = None, signal: SignalView | None = None) -> str:
    versions = queries.versions(session, current.principal().site_id)
    newest = versions[0].thresholds.version if versions else 0
    return render_template(
        "unsold/thresholds.html",
        form=form,
        version=newest if seen is None else seen,
        versions=versions,
        categories=[each.value for each in Category],
        names={name: _(label) for name, label in LABELS.items()},
        signal=signal,
    )
