"""What the grading screen shows: the carton, the chosen goods, and what the worksheet would make of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import circumstances, rulesets
from app.db.queries import grading as queries
from app.domain.answering import asked
from app.domain.checklists import Checklist, Found, Question
from app.domain.errors import FloorError, Refused
from app.domain.inspection import Bench, Delivery, Goods, Judgement, Tote, judge, passing
from app.domain.messages import grading as say
from app.domain.messages.core import Said
from app.domain.worksheet import ANSWER_PREFIX, PHOTO_PREFIX, Worksheet
from app.services.grading import again
from app.services.grading.accepting import suggested
from app.services.grading.benches import on_bench
from app.services.grading.standards import checklist_for, with_own_photos


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
        return sum(self._says(question) for question in self.questions)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that the answers so far ask."""
        return asked(self.checklist.questions, self.sheet.answers) if self.checklist else ()

    def _says(self, question: Question) -> bool:
        return question.option(self.sheet.answers.get(question.key, "")) is not None


def look(session: Session, site_id: UUID, station_id: UUID | None, sheet: Worksheet, today: date) -> View:
    """Return the screen of a worksheet. What the worksheet names and is gone is left out."""
    totes = tuple(queries.open_totes(session, site_id, station_id))
    bench = on_bench(session, site_id, sheet)
    goods = _goods(bench, sheet)
    if bench is None or goods is None:
        return View(sheet, bench, totes=totes)
    view = View(sheet, bench, goods, delivery=queries.delivery(session, site_id, goods), totes=totes)
    try:
        checklist = checklist_for(session, goods)
    except FloorError as error:
        return replace(view, missing=error.said)
    sheet = with_own_photos(session, site_id, sheet, goods)
    return _judged(session, site_id, replace(view, sheet=sheet, checklist=checklist), goods, checklist, today)


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
    return replace(view, judgement=judgement, tote=_offered(view, goods, judgement))


def _offered(view: View, goods: Goods, judgement: Judgement) -> Tote | None:
    """Return where the goods go: what is graded again stays where it is, when it goes the same way by its new grade."""
    if view.bench and view.sheet.again and view.bench.code is judgement.code:
        return again.staying(view.bench)
    return suggested(list(view.totes), view.sheet, goods, judgement)


_TAPPED = frozenset({"function", "cosmetics", "quantity", "code", "because"})


def told(session: Session, site_id: UUID, sheet: Worksheet, setting: str) -> Worksheet:
    """Return the worksheet with one tap applied: `function:4`, `q_charges:fail`, `all:pass`. Raises Refused."""
    return _all_passed(session, site_id, sheet) if setting == "all:pass" else tapped(sheet, setting)


def tapped(sheet: Worksheet, setting: str) -> Worksheet:
    """Return the worksheet with one tap applied that needs no look at the goods. Raises Refused."""
    name, colon, value = setting.partition(":")
    if not colon:
        return sheet
    if name in _NOTED:
        return replace(sheet, defects=_NOTED[name](sheet.defects, value))
    if name not in _TAPPED and not name.startswith((ANSWER_PREFIX, PHOTO_PREFIX)):
        raise Refused(say.NOT_UNDERSTOOD, text=setting[:60])
    return Worksheet.parse({**sheet.to_params(), name: value})


def _all_passed(session: Session, site_id: UUID, sheet: Worksheet) -> Worksheet:
    bench = on_bench(session, site_id, sheet)
    goods = _goods(bench, sheet)
    return passing(checklist_for(session, goods), sheet) if goods else sheet


# A defect is noted by its code, then by its place; a tap on a noted one takes it off.
_NOTED: dict[str, Callable[[tuple[Found, ...], str], tuple[Found, ...]]] = {
    "defect": lambda noted, code: (*_placed(noted), Found(code[:20], "")),
    "place": lambda noted, place: tuple(dict.fromkeys(replace(each, place=each.place or place[:20]) for each in noted)),
    "off": lambda noted, both: tuple(each for each in noted if f"{each.code}.{each.place}" != both),
}


def _placed(noted: tuple[Found, ...]) -> tuple[Found, ...]:
    return tuple(each for each in noted if each.place)
