"""Files of other programs as tables: encodings, separators, spreadsheets, and each bound with its own refusal."""

import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.importing import ImportKind
from app.exchange import bounds, spreadsheets, tables
from app.exchange.mapping import guess
from app.exchange.rows import file_rows
from app.exchange.tables import open_table
from tests.exchange.files import csv_file, refusal, xlsx_file, xlsx_with

SPANISH = "Código;Nombre\nA-1;Farmacia Ñandú\n"


@pytest.mark.parametrize(
    ("content", "encoding", "written"),
    [
        (SPANISH, "utf-8", "CSV (;), UTF-8"),
        (SPANISH, "utf-8-sig", "CSV (;), UTF-8"),
        (SPANISH, "cp1252", "CSV (;), Windows-1252"),
        (SPANISH.replace(";", ","), "utf-8", "CSV (,), UTF-8"),
        (SPANISH.replace(";", "\t"), "cp1252", "CSV (TAB), Windows-1252"),
        (SPANISH.replace("\n", "\r\n"), "utf-8", "CSV (;), UTF-8"),
        (SPANISH.replace("\n", "\r"), "utf-8", "CSV (;), UTF-8"),
    ],
)
def test_text_is_read_as_it_was_written(tmp_path: Path, content: str, encoding: str, written: str) -> None:
    table = open_table(csv_file(tmp_path, content, encoding))
    assert (table.written, table.headings) == (written, ("Código", "Nombre"))
    assert list(table.rows()) == [(2, ["A-1", "Farmacia Ñandú"])]


def test_a_separator_within_quotes_separates_nothing(tmp_path: Path) -> None:
    table = open_table(csv_file(tmp_path, 'Code,Name\n1,"Harbor, Pine; and\nSons"\n\n3,x\n'))
    assert list(table.rows()) == [(2, ["1", "Harbor, Pine; and\nSons"]), (4, ["3", "x"])]


def test_headings_are_the_first_row_that_is_not_blank(tmp_path: Path) -> None:
    table = open_table(csv_file(tmp_path, "\n , \n Code , Name  of it ,\nA,B\n"))
    assert (table.headings, list(table.rows())) == (("Code", "Name of it"), [(4, ["A", "B"])])


def test_a_spreadsheet_keeps_its_numbers_dates_and_truths(tmp_path: Path) -> None:
    midnight = datetime(2026, 4, 3)  # noqa: DTZ001 - spreadsheets know no zones
    row = ["0012", 12, 12.0, 4.25, date(2026, 4, 3), midnight, True, None]
    table = open_table(xlsx_file(tmp_path, [[*"abcdefgh"], row]))
    assert table.written == "XLSX"
    day = date(2026, 4, 3)
    assert list(table.rows()) == [(2, ["0012", 12, 12, Decimal("4.25"), day, day, True])]


def test_a_kept_spreadsheet_is_read_under_a_name_without_an_ending(tmp_path: Path) -> None:
    kept = xlsx_file(tmp_path, [["a", "b"], ["x", 1]]).rename(tmp_path / ("0" * 64))
    assert [list(row) for _number, row in open_table(kept).rows()] == [["x", 1]]


