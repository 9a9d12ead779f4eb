"""Parsing goals on public test vectors, as floors: counts do not depend on the machine."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from biip.gs1_application_identifiers import _GS1_APPLICATION_IDENTIFIERS as BIIP_TABLE

from app.domain.gs1.table import spec_at, spec_of
from app.domain.readings import CheckDigitError, Reading, ReadingError, read
from benchmarks.parsing import concerns_the_floor
from tests.leaving_out import leave_out

Row = dict[str, Any]


@pytest.fixture(scope="module")
def vectors() -> list[Row]:
    folder = Path(os.environ.get("BACKDOCK_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
    path = folder / "gs1_vectors.jsonl"
    if not path.exists():
        leave_out(f"no test data at {path}: set BACKDOCK_TEST_DATA")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def first(scan: str) -> Reading | None:
    """Return the preferred reading, or None for a refusal."""
    try:
        return read(scan)[0]
    except ReadingError:
        return None


def is_right(row: Row) -> bool:
    reading = first(row["scan"])
    return reading is not None and dict(reading.elements) == row["ais"]


def is_caught(row: Row) -> bool:
    reading = first(row["scan"])
    return reading is None or not reading.elements or bool(reading.warnings)


def share(rows: list[Row], judge: Callable[[Row], bool]) -> float:
    assert rows
    return sum(map(judge, rows)) / len(rows)


def test_valid_scans_are_read_with_every_ai_right(vectors: list[Row]) -> None:
    assert share([row for row in vectors if row["valid"]], is_right) >= 0.995


@pytest.mark.parametrize("kind", ["hri_bracketed", "digital_link", "ean13", "ean8", "upca", "itf14", "plain"])
def test_valid_scans_of_one_kind_are_all_right(vectors: list[Row], kind: str) -> None:
    assert share([row for row in vectors if row["valid"] and row["kind"] == kind], is_right) == 1


def test_invalid_scans_with_floor_ais_are_refused_or_flagged(vectors: list[Row]) -> None:
    rows = [row for row in vectors if not row["valid"] and concerns_the_floor(row["scan"])]
    assert len(rows) > 100
    assert share(rows, is_caught) >= 0.98


def test_a_content_rule_refuses_only_by_a_check_digit_or_a_key_that_is_no_number(vectors: list[Row]) -> None:
    refused = set()
    for row in vectors:
        if row["rule"] == "zint_lint":
            try:
                read(row["scan"])
            except CheckDigitError:
                continue
            except ReadingError as error:
                refused.add(str(error))
    assert refused == {"AI (00) has 18 digits, got '12345678901234567.'."}


def test_our_ais_are_those_of_biip() -> None:
    for ai, theirs in BIIP_TABLE.items():
        ours = spec_of(ai)
        assert ours is not None
        assert spec_at(f"{ai}x") is ours
        assert ours.predefined is not theirs.separator_required


@pytest.mark.parametrize("text", ["", "0", "04", "0400", "230", "3106", "4040", "9", "٠١", "310"])
def test_what_is_no_ai(text: str) -> None:
    assert spec_of(text) is None
    assert spec_at(text) is None
