"""What the search for a lost unit does where goods leave: rules of its machine (see `test_conservation`)."""

from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.domain.vocabulary import DispositionCode
from tests.factories import Floor
from tests.services.loader import Planner, a_liquidator
from tests.services.logged import LoggedLoader


class LoadingWork:
    """Goods are decided for the liquidator, taken to their place, put on a load, taken off, and gone with it."""

    floor: Floor
    buyer: UUID | None = None
    load: str = ""

    @rule(carton=st.integers(0, 9))
    def sell(self, carton: int) -> None:
        plate = self.standing(carton, "received", "grading", "placed")
        bench = self.benches[1]
        bench.scans("CMD-UNDO", plate, "CMD-WHOLE")
        bench.says_more(code=DispositionCode.LIQUIDATE, reason="Sell it").scans("CMD-GRADE-B", plate)
        self.forklifts[0].scans(plate, "L-01")

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
