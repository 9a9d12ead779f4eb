"""Lists as files: nothing in them runs, and what we wrote we read again."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.importing import ImportKind
from app.exchange.writing import csv_pieces, harmless, xlsx_pieces
from tests.exchange.files import read

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']


def csv_text(heads: list[str], rows: list[list[object]]) -> str:
    return b"".join(csv_pieces(heads, rows)).decode()  # type: ignore[arg-type]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_csv_begins_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    cell = next(csv.reader(io.StringIO(csv_text([text], []).removeprefix("\ufeff"), newline="")))[0]
    assert cell == f"'{text}"


def test_numbers_stay_numbers() -> None:
    row: list[object] = [-4, Decimal("-1.50"), date(2026, 4, 3), True, None, "a,b"]
    assert csv_text(["n"] * 6, [row]) == '\ufeffn,n,n,n,n,n\r\n-4,-1.50,2026-04-03,yes,,"a,b"\r\n'


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_xlsx_is_a_formula(text: str) -> None:
    content = b"".join(xlsx_pieces([text], [[text, datetime(2026, 4, 3, tzinfo=UTC), "a\x00b"]]))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert [str(cell.value).strip() for cell in sheet[2]][1:] == ["2026-04-03T00:00:00+00:00", "a b"]


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30))
def test_what_we_wrote_is_what_we_read(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path: Path = tmp_path_factory.mktemp("written") / "file.csv"
    path.write_bytes(b"".join(csv_pieces(["Code", "Name"], [["A", name]])))
    (row,) = read(path, ImportKind.PARTIES)
    assert row.values.get("name") == name or name.startswith("'")


def test_a_long_list_comes_in_pieces() -> None:
    pieces = list(csv_pieces(["n"], ([number] for number in range(1000))))
    assert len(pieces) == 6
    assert b"".join(pieces).decode().splitlines()[-1] == "999"
