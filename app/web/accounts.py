"""The money of one authorization: what every line is worth, refunds, claims, proceeds, and the journal of it all."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.ids import new_id
from app.db.queries import authorization, claims, money, parties, refunds, settled
from app.db.queries.authorization import Paper
from app.domain.journal import PROCEEDS
from app.domain.refunds import Resolution
from app.services import acting, replacing, settling
from app.services.acting import Act, Answered
from app.services.settling import Brought, Over
from app.services.settling.guarding import MAY_SETTLE
from app.web import acts, approvers, current, replacement_plans
from app.web.authorizations import seen_of
from app.web.i18n import word
from app.web.responses import go_to

blueprint = Blueprint("accounts", __name__, url_prefix="/authorizations/<uuid:paper_id>/money")


SCOPES = (settling.SCOPE, replacing.SCOPE)
"""Whose answers the page shows."""


@blueprint.get("")
def show(paper_id: UUID) -> ResponseReturnValue:
    """Show what an authorization comes to, line by line, and what may be done about it."""
    by = current.principal()
    with current.database().reading() as session:
        paper = paper_of(session, paper_id)
        answer = request.args.get("answer", "")
        answered = next(filter(None, (acting.recall(session, by.site_id, scope, answer) for scope in SCOPES)), None)
        return render_template(
            "money/account.html",
            paper=paper,
            **block_of(session, paper_id),
            **replacement_plans.block_of(session, paper_id),
            entries=money.entries(session, by.site_id, authorization_id=paper_id),
            settles=by.has(*MAY_SETTLE),
            resolutions=[(each.value, word(each.value)) for each in Resolution],
            kinds=[(each.value, word(each.value)) for each in PROCEEDS],
            parties=[(each.id, each.name) for each in parties.named(session)],
            signal=acts.shown(answered) if answered else None,
        )


def paper_of(session: Session, paper_id: UUID) -> Paper:
    """Return an authorization of the site. Raises NotFound."""
    found = authorization.one(session, current.principal().site_id, paper_id)
    if found is None:
        raise NotFound
    return found


def block_of(session: Session, paper_id: UUID) -> dict[str, Any]:
    """Return what `money/_account.html` shows of an authorization, wherever that is included."""
    site_id = current.principal().site_id
    return {
        "accounts": money.accounts(session, site_id, paper_id),
        "settled": settled.of_paper(session, site_id, paper_id),
        "refunds": refunds.of_paper(session, site_id, paper_id),
        "claims": claims.of_paper(session, site_id, paper_id),
        "claimable": claims.claimable(session, site_id, paper_id),
    }


Deed = Callable[[Session, Act, UUID], Answered[UUID]]


def _claim(session: Session, act: Act, paper_id: UUID) -> Answered[UUID]:
    vendor, currency = acts.an_id(_field("vendor")), _field("currency")[:3]
    return settling.open_claim(session, act, new_id(), paper_id, vendor, currency)


def _proceeds(session: Session, act: Act, paper_id: UUID) -> Answered[UUID]:
    kind = next((each for each in PROCEEDS if each.value == _field("kind")), None)
    if kind is None:
        raise BadRequest("not a kind of proceeds")
    party, currency = acts.an_id(_field("party")), money.account(session, act.site_id, paper_id).currency
    brought = Brought(kind, party, _field("amount"), currency, _field("note"))
    return settling.record_proceeds(session, act, paper_id, brought)


def _reversal(session: Session, act: Act, paper_id: UUID) -> Answered[UUID]:
    return settling.reverse_proceeds(session, act, paper_id, acts.an_id(_field("entry")), _field("reason"))


def _over(session: Session, act: Act, _paper_id: UUID) -> Answered[UUID]:
    return settling.approve_over(session, act, Over(acts.an_id(_field("line")), _field("reason")))


def _resolution(session: Session, act: Act, paper_id: UUID) -> Answered[UUID]:
    chosen = _field("resolution")
    if chosen not in set(Resolution):
        raise BadRequest("not a resolution")
    line_id, resolution = acts.an_id(_field("line")), Resolution(chosen)
    return settling.choose_resolution(session, act, seen_of(paper_id), line_id, resolution)


DEEDS: dict[str, Deed] = {
    "claim": _claim, "proceeds": _proceeds, "reversal": _reversal, "over": _over, "resolution": _resolution,
}  # fmt: skip


@blueprint.post("/<any(claim, proceeds, reversal, over, resolution):deed>")
def do(paper_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says to the money of an authorization."""
    act = acts.read_act(settling.SCOPE)
    with current.database().unit_of_work() as session:
        paper_of(session, paper_id)
        answered = DEEDS[deed](session, act, paper_id)
    return approvers.asked(act, answered) or go_to(url_for("accounts.show", paper_id=paper_id, answer=act.client_id))


def _field(name: str) -> str:
    return current.form().get(name, "")
