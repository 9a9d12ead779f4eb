"""What was announced for RMA-104418: a pallet of two cartons, and a carton that comes alone."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, DeclaredLine, Product, table_of
from app.domain.transitions import CartonState
from tests.factories import NOW, Floor, an_sscc

PALLET, FIRST, SECOND, ALONE = (an_sscc(number) for number in (9001, 9101, 9102, 9103))

Goods = tuple[Product, int, str, date]


def announce(floor: Floor) -> None:
    """Announce 12 vitamins in the first carton, 12 and 6 omegas in the second, 12 of lot 10F1C in the third."""
    vitamins = (floor.vitamin, 12, "10D9T", date(2027, 3, 31))
    omegas = (floor.omega, 6, "K7731", date(2027, 2, 28))
    with floor.database.unit_of_work() as session:
        pallet = _carton(session, floor, PALLET, is_pallet=True)
        _declare(session, floor, _carton(session, floor, FIRST, pallet), PALLET, vitamins)
        _declare(session, floor, _carton(session, floor, SECOND, pallet), PALLET, vitamins, omegas)
        _declare(session, floor, _carton(session, floor, ALONE), "", (floor.vitamin, 12, "10F1C", date(2027, 5, 31)))


def announce_drill(floor: Floor, serial: str) -> str:
    """Announce one drill by its serial, in a carton of its own on the pallet, and return the plate."""
    carton = table_of(Carton)
    with floor.database.unit_of_work() as session:
        pallet = session.execute(sa.select(carton.c.id).where(carton.c.lpn == PALLET)).scalar_one()
        carton_id = _carton(session, floor, an_sscc(9104), pallet)
        session.add(
            DeclaredLine(
                site_id=floor.site.id, id=new_id(), carton_id=carton_id, pallet=PALLET, product_id=floor.drill.id,
                quantity=1, lot="L2608", serial=serial,
            )
        )  # fmt: skip
    return an_sscc(9104)


def _carton(session: Session, floor: Floor, lpn: str, parent: UUID | None = None, *, is_pallet: bool = False) -> UUID:
    carton = Carton(
        site_id=floor.site.id, id=new_id(), lpn=lpn, state=CartonState.EXPECTED, state_since=NOW, parent_id=parent,
        authorization_id=floor.trade_return.id, is_pallet=is_pallet,
    )  # fmt: skip
    session.add(carton)
    session.flush()
    return carton.id


def _declare(session: Session, floor: Floor, carton_id: UUID, pallet: str, *goods: Goods) -> None:
    session.add_all(
        DeclaredLine(
            site_id=floor.site.id, id=new_id(), carton_id=carton_id, pallet=pallet, product_id=product.id,
            quantity=quantity, lot=lot, expiry=expiry,
        )
        for product, quantity, lot, expiry in goods
    )  # fmt: skip
    session.flush()


def stands_on(floor: Floor, lpn: str) -> str:
    """Return the plate of the pallet under the carton with that plate, or ""."""
    carton, under = table_of(Carton), table_of(Carton).alias("under")
    query = sa.select(sa.func.coalesce(under.c.lpn, "")).select_from(carton)
    query = query.outerjoin(under, under.c.id == carton.c.parent_id).where(carton.c.lpn == lpn)
    with floor.database.reading() as session:
        return session.execute(query.order_by(carton.c.id.desc()).limit(1)).scalar_one()
