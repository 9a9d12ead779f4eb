"""What is owed and what was paid, in the office: one list of refunds, credits and claims on vendors."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import owing as queries
from app.db.queries import parties, views
from app.db.queries.owing import AGES, Kind, Wanted
from app.domain.transitions import ClaimState, RefundState
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.routes import today

blueprint = Blueprint("money", __name__, url_prefix="/money")

STATES = tuple(dict.fromkeys([*(each.value for each in RefundState), *(each.value for each in ClaimState)]))


def _state(text: str) -> str:
    if text not in STATES:
        raise ValueError(text)
    return text


def _age(text: str) -> int:
    if text not in {str(days) for days in AGES}:
        raise ValueError(text)
    return int(text)


LIST = Shape(
    room="money",
    filters={"what": Kind, "state": _state, "party": listing.ID, "older": _age},
    columns=tuple(queries.ORDERS),
    order="-opened",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what is owed and what was paid, the newest first, and what is open by age."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "money/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            ageing=queries.ageing(session, by.site_id, current.now()),
            ages=AGES,
            kinds=[(each.value, word(each.value)) for each in Kind],
            states=[(each, word(each)) for each in STATES],
            parties=[(each.id, each.name) for each in parties.named(session)],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Kind"), _("Number"), _("Authorization"), _("Party"), _("State"), _("Amount"), _("Currency"), _("Reference"),
        _("Since"),
    )  # fmt: skip
    lines = (
        (
            row.kind.value, row.number, row.paper, row.party, row.state.value, row.amount, row.currency, row.reference,
            row.opened_at.date(),
        )
        for row in rows
    )  # fmt: skip
    return list_file(f"money-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        kind=asked.read("what", Kind),
        state=asked["state"],
        party_id=asked.read("party", listing.ID),
        before=current.now() - timedelta(days=int(asked["older"])) if asked["older"] else None,
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )
