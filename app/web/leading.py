"""Where a scan leads from a screen that has no use for it: the next step of what was scanned, as from home."""

from collections.abc import Callable
from dataclasses import replace

from flask import url_for
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import receipts
from app.domain.dwell import Stage
from app.domain.errors import Refused
from app.domain.messages import home as say
from app.domain.messages.core import Word
from app.domain.messages.receiving import UNKNOWN_PAPER
from app.domain.readings import read
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode
from app.domain.worksheet import Worksheet
from app.exchange.documents import consignment
from app.services import (
    decontaminating,
    destroying,
    directing,
    grading,
    loading,
    packaging,
    receiving,
    recycling,
    reworking,
    routing,
    stationing,
)
from app.services.acting import Act
from app.services.directing import Direction, ToBadge, ToCarton, ToLoad, ToOutbound, ToPackaging, ToPaper, ToPlace
from app.web import guard, rework
from app.web.access import ROLES_OF, lets_in
from app.web.grading import SCOPE as GRADING
from app.web.grading import page_of, sheet_of

SCOPE = "home"


def onward(session: Session, act: Act) -> str | None:
    """Take the scan as home would, and return the address where it goes on; None for what leads nowhere."""
    found = directing.find(session, replace(act, scope=SCOPE))
    return follow(session, act, found.result)


def follow(session: Session, act: Act, direction: Direction | None) -> str | None:
    """Do what a scan leads to, and return the address where it goes on; None for what leads nowhere.

    Raises Refused when the next step is not for the operator's role.
    """
    match direction:
        case ToPaper() | ToPackaging():
            take_in = _receive if isinstance(direction, ToPaper) else _take_back
            return take_in(session, act)
        case ToCarton():
            return _next_step(session, act, direction)
        case ToLoad() | ToOutbound():
            return _to_the_door(act, direction)
        case ToPlace(code=code):
            stationing.choose(session, act.by, code)
            return url_for("home.show")
        case ToBadge(badge=badge):
            return guard.sign_in_url(badge)
        case _:
            return None


def _to_the_door(act: Act, load: ToLoad | ToOutbound) -> str:
    if isinstance(load, ToLoad):
        _check_role(act, "arrivals.scan")
        return url_for("arrivals.show", load_id=load.id)
    _check_role(act, "loading.index")
    return url_for("loading.index", load=load.id)


def _receive(session: Session, act: Act) -> str:
    _check_role(act, "receipts.create")
    opened = receiving.open_paper(session, replace(act, scope="receiving"), new_id())
    if opened.said.message is UNKNOWN_PAPER or "receipt" not in opened.said.params:
        return url_for("receipts.index", answer=act.client_id)
    receipt_id = receipts.id_of(session, act.site_id, str(opened.said.params["receipt"]))
    return url_for("receipts.show", receipt_id=receipt_id, answer=act.client_id)


def _take_back(session: Session, act: Act) -> str:
    """What stands on the dock comes back as a rule: to issue it, that screen is asked to first."""
    _check_role(act, "packaging.scan")
    packaging.scan(session, replace(act, scope=packaging.SCOPE), packaging.Screen())
    return url_for("packaging.show", answer=act.client_id)


def _next_step(session: Session, act: Act, carton: ToCarton) -> str:
    if carton.state is CartonState.RECEIVING:
        _check_role(act, "receipts.show")
        return url_for("receipts.show", receipt_id=carton.receipt_id, carton=carton.id)
    if carton.is_unclean:
        return _to_be_cleaned(session, act, carton)
    if carton.is_declared:
        return _to_its_count(session, act, carton)
    endpoint, take_up = _step_of(act, carton)
    _check_role(act, endpoint)
    return take_up(session, act, carton)


def _to_be_cleaned(session: Session, act: Act, carton: ToCarton) -> str:
    """It stays closed: what is awaited is how it was decontaminated."""
    _check_role(act, "decontaminating.scan")
    decontaminating.scan(session, replace(act, scope=decontaminating.SCOPE), decontaminating.Screen())
    return url_for("decontaminating.show", carton_id=carton.id, answer=act.client_id)


