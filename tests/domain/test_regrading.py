"""Which inspections are drawn, and how well two looks agree."""

from uuid import UUID

import pytest

from app.db.ids import new_id
from app.domain.regrading import agreement, is_drawn
from app.domain.vocabulary import Grade


def pairs(**counts: int) -> list[tuple[Grade, Grade]]:
    """Return pairs by their letters: AB=2 is twice A, then B."""
    return [(Grade(both[0]), Grade(both[1])) for both, n in counts.items() for _ in range(n)]


@pytest.mark.parametrize(("counts", "rate", "kappa"), [
    ({"AA": 20, "AB": 5, "BA": 10, "BB": 15}, 0.7, 0.4),  # the worked example of the literature
    ({"AA": 45, "AB": 15, "BA": 25, "BB": 15}, 0.6, 0.1304),
    ({"AA": 25, "AB": 35, "BA": 5, "BB": 35}, 0.6, 0.2593),
    ({"AA": 5, "BB": 3, "CC": 1, "DD": 1}, 1.0, 1.0),
    ({"AB": 5, "BA": 5}, 0.0, -1.0),
    ({"AA": 1, "AB": 1, "BA": 1, "BB": 1}, 0.5, 0.0),
    ({"AA": 10}, 1.0, None),
    ({}, None, None),
])  # fmt: skip
def test_agreement_of_known_tables(counts: dict[str, int], rate: float | None, kappa: float | None) -> None:
    found = agreement(pairs(**counts))
    assert found.checked == sum(counts.values())
    assert found.right_first_time == (None if rate is None else pytest.approx(rate))
    assert found.kappa == (None if kappa is None else pytest.approx(kappa, abs=5e-5))


def test_the_share_that_is_drawn_is_what_the_site_asked_for_and_by_the_inspection_alone() -> None:
    ids = [UUID(int=n) for n in range(4000)]
    assert not any(is_drawn(each, 0) for each in ids)
    assert all(is_drawn(each, 100) for each in ids)
    assert 0.08 < sum(is_drawn(each, 10) for each in ids) / len(ids) < 0.12
    one = new_id()
    assert [percent for percent in range(101) if is_drawn(one, percent)] == list(
        range(next(percent for percent in range(101) if is_drawn(one, percent)), 101)
    ), "who is drawn at a share is drawn at every larger one"
