"""What the search for a lost unit does where goods end: rules of its machine (see `test_conservation`)."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from app.db.models import CartonLine, EventItem, ReceiptLine, Tally, table_of
from app.domain.epcis import Boundary
from app.domain.vocabulary import DispositionCode
from tests.services.destroyer import Destroyer
from tests.services.logged import LoggedDestroyer

ITEM = table_of(EventItem)
GONE = (ITEM.c.quantity, ITEM.c.to_place.in_([Boundary.DESTROYED, Boundary.OUT]))
"""The units that left for good, as a column and its condition."""
FINAL = (Destroyer,)
"""Workers whose acts nothing takes back."""


class EndingWork:
    """Goods are condemned at the bench, taken to the cage, and destroyed before the supervisor."""

    def condemn(self, carton: int) -> None:
        plate = self.standing(carton, "received", "grading", "placed")
        bench = self.benches[1]
        bench.scans("CMD-UNDO", plate, "CMD-WHOLE")
        bench.says_more(code=DispositionCode.DESTROY, reason="Beyond use").scans("CMD-GRADE-D", plate)
        self.forklifts[0].scans(plate, "X-01")

    @rule(carton=st.integers(0, 9))
    def destroy(self, carton: int) -> None:
        plate = self.standing(carton, "graded", "placed", code=DispositionCode.DESTROY)
        if not self.stands(plate):
            return
        at, photos = LoggedDestroyer(self.log, self.floor), mkdtemp(prefix="photos-")
        at.photograph(plate, Path(photos))
        shutil.rmtree(photos)
        self.rows = self.read_rows()  # the photo
        at.destroy(plate, self.floor.supervisor)

    @invariant()
    def what_was_counted_and_not_taken_back_is_in_cartons_or_gone(self) -> None:
        with self.floor.database.reading() as session:
            sums = [
                session.execute(sa.select(sa.func.coalesce(sa.func.sum(column), 0)).where(*where)).scalar_one()
                for column, *where in (
                    (table_of(ReceiptLine).c.quantity,),
                    (table_of(CartonLine).c.quantity,),
                    (table_of(Tally).c.amount, table_of(Tally).c.kind == "units_received"),
                    GONE,
                )
            ]
        sums[1] += sums.pop()
        assert sums == [sum(self.counted.values())] * 3
