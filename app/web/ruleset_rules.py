"""Writing the rules of a draft of the disposition rules, each on a page of its own."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import rulesets as queries
from app.db.queries.rulesets import Version
from app.domain.messages.core import Said
from app.domain.ruling_drafts import CHOICES, FLAGS, NUMBERS, read_rule
from app.domain.vocabulary import DispositionCode, RuleEffect
from app.services import ruling
from app.services.acting import Act
from app.web.current import database, form
from app.web.drafts import done, seen
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.responses import go_to
from app.web.ruleset_view import LABELS, ticked_of, typed_of
from app.web.rulesets import SCOPE, draft_of

blueprint = Blueprint("ruleset_rules", __name__, url_prefix="/disposition/<int(max=2147483647):version>/rules")

UNPROCESSABLE = 422
NEW: dict[str, str] = {"effect": "exclude"}
"""What the form of a new rule begins with."""


@blueprint.get("/<int(max=2147483647):position>")
def edit(version: int, position: int) -> ResponseReturnValue:
    """Show the form of a rule of a draft; position 0 is a new one."""
    with database().reading() as session:
        ruleset = draft_of(session, version)
        row = _row(session, ruleset, position) if position else None
    typed, ticked = (typed_of(row), ticked_of(row)) if row else (NEW, {})
    return _form(ruleset, position, Form(typed), ticked)


@blueprint.post("/<int(max=2147483647):position>")
def update(version: int, position: int) -> ResponseReturnValue:
    """Keep a rule; with faults show the form again as it was typed and keep nothing."""
    typed, ticked = form(), {name: request.form.getlist(name) for name in (*CHOICES, "codes")}
    rule, faults = read_rule(typed, ticked)
    if faults:
        with database().reading() as session:
            ruleset = draft_of(session, version)
        return _form(ruleset, position, Form(typed, sentences(faults)), ticked), UNPROCESSABLE
    return _done(
        version, lambda session, act: ruling.save_rule(session, act.by, version, seen(), position, rule, act.now)
    )


@blueprint.post("/<int(max=2147483647):position>/<any(removal, rise):deed>")
def do(version: int, position: int, deed: str) -> ResponseReturnValue:
    """Take a rule out, or let it change places with the one above it."""
    verb = {"removal": ruling.remove_rule, "rise": ruling.raise_rule}[deed]
    return _done(version, lambda session, act: verb(session, act.by, version, seen(), position, act.now))


def _row(session: Session, ruleset: Version, position: int) -> Any:
    found = next((row for row in queries.rules(session, ruleset.version) if row.position == position), None)
    if found is None:
        raise NotFound
    return found


def _done(version: int, verb: Callable[[Session, Act], Said]) -> ResponseReturnValue:
    answered = done(SCOPE, verb)
    return go_to(url_for("rulesets.show", version=version, answer=answered.client_id))


def _form(ruleset: Version, position: int, filled: Form, ticked: dict[str, list[str]]) -> str:
    return render_template(
        "rulesets/rule.html",
        ruleset=ruleset,
        position=position,
        form=filled,
        ticked=ticked,
        effects=[(each.value, word(each.value)) for each in RuleEffect],
        codes=[(each.value, word(each.value)) for each in DispositionCode],
        labels=LABELS,
        choices={name: [(each.value, word(each.value)) for each in offered] for name, offered in CHOICES.items()},
        numbers=tuple(NUMBERS),
        flags=FLAGS,
        either=[("yes", _("yes")), ("no", _("no"))],
    )
