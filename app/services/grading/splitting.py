"""Splitting locked goods out at the bench: a scan of the quarantine carton, or of its place, takes what is chosen."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.db.queries import grading as queries
from app.domain.readings import Reading
from app.domain.worksheet import Worksheet
from app.services import holding
from app.services.acting import Act, Outcome
from app.services.grading.screen import Screen


def is_asked(session: Session, act: Act, screen: Screen, reading: Reading) -> bool:
    """Tell whether a scan of a plate or place means that the chosen goods, which a hold locks, go to quarantine."""
    sheet = screen.sheet
    bench = queries.bench(session, act.site_id, sheet.carton_id) if sheet.carton_id and sheet.goods_id else None
    goods = bench.of(sheet.goods_id) if bench else None
    return goods is not None and goods.hold is not None and holding.names_quarantine(session, act, reading)


def split_out(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    """Move all units of the chosen line into the quarantine carton; the bench goes on with the rest."""
    sheet = screen.sheet
    assert sheet.carton_id is not None, "the chosen goods stand in it"
    done = holding.split_out(session, act, sheet.carton_id, sheet.goods_id)
    bench = queries.bench(session, act.site_id, sheet.carton_id)
    after = replace(sheet.next_item(), carton_id=sheet.carton_id if bench and bench.units else None)
    return Outcome(done.said, done.event_id, after.to_params(), after)
