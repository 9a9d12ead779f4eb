"""Destruction: what stands in its place for it, the cartons of that which go together, and the act before a witness."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import cartons, destroyers
from app.db.queries import destroying as queries
from app.domain.certificates import DestructionMethod
from app.domain.errors import FloorError
from app.domain.messages import destroying as say
from app.domain.principals import Principal
from app.domain.vocabulary import Zone
from app.exchange.documents import certificate
from app.services import acting, destroying
from app.services.acting import Act
from app.services.destroying import Doomed, HandOver, Screen
from app.web import acts, approvers, current, guard, leading, render
from app.web.photos import developed, store
from app.web.responses import go_to

blueprint = Blueprint("destructions", __name__, url_prefix="/destructions")

LONGEST = 40 * destroying.MOST
"""Characters of a list of carton ids."""


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what stands in the places for destruction, and what the last act came to."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, destroying.SCOPE, request.args.get("answer", ""))
        rows = queries.standing(session, by.site_id, Zone.DESTRUCTION)
    signal = acts.shown(answered) if answered else None
    issued = answered.pending.get("certificate", "") if answered else ""
    return render_template("destructions/index.html", rows=rows, signal=signal, issued=issued, scan=_scan())


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take the plate of what is to be destroyed; any other code leads where home would lead it."""
    act, taken = acts.read_act(destroying.SCOPE), _taken(current.form())
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = destroying.scan(session, act, taken)
        if answered.said.message is say.PLATE_EXPECTED and (url := leading.onward(session, act)):
            return go_to(url)
    if carton_id := answered.pending.get("carton"):
        taken = (*taken, acts.an_id(str(carton_id)))
    return _back(taken, act)


@blueprint.get("/<uuid:carton_id>")
def show(carton_id: UUID) -> ResponseReturnValue:
    """Show the cartons or pallets that go together with all that is in them, their photos, the method of the query."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, destroying.SCOPE, request.args.get("answer", ""))
        every = _doomed(session, by, _listed(carton_id, request.args))
        if not every:
            return go_to(url_for("destructions.index", answer=request.args.get("answer")))
        method = _method(request.args.get("method", "")) or queries.usual_method(session, by.site_id)
        context = {**_context(every), "destroyers": destroyers.every(session)}
    signal = acts.shown(answered) if answered else None
    return render_template(
        "destructions/show.html",
        **context,
        method=method.value if method else "",
        methods=list(DestructionMethod),
        signal=signal,
        scan=_scan(every),
    )


def _listed(carton_id: UUID, given: Mapping[str, str]) -> tuple[UUID, ...]:
    """Return the cartons that a page or form is about: that of its address, then what it carries."""
    return tuple(dict.fromkeys((carton_id, *_taken(given))))


def _taken(given: Mapping[str, str]) -> tuple[UUID, ...]:
    return tuple(map(acts.an_id, given.get("taken", "")[:LONGEST].split()))


def _doomed(session: Session, by: Principal, carton_ids: tuple[UUID, ...]) -> tuple[Doomed, ...]:
    """Return what goes together; nothing when one of it may not go, or is gone by now."""
    if not cartons.standing_by_ids(session, by.site_id, carton_ids):
        raise NotFound
    try:
        return destroying.gather(session, Act(by, destroying.SCOPE, "", current.now()), carton_ids, lock=False)
    except FloorError:
        return ()


@blueprint.post("/<uuid:carton_id>/photos")
def photograph(carton_id: UUID) -> ResponseReturnValue:
    """Keep a photo of what is to be destroyed."""
    form, file = current.form(), request.files.get("photo")
    data = bytes(file.read()) if file else b""
    if not data:
        raise BadRequest("no photo was sent")
    act = Act(
        by=current.principal(),
        scope=destroying.SCOPE,
        client_id=str(acts.an_id(form.get("client_id"))),
        now=current.now(),
        content={"path": request.path, "photo": hashlib.sha256(data).hexdigest()},
    )
    picture = developed(data)
    with current.database().unit_of_work() as session:
        destroying.photograph(session, store(), act, carton_id, picture)
    return _back(_listed(carton_id, form), act, form.get("method", ""))


@blueprint.post("/<uuid:carton_id>/destruction")
def create(carton_id: UUID) -> ResponseReturnValue:
    """Destroy what is on the list: the witness is asked for badge and PIN in its place."""
    act, form = acts.read_act(destroying.SCOPE), current.form()
    screen = Screen(_listed(carton_id, form), _method(form.get("method", "")))
    with current.database().unit_of_work() as session:
        answered = destroying.destroy(session, act, screen, certificate.papers)
        if asking := approvers.asked(act, answered):
            return asking
    if answered.event_id:
        return go_to(url_for("destructions.index", answer=act.client_id))
    return _back(screen.carton_ids, act, form.get("method", ""))


@blueprint.post("/<uuid:carton_id>/custody")
def hand_over(carton_id: UUID) -> ResponseReturnValue:
    """Give what is on the list to a certified destroyer: who approves it is asked for badge and PIN in its place."""
    act, form = acts.read_act(destroying.SCOPE), current.form()
    destroyer_id = acts.an_optional_id(form.get("destroyer"))
    asked = HandOver(_listed(carton_id, form), destroyer_id, form.get("person", ""), form.get("seal", ""))
    with current.database().unit_of_work() as session:
        answered = destroying.hand_over(session, act, asked, certificate.papers)
        if asking := approvers.asked(act, answered):
            return asking
    if answered.event_id:
        return go_to(url_for("destructions.index", answer=act.client_id))
    return _back(asked.carton_ids, act)


def _back(carton_ids: tuple[UUID, ...], act: Act, method: str = "") -> ResponseReturnValue:
    """Return to what is on the list, with the method that was chosen; to the places where there is none."""
    if not carton_ids:
        return go_to(url_for("destructions.index", answer=act.client_id))
    return go_to(page_of(carton_ids, method=method, answer=act.client_id))


def page_of(carton_ids: tuple[UUID, ...], **more: str) -> str:
    """Return the address of the page of cartons that go together."""
    first, *others = carton_ids
    carried = {"taken": " ".join(map(str, others)), **more}
    return url_for(
        "destructions.show",
        carton_id=first,
        **{name: text for name, text in carried.items() if text},  # type: ignore[arg-type]
    )


def _method(text: str) -> DestructionMethod | None:
    try:
        return DestructionMethod(text) if text else None
    except ValueError:
        raise BadRequest("not a method of destruction") from None


def _context(every: tuple[Doomed, ...]) -> dict[str, Any]:
    ids = tuple(each.stack.carton.id for each in every)
    return {
        "carton": every[0].stack.carton,
        "every": every,
        "without": {each: page_of(tuple(other for other in ids if other != each)) for each in ids[1:]},
        "taken": " ".join(map(str, ids[1:])),
        "place": every[0].place,
        "units": sum(each.units for each in every),
        "grams": sum(each.grams for each in every),
        "pictures": [picture for each in every for picture in each.pictures],
    }


def _scan(every: tuple[Doomed, ...] = ()) -> dict[str, object]:
    return {
        "action": url_for("destructions.scan"),
        "client_id": render.fresh_id(),
        "context": {"taken": " ".join(str(each.stack.carton.id) for each in every)} if every else {},
        "frames_url": url_for("captures.create"),
    }
