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
from tests.services.logged import LoggedBench, LoggedDestroyer, LoggedForklift, LoggedRecycler
from tests.services.recycler import PLASTICS, Recycler

ITEM = table_of(EventItem)
GONE = (ITEM.c.quantity, ITEM.c.to_place.in_([Boundary.DESTROYED, Boundary.OUT]))
"""The units that left for good, as a column and its condition."""
ENDS = {DispositionCode.DESTROY: "X-01", DispositionCode.RECYCLE: "R-01"}
"""The place of each code that goods end by."""
FINAL = (Destroyer, Recycler)
"""Workers whose acts nothing takes back."""


class EndingWork:
    """Goods are condemned at the bench and taken to where they end: destroyed before the supervisor, or recycled."""

    @rule(carton=st.integers(0, 9), code=st.sampled_from(sorted(ENDS)))
    def end(self, carton: int, code: DispositionCode) -> None:
        self.docks[carton % len(self.docks)].tap("close_carton")
        plate = self.standing(carton, "received", "grading", "graded", "placed")
        if not self.stands(plate):
            return
        bench = LoggedBench(self.log, self.floor, "supervisor")
        bench.scans(plate, "CMD-WHOLE")
        bench.says_more(code=code, reason="Beyond use").scans("CMD-GRADE-D", plate)
        forklift = LoggedForklift(self.log, self.floor)
        forklift.scan(plate)
        if forklift.screen.trip.ask:
            forklift.tap("accept")
        forklift.scan(ENDS[code])
        {DispositionCode.DESTROY: self.destroy, DispositionCode.RECYCLE: self.recycle}[code](plate)

    @rule(carton=st.integers(0, 9), another=st.integers(0, 9))
    def destroy_two(self, carton: int, another: int) -> None:
        both = (self.standing(each, "graded", "placed", code=DispositionCode.DESTROY) for each in (carton, another))
        self.destroy(*dict.fromkeys(both))

    def destroy(self, *plates: str) -> None:
        stands = [plate for plate in plates if self.stands(plate)]
        if not stands:
            return
        at, photos = LoggedDestroyer(self.log, self.floor), mkdtemp(prefix="photos-")
        at.photograph(stands[0], Path(photos))
        shutil.rmtree(photos)
        self.rows = self.read_rows()  # the photo
        at.destroy(" ".join(stands), self.floor.supervisor)

    def recycle(self, plate: str) -> None:
        if not self.stands(plate):
            return
        at = LoggedRecycler(self.log, self.floor)
        if not self.rows["material_stream"]:
            at.save(PLASTICS)
            self.rows = self.read_rows()
        at.hand_over(plate, plastics="400")

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
