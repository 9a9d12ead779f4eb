"""The rules of orders to hold, for the machine that does everything on the floor."""

from datetime import datetime

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.db.models import Carton, CartonLine, Location, table_of
from tests.factories import Floor
from tests.services.logged import Done, LoggedIsolator

LOTS = ("10D9T", "K7731")
PUT_DOWN = ("routing.placed", "routing.placed_last")


class HoldingWork:
    """Lots are held everywhere and let go again; whatever else happens, what is locked goes nowhere that sells."""

    floor: Floor
    isolators: dict[str, LoggedIsolator]

    @rule(lot=st.sampled_from(LOTS), lifts=st.booleans())
    def isolate(self, lot: str, lifts: bool) -> None:
        isolator = self.isolators[lot]
        isolator.lift() if lifts else isolator.hold(lot)

    def check_put_down(self, done: Done) -> None:
        """What was put down just now where goods are sold, mended or given away is not locked."""
        said = done.answered.said
        if said.message.key in PUT_DOWN:
            assert self._locked_at(str(said.params["place"]), done.act.now) == []

    def _locked_at(self, place: str, since: datetime) -> list[str]:
        carton, line, at = table_of(Carton), table_of(CartonLine), table_of(Location)
        query = (
            sa.select(carton.c.lpn)
            .join(line, line.c.carton_id == carton.c.id)
            .join(at, at.c.id == carton.c.location_id)
            .where(at.c.code == place, at.c.zone.in_(["S", "W", "L", "N"]), carton.c.state_since == since)
            .where(line.c.quantity > 0, line.c.hold != "")
        )
        with self.floor.database.reading() as session:
            return list(session.scalars(query))
