"""Writing the refund terms of a draft, each on a page of its own."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.models import Site
from app.db.queries import policies as queries
from app.db.queries.policies import Version
from app.domain.refunds import RefundTiming
from app.domain.term_drafts import ADVANCE_DAYS, CHOICES, SHARES, read_term
from app.services import drafting
from app.web import current
from app.web.drafts import done, seen
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.policies import SCOPE, version_of
from app.web.policy_view import LABELS
from app.web.responses import go_to

blueprint = Blueprint("policy_terms", __name__, url_prefix="/policies/<int(max=2147483647):version>/terms")

UNPROCESSABLE = 422
NEW: dict[str, str] = {
    "timing": "on_acceptance", **dict.fromkeys(SHARES, "100"), "fee_percent": "0", "advance_days": str(ADVANCE_DAYS),
    "advance_charge": "100",
}  # fmt: skip
"""What the form of a new term begins with."""


@blueprint.get("/<int(max=2147483647):position>")
def edit(version: int, position: int) -> ResponseReturnValue:
    """Show the form of a term of a draft; position 0 is a new one."""
    with current.database().reading() as session:
        policy = _draft_of(session, version)
        row = _row(session, policy, position) if position else None
        ours = session.get_one(Site, current.principal().site_id).currency
    typed = _typed(row) if row else {**NEW, "currency": ours}
    return _form(policy, position, Form(typed), dict(row.when) if row else {})


def _typed(row: Any) -> dict[str, str]:
    numbers = {name: str(getattr(row, name)) for name in (*SHARES, "fee_percent", "advance_days", "advance_charge")}
    amounts = {name: f"{getattr(row, name):f}" for name in ("fee_minimum", "approve_from") if getattr(row, name)}
    return {"timing": row.timing.value, "currency": row.currency, **numbers, **amounts}


@blueprint.post("/<int(max=2147483647):position>")
def update(version: int, position: int) -> ResponseReturnValue:
    """Keep a term; with faults show the form again as it was typed and keep nothing."""
    form, ticked = current.form(), {name: request.form.getlist(name) for name in CHOICES}
    term, faults = read_term(form, ticked)
    if faults:
        with current.database().reading() as session:
            policy = _draft_of(session, version)
        return _form(policy, position, Form(form, sentences(faults)), ticked), UNPROCESSABLE
    answered = done(
        SCOPE, lambda session, act: drafting.save_term(session, act.by, version, seen(), position, term, act.now)
    )
    return go_to(url_for("policies.show", version=version, answer=answered.client_id))


@blueprint.post("/<int(max=2147483647):position>/<any(removal, rise):deed>")
def do(version: int, position: int, deed: str) -> ResponseReturnValue:
    """Take a term out, or let it change places with the one above it."""
    verb = {"removal": drafting.remove_term, "rise": drafting.raise_term}[deed]
    answered = done(SCOPE, lambda session, act: verb(session, act.by, version, seen(), position, act.now))
    return go_to(url_for("policies.show", version=version, answer=answered.client_id))


def _draft_of(session: Session, version: int) -> Version:
    policy = version_of(session, version)
    if not policy.is_draft:  # a version in force has no forms
        raise NotFound
    return policy


def _row(session: Session, policy: Version, position: int) -> Any:
    found = next((row for row in queries.terms(session, policy.id) if row.position == position), None)
    if found is None:
        raise NotFound
    return found


def _form(policy: Version, position: int, form: Form, ticked: Mapping[str, list[str]]) -> str:
    return render_template(
        "policies/term.html",
        policy=policy,
        position=position,
        form=form,
        ticked=ticked,
        timings=[(each.value, word(each.value)) for each in RefundTiming],
        labels=LABELS,
        choices={name: [(each.value, word(each.value)) for each in offered] for name, offered in CHOICES.items()},
    )
