"""When callers call, and how waits are summed up."""

import math
from collections import deque
from itertools import pairwise

import pytest

from benchmarks.schedules import AfterAnswer, OnTime, beats, percentile, polls


def test_beats_share_the_rate_among_the_tablets() -> None:
    paces = beats(callers=40, rate=50, seconds=20)
    assert [len(pace.moments) for pace in paces] == [25] * 40
    assert sum(len(pace.moments) for pace in paces) == 50 * 20


def test_beats_come_in_order_and_leave_a_person_the_time_to_scan() -> None:
    interval = 40 / 50
    for pace in beats(callers=40, rate=50, seconds=20):
        moments = list(pace.moments)
        gaps = [after - before for before, after in pairwise(moments)]
        assert min(moments) >= 0
        assert min(gaps) >= interval * 0.4
        assert max(gaps) <= interval * 1.6


def test_beats_are_the_same_in_every_run_and_other_for_another_seed() -> None:
    assert beats(4, 10, 5) == beats(4, 10, 5)
    assert beats(4, 10, 5) != beats(4, 10, 5, seed=7)


def test_calls_on_time_are_due_however_late_the_answer_was() -> None:
    pace = OnTime(deque([0.5, 1.0, 1.5]))
    assert (pace.last(), pace.first(), pace.after(9.0), pace.after(30.0), pace.after(31.0)) == (
        1.5,
        0.5,
        1.0,
        1.5,
        None,
    )


def test_calls_after_an_answer_wait_for_it_and_end() -> None:
    pace = AfterAnswer(begin=0.25, pause=2.0, until=10.0)
    assert (pace.first(), pace.after(3.0), pace.after(7.75), pace.after(8.0), pace.last()) == (
        0.25,
        5.0,
        9.75,
        None,
        10,
    )


def test_walls_begin_within_one_pause_and_not_together() -> None:
    begins = [pace.begin for pace in polls(callers=60, pause=2.0, seconds=20)]
    assert all(0 <= begin <= 2.0 for begin in begins)
    assert len(set(begins)) == 60


@pytest.mark.parametrize(("share", "value"), [(0, 1), (0.5, 50), (0.95, 95), (0.99, 99), (0.999, 100), (1, 100)])
def test_percentiles_are_of_the_nearest_rank(share: float, value: float) -> None:
    assert percentile(range(1, 101), share) == value


def test_a_percentile_of_one_value_is_that_value_and_of_none_is_no_number() -> None:
    assert percentile([7.0], 0.99) == 7.0
    assert math.isnan(percentile([], 0.99))
