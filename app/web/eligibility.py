"""One line of an authorization: may it come back, by which rule, and a supervisor's exception."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.db.queries import authorization, evidence, verdicts
from app.db.queries import eligibility as queries
from app.domain.authorizing import who_may
from app.domain.terms import Evidence
from app.domain.transitions import Move, allows
from app.domain.vocabulary import Condition
from app.services import acting, authorizing, eligibility
from app.services.authorizing import Statement, may_give
from app.services.eligibility import Override
from app.web import acts, approvers, current
from app.web.authorizations import seen_of
from app.web.forms import sentence
from app.web.i18n import word
from app.web.responses import go_to

blueprint = Blueprint("eligibility", __name__, url_prefix="/eligibility")
SCOPE = "eligibility"


@blueprint.get("/<uuid:line_id>")
def show(line_id: UUID) -> ResponseReturnValue:
    """Show what the policy says of a line as things stand, all that its rules say, and the verdicts so far."""
    by = current.principal()
    with current.database().reading() as session:
        asked = queries.request_of(session, by.site_id, line_id)
        if asked is None:
            raise NotFound
        paper = authorization.one(session, by.site_id, asked.authorization_id)
        assert paper is not None, "the line is on it"
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
        return render_template(
            "eligibility/show.html",
            line=eligibility.judged_line(session, by, asked),
            history=list(verdicts.history(session, by.site_id, line_id)),
            paper=paper,
            may_state=allows(paper.state, Move.EDIT) and by.has(*who_may(Move.EDIT, paper.program)),
            conditions=[(each.value, word(each.value)) for each in Condition],
            kinds=[(each.value, word(each.value)) for each in Evidence],
            shown=evidence.of_line(session, by.site_id, line_id),
            may_give=may_give(paper.state) and by.has(*who_may(Move.EDIT, paper.program)),
            sentence=sentence,
            signal=acts.shown(answered) if answered else None,
        )


@blueprint.post("/<uuid:line_id>/exception")
def accept(line_id: UUID) -> ResponseReturnValue:
    """Accept a line as an exception, by the operator's own role or by another's badge and PIN."""
    act, form = acts.read_act(SCOPE), current.form()
    with current.database().unit_of_work() as session:
        if queries.request_of(session, act.site_id, line_id) is None:
            raise NotFound
        answered = eligibility.override(session, act, Override(line_id, form.get("reason", "")))
    return approvers.asked(act, answered) or go_to(url_for("eligibility.show", line_id=line_id, answer=act.client_id))


@blueprint.post("/<uuid:line_id>/statement")
def state(line_id: UUID) -> ResponseReturnValue:
    """Note what the sender says of the goods, and the evidence that is to follow."""
    act = acts.read_act(SCOPE)
    with current.database().unit_of_work() as session:
        asked = queries.request_of(session, act.site_id, line_id)
        if asked is None:
            raise NotFound
        authorizing.state(session, act, seen_of(asked.authorization_id), _statement(line_id))
    return go_to(url_for("eligibility.show", line_id=line_id, answer=act.client_id))


def _statement(line_id: UUID) -> Statement:
    return Statement(
        line_id,
        frozenset(each for each in Condition if each in request.form.getlist("condition")),
        frozenset(each for each in Evidence if each in request.form.getlist("evidence_to_follow")),
    )
