"""The receiving screen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import arrivals, pallets, parties
from app.db.queries import receipts as queries
from app.domain.messages.floor import UNDONE
from app.domain.own_codes import read_own_code
from app.domain.pallets import Announced
from app.domain.pending import Pending
from app.domain.readings import ReadingKind
from app.domain.receipts import Board
from app.domain.transitions import CartonState, ReceiptState
from app.services import acting, cataloguing, correcting, receiving
from app.services.acting import Act, Answered
from app.services.receiving import Asked, Facts, Screen
from app.web import acts, approvers, current, guard, leading, render
from app.web.responses import go_to
from app.web.signals import SignalView, written
from app.web.unknown_codes import nameless, quantity

blueprint = Blueprint("receipts", __name__, url_prefix="/receipts")
SCOPE = "receiving"


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what is open and what is expected; scanning the paper opens it."""
    by = current.principal()
    with current.database().reading() as session:
        work = arrivals.work(session, by.site_id, request.args.get("find", "").strip())
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
        context = {"receipt_id": render.fresh_id()}
        signal = acts.shown(answered) if answered else None
        return render_template("receipts/index.html", work=work, signal=signal, scan=_scan("receipts.create", context))


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Open a receipt by its paper, or blind."""
    act = acts.read_act(SCOPE)
    if away := guard.switch_operator(act):
        return away
    receipt_id = acts.an_id(current.form().get("receipt_id"))
    with current.database().unit_of_work() as session:
        if current.form().get("blind"):
            answered = receiving.open_blind(session, act, receipt_id)
        else:
            answered = receiving.open_paper(session, act, receipt_id)
        opened = queries.id_of(session, act.site_id, str(answered.said.params.get("receipt", "")))
    if opened is None:
        return _refused_to_open(answered)
    return go_to(url_for("receipts.show", receipt_id=opened, answer=act.client_id))


def _refused_to_open(answered: Answered[UUID]) -> ResponseReturnValue:
    scan = _scan("receipts.create", {"receipt_id": render.fresh_id()})
    url = url_for("receipts.index", answer=answered.client_id)
    return render.swap_or_go("receipts/refused.swap.html", url, signal=acts.shown(answered), scan=scan)


@blueprint.get("/<uuid:receipt_id>")
def show(receipt_id: UUID) -> ResponseReturnValue:
    """Show the receipt with the verdict of the last act, also after a reload."""
    by = current.principal()
    carton_id = acts.an_optional_id(request.args.get("carton"))
    with current.database().reading() as session:
        board = queries.board(session, by.site_id, receipt_id, carton_id)
        if board is None:
            raise NotFound
        if board.leader_id and board.state is ReceiptState.OPEN:
            return go_to(url_for("receipts.show", receipt_id=board.leader_id, answer=request.args.get("answer")))
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
        last = correcting.last_undoable(session, by, SCOPE, receipt_id)
        view = _view(session, by.site_id, board, answered, last)
        return render_template("receipts/show.html", **view.context())


@blueprint.post("/<uuid:receipt_id>/scans")
def scan(receipt_id: UUID) -> ResponseReturnValue:
    """Take one scan."""
    act = acts.read_act(SCOPE)
    if away := guard.switch_operator(act):
        return away
    screen = _screen(receipt_id)
    with current.database().unit_of_work() as session:
        if _leads_away(act, screen) and (url := leading.onward(session, act)):
            return go_to(url)
        answered = receiving.scan(session, act, screen)
        return _answer(session, act, screen, answered)


def _leads_away(act: Act, screen: Screen) -> bool:
    """Tell whether the scan goes on elsewhere: between cartons with the load; once all is closed, with anything."""
    own = read_own_code(act.text.strip())
    if current.form().get("closed"):
        return own is None or own.kind is not ReadingKind.COMMAND
    is_between = screen.carton_id is None and screen.pending is None
    return is_between and own is not None and own.kind is ReadingKind.LOAD


@blueprint.post(
    "/<uuid:receipt_id>/<any(acceptance, sample, refusal, aside, undo, carton_closure, closure, reopening):deed>"
)
def do(receipt_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says: keep, refuse, set aside, take back, close carton or receipt, open that again."""
    act = acts.read_act(SCOPE)
    screen = _screen(receipt_id)
    with current.database().unit_of_work() as session:
        answered = DEEDS[deed](session, act, screen)
        return _answer(session, act, screen, answered)


DEEDS = {
    "acceptance": receiving.accept,
    "sample": receiving.sample,
    "refusal": receiving.refuse,
    "aside": receiving.drop,
    "undo": receiving.undo,
    "carton_closure": receiving.close_carton,
    "closure": receiving.close_receipt,
    "reopening": receiving.reopen_receipt,
}


@blueprint.post("/<uuid:receipt_id>/facts")
def tell(receipt_id: UUID) -> ResponseReturnValue:
    """Answer the open question by hand: a picked or typed lot, an expiry, a serial, a reading, a product."""
    act = acts.read_act(SCOPE)
    screen, facts = _screen(receipt_id), _facts(current.form())
    with current.database().unit_of_work() as session:
        answered = receiving.tell(session, act, screen, facts)
        return _answer(session, act, screen, answered)


@blueprint.post("/<uuid:receipt_id>/codes")
def name(receipt_id: UUID) -> ResponseReturnValue:
    """Let the code that nobody knew stand for a product, without leaving the receipt."""
    act, screen, units = acts.read_act(SCOPE), _screen(receipt_id), quantity()
    with current.database().unit_of_work() as session:
        told = cataloguing.assign(session, act, current.form().get("sku", ""), units)
        return _answer(session, act, screen, Answered(told.client_id, told.said, None, told.pending, told.after))


