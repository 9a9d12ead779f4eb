"""What the search for a lost unit does where goods leave: rules of its machine (see `test_conservation`)."""

from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.domain.vocabulary import DispositionCode
from tests.factories import Floor, an_sscc
from tests.services.dock import gs1
from tests.services.loader import Planner, a_liquidator
from tests.services.logged import LoggedLoader

SOLD = ("T-0490", "T-0491")
"""Totes for what is sold: their plates are free again once they have left."""


class LoadingWork:
    """Goods are decided for the liquidator, taken to their place, put on a load, taken off, and gone with it."""

    floor: Floor
    buyer: UUID | None = None
    load: str = ""

    @rule(tote=st.sampled_from(SOLD), carton=st.integers(0, 3))
    def sell(self, tote: str, carton: int) -> None:
        """Take one in, close its carton, decide it for the liquidator, and take it to its place."""
        dock, bench, plate = self.docks[1], self.benches[1], an_sscc(4690 + carton)
        vitamin = gs1(self.floor.vitamin, "10D9T", "270331")
        dock.tap("close_carton")
        dock.scans(plate, vitamin)
        if dock.screen.pending:
            dock.tap("accept")
        dock.tap("close_carton")
        bench.scans("CMD-UNDO", plate, vitamin)
        bench.says_more(quantity=1, code=DispositionCode.LIQUIDATE, reason="Sell it")
        bench.scans("CMD-GRADE-B", tote, "CMD-CLOSE")
        self.forklifts[0].scans(tote, "L-01")

    @rule(
        carton=st.integers(0, 9), deeds=st.sampled_from([(), (), ("CMD-CONFIRM",), ("CMD-CLOSE", *["CMD-CONFIRM"] * 2)])
    )
    def put_on_a_load(self, carton: int, deeds: tuple[str, ...]) -> None:
        planner = Planner(self.floor)
        if not self.load or planner.load(self.load).is_gone:
            self.buyer = self.buyer or a_liquidator(self.floor)
            self.load = planner.plan(self.buyer).partition(" ")[0]
            self.rows = self.read_rows()  # what the office plans is no act on goods
        at = LoggedLoader(self.log, self.floor, ("router", "supervisor")[carton % 2])
        plate = self.standing(carton, "placed", "loaded", code=DispositionCode.LIQUIDATE)
        at.scans(self.load, plate, *deeds)
