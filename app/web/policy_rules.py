"""Writing the rules and reasons of a draft, each on a page of its own."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import policies as queries
from app.db.queries.policies import Version
from app.domain.messages.core import Said
from app.domain.policies import LONGEST_WINDOW, ReasonTerms
from app.domain.rule_drafts import CHOICES, read_rule
from app.domain.terms import Evidence, PolicyEffect, Span
from app.domain.vocabulary import Program, ReasonCode
from app.services import drafting
from app.services.acting import Act
from app.web import current
from app.web.drafts import done, seen
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.policies import SCOPE, version_of
from app.web.policy_view import LABELS, SPANS, ticked_of, typed_of
from app.web.responses import go_to

blueprint = Blueprint("policy_rules", __name__, url_prefix="/policies/<int(max=2147483647):version>")

UNPROCESSABLE = 422
NEW: dict[str, str] = {"effect": "allow", "span": "days", "days": "30", "grace": "0", "needs_delivery": "on"}
"""What the form of a new rule begins with."""


@blueprint.get("/rules/<int(max=2147483647):position>")
def edit(version: int, position: int) -> ResponseReturnValue:
    """Show the form of a rule of a draft; position 0 is a new one."""
    with current.database().reading() as session:
        policy = _draft_of(session, version)
        row = _row(session, policy, position) if position else None
    typed, ticked = (typed_of(row), ticked_of(row)) if row else (NEW, {})
    return _form(policy, position, Form(typed), ticked)


@blueprint.post("/rules/<int(max=2147483647):position>")
def update(version: int, position: int) -> ResponseReturnValue:
    """Keep a rule; with faults show the form again as it was typed and keep nothing."""
    form, ticked = current.form(), {name: request.form.getlist(name) for name in CHOICES}
    rule, faults = read_rule(form, ticked)
    if faults:
        with current.database().reading() as session:
            policy = _draft_of(session, version)
        return _form(policy, position, Form(form, sentences(faults)), ticked), UNPROCESSABLE
    return _done(
        version, lambda session, act: drafting.save_rule(session, act.by, version, seen(), position, rule, act.now)
    )


@blueprint.post("/rules/<int(max=2147483647):position>/<any(removal, rise):deed>")
def do(version: int, position: int, deed: str) -> ResponseReturnValue:
    """Take a rule out, or let it change places with the one above it."""
    verb = {"removal": drafting.remove_rule, "rise": drafting.raise_rule}[deed]
    return _done(version, lambda session, act: verb(session, act.by, version, seen(), position, act.now))


@blueprint.get("/reasons/<reason>")
def reason(version: int, reason: str) -> ResponseReturnValue:
    """Show the form of one reason of a draft: the programs it may be given in, and its evidence."""
    code = _code(reason)
    with current.database().reading() as session:
        policy = _draft_of(session, version)
        terms = queries.reasons(session, policy.id).get(code, ReasonTerms())
    return render_template(
        "policies/reason.html",
        policy=policy,
        reason=code,
        ticked={
            "programs": [each.value for each in terms.programs],
            "evidence": [each.value for each in terms.evidence],
        },
        programs=_options(Program),
        evidence=_options(Evidence),
    )


@blueprint.post("/reasons/<reason>")
def keep_reason(version: int, reason: str) -> ResponseReturnValue:
    """Keep what a draft asks of one reason."""
    code = _code(reason)
    terms = ReasonTerms(
        frozenset(each for each in Program if each in request.form.getlist("programs")),
        frozenset(each for each in Evidence if each in request.form.getlist("evidence")),
    )
    return _done(
        version, lambda session, act: drafting.save_reason(session, act.by, version, seen(), code, terms, act.now)
    )


def _code(text: str) -> ReasonCode:
    if text not in set(ReasonCode):
        raise NotFound
    return ReasonCode(text)


def _draft_of(session: Session, version: int) -> Version:
    policy = version_of(session, version)
    if not policy.is_draft:  # a version in force has no forms
        raise NotFound
    return policy


def _row(session: Session, policy: Version, position: int) -> Any:
    found = next((row for row in queries.rules(session, policy.id) if row.position == position), None)
    if found is None:
        raise NotFound
    return found


def _done(version: int, verb: Callable[[Session, Act], Said]) -> ResponseReturnValue:
    answered = done(SCOPE, verb)
    return go_to(url_for("policies.show", version=version, answer=answered.client_id))


def _form(policy: Version, position: int, form: Form, ticked: dict[str, list[str]]) -> str:
    return render_template(
        "policies/rule.html",
        policy=policy,
        position=position,
        form=form,
        ticked=ticked,
        effects=_options(PolicyEffect),
        spans=[(span.value, _(text)) for span, text in SPANS.items()],
        labels=LABELS,
        choices={name: [(each.value, word(each.value)) for each in offered] for name, offered in CHOICES.items()},
        longest=LONGEST_WINDOW,
    )


def _options(words: type[Program] | type[Evidence] | type[PolicyEffect] | type[Span]) -> list[tuple[str, str]]:
    return [(each.value, word(each.value)) for each in words]
