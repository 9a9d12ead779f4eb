"""Taking the next best: a button and a command barcode that open the right step with the carton that loses most."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.queries import next_best
from app.domain.dwell import Stage
from app.domain.own_codes import read_own_code
from app.domain.principals import Principal
from app.domain.vocabulary import Command
from app.services import acting, giving
from app.services.acting import Act, Answered
from app.services.giving import Given
from app.services.routing.calendar import today
from app.web import acts, current
from app.web.access import ROLES_OF, lets_in
from app.web.responses import go_to
from app.web.signals import SignalView

blueprint = Blueprint("next_best", __name__, url_prefix="/next")

SCREENS: dict[Stage, tuple[str, str]] = {
    Stage.GRADE: ("grading.index", "grading.carton"),
    Stage.ROUTE: ("routes.index", "routes.carton"),
    Stage.REWORK: ("rework.index", "rework.carton"),
}
"""Of a stage that somebody takes cartons on in: the page of its queue, and that of one carton."""


@blueprint.post("")
def take() -> ResponseReturnValue:
    """Give what is best taken next, in the stage of the screen that asks or in any."""
    act, form = acts.read_act(giving.SCOPE), current.form()
    stage = next((each for each in SCREENS if each.value == form.get("stage")), None)
    return _taken(act, stage, acts.an_optional_id(form.get("passed")))


def by_command(act: Act, stage: Stage | None = None) -> ResponseReturnValue | None:
    """Do the same for the command barcode, scanned on the screen of `stage`; None for any other scan."""
    reading = read_own_code(act.text.strip())
    if reading is None or reading.command is not Command.NEXT:
        return None
    return _taken(replace(act, scope=giving.SCOPE), stage)


def _taken(act: Act, stage: Stage | None, passed: UUID | None = None) -> ResponseReturnValue:
    stages = {stage} if stage else _open_to(act.by)
    with current.database().reading() as session:
        ranked = next_best.ranked(session, act.site_id, today(act), stages)
    with current.database().unit_of_work() as session:
        answered = giving.give(session, act, ranked, passed)
    return go_to(_address(answered, stage))


def _open_to(by: Principal) -> frozenset[Stage]:
    return frozenset(stage for stage, (_queue, one) in SCREENS.items() if lets_in(ROLES_OF[one], by.roles))


def _address(answered: Answered[Given], asked: Stage | None) -> str:
    """Return where it goes on: the step of what was given, else the page that asked."""
    pending = answered.pending
    if pending:
        _queue, one = SCREENS[Stage(str(pending["stage"]))]
        return url_for(one, carton_id=pending["carton"], next=answered.client_id)
    return url_for(SCREENS[asked][0] if asked else "home.show", next=answered.client_id)


def told(session: Session, by: Principal) -> SignalView | None:
    """Return the band that says why this carton, on the page that taking the next best led to."""
    client_id = request.args.get("next", "")
    answered = acting.recall(session, by.site_id, giving.SCOPE, client_id) if client_id else None
    return acts.shown(answered) if answered else None
