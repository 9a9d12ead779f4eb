"""What the workshop yields, in the office: figures of the orders that ended in a period."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.db.queries import yields as queries
from app.domain.principals import Principal
from app.domain.yields import By, Ended, Period, Yield, yields
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.routes import today

blueprint = Blueprint("yields", __name__, url_prefix="/work-orders/yields")

LIST = Shape(
    room="yields",
    filters={"by": By, "since": listing.DAY, "until": listing.DAY},
    columns=("what", "units", "rate", "cost", "margin"),
    order="what",
)


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group under the name that people know it by."""

    what: str
    code: str
    figures: Yield


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown: the groups of one view, all of them together by currency, and the days that count."""

    by: By
    period: Period
    rows: list[Row]
    totals: list[Yield]


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show first-pass yield, cost per unit and margin, with their n, of the orders that ended in a period."""
    asked = Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        page = _page(session, current.principal(), asked)
    return render_template("work_orders/yields.html", asked=asked, page=page, ways=list(By))


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the figures as a file, with their period."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        page = _page(session, by, asked)
    heads = (
        _("By"), _("Code"), _("Name"), _("From"), _("To"), _("Orders"), _("Units"), _("First time here"), _("Passed"),
        _("First-pass yield"), _("Minutes per unit"), _("Currency"), _("Labour"), _("Parts"), _("Cost"),
        _("Cost per unit"), _("Margin"), _("Margin per unit"),
    )  # fmt: skip
    lines = (
        (word(f"by_{page.by.value}"), row.code, row.what, page.period.since, page.period.until, each.orders,
         each.units, each.first, each.passed, _share(each), f"{each.minutes_per_unit:.1f}", each.currency,
         each.labour, each.parts, each.cost, round(each.cost_per_unit.amount, 2), each.margin.amount,
         round(each.margin_per_unit.amount, 2))
        for row in page.rows
        for each in (row.figures,)
    )  # fmt: skip
    return list_file(f"yields-{today(by).isoformat()}", kind, heads, lines)


def _share(figures: Yield) -> str:
    return "" if figures.first_pass is None else f"{figures.first_pass:.3f}"


def _page(session: Session, by: Principal, asked: Asked) -> Page:
    period = Period.of(asked.read("since", listing.DAY), asked.read("until", listing.DAY), today(by))
    ended = queries.ended(session, by.site_id, *period.instants(by.time_zone))
    way = asked.read("by", By) or By.PRODUCT
    rows = [_row(way, each, ended) for each in yields(ended, way)]
    found = [row for row in rows if asked.find.lower() in f"{row.code} {row.what}".lower()]
    return Page(way, period, sorted(found, key=_SORTS[asked.order], reverse=asked.falls), yields(ended))


def _row(way: By, figures: Yield, ended: list[Ended]) -> Row:
    if way is By.PRODUCT:
        texts = next(each.order.product.name for each in ended if each.order.product.sku == figures.key)
        return Row(in_language(texts), figures.key, figures)
    if way is By.CONTRACTOR:
        return Row(figures.key or _("Done here"), "", figures)
    return Row(word(figures.key), "", figures)


_SORTS: dict[str, Any] = {
    "what": lambda row: (row.what.lower(), row.figures.currency),
    "units": lambda row: row.figures.units,
    "rate": lambda row: row.figures.first_pass or 0,
    "cost": lambda row: row.figures.cost_per_unit.amount,
    "margin": lambda row: row.figures.margin.amount,
}
