"""Sampling by ISO 2859-1: plans with their arrows, and when inspection is tightened, loosened and stopped."""

import pytest

from app.domain.sampling import (
    COLUMNS,
    DOWN,
    FIRST,
    LETTERS,
    SIZES,
    UP,
    Aql,
    Decided,
    Plan,
    Severity,
    Standing,
    plan,
    standing,
)

N, T, R = Severity.NORMAL, Severity.TIGHTENED, Severity.REDUCED


@pytest.mark.parametrize(
    ("lot", "aql", "severity", "expected"),
    [
        # table 2-A
        (30, "2.5", N, Plan("C", 5, 0)),  # D: up
        (60, "2.5", N, Plan("F", 20, 1)),  # E: down
        (500, "1.0", N, Plan("H", 50, 1)),
        (1_000, "1.0", N, Plan("J", 80, 2)),
        (1_000, "2.5", N, Plan("J", 80, 5)),
        (2_000, "1.5", N, Plan("K", 125, 5)),
        (2_000, "0.65", N, Plan("K", 125, 2)),
        (100, "1.0", N, Plan("E", 13, 0)),  # F: up
        (200, "1.0", N, Plan("H", 50, 1)),  # G: down
        (20, "1.0", N, Plan("E", 13, 0)),  # C: down
        (40_000, "6.5", N, Plan("L", 200, 21)),  # N: up
        # table 2-B
        (1_000, "2.5", T, Plan("J", 80, 3)),
        (2_000, "1.5", T, Plan("K", 125, 3)),
        (100, "1.0", T, Plan("F", 20, 0)),
        (200, "1.0", T, Plan("J", 80, 1)),
        # table 2-C
        (1_000, "2.5", R, Plan("J", 32, 3)),
        (2_000, "1.5", R, Plan("K", 50, 3)),
        (100, "1.0", R, Plan("E", 5, 0)),
        # a sample as large as the lot
        (10, "0.10", N, Plan("K", 10, 0)),
        (1, "6.5", N, Plan("A", 1, 0)),
    ],
)  # fmt: skip
def test_the_plan_of_a_lot(lot: int, aql: str, severity: Severity, expected: Plan) -> None:
    assert plan(lot, Aql(aql), severity) == expected


@pytest.mark.parametrize("aql", Aql)
@pytest.mark.parametrize("severity", Severity)
def test_every_lot_has_a_plan_that_tightening_never_loosens(aql: Aql, severity: Severity) -> None:
    for lot in (1, 2, 9, 16, 26, 51, 91, 151, 281, 501, 1_201, 3_201, 10_001, 35_001, 150_001, 500_001):
        found = plan(lot, aql, severity)
        assert 1 <= found.sample <= lot
        assert found.reject == found.accept + 1
        tight = plan(lot, aql, T)
        assert tight.accept / tight.sample <= plan(lot, aql, N).accept / plan(lot, aql, N).sample


def lots(*accepted: bool, severity: Severity = N, lot: int = 500, aql: Aql = Aql.P1_0) -> list[Decided]:
    return [Decided(lot, aql, severity, 0 if each else 99) for each in accepted]


GOOD, BAD = True, False


@pytest.mark.parametrize(
    ("history", "severity"),
    [
        (lots(), N),
        (lots(BAD, GOOD, GOOD, GOOD), N),
        (lots(BAD, GOOD, GOOD, GOOD, BAD), T),  # two of five
        (lots(BAD, GOOD, GOOD, GOOD, GOOD, BAD), N),  # two of six
        (lots(BAD, BAD) + lots(*[GOOD] * 4, severity=T), T),
        (lots(BAD, BAD) + lots(*[GOOD] * 5, severity=T), N),
        (lots(BAD, BAD) + lots(*[GOOD] * 4, BAD, *[GOOD] * 4, severity=T), T),
        (lots(*[GOOD] * 14), N),
        (lots(*[GOOD] * 15), R),  # 15 x 2, for the plan accepts up to one
        (lots(*[GOOD] * 10, BAD, *[GOOD] * 14), N),  # a rejected lot sets the score back
        (lots(*[GOOD] * 10, lot=1_000), R),  # 10 x 3
        (lots(*[GOOD] * 15) + lots(BAD, severity=R), N),
        (lots(*[GOOD] * 15) + lots(GOOD, GOOD, severity=R), R),
    ],
)  # fmt: skip
def test_the_switching_rules(history: list[Decided], severity: Severity) -> None:
    assert standing(history, may_reduce=True).severity is severity


def test_what_a_step_tighter_had_rejected_sets_the_score_back() -> None:
    just = Decided(1_000, Aql.P1_0, N, 2)  # accepted, but 0.65 accepts one
    assert (just.is_accepted, just.score) == (True, 0)


def test_nothing_is_reduced_without_consent() -> None:
    assert standing(lots(*[GOOD] * 40), may_reduce=False).severity is N


def test_five_rejected_under_tightened_stop_it_for_good() -> None:
    history = lots(BAD, BAD) + lots(BAD, GOOD, BAD, BAD, GOOD, BAD, severity=T)
    assert not standing(history, may_reduce=True).is_stopped
    stopped = standing(history + lots(BAD, severity=T), may_reduce=True)
    assert stopped == Standing(T, 0, (), 5, is_stopped=True)
    assert standing(history + lots(BAD, *[GOOD] * 9, severity=T), may_reduce=True).is_stopped


@pytest.mark.parametrize(
    "row",
    [
        "A 2 v v v v v v v v v 0",
        "B 2 v v v v v v v v 0 ^",
        "C 2 v v v v v v v 0 ^ v",
        "D 3 v v v v v v 0 ^ v v",
        "E 5 v v v v v 0 ^ v v 1",
        "F 8 v v v v 0 ^ v v 1 2",
        "G 13 v v v 0 ^ v v 1 2 3",
        "H 20 v v 0 ^ v v 1 2 3 5",
        "J 32 v 0 ^ v v 1 2 3 5 6",
        "K 50 0 ^ v v 1 2 3 5 6 8",
        "L 80 ^ v v 1 2 3 5 6 8 10",
        "M 125 v v 1 2 3 5 6 8 10 ^",
        "N 200 v 1 2 3 5 6 8 10 ^ ^",
        "P 315 1 2 3 5 6 8 10 ^ ^ ^",
        "Q 500 2 3 5 6 8 10 ^ ^ ^ ^",
        "R 800 3 5 6 8 10 ^ ^ ^ ^ ^",
    ],
)
def test_table_2_c_row_by_row(row: str) -> None:
    """As it is printed: letter, sample, then the acceptance numbers by AQL with their arrows, "v" down and "^" up."""
    letter, size, *cells = row.split()
    place = LETTERS.index(letter)
    assert SIZES[R][place] == int(size)
    assert [cell_of(place, aql) for aql in Aql] == cells


def cell_of(place: int, aql: Aql) -> str:
    column, at = COLUMNS[R], place - FIRST[aql]
    found = DOWN if at < 0 else column[at] if at < len(column) else UP
    return {DOWN: "v", UP: "^"}.get(str(found), str(found))
