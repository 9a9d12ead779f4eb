"""One refund in the office: what it is for, and what is done about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import money as journal
from app.db.queries import refunds as queries
from app.domain.transitions import Move, allows
from app.services import acting, settling
from app.services.acting import Act, Answered
from app.services.settling import Seen
from app.services.settling.guarding import MAY_SETTLE
from app.web import acts, approvers, current
from app.web.responses import go_to

blueprint = Blueprint("refunds", __name__, url_prefix="/money/refunds")


@blueprint.get("/<uuid:refund_id>")
def show(refund_id: UUID) -> ResponseReturnValue:
    """Show one refund with its entries in the journal, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        found = queries.one(session, by.site_id, refund_id)
        if found is None:
            raise NotFound
        answered = acting.recall(session, by.site_id, settling.SCOPE, request.args.get("answer", ""))
        return render_template(
            "money/refund.html",
            refund=found,
            entries=journal.entries(session, by.site_id, refund_id=refund_id),
            may=lambda move: by.has(*MAY_SETTLE) and allows(found.state, Move(move)),
            signal=acts.shown(answered) if answered else None,
        )


Deed = Callable[[Session, Act, Seen], Answered[UUID]]
DEEDS: dict[str, Deed] = {
    "approval": settling.approve,
    "payment": lambda session, act, seen: settling.pay(session, act, seen, current.form().get("reference", "")),
    "reversal": lambda session, act, seen: settling.reverse(session, act, seen, reason()),
    "write-off": lambda session, act, seen: settling.write_off(session, act, seen, reason()),
}


@blueprint.post("/<uuid:refund_id>/<any(approval, payment, reversal, 'write-off'):deed>")
def do(refund_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says, to the refund as its page showed it."""
    act, seen = acts.read_act(settling.SCOPE), seen_of(refund_id)
    with current.database().unit_of_work() as session:
        if queries.one(session, act.site_id, refund_id) is None:
            raise NotFound
        answered = DEEDS[deed](session, act, seen)
    return approvers.asked(act, answered) or go_to(
        url_for("refunds.show", refund_id=answered.result or refund_id, answer=act.client_id)
    )


def reason() -> str:
    """Return the reason that the form holds."""
    return current.form().get("reason", "")


def seen_of(paper_id: UUID) -> Seen:
    """Return a refund or claim with the version that the form's page showed."""
    version: Any = current.form().get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 9):
        raise BadRequest("not a version")
    return Seen(paper_id, int(version))
