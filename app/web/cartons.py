"""The supervisor's list: every carton that waits, by stage and age, and the exceptions that need someone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.db.queries import exceptions, stages, wall
from app.db.queries.waiting import Waiting, WaitingCarton, by_loss, folded, waiting
from app.domain.dwell import Stage
from app.domain.messages.core import Said
from app.domain.principals import Principal
from app.domain.words import WORDS
from app.exchange.writing import Exported
from app.services import owning
from app.web import current, render
from app.web.exporting import list_file
from app.web.i18n import moment
from app.web.routes import today
from app.web.signals import signal_of, written

blueprint = Blueprint("cartons", __name__, url_prefix="/cartons")

PAGE = 50
EXCEPTIONS_SHOWN = 30
ORDERS: dict[str, Callable[[list[Waiting]], list[Waiting]]] = {
    "age": lambda rows: rows,
    "loss": by_loss,
    "plate": lambda rows: sorted(rows, key=lambda row: row.lpn),
    "units": lambda rows: sorted(rows, key=lambda row: -row.goods.units),
    "place": lambda rows: sorted(rows, key=lambda row: row.place),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is filtered by, in which order, and which page of it is shown, the first being 1."""

    stage: Stage | None
    order: str
    find: str
    page: int

    @classmethod
    def parse(cls, fields: MultiDict[str, str]) -> "Asked":
        """Read the query; whatever the list does not know is the default."""
        stage, order, page = fields.get("stage", ""), fields.get("sort", ""), fields.get("page", "")
        return cls(
            stage=Stage(stage) if stage in set(Stage) else None,
            order=order if order in ORDERS else "age",
            find=fields.get("find", "").strip().upper()[:20],
            page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
        )

    def url(self, endpoint: str = "cartons.index", **changed: Any) -> str:
        """Return the address of this list with what is changed; a changed filter starts at page 1."""
        stage = self.stage.value if self.stage else None
        asked: dict[str, Any] = {"stage": stage, "sort": self.order, "find": self.find or None, "page": None, **changed}
        return url_for(endpoint, **{name: value for name, value in asked.items() if value})


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what waits, the oldest first, and what needs a supervisor."""
    by, asked = current.principal(), Asked.parse(request.args)
    with current.database().reading() as session:
        found = _found(session, by, asked)
        return render_template(
            "cartons/index.html",
            asked=asked,
            cartons=found[(asked.page - 1) * PAGE : asked.page * PAGE],
            total=sum(len(row.cartons) for row in found),
            pages=max(1, -(-len(found) // PAGE)),
            backlog=stages.backlog(session, by.site_id, current.now()),
            displays=wall.displays(session, by.site_id),
            **_panel(session, by, None),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(request.args)
    with current.database().reading() as session:
        cartons = [carton for row in _found(session, by, asked) for carton in row.cartons]
    heads = (
        _("Plate"), _("Pallet"), _("Stage"), _("State"), _("Code"), _("Place"), _("Units"), _("Since"), _("Hours"),
        _("Late"), _("Lost per hour"), _("Currency"), _("Exceptions"),
    )  # fmt: skip
    now = current.now()
    return list_file(f"cartons-{today(by).isoformat()}", kind, heads, (_line(each, now) for each in cartons))


def _line(each: WaitingCarton, now: datetime) -> tuple[Exported, ...]:
    hours = round(each.age(now).total_seconds() / 3600, 1)
    return (
        each.lpn, each.pallet, each.stage.value, each.state.value, each.code.value if each.code else "", each.place,
        each.goods.units, moment(each.since), hours, int(each.is_late(now)), each.goods.lost, each.goods.currency,
        each.exceptions,
    )  # fmt: skip


def _found(session: Session, by: Principal, asked: Asked) -> list[Waiting]:
    """Return the rows of the list: pallets with all that stands on them, or one by one what was searched for."""
    cartons = waiting(session, by.site_id, today(by), asked.stage)
    found: list[Waiting] = [each for each in cartons if asked.find in each.lpn or asked.find in each.pallet]
    return ORDERS[asked.order](found if asked.find else folded(cartons))


@blueprint.post("/exceptions/<uuid:exception_id>/owner")
def own(exception_id: UUID) -> ResponseReturnValue:
    """Take the exception up."""
    with current.database().unit_of_work() as session:
        said = owning.own(session, current.principal(), exception_id, current.now())
        return _settled(session, said)


@blueprint.post("/exceptions/<uuid:exception_id>/resolution")
def settle(exception_id: UUID) -> ResponseReturnValue:
    """Close the exception."""
    with current.database().unit_of_work() as session:
        said = owning.settle(session, current.principal(), exception_id, current.now())
        return _settled(session, said)


def _settled(session: Session, said: Said) -> ResponseReturnValue:
    panel = _panel(session, current.principal(), said)
    return render.swap_or_go("cartons/settled.swap.html", url_for("cartons.index"), **panel)


def _panel(session: Session, by: Principal, said: Said | None) -> dict[str, object]:
    return {
        "exceptions": exceptions.open_exceptions(session, by.site_id, EXCEPTIONS_SHOWN),
        "counts": exceptions.counts(session, by.site_id),
        "signal": signal_of(said) if said else None,
        "by": by,
        "now": current.now(),
        "written": written,
        "words": WORDS,
    }
