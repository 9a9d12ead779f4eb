"""Imports step by step: short transactions, taken up again, by one worker, given up until they write."""

from itertools import pairwise

import pytest
import sqlalchemy as sa

from app.db.models import Authorization, ImportRow, Shipment, ShipmentLine, table_of
from app.domain.errors import Overtaken, Refused
from app.domain.plain import in_english
from app.domain.transitions import AuthorizationState, ImportState
from app.services import importing
from app.services.importing import working
from tests.factories import Floor
from tests.services.importers import (
    AUTHORIZATIONS,
    RMA,
    SHIPMENT,
    SHIPMENTS,
    Importer,
    counted,
    now,
    said,
    shipped,
    stored,
)


def test_a_long_file_is_written_in_short_transactions(importer: Importer, floor: Floor) -> None:
    rows = [shipped(f"SH-{number // 3:04}", f"L{number}") for number in range(1300)]
    run = importer.begin(importer.take_in(SHIPMENTS, SHIPMENT, rows))
    steps = [(step.state, step.handled) for step in importer.steps(run)]
    reading = [handled for state, handled in steps if state is ImportState.READING]
    writing = [handled for state, handled in steps if state is ImportState.WRITING]
    assert reading == [500, 1000, 1300]
    assert all(later - before <= working.AT_ONCE for before, later in pairwise(writing))
    assert (len(writing), writing[-1]) == (6, 1300)
    assert counted(importer.look(run.id)) == (1300, 0, 0, 0)
    assert stored(floor, ImportRow, "number") == []


@pytest.mark.parametrize("steps_done", [1, 3, 5, 7, 10])
def test_an_import_that_broke_off_goes_on_where_it_was(importer: Importer, floor: Floor, steps_done: int) -> None:
    rows = [shipped(f"SH-{number // 3:04}", f"L{number}") for number in range(1300)]
    run = importer.begin(importer.take_in(SHIPMENTS, SHIPMENT, rows))
    steps = importer.steps(run)
    for _count in range(steps_done):
        next(steps)
    steps.close()
    ended = importer.finish(run)
    assert (ended.state, counted(ended)) == (ImportState.IMPORTED, (1300, 0, 0, 0))
    assert len(stored(floor, ShipmentLine, "id")) == 1300 + 6


def test_a_second_worker_on_the_same_import_stops(importer: Importer, floor: Floor) -> None:
    rows = [shipped(f"SH-{number:04}") for number in range(600)]
    run = importer.begin(importer.take_in(SHIPMENTS, SHIPMENT, rows))
    first, second = importer.steps(run), importer.steps(run)
    next(first)
    next(second)  # goes on from what the first has done
    assert list(first) == []  # which then finds its run changed
    for _step in second:
        pass
    assert counted(importer.look(run.id)) == (600, 0, 0, 0)


def test_an_import_is_given_up_until_it_writes(importer: Importer, floor: Floor) -> None:
    run = importer.begin(importer.take_in(SHIPMENTS, SHIPMENT, [shipped("SH-7")]))
    next(importer.steps(run))
    with floor.database.unit_of_work() as session:
        importing.cancel(session, importer.look(run.id), now())
    ended = importer.finish(run)
    assert (ended.state, said(ended)) == (ImportState.CANCELLED, "Nothing was changed.")
    assert stored(floor, Shipment, "number", number="SH-7") == []
    with pytest.raises(Refused), floor.database.unit_of_work() as session:
        importing.cancel(session, ended, now())


def test_an_import_begins_once(importer: Importer, floor: Floor) -> None:
    run = importer.take_in(SHIPMENTS, SHIPMENT, [shipped("SH-7")])
    importer.begin(run)
    with pytest.raises(Overtaken) as overtaken:
        importer.begin(run)
    assert in_english(overtaken.value.said) == (
        "This import is being read already. Nothing was changed. Look at its page for what became of it."
    )


def test_a_paper_that_changed_between_check_and_write_is_refused(importer: Importer, floor: Floor) -> None:
    row = ("RMA-9", "trade_return", "Northline Pharmacy", "PO-1", "VIT-D3-120", 5, "L1", "overstock", "")
    importer.do(AUTHORIZATIONS, RMA, [row])
    changed = (*row[:5], 6, *row[6:])
    run = importer.begin(importer.take_in(AUTHORIZATIONS, RMA, [changed]))
    steps = importer.steps(run)
    next(steps), next(steps)
    with floor.database.unit_of_work() as session:
        session.execute(
            sa.update(table_of(Authorization)).where(table_of(Authorization).c.number == "RMA-9")
            .values(state=AuthorizationState.RECEIVING)
        )  # fmt: skip
    ended = importer.finish(run)
    assert counted(ended) == (0, 0, 0, 1)
    assert importer.faults(ended)[0].startswith("2 : RMA-9 is being received.")
