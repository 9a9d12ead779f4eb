"""Home: scan anything, and what waits."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.ids import new_id
from app.db.queries import arrivals, authorizations, receipts, stages
from app.domain.dwell import Stage
from app.domain.errors import Refused
from app.domain.messages import home as say
from app.domain.messages.core import Word
from app.domain.messages.receiving import UNKNOWN_PAPER
from app.domain.readings import Reading, ReadingError, read
from app.domain.transitions import CartonState
from app.domain.vocabulary import Category
from app.domain.worksheet import Worksheet
from app.services import acting, cataloguing, directing, grading, receiving, routing, stationing
from app.services.acting import Act, Answered
from app.services.cataloguing import NewProduct
from app.services.directing import Direction, ToBadge, ToCarton, ToLoad, ToPaper, ToPlace
from app.web import acts, current, guard, render
from app.web.access import ROLES_OF, lets_in
from app.web.grading import SCOPE as GRADING
from app.web.grading import page_of, sheet_of
from app.web.responses import go_to

blueprint = Blueprint("home", __name__)
SCOPE = "home"


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """Show what waits; a scan opens the right step."""
    by = current.principal()
    with current.database().reading() as session:
        waiting = stages.counts(session, by.site_id)
        work = arrivals.work(session, by.site_id, limit=0)
        to_approve = authorizations.to_approve(session, by.site_id)
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
    text = request.args.get("text", "")
    shown = {"waiting": waiting, "work": work, "to_approve": to_approve, "now": current.now()}
    return render_template("home/show.html", **shown, **_context(answered, text))


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Send the scan where it makes sense; what nobody knows stays here and can be told."""
    act = acts.read_act(SCOPE)
    with current.database().unit_of_work() as session:
        answered = directing.find(session, act)
        url = _follow(session, act, answered.result)
    return go_to(url) if url else _stay(answered, act.text)


@blueprint.post("/codes")
def assign() -> ResponseReturnValue:
    """Let the unknown code stand for a product we have."""
    act, form = acts.read_act(SCOPE), current.form()
    quantity = form.get("quantity", "1")
    if not quantity.isdecimal() or not 1 <= int(quantity) <= 10_000:
        raise BadRequest("not a quantity")
    with current.database().unit_of_work() as session:
        answered = cataloguing.assign(session, act, form.get("sku", ""), int(quantity))
    return _stay(answered, act.text)


@blueprint.post("/products")
def create() -> ResponseReturnValue:
    """Create the product that the unknown code stands for."""
    act = acts.read_act(SCOPE)
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


def _follow(session: Session, act: Act, direction: Direction | None) -> str | None:
    match direction:
        case ToPaper():
            return _receive(session, act)
        case ToCarton():
            return _next_step(session, act, direction)
        case ToLoad(id=load_id):
            _check_role(act, "arrivals.scan")
            return url_for("arrivals.show", load_id=load_id)
        case ToPlace(code=code):
            stationing.choose(session, act.by, code)
            return url_for("home.show")
        case ToBadge(badge=badge):
            return guard.sign_in_url(badge)
        case _:
            return None


def _receive(session: Session, act: Act) -> str:
    _check_role(act, "receipts.create")
    opened = receiving.open_paper(session, replace(act, scope="receiving"), new_id())
    if opened.said.message is UNKNOWN_PAPER or "receipt" not in opened.said.params:
        return url_for("receipts.index", answer=act.client_id)
    receipt_id = receipts.id_of(session, act.site_id, str(opened.said.params["receipt"]))
    return url_for("receipts.show", receipt_id=receipt_id, answer=act.client_id)


def _next_step(session: Session, act: Act, carton: ToCarton) -> str:
    if carton.state is CartonState.RECEIVING:
        _check_role(act, "receipts.show")
        return url_for("receipts.show", receipt_id=carton.receipt_id, carton=carton.id)
    if carton.is_declared:
        return _to_its_count(session, act, carton)
    endpoint, take_up = _step_of(act, carton)
    _check_role(act, endpoint)
    return take_up(session, act, carton)


def _to_its_count(session: Session, act: Act, carton: ToCarton) -> str:
    """Nobody has counted it yet: its receipt asks how that is to be done, whatever else it waits for."""
    _check_role(act, "receipts.scan")
    assert carton.receipt_id is not None, "what was declared was received"
    receiving.scan(session, replace(act, scope="receiving"), receiving.Screen(carton.receipt_id))
    return url_for("receipts.show", receipt_id=carton.receipt_id, answer=act.client_id)


def _step_of(act: Act, carton: ToCarton) -> "Step":
    """A tote that is still being filled is the bench's to whoever only grades: chosen there, to fill on or to close."""
    if carton.state is CartonState.OPEN and not lets_in(ROLES_OF["routes.scan"], act.by.roles):
        return STEPS[Stage.GRADE]
    return STEPS[carton.stage]


def _put_on_the_bench(session: Session, act: Act, _carton: ToCarton) -> str:
    taken = grading.scan(session, replace(act, scope=GRADING), grading.Screen(Worksheet()))
    return page_of(sheet_of(taken), answer=act.client_id)


def _set_on_its_way(session: Session, act: Act, _carton: ToCarton) -> str:
    routing.scan(session, replace(act, scope=routing.SCOPE), routing.Screen())
    return url_for("routes.index", answer=act.client_id)


def _show(_session: Session, _act: Act, carton: ToCarton) -> str:
    return url_for("routes.carton", carton_id=carton.id)


# By the stage that a carton waits in: who may take it on, and the act that this scan is there. What the carton may not
# do is refused on that screen; one that waits for nothing is told where it stands.
Step = tuple[str, Callable[[Session, Act, ToCarton], str]]
STEPS: dict[Stage | None, Step] = {
    Stage.GRADE: ("grading.scan", _put_on_the_bench),
    Stage.ROUTE: ("routes.scan", _set_on_its_way),
    Stage.REWORK: ("routes.carton", _show),
    None: ("routes.scan", _set_on_its_way),
}


def _check_role(act: Act, endpoint: str) -> None:
    if not lets_in(ROLES_OF.get(endpoint), act.by.roles):
        kind = read(act.text, act.symbology or None)[0].kind
        raise Refused(say.NOT_YOUR_STEP, text=act.text, kind=Word(kind.value))


def _stay(answered: Answered[Direction] | Answered[None], text: str) -> ResponseReturnValue:
    url = url_for("home.show", answer=answered.client_id, text=text)
    return render.swap_or_go("home/stayed.swap.html", url, **_context(answered, text))


def _context(answered: Answered[Direction] | Answered[None] | None, text: str) -> dict[str, object]:
    unknown = answered is not None and answered.said.message is say.NOTHING_KNOWN
    return {
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


def _reading(text: str) -> Reading | None:
    try:
        return read(text)[0] if text else None
    except ReadingError:
        return None
