"""Writing a credit memo: what is due stands in it already, and is changed or left out line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.ids import new_id
from app.db.queries import authorization, credit_memos
from app.db.queries.authorization import Paper
from app.db.queries.credit_memos import Memo
from app.db.queries.reconciliation import match_of
from app.domain.crediting import Faults, MemoDraft, MemoLine, wrong
from app.domain.matched import Match
from app.domain.messages import crediting as say
from app.domain.messages.core import Said
from app.services import crediting
from app.services.acting import Answered
from app.web import acts, current
from app.web.credit_memos import seen_of
from app.web.forms import Form, sentences
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("credit_memo_forms", __name__)

UNPROCESSABLE, CONFLICT = 422, 409
LONGEST = {"number": 40}


@dataclass(frozen=True, slots=True)
class Row:
    """One lot of one line, as the form offers it: `due` by right, `spare` overs that need approval."""

    line: MemoLine
    due: int
    spare: int


@blueprint.get("/authorizations/<uuid:paper_id>/credit-memos/new")
def new(paper_id: UUID) -> ResponseReturnValue:
    """Offer what is accepted and not credited."""
    with current.database().reading() as session:
        paper = _paper(session, paper_id)
        rows = _offered(match_of(session, paper_site(), paper))
        return _page(paper, None, rows, Form(_filled(rows, "", today(current.principal()))))


@blueprint.post("/authorizations/<uuid:paper_id>/credit-memos/new")
def create(paper_id: UUID) -> ResponseReturnValue:
    """Keep a draft; with faults show the form again as it was typed, and keep nothing."""
    with current.database().unit_of_work() as session:
        paper = _paper(session, paper_id)
        rows = _offered(match_of(session, paper_site(), paper))
        draft, faults, typed = _parsed(rows)
        if faults:
            return _again(paper, None, rows, typed, faults)
        act = acts.read_act(crediting.SCOPE)
        answered = crediting.create(session, act, new_id(), paper_id, draft)
        return _done(session, paper, None, rows, typed, answered)


@blueprint.get("/credit-memos/<uuid:memo_id>/edit")
def edit(memo_id: UUID) -> ResponseReturnValue:
    """Show the form of a draft as it stands."""
    with current.database().reading() as session:
        memo, paper, rows = _memo(session, memo_id)
        return _page(paper, memo, rows, Form(_filled(rows, memo.number, memo.dated)))


@blueprint.post("/credit-memos/<uuid:memo_id>/edit")
def update(memo_id: UUID) -> ResponseReturnValue:
    """Keep what was changed; with faults, or when another clerk was first, show the form again as it was typed."""
    with current.database().unit_of_work() as session:
        memo, paper, rows = _memo(session, memo_id)
        draft, faults, typed = _parsed(rows)
        if faults:
            return _again(paper, memo, rows, typed, faults)
        answered = crediting.edit(session, acts.read_act(crediting.SCOPE), seen_of(memo_id), draft)
        return _done(session, paper, memo, rows, typed, answered)


def paper_site() -> UUID:
    """Return the site of whoever asks."""
    return current.principal().site_id


def _paper(session: Session, paper_id: UUID) -> Paper:
    paper = authorization.one(session, paper_site(), paper_id)
    if paper is None:
        raise NotFound
    return paper


def _memo(session: Session, memo_id: UUID) -> tuple[Memo, Paper, list[Row]]:
    memo = credit_memos.one(session, paper_site(), memo_id)
    if memo is None:
        raise NotFound
    paper = _paper(session, memo.authorization_id)
    return memo, paper, _merged(_offered(match_of(session, paper_site(), paper)), memo.lines)


def _offered(match: Match) -> list[Row]:
    """Return a row for each lot of which something may be credited, filled with what is due and what it is worth."""
    return [
        Row(
            MemoLine(line.line_id, line.product, lot.lot, lot.due, lot.worth_of(lot.due, line.product.currency)),
            lot.due,
            lot.spare,
        )
        for line in match.lines
        for lot in line.lots
        if lot.due or lot.spare
    ]


def _merged(offered: Iterable[Row], lines: Iterable[MemoLine]) -> list[Row]:
    """Return the rows as a draft fills them, with its lines of which nothing is due any more at the end."""
    said = {line.key: line for line in lines}
    empty = (replace(row, line=replace(row.line, quantity=0, amount=Decimal(0))) for row in offered)
    rows = [replace(row, line=said.pop(row.line.key, row.line)) for row in empty]
    return [*rows, *(Row(line, 0, 0) for line in said.values())]


def _filled(rows: Iterable[Row], number: str, dated: date) -> dict[str, str]:
    typed = {"number": number, "dated": dated.isoformat()}
    for position, row in enumerate(rows, start=1):
        typed[f"quantity-{position}"] = str(row.line.quantity)
        typed[f"amount-{position}"] = f"{row.line.amount:.2f}"
    return typed


def _parsed(rows: Iterable[Row]) -> tuple[MemoDraft, Faults, dict[str, str]]:
    """Return the draft that was typed and what is wrong with it; a row whose lot the form no longer knows falls out."""
    form = current.form()
    at = {form[name]: name.removeprefix("key-") for name in form if name.startswith("key-")}
    typed = {"number": form.get("number", "").strip()[: LONGEST["number"]], "dated": form.get("dated", "").strip()}
    faults: Faults = {}
    lines = []
    for position, row in enumerate(rows, start=1):
        sent = at.get(row.line.key, "")
        quantity, amount = (form.get(f"{name}-{sent}", "").strip()[:20] for name in ("quantity", "amount"))
        typed |= {f"quantity-{position}": quantity, f"amount-{position}": amount}
        if quantity not in ("", "0"):
            lines.append((position, _line(row, quantity, amount)))
    dated = _day(typed["dated"], faults)
    draft = MemoDraft(typed["number"], dated, tuple(line for _, line in lines))
    return draft, {**faults, **_placed(wrong(draft), [position for position, _ in lines])}, typed


def _line(row: Row, quantity: str, amount: str) -> MemoLine:
    is_whole = quantity.isascii() and quantity.isdecimal() and len(quantity) < 10
    return replace(row.line, quantity=int(quantity) if is_whole else -1, amount=_amount(amount))


def _amount(text: str) -> Decimal:
    """Return the amount that was typed; -1, which is refused in words, for what is none."""
    try:
        found = Decimal(text.replace(",", "")) if text.isascii() else Decimal(-1)
    except InvalidOperation:
        return Decimal(-1)
    return found if found.is_finite() else Decimal(-1)


def _day(text: str, faults: Faults) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults["dated"] = Said(say.NO_DAY, {"text": text})
        return date.min


def _placed(faults: Faults, positions: list[int]) -> Faults:
    """Return faults of lines under the rows in which the lines stand."""
    placed: Faults = {}
    for name, said in faults.items():
        field, _, number = name.partition("-")
        row = positions[int(number) - 1] if number and positions else 1
        placed[f"{field}-{row}" if number else name] = said
    return placed


def _done(
    session: Session, paper: Paper, memo: Memo | None, rows: list[Row], typed: dict[str, str], answered: Answered[UUID]
) -> ResponseReturnValue:
    """Go to the memo; a refusal shows the form as it was typed, and says why."""
    if answered.result is not None:
        return go_to(url_for("credit_memos.show", memo_id=answered.result, answer=answered.client_id))
    if answered.is_replay and answered.said.message in (say.WRITTEN, say.EDITED):
        kept = credit_memos.id_of(session, paper_site(), str(answered.said.params["memo"]))
        return go_to(url_for("credit_memos.show", memo_id=kept, answer=answered.client_id))
    return _page(paper, memo, rows, Form(typed), signal_of(answered.said)), CONFLICT


def _again(
    paper: Paper, memo: Memo | None, rows: list[Row], typed: Mapping[str, str], faults: Faults
) -> ResponseReturnValue:
    signal = signal_of(Said(say.WRONG, {"count": len(faults)}))
    return _page(paper, memo, rows, Form(typed, sentences(faults)), signal), UNPROCESSABLE


def _page(paper: Paper, memo: Memo | None, rows: list[Row], form: Form, signal: SignalView | None = None) -> str:
    return render_template("credit_memos/form.html", paper=paper, memo=memo, rows=rows, form=form, signal=signal)
