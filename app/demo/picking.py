"""Cartons that may go under a code, whatever the seed and the day: in its place already, or decided so once more."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, Party, Product, table_of
from app.demo.bench import Bench
from app.demo.forklift import Forklift
from app.demo.hands import Crew, Refusal
from app.demo.paperwork import SUPERVISOR
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode

CARTON, LINE, PRODUCT, PARTY = (table_of(model) for model in (Carton, CartonLine, Product, Party))
ROUTER = "2412"


def take_out(crew: Crew, found: Any, tote: str, code: DispositionCode, why: str) -> str:
    """Have a carton in its place under `code`; nothing is changed of one that the rules keep from it."""
    plate = str(found.lpn) if found.code is code else tote
    try:
        with crew.session.begin_nested():
            if plate is tote:
                Bench(crew.hand(SUPERVISOR, "B-01", 0.25), iter(())).decide_again(found.lpn, tote, code, why)
            if plate is tote or found.state is CartonState.GRADED:
                forklift = Forklift(crew.hand(ROUTER, "F-01", 0.22))
                forklift.take(plate)
                forklift.put_down()
    except Refusal:
        return ""
    return plate


def at_hand(session: Session, code: DispositionCode) -> Sequence[Any]:
    """Return cartons under `code`, then others that may yet go there: of one line that nothing keeps, of a vendor."""
    mine = (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id) & (LINE.c.quantity > 0)
    kept = sa.case((sa.or_(LINE.c.hold != "", PRODUCT.c.data_bearing), 1), else_=0)
    query = (
        sa.select(
            CARTON.c.lpn, CARTON.c.state, CARTON.c.code, sa.func.max(sa.func.coalesce(PARTY.c.name, "")).label("vendor")
        )
        .join(LINE, mine)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(PARTY, PARTY.c.id == PRODUCT.c.vendor_id)
        .where(
            CARTON.c.state.in_(_STANDS),
            CARTON.c.bundle_id.is_(None),
            CARTON.c.code.in_((code, *_GIVEN_UP)),
        )
        .group_by(CARTON.c.lpn, CARTON.c.state, CARTON.c.code)
        .having(sa.func.sum(kept) == 0, sa.func.count() == 1)
        .order_by(CARTON.c.code != code, CARTON.c.state.desc(), CARTON.c.lpn)
    )
    return session.execute(query).all()


_STANDS = (CartonState.PLACED, CartonState.GRADED)
_GIVEN_UP = (DispositionCode.RESTOCK, DispositionCode.REWORK)
