"""One authorization with its goods and its credit side by side: agreeing on it, closing it, opening it again."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import authorization as one
from app.db.queries import credit_memos, money
from app.db.queries.reconciliation import credits_by_memo, match_of
from app.domain.principals import Principal
from app.domain.transitions import AuthorizationState
from app.services import acting, authorizing, crediting
from app.services.acting import Act, Answered
from app.services.authorizing import Seen
from app.web import acts, approvers, current, replacement_plans
from app.web.authorization_view import view_of
from app.web.authorizations import seen_of
from app.web.forms import sentence
from app.web.responses import go_to
from app.web.signals import SignalView

blueprint = Blueprint("reconciliations", __name__, url_prefix="/authorizations")

S = AuthorizationState
CREDITABLE = frozenset({S.RECEIVING, S.RECEIVED, S.RECONCILED})
"""Where goods may have come and the paper is not closed."""


@blueprint.get("/<uuid:paper_id>/reconciliation")
def show(paper_id: UUID) -> ResponseReturnValue:
    """Show the match per line and lot, every difference in words, the documents, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        paper = one.one(session, by.site_id, paper_id)
        if paper is None:
            raise NotFound
        return render_template(
            "reconciliations/show.html",
            paper=paper,
            view=view_of(paper, by),
            match=(match := match_of(session, by.site_id, paper)),
            memos=credit_memos.of_paper(session, by.site_id, paper_id),
            receipts=one.receipts(session, by.site_id, paper_id),
            by_memo=credits_by_memo(paper.program) or any(line.line and line.line.by_memo for line in match.lines),
            accounts=money.accounts(session, by.site_id, paper_id),
            **replacement_plans.block_of(session, paper_id),
            is_creditable=paper.state in CREDITABLE,
            sentence=sentence,
            signal=answer_shown(session, by, authorizing.SCOPE) or answer_shown(session, by, crediting.SCOPE),
        )


def answer_shown(session: Session, by: Principal, scope: str) -> SignalView | None:
    """Return the band for the act that the address names, if `scope` holds it."""
    answered = acting.recall(session, by.site_id, scope, request.args.get("answer", ""))
    return acts.shown(answered) if answered else None


DEEDS: dict[str, Callable[[Session, Act, Seen], Answered[UUID]]] = {
    "reconciliation": authorizing.reconcile,
    "closure": authorizing.close,
    "reopening": lambda session, act, seen: authorizing.reopen(
        session, act, seen, current.form().get("reason", "")
    ),
}  # fmt: skip


@blueprint.post("/<uuid:paper_id>/<any(reconciliation, closure, reopening):deed>")
def do(paper_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says, to the authorization as its page showed it."""
    act, seen = acts.read_act(authorizing.SCOPE), seen_of(paper_id)
    with current.database().unit_of_work() as session:
        answered = DEEDS[deed](session, act, seen)
        if one.one(session, act.site_id, paper_id) is None:
            raise NotFound
    shown = url_for("reconciliations.show", paper_id=paper_id, answer=answered.client_id)
    return approvers.asked(act, answered) or go_to(shown)
