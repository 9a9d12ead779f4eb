"""What the grading screen shows: the carton, the chosen goods, and what the worksheet would make of them."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import circumstances, rulesets
from app.db.queries import grading as queries
from app.domain.errors import FloorError, Refused
from app.domain.grading import Check
from app.domain.inspection import Bench, Checklist, Delivery, Goods, Judgement, Tote, judge, passing
from app.domain.messages import grading as say
from app.domain.messages.core import Said
from app.domain.worksheet import ANSWER_PREFIX, Worksheet
from app.services.grading.accepting import suggested


@dataclass(frozen=True, slots=True)
class View:
    """Everything one page needs. `judgement` is None while `missing` says what is.

    `goods` is the chosen line, or the first line of a whole carton.
    """

    sheet: Worksheet
    bench: Bench | None = None
    goods: Goods | None = None
    checklist: Checklist | None = None
    delivery: Delivery | None = None
    judgement: Judgement | None = None
    missing: Said | None = None
    totes: tuple[Tote, ...] = ()
    tote: Tote | None = None

    @property
    def answered(self) -> int:
        """Questions answered so far."""
        questions = self.checklist.questions if self.checklist else ()
        return sum(self.sheet.answers.get(question.key) in set(Check) for question in questions)


def look(session: Session, site_id: UUID, station_id: UUID | None, sheet: Worksheet, today: date) -> View:
    """Return the screen of a worksheet. What the worksheet names and is gone is left out."""
    totes = tuple(queries.open_totes(session, site_id, station_id))
    bench = queries.bench(session, site_id, sheet.carton_id) if sheet.carton_id else None
    goods = _goods(bench, sheet)
    if bench is None or goods is None:
        return View(sheet, bench, totes=totes)
    checklist = queries.checklist(session, goods.product.category)
    view = View(sheet, bench, goods, checklist, queries.delivery(session, site_id, goods), totes=totes)
    return _judged(session, site_id, view, goods, checklist, today)


def _goods(bench: Bench | None, sheet: Worksheet) -> Goods | None:
    if bench is None:
        return None
    return bench.goods[0] if sheet.whole and bench.goods else bench.of(sheet.goods_id)


def _judged(session: Session, site_id: UUID, view: View, goods: Goods, checklist: Checklist, today: date) -> View:
    try:
        around = circumstances.around(session, site_id, goods, today)
        judgement = judge(goods, checklist, view.sheet, rulesets.in_force(session, site_id), today, around)
    except FloorError as error:
        return replace(view, missing=error.said)
    tote = suggested(list(view.totes), view.sheet, goods, judgement)
    return replace(view, judgement=judgement, tote=tote)


_TAPPED = frozenset({"function", "cosmetics", "quantity", "code"})


def told(session: Session, site_id: UUID, sheet: Worksheet, setting: str) -> Worksheet:
    """Return the worksheet with one tap applied: `function:4`, `q_charges:fail`, `all:pass`. Raises Refused."""
    name, colon, value = setting.partition(":")
    if not colon:
        return sheet
    if name == "all":
        return _all_passed(session, site_id, sheet)
    if name not in _TAPPED and not name.startswith(ANSWER_PREFIX):
        raise Refused(say.NOT_UNDERSTOOD, text=setting[:60])
    return Worksheet.parse({**sheet.to_params(), name: value})


def _all_passed(session: Session, site_id: UUID, sheet: Worksheet) -> Worksheet:
    bench = queries.bench(session, site_id, sheet.carton_id) if sheet.carton_id else None
    goods = _goods(bench, sheet)
    return passing(queries.checklist(session, goods.product.category), sheet) if goods else sheet
