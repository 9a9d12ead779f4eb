"""How many rows of an import one transaction takes, by how long the one before held the write lock."""

from itertools import count, pairwise

import pytest

from app.domain.transitions import ImportState
from app.services import importing
from app.services.importing.pacing import AIM, LEAST, Pace
from tests.factories import Floor
from tests.services.importers import SHIPMENT, SHIPMENTS, TRAILER, Importer, counted, shipped

OVER = AIM * 1.25


@pytest.mark.parametrize(
    ("rows", "seconds", "then"),
    [
        (400, 0.0, 400),
        (400, AIM, 400),
        (400, AIM / 3, 400),
        (400, OVER, 320),
        (400, AIM * 2, 200),
        (400, AIM * 9, 200),  # one wait for the disk says little of the next
        (30, AIM * 9, LEAST),
        (100, AIM / 3, 126),
        (390, AIM / 3, 400),
    ],
)
def test_the_next_step_takes_what_fits_and_never_more_than_the_most(rows: int, seconds: float, then: int) -> None:
    pace = Pace(400, lambda: 0.0)
    pace.rows = rows
    pace.took(seconds)
    assert pace.rows == then


def test_a_slow_disk_makes_more_and_shorter_steps(importer: Importer, floor: Floor) -> None:
    rows = [shipped(f"SH-{number:04}", f"L{number}") for number in range(600)]
    run = importer.begin(importer.take_in(SHIPMENTS, SHIPMENT, rows))
    ticks = count()  # two a transaction: every one takes twice as long as it should
    steps = list(
        importing.work(
            importer.database, importer.site_id, run.id, importer.rows, TRAILER, clock=lambda: next(ticks) * AIM * 2
        )
    )  # fmt: skip
    writing = [0, *(step.handled for step in steps if step.state is ImportState.WRITING)]
    assert [later - before for before, later in pairwise(writing)] == [250, 125, 62, 31, 25, 25, 25, 25, 25, 7]
    assert counted(importer.look(run.id)) == (600, 0, 0, 0)
