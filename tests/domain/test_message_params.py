"""Parameters of sentences are stored as JSON and come back as they were."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.domain.messages.core import Local, Money, Param, Quote, Word, params_from_json, params_to_json

PARAMS: dict[str, Param] = {
    "text": "RMA-1",
    "number": 7,
    "day": date(2026, 11, 22),
    "instant": datetime(2026, 11, 22, 20, 32, tzinfo=UTC),
    "word": Word("defective"),
    "money": Money(Decimal("12.50"), "USD"),
    "local": Local({"en": "Drill", "es": "Taladro"}),
}


@pytest.mark.parametrize("params", [PARAMS, {"why": Quote("eligibility.late", PARAMS)}])
def test_parameters_come_back_as_they_were(params: dict[str, Param]) -> None:
    assert params_from_json(json.loads(json.dumps(params_to_json(params)))) == params


def test_what_is_no_parameter_is_refused() -> None:
    with pytest.raises(ValueError, match=r"not a stored message parameter: \[1\]"):
        params_from_json({"why": [1]})
