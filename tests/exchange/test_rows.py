"""Cells as values: what each reads, what each refuses, and which column is which."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.domain.errors import Refused
from app.domain.importing import ImportKind
from app.domain.plain import in_english
from app.exchange.kinds import FIELDS
from app.exchange.mapping import ColumnMap, guess, guess_columns, require_whole
from app.exchange.rows import file_rows
from app.exchange.tables import open_table
from tests.exchange.files import csv_file, faults, read, xlsx_file

SHIPMENTS, PRODUCTS, PARTIES = ImportKind.SHIPMENTS, ImportKind.PRODUCTS, ImportKind.PARTIES
SPANISH = Path(__file__).parents[2] / "app/translations/es/LC_MESSAGES/messages.po"
HEAD = "Shipment,Customer,Delivered on,SKU,Quantity"


def test_a_row_is_values_by_field(tmp_path: Path) -> None:
    path = csv_file(tmp_path, f"{HEAD},Lot\nSH-1,Northline,2026-04-03,VIT,12,\n")
    (row,) = read(path, SHIPMENTS)
    assert row.values == {
        "number": "SH-1", "party": "Northline", "delivered_on": date(2026, 4, 3), "product": "VIT", "quantity": 12,
    }  # fmt: skip
    assert (row.number, row.faults) == (2, ())


FAULTS = [
    ("SH-1,N,2026-02-30,VIT,1", "Delivered on: Read 2026-02-30. Expected a date written like 2026-04-03."),
    ("SH-1,N,yesterday,VIT,1", "Delivered on: Read yesterday. Expected a date written like 2026-04-03."),
    ("SH-1,N,2026-04-03,VIT,0", "Quantity: Read 0. Expected a whole number from 1 to 10,000,000."),
    ("SH-1,N,2026-04-03,VIT,1.5", "Quantity: Read 1.5. Expected a whole number from 1 to 10,000,000."),
    ("SH-1,N,2026-04-03,VIT,-4", "Quantity: Read -4. Expected a whole number from 1 to 10,000,000."),
    ("SH-1,N,2026-04-03,VIT,1e3", "Quantity: Read 1e3. Expected a whole number from 1 to 10,000,000."),
    ("SH-1,N,2026-04-03,VIT,٣", "Quantity: Read ٣. Expected a whole number from 1 to 10,000,000."),
    ("SH-1,,2026-04-03,VIT,1", "Customer: The cell is empty. Expected: Customer or other party."),
    (
        "SH-1,N,2026-04-03,VIT,1,50",
        ": The row has 6 cells. Expected 5, one under each heading. Look for a comma that needs quotes.",
    ),
    (
        f"{'S' * 41},N,2026-04-03,VIT,1",
        f"Shipment: Read {'S' * 40}..., 41 characters. Expected 40 at most.",
    ),
]


@pytest.mark.parametrize(("line", "sentence"), FAULTS)
def test_a_fault_says_what_was_read_and_what_was_expected(tmp_path: Path, line: str, sentence: str) -> None:
    (row,) = read(csv_file(tmp_path, f"{HEAD}\n{line}\n"), SHIPMENTS)
    assert faults(row) == [sentence]


PRODUCT_FAULTS = [
    (
        "GTIN",
        "9501101530004",
        "Read 9501101530004. Expected a GTIN of 8, 12, 13 or 14 digits with the right check digit.",
    ),
    ("Category", "toys", "Read toys. Expected one of: electronics, apparel, food, medical, tools, packaging."),
    ("Medical", "perhaps", "Read perhaps. Expected yes or no."),
    ("Currency", "US$", "Read US$. Expected three letters such as USD."),
    ("Cost", "-1", "Read -1. Expected an amount written like 1,234.50, not below zero."),
    ("Cost", "1.23456", "Read 1.23456. Expected an amount written like 1,234.50, not below zero."),
]


@pytest.mark.parametrize(("heading", "cell", "sentence"), PRODUCT_FAULTS)
def test_each_kind_of_cell_has_its_sentence(tmp_path: Path, heading: str, cell: str, sentence: str) -> None:
    (row,) = read(csv_file(tmp_path, f"SKU,{heading}\nA,{cell}\n"), PRODUCTS)
    assert faults(row) == [f"{heading}: {sentence}"]


def test_a_gln_is_checked(tmp_path: Path) -> None:
    (row,) = read(csv_file(tmp_path, "Code,GLN\nA,9521234000007\n"), PARTIES)
    assert faults(row) == ["GLN: Read 9521234000007. Expected a GLN of 13 digits with the right check digit."]


def test_words_are_read_in_both_languages(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "SKU;Categoría;Médico;Nombre\nA;Electrónica;sí;Taladro\nB;TOOLS;No;Sierra\n")
    first, second = read(path, PRODUCTS)
    assert first.values == {"sku": "A", "category": "electronics", "medical": True, "name_es": "Taladro"}
    assert second.values == {"sku": "B", "category": "tools", "medical": False, "name_es": "Sierra"}


def test_every_fault_of_a_row_is_said(tmp_path: Path) -> None:
    (row,) = read(csv_file(tmp_path, f"{HEAD}\n,N,x,VIT,y\n"), SHIPMENTS)
    assert [fault.column for fault in row.faults] == ["Shipment", "Delivered on", "Quantity"]


DATES = [
    (("13/04/2026", "03/04/2026"), "dmy"),
    (("04/13/2026", "03/04/2026"), "mdy"),
    (("3.4.26", "31.12.26"), "dmy"),
    (("2026-04-03", "2026-12-31"), "iso"),
    (("03/04/2026", "05/06/2026"), ""),
    (("13/04/2026", "04/13/2026"), ""),
]


@pytest.mark.parametrize(("cells", "form"), DATES)
def test_dates_are_told_by_a_day_over_twelve_else_asked(tmp_path: Path, cells: tuple[str, str], form: str) -> None:
    lines = "".join(f"S,N,{cell},V,1\n" for cell in cells)
    assert guess(SHIPMENTS, open_table(csv_file(tmp_path, f"{HEAD}\n{lines}"))).dates == form


def test_03_04_2026_asks(tmp_path: Path) -> None:
    table = open_table(csv_file(tmp_path, f"{HEAD}\nS,N,03/04/2026,V,1\n"))
    mapped = guess(SHIPMENTS, table)
    with pytest.raises(Refused) as asked:
        require_whole(SHIPMENTS, table, mapped)
    assert in_english(asked.value.said) == (
        "03/04/2026 in column Delivered on can be read day first or month first. "
        "Say how the dates of this file are written."
    )
    for form, day in (("dmy", date(2026, 4, 3)), ("mdy", date(2026, 3, 4))):
        declared = ColumnMap(mapped.columns, form, ".")
        require_whole(SHIPMENTS, table, declared)
        assert [row.values["delivered_on"] for row in file_rows(table, SHIPMENTS, declared)] == [day]


DECIMALS = [
    (("4.10", "12"), ".", "4.10"),
    (("4,10", "12"), ",", "4.10"),
    (("1,234.50", "1"), ".", "1234.50"),
    (("1.234,50", "1"), ",", "1234.50"),
    (("1,234", "2.50"), ".", "1234"),
    (("12", "13"), ".", "12"),
    (("0,125", "1"), ",", "0.125"),
]


@pytest.mark.parametrize(("cells", "sign", "first"), DECIMALS)
def test_numbers_are_told_by_their_signs(tmp_path: Path, cells: tuple[str, str], sign: str, first: str) -> None:
    table = open_table(csv_file(tmp_path, "SKU;Cost\n" + "".join(f"A;{cell}\n" for cell in cells)))
    mapped = guess(PRODUCTS, table)
    assert mapped.decimals == sign
    assert next(file_rows(table, PRODUCTS, mapped)).values["unit_cost"] == Decimal(first)


@pytest.mark.parametrize("cells", [("1,234", "5"), ("1.234", "5"), ("1,5", "1.5")])
def test_what_may_be_thousands_or_decimals_asks(tmp_path: Path, cells: tuple[str, str]) -> None:
    table = open_table(csv_file(tmp_path, "SKU;Cost\n" + "".join(f"A;{cell}\n" for cell in cells)))
    with pytest.raises(Refused) as asked:
        require_whole(PRODUCTS, table, guess(PRODUCTS, table))
    assert in_english(asked.value.said) == (
        f"{cells[0]} in column Cost can be read as thousands or as decimals. Say how the numbers are written."
    )


def test_a_spreadsheets_own_numbers_and_dates_need_no_declaration(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEAD.split(","), ["S", "N", date(2026, 4, 3), "V", 1234]])
    (row,) = read(path, SHIPMENTS)
    assert (row.values["delivered_on"], row.values["quantity"]) == (date(2026, 4, 3), 1234)


def test_a_needed_column_must_be_chosen(tmp_path: Path) -> None:
    table = open_table(csv_file(tmp_path, "Shipment,Customer\nS,N\n"))
    with pytest.raises(Refused) as asked:
        require_whole(SHIPMENTS, table, guess(SHIPMENTS, table))
    assert in_english(asked.value.said) == (
        "No column is chosen for Delivered on. Expected one, since no row can be read without it."
    )


def test_a_map_keeps_only_what_the_file_and_the_kind_have() -> None:
    stored = {
        "columns": {"number": 0, "lot": 9, "nonsense": 1, "order": -1, "serial": "2"},
        "dates": "x",
        "decimals": ",",
    }
    assert ColumnMap.parse(stored, SHIPMENTS, 3) == ColumnMap({"number": 0}, "", ",")


@pytest.mark.parametrize("kind", ImportKind)
def test_our_own_headings_are_known_in_both_languages(kind: ImportKind) -> None:
    with SPANISH.open("rb") as file:
        spanish = {message.id: message.string for message in read_po(file)}
    for words in ({}, spanish):
        headings = [words.get(field.title, field.title) for field in FIELDS[kind]]
        assert guess_columns(kind, headings) == {field.name: at for at, field in enumerate(FIELDS[kind])}


def test_an_apostrophe_that_kept_a_formula_from_running_is_taken_off_again(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "SKU,Name\n'=A1,'plain\n")
    (row,) = read(path, PRODUCTS)
    assert row.values == {"sku": "=A1", "name": "'plain"}
