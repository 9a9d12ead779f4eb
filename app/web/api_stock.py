"""The HTTP API, version 1: unsold stock is counted, proposals are read and made into authorizations."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.queries import agreements, outward, surpluses
from app.domain.errors import Overtaken, Refused
from app.domain.importing import ImportKind, ImportVerdict
from app.domain.messages import unsold as say
from app.domain.proposing import Proposal, propose
from app.exchange.api.asking import NotAsked, parse
from app.exchange.api.entries import Entry
from app.exchange.api.operations import PROPOSALS
from app.exchange.api.rows import rows_of
from app.exchange.api.stock_entries import ChoiceEntry, SnapshotEntry
from app.exchange.api.writings import BY_NAME as WRITINGS
from app.services import unsold
from app.services.acting import Act
from app.services.importing.taking import resolve, take_all
from app.services.replying import Reply
from app.services.unsold import Chosen
from app.web import api_requests as requests
from app.web import bearing, current
from app.web.api_writing import reply
from app.web.problems import problem
from app.web.resources import BY_NAME, as_json, shown, text

blueprint = Blueprint("api_stock", __name__, url_prefix="/api/v1")


@blueprint.post("/snapshots")
def count() -> ResponseReturnValue:
    """Keep what was counted."""
    writing = WRITINGS["put_snapshot"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, SnapshotEntry)
        rows = rows_of(ImportKind.SNAPSHOTS, entry)
        place_id = resolve(session, act, ImportKind.SNAPSHOTS, rows)[0].facts["place_id"]
        taken = take_all(session, act, ImportKind.SNAPSHOTS, rows)
        of_day = {"place_id": place_id, "taken_on": entry.taken_on}
        (found,) = outward.page(session, act.site_id, writing.collection, of_day, None, 1).items
        is_new = all(each.verdict is ImportVerdict.CREATED for each in taken)
        return reply(session, act, writing, found["id"], 201 if is_new else 200)

    return requests.answer_once(writing, do)


@blueprint.get("/proposals")
def proposed() -> ResponseReturnValue:
    """Send where unsold stock should go, as it is worked out now."""
    bearing.require(PROPOSALS.scope)
    try:
        asked = parse(PROPOSALS, request.args)
    except NotAsked as refusal:
        return problem(400, "Not understood", "The query has faults. Mend them and ask again.", refusal.faults)
    with current.database().reading() as session:
        every = _proposals(session)
    wanted = (each for each in every if all(str(each[name]) == str(value) for name, value in asked.filters.items()))
    items, more = _page(wanted, asked.after, asked.limit)
    return as_json({"items": items, "next": more})


def _proposals(session: Session) -> Iterator[dict[str, Any]]:
    bearer = bearing.bearer()
    today = current.now().astimezone(ZoneInfo(bearer.time_zone)).date()
    found = {each.surplus.line_id: each for each in surpluses.candidates(session, bearer.site_id, today)}
    proposals = propose((each.surplus for each in found.values()), agreements.standing(session, today), today)
    for each in sorted(proposals, key=lambda one: (one.surplus.line_id, one.way.code)):
        yield _shown(each, found[each.surplus.line_id].lot)


def _shown(one: Proposal, lot: str) -> dict[str, Any]:
    return {
        "stock_id": one.surplus.line_id, "place_id": one.surplus.place_id, "product_id": one.surplus.product_id,
        "lot": lot, "way": one.way.code, "quantity": one.surplus.quantity,
        "agreement_id": one.agreement.id if one.agreement else None, "net": one.way.net.amount, "credit": one.credit,
        "runner_up": one.runner_up.code, "runner_up_net": one.runner_up.net.amount, "currency": one.way.net.currency,
    }  # fmt: skip


def _page(wanted: Iterable[dict[str, Any]], after: UUID | None, limit: int) -> tuple[list[dict[str, Any]], UUID | None]:
    """Return whole lots up to `limit` proposals, and the last lot where more follow; the first lot always fits."""
    items: list[dict[str, Any]] = []
    for _lot_id, ways in groupby((each for each in wanted if not after or each["stock_id"] > after), _lot):
        of_lot = list(ways)
        if items and len(items) + len(of_lot) > limit:
            return items, items[-1]["stock_id"]
        items += [PROPOSALS.item.model_validate(each).model_dump() for each in of_lot]
    return items, None


def _lot(one: dict[str, Any]) -> Any:
    return one["stock_id"]


@blueprint.post("/proposals/acceptance")
def accept() -> ResponseReturnValue:
    """Make authorizations of what was chosen."""
    writing = WRITINGS["accept_proposals"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, ChoiceEntry)
        chosen = [Chosen(UUID(each.stock_id), each.way, each.quantity) for each in entry.lines]
        answered = unsold.make(session, requests.in_scope(act, unsold.SCOPE), chosen)
        if answered.result is None:
            late = answered.said.message.key in {say.IN_AUTHORIZATION.key, say.PROPOSAL_CHANGED.key}
            raise (Overtaken if late else Refused)(answered.said.message, **answered.said.params)
        made = (outward.one(session, act.site_id, writing.collection, each) for each in answered.result)
        return Reply(201, text({"items": [shown(BY_NAME[writing.collection], each) for each in made if each]}))

    return requests.answer_once(writing, do)
