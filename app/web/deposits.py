"""Balances of packaging in the office: who has how much of what, each party's statement, its payments and losses."""

from decimal import Decimal, InvalidOperation
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import packaging as queries
from app.db.queries import packaging_assets, views
from app.db.queries import packaging_balances as balances
from app.db.queries.packaging_balances import Told, Wanted
from app.domain.messages.core import Money
from app.domain.packaging import CountedBy
from app.exchange.writing import Exported
from app.services import acting, packaging
from app.services.packaging import Screen
from app.web import acts, current, listing
from app.web.assets import told
from app.web.exporting import list_file
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("deposits", __name__, url_prefix="/packaging/parties")

LIST = Shape("deposits", {"type": listing.ID}, tuple(balances.ORDERS), "party")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what parties have of each type, with the deposits on it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "packaging/balances.html",
            asked=asked,
            rows=balances.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=balances.count(session, by.site_id, wanted),
            types=[(each.id, each.code) for each in packaging_assets.types(session)],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = balances.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Party"), _("Type"), _("Name"), _("Went out"), _("Came back"), _("Lost"), _("Balance"), _("Unit"),
        _("Deposit"), _("Currency"), _("Last movement"),
    )  # fmt: skip
    lines = (
        (row.party, row.code, in_language(row.name), row.issued, row.returned, row.lost, row.balance, word(row.unit),
         row.deposit, row.currency, row.last)
        for row in rows
    )  # fmt: skip
    return list_file(f"packaging-balances-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(asked.read("type", listing.ID), asked.find, asked.order, asked.falls)


@blueprint.get("/<uuid:party_id>")
def show(party_id: UUID) -> ResponseReturnValue:
    """Show the statement of a party: what it has, what it owes, and all that moved."""
    by = current.principal()
    with current.database().reading() as session:
        party = queries.party_by_id(session, party_id)
        if party is None:
            raise NotFound
        answered = acting.recall(session, by.site_id, packaging.SCOPE, request.args.get("answer", ""))
        return render_template(
            "packaging/statement.html",
            party=party,
            has=balances.of_party(session, by.site_id, party_id),
            owed=[Money(amount, currency) for currency, amount in balances.owed(session, by.site_id, party_id).items()],
            told=balances.statement(session, by.site_id, party_id),
            in_bulk=lambda row: row.counted_by is not CountedBy.ASSET,
            signal=told(answered, url_for("deposits.undo", party_id=party_id)),
        )


@blueprint.get("/<uuid:party_id>/statement.<any(csv, xlsx):kind>")
def statement(party_id: UUID, kind: str) -> ResponseReturnValue:
    """Send the statement of a party as a file."""
    by = current.principal()
    with current.database().reading() as session:
        party = queries.party_by_id(session, party_id)
        if party is None:
            raise NotFound
        told = balances.statement(session, by.site_id, party_id)
    heads = (
        _("When"), _("Movement"), _("Type"), _("GRAI or reference"), _("Quantity"), _("Condition"), _("Deposit"),
        _("Credited or paid"), _("Currency"), _("Who"),
    )  # fmt: skip
    return list_file(f"packaging-statement-{today(by).isoformat()}", kind, heads, (_line(each) for each in told))


def _line(told: Told) -> tuple[Exported, ...]:
    condition = word(told.condition.value) if told.condition else ""
    return (
        told.at, word(told.kind), told.code, told.grai, told.quantity, condition, told.deposit, told.credited,
        told.currency, told.who,
    )  # fmt: skip


@blueprint.post("/<uuid:party_id>/payment")
def settle(party_id: UUID) -> ResponseReturnValue:
    """Note that what stands open with a party was paid, by us or by it."""
    act, form = acts.read_act(packaging.SCOPE), current.form()
    with current.database().unit_of_work() as session:
        packaging.settle(session, act, party_id, _seen(), form.get("reference", ""))
    return go_to(url_for("deposits.show", party_id=party_id, answer=act.client_id))


def _seen() -> Money:
    form = current.form()
    try:
        amount = Decimal(form.get("amount", ""))
    except InvalidOperation:
        raise BadRequest("not an amount") from None
    if not amount.is_finite() or len(form.get("currency", "")) != 3:
        raise BadRequest("not an amount")
    return Money(amount, form["currency"])


@blueprint.post("/<uuid:party_id>/undo")
def undo(party_id: UUID) -> ResponseReturnValue:
    """Take back that bulk material was written off."""
    act = acts.read_act(packaging.SCOPE)
    with current.database().unit_of_work() as session:
        packaging.undo(session, act, Screen(last=current.form().get("last", "")[:36]))
    return go_to(url_for("deposits.show", party_id=party_id, answer=act.client_id))


@blueprint.post("/<uuid:party_id>/loss")
def lose(party_id: UUID) -> ResponseReturnValue:
    """Write bulk material off that a party will not bring back."""
    act, form = acts.read_act(packaging.SCOPE), current.form()
    text = form.get("quantity", "")
    quantity = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    with current.database().unit_of_work() as session:
        packaging.lose_bulk(session, act, party_id, acts.an_id(form.get("type")), quantity)
    return go_to(url_for("deposits.show", party_id=party_id, answer=act.client_id))