def test_a_formula_is_read_as_what_it_gave(tmp_path: Path) -> None:
    table = open_table(xlsx_file(tmp_path, [["a", "b"], ["x", "=1+1"]]))
    assert list(table.rows()) == [(2, ["x"])]  # nothing ever calculated this one


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The file has no rows. Expected a row of headings and at least one row below it."),
    "headings only": (
        b"Code,Name\n",
        "The file has no rows. Expected a row of headings and at least one row below it.",
    ),
    "binary": (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "The file is neither text nor a spreadsheet. Expected CSV in UTF-8 or Windows-1252, or XLSX.",
    ),
    "no encoding we know": (
        b"Code,Name\n\x81\x8d,\x90\n",
        "The file is neither text nor a spreadsheet. Expected CSV in UTF-8 or Windows-1252, or XLSX.",
    ),
    "old spreadsheet": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "The file is an XLS spreadsheet or protected by a password. Save it as XLSX or CSV, without a password.",
    ),
    "torn spreadsheet": (
        b"PK\x03\x04" + bytes(50),
        "The file begins as XLSX and cannot be read to its end. Open it in a spreadsheet program and save it again.",
    ),
    "quotation never closed": (
        b'a,b\n1,"' + b"x\n" * 80_000,
        "A cell in row 2 has more than 2,000 characters. Look for a quotation mark that is never closed.",
    ),
    "long cell": (
        b"a,b\n1," + b"x" * 2_001 + b"\n",
        "A cell in row 2 has more than 2,000 characters. Look for a quotation mark that is never closed.",
    ),
    "many columns": (
        b"a,b\n" + b"x," * 101 + b"\n",
        "Row 2 has 102 columns. Expected 100 at most. Delete the columns that are not imported.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_each_bound_has_a_sentence_of_its_own(tmp_path: Path, case: str) -> None:
    content, sentence = REFUSED[case]
    assert refusal(csv_file(tmp_path, content)) == sentence


def test_a_file_over_the_size_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(bounds.MOST_BYTES + 1)  # a hole: no byte of it is written
    assert refusal(path) == (
        "The file has 101 MB. Expected 100 MB at most. Split it, and import the parts one after the other."
    )


def test_a_file_with_too_many_rows_is_refused_at_the_first_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    assert refusal(csv_file(tmp_path, "a\n1\n2\n3\n")) == ""
    assert refusal(csv_file(tmp_path, "a\n1\n2\n3\n4\n")) == (
        "The file has more than 3 rows. Split it, and import the parts one after the other."
    )


def test_a_spreadsheet_that_unpacks_a_thousandfold_is_refused_unread(tmp_path: Path) -> None:
    bomb = xlsx_with(tmp_path, "xl/sharedStrings.xml", bytes(bounds.MOST_SHARED + 1))
    assert bomb.stat().st_size < 200_000
    assert refusal(bomb) == (
        "The spreadsheet unpacks to 61 MB. Expected 60 MB at most. Save it as CSV and import that."
    )


def test_the_whole_of_a_spreadsheet_is_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_UNPACKED", 2_000_000)
    assert refusal(xlsx_with(tmp_path, "xl/media/image1.png", bytes(3_000_000))) == (
        "The spreadsheet unpacks to 4 MB. Expected 2 MB at most. Save it as CSV and import that."
    )


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{"&l" + str(n - 1) + ";" if n else ""}">'
                     for n in range(40))  # fmt: skip
    laughs = f'<?xml version="1.0"?><!DOCTYPE x [{levels}]><worksheet>&l39;</worksheet>'
    assert "cannot be read to its end" in refusal(xlsx_with(tmp_path, "xl/worksheets/sheet1.xml", laughs.encode()))


def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") == (
        "The kept file is no longer on the server. Choose it again and import it anew."
    )


def zip_like(parts: list[tuple[str, bytes]], cut: int) -> bytes:
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in dict(parts).items():
            archive.writestr(name, content)
    return out.getvalue()[: len(out.getvalue()) - cut]


PARTS = st.tuples(
    st.sampled_from(["xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml", "_rels/.rels", "x"]),
    st.binary(max_size=200),
)
ANY_BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(alphabet='ab",;\t\n\r\0=ñ€', max_size=200).map(lambda text: text.encode("utf-8")),
    st.builds(zip_like, st.lists(PARTS, max_size=4), st.integers(0, 40)),
    st.binary(max_size=80).map(lambda tail: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + tail),
    st.integers(0, 2**32 - 1).map(lambda size: b"PK\x03\x04" + struct.pack("<IIII", size, 1, size, 0)),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=ANY_BYTES, kind=st.sampled_from(ImportKind))
def test_any_bytes_are_rows_or_a_sentence(tmp_path: Path, content: bytes, kind: ImportKind) -> None:
    path = csv_file(tmp_path, content)
    try:
        table = open_table(path)
        rows = list(file_rows(table, kind, guess(kind, table)))
    except Refused as refused:
        assert refused.said.message.say
        return
    assert rows and all(row.number > 1 for row in rows)