def _to_its_count(session: Session, act: Act, carton: ToCarton) -> str:
    """Nobody has counted it yet: its receipt asks how that is to be done, whatever else it waits for."""
    _check_role(act, "receipts.scan")
    assert carton.receipt_id is not None, "what was declared was received"
    receiving.scan(session, replace(act, scope="receiving"), receiving.Screen(carton.receipt_id))
    return url_for("receipts.show", receipt_id=carton.receipt_id, answer=act.client_id)


def _step_of(act: Act, carton: ToCarton) -> "Step":
    """A tote that is still being filled is the bench's to whoever only grades: chosen there, to fill on or to close.

    What waits for the workshop is only shown to whoever does not work there.
    """
    if carton.state is CartonState.OPEN and not lets_in(ROLES_OF["routes.scan"], act.by.roles):
        return STEPS[Stage.GRADE]
    if carton.stage is Stage.REWORK and not lets_in(ROLES_OF["rework.scan"], act.by.roles):
        return "routes.carton", _show
    if carton.state is CartonState.LOADED:
        return "loading.scan", _to_its_load
    if carton.state is CartonState.PLACED and carton.code in ENDS:
        return ENDS[carton.code]
    return STEPS[carton.stage]


def _show(_session: Session, _act: Act, carton: ToCarton) -> str:
    return url_for("routes.carton", carton_id=carton.id)


def _put_on_the_bench(session: Session, act: Act, _carton: ToCarton) -> str:
    taken = grading.scan(session, replace(act, scope=GRADING), grading.Screen(Worksheet()))
    return page_of(sheet_of(taken), answer=act.client_id)


def _set_on_its_way(session: Session, act: Act, _carton: ToCarton) -> str:
    routing.scan(session, replace(act, scope=routing.SCOPE), routing.Screen())
    return url_for("routes.index", answer=act.client_id)


def _put_in_work(session: Session, act: Act, _carton: ToCarton) -> str:
    taken = reworking.scan(session, replace(act, scope=reworking.SCOPE), reworking.Screen())
    return rework.page_of(reworking.Sheet.parse(taken.pending), answer=act.client_id)


def _to_its_end(session: Session, act: Act, carton: ToCarton) -> str:
    destroying.scan(session, replace(act, scope=destroying.SCOPE))
    return url_for("destructions.show", carton_id=carton.id, answer=act.client_id)


def _to_the_recycler(session: Session, act: Act, carton: ToCarton) -> str:
    recycling.scan(session, replace(act, scope=recycling.SCOPE))
    return url_for("recycling.show", carton_id=carton.id, answer=act.client_id)


def _to_its_load(session: Session, act: Act, _carton: ToCarton) -> str:
    chosen = loading.scan(session, replace(act, scope=loading.SCOPE), loading.Screen(), consignment.papers)
    return url_for("loading.index", load=chosen.pending.get("load"), answer=act.client_id)


# By the stage that a carton waits in: who may take it on, and the act that this scan is there. What the carton may not
# do is refused on that screen; one that waits for nothing is told where it stands.
Step = tuple[str, Callable[[Session, Act, ToCarton], str]]
STEPS: dict[Stage | None, Step] = {
    Stage.GRADE: ("grading.scan", _put_on_the_bench),
    Stage.ROUTE: ("routes.scan", _set_on_its_way),
    Stage.REWORK: ("rework.scan", _put_in_work),
    None: ("routes.scan", _set_on_its_way),
}


# What was put down where it ends waits for no stage.
ENDS: dict[DispositionCode | None, Step] = {
    DispositionCode.DESTROY: ("destructions.scan", _to_its_end),
    DispositionCode.RECYCLE: ("recycling.scan", _to_the_recycler),
}


def _check_role(act: Act, endpoint: str) -> None:
    if not lets_in(ROLES_OF.get(endpoint), act.by.roles):
        kind = read(act.text, act.symbology or None)[0].kind
        raise Refused(say.NOT_YOUR_STEP, text=act.text, kind=Word(kind.value))
