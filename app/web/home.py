"""Home: scan anything, and what waits."""

from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import arrivals, authorizations, customs_entries, parties, stages
from app.domain.authorizing import OFFICE
from app.domain.customs import WARN_AT
from app.domain.messages import home as say
from app.domain.readings import Reading, ReadingError, read
from app.domain.vocabulary import Category
from app.services import acting, cataloguing, directing
from app.services.acting import Answered
from app.services.cataloguing import NewProduct
from app.services.directing import Direction, ToProduct
from app.web import acts, current, leading, next_best, render
from app.web.responses import go_to
from app.web.routes import today
from app.web.unknown_codes import quantity

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """Show what waits; a scan opens the right step."""
    by = current.principal()
    with current.database().reading() as session:
        waiting = stages.counts(session, by.site_id, current.now())
        work = arrivals.work(session, by.site_id, limit=0)
        to_approve = authorizations.to_approve(session, by.site_id)
        due = _customs(session)
        answered = acting.recall(session, by.site_id, leading.SCOPE, request.args.get("answer", ""))
        not_given = next_best.told(session, by)
    context = _context(answered, request.args.get("text", ""))
    shown = {"customs": due, "waiting": waiting, "work": work, "to_approve": to_approve, "now": current.now()}
    return render_template("home/show.html", **{**shown, **context, "signal": not_given or context["signal"]})


def _customs(session: Session) -> tuple[int, date, int] | None:
    """Return how many customs entries are due soon, the nearest last day and how far it is, for who minds them."""
    by = current.principal()
    now = today(by)
    count, nearest = customs_entries.due_within(session, by.site_id, now, WARN_AT[0]) if by.has(*OFFICE) else (0, None)
    return (count, nearest, (nearest - now).days) if nearest else None


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Send the scan where it makes sense; what nobody knows stays here and can be told."""
    act = acts.read_act(leading.SCOPE)
    if away := next_best.by_command(act):
        return away
    with current.database().unit_of_work() as session:
        answered = directing.find(session, act)
        url = leading.follow(session, act, answered.result) or _history_of(answered.result)
    return go_to(url) if url else _stay(answered, act.text)


def _history_of(direction: Direction | None) -> str | None:
    """Return where the history of a medical device stands, for whoever may read it."""
    match direction:
        case ToProduct(stock=stock, lot=lot, serial=serial) if stock.product.medical and (lot or serial):
            product_id = stock.product.id
            return (
                url_for("devices.show", product_id=product_id, lot=lot, serial=serial)
                if render.opens("devices.show")
                else None
            )
        case _:
            return None


@blueprint.post("/codes")
def assign() -> ResponseReturnValue:
    """Let the unknown code stand for a product we have."""
    act, units = acts.read_act(leading.SCOPE), quantity()
    with current.database().unit_of_work() as session:
        answered = cataloguing.assign(session, act, current.form().get("sku", ""), units)
    return _stay(answered, act.text)


@blueprint.post("/products")
def create() -> ResponseReturnValue:
    """Create the product that the unknown code stands for."""
    act = acts.read_act(leading.SCOPE)
    new = _new_product()
    with current.database().unit_of_work() as session:
        answered = cataloguing.create(session, act, new)
    return _stay(answered, act.text)


def _new_product() -> NewProduct:
    form = current.form()
    sku, name = form.get("sku", "").strip()[:40], form.get("name", "").strip()[:120]
    if not sku or not name or form.get("category") not in set(Category):
        raise BadRequest("a product needs SKU, name and category")
    tracked = {flag: bool(form.get(flag)) for flag in ("lot_tracked", "expiry_tracked", "serial_tracked")}
    return NewProduct(sku, name, Category(form["category"]), **tracked)


def _stay(answered: Answered[Direction] | Answered[None], text: str) -> ResponseReturnValue:
    url = url_for("home.show", answer=answered.client_id, text=text)
    return render.swap_or_go("home/stayed.swap.html", url, **_context(answered, text))


def _context(answered: Answered[Direction] | Answered[None] | None, text: str) -> dict[str, object]:
    unknown = answered is not None and answered.said.message is say.NOTHING_KNOWN
    return {
        "products": _offered() if unknown else [],
        "signal": acts.shown(answered) if answered else None,
        "unknown": _reading(text) if unknown else None,
        "categories": list(Category),
        "scan": {
            "action": url_for("home.scan"),
            "client_id": render.fresh_id(),
            "context": {},
            "frames_url": url_for("captures.create"),
        },
    }


def _offered() -> list[tuple[str, dict[str, str]]]:
    """Return the products that an unknown code may be given to, for who may give it."""
    if not render.opens("home.assign"):
        return []
    with current.database().reading() as session:
        return parties.products(session)


def _reading(text: str) -> Reading | None:
    try:
        return read(text)[0] if text else None
    except ReadingError:
        return None
