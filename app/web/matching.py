"""Blind receipts in the office: what came without paper, which authorization it may answer, and the match."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.ids import new_id
from app.db.queries import blind as queries
from app.db.queries import papers, parties, receipts, views
from app.db.queries.blind import Wanted
from app.domain.authorizing import Detail
from app.domain.errors import Refused
from app.domain.messages import matching as say
from app.domain.messages.core import Said
from app.domain.principals import Principal
from app.domain.receipts import Board
from app.domain.transitions import ReceiptState
from app.domain.vocabulary import Program, ReasonCode
from app.services import acting, correcting, matching
from app.services.acting import Act, Answered
from app.services.matching import SCOPE, Making
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("matching", __name__, url_prefix="/matching")

LIST = Shape(room="matching", filters={"state": ReceiptState}, columns=tuple(queries.ORDERS), order="opened")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the receipts that nobody has matched, the oldest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        return render_template(
            "matching/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, _wanted(asked), asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, _wanted(asked)),
            states=[(each.value, word(each.value)) for each in ReceiptState],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (_("Number"), _("State"), _("Opened"), _("Opened by"), _("Dock"), _("Units"))
    lines = (
        (row.number, row.state.value, _local(by, row.opened_at), row.opened_by, row.dock, row.units) for row in rows
    )
    return list_file(f"blind-receipts-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    state = asked.read("state", ReceiptState)
    return Wanted(state, asked.find, asked.order, asked.falls)


def _local(by: Principal, when: datetime) -> str:
    return when.astimezone(ZoneInfo(by.time_zone)).isoformat(timespec="minutes")


@blueprint.get("/<uuid:receipt_id>")
def show(receipt_id: UUID) -> ResponseReturnValue:
    """Show what a receipt holds with what it may answer; or what it answers, once it is matched."""
    by, find = current.principal(), request.args.get("find", "").strip()[: listing.LONGEST_FIND]
    with current.database().reading() as session:
        board = receipts.board(session, by.site_id, receipt_id)
        if board is None:
            raise NotFound
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
        signal = acts.shown(answered) if answered else None
        if board.paper:
            return _matched(session, by, board, signal)
        return _proposed(session, by, board, signal or _unknown(session, by, find), find)


def _matched(session: Session, by: Principal, board: Board, signal: SignalView | None) -> str:
    assert board.paper is not None, "it answers one"
    return render_template(
        "matching/matched.html",
        board=board,
        signal=signal,
        match=queries.match_of(session, by.site_id, board.receipt, board.paper.id),
        last=correcting.last_undoable(session, by, SCOPE, board.receipt_id),
    )


def _proposed(session: Session, by: Principal, board: Board, signal: SignalView | None, find: str) -> str:
    proposal = matching.propose(session, by, board, current.now(), find)
    return render_template(
        "matching/show.html",
        board=board,
        signal=signal,
        find=find,
        candidates=[(each, signal_of(each.said)) for each in proposal.candidates],
        senders=proposal.senders,
        parties=parties.named(session),
        programs=[(each.value, word(each.value)) for each in Program],
        reasons=[(each.value, word(each.value)) for each in ReasonCode],
        form={"party": proposal.senders[0][1] if proposal.senders else ""},
    )


def _unknown(session: Session, by: Principal, find: str) -> SignalView | None:
    if not find or papers.by_code(session, by.site_id, {find, find.upper()}):
        return None
    return signal_of(Said(say.UNKNOWN, {"text": find}))


@blueprint.post("/<uuid:receipt_id>/<any(match, authorization, undo):deed>")
def do(receipt_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says: match, make an authorization of what was counted, take the match back."""
    act = acts.read_act(SCOPE)
    with current.database().unit_of_work() as session:
        answered = DEEDS[deed](session, act, receipt_id)
    find = str(answered.said.params.get("number", "")) if answered.said.message in (say.DRAFTED, say.WAITS) else None
    return go_to(url_for("matching.show", receipt_id=receipt_id, answer=answered.client_id, find=find))


def _match(session: Session, act: Act, receipt_id: UUID) -> Answered[UUID]:
    return matching.match(session, act, receipt_id, acts.an_id(current.form().get("paper")))


def _make(session: Session, act: Act, receipt_id: UUID) -> Answered[UUID]:
    form = current.form()
    if form.get("program") not in set(Program) or form.get("reason") not in set(ReasonCode):
        raise BadRequest("not a program, or not a reason")
    found = parties.by_name(session, form.get("party", "").strip())
    if not found:
        return acting.answer(session, act, lambda: _nobody(form.get("party", "").strip()[:120]))
    details = {detail: form.get(detail.value, "").strip()[:40] for detail in (Detail.ORDER, Detail.PURCHASE_ORDER)}
    claim, language = form.get("claim", "").strip()[:200], act.by.language
    reason, program = ReasonCode(form["reason"]), Program(form["program"])
    making = Making(new_id(), program, found[0].id, reason, details, claim, language)
    return matching.make(session, act, receipt_id, making)


def _nobody(text: str) -> "acting.Outcome[UUID]":
    raise Refused(say.NO_SENDER, text=text or "-")


def _undo(session: Session, act: Act, _receipt_id: UUID) -> Answered[UUID]:
    return matching.undo(session, act, current.form().get("last", "")[:36])


DEEDS = {"match": _match, "authorization": _make, "undo": _undo}
