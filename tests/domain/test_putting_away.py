"""Which place of a zone is proposed, row by row."""

from uuid import UUID

import pytest

from app.domain.putting_away import Candidate, Why, proposed


def place(code: str, taken: int = 0, capacity: int = 4, *, alike: bool = False) -> Candidate:
    return Candidate(UUID(int=int(code[-1])), code, taken, capacity, alike)


@pytest.mark.parametrize(("candidates", "expected"), [
    ([], []),
    ([place("S-01", 4)], []),
    ([place("S-01")], [("S-01", Why.ONLY_ONE)]),
    ([place("S-01", 4), place("S-02", 3)], [("S-02", Why.ONLY_ONE)]),
    ([place("S-02"), place("S-01")], [("S-01", Why.FIRST), ("S-02", Why.EMPTIEST)]),
    ([place("S-01", 2), place("S-02", 1)], [("S-02", Why.EMPTIEST), ("S-01", Why.EMPTIEST)]),
    ([place("S-01"), place("S-02", 3, alike=True)], [("S-02", Why.ALIKE), ("S-01", Why.EMPTIEST)]),
    ([place("S-01"), place("S-02", 4, alike=True)], [("S-01", Why.ONLY_ONE)]),
    ([place("S-03", 1, alike=True), place("S-02", 2, alike=True)], [("S-03", Why.ALIKE), ("S-02", Why.ALIKE)]),
])  # fmt: skip
def test_goods_alike_then_room_then_the_name(candidates: list[Candidate], expected: list[tuple[str, Why]]) -> None:
    assert [(each.code, why) for each, why in proposed(candidates)] == expected
