"""Blind checks: some inspections are drawn, another inspector grades the unit anew without seeing the first grade.

A check moves and changes no goods, so it writes no event; what it says stands beside the first inspection.
"""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import BlindCheck, Site, table_of
from app.db.queries import blind_checks as queries
from app.db.queries.products import by_ids
from app.domain.errors import Refused
from app.domain.inspection import Bench, observe
from app.domain.messages import grading as say
from app.domain.messages import regrading
from app.domain.messages.core import Param, Said
from app.domain.readings import Reading
from app.domain.regrading import MOST_PERCENT, is_drawn
from app.domain.vocabulary import ExceptionKind, Grade
from app.domain.worksheet import Worksheet
from app.services.acting import Act, Answered, Outcome, answer
from app.services.excepting import raise_exception
from app.services.grading.benches import on_bench
from app.services.grading.screen import Screen
from app.services.grading.standards import checklist_for, with_own_photos
from app.services.resolving import Found, resolve_item

CHECK, SITE = table_of(BlindCheck), table_of(Site)


def draw(session: Session, act: Act, inspection_ids: Sequence[UUID]) -> None:
    """Draw which of these inspections are checked."""
    share = queries.percent(session, act.site_id)
    drawn = [each for each in inspection_ids if is_drawn(each, share)]
    rows: list[dict[str, object]] = [
        {"site_id": act.site_id, "id": new_id(), "inspection_id": each, "drawn_at": act.now, "answers": {},
         "function": 0, "cosmetics": 0, "grade": None}
        for each in drawn
    ]  # fmt: skip
    if rows:
        session.execute(sa.insert(CHECK), rows)


def chosen_by_scan(session: Session, act: Act, readings: Sequence[Reading]) -> Outcome[Worksheet] | None:
    """Return the check that waits for the scanned item, None when there is none for this operator."""
    rows = queries.waiting(session, act.site_id, act.by.operator_id, limit=100)
    products = list(by_ids(session, {row.product_id for row in rows}).values())
    found = resolve_item(session, readings, products) if products else None
    if not isinstance(found, Found):
        return None
    item = found.item
    fits = [row for row in rows if row.product_id == item.product.id and item.serial in ("", row.serial)]
    check = next((row for row in fits if item.lot in ("", row.lot)), None)
    return chosen(session, act, check.id) if check else None


def chosen(session: Session, act: Act, check_id: UUID) -> Outcome[Worksheet]:
    """Put one check on the bench. Raises Refused for the inspector's own, and for one that waits no more."""
    check = _check(session, act, check_id)
    sheet = Worksheet(carton_id=check.carton_id, goods_id=check.line_id, check_id=check.id)
    facts: dict[str, Param] = {"product": check.product, "lpn": check.lpn}
    return Outcome(Said(regrading.CHECK_CHOSEN, facts), pending=sheet.to_params(), result=sheet)


def _check(session: Session, act: Act, check_id: UUID) -> queries.Waiting:
    check = queries.waiting_one(session, act.site_id, check_id)
    if check is None:
        raise Refused(regrading.NO_CHECK)
    if check.inspected_by == act.by.operator_id:
        raise Refused(regrading.OWN_GRADE, product=check.product)
    return check


def keep(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    """Keep the second grade beside the first; whoever comes second to the same check keeps nothing."""
    sheet = screen.sheet
    check = _check(session, act, sheet.check_id) if sheet.check_id else None
    bench = on_bench(session, act.site_id, sheet)
    if check is None or bench is None or not bench.goods:
        raise Refused(regrading.NO_CHECK)
    _tell_difference(session, act, check, _write(session, act, sheet, bench, check))
    bare = Worksheet()
    said = Said(regrading.CHECKED, {"product": check.product, "lpn": check.lpn})
    return Outcome(said, pending=bare.to_params(), result=bare)


def _tell_difference(session: Session, act: Act, check: queries.Waiting, grade: Grade) -> None:
    """Put a grade that differs from the first before the supervisors, who have the unit graded again; never to who
    checked it, lest the next check be less blind.
    """
    first = queries.first_grade(session, act.site_id, check.inspection_id)
    if grade is not first:
        told: dict[str, Param] = {
            "product": check.product, "lot": check.lot, "number": f"{first} / {grade}", "serial": check.serial,
        }  # fmt: skip
        raise_exception(session, act, ExceptionKind.GRADES_DIFFER, told, carton_id=check.carton_id)


def _write(session: Session, act: Act, sheet: Worksheet, bench: Bench, check: queries.Waiting) -> Grade:
    goods = bench.goods[0]
    checklist = checklist_for(session, goods)
    seen = with_own_photos(session, act.site_id, sheet, goods)
    graded, answers = observe(goods, checklist, seen)
    kept = session.execute(
        sa.update(CHECK)
        .where(CHECK.c.site_id == act.site_id, CHECK.c.id == check.id, CHECK.c.checked_at.is_(None))
        .values(
            checklist_id=checklist.id, answers=dict(answers), function=graded.scores.function,
            cosmetics=graded.scores.cosmetics, grade=graded.grade, checked_at=act.now,
            checked_by=act.by.operator_id,
        )
    )  # fmt: skip
    if kept.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused(regrading.NO_CHECK)
    return graded.grade


def moves_nothing(bench: Bench | None, text: str) -> Refused:
    """Return the refusal of a plate that is scanned while a unit is checked."""
    if bench is None:
        return Refused(say.CARTON_FIRST, text=text)
    return Refused(regrading.CHECK_MOVES_NOTHING, text=text, lpn=bench.lpn)


def set_share(session: Session, act: Act, text: str) -> Answered[None]:
    """Keep which share of inspections this site checks blind, in whole percent."""
    return answer(session, act, lambda: _set_share(session, act, text.strip()))


def _set_share(session: Session, act: Act, text: str) -> Outcome[None]:
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= MOST_PERCENT):
        raise Refused(regrading.NOT_A_SHARE, text=text[:20] or "-")
    session.execute(sa.update(SITE).where(SITE.c.id == act.site_id).values(blind_percent=int(text)))
    return Outcome(Said(regrading.SHARE_KEPT, {"percent": int(text)}))
