"""One claim on a vendor in the office: its lines, and what is done about it."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import claim_evidence
from app.db.queries import claims as queries
from app.db.queries import money as journal
from app.domain.transitions import Move, allows
from app.services import acting, settling
from app.services.acting import Act, Answered
from app.services.settling import Seen
from app.services.settling.guarding import MAY_SETTLE
from app.web import acts, current
from app.web.refunds import reason, seen_of
from app.web.responses import go_to

blueprint = Blueprint("claims", __name__, url_prefix="/money/claims")


@blueprint.get("/<uuid:claim_id>")
def show(claim_id: UUID) -> ResponseReturnValue:
    """Show one claim with its lines and its entries in the journal, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        found = queries.one(session, by.site_id, claim_id)
        if found is None:
            raise NotFound
        answered = acting.recall(session, by.site_id, settling.SCOPE, request.args.get("answer", ""))
        return render_template(
            "money/claim.html",
            claim=found,
            lines=list(
                zip(
                    queries.lines(session, by.site_id, claim_id),
                    claim_evidence.of_claim(session, by.site_id, claim_id),
                    strict=True,
                )
            ),
            entries=journal.entries(session, by.site_id, claim_id=claim_id),
            may=lambda move: by.has(*MAY_SETTLE) and allows(found.state, Move(move)),
            signal=acts.shown(answered) if answered else None,
        )


DEEDS: dict[str, Callable[[Session, Act, Seen], Answered[UUID]]] = {
    "sending": lambda session, act, seen: settling.send_claim(session, act, seen, _reference()),
    "cancellation": settling.cancel_claim,
    "acceptance": lambda session, act, seen: settling.accept_claim(session, act, seen, _amount()),
    "rejection": lambda session, act, seen: settling.reject_claim(session, act, seen, reason()),
    "payment": lambda session, act, seen: settling.receive_claim(session, act, seen, _reference()),
    "reversal": lambda session, act, seen: settling.reverse_claim(session, act, seen, reason()),
    "write-off": lambda session, act, seen: settling.write_off_claim(session, act, seen, reason()),
}


@blueprint.post(
    "/<uuid:claim_id>/<any(sending, cancellation, acceptance, rejection, payment, reversal, 'write-off'):deed>"
)
def do(claim_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says, to the claim as its page showed it."""
    act, seen = acts.read_act(settling.SCOPE), seen_of(claim_id)
    with current.database().unit_of_work() as session:
        if queries.one(session, act.site_id, claim_id) is None:
            raise NotFound
        DEEDS[deed](session, act, seen)
    return go_to(url_for("claims.show", claim_id=claim_id, answer=act.client_id))


def _reference() -> str:
    return current.form().get("reference", "")


def _amount() -> str:
    return current.form().get("amount", "")
