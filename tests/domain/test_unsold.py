"""When stock counts as unsold, how much of it is too much, and which way comes first."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.plain import in_english
from app.domain.unsold import NO_LIMITS, Limits, Stock, Thresholds, UnsoldKind, excess, judge
from app.domain.vocabulary import Category, ReasonCode

DAY = date(2026, 11, 20)
STOCK = Stock(DAY, 100)
LIMITS = Limits(cover_days=60, idle_days=90, season_days=14, life_days=45, life_share=20)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


CASES: tuple[tuple[str, dict[str, Any], list[tuple[str, int]]], ...] = (
    ("nothing is known", {}, []),
    ("60 days of cover are enough", {"sold_90": 150}, []),
    ("61 are too many", {"sold_90": 147}, [("overstock", 2)]),
    ("90 days count before 30", {"sold_90": 150, "sold_30": 3}, []),
    ("30 days count alone", {"sold_30": 3}, [("overstock", 94)]),
    ("a part of a unit is kept whole", {"on_hand": 10, "sold_90": 10}, [("overstock", 3)]),
    ("nothing sells", {"sold_90": 0}, [("overstock", 100)]),
    ("goods that came in lately have no pace", {"sold_90": 0, "received_on": ago(29)}, []),
    ("after a month they have", {"sold_90": 0, "received_on": ago(30)}, [("overstock", 100)]),
    ("89 days without a sale", {"last_sold_on": ago(89)}, []),
    ("90 days without a sale", {"last_sold_on": ago(90)}, [("obsolete", 100)]),
    ("never sold since it came in", {"received_on": ago(90)}, [("obsolete", 100)]),
    ("a sale counts before the arrival", {"received_on": ago(200), "last_sold_on": ago(3)}, []),
    ("14 days after the season", {"season_ends_on": ago(14)}, []),
    ("15 days after the season", {"season_ends_on": ago(15)}, [("end_of_season", 100)]),
    ("46 days of life", {"expiry": ago(-46)}, []),
    ("45 days of life", {"expiry": ago(-45)}, [("short_dated", 100)]),
    ("what sells in time is not too much", {"expiry": ago(-45), "sold_90": 90},
     [("short_dated", 55), ("overstock", 40)]),
    ("all of it sells in time", {"expiry": ago(-45), "sold_90": 300}, []),
    ("past its date nothing sells", {"expiry": ago(1), "sold_90": 300}, [("short_dated", 100)]),
    ("21 percent of its life", {"expiry": ago(-63), "received_on": ago(237), "last_sold_on": DAY}, []),
    ("20 percent of its life", {"expiry": ago(-60), "received_on": ago(240), "last_sold_on": DAY},
     [("short_dated", 100)]),
    ("in several ways, the worst first",
     {"expiry": ago(-10), "season_ends_on": ago(60), "last_sold_on": ago(100), "sold_90": 0},
     [("short_dated", 100), ("end_of_season", 100), ("obsolete", 100), ("overstock", 100)]),
)  # fmt: skip


@pytest.mark.parametrize(("said", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_stock_is(said: dict[str, Any], found: list[tuple[str, int]]) -> None:
    findings = judge(replace(STOCK, **said), LIMITS)
    assert [(finding.kind.value, finding.excess) for finding in findings] == found
    assert excess(findings) == max((units for _kind, units in found), default=0)


def test_without_limits_nothing_is_unsold_but_what_is_past_its_date() -> None:
    old = Stock(DAY, 5, ago(1), ago(900), ago(800), 0, 0, ago(400))
    assert [finding.kind for finding in judge(old, NO_LIMITS)] == [UnsoldKind.SHORT_DATED]
    assert judge(replace(old, expiry=None), Thresholds().of(Category.FOOD)) == ()


SENTENCES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"expiry": ago(1)}, "Its date passed on 2026-11-19."),
    ({"expiry": ago(-45)}, "Not all of it sells before 2027-01-04. Days of life left: 45; short-dated from 45 down."),
    ({"expiry": ago(-60), "received_on": ago(240), "last_sold_on": DAY},
     "Not all of it sells before 2027-01-19. Percent left of the life it came in with: 20; short-dated from 20 down."),
    ({"season_ends_on": ago(51)}, "Its season ended on 2026-09-30. Days since then: 51."),
    ({"last_sold_on": ago(90)}, "Last sold on 2026-08-22. Days without a sale: 90; obsolete from 90 on."),
    ({"received_on": ago(90)},
     "Never sold since it came in on 2026-08-22. Days without a sale: 90; obsolete from 90 on."),
    ({"sold_90": 0}, "Nothing of it sells. Days of cover that are enough: 60."),
    ({"sold_90": 30}, "Days of cover at its pace: 300; enough are 60."),
)  # fmt: skip


@pytest.mark.parametrize(("said", "sentence"), SENTENCES)
def test_every_way_has_its_sentence(said: dict[str, Any], sentence: str) -> None:
    (finding,) = judge(replace(STOCK, **said), LIMITS)
    assert in_english(finding.said) == sentence


def test_the_words_are_those_of_the_reasons() -> None:
    assert {kind.reason for kind in UnsoldKind} == {
        ReasonCode.SHORT_DATED, ReasonCode.END_OF_SEASON, ReasonCode.OBSOLETE, ReasonCode.OVERSTOCK,
    }  # fmt: skip


_DAYS = st.one_of(st.none(), st.dates(ago(2000), DAY))
_UNITS = st.one_of(st.none(), st.integers(0, 100_000))


@given(
    st.builds(
        Stock,
        taken_on=st.just(DAY),
        on_hand=st.integers(0, 100_000),
        expiry=st.one_of(st.none(), st.dates(ago(100), ago(-900))),
        received_on=_DAYS,
        last_sold_on=_DAYS,
        sold_30=_UNITS,
        sold_90=_UNITS,
        season_ends_on=_DAYS,
    )
)
def test_too_much_is_never_more_than_there_is(stock: Stock) -> None:
    findings = judge(stock, LIMITS)
    assert all(0 < finding.excess <= stock.on_hand for finding in findings)
    assert len({finding.kind for finding in findings}) == len(findings)