@blueprint.get("/<uuid:receipt_id>/differences")
def differences(receipt_id: UUID) -> ResponseReturnValue:
    """Show the difference report, made for paper."""
    by = current.principal()
    with current.database().reading() as session:
        board = queries.board(session, by.site_id, receipt_id)
    if board is None:
        raise NotFound
    return render_template("receipts/differences.html", board=board, now=current.now())


def _screen(receipt_id: UUID) -> Screen:
    form = current.form()
    try:
        pending = Pending.parse(acts.a_document(form.get("pending")))
    except (ValueError, KeyError, TypeError):
        raise BadRequest("not an open question") from None
    return Screen(
        receipt_id=receipt_id,
        carton_id=acts.an_optional_id(form.get("carton_id")),
        new_carton_id=acts.an_optional_id(form.get("new_carton_id")),
        pending=pending,
        last=form.get("last", "")[:36],
    )


def _facts(form: Mapping[str, str]) -> Facts:
    try:
        expiry = date.fromisoformat(form["expiry"]) if form.get("expiry") else None
        reading = int(form["reading"]) if form.get("reading", "").isdecimal() else None
    except ValueError:
        raise BadRequest("not a date") from None
    return Facts(
        lot=form.get("lot", "").strip()[:40],
        expiry=expiry,
        serial=form.get("serial", "").strip()[:40],
        product=form.get("product", ""),
        paper=form.get("paper", "")[:40],
        reading=reading,
        lot_is_unreadable=bool(form.get("unreadable")),
    )


@dataclass(frozen=True, slots=True)
class View:
    """What the receiving templates show."""

    board: Board
    asked: Asked | None
    signal: SignalView | None
    fields: Mapping[str, str]
    over: int
    announced: Sequence[Announced]
    sample: str
    nameless: str = ""
    products: Sequence[tuple[str, Mapping[str, str]]] = ()

    def context(self) -> dict[str, object]:
        """Return the template's variables."""
        url = url_for("receipts.scan", receipt_id=self.board.receipt_id)
        scan = {**_scan_at(url, self.fields), "frames_url": url_for("captures.create")}
        return {
            "board": self.board, "asked": self.asked, "signal": self.signal, "fields": self.fields, "scan": scan,
            "over": self.over, "announced": self.announced, "sample": self.sample,
            "nameless": self.nameless, "products": self.products,
        }  # fmt: skip


def _answer(session: Session, act: Act, screen: Screen, answered: Answered[Board]) -> ResponseReturnValue:
    if asked := approvers.asked(act, answered):
        return asked
    board = answered.result or queries.board(session, act.site_id, screen.receipt_id, screen.carton_id)
    if board is None:
        raise NotFound
    view = _view(session, act.site_id, board, answered, _last(session, act, screen, answered))
    url = url_for("receipts.show", receipt_id=board.receipt_id, carton=board.carton_id, answer=answered.client_id)
    return render.swap_or_go(f"receipts/{_swap(view, screen)}.swap.html", url, **view.context())


def _swap(view: View, screen: Screen) -> str:
    """Return how much of the screen changes: counting on into the same carton leaves its buttons as they are."""
    counts_on = view.fields["face"] and view.fields["face"] == current.form().get("face")
    return "counted" if counts_on and screen.carton_id == view.board.carton_id else "board"


def _last(session: Session, act: Act, screen: Screen, answered: Answered[Board]) -> str:
    if answered.said.message is UNDONE:
        return correcting.last_undoable(session, act.by, SCOPE, screen.receipt_id)
    return act.client_id if answered.event_id else screen.last


def _view(session: Session, site_id: UUID, board: Board, answered: Answered[Board] | None, last: str) -> View:
    pending = answered.pending if answered else {}
    fields = {
        "carton_id": str(board.carton_id or ""),
        "new_carton_id": render.fresh_id(),
        "pending": json.dumps(dict(pending)) if pending else "",
        "last": last,
        "face": "",
        "closed": "1" if board.state is ReceiptState.CLOSED else "",
    }
    asked = receiving.asked(session, site_id, board, Pending.parse(pending))
    deed = "aside" if pending else "undo"
    undo_url = url_for("receipts.do", receipt_id=board.receipt_id, deed=deed)
    signal = acts.shown(answered, acts.undo_of(answered, undo_url, fields)) if answered else None
    if asked is None and not (signal and signal.kind == "stop") and _is_counting(board):
        fields["face"] = "counting"
    over = answered.said.params.get("over", 0) if answered and asked else 0
    announced = _announced(session, site_id, board)
    unknown = nameless(answered, "receipts.name")
    offered = parties.products(session) if unknown else ()
    over = over if isinstance(over, int) else 0
    return View(board, asked, signal, fields, over, announced, _sample(answered), unknown, offered)


def _announced(session: Session, site_id: UUID, board: Board) -> Sequence[Announced]:
    """Return what its notice announced, while a plate is what is scanned next: counting an item asks nothing more."""
    if board.paper is None or (board.carton and board.carton.state is CartonState.RECEIVING):
        return ()
    return [carton for paper in board.papers for carton in pallets.announced(session, site_id, paper.id)]


def _sample(answered: Answered[Board] | None) -> str:
    """Return how many units are to be checked, as the question about declared goods says it."""
    return written(answered.said.params["sample"]) if answered and "sample" in answered.said.params else ""


def _is_counting(board: Board) -> bool:
    return board.carton is not None and board.carton.state is CartonState.RECEIVING and bool(board.mine)


def _scan(endpoint: str, fields: Mapping[str, str]) -> dict[str, object]:
    return {**_scan_at(url_for(endpoint), fields), "frames_url": url_for("captures.create")}


def _scan_at(url: str, fields: Mapping[str, str]) -> dict[str, object]:
    return {"action": url, "client_id": render.fresh_id(), "after": "", "context": fields}
