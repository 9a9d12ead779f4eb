"""Unsold stock in the office: what is too much in the newest snapshots, and why."""

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import surpluses, views
from app.db.queries import unsold as queries
from app.db.queries.unsold import Unsold, Wanted
from app.domain.unsold import UnsoldKind
from app.domain.vocabulary import Category
from app.exchange.writing import Exported
from app.web import current, listing
from app.web.exporting import list_file
from app.web.forms import sentence
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.routes import today

blueprint = Blueprint("unsold", __name__, url_prefix="/unsold")

LIST = Shape(
    room="unsold",
    filters={"cause": UnsoldKind, "category": Category, "place": listing.ID},
    columns=tuple(queries.ORDERS),
    order="-value",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what is too much in the newest snapshot of each place, what costs most first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE)
        version = queries.thresholds(session, by.site_id).version
        return render_template(
            "unsold/index.html",
            asked=asked,
            rows=rows,
            total=queries.count(session, by.site_id, wanted),
            papers=surpluses.papers_of(session, by.site_id, [row.id for row in rows]),
            snapshots=queries.snapshots(session, by.site_id),
            version=version,
            waiting=queries.waiting(session, by.site_id, version),
            causes=[(each.value, word(each.value)) for each in UnsoldKind],
            categories=[(each.value, word(each.value)) for each in Category],
            views=views.of_room(session, by.operator_id, LIST.room),
            sentence=sentence,
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
        papers = surpluses.papers_of(session, by.site_id, [row.id for row in rows])
    numbers = {line: ", ".join(each.number for each in told) for line, told in papers.items()}
    heads = (
        _("Counted on"), _("Place"), _("SKU"), _("Product"), _("Category"), _("Lot"), _("Expiry"), _("On hand"),
        _("Too many"), _("Value at cost"), _("Currency"), _("Unsold as"), _("Why"), _("Authorization"),
    )  # fmt: skip
    return list_file(f"unsold-{today(by).isoformat()}", kind, heads, _lines(rows, numbers))


def _lines(rows: list[Unsold], numbers: dict[UUID, str]) -> Iterator[tuple[Exported, ...]]:
    for row in rows:
        kinds = ", ".join(word(each.kind.value) for each in row.findings)
        why = " ".join(sentence(each.said) for each in row.findings)
        yield (
            row.stock.taken_on, row.place, row.sku, in_language(row.product.texts), word(row.category.value), row.lot,
            row.stock.expiry, row.stock.on_hand, row.excess, row.value, row.currency, kinds, why,
            numbers.get(row.id, ""),
        )  # fmt: skip


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        kind=asked.read("cause", UnsoldKind),
        category=asked.read("category", Category),
        place_id=asked.read("place", listing.ID),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )
