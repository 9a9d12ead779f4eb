"""Sale bundles in the office: the list, one of them with what it holds and brought, and what is done about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import bundle_lines, views
from app.db.queries import bundles as queries
from app.db.queries.bundles import OneBundle, Wanted
from app.domain.bundles import BundleLine, brought
from app.domain.money import NOTHING
from app.domain.principals import Principal
from app.domain.transitions import BundleState, Move, allows
from app.services import acting, bundling
from app.services.acting import Act, Answered
from app.services.bundling import Price, Seen
from app.services.settling.guarding import MAY_SETTLE
from app.web import acts, approvers, current, listing
from app.web.exporting import list_file
from app.web.i18n import moment, word
from app.web.listing import Asked, Shape
from app.web.refunds import reason, seen_of
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("bundles", __name__, url_prefix="/bundles")

LIST = Shape(
    room="bundles",
    filters={"state": BundleState, "buyer": listing.ID},
    columns=tuple(queries.ORDERS),
    order="-opened",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the sale bundles that were asked for, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "bundles/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=[(each.value, word(each.value)) for each in BundleState],
            buyers=queries.liquidators(session),
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Number"), _("State"), _("Owner"), _("Buyer"), _("Units"), _("List price"), _("Estimate"), _("Asking price"),
        _("Agreed price"), _("Brought"), _("Currency"), _("Begun"),
    )  # fmt: skip
    lines = (
        (row.number, word(row.state.value), row.owner, row.buyer, row.units, row.list_total, row.estimate, row.asking,
         row.agreed, row.proceeds, row.currency, moment(row.opened_at))
        for row in rows
    )  # fmt: skip
    return list_file(f"bundles-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", BundleState),
        buyer_id=asked.read("buyer", listing.ID),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:bundle_id>")
def show(bundle_id: UUID) -> ResponseReturnValue:
    """Show one bundle with its lines, what each brought, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        bundle = found(session, by, bundle_id)
        answered = acting.recall(session, by.site_id, bundling.SCOPE, request.args.get("answer", ""))
        lines, paid = lines_of(session, by, bundle), queries.payments(session, by.site_id, bundle_id)
        standing = [each.amount for each in paid if not each.is_reversed]
        return render_template(
            "bundles/show.html",
            bundle=bundle,
            lines=list(zip(lines, brought(standing, lines, bundle.currency), strict=True)),
            estimate=bundle.estimate if bundle.is_frozen else sum((line.estimate for line in lines), NOTHING),
            listed=sum((line.list_total for line in lines), NOTHING),
            payments=paid,
            buyers=queries.liquidators(session),
            may=lambda move: by.has(*MAY_SETTLE) and allows(bundle.state, Move(move)),
            signal=acts.shown(answered) if answered else None,
        )


def found(session: Session, by: Principal, bundle_id: UUID) -> OneBundle:
    """Return the bundle of an address. Raises NotFound."""
    bundle = queries.one(session, by.site_id, bundle_id)
    if bundle is None:
        raise NotFound
    return bundle


def lines_of(session: Session, by: Principal, bundle: OneBundle) -> tuple[BundleLine, ...]:
    """Return what the bundle holds: as it was offered, or while it is built on as it stands now."""
    if bundle.is_frozen:
        return bundle_lines.frozen(session, by.site_id, bundle.id)
    return bundle_lines.now(session, by.site_id, bundle.id, today(by))


DEEDS: dict[str, Callable[[Session, Act, Seen], Answered[UUID]]] = {
    "offer": lambda session, act, seen: bundling.offer(session, act, seen, _price()),
    "sale": lambda session, act, seen: bundling.sell(session, act, seen, _price()),
    "reopening": bundling.reopen,
    "cancellation": bundling.cancel,
    "payment": lambda session, act, seen: bundling.pay(session, act, seen, _field("amount"), _field("note")),
    "reversal": lambda session, act, seen: bundling.take_back(session, act, seen, _field("payment")[:36], reason()),
}


@blueprint.post("/<uuid:bundle_id>/<any(offer, sale, reopening, cancellation, payment, reversal):deed>")
def do(bundle_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says, to the bundle as its page showed it; a sale far below the estimate is approved first."""
    act, seen = acts.read_act(bundling.SCOPE), seen_of(bundle_id)
    with current.database().unit_of_work() as session:
        found(session, act.by, bundle_id)
        answered: Answered[Any] = DEEDS[deed](session, act, Seen(seen.id, seen.version))
        if asking := approvers.asked(act, answered):
            return asking
    return go_to(url_for("bundles.show", bundle_id=bundle_id, answer=act.client_id))


def _price() -> Price:
    return Price(acts.an_optional_id(_field("buyer")), _field("amount"))


def _field(name: str) -> str:
    return current.form().get(name, "")
