"""Authorizations in the office: the list, one of them, and what is done to it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.ids import new_id
from app.db.queries import authorization as one
from app.db.queries import authorizations as queries
from app.db.queries import collections, customs, evidence, pallets, parties, surpluses, verdicts, views
from app.db.queries.authorizations import Wanted
from app.domain.authorizing import is_over
from app.domain.principals import Principal
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program
from app.services import acting, authorizing
from app.services.acting import Act, Answered
from app.services.authorizing import Seen
from app.services.importing.notices import takes_notice
from app.web import acts, current, listing
from app.web.authorization_view import view_of
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.return_papers import NOT_TO_BE_SENT
from app.web.routes import today

blueprint = Blueprint("authorizations", __name__, url_prefix="/authorizations")

LIST = Shape(
    room="authorizations",
    filters={
        "state": AuthorizationState, "program": Program, "party": listing.ID, "since": listing.DAY,
        "until": listing.DAY,
    },
    columns=tuple(queries.ORDERS),
    order="-created",
)  # fmt: skip


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the authorizations that were asked for, the newest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(by, asked)
    with current.database().reading() as session:
        return render_template(
            "authorizations/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=queries.states(session, by.site_id),
            programs=[(each.value, word(each.value)) for each in Program],
            parties=[(each.id, each.name) for each in parties.named(session)],
            views=views.of_room(session, by.operator_id, LIST.room),
            today=today(by),
            is_over=is_over,
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(by, asked))
    heads = (
        _("Number"), _("Program"), _("State"), _("Party"), _("Purchase order"), _("Order"), _("Credit memo"),
        _("Expected units"), _("Received"), _("Expected on"), _("Expires on"), _("Made on"),
    )  # fmt: skip
    zone = ZoneInfo(by.time_zone)
    lines = (
        (
            row.number, row.program.value, row.state.value, row.party, row.purchase_order, row.order, row.credit_memo,
            row.units, row.received, row.expected_on or "", row.expires_on or "",
            row.created_at.astimezone(zone).date(),
        )
        for row in rows
    )  # fmt: skip
    return list_file(f"authorizations-{today(by).isoformat()}", kind, heads, lines)


def _wanted(by: Principal, asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", AuthorizationState),
        program=asked.read("program", Program),
        party_id=asked.read("party", listing.ID),
        since=_midnight(by, asked["since"], 0),
        until=_midnight(by, asked["until"], 1),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


def _midnight(by: Principal, text: str, days: int) -> datetime | None:
    """Return when a day begins in the site, or the day after it; years that no clock has are no filter."""
    if not text or not 1970 <= date.fromisoformat(text).year < 9000:
        return None
    day = date.fromisoformat(text) + timedelta(days=days)
    return datetime.combine(day, time(), ZoneInfo(by.time_zone)).astimezone(UTC)


@blueprint.get("/<uuid:paper_id>")
def show(paper_id: UUID) -> ResponseReturnValue:
    """Show one authorization with its lines, receipts and history, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        paper = one.one(session, by.site_id, paper_id)
        if paper is None:
            raise NotFound
        answered = acting.recall(session, by.site_id, authorizing.SCOPE, request.args.get("answer", ""))
        return render_template(
            "authorizations/show.html",
            paper=paper,
            view=view_of(paper, by),
            signal=acts.shown(answered) if answered else None,
            history=one.history(session, by.site_id, paper_id),
            receipts=one.receipts(session, by.site_id, paper_id),
            collections=collections.of_paper(session, by.site_id, paper_id),
            notice=pallets.notice(session, by.site_id, paper_id),
            takes_notice=takes_notice(paper.state),
            evidence=evidence.of_paper(session, by.site_id, paper_id),
            verdicts=verdicts.latest_of(session, by.site_id, paper_id),
            credits=surpluses.credit_of(session, by.site_id, paper_id),
            entries=customs.named_by(session, by.site_id, paper_id),
            is_over=is_over(paper.expires_on, today(by)),
            has_papers=paper.state not in NOT_TO_BE_SENT,
        )


DEEDS: dict[str, Callable[[Session, Act, Seen], Answered[UUID]]] = {
    "submission": authorizing.submit,
    "approval": authorizing.approve,
    "rejection": lambda session, act, seen: authorizing.reject(session, act, seen, _field("reason")),
    "cancellation": lambda session, act, seen: authorizing.cancel(session, act, seen, _field("reason")),
    "tracking": lambda session, act, seen: authorizing.track(session, act, seen, _field("tracking")),
    "untracking": lambda session, act, seen: authorizing.untrack(session, act, seen, _field("tracking")),
    "split": lambda session, act, seen: authorizing.split(session, act, seen, new_id(), _chosen(), _shares()),
}


@blueprint.post(
    "/<uuid:paper_id>/<any(submission, approval, rejection, cancellation, tracking, untracking, split):deed>"
)
def do(paper_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says, to the authorization as its page showed it."""
    act, seen = acts.read_act(authorizing.SCOPE), seen_of(paper_id)
    with current.database().unit_of_work() as session:
        return _back(session, act, paper_id, DEEDS[deed](session, act, seen))


def seen_of(paper_id: UUID) -> Seen:
    """Return the authorization with the version that the form's page showed."""
    version = current.form().get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 9):
        raise BadRequest("not a version")
    return Seen(paper_id, int(version))


def _field(name: str) -> str:
    return current.form().get(name, "")


def _chosen() -> set[UUID]:
    return {acts.an_id(text) for text in request.form.getlist("line")}


def _shares() -> dict[UUID, int]:
    """Return how many units of each ticked line go; what is no number is none, which is refused with its sentence."""
    texts = {line: request.form.get(f"units-{line}", "").strip() for line in _chosen()}
    return {
        line: int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
        for line, text in texts.items()
        if text
    }


def _back(session: Session, act: Act, paper_id: UUID, answered: Answered[UUID]) -> ResponseReturnValue:
    """Go to the page that shows the answer: of the authorization, where there is one."""
    found = one.one(session, act.site_id, paper_id)
    if found is None:
        raise NotFound
    return go_to(url_for("authorizations.show", paper_id=paper_id, answer=answered.client_id))
