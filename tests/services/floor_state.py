"""What stands on a test floor, and whether its ledger holds."""

import sqlalchemy as sa

from app.db.models import CartonLine, table_of
from app.services.verifying import Verified, verify
from tests.factories import Floor
from tests.services.dock import gs1


def holds(floor: Floor) -> None:
    with floor.database.reading() as session:
        verified = verify(session)
    assert isinstance(verified, Verified), verified


def lines(floor: Floor) -> list[tuple[str, int, str]]:
    table = table_of(CartonLine)
    with floor.database.reading() as session:
        rows = session.execute(sa.select(table).where(table.c.quantity > 0).order_by(table.c.lot, table.c.id)).all()
    return [(row.lot, row.quantity, row.hold.value if row.hold else "") for row in rows]


def vitamin(floor: Floor, lot: str = "10D9T", expiry: str = "270331") -> str:
    return gs1(floor.vitamin, lot, expiry)


def omega(floor: Floor) -> str:
    return gs1(floor.omega, "K7731", "270228")
