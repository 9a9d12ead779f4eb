"""Which goods the worksheet is about: ungraded ones, graded ones once more, or the unit of a blind check."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import blind_checks
from app.db.queries import grading as queries
from app.domain.inspection import Bench
from app.domain.worksheet import Worksheet


def on_bench(session: Session, site_id: UUID, sheet: Worksheet) -> Bench | None:
    """Return the carton of the worksheet with the goods it may choose from, None when there is none."""
    if sheet.check_id:
        return _of_check(session, site_id, sheet.check_id)
    return queries.bench(session, site_id, sheet.carton_id, again=sheet.again) if sheet.carton_id else None


def _of_check(session: Session, site_id: UUID, check_id: UUID) -> Bench | None:
    check = blind_checks.waiting_one(session, site_id, check_id)
    bench = queries.bench(session, site_id, check.carton_id, again=True) if check else None
    if check is None or bench is None:
        return None
    goods = tuple(replace(each, grade=None, condition=frozenset()) for each in bench.goods if each.id == check.line_id)
    return replace(bench, goods=goods, is_check=True)
