"""The table of what is approved, and by whom: one form for all acts, each saving a version."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import approvals as queries
from app.domain.approval_drafts import Draft
from app.domain.approvals import COUNTED, MEASURES, ApprovalAct, ApprovalTable, Rule
from app.domain.messages.core import Said
from app.domain.messages.signing_in import ROLE_TITLES
from app.services import acting, approving
from app.web import acts, approvers, current
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.responses import go_to
from app.web.signals import SignalView

blueprint = Blueprint("approval_table", __name__, url_prefix="/approvals/table")

UNPROCESSABLE = 422
FIELDS = ("measure", "threshold", "currency")


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the table in force, to be changed by who may."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, approving.SCOPE, request.args.get("answer", ""))
        table = queries.table(session, by.site_id)
        return _page(session, Form(_typed(table)), _ticked(table), signal=acts.shown(answered) if answered else None)


@blueprint.post("")
def update() -> ResponseReturnValue:
    """Put what was entered in force; with faults show the form again and keep nothing."""
    rules, faults = _read()
    if faults:
        with current.database().reading() as session:
            form = Form(current.form(), sentences(faults))
            ticked = {deed: frozenset(request.form.getlist(f"{deed}-roles")) for deed in ApprovalAct}
            return _page(session, form, ticked, _seen()), UNPROCESSABLE
    act, note = acts.read_act(approving.SCOPE), current.form().get("note", "")
    with current.database().unit_of_work() as session:
        answered = approving.keep_table(session, act, _seen(), rules, note)
    return approvers.asked(act, answered) or go_to(url_for("approval_table.show", answer=answered.client_id))


def _seen() -> int:
    text = current.form().get("version", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise BadRequest("not a version")
    return int(text)


def _read() -> tuple[dict[ApprovalAct, Rule], dict[str, Said]]:
    rules: dict[ApprovalAct, Rule] = {}
    faults: dict[str, Said] = {}
    for deed in ApprovalAct:
        rule, wrong = _draft(deed).read(deed)
        if rule:
            rules[deed] = rule
        faults |= {f"{deed}-{name}": said for name, said in wrong.items()}
    return rules, faults


def _draft(deed: ApprovalAct) -> Draft:
    texts = {name: request.form.get(f"{deed}-{name}", "").strip() for name in FIELDS}
    return Draft(
        measure=texts["measure"] or MEASURES[deed][0].value,
        threshold=texts["threshold"],
        currency=texts["currency"].upper(),
        roles=frozenset(request.form.getlist(f"{deed}-roles")),
        second_person=f"{deed}-second" in request.form,
    )


def _typed(table: ApprovalTable) -> dict[str, str]:
    typed = {}
    for deed in ApprovalAct:
        rule = table.of(deed)
        typed[f"{deed}-measure"] = rule.measure.value
        typed[f"{deed}-threshold"] = f"{rule.threshold.normalize():f}" if rule.measure in COUNTED else ""
        typed[f"{deed}-currency"] = rule.currency
        typed[f"{deed}-second"] = "on" if rule.second_person else ""
    return typed


def _ticked(table: ApprovalTable) -> dict[ApprovalAct, frozenset[str]]:
    return {deed: frozenset(role.value for role in table.of(deed).roles) for deed in ApprovalAct}


def _page(
    session: Session,
    form: Form,
    ticked: Mapping[ApprovalAct, frozenset[str]],
    seen: int | None = None,
    signal: SignalView | None = None,
) -> str:
    versions = queries.versions(session, current.principal().site_id)
    newest = versions[0].version if versions else 0
    return render_template(
        "approvals/table.html",
        form=form,
        ticked=ticked,
        version=newest if seen is None else seen,
        versions=versions,
        measures={deed: [(each.value, word(each.value)) for each in MEASURES[deed]] for deed in ApprovalAct},
        roles=[(role.value, _(title)) for role, title in ROLE_TITLES.items()],
        signal=signal,
    )
