"""Credit memos in the office: the list with its ageing, one of them, and what is done to it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import credit_memos as queries
from app.db.queries import parties, views
from app.db.queries.credit_memos import Listed, Wanted
from app.domain.transitions import CreditMemoState, Move, allows
from app.services import crediting
from app.services.acting import Act, Answered
from app.services.crediting import SeenMemo
from app.web import acts, approvers, current, listing
from app.web.exporting import list_file
from app.web.listing import Asked, Shape
from app.web.reconciliations import answer_shown
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("credit_memos", __name__, url_prefix="/credit-memos")

AGES: Mapping[str, tuple[int, int | None]] = {"0-30": (0, 30), "31-60": (31, 60), "61-90": (61, 90), "90+": (91, None)}
"""Spans of days since the day that a memo bears, both ends included."""


def _age(text: str) -> str:
    if text not in AGES:
        raise ValueError("not a span of days")
    return text


LIST = Shape(
    room="credit_memos",
    filters={
        "state": CreditMemoState, "party": listing.ID, "age": _age, "since": listing.DAY, "until": listing.DAY,
    },
    columns=tuple(queries.ORDERS),
    order="-dated",
)  # fmt: skip


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the memos that were asked for, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked, today(by))
    with current.database().reading() as session:
        return render_template(
            "credit_memos/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=queries.states(session, by.site_id),
            parties=[(each.id, each.name) for each in parties.named(session)],
            ages=list(AGES),
            days=lambda row: open_days(row, today(by)),
            views=views.of_room(session, by.operator_id, LIST.room),
        )


def open_days(row: Listed, now: date) -> int | None:
    """Return for how many days a memo has been open; what is settled or void ages no more."""
    is_open = row.state in (CreditMemoState.DRAFT, CreditMemoState.ISSUED)
    return (now - row.dated).days if is_open else None


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    now = today(by)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked, now))
    heads = (
        _("Credit memo"), _("State"), _("Authorization"), _("Party"), _("Dated"), _("Days open"), _("Units"),
        _("Amount"), _("Currency"),
    )  # fmt: skip
    lines = (
        (
            row.number, row.state.value, row.paper, row.party, row.dated, open_days(row, now) or 0, row.units,
            row.amount, row.currency,
        )
        for row in rows
    )  # fmt: skip
    return list_file(f"credit-memos-{now.isoformat()}", kind, heads, lines)


def _wanted(asked: Asked, now: date) -> Wanted:
    """Return what is asked; an age is of open memos, and narrows the days."""
    since, until = (date.fromisoformat(asked[name]) if asked[name] else None for name in ("since", "until"))
    if asked["age"]:
        youngest, oldest = AGES[asked["age"]]
        until = min(until or date.max, now - timedelta(days=youngest)) if youngest else until
        since = max(since or date.min, now - timedelta(days=oldest)) if oldest is not None else since
    return Wanted(
        state=asked.read("state", CreditMemoState),
        party_id=asked.read("party", listing.ID),
        since=since,
        until=until,
        is_open=bool(asked["age"]),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:memo_id>")
def show(memo_id: UUID) -> ResponseReturnValue:
    """Show one memo with its lines, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        memo = queries.one(session, by.site_id, memo_id)
        if memo is None:
            raise NotFound
        moves = {move.value for move in Move if allows(memo.state, move)}
        signal = answer_shown(session, by, crediting.SCOPE)
        return render_template("credit_memos/show.html", memo=memo, moves=moves, signal=signal)


DEEDS: dict[str, Callable[[Session, Act, SeenMemo], Answered[UUID]]] = {
    "issue": crediting.issue,
    "settlement": crediting.settle,
    "voiding": lambda session, act, seen: crediting.void(session, act, seen, current.form().get("reason", "")),
}


@blueprint.post("/<uuid:memo_id>/<any(issue, settlement, voiding):deed>")
def do(memo_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says, to the memo as its page showed it."""
    act, seen = acts.read_act(crediting.SCOPE), seen_of(memo_id)
    with current.database().unit_of_work() as session:
        answered = DEEDS[deed](session, act, seen)
        if queries.one(session, act.site_id, memo_id) is None:
            raise NotFound
    shown = url_for("credit_memos.show", memo_id=memo_id, answer=answered.client_id)
    return approvers.asked(act, answered) or go_to(shown)


def seen_of(memo_id: UUID) -> SeenMemo:
    """Return the memo with the version that the form's page showed."""
    version = current.form().get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 9):
        raise BadRequest("not a version")
    return SeenMemo(memo_id, int(version))
