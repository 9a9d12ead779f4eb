"""What is proposed of unsold stock, by place and way out; what is chosen becomes authorizations in one step."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import agreements, surpluses
from app.db.queries.surpluses import Candidate
from app.domain.messages.core import Money
from app.domain.proposing import WAYS_OUT, Proposal, propose
from app.domain.vocabulary import DispositionCode
from app.exchange.writing import Exported
from app.services import acting, unsold
from app.services.unsold import Chosen
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.forms import sentence
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("proposals", __name__, url_prefix="/unsold/proposals")

LIST = Shape(
    room="proposals",
    filters={"way": DispositionCode, "place": listing.ID, "agreement": listing.ID},
    columns=("product", "quantity", "net"),
    order="-net",
)
SHOWN = unsold.MOST_CHOSEN
"""Of one page, since every line of it can be chosen at once; the file has all of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal with its goods."""

    proposal: Proposal
    candidate: Candidate

    @property
    def chosen(self) -> str:
        """What its box sends: the line, the way, and how many base units were shown."""
        return f"{self.candidate.surplus.line_id}/{self.proposal.way.code.value}/{self.proposal.surplus.quantity}"


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one way out, or of one agreement, with the amounts of all of them."""

    way: DispositionCode
    agreement: str
    vendor_left: int | None
    rows: Sequence[Row]
    net: Money
    credit: Money
    units: int


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what is proposed, grouped by agreement and way out."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = _rows(session, asked)
        answered = acting.recall(session, by.site_id, unsold.SCOPE, request.args.get("answer", ""))
        return render_template(
            "unsold/proposals.html",
            asked=asked,
            groups=list(_groups(rows[:SHOWN])),
            total=len(rows),
            shown=min(len(rows), SHOWN),
            ways=[(each.value, word(each.value)) for each in WAYS_OUT],
            places=sorted(
                {(row.candidate.surplus.place_id, row.candidate.place) for row in rows}, key=lambda one: one[1]
            ),
            sentence=sentence,
            signal=acts.shown(answered) if answered else None,
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send all that is proposed as a file."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = _rows(session, asked)
    heads = (
        _("Place"), _("SKU"), _("Product"), _("Lot"), _("Expiry"), _("Units"), _("Way out"), _("Vendor agreement"),
        _("Net recovery"), _("Vendor credit"), _("Next way"), _("Its net recovery"), _("Currency"), _("Why"),
    )  # fmt: skip
    return list_file(f"proposals-{today(by).isoformat()}", kind, heads, map(_line, rows))


def _line(row: Row) -> tuple[Exported, ...]:
    one, goods = row.proposal, row.candidate
    return (
        goods.place, goods.product.sku, in_language(goods.product.name), goods.lot, goods.expiry,
        one.surplus.quantity, word(one.way.code.value), one.agreement.terms.number if one.agreement else "",
        one.way.net.amount, one.credit, word(one.runner_up.code.value), one.runner_up.net.amount,
        one.way.net.currency, sentence(one.why),
    )  # fmt: skip


def _rows(session: Session, asked: Asked) -> list[Row]:
    by = current.principal()
    found = {each.surplus.line_id: each for each in surpluses.candidates(session, by.site_id, today(by))}
    standing = agreements.standing(session, today(by))
    proposals = propose((each.surplus for each in found.values()), standing, today(by))
    rows = (Row(each, found[each.surplus.line_id]) for each in proposals)
    return sorted((row for row in rows if _is_wanted(row, asked)), key=_ORDERS[asked.order], reverse=asked.falls)


_ORDERS: dict[str, Callable[[Row], Any]] = {
    "product": lambda row: (row.candidate.product.sku, row.chosen),
    "quantity": lambda row: (row.proposal.surplus.quantity, row.chosen),
    "net": lambda row: (row.proposal.way.net.amount, row.chosen),
}


def _is_wanted(row: Row, asked: Asked) -> bool:
    agreement = row.proposal.agreement
    told = {
        "way": row.proposal.way.code.value,
        "place": str(row.candidate.surplus.place_id),
        "agreement": str(agreement.id) if agreement else "",
    }
    texts = (row.candidate.product.sku, row.candidate.lot, row.candidate.place, in_language(row.candidate.product.name))
    finds = any(asked.find.lower() in text.lower() for text in texts)
    return finds and all(asked[name] in ("", value) for name, value in told.items())


def _groups(rows: Sequence[Row]) -> Iterator[Group]:
    """Yield the rows by agreement, then by way out, in the order of the ways."""
    by_key: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        agreement = row.proposal.agreement
        number = agreement.terms.number if agreement else ""
        by_key.setdefault((WAYS_OUT.index(row.proposal.way.code), number), []).append(row)
    for (way, number), group in sorted(by_key.items()):
        first = group[0].proposal
        currency = first.way.net.currency
        yield Group(
            WAYS_OUT[way],
            number,
            first.agreement.left if first.agreement else None,
            group,
            Money(sum((row.proposal.way.net.amount for row in group), Decimal(0)), currency),
            Money(sum((row.proposal.credit for row in group), Decimal(0)), currency),
            sum(row.proposal.surplus.quantity for row in group),
        )


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Make authorizations of what was chosen, and come back to what is still proposed."""
    act, ticked = acts.read_act(unsold.SCOPE), request.form.getlist("line")
    chosen = [_chosen(text) for text in ticked]
    content = {**act.content, "line": " ".join(ticked)}  # a form of ours keeps the first of equal names alone
    with current.database().unit_of_work() as session:
        answered = unsold.make(session, replace(act, content=content), chosen)
    return go_to(url_for("proposals.index", answer=answered.client_id))


def _chosen(text: str) -> Chosen:
    """Return one proposal as a box of the page sends it. Raises BadRequest."""
    line_id, _slash, rest = text.partition("/")
    way, _slash, quantity = rest.partition("/")
    if way not in set(WAYS_OUT) or not (quantity.isascii() and quantity.isdecimal() and len(quantity) < 10):
        raise BadRequest("not a proposal")
    return Chosen(acts.an_id(line_id), DispositionCode(way), int(quantity))
