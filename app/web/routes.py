"""The routing screen: what to move next, where the carton in hand goes, and where it does not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import holds
from app.db.queries import routing as queries
from app.db.queries import waiting as cartons
from app.db.queries.cartons import standing_by_plate
from app.db.queries.next_best import given_to_others
from app.db.queries.routing import Moving, Place
from app.db.queries.waiting import Waiting
from app.domain.dwell import Stage
from app.domain.principals import Principal
from app.services import acting, routing
from app.services.acting import Act, Answered
from app.services.routing import NO_TRIP, Ask, Screen, Trip
from app.web import acts, current, guard, next_best, render
from app.web.signals import SignalView, Undo

blueprint = Blueprint("routes", __name__, url_prefix="/routes")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what waits to be moved, or where the last act of this screen led, also after a reload."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, routing.SCOPE, request.args.get("answer", ""))
        return _page(session, by, answered)


@blueprint.get("/<uuid:carton_id>")
def carton(carton_id: UUID) -> ResponseReturnValue:
    """Show one carton or pallet: its way when the operator has it, else where it would go."""
    by = current.principal()
    with current.database().reading() as session:
        moving = queries.moving(session, by.site_id, carton_id)
        if moving and moving.started_by == by.operator_id:
            return _page(session, by, None, Trip(carton_id))
        chosen = cartons.one(session, by.site_id, today(by), carton_id)
        if chosen is None:
            raise NotFound
        return _page(session, by, None, chosen=chosen)


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take one scan: the carton, or the place it was put down at."""
    act, screen = acts.read_act(routing.SCOPE), _screen()
    if away := guard.switch_operator(act) or _next(act, screen):
        return away
    with current.database().unit_of_work() as session:
        return _answer(session, act, screen, routing.scan(session, act, screen))


def _next(act: Act, screen: Screen) -> ResponseReturnValue | None:
    """Take the next best by its command, unless a carton is on its way already."""
    return None if screen.trip.carton_id else next_best.by_command(act, Stage.ROUTE)


@blueprint.post("/<any(acceptance, full_place, undo):deed>")
def do(deed: str) -> ResponseReturnValue:
    """Do what a button says: confirm the question, report the place full, take the last act back."""
    act, screen = acts.read_act(routing.SCOPE), _screen()
    with current.database().unit_of_work() as session:
        return _answer(session, act, screen, DEEDS[deed](session, act, screen))


DEEDS = {"acceptance": routing.accept, "full_place": routing.place_is_full, "undo": routing.undo}


def today(by: Principal) -> date:
    """Return the date in the site's calendar."""
    return current.now().astimezone(ZoneInfo(by.time_zone)).date()


def _screen() -> Screen:
    form = current.form()
    try:
        trip = Trip.parse(acts.a_document(form.get("pending")))
    except ValueError:
        raise BadRequest("not a trip") from None
    return Screen(trip, form.get("last", "")[:36])


@dataclass(frozen=True, slots=True)
class View:
    """What the routing templates show: the carton on its way with a wrong place, a question, or the queue."""

    trip: Trip
    moving: Moving | None
    wrong: Place | None
    queue: list[Waiting]
    given: Mapping[UUID, str]
    chosen: Waiting | None
    told: list[holds.Told]
    locked: UUID | None
    signal: SignalView | None
    fields: Mapping[str, str]

    @property
    def ask(self) -> str:
        """What is to be confirmed, or ""."""
        return str(self.trip.ask or "")

    @property
    def suggested(self) -> Waiting | None:
        """The carton or pallet to move next: of what may be moved and nobody else was given what loses most."""
        return cartons.suggested(self.queue, self.given)

    @property
    def waits(self) -> int:
        """How many cartons wait, those on pallets one by one."""
        return sum(len(row.cartons) for row in self.queue)

    def context(self) -> dict[str, object]:
        """Return the template's variables."""
        scan = {
            "action": url_for("routes.scan"), "client_id": render.fresh_id(), "context": self.fields,
            "frames_url": url_for("captures.create"),
        }  # fmt: skip
        return {"view": self, "signal": self.signal, "fields": self.fields, "scan": scan, "now": current.now()}


def _answer(session: Session, act: Act, screen: Screen, answered: Answered[Trip]) -> ResponseReturnValue:
    view = _view(session, act.by, answered, Trip.parse(answered.pending), screen)
    url = url_for("routes.index", answer=answered.client_id)
    return render.swap_or_go("routes/routed.swap.html", url, **view.context())


def _page(
    session: Session,
    by: Principal,
    answered: Answered[Trip] | None,
    trip: Trip = NO_TRIP,
    chosen: Waiting | None = None,
) -> str:
    view = _view(session, by, answered, Trip.parse(answered.pending) if answered else trip, Screen(), chosen)
    return render_template("routes/page.html", **view.context())


def _view(
    session: Session,
    by: Principal,
    answered: Answered[Trip] | None,
    trip: Trip,
    screen: Screen,
    chosen: Waiting | None = None,
) -> View:
    moving = queries.moving(session, by.site_id, trip.carton_id) if trip.carton_id else None
    last = routing.undoable(session, by, screen, answered) if answered else ""
    fields = {"pending": json.dumps(trip.to_params()), "last": last}
    queue = [] if moving else cartons.waiting(session, by.site_id, today(by), Stage.ROUTE)
    return View(
        trip=trip,
        moving=moving,
        wrong=queries.place_by_code(session, by.site_id, trip.wrong) if trip.wrong else None,
        queue=cartons.by_loss(cartons.folded(queue)),
        given=given_to_others(session, by.site_id, by.operator_id, current.now()) if queue else {},
        chosen=chosen,
        told=_told(session, by, chosen),
        locked=_locked(session, by, trip),
        signal=acts.shown(answered, _undo(trip, fields)) if answered else next_best.told(session, by),
        fields=fields,
    )


def _told(session: Session, by: Principal, chosen: Waiting | None) -> list[holds.Told]:
    """Return what locks the one carton that is looked at."""
    is_locked = chosen is not None and bool(chosen.goods.holds) and len(chosen.cartons) == 1
    return holds.told(session, by.site_id, chosen.id) if chosen and is_locked else []


def _locked(session: Session, by: Principal, trip: Trip) -> UUID | None:
    """Return the carton whose locked goods could be split out instead of taking all of it to a hold place."""
    asks = trip.ask is Ask.TO_HOLD_PLACE
    carton = standing_by_plate(session, by.site_id, trip.plate) if asks else None
    return carton.id if carton and not carton.is_pallet else None


def _undo(trip: Trip, fields: Mapping[str, str]) -> Undo | None:
    """Return the undo for what the band says; a wrong place and a refusal did nothing that could be taken back."""
    if trip.wrong or not (fields["last"] or trip.ask is Ask.CLOSE_TOTE):
        return None
    return Undo(url_for("routes.do", deed="undo"), render.fresh_id(), fields)
