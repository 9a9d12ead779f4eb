"""Sentences are stored as key and parameters: every kind of parameter is read back as it was said."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.domain.messages.core import Local, Money, Param, Units, Word, params_from_json, params_to_json


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("RMA-104418", "RMA-104418"),
        (12, 12),
        (datetime(2026, 11, 22, 14, 5, tzinfo=UTC), {"time": "2026-11-22T14:05:00+00:00"}),
        (date(2027, 3, 31), {"date": "2027-03-31"}),
        (Word("restock"), {"word": "restock"}),
        (Units(1), {"units": 1}),
        (Money(Decimal("6.38"), "USD"), {"money": ["6.38", "USD"]}),
        (Local({"en": "Stock", "es": "Inventario"}), {"local": {"en": "Stock", "es": "Inventario"}}),
    ],
)
def test_a_parameter_is_read_back_as_it_was_said(value: Param, stored: object) -> None:
    assert params_to_json({"it": value}) == {"it": stored}
    read_back = params_from_json({"it": stored})["it"]
    assert (type(read_back), read_back) == (type(value), value)


@pytest.mark.parametrize("stored", [None, [], {}, {"colour": "red"}, {"word": "a", "units": 1}])
def test_what_was_never_said_is_no_parameter(stored: object) -> None:
    with pytest.raises(ValueError, match="not a stored message parameter"):
        params_from_json({"it": stored})
